"""A label's value, or a row of boxes → a draft: fields, workshops and answers, in whatever way they were marked."""

import re
from collections.abc import Sequence

from parsers.coupons import aside, fields
from parsers.coupons.attendance import attendance
from parsers.coupons.choices import Choices, Found
from parsers.coupons.given import answer, choice, yes_or_no
from parsers.coupons.headings import is_advice
from parsers.coupons.labels import Labelled
from parsers.coupons.likeness import stem
from parsers.coupons.options import Option, is_between, options, visible
from parsers.coupons.printed import (
    CIVILITIES,
    YES_NO,
    asked_further,
    behind_tick,
    boxed_number,
    digits_for_letters,
    lists_choices,
    names_all,
    narrowed,
    offers_both,
    opposites,
    says_both,
)
from parsers.coupons.stressed import picked_out, stressed_stretches
from parsers.coupons.values import order_unclear, put
from parsers.coupons.vocabulary import Label
from parsers.document import Mark
from parsers.draft import Draft, evidence_at
from parsers.event import Question, QuestionType
from parsers.folding import fold, listed, words
from parsers.letters.weight import leaves_open
from parsers.mail.thread import Row
from parsers.marks import MARKS
from parsers.reading import AnswerValue, Evidence
from parsers.reasons import Reason

_ANSWERING = listed(
    """oui non yes no je j ne n pas participera participerai sera serai present presente viendra viendrai assistera
    assisterai i will not attend come a l au la le les y et d de the to bien sur volontiers avec plaisir with
    pleasure of course merci thanks thank you please beaucoup certainement absolument evidemment tout fait bien
    entendu malheureusement helas desole desolee unfortunately sorry afraid x nous serons participerons we pourrai
    pourra o n y svp stp ok"""
)
# Words around what is chosen, which choose nothing: "Just the one: …", "A évidemment !".
_FILLERS = listed(
    """evidemment volontiers plaisir grand certainement absolument bien sur entendu merci thanks please svp just only
    seulement uniquement simplement je j choisis prends retiens choose mon my pour moi for me would like
    obviously naturally clearly definitely certainly
    i ll d avec with ce sera c est nous prendrons prendrai viendrai participerai suivrai assisterai opte inscris
    inscrivez take ll be it s we will"""
)
_REFUSES = re.compile(r"\b(?:pas|sans|non|not|rather not|aucune?|none|no)\b")
_CODE = re.compile(r"\b[A-H]\b|\d")  # a workshop's letter or number
_IN_BRACKETS = re.compile(r"\s*\([^()]*\)[\s:]*")
_LEAD = re.compile(r":|\.{2,}|…")  # ends a few words before a choice
_BRACKETED = re.compile(r"[\[(]\s*([1-9])\s*[\])]")
_NAMED = (Label.FULL_NAME, Label.LAST_NAME, Label.FIRST_NAME)
_TITLE_BEHIND = re.compile(
    r"(.*\w)(?:\s*\(\s*|\s{3,})(m\.?|mr\.?|mme|mlle|monsieur|madame|ms\.?|mrs\.?)\s*\)?\s*", re.IGNORECASE
)
_PRINTED = re.compile(rf"[{MARKS}]|\([^()]*\)")
_RANK = re.compile(r"\W*([1-9])(?:er|re|e|st|nd|rd|th)?\W*")
_NUMBER = re.compile(r"(?<![\d:h/.])\d{1,3}(?![\d:h/.])")
_LONE_NUMBER = re.compile(r"\W*(?:(?:number|no|n\s?°|num[ée]ro)\W*)?\d", re.IGNORECASE)
_BEFORE_MARK = re.compile(f"[^{MARKS}]*")
_MAX_REASON = 10  # words
_NOTHING = frozenset({"neant", "sans objet", "n a", "na", "so", "xxx", "xx", "x", "none", "nil", "ras", "non concerne"})
_NOT_ANOTHER = re.compile(r"(?:et |and )?(?:non|pas|not) (?:pas )?(?:la|le|les|l|de|du|the|from|au|a)\b")
_TALKS = re.compile(r"\b(?:je|j|c|ce|on|nous|i|it|we|that|merci|thanks)\b")  # in a remark, not in a name
_NO_VALUE = frozenset({"aucun", "aucune", "none", "neant", "sans objet"})
_HEADS = frozenset(
    {"horaire", "horaires", "heure", "salle", "lieu", "intitule", "titre", "theme", "time", "room", "title"}
    | {"inscription", "inscriptions", "choix", "mon choix", "votre choix", "vos choix", "participation", "choice"}
)
_NO_WORKSHOP = _NOTHING | {
    "pas d atelier",
    "pas d ateliers",
    "sans atelier",
    "no session",
    "no workshops",
    "aucun",
    "aucun atelier",
    "neither",
    "no workshop",
    "rien",
    "non",
    "no",
    "0",
}
_NONE_BUT = re.compile(r"(?:aucune?|neant|none|sans objet|pas de|pas d|non concernee?|n a)\b.+")
_CROSSED = re.compile(r"(?<!\w)[xX][\s._…]*(oui|non|yes|no)\b", re.IGNORECASE)  # "X oui  ... non"
_REFUSED = re.compile(r"\b(?:sauf|excepte|hormis|except|pas|ni|not|but)\b")


class Answers:
    """Takes what stands beside labels and boxes of one part into drafts."""

    def __init__(
        self,
        choices: Choices,
        part: int,
        writer: str = "",
        signed: Sequence[str] = (),
        *,
        behind: bool = False,
        loud: bool = False,
    ) -> None:
        self.choices = choices
        self.loud = loud  # of several workshops in a line, the one chosen stands out in this section
        self.behind = behind  # the ticks of this section stand behind their options
        self.signed = signed  # the short lines at the end of the section: one may be the writer's name
        self.writer = writer  # "Léa MORVAN <l.morvan@…>": it may tell which of two names is the first
        self.part = part

    def _at(self, row: Row, start: int, end: int, sure: float) -> Evidence:
        return evidence_at(row, self.part, start, end, sure)

    def is_nothing(self, value: str) -> bool:
        """Say whether a value is empty, or says that there is none."""
        written = fields.cleaned(value)
        return not (fold(written) or any(mark in value for mark in Mark)) or fold(written) in _NOTHING

    def field(self, draft: Draft, piece: Labelled, row: Row, value: str) -> None:
        """Take the value beside the label of a field."""
        if piece.label is None or piece.label is Label.IGNORED:
            return
        if self._says_none(draft, row, value):
            return
        label, value = piece.label, self._without_remark(draft, piece.label, row, value)
        titled = _TITLE_BEHIND.fullmatch(value) if label in _NAMED else None
        if titled and (civility := fields.civility(titled[2])) is not None:
            value = titled[1].strip()  # "Durand Paul (M.)", "Prénom : Yann      M."
            draft.put("civility", civility, self._at(row, piece.start, piece.end, piece.sure))
        behind = narrowed(piece, row, CIVILITIES) if label is Label.CIVILITY else piece
        listed = row.line.text[: behind.start].rstrip().endswith("/")  # "Mr / Mrs / Ms": one more of those printed
        if behind is not piece and not listed and fields.civility(behind.value) is not None:
            piece, value = behind, behind.value
        if any(mark in value for mark in Mark):
            self._marked_field(draft, label, piece, row)
        elif not self.is_nothing(value) and not _withholds(label, value):
            if "\t" in value.strip():
                draft.unread.append(row.line.text)  # two cells beside one label
            if label is Label.CIVILITY and fields.civility(value) is None:
                value = next(iter(picked_out(row, piece.start, piece.end)), value)  # one of two stands out
            capitals = value.isupper() and len(value.split()) > 1  # "HUGUETTE PIALAT" tells no order either
            unclear = label is Label.FULL_NAME and (capitals or order_unclear(piece.written, value))
            told = self._name_told(value) if unclear else None
            if told is not None:
                value = f"{told.civility or ''} {told.first} {(told.last or '').upper()}"
            evidence = self._at(row, piece.start, piece.end, 0.8 if unclear and told is None else piece.sure)
            put(draft, label, value, evidence, piece.written, self.choices.country)

    def _says_none(self, draft: Draft, row: Row, value: str) -> bool:
        """Say whether a value says that there is none; where it says more than that, a person reads it."""
        tail = next((tail for head, tail in aside.heads(value) if fold(head) in _NO_VALUE), None)
        if tail is not None and aside.weighed(tail, self.choices, no=True).understood:
            return True  # "none, I just live here"
        if _NONE_BUT.match(fold(value)):
            draft.unread.append(row.line.text)  # "aucune, je suis retraité"
            return True
        return False

    def _without_remark(self, draft: Draft, label: Label, row: Row, value: str) -> str:
        """Give a value without what is remarked behind it in brackets; a person reads what may change something."""
        noted = aside.noted(value)
        if noted is not None and not (_changes_no_field(label, noted[1], self.choices)):
            draft.unread.append(row.line.text)
        return value if noted is None else noted[0]

    def _name_told(self, value: str) -> fields.Name | None:
        """Give the name under a label that asks for the last name first, where writer or signature tell its order."""
        shown = [self.writer, *(f"<{text}>" if "@" in text else f"{text} <>" for text in self.signed)]
        told = {name for who in shown if (name := fields.name_told_by(who, value, last_first=True)) is not None}
        title, bare = fields.without_civility(value)
        if not told and any(_signs(words(text), words(bare)) for text in self.signed):
            last, _, first = bare.strip().rpartition(" ")
            told.add(fields.Name(fields.badge(first), fields.badge(last), title))
        return told.pop() if len(told) == 1 else None

    def _marked_field(self, draft: Draft, label: Label, piece: Labelled, row: Row) -> None:
        """Read "Civilité : ☒ M. ☐ Mme" and its like: the ticked option is the value."""
        lead = _BEFORE_MARK.match(row.line.text[piece.start : piece.end])
        if lead and fold(lead[0]) and label is not Label.CIVILITY:
            draft.unread.append(row.line.text)  # a value, and behind it the boxes of something else
        offered = options(row.line.text[piece.start : piece.end], piece.start)
        ticked = [o for o in offered if o.mark is not Mark.EMPTY]
        if len(offered) == 1 and not ticked and fold(offered[0].text):
            draft.unread.append(row.line.text)  # one box offers no choice: it may be a letter of the value
        elif len(ticked) == 1:
            if ticked[0].mark is Mark.DOUBTFUL:
                draft.doubt(Reason.DOUBTFUL_MARK)
            put(draft, label, ticked[0].text, self._at(row, ticked[0].start, ticked[0].end, piece.sure))
        elif ticked:
            draft.doubt(Reason.CONTRADICTION)
        elif label is Label.CIVILITY:
            self._civility_among_boxes(draft, row, piece, offered)

    def _civility_among_boxes(self, draft: Draft, row: Row, piece: Labelled, offered: Sequence[Option]) -> None:
        """Take the one that stands out behind boxes left empty; other words than theirs are not understood."""
        loud = stressed_stretches(row, piece.start, piece.end)
        if len(loud) == 1 and fields.civility(loud[0]) is not None:
            put(draft, Label.CIVILITY, loud[0], self._at(row, piece.start, piece.end, 0.95))
        elif any(len(words(o.text)) > 1 for o in offered):
            draft.unread.append(row.line.text)

    def workshop(self, draft: Draft, piece: Labelled, row: Row, struck: bool) -> None:
        """Take oui or non beside a workshop."""
        draft.offered += 1
        piece = narrowed(piece, row, YES_NO)
        said = self._said(draft, row, piece, struck)
        if said is not None and piece.workshop:
            evidence = self._at(row, piece.start, piece.end, said[1] * piece.sure)
            draft.choose(piece.workshop, said[0], evidence)
        elif piece.workshop and said is None:
            self._ranked_beside(draft, piece.workshop, piece, row)

    def _ranked_beside(self, draft: Draft, workshop: str, piece: Labelled, row: Row) -> None:
        """Take the rank beside a workshop ("Passes à poissons : [2]"); other words are not understood."""
        value = visible(row, piece.start, piece.end)[0]
        rank = _RANK.fullmatch(value)
        if rank:
            draft.choose(workshop, True, self._at(row, piece.start, piece.end, 0.95), int(rank[1]))
        elif fold(value) and not any(mark in value for mark in Mark) and not offers_both(value):
            draft.unread.append(row.line.text)

    def _said(self, draft: Draft, row: Row, piece: Labelled, struck: bool) -> tuple[bool, float] | None:
        """Give what a place with oui and non says, and how sure: by ticks, by what is struck, by what stands out."""
        text = row.line.text[piece.start : piece.end]
        if any(mark in text for mark in Mark):
            found = self._offered(draft, text, piece.start)
            if all(o.mark is Mark.EMPTY for o in found):
                return self._written_among_boxes(draft, row, piece, found)
            return self._ticked(draft, row, found)
        shown, _ = visible(row, piece.start, piece.end)
        plain = False if fold(shown) == "n" else aside.said(shown)
        sides = opposites(text) if plain is None else None
        if sides and (left := [n for n in (0, 1) if fold(_PRINTED.sub(" ", shown)) == sides[n]]):
            plain = left[0] == 0  # "nous y serons / nous n'y serons pas", one of them struck
        if plain is not None:
            return plain, 0.98
        if struck and fold(shown):
            draft.doubt(Reason.CONTRADICTION)
            return None
        crossed = _CROSSED.findall(shown)
        if len(crossed) == 1:
            return yes_or_no(crossed[0]) is True, 0.95
        stressed = {yes_or_no(s) for s in picked_out(row, piece.start, piece.end)} - {None}
        return (bool(stressed.pop()), 0.95) if len(stressed) == 1 else None

    def _written_among_boxes(
        self, draft: Draft, row: Row, piece: Labelled, found: list[Option]
    ) -> tuple[bool, float] | None:
        """Take the answer that stands out among boxes left empty; other words than theirs are not understood."""
        loud = stressed_stretches(row, piece.start, piece.end)
        said = yes_or_no(loud[0]) if len(loud) == 1 else None
        if said is not None:
            return said, 0.95
        text = row.line.text[piece.start : piece.end]
        beside = _PRINTED.sub(" ", text) if not is_advice(text) else ""
        unsaid = [o.text for o in found if fold(o.text) and yes_or_no(o.text) is None]
        if unsaid or set(words(beside)) - _ANSWERING or len(words(beside)) > sum(len(words(o.text)) for o in found):
            draft.unread.append(row.line.text)
        return None

    def _ticked(self, draft: Draft, row: Row, found: list[Option]) -> tuple[bool, float] | None:
        if any(o.implied and yes_or_no(o.text) is None for o in found):
            draft.unread.append(row.line.text)
        ticked = [o for o in found if o.mark is not Mark.EMPTY]
        if any(o.mark is Mark.DOUBTFUL for o in ticked):
            draft.doubt(Reason.DOUBTFUL_MARK)
        if len(found) == 1 and not fold(found[0].text):
            return (True, 0.97) if ticked else None  # the box alone, behind its question
        said = {yes_or_no(o.text) for o in ticked}
        if len(said) > 1 or None in said:
            draft.doubt(Reason.CONTRADICTION)
            return None
        answered = said.pop() if said else None
        return None if answered is None else (answered, 0.98)

    def question(self, draft: Draft, question: Question, piece: Labelled, row: Row) -> None:
        """Take the answer beside the label of a question."""
        piece = asked_further(piece)
        offered = YES_NO if question.type is QuestionType.YES_NO else [(c.label, *c.aliases) for c in question.choices]
        behind = narrowed(piece, row, offered)
        if answer(question, behind.value) is not None or aside.head_of(question, behind.value) is not None:
            piece = behind  # more options may be printed there than the event offers
        value, struck = visible(row, piece.start, piece.end)
        if question.type is QuestionType.YES_NO:
            self._yes_no(draft, question, piece, row, struck)
        elif (number := boxed_number(question, value)) is not None:
            self._written(draft, question, piece, row, number)
        elif any(mark in value for mark in Mark):
            self.options(draft, row, row.line.text[piece.start : piece.end], piece.start, question)
        elif written := fields.cleaned(value.strip(" \t-–/|,;") if struck else value):
            printed = question.choices and stressed_stretches(row, piece.start, piece.end)  # "A | B", one of them bold
            if fields.is_suspicious(written.replace("|", "/") if printed else written):
                draft.doubt(Reason.SUSPICIOUS_TEXT)
                return
            self._written(draft, question, piece, row, digits_for_letters(question, row, piece, written))

    def _yes_no(self, draft: Draft, question: Question, piece: Labelled, row: Row, struck: bool) -> None:
        value = visible(row, piece.start, piece.end)[0]
        said = self._said(draft, row, piece, struck)
        marked = any(mark in value for mark in Mark)
        if said is not None:
            asked = set(words(" ".join((question.label, *question.aliases, *self.choices.event.match))))
            strange = set(words(value)) - _ANSWERING - asked and aside.in_other_words(value) is None
            beside = behind_tick(value) if marked else value
            if strange and not self._explained(draft, question, row, beside):
                draft.unread.append(row.line.text)  # "oui, accompagné de …"
            draft.reply(question.id, said[0], self._at(row, piece.start, piece.end, said[1] * piece.sure))
        elif fields.cleaned(value) and not marked and not offers_both(value):
            headed = None if struck or says_both(value) else aside.head_of(question, value)
            if headed is not None:
                draft.reply(question.id, headed[0], self._at(row, piece.start, piece.end, 0.95 * piece.sure))
            if headed is None or not self._takes(draft, question, row, headed[1], no=headed[0] is False):
                draft.unread.append(row.line.text)

    def _explained(self, draft: Draft, question: Question, row: Row, value: str) -> bool:
        """Say whether what follows a yes or a no is understood, and take what it answers."""
        headed = aside.head_of(question, value)
        return headed is not None and self._takes(draft, question, row, headed[1], no=headed[0] is False)

    def _takes(self, draft: Draft, question: Question | None, row: Row, tail: str, *, no: bool) -> bool:
        """Take what stands behind an answer; False where a person has to read it."""
        found = aside.weighed(tail, self.choices, question, no=no)
        for other, value in found.others:
            draft.asked.append(other.id)
            draft.reply(other.id, value, self._at(row, 0, len(row.line.text), 0.95))
        return found.understood

    def _written(self, draft: Draft, question: Question, piece: Labelled, row: Row, written: str) -> None:
        """Take a written answer; where several choices stand there, the one that stands out."""
        given = answer(question, written)
        if given is None and (not fold(written) or fold(written) in _NOTHING):
            return  # "Taille : /"
        if given is None and question.choices:
            given = answer(question, _without_fillers(written))  # "je prendrai le train"
        struck = visible(row, piece.start, piece.end)[1]
        several = question.choices or question.type is QuestionType.NUMBER
        loud = picked_out(row, piece.start, piece.end) if several else []
        if loud:
            stressed = answer(question, ", ".join(loud))
            given = stressed if given is None or names_all(question, written) else given
        elif lists_choices(question, written):
            given = None  # all that one may choose, as it was printed
        if given is None or (question.type is QuestionType.NUMBER and not loud):
            given = self._headed(draft, question, row, written, given)
        if given is None:
            if not lists_choices(question, written) or loud or struck:
                draft.doubt(Reason.DOUBTFUL_VALUE)  # something of it was marked, and is not understood
            elif re.search(r"[^\w\s/|,;().'’-]|\b[xX]\b", written):
                draft.unread.append(row.line.text)  # all that one may choose, and a sign beside one of them
            return
        if question.type is QuestionType.TEXT:
            if fold(written) in _NOTHING:
                return
            given = _person_or_text(written)
        elif leaves_open(written):
            draft.unread.append(row.line.text)  # "2, peut-être 3"
        draft.reply(question.id, given, self._at(row, piece.start, piece.end, piece.sure))

    def _headed(
        self, draft: Draft, question: Question, row: Row, written: str, given: AnswerValue | None
    ) -> AnswerValue | None:
        """Give the answer that a value begins with, and weigh what follows; `given` is what all of it answers."""
        if lists_choices(question, written):
            return given
        headed = aside.head_of(question, written)
        if headed is None:
            return given
        value, tail = headed
        if given is not None:
            tail = re.sub(rf"\b(?:donc |so )?{given}\b", " ", tail)  # "aucune, j'habite à côté, donc 0"
        if given not in (None, value):
            return None
        explained = question.type is QuestionType.NUMBER and aside.explains_number(tail)
        if not explained and not self._takes(draft, question, row, tail, no=value == 0):
            draft.unread.append(row.line.text)
        return value

    def workshop_list(self, draft: Draft, piece: Labelled, row: Row, value: str) -> None:
        """Read "Ateliers : déchets + transport", "2e choix : transport"."""
        if says_none(value) or self._explains(value) or self._is_printed(row, value):
            return
        event = self.choices.event
        value = value.strip(" ._…")  # the line that it was typed on
        tail = next((tail for head, tail in aside.heads(value) if self._chooses_none(head)), None)
        if tail is not None and not aside.states_workshops(value, self.choices):
            if not self._takes(draft, None, row, tail, no=True):
                draft.unread.append(row.line.text)
            return
        told = self.choices.workshops(value)
        chosen = told.named or (told.ids and not told.rest)  # "Number 2"
        bare = re.sub(r"\([^()]*\)", " ", value)
        if is_advice(bare) and not chosen:
            if _LONE_NUMBER.match(value):
                draft.unread.append(row.line.text)  # "1, 3, par ordre de préférence"
            return
        value = self._without_lead(value)
        found = self._named_in(value)
        if len(found.ids) > 1 and (loud := stressed_stretches(row, piece.start, piece.end)):
            stressed = self.choices.workshops(re.sub(r"\[([1-9])\]", r"\1)", ", ".join(loud)))
            found = stressed if stressed.ids and len(stressed.ids) < len(found.ids) else found
        ids = found.ids
        if found.everything and not ids and not found.rest:
            ids = tuple(w.id for w in event.workshops)
        elif self._prints_own_list(value, ids):
            draft.offered += len(ids)  # nothing of it chosen
            return
        unknown = found.rest or (not ids and _CODE.search(value))
        if unknown and not (is_advice(value) and not ids):
            draft.doubt(Reason.UNKNOWN_WORKSHOP)
        if not found.clear or _REFUSED.search(fold(value)) or (found.everything and found.ids):
            draft.doubt(Reason.CONTRADICTION)
        ids = self._by_ranks(ids, value)
        self._choose(draft, piece, row, ids, 0.97 if found.named else 0.95)

    def _named_in(self, value: str) -> Found:
        """Give the workshops that a value names, without the words around them and a remark behind them."""
        found = self.choices.workshops(value)
        if found.rest:
            found = self.choices.workshops(_without_fillers(value))  # but not "with" of a label's own
        return (self._before_remark(value) or found) if found.rest else found

    def _before_remark(self, value: str) -> Found | None:
        """Give what is chosen before a remark that changes nothing ("le F, c'est mon quotidien")."""
        for head, tail in aside.heads(value):
            found = self.choices.workshops(_without_fillers(head))
            again = self.choices.workshops(tail)
            other = again.named and not set(again.ids) <= set(found.ids)
            plain = found.ids and not found.rest and found.clear and not other
            if plain and _TALKS.search(fold(tail)) and aside.weighed(tail, self.choices).understood:
                return found
        return None

    def _is_printed(self, row: Row, value: str) -> bool:
        """Say whether workshops are the coupon's own: elsewhere one of several stands out, here none does."""
        struck = any(token.style.struck for token in row.line.tokens)
        return (
            self.loud
            and not struck
            and len(self.choices.workshops(value).ids) > 0
            and not picked_out(row, 0, len(row.line.text))
        )

    def _prints_own_list(self, value: str, ids: Sequence[str]) -> bool:
        """Say whether workshops stand there as the coupon's own list: all of them, or by number all of one slot."""
        event = self.choices.event
        if len(ids) == len(event.workshops) and event.choose_max is not None and event.choose_max < len(ids):
            return True
        slots = {w.slot for w in event.workshops if w.id in ids}
        whole = {w.id for w in event.workshops if w.slot in slots} == set(ids)
        return event.one_per_slot and len(slots) == 1 and whole and len(ids) > 2 and self.choices.is_listing(value)

    def _by_ranks(self, ids: tuple[str, ...], value: str) -> tuple[str, ...]:
        """Give workshops in the order of the ranks before their names ("[2] Crues / [1] Berges")."""
        ranks = [int(found) for found in _BRACKETED.findall(value)]
        if not self.choices.event.ranked or sorted(ranks) != list(range(1, len(ids) + 1)):
            return ids
        return tuple(id for _, id in sorted(zip(ranks, ids, strict=True)))

    def _explains(self, value: str) -> bool:
        """Say whether what follows a label belongs to it: the head of a next column, "(1 = favourite)"."""
        beside = fold(value) in _HEADS or bool(_IN_BRACKETS.fullmatch(value))
        return beside and not self.choices.workshops(value).named

    def _chooses_none(self, head: str) -> bool:
        """Say whether the head of a value chooses none, of this time of the day or at all ("Rien l'après-midi")."""
        return says_none(
            " ".join(w for w in words(head) if stem(w) not in self.choices.times and w not in ("l", "le", "la"))
        )

    def _without_lead(self, value: str) -> str:
        """Give what is chosen without a few words and a colon before it ("Just the one: Night markets")."""
        gap = _LEAD.search(value)
        lead, rest = (value[: gap.start()], value[gap.end() :]) if gap else (value, "")
        told = self.choices.workshops(lead)
        if (
            not gap
            or not re.search(r"[^\W\d_]", lead)
            or told.named
            or len(words(lead)) > 5
            or _REFUSED.search(fold(lead))
        ):
            return value
        return rest if self.choices.workshops(rest).named else value

    def _choose(self, draft: Draft, piece: Labelled, row: Row, ids: tuple[str, ...], sure: float) -> None:
        """Take the workshops beside a label, which may ask for one rank, or for one slot."""
        rank = piece.pick.rank if piece.pick else None
        slot = piece.pick.slot if piece.pick else None
        if rank is not None and len(ids) > 1:
            draft.doubt(Reason.CONTRADICTION)
            rank = None
        for id in ids:
            chosen = self.choices.event.workshop(id)
            if slot is not None and chosen is not None and chosen.slot not in (None, slot):
                draft.doubt(Reason.CONTRADICTION)
            draft.choose(id, True, self._at(row, piece.start, piece.end, sure), rank)

    def options(
        self, draft: Draft, row: Row, text: str, start: int, question: Question | None, *, listing: bool = False
    ) -> None:
        """Read a row of boxes: workshops, answers to `question`, or whether one comes."""
        for option in self._offered(draft, text, start) if question else options(text, start):
            shown, struck = visible(row, option.start, option.end)
            if struck and not fold(shown):
                continue  # scribbled out: neither chosen nor offered
            self._option(draft, row, option, question, listing)

    def _offered(self, draft: Draft, text: str, start: int) -> list[Option]:
        """Give the options beside a label; one tick between two of them may be of either, unless others tell."""
        if not is_between(text):
            return options(text, start)
        if not self.behind:
            draft.doubt(Reason.DOUBTFUL_MARK)
        return options(text, start, behind=self.behind)

    def _option(self, draft: Draft, row: Row, option: Option, question: Question | None, listing: bool) -> None:
        """Take one box: an answer to the question above it, or what it names itself."""
        if option.mark is Mark.DOUBTFUL:
            draft.doubt(Reason.DOUBTFUL_MARK)
        said = yes_or_no(option.text)
        comes = attendance(f"{option.text} : oui", self.choices.event) if question is None else None
        if comes is not None and not self._is_asked(option.text):
            self._presence_answer(draft, option.mark is not Mark.EMPTY, comes)
            return
        if question is not None and self._answers(draft, row, option, question, said):
            return
        if option.implied and said is None and self.choices.workshop(option.text) is None:
            draft.unread.append(row.line.text)
        self._unasked(draft, row, option, said, listing)

    def _is_asked(self, text: str) -> bool:
        """Say whether a text holds all the words of a question of the event, which may name the event itself."""
        said = {stem(word) for word in words(text)}
        asked = (phrase for q in self.choices.event.questions for phrase in (q.label, *q.aliases))
        return any({stem(word) for word in words(phrase)} <= said for phrase in asked)

    def _unasked(self, draft: Draft, row: Row, option: Option, said: bool | None, listing: bool) -> None:
        """Take a box that no question stands above: a workshop, or something that it names itself."""
        ticked = option.mark is not Mark.EMPTY
        evidence = self._at(row, option.start, option.end, 0.98)
        workshop = self.choices.workshop(option.text)
        if workshop is not None and said is None:
            draft.offered += 1
            draft.asked.append(f"workshop {workshop[0]}")
            if ticked:
                draft.choose(workshop[0], True, self._at(row, option.start, option.end, workshop[1]))
        elif (asked := self.choices.question(option.text)) and asked.type is QuestionType.YES_NO:
            draft.asked.append(asked.id)
            if ticked:
                draft.reply(asked.id, said is not False, evidence)
        elif fields.civility(option.text) and len(words(option.text)) < 3:
            if ticked:
                put(draft, Label.CIVILITY, option.text, evidence)
        elif said is not None and workshop is None:
            self._presence_answer(draft, ticked, said)
        elif (further := self._further_option(draft, option.text)) is not None:
            if ticked:
                self.pick(draft, *further, row, option.start, option.end)
        elif ticked:
            draft.doubt(Reason.UNKNOWN_WORKSHOP if listing or draft.offered else Reason.DOUBTFUL_VALUE)
        elif workshop is not None or not fold(option.text) or _NUMBER.search(option.text):
            draft.unread.append(row.line.text)  # a box and an oui beside one workshop, beside nothing, or a number

    def _further_option(self, draft: Draft, text: str) -> tuple[Question, str] | None:
        """Give the question asked further up whose option a box names word for word, where only one is."""
        found = [
            (question, c.id)
            for question in self.choices.event.questions
            for c in question.choices
            if question.id in draft.asked and fold(text) in map(fold, (c.label, *c.aliases))
        ]
        return found[0] if len(found) == 1 else None

    def _answers(self, draft: Draft, row: Row, option: Option, question: Question, said: bool | None) -> bool:
        """Take a box as an answer to a question; False where it is none."""
        ticked = option.mark is not Mark.EMPTY
        if question.type is QuestionType.YES_NO and said is not None and len(words(option.text)) < 3:
            if ticked:
                draft.reply(question.id, said, self._at(row, option.start, option.end, 0.98))
            return True
        picked = choice(question, option.text) if question.choices else None
        if picked and ticked:
            self.pick(draft, question, picked, row, option.start, option.end)
        return picked is not None

    def _presence_answer(self, draft: Draft, ticked: bool, said: bool) -> None:
        if ticked and draft.coming is not None and draft.coming != said:
            draft.doubt(Reason.COMING_AND_NOT)
        elif ticked:
            draft.coming = said

    def pick(self, draft: Draft, question: Question, picked: str, row: Row, start: int, end: int) -> None:
        """Take one option of a question, beside others where several may be picked."""
        evidence = self._at(row, start, end, 0.98)
        standing = draft.answers.get(question.id)
        if question.type is QuestionType.MULTI_CHOICE:
            before = standing if isinstance(standing, tuple) else ()
            draft.answers[question.id] = (*before, picked)
            draft.note(f"answers.{question.id}", evidence)
        else:
            draft.reply(question.id, picked, evidence)


def _signs(signed: list[str], name: list[str]) -> bool:
    """Say whether a name, last name first, was signed by its first name alone, or by an initial and the last name."""
    initial = signed[:1] == [name[-1][:1]] and signed[1:] == name[:-1] if name else False
    return len(name) > 1 and (signed == name[-1:] or initial)


def _changes_no_field(label: Label, note: str, choices: Choices) -> bool:
    """Say whether a remark in brackets leaves a value as it is: when to call, or which other body is not meant."""
    reached = label in (Label.PHONE, Label.EMAIL) and not re.search(r"\d{4}|@", note)
    return reached or bool(_NOT_ANOTHER.match(fold(note))) or aside.weighed(note, choices).understood


def says_none(value: str) -> bool:
    """Say whether what stands where workshops are chosen chooses none ("aucun", "-")."""
    return not fields.cleaned(value) or fold(value) in _NO_WORKSHOP


def _without_fillers(value: str) -> str:
    """Give what is chosen without the words around it; letters stay, they may be a workshop's."""
    kept = re.sub(r"\w{2,}", lambda m: "" if fold(m[0]) in _FILLERS else m[0], value)
    return kept.strip(" \t,;:!.") if fold(kept) else value


def _withholds(label: Label, value: str) -> bool:
    """Say whether a sentence stands where a number or an address was asked for, and refuses it."""
    if label not in (Label.PHONE, Label.EMAIL, Label.ADDRESS) or re.search(r"[\d@]", value):
        return False
    return bool(_REFUSES.search(fold(value))) and len(words(value)) <= _MAX_REASON


def _person_or_text(text: str) -> str:
    """Give a written answer; a name in capitals as a badge shows it."""
    title, rest = fields.without_civility(text)
    if text.isupper() and len(rest.split()) <= 4 and not any(c.isdigit() for c in rest):
        return f"{title} {fields.badge(rest)}" if title else fields.badge(rest)
    return text
