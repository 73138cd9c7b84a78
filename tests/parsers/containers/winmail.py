"""Writes winmail.dat (TNEF, MS-OXTNEF), and the compressed RTF in it."""

import struct
import zlib

SIGNATURE = struct.pack("<IH", 0x223E9F78, 1)
EMBEDDED = bytes.fromhex("0703020000000000C000000000000046")


def attribute(level: int, name: int, data: bytes, kind: int = 6) -> bytes:
    return struct.pack("<BHHI", level, name, kind, len(data)) + data + struct.pack("<H", sum(data) & 0xFFFF)


def properties(values: dict[int, str | bytes | int], objects: frozenset[int] = frozenset()) -> bytes:
    """Give a list of MAPI properties: text as Unicode, bytes as binary, whole numbers."""
    out = struct.pack("<I", len(values))
    for key, value in values.items():
        if isinstance(value, int):
            out += struct.pack("<HHi", 3, key, value)
            continue
        kind = 0x1F if isinstance(value, str) else 0x0D if key in objects else 0x102
        data = value.encode("utf-16-le") + b"\0\0" if isinstance(value, str) else value
        out += struct.pack("<HHII", kind, key, 1, len(data)) + data + bytes(-len(data) % 4)
    return out


def letter(values: dict[int, str | bytes | int] | None = None, body: bytes = b"", codepage: int = 1252) -> bytes:
    """Give the attributes of a message: its plain body in a code page, and its properties."""
    out = attribute(1, 0x9006, struct.pack("<I", 0x10000), 8)
    out += attribute(1, 0x9007, struct.pack("<II", codepage, 0))
    out += attribute(1, 0x8008, b"IPM.Microsoft Mail.Note\0", 7)
    out += attribute(1, 0x800C, body + b"\0", 2) if body else b""
    return out + (attribute(1, 0x9003, properties(values)) if values else b"")


def file(name: bytes, data: bytes, values: dict[int, str | bytes | int] | None = None) -> bytes:
    """Give the attributes of an attached file."""
    out = attribute(2, 0x9002, bytes(14)) + attribute(2, 0x8010, name + b"\0", 1)
    out += attribute(2, 0x800F, data) if data else b""
    return out + (attribute(2, 0x9005, properties(values, frozenset({0x3701}))) if values else b"")


def message(values: dict[int, str | bytes | int], *files: bytes) -> bytes:
    """Give the attributes of an attached message."""
    inner = EMBEDDED + winmail(letter(values), *files)
    return file(b"message", b"", {0x3701: inner, 0x3705: 5})


def winmail(*attributes: bytes) -> bytes:
    return SIGNATURE + b"".join(attributes)


def compressed(rtf: bytes) -> bytes:
    """Give RTF in its compressed form, every byte of it as itself, which the format allows."""
    out = bytearray()
    start = 207  # where the dictionary is filled to
    for at in range(0, len(rtf), 8):
        piece = rtf[at : at + 8]
        if len(piece) == 8:
            out += b"\0" + piece
        else:
            end = (start + len(rtf)) % 4096
            out += bytes([1 << len(piece)]) + piece + struct.pack(">H", end << 4)
    if len(rtf) % 8 == 0:
        out += b"\x01" + struct.pack(">H", ((start + len(rtf)) % 4096) << 4)
    return struct.pack(
        "<II4sI", len(out) + 12, len(rtf), b"LZFu", zlib.crc32(bytes(out), 0xFFFFFFFF) ^ 0xFFFFFFFF
    ) + bytes(out)
