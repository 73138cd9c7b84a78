"""Whether a letter leaves nothing for a person: clear sentences, likely values, all that is named claimed."""

import itertools

from parsers.coupons.choices import Choices
from parsers.draft import Draft
from parsers.folding import listed, words
from parsers.intent import Says
from parsers.letters.claims import is_plausible, miscounted, speaks_of_two, unanswered, unclaimed
from parsers.letters.deeds import speaks_of_change
from parsers.letters.event_names import signs_for
from parsers.letters.people import people, represented
from parsers.letters.plain_words import LOOKING_BACK, ORDERING
from parsers.letters.referring import says_we
from parsers.letters.sentences import Sentence
from parsers.letters.signs import Signs
from parsers.letters.telling import Told
from parsers.letters.weight import is_clear, is_half_said, is_harmless, is_mere_refusal, is_plainly_clear, is_quiet
from parsers.letters.wording import is_organisation

_GIVING = frozenset({"@w", "@q", "@m", "@o", "@e", "@p"})
_OF_ONESELF = listed(
    "suis am habite live viens travaille work represente represent preside dirige tiens chair run je i j"
)
_SMALL_WORDS = listed("a au aux le la les l d de du des et en pour sur the of and to for on in at your votre vos")
_ARTICLES = frozenset({"le", "la", "l", "du", "les", "des", "au", "the", "notre", "mon", "ma", "our", "my"})
_OURS = frozenset({"notre", "nos", "our", "us"})
_CHANGED = frozenset({Says.EARLIER, Says.CHANGE, Says.REPLACE})


class Clarity:
    """Judges the sentences of letters for one event."""

    def __init__(self, choices: Choices) -> None:
        self.choices = choices
        self.known: Signs = signs_for(choices.event, choices.numbering)

    def is_clear_of(
        self, found: list[Sentence], told: Told, sender: str, remarks: list[str], *, alike: bool, refuses: bool = False
    ) -> bool:
        """Say whether nothing is left for a person: clear sentences, likely values, every name and number claimed.

        `remarks`: what the strict reader did not understand. `alike`: both readers mean the same, so what the strict
        one understood is clear. Otherwise every sentence has to be, and every workshop, question and count in them to
        be answered. `refuses`: neither reader found anybody who comes.
        """
        drafts = [*told.coming, *told.staying]
        others = " ".join(
            f"{m.name.first} {m.name.last} {m.role} {m.organisation}" for s in found for m in people(s.text)
        )
        replaced = others if told.said & {Says.REPLACE} else ""
        known = " ".join((told.others, "" if is_organisation(sender) else sender, replaced))
        telling = [s.text for s in found if not self._is_aside(s.text)]
        if unclaimed(telling, drafts, self.choices, known) or not all(map(is_plausible, drafts)):
            return False
        if len(drafts) == 1 and any(speaks_of_two(s.text) for s in found):
            return False
        if len({"organisation" in draft.values for draft in drafts}) > 1:
            return False  # "M. Roux et Mme Petit, de la mairie": of both?
        if told.coming and miscounted(told.heard, drafts, self.choices.event):
            return False
        changed = bool(told.said & _CHANGED)
        if unanswered(told.heard if told.coming else [], drafts, self.choices.event, changed=changed):
            return False
        weighed = [s for s in found if not alike or s.text in remarks]
        plain = self._plain_words(told, drafts)
        weighed = [s for s in weighed if s.text not in told.settled and not self._is_plain(s, told, plain, drafts)]
        if (alike or refuses) and told.staying and not told.coming:
            return all(is_mere_refusal(s.text, self._signs_of(s)) for s in weighed)
        return all(self.is_clear(s, one=len(drafts) == 1) or self._is_told(s, told) for s in weighed)

    def _plain_words(self, told: Told, drafts: list[Draft]) -> frozenset[str]:
        """Give the words that are plain in a letter: of what was read, of the event, and of what holds no more."""
        event = self.choices.event
        texts = [value for draft in drafts for value in draft.values.values()]
        texts += [value for draft in drafts for value in draft.answers.values() if isinstance(value, str)]
        texts += [event.title, event.venue or "", *event.match]
        known = frozenset(w for text in texts for w in words(text))
        known |= ORDERING if event.ranked else frozenset()
        return known | LOOKING_BACK if told.said & _CHANGED or told.staying else known

    def _is_plain(self, sentence: Sentence, told: Told, plain: frozenset[str], drafts: list[Draft]) -> bool:
        """Say whether a sentence says nothing but what was read, in plain words; of one person "we" is odd."""
        heard = told.worded.get(sentence.text) or self._signs_of(sentence)
        if len(drafts) == 1 and _speaks_for_several(heard):
            return False
        roles = {w for draft in drafts for w in words(draft.values.get("role", ""))}
        meant = any(word in roles and before in _ARTICLES for before, word in itertools.pairwise(heard))
        return not meant and is_plainly_clear(heard, plain)  # "avec le maire" may be somebody else

    def _is_told(self, sentence: Sentence, told: Told) -> bool:
        """Say whether a sentence is clear as the freer reader hears it, which knows more names and bodies."""
        heard = told.worded.get(sentence.text, [])
        return any(w in _GIVING for w in heard) and not _speaks_for_several(heard) and is_clear(sentence.text, heard)

    def _signs_of(self, sentence: Sentence) -> list[str]:
        mentions = people(sentence.text)
        return [s.word for s in self.known.read(sentence.text, mentions, represented(sentence.text))]

    def _tells_the_event(self, sentence: Sentence, told: list[str]) -> bool:
        """Say whether a sentence ends in the event's name, days or place, and changes nothing: they are known."""
        event = self.choices.event
        days = range(event.starts.day, max(event.starts.day, event.ends.day) + 1)
        known = {w for text in (event.title, event.venue or "", *event.match) for w in words(text)} | _SMALL_WORDS
        said = sentence.text.rstrip(" .!").split()
        while said and all(w in known or (w.isdecimal() and int(w) in days) for w in words(said[-1])):
            del said[-1]
        plain = " ".join(said).rstrip(" ,")
        ends = len(plain.split()) < len(sentence.text.split())
        open_still = is_half_said(sentence.text) or speaks_of_change(" ".join(told))
        return ends and bool(plain) and not open_still and is_harmless(plain)

    def _is_aside(self, text: str) -> bool:
        """Say whether a sentence is mere talk, whoever is named in it, and says nothing of its writer."""
        signs = self.known.read(text, people(text), represented(text))
        return is_harmless(text) and not any(s.word in _GIVING or s.word in _OF_ONESELF for s in signs)

    def is_clear(self, sentence: Sentence, *, alone: bool = True, one: bool = False) -> bool:
        """Say whether nothing in a sentence asks for a person.

        `alone`: the sentences are the answer, not a coupon. `one`: they are about one person, so that "we" is odd.
        """
        told = self._signs_of(sentence)
        if not alone and not any(word in _GIVING - {"@e"} for word in told) and self._tells_the_event(sentence, told):
            return True
        if not any(word in _GIVING for word in told):
            if is_half_said(sentence.text):
                return False
            quiet = alone or not speaks_of_change(" ".join(told))
            return is_quiet(sentence.text, told) if quiet else is_harmless(sentence.text)
        return is_clear(sentence.text, told, careful=one and _speaks_for_several(told))


def _speaks_for_several(told: list[str]) -> bool:
    """Say whether "we" is the subject of a sentence, not only whose something is ("notre association")."""
    return says_we([word for word in told if word not in _OURS])
