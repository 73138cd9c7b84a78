"""The files of a zip archive are read as attachments."""

import io
import zipfile

import docx
import pytest

from parsers import read
from parsers.context import Limits
from parsers.mail.message import parse
from parsers.reasons import Reason
from tests.parsers.containers.mails import COUPON, HEADER, attached, named, parsed, read_sure, text, zipped
from tests.parsers.forum import CONTEXT


def word() -> bytes:
    data, document = io.BytesIO(), docx.Document()
    for line in COUPON.splitlines():
        document.add_paragraph(line)
    document.save(data)
    return data.getvalue()


@pytest.mark.parametrize(
    "members",
    [
        {"coupon.txt": COUPON.encode()},
        {"Réponses/coupon.docx": word(), "__MACOSX/._coupon.docx": b"x", "Réponses/.DS_Store": b"x"},
        {"coupon.html": COUPON.replace("\r\n", "<br>").encode()},
        {"mail.eml": HEADER + text(COUPON)},
        {"again.zip": zipped({"coupon.txt": COUPON.encode()})},
    ],
    ids=["text", "word", "html", "mail", "zip"],
)
def test_what_is_in_it_is_read(members: dict[str, bytes]) -> None:
    read_sure(attached(zipped(members), "coupon.zip"))


def test_an_office_file_is_no_archive_for_this() -> None:
    data = word()
    assert named(parsed(attached(data, "coupon.docx"))) == [("coupon.docx", data)]


def test_it_may_be_labelled_as_a_text() -> None:
    read_sure(attached(zipped({"coupon.txt": COUPON.encode()}), "coupon.txt", "text/plain"))


def test_a_member_s_path_goes_nowhere() -> None:
    message = parsed(attached(zipped({"../../etc/passwd": b"x", "C:\\a\\b.txt": b"y"}), "a.zip"))
    assert named(message) == [("passwd", b"x"), ("b.txt", b"y")]


def test_a_member_without_a_name_is_a_file_without_one() -> None:
    data = zipped({"c.txt": b"x", "a/": b""}).replace(b"c.txt", b"\0.txt")
    assert named(parsed(attached(data, "a.zip"))) == [(None, b"x")]


def test_an_encrypted_one_is_flagged_with_its_reason() -> None:
    data = bytearray(zipped({"coupon.txt": COUPON.encode()}))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    assert Reason.PASSWORD in read(attached(bytes(data), "coupon.zip"), CONTEXT).doubts


def test_a_broken_one_is_flagged_with_its_reason() -> None:
    data = zipped({"coupon.txt": COUPON.encode()})
    assert Reason.UNREADABLE in read(attached(data[:60], "coupon.zip"), CONTEXT).doubts


def test_a_broken_member_costs_only_itself() -> None:
    data = zipped({"bad.txt": b"12345678", "coupon.txt": COUPON.encode()}, zipfile.ZIP_STORED)
    message = parsed(attached(data.replace(b"12345678", b"1234567x", 1), "coupon.zip"))
    assert [name for name, _ in named(message)] == ["coupon.txt"]
    assert Reason.UNREADABLE in message.doubts


def test_a_bomb_is_not_unpacked() -> None:
    small = Limits(unpacked_bytes=1_000_000)
    message = parse(attached(zipped({"a.txt": bytes(2_000_000), "b.txt": b"Nom"}), "bomb.zip"), small)
    assert named(message) == [("b.txt", b"Nom")]
    assert Reason.TOO_LARGE in message.doubts


def test_a_bomb_that_lies_about_its_size_is_not_unpacked() -> None:
    data = bytearray(zipped({"a.txt": bytes(2_000_000)}))
    size = data.index(b"PK\x01\x02") + 24
    data[size : size + 4] = b"\x05\0\0\0"
    message = parse(attached(bytes(data), "bomb.zip"), Limits(unpacked_bytes=1_000_000))
    assert not any(len(p.data) > 100 for p in message.parts)


def test_archives_in_archives_end_somewhere() -> None:
    data = zipped({"coupon.txt": COUPON.encode()})
    for _ in range(30):
        data = zipped({"again.zip": data})
    assert Reason.TOO_MANY_PARTS in parsed(attached(data, "a.zip")).doubts


def test_an_archive_of_empty_archives_costs_no_time() -> None:
    data = zipped({})
    for _ in range(8):
        data = zipped({f"{n}.zip": data for n in range(10)})
    assert Reason.TOO_MANY_PARTS in parsed(attached(data, "a.zip")).doubts


def test_members_without_number_are_not_all_read() -> None:
    message = parsed(attached(zipped({f"{n}.txt": b"x" for n in range(200)}), "a.zip"))
    assert len(message.parts) == Limits().parts
    assert Reason.TOO_MANY_PARTS in message.doubts
