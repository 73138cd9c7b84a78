"""An attachment's bytes → the Documents in it. What it is, the bytes tell: labels and names lie."""

import zipfile
from collections.abc import Callable

from parsers.context import Context
from parsers.document import Document
from parsers.errors import UnreadablePart
from parsers.mail.archive import opened
from parsers.reasons import Reason

# Parts that come with a mail and are no reply: signatures, cards, invitations. They give no Document and no doubt.
_BESIDES = frozenset(
    {
        *("application/pkcs7-signature", "application/x-pkcs7-signature", "application/pgp-signature"),
        *("application/pgp-keys", "application/pgp-encrypted", "text/vcard", "text/x-vcard", "text/directory"),
        *("text/calendar", "application/ics", "application/applefile", "text/x-amp-html", "text/watch-html"),
        *("message/delivery-status", "message/disposition-notification", "text/rfc822-headers"),
    }
)
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # Word 97 to 2003, and every encrypted Office file
_IMAGES = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"II*\x00", b"MM\x00*", b"GIF8", b"BM")
_PHOTOS = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1", b"avif")  # brands of ISO media files
_PGP_MESSAGE = b"-----BEGIN PGP MESSAGE"
_WORD = "WordDocument".encode("utf-16-le")  # the name of a stream in every .doc
_BOOKS = ("Workbook".encode("utf-16-le"), "Book\0".encode("utf-16-le"))  # in every .xls
_OUTLOOK = "__properties_version1.0".encode("utf-16-le")  # in every .msg
_TEXTS = (
    b"wordprocessingml.document.main",
    b"wordprocessingml.template.main",
    b"ms-word.document",
    b"ms-word.template",
)
_SHEETS = (b"spreadsheetml.sheet.main", b"spreadsheetml.template.main", b"ms-excel.sheet.macroEnabled.main")
_PDF_WITHIN = 1024  # bytes before %PDF that programs tolerate

Reader = Callable[[bytes, str | None, int, Context], tuple[Document, ...]]


def documents(
    data: bytes, media_type: str | None, name: str | None, part: int, context: Context
) -> tuple[Document, ...]:
    """Give the Documents of one attachment: none for what is no reply by its kind (a signature, a card, a small logo).

    :raises UnreadablePart: with PASSWORD, ENCRYPTED, UNSUPPORTED_FILE, DYNAMIC_FORM, UNREADABLE, TOO_LARGE,
        TOO_MANY_PARTS or OCR_MISSING
    """
    if len(data) > context.limits.attachment_bytes:
        raise UnreadablePart(Reason.TOO_LARGE)
    reader = _reader(data)
    if reader is not None:
        return reader(data, name, part, context)
    if not data.strip() or (media_type or "").casefold() in _BESIDES:
        return ()
    raise UnreadablePart(_refusal(data))


def _reader(data: bytes) -> Reader | None:
    """Give the reader for these bytes, or None."""
    if b"%PDF-" in data[:_PDF_WITHIN]:
        return _pdf
    if data.startswith(b"PK\x03\x04"):
        return _archive
    if data.startswith(_IMAGES) or (data[:4] == b"RIFF" and data[8:12] == b"WEBP"):
        return _image
    if data[4:8] == b"ftyp" and data[8:12] in _PHOTOS:
        return _image
    if data.startswith(_COMPOUND):
        return _compound
    if data.lstrip()[:5] == rb"{\rtf":
        return _rich_text
    return None


def _pdf(data: bytes, name: str | None, part: int, context: Context) -> tuple[Document, ...]:
    from parsers.files.pdf import from_pdf  # each reader brings its libraries: loaded when first needed

    return from_pdf(data, part, name, context)


def _image(data: bytes, name: str | None, part: int, context: Context) -> tuple[Document, ...]:
    from parsers.scans.scan import from_image

    return from_image(data, part, name, context)


def _rich_text(data: bytes, name: str | None, part: int, context: Context) -> tuple[Document, ...]:
    from parsers.files.rich_text import from_rtf_file

    return from_rtf_file(data, part, name, context)


def _archive(data: bytes, name: str | None, part: int, context: Context) -> tuple[Document, ...]:
    with opened(data) as archive:
        content = _member(archive, "[Content_Types].xml") + _member(archive, "mimetype")
    if any(kind in content for kind in _TEXTS):
        from parsers.files.word import from_docx

        return from_docx(data, part, name, context)
    if any(kind in content for kind in _SHEETS):
        from parsers.files.excel import from_xlsx

        return from_xlsx(data, part, name)
    if content.startswith(b"application/vnd.oasis.opendocument.text"):
        from parsers.files.opendocument import from_odt

        return from_odt(data, part, name, context)
    if content.startswith(b"application/vnd.oasis.opendocument.spreadsheet"):
        from parsers.files.opendocument import from_ods

        return from_ods(data, part, name)
    raise UnreadablePart(Reason.UNSUPPORTED_FILE)


def _member(archive: zipfile.ZipFile, name: str) -> bytes:
    """Give a member's bytes; nothing where there is none."""
    try:
        return archive.read(name)
    except KeyError:
        return b""
    except Exception as error:  # zipfile, zlib, lzma and bz2 raise their own
        raise UnreadablePart(Reason.UNREADABLE) from error


def _compound(data: bytes, name: str | None, part: int, context: Context) -> tuple[Document, ...]:
    """Read a Word or Excel file, or say why another is not; ``parsers.mail.containers`` opened a sound .msg before."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise UnreadablePart(Reason.PASSWORD)
    if _WORD in data:
        from parsers.files.word_97 import from_doc

        return from_doc(data, part, name, context)
    if any(stream in data for stream in _BOOKS):
        from parsers.files.excel_97 import from_xls

        return from_xls(data, part, name)
    raise UnreadablePart(Reason.UNREADABLE if _OUTLOOK in data else Reason.UNSUPPORTED_FILE)


def _refusal(data: bytes) -> Reason:
    """Give why bytes that have no reader are not read; what was only signed has been opened before."""
    if data[:200].lstrip().startswith(_PGP_MESSAGE):
        return Reason.ENCRYPTED
    if data.startswith(b"\x30"):
        from parsers.mail import cms

        return cms.refusal(data) or Reason.UNSUPPORTED_FILE
    return Reason.UNSUPPORTED_FILE
