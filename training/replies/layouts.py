"""A form → plain text, in one layout or another."""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from training.replies.forms import Entry, Form, Offer, Option


@dataclass(frozen=True, slots=True)
class Layout:
    """How fields, boxes and questions are written; one value of each a coupon."""

    entry: Callable[[Entry], str]
    box: Callable[[Option], str]  # one option on a line of its own
    short: Callable[[Offer], str]  # a question with its options in one line
    across: int = 1  # fields in a line
    gap: str = "     "  # between them
    chosen_only: str = ""  # what parts a list of the chosen ones; "" where all options are shown


def shown(form: Form, layout: Layout) -> str:
    """Give the coupon as text."""
    lines = [*form.title, ""] if form.title else []
    cells = [layout.entry(entry) for entry in form.entries]
    lines += [layout.gap.join(cells[i : i + layout.across]) for i in range(0, len(cells), layout.across)]
    for offer in form.offers:
        lines += _offered(offer, layout)
    return "\n".join(lines)


def _offered(offer: Offer, layout: Layout) -> list[str]:
    if len(offer.options) == 1:
        return [layout.entry(Entry(offer.heading, offer.options[0].label))]
    if offer.short:
        return [layout.short(offer)]
    if layout.chosen_only:
        picked = sorted((o for o in offer.options if o.chosen), key=lambda o: o.rank or 0)
        return [layout.entry(Entry(offer.heading, layout.chosen_only.join(o.label for o in picked)))]
    return ["", f"{offer.heading} :", *(layout.box(option) for option in offer.options), ""]


def mark(option: Option, ticks: tuple[str, str]) -> str:
    """Give the box of an option: a tick, a rank or nothing."""
    if option.rank is not None:
        return f"[{option.rank or ' '}]"
    return ticks[0] if option.chosen else ticks[1]


def before(ticks: tuple[str, str], bullet: str = "") -> Callable[[Option], str]:
    return lambda option: f"{bullet}{mark(option, ticks)} {option.label}"


def after(ticks: tuple[str, str], leader: str = " ") -> Callable[[Option], str]:
    return lambda option: f"{option.label}{leader}{mark(option, ticks)}"


def ticked_line(ticks: tuple[str, str], sep: str = " : ") -> Callable[[Offer], str]:
    return lambda offer: f"{offer.heading}{sep}" + "   ".join(f"{mark(o, ticks)} {o.label}" for o in offer.options)


def kept_line(sep: str = " : ") -> Callable[[Offer], str]:
    """Give the writer of short questions where only the answer was kept; nothing stands where none was."""
    return lambda offer: offer.heading + sep + "".join(o.label for o in offer.options if o.chosen)


def yes_no_box(yes: tuple[str, str]) -> Callable[[Option], str]:
    """Give the writer of options that are each answered by a word; the refused ones too."""
    return lambda option: f"{option.label} : {option.rank or (yes[0] if option.chosen else yes[1])}"


def with_colon(rng: Random) -> Callable[[Entry], str]:
    sep = rng.choice((" : ", ": ", " : ", " = "))
    return lambda entry: f"{entry.label}{sep}{entry.value}".rstrip()


def with_leader(rng: Random) -> Callable[[Entry], str]:
    sign = rng.choice("._…")
    width = rng.randint(4, 9) if sign == "…" else rng.randint(8, 22)

    def write(entry: Entry) -> str:
        colon = rng.choice((" : ", " "))
        if not entry.value:
            return f"{entry.label}{colon}{sign * width}"
        tail = sign * rng.randint(0, width // 2)
        return f"{entry.label}{colon}{sign * rng.randint(3, width)} {entry.value} {tail}".rstrip()

    return write


def with_tab(entry: Entry) -> str:
    return f"{entry.label}\t{entry.value}".rstrip("\t") if entry.value else entry.label + "\t"


def below(entry: Entry) -> str:
    return f"{entry.label}\n{entry.value}\n" if entry.value else f"{entry.label}\n"


def in_brackets(entry: Entry) -> str:
    return f"{entry.label} : [{entry.value}]" if entry.value else f"{entry.label} : [          ]"


def with_dash(entry: Entry) -> str:
    return f"{entry.label} — {entry.value}".rstrip()


def indented_below(entry: Entry) -> str:
    return f"{entry.label} :\n    {entry.value}".rstrip()


def piped(entry: Entry) -> str:
    return f"| {entry.label} | {entry.value} |"


def underscored(entry: Entry) -> str:
    return f"{entry.label} : __{entry.value}__" if entry.value else f"{entry.label} : ______________"
