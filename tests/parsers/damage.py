"""Files damaged by chance, always the same ones for a seed; in an archive its members are damaged too."""

import io
import random
import zipfile
from collections.abc import Iterator


def mutations(data: bytes, count: int, seed: int = 7) -> Iterator[bytes]:
    """Give `count` damaged forms of a file: bytes changed, cut out, doubled, and the file cut off."""
    chance = random.Random(seed)  # noqa: S311 - reproducible, no secret
    for number in range(count):
        if data.startswith(b"PK\x03\x04") and number % 4:
            yield _repacked(data, chance)
        else:
            yield damaged(data, chance)


def damaged(data: bytes, chance: random.Random) -> bytes:
    """Give the bytes with one to eight faults in them."""
    made = bytearray(data)
    for _ in range(chance.randint(1, 8)):
        at, size = chance.randrange(len(made) + 1), chance.randint(1, 300)
        match chance.randrange(6):
            case 0:
                del made[at : at + size]
            case 1:
                made[at : at + 4] = chance.choice(
                    [b"\xff\xff\xff\xff", b"\0\0\0\0", b"\xff\xff\xff\x7f", b"{{{{", b"<a><"]
                )
            case 2 | 3:
                made[at : at + 1] = bytes([chance.randrange(256)])
            case 4:
                made[at:at] = made[at : at + size] * chance.randint(1, 20)
            case _ if chance.random() < 0.3:
                del made[at:]
    return bytes(made)


def _repacked(data: bytes, chance: random.Random) -> bytes:
    """Give the archive with one of its XML members damaged."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        names = [name for name in old.namelist() if name.endswith((".xml", ".rels")) and "theme" not in name]
        struck = chance.choice(names)
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, damaged(content, chance) if name == struck else content)
    return made.getvalue()
