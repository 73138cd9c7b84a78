"""Made-up replies by the hundred, from a seed: sure ones, unclear ones, automatic ones and broken ones."""

import random
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid

FIRST = ["Anaïs", "Bruno", "Chloé", "Denis", "Élise", "Farid", "Gaëlle", "Hugo", "Inès", "Jean-Luc", "Karim", "Léa"]
LAST = ["Aubertin", "Bonnefoy", "Carpentras", "Delmotte", "Esnault", "Fauvet", "Guérin", "Hénaff", "Isnard", "Joubert"]
TOWNS = ["Vierzon", "Figeac", "Lannion", "Bernay", "Gaillac", "Issoire", "Loudun", "Mende", "Nyons", "Orthez"]
WORKSHOPS = {
    "eau": "Eau et assainissement",
    "dechets": "Déchets",
    "energie": "Électricité et énergie",
    "transport": "Transport",
}
DAY = datetime(2018, 9, 20, 9, 0, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class MadeReply:
    """One message as bytes, and what must become of it."""

    data: bytes
    sure: bool  # must be registered and acknowledged without a person
    message_id: str | None = None
    contact: str | None = None
    last_name: str | None = None


def replies(seed: int, count: int) -> list[MadeReply]:
    """Give `count` messages: of twenty, one is broken, one unclear, one automatic, the others are sure. All differ."""
    chance = random.Random(seed)  # noqa: S311 - reproducible, no secret
    kinds = [_broken, _unclear, _automatic]
    return [(kinds[n % 20] if n % 20 < len(kinds) else _sure)(n, chance) for n in range(count)]


def _sure(number: int, chance: random.Random) -> MadeReply:
    first, town = chance.choice(FIRST), chance.choice(TOWNS)
    last = f"{chance.choice(LAST)}-{_letters(number)}"  # nobody stands twice
    contact = f"personne{number}@{town.lower()}.example"
    chosen = chance.sample(sorted(WORKSHOPS), chance.randint(1, 3))
    boxes = "\n".join(f"[{'x' if one in chosen else ' '}] {label}" for one, label in WORKSHOPS.items())
    text = (
        f"Bonjour,\n\nCivilité : {chance.choice(['M.', 'Mme'])}\nNom : {last}\nPrénom : {first}\n"
        f"Fonction : Directeur\nCollectivité : Ville de {town}\n"
        f"Courriel : {contact}\n\nAteliers choisis :\n{boxes}\n"
    )
    message = _message(number, contact, "Coupon-réponse, assemblée générale du 17 octobre", text)
    return MadeReply(message.as_bytes(), True, str(message["Message-ID"]), contact, last)


def _unclear(number: int, chance: random.Random) -> MadeReply:
    contact = f"question{number}@{chance.choice(TOWNS).lower()}.example"
    thread = "".join(f"> {chance.choice(FIRST)} {chance.choice(LAST)} a écrit, ligne {n}\n" for n in range(4000))
    text = "Bonjour,\n\nOù peut-on se garer près de la salle ?\n\nMerci d'avance.\n\n" + thread  # long to read
    message = _message(number, contact, "Une question", text)
    return MadeReply(message.as_bytes(), False, str(message["Message-ID"]), contact)


def _automatic(number: int, chance: random.Random) -> MadeReply:
    contact = f"absent{number}@{chance.choice(TOWNS).lower()}.example"
    message = _message(number, contact, "Absence du bureau", "Je suis absent jusqu'au 8 octobre.")
    message["Auto-Submitted"] = "auto-replied"
    return MadeReply(message.as_bytes(), False, str(message["Message-ID"]), contact)


def _broken(number: int, chance: random.Random) -> MadeReply:
    head = (
        f"From: casse{number}@vierzon.example\nSubject: cass\xe9 {number}\nContent-Type: multipart/mixed; boundary=x\n"
    )
    junk = bytes(chance.choices([c for c in range(1, 256) if c != 13], k=chance.randint(10, 4000)))
    return MadeReply(head.encode("latin-1") + b"\n--x\nContent-Type: application/pdf\n\n%PDF-1.4" + junk, False)


def _message(number: int, contact: str, subject: str, text: str) -> EmailMessage:
    message = EmailMessage()
    message["From"] = contact
    message["To"] = "inscriptions@example.org"
    message["Subject"] = subject
    message["Date"] = format_datetime(DAY + timedelta(minutes=number))
    message["Message-ID"] = make_msgid(idstring=str(number), domain="made-up.example")
    message.set_content(text)
    return message


def _letters(number: int) -> str:
    """Give a number as letters: a digit in a name would be doubted, rightly."""
    return "".join("abcdefghij"[int(digit)] for digit in str(number)).capitalize()
