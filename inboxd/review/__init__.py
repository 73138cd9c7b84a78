"""The staff's pages: replies that wait for a person, registrations, mails."""

from inboxd.review.app import create_app
from inboxd.review.server import serve

__all__ = ["create_app", "serve"]
