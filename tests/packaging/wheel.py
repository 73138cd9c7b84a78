"""The wheel, built from a copy of the tree, so that the build leaves nothing behind; needs no network."""

import shutil
import subprocess
import sys
from pathlib import Path

from tests.packaging.units import ROOT


def build_wheel(folder: Path) -> Path:
    """Build inboxd's wheel in `folder` and give its path."""
    tree = folder / "tree"
    shutil.copytree(ROOT, tree, ignore=shutil.ignore_patterns(".*", "__pycache__", "build", "dist", "*.egg-info"))
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--disable-pip-version-check"]
    command += ["--no-deps", "--no-build-isolation", "--no-index", "--wheel-dir", str(folder), str(tree)]
    subprocess.run(command, check=True)
    (built,) = folder.glob("*.whl")
    return built
