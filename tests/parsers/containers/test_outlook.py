"""Outlook's .msg is read as an attached message."""

from datetime import UTC, datetime

import pytest

from parsers.context import Context, Limits
from parsers.errors import UnreadablePart
from parsers.files.attachment import documents
from parsers.mail.message import parse
from parsers.reasons import Reason
from tests.parsers.containers import winmail
from tests.parsers.containers.compound import attachment, compound, outlook_message
from tests.parsers.containers.mails import COUPON, attached, named, parsed, read_sure

SENT = datetime(2021, 2, 16, 9, 0, tzinfo=UTC)


def test_its_letter_is_read_with_its_envelope() -> None:
    told: dict[int, str | bytes] = {
        0x37: "Forum: réponse", 0x1000: COUPON, 0x0C1A: "Léa Morvan", 0x0C1F: "/O=EXCHANGE/CN=LEA",
        0x5D01: "lea@b.example", 0x1035: "<inner@b.example>",
    }  # fmt: skip
    message = attached(compound(outlook_message(told, sent=SENT)), "réponse.msg")
    inner = parsed(message).parts[-1]
    assert (inner.level, inner.envelope.subject, inner.envelope.date) == (1, "Forum: réponse", SENT)
    assert [(a.name, a.address) for a in inner.envelope.senders] == [("Léa Morvan", "lea@b.example")]
    assert inner.envelope.message_id == "<inner@b.example>"
    read_sure(message)


def test_the_header_that_came_over_the_wire_counts_more() -> None:
    wire = "Received: by second\r\nReceived: by first\r\nFrom: Real <real@b.example>\r\nContent-Type: text/html\r\n\r\n"
    told: dict[int, str | bytes] = {0x7D: wire, 0x0C1F: "other@b.example", 0x37: "s", 0x1000: "plain"}
    inner = parsed(attached(compound(outlook_message(told)), "a.msg")).parts[-1]
    assert inner.envelope.senders[0].address == "real@b.example"
    assert inner.envelope.header("received") == "by second"
    assert inner.envelope.subject == "s"
    assert inner.media_type == "text/plain"


@pytest.mark.parametrize(
    "told",
    [
        {0x1013: COUPON.replace("\r\n", "<br>").encode()},
        {0x1013: COUPON.replace("\r\n", "<br>")},
        {0x1009: winmail.compressed(b"{\\rtf1\\ansi " + COUPON.replace("\r\n", "\\par ").encode("cp1252") + b"}")},
        {0x1000: COUPON + "\r\n" * 3000},  # long enough for sectors of its own
    ],
    ids=["html", "html as text", "rtf", "long"],
)
def test_every_form_of_the_letter_is_read(told: dict[int, str | bytes]) -> None:
    read_sure(attached(compound(outlook_message(told)), "réponse.msg"))


def test_files_and_messages_in_it_are_read() -> None:
    innermost = outlook_message({0x1000: COUPON, 0x37: "innermost"}, inner=True)
    files = (attachment({0x3707: "a.vcf", 0x3701: bytes(9000), 0x370E: "text/vcard"}), attachment({}, innermost))
    message = attached(compound(outlook_message({0x1000: "Voir ci-joint."}, files)), "a.msg")
    assert named(parsed(message)) == [("a.vcf", bytes(9000))]
    assert [(p.level, p.envelope.subject) for p in parsed(message).parts][-1] == (2, "innermost")
    read_sure(message)


def test_a_program_s_object_in_it_is_passed_over() -> None:
    files = (attachment({0x3707: "sheet"}, {"Contents": b"x"}),)
    assert named(parsed(attached(compound(outlook_message({0x1000: "x"}, files)), "a.msg"))) == []


def test_streams_are_read_only_as_far_as_there_is_room() -> None:
    files = tuple(attachment({0x3707: f"{n}.bin", 0x3701: bytes(50_000)}) for n in range(5))
    data = attached(compound(outlook_message({0x1000: "Nom : MORVAN"}, files)), "a.msg")
    message = parse(data, Limits(unpacked_bytes=120_000))
    assert len(named(message)) == 2
    assert Reason.TOO_LARGE in message.doubts


def test_a_word_file_with_a_message_in_it_is_no_message() -> None:
    data = compound({"WordDocument": bytes(5000), "ObjectPool": {"_1": outlook_message({0x1000: "x"})}})
    assert named(parsed(attached(data, "coupon.doc"))) == [("coupon.doc", data)]


@pytest.mark.parametrize("cut", [100, 600, 1500, 3000])
def test_one_that_cannot_be_opened_says_so(cut: int) -> None:
    data = compound(outlook_message({0x1000: COUPON, 0x3701: bytes(9000)}))
    where = data.index("__properties_version1.0".encode("utf-16-le"))
    broken = data[:cut].ljust(where, b"\0") + data[where:]
    message = parsed(attached(broken, "a.msg"))
    if named(message):
        with pytest.raises(UnreadablePart) as caught:
            documents(broken, None, "a.msg", 1, Context())
        assert caught.value.reason is Reason.UNREADABLE
