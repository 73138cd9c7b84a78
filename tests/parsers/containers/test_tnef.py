"""winmail.dat is read as if its letter and its files had come as MIME parts."""

import struct

import pytest

from parsers.reasons import Reason
from tests.parsers.containers import winmail
from tests.parsers.containers.mails import COUPON, attached, mail, named, parsed, part, read_sure, text

HTML = COUPON.replace("\r\n", "<br>")


def dat(*attributes: bytes) -> bytes:
    return attached(winmail.winmail(*attributes), "winmail.dat", "application/ms-tnef", words="")


def rtf_around_html(html: str) -> bytes:
    """Give RTF as Outlook makes it of a letter in HTML: tags in groups of their own, text between them."""
    out = rb"{\rtf1\ansi\ansicpg1252\fromhtml1 \deff0{\fonttbl{\f0\fswiss Arial;}}{\colortbl;\red0\green0\blue0;}"
    for piece in html.replace("<", "\0<").replace(">", ">\0").split("\0"):
        if piece.startswith("<"):
            out += rb"{\*\htmltag64 " + piece.encode() + rb"}\htmlrtf \par \htmlrtf0 "
        else:
            out += "".join(c if c.isascii() else f"\\'{c.encode('cp1252')[0]:02x}" for c in piece).encode()
    return out + b"}"


@pytest.mark.parametrize(
    "letter",
    [
        winmail.letter(body=COUPON.encode("cp1252")),
        winmail.letter(body=COUPON.encode("cp850"), codepage=850),
        winmail.letter({0x1000: COUPON}),
        winmail.letter({0x1013: HTML.encode("cp1252"), 0x3FDE: 1252}),
        winmail.letter({0x1013: HTML.encode(), 0x3FDE: 65001}),
        winmail.letter({0x1013: HTML}),
        winmail.letter({0x1009: winmail.compressed(rtf_around_html(HTML))}),
        winmail.letter({0x1000: COUPON, 0x1009: winmail.compressed(rtf_around_html(HTML))}),
    ],
    ids=["body", "code page", "unicode", "html", "html in utf-8", "html as text", "html in rtf", "text and rtf"],
)
def test_the_letter_is_read_in_whatever_form_it_is_kept(letter: bytes) -> None:
    read_sure(dat(letter))


def test_the_letter_is_not_read_twice_where_exchange_repeats_it_as_plain_text() -> None:
    for letter in (winmail.letter({0x1013: HTML}), winmail.letter({0x1000: COUPON})):
        whole = winmail.winmail(letter)
        message = mail(text(COUPON), part(whole, "application/ms-tnef", "winmail.dat"))
        assert len({p.alternative for p in parsed(message).parts}) == 1
        read_sure(message)


def test_files_keep_their_names_and_their_bytes() -> None:
    data = bytes(range(256)) + b"\0\0\0"
    message = parsed(
        dat(
            winmail.letter(body=b"x"),
            winmail.file(b"COUPON~1.PDF", data, {0x3707: "coupon réponse.pdf"}),
            winmail.file("été.bin".encode("cp1252"), data),
            winmail.file(b"", b"", {0x3701: data, 0x3704: "kept.bin"}),
        )
    )
    assert named(message) == [("coupon réponse.pdf", data), ("été.bin", data), ("kept.bin", data)]
    assert message.doubts == ()


def test_a_message_in_it_has_an_envelope_of_its_own() -> None:
    values: dict[int, str | bytes | int] = {0x1000: COUPON, 0x0C1A: "Léa Morvan", 0x0C1F: "lea@b.example", 0x37: "TR"}
    message = dat(winmail.letter(body=b"Pour information."), winmail.message(values))
    inner = parsed(message).parts[-1]
    assert (inner.level, inner.envelope.subject) == (1, "TR")
    assert [(a.name, a.address) for a in inner.envelope.senders] == [("Léa Morvan", "lea@b.example")]
    read_sure(message)


def test_what_stands_before_the_place_where_it_was_cut_off_is_read() -> None:
    whole = winmail.winmail(winmail.letter(body=COUPON.encode("cp1252")), winmail.file(b"a.bin", bytes(5000)))
    message = parsed(attached(whole[:-4000], "winmail.dat", words=""))
    assert "MORVAN" in message.parts[1].data.decode("cp1252")
    assert Reason.UNREADABLE in message.doubts


def test_a_letter_that_is_cut_off_keeps_its_beginning() -> None:
    whole = winmail.winmail(winmail.letter({0x1000: COUPON}))
    message = parsed(attached(whole[: len(whole) - 100], "winmail.dat", words=""))
    assert "MORVAN" in message.parts[1].data.decode()
    assert Reason.UNREADABLE in message.doubts


@pytest.mark.parametrize(
    "values",
    [
        struct.pack("<I", 0xFFFFFFFF),  # as many properties as there are numbers
        struct.pack("<IHHI", 1, 0x101F, 0x1000, 0xFFFFFFFF),  # as many values
        struct.pack("<IHHII", 1, 0x1F, 0x1000, 1, 0xFFFFFFFF),  # a text that is longer than the file
        struct.pack("<IHH", 1, 0x7777, 0x1000),  # of a type that nobody knows
    ],
)
def test_a_size_that_is_a_lie_costs_no_time(values: bytes) -> None:
    message = parsed(dat(winmail.letter(body=b"Bonjour"), winmail.attribute(1, 0x9003, values)))
    assert message.parts[-1].data == b"Bonjour"
    assert Reason.UNREADABLE in message.doubts


def test_rubbish_after_the_end_is_none_of_it() -> None:
    for rubbish in (b"\0", b"\r\n\r\n", bytes(50), b"-- \r\nfooter of a list, of some length"):
        whole = winmail.winmail(winmail.letter(body=b"Bonjour")) + rubbish
        message = parsed(attached(whole, "winmail.dat", words=""))
        assert (message.parts[-1].data, message.doubts) == (b"Bonjour", ())


def test_messages_in_messages_end_somewhere() -> None:
    inner = winmail.letter(body=b"innermost")
    files: list[bytes] = []
    for _ in range(40):
        data = winmail.EMBEDDED + winmail.winmail(inner, *files)
        files = [winmail.file(b"m", b"", {0x3701: data})]
        inner = winmail.letter(body=b"one more")
    message = parsed(dat(inner, *files))
    assert Reason.TOO_MANY_PARTS in message.doubts
    assert len(message.parts) > 15


def test_another_file_of_that_name_is_none() -> None:
    message = parsed(attached(b"no such file", "winmail.dat", "application/ms-tnef"))
    assert named(message) == [("winmail.dat", b"no such file")]
