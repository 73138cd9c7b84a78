"""Document → Thread: who wrote which lines. Every mail program marks quoted text in its own way.

A quote is never cut off: the commonest reply of all is the coupon filled in inside the quoted invitation.
"""

import re
from dataclasses import dataclass, replace

from parsers.coupons.vocabulary import Label, label_of
from parsers.document import Block, Document, Line, Mark, Table, Token
from parsers.folding import fold

_EMAIL = re.compile(r"[^\s<>()\[\],;:\"]+@[^\s<>()\[\],;:\"]+\.[^\s<>()\[\],;:\"]+")
_WROTE = re.compile(r"\b(?:a écrit|a ecrit|wrote|écrivait|schrieb)\s*:?\s*$", re.IGNORECASE)
_WROTE_START = re.compile(r"^\s*(?:le|on|am|el|il)\s+\S.*\d", re.IGNORECASE)
_ORIGINAL = re.compile(
    r"^\W*(?:message d'origine|message original|original message|message transféré|forwarded message|mail original"
    r"|début du message (?:transféré|réexpédié)|begin forwarded message|message transmis|message du\b.*\d.*)\W*\d*$",
    re.IGNORECASE,
)
_HEADERS = {
    "from": ("de", "from", "expediteur", "von"),
    "date": ("envoye", "envoye le", "sent", "date", "date d envoi"),
    "to": ("a", "to", "destinataire", "pour"),
    "cc": ("cc", "copie", "copie a"),
    "subject": ("objet", "subject", "sujet"),
}
_HEADER_NAMES = {name: key for key, names in _HEADERS.items() for name in names}
_TWINS = 3  # labels that columns share
_NAMES = frozenset({Label.LAST_NAME, Label.FULL_NAME, Label.FIRST_NAME})
_RANKED = re.compile(r"^\s*[\[(]\s*[1-9]\s*[\])]\s")
_MAX_LINE = 400  # characters of a line that may say whose text follows
_HEADER_LINE = re.compile(r"^\s*([^:]{1,20}?)\s*:\s*(.*)$")


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a thread; the cells of a table's row stand in it parted by tabs."""

    line: Line
    section: int
    table: int = -1  # number of its table in the document, -1 outside tables
    number: int = -1  # of its line in the document: the order in which the rows of several sections stand


@dataclass(frozen=True, slots=True)
class Section:
    """What one person wrote at one time; the first is the sender's own, the others are quoted or forwarded."""

    number: int
    depth: int
    rows: tuple[Row, ...]
    author: str = ""  # name, as far as the line above the quote tells
    address: str = ""  # casefolded

    @property
    def own(self) -> bool:
        """True for what the sender of the message wrote above and below the quotes."""
        return self.number == 0


@dataclass(frozen=True, slots=True)
class Thread:
    """A Document as a conversation; `tables` are those of its blocks, in order."""

    document: Document
    sections: tuple[Section, ...]
    tables: tuple[Table, ...]


@dataclass(slots=True)
class _Open:
    depth: int
    rows: list[Row]
    author: str = ""
    address: str = ""


def thread(document: Document) -> Thread:
    """Give the Thread of a document; text that nobody is named for belongs to the section around it."""
    blocks = tuple(piece for block in document.blocks for piece in _parted(block))
    tables = tuple(b for b in blocks if isinstance(b, Table))
    lines = list(_lines(blocks))
    sections = [_Open(0, [])]
    current, skip = 0, 0
    opened: list[int] = []  # depths of the lines that say whose text follows, where no mark of its own quotes it
    for number, (line, table) in enumerate(lines):
        if skip:
            skip -= 1
            continue
        used, author, address = _attribution(lines, number)
        # Such a quote ends only where the quote that it stands in ends: Apple Mail puts that line inside its marks.
        depth = line.quote_depth + sum(at <= line.quote_depth for at in opened)
        if used:
            below = next((ln for ln, _ in lines[number + used :] if ln.text.strip()), None)
            marked = below is not None and below.quote_depth > line.quote_depth
            if not marked:
                opened.append(line.quote_depth)
            sections.append(_Open(depth + 1, [], author, address))
            current = len(sections) - 1
            skip = used - 1
            continue
        if line.text.strip() and depth != sections[current].depth:
            current = _section_at(sections, current, depth)
        sections[current].rows.append(Row(line, current, table, number))
    return Thread(
        document,
        tuple(Section(i, s.depth, tuple(s.rows), s.author, s.address) for i, s in enumerate(sections)),
        tables,
    )


def _parted(block: Block) -> tuple[Block, ...]:
    """Give a table as two where a head "oui | non" stands further down in it: its columns mean something else above."""
    if not isinstance(block, Table):
        return (block,)
    if twins := _twins(block):
        return twins
    texts = [[fold(cell.text) for cell in row] for row in block.rows]
    at = next((n for n, row in enumerate(texts) if n > 1 and _is_yes_no(row)), 0)
    answers = [cell for row in texts[at + 1 :] for cell in row[1:]]
    if not at or "x" not in answers or set(answers) - {"", "x"}:
        return (block,)
    return replace(block, rows=block.rows[:at]), replace(block, rows=block.rows[at:])


def _twins(table: Table) -> tuple[Line, ...]:
    """Give the columns of a table one after the other where all ask for the same, label and value in each cell."""
    width = max((len(row) for row in table.rows), default=0)
    columns = [[line for row in table.rows if n < len(row) for line in row[n].lines] for n in range(width)]
    heads = [[fold(line.text.partition(":")[0]) for line in lines if ":" in line.text] for lines in columns]
    asked = [head for head in heads if head]
    if len(asked) < 2 or len(asked) < len([c for c in columns if any(line.text.strip() for line in c)]):
        return ()
    same = [head for head in asked[0] if all(head in other for other in asked[1:])]
    alike = len(set(same)) >= _TWINS and all(len(set(same)) * 2 > len(set(head)) for head in asked)
    alike = alike and any(label_of(head) in _NAMES for head in same)
    return tuple(replace(line, quote_depth=table.quote_depth) for lines in columns for line in lines) if alike else ()


def _is_yes_no(texts: list[str]) -> bool:
    said = [text for text in texts[1:] if text]
    return said in (["oui", "non"], ["yes", "no"], ["non", "oui"], ["no", "yes"])


def _section_at(sections: list[_Open], current: int, depth: int) -> int:
    """Give the section that a line of this depth belongs to: an outer one goes on, a deeper one goes on or begins."""
    if depth < sections[current].depth:
        for number in range(current, -1, -1):
            if sections[number].depth <= depth:
                return number
        return 0
    for number in range(len(sections) - 1, current, -1):
        if sections[number].depth == depth:
            return number  # behind an answer that stands between its lines
    sections.append(_Open(depth, []))
    return len(sections) - 1


def _lines(blocks: tuple[Block, ...]) -> list[tuple[Line, int]]:
    lines: list[tuple[Line, int]] = []
    number = 0
    for block in blocks:
        if isinstance(block, Line):
            lines.append((block, -1))
            continue
        for row in block.rows:
            lines.extend((line, number) for line in row_lines([cell.lines for cell in row], block.quote_depth))
        number += 1
    return lines


def row_lines(cells: list[tuple[Line, ...]], depth: int) -> list[Line]:
    """Give a table's row as lines: one with its cells parted by tabs, and after it what has to stand on its own.

    A value on several lines of its cell is one value; boxes and labels on further lines stay lines of their own.
    """
    cards = [[line for line in lines if line.text.strip()] for lines in cells]
    cards = [lines for lines in cards if lines]
    if len(cards) > 1 and all(_is_card(lines) for lines in cards):
        return [line for lines in cards for line in _card(lines, depth)]
    text, tokens = "", []
    rest: list[Line] = []
    for number, lines in enumerate(cells):
        if number:
            text += "\t"
        full = [line for line in lines if line.text.strip()]
        if len(full) > 1 and label_of(full[0].text.rstrip(" :"), exact=True):
            rest.append(_beside(full, depth))
            continue
        parted = sum(":" in line.text or _begins_with_box(line.text) for line in full) > 1
        for place, line in enumerate(full):
            if place and parted:
                rest.append(Line(line.text, line.tokens, depth))
                continue
            text += " " if place else ""
            tokens.extend(_moved(line.tokens, len(text)))
            text += line.text
    return [Line(text.rstrip(), tuple(tokens), depth), *rest]


def _begins_with_box(text: str) -> bool:
    """Say whether a line has a box, or a rank in the brackets of one ("[2] Prévenir les crues")."""
    return any(mark in text for mark in Mark) or bool(_RANKED.match(text))


def _is_card(lines: list[Line]) -> bool:
    """Say whether a cell holds a label and, below it, its value: a line without a box and a colon, or its boxes."""
    head, *below = [line.text for line in lines]
    boxed = [any(mark in text for mark in Mark) for text in below]
    plain = ":" not in head and not any(mark in head for mark in Mark)
    return plain and ((len(below) == 1 and ":" not in below[0]) or (bool(below) and all(boxed)))


def _card(lines: list[Line], depth: int) -> list[Line]:
    """Give a label with its value as one line, with several lines of boxes as lines below each other."""
    return [_beside(lines, depth)] if len(lines) == 2 else [Line(o.text, o.tokens, depth) for o in lines]


def _beside(lines: list[Line], depth: int) -> Line:
    """Give the lines of a cell that begins with a label as one: the value beside the label."""
    text, tokens = lines[0].text.rstrip(" :") + " :", list(lines[0].tokens)
    for line in lines[1:]:
        tokens.extend(_moved(line.tokens, len(text) + 1))
        text += f" {line.text}"
    return Line(text, tuple(tokens), depth)


def _moved(tokens: tuple[Token, ...], by: int) -> list[Token]:
    return [Token(t.start + by, t.end + by, t.place, t.style, t.source, t.confidence) for t in tokens]


def _attribution(lines: list[tuple[Line, int]], number: int) -> tuple[int, str, str]:
    """Give how many lines from here on say whose text follows, and who that is; 0 where none does."""
    text = lines[number][0].text
    if lines[number][1] >= 0 or not text.strip() or len(text) > _MAX_LINE:
        return 0, "", ""
    if _ORIGINAL.match(text.strip()):
        after = number + 1
        while after < len(lines) and not lines[after][0].text.strip() and after < number + 3:
            after += 1
        used, author, address = _header_block(lines, after)
        return (after - number + used, author, address) if used else (1, "", "")
    if _WROTE_START.match(text):
        joined = text
        for used in (1, 2, 3):
            if _WROTE.search(joined.strip()):
                return used, *_who(joined)
            if number + used >= len(lines):
                break
            joined += " " + lines[number + used][0].text
    return _header_block(lines, number)


def _header_block(lines: list[tuple[Line, int]], start: int) -> tuple[int, str, str]:
    """Give the lines of a copied mail header ("De : …", "Envoyé : …", "Objet : …"), which names its author."""
    keys: dict[str, str] = {}
    number = start
    while number < len(lines) and number < start + 9:
        found = _HEADER_LINE.match(lines[number][0].text)
        key = _HEADER_NAMES.get(fold(found[1])) if found else None
        if found is None or key is None or key in keys:
            break
        keys[key] = found[2].strip()
        number += 1
    if "from" not in keys or len(keys) < 3 or not keys.keys() & {"subject", "date"}:
        return 0, "", ""
    return number - start, *_who(keys["from"])


def _who(text: str) -> tuple[str, str]:
    """Give the name and the address in "X <x@y>" or "Le 3 mai 2019 à 10:00, X <x@y> a écrit :"."""
    address = _EMAIL.search(text)
    name = _WROTE.sub("", _EMAIL.sub("", text)).strip()
    if _WROTE_START.match(name):
        name = re.split(r"\d{1,2}[:h]\d{2}(?::\d{2})?(?:\s*(?:UTC|GMT)[+-]\d+)?,?|\d{4},", name)[-1]
    return name.strip(" <>\"',:\t"), address.group().casefold() if address else ""
