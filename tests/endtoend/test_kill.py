"""The first promise: whatever is killed, and whenever, no reply is lost, registered twice or answered twice."""

import os
import random
import signal
import threading
import time
from collections import Counter
from pathlib import Path

import pytest

from storage import messages, outbox, registrations
from storage.errors import StoreError
from storage.session import Store
from storage.states import MailState, MessageState, RegistrationState
from tests.endtoend.replies import MadeReply, replies
from tests.endtoend.service import Daemon, wait_until
from tests.servers.dovecot import Dovecot, Mailbox
from tests.servers.smtp import SmtpSink

EVENTS = """
[[events]]
id = "ag-2018"
title = "Assemblée générale"
languages = ["fr"]
starts = 2018-10-17T14:00:00
ends = 2018-10-17T18:00:00
required = ["last_name", "organisation"]
choose = { min = 1, max = 4 }
workshops = [
  { id = "eau", label = "Eau et assainissement" },
  { id = "dechets", label = "Déchets" },
  { id = "energie", label = "Électricité et énergie" },
  { id = "transport", label = "Transport", capacity = 20 },
]
"""
FOLDERS = ("INBOX", "Registered", "Review", "Ignored")


def configuration(folder: Path, dovecot: Dovecot, mailbox: Mailbox, sink: SmtpSink) -> Path:
    """Write the configuration of a daemon between the two real servers."""
    for name, secret in (("imap.password", mailbox.password), ("smtp.password", sink.password)):
        (folder / name).write_text(secret, encoding="utf-8")
    path = folder / "config.toml"
    path.write_text(
        f"""
[mailbox]
address = "inscriptions@example.org"
kind = "imap"
host = "localhost"
port = {dovecot.port}
user = "{mailbox.user}"
password_file = "imap.password"
cafile = "{dovecot.cafile}"
poll_seconds = 2
answer_from = 2018-01-01T00:00:00Z

[outgoing]
sender = "inscriptions@example.org"
host = "localhost"
port = {sink.port}
tls = "starttls"
cafile = "{sink.cafile}"
user = "{sink.user}"
password_file = "smtp.password"
hourly_limit = 100000

[summary]
enabled = false
{EVENTS}""",
        encoding="utf-8",
    )
    return path


def bring(dovecot: Dovecot, mailbox: Mailbox, made: list[MadeReply]) -> None:
    """Deliver replies into the watched folder."""
    for reply in made:
        dovecot.append(mailbox.user, reply.data)


def kill_something(daemon: Daemon, chance: random.Random) -> str:
    """Kill the whole process group, or, one time in three, a single lane, where one runs."""
    lanes = daemon.lanes()
    if lanes and chance.random() < 1 / 3:
        os.kill(chance.choice(lanes), signal.SIGKILL)
        return "lane"
    daemon.kill()
    return "group"


def is_done(store: Store, count: int) -> bool:
    """Tell whether everything is settled and sent."""
    try:
        with store.read() as session:
            states, mails = messages.counts(session), outbox.counts(session)
    except StoreError:
        return False  # the daemon has not made the tables yet
    waits = states.get(MessageState.KEPT, 0) + states.get(MessageState.READING, 0)
    unsent = mails.get(MailState.QUEUED, 0) + mails.get(MailState.SENDING, 0)
    return sum(states.values()) == count and waits == 0 and unsent == 0


def test_after_twenty_kills_every_reply_is_kept_registered_and_answered_once(
    tmp_path: Path, dovecot: Dovecot, smtp_sink: SmtpSink
) -> None:
    check_kills(tmp_path, dovecot, smtp_sink, seed=20181017, count=200, kills=20)


@pytest.mark.chaos
@pytest.mark.parametrize("seed", range(20))
def test_the_same_with_other_seeds(tmp_path: Path, dovecot: Dovecot, smtp_sink: SmtpSink, seed: int) -> None:
    check_kills(tmp_path, dovecot, smtp_sink, seed=seed, count=600, kills=60)


def check_kills(tmp_path: Path, dovecot: Dovecot, sink: SmtpSink, *, seed: int, count: int, kills: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - reproducible, no secret
    mailbox = dovecot.fresh_mailbox()
    made = replies(seed, count)
    config = configuration(tmp_path, dovecot, mailbox, sink)
    killed = live_and_die(config, tmp_path / "daemon.log", chance, kills, made, dovecot, mailbox)
    store = Store(f"sqlite:///{tmp_path / 'inboxd.db'}")
    with Daemon(config, tmp_path / "daemon.log") as last:
        finished = wait_until(lambda: is_done(store, count), 180)
        filed = finished and wait_until(lambda: not dovecot.folder_uids(mailbox.user, "INBOX"), 30)
        assert finished, (tmp_path / "daemon.log").read_text(encoding="utf-8")[-3000:]
        assert filed, "settled messages stayed in the watched folder"
        assert last.terminate() == 0
    print(f"\nkilled: {dict(Counter(killed))}; {len(sink.received)} mails sent")
    check_store(store, made)
    store.close()
    check_mailbox(dovecot, mailbox, made)
    check_answers(sink, made, kills)


def live_and_die(
    config: Path,
    log: Path,
    chance: random.Random,
    kills: int,
    made: list[MadeReply],
    dovecot: Dovecot,
    mailbox: Mailbox,
) -> list[str]:
    """Start the daemon and kill it or a lane, again and again, while replies arrive; give what was killed."""
    killed: list[str] = []
    share = len(made) // kills
    daemon = Daemon(config, log)
    for turn in range(kills):
        batch = made[turn * share : (turn + 1) * share if turn < kills - 1 else None]
        arriving = threading.Thread(target=bring, args=(dovecot, mailbox, batch))
        arriving.start()
        work = size_of(log) + chance.randint(0, 12_000)  # from before it is up to when it has settled them all
        wait_until(lambda: size_of(log) >= work, seconds=4)  # noqa: B023 - waits here, in this turn
        time.sleep(chance.uniform(0, 0.05))
        killed.append(kill_something(daemon, chance))
        arriving.join()
        if not daemon.running:
            daemon = Daemon(config, log)
    daemon.kill()
    return killed


def size_of(log: Path) -> int:
    """Give how much the daemon has done so far: it logs every step of every message."""
    return log.stat().st_size if log.exists() else 0


def check_store(store: Store, made: list[MadeReply]) -> None:
    with store.read() as session:
        kept = Counter(messages.original(session, view.id) for view in messages.recent(session, limit=10 * len(made)))
        views = registrations.listing(session, "ag-2018")
    assert kept == Counter(reply.data.replace(b"\n", b"\r\n") for reply in made)  # as IMAP gives line ends
    registered = Counter(view.attendee.last_name for view in views if view.state == RegistrationState.REGISTERED)
    assert registered == Counter(reply.last_name for reply in made if reply.sure)


def check_mailbox(dovecot: Dovecot, mailbox: Mailbox, made: list[MadeReply]) -> None:
    found = Counter(data for folder in FOLDERS for data in dovecot.messages(mailbox.user, folder))
    assert sum(found.values()) == len(made)
    assert set(found.values()) == {1}


def check_answers(sink: SmtpSink, made: list[MadeReply], kills: int) -> None:
    """One acknowledgement each; a second copy only with the same Message-ID, where a process died in between."""
    answers: dict[str, list[str]] = {}
    for mail in sink.received:
        answers.setdefault(mail.recipients[0], []).append(mail.message_id)
    assert set(answers) == {reply.contact for reply in made if reply.sure}
    assert [contact for contact, ids in answers.items() if len(set(ids)) != 1] == []
    copies = sum(len(ids) - 1 for ids in answers.values())
    assert copies <= kills
    answered = {str(mail.message["In-Reply-To"]) for mail in sink.received}
    assert answered == {reply.message_id for reply in made if reply.sure}
