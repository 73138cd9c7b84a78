"""A form → HTML: tables, boxes in their fonts, what is struck or coloured."""

import html
from collections.abc import Callable
from random import Random

from training.replies.forms import Form, Offer, Option
from training.replies.layouts import mark

Show = Callable[[tuple[Option, ...]], str]  # the options of one offer, as HTML


def table(rng: Random, form: Form, show: Show) -> str:
    """Give a table of two columns, labels left."""
    border = rng.choice(('border="1" cellpadding="4"', 'style="border-collapse:collapse"', 'class="MsoNormalTable"'))
    tag = rng.choice(("td", "th"))
    colon = rng.choice((" :", "", ":"))
    rows = [(e.label, html.escape(e.value) or "&nbsp;") for e in form.entries]
    rows += [(o.heading, _cell(o, show)) for o in form.offers]
    body = "".join(f"<tr><{tag}>{html.escape(label)}{colon}</{tag}><td>{cell}</td></tr>\n" for label, cell in rows)
    return f"{heading(form)}<table {border}>\n{body}</table>\n"


def lines(rng: Random, form: Form, show: Show) -> str:
    """Give paragraphs, a label and its value each."""
    bold = rng.random() < 0.5
    tag = rng.choice(("p", "div", "p"))
    rows = [
        f"<{tag}>{f'<b>{html.escape(e.label)}</b>' if bold else html.escape(e.label)} : {html.escape(e.value)}</{tag}>"
        for e in form.entries
    ]
    rows += [
        f"<{tag}>{html.escape(o.heading)} :{' ' if o.short else '<br>'}{_cell(o, show)}</{tag}>" for o in form.offers
    ]
    return heading(form) + "\n".join(rows) + "\n"


def box_table(rng: Random, form: Form, show: Show, box: Callable[[Option], str]) -> str:
    """Give the entries as lines, and the workshops as a table with a column of boxes."""
    left = rng.random() < 0.5
    parts = [heading(form)]
    parts += [f"<p>{html.escape(e.label)} : {html.escape(e.value)}</p>" for e in form.entries]
    for offer in form.offers:
        if not offer.workshops:
            parts.append(f"<p>{html.escape(offer.heading)} : {_cell(offer, show)}</p>")
            continue
        cells = [(box(o), html.escape(o.label)) for o in offer.options]
        body = "".join(f"<tr><td>{a if left else b}</td><td>{b if left else a}</td></tr>\n" for a, b in cells)
        parts.append(f'<p>{html.escape(offer.heading)}</p><table border="1">{body}</table>')
    return "\n".join(parts) + "\n"


def labels_above(rng: Random, form: Form, show: Show) -> str:
    """Give tables with a row of labels above a row of values, three fields each; the offers as lines."""
    parts = [heading(form)]
    for i in range(0, len(form.entries), 3):
        group = form.entries[i : i + 3]
        tag = rng.choice(("th", "td"))
        top = "".join(f"<{tag}>{html.escape(e.label)}</{tag}>" for e in group)
        low = "".join(f"<td>{html.escape(e.value) or '&nbsp;'}</td>" for e in group)
        parts.append(f'<table border="1"><tr>{top}</tr><tr>{low}</tr></table>')
    parts += [f"<p>{html.escape(o.heading)} :<br>{_cell(o, show)}</p>" for o in form.offers]
    return "\n".join(parts) + "\n"


def items(form: Form, show: Show) -> str:
    """Give lists: an item for each field, and a list of options below each heading."""
    rows = "".join(f"<li>{html.escape(e.label)} : <i>{html.escape(e.value)}</i></li>\n" for e in form.entries)
    parts = [heading(form), f"<ul>{rows}</ul>"]
    parts += [f"<p>{html.escape(o.heading)} :</p><ul><li>{_cell(o, show)}</li></ul>" for o in form.offers]
    return "\n".join(parts) + "\n"


EMPHASES = ('<span style="background:yellow">{}</span>', '<b style="color:#c00000">{}</b>', "<mark>{}</mark>")


def emphasised(form: str) -> Show:
    """Show all options, the chosen ones marked by their looks."""
    return lambda options: " / ".join(
        form.format(_ranked(o) + html.escape(o.label)) if o.chosen else html.escape(o.label) for o in options
    )


def heading(form: Form) -> str:
    """Give the title of the form."""
    if not form.title:
        return ""
    first, *rest = (html.escape(line) for line in form.title)
    return f"<h3>{first}</h3>\n" + "".join(f"<p>{line}</p>\n" for line in rest)


def _cell(offer: Offer, show: Show) -> str:
    if len(offer.options) == 1:
        return html.escape(offer.options[0].label) or "&nbsp;"
    return show(offer.options)


def boxed(box: Callable[[Option], str], sep: str = "<br>") -> Show:
    """Show every option behind its box."""
    return lambda options: sep.join(f"{box(o)} {html.escape(o.label)}" for o in options)


def glyph(ticks: tuple[str, str]) -> Callable[[Option], str]:
    return lambda option: mark(option, ticks)


def wingdings(letters: tuple[str, str]) -> Callable[[Option], str]:
    """Give a box as a letter of its font, as Word's mails have it."""
    style = 'style="font-family:Wingdings"'
    chosen, empty = (f"<span {style}>{letter}</span>" for letter in letters)
    return lambda option: mark(option, (chosen, empty))


def struck(tag: str) -> Show:
    """Show all options of which the refused ones are struck out; nothing is struck where nothing was answered."""

    def show(options: tuple[Option, ...]) -> str:
        if not any(o.chosen for o in options):
            return " / ".join(html.escape(o.label) for o in options)
        return " / ".join(
            _ranked(o) + html.escape(o.label) if o.chosen else strike(tag, html.escape(o.label)) for o in options
        )

    return show


def _ranked(option: Option) -> str:
    return f"[{option.rank}] " if option.rank else ""


def strike(tag: str, text: str) -> str:
    return f'<span style="text-decoration:line-through">{text}</span>' if tag == "span" else f"<{tag}>{text}</{tag}>"


def chosen_only(sep: str) -> Show:
    """Show what was chosen alone, the first choice first."""
    return lambda options: html.escape(
        sep.join(o.label for o in sorted((o for o in options if o.chosen), key=lambda o: o.rank or 0))
    )
