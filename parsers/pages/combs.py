"""Combs on a page: rows of equal cells, one letter each. Found by their upright lines, read as one word after another.

A letter in its own cell is hard for a reader of lines, so the letters are set side by side again, without the cells.
"""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from parsers.pages.connected import connected
from parsers.scans.found import Picture
from parsers.scans.ink import Rectangle

# Lengths are in points, put into pixels by the picture's scale.
_TALL = (9.0, 32.0)  # the lines between cells
_WIDE = (6.0, 32.0)  # a cell
_EVEN = 0.16  # the most that a cell's width differs from the usual one
_BETWEEN = (0.12, 1.2)  # of a cell's width: a gap between groups of cells
_LEVEL = 2.5  # the most that the ends of two lines differ
_LEAST = 4  # cells
_CLOSED = 0.75  # of the top and the bottom is drawn
_MOST = 60  # combs on a page
_MARGIN = 0.9  # around a line, which is never quite straight
_STRAIGHT = 0.4  # of a cell's height: what is straight for so long beside a line belongs to it
_DIRT, _LETTER, _LOW = 0.12, 0.25, 0.6  # of a cell's height: a speck at most, a letter at least, where full stops begin
_SPECK = 0.012  # of a cell: less ink is none


@dataclass(frozen=True, slots=True)
class Comb:
    """A row of cells that touch: the places of the lines between them, from the left, and their top and bottom."""

    lines: tuple[float, ...]
    top: float
    bottom: float
    thick: float

    @property
    def cells(self) -> list[Rectangle]:
        """The cells from the left, without their frames."""
        return [
            Rectangle(left + self.thick, self.top + self.thick, right - self.thick, self.bottom - self.thick)
            for left, right in itertools.pairwise(self.lines)
        ]


@dataclass(frozen=True, slots=True)
class Spelling:
    """What stands in a comb: a picture of its letters side by side, and which of its cells hold one."""

    picture: Picture
    held: tuple[bool, ...]


def combs(ink: Picture, scale: float) -> list[Comb]:
    """Give the combs of an upright page."""
    found: list[Comb] = []
    low, high = (round(v * scale) for v in _TALL)
    kernel = np.ones((max(6, low), 1), np.uint8)
    upright = cv2.morphologyEx(
        cv2.morphologyEx(ink, cv2.MORPH_CLOSE, np.ones((3, 1), np.uint8)), cv2.MORPH_OPEN, kernel
    )
    count, _, stats, _ = connected(np.asarray(upright, np.uint8))
    lines = [
        (float(left + width / 2), float(top), float(top + height), float(width))
        for left, top, width, height, _ in stats[1 : min(count, 6_000)]
        if height <= high and width <= 2.5 * scale + 2
    ]
    for row in _rows(lines, scale):
        for run in _even_runs(row, scale):
            comb = _comb(run, scale)
            if _is_closed(ink, comb, scale) and len(found) < _MOST:
                found.append(comb)
    return found


Line = tuple[float, float, float, float]  # its middle across, its top and bottom, its width


def _rows(lines: Sequence[Line], scale: float) -> list[list[Line]]:
    """Give the lines that stand side by side at one height."""
    rows: list[list[Line]] = []
    slack = _LEVEL * scale
    for line in sorted(lines, key=lambda one: one[1] + one[2]):
        for row in reversed(rows[-12:]):
            if abs(row[-1][1] - line[1]) < slack and abs(row[-1][2] - line[2]) < slack:
                row.append(line)
                break
        else:
            rows.append([line])
    return [sorted(row) for row in rows if len(row) > _LEAST]


def _even_runs(row: list[Line], scale: float) -> list[list[Line]]:
    """Give the runs of lines at even steps; what stands between two of them is a letter's stroke."""
    steps = np.diff([line[0] for line in row])
    low, high = (v * scale for v in _WIDE)
    usual = [float(s) for s in steps if low <= s <= high]
    if len(usual) < _LEAST:
        return []
    step = float(np.median(usual))
    runs: list[list[Line]] = []
    run = [row[0]]
    for line in row[1:]:
        gap = line[0] - run[-1][0]
        if abs(gap - step) <= _EVEN * step:
            run.append(line)
        elif gap > step:
            runs.append(run)
            run = [line]
        elif len(run) == 1:
            run = [line]
    runs.append(run)
    return [run for run in runs if len(run) > _LEAST] or _grouped_runs(row, step)


def _grouped_runs(row: list[Line], step: float) -> list[list[Line]]:
    """Give the runs of cells in groups of two and more, a narrow gap between groups, as telephone numbers have them.

    A gap is an empty cell, which parts what stands before it from what stands behind.
    """
    groups: list[list[Line]] = [[row[0]]]
    for line in row[1:]:
        if abs(line[0] - groups[-1][-1][0] - step) <= _EVEN * step:
            groups[-1].append(line)
        elif line[0] - groups[-1][-1][0] > _BETWEEN[0] * step:
            groups.append([line])
    runs: list[list[Line]] = []
    for group in (group for group in groups if len(group) > 2):
        if runs and group[0][0] - runs[-1][-1][0] <= _BETWEEN[1] * step:
            runs[-1] += group
        else:
            runs.append(list(group))
    return [run for run in runs if len(run) > _LEAST + 1]


def _comb(run: Sequence[Line], scale: float) -> Comb:
    top, bottom = float(np.median([line[1] for line in run])), float(np.median([line[2] for line in run]))
    thick = float(np.median([line[3] for line in run])) / 2 + _MARGIN * scale
    return Comb(tuple(line[0] for line in run), top, bottom, thick)


def _is_closed(ink: Picture, comb: Comb, scale: float) -> bool:
    """Say whether a line runs along the bottom, and along the top, as no row of letters has it."""
    left, right = round(comb.lines[0]), round(comb.lines[-1])
    reach = max(2, round(1.2 * scale))
    return all(
        float((ink[max(0, round(y) - reach) : round(y) + reach + 1, left:right] > 0).any(axis=0).mean()) >= _CLOSED
        for y in (comb.top, comb.bottom)
    ) and _has_level_line(ink, comb, reach)


def _has_level_line(ink: Picture, comb: Comb, reach: int) -> bool:
    left, right, bottom = round(comb.lines[0]), round(comb.lines[-1]), round(comb.bottom)
    band = ink[max(0, bottom - reach) : bottom + reach + 1, left:right]
    long = cv2.morphologyEx(band, cv2.MORPH_OPEN, np.ones((1, max(5, (right - left) // len(comb.lines))), np.uint8))
    return bool((long > 0).any(axis=0).mean() > _CLOSED / 2)


def spelling(picture: Picture, ink: Picture, comb: Comb) -> Spelling:
    """Set the letters of a comb side by side."""
    clean, held = _without_frames(picture, ink, comb)
    left = round(comb.lines[0])
    height = clean.shape[0]
    gap = max(2, round(0.14 * height))
    blank = np.full((height, max(4, round(0.45 * height)), 3), 255, np.uint8)
    cut = [
        _letter(clean[:, round(start) - left : round(end) - left], held[:, round(start) - left : round(end) - left])
        for start, end in itertools.pairwise(comb.lines)
    ]
    last = max((n for n, letter in enumerate(cut) if letter is not None), default=-1)
    pieces = [blank if letter is None else _placed(letter, height, gap) for letter in cut[: last + 1]]
    return Spelling(
        np.ascontiguousarray(np.hstack([blank, *pieces, blank])), tuple(letter is not None for letter in cut)
    )


def _without_frames(picture: Picture, ink: Picture, comb: Comb) -> tuple[Picture, NDArray[np.bool_]]:
    """Give the comb without its lines, and where ink is left; letters that touch a line stay whole."""
    top, bottom = round(comb.top), round(comb.bottom)
    left, right = round(comb.lines[0]), round(comb.lines[-1])
    inside = ink[top:bottom, left:right]
    length = max(3, round(_STRAIGHT * (bottom - top)))
    upright = cv2.morphologyEx(inside, cv2.MORPH_OPEN, np.ones((length, 1), np.uint8))
    wide = max(3, round(0.9 * (right - left) / (len(comb.lines) - 1)))
    level = cv2.morphologyEx(inside, cv2.MORPH_OPEN, np.ones((1, wide), np.uint8))
    near = np.zeros_like(inside)
    thick = max(1, round(comb.thick))
    for line in comb.lines:
        at = round(line) - left
        near[:, max(0, at - thick) : at + thick + 1] = 255
    edge = np.zeros_like(inside)
    edge[:thick], edge[-thick:] = 255, 255
    drawn = cv2.bitwise_or(cv2.bitwise_and(upright, near), cv2.bitwise_and(level, edge))
    drawn = cv2.dilate(np.asarray(drawn, np.uint8), np.ones((3, 3), np.uint8))
    clean = picture[top:bottom, left:right].copy()
    clean[drawn > 0] = 255
    return clean, (inside > 0) & (drawn == 0)


def _letter(cell: Picture, held: NDArray[np.bool_]) -> Picture | None:
    """Give what stands in a cell at its full height; None for an empty one."""
    dirt = _dirt(held)
    if dirt.any():
        cell, held = cell.copy(), held & ~dirt
        cell[cv2.dilate(dirt.astype(np.uint8), np.ones((3, 3), np.uint8)) > 0] = 255
    if held.size == 0 or held[2:-2, 2:-2].mean() < _SPECK:
        return None
    columns = np.flatnonzero(held.sum(axis=0) > 1)
    if columns.size == 0:
        return None
    return cell[:, max(0, int(columns[0]) - 1) : int(columns[-1]) + 2]


def _dirt(held: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Give the specks of a bad scan in a cell: too small for a letter, no accent over one, no full stop.

    A full stop stands alone in its cell, and low.
    """
    if not held.size:
        return held
    height = held.shape[0]
    count, pieces, stats, _ = connected(held.astype(np.uint8))
    small = [n for n in range(1, count) if max(stats[n, 2], stats[n, 3]) <= _DIRT * height]
    letters = [stats[n] for n in range(1, count) if stats[n, 3] >= _LETTER * height]
    if not letters:
        small = [n for n in small if stats[n, 1] + stats[n, 3] < _LOW * height]
    over = [n for n in small if any(_is_over(stats[n], letter) for letter in letters)]
    return np.isin(pieces, [n for n in small if n not in over])


def _is_over(speck: Sequence[int], letter: Sequence[int]) -> bool:
    """Say whether a speck stands above a letter, where the dot of an i or an accent would be."""
    middle = speck[0] + speck[2] / 2
    return speck[1] + speck[3] <= letter[1] and letter[0] - speck[2] <= middle <= letter[0] + letter[2] + speck[2]


def _placed(letter: Picture, height: int, gap: int) -> NDArray[np.uint8]:
    room = np.full((height, letter.shape[1] + gap, 3), 255, np.uint8)
    above = (height - letter.shape[0]) // 2
    room[above : above + letter.shape[0], gap // 2 : gap // 2 + letter.shape[1]] = letter[: height - above]
    return room


def erased(pictures: Sequence[Picture], found: Sequence[Comb], paper: int) -> None:
    """Paint over the insides of combs, so that nobody reads them again; the frame around all cells is left."""
    for comb in found:
        inset = round(comb.thick)
        rows = slice(max(0, round(comb.top) + inset), round(comb.bottom) - inset)
        columns = slice(round(comb.lines[0]) + inset, round(comb.lines[-1]) - inset)
        for picture in pictures:
            picture[rows, columns] = paper
