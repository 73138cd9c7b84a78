"""Seed → papers in a mail, with their truth."""

from collections.abc import Iterator
from dataclasses import replace
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from random import Random

from parsers.reading import Intent
from training.papers import layouts, pens, scanner
from training.papers.layouts import Sheet
from training.papers.pens import Pen
from training.replies.families import Family, Kind, Side
from training.replies.forms import Style, answered, form
from training.replies.generator import MadeReply
from training.replies.mail import posted
from training.replies.occasions import occasion
from training.replies.scene import ACCEPTED, Scene, Told

WRITING = ("typed", "hand", "typed", "hand", "hand")


def papers(seed: int, count: int, side: Side, fonts: Path) -> Iterator[MadeReply]:
    """Give `count` papers of one side: layouts, hands and subjects of the two are not the same."""
    for number in range(count):
        yield paper(seed, number, side, fonts)


def paper(seed: int, number: int, side: Side, fonts: Path) -> MadeReply:
    """Give one paper; it depends on nothing but its seed, its number and its side."""
    drawings = layouts.FIT if side is Side.FIT else layouts.CHECK
    layout = list(drawings)[number % len(drawings)]
    writing = WRITING[number % len(WRITING)]
    key = f"{seed}-{side.value}-{layout}-{writing}-{number}"
    rng = Random(key)  # noqa: S311 - made-up papers, nothing secret
    about = occasion(rng, number, voice=0 if side is Side.FIT else 2, simple=False, english=False, bilingual=False)
    while about.event.ranked:
        about = occasion(rng, number, voice=0 if side is Side.FIT else 2, simple=False, english=False, bilingual=False)
    scene = Scene(rng, about, 0 if side is Side.FIT else 2)
    who = answered(rng, about, scene.someone())
    made = form(rng, about, who, scene.words, Style(typos=0, capitals=layout == "comb"))
    way = rng.choice(list(scanner.WAYS))
    scan, resolutions, media = scanner.WAYS[way]
    sheet = _sheet(rng, side.value, writing, rng.choice(resolutions), fonts)
    drawings[layout](sheet, made)
    sender = scene.secretary(who)[0] if rng.random() < 0.5 else scene.sender(who)
    letter = scene.letter(sender, "Bonjour,\n\nVeuillez trouver ci-joint le coupon-réponse.\n\nCordialement\n")
    data = _with(posted(rng, key, letter), scan(sheet.image, rng, sheet.dots), media, rng)
    told = Told(letter, (who.attendee(made.stated),), Intent.REGISTER, ACCEPTED)
    family = Family(f"{writing}-{way}.{layout}", side, Kind.COUPON, lambda _: told)
    return MadeReply(
        f"{number:05}-{family.id}.eml", family, data, about.event, told.expect, told.intent, sender.address,
        tuple(replace(a) for a in told.attendees),
    )  # fmt: skip


def _sheet(rng: Random, side: str, writing: str, dots: int, fonts: Path) -> Sheet:
    by_hand = writing == "hand"
    size = round(rng.uniform(13, 15.5) * dots / 72) if by_hand else round(11 * dots / 72)
    font = pens.hand(rng, side, size, fonts) if by_hand else pens.typed(rng, side, size)
    pen = Pen(rng.choice(pens.INKS) if by_hand else (0, 0, 0), max(2, round(rng.uniform(0.9, 1.6) * dots / 72)), rng)
    tick = rng.choice(("cross", "check", "filled", "circled") if by_hand else ("cross", "cross", "check", "filled"))
    return Sheet(
        dots, rng, pen, font, rng.choice(pens.TYPED[side][:1] + pens.TYPED[side][2:]), pens.TICKS[tick], by_hand,
        scribbles=by_hand and rng.random() < 0.06,
    )  # fmt: skip


def _with(mail: bytes, data: bytes, media: str, rng: Random) -> bytes:
    message = message_from_bytes(mail, policy=policy.default)
    assert isinstance(message, EmailMessage)
    main, _, sub = media.partition("/")
    ending = {"pdf": "pdf", "jpeg": "jpg", "tiff": "tif"}[sub]
    message.add_attachment(data, main, sub, filename=f"{rng.choice(('scan', 'coupon', 'IMG_2041'))}.{ending}")
    message.set_boundary("=_papers")
    return message.as_bytes()
