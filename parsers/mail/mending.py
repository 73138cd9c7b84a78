"""What programs broke on a mail's way, put right as far as it goes: labels that lie, boundaries that are lost.

Every call of the standard library is guarded: on real mail it raises AttributeError, LookupError, ValueError and more.
"""

import binascii
import copy
import quopri
import re
from email import message_from_bytes
from email.message import Message as MimePart

_LETTERS = re.compile(rb"[A-Za-z0-9+/]*={0,2}[ \t]*\r?\n?")
_BASE64_LINE = 40  # characters at least of a full line; programs write 60 to 76
_BOUNDARY = re.compile(rb"^--([^\s-][^\r\n]{0,69}?)[ \t]*\r?$", re.MULTILINE)
_HTML = re.compile(rb"\s*(?:<!doctype html|<html|<body|<div|<p\b)", re.IGNORECASE)
# A mail has one of these; lines of a text that look like a header have none.
_HEADERS = frozenset(
    {
        *("from", "to", "cc", "bcc", "subject", "date", "received", "message-id", "return-path", "reply-to", "sender"),
        *("mime-version", "content-type", "content-transfer-encoding", "delivered-to", "references", "in-reply-to"),
        *("dkim-signature", "authentication-results", "auto-submitted", "list-id", "precedence", "importance"),
    }
)


def payload(part: MimePart) -> bytes:
    """Give a leaf's bytes, its transfer encoding undone as far as it is one."""
    if _encoding(part) == "base64" and part.get_content_maintype() == "text":
        return _base64_text(_undecoded(part))
    try:
        data = part.get_payload(decode=True)
    except Exception:
        data = None
    return data if isinstance(data, bytes) else _undecoded(part)


def encoded_message(part: MimePart) -> bytes | None:
    """Give the bytes of an attached message that was encoded for its way, which is forbidden and done; else None."""
    encoding, children = _encoding(part), part.get_payload()
    if encoding not in ("base64", "quoted-printable") or not isinstance(children, list) or not children:
        return None
    child = children[0]
    if not isinstance(child, MimePart):
        return None
    try:
        if encoding == "quoted-printable":
            return quopri.decodestring(child.as_bytes())
        return None if child.keys() else binascii.a2b_base64(_undecoded(child))
    except Exception:  # what the generator cannot write, or the bytes are no base64
        return None


def is_headless(part: MimePart) -> bool:
    """Say whether bytes begin with no header: a text whose first lines look like one."""
    names = {name.casefold() for name in part.keys()}  # noqa: SIM118 - a mail is no dict
    return not names & _HEADERS and not any(name.startswith("x-") for name in names)


def parted(part: MimePart, data: bytes) -> MimePart:
    """Give a multipart whose boundary is missing or wrong: by the one that stands in it, or as the text it holds."""
    found = _BOUNDARY.search(data)
    if found:
        header = f"Content-Type: {part.get_content_type()}\r\n\r\n".encode("ascii", "replace")
        try:
            whole = message_from_bytes(header.replace(b"\r\n\r\n", b'; boundary="' + found[1] + b'"\r\n\r\n') + data)
            if whole.is_multipart():
                return whole
        except Exception:  # noqa: S110 - a nesting too deep for the parser: it is read as text
            pass
    text = MimePart()
    text["Content-Type"] = "text/html" if _HTML.match(data) else "text/plain"
    text.set_payload(data)
    return text


def _undecoded(part: MimePart) -> bytes:
    """Give a leaf's bytes as they stand in the mail."""
    bare = copy.copy(part)
    del bare["content-transfer-encoding"]
    try:
        data = bare.get_payload(decode=True)
    except Exception:
        return b""
    return data if isinstance(data, bytes) else b""


def _encoding(part: MimePart) -> str:
    return str(part.get("content-transfer-encoding") or "").strip().casefold()


def _base64_text(raw: bytes) -> bytes:
    """Give a text that is said to be base64: lists write their footers behind it, and some mails only say so."""
    lines = raw.splitlines(keepends=True)
    good = next((number for number, line in enumerate(lines) if not _LETTERS.fullmatch(line)), len(lines))
    rest = lines[good:]
    damaged = sum(len(line) >= _BASE64_LINE and bool(_LETTERS.fullmatch(line)) for line in rest)
    if damaged:  # in the middle of it: what stands around is read
        return _decoded(b"".join(lines))
    if rest and not any(len(line) >= _BASE64_LINE for line in lines[:good]):  # the label lies
        return raw
    text = b"".join(rest)
    return _decoded(b"".join(lines[:good])) + (b"\r\n" + text if text.strip() else b"")


def _decoded(data: bytes) -> bytes:
    pieces = (
        re.sub(rb"[^A-Za-z0-9+/]", b"", piece) for piece in re.split(rb"=+", data)
    )  # several may follow each other
    return b"".join(binascii.a2b_base64(piece[: len(piece) - (len(piece) % 4 == 1)] + b"==") for piece in pieces)
