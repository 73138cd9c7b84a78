"""PDF → Documents: pages with text by their content, form fields and annotations; pages that are pictures by OCR."""

import io
import itertools
import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import pdfplumber
import pypdfium2 as pdfium  # type: ignore[import-untyped]
from pypdfium2 import raw

from parsers.context import Context
from parsers.document import Document
from parsers.errors import UnreadablePart
from parsers.files.pdf_forms import Overlay, overlay
from parsers.files.pdf_page import page_content
from parsers.pages import layout
from parsers.pages.page import Page
from parsers.reading import Source
from parsers.reasons import Reason

MAX_CHARACTERS = 60_000  # of one page: ten times what a page can show
MAX_OBJECTS = 30_000  # of one page
_LITTLE_TEXT = 200  # characters: what a fax or a scanner prints beside the picture of a page
_PICTURE = 0.6  # of the page: a picture that large is the page


def from_pdf(data: bytes, part: int, name: str | None, context: Context) -> tuple[Document, ...]:
    """Give the Documents of a PDF.

    :raises UnreadablePart: PASSWORD, UNREADABLE, TOO_MANY_PARTS (pages), TOO_LARGE, DYNAMIC_FORM (XFA) or
        OCR_MISSING
    """
    pdf = _opened(data)
    try:
        if len(pdf) == 0:
            raise UnreadablePart(Reason.UNREADABLE)
        if len(pdf) > context.limits.pages:
            raise UnreadablePart(Reason.TOO_MANY_PARTS)
        if pdf.get_formtype() == raw.FORMTYPE_XFA_FULL:
            raise UnreadablePart(Reason.DYNAMIC_FORM)
        pdf.init_forms()
        return _documents(pdf, data, part, name, context)
    except pdfium.PdfiumError as error:
        raise UnreadablePart(Reason.UNREADABLE) from error
    finally:
        pdf.close()


def _opened(data: bytes) -> pdfium.PdfDocument:
    """Open the file; one that is encrypted with no password at all opens too."""
    try:
        return pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        password = getattr(error, "err_code", None) == raw.FPDF_ERR_PASSWORD or "password" in str(error).casefold()
        raise UnreadablePart(Reason.PASSWORD if password else Reason.UNREADABLE) from error


def _documents(
    pdf: pdfium.PdfDocument, data: bytes, part: int, name: str | None, context: Context
) -> tuple[Document, ...]:
    scanned, overlays = [], []
    for index in range(len(pdf)):
        page = pdf[index]
        scanned.append(_is_picture(page))
        overlays.append(Overlay() if scanned[-1] else overlay(page, index + 1))
    if sum(scanned) > context.limits.scanned_pages:
        raise UnreadablePart(Reason.TOO_MANY_PARTS)
    with _losses() as losses:
        pages = _contents(data, overlays, scanned)
    doubts = [Reason.UNREADABLE.value] if losses else []
    found: list[Document] = []
    for picture, group in itertools.groupby(range(len(pdf)), key=lambda index: scanned[index]):
        numbers = list(group)
        if picture:
            from parsers.scans.scan import from_pages  # brings the engines: only when a page needs them

            found.extend(from_pages(pdf, numbers, part, name, context))
        else:
            found.extend(_digital([pages[index] for index in numbers], part, name, doubts))
    return tuple(found)


def _digital(pages: Sequence[Page], part: int, name: str | None, doubts: Sequence[str]) -> tuple[Document, ...]:
    marks = [Reason.DOUBTFUL_MARK.value] if layout.has_doubtful_mark(pages) else []
    return layout.documents(pages, part, name, Source.TEXT, [*doubts, *marks])


@contextmanager
def _losses() -> Iterator[list[str]]:
    """Collect what pdfminer says of streams that it could only read in part: an answer may have stood in the rest.

    Its other remarks go nowhere: they quote the file, and a person may have written that.
    """
    logger = logging.getLogger("pdfminer")
    found: list[str] = []

    class Listener(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            if "Data-loss" in record.getMessage():
                found.append(record.name)

    listener = Listener(logging.WARNING)
    logger.addHandler(listener)
    before, logger.propagate = logger.propagate, False
    try:
        yield found
    finally:
        logger.removeHandler(listener)
        logger.propagate = before


def _is_picture(page: pdfium.PdfPage) -> bool:
    """Say whether the page is a picture: one image covers it, and the text beside it is little or cannot be seen.

    The hidden text of a scanner is left alone: it may be bad, and the picture is what a person sees.
    """
    width, height = page.get_size()
    visible, hidden, picture, shapes = 0, 0, 0.0, 0
    textpage = page.get_textpage()
    characters = textpage.count_chars()
    textpage.close()
    if characters > MAX_CHARACTERS:
        raise UnreadablePart(Reason.TOO_LARGE)
    for count, item in enumerate(page.get_objects(max_depth=4)):
        if count > MAX_OBJECTS:
            raise UnreadablePart(Reason.TOO_LARGE)
        if item.type == raw.FPDF_PAGEOBJ_TEXT:
            if raw.FPDFTextObj_GetTextRenderMode(item.raw) == raw.FPDF_TEXTRENDERMODE_INVISIBLE:
                hidden += 1
            else:
                visible += 1
        elif item.type == raw.FPDF_PAGEOBJ_IMAGE:
            left, bottom, right, top = item.get_bounds()
            picture += abs((right - left) * (top - bottom)) / max(1.0, width * height)
        else:
            shapes += 1
    if picture >= _PICTURE:
        return characters < _LITTLE_TEXT or visible == 0 or hidden > visible
    # Letters drawn as outlines are no text to anybody but an eye.
    return visible == 0 and (picture > 0.05 or shapes > 50) and not _has_fields(page)


def _has_fields(page: pdfium.PdfPage) -> bool:
    return int(raw.FPDFPage_GetAnnotCount(page.raw)) > 0


def _contents(data: bytes, overlays: Sequence[Overlay], scanned: Sequence[bool]) -> dict[int, Page]:
    """Give the pages that have text, by their index."""
    wanted = [index for index, picture in enumerate(scanned) if not picture]
    if not wanted:
        return {}
    try:
        with pdfplumber.open(io.BytesIO(data), pages=[index + 1 for index in wanted]) as document:
            return {
                index: page_content(page, overlays[index]) for index, page in zip(wanted, document.pages, strict=True)
            }
    except UnreadablePart:
        raise
    except Exception as error:  # pdfminer raises whatever broken bytes lead to, AssertionError and RecursionError too
        raise UnreadablePart(Reason.UNREADABLE) from error
