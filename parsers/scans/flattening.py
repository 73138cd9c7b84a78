"""A photo of a sheet on a table → the sheet alone, seen from straight above, in even light.

The sheet is what is bounded by four straight sides and lighter than, or of another colour than, all that lies around
it. A frame that is printed on the paper has the same paper on either side, so it is none.
"""

from collections.abc import Iterator
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

Picture = NDArray[np.uint8]
Corners = NDArray[np.float32]  # four points, clockwise from the top left; or one of them
Colours = NDArray[np.float32]

_SMALL = 700  # pixels of the longer side that is looked at: letters are gone
_LEVELS = 12  # of each channel that are tried as the bound between sheet and table
_SHARE = (0.25, 0.96)  # of the photo that is sheet; with more there is nothing to be gained
_FULL = 0.94  # of the four-sided figure is sheet: corners are round, sides a little bent
_APART = 0.015  # of the longer side: how far in and out the two sides of an edge are compared
_SEARCHED = 0.05  # of the longer side: how far from a rough side the exact one is looked for
_SAMPLES = 60  # of a side
_DIFFERENT = 18.0  # of 255: what lies outside differs by that at least, along most of every side
_MOSTLY = 0.8
_EXTENSIONS = tuple(number / 50 for number in range(1, 16))  # of the sheet's other sides
_SLIM = 2.2  # the most that a sheet is longer than wide
_EDGE = 0.006  # of the sheet, all around, that may still show the table
_THUMB, _SPOT = 240, 17  # pixels of the longer side where light is measured, and of what is dark without being shadow
_UNEVEN = 0.8  # of the light of the brightest parts: with less in places there is a shadow to lift
_BAND = 256  # rows of pixels
_PAPER, _LIFTED = 235.0, 5.0  # the shade of paper in the light, and the most that a shadow is lifted


def flattened(picture: Picture) -> Picture | None:
    """Give the sheet in a photo (blue, green, red) as if scanned; None where no sheet lies on another ground."""
    corners = corners_of_sheet(picture)
    if corners is None:
        return None
    middle = corners.mean(axis=0)
    corners = np.asarray(middle + (1 - 2 * _EDGE) * (corners - middle), dtype=np.float32)
    wide = round(max(_length(corners[0], corners[1]), _length(corners[3], corners[2])))
    high = round(max(_length(corners[0], corners[3]), _length(corners[1], corners[2])))
    flat = np.array([[0, 0], [wide - 1, 0], [wide - 1, high - 1], [0, high - 1]], np.float32)
    turned = cv2.getPerspectiveTransform(corners, flat)
    return np.asarray(cv2.warpPerspective(picture, turned, (wide, high), flags=cv2.INTER_LINEAR), dtype=np.uint8)


def evenly_lit(picture: Picture) -> Picture:
    """Give the page as if the light were the same all over; as it is where there is no shadow."""
    scale = min(1.0, _THUMB / max(picture.shape[:2]))
    small = cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    light = cv2.dilate(small.max(axis=2), np.ones((_SPOT, _SPOT), np.uint8))
    light = cv2.GaussianBlur(cv2.erode(light, np.ones((_SPOT // 2, _SPOT // 2), np.uint8)), (0, 0), _SPOT / 3)
    low, high = np.percentile(light, (3, 97))
    if low >= _UNEVEN * high:
        return picture
    height, width = picture.shape[:2]
    lift = np.clip(_PAPER / np.maximum(light.astype(np.float32), 1.0), 1.0, _LIFTED)
    for top in range(0, height, _BAND):  # a band at a time: a whole page of floats takes too much memory
        rows = np.arange(top, min(height, top + _BAND), dtype=np.float32)
        across = (np.arange(width, dtype=np.float32) + 0.5) * scale - 0.5
        down = (rows + 0.5) * scale - 0.5
        columns, lines = np.meshgrid(across.astype(np.float32), down.astype(np.float32))
        here = cv2.remap(lift, columns, lines, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
        band = picture[top : top + len(rows)]
        picture[top : top + len(rows)] = np.clip(band * here[:, :, None], 0, 255).astype(np.uint8)
    return np.asarray(cv2.medianBlur(picture, 3), dtype=np.uint8)  # the grain of the shadow was lifted with it


def corners_of_sheet(picture: Picture) -> Corners | None:
    """Give the corners of the largest sheet on a photo, in its pixels."""
    scale = min(1.0, _SMALL / max(picture.shape[:2]))
    small = np.asarray(cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), dtype=np.uint8)
    small = np.asarray(cv2.medianBlur(small, 7), dtype=np.uint8)
    smooth = np.asarray(cv2.GaussianBlur(small, (0, 0), 1.5), dtype=np.float32)
    best: Corners | None = None
    for rough in _figures(small):
        once = _exact(smooth, rough)
        corners = None if once is None else _exact(smooth, once)
        if corners is not None and (best is None or _worth(smooth, corners) > _worth(smooth, best)):
            best = corners
    if best is None or _bound(smooth, best) < _MOSTLY:
        return None
    for at in range(4):
        best = _extended(smooth, best, at)
    return np.asarray(best / scale, dtype=np.float32)


def _worth(smooth: Colours, corners: Corners) -> tuple[float, float]:
    """Give what makes one figure better than another: that its sides are the sheet's, then that it is large."""
    return round(_bound(smooth, corners), 1), _area(corners)


def _extended(smooth: Colours, corners: Corners, at: int) -> Corners:
    """Give a figure with one side further out, where the sheet goes on there in another colour: a printed band.

    `at` is the first corner of the side. The sheet goes on as far as its two other sides do.
    """
    after = (at + 1) % 4
    ways = [corners[at] - corners[at - 1], corners[after] - corners[(at + 2) % 4]]
    middle, longest = corners.mean(axis=0), 0.0
    for share in _EXTENSIONS:
        ends = [corners[at] + share * ways[0], corners[after] + share * ways[1]]
        bounds = [
            _differing(smooth, corners[corner] + longest * way, end, middle)
            for corner, way, end in zip((at, after), ways, ends, strict=True)
        ]
        if min(bounds) < _MOSTLY:
            break
        longest = share
    if not longest:
        return corners
    further = corners.copy()
    further[at] += longest * ways[0]
    further[after] += longest * ways[1]
    exact = _exact(smooth, further)
    better = exact is not None and _bound(smooth, exact) >= _MOSTLY and _area(exact) > _area(corners)
    return exact if better and exact is not None else corners


def _exact(smooth: Colours, corners: Corners) -> Corners | None:
    """Give a figure with each side where colours change most along it; None where they change nowhere."""
    middle = corners.mean(axis=0)
    sides = [_side(smooth, corners[at], corners[(at + 1) % 4], middle) for at in range(4)]
    met = [_crossing(sides[at - 1], sides[at]) for at in range(4)]
    found = [point for point in met if point is not None]
    if len(found) < 4:
        return None
    exact = np.array(found, np.float32)
    return exact if cv2.isContourConvex(exact) and _is_sheet_shaped(exact) else None


def _side(smooth: Colours, start: Corners, end: Corners, middle: Corners) -> tuple[Corners, Corners]:
    """Give two points of the straight line near a side along which colours change most."""
    outward = _outward(start, end, middle)
    reach = round(_SEARCHED * max(smooth.shape[:2]))
    along = np.linspace(0.04, 0.96, _SAMPLES, dtype=np.float32)
    points = start + along[:, None] * (end - start)
    steps = np.arange(-reach, reach + 1, dtype=np.float32)
    seen = np.stack([_seen(smooth, points + step * outward) for step in steps])  # steps, points, channels
    changes = np.abs(seen[4:] - seen[:-4]).max(axis=2)
    offs = steps[2:-2][changes.argmax(axis=0)]
    sure = changes.max(axis=0) >= _DIFFERENT / 2
    if sure.sum() < _SAMPLES / 3:
        return start, end
    slope, base = _straight(along[sure], offs[sure])
    return start + base * outward, end + (base + slope) * outward


def _straight(x: NDArray[np.float32], y: NDArray[np.float32]) -> tuple[float, float]:
    """Give the line through most of some points: its slope, and its height at 0."""
    first, second = np.triu_indices(len(x), 1)
    slope = float(np.median((y[second] - y[first]) / (x[second] - x[first])))
    return slope, float(np.median(y - slope * x))


def _crossing(one: tuple[Corners, Corners], other: tuple[Corners, Corners]) -> Corners | None:
    """Give where two lines cross, each given by two points."""
    (a, b), (c, d) = one, other
    first, second = b - a, d - c
    across = float(first[0] * second[1] - first[1] * second[0])
    if abs(across) < 1e-3:
        return None
    along = float((c[0] - a[0]) * second[1] - (c[1] - a[1]) * second[0]) / across
    return np.asarray(a + along * first, dtype=np.float32)


def _figures(small: Picture) -> Iterator[Corners]:
    """Give the figures with four sides that are lighter than what lies around them, in any of the channels."""
    for channel in cv2.split(small):
        low, high = np.percentile(channel, (5, 95))
        for level in np.linspace(low, high, _LEVELS + 2)[1:-1]:
            light = np.asarray((channel > level) * 255, dtype=np.uint8)
            light = np.asarray(cv2.morphologyEx(light, cv2.MORPH_CLOSE, np.ones((9, 9), np.uint8)), dtype=np.uint8)
            outlines, _ = cv2.findContours(light, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
            for outline in outlines:
                if _SHARE[0] <= cv2.contourArea(outline) / channel.size <= _SHARE[1]:
                    corners = _four_corners(outline)
                    if corners is not None:
                        yield corners


def _four_corners(outline: NDArray[Any]) -> Corners | None:
    hull = cv2.convexHull(outline)
    around = cv2.arcLength(hull, closed=True)
    for slack in (0.01, 0.02, 0.03, 0.05):
        found = cv2.approxPolyDP(hull, slack * around, closed=True)
        if len(found) == 4:
            corners = _ordered(found.reshape(4, 2).astype(np.float32))
            full = cv2.contourArea(outline) / max(1.0, _area(corners))
            return corners if full >= _FULL and _is_sheet_shaped(corners) else None
    return None


def _ordered(points: Corners) -> Corners:
    """Give four points clockwise from the one that is nearest to the top left."""
    middle = points.mean(axis=0)
    angles = np.arctan2(points[:, 1] - middle[1], points[:, 0] - middle[0])
    around = points[np.argsort(angles)]
    first = int(np.argmin(around.sum(axis=1)))
    return np.asarray(np.roll(around, -first, axis=0), dtype=np.float32)


def _is_sheet_shaped(corners: Corners) -> bool:
    sides = [_length(corners[at], corners[(at + 1) % 4]) for at in range(4)]
    across, down = (sides[0] + sides[2]) / 2, (sides[1] + sides[3]) / 2
    even = all(min(sides[at], sides[at + 2]) > 0.6 * max(sides[at], sides[at + 2]) for at in (0, 1))
    return even and max(across, down) < _SLIM * min(across, down)


def _bound(smooth: Colours, corners: Corners) -> float:
    """Give the share of the least sure side along which what lies outside differs from what lies inside."""
    middle = corners.mean(axis=0)
    return min(_differing(smooth, corners[at], corners[(at + 1) % 4], middle) for at in range(4))


def _differing(smooth: Colours, start: Corners, end: Corners, middle: Corners) -> float:
    outward = _APART * max(smooth.shape[:2]) * _outward(start, end, middle)
    points = start + np.linspace(0.04, 0.96, _SAMPLES, dtype=np.float32)[:, None] * (end - start)
    inside, outside = _seen(smooth, points - outward), _seen(smooth, points + outward)
    return float((np.abs(inside - outside).max(axis=1) >= _DIFFERENT).mean())


def _outward(start: Corners, end: Corners, middle: Corners) -> Corners:
    """Give the direction away from the middle, upright on a side, one pixel long."""
    upright = np.array([end[1] - start[1], start[0] - end[0]], np.float32)
    upright /= max(1e-6, float(np.hypot(*upright)))
    away = float(np.dot(upright, (start + end) / 2 - middle)) >= 0
    return np.asarray(upright if away else -upright, dtype=np.float32)


def _seen(smooth: Colours, points: Corners) -> Colours:
    """Give the colours at some points; the nearest ones of the photo where they lie outside."""
    high, wide = smooth.shape[:2]
    columns = np.clip(np.rint(points[:, 0]), 0, wide - 1).astype(int)
    rows = np.clip(np.rint(points[:, 1]), 0, high - 1).astype(int)
    return np.asarray(smooth[rows, columns], dtype=np.float32)


def _length(one: Corners, other: Corners) -> float:
    return float(np.hypot(*(other - one)))


def _area(corners: Corners) -> float:
    return float(cv2.contourArea(corners))
