"""What every page needs at hand: the configuration, the store and the clock."""

from dataclasses import dataclass
from datetime import UTC, datetime

from flask import Flask, current_app

from inboxd.config import Config
from storage.session import Store

EXTENSION = "inboxd.review"


@dataclass(frozen=True, slots=True)
class Desk:
    """The configuration and the store that the pages of one application work with."""

    config: Config
    store: Store


def place_desk(app: Flask, desk: Desk) -> None:
    """Give `app` its desk."""
    app.extensions[EXTENSION] = desk


def the_desk() -> Desk:
    """Give the desk of the application that answers the request."""
    found: Desk = current_app.extensions[EXTENSION]
    return found


def now() -> datetime:
    """Give the time of the request, UTC."""
    return datetime.now(UTC)
