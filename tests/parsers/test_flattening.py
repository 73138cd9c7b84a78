"""A photo of a sheet on a table becomes the sheet alone; a printed frame is no sheet, and a shadow no dark paper."""

import cv2
import numpy as np
from numpy.typing import NDArray

from parsers.scans.flattening import corners_of_sheet, evenly_lit, flattened

Picture = NDArray[np.uint8]
CORNERS = np.array([[110, 90], [700, 60], [760, 1080], [70, 1120]], np.float32)


def sheet() -> Picture:
    page = np.full((1000, 700, 3), 245, np.uint8)
    for row in range(100, 900, 60):
        page[row : row + 8, 80:620] = 30
    return page


def photo(page: Picture, ground: tuple[int, int, int]) -> Picture:
    high, wide = page.shape[:2]
    flat = np.array([[0, 0], [wide, 0], [wide, high], [0, high]], np.float32)
    seen = cv2.warpPerspective(page, cv2.getPerspectiveTransform(flat, CORNERS), (850, 1200), borderValue=ground)
    return np.asarray(seen, dtype=np.uint8)


def test_a_sheet_on_a_table_is_found_by_its_corners() -> None:
    found = corners_of_sheet(photo(sheet(), (60, 80, 110)))
    assert found is not None
    assert np.abs(found - CORNERS).max() < 12


def test_the_lines_of_a_flattened_sheet_are_level() -> None:
    flat = flattened(photo(sheet(), (60, 80, 110)))
    assert flat is not None
    dark = flat[:, :, 0] < 100
    left, right = (np.flatnonzero(dark[:, column]) for column in (flat.shape[1] // 4, 3 * flat.shape[1] // 4))
    assert abs(int(left[0]) - int(right[0])) <= 6


def test_a_printed_band_belongs_to_the_sheet() -> None:
    page = sheet()
    page[:90] = (60, 110, 30)  # green
    found = corners_of_sheet(photo(page, (90, 130, 170)))
    assert found is not None
    assert np.abs(found - CORNERS).max() < 20


def test_a_frame_on_a_scanned_page_is_no_sheet() -> None:
    page = np.full((1000, 700, 3), 245, np.uint8)
    cv2.rectangle(page, (60, 60), (640, 940), (0, 0, 0), 3)
    assert corners_of_sheet(page) is None


def test_a_shadow_is_lifted_and_an_even_page_is_left_alone() -> None:
    page = sheet()
    assert evenly_lit(page.copy()).tolist() == page.tolist()
    shade = np.ones(page.shape[:2], np.float32)
    shade[500:, 300:] = 0.45
    soft = np.asarray(cv2.GaussianBlur(shade, (0, 0), 30))
    dark = (page * soft[:, :, None]).astype(np.uint8)
    lit = evenly_lit(dark)
    assert int(lit[960, 660].min()) > 200
    assert int(lit[704, 500].max()) < 120  # ink stays ink
