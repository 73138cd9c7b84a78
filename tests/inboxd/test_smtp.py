"""The connection to a real mail server: trust before a password, every refusal told apart, nothing left hanging."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from inboxd.config import Outgoing
from inboxd.errors import DeliveryError
from inboxd.smtp import Parcel, Sender, ServerUnavailable
from tests.inboxd.mails import NOON, SENDER, to_sink
from tests.servers.smtp import SmtpSink

DATA = b"Subject: hello\r\nMessage-ID: <1@organiser.example>\r\n\r\nHello.\r\n.\r\n"


def parcel(recipient: str = "jeanne@vaulx.example", data: bytes = DATA, return_path: str = SENDER) -> Parcel:
    return Parcel(return_path, recipient, data)


@pytest.mark.parametrize("encryption", ["starttls", "implicit"])
def test_a_mail_goes_out_encrypted_and_signed_in(encryption: str, smtp_sink: SmtpSink, tmp_path: Path) -> None:
    port = smtp_sink.port if encryption == "starttls" else smtp_sink.tls_port
    with Sender(to_sink(smtp_sink, tmp_path, tls=encryption, port=port)) as sender:
        assert sender.send(parcel()).startswith("250 ")
    (taken,) = smtp_sink.received
    assert (taken.mail_from, taken.recipients) == (SENDER, ("jeanne@vaulx.example",))
    assert taken.content == DATA


def test_several_mails_share_one_connection(smtp_sink: SmtpSink, tmp_path: Path) -> None:
    with Sender(to_sink(smtp_sink, tmp_path)) as sender:
        sender.open()
        first = sender._smtp
        for _ in range(3):
            sender.send(parcel())
        assert sender._smtp is first
    assert sender._smtp is None
    assert len(smtp_sink.received) == 3


def test_a_line_that_broke_meanwhile_is_opened_again(smtp_sink: SmtpSink, tmp_path: Path) -> None:
    with Sender(to_sink(smtp_sink, tmp_path)) as sender:
        sender.send(parcel())
        assert sender._smtp is not None
        assert sender._smtp.sock is not None
        sender._smtp.sock.shutdown(socket.SHUT_RDWR)
        sender.send(parcel())
    assert len(smtp_sink.received) == 2


def test_an_empty_return_path_is_sent_as_one(smtp_sink: SmtpSink, tmp_path: Path) -> None:
    with Sender(to_sink(smtp_sink, tmp_path)) as sender:
        sender.send(parcel(return_path=""))
    assert smtp_sink.received[0].mail_from == ""


@pytest.mark.parametrize(("recipient", "permanent", "said"), [
    ("gone@vaulx.example", True, "550 5.1.1 no such user"),
    ("full@vaulx.example", False, "452 4.2.2 mailbox full"),
    ("grey@vaulx.example", False, "450 4.7.1 greylisted, come back later"),
    ("jérôme@vaulx.example", True, "UnicodeEncodeError"),
    ("a@b.example>\r\nRCPT TO:<c@d.example", True, "ValueError"),
])  # fmt: skip
def test_a_refusal_concerns_that_mail_alone(
    recipient: str, permanent: bool, said: str, smtp_sink: SmtpSink, tmp_path: Path
) -> None:
    with Sender(to_sink(smtp_sink, tmp_path)) as sender:
        with pytest.raises(DeliveryError) as refused:
            sender.send(parcel(recipient))
        assert not isinstance(refused.value, ServerUnavailable)
        assert refused.value.permanent is permanent
        assert refused.value.answer.startswith(said)
        sender.send(parcel())
    assert [mail.recipients for mail in smtp_sink.received] == [("jeanne@vaulx.example",)]


def test_a_mail_that_is_too_large_is_refused_for_good(tmp_path: Path) -> None:
    small = SmtpSink(None, size_limit=1000)
    small.start()
    try:
        with Sender(to_sink(small, tmp_path, tls="none", user=None)) as sender:
            with pytest.raises(DeliveryError) as refused:
                sender.send(parcel(data=b"Subject: long\r\n\r\n" + b"x" * 2000))
            assert refused.value.permanent
            assert not isinstance(refused.value, ServerUnavailable)
    finally:
        small.stop()


def test_a_line_that_breaks_after_the_content_leaves_it_open_whether_it_was_taken(
    smtp_sink: SmtpSink, tmp_path: Path
) -> None:
    with Sender(to_sink(smtp_sink, tmp_path)) as sender:
        with pytest.raises(DeliveryError) as broke:
            sender.send(parcel("drop@vaulx.example"))
        assert not broke.value.permanent
        assert not isinstance(broke.value, ServerUnavailable)  # the next mail may fare better
        sender.send(parcel())
    assert len(smtp_sink.received) == 2


def test_a_wrong_password_is_about_us_and_not_about_the_mail(smtp_sink: SmtpSink, tmp_path: Path) -> None:
    settings = to_sink(smtp_sink, tmp_path)
    (tmp_path / "outgoing.password").write_text("wrong\n")
    with Sender(settings) as sender, pytest.raises(ServerUnavailable) as refused:
        sender.send(parcel())
    assert refused.value.answer.startswith("535")
    assert "wrong" not in refused.value.answer


def test_a_missing_password_is_about_us(smtp_sink: SmtpSink, tmp_path: Path) -> None:
    settings = to_sink(smtp_sink, tmp_path)
    (tmp_path / "outgoing.password").unlink()
    with Sender(settings) as sender, pytest.raises(ServerUnavailable, match="cannot be read"):
        sender.send(parcel())


def test_a_server_that_wants_a_sign_in_is_about_us(smtp_sink: SmtpSink, tmp_path: Path) -> None:
    with Sender(to_sink(smtp_sink, tmp_path, user=None)) as sender, pytest.raises(ServerUnavailable, match="530"):
        sender.send(parcel())


@pytest.mark.parametrize("encryption", ["starttls", "implicit"])
def test_a_certificate_of_a_stranger_is_not_trusted(encryption: str, smtp_sink: SmtpSink, tmp_path: Path) -> None:
    port = smtp_sink.port if encryption == "starttls" else smtp_sink.tls_port
    settings = to_sink(smtp_sink, tmp_path, tls=encryption, port=port, cafile=None)
    with Sender(settings) as sender, pytest.raises(ServerUnavailable, match="CERTIFICATE_VERIFY_FAILED"):
        sender.send(parcel())
    assert smtp_sink.received == []


def test_a_server_without_starttls_gets_neither_password_nor_mail(tmp_path: Path) -> None:
    plain = SmtpSink(None)
    plain.start()
    try:
        with Sender(to_sink(plain, tmp_path)) as sender, pytest.raises(ServerUnavailable, match="STARTTLS"):
            sender.send(parcel())
        assert plain.received == []
    finally:
        plain.stop()


def test_no_encryption_is_for_this_machine_only() -> None:
    settings = Outgoing(sender=SENDER, host="mail.example", tls="none")
    with Sender(settings) as sender, pytest.raises(ServerUnavailable, match="this machine only"):
        sender.open()


def test_a_port_where_nobody_listens_is_about_us(smtp_sink: SmtpSink, tmp_path: Path) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        settings = to_sink(smtp_sink, tmp_path, port=unused.getsockname()[1])
        with Sender(settings) as sender, pytest.raises(ServerUnavailable):
            sender.check()


SILENCE = b""


@contextmanager
def scripted(*answers: bytes) -> Iterator[int]:
    """Listen on a port of this machine; give one answer to the connection and one to each line, then hang up."""
    listener = socket.create_server(("127.0.0.1", 0))
    over = threading.Event()

    def serve() -> None:
        connection, _ = listener.accept()
        with connection, connection.makefile("rb") as lines:
            for number, answer in enumerate(answers):
                if number and not lines.readline():
                    return
                if answer == SILENCE:
                    over.wait(1.5)  # longer than the client waits
                connection.sendall(answer)

    thread = threading.Thread(target=serve)
    thread.start()
    try:
        yield listener.getsockname()[1]
    finally:
        over.set()
        thread.join()
        listener.close()


def _open_and_send(sender: Sender) -> None:
    sender.open()
    sender.send(parcel())


HELLO = (b"220 hello\r\n", b"250-hello\r\n250 SIZE\r\n", b"250 noop\r\n")


@pytest.mark.parametrize(("answers", "unavailable"), [
    ((SILENCE,), True),  # takes the connection and says nothing
    ((b"554 no service\r\n",), True),
    ((b"220 hello\r\n", SILENCE), True),
    ((*HELLO, b"550 5.7.1 sender rejected\r\n", b"250 ok\r\n"), True),  # our own address: every mail would fail
    ((*HELLO, b"451 4.3.0 try later\r\n", b"250 ok\r\n"), True),
    ((*HELLO, b"552 5.3.4 too large\r\n", b"250 ok\r\n"), False),
    ((*HELLO, SILENCE), False),  # says nothing to MAIL FROM
    ((*HELLO, b"250 ok\r\n", b"421 closing\r\n"), False),
    ((*HELLO, b"250 ok\r\n", b"530 5.7.0 sign in first\r\n"), True),
    ((*HELLO, b"250 ok\r\n", b"250 ok\r\n", b"554 5.7.1 no\r\n", b"250 ok\r\n"), False),  # refuses DATA
    ((*HELLO, b"nonsense\r\n"), False),
])  # fmt: skip
def test_whatever_a_server_says_ends_in_one_of_our_errors(answers: tuple[bytes, ...], unavailable: bool) -> None:
    with scripted(*answers) as port:
        settings = Outgoing(sender=SENDER, host="127.0.0.1", port=port, tls="none", timeout_seconds=1)
        with Sender(settings) as sender:
            with pytest.raises(DeliveryError) as refused:
                _open_and_send(sender)
            assert isinstance(refused.value, ServerUnavailable) is unavailable
            assert "\n" not in refused.value.answer


def test_a_server_that_cannot_be_used_is_left_alone_longer_each_time(smtp_sink: SmtpSink, tmp_path: Path) -> None:
    sender = Sender(to_sink(smtp_sink, tmp_path))
    assert not sender.rests(NOON)
    waits = [(sender.rest(NOON) - NOON).total_seconds() for _ in range(8)]
    assert waits == [15, 30, 60, 120, 240, 480, 600, 600]
    assert sender.rests(NOON + timedelta(seconds=599))
    assert not sender.rests(NOON + timedelta(seconds=600))
    with sender:
        sender.send(parcel())
    assert sender.rest(NOON) == NOON + timedelta(seconds=15)  # a mail went out: from the beginning again
