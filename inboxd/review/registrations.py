"""The pages of the registrations: all of them with numbers and downloads, and one with its history."""

from flask import Blueprint, Response, abort, render_template, request

from inboxd.export import rows_for, separator, to_csv, to_xlsx
from inboxd.review import registered
from inboxd.review.desk import the_desk
from inboxd.review.language import texts
from parsers.event import Event
from storage import audit, messages, outbox, registrations
from storage.figures import figures
from storage.states import RegistrationState

pages = Blueprint("registrations", __name__, url_prefix="/registrations")
PAGE = 100  # registrations on a page of the list
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pages.get("")
def everyone() -> str:
    """List the registrations of one event."""
    event = _wanted_event()
    state = next((each for each in RegistrationState if each.value == request.args.get("state")), None)
    search = request.args.get("search", "").strip()[:100] or None
    page = max(request.args.get("page", 1, type=int), 1)
    with the_desk().store.read() as session:
        numbers = figures(session, event.id, None)
        total = registrations.count(session, event.id, state=state, search=search)
        found = registrations.listing(
            session, event.id, state=state, search=search, limit=PAGE, offset=(page - 1) * PAGE
        )
    return render_template(
        "registrations.html",
        events=the_desk().config.events,
        event=event,
        state=state,
        search=search,
        page=page,
        people=found,
        total=total,
        more=total > page * PAGE,
        fillings=registered.fillings(event, numbers),
        figures=numbers,
    )


@pages.get("/<int:id>")
def one(id: int) -> str:
    """Show one registration: the person, her reply, what happened to it, and the mails about it."""
    with the_desk().store.read() as session:
        view = registrations.get(session, id)
        return render_template(
            "registration.html",
            person=view,
            event=the_desk().config.event(view.event),
            message=messages.get(session, view.message_id),
            trail=audit.trail(session, view.message_id),
            mails=outbox.rows(session, message_id=view.message_id),
        )


@pages.get("/export.<any(csv, xlsx):kind>")
def export(kind: str) -> Response:
    """Give the registrations of one event as a file."""
    event = _wanted_event()
    with the_desk().store.read() as session:
        views = registrations.listing(session, event.id)
    table = rows_for(event, views, texts().language)
    if kind == "csv":
        response = Response(to_csv(table, separator=separator(event)), mimetype="text/csv")
    else:
        response = Response(to_xlsx(table, event.title), mimetype=XLSX)
    response.headers.set("Content-Disposition", "attachment", filename=f"{event.id}.{kind}")
    return response


def _wanted_event() -> Event:
    events = the_desk().config.events
    wanted = request.args.get("event")
    if wanted is None:
        return events[0]
    return next((event for event in events if event.id == wanted), None) or abort(404)
