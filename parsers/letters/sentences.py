"""Rows → sentences: lines that were broken on the way are joined, and a list's items stay apart."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from parsers.coupons.vocabulary import is_boilerplate, is_greeting, is_title
from parsers.document import Line, Token
from parsers.folding import fold
from parsers.mail.thread import Row

MAX_SENTENCE = 1500  # characters; a person reads what is longer
ITEM = re.compile(r"^\s*(?:[-*•–+]|\d{1,2}\s*[.)])\s*\S")
_END = re.compile(
    r"(?<=[.!?…])(?<!\bM\.)(?<!\bMM\.)(?<!\bMr\.)(?<!\bMme\.)(?<!\bDr\.)(?<!\bMs\.)(?<!\b[Tt]él\.)(?<!\b[Tt]el\.)(?<!\bPr\.)(?<!\b[A-Z]\.)(?<!\bMrs\.)(?<!\bcf\.)(?<!\bn°\.)\s+"
    r"(?=[A-ZÀ-Þ«\"'(\d])"
)
_SMALL_END = re.compile(  # of those who write no capitals
    r"(?:(?<=[^\W_]{2}[.!?])"
    r"|(?<=\d[.!?]))(?<!\bmme\.)(?<!\betc\.)(?<!\btel\.)(?<!\bt[ée]l\.)(?<!\bdr\.)(?<!\bmr\.)(?<!\bst\.)(?<!\bex\.)(?<!\bcf\.)\s+"
    r"(?=[a-zà-ÿ])"
)
# Behind a letter that names a workshop ("puis l'atelier A. Pas de repas") a sentence ends; not behind an initial.
_LETTER_END = re.compile(
    r"(?:(?i:\b(?:ateliers?|workshops?|sessions?|le|la|du|au|the|et|puis|ensuite|and|then|choix|,)\s+)|\b[Ll]['’])"
    r"[A-H]\.(?P<gap>\s+)(?=[A-ZÀ-Þ«])"
)
_COUNTS_ITEM = re.compile(r"(?::|:\s*1\.\s.*[,;])\s*\d\.\s*$", re.DOTALL)
_LABEL = re.compile(r"^\s*[^\W\d][^:;,.!?]{1,40}\s?:\s")  # "Ateliers : 1 et 3" begins something of its own
_OPEN_GREETING = re.compile(
    r"^\s*(?:(?i:bonjour|bonsoir|salut|slt|bjr|bsr|coucou|hello|hi|hey|dear|good morning|good afternoon|cher|chère"
    r"|chers|chères|madame|monsieur|mesdames|messieurs)(?i:\s+(?:à|a)\s+(?:toutes et à )?tous|\s+(?:all"
    r"|colleagues|sir|madam"
    r"|madame|monsieur|collègues|amis))?(?:\s+[A-ZÀ-Þ][\w'-]+){0,3}|[A-ZÀ-Þ][a-zà-ÿ-]+)\s*[,!]\s*(?=\S)"
)


# "Madame Léa Morvan, maire, participera": who is named is spoken of. "Madame Morvan, je …": she is spoken to.
_SPOKEN_TO = re.compile(
    r"(?:je|j['’]|nous|c['’]est|voici|voilà|merci|suite|veuillez|vous|ci-joint|ci-après|ci-dessous|en|comme|pour"
    r"|par|à|oui"
    r"|non|ok|i|we|please|thank|here|yes|no)\b",
    re.IGNORECASE,
)
_NAMED = re.compile(r"\s*(?:madame|monsieur)\s+(?!(?:madame|monsieur|le|la)\b)\S", re.IGNORECASE)


_ADDRESS = re.compile(r"\s*[\w.+-]+@[\w-]+(?:\.[\w-]+)+\s*")  # an address alone in its line


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence; `row` holds its text at `start`, joined from several lines where need be."""

    text: str
    row: Row
    start: int
    item: bool = False  # of a list
    block: int = 0  # sentences of one paragraph share it


def sentences(rows: list[Row]) -> Iterator[Sentence]:
    """Give the sentences of free text, without greetings, titles and what mail programs add."""
    for block, joined in enumerate(_paragraphs(rows)):
        text = joined.line.text
        if not fold(text) or is_greeting(text) or is_boilerplate(text) or is_title(text):
            continue
        item = bool(ITEM.match(text))
        greeted = _OPEN_GREETING.match(text)
        if greeted and _NAMED.match(text) and not _SPOKEN_TO.match(text, greeted.end()):
            greeted = None
        at = greeted.end() if greeted and not item else 0
        small = _SMALL_END.finditer(text, at) if text[at : at + 1].islower() else ()
        gaps = {*(m.span() for m in (*_END.finditer(text, at), *small))}
        gaps |= {m.span("gap") for m in _LETTER_END.finditer(text, at)}
        for end, following in [*sorted(gaps), (len(text), at)]:
            if _COUNTS_ITEM.search(text[at:end]) and end < len(text):
                continue  # "His tables: 1. Yards, 2. Play": the number leads its item
            if text[at:end].strip():
                yield Sentence(text[at:end], joined, at, item, block)
            at = following


def _paragraphs(rows: list[Row]) -> Iterator[Row]:
    """Give rows joined where a sentence goes on in the next one."""
    held: Row | None = None
    for row in rows:
        if not row.line.text.strip():
            if held is not None:
                yield held
            held = None
        elif held is not None and _goes_on(held, row):
            held = _joined(held, row)
        else:
            if held is not None:
                yield held
            held = row
    if held is not None:
        yield held


def _goes_on(one: Row, other: Row) -> bool:
    """Say whether a line goes on with the sentence of the one above: nothing ended there, nothing begins here."""
    above, below = one.line.text.rstrip(), other.line.text
    if one.table >= 0 or other.table >= 0 or len(above) + len(below) > 4 * MAX_SENTENCE:
        return False
    if ITEM.match(below) or is_greeting(above) or is_title(above) or is_title(below):
        return False
    if is_boilerplate(below) or is_boilerplate(above):
        return False
    if _LABEL.match(below) or _ADDRESS.fullmatch(below) or _ADDRESS.fullmatch(above):
        return False
    return not above.endswith((".", "!", "?", ":", "…", ";"))


def _joined(one: Row, other: Row) -> Row:
    above = one.line.text.rstrip()
    gap = "" if above.endswith("-") and above[-2:-1].isalpha() else " "
    below = other.line.text.lstrip()
    by = len(above) + len(gap) - (len(other.line.text) - len(below))
    moved = [Token(t.start + by, t.end + by, t.place, t.style, t.source, t.confidence) for t in other.line.tokens]
    line = Line(above + gap + below, (*one.line.tokens, *moved), one.line.quote_depth)
    return Row(line, one.section, one.table)
