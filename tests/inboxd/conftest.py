"""A configuration with a Maildir of ten replies, and its store; a test file that needs others has its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from inboxd import config as configuration
from inboxd.config import Config
from storage.session import Store
from tests.cli.conftest import config as maildir_config
from tests.cli.conftest import made

__all__ = ["made", "maildir_config"]  # fixtures


@pytest.fixture
def config(maildir_config: Path) -> Config:
    """The checked configuration."""
    return configuration.load(maildir_config)


@pytest.fixture
def store(config: Config) -> Iterator[Store]:
    """The configuration's store with empty tables."""
    opened = Store(config.storage.url)
    opened.upgrade()
    yield opened
    opened.close()
