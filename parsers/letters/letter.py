"""The rows outside the coupons → sentences and signature; people sign in many ways, in the last line of all too."""

import re

from rapidfuzz import fuzz

from parsers.coupons import fields
from parsers.coupons.coupon import CouponReading
from parsers.coupons.vocabulary import is_boilerplate, is_closing
from parsers.document import Line, Mark, Token
from parsers.folding import fold, listed, words
from parsers.letters.parting import is_verb
from parsers.letters.people import begins_as_body
from parsers.letters.signature import name_key, parted_name
from parsers.letters.wording import is_organisation, is_role
from parsers.mail.message import Address
from parsers.mail.thread import Row, Section

_TITLE = re.compile(r"(?:\b(?:M\.|Mr\.?|Mme\.?|Mlle|Monsieur|Madame|Ms\.?|Mrs\.?|Miss|Dr\.?)\s+)$")
_ASKED_FOR = re.compile(
    r"\b(?:inscri\w+|presence de|participation de|venue de|register|registering|par|by|moi meme|c est|je suis"
    r"|i am|is|est|de|et|and)$"
)
_NO_PERSON = listed(
    "service services secretariat mairie direction accueil bureau office team department assistante pole"
)
_SAME_NAME = 88  # of 100: accents, a letter
_MAX_DETAILS = 24
_SIGNED_ROWS = 12  # from the end: no signature is longer
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_ENDS = re.compile(r"(?:[.!?…:;,)(–—-]|^)\s*$")  # what may stand before a name that signs
_FORMULA_BEFORE = re.compile(
    r"(?:cordialement|salutations?|sincerement|amicalement|bien a (?:vous|toi)|respectueusement|regards|wishes|bises"
    r"|amities|merci(?: d avance| par avance)?|thanks|thank you|cdt|cdlt|bonne (?:journee|soiree|reception)|a bientot"
    r"|sincerely|faithfully|cheers|distingues?|distinguees?)$"
)
_RUNS_ON = re.compile(r"(?:\b(?:à|a|au|aux|de|du|des|la|le|les|l['’]|d['’]|of|at|the|for|pour|et|and|par|by)|['’])$")
_SIGNER = re.compile(r"^\s*(?:$|[.!]*\s*$|[,(–—|/.-]|\s-\s|\+?\d)")  # what may follow it


def parted(section: Section, coupons: CouponReading, sender: Address) -> tuple[list[Row], list[Row]]:
    """Part the rows outside the coupons into sentences and signature; without a closing, a name begins the latter."""
    before, after = list(coupons.before), list(coupons.after)
    if coupons.drafts:
        before = [row for row in before if not _is_initials(row.line.text, sender)]
    if not coupons.drafts:
        rows = list(section.rows)  # with the empty ones: they part paragraphs
        closes = after and after[0] in rows and is_closing(after[0].line.text)  # not "Bien à vous, Léa Morvan"
        start = rows.index(after[0]) if closes else len(rows)
        before, after = rows[:start], rows[start:]
    closed = next((n for n, row in enumerate(after) if is_closing(row.line.text)), None)
    if closed is not None:
        between = after[:closed] or _last_words(section, coupons, after[closed])  # between the coupon and the closing
        return [*before, *([Row(Line(""), 0)] if between else []), *between], after[closed:]
    cuts = [number for number in (_named_at(before, sender), _signed_at(before, sender)) if number is not None]
    if cuts:
        return before[: min(cuts)], before[min(cuts) :] + after
    return _cut_at_name(before, after, sender)


def _cut_at_name(before: list[Row], after: list[Row], sender: Address) -> tuple[list[Row], list[Row]]:
    """Part a last line that ends with the sender's own name ("… à bientôt. Léa Morvan, chargée de mission")."""
    for number in range(len(before) - 1, max(-1, len(before) - _SIGNED_ROWS), -1):
        row = before[number]
        at = _name_at(row.line.text, sender.name)
        if at is not None:
            said = [_stretch(row, 0, at)] if fold(row.line.text[:at]) else []
            return before[:number] + said, [_stretch(row, at, len(row.line.text)), *before[number + 1 :], *after]
        if row.line.text.strip() and not is_boilerplate(row.line.text) and number < len(before) - 8:
            break
    return before, after


def _name_at(text: str, name: str) -> int | None:
    """Give where the last of a line's names begins that is the sender's, where it signs there."""
    known = words(name)
    if len(set(known)) < 2 or set(known) & _NO_PERSON:
        return None
    found = list(_WORD.finditer(text))
    size = len(re.findall(_WORD, name))
    for last in range(len(found) - 1, -1, -1):
        first = max(0, last - size + 1)
        written = [w for m in found[first : last + 1] for w in words(m.group())]
        ahead, behind = text[: found[first].start()], text[found[last].end() :]
        mail = behind[:1] in ("@", ".", "-") and behind[1:2].isalnum()  # the name in an address
        if mail or fuzz.ratio(" ".join(sorted(written)), " ".join(sorted(known))) < _SAME_NAME:
            continue
        titled = _TITLE.search(ahead)
        start = titled.start() if titled else found[first].start()
        ahead = ahead[:start]
        signs = _ENDS.search(ahead) or _FORMULA_BEFORE.search(fold(ahead)) or not fold(behind)
        inside = behind.startswith(".") and _RUNS_ON.search(ahead.rstrip())  # "professeur à l'École de X."
        asked = inside or _ASKED_FOR.search(fold(ahead))
        return (
            start
            if signs and not asked and (_SIGNER.match(behind) or begins_as_body(behind.strip())) and _is_details(behind)
            else None
        )
    return _first_name_at(text, name, found)


def _first_name_at(text: str, name: str, found: list[re.Match[str]]) -> int | None:
    """Give where the sender's first name alone ends a line behind a closing ("… Amicalement, Sylvain")."""
    if not found or fold(text[found[-1].end() :]) or fold(found[-1].group()) != fold(name.split()[0]):
        return None
    start = found[-1].start()
    return start if _FORMULA_BEFORE.search(fold(text[:start])) else None


def _is_details(behind: str) -> bool:
    """Say whether what follows a name is what stands below a signature, not a sentence that goes on."""
    said = words(behind)
    return len(said) < _MAX_DETAILS and not any(
        is_verb(w) or w in ("atelier", "ateliers", "workshop", "workshops") for w in said
    )


def _stretch(row: Row, start: int, end: int) -> Row:
    """Give a part of a row as a row of its own."""
    tokens = tuple(
        Token(t.start - start, t.end - start, t.place, t.style, t.source, t.confidence)
        for t in row.line.tokens if t.start >= start and t.end <= end
    )  # fmt: skip
    return Row(Line(row.line.text[start:end], tokens, row.line.quote_depth), row.section, row.table, row.number)


def _is_initials(text: str, sender: Address) -> bool:
    """Say whether a row is no more than the sender's own name cut short ("BL", "Dany G.", "Anna K.")."""
    said, known = words(text), words(sender.name)
    if not said or not known or len(said) > len(known) + 1:
        return False
    initials = "".join(word[0] for word in known)
    return all(word in known or (len(word) == 1 and word in initials) for word in said) or "".join(said) == initials


def _named_at(rows: list[Row], sender: Address) -> int | None:
    """Give the first line below the first that is the sender's displayed name, a person's or a body's."""
    for number, row in enumerate(rows):
        plain = row.line.text.strip()
        runs_on = number > 0 and bool(_RUNS_ON.search(rows[number - 1].line.text.rstrip()))
        if number and not runs_on and len(words(plain)) in (2, 3, 4) and name_key(plain) == name_key(sender.name) != "":
            return number
    return None


def _last_words(section: Section, coupons: CouponReading, closing: Row) -> list[Row]:
    """Give the paragraph right above the closing, where it is sentences that neither coupon nor letter holds."""
    rows = list(section.rows)
    if closing not in rows:
        return []
    above = rows[: rows.index(closing)]
    while above and not above[-1].line.text.strip():
        above.pop()
    start = next((n + 1 for n in range(len(above) - 1, -1, -1) if not above[n].line.text.strip()), 0)
    paragraph = above[start:]
    plain = all(":" not in row.line.text and not any(mark in row.line.text for mark in Mark) for row in paragraph)
    speaks = bool(paragraph) and paragraph[-1].line.text.rstrip().endswith((".", "!", "?"))
    return paragraph if start and plain and speaks and paragraph[0] not in coupons.before else []


def _signed_at(rows: list[Row], sender: Address) -> int | None:
    """Give where the last paragraphs are a signature: a name alone on its line, or with a role beside it."""
    known = set(words(f"{sender.name} {sender.address.partition('@')[0]}"))
    for number in range(len(rows) - 1, max(0, len(rows) - 10), -1):
        text = rows[number].line.text.strip()
        head, rest = parted_name(text)
        rest = re.sub(r"\S+@\S+|\+?\(?\d[\d\s().-]{6,}\d", " ", rest)
        name = fields.name(head) if 2 <= len(words(head)) <= 5 else None
        plain = name is not None and name.first is not None and not is_organisation(head) and not is_role(head)
        capital = all(w[:1].isupper() or w.casefold() in fields.PARTICLES for w in head.split())
        begins = not rows[number - 1].line.text.strip() or rows[number - 1].line.text.rstrip().endswith(
            (".", "!", ",", "?")
        )
        if plain and capital and begins and not text.endswith((".", "!", "?", ":")) and len(words(rest)) <= 14:
            above = rows[number - 1].line.text.strip()
            return number - 1 if above.endswith(",") and is_role(above) else number
        if len(words(text)) == 1 and set(words(text)) <= known and not rows[number - 1].line.text.strip():
            return number
    return None
