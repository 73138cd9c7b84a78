"""How the processor time of PDFs of one page is spread, beside bare pdfplumber and pdftotext on the same files.

python -m benchmarks.papers [FOLDER]     # with mails; without it: the replies of tests/blind
"""

import email
import io
import resource
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

import pdfplumber
import pypdfium2 as pdfium  # type: ignore[import-untyped]

from benchmarks.bodies import SETS, Spread
from benchmarks.measure import machine
from parsers.context import Context
from parsers.errors import UnreadablePart
from parsers.files.pdf import from_pdf

RUNS = 3  # of each file; the quickest counts


def run() -> list[object]:
    """Read the PDFs of ``tests/blind``."""
    return spreads(sorted(SETS.glob("[a-z]/mail/*.eml")))


def spreads(mails: Sequence[Path]) -> list[object]:
    """Give what pages with and without form fields take, by each program, and the median of the ratios."""
    found: list[object] = []
    pages = list(_pages(mails))
    for name, files in (
        ("form fields", [d for d, form in pages if form]),
        ("no fields", [d for d, f in pages if not f]),
    ):
        if not files:
            continue
        own = [_quickest(partial(_read, data)) for data in files]
        others = {"pdfplumber": [_quickest(partial(_bare, data)) for data in files]}
        if shutil.which("pdftotext"):
            others["pdftotext"] = [_quickest(partial(_pdftotext, data), _of_children) for data in files]
        found.append(Spread(f"PDF, {name}", tuple(own)))
        for program, seconds in others.items():
            ratio = statistics.median(a / max(b, 1e-4) for a, b in zip(own, seconds, strict=True))
            found += [Spread(f"  {program}", tuple(seconds)), f"  {ratio:.2f} times as long as {program} (median)"]
    return found


def _pages(mails: Sequence[Path]) -> Iterator[tuple[bytes, bool]]:
    """Give the PDFs of one page that can be read without OCR, and whether they have form fields."""
    for path in mails:
        for part in email.message_from_bytes(path.read_bytes()).walk():
            data = part.get_payload(decode=True)
            if not isinstance(data, bytes) or not data.startswith(b"%PDF"):
                continue
            try:
                _read(data)
                document = pdfium.PdfDocument(data)
            except (UnreadablePart, pdfium.PdfiumError):
                continue
            if len(document) == 1:
                yield data, bool(document.get_formtype())


def _read(data: bytes) -> object:
    return from_pdf(data, 1, None, Context(ocr=False))


def _bare(data: bytes) -> None:
    with pdfplumber.open(io.BytesIO(data)) as document:
        for page in document.pages:
            page.extract_text()


def _pdftotext(data: bytes) -> None:
    subprocess.run(["pdftotext", "-layout", "-", "-"], input=data, capture_output=True, check=False)


def _of_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _quickest(work: Callable[[], object], clock: Callable[[], float] = time.process_time) -> float:
    work()
    taken = []
    for _ in range(RUNS):
        began = clock()
        work()
        taken.append(clock() - began)
    return min(taken)


if __name__ == "__main__":
    print(machine())
    for line in spreads(sorted(Path(sys.argv[1]).glob("*.eml"))) if len(sys.argv) > 1 else run():
        print(line)
