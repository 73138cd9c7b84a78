"""On which side of its label a box stands, on a page and in a row of it."""

from collections.abc import Sequence

from parsers.folding import fold
from parsers.pages.items import Item, is_far

# Words that are offered together, each with a box of its own.
_PAIRS = (({"oui", "yes"}, {"non", "no"}), ({"mme", "madame", "mrs", "ms"}, {"m", "monsieur", "mr"}))
_APART = 0.5  # of the height of a word: more than the space between two words


def boxes_follow(rows: Sequence[Sequence[Item]]) -> bool:
    """Say whether on this page boxes stand after their labels: nearer to what is left of them, mostly."""
    return sum(1 if after else -1 for row in rows for after in _after_labels(row)) > 0


def _paired(row: Sequence[Item]) -> bool | None:
    """Say whether boxes stand after the words of a pair (oui and non); None where no pair tells.

    "Déjeuner ☐ oui ☐ non": both have a box before them. How near a box stands to which word tells less.
    """
    for one, other in _PAIRS:
        at = [[n for n, item in enumerate(row) if fold(item.text) in words] for words in (one, other)]
        if not all(len(places) == 1 for places in at):
            continue
        first, second = sorted(places[0] for places in at)
        boxes = [n for n, item in enumerate(row) if item.mark]
        before = first - 1 in boxes and second - 1 in boxes
        after = first + 1 in boxes and second + 1 in boxes
        if before != after and sum(first < n < second for n in boxes) == 1:
            return after
    return None


def questions(row: list[Item]) -> list[list[Item]]:
    """Give a row parted behind the second of a pair where something stands apart from it: another question begins.

    "Déjeuner ☐ oui ☐ non  Menu ☐ viande ☐ poisson", whose gap is no wide one.
    """
    for end in range(4, len(row)):
        marks = [item.mark for item in row[end - 4 : end + 1]]
        if marks == [True, False, True, False, False] and _are_pair(row[end - 3], row[end - 1]):
            gap = row[end].box.left - row[end - 1].box.right
            if gap > _APART * min(_high(row[end]), _high(row[end - 1])):
                return [row[:end], *questions(row[end:])]
    return [row]


def _are_pair(one: Item, other: Item) -> bool:
    said = {fold(one.text), fold(other.text)}
    return any(len(said & first) == 1 == len(said & second) for first, second in _PAIRS)


def _high(item: Item) -> float:
    return item.box.bottom - item.box.top


def asks(word: str) -> bool:
    """Say whether a word ends what is asked: a box behind it belongs to the answer that follows."""
    return word.endswith((":", "?"))


def _after_labels(row: Sequence[Item]) -> list[bool]:
    """Give for each box of a row whether it is nearer to what is left of it."""
    found = []
    for number, item in enumerate(row):
        if not item.mark:
            continue
        following = number + 1 < len(row) and not row[number + 1].mark
        labelled = number > 0 and not row[number - 1].mark and not (following and asks(row[number - 1].text))
        before = item.box.left - row[number - 1].box.right if labelled else 1e6
        behind = row[number + 1].box.left - item.box.right if following else 1e6
        found += [before < behind] if min(before, behind) < 1e6 else []
    return found


def row_follows(row: Sequence[Item], page: bool) -> bool:
    """Say whether boxes stand after their labels in a row: its gaps tell, or its beginning, else the page."""
    paired = _paired(row)
    if paired is not None:
        return paired
    told = set(_after_labels(row))
    if len(row) < 2 or (row[0].mark and row[-1].mark):
        return page
    if len(told) == 1:
        return told.pop()
    return page and not row[0].mark


def boxes_first(row: list[Item]) -> list[Item]:
    """Give the row with each mark moved before the words that it follows."""
    order: list[Item] = []
    label: list[Item] = []
    several = sum(item.mark for item in row) > 1
    for item in row:
        if item.mark:
            order.extend([item, *label])
            label = []
        elif label and (is_far(label[-1], item) or (several and label[-1].text.endswith(":"))):
            order.extend(label)
            label = [item]
        else:
            label.append(item)
    return order + label
