"""The administrator's two mails: no pass has succeeded for an hour, and it works again.

What stands is kept in the store, so a daemon that starts again and again still notices, and says it once.
"""

import platform
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from inboxd import last_pass
from inboxd.config import Config
from inboxd.i18n import MAIL_TEXTS, Texts
from inboxd.plain_text import cut, one_line
from inboxd.rendering import Rendered, rendered
from storage import notes, outbox
from storage.changes import Mail
from storage.session import Store
from storage.states import MailKind

WATCH = "alert.watch"
PATIENCE = timedelta(hours=1)
# A longer silence of the watch itself means that the machine slept or the service was stopped, and a negative one that
# the clock was put back: the hour begins again.
GAP = timedelta(minutes=15)
SEEN_EVERY = timedelta(minutes=3)  # how often the watch notes that it is awake


class AlertKind(StrEnum):
    """What the administrator is told."""

    TROUBLE = "trouble"
    RECOVERED = "recovered"


@dataclass(frozen=True, slots=True)
class Watch:
    """What is remembered between two looks; times are UTC."""

    since: datetime  # the watch is awake without a break since then
    seen: datetime  # it was awake then
    trouble: datetime | None = None  # the last good pass before the alert that stands


def look(before: Watch | None, last_pass: datetime | None, now: datetime) -> tuple[Watch, AlertKind | None]:
    """Give what is to be remembered, and what the administrator is to be told, if anything."""
    watch = before or Watch(now, now)
    awake = timedelta(0) <= now - watch.seen <= GAP
    watch = replace(watch, seen=now, since=watch.since if awake else now)
    if last_pass is not None and last_pass - now > PATIENCE:
        last_pass = None  # noted by a clock that was wrong
    if watch.trouble is not None:
        if last_pass not in (None, watch.trouble):
            return replace(watch, trouble=None), AlertKind.RECOVERED
        return watch, None
    if now - max(last_pass or watch.since, watch.since) < PATIENCE:
        return watch, None
    return replace(watch, trouble=last_pass or watch.since), AlertKind.TROUBLE


def watch(store: Store, config: Config, now: datetime, fault: str | None = None) -> AlertKind | None:
    """Look whether the passes succeed, and queue the mail that is due; `fault` is what the last one failed with."""
    with store.read() as session:
        before, passed = _remembered(session), _last_pass(session)
    after, kind = look(before, passed, now)
    if kind is None and before is not None and after.since == before.since and now - before.seen < SEEN_EVERY:
        return None
    with store.write() as session:
        before, passed = _remembered(session), _last_pass(session)
        after, kind = look(before, passed, now)
        notes.put(session, WATCH, _noted(after), now)
        if kind is not None:
            began = (before.trouble if before else None) or after.trouble or now
            alert(session, config, kind, now, {"since": began.isoformat(), "fault": fault})
    return kind


def alert(session: Session, config: Config, kind: AlertKind, now: datetime, details: Mapping[str, Any]) -> int | None:
    """Queue one alert; `details` has since when there was trouble and the fault. None where nobody is to be told."""
    administrator = config.summary.administrator
    if administrator is None:
        return None
    stated = {
        "kind": kind.value,
        "now": now.isoformat(),
        "timezone": config.summary.timezone,
        "since": details["since"],
        "fault": details.get("fault"),
        "mailbox": config.mailbox.address,
        "host": platform.node(),
    }
    mail = Mail(MailKind.ALERT, administrator, config.summary.language, stated)
    domain = config.outgoing.sender.rpartition("@")[2]
    return outbox.put(session, None, mail, now=now, domain=domain, once=f"alert:{kind.value}:{details['since']}")


def render(facts: Mapping[str, Any], language: str) -> Rendered:
    """Put an alert's facts into words."""
    t = Texts(MAIL_TEXTS, language)
    zone = ZoneInfo(facts["timezone"])
    now, since = datetime.fromisoformat(facts["now"]), datetime.fromisoformat(facts["since"])
    kind, age = facts["kind"], t.age(now - since)
    trouble = kind == AlertKind.TROUBLE
    rows = [(t("alert.mailbox"), facts["mailbox"]), (t("alert.host"), facts["host"])]
    if trouble and facts["fault"]:
        rows.append((t("alert.fault"), cut(one_line(facts["fault"]), 500)))
    values = {
        "heading": t(f"subject.{kind}"),
        "statement": t(f"alert.{kind}", since=t.moment(since, zone), now=t.moment(now, zone), age=age),
        "rows": rows,
        "advice": [t("alert.safe"), t("alert.todo"), t("alert.once")] if trouble else [],
    }
    return rendered("alert", t(f"subject.{kind}"), language, values)


def _remembered(session: Session) -> Watch | None:
    value = notes.get(session, WATCH)
    if value is None:
        return None
    trouble = value["trouble"]
    return Watch(
        since=datetime.fromisoformat(value["since"]),
        seen=datetime.fromisoformat(value["seen"]),
        trouble=datetime.fromisoformat(trouble) if trouble else None,
    )


def _noted(watch: Watch) -> dict[str, str | None]:
    return {
        "since": watch.since.isoformat(),
        "seen": watch.seen.isoformat(),
        "trouble": watch.trouble.isoformat() if watch.trouble else None,
    }


def _last_pass(session: Session) -> datetime | None:
    last = last_pass.get(session)
    return last.at if last else None
