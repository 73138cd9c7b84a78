"""The other commands, as a user types them."""

import csv
import io
import json
import sqlite3
import stat
from pathlib import Path

from typer.testing import CliRunner

from inboxd import config as configuration
from inboxd.cli import app
from tests.cli.conftest import Command


def everything(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_a_dry_run_says_what_would_be_done_and_changes_nothing(inboxd: Command, config: Path) -> None:
    before = everything(config.parent)
    done = inboxd("once", "--dry-run", "--json", "--config", config)
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 0
    assert [line["outcome"] for line in found] == ["flagged", "flagged", "ignored", *["accepted"] * 7]
    assert [line["folder"] for line in found] == ["Review", "Review", "Ignored", *["Registered"] * 7]
    assert everything(config.parent) == before


def test_one_pass_registers_files_and_tells_its_status(inboxd: Command, config: Path) -> None:
    done = inboxd("once", "--json", "--config", config)
    assert json.loads(done.stdout) == {"new": 10, "read": 10, "sent": 0, "filed": 10, "lacking": 0}
    again = inboxd("once", "--json", "--config", config)
    assert json.loads(again.stdout) == {"new": 0, "read": 0, "sent": 0, "filed": 0, "lacking": 0}
    status = inboxd("status", "--json", "--config", config)
    assert status.returncode == 0
    assert json.loads(status.stdout)["messages"] | {"kept": 0} == {
        "accepted": 7, "flagged": 2, "ignored": 1, "kept": 0, "reading": 0, "dismissed": 0, "copy": 0,
    }  # fmt: skip
    assert [path.name for path in (config.parent / "maildir/.Registered/cur").iterdir()] != []


def test_mail_from_before_the_first_start_is_registered_and_never_answered(inboxd: Command, config: Path) -> None:
    inboxd("once", "--config", config)
    found = json.loads(inboxd("status", "--json", "--config", config).stdout)
    assert found["messages"]["accepted"] == 7
    assert sum(found["mails"].values()) == 0
    text = config.read_text(encoding="utf-8")
    config.write_text(text.replace("[outgoing]", "answer_from = 2018-01-01T00:00:00Z\n[outgoing]"), encoding="utf-8")
    (config.parent / "inboxd.db").unlink()
    for path in (config.parent / "maildir/.Registered/cur").iterdir():
        path.rename(config.parent / "maildir/cur" / path.name)
    inboxd("once", "--config", config)
    assert json.loads(inboxd("status", "--json", "--config", config).stdout)["mails"]["queued"] == 7


def test_the_registrations_are_listed_and_exported(inboxd: Command, config: Path) -> None:
    inboxd("once", "--config", config)
    listed = [json.loads(line) for line in inboxd("list", "ag-2018", "--json", "--config", config).stdout.splitlines()]
    assert len(listed) == 7
    assert all(line["last_name"] and line["workshops"] for line in listed)
    exported = inboxd("export", "ag-2018", "--config", config).stdout
    assert len(list(csv.reader(io.StringIO(exported), delimiter=";"))) == 8
    to_file = inboxd("export", "ag-2018", "--format", "xlsx", "--output", "a.xlsx", "--config", config)
    assert to_file.returncode == 0
    assert (config.parent / "a.xlsx").read_bytes()[:2] == b"PK"


def test_an_unknown_event_is_named_with_those_that_exist(inboxd: Command, config: Path) -> None:
    inboxd("db", "upgrade", "--config", config)
    done = inboxd("list", "ag-2019", "--config", config)
    assert done.returncode == 1
    assert "no event 'ag-2019'; it has: ag-2018" in done.stderr


def test_run_refuses_an_older_database_with_the_command_to_type(inboxd: Command, config: Path) -> None:
    inboxd("db", "upgrade", "--config", config)
    with sqlite3.connect(config.parent / "inboxd.db") as database:
        database.execute("DELETE FROM alembic_version")
        database.execute("INSERT INTO alembic_version VALUES ('unknown')")
    database.close()
    newer = inboxd("run", "--config", config)
    assert newer.returncode == 1
    assert "belongs to a newer version" in newer.stderr


def test_status_without_a_database_says_what_to_type(inboxd: Command, config: Path) -> None:
    done = inboxd("status", "--config", config)
    assert done.returncode == 1
    assert f"inboxd db upgrade --config {config}" in done.stderr


def test_check_says_a_line_each_and_what_to_do(inboxd: Command, config: Path) -> None:
    done = inboxd("check", "--json", "--config", config)
    found = {line["subject"]: line for line in map(json.loads, done.stdout.splitlines())}
    assert done.returncode == 1  # nobody takes mail there
    assert found["mail server"]["level"] == "error"
    assert found["events"]["level"] == "warning"
    assert found["database"]["level"] == "ok"
    assert not (config.parent / "inboxd.db").exists()


def test_a_user_is_added_and_a_short_password_refused(inboxd: Command, config: Path) -> None:
    short = inboxd("user", "add", "claire", "--password-stdin", "--config", config, stdin="short\n")
    assert short.returncode == 1
    assert "at least 10 characters" in short.stderr
    done = inboxd("user", "add", "claire", "--password-stdin", "--config", config, stdin="long enough words\n")
    assert (done.returncode, done.stdout) == (0, "claire may sign in.\n")
    again = inboxd("user", "add", "claire", "--password-stdin", "--config", config, stdin="other long words\n")
    assert again.stdout == "claire has a new password.\n"


def test_init_asks_and_writes_a_configuration_that_works(inboxd: Command, tmp_path: Path) -> None:
    mail = ["forum@ville.example", "y", "imap.ville.example", "", "sésame ouvre", "smtp.ville.example", "y", "", ""]
    event = ["Forum « des associations »", "2027-03-06T09:00", "2027-03-06 18:00", 'Sport, Arts "vivants"', ""]
    answers = [*mail, *event]
    done = inboxd("init", tmp_path / "etc", "--state", tmp_path / "var", stdin="\n".join(answers) + "\n")
    assert done.returncode == 0, done.stderr
    loaded = configuration.load(tmp_path / "etc/config.toml")
    assert loaded.mailbox.password() == "sésame ouvre"
    assert loaded.outgoing.password() == "sésame ouvre"
    assert [workshop.label for workshop in loaded.events[0].workshops] == ["Sport", 'Arts "vivants"']
    assert loaded.storage.url == f"sqlite:///{tmp_path}/var/inboxd.db"
    assert loaded.review.secret_file == tmp_path / "var/review.secret"
    assert "sésame" not in (tmp_path / "etc/config.toml").read_text(encoding="utf-8")
    assert stat.S_IMODE((tmp_path / "etc/mailbox.password").stat().st_mode) == 0o600
    again = inboxd("init", tmp_path / "etc", stdin="\n".join(answers) + "\n")
    assert "exists already" in again.stderr


def test_init_leaves_nothing_behind_when_an_answer_does_not_fit(inboxd: Command, tmp_path: Path) -> None:
    answers = ["forum@ville.example", "n", "localhost", "Forum", "tomorrow", "", "", ""]
    done = inboxd("init", tmp_path / "etc", stdin="\n".join(answers) + "\n")
    assert done.returncode == 1
    assert '"tomorrow" is no date and time such as 2018-10-17T14:00' in done.stderr
    answers[0:5] = ["forum", "n", "localhost", "Forum", "2027-03-06T09:00"]
    done = inboxd("init", tmp_path / "etc", stdin="\n".join(answers) + "\n")
    assert done.returncode == 2
    assert 'mailbox.address: "forum" is no e-mail address' in done.stderr
    assert list((tmp_path / "etc").iterdir()) == []


def test_the_help_of_every_command_reads_well() -> None:
    commands = ["", "run", "once", "review", "read", "list", "export", "summary", "status", "init", "check"]
    for words in [*commands, "user add", "db upgrade", "demo"]:
        done = CliRunner().invoke(app, [*words.split(), "--help"])
        assert done.exit_code == 0
        assert "Usage:" in done.output
