"""The organisers' weekly mail: once a period, whatever happens to the process.

A period begins at `summary.weekday` and `summary.time`, as the clock in `summary.timezone` shows them. What counts is
kept in the store, in the transaction that puts the mails: a machine that slept over the time sends late, and once.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from hashlib import sha256
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from inboxd.config import Config, Summary
from inboxd.config.sections import WEEKDAYS
from inboxd.i18n import MAIL_TEXTS, Texts
from inboxd.rendering import Rendered, rendered
from parsers.event import Event
from storage import figures as figures_of
from storage import messages, notes, outbox
from storage.changes import Mail
from storage.figures import EventFigures, WorkshopFigures
from storage.session import Store
from storage.states import MailKind, MailState, MessageState

LAST = "summary.last"  # the note: when the last one was put, or when the program began to watch the time
GRACE = timedelta(days=14)  # after an event's end: the last replies and the final figures


@dataclass(frozen=True, slots=True)
class Period:
    """One week; `key` names it for ever, so that it has one summary."""

    key: str  # the ISO week in which it begins: 2018-W40
    begins: datetime  # UTC


def due(now: datetime, settings: Summary, last: datetime | None) -> Period | None:
    """Give the period whose summary is to be put at `now`, or None.

    `last` is when one was put before, or the first time that anybody asked; None is that first time, when nothing is
    due: an installation on a Thursday does not bring Monday's summary.
    """
    period = _period(now, settings)
    return None if last is None or period.begins <= last else period


def put_if_due(store: Store, config: Config, now: datetime) -> bool:
    """Queue the summary for every recipient if a period began since the last one; True where it was queued."""
    settings = config.summary
    if not (settings.enabled and settings.recipients):
        return False
    with store.read() as session:  # this is asked every minute, so without the lock of a writer
        last = _last(session)
    if last is not None and last <= now and due(now, settings, last) is None:
        return False
    with store.write() as session:
        return _put(session, config, now)


def preview(store: Store, config: Config, now: datetime) -> Rendered:
    """Give the summary that would be sent now; nothing is stored."""
    with store.read() as session:
        stated = facts(session, config, _last(session), now)
    return render(stated, config.summary.language)


def facts(session: Session, config: Config, since: datetime | None, now: datetime) -> dict[str, Any]:
    """Give all figures that the summary will state, of one moment, JSON-able; "new" is what came after `since`."""
    waiting = messages.flagged(session, limit=1)
    mails = outbox.counts(session)
    return {
        "now": now.isoformat(),
        "since": since.isoformat() if since else None,
        "timezone": config.summary.timezone,
        "events": [
            _event(event, figures_of.figures(session, event.id, since), now)
            for event in config.events
            if now <= _utc(event.ends, event.timezone) + GRACE
        ],
        "flagged": messages.counts(session)[MessageState.FLAGGED],
        "oldest": waiting[0].arrived_at.isoformat() if waiting else None,
        "failed": mails[MailState.FAILED],
        "held": mails[MailState.HELD],
        "review": config.review.public_url,
    }


def render(facts: Mapping[str, Any], language: str) -> Rendered:
    """Put the figures into words."""
    t = Texts(MAIL_TEXTS, language)
    zone, now = ZoneInfo(facts["timezone"]), datetime.fromisoformat(facts["now"])
    titles = [event["title"] for event in facts["events"]]
    subject = t("subject.summary", titles=t.enumeration(titles)) if titles else t("subject.summary.none")
    state = t("summary.state", now=t.moment(now, zone))
    if facts["since"]:
        state += f" ({t('summary.since', since=t.moment(datetime.fromisoformat(facts['since']), zone))})"
    values = {
        "state": state,
        "events": [_shown_event(t, event) for event in facts["events"]],
        "todo": _todo(t, facts, now),
        "review": facts["review"],
    }
    return rendered("summary", subject, language, values)


def _put(session: Session, config: Config, now: datetime) -> bool:
    last = _last(session)
    if last is None or last > now:  # nobody asked before, or a clock that was wrong did
        notes.put(session, LAST, now.isoformat(), now)
        return False
    period = due(now, config.summary, last)
    if period is None:
        return False
    notes.put(session, LAST, now.isoformat(), now)
    stated = facts(session, config, last, now)
    if not (stated["events"] or stated["flagged"] or stated["failed"] or stated["held"]):
        return False  # between two events there is nothing to say
    domain = config.outgoing.sender.rpartition("@")[2]
    put = [
        outbox.put(
            session,
            None,
            Mail(MailKind.SUMMARY, recipient, config.summary.language, stated),
            now=now,
            domain=domain,
            once=_once(period, recipient),
        )
        for recipient in config.summary.recipients
    ]
    return any(row is not None for row in put)


def _once(period: Period, recipient: str) -> str:
    # The column is shorter than an address may be.
    return f"summary:{period.key}:{sha256(recipient.casefold().encode()).hexdigest()[:32]}"


def _last(session: Session) -> datetime | None:
    value = notes.get(session, LAST)
    return datetime.fromisoformat(value) if value else None


def _period(now: datetime, settings: Summary) -> Period:
    """Give the period in which `now` lies."""
    zone = ZoneInfo(settings.timezone)
    local = now.astimezone(zone).date()
    day = local - timedelta(days=(local.weekday() - WEEKDAYS.index(settings.weekday)) % 7)
    begins = _begins(day, settings.time, zone)
    if begins > now:
        day -= timedelta(days=7)
        begins = _begins(day, settings.time, zone)
    year, week, _ = day.isocalendar()
    return Period(f"{year}-W{week:02}", begins)


def _begins(day: date, hour: time, zone: ZoneInfo) -> datetime:
    """Give that hour of that day; one that the clocks leave out counts an hour later, one that they repeat once."""
    return _utc(datetime.combine(day, hour.replace(tzinfo=None)), zone)


def _utc(local: datetime, zone: ZoneInfo) -> datetime:
    return local.replace(tzinfo=zone).astimezone(UTC)


def _event(event: Event, figures: EventFigures, now: datetime) -> dict[str, Any]:
    days = (event.starts.date() - now.astimezone(event.timezone).date()).days
    nobody = WorkshopFigures()
    return {
        "title": event.title,
        "starts": event.starts.isoformat(),
        "ends": event.ends.isoformat(),
        "reply_by": event.reply_by.isoformat() if event.reply_by else None,
        "venue": event.venue,
        "days": days if now <= _utc(event.ends, event.timezone) else None,  # None: over
        "registered": figures.registered,
        "waiting": figures.waiting,
        "new": figures.new,
        "changed": figures.changed,
        "cancelled": figures.cancelled_since,
        "declined": figures.declined,
        "flagged": figures.flagged,
        "workshops": [
            {
                "label": f"{workshop.label} ({workshop.slot})" if workshop.slot else workshop.label,
                "confirmed": figures.workshops.get(workshop.id, nobody).confirmed,
                "waiting": figures.workshops.get(workshop.id, nobody).waiting,
                "capacity": workshop.capacity,
            }
            for workshop in event.workshops
        ],
    }


def _shown_event(t: Texts, event: Mapping[str, Any]) -> dict[str, Any]:
    starts, ends = datetime.fromisoformat(event["starts"]), datetime.fromisoformat(event["ends"])
    keys = ("registered", "new", "changed", "cancelled", "declined")
    reply_by = event["reply_by"]
    return {
        "title": event["title"],
        "when": t.span(starts, ends),
        "left": _left(t, event["days"]),
        "reply_by": t("summary.reply_by", day=t.day(date.fromisoformat(reply_by))) if reply_by else "",
        "tiles": [(t.number(event[key]), t(f"summary.{key}")) for key in keys],
        "flagged": t("summary.flagged_here", count=event["flagged"]) if event["flagged"] else "",
        "workshops": [_shown_workshop(t, workshop) for workshop in event["workshops"]],
    }


def _left(t: Texts, days: int | None) -> str:
    if days is None:
        return t("summary.over")
    return t("summary.days_left", count=days) if days > 0 else t("summary.today")


def _shown_workshop(t: Texts, workshop: Mapping[str, Any]) -> dict[str, Any]:
    capacity = workshop["capacity"]
    return {
        "label": workshop["label"],
        "confirmed": t.number(workshop["confirmed"]),
        "capacity": t("summary.unlimited") if capacity is None else t.number(capacity),
        "waiting": t.number(workshop["waiting"]) if workshop["waiting"] else "–",
        "full": capacity is not None and workshop["confirmed"] >= capacity,
    }


def _todo(t: Texts, facts: Mapping[str, Any], now: datetime) -> list[str]:
    said = [t(f"summary.{key}", count=facts[key]) for key in ("flagged", "failed", "held") if facts[key]]
    if facts["flagged"] and facts["oldest"]:
        age = max(now - datetime.fromisoformat(facts["oldest"]), timedelta(minutes=1))
        said[0] += " " + t("summary.oldest", age=t.age(age))
    return said
