"""How an original's bytes are kept, and as much of them as a damaged row still gives."""

import contextlib
import zlib

_STEP = 64  # bytes; what is recovered of a damaged row ends at most so far before the damage


def packed(data: bytes) -> bytes:
    """Give the bytes as they are stored."""
    return zlib.compress(data)


def unpacked(stored: bytes) -> bytes:
    """Give the bytes that were packed; of a damaged row those before the damage, so that a person sees what is left."""
    try:
        return zlib.decompress(stored)
    except zlib.error:
        return _before_the_damage(stored)


def _before_the_damage(stored: bytes) -> bytes:
    unpacker, found = zlib.decompressobj(), bytearray()
    with contextlib.suppress(zlib.error):
        for at in range(0, len(stored), _STEP):
            found += unpacker.decompress(stored[at : at + _STEP])
    return bytes(found)
