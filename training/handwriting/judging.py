"""How far what was read is from what was written."""


def distance(read: str, written: str) -> int:
    """Give how many characters were added, lost or changed."""
    before = list(range(len(written) + 1))
    for number, one in enumerate(read, 1):
        now = [number]
        for at, other in enumerate(written, 1):
            now.append(min(before[at] + 1, now[-1] + 1, before[at - 1] + (one != other)))
        before = now
    return before[-1]
