"""Rows → drafts: labels, values and ticks, in whatever order a coupon puts them, for one person or several.

A coupon is known by its labels, not by its layout. What stands inside it and is not understood is kept as `unread`: it
costs confidence, because it may be an answer.
"""

import re
from dataclasses import dataclass, field
from itertools import pairwise

from parsers import fields
from parsers.choices import Choices, answer, choice, yes_or_no
from parsers.columns import column_drafts
from parsers.document import Mark
from parsers.draft import Draft, evidence_at
from parsers.event import Question, QuestionType
from parsers.folding import fold, listed, words
from parsers.labels import Labelled, by_prefix, labelled
from parsers.options import Option, options, visible
from parsers.reasons import Reason
from parsers.thread import Row, Section, Thread
from parsers.values import order_unclear, put
from parsers.vocabulary import Label, is_boilerplate, is_closing, is_greeting, is_title

_NAMES = (Label.LAST_NAME, Label.FULL_NAME)
_OPENERS = (Label.LAST_NAME, Label.FULL_NAME, Label.CIVILITY)
_WEAK = frozenset({Label.PHONE, Label.EMAIL, Label.IGNORED, Label.ADDRESS, Label.POSTAL_CODE})
_PERSONAL = frozenset(
    {Label.ROLE, Label.ORGANISATION, Label.CITY, Label.POSTAL_CITY, Label.CIVILITY, Label.POSTAL_CODE, Label.ADDRESS}
)
_ONCE_FOR_ALL = frozenset({"organisation", "address", "postal_code", "city"})
_MAX_LINE = 1500  # characters; no row of boxes is longer
_ANSWERING = listed(
    """oui non yes no je j ne n pas participera participerai sera serai present presente viendra viendrai assistera
    assisterai i will not attend come a l au la le les y et d de the to"""
)
_NOTHING = frozenset({"neant", "sans objet", "n a", "na", "so", "xxx", "xx", "x", "none", "nil", "ras"})
_RULE = re.compile(r"^[\s_*=~.-]{3,}$")
_ADVICE = re.compile(
    r"\b(?:a (?:retourner|renvoyer|remplir|completer)|avant le|cocher|cochez|rayer|rayez|merci de|to be returned"
    r"|please return"
    r"|a partir de|de \d+ ?h|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|tick|facultatif|obligatoire"
    r"|une croix|case de votre choix|precisez|indiquez|un par (?:creneau|demi journee)|un seul par)\b"
)
_HEADING_WORDS = listed(
    """votre vos coordonnees participation participant participante participants informations inscription identite
    renseignements programme ateliers atelier s choix choisi choisis repas contact details your personal
    personnelles professionnelles matin apres midi journee morning afternoon creneau session le la les du de d l
    et a au presence"""
)
_CALENDAR = listed(
    """lundi mardi mercredi jeudi vendredi samedi dimanche janvier fevrier mars avril mai juin juillet aout septembre
    octobre novembre decembre monday tuesday wednesday thursday friday saturday sunday january february march
    april may june july august september october november december le de du la les l d a h des partir from to on
    at the of 1er et"""
)
_LONE_TICK = re.compile(r"^\s*[-*•]?\s*[xX]\s+(?=\S)|(?:\s{2,}|\t|[.…_]{2,}|\s-\s|:)\s*[xX]\s*$")


@dataclass(slots=True)
class CouponReading:
    """The coupons of one section, and its rows that belong to none."""

    drafts: list[Draft] = field(default_factory=list)
    before: list[Row] = field(default_factory=list)  # above the first coupon: greeting, sentences
    after: list[Row] = field(default_factory=list)  # from the closing on: the signature


def read_section(section: Section, thread: Thread, choices: Choices) -> CouponReading:
    """Give the coupons of one section, blank ones too."""
    reader = _Reader(choices, thread, _two_line_labels(section, choices))
    reader.read(section.rows)
    return reader.result()


def _two_line_labels(section: Section, choices: Choices) -> bool:
    """Say whether the values of a coupon stand below their labels rather than beside them."""
    beside = below = 0
    rows = [row for row in section.rows if row.line.text.strip()]
    for row, following in pairwise(rows):
        found = labelled(row.line.text, choices)
        if not found or found[0].label in (None, Label.WORKSHOPS, Label.IGNORED):
            continue
        if fields.cleaned(found[0].value):
            beside += 1
        elif not labelled(following.line.text, choices) and not any(m in following.line.text for m in Mark):
            below += 1
    return below >= 3 and below > beside


class _Reader:
    def __init__(self, choices: Choices, thread: Thread, two_lines: bool) -> None:
        self.choices = choices
        self.thread = thread
        self.part = thread.document.part
        self.two_lines = two_lines
        self.sections = CouponReading()
        self.current: Draft | None = None
        self.closed = False
        self.waiting: Labelled | None = None  # a label whose value may stand in the next row
        self.question: Question | None = None  # asked last, its options may follow
        self.listing = False  # below the heading of the workshops
        self.listed: list[tuple[str, Row, float]] = []  # workshops there without a box
        self.below_title = False
        self.legal = False
        self.fates: list[tuple[Row, Draft | None, bool]] = []  # a row, its coupon, and whether a closing came before

    def read(self, rows: tuple[Row, ...]) -> None:
        number = 0
        while number < len(rows):
            table = rows[number].table
            if table >= 0 and (number == 0 or rows[number - 1].table != table):
                found = column_drafts(self.thread.tables[table], table, self.part, self.choices)
                if found is not None:
                    self._add_columns(found)
                    while number < len(rows) and rows[number].table == table:
                        number += 1
                    continue
            self._row(rows[number])
            number += 1
        self._settle_list()

    def result(self) -> CouponReading:
        """Give the coupons; the rows of what turned out to be none go back to the text around them."""
        self.sections.drafts = [d for d in self.sections.drafts if _is_coupon(d)]
        kept = {id(draft) for draft in self.sections.drafts}
        for row, draft, closed in self.fates:
            if draft is None or id(draft) not in kept:
                (self.sections.after if closed else self.sections.before).append(row)
        for draft in self.sections.drafts:
            _finish(draft)
        self.sections.drafts = _shared(self.sections.drafts)
        return self.sections

    def _add_columns(self, found: list[Draft]) -> None:
        """Add the drafts of a table of people; ticks without a person belong to the coupon around them."""
        for draft in found:
            if draft.values or self.current is None:
                self.sections.drafts.append(draft)
                self.current = draft if not draft.values else None
                continue
            self.current.offered += draft.offered
            for reason in draft.doubts:
                self.current.doubt(reason)
            for question, value in draft.answers.items():
                self.current.reply(question, value, draft.evidence[f"answers.{question}"][0])
            for workshop, chosen in draft.workshops.items():
                for evidence in draft.evidence.get(f"workshops.{workshop}", [])[:1]:
                    self.current.choose(workshop, chosen, evidence)

    def _row(self, row: Row) -> None:
        text = row.line.text
        if not fold(text) and not any(mark in text for mark in Mark):
            return
        if is_title(text):
            self._settle_list()
            if self.current is None or self.current.asked or self.closed:
                self.current = None
            self.closed, self.below_title = False, True
            return
        found = [] if is_greeting(text) else labelled(text, self.choices)
        if not found and self.current is not None and len(self.current.asked) >= 2 and not self.closed:
            prefix = by_prefix(text)
            found = [prefix] if prefix else []
        if (self.closed and not any(f.label in _OPENERS for f in found)) or is_closing(text):
            self._settle_list()
            self.closed = True
            self.fates.append((row, None, True))
            return
        if found:
            self._settle_list()
            for piece in found:
                self._labelled(piece, row)
        elif len(text) <= _MAX_LINE and (any(mark in text for mark in Mark) or _LONE_TICK.search(text)):
            self._options(row, text, 0, None)
        else:
            self._text(row)
            return
        self.fates.append((row, self.current, False))

    def _draft(self, label: Label | None = None) -> Draft:
        """Give the coupon that a label belongs to: a new one where a second name begins another person."""
        if self.current is not None and label in _OPENERS and not self.closed:
            asked = set(self.current.asked)
            named = asked & {*_NAMES, Label.FIRST_NAME}
            if (label in _NAMES and asked & set(_NAMES)) or (label is Label.CIVILITY and label in asked and named):
                self.current = None
        if self.closed:
            self.current, self.closed = None, False
        if self.current is None:
            self.current = Draft()
            self.sections.drafts.append(self.current)
        return self.current

    def _labelled(self, piece: Labelled, row: Row) -> None:
        self.waiting, self.question, self.listing = None, None, False
        draft = self._draft(piece.label)
        draft.asked.append(piece.label or (piece.question.id if piece.question else f"workshop {piece.workshop}"))
        value, struck = visible(row, piece.start, piece.end)
        if piece.workshop:
            self._workshop_answer(draft, piece, row, struck)
        elif piece.question:
            self.question = piece.question
            self._question(draft, piece, row, value, struck)
        elif piece.label is Label.WORKSHOPS:
            self.listing = True
            if any(mark in value for mark in Mark):
                self._options(row, row.line.text[piece.start : piece.end], piece.start, None)
            elif fold(value):
                self._workshop_list(draft, piece, row, value)
        elif piece.label and any(mark in value for mark in Mark):
            self._marked_field(draft, piece, row)
        elif piece.label and piece.label is not Label.IGNORED:
            if fields.cleaned(value) and fold(fields.cleaned(value)) not in _NOTHING:
                sure = 0.8 if piece.label is Label.FULL_NAME and order_unclear(piece.written, value) else piece.sure
                put(draft, piece.label, value, evidence_at(row, self.part, piece.start, piece.end, sure))
            elif not fold(value):
                self.waiting = piece

    def _marked_field(self, draft: Draft, piece: Labelled, row: Row) -> None:
        """Read "Civilité : ☒ M. ☐ Mme" and its like: the ticked options are the value."""
        ticked = [o for o in options(row.line.text[piece.start : piece.end], piece.start) if o.mark is not Mark.EMPTY]
        if len(ticked) == 1 and piece.label:
            if ticked[0].mark is Mark.DOUBTFUL:
                draft.doubt(Reason.DOUBTFUL_MARK)
            put(
                draft,
                piece.label,
                ticked[0].text,
                evidence_at(row, self.part, ticked[0].start, ticked[0].end, piece.sure),
            )
        elif ticked:
            draft.doubt(Reason.CONTRADICTION)

    def _workshop_answer(self, draft: Draft, piece: Labelled, row: Row, struck: bool) -> None:
        """Read oui or non beside a workshop."""
        draft.offered += 1
        said = self._said(draft, row, piece, struck)
        if said is not None and piece.workshop:
            draft.choose(
                piece.workshop, said[0], evidence_at(row, self.part, piece.start, piece.end, said[1] * piece.sure)
            )

    def _said(self, draft: Draft, row: Row, piece: Labelled, struck: bool) -> tuple[bool, float] | None:
        """Give what a place with oui and non says, and how sure: by ticks, by what is struck, by what stands out."""
        text = row.line.text[piece.start : piece.end]
        if any(mark in text for mark in Mark):
            ticked = [o for o in options(text, piece.start) if o.mark is not Mark.EMPTY]
            if any(o.mark is Mark.DOUBTFUL for o in ticked):
                draft.doubt(Reason.DOUBTFUL_MARK)
            said = {yes_or_no(o.text) for o in ticked}
            if len(said) > 1 or None in said:
                draft.doubt(Reason.CONTRADICTION)
                return None
            answered = said.pop() if said else None
            return None if answered is None else (answered, 0.98)
        shown, _ = visible(row, piece.start, piece.end)
        plain = yes_or_no(shown)
        if plain is not None:
            return plain, 0.98
        if struck and fold(shown):
            draft.doubt(Reason.CONTRADICTION)
            return None
        marked = [t for t in row.line.tokens if t.start >= piece.start and (t.style.bold or t.style.highlighted
                  or t.style.coloured or t.style.underlined)]  # fmt: skip
        stressed = {yes_or_no(row.line.text[t.start : t.end]) for t in marked} - {None}
        if len(stressed) == 1:
            return bool(stressed.pop()), 0.92
        return None

    def _question(self, draft: Draft, piece: Labelled, row: Row, value: str, struck: bool) -> None:
        question = piece.question
        assert question is not None
        if question.type is QuestionType.YES_NO:
            said = self._said(draft, row, piece, struck)
            if said is not None and len([w for w in words(value) if w not in _ANSWERING]) > 1:
                draft.unread.append(row.line.text)  # "oui, accompagné de …"
            if said is not None:
                draft.reply(
                    question.id, said[0], evidence_at(row, self.part, piece.start, piece.end, said[1] * piece.sure)
                )
            elif (
                fields.cleaned(value)
                and not any(m in value for m in Mark)
                and yes_or_no(value) is None
                and not _both(value)
            ):
                draft.unread.append(row.line.text)
        elif any(mark in value for mark in Mark):
            self._options(row, row.line.text[piece.start : piece.end], piece.start, question)
        elif written := fields.cleaned(value):
            if fields.is_suspicious(written):
                draft.doubt(Reason.SUSPICIOUS_TEXT)
                return
            given = answer(question, written)
            if given is None:
                if not _lists_choices(question, written):
                    draft.doubt(Reason.DOUBTFUL_VALUE)
                return
            if question.type is QuestionType.TEXT:
                if fold(written) in _NOTHING:
                    return
                given = _person_or_text(written)
            draft.reply(question.id, given, evidence_at(row, self.part, piece.start, piece.end, piece.sure))

    def _workshop_list(self, draft: Draft, piece: Labelled, row: Row, value: str) -> None:
        """Read "Ateliers : déchets + transport"."""
        found = self.choices.workshops(value)
        refused = bool(re.search(r"\b(?:sauf|excepte|hormis|except|pas|ni|not|but)\b", fold(value)))
        if found.everything and not found.ids and not found.rest:
            found_ids = tuple(w.id for w in self.choices.event.workshops)
        else:
            found_ids = found.ids
        if found.rest and not _ADVICE.search(fold(value)):
            draft.doubt(Reason.UNKNOWN_WORKSHOP)
        if not found.clear or refused or (found.everything and found.ids):
            draft.doubt(Reason.CONTRADICTION)
        for workshop in found_ids:
            draft.choose(
                workshop, True, evidence_at(row, self.part, piece.start, piece.end, 0.97 if found.named else 0.95)
            )

    def _options(self, row: Row, text: str, start: int, question: Question | None) -> None:
        """Read a row of boxes: workshops, answers to the question above, or whether one comes."""
        draft = self._draft()
        for option in options(text, start):
            shown, struck = visible(row, option.start, option.end)
            if struck and not fold(shown):
                continue  # scribbled out: neither chosen nor offered
            self._option(draft, row, option, question or self.question)

    def _option(self, draft: Draft, row: Row, option: Option, question: Question | None) -> None:
        """Take one box: an answer to the question above it, a workshop, or something that it names itself."""
        ticked = option.mark is not Mark.EMPTY
        evidence = evidence_at(row, self.part, option.start, option.end, 0.98)
        if option.mark is Mark.DOUBTFUL:
            draft.doubt(Reason.DOUBTFUL_MARK)
        workshop = self.choices.workshop(option.text)
        said = yes_or_no(option.text)
        if question is not None and self._answers(draft, row, option, question, said):
            return
        if workshop is not None and said is None:
            draft.offered += 1
            draft.asked.append(f"workshop {workshop[0]}")
            if ticked:
                draft.choose(workshop[0], True, evidence_at(row, self.part, option.start, option.end, workshop[1]))
        elif (asked := self.choices.question(option.text)) and asked.type is QuestionType.YES_NO:
            draft.asked.append(asked.id)
            if ticked:
                draft.reply(asked.id, said is not False, evidence)
        elif fields.civility(option.text) and len(words(option.text)) < 3:
            if ticked:
                put(draft, Label.CIVILITY, option.text, evidence)
        elif said is not None:
            self._presence_answer(draft, ticked, said)
        elif ticked:
            draft.doubt(Reason.UNKNOWN_WORKSHOP if self.listing or draft.offered else Reason.DOUBTFUL_VALUE)
        elif not fold(option.text):
            draft.unread.append(row.line.text)

    def _answers(self, draft: Draft, row: Row, option: Option, question: Question, said: bool | None) -> bool:
        """Take a box as an answer to a question; False where it is none."""
        ticked = option.mark is not Mark.EMPTY
        if question.type is QuestionType.YES_NO and said is not None and len(words(option.text)) < 3:
            if ticked:
                draft.reply(question.id, said, evidence_at(row, self.part, option.start, option.end, 0.98))
            return True
        picked = choice(question, option.text) if question.choices else None
        if picked and ticked:
            self._pick(draft, question, picked, row, option)
        return picked is not None

    def _presence_answer(self, draft: Draft, ticked: bool, said: bool) -> None:
        if ticked and draft.coming is not None and draft.coming != said:
            draft.doubt(Reason.COMING_AND_NOT)
        elif ticked:
            draft.coming = said

    def _pick(self, draft: Draft, question: Question, picked: str, row: Row, option: Option) -> None:
        evidence = evidence_at(row, self.part, option.start, option.end, 0.98)
        standing = draft.answers.get(question.id)
        if question.type is QuestionType.MULTI_CHOICE:
            before = standing if isinstance(standing, tuple) else ()
            draft.answers[question.id] = (*before, picked)
            draft.note(f"answers.{question.id}", evidence)
        else:
            draft.reply(question.id, picked, evidence)

    def _text(self, row: Row) -> None:
        """Take a row without label and box: a value below its label, a listed workshop, or something unread."""
        text = row.line.text
        if self.current is None:
            if not (self._is_heading(text) if self.below_title else self._is_label_of_event(text)):
                self.fates.append((row, None, False))
            return
        self.fates.append((row, self.current, False))
        shown, struck = visible(row, 0, len(text))
        if struck and not fold(shown):
            return
        if self.waiting and self.waiting.label and self._takes(self.waiting.label, text):
            put(self.current, self.waiting.label, text, evidence_at(row, self.part, 0, len(text), 0.9))
            self.waiting = None
            return
        self.waiting = None
        workshop = self.choices.workshop(shown)
        if workshop and (self.listing or self.current.offered or workshop[1] > 0.95):
            self.listed.append((workshop[0], row, workshop[1] if not struck else 0.9))
            return
        legal = is_boilerplate(text) or (self.legal and text[:1].islower())
        self.legal = legal and len(text) > 60  # its sentence may go on in the next row
        if _RULE.match(text) or legal or self._is_heading(text):
            return
        self.current.unread.append(text)

    def _takes(self, label: Label, text: str) -> bool:
        """Say whether a row is the value of the label above it."""
        if label is Label.EMAIL:
            return fields.email(text) is not None and len(text.split()) == 1
        if label is Label.PHONE:
            return fields.phone(text) is not None and not re.search(r"[A-Za-z]{4}", text)
        return self.two_lines and not is_greeting(text)

    def _is_heading(self, text: str) -> bool:
        """Say whether a row is a title, a date, a piece of advice: what a form says, not what one answers."""
        folded = fold(text)
        event = self.choices.event
        slots = set(words(" ".join(w.slot or "" for w in event.workshops)))
        if all(word in _HEADING_WORDS | slots for word in words(text)):
            return True
        named = any(fold(m) in folded for m in (event.title, *event.match, event.venue or event.title))
        return (named or bool(_ADVICE.search(folded)) or text.rstrip().endswith(":")) and not fields.is_instruction(
            text
        )

    def _is_label_of_event(self, text: str) -> bool:
        """Say whether a row only states the event: its title, its day, its place."""
        event = self.choices.event
        known = set(words(" ".join((event.title, *event.match, event.venue or "")))) | _CALENDAR
        return all(w in known or w.isdecimal() for w in words(text))

    def _settle_list(self) -> None:
        """Take the workshops that stand below a heading without boxes: all of them are an offer, some are a choice."""
        if self.listed and self.current is not None:
            ids = {item[0] for item in self.listed}
            if self.current.offered == 0 and len(ids) < len(self.choices.event.workshops):
                for workshop, row, sure in self.listed:
                    self.current.choose(
                        workshop, True, evidence_at(row, self.part, 0, len(row.line.text), min(sure, 0.93))
                    )
            else:
                self.current.offered += len(ids)
        self.listed = []


def _person_or_text(text: str) -> str:
    """Give a written answer; a name in capitals as a badge shows it."""
    title, rest = fields.without_civility(text)
    if text.isupper() and len(rest.split()) <= 4 and not any(c.isdigit() for c in rest):
        return f"{title} {fields.badge(rest)}" if title else fields.badge(rest)
    return text


def _both(value: str) -> bool:
    said = set(words(value))
    return bool(said & {"oui", "yes"}) and bool(said & {"non", "no"})


def _lists_choices(question: Question, value: str) -> bool:
    """Say whether a value only repeats what one may choose, nothing of it chosen."""
    folded = fold(value)
    return len(question.choices) > 1 and all(fold(c.label) in folded for c in question.choices)


def _is_coupon(draft: Draft) -> bool:
    """Say whether labels make a coupon; a telephone number below a signature makes none, nor does a lone sentence."""
    asked = set(draft.asked)
    personal = {a for a in asked if a in _PERSONAL}
    named = bool(asked & {Label.LAST_NAME, Label.FULL_NAME, Label.FIRST_NAME})
    answered = len(asked - personal - _WEAK) + bool(personal)
    return not draft.form or named or len(personal) >= 2 or draft.offered >= 2 or answered >= 3


def _shared(drafts: list[Draft]) -> list[Draft]:
    """Give the drafts with what is stated once for all in each of them ("Organisme : …" below a table of people)."""
    common = [d for d in drafts if d.values and not d.values.keys() - _ONCE_FOR_ALL and not d.chosen and not d.answers]
    people = [d for d in drafts if d.person.strip() and not d.form]
    if len(common) != 1 or not people or len(people) + 1 != len(drafts):
        return drafts
    for draft in people:
        for key, value in common[0].values.items():
            if key not in draft.values:
                draft.put(key, value, common[0].evidence[key][0])
        draft.unread += common[0].unread
    return people


def _finish(draft: Draft) -> None:
    """Part a whole name that stands under "Nom" where no label asks for the first name."""
    last = draft.values.get("last_name")
    if last and Label.FIRST_NAME not in draft.asked and "first_name" not in draft.values and " " in last:
        written = draft.evidence["last_name"][0]
        name = fields.name(fields.cleaned(written.text.rpartition(":")[2]))
        if name and name.first and name.sure and name.last:
            draft.values["first_name"], draft.values["last_name"] = name.first, name.last
            draft.note("first_name", written)
        elif name and name.first:
            draft.doubt(Reason.DOUBTFUL_VALUE)
