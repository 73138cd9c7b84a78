"""The bytes tell what an attachment is, whatever it is called."""

import contextlib
import io

import docx
import pytest
from PIL import Image

from parsers.context import Context, Limits
from parsers.document import Line
from parsers.errors import UnreadablePart
from parsers.files.attachment import documents
from parsers.reasons import Reason
from tests.parsers.made_pdf import made, text


def pdf(line: str) -> bytes:
    return made(text(line))


def image(kind: str, size: tuple[int, int]) -> bytes:
    data = io.BytesIO()
    Image.new("RGB", size, "white").save(data, kind)
    return data.getvalue()


@pytest.mark.parametrize("label", ["application/msword", "image/jpeg", "text/plain", None])
def test_a_pdf_is_a_pdf_under_any_label(label: str | None) -> None:
    (document,) = documents(pdf("Nom : Durand"), label, "coupon.doc", 1, Context())
    assert [block.text for block in document.blocks if isinstance(block, Line)] == ["Nom : Durand"]


def test_rubbish_before_a_pdf_is_tolerated() -> None:
    (document,) = documents(b"\r\n\r\n" + pdf("Nom : Durand"), None, None, 1, Context())
    assert document.blocks


@pytest.mark.parametrize("label", ["text/vcard", "application/pkcs7-signature", "text/calendar"])
def test_what_only_comes_along_gives_nothing(label: str) -> None:
    assert documents(b"BEGIN:VCARD", label, None, 1, Context()) == ()


@pytest.mark.parametrize(("kind", "size"), [("PNG", (220, 60)), ("JPEG", (120, 120)), ("GIF", (1, 1))])
def test_a_logo_gives_nothing(kind: str, size: tuple[int, int]) -> None:
    assert documents(image(kind, size), "image/png", "image001.png", 1, Context()) == ()


def test_an_empty_file_gives_nothing() -> None:
    assert documents(b"", "application/pdf", "coupon.pdf", 1, Context()) == ()


_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (_COMPOUND + bytes(600), Reason.UNSUPPORTED_FILE),  # Word 97
        (_COMPOUND + bytes(600) + "EncryptedPackage".encode("utf-16-le"), Reason.PASSWORD),
        (b"PK\x03\x04 and nothing", Reason.UNREADABLE),
        (b"%PDF-1.7 and nothing", Reason.UNREADABLE),
        (b"\xff\xd8\xff\xe0 and nothing", Reason.UNREADABLE),
        (b"\x89PNG\r\n\x1a\n and nothing", Reason.UNREADABLE),
        (b"MZ\x90\x00", Reason.UNSUPPORTED_FILE),
    ],
)
def test_what_cannot_be_read_says_why(data: bytes, reason: Reason) -> None:
    with pytest.raises(UnreadablePart) as caught:
        documents(data, "application/pdf", "coupon.pdf", 1, Context())
    assert caught.value.reason is reason


def test_a_file_over_the_limit_is_not_opened() -> None:
    with pytest.raises(UnreadablePart) as caught:
        documents(pdf("Nom"), None, None, 1, Context(limits=Limits(attachment_bytes=100)))
    assert caught.value.reason is Reason.TOO_LARGE


@pytest.mark.parametrize("cut", range(50, 1500, 145))
def test_a_truncated_file_never_raises_anything_else(cut: int) -> None:
    word = io.BytesIO()
    docx.Document().save(word)
    for data in (pdf("Nom : Durand"), word.getvalue(), image("TIFF", (300, 300))):
        with contextlib.suppress(UnreadablePart):
            documents(data[:cut], None, None, 1, Context(ocr=False))
