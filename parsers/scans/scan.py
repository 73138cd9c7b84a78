"""Pictures → Documents: images, and PDF pages that are pictures, put upright and read by OCR.

Each page becomes a Page with words, rules and boxes, and goes the same way as a PDF's. What no two engines agree on,
and a box in the doubt band, is left for a person.
"""

import ctypes
import io
import itertools
import re
import statistics
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace

import numpy as np
import pi_heif  # type: ignore[import-untyped]
import pypdfium2 as pdfium  # type: ignore[import-untyped]
from numpy.typing import NDArray
from PIL import Image, ImageOps, UnidentifiedImageError
from pypdfium2 import raw

from parsers.context import Context, Limits
from parsers.document import PLAIN, Document, Mark, Style
from parsers.errors import UnreadablePart
from parsers.marks import EMPTY_CHARACTERS, TICKED_CHARACTERS
from parsers.pages import combs, layout
from parsers.pages.dots import hidden
from parsers.pages.page import Page, Rule, Tick, Word
from parsers.reading import Box, Source
from parsers.reasons import Reason
from parsers.scans import (
    agreement,
    banners,
    drawn,
    encircled,
    engine,
    flattening,
    holes,
    ink,
    leftover,
    ocr,
    pieces,
    ranks,
    rules,
    spelled,
    states,
    strokes,
    ticking,
    upright,
)
from parsers.scans.found import Found, Picture, Place

FORMATS = ("JPEG", "PNG", "TIFF", "WEBP", "GIF", "BMP", "HEIF", "AVIF")
_ONE_PHOTO = ("MPO", "HEIF", "AVIF")  # what stands beside the photo in such a file is no page: its depths, its colours
TOO_SMALL = 250  # pixels of the shorter side: a logo, an icon, no page that one could read
LONG_SIDE = 842.0  # points: an image without a size is taken for a page of A4
DOTS = (150.0, 300.0)  # an inch: fewer lose letters, more only cost time
_LETTER_GAP = 0.1  # of a box's height: a label stands further away
_SPECK = 4.0  # square points of ink: less is none; the frame of a box alone has twenty
LARGEST_SIDE = 3508  # pixels of what is read: A4 at 300 dots an inch
pi_heif.register_heif_opener()  # a telephone's photos: Pillow alone does not know them
_GLYPHS = EMPTY_CHARACTERS + TICKED_CHARACTERS + "口ロ囗回日凶図区×✕"  # what engines make of a box
_LEFT_OVER = ".·…_‥'’`,"  # a word of these alone is what is left of a dotted line, or dirt
_DASH, _DASHES = "–", frozenset("-‐–—―")  # engines choose between them freely
_SIGNATURE = re.compile(r"(?:signature|signed|visa|cachet)\b", re.IGNORECASE)
_SCRAWL, _SCRAWLED = 1.5, 4  # times as high as the usual word; letters at most
_SIGNED = (40.0, 120.0)  # points above and below the label of a signature, where it stands
_BEFORE_WORD = re.compile(r"^[.·]+(?=[^\W\d_])")  # dirt: no word begins with a full stop
_BEHIND_COLON = re.compile(r":[.·…_‥]+$")


@dataclass(frozen=True, slots=True)
class Photographed:
    """A page as a picture, and its size in points."""

    picture: NDArray[np.uint8]  # blue, green, red
    width: float
    height: float


def from_image(data: bytes, part: int, name: str | None, context: Context) -> tuple[Document, ...]:
    """Give the Documents of an image; none for one that is too small to be a page.

    :raises UnreadablePart: UNREADABLE, TOO_LARGE, TOO_MANY_PARTS (pages) or OCR_MISSING
    """
    return _documents(_frames(data, context.limits), part, name, context)


def from_pages(
    pdf: pdfium.PdfDocument, indices: Sequence[int], part: int, name: str | None, context: Context
) -> tuple[Document, ...]:
    """Give the Documents of those pages of a PDF, rendered as they are seen.

    :raises UnreadablePart: UNREADABLE or OCR_MISSING
    """
    return _documents((_rendered(pdf[index], context.limits) for index in indices), part, name, context)


def _frames(data: bytes, limits: Limits) -> Iterator[Photographed]:
    """Give the pages of an image file, EXIF's orientation applied."""
    try:
        with _silence(), Image.open(io.BytesIO(data), formats=FORMATS) as image:
            count = getattr(image, "n_frames", 1)
            if image.width * image.height > limits.pixels:
                raise UnreadablePart(Reason.TOO_LARGE)
            if min(image.size) < TOO_SMALL or (count > 1 and image.format == "GIF"):
                return
            if image.format in _ONE_PHOTO:
                yield _photographed(image)
                return
            if count > limits.scanned_pages:
                raise UnreadablePart(Reason.TOO_MANY_PARTS)
            for number in range(count):
                image.seek(number)
                if image.width * image.height > limits.pixels:
                    raise UnreadablePart(Reason.TOO_LARGE)
                yield _photographed(image)
    except UnreadablePart:
        raise
    except Image.DecompressionBombError as error:
        raise UnreadablePart(Reason.TOO_LARGE) from error
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError, MemoryError) as error:
        raise UnreadablePart(Reason.UNREADABLE) from error
    except Exception as error:  # decoders raise struct.error, zlib.error, TypeError and their own
        raise UnreadablePart(Reason.UNREADABLE) from error


@contextmanager
def _silence() -> Iterator[None]:
    """Keep back what Pillow remarks on odd tags and large pictures; the size is checked here."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def _photographed(image: Image.Image) -> Photographed:
    if image.format == "JPEG":
        image.draft("RGB", (LARGEST_SIDE, LARGEST_SIDE))  # decodes a photo at half its size where that is enough
    upright = ImageOps.exif_transpose(image)
    if upright.mode in ("RGBA", "LA", "PA", "P"):  # what is transparent is paper
        rgba = upright.convert("RGBA")
        ground = Image.new("RGB", rgba.size, "white")
        ground.paste(rgba, mask=rgba.getchannel("A"))
        upright = ground
    upright = upright.convert("RGB")
    upright.thumbnail((LARGEST_SIDE, LARGEST_SIDE))
    scale = LONG_SIDE / max(upright.size)
    pixels = np.ascontiguousarray(np.asarray(upright, dtype=np.uint8)[:, :, ::-1])
    return Photographed(pixels, upright.width * scale, upright.height * scale)


def _rendered(page: pdfium.PdfPage, limits: Limits) -> Photographed:
    width, height = page.get_size()
    if min(width, height) <= 1:
        raise UnreadablePart(Reason.UNREADABLE)
    low, high = DOTS
    dots = min(high, max(low, _dots(page)))
    scale = min(dots / 72, LARGEST_SIDE / max(width, height), (limits.pixels / (width * height)) ** 0.5)
    image = page.render(scale=scale, may_draw_forms=True).to_pil().convert("RGB")
    pixels = np.ascontiguousarray(np.asarray(image, dtype=np.uint8)[:, :, ::-1])
    return Photographed(pixels, width, height)


def _dots(page: pdfium.PdfPage) -> float:
    """Give the finest resolution of the page's pictures, dots an inch."""
    found = [200.0]
    for item in itertools.islice(page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=4), 50):
        metadata = item.get_metadata()
        if metadata.width > 500:
            found.append(float(metadata.horizontal_dpi))
    return max(found)


def _documents(frames: Iterator[Photographed], part: int, name: str | None, context: Context) -> tuple[Document, ...]:
    pages: list[Page] = []
    try:
        for frame in frames:
            if not context.ocr:
                raise UnreadablePart(Reason.OCR_MISSING)
            upright = _upright(frame)
            del frame  # one picture of a page is much: it is not kept beside the upright one
            pages.append(_page(upright, len(pages) + 1))
            del upright
            _give_back()
    except engine.EngineMissing as error:
        raise UnreadablePart(Reason.OCR_MISSING) from error
    pages = [page for page in pages if page.words or page.ticks]
    doubts = [Reason.DOUBTFUL_MARK.value] if layout.has_doubtful_mark(pages) else []
    return layout.documents(pages, part, name, Source.OCR, doubts)


def _give_back() -> None:
    """Give the system what was freed: pictures come and go, and the C library would keep their room."""
    with suppress(AttributeError):  # no C library but glibc has it
        ctypes.CDLL(None).malloc_trim(0)


def _upright(frame: Photographed) -> Photographed:
    """Give the page put upright: a photo's sheet alone, turned by quarters as its letters want, then level."""
    picture, width, height = frame.picture, frame.width, frame.height
    sheet = flattening.flattened(picture)
    if sheet is not None:
        picture, scale = sheet, LONG_SIDE / max(sheet.shape[:2])
        width, height = sheet.shape[1] * scale, sheet.shape[0] * scale
    picture = flattening.evenly_lit(picture)
    quarters = upright.turned(ink.grey(picture)) // 90
    if quarters:
        picture = np.ascontiguousarray(np.rot90(picture, -quarters))
        width, height = (height, width) if quarters % 2 else (width, height)
    return Photographed(ink.rotated(picture, ink.slant(ink.black(ink.grey(picture))), 255), width, height)


@dataclass(slots=True)
class _Inked:
    """An upright page on its way to the engines: without dotted lines and combs, then without boxes."""

    picture: Picture
    shades: Picture
    marks: Picture  # 255 on ink
    dots: Picture  # 255 where dotted lines were
    combs: list[tuple[combs.Comb, combs.Spelling]]
    scale: float  # pixels a point


def _inked(picture: Picture, scale: float) -> _Inked:
    """Give the ink of an upright page; its picture is painted over."""
    shades = ink.grey(picture)
    marks = ink.black(shades)
    dots = rules.dotted(marks, scale)
    marks[(dots > 0) | (ink.dark_areas(shades, scale) > 0)] = 0
    for image in (picture, shades):
        image[dots > 0] = 255
    found = combs.combs(marks, scale)
    spelt = [(comb, combs.spelling(picture, marks, comb)) for comb in found]
    combs.erased((picture, shades), found, 255)
    combs.erased((marks,), found, 0)
    return _Inked(picture, shades, marks, dots, spelt, scale)


def tick_boxes(upright: Photographed) -> list[states.InkBox]:
    """Give the tick boxes of an upright page by its ink alone, in pixels of its picture, which is painted over."""
    page = _inked(upright.picture, upright.picture.shape[1] / upright.width)
    return ticking.boxes(page.marks, page.scale)


def _page(upright: Photographed, number: int) -> Page:
    """Give what stands on an upright page; its picture is painted over meanwhile."""
    scale = upright.picture.shape[1] / upright.width
    page = _inked(upright.picture, scale)
    numbers, boxes = ranks.numbered(page.picture, page.marks, ticking.boxes(page.marks, scale))
    rings = drawn.rings(page.marks, scale, drawn.coloured(page.picture, page.marks))
    drawn.without(rings, (page.picture, page.shades))
    words = [piece for word in _words(page, boxes, numbers) for piece in pieces.options_apart(word)]
    words = encircled.parted([*words, *numbers], rings)
    words += encircled.unread(page.shades, words, rings)
    further = encircled.further(page.marks, words, rings, scale)
    rings += [ring for ring, sure in further if sure]
    words = encircled.parted(words, rings)
    words = [replace(w, confidence=min(w.confidence, 0.5)) if _lost_a_letter(w, boxes) else w for w in words]
    struck = drawn.struck(page.marks, words, scale)

    def box(place: Place) -> Box:
        return Box(number, place.left / scale, place.top / scale, place.right / scale, place.bottom / scale)

    boxes = [b for b in boxes if not any(_is_letter(b.place, w) for w in words)]
    ticks = [Tick(box(b.place), b.mark, Source.OCR, _sure(b.mark)) for b in boxes]
    ticks += [Tick(box(ring), Mark.DOUBTFUL, Source.OCR, _sure(Mark.DOUBTFUL)) for ring, sure in further if not sure]
    found = [
        Word(w.text, box(w), _style(n in struck, drawn.ringed(w, rings)), Source.OCR, w.confidence)
        for n, w in enumerate(words)
    ]
    lines = [Rule(box(rule)) for rule in (*rules.rules(page.marks, scale), *rules.thin_rules(page.dots, scale))]
    kept = tuple(banners.without_banner(_without_scrawls(_without_boxes(found, ticks)), upright.height))
    strokes_left = rules.without_long_lines(page.marks, scale)

    def inked(place: Box) -> bool:
        rows = slice(max(0, round(place.top * scale)), max(0, round(place.bottom * scale)))
        columns = slice(max(0, round(place.left * scale)), max(0, round(place.right * scale)))
        return bool((strokes_left[rows, columns] > 0).sum() > _SPECK * scale**2)

    return holes.with_doubtful(Page(number, upright.width, upright.height, kept, tuple(lines), tuple(ticks)), inked)


def _style(struck: bool, ringed: bool) -> Style:
    return Style(struck=struck, highlighted=ringed) if struck or ringed else PLAIN


def _words(page: _Inked, boxes: Sequence[states.InkBox], numbers: Sequence[Found]) -> list[Found]:
    """Give the words of a page, those in combs too; what was written by hand is no surer than a hand allows.

    `numbers` stand in boxes and are read already.
    """
    read = [states.InkBox(ink.Rectangle(n.left, n.top, n.right, n.bottom), Mark.EMPTY, 0.0) for n in numbers]
    for image in (page.picture, page.shades):
        ticking.erased(image, [*boxes, *read], page.scale)
    whole = page.picture.copy()  # where a dot lay under a letter, taking it out may change the letter
    under = hidden(page.marks | page.dots, page.dots, page.scale)
    page.picture[under > 0] = 255
    clean = rules.without_rules(page.shades, page.marks, page.scale)
    _give_back()
    ticked = [box.place for box in boxes if box.mark is not Mark.EMPTY]
    words = strokes.held_back(clean, ocr.words(ocr.Views(page.picture, whole, clean), page.dots | under), ticked)
    spelt = [w for comb, letters in page.combs for w in spelled.spelt(letters.picture, letters.held, comb.cells)]
    words += strokes.held_back_in_combs([ink.grey(letters.picture) for _, letters in page.combs], spelt)
    words += leftover.unread(np.asarray(page.marks & ~under), words, boxes, page.scale)
    return words


def _is_letter(place: ink.Rectangle, word: Found) -> bool:
    """Say whether a box lies inside a word, as the O of a title does; at its ends true boxes are."""
    count = len(word.text)
    middle = (place.top + place.bottom) / 2
    if count < 3 or not word.top <= middle <= word.bottom:
        return False
    at = ((place.left + place.right) / 2 - word.left) / max(1.0, word.right - word.left) * count
    return 1.0 < at < count - 1.0


def _lost_a_letter(word: Found, boxes: Sequence[states.InkBox]) -> bool:
    """Say whether a box stands so near to a word that it may be one of its letters."""
    return any(
        -0.3 * (b.place.right - b.place.left)
        < max(word.left - b.place.right, b.place.left - word.right)
        < _LETTER_GAP * (b.place.bottom - b.place.top)
        and b.place.top < (word.top + word.bottom) / 2 < b.place.bottom
        for b in boxes
    )


def _sure(mark: Mark) -> float:
    return 0.5 if mark is Mark.DOUBTFUL else 0.995


def _without_boxes(words: Sequence[Word], ticks: Sequence[Tick]) -> list[Word]:
    """Take out of the words what an engine made of a box: a sign at an end of a word, or a word that lies in a box."""
    kept = []
    for word in words:
        if any(_within(word.box, tick.box) for tick in ticks) and len(word.text) <= 2:
            continue
        text = _BEFORE_WORD.sub("", _BEHIND_COLON.sub(":", word.text.strip(_GLYPHS)))
        if text.strip(_LEFT_OVER):
            text = _DASH if text in _DASHES else text
            kept.append(Word(text, word.box, word.style, word.source, word.confidence))
    return kept


def _without_scrawls(words: Sequence[Word]) -> list[Word]:
    """Take out what an engine made of a signature by its label: a few letters, much higher than others or unsure."""
    places = [word.box for word in words if _SIGNATURE.match(word.text)]
    if not places:
        return list(words)
    usual = statistics.median(word.box.bottom - word.box.top for word in words)
    return [
        word
        for word in words
        if (word.box.bottom - word.box.top < _SCRAWL * usual and word.confidence > agreement.ALONE)
        or sum(c.isalnum() for c in word.text) > _SCRAWLED
        or not any(_is_signed_at(word.box, place) for place in places)
    ]


def _is_signed_at(scrawl: Box, label: Box) -> bool:
    down = scrawl.top - label.top
    return -_SIGNED[0] < down < _SIGNED[1] and scrawl.right > label.left - _SIGNED[0]


def _within(word: Box, tick: Box) -> bool:
    across, down = (word.left + word.right) / 2, (word.top + word.bottom) / 2
    slack = (tick.right - tick.left) / 2
    return tick.left - slack <= across <= tick.right + slack and tick.top - slack <= down <= tick.bottom + slack
