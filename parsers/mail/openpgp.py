"""OpenPGP in one piece ("BEGIN PGP MESSAGE") → what was signed, where it was only signed and not encrypted (RFC 9580).

No signature is checked: who signed says nothing about what a coupon says.
"""

import binascii
import bz2
import re
import zlib
from collections.abc import Iterator

_ARMOUR = re.compile(
    rb"-----BEGIN PGP MESSAGE-----[ \t]*\r?\n(?:[A-Za-z-]{1,40}:[^\r\n]*\r?\n)*[ \t]*\r?\n(.*?)(?:^=|^-----END|\Z)",
    re.DOTALL | re.MULTILINE,
)
_COMPRESSED, _LITERAL = 8, 11
_DEEPEST = 4  # packets in packets


def signed_content(block: bytes, room: int) -> bytes | None:
    """Give what an armoured message holds; None where it is encrypted, damaged or longer than there is room."""
    found = _ARMOUR.search(block)
    if not found:
        return None
    try:
        return _literal(binascii.a2b_base64(found[1]), room, 0)
    except (binascii.Error, zlib.error, OSError, ValueError, IndexError, EOFError):
        return None


def _literal(data: bytes, room: int, depth: int) -> bytes | None:
    for tag, body in _packets(data):
        if tag == _LITERAL:
            content = body[6 + body[1] :]  # a letter for the kind, the file's name with its length, a time
            return content if 0 < len(content) <= room else None
        if tag == _COMPRESSED and depth < _DEEPEST:
            return _literal(_unpacked(body, room), room, depth + 1)
    return None


def _unpacked(body: bytes, room: int) -> bytes:
    """Give what a compressed packet holds, as far as there is room: a literal packet has some bytes of its own."""
    match body[0]:
        case 0:
            return body[1:]
        case 1:
            return zlib.decompressobj(-zlib.MAX_WBITS).decompress(body[1:], room + 1_000)
        case 2:
            return zlib.decompressobj().decompress(body[1:], room + 1_000)
        case 3:
            return bz2.BZ2Decompressor().decompress(body[1:], room + 1_000)
    raise ValueError("a compression that nobody knows")


def _packets(data: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    while at < len(data) and data[at] & 0x80:
        first = data[at]
        if first & 0x40:
            body, at = _new_body(data, at + 1)
            yield first & 0x3F, body
        else:
            size = (1, 2, 4, 0)[first & 3]
            length = int.from_bytes(data[at + 1 : at + 1 + size], "big") if size else len(data)
            body = data[at + 1 + size : at + 1 + size + length]
            at += 1 + size + length
            yield first >> 2 & 0x0F, body


def _new_body(data: bytes, at: int) -> tuple[bytes, int]:
    """Give the body of a packet whose length, or lengths, stand at a place, and where it ends."""
    body = bytearray()
    while True:
        first = data[at]
        if first < 192:
            length, at = first, at + 1
        elif first < 224:
            length, at = ((first - 192) << 8) + data[at + 1] + 192, at + 2
        elif first == 255:
            length, at = int.from_bytes(data[at + 1 : at + 5], "big"), at + 5
        else:  # a piece of it; others follow
            length, at = 1 << (first & 0x1F), at + 1
            body += data[at : at + length]
            at += length
            continue
        return bytes(body + data[at : at + length]), at + length
