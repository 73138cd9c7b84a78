"""Mails from templates: subject, text and HTML from plain values, the same every time."""

import textwrap
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import css_inline
from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from markupsafe import Markup

from inboxd.i18n import MAIL_TEXTS, Texts
from inboxd.plain_text import cut, lines, one_line

SUBJECT_LENGTH = 150  # what an inbox shows of it is less; RFC 5322 would allow 998
WIDTH = 76  # of the text part: quoted once or twice it still fits 80 columns


@dataclass(frozen=True, slots=True)
class Rendered:
    """A mail's content; `html` is whole, with its styles inline."""

    subject: str
    text: str
    html: str


def rendered(template: str, subject: str, language: str, values: Mapping[str, object]) -> Rendered:
    """Render ``templates/mail/TEMPLATE.txt`` and ``.html`` with `values`, and the texts of `language` as ``t``."""
    whole = {"t": Texts(MAIL_TEXTS, language), "language": language, "subject": subject, **values}
    environment = _environment()
    text = environment.get_template(f"{template}.txt").render(whole)
    html = environment.get_template(f"{template}.html").render(whole)
    return Rendered(cut(one_line(subject), SUBJECT_LENGTH), text.strip("\n") + "\n", _inliner().inline(html))


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("inboxd", "templates/mail"),
        autoescape=select_autoescape(["html"], default=False),
        undefined=StrictUndefined,
        finalize=_shown,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["lines"] = lines
    environment.globals["para"] = paragraph
    return environment


@cache
def _inliner() -> css_inline.CSSInliner:
    # The style sheet stays as well: what narrow screens need stands in its @media rules, which have no inline form.
    return css_inline.CSSInliner(keep_style_tags=True, load_remote_stylesheets=False)


class Laid(str):
    """Text of several lines that `paragraph` laid out: its line breaks and leading spaces are the layout's."""

    __slots__ = ()


def _shown(value: object) -> object:
    """Every value that a template shows passes here: no line, whatever its text, can become two."""
    if isinstance(value, (Laid, Markup)):
        return value
    return "" if value is None else one_line(str(value))


def paragraph(text: str, indent: int = 0, hanging: int = 0) -> Laid:
    """Give `text` in lines of the text part's width, all but the first `hanging` columns further in."""
    first, rest = " " * indent, " " * (indent + hanging)
    wrapper = textwrap.TextWrapper(WIDTH, first, rest, break_long_words=False, break_on_hyphens=False)
    return Laid("\n".join(wrapper.wrap(one_line(text))))
