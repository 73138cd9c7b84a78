"""Invented events: a subject, some of its workshops, slots, rules and questions of every type."""

import json
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

from parsers.event import Choice, Event, Question, QuestionType, Workshop
from training.replies.people import plain
from training.replies.topics import TOPICS, Topic

MAILBOX = "inscriptions@organisateur.example"
ORGANISER = "Secrétariat des rencontres"
_MONTHS = (
    [
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ],
    [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that an event may ask, in both languages; `to` continues "je participerai …"."""

    id: str
    type: QuestionType
    french: str
    english: str
    to: str = ""
    choices: tuple[tuple[str, str, str], ...] = ()  # id, French, English


_ASKED = (
    Asked("dejeuner", QuestionType.YES_NO, "Déjeunera sur place", "Will stay for lunch", "au déjeuner"),
    Asked("cocktail", QuestionType.YES_NO, "Participera au cocktail du soir", "Will attend the evening reception",
          "au cocktail"),
    Asked("visite", QuestionType.YES_NO, "Participera à la visite du site", "Will join the site visit",
          "à la visite du site"),
    Asked("navette", QuestionType.YES_NO, "Prendra la navette depuis la gare", "Needs the shuttle from the station"),
    Asked("nuitee", QuestionType.YES_NO, "Souhaite une chambre d'hôtel", "Needs a hotel room"),
    Asked("repas", QuestionType.NUMBER, "Nombre de repas", "Number of meals"),
    Asked("places", QuestionType.NUMBER, "Places de parking souhaitées", "Parking spaces needed"),
    Asked("allergies", QuestionType.TEXT, "Allergies ou régime particulier", "Allergies or special diet"),
    Asked("attentes", QuestionType.TEXT, "Vos attentes pour la journée", "What you expect from the day"),
    Asked("plat", QuestionType.CHOICE, "Plat choisi", "Main course",
          choices=(("viande", "Volaille", "Poultry"), ("mer", "Poisson", "Fish"),
                   ("vege", "Végétarien", "Vegetarian"))),
    Asked("mode", QuestionType.CHOICE, "Mode de participation", "How you will attend",
          choices=(("salle", "Sur place", "On site"), ("ligne", "En visioconférence", "Online"))),
    Asked("soirees", QuestionType.MULTI_CHOICE, "Dîners retenus", "Dinners wanted",
          choices=(("veille", "Dîner de la veille", "Dinner the evening before"),
                   ("gala", "Dîner de gala", "Gala dinner"),
                   ("cloture", "Repas de clôture", "Closing meal"))),
)  # fmt: skip

TEXTS = {
    "allergies": (
        ("Sans gluten", "Fruits à coque", "Sans lactose", "Crustacés"),
        ("Gluten free", "Nuts", "No shellfish"),
    ),
    "attentes": (
        ("Échanger avec des collègues", "Trouver des financements", "Comparer les outils"),
        ("Meeting colleagues", "Finding funding"),
    ),
}


@dataclass(frozen=True, slots=True)
class Occasion:
    """An event and how sentences speak of it."""

    event: Event
    topic: Topic
    english: bool = False
    bilingual: bool = False
    labels_en: tuple[str, ...] = ()

    @property
    def day(self) -> str:
        """Give its day as a letter writes it."""
        at = self.event.starts
        month = _MONTHS[self.english][at.month - 1]
        return f"{at.day} {month} {at.year}" if not self.english else f"{at.day} {month}"

    @property
    def at(self) -> str:
        """Give what follows "participer" or "attend"."""
        return f"the {self.topic.title_en}" if self.english else self.topic.at

    def number(self, workshop: str) -> int:
        """Give the place of a workshop in the programme, from 1."""
        return [w.id for w in self.event.workshops].index(workshop) + 1

    def label(self, workshop: str) -> str:
        found = self.event.workshop(workshop)
        assert found is not None
        return found.label

    def asked(self, question: str) -> Asked:
        return next(a for a in _ASKED if a.id == question)


def occasion(
    rng: Random, number: int, *, voice: int, english: bool = False, bilingual: bool = False, simple: bool = False
) -> Occasion:
    """Give an event; a `simple` one asks nothing that sentences would not answer."""
    topic = rng.choice(TOPICS[voice])
    starts = datetime(2019, rng.randint(3, 11), rng.randint(8, 27), rng.choice((9, 10, 14)), 0)  # noqa: DTZ001 - local
    chosen = sorted(rng.sample(range(len(topic.labels)), rng.randint(3, min(7, len(topic.labels)))))
    slots = rng.random() < 0.35 and len(chosen) >= 4
    workshops = tuple(
        _workshop(topic.labels[n], english, bilingual, ("10h30", "14h15")[2 * at >= len(chosen)] if slots else None)
        for at, n in enumerate(chosen)
    )
    one_per_slot = slots and rng.random() < 0.7
    most = 2 if one_per_slot else rng.choice((None, 2, 3))
    event = Event(
        id=f"evt-{number}", title=topic.title_en if english else topic.title,
        languages=("en",) if english else ("fr", "en") if bilingual else ("fr",),
        starts=starts, ends=starts + timedelta(hours=7), timezone=ZoneInfo("Europe/Paris"), venue=topic.place,
        reply_by=date(starts.year, starts.month, starts.day) - timedelta(days=6),
        match=(topic.title_en if english else topic.title,),
        required=("last_name",) if simple or rng.random() < 0.5 else ("last_name", "organisation"),
        choose_min=1 if simple else rng.choice((0, 1, 1)), choose_max=most,
        ranked=not one_per_slot and not simple and rng.random() < 0.2, one_per_slot=one_per_slot,
        workshops=workshops, questions=_questions(rng, english, bilingual, simple),
    )  # fmt: skip
    return Occasion(event, topic, english, bilingual, tuple(topic.labels[n][1] for n in chosen))


def _workshop(label: tuple[str, str], english: bool, bilingual: bool, slot: str | None) -> Workshop:
    french, other = label
    id = "-".join("".join(c if c.isalnum() else " " for c in plain(french)).split()[:3])
    return Workshop(id, other if english else french, (other,) if bilingual else (), slot)


def _questions(rng: Random, english: bool, bilingual: bool, simple: bool) -> tuple[Question, ...]:
    pool = [a for a in _ASKED if not simple or a.to]
    asked = rng.sample(pool, rng.randint(0, 1 if simple else 3))
    return tuple(
        Question(
            a.id, a.english if english else a.french, a.type, (a.english,) if bilingual else (),
            tuple(Choice(id, en if english else fr, (en,) if bilingual else ()) for id, fr, en in a.choices),
            required=not simple and a.type is not QuestionType.TEXT and rng.random() < 0.25,
        )
        for a in asked
    )  # fmt: skip


def toml(event: Event) -> str:
    """Give the event as a configuration has it."""
    lines = [
        "[[events]]", f"id = {_text(event.id)}", f"title = {_text(event.title)}",
        f"languages = {_list(event.languages)}",
        f"starts = {event.starts.isoformat()}", f"ends = {event.ends.isoformat()}",
        f"timezone = {_text(event.timezone.key)}",
        f"venue = {_text(event.venue or '')}", f"reply_by = {event.reply_by}", f"match = {_list(event.match)}",
        f"required = {_list(event.required)}", _choose(event), f"ranked = {_bool(event.ranked)}",
        f"one_per_slot = {_bool(event.one_per_slot)}",
    ]  # fmt: skip
    for workshop in event.workshops:
        lines += ["", "[[events.workshops]]", f"id = {_text(workshop.id)}", f"label = {_text(workshop.label)}"]
        lines += [f"aliases = {_list(workshop.aliases)}"] if workshop.aliases else []
        lines += [f"slot = {_text(workshop.slot)}"] if workshop.slot else []
    for question in event.questions:
        lines += ["", "[[events.questions]]", f"id = {_text(question.id)}", f"label = {_text(question.label)}"]
        lines += [f"type = {_text(question.type.value)}", f"required = {_bool(question.required)}"]
        lines += [f"aliases = {_list(question.aliases)}"] if question.aliases else []
        lines += [f"choices = [{', '.join(map(_choice, question.choices))}]"] if question.choices else []
    return "\n".join(lines) + "\n"


def _text(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _list(texts: tuple[str, ...]) -> str:
    return f"[{', '.join(map(_text, texts))}]"


def _bool(value: bool) -> str:
    return "true" if value else "false"


def _choose(event: Event) -> str:
    most = f", max = {event.choose_max}" if event.choose_max is not None else ""
    return f"choose = {{ min = {event.choose_min}{most} }}"


def _choice(choice: Choice) -> str:
    aliases = f", aliases = {_list(choice.aliases)}" if choice.aliases else ""
    return f"{{ id = {_text(choice.id)}, label = {_text(choice.label)}{aliases} }}"


def chosen(rng: Random, event: Event, *, at_least_one: bool = True) -> tuple[str, ...]:
    """Give a choice that the event's rules allow; in order of preference where it ranks, else in its own order."""
    ids = [w.id for w in event.workshops]
    if event.one_per_slot:
        slots = dict.fromkeys(w.slot for w in event.workshops)
        picks = [rng.choice([w.id for w in event.workshops if w.slot == slot]) for slot in slots]
        picks = picks if rng.random() < 0.6 else [rng.choice(picks)]
        return tuple(i for i in ids if i in picks)
    most = min(event.choose_max or len(ids) - 1, len(ids) - 1)
    least = max(event.choose_min, 1 if at_least_one else 0)
    picks = rng.sample(ids, rng.randint(min(least, most), most))
    return tuple(picks) if event.ranked else tuple(i for i in ids if i in picks)
