"""Whatever happens to a container on its way, reading it raises nothing, and what it says is never silently lost."""

import random

import pytest

from parsers import read
from parsers.context import Context
from parsers.mail.message import parse
from parsers.reasons import Reason
from tests.parsers.containers import winmail
from tests.parsers.containers.compound import attachment, compound, outlook_message
from tests.parsers.containers.mails import COUPON, HEADER, LIMITS, attached, text, zipped
from tests.parsers.containers.test_sealed import PIECES, SIGNED, compressed
from tests.parsers.containers.test_tnef import rtf_around_html
from tests.parsers.containers.test_uuencode import encoded
from tests.parsers.damage import damaged

RTF = winmail.compressed(rtf_around_html(COUPON.replace("\r\n", "<br>")))
INNER = outlook_message({0x1000: COUPON, 0x37: "x"}, inner=True)
FILES = (attachment({0x3707: "a.txt", 0x3701: COUPON.encode() * 30}), attachment({}, INNER))
SAMPLES = {
    "winmail": winmail.winmail(
        winmail.letter({0x1000: COUPON, 0x1009: RTF}, COUPON.encode("cp1252")),
        winmail.file(b"a.txt", COUPON.encode(), {0x3707: "coupon.txt", 0x370E: "text/plain"}),
        winmail.message({0x1009: RTF, 0x0C1F: "a@b.example"}),
    ),
    "msg": compound(
        outlook_message({0x1000: COUPON, 0x1009: RTF, 0x0C1F: "a@b.example"}, FILES, numbers={0x3FDE: 1252})
    ),
    "zip": zipped({"coupon.txt": COUPON.encode(), "again.zip": zipped({"a.eml": HEADER + text(COUPON)})}),
    "cms": compressed(text(COUPON)),
}
TEXTS = {
    "pgp in one piece": text(PIECES["zlib"]),
    "pgp": text(SIGNED.format(COUPON)),
    "uuencode": text(COUPON) + b"\r\n" + encoded(COUPON.encode()) + b"fin",
}


@pytest.mark.parametrize("kind", SAMPLES)
def test_a_damaged_container_is_read_as_far_as_it_goes(kind: str) -> None:
    chance = random.Random(kind)  # noqa: S311 - reproducible, no secret
    for number in range(300):
        data = damaged(SAMPLES[kind], chance)
        message = parse(attached(data, f"coupon.{kind}", words="Voir."), LIMITS)
        assert message.parts[0].data.startswith(b"Voir."), number
        if number % 10 == 0:
            assert Reason.READER_FAILED not in read(attached(data, f"coupon.{kind}"), Context()).doubts, number


@pytest.mark.parametrize("kind", TEXTS)
def test_a_damaged_text_is_read_as_far_as_it_goes(kind: str) -> None:
    chance = random.Random(kind)  # noqa: S311
    for number in range(300):
        message = parse(HEADER + damaged(TEXTS[kind], chance), LIMITS)
        assert message.parts, number


@pytest.mark.parametrize("kind", SAMPLES)
def test_a_container_cut_off_anywhere_raises_nothing(kind: str) -> None:
    data = SAMPLES[kind]
    for cut in range(0, len(data), max(1, len(data) // 200)):
        parse(attached(data[:cut], "coupon"), LIMITS)
