"""The door: samples beside what they must give, and the promise that nothing is ever raised."""

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from parsers import read
from parsers.reading import FIELDS, Reading
from parsers.reasons import Reason
from tests.parsers.forum import CONTEXT

SAMPLES = sorted((Path(__file__).parent / "samples").glob("*.eml"))
SEEDS = [path.read_bytes() for path in SAMPLES]
SLOW = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def summary(reading: Reading) -> dict[str, object]:
    """Give what a sample's JSON states."""
    return {
        "event": reading.event,
        "intent": reading.intent.value,
        "automatic": reading.automatic.value if reading.automatic else None,
        "doubts": [doubt.value for doubt in reading.doubts],
        "attendees": [
            {name: value for name in FIELDS if (value := getattr(person, name))}
            | {"workshops": list(person.workshops), "answers": dict(person.answers)}
            for person in reading.attendees
        ],
    }


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_a_sample_gives_what_lies_beside_it(path: Path) -> None:
    wanted = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    assert summary(read(path.read_bytes(), CONTEXT)) == wanted


@pytest.mark.parametrize("data", [b"", b"\n\n", b"\x00" * 50, b"Subject: x", b"\xff\xfe\xfd", b"\n\nbody only"])
def test_what_is_no_mail_is_flagged(data: bytes) -> None:
    reading = read(data, CONTEXT)
    assert reading.doubts
    assert Reason.READER_FAILED not in reading.doubts


@SLOW
@given(st.binary(max_size=400))
def test_reading_never_raises_on_any_bytes(data: bytes) -> None:
    assert isinstance(read(data, CONTEXT), Reading)


@SLOW
@given(st.data())
def test_reading_a_damaged_mail_never_fails(data: st.DataObject) -> None:
    mail = bytearray(data.draw(st.sampled_from(SEEDS)))
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, max(0, len(mail) - 1)))
        length = data.draw(st.integers(0, 40))
        mail[at : at + length] = data.draw(st.binary(max_size=20))
    reading = read(bytes(mail), CONTEXT)
    assert Reason.READER_FAILED not in reading.doubts


@SLOW
@given(st.text(max_size=300))
def test_any_text_is_read_without_a_fault(text: str) -> None:
    body = f"Subject: Forum\nContent-Type: text/plain; charset=utf-8\n\nNom : {text}\nAteliers : {text}\n{text}".encode(
        "utf-8", "replace"
    )
    assert Reason.READER_FAILED not in read(body, CONTEXT).doubts
    page = f"Subject: Forum\nContent-Type: text/html; charset=utf-8\n\n<table><tr><td>Nom<td>{text}</table>".encode(
        "utf-8", "replace"
    )
    assert Reason.READER_FAILED not in read(page, CONTEXT).doubts


@pytest.mark.parametrize(
    "piece", ["Nom : x\n", "oui ", "[x] ", "M. / Mme ( ) ", "Mme Aa Bb ", ">", "Nom : ", ". ", "a\n"]
)
def test_a_hostile_size_is_cut_and_flagged_not_endured(piece: str) -> None:
    text = piece * (200_000 // len(piece))
    reading = read(f"Subject: Forum\nFrom: a@b.example\n\n{text}".encode(), CONTEXT)
    assert reading.doubts
    assert Reason.READER_FAILED not in reading.doubts


def test_a_fault_of_ours_leaves_its_place_and_no_words_of_the_mail(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(data: bytes, _: object) -> Reading:
        raise ValueError(data.decode())

    monkeypatch.setattr("parsers.reply.read_reply", fail)
    assert read(b"Subject: Morvan\n\nx", CONTEXT).doubts == (Reason.READER_FAILED,)
    told = capsys.readouterr().err
    assert "ValueError at " in told
    assert "Morvan" not in told
