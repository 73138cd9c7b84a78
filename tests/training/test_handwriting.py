"""What the head for handwriting learns from, and how it is judged."""

from pathlib import Path
from random import Random

import cv2
import numpy as np
import pytest

from parsers.scans import hand
from training.handwriting import made, wear, words
from training.handwriting.judging import distance
from training.handwriting.lines import JUDGES, Line, folded, lines, parted


def test_writers_to_judge_by_are_never_learned_from() -> None:
    known = [Line(Path(f"{writer}-{number}.jpg"), str(writer), "a") for writer in range(50) for number in range(3)]
    learned, kept = parted(known)
    assert len({line.writer for line in kept}) == JUDGES
    assert not {line.writer for line in kept} & {line.writer for line in learned}
    assert parted(list(reversed(known)))[1] == list(reversed(kept))


def test_lines_are_read_from_a_folder_and_strange_letters_left_out(tmp_path: Path) -> None:
    (tmp_path / "lines.tsv").write_text(
        "file\twriter\ttext\na.jpg\t1\tL’été à José\nb.jpg\t2\tprix ~ 3 €\nc.jpg\t2\t\n", encoding="utf-8"
    )
    (tmp_path / "lines").mkdir()
    cv2.imwrite(str(tmp_path / "lines" / "a.jpg"), np.full((20, 90), 255, np.uint8))
    (line,) = lines(tmp_path)
    assert (line.writer, line.text) == ("1", "L'été à José")
    assert line.picture().shape == (20, 90)


@pytest.mark.parametrize(("text", "plain"), [("“Él  Niño”", '"Él Nino"'), ("l’œuvre – 1", "l'œuvre - 1")])
def test_a_text_is_put_in_the_letters_of_french(text: str, plain: str) -> None:
    assert folded(text) == plain


@pytest.mark.parametrize(
    ("read", "written", "wrong"),
    [("", "", 0), ("abc", "abc", 0), ("abd", "abc", 1), ("bc", "abc", 1), ("xabc", "abc", 1), ("", "abc", 3)],
)
def test_errors_are_counted_by_character(read: str, written: str, wrong: int) -> None:
    assert distance(read, written) == wrong


def test_what_is_worn_is_a_line_still() -> None:
    line = np.full((56, 300), 250, np.uint8)
    cv2.putText(line, "Lemoine", (20, 40), cv2.FONT_HERSHEY_SCRIPT_COMPLEX, 1.2, (30,), 2)
    chance = np.random.default_rng(1)
    for _ in range(40):
        worn = wear.worn(line, chance)
        assert worn.dtype == np.uint8
        assert worn.ndim == 2
        assert np.percentile(worn, 90) - worn.min() > 40


@pytest.mark.parametrize("field", made.Field)
def test_made_up_values_are_made_of_letters_that_are_known(field: made.Field) -> None:
    rng = Random(4)  # noqa: S311 - made-up values
    for _ in range(60):
        assert set(folded(made.text(field, rng, ["Villeurbanne", "château"]))) <= set(hand.LETTERS)


def test_a_text_is_laid_along_what_was_read() -> None:
    chances = np.full((9, len(hand.LETTERS) + 1), 0.001, np.float32)
    for step, letter in ((1, "o"), (2, "o"), (4, "n"), (6, " "), (8, "y")):
        chances[step, hand.LETTERS.index(letter) + 1] = 0.9
    for step in (0, 3, 5, 7):
        chances[step, 0] = 0.9
    where = words.aligned(chances, "on y")
    assert where is not None
    assert where[0] in (1, 2)
    assert where[1:] == [4, 6, 8]
    assert words.aligned(chances[:3], "on y") is None
