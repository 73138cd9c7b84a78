"""The words of the pages: none is missing in a language, none is there for nothing."""

import re
from pathlib import Path
from string import Formatter

import pytest

import inboxd.review
from inboxd.review.texts import REVIEW_TEXTS
from parsers.reading import FIELDS, Source
from storage.states import MailKind, MailState, MessageState, RegistrationState

FOLDER = Path(inboxd.review.__file__).parent
SOURCES = [path for path in FOLDER.rglob("*") if path.suffix in {".py", ".html"} and path.name != "texts.py"]
NAMED = re.compile(r"""\bt\(\s*["']([\w.]+)["']\s*[,)]|["']((?:fault|problem|size|done)\.[\w.]+)["']""")
MADE = {  # keys that are put together from a value
    f"{kind}.{value}"
    for kind, values in {
        "field": FIELDS,
        "source": [source for source in Source if source not in (Source.PERSON, Source.TEXT)],
        "state": MessageState,
        "registration": RegistrationState,
        "mail": MailState,
        "kind": MailKind,
        "intent": ("register", "amend", "cancel", "decline"),
    }.items()
    for value in values
} | {"yes", "no", "problem.stale", "fault.required_answer"}


def used() -> set[str]:
    """Give the keys that the pages name."""
    texts = [path.read_text(encoding="utf-8") for path in SOURCES]
    named = {key for text in texts for pair in NAMED.findall(text) for key in pair if key}
    return {key for key in named if not key.endswith(".html")} | MADE


def keys() -> set[str]:
    """Give the keys of the table, forms for one and many together."""
    return {key.removesuffix(".one").removesuffix(".many") for key in REVIEW_TEXTS}


def test_every_text_that_a_page_names_is_there() -> None:
    assert used() - keys() == set()


def test_no_text_is_there_for_nothing() -> None:
    assert {key for key in keys() - used() if not key.startswith("action.")} == set()


@pytest.mark.parametrize("key", sorted(REVIEW_TEXTS))
def test_a_text_stands_in_both_languages_with_the_same_blanks(key: str) -> None:
    texts = REVIEW_TEXTS[key]
    assert texts.keys() == {"fr", "en"}
    assert all(text.strip() for text in texts.values())
    french, english = ({name for _, name, _, _ in Formatter().parse(texts[each]) if name} for each in ("fr", "en"))
    if not key.endswith(".one"):  # "Un seul atelier" needs no number
        assert french == english
