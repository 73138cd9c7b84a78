"""The texts of the mails: both languages say the same things, and dates read as people write them."""

import re
import string
from datetime import UTC, date, datetime, timedelta
from importlib.resources import files
from zoneinfo import ZoneInfo

import pytest

from inboxd.i18n import LANGUAGES, MAIL_TEXTS, Texts


@pytest.mark.parametrize("key", MAIL_TEXTS)
def test_a_text_stands_in_each_language_with_the_same_blanks(key: str) -> None:
    texts = MAIL_TEXTS[key]
    assert set(texts) == set(LANGUAGES)
    blanks = [{name for _, name, _, _ in string.Formatter().parse(text) if name} for text in texts.values()]
    assert blanks[0] == blanks[1]


@pytest.mark.parametrize("key", [key for key in MAIL_TEXTS if key.endswith((".one", ".many"))])
def test_a_plural_has_both_forms(key: str) -> None:
    stem = key.rpartition(".")[0]
    assert {f"{stem}.one", f"{stem}.many"} <= set(MAIL_TEXTS)


def test_french_has_its_spaces_and_quotes() -> None:
    for key, texts in MAIL_TEXTS.items():
        assert not re.search(r" [:;?!»]|« |[a-z]'[a-zé]", texts["fr"]), key


def test_templates_name_only_texts_that_stand() -> None:
    for template in (files("inboxd") / "templates" / "mail").iterdir():
        for key in re.findall(r't\("([^"]+)"', template.read_text(encoding="utf-8")):
            assert key in MAIL_TEXTS or f"{key}.many" in MAIL_TEXTS, f"{template.name}: {key}"


@pytest.mark.parametrize(("language", "count", "said"), [
    ("fr", 0, "0 réponse attend une relecture."), ("fr", 1, "1 réponse attend une relecture."),
    ("fr", 2, "2 réponses attendent une relecture."),
    ("en", 0, "0 replies wait for review."), ("en", 1, "1 reply waits for review."),
])  # fmt: skip
def test_each_language_counts_in_its_way(language: str, count: int, said: str) -> None:
    assert Texts(MAIL_TEXTS, language)("summary.flagged", count=count) == said


STARTS, ENDS = datetime(2018, 10, 1, 9, 0), datetime(2018, 10, 1, 18, 30)  # noqa: DTZ001 - local to an event


@pytest.mark.parametrize(("language", "ends", "said"), [
    ("fr", ENDS, "lundi 1er octobre 2018, de 09:00 à 18:30"),
    ("fr", STARTS, "lundi 1er octobre 2018 à 09:00"),
    ("fr", ENDS + timedelta(days=1), "du lundi 1er octobre 2018 à 09:00 au mardi 2 octobre 2018 à 18:30"),
    ("en", ENDS, "Monday 1 October 2018, 09:00 to 18:30"),
    ("de", ENDS, "Monday 1 October 2018, 09:00 to 18:30"),  # what inboxd does not write it writes in English
])  # fmt: skip
def test_when_an_event_is_reads_as_people_write_it(language: str, ends: datetime, said: str) -> None:
    assert Texts(MAIL_TEXTS, language).span(STARTS, ends) == said


def test_a_moment_is_shown_by_the_clock_of_its_zone() -> None:
    t = Texts(MAIL_TEXTS, "fr")
    assert t.moment(datetime(2018, 9, 30, 23, 30, tzinfo=UTC), ZoneInfo("Europe/Paris")) == "1er octobre 2018, 01:30"
    assert t.day(date(2018, 8, 2)) == "jeudi 2 août 2018"
