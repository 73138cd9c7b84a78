import pytest

from parsers.context import Limits
from parsers.mail.charset import decoded
from parsers.mail.message import identity, parse
from parsers.reasons import Reason

LIMITS = Limits()


def test_a_copy_has_the_same_identity_whatever_its_trace_headers() -> None:
    one = b"Received: by a\r\nMessage-ID: <1@x.example>\r\nSubject: s\r\n\r\nbody\r\n"
    two = b"Received: by b\nReceived: by a\nMessage-Id:\n <1@x.example>\nSubject: s\n\nbody\n"
    assert identity(one).message_id == identity(two).message_id == "<1@x.example>"
    assert identity(one).body_sha256 == identity(two).body_sha256
    assert identity(one.replace(b"body", b"bodies")).body_sha256 != identity(one).body_sha256
    assert identity(b"Message-ID in the text only\n\nMessage-ID: <2@x.example>").message_id is None


@pytest.mark.parametrize(
    ("data", "charset", "text"),
    [
        ("é".encode(), "iso-8859-1", "é"),  # valid UTF-8 is UTF-8
        ("é".encode("latin-1"), "utf-8", "é"),
        (b"l\x92atelier \x80", "iso-8859-1", "l’atelier €"),  # windows-1252 under another name
        (b"\xe9t\xe9", None, "été"),
        (b"caf\xe9", "no-such-charset", "café"),
        ("été".encode("utf-16"), "utf-16", "été"),
        (b"\xff\xfe", "utf-16", ""),
    ],
)
def test_text_is_decoded_by_what_its_bytes_are(data: bytes, charset: str | None, text: str) -> None:
    assert decoded(data, charset) == text


def test_raw_8_bit_headers_are_read() -> None:
    message = parse(b"From: Andr\xe9 D\xfcrer <a@b.example>\r\nSubject: R\xe9ponse\r\n\r\nx", LIMITS)
    assert message.envelope.senders[0].name == "André Dürer"
    assert message.envelope.subject == "Réponse"


def test_a_line_break_smuggled_into_a_header_is_a_space() -> None:
    message = parse(b"From: =?utf-8?q?a=0D=0ABcc:_x?= <a@b.example>\r\nSubject: =?utf-8?q?a=0Ab?=\r\n\r\nx", LIMITS)
    assert "\n" not in message.envelope.subject + message.envelope.senders[0].name


def test_a_forwarded_message_keeps_its_own_envelope() -> None:
    inner = b"From: Inner <inner@b.example>\r\nSubject: i\r\n\r\ncoupon"
    outer = (
        b"From: Outer <outer@b.example>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"
        b"--b\r\nContent-Type: text/plain\r\n\r\nsee below\r\n--b\r\nContent-Type: message/rfc822\r\n\r\n"
        + inner
        + b"\r\n--b--\r\n"
    )
    parts = parse(outer, LIMITS).parts
    assert [(p.level, p.envelope.senders[0].address) for p in parts] == [(0, "outer@b.example"), (1, "inner@b.example")]


def test_depth_and_number_of_parts_have_limits() -> None:
    data = b"Subject: deep\r\n"
    for number in range(40):
        data += b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (number, number)
    assert Reason.TOO_MANY_PARTS in parse(data + b"\r\nend", LIMITS).doubts
    many = b"Content-Type: multipart/mixed; boundary=b\r\n\r\n" + b"--b\r\n\r\nx\r\n" * 200
    message = parse(many, LIMITS)
    assert len(message.parts) == LIMITS.parts
    assert Reason.TOO_MANY_PARTS in message.doubts


def test_a_subject_keeps_the_space_before_a_folded_line() -> None:
    raw = b"Subject: =?utf-8?q?assembl=C3=A9e=2C?=\r\n Marseille\r\n\r\nx"
    assert parse(raw, Limits()).envelope.subject == "assemblée, Marseille"


def test_a_field_without_end_costs_no_time_and_no_other_field() -> None:
    many = b"a@b.example, " * 200_000
    message = parse(b"To: " + many + b"\r\n " + many + b"\r\nFrom: a@b.example\r\nSubject: s\r\n\r\nNom", LIMITS)
    assert (message.envelope.subject, message.envelope.senders[0].address) == ("s", "a@b.example")
    assert message.parts[0].data == b"Nom"
    assert len(message.envelope.header("to") or "") <= 100_000


REPORT = (
    b"From: mailer-daemon@b.example\r\nSubject: Undelivered\r\nMIME-Version: 1.0\r\n"
    b"Content-Type: multipart/report; report-type=delivery-status; boundary=r\r\n\r\n"
    b"--r\r\nContent-Type: text/plain\r\n\r\nsorry\r\n--r\r\nContent-Type: message/delivery-status\r\n\r\n"
    b"Reporting-MTA: dns; b.example\r\n\r\nAction: failed\r\n\r\n--r--\r\n"
)


def test_a_report_that_a_person_passes_on_is_no_report_of_the_mail() -> None:
    assert {part.report for part in parse(REPORT, LIMITS).parts} == {"delivery-status"}
    passed_on = (
        b"From: a@b.example\r\nSubject: s\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=o\r\n\r\n"
        b"--o\r\nContent-Type: text/plain\r\n\r\nMy mail came back.\r\n--o\r\nContent-Type: message/rfc822\r\n\r\n"
        + REPORT
        + b"--o--\r\n"
    )
    assert {part.report for part in parse(passed_on, LIMITS).parts} == {None}


def nested(count: int, around: bytes = b"") -> bytes:
    """Give a message in as many others, each beside a text in a multipart."""
    data = b"From: Inner <inner@b.example>\r\nSubject: innermost\r\n\r\ncoupon"
    for number in range(count):
        bound = b"--b%d" % number
        data = (
            b"From: o@b.example\r\nSubject: %d\r\nMIME-Version: 1.0\r\n"
            b'Content-Type: multipart/mixed; boundary="b%d"\r\n\r\n' % (number, number)
            + bound + b"\r\nContent-Type: text/plain\r\n\r\nfwd\r\n"
            + bound + b"\r\nContent-Type: message/rfc822\r\n\r\n" + data + b"\r\n" + bound + b"--\r\n"
        )  # fmt: skip
    return around + data


def test_a_message_twenty_levels_deep_is_read() -> None:
    message = parse(nested(20), LIMITS)
    assert (message.parts[-1].level, message.parts[-1].envelope.subject) == (20, "innermost")
    assert message.parts[-1].data.startswith(b"coupon")
    assert message.doubts == ()


@pytest.mark.parametrize("count", [21, 100, 400])
def test_a_deeper_one_is_flagged_and_keeps_what_was_read(count: int) -> None:
    message = parse(nested(count), LIMITS)
    assert Reason.TOO_MANY_PARTS in message.doubts or len(message.parts) == 1
    assert message.parts
