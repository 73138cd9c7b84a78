"""An original as staff see it: opened in a child with limits (``inboxd.viewer``), its HTML cleaned here."""

import json
import os
import re
import subprocess
import sys
import threading
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass

import nh3

SECONDS = 25.0  # of the clock, for one question; the child's own limit is in seconds of the processor
AT_ONCE = 2  # children at the same time: the pages have four threads, and the daemon wants the rest of the machine
KEPT_CONTENTS = 32
ANSWER_BYTES = 40_000_000
_TAG = re.compile(r"<[^<>]*>")


class CannotBeShown(Exception):
    """The original broke the limits or the child; staff can still download it."""


@dataclass(frozen=True, slots=True)
class PartView:
    """One attachment. `pages`: how many pages can be shown as pictures, 0 where none can."""

    index: int
    name: str | None
    media_type: str
    size: int
    pages: int


@dataclass(frozen=True, slots=True)
class Contents:
    """What an original holds; `html` is not cleaned yet (``cleaned``)."""

    sender: str
    subject: str
    html: str | None
    text: str | None
    parts: tuple[PartView, ...]

    @property
    def length(self) -> str:
        """How much room the body needs: ``short``, ``medium`` or ``long``."""
        shown = self.text if self.text is not None else _TAG.sub("\n", self.html or "")
        lines = sum(1 + len(line) // 70 for line in shown.splitlines() if line.strip())
        return "short" if lines <= 8 else "medium" if lines <= 24 else "long"

    def part(self, index: int) -> PartView | None:
        """Give the attachment of that index, or None."""
        return next((part for part in self.parts if part.index == index), None)


class Viewer:
    """Opens originals; keeps the contents of the last ones, since an original never changes."""

    def __init__(self) -> None:
        self._free = threading.BoundedSemaphore(AT_ONCE)
        self._lock = threading.Lock()
        self._kept: OrderedDict[int, Contents] = OrderedDict()

    def contents(self, id: int, data: bytes) -> Contents:
        """Give what the message `id` holds.

        :raises CannotBeShown: when it breaks the limits
        """
        with self._lock:
            if id in self._kept:
                self._kept.move_to_end(id)
                return self._kept[id]
        found = _contents(self._ask(["contents"], data))
        with self._lock:
            self._kept[id] = found
            while len(self._kept) > KEPT_CONTENTS:
                self._kept.popitem(last=False)
        return found

    def part(self, data: bytes, index: int) -> bytes:
        """Give the bytes of one part.

        :raises CannotBeShown: when there is no such part, or the message breaks the limits
        """
        return self._ask(["part", str(index)], data)

    def page(self, data: bytes, index: int, page: int, boxes: Sequence[tuple[float, float, float, float]]) -> bytes:
        """Give a page (from 1) of one part as PNG, what stands in `boxes` marked.

        :raises CannotBeShown: when there is no such page, or it breaks the limits
        """
        return self._ask(["page", str(index), str(page), json.dumps(boxes)], data)

    def _ask(self, question: list[str], data: bytes) -> bytes:
        with self._free:
            try:
                answer = subprocess.run(  # noqa: S603 - this program, with numbers as arguments
                    [sys.executable, "-m", "inboxd.viewer", *question],
                    input=data,
                    capture_output=True,
                    timeout=SECONDS,
                    check=True,
                    env=_environment(),
                )
            except (subprocess.SubprocessError, OSError) as error:
                raise CannotBeShown(question[0]) from error
        if len(answer.stdout) > ANSWER_BYTES:
            raise CannotBeShown(question[0])
        return answer.stdout


def _environment() -> dict[str, str]:
    """Give what the child needs to find this program, and no secret of its parent's environment."""
    places = os.pathsep.join(path or os.getcwd() for path in sys.path)
    return {"PYTHONPATH": places, "PYTHONDONTWRITEBYTECODE": "1", "LC_ALL": "C.UTF-8"}


def _contents(answer: bytes) -> Contents:
    found = json.loads(answer)
    parts = tuple(PartView(**part) for part in found.pop("parts"))
    return Contents(parts=parts, **found)


TAGS = {
    "a", "abbr", "b", "big", "blockquote", "br", "caption", "center", "cite", "code", "col", "colgroup", "dd",
    "del", "div", "dl", "dt", "em", "fieldset", "font", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "input",
    "ins", "kbd", "label", "legend", "li", "mark", "ol", "option", "p", "pre", "q", "s", "samp", "select", "small",
    "span", "strike", "strong", "sub", "sup", "table", "tbody", "td", "textarea", "tfoot", "th", "thead", "tr",
    "tt", "u", "ul",
}  # fmt: skip
ATTRIBUTES = {
    "*": {"style"},
    "input": {"type", "checked", "value"},
    "option": {"selected"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan"},
    "ol": {"start"},
}
INPUT_TYPES = {"checkbox", "radio", "text"}
_STRUCK = re.compile(r"text-decoration[^;]*line-through")
_BOLD = re.compile(r"font-weight\s*:\s*(bold|[6-9]00)")
_PAINTED = re.compile(
    r"background(?:-color)?\s*:\s*(?!\s*(?:none|transparent|inherit|initial|white\b|#fff\b|#ffffff\b|rgba?\(255,\s*255,\s*255))"
)


def cleaned(html: str) -> str:
    """Give HTML that can do nothing: no links, pictures, scripts, or styles beyond struck, bold and marked text.

    These three are part of what somebody answered (an option struck out, a choice marked), so they stay, in our own
    words. Colours and sizes go: text that the sender hid is shown.
    """
    return nh3.clean(
        html,
        tags=TAGS,
        clean_content_tags={"script", "style", "title", "noscript", "template"},
        attributes=ATTRIBUTES,
        attribute_filter=_attribute,
        url_schemes=set(),
        link_rel=None,
        strip_comments=True,
    )


def _attribute(tag: str, name: str, value: str) -> str | None:
    if name == "style":
        return _style(value.casefold()) or None
    if tag == "input" and name == "type":
        kind = value.strip().casefold()
        return kind if kind in INPUT_TYPES else "text"
    return value[:500]


def _style(declared: str) -> str:
    kept = []
    if _STRUCK.search(declared):
        kept.append("text-decoration:line-through")
    if _BOLD.search(declared):
        kept.append("font-weight:bold")
    if _PAINTED.search(declared):
        kept.append("background-color:#fff3a3")
    return ";".join(kept)
