"""The language of a page: as the person chose, else as her browser asks."""

from flask import g, request, session

from inboxd.i18n import LANGUAGES, Texts
from inboxd.review.texts import REVIEW_TEXTS

CHOSEN = "language"  # its key in the session


def texts() -> Texts:
    """Give the texts in the language of the request."""
    if "texts" not in g:
        g.texts = Texts(REVIEW_TEXTS, _language())
    found: Texts = g.texts
    return found


def t(key: str, **values: object) -> str:
    """Give one text in the language of the request."""
    return texts()(key, **values)


def choose(language: str) -> None:
    """Remember what the person chose."""
    if language in LANGUAGES:
        session[CHOSEN] = language


def _language() -> str:
    chosen = session.get(CHOSEN)
    if chosen in LANGUAGES:
        return str(chosen)
    # Werkzeug's best_match gives English for "fr-CA, en": it takes any exact match first.
    wanted = (tag.partition("-")[0].lower() for tag, _ in request.accept_languages)
    return next((language for language in wanted if language in LANGUAGES), "en")
