"""ZIP archives, opened with an eye on what they would unpack to: office files, and what people pack."""

import io
import zipfile
from email.message import Message as MimePart

from parsers.errors import UnreadablePart
from parsers.mail.enclosure import Contents, file_part, group
from parsers.reasons import Reason

SIGNATURES = (b"PK\x03\x04", b"PK\x05\x06")  # the second one begins an archive without members

MAX_MEMBERS = 3_000  # a long report with pictures has some hundreds
MAX_UNPACKED = 150_000_000  # bytes, of all members together
MAX_XML = 20_000_000  # bytes, of one XML member; a coupon has some kilobytes, a novel one million

_OFFICE = ("[Content_Types].xml", "mimetype", "META-INF/manifest.xml")
# What programs put beside the files that a person meant.
_BESIDES = (".ds_store", "thumbs.db", "desktop.ini")
_BESIDES_IN = "__macosx/"


def opened(data: bytes) -> zipfile.ZipFile:
    """Give the archive.

    :raises UnreadablePart: UNREADABLE when it is broken, TOO_LARGE when it would unpack to more than a document,
        PASSWORD when its members are encrypted
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, EOFError, UnicodeError) as error:
        raise UnreadablePart(Reason.UNREADABLE) from error
    unpacked = sum(member.file_size for member in members)
    xml = max((m.file_size for m in members if m.filename.casefold().endswith((".xml", ".rels"))), default=0)
    if len(members) > MAX_MEMBERS or unpacked > MAX_UNPACKED or xml > MAX_XML:
        raise UnreadablePart(Reason.TOO_LARGE)
    if any(member.flag_bits & 1 for member in members):
        raise UnreadablePart(Reason.PASSWORD)
    return archive


def files(data: bytes, room: int, most: int) -> Contents | None:
    """Give the files of an archive that a person packed; None where it is a document of an office program.

    `room`: bytes that they may unpack to; `most`: how many there may be.

    :raises UnreadablePart: as `opened`
    """
    with opened(data) as archive:
        if any(name in archive.NameToInfo for name in _OFFICE):
            return None
        parts: list[MimePart] = []
        doubts: list[Reason] = []
        members = [m for m in archive.infolist() if not m.filename.endswith("/") and not _is_besides(m.filename)]
        for member in members[:most]:
            try:
                unpacked = _unpacked(archive, member, room)
            except UnreadablePart as error:
                doubts.append(error.reason)
                continue
            room -= len(unpacked)
            parts.append(file_part(unpacked, member.filename))
        if len(members) > most:
            doubts.append(Reason.TOO_MANY_PARTS)
        return Contents(group(parts), tuple(dict.fromkeys(doubts)))


def _is_besides(name: str) -> bool:
    folded = name.casefold().replace("\\", "/")
    return folded.startswith(_BESIDES_IN) or folded.rpartition("/")[2] in _BESIDES


def _unpacked(archive: zipfile.ZipFile, member: zipfile.ZipInfo, room: int) -> bytes:
    """Give a member's bytes; never more than there is room for, whatever the archive says of its size."""
    try:
        with archive.open(member) as file:
            unpacked = file.read(room + 1)
    except Exception as error:  # zipfile, zlib, lzma and bz2 raise their own
        raise UnreadablePart(Reason.UNREADABLE) from error
    if len(unpacked) > room:
        raise UnreadablePart(Reason.TOO_LARGE)
    return unpacked
