"""Pictures in an office file → Documents of their own: a coupon may have been scanned and pasted there."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from parsers.context import Context
from parsers.document import Document, Line
from parsers.errors import UnreadablePart
from parsers.reasons import Reason

_LITTLE = 300  # characters: a letter around a scan, hardly a coupon
_SMALLEST = (150.0, 100.0)  # points: of a picture that is the whole file; smaller ones are logos and signatures
_PAGE = (300.0, 330.0)  # points: half a sheet; a picture beside text that is as large is a page, or a scanned form


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture's bytes, and how large it is shown in points, where the file says so."""

    data: bytes
    width: float | None = None
    height: float | None = None


def with_pictures(document: Document, pictures: Sequence[Picture], context: Context) -> tuple[Document, ...]:
    """Give the Document, and those of its pictures that may be a page.

    What cannot be read of them is a doubt of a document with little text: the answer stands in them.
    """
    little = _length(document) < _LITTLE
    pages = {picture.data: picture for picture in pictures if _is_page(picture, _SMALLEST if little else _PAGE)}
    found: list[Document] = []
    doubts: list[str] = []
    if len(pages) > context.limits.scanned_pages:
        doubts.append(Reason.TOO_MANY_PARTS.value)
        pages = {}
    for data in pages:
        from parsers.scans.scan import from_image  # brings the engines: only when a picture needs them

        try:
            found.extend(from_image(data, document.part, document.name, context))
        except UnreadablePart as error:
            doubts.append(error.reason.value)
    if little:
        document = replace(document, doubts=tuple(dict.fromkeys((*document.doubts, *doubts))))
    return (document, *found)


def _length(document: Document) -> int:
    """Give how many characters stand in the document."""
    lines = [
        line
        for block in document.blocks
        for line in ([block] if isinstance(block, Line) else [ln for row in block.rows for c in row for ln in c.lines])
    ]
    return sum(token.end - token.start for line in lines for token in line.tokens)


def _is_page(picture: Picture, least: tuple[float, float]) -> bool:
    if picture.width is None or picture.height is None:
        return least == _SMALLEST
    return picture.width >= least[0] and picture.height >= least[1]
