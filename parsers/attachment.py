"""An attachment's bytes → the Documents in it. What it is, the bytes tell: labels and names lie."""

from parsers.context import Context
from parsers.document import Document
from parsers.errors import UnreadablePart
from parsers.reasons import Reason


def documents(
    data: bytes, media_type: str | None, name: str | None, part: int, context: Context
) -> tuple[Document, ...]:
    """Give the Documents of one attachment.

    :raises UnreadablePart: with PASSWORD, UNSUPPORTED_FILE, UNREADABLE, TOO_LARGE, TOO_MANY_PARTS or OCR_MISSING
    """
    raise UnreadablePart(Reason.UNSUPPORTED_FILE)
