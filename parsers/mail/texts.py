"""A message → its texts: every part that holds words, as a thread of who wrote what."""

from dataclasses import dataclass, replace

from parsers.context import Context
from parsers.document import Document, Line
from parsers.errors import UnreadablePart
from parsers.folding import fold
from parsers.mail.body import from_text
from parsers.mail.charset import decoded
from parsers.mail.html import from_html
from parsers.mail.message import Envelope, Message, Part
from parsers.mail.thread import Section, Thread, thread
from parsers.reasons import Reason

_MAX_BLOCKS = 4000  # lines and tables of one part; a long thread has a few hundred
_DECORATION_BYTES = 40_000  # an inline image below this is a logo; a scanned coupon is larger


@dataclass(slots=True)
class Text:
    """One Document of the message, and who wrote the mail that it stands in."""

    thread: Thread
    envelope: Envelope
    level: int
    attached: bool


def texts_of(message: Message, context: Context) -> tuple[list[Text], list[Reason]]:
    """Give every Document of the message, and why some of it could not be read."""
    texts: list[Text] = []
    doubts: list[Reason] = []
    for part in _preferred(message.parts, context.limits.text_characters):
        try:
            documents = _documents(part, context)
        except UnreadablePart as error:
            doubts.append(error.reason)
            continue
        for document in documents:
            if len(document.blocks) > _MAX_BLOCKS:
                doubts.append(Reason.TOO_MANY_PARTS)
                document = replace(document, blocks=document.blocks[:_MAX_BLOCKS])  # noqa: PLW2901
            doubts += [Reason(code) for code in document.doubts]
            texts.append(Text(thread(document), part.envelope, part.level, document.kind == "attachment"))
    return texts, doubts


def _preferred(parts: tuple[Part, ...], limit: int) -> list[Part]:
    """Give the parts without the poorer of two alternatives: HTML shows ticks and strokes that plain text loses."""
    kept = list(parts)
    for number in {p.alternative for p in parts if p.alternative is not None}:
        plain = [p for p in parts if p.alternative == number and p.media_type == "text/plain" and not _is_file(p)]
        html = [p for p in parts if p.alternative == number and p.media_type == "text/html" and not _is_file(p)]
        if not plain or not html:
            continue
        written = len(fold(decoded(plain[0].data[:limit], plain[0].charset)))
        shown = len(fold("\n".join(b.text for b in from_html(_text(html[0], limit), 0).blocks if isinstance(b, Line))))
        tables = b"<td" in html[0].data.lower()
        poorer = html if shown * 10 < written * 6 and not tables else plain
        kept = [p for p in kept if p not in poorer]
    return kept


def _is_file(part: Part) -> bool:
    return part.disposition == "attachment" or (part.name is not None and part.disposition != "inline")


def _text(part: Part, limit: int) -> str:
    return decoded(part.data, part.charset)[:limit]


def _documents(part: Part, context: Context) -> tuple[Document, ...]:
    """Give the Documents of one part; a logo, a signature, a calendar gives none."""
    kind, name = part.media_type, (part.name or "").casefold()
    limit = context.limits.text_characters
    attached = "attachment" if _is_file(part) else "body"
    if kind == "text/html" or name.endswith((".html", ".htm")):
        return (replace(from_html(_text(part, limit), part.index), kind=attached, name=part.name),)
    if kind == "text/plain" and not name.endswith(
        (".pdf", ".docx", ".doc", ".odt", ".rtf", ".png", ".jpg", ".jpeg", ".tif")
    ):
        document = from_text(_text(part, limit), part.index, flowed=part.flowed, delsp=part.delsp)
        return (replace(document, kind=attached, name=part.name),)
    if kind.startswith(("message/", "multipart/")) or (kind == "text/calendar"):
        return ()
    if kind.startswith("image/") and part.content_id and len(part.data) < _DECORATION_BYTES:
        return ()
    from parsers.files import attachment  # it brings the readers of PDF, Word and scans: only where a file has come

    return attachment.documents(part.data, kind, part.name, part.index, context)


def lines_of(section: Section) -> str:
    """Give the text of a section, a line each."""
    return "\n".join(row.line.text for row in section.rows)
