"""A sentence beside a filled-in coupon → what it changes: it brings the coupon, tells how it was marked, or repeats it.

What the coupon itself confirms needs no person: how many come, how many workshops were chosen, for which part of the
day, and the words that stand in its values.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from parsers.coupons.announcing import announces, tells_how_many
from parsers.coupons.choices import Choices
from parsers.coupons.eating import abstains_from, agrees_on_meal
from parsers.coupons.headings import states_event
from parsers.coupons.lateness import keeps_to_times
from parsers.coupons.likeness import stem
from parsers.coupons.presence import Time, agrees_on_time, chosen_times
from parsers.coupons.vocabulary import is_closing
from parsers.draft import Draft
from parsers.folding import fold, listed, words
from parsers.intent import Says
from parsers.letters import cover, grammar
from parsers.letters.clause import Clause
from parsers.letters.grammar import Stance
from parsers.letters.legible import tells_of_paper
from parsers.letters.signs import Sign
from parsers.letters.small_talk import is_small_talk
from parsers.letters.weight import (
    asks_to_register,
    cover_chance,
    is_half_said,
    is_harmless,
    is_mere_refusal,
    leaves_open,
    tells_of_marking,
)
from parsers.reasons import Reason

# The least chance that a sentence changes nothing which names nothing to choose: beside a coupon that says it all, one
# that matters is rare (one in twenty of what people write there), so less has to be shown than of a sentence alone.
_LIKELY = 0.65
_SMALL_TALK = 0.35  # the same of one in which no word touches what organisers deal with
_SURELY, _MANY = 0.95, 3  # the same of one that holds a word for an answer among as many that nothing explains
_CONFIRMED = 0.35  # the least chance that a sentence changes nothing whose number of people the coupons confirm
_PLAIN = (Stance.ELLIPTIC, Stance.COVER, Stance.AFFIRMED, Stance.UNKNOWN)
_RETURN = re.compile(
    r"\s*[,(–—-]?\s*\b(?:[àa] (?:renvoyer|retourner)|(?:please )?return|r[ée]ponse)\b.*$", re.IGNORECASE
)
_RETURN_BY = re.compile(r"\b(?:a (?:renvoyer|retourner)|return|reponse (?:souhaitee )?avant)\b.*\d")
# What a refusal to come is made of, in whatever words.
_STAYS_AWAY = re.compile(
    r"\b(?:pas|not|t|unable to|ne (?:pourr\w+|peu[tx]|pouvons)) (?:\w+ ){0,2}"
    r"(?:etre (?:des votres|parmi vous|present\w*|la)|me joindre|nous joindre|venir|assister|participer|come|attend"
    r"|join|make it|be (?:there|with you|able))\b"
)
_OF_COMING = re.compile(
    r"@[wqpotm]|\b(?:vien\w*|venir|venue|particip\w*|presen[ct]\w*|absen[ct]\w*|assist\w*|etre|ser(?:ai|as?|ons|ez|ont)"
    r"|pourr\w+|peu[tx]|pouvons|peuvent|possible|impossible|disponib\w*|libres?|(?:re)?joind\w*|inscri\w*|annul\w*"
    r"|enregistr\w*|accord|compt\w*|moi|me|nous|us|come|coming|attend\w*|join(?:s|ed|ing)?|make it|able|there|be|cannot"
    r"|can|won|will|am|m|available|going|register\w*|cancel\w*)\b"
)
_COMES_BACK = re.compile(r"\b(?:com(?:e|ing)|get(?:ting)?) back to you\b|\brevenir vers vous\b")
_REFUSING = (Stance.DENIED, Stance.CANCELLED)
_OF_WORDS = (Reason.UNKNOWN_WORKSHOP, Reason.DOUBTFUL_VALUE)
_OF_PEOPLE = re.compile(r"\b(?:accompagn|personne|people|person|guest|invite|convive|couvert|participant|place)")
# "nous serons deux", "two of us", "deux inscriptions"
_HOW_MANY = re.compile(
    r"(?<!\S)(?:(?:nous (?:serons|sommes|viendrons a|venons a)|on (?:sera|est|vient a|viendra a)|we are|we will be"
    r"|we ll be"
    r"|there (?:will be|are)|pour|for|nos|les|our|both) @c\b|@c (?:of us|of you|nos|de nos|d entre nous|inscri\w+"
    r"|coupons?|bulletins?|fiches?|participant\w*|personnes?|people|collegues?|colleagues?|adherente?s?|benevoles?"
    r"|agents?|elue?s?|membres?|members?|registrations?|forms?|places?|attendees|delegates?|volunteers?)\b)"
)
_HOW_MANY_CHOSEN = re.compile(
    r"(?<!\S)(?:(?:un |une |@c )?(?:seule?|unique) (?:ateliers?|choix|seances?|sessions?|workshops?)"
    r"|@c (?:ateliers?|choix|workshops?|choices?|sessions?)|(?:rank|choose|take|picked|ranked|chose|classe"
    r"|choisis|prends|coche) (?:only |que )?(?:@c|one|un|une)|(?:just|only) (?:@c|one)|@c (?:only|seulement))\b"
)
_ONLY = re.compile(r"\b(?:que|qu|seulement|uniquement|only|just)\b")
_FIRST_LETTERS = 3  # that a name and what its bearer is called have in common ("Dany", Danielle)
_MAX_NAME = 3  # words
_TALK_OF_TIME = listed(
    """je ne n serai sera serons la que qu l le les la present presente viens viendrai viendra participe participerai
    seulement uniquement pour apres midi a au du de demi journee atelier ateliers i will ll be there only just for the
    in of come coming attend attending can we nous on @t @d @w session sessions workshop workshops"""
)
# What people say of how they filled a coupon in, and no more.
_TALK_OF_FILLING = listed(
    """je j ai a avons nous on l le la les un une des du de d en au aux a dans sur par pour avec et ou ci ce ceux celui
    celle celles cela qui que qu quoi dont m me moi mon ma mes notre nos votre vos vous voici voila est sont joint
    jointe dessous dessus bas haut
    mis mets mise fait faits rempli remplie remplis complete completee note notee indique indiquee ecrit reponds repondu
    reponse reponses choix atelier ateliers case cases option options ligne lignes coupon bulletin formulaire fiche
    document tableau inscription mail message texte
    surligne surlignee surlignes entoure entouree entoures souligne soulignee soulignes coche cochee coches barre barree
    raye rayee biffe efface effacee supprime supprimee colorie coloriee marque marquee garde garder laisse reste
    rouge vert bleu jaune orange rose violet couleur gras gros italique majuscules fluo stylo croix x
    concerne concernent interesse interessent convient conviennent souhaite souhaitons suivre choisis choisi choisie
    choisis retenu retenus retenue retiens prends prendre voudrais veux
    i ve have has we our my the a an in with of to for on which what whatever that those ones this these below above
    here is are form reply slip answer answers choice choices workshop workshops box boxes option options line lines
    put marked marking highlighted ticked circled crossed out struck deleted removed erased coloured colored bold red
    green blue yellow colour color italics interest interests want wanted chosen choose apply applies doesn t don do
    does not don suits suit me keep kept left rest completed filled @q @m @d @e hello hi there bonjour bonsoir and"""
)
_TALK_OF_COUNT = _TALK_OF_FILLING | listed(
    "seul seule unique un une @c pour moi only just one rank ranked classe cette fois ci this time day jour"
)
_OF_COUNT = listed(
    """@c nous serons sommes on sera we are us of people personne personnes inscription inscriptions les nos our the for
    pour both coupon coupons collegue collegues colleagues place places there will be"""
)
_GUESTS = listed(
    """mari femme epouse epoux conjoint conjointe compagne compagnon collegue ami amie husband wife partner colleague
    friend accompagne accompagnera accompagnent accompagneront vient viendra viendront accompanies
    accompanying coming with"""
)
# Whom a coupon for two lets come along, and what such a sentence is made of.
_COMPANIONS = listed(
    """mari femme epouse epoux conjoint conjointe compagne compagnon collegue ami amie soeur frere fils fille mere pere
    voisin voisine tresorier tresoriere secretaire chauffeur husband wife partner colleague friend sister brother son
    daughter mother father"""
)
_ACCOMPANIED = listed(
    """mon ma notre my our je j i we nous moi me m avec with et and qui who viens vient venir viendra viendrons come
    comes
    coming will ll accompagne accompagnera accompagny accompanies accompany mange mangera manger dejeunera dejeuner
    dinera
    diner eat join joins for lunch dinner only just juste seulement uniquement midi au a pour le la les the repas
    buffet mais
    but n ne pas not assistera participera aux ateliers workshops attend @q @e d l"""
)
_ENCLOSED = listed(  # "je m'inscris, demande jointe": of the papers that the mail brings
    """demande dossier joint jointe joints jointes ci pj pdf fichier piece document fiche bulletin coupon formulaire
    reponse
    page dos verso recto lettre courrier est sont voir attached enclosed form slip reply file below dessous suit"""
)
_NUMBERS = re.compile(r"(?<!\S)(?:\d{1,2}|deux|trois|quatre|cinq|six|two|three|four|five)(?!\S)")
_MARKS_SO = re.compile(
    r"\b(?:surlign|entour|soulign|coch|barr|ray|biff|effac|supprim|colori|marqu|highlight|tick|circl|cross|struck|delet"
    r"|remov|eras|bold|colou?r|rouge|vert|bleu|jaune|orange|rose|violet|gras|red|green|blue|yellow|fluo|italique)"
)
_NEGATED = re.compile(r"\b(?:ne|n|pas|non|sauf|mais|not|but|except)\b")
_OF_CHOICES = listed(  # "je change d'atelier l'après-midi": to which one, the coupon says
    """atelier ateliers choix session sessions seance seances module modules workshop workshops choice choices apres
    midi
    matin @t @d d un une de du l le la mon ma mes my the for one"""
)
_CROSSES_OUT = re.compile(r"\b(?:barr|ray|biff|effac|supprim|cross|struck|delet|remov|eras)")


@dataclass(frozen=True, slots=True)
class Filled:
    """What the coupons say that sentences beside them may repeat."""

    names: frozenset[str]  # the words of the names in them
    stated: frozenset[str]  # the words of all their values
    people: frozenset[str]  # how many they are for, in figures; with those they bring along too
    brings: bool  # it says how many the person brings along
    chosen: frozenset[str]  # how many workshops each of them chose
    slots: frozenset[str]  # when those are
    times: frozenset[Time] = frozenset()  # when all takes place that they choose
    abstains: bool = False  # everybody declines the meals
    declines: bool = False  # nobody comes


@dataclass(slots=True)
class Beside:
    """What a sentence beside a coupon gives."""

    said: set[Says] = field(default_factory=set)
    doubts: list[Reason] = field(default_factory=list)
    clauses: list[Clause] = field(default_factory=list)  # that choose or answer, to be held against the coupon
    remark: bool = False


def filled_of(drafts: Sequence[Draft], choices: Choices) -> Filled:
    """Give what filled-in coupons say."""
    event = choices.event
    values = [value for d in drafts for value in d.values.values()]
    values += [value for d in drafts for value in d.answers.values() if isinstance(value, str)]
    brought = {
        int(value)
        for d in drafts for id, value in d.answers.items()
        if not isinstance(value, bool) and isinstance(value, int)
        and (asked := event.question(id)) is not None and _OF_PEOPLE.search(fold(asked.label))
    }  # fmt: skip
    counts = {len(drafts), *(len(drafts) + n for n in brought), *(n for n in brought if n >= len(drafts))}
    slots = {w.slot for d in drafts for id in d.chosen if (w := event.workshop(id)) is not None and w.slot}
    return Filled(
        names=frozenset(name for draft in drafts for name in _names(draft)),
        stated=frozenset(w for value in values for w in words(value)),
        people=frozenset(map(str, counts)),
        brings=any(brought),
        chosen=frozenset({str(len(d.chosen)) for d in drafts} if drafts else ()),
        slots=frozenset(slots),
        times=chosen_times(drafts, choices),
        abstains=abstains_from(drafts, choices),
        declines=bool(drafts) and all(d.coming is False and not d.chosen for d in drafts),
    )


def _names(draft: Draft) -> list[str]:
    """Give the words of a name, and the initials of a first name in two parts as people sign with them ("JY")."""
    first = words(draft.values.get("first_name", ""))
    initials = ["".join(word[0] for word in first)] if len(first) > 1 else []
    return [*first, *words(draft.values.get("last_name", "")), *initials]


def is_talk(text: str, signs: list[Sign], filled: Filled, choices: Choices) -> bool:
    """Say whether a sentence only signs, tells how the coupon was filled in, or repeats a number or a time of it."""
    told = " ".join(s.word for s in signs)
    if tells_of_marking(text) or tells_of_paper(text) or _signs_short(text, filled) or _is_title(text, choices):
        return True
    counts = frozenset(s.value for s in signs if s.word == "@c")
    if counts and counts <= filled.people and asks_to_register(_NUMBERS.sub(" ", text)):
        return True
    if leaves_open(text):
        return False
    agrees = agrees_on_meal(text, abstains=filled.abstains) or agrees_on_time(text, filled.times)
    if agrees or keeps_to_times(text, filled.times):
        return True
    event = choices.event
    places = filled.stated | frozenset(words(" ".join((event.title, event.venue or "", *event.match))))
    if announces(told, counts, filled.people) or tells_how_many(told, counts, filled.people, places):
        return True
    if _tells_of_filling(told) or _brings_along(told, filled):
        return True
    return _repeats_count(told, signs, filled) or _repeats_time(text, told, filled, choices)


def _is_title(text: str, choices: Choices) -> bool:
    """Say whether a line is the coupon's own: the event with its day, and by when to answer."""
    return bool(_RETURN_BY.search(fold(text))) and states_event(_RETURN.sub("", text), choices)


def _signs_short(text: str, filled: Filled) -> bool:
    """Say whether a sentence is a name that the coupon knows, cut short ("Dany G."), or a farewell with a name."""
    head, comma, tail = text.strip(" .!").rpartition(",")
    if comma:
        return is_closing(head) and len(words(tail)) == 1 and tail.strip()[:1].isupper()
    said = words(text)
    return 0 < len(said) <= _MAX_NAME and all(
        any(name.startswith(word if len(word) == 1 else word[:_FIRST_LETTERS]) for name in filled.names)
        for word in said
    )


def _tells_of_filling(told: str) -> bool:
    """Say whether a sentence tells how the coupon was marked, and nothing else ("J'ai mis mes réponses en gras")."""
    if not _MARKS_SO.search(told) or set(_words_of(told)) - _TALK_OF_FILLING:
        return False
    return not _NEGATED.search(told) or bool(_CROSSES_OUT.search(told))


def _brings_along(told: str, filled: Filled) -> bool:
    """Say whether a sentence tells who it is that the coupon counts as coming along ("Mon mari viendra manger")."""
    said = _words_of(told)
    if not filled.brings or "2" not in filled.people or sum(word in _COMPANIONS for word in said) != 1:
        return False
    return all(word in _COMPANIONS or word in _ACCOMPANIED for word in said)


def _repeats_count(told: str, signs: list[Sign], filled: Filled) -> bool:
    """Say whether a sentence tells how many workshops were chosen, and the coupon says the same."""
    return (
        not set(_words_of(told)) - _TALK_OF_COUNT
        and len(filled.chosen) == 1
        and _counts_chosen(told, signs) == filled.chosen
    )


def _counts_chosen(told: str, signs: list[Sign]) -> frozenset[str] | None:
    """Give how many workshops a sentence says that somebody chose, in figures; None where it does not."""
    if not _HOW_MANY_CHOSEN.search(told):
        return None
    return frozenset(s.value for s in signs if s.word == "@c") or frozenset({"1"})


def _repeats_time(text: str, told: str, filled: Filled, choices: Choices) -> bool:
    """Say whether a sentence names the one time of the day for which all was chosen ("Je ne serai là que le matin")."""
    if not _ONLY.search(told) or "@t" not in told or not filled.slots or set(_words_of(told)) - _TALK_OF_TIME:
        return False
    meant = [choices.times[stem(w)] for w in words(text) if stem(w) in choices.times]
    return bool(meant) and "@w" not in told and all(filled.slots <= slots for slots in meant)


def _words_of(told: str) -> list[str]:
    return [word for word in told.split() if word[0].isalnum() or word[0] == "@"]


def heard_beside(text: str, signs: list[Sign], found: list[Clause], filled: Filled, *, clear: bool) -> Beside:
    """Give what the clauses of a sentence change; `clear`: its wording alone shows that no person is needed."""
    heard = Beside()
    told = " ".join(s.word for s in signs)
    found = [replace(c, stance=Stance.UNKNOWN) if _denies_another_thing(c) else c for c in found]
    gives = any(c.gives or c.refused for c in found)
    refusing = any(c.stance in _REFUSING for c in found)
    counted = bool(_HOW_MANY.search(told)) and {s.value for s in signs if s.word == "@c"} <= filled.people
    chosen = _counts_chosen(told, signs)
    heard.remark = chosen is not None and chosen != filled.chosen
    likely = is_mere_talk(text, found, _CONFIRMED if counted or chosen == filled.chosen else _LIKELY)
    mild = is_harmless(text) and not is_half_said(text) and not gives
    excused = filled.declines and not gives and is_mere_refusal(text, told.split())
    sure = not refusing and not is_half_said(text) and not leaves_open(text) and cover_chance(text) >= _SURELY
    for clause in found:
        # What the grammar takes a word for counts less than the whole sentence.
        refused = clause.stance is Stance.DENIED and bool(_STAYS_AWAY.search(clause.text))
        vague = not clause.understood and mild and clause.stance is not Stance.CANCELLED and not refused
        vague |= sure and _holds_word_only(clause)
        if vague or (likely and not clause.understood and clause.stance in _PLAIN):
            continue
        if _changes_choices(clause, filled):
            heard.said.add(Says.CHANGE)
            continue
        _take(clause, heard)
        left = _unexplained(clause, filled, counted=counted)
        weak = refusing and (excused or not cover.is_weighty(clause.text))
        heard.remark |= bool(left) and not weak and not clear
    return heard


def _holds_word_only(clause: Clause) -> bool:
    """Say whether a clause, most of which is not understood, only holds a word that answers a question elsewhere."""
    return bool(clause.answers) and not (clause.chosen or clause.refused) and len(clause.strange) >= _MANY


def is_mere_talk(text: str, found: Sequence[Clause], least: float = _LIKELY) -> bool:
    """Say whether a sentence beside a coupon chooses and refuses nothing, and most likely changes nothing."""
    if any(c.gives or c.refused or c.stance in _REFUSING for c in found) or leaves_open(text) or is_half_said(text):
        return False
    chance = cover_chance(text)
    return chance >= least or (chance >= _SMALL_TALK and is_small_talk(text))


def _changes_choices(clause: Clause, filled: Filled) -> bool:
    """Say whether a clause tells that a choice was changed and does not name it, where the coupon names choices."""
    if clause.stance is not Stance.CHANGE or clause.gives or clause.refused or filled.chosen <= {"0"}:
        return False
    return clause.doubts == [Reason.UNKNOWN_WORKSHOP] and _OF_CHOICES.issuperset(clause.strange)


def _denies_another_thing(clause: Clause) -> bool:
    """Say whether a clause denies something else than that somebody comes ("la pièce jointe ne passait pas")."""
    if clause.stance is not Stance.DENIED or clause.understood or clause.gives or clause.refused:
        return False
    return grammar.stance_of(clause.text)[0] not in _REFUSING and not _OF_COMING.search(
        _COMES_BACK.sub(" ", clause.text)
    )


def _take(clause: Clause, heard: Beside) -> None:
    """Take what one clause says of coming, of changes, of workshops and answers."""
    if clause.stance in _REFUSING and clause.of_event:
        heard.said.add(Says.CANCEL if clause.stance is Stance.CANCELLED else Says.NOT_COMING)
    elif clause.stance in (Stance.EARLIER, Stance.CHANGE):
        heard.said.add(Says.EARLIER if clause.stance is Stance.EARLIER else Says.CHANGE)
    heard.said |= {Says.CHANGE} if grammar.says_change(clause.text) else set()
    if clause.gives or clause.refused:
        heard.clauses.append(clause)
    heard.remark |= clause.stance in (Stance.CANCELLED, Stance.LIKED) and not clause.of_event
    heard.remark |= clause.stance is Stance.ELLIPTIC and "@w" in clause.text
    heard.doubts += [reason for reason in clause.doubts if reason not in _OF_WORDS or _is_told(clause)]


def _is_told(clause: Clause) -> bool:
    """Say whether what a clause names is more than words that stand in any sentence ("the workshop roof", "my French").

    A number that no workshop has is more, and so is what is understood word by word; whether a person reads the rest is
    told by its other words.
    """
    return clause.understood or "@u" in clause.text.split()


def _unexplained(clause: Clause, filled: Filled, *, counted: bool) -> list[str]:
    """Give the words of a clause that neither the grammar nor the coupon explains."""
    if clause.stance is Stance.UNKNOWN:
        return clause.strange or [clause.text]
    explained = filled.stated if clause.stance is Stance.AFFIRMED or counted else frozenset()
    if clause.stance is Stance.AFFIRMED and not clause.gives:
        explained |= _ENCLOSED | (frozenset({"@c"}) if "page" in clause.strange else frozenset())
    counts = _OF_COUNT | (_GUESTS if filled.brings else frozenset()) if counted else frozenset()
    return [word for word in clause.strange if word not in explained and word not in counts]
