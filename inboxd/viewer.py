"""The inside of the child that opens an original for staff: a message on standard input, an answer on standard output.

    python -m inboxd.viewer contents                 # JSON: its parts, its body as text and as HTML (not cleaned yet)
    python -m inboxd.viewer part INDEX               # the bytes of one part
    python -m inboxd.viewer page INDEX PAGE BOXES    # a PDF's page or a picture as PNG

BOXES are marked on a PDF's page: JSON, [[left, top, right, bottom], …] in points.

A message is hostile input, and one that a lane died of is just what staff open: so it is opened in a process of its
own, with limits.
``inboxd.review.original`` is the outside.
"""

import contextlib
import io
import json
import resource
import sys
from collections.abc import Sequence
from typing import Any

from parsers.charset import decoded
from parsers.context import Limits
from parsers.message import Message, Part, parse

CPU_SECONDS = 20
ADDRESS_SPACE = 1_500_000_000
BODY_CHARACTERS = 300_000  # of the text that is shown
WIDTH = 1_400  # pixels of a rendered page: sharp on a phone, legible when scanned at 300 dpi
PAGES = 30
BODY_TYPES = ("text/html", "text/plain")
PICTURES = ("image/jpeg", "image/png", "image/gif", "image/tiff", "image/webp", "image/bmp")
LIMITS = Limits()


def main(arguments: Sequence[str]) -> None:
    """Answer one question about the message on standard input."""
    _limit()
    message = parse(sys.stdin.buffer.read(), LIMITS)
    match arguments:
        case ["contents"]:
            answer = json.dumps(contents(message)).encode()
        case ["part", index]:
            answer = message.parts[int(index)].data
        case ["page", index, page, boxes]:
            answer = picture(message.parts[int(index)], int(page), json.loads(boxes))
        case _:
            raise SystemExit(2)
    sys.stdout.buffer.write(answer)


def _limit() -> None:
    for kind, wanted in (
        (resource.RLIMIT_CPU, CPU_SECONDS),
        (resource.RLIMIT_AS, ADDRESS_SPACE),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(kind)
        resource.setrlimit(kind, (wanted if hard == resource.RLIM_INFINITY else min(wanted, hard), hard))


def contents(message: Message) -> dict[str, Any]:
    """Give what the review page shows: sender and subject, the body, and the parts that are no body."""
    body = {kind: _first_text(message.parts, kind) for kind in BODY_TYPES}
    shown = {part.index for part, _ in body.values() if part is not None}
    senders = message.envelope.senders
    return {
        "sender": f"{senders[0].name} <{senders[0].address}>" if senders and senders[0].name else _address(message),
        "subject": message.envelope.subject,
        "html": body["text/html"][1],
        "text": body["text/plain"][1],
        "body_parts": sorted(shown),
        "parts": [_described(part) for part in message.parts if part.index not in shown],
    }


def _address(message: Message) -> str:
    return message.envelope.senders[0].address if message.envelope.senders else ""


def _first_text(parts: Sequence[Part], kind: str) -> tuple[Part | None, str | None]:
    """Give the first part of that kind that is no attachment, and its text."""
    for part in parts:
        if part.media_type == kind and part.disposition != "attachment" and part.level == 0:
            return part, decoded(part.data, part.charset)[:BODY_CHARACTERS]
    return None, None


def _described(part: Part) -> dict[str, Any]:
    return {
        "index": part.index,
        "name": part.name,
        "media_type": part.media_type,
        "size": len(part.data),
        "pages": _pages(part),
    }


def _is_pdf(part: Part) -> bool:
    return part.data[:1024].lstrip().startswith(b"%PDF-")


def _pypdfium2() -> Any:
    import pypdfium2  # type: ignore[import-untyped]  # not at the top: most replies hold no PDF

    return pypdfium2


def _pages(part: Part) -> int:
    """Give how many pages can be shown as pictures; 0 where none can."""
    if _is_pdf(part):
        pypdfium2 = _pypdfium2()
        with contextlib.suppress(pypdfium2.PdfiumError), contextlib.closing(pypdfium2.PdfDocument(part.data)) as pdf:
            return min(len(pdf), PAGES)
        return 0
    if part.media_type in PICTURES:
        from PIL import Image

        with (
            contextlib.suppress(Exception),
            Image.open(io.BytesIO(part.data)) as image,
        ):  # Pillow raises whatever a decoder does
            return min(getattr(image, "n_frames", 1), PAGES)
    return 0


def picture(part: Part, page: int, boxes: Sequence[Sequence[float]]) -> bytes:
    """Give one page (from 1) as PNG, with the boxes of what was read on it."""
    image = _pdf_page(part.data, page, boxes) if _is_pdf(part) else _picture(part.data, page)
    file = io.BytesIO()
    image.save(file, "PNG")
    return file.getvalue()


def _pdf_page(data: bytes, page: int, boxes: Sequence[Sequence[float]]) -> Any:
    pypdfium2 = _pypdfium2()
    with contextlib.closing(pypdfium2.PdfDocument(data)) as pdf:
        pdf.init_forms()
        sheet = pdf[page - 1]
        width, height = sheet.get_size()
        # A sheet of a kilometre would not fit in memory: its longer side counts too.
        scale = min(WIDTH / max(width, 1), 2 * WIDTH / max(height, 1))
        image = sheet.render(scale=scale).to_pil().convert("RGB")
    return _marked(image, [[length * scale for length in box] for box in boxes])


def _marked(image: Any, boxes: Sequence[Sequence[float]]) -> Any:
    from PIL import Image, ImageChops, ImageDraw

    paper = Image.new("RGB", image.size, "white")
    pen = ImageDraw.Draw(paper)
    for left, top, right, bottom in boxes:
        if left < right and top < bottom:
            pen.rectangle((left - 3, top - 3, right + 3, bottom + 3), fill=(255, 240, 150))
    return ImageChops.multiply(image, paper)  # as a marker does: what is written stays legible


def _picture(data: bytes, page: int) -> Any:
    from PIL import Image, ImageOps

    Image.MAX_IMAGE_PIXELS = LIMITS.pixels // 2  # Pillow refuses twice that number
    image = Image.open(io.BytesIO(data))
    image.seek(page - 1)
    image.draft("RGB", (WIDTH, 2 * WIDTH))  # a JPEG is decoded no larger than needed
    image.thumbnail((WIDTH, 2 * WIDTH))
    return ImageOps.exif_transpose(image).convert("RGB")


if __name__ == "__main__":
    main(sys.argv[1:])
