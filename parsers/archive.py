"""Office files are ZIP archives: opened with an eye on what they would unpack to."""

import io
import zipfile

from parsers.errors import UnreadablePart
from parsers.reasons import Reason

MAX_MEMBERS = 3_000  # a long report with pictures has some hundreds
MAX_UNPACKED = 150_000_000  # bytes, of all members together
MAX_XML = 20_000_000  # bytes, of one XML member; a coupon has some kilobytes, a novel one million


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
