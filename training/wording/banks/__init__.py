"""The labelled texts that the models learn from, each written by hand: one line, its kind first.

``sentences.tsv``: sentences around a filled-in coupon; `cover` changes nothing, `matters` is for a person to read.
``answers.tsv``: sentences in which people say what they come to, names and workshops masked; `matters` is unclear.
``asides.tsv``: what is written behind an answer; its third column is what kind of answer (``aside_chance``).
``lines.tsv``: lines in and around coupons, `printed` by who sent them out, or `written` by those who filled them in.
``labels.tsv``: labels, headings and hints of coupons. ``phrases.tsv``: lines of signatures.
"""

import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from parsers.coupons.vocabulary import Label, known_labels
from parsers.folding import fold
from parsers.letters.weight import of_kind
from training.replies.topics import TOPICS
from training.wording.fit import Example, Settings

HERE = Path(__file__).parent
_ASIDE_WORDS = 14  # of what may stand behind an answer
_OFTEN = 3  # fewer may be a slip of the one who labelled


@dataclass(frozen=True, slots=True)
class Bank:
    """A model's examples and how it is fitted."""

    examples: Callable[[], list[Example]]
    settings: Settings


def lines(name: str) -> list[Example]:
    """Give the examples of a file: kind, language, text."""
    rows = (line.split("\t") for line in (HERE / name).read_text(encoding="utf-8").splitlines())
    return [Example(row[0], row[2]) for row in rows]


def sentences() -> list[Example]:
    """Give sentences that change nothing, and those that matter."""
    return lines("sentences.tsv")


def labels() -> list[Example]:
    """Give labels: the bank's, the vocabulary's, and beginnings of sentences, which are none."""
    chance = random.Random(2)  # noqa: S311  no secret
    known = [
        Example("other" if label is Label.IGNORED else label.value, phrase) for phrase, label in known_labels().items()
    ]
    begun = [words for e in sentences() if len(words := e.text.split()) > 5 and chance.random() < 0.35]
    return lines("labels.tsv") + known + [Example("other", " ".join(w[: chance.randint(2, 6)])) for w in begun]


def answers() -> list[Example]:
    """Give sentences that answer, as signs (``parsers.letters.weight.masked``), twice; and those beside a coupon
    that matter.

    Talk that changes nothing is not among them: with it the model learns to tell answers from talk, not clear ones
    from unclear ones.
    """
    unclear = [Example(e.kind, fold(e.text)) for e in sentences() if e.kind == "matters"]
    return unclear + 2 * lines("answers.tsv")


def asides() -> list[Example]:
    """Give remarks behind answers, each with the kind of its answer, and short sentences from around coupons."""
    rows = (line.split("\t") for line in (HERE / "asides.tsv").read_text(encoding="utf-8").splitlines())
    short = [Example(e.kind, of_kind("sentence", e.text)) for e in sentences() if len(e.text.split()) <= _ASIDE_WORDS]
    return [Example(kind, of_kind(answered, text)) for kind, _, answered, text in rows] + short


def printed() -> list[Example]:
    """Give lines that an organiser prints in coupons and letters, and lines that people write."""
    return lines("lines.tsv") + [Example("written", e.text) for e in sentences()[::4]]


def plain() -> list[str]:
    """Give the words that stand in at least `_OFTEN` clear answers."""
    counts = Counter(word for e in lines("answers.tsv") if e.kind == "cover" for word in set(e.text.split()))
    return sorted(word for word, count in counts.items() if count >= _OFTEN and word.isalpha() and word.islower())


def phrases() -> list[Example]:
    """Give lines of signatures; and what stands in a mail besides: labels, titles of workshops, sentences."""
    others = [e.text for e in lines("labels.tsv")] + [e.text for e in sentences()[::3]]
    others += [label for voice in TOPICS for topic in voice for pair in topic.labels for label in pair]
    return lines("phrases.tsv") + [Example("other", text) for text in others]


BANKS = {
    "remarks": Bank(sentences, Settings(strength=1, least=2, cut=0.0)),
    "answers": Bank(answers, Settings(strength=1, least=2, cut=0.0)),
    "asides": Bank(asides, Settings(strength=1, least=2, cut=0.0)),
    "labels": Bank(labels, Settings(strength=3, least=2, cut=0.1)),
    "lines": Bank(printed, Settings(strength=4, least=2, cut=0.05)),
    "phrases": Bank(phrases, Settings(strength=3, least=1, cut=0.1)),
}
