"""Every bad configuration of ``bad/`` lies beside the messages that it must give, and the example is whole."""

import tomllib
from dataclasses import fields
from pathlib import Path

import pytest

from inboxd import config
from inboxd.errors import ConfigError

HERE = Path(__file__).parent
EXAMPLE = HERE.parents[1] / "config.example.toml"
BAD = sorted((HERE / "bad").glob("*.toml"))


@pytest.mark.parametrize("path", BAD, ids=[path.stem for path in BAD])
def test_a_bad_configuration_tells_all_its_faults_at_once(path: Path) -> None:
    with pytest.raises(ConfigError) as raised:
        config.load(path)
    told = sorted(fault.replace(f"{path}: ", "") for fault in raised.value.faults)
    assert told == sorted(path.with_suffix(".txt").read_text(encoding="utf-8").splitlines())


def test_every_bad_configuration_has_its_messages() -> None:
    assert len(BAD) >= 5
    assert {path.with_suffix(".txt") for path in BAD} == set((HERE / "bad").glob("*.txt"))


def test_the_example_is_accepted_unchanged() -> None:
    loaded = config.load(EXAMPLE)
    assert [workshop.id for workshop in loaded.events[0].workshops] == ["eau", "dechets", "energie", "transport"]
    assert loaded.mailbox.path == EXAMPLE.parent / "maildir"


def test_the_example_names_every_key() -> None:
    text = EXAMPLE.read_text(encoding="utf-8")
    for name, section in config.SECTIONS.items():
        for key in fields(section):
            assert f"{key.name} = " in text or f"[{name}.{key.name}]" in text, (
                f"{name}.{key.name} is not in the example"
            )


def test_the_defaults_in_the_example_are_those_of_the_code() -> None:
    table = tomllib.loads(EXAMPLE.read_text(encoding="utf-8"))
    review = config.load(EXAMPLE).review
    assert table["review"]["port"] == config.Review().port == review.port
    assert table["reading"]["accept_from"] == config.ReadingSettings().accept_from


def test_events_alone_are_enough_to_read(tmp_path: Path) -> None:
    path = tmp_path / "c.toml"
    text = EXAMPLE.read_text(encoding="utf-8")
    path.write_text(text[text.index("[[events]]") :], encoding="utf-8")
    context, settings = config.load_for_reading(path)
    assert context.events[0].id == "ag-2018"
    assert settings.ocr
    with pytest.raises(ConfigError, match="mailbox: the section is missing"):
        config.load(path)


def test_a_password_comes_from_a_file_then_a_credential_then_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "secret").write_text("from the file\n", encoding="utf-8")
    plain = config.Mailbox(address="a@b.example", user="u")
    monkeypatch.setenv("INBOXD_MAILBOX_PASSWORD", "from the environment")
    assert plain.password() == "from the environment"
    (tmp_path / "mailbox_password").write_text("from systemd\n", encoding="utf-8")
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(tmp_path))
    assert plain.password() == "from systemd"
    assert (
        config.Mailbox(address="a@b.example", user="u", password_file=tmp_path / "secret").password() == "from the file"
    )


def test_a_password_that_stands_nowhere_is_a_fault_that_names_the_three_ways(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("INBOXD_MAILBOX_PASSWORD", raising=False)
    monkeypatch.delenv("CREDENTIALS_DIRECTORY", raising=False)
    with pytest.raises(ConfigError, match=r"password_file.*credential.*INBOXD_MAILBOX_PASSWORD"):
        config.Mailbox(address="a@b.example", user="u").password()
