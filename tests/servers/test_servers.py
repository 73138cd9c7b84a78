"""The test servers do what the tests rely on."""

import smtplib
import ssl
import subprocess
import sys
import threading
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path

import psycopg
import pytest
from imapclient import IMAPClient  # type: ignore[import-untyped]
from imapclient.exceptions import LoginError  # type: ignore[import-untyped]
from playwright.sync_api import Page

from tests.servers.account import ServerMissing, free_port, listens, program, wait_for_port
from tests.servers.dovecot import Dovecot
from tests.servers.postgres import Postgres
from tests.servers.smtp import Box, SmtpSink
from tests.servers.tls import Tls

MAIL = b"From: anne@example.org\r\nSubject: Coupon\r\nMessage-ID: <1@example.org>\r\n\r\nJe viendrai.\r\n"


def mail(to: str = "anne@example.org", **headers: str) -> EmailMessage:
    message = EmailMessage()
    message["From"] = "inscriptions@example.org"
    message["To"] = to
    message["Message-ID"] = "<2@example.org>"
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    message.set_content("Votre inscription est enregistrée.")
    return message


def signed_in(sink: SmtpSink, tls: Tls) -> smtplib.SMTP:
    client = smtplib.SMTP(sink.host, sink.port, timeout=10)
    client.starttls(context=tls.client_context())
    client.login(sink.user, sink.password)
    return client


def test_a_missing_server_is_named_with_its_package() -> None:
    with pytest.raises(ServerMissing, match=r"no-such-server is not installed \(Debian package no-such-package\)"):
        program("no-such-server", "no-such-package")


class TestDovecot:
    def test_a_message_comes_back_byte_for_byte(self, dovecot: Dovecot) -> None:
        user = dovecot.fresh_mailbox().user
        arrived = datetime(2018, 9, 3, 8, 30, tzinfo=UTC)
        uid = dovecot.append(user, MAIL, internaldate=arrived)
        assert dovecot.folder_uids(user, "INBOX") == [uid]
        assert dovecot.messages(user) == [MAIL]
        with dovecot.signed_in(user) as client:
            client.normalise_times = False
            client.select_folder("INBOX", readonly=True)
            assert client.fetch([uid], ["INTERNALDATE"])[uid][b"INTERNALDATE"] == arrived

    def test_mailboxes_are_apart(self, dovecot: Dovecot) -> None:
        one, other = dovecot.fresh_mailbox(), dovecot.fresh_mailbox()
        dovecot.append(one.user, MAIL)
        assert dovecot.messages(other.user) == []
        assert dovecot.messages(one.user, "Nowhere") == []

    def test_idle_tells_of_a_new_message(self, dovecot: Dovecot) -> None:
        user = dovecot.fresh_mailbox().user
        with dovecot.signed_in(user) as client:
            client.select_folder("INBOX")
            client.idle()
            dovecot.append(user, MAIL)
            assert (1, b"EXISTS") in client.idle_check(timeout=20)
            client.idle_done()

    def test_move_takes_a_message_to_another_folder(self, dovecot: Dovecot) -> None:
        user = dovecot.fresh_mailbox().user
        uid = dovecot.append(user, MAIL)
        dovecot.create_folder(user, "Traités")
        with dovecot.signed_in(user) as client:
            assert {b"IDLE", b"MOVE", b"UIDPLUS", b"CONDSTORE"} <= set(client.capabilities())
            client.select_folder("INBOX")
            client.move([uid], "Traités")
        assert dovecot.folder_uids(user, "INBOX") == []
        assert dovecot.messages(user, "Traités") == [MAIL]
        assert dovecot.folders(user) == ["INBOX", "Traités"]

    def test_keywords_are_kept(self, dovecot: Dovecot) -> None:
        user = dovecot.fresh_mailbox().user
        uid = dovecot.append(user, MAIL)
        with dovecot.signed_in(user) as client:
            client.select_folder("INBOX")
            client.add_flags([uid], [rb"\Flagged", b"$Settled"])
        assert {r"\Flagged", "$Settled"} <= dovecot.flags(user, uid)

    def test_a_certificate_of_nobody_is_not_trusted(self, dovecot: Dovecot) -> None:
        with pytest.raises(ssl.SSLCertVerificationError):
            IMAPClient(dovecot.host, port=dovecot.port, timeout=10)

    def test_starttls_works_on_its_port(self, dovecot: Dovecot, tls: Tls) -> None:
        with IMAPClient(dovecot.host, port=dovecot.starttls_port, ssl=False, timeout=10) as client:
            client.starttls(ssl_context=tls.client_context())
            client.login(dovecot.fresh_mailbox().user, dovecot.password)

    def test_a_wrong_password_is_refused(self, dovecot: Dovecot, tls: Tls) -> None:
        with (
            IMAPClient(dovecot.host, port=dovecot.port, ssl_context=tls.client_context(), timeout=10) as client,
            pytest.raises(LoginError),
        ):
            client.login("coupons@example.test", "wrong")

    def test_it_comes_back_after_a_stop(self, dovecot: Dovecot) -> None:
        user = dovecot.fresh_mailbox().user
        dovecot.append(user, MAIL)
        dovecot.stop()
        assert not listens(dovecot.port)
        dovecot.start()
        assert dovecot.messages(user) == [MAIL]


class TestSmtp:
    def test_a_mail_is_kept_with_its_envelope(self, smtp_sink: SmtpSink, tls: Tls) -> None:
        with signed_in(smtp_sink, tls) as client:
            client.send_message(mail(), from_addr="", to_addrs=["anne@example.org"])
        (received,) = smtp_sink.wait_for(1)
        assert (received.mail_from, received.recipients) == ("", ("anne@example.org",))
        assert received.message_id == "<2@example.org>"
        assert "enregistrée" in received.message.get_content()
        assert smtp_sink.received_by("anne@example.org") == [received]

    def test_tls_from_the_first_byte_works_too(self, smtp_sink: SmtpSink, tls: Tls) -> None:
        with smtplib.SMTP_SSL(smtp_sink.host, smtp_sink.tls_port, context=tls.client_context(), timeout=10) as client:
            client.login(smtp_sink.user, smtp_sink.password)
            client.send_message(mail())
        assert len(smtp_sink.received) == 1

    def test_nobody_sends_without_tls_or_sign_in(self, smtp_sink: SmtpSink, tls: Tls) -> None:
        with (
            smtplib.SMTP(smtp_sink.host, smtp_sink.port, timeout=10) as client,
            pytest.raises(smtplib.SMTPResponseException),
        ):
            client.send_message(mail())
        with smtplib.SMTP(smtp_sink.host, smtp_sink.port, timeout=10) as client:
            client.starttls(context=tls.client_context())
            with pytest.raises(smtplib.SMTPAuthenticationError):
                client.login(smtp_sink.user, "wrong")
            with pytest.raises(smtplib.SMTPException):
                client.send_message(mail())
        assert smtp_sink.received == []

    @pytest.mark.parametrize(("address", "code"), [("full@example.org", 452), ("gone@example.org", 550)])
    def test_an_address_may_be_refused(self, smtp_sink: SmtpSink, tls: Tls, address: str, code: int) -> None:
        with signed_in(smtp_sink, tls) as client, pytest.raises(smtplib.SMTPRecipientsRefused) as refused:
            client.send_message(mail(address))
        assert refused.value.recipients[address][0] == code
        assert smtp_sink.received == []

    def test_greylisting_takes_the_second_attempt(self, smtp_sink: SmtpSink, tls: Tls) -> None:
        with signed_in(smtp_sink, tls) as client:
            with pytest.raises(smtplib.SMTPRecipientsRefused) as refused:
                client.send_message(mail("grey@example.org"))
            client.send_message(mail("grey@example.org"))
        assert refused.value.recipients["grey@example.org"][0] == 450
        assert len(smtp_sink.received) == 1

    def test_a_line_may_drop_after_the_mail_was_taken(self, smtp_sink: SmtpSink, tls: Tls) -> None:
        client = signed_in(smtp_sink, tls)
        with pytest.raises(smtplib.SMTPServerDisconnected):
            client.send_message(mail(X_Drop="yes"))
        client.close()
        client = signed_in(smtp_sink, tls)
        with pytest.raises(smtplib.SMTPServerDisconnected):
            client.send_message(mail("drop@example.org"))
        client.close()
        with signed_in(smtp_sink, tls) as client:
            client.send_message(mail("drop@example.org"))
        assert len(smtp_sink.received) == 3

    def test_it_comes_back_after_a_stop(self, smtp_sink: SmtpSink, tls: Tls) -> None:
        smtp_sink.stop()
        with pytest.raises(ConnectionRefusedError):
            smtplib.SMTP(smtp_sink.host, smtp_sink.port, timeout=10)
        smtp_sink.start()
        with signed_in(smtp_sink, tls) as client:
            client.send_message(mail())
        assert len(smtp_sink.received) == 1

    def test_a_witness_of_its_own_keeps_each_mail_in_a_file(self, tmp_path: Path) -> None:
        port = free_port()
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.servers.smtp", "--port", str(port), "--box", str(tmp_path / "box")]
        )
        try:
            wait_for_port(port, lambda: process.poll() is None, lambda: "see standard error")
            with smtplib.SMTP("127.0.0.1", port, timeout=10) as client:
                client.send_message(mail())
            (received,) = Box(tmp_path / "box").received()
        finally:
            process.terminate()
            assert process.wait(10) == 0
        assert received.recipients == ("anne@example.org",)
        assert received.message_id == "<2@example.org>"


class TestPostgres:
    def test_each_database_is_empty_and_speaks_utf_8(self, postgres: Postgres) -> None:
        urls = [postgres.fresh_database(), postgres.fresh_database()]
        assert len(set(urls)) == 2
        for url in urls:
            assert url.startswith("postgresql+psycopg://")
            with psycopg.connect(url.replace("+psycopg", "")) as connection:
                connection.execute("CREATE TABLE people (name text)")
                connection.execute("INSERT INTO people VALUES ('Œuvrard')")
                assert connection.execute("SELECT name, current_setting('server_encoding') FROM people").fetchall() == [
                    ("Œuvrard", "UTF8")
                ]

    def test_a_row_is_locked_by_one_at_a_time(self, postgres: Postgres) -> None:
        url = postgres.fresh_database().replace("+psycopg", "")
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute("CREATE TABLE places (free int)")
            connection.execute("INSERT INTO places VALUES (0)")

        def take() -> None:
            with psycopg.connect(url) as connection:
                for _ in range(20):
                    row = connection.execute("SELECT free FROM places FOR UPDATE").fetchone()
                    assert row is not None
                    connection.execute("UPDATE places SET free = %s", (row[0] + 1,))
                    connection.commit()

        threads = [threading.Thread(target=take) for _ in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        with psycopg.connect(url) as connection:
            assert connection.execute("SELECT free FROM places").fetchone() == (40,)


class TestChromium:
    def test_a_page_is_shown_and_answers(self, page: Page) -> None:
        page.set_content("<button onclick=\"this.textContent='Accepté'\">Accepter</button>")
        page.get_by_role("button").click()
        assert page.get_by_role("button").inner_text() == "Accepté"
        assert page.screenshot().startswith(b"\x89PNG")
