"""Word's binary files made by hand, for what no program at hand writes: fast saves, symbols by property, odd heads."""

import struct
from collections.abc import Sequence
from dataclasses import dataclass, field

_SECTOR = 512
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_TEXT_AT = 0x800


def compound(streams: dict[str, bytes]) -> bytes:
    """Give a compound file (MS-CFB) with those streams in its root."""
    contents = [
        data.ljust(4096, b"\0") for data in streams.values()
    ]  # smaller ones would stand in a stream of their own
    sizes = [-(-len(data) // _SECTOR) for data in contents]
    folders = -(-(len(streams) + 1) // 4)
    tables = -(-(folders + sum(sizes) + 8) // 126)
    fat, starts = [_FAT] * tables, []
    for size in (folders, *sizes):
        starts.append(len(fat))
        fat += [*range(len(fat) + 1, len(fat) + size), _END]
    fat += [_FREE] * (tables * 128 - len(fat))
    entries = [_entry("Root Entry", 5, _END, 0, child=1)]
    for number, (name, data) in enumerate(zip(streams, contents, strict=True), 1):
        following = number + 1 if number < len(streams) else _FREE
        entries.append(_entry(name, 2, starts[number], len(data), right=following))
    entries += [bytes(128)] * (folders * 4 - len(entries))
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    head += struct.pack("<IIIIIIIII", 0, tables, starts[0], 0, 4096, _END, 0, _END, 0)
    head += struct.pack("<109I", *range(tables), *[_FREE] * (109 - tables))
    body = b"".join(data.ljust(size * _SECTOR, b"\0") for data, size in zip(contents, sizes, strict=True))
    return head + struct.pack(f"<{len(fat)}I", *fat) + b"".join(entries) + body


def _entry(name: str, kind: int, start: int, size: int, *, child: int = _FREE, right: int = _FREE) -> bytes:
    encoded = name.encode("utf-16-le")
    return (
        encoded.ljust(64, b"\0")
        + struct.pack("<HBBIII", len(encoded) + 2, kind, 1, _FREE, right, child)
        + bytes(36)
        + struct.pack("<IQ", start, size)
    )


@dataclass(frozen=True)
class Piece:
    """A stretch of text, and the looks of parts of it: first character, end, properties."""

    text: str
    wide: bool = True  # two bytes a character
    looks: Sequence[tuple[int, int, bytes]] = ()
    paragraphs: Sequence[tuple[int, int, bytes]] = ()
    changes: bytes = b""  # properties that a fast save put on the whole piece


@dataclass(frozen=True)
class Doc:
    """A file to be made; `order` tells in what order the pieces, as they stand in the file, make the text."""

    pieces: Sequence[Piece]
    order: Sequence[int] = ()
    fonts: Sequence[str] = ("Arial", "Wingdings")
    data: bytes = b""
    flags: int = 0x0200
    kind: int = 0xA5EC
    boxes: int = 0  # characters at the end that stand in text boxes
    head: dict[int, int] = field(default_factory=dict)  # place → number, put there in the end


def made(doc: Doc) -> bytes:
    """Give the file's bytes."""
    texts = [p.text.encode("utf-16-le") if p.wide else p.text.encode("cp1252") for p in doc.pieces]
    places = [_TEXT_AT + sum(map(len, texts[:number])) for number in range(len(texts))]
    word = bytearray(_TEXT_AT) + b"".join(texts)
    word += bytes(-len(word) % _SECTOR)
    looks, paragraphs = _stretches(doc, places, "looks"), _stretches(doc, places, "paragraphs")
    pages = {0xFA: len(word) // _SECTOR, 0x102: len(word) // _SECTOR + 1}
    word += _page(looks, 1) + _page(paragraphs, 13)
    order = doc.order or range(len(texts))
    table = bytearray(_SECTOR)
    for place, content in (
        (0xFA, struct.pack("<III", 0, len(word), pages[0xFA])),
        (0x102, struct.pack("<III", 0, len(word), pages[0x102])),
        (0x112, _fonts(doc.fonts)),
        (0x1A2, _clx([doc.pieces[n] for n in order], [places[n] for n in order])),
    ):
        struct.pack_into("<II", word, place, len(table), len(content))
        table += content
    struct.pack_into("<HHHHHH", word, 0, doc.kind, 0xC1, 0, 0, 0, doc.flags)
    struct.pack_into("<I", word, 0x4C, sum(len(p.text) for p in doc.pieces) - doc.boxes)
    struct.pack_into("<I", word, 0x64, doc.boxes)
    for place, number in doc.head.items():
        struct.pack_into("<I", word, place, number)
    return compound({"WordDocument": bytes(word), "1Table": bytes(table), "Data": doc.data})


def _stretches(doc: Doc, places: list[int], kind: str) -> list[tuple[int, int, bytes]]:
    found = []
    for piece, place in zip(doc.pieces, places, strict=True):
        width = 2 if piece.wide else 1
        found += [(place + a * width, place + b * width, properties) for a, b, properties in getattr(piece, kind)]
    return sorted(found)


def _page(stretches: list[tuple[int, int, bytes]], entry: int) -> bytes:
    """Give a page of properties; gaps between the stretches have none."""
    runs: list[tuple[int, bytes]] = []
    end = 0
    for start, until, properties in stretches:
        if start > end:
            runs.append((end, b""))
        runs.append((start, properties))
        end = until
    page = bytearray(_SECTOR)
    bounds = [start for start, _ in runs] + [end]
    struct.pack_into(f"<{len(bounds)}I", page, 0, *bounds)
    at = _SECTOR - 2
    for number, (_, properties) in enumerate(runs):
        if not properties:
            continue
        if entry == 1:
            content = bytes([len(properties)]) + properties
        else:
            content = b"\0\0" + properties + bytes(len(properties) % 2)  # the number of its style, which is 0
            content = b"\0" + bytes([len(content) // 2]) + content
        at = (at - len(content)) // 2 * 2
        page[at : at + len(content)] = content
        page[len(bounds) * 4 + number * entry] = at // 2
    page[-1] = len(runs)
    return bytes(page)


def _fonts(names: Sequence[str]) -> bytes:
    fonts = [bytes(39) + name.encode("utf-16-le") + b"\0\0" for name in names]
    return struct.pack("<HH", len(fonts), 0) + b"".join(bytes([len(font)]) + font for font in fonts)


def _clx(pieces: Sequence[Piece], places: Sequence[int]) -> bytes:
    clx, changed = b"", 0
    bounds, entries = [0], b""
    for piece, place in zip(pieces, places, strict=True):
        prm = 0
        if piece.changes:
            clx += b"\1" + struct.pack("<H", len(piece.changes)) + piece.changes
            prm, changed = changed << 1 | 1, changed + 1
        bounds.append(bounds[-1] + len(piece.text))
        entries += struct.pack("<HIH", 0, place if piece.wide else place * 2 | 0x40000000, prm)
    plc = struct.pack(f"<{len(bounds)}I", *bounds) + entries
    return clx + b"\2" + struct.pack("<I", len(plc)) + plc
