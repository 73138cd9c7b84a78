"""Families of filled-in coupons: in plain text, inside quotes, and in HTML."""

from collections.abc import Callable
from random import Random

from parsers.reading import Intent
from training.replies import layouts, pages
from training.replies.forms import Form, Style, answered, form
from training.replies.layouts import Layout, shown
from training.replies.mail import Sender, page, paragraphs
from training.replies.people import Person
from training.replies.scene import Scene, Signed, Told

MakeLayout = Callable[[Scene], Layout]


def _written_by(scene: Scene, who: Person) -> tuple[Sender, Signed | None, frozenset[str]]:
    """Give who sends a coupon, the signature, and what of it counts for the attendee."""
    if scene.rng.random() < 0.35:
        sender, signed = scene.secretary(who)
        return sender, signed, frozenset()
    if scene.rng.random() < 0.25:
        return scene.sender(who), None, frozenset()
    signed = scene.signature(who)
    return scene.sender(who), signed, signed.stated


def typed(scene: Scene, make: MakeLayout, style: Style | None = None) -> Told:
    """Give a coupon typed into the mail."""
    who = answered(scene.rng, scene.occasion, scene.someone())
    made = form(scene.rng, scene.occasion, who, scene.words, style or Style())
    sender, signed, more = _written_by(scene, who)
    text = scene.framed(shown(made, make(scene)), signed)
    return Told(scene.letter(sender, text), (who.attendee(made.stated | more),))


# --- layouts of plain text ---


def _ticks(scene: Scene) -> tuple[str, str]:
    return scene.rng.choice(scene.words.ticks)


def colon(scene: Scene) -> Layout:
    ticks = _ticks(scene)
    return Layout(layouts.with_colon(scene.rng), layouts.before(ticks), layouts.ticked_line(ticks))


def leaders(scene: Scene) -> Layout:
    ticks = _ticks(scene)
    return Layout(layouts.with_leader(scene.rng), layouts.before(ticks, "- "), layouts.ticked_line(ticks))


def tabs(scene: Scene) -> Layout:
    ticks = _ticks(scene)
    return Layout(layouts.with_tab, layouts.before(ticks, "\t"), layouts.ticked_line(ticks, "\t"))


def two_lines(scene: Scene) -> Layout:
    ticks = _ticks(scene)
    return Layout(layouts.below, layouts.before(ticks), layouts.kept_line())


def pairs(scene: Scene) -> Layout:
    ticks = _ticks(scene)
    return Layout(layouts.with_colon(scene.rng), layouts.before(ticks), layouts.ticked_line(ticks), across=2)


def boxes_after(scene: Scene) -> Layout:
    ticks = _ticks(scene)
    leader = scene.rng.choice((" ", " ........ ", "   ", " : ", "\t"))
    return Layout(layouts.with_colon(scene.rng), layouts.after(ticks, leader), layouts.kept_line())


def listed(scene: Scene) -> Layout:
    box = layouts.before(_ticks(scene))
    return Layout(layouts.with_colon(scene.rng), box, layouts.kept_line(), chosen_only=" ; ")


def listed_by_slash(scene: Scene) -> Layout:
    box = layouts.before(_ticks(scene))
    sep = scene.rng.choice((" + ", " / ", " ; "))
    return Layout(layouts.in_brackets, box, layouts.kept_line(), chosen_only=sep)


def each_yes_or_no(scene: Scene) -> Layout:
    yes = scene.words.yes if scene.rng.random() < 0.6 else (scene.words.yes[0].upper(), scene.words.yes[1].upper())
    return Layout(layouts.with_colon(scene.rng), layouts.yes_no_box(yes), layouts.kept_line())


def bulleted(scene: Scene) -> Layout:
    ticks = _ticks(scene)
    bullet = scene.rng.choice(("- ", "* ", "• "))
    entry = layouts.with_colon(scene.rng)
    return Layout(
        lambda e: bullet + entry(e), layouts.before(ticks, bullet), lambda o: bullet + layouts.kept_line()(o)
    )  # fmt: skip


def dashed(scene: Scene) -> Layout:
    ticks = _ticks(scene)
    return Layout(layouts.with_dash, layouts.before(ticks, "  "), layouts.kept_line(" — "))


def indented(scene: Scene) -> Layout:
    ticks = _ticks(scene)
    return Layout(layouts.indented_below, layouts.before(ticks, "    "), layouts.ticked_line(ticks, " ?  "))


def bars(scene: Scene) -> Layout:
    ticks = _ticks(scene)
    box = layouts.before(ticks)
    return Layout(layouts.piped, lambda o: f"| {box(o)} |", lambda o: f"| {layouts.kept_line(' | ')(o)} |")


def underscores(scene: Scene) -> Layout:
    ticks = _ticks(scene)
    return Layout(layouts.underscored, layouts.after(ticks, "  "), layouts.ticked_line(ticks, "  "))


def run_on(scene: Scene) -> Layout:
    """Give all fields in one line, parted by semicolons; of the workshops the chosen ones."""
    gap = scene.rng.choice((" ; ", " - ", " | "))
    box = layouts.before(_ticks(scene))
    return Layout(layouts.with_colon(scene.rng), box, layouts.kept_line(), across=20, gap=gap, chosen_only=" et ")


def three_across(scene: Scene) -> Layout:
    ticks = _ticks(scene)
    box = layouts.before(ticks)
    return Layout(layouts.with_colon(scene.rng), box, layouts.ticked_line(ticks), across=2, gap="\t\t")


# --- inside the quoted invitation ---


def in_quote(scene: Scene, make: MakeLayout, programs: tuple[str, ...]) -> Told:
    """Give a coupon that was filled in inside the quoted invitation."""
    who = answered(scene.rng, scene.occasion, scene.someone())
    made = form(scene.rng, scene.occasion, who, scene.words, Style())
    sender, signed, more = _written_by(scene, who)
    above = scene.framed("", signed) if scene.rng.random() < 0.8 else "\n"
    if above == "\n":
        more = frozenset()
    text = scene.below(above, scene.invitation(shown(made, make(scene))), scene.rng.choice(programs))
    return Told(scene.letter(sender, text), (who.attendee(made.stated | more),))


def above_blank(scene: Scene, make: MakeLayout, programs: tuple[str, ...]) -> Told:
    """Give a typed coupon above the quoted invitation, whose own coupon stayed blank."""
    who = answered(scene.rng, scene.occasion, scene.someone())
    state = scene.rng.getstate()  # the same wording twice: the coupon was copied upwards and filled in
    made = form(scene.rng, scene.occasion, who, scene.words, Style(typos=0))
    blank = _blank_twin(scene, state)
    sender, signed, more = _written_by(scene, who)
    layout = make(scene)
    text = scene.framed(shown(made, layout), signed)
    text = scene.below(text, scene.invitation(shown(blank, layout)), scene.rng.choice(programs))
    return Told(scene.letter(sender, text), (who.attendee(made.stated | more),))


def _blank_twin(scene: Scene, state: tuple[object, ...]) -> Form:
    twin = Random(0)  # noqa: S311 - made-up mail
    twin.setstate(state)
    return form(twin, scene.occasion, None, scene.words, Style(typos=0))


def between_lines(scene: Scene) -> Told:
    """Give answers written between the quoted lines of the blank coupon."""
    who = answered(scene.rng, scene.occasion, scene.someone())
    made = form(scene.rng, scene.occasion, who, scene.words, Style(typos=0, civility_box=False))
    sender, _, _ = _written_by(scene, who)
    lines = [f"> {line}" if line else ">" for line in (*made.title, "")]
    for entry in made.entries:
        lines += [f"> {entry.label} :", *([entry.value] if entry.value else [])]
    for offer in made.offers:
        said = sorted((o for o in offer.options if o.chosen), key=lambda o: o.rank or 0)
        shown_ = " / ".join(o.label for o in offer.options) if offer.short else ""
        lines.append(f"> {offer.heading} : {shown_}".rstrip())
        if len(offer.options) > 1 and not offer.short:
            lines += [f"> - {option.label}" for option in offer.options]
        lines += [option.label for option in said]
    head = scene.quote("", scene.rng.choice(("roundcube", "thunderbird"))).split("\n", 1)[0]
    return Told(scene.letter(sender, "\n".join((head, *lines)) + "\n"), (who.attendee(made.stated),))


# --- HTML ---

MakePage = Callable[[Random, Form], str]


def in_html(scene: Scene, make: MakePage, *, twin: bool = False) -> Told:
    """Give a coupon in HTML; with a `twin`, a plain alternative that lost the boxes stands beside it."""
    who = answered(scene.rng, scene.occasion, scene.someone())
    made = form(scene.rng, scene.occasion, who, scene.words, Style())
    sender, signed, more = _written_by(scene, who)
    body = paragraphs(scene.rng.choice(scene.words.greetings) + "\n\n" + scene.rng.choice(scene.words.leads))
    body += make(scene.rng, made)
    if signed is not None:
        body += paragraphs(scene.closed(signed))
    text = None
    if twin:
        poor = Layout(layouts.with_colon(scene.rng), lambda o: o.label, lambda o: o.heading + " : oui non")
        text = scene.framed(shown(made, poor), signed)
    return Told(scene.letter(sender, text, page(body)), (who.attendee(made.stated | more),))


def table_boxes(rng: Random, made: Form) -> str:
    return pages.table(rng, made, pages.boxed(pages.glyph(rng.choice((("☒", "☐"), ("[X]", "[ ]"), ("☑", "☐"))))))


def table_chosen(rng: Random, made: Form) -> str:
    return pages.table(rng, made, pages.chosen_only(rng.choice((" ; ", ", ", " + "))))


def lines_boxes(rng: Random, made: Form) -> str:
    return pages.lines(rng, made, pages.boxed(pages.glyph(rng.choice((("☒", "☐"), ("☑", "☐"))))))


def lines_wingdings(rng: Random, made: Form) -> str:
    letters = rng.choice((("þ", "¨"), ("ý", "¨"), ("x", "o"), ("þ", "q")))
    make = pages.lines if rng.random() < 0.5 else pages.table
    return make(rng, made, pages.boxed(pages.wingdings(letters)))


def columns_of_boxes(rng: Random, made: Form) -> str:
    ticks = rng.choice((("X", "&nbsp;"), ("☒", "☐"), ("✓", "&nbsp;"), ("x", "")))
    box = pages.glyph(ticks)
    return pages.box_table(rng, made, pages.chosen_only(" ; "), box)


def lines_struck(rng: Random, made: Form) -> str:
    make = pages.lines if rng.random() < 0.6 else pages.table
    return make(rng, made, pages.struck(rng.choice(("s", "del", "strike", "span"))))


def rows_of_labels(rng: Random, made: Form) -> str:
    return pages.labels_above(rng, made, pages.boxed(pages.glyph(rng.choice((("☒", "☐"), ("☑", "☐"), ("✅", "⬜"))))))


def lines_coloured(rng: Random, made: Form) -> str:
    return pages.lines(rng, made, pages.emphasised(rng.choice(pages.EMPHASES)))


def items_boxes(rng: Random, made: Form) -> str:
    return pages.items(made, pages.boxed(pages.glyph(rng.choice((("☒", "☐"), ("[x]", "[ ]")))), sep="</li><li>"))


# --- several coupons in one mail ---


def several(scene: Scene, make: MakeLayout) -> Told:
    """Give two or three coupons below one another, from one house."""
    first = scene.someone()
    people = [answered(scene.rng, scene.occasion, p) for p in (first, *_others(scene, first))]
    layout = make(scene)
    texts, attendees = [], []
    for number, who in enumerate(people, 1):
        made = form(scene.rng, scene.occasion, who, scene.words, Style(typos=0))
        head = f"Participant {number}" if scene.rng.random() < 0.7 or number > 1 else ""
        texts.append("\n".join(part for part in (head, shown(made, layout)) if part))
        attendees.append(who.attendee(made.stated))
    sender, signed = scene.secretary(first)
    return Told(scene.letter(sender, scene.framed("\n\n".join(texts), signed)), tuple(attendees))


def _others(scene: Scene, first: Person) -> list[Person]:
    others: list[Person] = []
    for _ in range(scene.rng.randint(1, 2)):
        other = scene.someone(first.organisation)
        if other.last_name not in (first.last_name, *(o.last_name for o in others)):
            others.append(other)
    return others


def table_of_people(scene: Scene) -> Told:
    """Give an HTML table, a person a row; the workshops by their numbers or ticked in columns."""
    first = scene.someone()
    event = scene.occasion.event
    people = [answered(scene.rng, scene.occasion, p) for p in (first, *_others(scene, first))]
    people = [p.with_choice(p.workshops) for p in people]
    columns = scene.rng.random() < 0.5
    fields = ["last_name", "first_name", "role", "organisation"] + (["email"] if scene.rng.random() < 0.5 else [])
    heads = [scene.rng.choice(scene.words.labels[f]) for f in fields]
    heads += [w.label for w in event.workshops] if columns else [scene.rng.choice(scene.words.workshops)]
    rows = []
    for who in people:
        cells = [str(getattr(who, f)) for f in fields]
        if columns:
            cells += [_cross(who, w.id, ranked=event.ranked) for w in event.workshops]
        else:
            cells.append(" ; ".join(scene.occasion.label(w) for w in who.workshops))
        rows.append(cells)
    sender, signed = scene.secretary(first)
    head = "".join(f"<th>{h}</th>" for h in heads)
    body = "".join("<tr>" + "".join(f"<td>{c}</td>" for c in row) + "</tr>\n" for row in rows)
    text = paragraphs(f"{scene.rng.choice(scene.words.greetings)}\n\nVoici nos participants :")
    page_ = page(f'{text}<table border="1"><tr>{head}</tr>\n{body}</table>\n{paragraphs(scene.closed(signed))}')
    return Told(scene.letter(sender, None, page_), tuple(p.attendee(fields) for p in people))


def _cross(who: Person, workshop: str, *, ranked: bool) -> str:
    if workshop not in who.workshops:
        return ""
    return str(who.workshops.index(workshop) + 1) if ranked else "X"


_COMING = (
    ("participera", "ne participera pas"), ("sera présent(e)", "ne sera pas présent(e)"),
    ("assistera", "n'assistera pas"),
)  # fmt: skip


def declined_form(scene: Scene, make: MakeLayout) -> Told:
    """Give a coupon whose line on coming says no; no workshop is chosen."""
    who = scene.someone().with_choice(())
    made = form(scene.rng, scene.occasion, who, scene.words, Style())
    ticks = _ticks(scene)
    yes, no = scene.rng.choice(_COMING)
    line = f"{ticks[1]} {yes}   {ticks[0]} {no}"
    sender, signed, more = _written_by(scene, who)
    head, _, rest = shown(made, make(scene)).partition("\n\n")
    text = scene.framed(f"{head}\n\n{line}\n\n{rest}", signed)
    return Told(scene.letter(sender, text), (who.attendee(made.stated | more),), Intent.DECLINE)
