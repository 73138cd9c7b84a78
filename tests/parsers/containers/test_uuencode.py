"""Files between the lines of a text become attachments; the text keeps every other line."""

import binascii

import pytest

from parsers.mail.uuencode import taken_out
from parsers.reasons import Reason
from tests.parsers.containers.mails import COUPON, HEADER, named, parsed, read_sure, text


def encoded(data: bytes, name: str = "coupon.txt", backtick: bool = True) -> bytes:
    lines = b"".join(binascii.b2a_uu(data[at : at + 45], backtick=backtick) for at in range(0, len(data), 45))
    return f"begin 644 {name}\n".encode() + lines + b"`\nend\n"


@pytest.mark.parametrize("backtick", [True, False])
def test_a_file_in_the_text_is_an_attachment(backtick: bool) -> None:
    data = bytes(range(256))
    message = parsed(HEADER + b"\r\nVoir ci-joint.\n" + encoded(data, "a b.bin", backtick) + b"Cordialement")
    assert named(message) == [("a b.bin", data)]
    assert message.parts[0].data == b"Voir ci-joint.\nCordialement"
    assert message.doubts == ()


def test_spaces_that_were_eaten_at_the_end_of_lines_are_put_back() -> None:
    data = (b"\xff" * 42 + bytes(3)) * 4
    lines = b"\n".join(line.rstrip(b" ") for line in encoded(data, backtick=False).split(b"\n"))
    assert taken_out(lines)[1][0].data == data


def test_what_fills_up_the_last_group_may_be_anything() -> None:
    assert taken_out(b"begin 644 x\n!80AA\n`\nend\n")[1][0].data == b"a"


def test_a_coupon_in_one_is_read() -> None:
    read_sure(HEADER + text("Bonjour,\r\n") + encoded(COUPON.encode()))


def test_what_is_no_file_stays_in_the_text() -> None:
    for words in (
        b"begin 644 the work\nNom : MORVAN\nend\n",
        b"begin 644 x\n",
        b"begin 644 x\nend\n",
        b"we begin 644 x\n",
    ):
        assert taken_out(words) == (words, [])


def test_a_file_without_an_end_is_flagged_and_the_text_after_it_is_kept() -> None:
    data = encoded(bytes(90)).removesuffix(b"`\nend\n") + "Nom : Léa\n".encode()
    message = parsed(HEADER + b"\r\n" + data)
    assert named(message) == [("coupon.txt", bytes(90))]
    assert message.parts[0].data == "Nom : Léa\n".encode()
    assert Reason.UNREADABLE in message.doubts


def test_beginnings_without_end_cost_no_time() -> None:
    words = b"begin 644 x\nMorvan\n" * 100_000
    assert taken_out(words) == (words, [])
