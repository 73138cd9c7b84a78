#!/bin/sh
# Print the versions that are installed in .venv, for constraints.txt.
set -eu
cd "$(dirname "$0")/.."
echo "# The versions that inboxd is tested with: pip install -c constraints.txt (written by \`make constraints\`)."
.venv/bin/python -m pip freeze --all --exclude inboxd --exclude pip --local | grep '=='
