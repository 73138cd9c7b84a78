"""Who may look, and what every answer carries."""

import re
import stat
from pathlib import Path
from typing import Any

import pytest
from argon2 import PasswordHasher
from flask import url_for
from flask.testing import FlaskClient

from inboxd.errors import ConfigError
from inboxd.review.auth import OPEN, SIGN_INS, hash_password
from inboxd.review.secret import secret_key
from storage import users
from tests.review.desk import NAME, NOW, PASSWORD, ReviewDesk, Visitor, mail, make_desk, reading

POSTS = ["/replies/1", "/mails/1/release", "/sign-out"]


def test_a_stranger_sees_no_page_but_the_sign_in(desk: ReviewDesk, stranger: Visitor) -> None:
    """Every page that there is, so that one added later is asked about too."""
    desk.arrive(mail(), reading())
    pages = [
        rule for rule in desk.app.url_map.iter_rules() if "GET" in (rule.methods or ()) and rule.endpoint not in OPEN
    ]
    assert len(pages) > 8
    for rule in pages:
        with desk.app.test_request_context():
            values: dict[str, Any] = dict.fromkeys(rule.arguments, 1) | {"kind": "csv"}
            path = url_for(rule.endpoint, **values)
        answer = stranger.get(path)
        assert (answer.status_code, answer.location.startswith("/sign-in")) == (302, True), path


@pytest.mark.parametrize("path", POSTS)
def test_a_stranger_changes_nothing(desk: ReviewDesk, stranger: Visitor, path: str) -> None:
    message = desk.arrive(mail(), reading())
    stranger.get("/sign-in")
    answer = stranger.post(path, {"action": "dismiss", "version": "3"})
    assert answer.location.startswith("/sign-in")
    assert desk.state(message) == "flagged"


def test_the_right_password_signs_in_and_leads_on(stranger: Visitor) -> None:
    stranger.get("/sign-in?next=/mails")
    answer = stranger.post("/sign-in", {"name": NAME, "password": PASSWORD, "next": "/mails"})
    assert answer.location == "/mails"
    assert stranger.get("/mails").status_code == 200


@pytest.mark.parametrize("elsewhere", ["//evil.example", "https://evil.example", "/\\evil.example", "mails", "/a\nb"])
def test_signing_in_never_leads_elsewhere(stranger: Visitor, elsewhere: str) -> None:
    stranger.get("/sign-in")
    answer = stranger.post("/sign-in", {"name": NAME, "password": PASSWORD, "next": elsewhere})
    assert answer.location == "/replies"


@pytest.mark.parametrize(("name", "password"), [(NAME, "wrong"), ("nobody", PASSWORD), (NAME, ""), (NAME, "x" * 5000)])
def test_a_wrong_name_and_a_wrong_password_read_the_same(stranger: Visitor, name: str, password: str) -> None:
    answer = stranger.sign_in(name, password)
    assert answer.status_code == 403
    assert "not right" in answer.text
    assert stranger.get("/replies").status_code == 302


def test_an_unknown_name_costs_a_hash_as_well(stranger: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    from inboxd.review import auth

    checked = []

    class Counting:
        def verify(self, hash_: str, password: str) -> bool:
            checked.append(hash_)
            return PasswordHasher().verify(hash_, password)

    monkeypatch.setattr(auth, "hasher", Counting())
    stranger.sign_in("nobody", "guess")
    assert len(checked) == 1
    assert checked[0].startswith("$argon2id$")


def test_the_eleventh_attempt_of_a_minute_is_refused(stranger: Visitor) -> None:
    allowed = int(SIGN_INS.split()[0])
    answers = [stranger.sign_in(NAME, "wrong").status_code for _ in range(allowed + 1)]
    assert answers == [403] * allowed + [429]
    assert stranger.sign_in().status_code == 429  # the right password does not help either


def test_a_new_password_ends_the_sessions_of_the_old(desk: ReviewDesk, staff: Visitor) -> None:
    assert staff.get("/replies").status_code == 200
    with desk.store.write() as session:
        users.set_password(session, NAME, hash_password("another one"), NOW)
    assert staff.get("/replies").status_code == 302


def test_signing_out_ends_the_session(staff: Visitor) -> None:
    assert staff.post("/sign-out").status_code == 302
    assert staff.get("/replies").status_code == 302


def test_nothing_of_the_session_before_survives_the_sign_in(stranger: Visitor) -> None:
    """Who planted a cookie in somebody's browser must not know her token afterwards."""
    stranger.get("/sign-in")
    planted = stranger.token
    assert stranger.sign_in().status_code == 302
    stranger.token = planted
    assert stranger.post("/sign-out").status_code == 400


def test_a_post_without_the_token_is_refused(desk: ReviewDesk, staff: Visitor) -> None:
    message = desk.arrive(mail(), reading())
    staff.get(f"/replies/{message}")
    for token in ("", "x", "IjEi.YQ.abc"):
        staff.token = token
        answer = staff.post(f"/replies/{message}", {"action": "dismiss", "version": "3"})
        assert answer.status_code == 400
        assert "has expired" in answer.text
    assert desk.state(message) == "flagged"


def test_the_cookie_is_for_this_site_and_not_for_scripts(stranger: Visitor) -> None:
    stranger.get("/sign-in")
    answer = stranger.post("/sign-in", {"name": NAME, "password": PASSWORD})
    cookie = answer.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Expires=" in cookie  # after session_hours, also where the browser is never closed
    assert "Secure" not in cookie  # on 127.0.0.1 without TLS it would never come back


def test_the_cookie_is_secure_where_the_address_is(tmp_path: Path) -> None:
    desk = make_desk(tmp_path, review='public_url = "https://review.example"')
    client: FlaskClient = desk.app.test_client()
    answer = client.get("/sign-in")
    assert answer.headers["Set-Cookie"].startswith("__Host-inboxd=")
    assert "; Secure" in answer.headers["Set-Cookie"]
    desk.store.close()


@pytest.mark.parametrize("path", ["/sign-in", "/replies", "/replies/1", "/nothing", "/registrations", "/mails"])
def test_every_page_carries_strict_headers(desk: ReviewDesk, staff: Visitor, path: str) -> None:
    desk.arrive(mail(), reading())
    headers = staff.get(path).headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["Cache-Control"] == "no-store"


def test_no_page_has_a_style_or_a_script_of_its_own(desk: ReviewDesk, staff: Visitor) -> None:
    """The policy would block them, silently."""
    desk.arrive(mail(), reading())
    for path in ("/replies", "/replies/1", "/registrations", "/mails"):
        page = staff.get(path).text
        assert not re.search(r"<script|<style|\sstyle=|\son\w+=", page)


def test_the_secret_is_made_once_and_for_its_owner_alone(tmp_path: Path) -> None:
    file = tmp_path / "review.secret"
    key = secret_key(file)
    assert len(key) == 64
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert secret_key(file) == key
    assert [path.name for path in tmp_path.iterdir()] == ["review.secret"]


def test_an_empty_secret_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "review.secret"
    file.write_text("\n")
    with pytest.raises(ConfigError, match=r"review\.secret_file"):
        secret_key(file)


def test_an_address_behind_a_proxy_is_believed_only_where_configured(tmp_path: Path) -> None:
    """Else anyone could write another address with each attempt and never reach the limit."""
    for number, behind in enumerate((False, True)):
        folder = tmp_path / str(number)
        folder.mkdir()
        desk = make_desk(folder, review=f"behind_proxy = {str(behind).lower()}")
        visitor = Visitor(desk.app.test_client())
        visitor.get("/sign-in")
        codes = [
            visitor.post("/sign-in", {"name": "x", "password": "y"}, headers={"X-Forwarded-For": f"10.0.{number}.{n}"})
            for n in range(12)
        ]
        assert (codes[-1].status_code == 403) is behind
        desk.store.close()
