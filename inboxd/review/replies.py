"""The pages of the replies: those that wait for a person, all of them, and one with its form."""

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from inboxd import pipeline
from inboxd.decision import Outcome
from inboxd.review import registered
from inboxd.review.auth import user_name
from inboxd.review.desk import now, the_desk
from inboxd.review.draft import MOST_ATTENDEES, Draft, DraftAttendee, from_form, from_reading, to_reading
from inboxd.review.faults import Faults, faults_of
from inboxd.review.language import t
from inboxd.review.original import CannotBeShown, Contents
from inboxd.review.originals import contents_of
from inboxd.review.show import reason
from parsers.event import Event
from parsers.reading import Reading
from storage import audit, messages, outbox, readings, registrations
from storage.errors import NotFound, StaleVersion, WrongState
from storage.messages import MessageView
from storage.states import MessageState

pages = Blueprint("replies", __name__)
PAGE = 50  # messages on a page of the list
NAMED = 5  # people of one reply, in the list


@dataclass(frozen=True, slots=True)
class Sheet:
    """What the page of one reply starts from."""

    message: MessageView
    reading: Reading | None
    contents: Contents | None  # None: too large, or it broke the limits


@pages.get("/")
def start() -> Response:
    """Lead to the list of what waits."""
    return redirect(url_for("replies.waiting"))


@pages.get("/replies")
def waiting() -> str:
    """List what waits for a person, oldest first."""
    page = max(request.args.get("page", 1, type=int), 1)
    with the_desk().store.read() as session:
        found = messages.flagged(session, limit=PAGE, offset=(page - 1) * PAGE)
        total = messages.counts(session)[MessageState.FLAGGED]
        names = {message.id: _people(readings.latest(session, message.id)) for message in found}
    return render_template("waiting.html", messages=found, total=total, names=names, page=page, size_of_page=PAGE)


def _people(reading: Reading | None) -> list[str]:
    """Give the people of a reading, a line each: name and organisation as far as they were read."""
    people = reading.attendees[:NAMED] if reading else ()
    lines = [(" ".join(filter(None, (each.first_name, each.last_name))), each.organisation) for each in people]
    return [", ".join(filter(None, line)) for line in lines if any(line)]


@pages.get("/replies/all")
def everything() -> str:
    """List every message, the last first, whatever became of it."""
    state = next((each for each in MessageState if each.value == request.args.get("state")), None)
    search = request.args.get("search", "").strip()[:100] or None
    page = max(request.args.get("page", 1, type=int), 1)
    with the_desk().store.read() as session:
        found = messages.recent(session, state=state, search=search, limit=PAGE + 1, offset=(page - 1) * PAGE)
        counts = messages.counts(session)
    return render_template(
        "messages.html",
        messages=found[:PAGE],
        state=state,
        search=search,
        page=page,
        more=len(found) > PAGE,
        counts=counts,
    )


@pages.get("/replies/<int:id>")
def reply(id: int) -> str:
    """Show one reply: the original beside its form, or beside what became of it."""
    sheet = _sheet(id)
    if sheet.message.state is not MessageState.FLAGGED:
        return _settled_page(sheet)
    return _form_page(sheet, from_reading(sheet.reading, the_desk().config.events))


@pages.post("/replies/<int:id>")
def decide(id: int) -> str | Response | tuple[str, int]:
    """Do what a button of the form says."""
    action = request.form.get("action", "")
    draft = from_form(request.form, the_desk().config.events)
    version = request.form.get("version", 0, type=int)
    if action in {"add", "event"} or action.startswith("remove-"):
        _change_form(draft, action)
        return _form_page(_sheet(id), draft, version=version)
    try:
        if action == "accept":
            return _accept(id, version, draft)
        if action == "dismiss":
            pipeline.dismiss(the_desk().store, id, version, user_name(), now())
            flash(t("done.dismissed"), "done")
        elif action == "again":
            pipeline.read_again(the_desk().store, id, version, user_name(), now())
            flash(t("done.again"), "done")
        elif action == "look":
            pipeline.look_again(the_desk().store, id, version, user_name(), now())
            return redirect(url_for("replies.reply", id=id))
        else:
            abort(400)
    except (StaleVersion, WrongState, NotFound):  # NotFound: a registration that was to be changed
        return _stale_page(id, draft), 409
    return redirect(url_for("replies.waiting"))


def _change_form(draft: Draft, action: str) -> None:
    """Add or remove a person; a new event only needs the form drawn anew."""
    if action == "add" and len(draft.attendees) < MOST_ATTENDEES - 1:
        draft.attendees.append(DraftAttendee())
    number = action.removeprefix("remove-")
    if number.isascii() and number.isdigit() and int(number[:4]) < len(draft.attendees):
        del draft.attendees[int(number[:4])]


def _accept(id: int, version: int, draft: Draft) -> str | Response | tuple[str, int]:
    desk, sheet = the_desk(), _sheet(id)
    if sheet.message.version != version:
        raise StaleVersion("the form is older than the reply")
    event = desk.config.event(draft.event)
    faults = faults_of(draft, event)
    if event is None or faults:
        return _form_page(sheet, draft, faults, version=version), 422
    stored = sheet.reading or Reading(message_id=sheet.message.header_message_id)
    corrected = to_reading(draft, stored, event)
    decision = pipeline.settle_by_person(desk.store, desk.config, id, version, corrected, user_name(), now())
    if decision.outcome is not Outcome.ACCEPTED:
        for each in decision.reasons:
            faults.refuse("", reason(each))
        return _form_page(sheet, draft, faults, version=version), 422
    flash(t("done.accepted"), "done")
    return redirect(url_for("replies.reply", id=id))


def _sheet(id: int) -> Sheet:
    with the_desk().store.read() as session:
        message = messages.get(session, id)
        reading = readings.latest(session, id)
        data = messages.original(session, id)
    try:
        return Sheet(message, reading, contents_of(id, data) if data is not None else None)
    except CannotBeShown:
        return Sheet(message, reading, None)


def _form_page(sheet: Sheet, draft: Draft, faults: Faults | None = None, *, version: int | None = None) -> str:
    event = the_desk().config.event(draft.event)
    return render_template(
        "reply.html",
        **_common(sheet),
        draft=draft,
        event=event,
        faults=faults or Faults(),
        version=sheet.message.version if version is None else version,
        known=registered.namesakes(draft, event),
    )


def _settled_page(sheet: Sheet) -> str:
    message_id = sheet.message.id
    with the_desk().store.read() as session:
        people = registrations.of_message(session, message_id)
        waiting_count = messages.counts(session)[MessageState.FLAGGED]
        after = messages.flagged(session, limit=1)
        return render_template(
            "settled.html",
            **_common(sheet),
            people=people,
            event=the_desk().config.event(sheet.message.event),
            trail=audit.trail(session, message_id),
            mails=outbox.rows(session, message_id=message_id),
            waiting_count=waiting_count,
            after=after[0].id if after else None,
        )


def _stale_page(id: int, draft: Draft) -> str:
    """Show what happened meanwhile, and what was typed: as a form where it can still be used, else to be read."""
    sheet = _sheet(id)
    event: Event | None = the_desk().config.event(draft.event)
    if sheet.message.state is MessageState.FLAGGED:
        faults = Faults()
        faults.refuse("", t("stale.form"))
        return _form_page(sheet, draft, faults)
    return render_template("stale.html", message=sheet.message, draft=draft, event=event)


def _common(sheet: Sheet) -> dict[str, Any]:
    config = the_desk().config
    return {"message": sheet.message, "reading": sheet.reading, "contents": sheet.contents, "events": config.events}
