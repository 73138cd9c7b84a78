"""Check boxes and option buttons that float over the cells of an .xlsx: their place, their words, their state.

Excel keeps them in three places: the sheet says where, a part of its own the state, an old drawing (VML) the words.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml import etree  # type: ignore[import-untyped]  # its stubs are a package of their own

from parsers.document import PLAIN, Mark
from parsers.files.package import Package
from parsers.files.runs import Run
from parsers.reading import Source

_STATES = {"Checked": Mark.TICKED, "Mixed": Mark.DOUBTFUL}
_BOXES = frozenset(("CheckBox", "Radio"))
_SILENT = frozenset(("Button", "Label", "GBox"))  # they hold no answer

Element = Any  # lxml's _Element


@dataclass(frozen=True, slots=True)
class Control:
    """A box or button; no runs where its answer cannot be read here (a list, an ActiveX button)."""

    row: int  # from 0
    column: int
    runs: tuple[Run, ...] = ()


def controls(package: Package, sheet: str, root: Element) -> Iterator[Control]:
    """Give the controls of a sheet, `root` its tree, that hold an answer."""
    relations = package.relations(sheet)
    words = dict(_words(package, [one.target for one in relations.values() if one.kind == "vmlDrawing"]))
    seen = set()
    for control in root.iter("{*}control"):
        number = control.get("shapeId") or ""
        if number in seen:  # told again for older programs
            continue
        seen.add(number)
        place = next(control.iter("{*}from"), None)
        relation = next((relations.get(value) for key, value in control.attrib.items() if key.endswith("}id")), None)
        about = package.tree(relation.target) if relation is not None and relation.kind == "ctrlProp" else None
        kind = about.get("objectType") if about is not None else None
        if kind in _SILENT:
            continue
        row, column = (_number(place, name) for name in ("row", "col"))
        if about is None or place is None or kind not in _BOXES:
            yield Control(row, column)
            continue
        mark = _STATES.get(about.get("checked") or "", Mark.EMPTY)
        text = f" {words.get(number, '')} "
        yield Control(row, column, (Run(mark, PLAIN, Source.FORM_FIELD), Run(text)))


def _words(package: Package, drawings: list[str]) -> Iterator[tuple[str, str]]:
    """Give the words beside each control, by the number of its shape."""
    for drawing in drawings:
        try:
            root = package.tree(drawing)
        except (etree.XMLSyntaxError, KeyError):  # such drawings may hold HTML; the words may stand in the cell as well
            continue
        for shape in root.iter("{*}shape"):
            text = " ".join(" ".join(box.itertext()) for box in shape.iter("{*}textbox"))
            yield (shape.get("id") or "").rpartition("_s")[2], " ".join(text.split())


def _number(place: Element | None, name: str) -> int:
    text = (next((one.text for one in place.iter("{*}" + name)), "") or "") if place is not None else ""
    return int(text) if text.strip().isdecimal() and len(text) < 9 else 0
