"""Are there known vulnerabilities in the versions of constraints.txt?

    python -m tests.packaging.vulnerabilities

ends with status 1 where there are. Where the service that knows cannot be reached, or does not know a package, a line
says so and the status is 0: a build must not hang on somebody else's server.
"""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

CONSTRAINTS = Path(__file__).parents[2] / "constraints.txt"
# The service answers in a second or two; one that does not answer in this time is not to be had here.
SECONDS = 180


@dataclass(frozen=True, slots=True)
class Audit:
    """What pip-audit found: vulnerable versions with their advisories, and how many packages it could look up."""

    vulnerable: dict[str, list[str]]
    looked_up: int
    not_known: int


def audit(constraints: Path) -> Audit | str:
    """Ask pip-audit about every pinned version; give a line that says why where it could not."""
    command = [sys.executable, "-m", "pip_audit", "--requirement", str(constraints), "--no-deps", "--disable-pip"]
    command += ["--format", "json", "--progress-spinner", "off", "--timeout", "20"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=SECONDS)
    except subprocess.TimeoutExpired:
        return f"no answer in {SECONDS} s"
    try:
        rows = json.loads(done.stdout)["dependencies"]
    except (ValueError, KeyError):
        return (done.stderr.strip().splitlines() or ["no answer"])[-1].partition("(")[0]
    vulnerable = {
        f"{row['name']} {row['version']}": [v["id"] for v in row["vulns"]] for row in rows if row.get("vulns")
    }
    not_known = sum("skip_reason" in row for row in rows)
    return Audit(vulnerable, len(rows) - not_known, not_known)


def main() -> int:
    """Print what was found; status 1 for a known vulnerability."""
    found = audit(CONSTRAINTS)
    if isinstance(found, str):
        print(f"vulnerabilities: not checked, the service cannot be reached ({found})")
        return 0
    for version, advisories in found.vulnerable.items():
        print(f"{version}: {', '.join(advisories)}")
    if not found.looked_up:
        print("vulnerabilities: not checked, the service that is reached here knows none of the packages")
    else:
        print(
            f"vulnerabilities: {found.looked_up} packages looked up, {found.not_known} not known to the service, "
            f"{len(found.vulnerable)} vulnerable"
        )
    return 1 if found.vulnerable else 0


if __name__ == "__main__":
    sys.exit(main())
