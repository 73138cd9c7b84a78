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
from html import escape
from typing import Any

from parsers.context import Limits
from parsers.mail.charset import decoded
from parsers.mail.message import Envelope, Message, Part, parse

CPU_SECONDS = 20
ADDRESS_SPACE = 1_500_000_000
BODY_CHARACTERS = 300_000  # of the text that is shown
WIDTH = 1_400  # pixels of a rendered page: sharp on a phone, legible when scanned at 300 dpi
PAGES = 30
BODY_TYPES = ("text/html", "text/plain")
PICTURES = ("image/jpeg", "image/png", "image/gif", "image/tiff", "image/webp", "image/bmp", "image/heic", "image/heif")
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
    """Give what the review page shows: sender and subject, the bodies, and the parts that are no body.

    `html` is None where no body is HTML, `text` where none is plain text. A message in the message has its body too: a
    coupon that was forwarded as an attachment stands there.
    """
    bodies = [part for part in message.parts if part.media_type in BODY_TYPES and part.disposition != "attachment"]
    shown = {part.index for part in bodies}
    texts = [_text(part) for part in bodies if part.media_type == "text/plain"]
    return {
        "sender": _sender(message.envelope),
        "subject": message.envelope.subject,
        "html": _html(bodies) if any(part.media_type == "text/html" for part in bodies) else None,
        "text": "\n\n".join(texts)[:BODY_CHARACTERS] if texts else None,
        "parts": [_described(part) for part in message.parts if part.index not in shown],
    }


def _sender(envelope: Envelope) -> str:
    if not envelope.senders:
        return ""
    first = envelope.senders[0]
    return f"{first.name} <{first.address}>" if first.name else first.address


def _text(part: Part) -> str:
    heading = f"[{_sender(part.envelope)}: {part.envelope.subject}]\n\n" if part.level else ""
    return heading + decoded(part.data, part.charset)


def _html(bodies: Sequence[Part]) -> str:
    """Give the bodies one below the other; of alternatives the HTML, since it is what the sender saw."""
    formatted = {part.alternative for part in bodies if part.media_type == "text/html"} - {None}
    pieces = []
    for part in bodies:
        if part.media_type == "text/html":
            heading = f"<p><b>{escape(_sender(part.envelope))}</b></p>" if part.level else ""
            pieces.append(heading + decoded(part.data, part.charset)[:BODY_CHARACTERS])
        elif part.alternative not in formatted:
            pieces.append(f"<pre>{escape(_text(part)[:BODY_CHARACTERS])}</pre>")
    return "<hr>".join(pieces)[:BODY_CHARACTERS]


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

        _know_photos()
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


def _know_photos() -> None:
    """Let Pillow open the photos of iPhones."""
    import pi_heif  # type: ignore[import-untyped]

    pi_heif.register_heif_opener()


def _picture(data: bytes, page: int) -> Any:
    from PIL import Image, ImageOps

    _know_photos()
    Image.MAX_IMAGE_PIXELS = LIMITS.pixels // 2  # Pillow refuses twice that number
    image = Image.open(io.BytesIO(data))
    image.seek(page - 1)
    image.draft("RGB", (WIDTH, 2 * WIDTH))  # a JPEG is decoded no larger than needed
    image.thumbnail((WIDTH, 2 * WIDTH))
    return ImageOps.exif_transpose(image).convert("RGB")


if __name__ == "__main__":
    main(sys.argv[1:])
