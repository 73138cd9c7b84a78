"""`inboxd read` to the letter of its contract: input, order, lines, exit codes."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Command
from tests.endtoend.replies import MadeReply
from tests.endtoend.test_kill import EVENTS

KEYS = {"source", "message_id", "event", "intent", "outcome", "reasons", "contact", "attendees"}
PERSON = {
    "civility", "first_name", "last_name", "role", "organisation", "address", "postal_code", "city", "phone", "email",
    "workshops", "answers", "confidence",
}  # fmt: skip


@pytest.fixture
def events(tmp_path: Path) -> Path:
    """A configuration that has only events: it is enough to read."""
    path = tmp_path / "events.toml"
    path.write_text(EVENTS, encoding="utf-8")
    return path


@pytest.fixture
def folder(tmp_path: Path, made: list[MadeReply]) -> Path:
    """A folder with a reply a file, and a folder in it that is not looked into."""
    place = tmp_path / "mail"
    (place / "older").mkdir(parents=True)
    (place / "older" / "x.eml").write_bytes(made[5].data)
    for number, reply in enumerate(made):
        (place / f"{9 - number}.eml").write_bytes(reply.data)
    return place


def lines(printed: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in printed.splitlines()]


def test_a_folder_gives_a_line_a_file_sorted_by_name(inboxd: Command, events: Path, folder: Path) -> None:
    done = inboxd("read", "--config", events, folder)
    assert done.returncode == 0
    found = lines(done.stdout)
    assert [line["source"] for line in found] == [f"{n}.eml" for n in range(10)]
    assert all(line.keys() >= KEYS for line in found)
    assert {line["outcome"] for line in found} == {"accepted", "flagged", "ignored"}
    assert all(not line["reasons"] for line in found if line["outcome"] == "accepted")
    assert all(person.keys() >= PERSON for line in found for person in line["attendees"])


def test_several_jobs_keep_the_order(inboxd: Command, events: Path, folder: Path) -> None:
    one = inboxd("read", "--config", events, folder)
    three = inboxd("read", "--config", events, "--jobs", "3", folder)
    assert three.stdout == one.stdout


def test_paths_are_read_in_their_order(inboxd: Command, events: Path, folder: Path) -> None:
    done = inboxd("read", "--config", events, folder / "3.eml", folder / "1.eml")
    assert [line["source"] for line in lines(done.stdout)] == ["3.eml", "1.eml"]


def test_a_message_comes_on_standard_input(inboxd: Command, events: Path, made: list[MadeReply]) -> None:
    done = inboxd("read", "--config", events, "-", stdin=made[4].data.decode())
    (line,) = lines(done.stdout)
    assert (line["source"], line["message_id"], line["outcome"]) == ("-", made[4].message_id, "accepted")


def test_an_mbox_gives_a_line_a_message(inboxd: Command, events: Path, tmp_path: Path, made: list[MadeReply]) -> None:
    mbox = tmp_path / "replies.mbox"
    mbox.write_bytes(b"".join(b"From someone Thu Jan  1 00:00:00 1970\n" + reply.data + b"\n" for reply in made[3:6]))
    done = inboxd("read", "--config", events, mbox)
    assert [(line["source"], line["message_id"]) for line in lines(done.stdout)] == [
        (f"replies.mbox#{number}", made[number + 2].message_id) for number in (1, 2, 3)
    ]


def test_a_maildir_is_read_and_left_as_it_is(inboxd: Command, config: Path) -> None:
    maildir = config.parent / "maildir"
    before = sorted(maildir.rglob("*"))
    done = inboxd("read", "--config", config, maildir)
    assert len(lines(done.stdout)) == 10
    assert sorted(maildir.rglob("*")) == before
    assert not (config.parent / "inboxd.db").exists()


def test_a_path_that_does_not_exist_ends_with_2_before_anything_is_read(
    inboxd: Command, events: Path, folder: Path
) -> None:
    done = inboxd("read", "--config", events, folder, folder / "missing.eml")
    assert (done.returncode, done.stdout) == (2, "")
    assert "missing.eml does not exist" in done.stderr


@pytest.mark.parametrize(
    "data", [b"", b"\0\xff\xfe", b"From: x", os.urandom(5000)], ids=["empty", "bytes", "head", "noise"]
)
def test_what_is_no_message_still_gets_its_line(inboxd: Command, events: Path, tmp_path: Path, data: bytes) -> None:
    (tmp_path / "x.eml").write_bytes(data)
    done = inboxd("read", "--config", events, tmp_path / "x.eml")
    (line,) = lines(done.stdout)
    assert done.returncode == 0
    assert line["outcome"] == "flagged"
    assert line["reasons"]
    assert "Traceback" not in done.stderr


def test_a_bad_configuration_ends_with_2_and_names_the_keys(inboxd: Command, events: Path, folder: Path) -> None:
    events.write_text("[[events]]\nid = 3\n", encoding="utf-8")
    done = inboxd("read", "--config", events, folder)
    assert done.returncode == 2
    assert "events[0].id: 3 is no text" in done.stderr
    assert "events[0].title: is missing" in done.stderr
