"""What rich text has switched on at a place: looks, fonts, destinations, fields; and the words that switch it."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from parsers.document import PLAIN, Style
from parsers.reading import Source

TEXT_FIELD, BOX_FIELD, LIST_FIELD = 0, 1, 2  # \fftype
FORMS = {"FORMTEXT": TEXT_FIELD, "FORMCHECKBOX": BOX_FIELD, "FORMDROPDOWN": LIST_FIELD}
_UNSET = 25  # \ffres of a box that nobody touched


@dataclass(slots=True)
class Field:
    """A field that is being read; a form's field says its kind and its state before its result comes."""

    kind: int | None = None
    state: int | None = None
    default: int | None = None
    entries: list[str] = field(default_factory=list)

    def chosen(self) -> int | None:
        """Give the number of what was chosen, or that with which the form began."""
        return self.default if self.state is None or (self.kind == BOX_FIELD and self.state == _UNSET) else self.state


@dataclass(slots=True)
class State:
    """What a group inherits and gives back at its end."""

    destination: str = ""  # "" is the text itself; text for another is collected or passed over
    style: Style = PLAIN
    font: int = -1
    hidden: bool = False
    deleted: bool = False
    in_table: bool = False
    stand_ins: int = 1  # characters behind a Unicode one, for programs that do not know it
    field: Field | None = None
    source: Source = Source.TEXT
    starred: bool = False  # \* stood before: the destination may be passed over

    def go_to(self, destination: str) -> None:
        """Change the destination; what is passed over stays so."""
        if self.destination not in ("skip", "upr"):
            self.destination = destination

    def leave_ansi(self) -> None:
        r"""Read the second of two forms of a text, the Unicode one in ``\upr``."""
        if self.destination == "upr":
            self.destination = ""

    def plain(self) -> None:
        """Take back every look."""
        self.style, self.font, self.hidden, self.deleted = PLAIN, -1, False, False

    def begin_result(self) -> None:
        """Begin what a field shows: text typed into a form; a box or a list has said already what was chosen."""
        kind = self.field.kind if self.field else None
        if kind == TEXT_FIELD:
            self.source = Source.FORM_FIELD
        elif kind is not None:
            self.go_to("skip")


def _bold(state: State, on: bool) -> None:
    state.style = replace(state.style, bold=on)


def _struck(state: State, on: bool) -> None:
    state.style = replace(state.style, struck=on)


def _underlined(state: State, on: bool) -> None:
    state.style = replace(state.style, underlined=on)


def _hidden(state: State, on: bool) -> None:
    state.hidden = on


def _deleted(state: State, on: bool) -> None:
    state.deleted = on


def _in_table(state: State, on: bool) -> None:
    state.in_table = on


# Words that are switched on by standing alone, off by a 0; \itap counts the tables around a paragraph.
SWITCHES: dict[str, Callable[[State, bool], None]] = {
    "b": _bold, "strike": _struck, "striked": _struck, "ul": _underlined, "v": _hidden, "deleted": _deleted,
    "intbl": _in_table, "itap": _in_table,
}  # fmt: skip
# Words that do one thing, whatever number stands behind them.
ACTIONS: dict[str, Callable[[State], None]] = {
    "plain": State.plain,
    "pard": lambda state: _in_table(state, False),
    "ulnone": lambda state: _underlined(state, False),
    "ud": State.leave_ansi,
    "fldrslt": State.begin_result,
}
