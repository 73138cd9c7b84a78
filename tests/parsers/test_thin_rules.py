"""A thin line to write on passes for a row of dots, and is a rule all the same; a dotted line is none."""

import numpy as np

from parsers.scans import rules

SCALE = 200 / 72  # pixels a point


def test_a_thin_line_is_a_rule() -> None:
    page = np.zeros((400, 900), np.uint8)
    page[200:202, 150:600] = 255
    dots = rules.dotted(page, SCALE)
    page[dots > 0] = 0
    assert rules.rules(page, SCALE) == []
    (rule,) = rules.thin_rules(dots, SCALE)
    assert np.allclose((rule.left, rule.right, rule.bottom), (150, 600, 202), atol=3)


def test_dots_are_no_rule() -> None:
    page = np.zeros((400, 900), np.uint8)
    for left in range(150, 600, 8):
        page[200:203, left : left + 3] = 255
    dots = rules.dotted(page, SCALE)
    assert dots.any()
    assert rules.thin_rules(dots, SCALE) == []
