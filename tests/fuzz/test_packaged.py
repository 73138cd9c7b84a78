"""Files that ship inside the installed packages, sent as attachments: read, or flagged with a reason, and nothing else.

Templates, icons, test data, libraries: of every kind that people attach, and a few of all others. A lane reads each
within its limits on time and memory.
"""

import hashlib
import itertools
import os
import random
import sysconfig
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from inboxd.lanes import Failure, LaneLimits, Lanes
from parsers.context import Context
from parsers.folding import listed
from parsers.reading import Reading
from parsers.reasons import Reason
from tests.fuzz.test_documents import damaged
from tests.parsers.containers.mails import attached
from tests.parsers.forum import FORUM

OWN = Path(sysconfig.get_paths()["purelib"])
PLACES = (OWN, Path("/usr/share"), Path("/usr/lib/libreoffice"), Path(sysconfig.get_paths()["stdlib"]))
KINDS = listed(  # by the ends of their names, without the dot
    """pdf doc dot docx docm dotx odt ott ods ots odp otp rtf xls xlsx xlsm ppt pptx msg eml dat zip p7m p7s png jpg
    jpeg gif bmp tif tiff webp heic heif avif svg ico eps ps mbox ics vcf"""
)
EACH = 3  # of one kind in a folder: icons are many, and alike; of any other kind, in all
LARGEST = 3_000_000
ENOUGH = 60  # files that the short form reads

File = tuple[Path, bytes]


def packaged(places: Iterable[Path]) -> Iterator[File]:
    """Give the files below some folders, each content once, in the order of their names."""
    seen: set[bytes] = set()
    others: Counter[str] = Counter()
    for folder, folders, names in itertools.chain.from_iterable(os.walk(place) for place in places):
        folders.sort()
        here: Counter[str] = Counter()
        for path in (Path(folder, name) for name in sorted(names)):
            kind = path.suffix.lower().removeprefix(".")
            taken = here if kind in KINDS else others
            if taken[kind] == EACH or not 0 < _size(path) <= LARGEST:
                continue
            data = path.read_bytes()
            digest = hashlib.sha256(data).digest()
            if digest not in seen:
                seen.add(digest)
                taken[kind] += 1
                yield path, data


def _size(path: Path) -> int:
    return path.stat().st_size if path.is_file() and not path.is_symlink() and os.access(path, os.R_OK) else 0


def check(result: Reading | Failure, name: str) -> tuple[str, ...]:
    """Give why a reply was flagged: its limit on time is a reason as well; where nothing was read, a person is told."""
    if isinstance(result, Failure):
        assert result.reason is Reason.TIMED_OUT, f"{name}: {result}"
        return (result.reason.value,)
    assert Reason.READER_FAILED not in result.doubts, name
    assert result.attendees or result.doubts, f"{name}: nothing was read, and nobody is told"
    return tuple(doubt.value for doubt in result.doubts)


def read(files: Iterable[File], context: Context, seconds: float) -> Counter[tuple[str, ...]]:
    """Read each file as a reply's attachment; count the reasons."""
    sent, mails = itertools.tee(files)
    with Lanes(2, LaneLimits(seconds=seconds)) as lanes:
        results = lanes.read_many((attached(data, path.name) for path, data in mails), context)
        return Counter(check(result, str(path)) for (path, _), result in zip(sent, results, strict=False))


def test_files_of_the_environment_are_read_or_flagged() -> None:
    files = list(packaged([OWN]))
    chosen = random.Random(1).sample(files, min(ENOUGH, len(files)))  # noqa: S311 - reproducible, no secret
    assert sum(read(chosen, Context(events=(FORUM,), ocr=False), 60).values()) == len(chosen) > 0


@pytest.mark.fuzz
@pytest.mark.parametrize("harmed", [False, True], ids=["as they are", "damaged"])
def test_files_of_all_installed_packages_are_read_or_flagged_for_as_long_as_one_lets_it(harmed: bool) -> None:
    seed = int(os.environ.get("FUZZ_SEED", str(time.time_ns())))
    chance = random.Random(seed)  # noqa: S311 - reproducible, no secret
    files = list(packaged(PLACES))
    chance.shuffle(files)
    known = [data for _, data in files]
    tried = itertools.cycle(files) if harmed else files
    until = time.monotonic() + float(os.environ.get("FUZZ_SECONDS", "600"))
    reasons = read(
        (
            (path, damaged(data, chance, known) if harmed else data)
            for path, data in itertools.takewhile(lambda _: time.monotonic() < until, tried)
        ),
        Context(events=(FORUM,)),
        120,
    )
    print(f"\nFUZZ_SEED={seed}\n{sum(reasons.values())} files of installed packages, of {len(files)}")
    print(*(f"{count:6} {' '.join(reason)}" for reason, count in reasons.most_common()), sep="\n")
