"""Letters whose ink runs along four sides are no boxes: the O of a title, a c before an h."""

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from parsers.document import Mark
from parsers.scans import ticking
from parsers.scans.found import Picture

SCALE = 200 / 72  # pixels a point


def written(text: str, size: int, *, apart: float = 0.0) -> Picture:
    """Give a line of letters (255 on ink), set wide."""
    image = Image.new("L", (900, 3 * size), 0)
    face, at = ImageFont.load_default(size), 40.0
    for letter in text:
        ImageDraw.Draw(image).text((at, size), letter, fill=255, font=face, stroke_width=size // 12)
        at += face.getlength(letter) + apart * size
    return np.asarray((np.asarray(image) > 120) * 255, np.uint8)


def test_round_letters_of_a_title_that_is_set_wide_are_no_boxes() -> None:
    for size in (34, 40, 46):
        assert ticking.boxes(written("BORDEREAU DE NOTRE ENVOI", size, apart=0.3), SCALE) == []


def test_small_letters_are_no_ticked_boxes_where_no_box_is_empty() -> None:
    for size in range(24, 34, 2):
        assert ticking.boxes(written("chambre chez accueil charge", size), 140 / 72) == []


def test_boxes_set_tight_against_words_are_boxes() -> None:
    image = Image.new("L", (900, 120), 0)
    face, at, places = ImageFont.load_default(26), 40, []
    for word in ("Repas:", "Oui", "Non"):
        ImageDraw.Draw(image).text((at, 36), word, fill=255, font=face)
        at += round(face.getlength(word)) + 3
        if word != "Non":
            ImageDraw.Draw(image).rectangle((at, 40, at + 23, 63), outline=255, width=2)
            places.append(at)
            at += 27
    ink = np.asarray((np.asarray(image) > 120) * 255, np.uint8)
    found = ticking.boxes(ink, SCALE)
    assert [round(box.place.left) for box in sorted(found, key=lambda b: b.place.left)] == places


def test_a_ticked_box_behind_a_dotted_line_of_its_own_is_seen_by_its_frame() -> None:
    image = Image.new("L", (900, 300), 0)
    for left, top in ((200, 60), (420, 130), (300, 200)):
        ImageDraw.Draw(image).rectangle((left, top, left + 24, top + 24), outline=255, width=3)
    ImageDraw.Draw(image).line((417, 140, 430, 151, 456, 116), fill=255, width=8)  # out of its box on both sides
    ink = np.asarray((np.asarray(image) > 120) * 255, np.uint8)
    found = sorted(ticking.boxes(ink, SCALE), key=lambda box: box.place.top)
    assert [box.mark for box in found] == [Mark.EMPTY, Mark.TICKED, Mark.EMPTY]


def test_a_cell_of_a_table_as_large_as_a_box_is_none() -> None:
    image = Image.new("L", (900, 300), 0)
    for left, top in ((200, 60), (300, 200)):
        ImageDraw.Draw(image).rectangle((left, top, left + 24, top + 24), outline=255, width=3)
    draw = ImageDraw.Draw(image)
    for at in (500, 522):
        draw.line((at, 100, at, 180), fill=255, width=3)
    for at in (130, 152):
        draw.line((460, at, 560, at), fill=255, width=3)
    ink = np.asarray((np.asarray(image) > 120) * 255, np.uint8)
    assert len(ticking.boxes(ink, SCALE)) == 2
