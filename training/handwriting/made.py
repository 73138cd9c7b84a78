"""Made-up lines: what fields of a coupon hold, written in the fonts of hands."""

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from random import Random

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from training.papers.pens import hand
from training.replies.people import person, written_phone

_SIZE = 60  # pixels of the letters before they are worn
_DOMAINS = (
    "gmail.com", "orange.fr", "wanadoo.fr", "free.fr", "laposte.net", "hotmail.fr", "yahoo.fr", "sfr.fr", "outlook.com",
)  # fmt: skip
_CONSONANTS, _VOWELS = "bcdfghjklmnpqrstvwxz", "aeiouyéè"


class Field(StrEnum):
    """Kinds of what is written on a coupon."""

    NAME = "name"
    EMAIL = "e-mail"
    PHONE = "phone"
    POSTAL_CODE = "postal code"
    PLACE = "postal code and place"
    STREET = "street"
    ORGANISATION = "organisation"


def text(field: Field, rng: Random, words: Sequence[str] = ()) -> str:
    """Give something that could stand in a field; `words` of others make names and places more various."""
    who = person(rng)
    last = _other(rng, words) if words and rng.random() < 0.6 else who.last_name
    match field:
        case Field.NAME:
            return rng.choice((f"{who.first_name} {last}", last, last.upper(), f"{last.upper()} {who.first_name}"))
        case Field.EMAIL:
            if rng.random() < 0.5:
                return who.email
            begin = "".join(c for c in f"{who.first_name}{rng.choice('._-')}{last}".casefold() if c.isascii())
            user = begin.replace(" ", "").replace("'", "") + rng.choice(("", str(rng.randint(1, 99))))
            return f"{user}@{rng.choice(_DOMAINS)}"
        case Field.PHONE:
            return written_phone(rng, f"+33{rng.randint(1, 9)}{rng.randint(0, 99999999):08}")
        case Field.POSTAL_CODE:
            return f"{rng.randint(1, 95):02}{rng.choice(('000', f'{rng.randint(0, 99):02}0'))}"
        case Field.PLACE:
            city = _other(rng, words) if words and rng.random() < 0.4 else who.city
            return f"{rng.randint(1, 95):02}{rng.randint(0, 99):02}0 {rng.choice((city, city.upper()))}"
        case Field.STREET:
            return who.address
        case Field.ORGANISATION:
            body = rng.choice(("Mairie", "CCAS", "SIVOM", "Cie"))
            return f"{body} {last}" if rng.random() < 0.3 else who.organisation


def _other(rng: Random, words: Sequence[str]) -> str:
    """Give a word with a capital, or one that never was."""
    if rng.random() < 0.6:
        return rng.choice(words).capitalize()
    letters = (_CONSONANTS, _VOWELS, ("", "n", "r", "l", "s"))
    return "".join(rng.choice(kind) for _ in range(rng.randint(2, 3)) for kind in letters).capitalize()


def drawn(written: str, side: str, rng: Random, fonts: Path) -> NDArray[np.uint8]:
    """Give a text in the font of a hand of one side (``fit`` or ``check``), dark on white."""
    font = hand(rng, side, _SIZE, fonts)
    left, top, right, bottom = font.getbbox(written)
    image = Image.new("L", (int(right - left) + 40, int(bottom - top) + 40), 255)
    ImageDraw.Draw(image).text((20 - left, 20 - top), written, fill=rng.randint(0, 60), font=font)
    wide = rng.uniform(0.85, 1.15)
    height = 56
    size = (max(8, round(image.width * wide * height / image.height)), height)
    return np.asarray(image.resize(size, Image.Resampling.LANCZOS), dtype=np.uint8)
