"""A coupon before it has a layout: what it asks, and what one person filled in."""

from collections.abc import Collection
from dataclasses import dataclass, field
from random import Random

from parsers.event import Question, QuestionType
from parsers.reading import AnswerValue
from training.replies.occasions import TEXTS, Occasion, chosen
from training.replies.people import Person, written_phone
from training.replies.words import Words


@dataclass(frozen=True, slots=True)
class Entry:
    """A label and what stands beside it; "" where nothing was filled in."""

    label: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class Option:
    """Something to tick; `rank` where the event asks for an order of preference, 0: not chosen there."""

    label: str
    chosen: bool = False
    rank: int | None = None


@dataclass(frozen=True, slots=True)
class Offer:
    """A heading with options; `short` options (oui, non) stand in one line with it."""

    heading: str
    options: tuple[Option, ...]
    short: bool = False
    workshops: bool = False


@dataclass(frozen=True, slots=True)
class Form:
    """One coupon. `stated` names the fields of Attendee that have a value in it."""

    title: tuple[str, ...]
    entries: tuple[Entry, ...]
    offers: tuple[Offer, ...]
    stated: frozenset[str] = field(default_factory=frozenset)


@dataclass(frozen=True, slots=True)
class Style:
    """What a layout wants of a form."""

    typos: float = 0.03  # the share of labels with a slip
    capitals: bool = False  # values in capitals
    number_workshops: bool = True
    civility_box: bool = True  # civility may be ticked


def answered(rng: Random, occasion: Occasion, person: Person, *, all_questions: bool = False) -> Person:
    """Give the person with an allowed choice and answers to what the event asks."""
    answers: dict[str, AnswerValue] = {}
    for question in occasion.event.questions:
        if question.required or all_questions or rng.random() < 0.8:
            answers[question.id] = _answer(rng, question, occasion.english)
    return person.with_choice(chosen(rng, occasion.event), answers)


def _answer(rng: Random, question: Question, english: bool) -> AnswerValue:
    match question.type:
        case QuestionType.YES_NO:
            return rng.random() < 0.6
        case QuestionType.NUMBER:
            return rng.randint(1, 4)
        case QuestionType.TEXT:
            return rng.choice(TEXTS[question.id][english])
        case QuestionType.CHOICE:
            return rng.choice(question.choices).id
        case QuestionType.MULTI_CHOICE:
            ids = [c.id for c in question.choices]
            picked = rng.sample(ids, rng.randint(1, 2))
            return tuple(i for i in ids if i in picked)


def form(rng: Random, occasion: Occasion, person: Person | None, words: Words, style: Style) -> Form:
    """Give the coupon that `person` filled in; None: the blank one, worded the same for the same chance."""
    wording = Random(rng.getrandbits(32))  # noqa: S311 - made-up mail
    asked = _asked_fields(wording)
    filled = frozenset(_filled(rng, asked, occasion)) if person else frozenset()
    entries: list[Entry] = []
    offers: list[Offer] = []
    for name in asked:
        label = _label(wording, name, words, style)
        if name == "civility" and style.civility_box and wording.random() < 0.6:
            offers.append(_civility(wording, person if name in filled else None, occasion.english))
        else:
            entries.append(_entry(rng, name, label, person if name in filled else None, words, style))
    offers.append(_workshops(wording, occasion, person, words, style))
    for question in occasion.event.questions:
        _ask(question, person, occasion, words, offers)
    return Form(_title(wording, occasion, words), tuple(entries), tuple(offers), frozenset(_parts(filled)))


def _asked_fields(rng: Random) -> list[str]:
    asked = ["civility"] if rng.random() < 0.5 else []
    joint = "name" if rng.random() < 0.3 else ""
    asked += (
        [joint]
        if joint
        else rng.choice((["last_name", "first_name"], ["first_name", "last_name"], ["last_name", "first_name"]))
    )
    rest = ["role", "organisation"] if rng.random() < 0.8 else ["organisation"]
    rng.shuffle(rest)
    asked += rest
    if rng.random() < 0.6:
        asked += ["address", "town"] if rng.random() < 0.5 else ["address", "postal_code", "city"]
    asked += [name for name in ("phone", "email") if rng.random() < 0.75]
    return asked


def _filled(rng: Random, asked: list[str], occasion: Occasion) -> list[str]:
    needed = {"last_name", "first_name", "name", *occasion.event.required}
    return [name for name in asked if name in needed or rng.random() < 0.88]


def _parts(filled: Collection[str]) -> list[str]:
    joined = {"name": ("first_name", "last_name"), "town": ("postal_code", "city")}
    return [part for name in filled for part in joined.get(name, (name,))]


def _title(rng: Random, occasion: Occasion, words: Words) -> tuple[str, ...]:
    lines = [rng.choice(words.headings)]
    if rng.random() < 0.7:
        lines.append(occasion.event.title)
    if rng.random() < 0.3:
        lines.append(f"{occasion.day}{', ' if rng.random() < 0.5 else ' – '}{occasion.event.venue}")
    return tuple(lines)


def slip(rng: Random, label: str, share: float) -> str:
    """Give a label, now and then with two letters swapped or one left out."""
    long = [i for i in range(1, len(label) - 2) if label[i].isalpha() and label[i + 1].isalpha()]
    if len(label) < 6 or len(long) < 4 or rng.random() >= share:
        return label
    at = rng.choice(long)
    return (
        label[:at] + label[at + 1 :] if rng.random() < 0.5 else label[:at] + label[at + 1] + label[at] + label[at + 2 :]
    )


def _label(rng: Random, name: str, words: Words, style: Style) -> str:
    return slip(rng, rng.choice(words.labels[name]), style.typos)


def _entry(rng: Random, name: str, label: str, person: Person | None, words: Words, style: Style) -> Entry:
    value = written(rng, name, label, person, words.yes[0] == "yes") if person else ""
    if style.capitals and name not in ("email", "civility"):
        value = value.upper()
    return Entry(label, value)


def written(rng: Random, name: str, label: str, person: Person, english: bool) -> str:
    """Give one value as somebody types it below that label."""
    match name:
        case "civility":
            return title(rng, person, english)
        case "last_name":
            return person.last_name.upper() if rng.random() < 0.5 else person.last_name
        case "name":
            # "Prénom et nom", "Full name", "Given name" put the first name first.
            first = english or label.casefold().startswith("p")
            last = person.last_name.upper() if rng.random() < 0.75 and not english else person.last_name
            return f"{person.first_name} {last}" if first else f"{last} {person.first_name}"
        case "town":
            return f"{person.postal_code} {person.city.upper() if rng.random() < 0.3 else person.city}"
        case "phone":
            return written_phone(rng, person.phone)
    return str(getattr(person, name))


def title(rng: Random, person: Person, english: bool) -> str:
    """Give a civility as it is written."""
    if english:
        return rng.choice(("Ms", "Mrs")) if person.woman else "Mr"
    return rng.choice(("Mme", "Madame")) if person.woman else rng.choice(("M.", "Monsieur"))


def _civility(rng: Random, person: Person | None, english: bool) -> Offer:
    pairs = (("Mr", "Ms"), ("Mr", "Mrs")) if english else (("M.", "Mme"), ("Monsieur", "Madame"))
    him, her = rng.choice(pairs)
    options = (Option(him, person is not None and not person.woman), Option(her, person is not None and person.woman))
    order = options if rng.random() < 0.5 else options[::-1]
    return Offer("Title" if english else "Civilité", order, short=True)


def _workshops(rng: Random, occasion: Occasion, person: Person | None, words: Words, style: Style) -> Offer:
    picked = person.workshops if person else ()
    numbered = style.number_workshops and not occasion.event.ranked and rng.random() < 0.5
    lead = (
        rng.choice(("Atelier {} : ", "{} - ", "{}. ", "Atelier n° {} – ")) if not occasion.english else "Workshop {}: "
    )
    options = []
    for at, workshop in enumerate(occasion.event.workshops):
        label = f"{workshop.label} / {occasion.labels_en[at]}" if occasion.bilingual else workshop.label
        label = (lead.format(at + 1) if numbered else "") + label
        rank = picked.index(workshop.id) + 1 if workshop.id in picked else 0
        options.append(Option(label, workshop.id in picked, rank if occasion.event.ranked else None))
    heading = rng.choice(words.workshops)
    if occasion.event.ranked:
        heading += " (in order of preference)" if occasion.english else " (par ordre de préférence)"
    return Offer(heading, tuple(options), workshops=True)


def _ask(
    question: Question,
    person: Person | None,
    occasion: Occasion,
    words: Words,
    offers: list[Offer],
) -> None:
    label = f"{question.label} / {question.aliases[0]}" if occasion.bilingual else question.label
    value = person.answers.get(question.id) if person else None
    match question.type:
        case QuestionType.YES_NO:
            said = (Option(words.yes[0], value is True), Option(words.yes[1], value is False))
            offers.append(Offer(label, said, short=True))
        case QuestionType.NUMBER | QuestionType.TEXT:
            offers.append(Offer(label, (Option("" if value is None else str(value), value is not None),)))
        case _:
            picked = value if isinstance(value, tuple) else (value,)
            options = tuple(Option(c.label, c.id in picked) for c in question.choices)
            offers.append(Offer(label, options))
