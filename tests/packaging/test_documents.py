"""The documents say what is so."""

import ast
import re
from pathlib import Path

import pytest

from tests.packaging.units import ROOT

DOCUMENTS = sorted(
    path for folder in (".", "docs", "packaging/systemd", "benchmarks") for path in (ROOT / folder).glob("*.md")
)
# What an operator never sees: events of this level are not written by a service.
SILENT = "debug"


def logged_events() -> set[str]:
    """Give the names of all events that the program logs, `log.info("started", …)` and the like."""
    names = set()
    for path in (ROOT / "inboxd").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args):
                continue
            logs = isinstance(node.func.value, ast.Name) and node.func.value.id == "log" and node.func.attr != SILENT
            if logs and isinstance(node.args[0], ast.Constant):
                names.add(str(node.args[0].value))
    return names


def test_operations_explain_every_event_of_the_log() -> None:
    text = (ROOT / "docs/operations.md").read_text()
    rows = text.split("## What the log says")[1].split("\n## ")[0]
    first_cells = [row.split("|")[1] for row in rows.splitlines() if row.startswith("| `")]
    explained = {name for cell in first_cells for name in re.findall(r"`(\w+)`", cell)}
    assert explained == logged_events()


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_link_to_a_file_leads_somewhere(document: Path) -> None:
    for link in re.findall(r"\]\(([^)#:]+)\)", document.read_text()):
        assert (document.parent / link).exists(), link


def test_make_explains_every_target_in_its_help() -> None:
    makefile = (ROOT / "Makefile").read_text()
    (declared,) = re.findall(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)
    explained = set(re.findall(r"^#   make (\S+)", makefile, re.MULTILINE))
    assert explained == set(declared.split()) - {"help"}
