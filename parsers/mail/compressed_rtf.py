"""Compressed RTF (MS-OXRTFCP), as Outlook keeps formatted bodies in winmail.dat and .msg → RTF.

A damaged stream gives what could be read of it: its checksum is not asked.
"""

import struct

MOST = 20_000_000  # bytes of RTF; pictures in it are hexadecimal digits
_START = (
    b"{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor "
    b"MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par "
    b"\\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx"
)
_SIZE = 4096  # of the dictionary
_HEADER = struct.Struct("<II4sI")


def expanded(data: bytes) -> bytes:
    """Give the RTF; nothing where the bytes are not its compressed form."""
    if len(data) < _HEADER.size:
        return b""
    _, size, kind, _ = _HEADER.unpack_from(data)
    if kind == b"MELA":
        return data[_HEADER.size :][: min(size, MOST)]
    return _unpacked(data, min(size, MOST)) if kind == b"LZFu" else b""


def _unpacked(data: bytes, size: int) -> bytes:
    """Undo LZFu: a control byte tells of the eight items after it which are bytes and which repeat earlier ones."""
    seen = bytearray(_START.ljust(_SIZE, b"\0"))
    write = len(_START)
    output = bytearray()
    at = _HEADER.size
    while at < len(data) and len(output) < size:
        control = data[at]
        at += 1
        for bit in range(8):
            if control >> bit & 1:
                if at + 1 >= len(data):
                    return bytes(output)
                place, length = data[at] << 4 | data[at + 1] >> 4, (data[at + 1] & 15) + 2
                at += 2
                if place == write % _SIZE:  # the end
                    return bytes(output)
            elif at < len(data):
                seen[write % _SIZE] = data[at]
                place, length = write, 1
                at += 1
            else:
                return bytes(output)
            for offset in range(length):
                byte = seen[(place + offset) % _SIZE]
                seen[write % _SIZE] = byte
                output.append(byte)
                write += 1
    return bytes(output[:size])
