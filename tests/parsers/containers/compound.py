"""Writes compound files (MS-CFB, version 3), and .msg files (MS-OXMSG) in them."""

import struct
from dataclasses import dataclass
from datetime import UTC, datetime

SECTOR, SMALL = 512, 64
LEAST = 4096  # bytes of a stream that has sectors of its own; smaller ones share them
END, FREE, FAT, NOTHING = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD, 0xFFFFFFFF

Folder = dict[str, "bytes | Folder"]


@dataclass
class _Entry:
    name: str
    kind: int  # 1 a folder, 2 a stream, 5 the root
    data: bytes = b""
    left: int = NOTHING
    right: int = NOTHING
    child: int = NOTHING
    start: int = 0
    size: int = 0

    def packed(self) -> bytes:
        name = self.name.encode("utf-16-le") + b"\0\0"
        return struct.pack(
            "<64sHBBIII16sIQQIQ",
            *(name, len(name), self.kind, 1, self.left, self.right, self.child, b"", 0, 0, 0, self.start, self.size),
        )


def compound(root: Folder) -> bytes:
    """Give the compound file that holds these folders and streams."""
    entries = [_Entry("Root Entry", 5)]
    entries[0].child = _tree(root, entries)
    small, large = bytearray(), bytearray()
    small_fat: list[int] = []
    fat: list[int] = []
    for entry in entries[1:]:
        entry.size = len(entry.data)
        if entry.kind == 2 and entry.size >= LEAST:
            entry.start = _append(large, fat, entry.data, SECTOR)
        elif entry.kind == 2:
            entry.start = _append(small, small_fat, entry.data, SMALL)
    entries[0].start, entries[0].size = _append(large, fat, bytes(small), SECTOR), len(small)
    directory = _append(large, fat, b"".join(entry.packed() for entry in entries), SECTOR)
    small_start = _append(large, fat, struct.pack(f"<{len(small_fat)}I", *small_fat), SECTOR, b"\xff")
    count = 1
    while (len(fat) + count) * 4 > count * SECTOR:
        count += 1
    places = list(range(len(fat), len(fat) + count))
    fat += [FAT] * count
    large += struct.pack(f"<{len(fat)}I", *fat).ljust(count * SECTOR, b"\xff")
    header = struct.pack(
        "<8s16sHHHHHHIIIIIIIIII",
        *(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"", 0x3E, 3, 0xFFFE, 9, 6, 0, 0, 0, count, directory, 0, LEAST),
        *(small_start, -(-len(small_fat) * 4 // SECTOR), END, 0),
    )
    return header + struct.pack("<109I", *(places + [FREE] * 109)[:109]) + bytes(large)


def _append(sectors: bytearray, fat: list[int], data: bytes, size: int, fill: bytes = b"\0") -> int:
    """Append data in sectors of a size, chain them, and give the first one."""
    if not data:
        return END
    first, count = len(fat), -(-len(data) // size)
    fat += [*range(first + 1, first + count), END]
    sectors += data.ljust(count * size, fill)
    return first


def _tree(folder: Folder, entries: list[_Entry]) -> int:
    """Add a folder's entries as a balanced tree, as the format asks, and give the number of its top."""
    numbers = []
    for name in sorted(folder, key=lambda name: (len(name), name.upper())):
        content = folder[name]
        entry = _Entry(name, 2, content) if isinstance(content, bytes) else _Entry(name, 1)
        entries.append(entry)
        numbers.append(len(entries) - 1)
        if isinstance(content, dict):
            entry.child = _tree(content, entries)

    def top(some: list[int]) -> int:
        if not some:
            return NOTHING
        middle = len(some) // 2
        entries[some[middle]].left, entries[some[middle]].right = top(some[:middle]), top(some[middle + 1 :])
        return some[middle]

    return top(numbers)


def outlook_message(
    texts: dict[int, str | bytes], attachments: tuple[Folder, ...] = (), *, inner: bool = False,
    numbers: dict[int, int] | None = None, sent: datetime | None = None,
) -> Folder:  # fmt: skip
    """Give the folder of a message: texts and bytes by the number of their property."""
    fixed = b"".join(struct.pack("<HHIQ", 3, key, 6, value) for key, value in (numbers or {}).items())
    if sent is not None:
        ticks = int((sent - datetime(1601, 1, 1, tzinfo=UTC)).total_seconds()) * 10_000_000
        fixed += struct.pack("<HHIQ", 0x40, 0x39, 6, ticks)
    folder = _properties(texts, bytes(24 if inner else 32) + fixed)
    for number, attachment in enumerate(attachments):
        folder[f"__attach_version1.0_#{number:08X}"] = attachment
    return folder


def attachment(texts: dict[int, str | bytes], message: Folder | None = None) -> Folder:
    """Give the folder of an attachment: a file by its properties, or a message."""
    folder = _properties(texts, bytes(8))
    if message is not None:
        folder["__substg1.0_3701000D"] = message
    return folder


def _properties(texts: dict[int, str | bytes], fixed: bytes) -> Folder:
    folder: Folder = {}
    for key, value in texts.items():
        kind = 0x1F if isinstance(value, str) else 0x102
        data = value.encode("utf-16-le") if isinstance(value, str) else value
        folder[f"__substg1.0_{key:04X}{kind:04X}"] = data
        fixed += struct.pack("<HHIQ", kind, key, 6, len(data))
    folder["__properties_version1.0"] = fixed
    return folder
