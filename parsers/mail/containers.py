"""A part that holds others → those as MIME parts. What cannot be opened stays a part, and its reader says why."""

from email import message_from_bytes
from email.message import Message as MimePart

from parsers.errors import UnreadablePart
from parsers.mail.enclosure import OCTETS, Contents, body_part, changed, file_part, group
from parsers.reasons import Reason

_TNEF = b"\x78\x9f\x3e\x22"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # Word 97 to 2003, every encrypted Office file, and .msg
_SIGNATURES = ("application/pkcs7-signature", "application/x-pkcs7-signature")  # of what stands beside them
_PGP = b"-----BEGIN PGP MESSAGE-----"
_SEALED = (".p7m", ".p7z", ".asc", ".gpg", ".pgp")  # what programs put behind a file's name
_MESSAGE_FIELDS = (b"content-type:", b"mime-version:", b"content-transfer-encoding:", b"content-disposition:")


def is_tnef(data: bytes) -> bool:
    """Say whether bytes are a winmail.dat, whatever they are called."""
    return data.startswith(_TNEF)


def contents(part: MimePart, data: bytes, name: str | None, room: int, most: int) -> Contents | None:
    """Give what a part holds; None where it is no container, or none that can be opened.

    `room`: bytes that it may unpack to; `most`: parts that it may have.
    """
    try:
        kind = part.get_content_type()
        if kind in _SIGNATURES:
            return None
        held = _of_file(data, name, room, most)  # before the text: labels lie
        return _of_text(part, data, room) if held is None and kind == "text/plain" else held
    except UnreadablePart:
        return None


def _of_file(data: bytes, name: str | None, room: int, most: int) -> Contents | None:
    if is_tnef(data):
        from parsers.mail import tnef  # each reader brings its libraries: loaded when first needed

        return tnef.opened(data)
    if data.startswith(_ZIP):
        from parsers.mail import archive

        return archive.files(data, room, most)
    if data.startswith(COMPOUND):
        from parsers.mail import outlook

        return outlook.opened(data, room) if outlook.MARK in data else None
    if data[:1] == b"\x30":
        from parsers.mail import cms

        return _of_signed(cms.content(data, room), name) if cms.is_cms(data) else None
    if data[:200].lstrip().startswith(_PGP):
        from parsers.mail import openpgp

        signed = openpgp.signed_content(data, room)
        return None if signed is None else _of_signed(signed, name)
    return None


def _of_signed(content: bytes, name: str | None) -> Contents:
    """Give what was signed: a part of a mail, or a file (coupon.pdf.p7m)."""
    if not content:
        return Contents(group([]))
    first = content.lstrip(b"\r\n")[:200].lower()
    if first.startswith(_MESSAGE_FIELDS):
        try:
            return Contents(message_from_bytes(content))
        except Exception as error:  # a nesting too deep for the parser
            raise UnreadablePart(Reason.UNREADABLE) from error
    inner = name[:-4] if name and name.casefold().endswith(_SEALED) else name
    if "." not in (inner or "") and b"\0" not in content:  # smime.p7m, message.asc: the letter itself
        return Contents(body_part(content, "plain", None))
    return Contents(file_part(content, inner))


def _of_text(part: MimePart, data: bytes, room: int) -> Contents | None:
    """Give a text and what stands in it: uuencoded files, and what PGP signed or encrypted in one piece."""
    from parsers.mail import openpgp, pgp, uuencode

    armour = b"-----BEGIN PGP " in data
    if not armour and b"begin " not in data:
        return None
    bared = pgp.bared(data)
    text, files = uuencode.taken_out(bared.text)
    if text == data:
        return None
    parts = [file_part(file.data, file.name) for file in files]
    for block in bared.sealed:
        signed = openpgp.signed_content(block, room)
        parts.append(file_part(block, "message.asc", OCTETS) if signed is None else body_part(signed, "plain", None))
    doubts = () if all(file.whole for file in files) else (Reason.UNREADABLE,)
    if text.strip() or not parts:
        parts.insert(0, changed(part, text))
    return Contents(group(parts), doubts)
