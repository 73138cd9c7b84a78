"""``inboxd check`` says of a mailbox what is wrong and what to do."""

from pathlib import Path

import pytest

from inboxd.mailbox import Finding, Level, MailboxSettings
from inboxd.mailbox.opening import mailbox_for
from tests.mailbox.posts import ImapPost, MaildirPost, imap_settings
from tests.servers.dovecot import Dovecot


def levels(findings: list[Finding]) -> dict[str, Level]:
    return {finding.subject: finding.level for finding in findings}


def test_all_is_well(imap: ImapPost) -> None:
    findings = mailbox_for(imap.settings).check()
    assert set(levels(findings).values()) == {Level.OK}
    assert list(levels(findings)) == [
        "name", "connection", "sign-in", "watched folder", "folders for filed mail", "IDLE", "MOVE", "UIDPLUS",
    ]  # fmt: skip
    assert "will be made when they are needed: Registered, Review, Ignored" in findings[4].text
    assert imap.server.folders(imap.user) == ["INBOX"]  # a check changes nothing


@pytest.mark.parametrize(
    ("changes", "subject", "text"),
    [
        ({"host": "no-such-host.invalid"}, "name", "is not known"),
        ({"port": 1}, "connection", "nothing listens"),
        ({"cafile": None}, "connection", "is not trusted"),
        ({"cafile": Path("/nowhere.pem")}, "connection", r"mailbox\.cafile: /nowhere.pem holds no certificate"),
        ({"folder": "Nowhere"}, "watched folder", "refused to select"),
    ],
)
def test_the_first_step_that_fails_is_told(imap: ImapPost, changes: dict[str, object], subject: str, text: str) -> None:
    *before, last = mailbox_for(imap_settings(imap.server, imap.user, **changes)).check()
    assert {finding.level for finding in before} <= {Level.OK}
    assert (last.level, last.subject) == (Level.ERROR, subject)
    assert text.replace("\\", "") in last.text
    assert last.advice


def test_a_wrong_password_is_told(imap: ImapPost, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INBOXD_MAILBOX_PASSWORD", "wrong")
    last = mailbox_for(imap.settings).check()[-1]
    assert (last.level, last.subject) == (Level.ERROR, "sign-in")


def test_what_an_old_server_lacks_is_a_warning(old_dovecot: Dovecot) -> None:
    found = levels(mailbox_for(ImapPost(old_dovecot).settings).check())
    assert [found[name] for name in ("IDLE", "MOVE", "UIDPLUS")] == [Level.WARNING] * 3
    assert found["folders for filed mail"] == Level.OK


@pytest.mark.parametrize(("filing", "text"), [("mark", "keeps keywords"), ("leave", "stays where it is")])
def test_what_filing_needs_is_looked_at(imap: ImapPost, filing: str, text: str) -> None:
    findings = mailbox_for(imap_settings(imap.server, imap.user, filing=filing)).check()
    (found,) = [finding for finding in findings if finding.subject == "folders for filed mail"]
    assert text in found.text


def test_a_maildir_is_looked_at(tmp_path: Path) -> None:
    (found,) = mailbox_for(MaildirPost(tmp_path / "maildir").settings).check()
    assert (found.level, found.text) == (Level.OK, f"{tmp_path / 'maildir'} holds 0 messages")


def test_a_maildir_that_is_not_there_is_told_and_not_made(tmp_path: Path) -> None:
    settings = MailboxSettings(address="coupons@example.org", path=tmp_path / "maildir")
    (found,) = mailbox_for(settings).check()
    assert (found.level, found.text) == (Level.WARNING, f"{tmp_path / 'maildir'} does not exist yet, it will be made")
    assert not settings.path.exists()


def test_a_maildir_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    settings = MailboxSettings(address="coupons@example.org", path=tmp_path / "file" / "maildir")
    (found,) = mailbox_for(settings).check()
    assert (found.level, found.advice) == (Level.ERROR, "check mailbox.path and who owns it")
