"""``inboxd once --dry-run`` changes nothing: no file, no folder, no flag of a message."""

import json
from pathlib import Path

from tests.cli.conftest import Command
from tests.endtoend.replies import replies
from tests.endtoend.test_kill import configuration
from tests.servers.dovecot import Dovecot, Mailbox
from tests.servers.smtp import SmtpSink


def test_nothing_changes_on_an_imap_server(
    inboxd: Command, tmp_path: Path, dovecot: Dovecot, smtp_sink: SmtpSink
) -> None:
    mailbox = dovecot.fresh_mailbox()
    for reply in replies(7, 6):
        dovecot.append(mailbox.user, reply.data)
    config = configuration(tmp_path, dovecot, mailbox, smtp_sink)
    files = sorted(tmp_path.rglob("*"))
    done = inboxd("once", "--dry-run", "--json", "--config", config)
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert [line["outcome"] for line in found] == ["flagged", "flagged", "ignored", *["accepted"] * 3]
    assert sum(line["answered"] is not None for line in found) == 3
    assert recent(dovecot, mailbox) == 6  # to select a folder for writing takes the flag off every message
    assert all(dovecot.flags(mailbox.user, uid) <= {"\\Recent"} for uid in range(1, 7))
    assert dovecot.folders(mailbox.user) == ["INBOX"]
    assert sorted(tmp_path.rglob("*")) == files
    assert smtp_sink.received == []


def recent(dovecot: Dovecot, mailbox: Mailbox) -> int:
    with dovecot.signed_in(mailbox.user) as client:
        answer = client.folder_status("INBOX", ["RECENT"])
    return int(answer[b"RECENT"])


def test_no_maildir_is_made(inboxd: Command, config: Path) -> None:
    maildir = config.parent / "maildir"
    maildir.rename(config.parent / "away")
    done = inboxd("once", "--dry-run", "--config", config)
    assert (done.returncode, done.stdout) == (0, "")
    assert not maildir.exists()
