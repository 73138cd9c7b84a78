"""The connected pieces of a picture's ink."""

import cv2
import numpy as np

from parsers.pages.connected import connected


def test_pieces_touch_by_corners_too() -> None:
    ink = np.zeros((9, 12), np.uint8)
    ink[1, 1] = ink[2, 2] = 255
    ink[5:8, 4:9] = 255
    found = connected(ink)
    assert found.number == 3
    assert found.stats[1:].tolist() == [[1, 1, 2, 2, 2], [4, 5, 5, 3, 15]]
    assert found.centres[2].tolist() == [6.0, 6.0]
    assert found.labels[2, 2] == 1


def test_a_page_of_dust_has_more_pieces_than_narrow_labels_can_tell() -> None:
    ink = np.zeros((600, 600), np.uint8)
    ink[::2, ::2] = 255
    found = connected(ink)
    assert found.number == 300 * 300 + 1
    assert np.array_equal(found.labels, cv2.connectedComponents(ink, connectivity=8)[1])
