"""Bytes → text, whatever the label says: a wrong or missing charset is common, and what is valid UTF-8 is UTF-8."""

import codecs
import re

# A label of the Latin-1 family on bytes that are windows-1252 is the rule, not the exception.
_LATIN = frozenset({"iso8859-1", "iso8859-15", "ascii", "cp1252", "latin-1"})
_MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")


def decoded(data: bytes, charset: str | None) -> str:
    """Give the text of `data`; the label counts where the bytes do not say otherwise. Never raises."""
    label = _codec(charset)
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or label.startswith(("utf-16", "utf-32")):
        try:
            return data.decode("utf-16" if not label.startswith("utf-") or label == "utf-8" else label)
        except UnicodeDecodeError:
            pass
    if label.startswith("iso2022"):  # its bytes are all below 0x80
        return data.decode(label, "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    if label and label not in _LATIN and label != "utf-8":
        try:
            return data.decode(label)
        except (UnicodeDecodeError, LookupError):
            pass
    high = sum(byte >= 0x80 for byte in data)
    if sum(len(run) for run in _MULTIBYTE.findall(data)) * 2 > high:  # UTF-8 with a few broken characters
        return data.decode("utf-8", "replace")
    return _windows(data, "iso8859-15" if label == "iso8859-15" else "cp1252")


def _codec(charset: str | None) -> str:
    """Give Python's name of a charset, or nothing."""
    try:
        return codecs.lookup((charset or "").strip().strip("'\"")).name
    except (LookupError, ValueError, UnicodeError):
        return ""


def _windows(data: bytes, codec: str) -> str:
    """Decode a single-byte charset; 0x80 to 0x9F are windows-1252 where they mean anything."""
    if codec == "iso8859-15" and not any(0x80 <= byte <= 0x9F for byte in data):
        return data.decode(codec)
    return data.decode("cp1252", "replace")
