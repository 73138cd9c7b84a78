"""What a container holds, as MIME parts: winmail.dat, .msg, zip, uuencode and S/MIME are read like any mail."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from email.message import Message as MimePart

from parsers.mail.mending import payload
from parsers.reasons import Reason

OCTETS = "application/octet-stream"
# By the end of the name; of all others the bytes tell what they are.
_TEXTS = {
    ".txt": "text/plain", ".text": "text/plain", ".html": "text/html", ".htm": "text/html", ".eml": "message/rfc822",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Contents:
    """What a container held; `doubts` says what of it could not be had."""

    part: MimePart
    doubts: tuple[Reason, ...] = ()

    @property
    def unpacked(self) -> int:
        """Bytes of all that it holds."""
        size, waiting = 0, [self.part]
        while waiting:  # no recursion: the parts of a signed mail may be nested deeply
            part = waiting.pop()
            held = part.get_payload() if part.is_multipart() else payload(part)
            if isinstance(held, bytes):
                size += len(held)
            elif isinstance(held, list):
                waiting += [child for child in held if isinstance(child, MimePart)]
        return size


def text_part(text: str, subtype: str) -> MimePart:
    """Give a body: text/plain, text/html."""
    return body_part(text.encode("utf-8", "replace"), subtype, "utf-8")


def body_part(data: bytes, subtype: str, charset: str | None) -> MimePart:
    """Give a body as it came, with the charset that its container names."""
    part = _part(data, f"text/{subtype}")
    if charset:
        part.set_param("charset", charset)
    return part


def file_part(data: bytes, name: str | None, media_type: str | None = None, content_id: str | None = None) -> MimePart:
    """Give an attachment; without a type its name tells whether it is text, and later its bytes what else it is."""
    name = one_line(name or "").replace("\\", "/").rpartition("/")[2]  # for the eye only: no path
    part = _part(data, one_line(media_type or "") or _guessed(name, data))
    if name:
        part.add_header("Content-Disposition", "attachment", filename=("utf-8", "", name))
    else:
        part["Content-Disposition"] = "attachment"
    if content_id:
        part["Content-ID"] = one_line(content_id)
    return part


def group(parts: Iterable[MimePart], subtype: str = "mixed") -> MimePart:
    """Give a multipart."""
    whole = MimePart()
    whole["Content-Type"] = f"multipart/{subtype}"
    whole.set_payload(list(parts))
    return whole


def message_part(headers: Mapping[str, str], content: MimePart) -> MimePart:
    """Give an attached message with an envelope of its own."""
    for name, value in headers.items():
        if value and name not in content:
            content[name] = one_line(value)
    whole = MimePart()
    whole["Content-Type"] = "message/rfc822"
    whole.set_payload([content])
    return whole


def changed(part: MimePart, data: bytes) -> MimePart:
    """Give a part with other bytes and the same headers."""
    copy = MimePart()
    for name, value in part.items():
        if name.casefold() != "content-transfer-encoding":
            copy[name] = value
    copy.set_payload(data)
    return copy


def one_line(text: str) -> str:
    """Give the text on one line, without NUL: a line break in a header is smuggled in."""
    return " ".join(text.replace("\0", " ").split())


def _part(data: bytes, media_type: str) -> MimePart:
    part = MimePart()
    part["Content-Type"] = media_type
    part.set_payload(data)  # bytes: get_payload(decode=True) gives them back as they are
    return part


def _guessed(name: str, data: bytes) -> str:
    if b"\0" in data[:1_000]:
        return OCTETS
    return next((kind for ending, kind in _TEXTS.items() if name.casefold().endswith(ending)), OCTETS)
