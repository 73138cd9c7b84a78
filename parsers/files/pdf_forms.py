"""What stands on a PDF page besides its content: form fields and annotations, where the answers are. By pypdfium2."""

import ctypes
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any

import pypdfium2 as pdfium  # type: ignore[import-untyped]
from pypdfium2 import raw

from parsers.document import Mark
from parsers.pages.page import Rule, Tick, Word
from parsers.pages.rings import ring_of
from parsers.pages.turned import Turn
from parsers.reading import Box, Source

MAX_ANNOTATIONS = 1_000  # of one page
MAX_STROKES, MAX_POINTS = 200, 5_000  # of one ink annotation, of one stroke
MAX_OPTIONS = 200  # of one choice list
MAX_VALUE = 5_000  # characters of one field or note
BLANK = "........"  # stands for a field that was left empty, as the dots of a printed form do
_TEXT_HEIGHT = 10.0  # points: of a value whose size is not stated
_DA_SIZE = re.compile(r"([\d.]+)\s+Tf")
_UNCHOSEN = re.compile(r"^\W*(?:(?:choisi\w*|s[ée]lectionne\w*|choose|select|please select)\b.{0,20})?$", re.IGNORECASE)
_HIDDEN = raw.FPDF_ANNOT_FLAG_HIDDEN | raw.FPDF_ANNOT_FLAG_NOVIEW


@dataclass(slots=True)
class Overlay:
    """What form fields and annotations add to a page."""

    words: list[Word] = field(default_factory=list)
    ticks: list[Tick] = field(default_factory=list)
    fields: list[Box] = field(default_factory=list)  # where text fields stand
    strokes: list[Box] = field(default_factory=list)  # ink, lines, circles, stamps: may tick a box
    struck: list[Box] = field(default_factory=list)  # text struck out
    highlighted: list[Box] = field(default_factory=list)
    rings: list[Box] = field(default_factory=list)  # drawn around words

    def turned(self, turn: Turn) -> "Overlay":
        """Give the same on a page that was turned."""
        boxes = (self.fields, self.strokes, self.struck, self.highlighted, self.rings)
        return Overlay(
            [replace(word, box=turn.box(word.box)) for word in self.words],
            [replace(tick, box=turn.box(tick.box)) for tick in self.ticks],
            *([turn.box(box) for box in group] for group in boxes),
        )


def overlay(page: pdfium.PdfPage, number: int) -> Overlay:
    """Give what fields and annotations add to a page; places as on the page seen upright."""
    found = Overlay()
    form = page.formenv.raw if page.formenv is not None else None
    for index in range(min(raw.FPDFPage_GetAnnotCount(page.raw), MAX_ANNOTATIONS)):
        with _annotation(page, index) as annotation:
            if annotation is None or raw.FPDFAnnot_GetFlags(annotation) & _HIDDEN:
                continue
            box = _box(page, annotation, number)
            if box is None:
                continue
            kind = raw.FPDFAnnot_GetSubtype(annotation)
            if kind == raw.FPDF_ANNOT_WIDGET and form is not None:
                _add_field(found, form, annotation, box)
            elif kind == raw.FPDF_ANNOT_FREETEXT:
                _add_note(found, annotation, box)
            elif kind in (raw.FPDF_ANNOT_INK, raw.FPDF_ANNOT_LINE, raw.FPDF_ANNOT_CIRCLE, raw.FPDF_ANNOT_POLYLINE):
                found.strokes.append(box)
                found.rings += [box] if kind == raw.FPDF_ANNOT_CIRCLE else _rings(page, annotation, number)
            elif kind == raw.FPDF_ANNOT_STAMP:
                found.strokes.append(box)
            elif kind == raw.FPDF_ANNOT_STRIKEOUT:
                found.struck.append(box)
            elif kind == raw.FPDF_ANNOT_HIGHLIGHT:
                found.highlighted.append(box)
    return found


@contextmanager
def _annotation(page: pdfium.PdfPage, index: int) -> Iterator[Any]:
    annotation = raw.FPDFPage_GetAnnot(page.raw, index)
    try:
        yield annotation or None
    finally:
        if annotation:
            raw.FPDFPage_CloseAnnot(annotation)


def _add_field(found: Overlay, form: Any, annotation: Any, box: Box) -> None:
    kind = raw.FPDFAnnot_GetFormFieldType(form, annotation)
    if kind in (raw.FPDF_FORMFIELD_CHECKBOX, raw.FPDF_FORMFIELD_RADIOBUTTON):
        ticked = _is_checked(form, annotation)
        found.ticks.append(Tick(box, Mark.TICKED if ticked else Mark.EMPTY, Source.FORM_FIELD))
    elif kind in (raw.FPDF_FORMFIELD_TEXTFIELD, raw.FPDF_FORMFIELD_COMBOBOX, raw.FPDF_FORMFIELD_LISTBOX):
        value = _chosen(form, annotation) or _text(lambda *to: raw.FPDFAnnot_GetFormFieldValue(form, annotation, *to))
        found.fields.append(box)
        found.words.extend(_lines(value or BLANK, box, Source.FORM_FIELD, centred=True))


def _chosen(form: Any, annotation: Any) -> str:
    """Give what a choice list shows as chosen; its value may be a mere code ("3")."""
    count = min(MAX_OPTIONS, raw.FPDFAnnot_GetOptionCount(form, annotation))
    shown = [
        _text(lambda *to, n=n: raw.FPDFAnnot_GetOptionLabel(form, annotation, n, *to))
        for n in range(count)
        if raw.FPDFAnnot_IsOptionSelected(form, annotation, n)
    ]
    return ", ".join(label for label in shown if not _UNCHOSEN.match(label)) or (BLANK if any(shown) else "")


def _is_checked(form: Any, annotation: Any) -> bool:
    """Say whether a box is ticked: by its state, else (forms without appearances) by its field's value."""
    if raw.FPDFAnnot_IsChecked(form, annotation):
        return True
    state = _text(lambda *to: raw.FPDFAnnot_GetStringValue(annotation, b"AS", *to))
    if state:
        return state != "Off"
    value = _text(lambda *to: raw.FPDFAnnot_GetFormFieldValue(form, annotation, *to))
    export = _text(lambda *to: raw.FPDFAnnot_GetFormFieldExportValue(form, annotation, *to))
    return value not in ("", "Off") and export in ("", value)


def _add_note(found: Overlay, annotation: Any, box: Box) -> None:
    contents = _text(lambda *to: raw.FPDFAnnot_GetStringValue(annotation, b"Contents", *to))
    look = _DA_SIZE.search(_text(lambda *to: raw.FPDFAnnot_GetStringValue(annotation, b"DA", *to)))
    size = float(look[1]) if look and look[1].count(".") < 2 and look[1] != "." else 0.0
    found.words.extend(_lines(contents, box, Source.ANNOTATION, centred=False, size=size))


def _rings(page: pdfium.PdfPage, annotation: Any, number: int) -> list[Box]:
    """Give the strokes of ink that run around something."""
    found = []
    for stroke in range(min(raw.FPDFAnnot_GetInkListCount(annotation), MAX_STROKES)):
        count = raw.FPDFAnnot_GetInkListPath(annotation, stroke, None, 0)
        if not 0 < count <= MAX_POINTS:
            continue
        points = (raw.FS_POINTF * count)()
        raw.FPDFAnnot_GetInkListPath(annotation, stroke, points, count)
        ring = ring_of([_seen(page, point.x, point.y) for point in points], number)
        found += [ring] if ring else []
    return found


def _lines(text: str, box: Box, source: Source, *, centred: bool, size: float = 0.0) -> list[Word]:
    """Give the lines of a value as words inside its rectangle, one below the other."""
    lines = [" ".join(line.split()) for line in re.split(r"[\r\n\u2028\u2029]+", text[:MAX_VALUE])]
    lines = [line for line in lines if line]
    if not lines:
        return []
    room = (box.bottom - box.top) / len(lines)
    height = min(size or _TEXT_HEIGHT, room)
    first = box.top + (room - height) / 2 if centred or len(lines) == 1 else box.top
    step = room if centred or len(lines) == 1 else min(room, 1.3 * height)
    words = []
    for number, line in enumerate(lines):
        top = first + number * step
        right = min(box.right, box.left + max(1, len(line)) * 0.55 * height)  # half an em a character, about
        words.append(Word(line, Box(box.page, box.left, top, right, top + height), source=source))
    return words


def frame(box: Box) -> list[Rule]:
    """Give the four sides of a rectangle."""
    page, left, top, right, bottom = box.page, box.left, box.top, box.right, box.bottom
    return [
        Rule(Box(page, left, top, right, top)),
        Rule(Box(page, left, bottom, right, bottom)),
        Rule(Box(page, left, top, left, bottom)),
        Rule(Box(page, right, top, right, bottom)),
    ]


def _box(page: pdfium.PdfPage, annotation: Any, number: int) -> Box | None:
    rectangle = raw.FS_RECTF()
    if not raw.FPDFAnnot_GetRect(annotation, rectangle):
        return None
    one = _seen(page, rectangle.left, rectangle.bottom)
    other = _seen(page, rectangle.right, rectangle.top)
    left, right = sorted((one[0], other[0]))
    top, bottom = sorted((one[1], other[1]))
    return Box(number, left, top, right, bottom)


def _seen(page: pdfium.PdfPage, x: float, y: float) -> tuple[float, float]:
    """Give a point of PDF space in points from the top left of the page as it is seen."""
    scale = 64  # device units are whole numbers
    width, height = page.get_size()
    across, down = ctypes.c_int(), ctypes.c_int()
    raw.FPDF_PageToDevice(page.raw, 0, 0, int(width * scale), int(height * scale), 0, x, y, across, down)
    return across.value / scale, down.value / scale


def _text(call: Callable[..., int]) -> str:
    """Give a string that pdfium writes as UTF-16 into a buffer of the size that it asks for."""
    size = call(None, 0)
    if not 2 < size <= 2_000_000:
        return ""
    buffer = ctypes.create_string_buffer(size)
    call(ctypes.cast(buffer, ctypes.POINTER(raw.FPDF_WCHAR)), size)
    return buffer.raw[: size - 2].decode("utf-16-le", errors="replace").replace("\0", "")
