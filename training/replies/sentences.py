"""Families of replies in sentences: who comes, who does not, who changes what; with words of their own on each side."""

from collections.abc import Callable
from dataclasses import dataclass

from parsers.event import QuestionType
from parsers.reading import AnswerValue, Intent
from training.replies.forms import title
from training.replies.occasions import chosen
from training.replies.people import Person
from training.replies.scene import Scene, Told

_ORDINALS = ("premier", "deuxième", "troisième", "quatrième", "cinquième", "sixième", "septième")


@dataclass(frozen=True, slots=True)
class Phrases:
    """The sentences of one voice. {ws}: "à l'atelier 2"; {list}: "l'atelier 2"; {at}: "au colloque"; {who}: who."""

    first: tuple[str, ...]
    third: tuple[str, ...]
    several: tuple[str, ...]
    declines: tuple[str, ...]
    third_declines: tuple[str, ...]
    cancels: tuple[str, ...]
    third_cancels: tuple[str, ...]
    changes: tuple[str, ...]  # {old} and {new} are "l'atelier 2"
    yes: tuple[str, ...]  # {to}: "au déjeuner"
    no: tuple[str, ...]


_FIRST = Phrases(
    first=(
        "Je vous confirme ma présence {at}. Je participerai {ws}.",
        "Je souhaite m'inscrire {ws}.",
        "Merci de bien vouloir m'inscrire {ws}.",
        "Je serai présent(e) {at} et suivrai {list}.",
        "J'ai le plaisir de vous confirmer ma participation {at}, {ws}.",
        "Je choisis {list}.",
    ),
    third=(
        "{who} participera {at} et assistera {ws}.",
        "Je vous prie d'inscrire {who} {ws}.",
        "Je vous confirme la participation de {who} {ws}.",
        "{who} sera présent(e) {at}. Il/elle suivra {list}.",
    ),
    several=(
        "{who} participera {ws}.",
        "{who} s'inscrit {ws}.",
    ),
    declines=(
        "Je ne pourrai malheureusement pas participer {at}.",
        "J'ai le regret de ne pouvoir assister {at}.",
        "Pris(e) par d'autres engagements, je ne serai pas présent(e) {at}.",
    ),
    third_declines=(
        "{who} ne pourra pas participer {at} et vous prie de l'excuser.",
        "{who} ne sera pas présent(e) {at}."),
    cancels=(
        "Je dois malheureusement annuler mon inscription {at}.",
        "Un empêchement m'oblige à annuler ma participation {at}.",
        "Je m'étais inscrit(e) {at} mais je ne pourrai finalement pas venir.",
    ),
    third_cancels=("Merci d'annuler l'inscription de {who} {at}.",),
    changes=(
        "Je m'étais inscrit(e) à {old} ; je souhaite finalement suivre {new}.",
        "Pourriez-vous modifier mon inscription : {new} au lieu de {old} ?",
    ),
    yes=("Je participerai également {to}.", "Je serai aussi présent(e) {to}."),
    no=("Je ne participerai pas {to}.",),
)  # fmt: skip

_SECOND = Phrases(
    first=(
        "Vous pouvez compter sur moi {at} : je viens {ws}.",
        "C'est avec plaisir que je prendrai part {ws}.",
        "Veuillez noter mon inscription {ws}.",
        "Je compte suivre {list} lors de votre rencontre du {day}.",
        "Pour ma part, ce sera {list}.",
        "Je réponds favorablement à votre invitation et retiens {list}.",
        "Je viendrai le {day}. Mon choix se porte sur {list}.",
    ),
    third=(
        "{who} vous remercie de votre invitation et prendra part {ws}.",
        "Nous serons représentés par {who}, qui suivra {list}.",
        "Veuillez noter la venue de {who} {ws}.",
        "{who} a choisi {list}.",
    ),
    several=(
        "{who} prendra part {ws}.",
        "{who} suivra {list}.",
        "{who} a retenu {list}.",
    ),
    declines=(
        "À mon grand regret, je suis dans l'impossibilité de me joindre à vous le {day}.",
        "Retenu(e) ailleurs ce jour-là, je ne viendrai pas.",
        "Je décline votre invitation, mon agenda ne me permettant pas d'être des vôtres.",
        "Je vous prie d'excuser mon absence {at}.",
    ),
    third_declines=(
        "{who} sera absent(e) le {day} et ne participera donc pas à cette rencontre.",
        "{who} est au regret de décliner votre invitation.",
    ),
    cancels=(
        "Contrairement à ce que je vous avais annoncé, je ne pourrai pas venir : merci de retirer mon inscription.",
        "Merci de bien vouloir me désinscrire.",
        "Je me vois contraint(e) de renoncer à ma participation {at}, alors que j'étais inscrit(e).",
    ),
    third_cancels=(
        "Merci de désinscrire {who}, qui ne pourra plus venir.",
        "{who}, déjà inscrit(e), doit annuler sa venue."),
    changes=(
        "Lors de mon inscription j'avais choisi {old}. Merci de noter que je suivrai plutôt {new}.",
        "Je change d'avis : à la place de {old}, inscrivez-moi s'il vous plaît à {new}.",
    ),
    yes=("Je serai des vôtres {to}.", "Comptez-moi aussi {to}."),
    no=("En revanche, je ne serai pas {to}.", "Je ne resterai pas {to}."),
)  # fmt: skip

_ENGLISH_FIRST = Phrases(
    first=(
        "I would like to register for {list}.", "I confirm that I will attend {list}.", "I will be attending {list}."),
    third=("{who} will attend {list}.", "Please register {who} for {list}."),
    several=("{who} will attend {list}.",),
    declines=("Unfortunately I will not be able to attend {at}.", "I am sorry that I cannot attend {at}."),
    third_declines=("{who} will not be able to attend {at}.",),
    cancels=("I have to cancel my registration for {at}.",),
    third_cancels=("Please cancel the registration of {who}.",),
    changes=("I registered for {old} but would like to change to {new}.",),
    yes=("",), no=("",),
)  # fmt: skip
_ENGLISH_SECOND = Phrases(
    first=(
        "Please put me down for {list}.", "I am happy to accept your invitation and choose {list}.",
        "Count me in for {list}.", "I plan to join {list} on {day}.",
    ),
    third=("{who} is coming and has chosen {list}.", "Kindly book a place for {who} in {list}."),
    several=("{who} will join {list}.",),
    declines=("I regret that I have to decline your invitation.", "Sadly I can't make it on {day}."),
    third_declines=("{who} sends apologies and will not be coming.",),
    cancels=("Something has come up and I can no longer come; please withdraw my registration.",),
    third_cancels=("{who}, who had registered, can no longer come.",),
    changes=("When I registered I chose {old}; please move me to {new} instead.",),
    yes=("",), no=("",),
)  # fmt: skip


_THIRD = Phrases(
    first=(
        "Je serai des vôtres {at} ; je retiens {list}.",
        "Suite à votre invitation, je m'inscris {ws}.",
        "Bien noté pour le {day}. Je prendrai {list}.",
        "Je serai ravi(e) d'être présent(e) et d'assister {ws}.",
        "Inscription {ws}, merci d'avance.",
        "J'ai bien reçu votre invitation et j'y réponds par l'affirmative : je désire participer {ws}.",
        "Oui, je viens ! Je voudrais aller {ws}.",
    ),
    third=(
        "J'ai l'honneur de vous faire savoir que {who} assistera {ws}.",
        "{who} viendra et ira {ws}.",
        "Notre structure sera représentée par {who}. Choix : {list}.",
        "À la demande de {who}, je l'inscris {ws}.",
    ),
    several=("{who} : {list}", "{who} ira {ws}.", "Pour {who}, nous retenons {list}."),
    declines=(
        "Merci pour l'invitation, mais ce sera non pour moi cette année.",
        "Ne pouvant me libérer le {day}, je vous prie de bien vouloir m'excuser.",
        "Je ne serai pas disponible à cette date et ne pourrai donc me joindre à vous.",
        "Malheureusement il ne me sera pas possible d'être présent(e) {at}.",
    ),
    third_declines=(
        "{who} n'est pas disponible à cette date et ne pourra être présent(e).",
        "{who} me charge de vous dire qu'il ne lui sera pas possible de venir.",
    ),
    cancels=(
        "Je suis au regret d'annuler ma venue {at} pour raison de santé.",
        "Veuillez annuler mon inscription, un imprévu me retient.",
        "Inscrit(e) depuis un mois, je dois finalement me désister.",
    ),
    third_cancels=(
        "{who} doit se désister ; merci d'annuler son inscription.",
        "Veuillez supprimer l'inscription de {who}.",
    ),
    changes=(
        "Merci de modifier mon inscription : je quitte {old} pour {new}.",
        "Je souhaiterais échanger {old}, que j'avais retenu, contre {new}.",
    ),
    yes=("Je prendrai part aussi {to}.", "Présent(e) également {to}."),
    no=("Par contre, je n'assisterai pas {to}.", "Je ne prendrai pas part {to}."),
)  # fmt: skip
_ENGLISH_THIRD = Phrases(
    first=(
        "I'd love to come and would like a place in {list}.", "Yes, I will be there. My choice is {list}.",
        "Thanks for the invitation, please sign me up for {list}.", "I shall be joining you on {day} for {list}.",
    ),
    third=("I am writing to enrol {who} in {list}.", "{who} would like to take part in {list}."),
    several=("{who} would like to join {list}.",),
    declines=("Many thanks, but I am unable to come.", "I'm afraid I have another engagement on {day}."),
    third_declines=("{who} is unable to attend.",),
    cancels=("Please cancel my place, I am unwell.",),
    third_cancels=("{who} must withdraw; please cancel the booking.",),
    changes=("Could you swap my place in {old} for {new}?",),
    yes=("",), no=("",),
)  # fmt: skip
_FRENCH, _ENGLISH = (_FIRST, _SECOND, _THIRD), (_ENGLISH_FIRST, _ENGLISH_SECOND, _ENGLISH_THIRD)


def _phrases(scene: Scene) -> Phrases:
    return (_ENGLISH if scene.occasion.english else _FRENCH)[scene.voice]


# --- how workshops are named ---


def _joined(parts: list[str], last: str) -> str:
    return parts[0] if len(parts) == 1 else ", ".join(parts[:-1]) + f" {last} {parts[-1]}"


def _named(scene: Scene, workshops: tuple[str, ...]) -> tuple[str, str]:
    """Give ("à l'atelier 2", "l'atelier 2") for the workshops, by number, by label or by ordinal."""
    rng, occasion = scene.rng, scene.occasion
    many = len(workshops) > 1
    kind = rng.choice(("number", "label", "label", "ordinal" if not many else "number"))
    numbers = [str(occasion.number(w)) for w in workshops]
    if occasion.english:
        labels = [f'"{occasion.label(w)}"' for w in workshops]
        told = _joined(numbers if kind == "number" else labels, "and")
        noun = f"workshops {told}" if many else f"workshop {told}" if kind == "number" else f"the workshop {told}"
        return noun, noun
    if kind == "ordinal":
        ordinal = _ORDINALS[occasion.number(workshops[0]) - 1]
        return f"au {ordinal} atelier", f"le {ordinal} atelier"
    left, right = rng.choice((("« ", " »"), ('"', '"'), ("« ", " »")))
    told = _joined(numbers if kind == "number" else [f"{left}{occasion.label(w)}{right}" for w in workshops], "et")
    n = rng.choice(("", "n° ")) if kind == "number" and not many else ""
    return (
        (f"aux ateliers {told}", f"les ateliers {told}") if many else (f"à l'atelier {n}{told}", f"l'atelier {n}{told}")
    )


def _agreed(text: str, woman: bool) -> str:
    text = text.replace("Il/elle", "Elle" if woman else "Il")
    return text.replace("(e)", "e" if woman else "")


def _say(scene: Scene, phrase: str, who: Person, told: tuple[str, str] = ("", ""), called: str = "") -> str:
    o = scene.occasion
    text = phrase.format(ws=told[0], list=told[1], at=o.at, day=o.day, who=called, old=told[0], new=told[1], to="{to}")
    return _agreed(text[0].upper() + text[1:], who.woman)


def _needed(scene: Scene) -> tuple[str, ...]:
    return tuple(f for f in scene.occasion.event.required if f == "organisation")


def _extras(scene: Scene, phrases: Phrases) -> tuple[str, dict[str, AnswerValue]]:
    """Give a sentence that answers a yes-or-no question, and the answer."""
    for question in scene.occasion.event.questions:
        to = scene.occasion.asked(question.id).to
        if question.type is QuestionType.YES_NO and to and not scene.occasion.english and scene.rng.random() < 0.6:
            yes = scene.rng.random() < 0.6
            return scene.rng.choice(phrases.yes if yes else phrases.no).replace("{to}", to), {question.id: yes}
    return "", {}


def first_person(scene: Scene) -> Told:
    """Give one who registers himself; who he is stands in his signature."""
    phrases = _phrases(scene)
    extra, answers = _extras(scene, phrases)
    who = scene.someone().with_choice(chosen(scene.rng, scene.occasion.event), answers)
    body = _say(scene, scene.rng.choice(phrases.first), who, _named(scene, who.workshops))
    body = " ".join(part for part in (body, _agreed(extra, who.woman)) if part)
    signed = scene.signature(who, needed=_needed(scene))
    text = scene.framed(body, signed, lead=False)
    return Told(scene.letter(scene.sender(who), text), (who.attendee(signed.stated),))


def called(scene: Scene, who: Person, *, surely: tuple[str, ...] = ()) -> tuple[str, frozenset[str]]:
    """Give a person as a sentence names him, and the fields that it states."""
    rng = scene.rng
    stated = {"civility", "first_name", "last_name"}
    last = who.last_name.upper() if rng.random() < 0.5 else who.last_name
    text = f"{title(rng, who, scene.occasion.english)} {who.first_name} {last}"
    if rng.random() < 0.6:
        role = who.role if rng.random() < 0.3 or scene.occasion.english else who.role[0].lower() + who.role[1:]
        text += f", {role}"
        stated.add("role")
    if "organisation" in surely or rng.random() < 0.5:
        text += f" ({who.organisation})"
        stated.add("organisation")
    if "role" in stated and not text.endswith(")"):
        text += ","
    return text, frozenset(stated)


def _name_in(phrase: str, name: str) -> str:
    """Give the name as the phrase can hold it: no comma before a full stop or another comma."""
    follows = phrase.partition("{who}")[2]
    return name.rstrip(",") if follows[:1] in (",", ".", "") or follows[:2] == " :" else name


def third_person(scene: Scene) -> Told:
    """Give somebody who registers another; the writer's signature is not the attendee's."""
    phrases = _phrases(scene)
    who = scene.someone().with_choice(chosen(scene.rng, scene.occasion.event))
    name, stated = called(scene, who, surely=_needed(scene))
    phrase = scene.rng.choice(phrases.third)
    body = _say(scene, phrase, who, _named(scene, who.workshops), _name_in(phrase, name))
    sender, signed = scene.secretary(who)
    return Told(scene.letter(sender, scene.framed(body, signed, lead=False)), (who.attendee(stated),))


def several_people(scene: Scene) -> Told:
    """Give two or three people in sentences or in a list."""
    phrases = _phrases(scene)
    first = scene.someone()
    people = [first]
    while len(people) < scene.rng.choice((2, 2, 3)):
        other = scene.someone(first.organisation)
        if other.last_name not in {p.last_name for p in people}:
            people.append(other)
    bullet = scene.rng.choice(("", "- ", "• "))
    lines, attendees = [], []
    for who in people:
        picked = who.with_choice(chosen(scene.rng, scene.occasion.event))
        name, stated = called(scene, picked, surely=_needed(scene))
        phrase = scene.rng.choice(phrases.several)
        lines.append(bullet + _say(scene, phrase, picked, _named(scene, picked.workshops), _name_in(phrase, name)))
        attendees.append(picked.attendee(stated))
    body = "\n".join(lines)
    sender, signed = scene.secretary(first)
    return Told(scene.letter(sender, scene.framed(body, signed, lead=False)), tuple(attendees))


def _away(scene: Scene, pick: Callable[[Phrases], tuple[tuple[str, ...], tuple[str, ...]]], intent: Intent) -> Told:
    own, other = pick(_phrases(scene))
    who = scene.someone()
    if scene.rng.random() < 0.6:
        signed = scene.signature(who)
        body = _say(scene, scene.rng.choice(own), who)
        letter = scene.letter(scene.sender(who), scene.framed(body, signed, lead=False))
        return Told(letter, (who.attendee(signed.stated),), intent)
    name, stated = called(scene, who)
    phrase = scene.rng.choice(other)
    body = _say(scene, phrase, who, called=_name_in(phrase, name))
    sender, signed = scene.secretary(who)
    return Told(scene.letter(sender, scene.framed(body, signed, lead=False)), (who.attendee(stated),), intent)


def declines(scene: Scene) -> Told:
    """Give one who will not come, or is said not to."""
    return _away(scene, lambda p: (p.declines, p.third_declines), Intent.DECLINE)


def cancels(scene: Scene) -> Told:
    """Give one who had registered and will not come."""
    return _away(scene, lambda p: (p.cancels, p.third_cancels), Intent.CANCEL)


def changes(scene: Scene) -> Told:
    """Give one who had registered and now wants another workshop."""
    ids = [w.id for w in scene.occasion.event.workshops]
    old, new = scene.rng.sample(ids, 2)
    who = scene.someone().with_choice((new,))
    was, now = (f"l'atelier « {scene.occasion.label(w)} »" for w in (old, new))
    if scene.occasion.english:
        was, now = (f'the workshop "{scene.occasion.label(w)}"' for w in (old, new))
    elif scene.rng.random() < 0.4:
        was, now = (f"l'atelier {scene.occasion.number(w)}" for w in (old, new))
    body = _say(scene, scene.rng.choice(_phrases(scene).changes), who, (was, now))
    signed = scene.signature(who, needed=_needed(scene))
    letter = scene.letter(scene.sender(who), scene.framed(body, signed, lead=False))
    return Told(letter, (who.attendee(signed.stated),), Intent.AMEND)
