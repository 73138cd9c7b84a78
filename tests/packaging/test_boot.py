"""The services under a real systemd, with their own units: started, watched, reloaded, stopped."""

import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.packaging.container import Container, booted
from tests.packaging.units import SERVICES, UNITS

CONFIG = """
[mailbox]
address = "inscriptions@association.example"
path = "/var/lib/inboxd/maildir"
user = "inscriptions"

[outgoing]
sender = "inscriptions@association.example"
host = "localhost"
port = 25
tls = "none"

[storage]
url = "sqlite:////var/lib/inboxd/inboxd.db"

[review]
secret_file = "/var/lib/inboxd/review.secret"

[[events]]
id = "journee"
title = "Journée des adhérents"
languages = ["fr"]
starts = 2030-06-13T09:00:00
ends = 2030-06-13T17:00:00
timezone = "Europe/Paris"
venue = "Lyon"
reply_by = 2030-06-01
required = ["last_name"]

[[events.workshops]]
id = "sols"
label = "Sols vivants"
"""

REPLY = """\
From: Anne Roussel <anne.roussel@mairie.example>
To: inscriptions@association.example
Subject: Journée des adhérents
Date: Mon, 20 May 2030 09:12:00 +0200
Message-ID: <coupon-1@mairie.example>
MIME-Version: 1.0
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: 8bit

Nom : Roussel
Prénom : Anne
[x] Sols vivants
"""

# Short, so that the test need not wait a minute.
IMPATIENT = "[Service]\nWatchdogSec=4\nRestartSec=1\n"

# What a lane does with a scan, under the unit's own settings: memory that never becomes code, few system calls.
TRIAL = """\
import resource
import sys
from pathlib import Path

import cv2
import numpy
import pypdfium2
import selectolax.lexbor
from rapidocr import RapidOCR

from parsers.scans import tesseract

resource.setrlimit(resource.RLIMIT_CPU, (300, 300))
page = numpy.full((120, 600, 3), 255, numpy.uint8)
cv2.putText(page, "Sols vivants", (20, 80), cv2.FONT_HERSHEY_SIMPLEX, 2, (0, 0, 0), 3)
found = RapidOCR(params={"Global.log_level": "error"})(page)
document = pypdfium2.PdfDocument.new()
document.new_page(200, 100)
document[0].render()
selectolax.lexbor.LexborHTMLParser("<p>oui").text()
second = tesseract.read_lines([numpy.ascontiguousarray(page[:, :, 0])], "fra")
Path("/var/lib/inboxd/trial").write_text(f"{found.txts} {second}")
"""


def prepare(root: Path) -> None:
    """Configure what was installed, as an administrator does."""
    (root / "etc/inboxd").mkdir()
    (root / "etc/inboxd/config.toml").write_text(CONFIG)
    (root / "etc/credstore").mkdir(mode=0o700, exist_ok=True)
    password = root / "etc/credstore/inboxd.mailbox_password"
    password.write_text("secret\n")
    password.chmod(0o400)
    for unit in ("inboxd.service.d", "inboxd-review.service.d"):
        (root / "etc/systemd/system" / unit).mkdir()
        (root / "etc/systemd/system" / unit / "impatient.conf").write_text(IMPATIENT)
    trial = re.sub(r"(?m)^Type=.*$", "Type=oneshot", (UNITS / "inboxd.service").read_text())
    trial = re.sub(r"(?m)^ExecStart=.*$", "ExecStart=/opt/inboxd/venv/bin/python /opt/inboxd/trial.py", trial)
    trial = re.sub(r"(?m)^(Restart|WatchdogSec|ExecReload)=.*\n", "", trial)
    (root / "etc/systemd/system/trial.service").write_text(trial)
    (root / "opt/inboxd/trial.py").write_text(TRIAL)


@pytest.fixture(scope="module")
def machine() -> Iterator[Container]:
    """A machine on which inboxd is installed and not yet started."""
    with booted(prepare) as container:
        yield container


@pytest.fixture
def daemon(machine: Container) -> Container:
    """The same with both services running."""
    for unit in SERVICES:
        machine.run("systemctl", "start", unit, check=False)
        assert machine.show(unit, "ActiveState") == ["active"], machine.journal(unit)
    return machine


def environment(container: Container, unit: str) -> set[str]:
    """Give the names in the environment of a unit's main process."""
    (pid,) = container.show(unit, "MainPID")
    text = container.run("cat", f"/proc/{pid}/environ")
    return {entry.split("=", 1)[0] for entry in text.split("\0") if entry}


def test_both_services_become_active(daemon: Container) -> None:
    for unit in SERVICES:
        assert daemon.show(unit, "ActiveState", "SubState") == ["active", "running"]
        (pid,) = daemon.show(unit, "MainPID")
        assert daemon.run("stat", "-c", "%U", f"/proc/{pid}") == "inboxd"


def test_only_the_daemon_has_credentials(daemon: Container) -> None:
    assert "CREDENTIALS_DIRECTORY" in environment(daemon, "inboxd.service")
    assert "CREDENTIALS_DIRECTORY" not in environment(daemon, "inboxd-review.service")


def test_a_reply_is_read_and_the_status_says_so(daemon: Container) -> None:
    new = daemon.root / "var/lib/inboxd/maildir/new"
    daemon.wait_until(new.is_dir, "inboxd.service")
    draft = new.parent / "tmp" / "1.coupon"
    draft.write_text(REPLY)
    owner = new.stat()
    os.chown(draft, owner.st_uid, owner.st_gid)
    draft.rename(new / "1905498720.M1P1.mx")
    daemon.run("systemctl", "reload", "inboxd.service")  # a poll is a minute away
    daemon.wait_until(
        lambda: re.search(r"\b1 \w+", daemon.show("inboxd.service", "StatusText")[0]) is not None, "inboxd.service"
    )
    status = daemon.run("systemctl", "status", "--no-pager", "inboxd.service")
    assert re.search(r'Status: ".*\b1 \w+', status), status
    daemon.wait_until(lambda: not list(new.iterdir()), "inboxd.service")
    listed = daemon.run("runuser", "-u", "inboxd", "--", "/opt/inboxd/venv/bin/inboxd", "status")
    assert re.search(r"Messages: 1 \w+", listed), listed
    assert "Roussel" not in daemon.journal("inboxd.service")


def test_what_it_writes_is_for_its_own_group(daemon: Container) -> None:
    state = daemon.root / "var/lib/inboxd"
    assert state.stat().st_mode & 0o777 == 0o750
    assert (state / "inboxd.db").stat().st_mode & 0o007 == 0


def test_a_bad_configuration_is_refused_and_the_old_one_kept(daemon: Container) -> None:
    config = daemon.root / "etc/inboxd/config.toml"
    (pid,) = daemon.show("inboxd.service", "MainPID")
    config.write_text(CONFIG.replace("reply_by", "replyby"))
    try:
        daemon.run("systemctl", "reload", "inboxd.service")
        daemon.wait_until(lambda: "reload_refused" in daemon.journal("inboxd.service"), "inboxd.service")
    finally:
        config.write_text(CONFIG)
    daemon.run("systemctl", "reload", "inboxd.service")
    daemon.wait_until(lambda: "reloaded" in daemon.journal("inboxd.service"), "inboxd.service")
    assert daemon.show("inboxd.service", "ActiveState", "MainPID") == ["active", pid]


@pytest.mark.parametrize("unit", SERVICES)
def test_a_process_that_hangs_is_started_again(daemon: Container, unit: str) -> None:
    (before,) = daemon.show(unit, "MainPID")
    daemon.run("kill", "-STOP", before)

    def is_new() -> bool:
        state, pid = daemon.show(unit, "ActiveState", "MainPID")
        return state == "active" and pid not in {"0", before}

    daemon.wait_until(is_new, unit)
    assert "Failed with result 'watchdog'" in daemon.journal(unit)


@pytest.mark.parametrize("unit", SERVICES)
def test_it_stops_in_time(daemon: Container, unit: str) -> None:
    daemon.run("systemctl", "stop", unit)
    # "timeout" would stand here if the daemon had to be killed
    assert daemon.show(unit, "ActiveState", "Result") == ["inactive", "success"]


def test_scans_can_be_read_under_the_limits_of_the_unit(machine: Container) -> None:
    machine.run("systemctl", "start", "trial.service", check=False)
    assert machine.show("trial.service", "Result") == ["success"], machine.journal("trial.service")
    read = (machine.root / "var/lib/inboxd/trial").read_text()
    assert read.count("vivants") == 2, read  # the second engine is a program of its own


def test_the_tests_left_nothing_in_this_machines_own_folders() -> None:
    assert not shutil.which("inboxd", path="/opt/inboxd/venv/bin")
