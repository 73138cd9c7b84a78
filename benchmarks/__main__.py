"""Run the benchmarks that are named, or all: ``python -m benchmarks [reading] [bodies] [papers] [pages] [keeping]``."""

import sys
from collections.abc import Callable, Sequence

from benchmarks import bodies, keeping, pages, papers, reading
from benchmarks.measure import machine

ALL: dict[str, Callable[[], Sequence[object]]] = {
    "reading": reading.run,
    "bodies": bodies.run,
    "papers": papers.run,
    "pages": pages.run,
    "keeping": keeping.run,
}


def main() -> int:
    """Print what was measured, a line each."""
    wanted = sys.argv[1:] or list(ALL)
    if unknown := set(wanted) - ALL.keys():
        print(f"no benchmark {', '.join(sorted(unknown))}; there are {', '.join(ALL)}", file=sys.stderr)
        return 2
    print(machine())
    for name in wanted:
        for found in ALL[name]():
            print(found, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
