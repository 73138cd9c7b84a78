"""`inboxd demo`: the main job from the Maildir to the mails, the table and the pages, by the daemon's own functions."""

import email
import os
import signal
import smtplib
import socket
import subprocess
import sys
import time
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from email import policy
from email.message import EmailMessage
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from inboxd.config import load
from inboxd.demo import run_demo
from inboxd.demo.folder import (
    maildir_files,
    make_folder,
    put_replies,
    reply_name,
    sent_at,
    shipped_replies,
    write_config,
)
from inboxd.demo.outcome import Outcome, faults, outcomes, roomy, table
from inboxd.demo.pages import answers
from inboxd.demo.sink import Sink, free_port
from inboxd.demo.words import WORDS, Words, terminal_language
from inboxd.errors import InboxdError
from parsers.reading import FIELDS
from parsers.reasons import Reason
from storage import registrations
from storage.session import Store
from storage.states import MessageState
from tests.inboxd.test_demo_replies import ROOT, truth


class Ran:
    """One demo that was run to its end."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        output = StringIO()
        self.code = run_demo(folder, stay=False, console=Console(file=output, width=200), language="en")
        self.said = output.getvalue()
        self.config = load(folder / "config.toml")
        self.store = Store(self.config.storage.url)
        self.outcomes = {one.name: one for one in outcomes(self.store, shipped_replies())}


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ran]:
    demo = Ran(tmp_path_factory.mktemp("demo") / "here")
    yield demo
    demo.store.close()


def test_the_demo_finds_all_as_promised(ran: Ran) -> None:
    assert ran.code == 0, ran.said


def test_every_reply_stands_in_the_table_with_its_reason(ran: Ran) -> None:
    for name, one in ran.outcomes.items():
        assert name in ran.said
        assert one.message is not None
        assert one.message.reasons or one.message.state in {MessageState.ACCEPTED, MessageState.COPY}


@pytest.mark.parametrize("name", sorted(truth()))
def test_a_reply_is_never_accepted_or_ignored_against_its_truth(ran: Ran, name: str) -> None:
    message = ran.outcomes[name].message
    assert message is not None
    # In doubt a person looks: flagged is always allowed. A copy is the first reply once more.
    allowed = {*truth()[name]["expect"], "flagged", "copy"}
    assert message.state.value in allowed


def test_what_was_registered_is_what_the_replies_say(ran: Ran) -> None:
    checked = 0
    with ran.store.read() as session:
        for name, one in ran.outcomes.items():
            if one.message is None or one.message.state is not MessageState.ACCEPTED:
                continue
            wanted = truth()[name]
            assert one.message.intent is not None
            assert (one.message.intent.value, one.message.contact) == (wanted["intent"], wanted["contact"])
            if wanted["intent"] != "register":
                continue
            rows = registrations.of_message(session, one.message.id)
            got = [_facts(row) for row in rows if row.message_id == one.message.id]
            assert _known(got) == _known(wanted["attendees"]), name
            checked += len(got)
    assert checked


def _facts(row: registrations.RegistrationView) -> dict[str, Any]:
    person = row.attendee
    facts: dict[str, Any] = {field: getattr(person, field) for field in FIELDS}
    # A cancelled registration has given its places back.
    return facts | {"workshops": list(person.workshops), "answers": dict(person.answers)}


def _known(people: list[dict[str, Any]]) -> list[tuple[object, ...]]:
    return [(*(person[field] for field in FIELDS), sorted(person["answers"].items())) for person in people]


def test_the_resent_reply_is_a_copy_of_the_first(ran: Ran) -> None:
    again = ran.outcomes["25-resent"]
    assert again.message is not None
    assert again.message.state is MessageState.COPY
    assert again.copy_of == "01-typed-coupon"


def test_mails_and_summary_lie_where_one_can_open_them(ran: Ran) -> None:
    outbox = ran.folder / "outbox"
    mails = sorted(outbox.glob("*.eml"))
    assert mails
    for mail in mails:
        assert mail.with_suffix(".html").read_text(encoding="utf-8").lstrip().startswith("<!DOCTYPE html>")
        assert mail.with_suffix(".txt").read_text(encoding="utf-8").strip()
    summary = email.message_from_bytes(mails[-1].read_bytes(), policy=policy.default)
    assert summary["To"] == "organisation@cites-unies.example"
    assert "Assemblée générale" in str(summary["Subject"])


def test_the_log_is_in_the_folder_and_names_nobody(ran: Ran) -> None:
    log = (ran.folder / "inboxd.log").read_text(encoding="utf-8")
    assert "decided" in log
    assert "Garrigue" not in log
    assert "@" not in log


# --- the promises are looked at, not taken for granted ---------------------------------------------------------------


def test_a_lost_reply_is_a_fault(ran: Ran) -> None:
    files, received = maildir_files(ran.folder / "maildir"), _received(ran.folder)
    found = list(ran.outcomes.values())
    assert faults(found, files, received) == []
    lost = [replace(found[0], messages=()), *found[1:]]
    assert any("0 times in the store" in fault for fault in faults(lost, files, received))
    assert any("0 times in the mailbox" in fault for fault in faults(found, files[1:], received))


def test_an_answer_too_many_or_too_few_is_a_fault(ran: Ran) -> None:
    files, received = maildir_files(ran.folder / "maildir"), _received(ran.folder)
    found = list(ran.outcomes.values())
    assert any("2 times" in fault for fault in faults(found, files, [*received, received[0]]))
    assert any("never saw it" in fault for fault in faults(found, files, received[1:]))
    silent = [replace(one, acknowledgements=()) for one in found]
    assert any("acknowledged 0 times, not 1" in fault for fault in faults(silent, files, received))


def test_a_reading_that_broke_off_is_a_fault(ran: Ran) -> None:
    files, received = maildir_files(ran.folder / "maildir"), _received(ran.folder)
    asked = ran.outcomes["20-question"]
    assert asked.message is not None
    broken = replace(asked, messages=(replace(asked.message, reasons=(Reason.LANE_DIED,)),))
    found = [broken if one.name == asked.name else one for one in ran.outcomes.values()]
    assert faults(found, files, received) == ["20-question could not be read: lane_died"]


def test_pages_that_do_not_answer_are_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("inboxd.demo.pages.PATIENCE", 0.0)
    port = free_port()
    assert "do not answer" in answers(f"http://127.0.0.1:{port}/")[0]


def _received(folder: Path) -> list[str]:
    mails = sorted((folder / "outbox").glob("*.eml"))
    return [str(email.message_from_bytes(mail.read_bytes(), policy=policy.default)["Message-ID"]) for mail in mails]


# --- folder, configuration, words ------------------------------------------------------------------------------------


def test_the_demo_writes_into_no_folder_that_holds_something(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(InboxdError, match="not empty"):
        make_folder(tmp_path)


def test_replies_are_delivered_at_the_time_of_their_date(tmp_path: Path) -> None:
    names = put_replies(tmp_path)
    assert names == tuple(sorted(dict(shipped_replies())))
    for name, data in shipped_replies():
        (file,) = (tmp_path / "new").glob(f"*.{name}.demo")
        assert int(file.name.partition(".")[0]) == int(sent_at(data)) == int(file.stat().st_mtime)
        assert reply_name(file.name) == name
    assert reply_name("1537000000.M1P2.host.example") is None


def test_the_configuration_is_that_of_the_example(tmp_path: Path) -> None:
    folder = make_folder(tmp_path / "demo")
    write_config(folder, smtp_port=2525, review_port=8181, language="fr")
    config = load(folder.config)
    assert (config.outgoing.port, config.review.port, config.summary.language) == (2525, 8181, "fr")
    example = tomllib.loads((ROOT / "config.example.toml").read_text(encoding="utf-8"))["events"]
    own = tomllib.loads(folder.config.read_text(encoding="utf-8"))["events"]
    # The demo answers an English reply in English.
    assert [event | {"languages": ["fr", "en"]} for event in map(_without_defaults, example)] == own


def _without_defaults(event: dict[str, Any]) -> dict[str, Any]:
    questions = [
        {key: value for key, value in question.items() if key != "required"} for question in event["questions"]
    ]
    return {k: v for k, v in event.items() if k not in {"ranked", "one_per_slot"}} | {"questions": questions}


def test_every_sentence_stands_in_both_languages() -> None:
    assert {key for key, texts in WORDS.items() if set(texts) != {"fr", "en"}} == set()


@pytest.mark.parametrize(
    ("environment", "language"),
    [({"LANG": "fr_FR.UTF-8"}, "fr"), ({"LANG": "C.UTF-8"}, "en"), ({}, "en"), ({"LC_ALL": "en", "LANG": "fr"}, "en")],
)
def test_the_language_is_that_of_the_locale(
    environment: dict[str, str], language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert terminal_language() == language


def test_a_log_shows_the_whole_table_and_a_terminal_what_fits() -> None:
    reply = Outcome("01-x", "An invitation to Marseille", (), ("x@y.example",))
    log, terminal = Console(file=StringIO(), width=80), Console(file=StringIO(), width=80, force_terminal=True)
    shown = []
    for console in (roomy(log), roomy(terminal)):
        assert isinstance(console.file, StringIO)
        console.print(table([reply], Words("en"), console.width))
        shown.append(console.file.getvalue())
    assert "An invitation to Marseille" in shown[0]
    assert "invitation" not in shown[1]
    assert all("LOST" in text and "x@y.example" in text for text in shown)


def test_what_a_mail_says_cannot_command_the_terminal() -> None:
    output = StringIO()
    hostile = Outcome("01-x", "", (), ("\x1b[2J[bold]Mallory",))
    Console(file=output, width=120, force_terminal=True, no_color=True).print(table([hostile], Words("en"), 120))
    assert "\x1b[2J" not in output.getvalue()
    assert "[bold]Mallory" in output.getvalue()


# --- the mail server -------------------------------------------------------------------------------------------------


def test_a_mail_becomes_files_that_can_be_opened(tmp_path: Path) -> None:
    mail = EmailMessage()
    mail["Subject"], mail["Message-ID"], mail["To"] = "Accusé", "<1@x.example>", "a@b.example"
    mail["Date"] = datetime(2018, 10, 1, tzinfo=UTC)
    mail.set_content("déjà lu\n")
    mail.add_alternative("<p>déjà lu</p>\n", subtype="html")
    with Sink(tmp_path / "outbox") as sink, smtplib.SMTP("127.0.0.1", sink.port, timeout=10) as client:
        client.send_message(mail, "me@x.example", ["a/../b@b.example"])
        assert sink.message_ids == ("<1@x.example>",)
        assert sink.shown(0) == tmp_path / "outbox" / "01-a_.._b@b.example.html"
        assert sink.shown(1) is None
    assert (tmp_path / "outbox" / "01-a_.._b@b.example.txt").read_text(encoding="utf-8") == "déjà lu\n"


def test_a_busy_port_gives_another() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        busy = taken.getsockname()[1]
        assert free_port(busy) != busy


# --- pages and daemon stay until Ctrl-C ------------------------------------------------------------------------------


@pytest.fixture
def staying(tmp_path: Path) -> Iterator[tuple[subprocess.Popen[str], Path, list[str]]]:
    """Give a demo in a process of its own that waits for Ctrl-C, its folder, and what it said so far."""
    folder = tmp_path / "demo"
    program = [sys.executable, "-c", "from inboxd.cli import main; main()", "demo", "--folder", str(folder)]
    process = subprocess.Popen(program, stdout=subprocess.PIPE, text=True, env=os.environ | {"LANG": "C.UTF-8"})
    assert process.stdout is not None
    said = []
    for line in process.stdout:
        said.append(line)
        if "Ctrl-C" in line:
            break
    yield process, folder, said
    process.kill()
    process.wait()
    process.stdout.close()


def test_a_demo_that_stays_shows_its_pages_and_goes_on_working(
    staying: tuple[subprocess.Popen[str], Path, list[str]],
) -> None:
    process, folder, said = staying
    address = next(line.split(": ", 1)[1].strip() for line in said if line.startswith("Review pages"))
    assert answers(address) == []

    # A reply of one's own: the first one, by somebody else.
    mine = (
        dict(shipped_replies())["01-typed-coupon"].replace(b"Garrigue", b"Tournier").replace(b"garrigue", b"tournier")
    )
    (folder / "maildir" / "tmp" / "mine.eml").write_bytes(mine.replace(b"Message-ID: <", b"Message-ID: <MINE-"))
    (folder / "maildir" / "tmp" / "mine.eml").rename(folder / "maildir" / "new" / "mine.eml")
    answer = _appears(folder / "outbox", "*tournier*.eml")
    assert "Tournier" in answer.with_suffix(".txt").read_text(encoding="utf-8")

    process.send_signal(signal.SIGINT)
    assert process.wait(30) == 0


def _appears(folder: Path, pattern: str) -> Path:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        found = list(folder.glob(pattern))
        if found and found[0].with_suffix(".txt").exists():
            return found[0]
        time.sleep(0.2)
    raise AssertionError(f"no {pattern} came into {folder.name}")
