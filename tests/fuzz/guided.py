"""Looks for hostile mail by itself: atheris keeps every change of a mail that leads to code not seen before.

    python -m tests.fuzz.guided TARGET SECONDS [OPTIONS of libFuzzer]

TARGET is `message` (a mail to the texts of all its parts), `container` (winmail.dat, .msg, zip, S/MIME, a text with
PGP or uuencode in it to its parts) or `reading` (a mail to what its coupon says). The mails of the demo and of the
tests are what it begins with; what it finds on the way is kept in build/fuzz for the next time. An exception, 30
seconds for one mail or 2 GB end it with a status that is not 0, and the bytes are kept beside.
"""

import importlib
import pkgutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import parsers

ROOT = Path(__file__).parents[2]
KEPT = ROOT / "build" / "fuzz"
LONGEST = 60_000  # bytes of a mail; a scan would take seconds
SECONDS_FOR_ONE = 30
MEGABYTES = 2_000
WATCHED = ["parsers", "mailparser", "olefile", "asn1crypto"]


def seeds(name: str) -> dict[str, bytes]:
    """Give what a target begins with, by name."""
    from tests.parsers.containers.mails import HEADER, attached
    from tests.parsers.containers.test_damaged import SAMPLES, TEXTS

    if name == "container":
        return SAMPLES | TEXTS
    files = [*(ROOT / "inboxd/demo/replies").glob("*.eml"), *(ROOT / "tests").rglob("*.eml")]
    found = {f"{file.parent.name}-{file.name}": file.read_bytes() for file in files}
    found |= {f"container-{kind}": attached(data, f"coupon.{kind}") for kind, data in SAMPLES.items()}
    found |= {f"text-{kind}": HEADER + data for kind, data in TEXTS.items()}
    return {name: data for name, data in found.items() if len(data) <= LONGEST}


def target(name: str) -> Callable[[bytes], None]:
    """Give what is to be tried; what it raises is a fault."""
    from parsers.context import Context
    from parsers.mail.containers import contents
    from parsers.mail.enclosure import body_part, file_part
    from parsers.mail.message import parse
    from parsers.mail.texts import texts_of
    from parsers.reply import read_reply
    from tests.parsers.forum import FORUM

    context = Context(events=(FORUM,), ocr=False)

    def message(data: bytes) -> None:
        texts_of(parse(data, context.limits), context)

    def reading(data: bytes) -> None:
        read_reply(data, context)

    def container(data: bytes) -> None:
        for part in (file_part(data, "file"), body_part(data, "plain", None)):
            contents(part, data, "file", context.limits.unpacked_bytes, context.limits.parts)

    return {"message": message, "container": container, "reading": reading}[name]


def main(arguments: list[str]) -> int:
    """Run until the time is over; a fault ends the process."""
    name, seconds, *options = arguments
    try:
        atheris: Any = importlib.import_module("atheris")
    except ImportError:
        print("fuzz: no atheris for this machine; the guided search is left out")
        return 0
    with atheris.instrument_imports(include=WATCHED, enable_loader_override=False):
        for module in pkgutil.walk_packages(parsers.__path__, "parsers."):  # most are loaded when first needed
            importlib.import_module(module.name)
        tried = target(name)
    corpus = KEPT / name
    corpus.mkdir(parents=True, exist_ok=True)
    for seed, data in seeds(name).items():
        (corpus / seed).write_bytes(data)
    limits = [f"-max_total_time={seconds}", f"-timeout={SECONDS_FOR_ONE}", f"-rss_limit_mb={MEGABYTES}"]
    places = [f"-max_len={LONGEST}", f"-artifact_prefix={KEPT}/{name}-", str(corpus)]
    atheris.Setup([sys.argv[0], *limits, *places, *options], tried)
    atheris.Fuzz()  # ends the process
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
