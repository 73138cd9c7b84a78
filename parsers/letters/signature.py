"""The end of a letter → who signed, with the details that stand below the name."""

import re
from dataclasses import dataclass, field

from parsers.coupons import fields
from parsers.coupons.vocabulary import is_boilerplate, is_closing
from parsers.folding import fold, words
from parsers.letters.affiliation import role_and_body
from parsers.letters.occupation import beside_name, is_trade
from parsers.letters.people import begins_as_body, without_article
from parsers.letters.wording import has_body_word, has_role_word, is_organisation, is_role
from parsers.mail.thread import Row

_FAX = re.compile(r"^\s*(?:fax\b|t[ée]l[ée]copie|f\s*[:.]?\s*[+(\d])", re.IGNORECASE)
_PHONE_LABEL = re.compile(
    r"^(?:t[ée]l\w*|t|port\w*|mob\w*|ligne directe|gsm|phone|cell|p|m|standard|direct|d)?[\s.:]*(?:fixe|portable"
    r"|mobile|direct)?[\s.:]*$",
    re.IGNORECASE,
)
_STREET = re.compile(
    r"^(?:\d{1,4}\s*(?:bis|ter|quater|[a-d])?\s*[,.]?\s+\S|(?:rue|avenue|av|boulevard|bd|place|chemin|quai|cours"
    r"|impasse|allee|route|square|hotel de (?:ville|la region|du departement)|bp|cs|mairie de)\b)",
    re.IGNORECASE,
)
_STREET_WORD = re.compile(
    r"\b(?:rue|avenue|av|boulevard|bd|place|chemin|quai|cours|impasse|allee|route|square|esplanade|street|road|lane"
    r"|bp|passage|faubourg|promenade|montee|sentier|mail|rond point|hotel de ville)\b"
)
_NUMBERED_HOUSE = re.compile(r"^\d{1,4}\s?(?:bis|ter|quater|[a-dA-D])?,?\s+(?:[^\W\d_]{2,}[\s'’-]+){1,6}[^\W\d_]{2,}$")
_ENGLISH_STREET = re.compile(r"\b(?:street|road|lane|row|avenue|close|drive|terrace|gardens|crescent)$")
_FOREIGN_STREET = re.compile(  # "Storgatan 5", "Strada Lunga 40"
    r"^(?:\w{2,}(?:gatan|gata|gate|vej|vagen|veien|straat|laan|strasse|weg|platz|katu|tie|plein)|(?:via"
    r"|strada|calle|rua|ulica|piazza|plaza|avenida)(?: \w+){1,3}) \d{1,4}[a-z]?$"
)
_STREET_AND_TOWN = re.compile(  # "44 Camden Road, London", "22 Kerkstraat, Utrecht"
    r"^(\d{1,4}[a-z]?\s+[^,\d]{3,40}),\s+([A-ZÀ-Þ][^\W\d_]+(?:[\s-][A-ZÀ-Þ][^\W\d_]+){0,2})$"
)
_OTHERS = re.compile(
    r"^(?:(?:mon|ma|son|sa|my|pa|e mail|tel) )?(?:assistante?|secretariat|secretaire|standard|accueil|pa|office)\b"
)
_SITE = re.compile(r"^\s*(?:https?://|www\.)\S+\s*$|^\s*(?:site\s*:?\s*)?www\.\S+$", re.IGNORECASE)
_BEHIND_NAME = re.compile(r"\s*(?:,|\(|\s[-–—|/•·]\s|\s(?=\+?\d))")
_PIECES = re.compile(r",\s*|\s[-–—|/•·]\s|[()]|(?<=[a-zà-ÿ])\s+(?=\+?\(?0\d[\s.]?\d\d)")
_RULE = re.compile(r"^\s*[-_=*~]{2,}\s*$")
DETAILS = "details"


@dataclass(slots=True)
class Signature:
    """Who signed. `values` has the names of Attendee's fields; `strange` holds lines that nothing explains."""

    values: dict[str, str] = field(default_factory=dict)
    rows: dict[str, Row] = field(default_factory=dict)  # field → where it stood
    strange: list[str] = field(default_factory=list)
    doubtful: set[str] = field(default_factory=set)  # the fields that may be otherwise; DETAILS: all but the name
    country: str = fields.COUNTRY  # of numbers without a prefix

    @property
    def unsure(self) -> bool:
        """True where anything in it may be otherwise."""
        return bool(self.doubtful)

    def is_doubtful(self, key: str) -> bool:
        """Say whether a field below a name that is known may be otherwise."""
        return key in self.doubtful or DETAILS in self.doubtful

    @property
    def name(self) -> str:
        """The name's words, folded and sorted: signatures and From headers order them in their own ways."""
        return name_key(f"{self.values.get('first_name', '')} {self.values.get('last_name', '')}")


def name_key(name: str) -> str:
    """Give a name's words in alphabetical order, to compare names that are ordered differently."""
    return " ".join(sorted(words(name)))


def read_signature(rows: list[Row], sender: str, country: str = fields.COUNTRY) -> Signature:
    """Give the signature in the last rows of a letter; `sender` is the From header's name, for the doubtful cases."""
    signature = Signature(country=country)
    free: list[Row] = []
    for row in rows:
        text = row.line.text.strip()
        if not text:
            continue
        if _RULE.match(text) or is_boilerplate(text):
            if signature.values:
                break
            continue
        if is_closing(text):
            continue
        if not signature.values.get("last_name"):
            _take_name(signature, row, text, sender if not _named_below(rows, row, sender) else "")
        elif not _take_mixed(signature, row, text) and not _take_detail(signature, row, text):
            free.append(row)
    _take_role_and_organisation(signature, free)
    return signature


def _named_below(rows: list[Row], row: Row, sender: str) -> bool:
    """Say whether the whole name that the mail bears stands below a row."""
    below = rows[rows.index(row) + 1 :]
    return any(name_key(sender) == name_key(r.line.text.partition(",")[0]) for r in below)


def _take_name(signature: Signature, row: Row, text: str, sender: str) -> None:
    head, rest = parted_name(text)
    name = fields.name(head) if len(words(head)) <= 6 else None
    if (
        name
        and name.first is None
        and name.civility is None
        and fold(head) == fold(sender.split()[0] if len(sender.split()) == 2 else "")
    ):
        name = fields.name(sender)  # signed with the first name of the name that the mail bears
    capitals = all(w[:1].isupper() or w.casefold() in fields.PARTICLES or w[:2] in ("d'", "l'") for w in head.split())
    known = name is not None and name_key(f"{name.first or ''} {name.last or ''}") == name_key(sender)
    if (
        name is None
        or name.first is None
        or not (capitals or known)
        or (not known and (has_body_word(head) or (is_organisation(head) and not name.sure) or is_role(head)))
    ):
        signature.strange.append(text)
        return
    if not name.sure:
        if known and (told := fields.name(sender)) and told.sure:
            name = told
        else:
            signature.doubtful.add("last_name")
    for key, value in (("civility", name.civility), ("first_name", name.first), ("last_name", name.last)):
        if value:
            _keep(signature, key, value, row)
    if re.search(r"\s(?:et|and|&|/)\s", head):
        signature.doubtful.add(DETAILS)  # two people sign
    if rest.strip():
        _take_beside_name(signature, rest, row)


def parted_name(text: str) -> tuple[str, str]:
    """Part a line at the first sign behind a name ("Léa Morvan (DGS)", "Léa Morvan – DGS")."""
    gap = _BEHIND_NAME.search(text)
    return (text[: gap.start()], text[gap.start() :]) if gap else (text, "")


def _take_beside_name(signature: Signature, rest: str, row: Row) -> None:
    """Take what stands on the name's own line ("…, cheffe d'escale, Port de X, 06 12 34 56 78")."""
    roles: list[str] = []
    bodies: list[str] = []
    for piece in (piece.strip(" ().") for piece in _PIECES.split(rest)):
        if not fold(piece) or _take_detail(signature, row, piece):
            continue
        role, body = beside_name(piece, close=not roles)
        if role and body and not roles:
            roles.append(role)
            bodies.append(body)
        elif begins_as_body(piece, english=True) and not is_role(piece):
            bodies.append(piece)
        elif role and (not roles or (not bodies and piece[:1].islower())):
            roles.append(role)
            bodies += [body] if body else []
        elif (roles and not bodies and _looks_like_body(piece)) or (
            not roles and not bodies and _looks_like_body(piece)
        ):
            bodies.append(piece)
        else:
            signature.doubtful.add(DETAILS)
    role, body = ", ".join(roles), bodies[0] if bodies else None
    if body is None:
        role, body = role_and_body(role)
    if len(bodies) > 1:
        signature.doubtful.add(DETAILS)
    if role:
        _keep(signature, "role", fields.sentence_case(role), row)
    if body:
        _keep(signature, "organisation", without_article(body), row)


def _take_mixed(signature: Signature, row: Row, text: str) -> bool:
    """Take a row that says several things ("réalisateur - Radio X - 06 …"): role or body, and how to reach."""
    pieces = [piece.strip() for piece in _PIECES.split(text) if fold(piece)]
    if len(pieces) < 2 or not _is_job(pieces[0]) or not any(c.isdigit() for c in pieces[-1]):
        return False
    _take_beside_name(signature, f", {text}", row)
    return True


def _take_detail(signature: Signature, row: Row, text: str) -> bool:
    """Take a row with a number or an address on it; False where it is something else."""
    if _FAX.match(text) or _SITE.match(text):
        return True
    if _OTHERS.match(fold(text)) and (fields.email(text) or fields.phone(text, signature.country)):
        signature.doubtful.add("phone")  # an assistant's address or number, not that of the one who signed
        return True
    address = fields.email(text)
    if address:
        _keep(signature, "email", address, row)
        rest = re.sub(r"\S+@\S+", "", text)
        return len(words(rest)) <= 3 or _take_phone(signature, row, rest)
    if _take_phone(signature, row, text):
        return True
    pieces = [p.strip() for p in re.split(r"\s+[-–—|•·]\s+|,\s+(?=\d{4,5}\b)", text) if p.strip()]
    if len(pieces) == 1 and (british := _STREET_AND_TOWN.match(text)):
        _keep(signature, "address", british[1], row)
        _keep(signature, "city", british[2], row)
        return True
    if any(fields.postal_city(p)[0] and fields.postal_city(p)[1] for p in pieces):
        for piece in pieces:
            code, city = fields.postal_city(piece)
            if code and city:
                _keep(signature, "postal_code", code, row)
                _keep(signature, "city", city, row)
            elif len(pieces) > 2 and _take_phone(signature, row, piece):
                continue
            elif _is_street(piece) or (len(pieces) == 2 and not is_role(piece)):
                _keep(signature, "address", piece, row)
            else:
                signature.strange.append(piece)
        return True
    if _is_street(text):
        _take_address(signature, row, text)
        return True
    return False


def _take_address(signature: Signature, row: Row, text: str) -> None:
    street, code, town = fields.address(text)
    for key, value in (("address", street), ("postal_code", code), ("city", town)):
        if value:
            _keep(signature, key, value, row)


def _take_phone(signature: Signature, row: Row, text: str) -> bool:
    text = re.split(r"(?i)\bfax\b", text)[0]
    digits = re.search(r"\+?\(?\d[\d\s().+/-]{6,}", text)
    if digits is None:
        return False
    label = text[: digits.start()].strip(" :.-")
    if not _PHONE_LABEL.match(label) and len(words(label)) > 2:
        return False
    number = fields.phone(text, signature.country)
    if number is None or signature.values.get("phone", number) != number:
        signature.doubtful.add("phone")  # two numbers: a person chooses
    else:
        _keep(signature, "phone", number, row)
    return True


def _is_street(text: str) -> bool:
    folded = fold(text)
    if _FOREIGN_STREET.match(folded):
        return True
    if _NUMBERED_HOUSE.match(text) or (
        _ENGLISH_STREET.search(folded) and not is_organisation(text) and not is_role(text)
    ):
        return True
    return bool(_STREET.match(text) and _STREET_WORD.search(folded)) or (
        bool(_STREET_WORD.match(folded)) and not is_role(text)
    )


def _take_role_and_organisation(signature: Signature, free: list[Row]) -> None:
    """Read the lines without numbers: what one does, and the body that one does it for.

    Two lines of one kind (a second mandate, a department above its town) leave open which one is meant.
    """
    roles = [row for row in free if _is_job(row.line.text.strip())]
    usual = [row for row in roles if has_role_word(row.line.text)]
    roles = usual or roles  # beside a usual word for what one does, the other line is the body
    others = [row for row in free if row not in roles]
    bodies = [row for row in others if _may_be_body(row.line.text.strip())]
    signature.strange += [row.line.text.strip() for row in others if row not in bodies]
    if (
        not roles
        and len(bodies) == 2
        and not is_organisation(bodies[0].line.text)
        and is_organisation(bodies[1].line.text)
    ):
        roles = [bodies.pop(0)]  # what stands between a name and a body is what one does
    if roles and "role" not in signature.values:
        text = roles[0].line.text.strip()
        head, _, rest = text.partition(",")
        if (
            rest.strip()
            and _is_job(head)
            and not is_role(rest)
            and (is_organisation(rest) or _looks_like_body(rest.strip()))
        ):
            _keep(signature, "organisation", rest.strip(), roles[0])
            text = head
        elif not bodies:
            text, body = role_and_body(text)
            if body:
                _keep(signature, "organisation", body, roles[0])
        _keep(signature, "role", fields.sentence_case(text.strip()), roles[0])
    known = [row for row in bodies if is_organisation(row.line.text)]
    if bodies and "organisation" not in signature.values:
        chosen = known[0] if known else bodies[0]
        _keep(signature, "organisation", chosen.line.text.strip(), chosen)
        if not known and "role" not in signature.values and not _looks_like_body(chosen.line.text.strip()):
            signature.doubtful.add(DETAILS)  # it may as well be what one does
    if len(roles) > 1 or len(bodies) > 1:
        signature.doubtful.add(DETAILS)


def _is_job(text: str) -> bool:
    head = text.partition(",")[0]
    return is_role(text) or (is_trade(head) and not begins_as_body(text))


_PARTS_OF_BODIES = re.compile(
    r"^(?:direction|service|pole|cellule|bureau|division|unite|secteur|section|department|team|equipe)\b"
)


def _looks_like_body(text: str) -> bool:
    """Say whether a line without a known word is a body's name all the same: a name in capitals, nobody's trade."""
    capitals = re.findall(r"(?<!\w)[A-ZÀ-Þ][\w'’.-]*", text)
    plain = not any(c.isdigit() for c in text) and len(words(text)) <= 8 and not _STREET_WORD.search(fold(text))
    short = len(words(text)) > 1 and (len(capitals) > 1 or (bool(capitals) and is_organisation(text)))
    article = fold(text).split()[:1] in (["les"], ["le"], ["la"], ["l"], ["the"])
    return (
        plain
        and short
        and not article
        and text[:1].isupper()
        and not _is_job(text)
        and not _PARTS_OF_BODIES.match(fold(text))
    )


def _may_be_body(text: str) -> bool:
    return len(words(text)) <= 14 and not text.endswith((".", "!", "?"))


def _keep(signature: Signature, key: str, value: str, row: Row) -> None:
    if fields.is_suspicious(value):
        signature.doubtful.add(DETAILS)
        return
    signature.values.setdefault(key, value)
    signature.rows.setdefault(key, row)
