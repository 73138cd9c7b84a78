"""The reader of handwriting: what it gives for lines, for what is none, and what it costs."""

import os
import subprocess
import sys
from pathlib import Path

import cv2
import numpy as np
import pytest

from parsers.scans import hand
from parsers.scans.hand import LETTERS, Chances, Picture, best, number, read

_COST = """
import re
from pathlib import Path
import numpy as np
from parsers.scans import hand
line = np.full((60, 4000), 255, np.uint8)
line[20:40, 10::37] = 0
hand.read(line)
print(int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1]) // 1024)
"""


def line(text: str, *, thick: int = 2) -> Picture:
    """A line in script, as a plotter draws it."""
    picture = np.full((90, 34 * len(text) + 60), 255, np.uint8)
    cv2.putText(picture, text, (24, 58), cv2.FONT_HERSHEY_SCRIPT_COMPLEX, 1.4, (30,), thick, cv2.LINE_AA)
    return picture


def judged(*steps: str) -> Chances:
    """What a head would give that is nearly sure of a letter at each step; "" for none."""
    chances = np.full((len(steps), len(LETTERS) + 1), 0.0005, np.float32)
    for at, letter in enumerate(steps):
        chances[at, LETTERS.index(letter) + 1 if letter else 0] = 0.9
    return chances


@pytest.mark.parametrize("text", ["Lemoine", "Saint-Brieuc", "rue de la gare", "14 mai 1987"])
def test_a_line_is_read(text: str) -> None:
    found = read(line(text))
    assert found.text == text
    assert 0.5 < found.sure <= 1


def test_white_around_a_line_changes_nothing() -> None:
    small = line("Lemoine")
    large = cv2.copyMakeBorder(small, 200, 90, 300, 700, cv2.BORDER_CONSTANT, value=(255,))
    assert read(np.asarray(large, np.uint8)).text == read(small).text


def test_letters_that_stand_close_are_told_apart() -> None:
    """A line that is pressed together is looked at a second time, drawn out."""
    wide = line("Saint-Germain-en-Laye")
    narrow = np.asarray(cv2.resize(wide, None, fx=0.4, fy=1, interpolation=cv2.INTER_AREA), np.uint8)
    steps = len(hand.chances(narrow))
    shown = hand.sight(narrow)
    assert shown is not None
    assert steps > 1.2 * shown.shape[3] / 8


@pytest.mark.parametrize(
    "picture",
    [
        np.full((50, 300), 255, np.uint8),
        np.zeros((50, 300), np.uint8),
        np.zeros((0, 0), np.uint8),
        np.zeros((1, 4000), np.uint8),
        np.full((300, 2), 128, np.uint8),
        np.tile(np.array([250, 255], np.uint8), (40, 100)),
    ],
    ids=["white", "black", "nothing", "a row", "two columns", "paper's grain"],
)
def test_what_holds_no_ink_holds_no_text(picture: Picture) -> None:
    assert read(picture) == hand.Read("", 0.0)


@pytest.mark.parametrize("shape", [(4, 4), (5, 30_000), (3000, 5), (400, 9000)])
def test_any_picture_is_borne(shape: tuple[int, int]) -> None:
    noise = np.random.default_rng(3).integers(0, 2, shape).astype(np.uint8) * 255
    found = hand.chances(noise)
    assert found.shape[1] == len(LETTERS) + 1
    assert len(found) <= hand.WIDEST // 8 + 8
    assert np.isfinite(found).all()


def test_a_letter_stands_once_until_something_parts_it() -> None:
    assert best(judged("l", "l", "", "l", "a", "")).text == "lla"


def test_only_the_letters_that_are_asked_for_are_read() -> None:
    chances = judged("O", "", "6")
    chances[0, LETTERS.index("0") + 1] = 0.08
    assert best(chances).text == "O6"
    assert best(chances, hand.NUMBERS).text == "06"


@pytest.mark.parametrize(
    ("steps", "count", "text"),
    [
        (("3", "", "5", "0", "", "0", "", "0"), 5, "35000"),
        (("3", " ", "5", "0", ".", "0", "", "0"), 5, "35000"),
        (("3", "5", "5", "0", "", "0", "0"), 4, "3500"),
        (("3", "5"), 5, ""),
        ((), 5, ""),
    ],
)
def test_a_number_of_so_many_digits_is_found(steps: tuple[str, ...], count: int, text: str) -> None:
    assert number(judged(*steps), count).text == text


@pytest.mark.parametrize("written", ["06 12 34 56 78", "+33 6 12 34 56 78", "+33 (0)6 12 34 56 78", "06.12.34.56.78"])
def test_a_phone_has_ten_digits_however_it_is_written(written: str) -> None:
    chances = judged(*(step for letter in written for step in (letter, "")))
    assert hand.phone(chances).text == "0612345678"


def test_a_number_is_as_sure_as_its_least_sure_digit() -> None:
    chances = judged("3", "", "5", "", "7")
    chances[2] = 0.0005
    chances[2, [LETTERS.index("5") + 1, LETTERS.index("6") + 1]] = 0.5, 0.4
    found = number(chances, 3)
    assert found.text == "357"
    assert found.sure == pytest.approx(0.5)


def test_what_was_forgotten_loads_again() -> None:
    before = read(line("Lemoine"))
    hand.forget()
    assert read(line("Lemoine")) == before


def test_an_engine_without_these_places_is_told_from_one_that_has_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hand, "SEEN", ("no.such.place",))
    hand.eyes.cache_clear()
    try:
        with pytest.raises(hand.HeadMissing):
            read(line("Lemoine"))
    finally:
        hand.eyes.cache_clear()


def test_a_line_costs_little_memory_and_tells_nobody(tmp_path: Path) -> None:
    """A child with an empty home leaves nothing there; the longest line it reads at once is pressed together."""
    environment = {key: value for key, value in os.environ.items() if key != "ORT_DISABLE_TELEMETRY"}
    environment |= {"HOME": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path / "cache")}
    done = subprocess.run(
        [sys.executable, "-c", _COST], env=environment, capture_output=True, text=True, check=True, timeout=120
    )
    assert int(done.stdout) < 300, "MB resident"
    assert list(tmp_path.iterdir()) == []
