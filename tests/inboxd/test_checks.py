"""``inboxd check`` says of database, mail server and events what is wrong and what to do; nothing changes."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import psycopg
import pytest

from inboxd.checks import checks
from inboxd.config import Config, Storage
from inboxd.mailbox import Finding, Level
from storage.session import Store
from tests.inboxd.mails import NOON, a_config, a_store, to_sink
from tests.servers.postgres import Postgres
from tests.servers.smtp import SmtpSink


def found(config: Config, subject: str) -> Finding:
    return next(finding for finding in checks(config, NOON) if finding.subject == subject)


@pytest.mark.parametrize(("changes", "said", "advice"), [
    ({"host": "no-such-host.invalid"}, "no-such-host.invalid: gaierror", "check outgoing.host: the name is not known"),
    ({"port": 1}, "Connection refused", "check outgoing.host, outgoing.port"),
    ({"tls": "implicit"}, "SSLError", "outgoing.tls: they do not belong together"),
    ({"cafile": None}, "CERTIFICATE_VERIFY_FAILED", "outgoing.cafile where the authority is your own"),
    ({"user": "nobody"}, "535", "check outgoing.user, its password"),
    ({"password_file": Path("/nowhere")}, "cannot be read", "check outgoing.user, its password"),
])  # fmt: skip
def test_what_is_wrong_with_the_mail_server_is_told(
    changes: dict[str, Any], said: str, advice: str, smtp_sink: SmtpSink, tmp_path: Path
) -> None:
    config = a_config(tmp_path, outgoing=to_sink(smtp_sink, tmp_path, **changes))
    finding = found(config, "mail server")
    assert finding.level is Level.ERROR
    assert said in finding.text
    assert advice in str(finding.advice)


def test_a_mail_server_that_works_is_told(smtp_sink: SmtpSink, tmp_path: Path) -> None:
    assert found(a_config(tmp_path, sink=smtp_sink), "mail server").level is Level.OK
    assert smtp_sink.received == []


def test_a_database_is_told_and_left_as_it_is(tmp_path: Path) -> None:
    config = a_config(tmp_path)
    assert found(config, "database").text == "is empty; `inboxd run` makes its tables"
    assert not (tmp_path / "inboxd.db").exists()
    a_store(config).close()
    before = (tmp_path / "inboxd.db").read_bytes()
    assert (found(config, "database").level, (tmp_path / "inboxd.db").read_bytes()) == (Level.OK, before)


def test_a_place_where_no_database_can_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    config = a_config(tmp_path, storage=Storage(url=f"sqlite:///{tmp_path / 'file' / 'inboxd.db'}"))
    finding = found(config, "database")
    assert (finding.level, finding.text) == (
        Level.ERROR, f"{tmp_path / 'file' / 'inboxd.db'} cannot be created: its folder is none, or may not be written"
    )  # fmt: skip
    assert "storage.url" in str(finding.advice)


def test_a_database_that_cannot_be_written_is_told(tmp_path: Path, postgres: Postgres) -> None:
    url = postgres.fresh_database()
    store = Store(url)
    store.upgrade()
    store.close()
    assert found(a_config(tmp_path, storage=Storage(url=url)), "database").level is Level.OK
    with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as connection:
        connection.execute("CREATE ROLE guest LOGIN")
        connection.execute("GRANT SELECT ON ALL TABLES IN SCHEMA public TO guest")
    finding = found(a_config(tmp_path, storage=Storage(url=url.replace("inboxd@", "guest@"))), "database")
    assert (finding.level, finding.text) == (Level.ERROR, "the user of storage.url may not write the tables")


def test_a_database_of_another_version_is_told(tmp_path: Path) -> None:
    config = a_config(tmp_path)
    store = a_store(config)
    with store.write() as session:
        session.connection().exec_driver_sql("UPDATE alembic_version SET version_num = 'x'")
    store.close()
    finding = found(config, "database")
    assert (finding.level, finding.advice) == (Level.ERROR, "install that version")


def test_events_that_are_all_over_are_told(tmp_path: Path) -> None:
    config = a_config(tmp_path)
    over = replace(config.events[0], ends=(NOON - timedelta(days=2)).replace(tzinfo=None))
    assert found(replace(config, events=(over,)), "events").level is Level.WARNING
    assert "events" not in {finding.subject for finding in checks(config, NOON)}
