"""A label without its box gets a doubtful one only where there is ink in its place."""

from parsers.document import Mark
from parsers.pages.page import Page, Tick, Word
from parsers.reading import Box, Source
from parsers.scans import holes


def word(text: str, left: float, right: float) -> Word:
    return Word(text, Box(1, left, 100, right, 110), source=Source.OCR)


def tick(left: float) -> Tick:
    return Tick(Box(1, left, 100, left + 10, 110), Mark.EMPTY, Source.OCR)


def row(*last: Word) -> Page:
    words = (word("Tennis", 64, 100), word("Voile", 164, 195), *last)
    return Page(1, 595, 842, words=words, ticks=(tick(50), tick(150)))


def doubtful(page: Page, *, inked: bool) -> int:
    return sum(t.mark is Mark.DOUBTFUL for t in holes.with_doubtful(page, lambda _: inked).ticks)


def test_a_label_with_ink_before_it_may_have_lost_its_box() -> None:
    assert doubtful(row(word("Escrime", 264, 310)), inked=True) == 1


def test_words_behind_the_options_with_clean_paper_before_them_are_no_option() -> None:
    assert doubtful(row(word("le", 264, 274), word("samedi", 278, 315)), inked=True) == 1
    assert doubtful(row(word("chaque", 264, 300), word("samedi", 304, 340)), inked=False) == 0


def column(second: float) -> Page:
    """Three boxes, between the first ones a line with no box of its own."""
    lines = {100.0: "Tennis", second: "couvert", 131.0: "Voile", 150.0: "Escrime"}
    words = tuple(Word(text, Box(1, 64, top, 110, top + 10), source=Source.OCR) for top, text in lines.items())
    ticks = tuple(Tick(Box(1, 50, top, 60, top + 10), Mark.EMPTY, Source.OCR) for top in (100.0, 131.0, 150.0))
    return Page(1, 595, 842, words=words, ticks=ticks)


def test_a_label_in_a_column_has_lost_its_box_only_where_there_is_ink() -> None:
    assert doubtful(column(115.0), inked=True) == 1
    assert doubtful(column(112.0), inked=False) == 0


def test_the_ticks_above_and_below_are_no_ink_of_a_lost_box() -> None:
    places: list[Box] = []

    def empty(place: Box) -> bool:
        places.append(place)
        return False

    holes.with_doubtful(column(115.0), empty)
    assert places
    assert all(110 < place.top <= place.bottom < 131 for place in places)


def test_what_ends_in_a_colon_asks_and_has_no_box() -> None:
    assert doubtful(row(word("Licence", 264, 300), word("no:", 304, 320)), inked=True) == 0


def test_what_may_be_left_of_a_box_stays_in_doubt() -> None:
    assert doubtful(row(word("M", 254, 262), word("Escrime", 266, 310)), inked=False) == 1
