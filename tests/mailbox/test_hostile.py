"""Whatever a server does ends in a MailboxError, within a time and a number of bytes."""

import contextlib
import random
import socket
import threading
import tracemalloc
from datetime import UTC, datetime

import pytest

from inboxd.errors import MailboxError
from inboxd.mailbox import Fetched, MailboxSettings
from inboxd.mailbox.imap import ANSWER_BYTES, FRAME_BYTES
from inboxd.mailbox.imap_mailbox import ImapMailbox
from tests.mailbox.rogue import ANSWERS, OK, ONE, Answer, Line, Rogue
from tests.servers.tls import Tls

LIMIT = 100_000
NOW = datetime(2018, 9, 10, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INBOXD_MAILBOX_PASSWORD", "hunter2")


def mailbox_at(tls: Tls, port: int, seconds: int = 1) -> ImapMailbox:
    settings = MailboxSettings(
        address="coupons@example.org",
        kind="imap",
        host="localhost",
        port=port,
        user="anne",
        cafile=tls.cafile,
        timeout_seconds=seconds,
    )
    return ImapMailbox(settings, now=lambda: NOW)


def one_pass(tls: Tls, rogue: Rogue) -> Fetched | None:
    mailbox = mailbox_at(tls, rogue.port)
    try:
        uids = mailbox.folder_state().uids
        return mailbox.fetch(uids[0], LIMIT) if uids else None
    finally:
        mailbox.close()


def flood_of_lines(line: Line) -> None:
    while True:
        line.send(b"* OK still counting the messages of this folder\r\n" * 1000)


def flood_without_end(line: Line) -> None:
    while True:
        line.send(b"x" * 65_536)


def flood_of_body(line: Line) -> None:
    line.send(b"* 1 FETCH (UID 1 BODY[]<0> {90000}\r\n")
    flood_without_end(line)


def larger_than_said(line: Line) -> None:
    line.send(b"* 1 FETCH (UID 1 BODY[]<0> {%d}\r\n" % (LIMIT + 1) + b"x" * (LIMIT + 1) + b")\r\n" + OK)


def flood_of_literals(line: Line) -> None:
    while True:
        line.send(b"* 1 FETCH (UID 1 BODY[]<0> {90000}\r\n" + b"x" * 90_000 + b")\r\n")


def dies_in_the_middle(line: Line) -> None:
    line.send(b"* 1 FETCH (UID 1 BODY[]<0> {5000}\r\nFrom: anne")
    raise OSError("gone")


def hangs_in_the_middle(line: Line) -> None:
    line.send(b"* 1 FETCH (UID 1 BODY[]<0> {5000}\r\nFrom: anne")
    line.wait()


MISDEEDS: list[tuple[str, str, Answer]] = [
    ("silent at the greeting", "GREETING", Line.wait),
    ("no IMAP", "GREETING", b"HTTP/1.1 400 Bad Request\r\n\r\n"),
    ("says goodbye", "GREETING", b"* BYE too many connections\r\n"),
    ("no end of line", "GREETING", flood_without_end),
    ("no capabilities", "CAPABILITY", OK),
    ("silent at the sign-in", "LOGIN", Line.wait),
    ("goodbye at the sign-in", "LOGIN", b"* BYE busy\r\n"),
    ("silent at the folder", "SELECT", Line.wait),
    ("a byte now and then", "SELECT", Line.trickle),
    ("endless notices", "SELECT", flood_of_lines),
    ("no UIDVALIDITY", "SELECT", b"* 1 EXISTS\r\n" + OK),
    ("UIDVALIDITY is no number", "SELECT", b"* 1 EXISTS\r\n* OK [UIDVALIDITY seven] x\r\n" + OK),
    ("EXISTS is missing", "SELECT", b"* OK [UIDVALIDITY 7] x\r\n" + OK),
    ("read-only", "SELECT", b"* 1 EXISTS\r\n* OK [UIDVALIDITY 7] x\r\nTAG OK [READ-ONLY] x\r\n"),
    ("UIDs are words", "SEARCH", b"* SEARCH one two\r\n" + OK),
    ("UIDs beyond ASCII", "SEARCH", b"* SEARCH \xff\xfe\r\n" + OK),
    ("another's tag", "SEARCH", b"* SEARCH 1\r\nZZZZ9 OK done\r\n"),
    ("garbage", "SEARCH", b"\x00\x01\x02 garbage \xff\r\n"),
    ("refuses the list", "SEARCH", b"TAG NO [SERVERBUG] \x1b[31mtry later\r\n"),
    ("thousands of brackets", "FACTS", b"* 1 FETCH " + b"(" * 50_000 + b"\r\n" + OK),
    ("an open bracket", "FACTS", b"* 1 FETCH (UID 1 RFC822.SIZE 5\r\n" + OK),
    ("an odd number of items", "FACTS", b"* 1 FETCH (UID 1 RFC822.SIZE)\r\n" + OK),
    ("an open quote", "FACTS", b'* 1 FETCH (UID 1 INTERNALDATE "03-Sep)\r\n' + OK),
    ("a size of thousands of digits", "FACTS", b"* 1 FETCH (UID 1 X {" + b"9" * 5000 + b"}\r\n" + OK),
    ("a body that is a list", "BODY", b"* 1 FETCH (UID 1 BODY[]<0> (a b))\r\n" + OK),
    ("nothing of a message that has a size", "BODY", b"* 1 FETCH (UID 1 BODY[]<0> NIL)\r\n" + OK),
    ("a terabyte announced", "BODY", b"* 1 FETCH (UID 1 BODY[]<0> {1000000000000}\r\nx"),
    ("more than asked for, announced", "BODY", b"* 1 FETCH (UID 1 BODY[]<0> {20000000}\r\nx"),
    ("an endless body", "BODY", flood_of_body),
    ("body after body", "BODY", flood_of_literals),
    ("dies in the middle", "BODY", dies_in_the_middle),
    ("hangs in the middle", "BODY", hangs_in_the_middle),
]


@pytest.mark.parametrize(("step", "misdeed"), [case[1:] for case in MISDEEDS], ids=[case[0] for case in MISDEEDS])
def test_a_misdeed_ends_in_a_mailbox_error(tls: Tls, step: str, misdeed: Answer) -> None:
    tracemalloc.start()
    try:
        with Rogue(tls, **{step: misdeed}) as rogue:
            with pytest.raises(MailboxError) as caught:
                one_pass(tls, rogue)
            sent = rogue.sent
        assert tracemalloc.get_traced_memory()[1] < 10 * ANSWER_BYTES
    finally:
        tracemalloc.stop()
    assert sent < 2 * ANSWER_BYTES + FRAME_BYTES  # the rest stood in the sockets' buffers
    text = str(caught.value)
    print(text)
    assert text.isprintable()
    assert len(text) < 500
    assert "hunter2" not in text


ODDITIES: list[tuple[str, dict[str, Answer], Fetched | None]] = [
    ("all is well", {}, Fetched(ONE, len(ONE), datetime(2018, 9, 3, 8, 30, tzinfo=UTC))),
    (
        "an arrival that is no time is now",
        {"FACTS": b'* 1 FETCH (UID 1 RFC822.SIZE 40 INTERNALDATE "99-Foo-2018 99:30:00 +9999" FLAGS ())\r\n' + OK},
        Fetched(ONE, len(ONE), NOW),
    ),
    (
        "no size: the body shows it",
        {"FACTS": b"* 1 FETCH (UID 1 FLAGS ())\r\n" + OK},
        Fetched(ONE, len(ONE), NOW),
    ),
    (
        "larger than said: over the limit",
        {"BODY": larger_than_said, "FACTS": b"* 1 FETCH (UID 1 RFC822.SIZE 5 FLAGS ())\r\n" + OK},
        Fetched(None, LIMIT + 1, NOW, b"x" * 65_536),
    ),
    (
        "an empty message comes as NIL",
        {"BODY": b"* 1 FETCH (UID 1 BODY[] NIL)\r\n" + OK, "FACTS": b"* 1 FETCH (UID 1 RFC822.SIZE 0)\r\n" + OK},
        Fetched(b"", 0, NOW),
    ),
    ("a body of another message", {"BODY": b"* 2 FETCH (UID 2 BODY[]<0> {1}\r\nx)\r\n" + OK}, None),
    ("no such message", {"FACTS": OK}, None),
    (
        "other changes are told with the body",
        {"BODY": b"* 9 EXISTS\r\n* 2 FETCH (FLAGS ())\r\n* 1 FETCH (UID 1 BODY[]<0> {40}\r\n%s)\r\n" % ONE + OK},
        Fetched(ONE, len(ONE), datetime(2018, 9, 3, 8, 30, tzinfo=UTC)),
    ),
]  # fmt: skip


@pytest.mark.parametrize(("answers", "fetched"), [case[1:] for case in ODDITIES], ids=[case[0] for case in ODDITIES])
def test_an_oddity_is_lived_with(tls: Tls, answers: dict[str, Answer], fetched: Fetched | None) -> None:
    with Rogue(tls, **answers) as rogue:
        assert one_pass(tls, rogue) == fetched


@pytest.mark.parametrize(
    ("answer", "complete"), [(OK, False), (b"* SEARCH\r\n" + OK, False), (b"* SEARCH 1\r\n" + OK, True)]
)
def test_a_list_shorter_than_the_folder_is_no_proof_that_a_message_went(
    tls: Tls, answer: bytes, complete: bool
) -> None:
    with Rogue(tls, SEARCH=answer) as rogue:
        mailbox = mailbox_at(tls, rogue.port)
        assert mailbox.folder_state().complete == complete
        mailbox.close()


def test_the_envelope_is_never_asked_for(tls: Tls) -> None:
    with Rogue(tls) as rogue:
        one_pass(tls, rogue)
        assert set(rogue.asked) == {"CAPABILITY", "LOGIN", "SELECT", "SEARCH", "FACTS", "BODY", "LOGOUT"}


def test_a_stop_does_not_wait_for_a_silent_server(tls: Tls) -> None:
    asked = threading.Event()

    def silent(line: Line) -> None:
        asked.set()
        line.wait()

    said: list[str] = []
    with Rogue(tls, SEARCH=silent) as rogue:
        mailbox = mailbox_at(tls, rogue.port, seconds=300)

        def watch() -> None:
            with pytest.raises(MailboxError) as caught:
                mailbox.folder_state()
            said.append(str(caught.value))

        thread = threading.Thread(target=watch)
        thread.start()
        assert asked.wait(20)
        mailbox.interrupt()
        thread.join(20)
        assert said
        mailbox.close()


def test_a_password_that_the_server_repeats_is_not_told(tls: Tls) -> None:
    with Rogue(tls, LOGIN=b"TAG NO no such user anne with password hunter2\r\n") as rogue:
        with pytest.raises(MailboxError, match="refused the sign-in") as caught:
            one_pass(tls, rogue)
        assert "hunter2" not in str(caught.value)
        assert caught.value.permanent


def test_too_much_is_refused_before_room_is_made_for_it(tls: Tls) -> None:
    with (
        Rogue(tls, BODY=b"* 1 FETCH (UID 1 BODY[]<0> {20000000}\r\nx") as rogue,
        pytest.raises(MailboxError, match="announced 20000000 bytes"),
    ):
        one_pass(tls, rogue)


@pytest.mark.parametrize("answer", [b"* BYE busy\r\n", b"* BYE busy\r\nTAG NO too many\r\n"])
def test_a_goodbye_at_the_sign_in_is_no_refusal(tls: Tls, answer: bytes) -> None:
    with Rogue(tls, LOGIN=answer) as rogue:
        with pytest.raises(MailboxError) as caught:
            one_pass(tls, rogue)
        assert not caught.value.permanent


def test_a_half_open_connection_is_not_used(tls: Tls) -> None:
    with Rogue(tls, LOGIN=b"TAG NO [UNAVAILABLE] later\r\n") as rogue:
        mailbox = mailbox_at(tls, rogue.port)
        for _ in range(2):
            with pytest.raises(MailboxError, match="just now"):
                mailbox.open()


DAMAGED = ("GREETING", "CAPABILITY", "LOGIN", "SELECT", "SEARCH", "FACTS", "BODY")


@pytest.mark.parametrize("seed", range(40))
def test_damaged_answers_end_in_a_mailbox_error_or_in_a_message(tls: Tls, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - the same damage every time
    step = chance.choice(DAMAGED)
    answer = ANSWERS[step]
    assert isinstance(answer, bytes)
    damaged = bytearray(answer)
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(damaged))
        piece = chance.choice([b"", b"(", b")", b'"', b"{5}\r\n", b"\xff", b" ", b"NIL", b"\r\n", b"]", b"-1", b"*"])
        damaged[at : at + chance.randint(0, 3)] = piece
    with Rogue(tls, **{step: bytes(damaged)}) as rogue, contextlib.suppress(MailboxError):
        assert isinstance(one_pass(tls, rogue), Fetched | None)


def test_a_server_that_is_busy_is_tried_again(tls: Tls) -> None:
    with Rogue(tls, LOGIN=b"TAG NO [UNAVAILABLE] later\r\n") as rogue:
        with pytest.raises(MailboxError, match="just now") as caught:
            one_pass(tls, rogue)
        assert not caught.value.permanent


def test_a_server_without_starttls_is_not_told_the_password() -> None:
    asked: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def serve() -> None:
            connection, _ = listener.accept()
            with connection, connection.makefile("rb") as lines:
                connection.sendall(b"* OK ready\r\n")
                for line in lines:
                    asked.append(line)
                    tag = line.split()[0]
                    connection.sendall(b"* CAPABILITY IMAP4rev1 AUTH=PLAIN\r\n" + tag + b" OK done\r\n")

        thread = threading.Thread(target=serve)
        thread.start()
        settings = MailboxSettings(
            address="coupons@example.org", kind="imap", host="127.0.0.1", port=listener.getsockname()[1], user="anne",
            tls="starttls", timeout_seconds=2,
        )  # fmt: skip
        with pytest.raises(MailboxError, match="offers no STARTTLS") as caught:
            ImapMailbox(settings).open()
        thread.join(10)
    assert caught.value.permanent
    assert [line.split()[1] for line in asked] == [b"CAPABILITY"]
