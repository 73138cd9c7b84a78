"""A review with one user, and a browser that is signed in."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from inboxd.review.limits import limiter
from tests.review.desk import ReviewDesk, Visitor, make_desk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[ReviewDesk]:
    """A review whose store is empty but for one user."""
    made = make_desk(tmp_path)
    made.add_user()
    yield made
    with made.app.app_context():
        limiter.reset()
    made.store.close()


@pytest.fixture
def stranger(desk: ReviewDesk) -> Visitor:
    """A browser that nobody signed in with."""
    return Visitor(desk.app.test_client())


@pytest.fixture
def staff(desk: ReviewDesk) -> Visitor:
    """A browser that is signed in."""
    visitor = Visitor(desk.app.test_client())
    assert visitor.sign_in().status_code == 302
    return visitor
