"""Made-up body replies with their truth, by seed: families of layout and wording to fit on, and others to check on.

    .venv/bin/python -m training.replies write FOLDER --side check --count 300 --seed 1
    .venv/bin/python -m training.replies failures FOLDER --family quote --count 120

Everything is invented here: the words of these modules are their own and not the reader's, so that the reader is not
tested with itself. The side of a family never changes (`families.FAMILIES`): what was fitted on FIT is measured on
CHECK, and each side has layouts, wordings and subjects of its own; people are put together from the same lists.
"""
