"""What staff do, in a real browser: from the reply in the mailbox to its acknowledgement at a real mail server."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from inboxd.mailbox.opening import mailbox_for
from inboxd.outbox import send_due, sender_for
from inboxd.review import serve
from inboxd.review.limits import limiter
from inboxd.worker import lanes_for, one_pass, utc_now
from storage import messages
from storage.states import MessageState
from tests.review.desk import NAME, PASSWORD, ReviewDesk, attendee, mail, make_desk, reading
from tests.servers.account import free_port
from tests.servers.smtp import SmtpSink

COUPON = """Coupon-réponse – Assemblée générale

Civilité : Mme
Nom : Durand
Prénom : Anne
Organisme :
Fonction : Adjointe au maire
Courriel : anne@ville.example

Ateliers :
[x] Eau et assainissement
[ ] Déchets
[ ] Transport
"""
FIELDS = "Array.from(document.querySelectorAll('input:not([type=hidden]), select'))"
WIDTHS = [(1280, 900), (375, 800), (320, 640)]


@contextmanager
def served(desk: ReviewDesk) -> Iterator[str]:
    """Have the pages served as `inboxd review` does, and give their address."""
    stop = threading.Event()
    thread = threading.Thread(target=serve, args=(desk.config, desk.store, stop))
    thread.start()
    try:
        _wait_for(desk.config.review.port)
        yield f"http://127.0.0.1:{desk.config.review.port}"
    finally:
        stop.set()
        thread.join(15)
        assert not thread.is_alive()


def _wait_for(port: int, seconds: float = 20) -> None:
    until = time.monotonic() + seconds
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.05)
        else:
            return


@pytest.fixture
def desk(tmp_path: Path, smtp_sink: SmtpSink) -> Iterator[ReviewDesk]:
    """A review that sends to the test server."""
    secret = tmp_path / "outgoing.password"
    secret.write_text(f"{smtp_sink.password}\n")
    outgoing = f'host = "localhost"\nport = {smtp_sink.port}\ncafile = "{smtp_sink.cafile}"\n'
    outgoing += f'user = "{smtp_sink.user}"\npassword_file = "{secret}"'
    made = make_desk(tmp_path, review=f"port = {free_port()}", outgoing=outgoing, tls="starttls")
    made.add_user()
    yield made
    with made.app.app_context():
        limiter.reset()
    made.store.close()


def sign_in(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_label("Nom d’utilisateur").fill(NAME)
    page.get_by_label("Mot de passe").fill(PASSWORD)
    page.get_by_role("button", name="Se connecter").click()
    expect(page.get_by_role("heading", name="Réponses à relire")).to_be_visible()


def test_a_flagged_reply_is_corrected_accepted_and_acknowledged(
    desk: ReviewDesk, page: Page, smtp_sink: SmtpSink
) -> None:
    stop = threading.Event()
    with mailbox_for(desk.config.mailbox) as mailbox, lanes_for(desk.config) as lanes:
        coupon = mail(COUPON, subject="Coupon de Mme Durand")
        coupon["Message-ID"] = "<coupon@ville.example>"
        (desk.config.mailbox.path / "new" / "1537430400.M1P1.host").write_bytes(coupon.as_bytes())
        one_pass(mailbox, desk.store, lanes, desk.config, stop)
    assert desk.state(1) is MessageState.FLAGGED  # the organisation is missing, which the event requires
    with served(desk) as address:
        sign_in(page, address)
        page.get_by_role("link", name="Coupon de Mme Durand").click()
        expect(page.get_by_label("Nom obligatoire")).to_have_value("Durand")
        expect(page.frame_locator("iframe").get_by_text("Adjointe au maire")).to_be_visible()
        page.get_by_role("button", name="Accepter").click()
        expect(page.get_by_role("alert")).to_contain_text("L’événement exige ce champ.")
        page.get_by_label("Organisme obligatoire").fill("Ville de Rennes")
        page.get_by_role("button", name="Accepter").click()
        expect(page.get_by_role("status")).to_have_text("C’est enregistré.")
        page.get_by_role("link", name="Inscriptions").click()
        page.get_by_role("link", name="Mme Anne Durand").click()
        expect(page.get_by_text("Ville de Rennes")).to_be_visible()
        expect(page.get_by_text("à envoyer")).to_be_visible()
        with sender_for(desk.config) as sender:
            assert send_due(desk.store, desk.config, sender, utc_now, stop) == 1
        page.reload()
        expect(page.get_by_text("envoyé", exact=True)).to_be_visible()
    (received,) = smtp_sink.received_by("anne@ville.example")
    assert received.message["In-Reply-To"] == "<coupon@ville.example>"
    assert "Ville de Rennes" in received.message.get_body(("plain",)).get_content()  # type: ignore[union-attr]  # it has one
    with mailbox_for(desk.config.mailbox) as mailbox, lanes_for(desk.config) as lanes:
        assert one_pass(mailbox, desk.store, lanes, desk.config, stop).filed == 1  # what staff decided is filed as well


def test_the_keys_alone_do(desk: ReviewDesk, page: Page) -> None:
    """Enter in a field accepts, as the first button does; it never removes a person."""
    desk.arrive(mail(), reading(attendee(), attendee(last_name="Petit", first_name="Luc")))
    with served(desk) as address:
        sign_in(page, address)
        page.keyboard.press("Tab")
        expect(page.get_by_role("link", name="Aller au contenu")).to_be_focused()
        page.get_by_role("link", name="Inscription", exact=True).press("Enter")
        page.get_by_label("Nom obligatoire").first.press("Enter")
        expect(page.get_by_role("status")).to_have_text("C’est enregistré.")
        expect(page.get_by_role("heading", name="Luc Petit")).to_be_visible()


@pytest.mark.parametrize(("width", "height"), WIDTHS)
def test_no_page_scrolls_sideways(desk: ReviewDesk, page: Page, width: int, height: int) -> None:
    long = "Communauté-d’agglomération-" * 12
    person = attendee(last_name=long, organisation=long, role=long)
    waiting = desk.arrive(
        mail(long * 9, subject=long), reading(person, subject=long, contact=f"{'a' * 60}@{'b' * 60}.example")
    )
    done = desk.arrive(mail("b"), reading(attendee(last_name=long, confidence=0.99), subject=long))
    page.set_viewport_size({"width": width, "height": height})
    with served(desk) as address:
        page.goto(address)
        sideways = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert page.evaluate(sideways) <= 0
        sign_in(page, address)
        for path in (
            "/replies",
            "/replies/all",
            f"/replies/{waiting}",
            f"/replies/{done}",
            "/registrations",
            "/registrations/1",
            "/mails",
        ):
            page.goto(address + path)
            assert page.evaluate(sideways) <= 0, path


def test_every_field_has_a_name_and_nothing_is_blocked_or_fetched_elsewhere(desk: ReviewDesk, page: Page) -> None:
    hostile = mail("text")
    hostile.add_alternative(
        "<p>Bonjour<img src='http://127.0.0.1:9/x.png'><script>document.title='x'</script>", subtype="html"
    )
    message = desk.arrive(hostile, reading())
    complaints: list[str] = []
    asked: list[str] = []
    page.on("console", lambda said: complaints.append(said.text))
    page.on("request", lambda request: asked.append(request.url))
    with served(desk) as address:
        sign_in(page, address)
        for path in (f"/replies/{message}", "/registrations", "/mails", "/replies/all"):
            page.goto(address + path, wait_until="networkidle")
            assert page.evaluate(f"{FIELDS}.filter(field => !field.labels.length).map(field => field.name)") == []
            assert page.evaluate("document.querySelectorAll('h1').length") == 1
        page.goto(f"{address}/replies/{message}", wait_until="networkidle")
        assert page.title().startswith("Inscription")
    assert complaints == []
    assert {url.startswith(address) for url in asked} == {True}


def test_of_two_who_decide_the_second_is_told(desk: ReviewDesk, page: Page) -> None:
    message = desk.arrive(mail(), reading())
    with served(desk) as address:
        sign_in(page, address)
        page.goto(f"{address}/replies/{message}")
        with desk.store.write() as session:
            messages.advance(session, message, MessageState.DISMISSED, (), reading=None, by="paul", now=utc_now())
        page.get_by_label("Prénom").fill("Annette")
        page.get_by_role("button", name="Accepter").click()
        expect(page.get_by_role("heading", name="Quelqu’un a été plus rapide")).to_be_visible()
        expect(page.get_by_text("Annette")).to_be_visible()
