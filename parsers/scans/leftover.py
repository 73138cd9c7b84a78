"""What was written behind a label and read by no engine, a lone digit, a faint word: it must not pass for nothing."""

from collections.abc import Sequence

from parsers.pages.connected import connected
from parsers.scans.found import Found, Picture
from parsers.scans.rules import without_long_lines
from parsers.scans.states import InkBox

# Lengths are in points, put into pixels by the picture's scale.
_HIGH = (4.5, 22.0)  # of what may be writing
_WIDEST = 60.0
_AWAY = 200.0  # from its label
_APART = 25.0  # from the next word that was read
_AROUND = 1.5  # a word, whose box is not exactly known
_LEVEL = 0.9  # of a label's height: how far its middle lies from the writing's
_UNREAD, _GUESS = "?", 0.3


def unread(ink: Picture, words: Sequence[Found], boxes: Sequence[InkBox], scale: float) -> list[Found]:
    """Give a word that is unsure for the writing behind each label with a colon where no word was read."""
    labels = [word for word in words if word.text.endswith(":")]
    if not labels:
        return []
    left = without_long_lines(ink, scale)
    for word in words:
        _clear(left, word.left, word.top, word.right, word.bottom, _AROUND * scale)
    for box in boxes:
        place = box.place
        _clear(left, place.left, place.top, place.right, place.bottom, 0.6 * (place.right - place.left))
    _, _, stats, _ = connected(left)
    low, high = (v * scale for v in _HIGH)
    pieces = [
        Found(_UNREAD, float(x), float(y), float(x + w), float(y + h), _GUESS)
        for x, y, w, h, _ in stats[1:20_000]
        if low <= h <= high and w <= _WIDEST * scale
    ]
    taken = [*words, *(_of_box(box) for box in boxes)]
    found = [_behind(label, pieces, taken, scale) for label in labels]
    return [piece for piece in found if piece is not None]


def _clear(ink: Picture, left: float, top: float, right: float, bottom: float, around: float) -> None:
    rows = slice(max(0, round(top - around)), max(0, round(bottom + around)))
    ink[rows, max(0, round(left - around)) : max(0, round(right + around))] = 0


def _of_box(box: InkBox) -> Found:
    return Found("", box.place.left, box.place.top, box.place.right, box.place.bottom, 1.0)


def _behind(label: Found, pieces: Sequence[Found], taken: Sequence[Found], scale: float) -> Found | None:
    """Give the first piece of writing behind a label, where nothing that was read comes first."""
    near = [piece for piece in pieces if _follows(label, piece) and piece.left - label.right < _AWAY * scale]
    if not near:
        return None
    first = min(near, key=lambda piece: piece.left)
    beside = first.right + _APART * scale  # what was read so near is read from there: engines place words roughly
    return None if any(_follows(label, one) and one.left < beside for one in taken) else first


def _follows(label: Found, piece: Found) -> bool:
    height = label.bottom - label.top
    level = abs(label.top + label.bottom - piece.top - piece.bottom) / 2 < _LEVEL * height
    return level and piece.left >= label.right - height / 4
