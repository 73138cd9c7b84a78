#!/bin/sh
# Make or complete the environment in .venv:  environment.sh run|test|check|fuzz
#
# `run` is what inboxd needs, `test` adds what its tests need, `check` adds linters, `fuzz` is `test` and atheris. A second call finds its stamp and ends
# at once. It never asks for other rights, and pip follows the user's own configuration (pip.conf, PIP_*).
set -eu

level=$1
cd "$(dirname "$0")/.."
venv=.venv
umask 022 # a service of another user may have to read it

say() { echo "environment: $*" >&2; }

fail() {
    say "$@"
    exit 1
}

is_new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

# A service's user may not enter root's home, so root passes over an interpreter that lives there.
is_open_to_all() {
    "$1" - <<'PY' 2>/dev/null
import os, pathlib, sys
program = pathlib.Path(os.path.realpath(sys.executable))
sys.exit(not all(folder.stat().st_mode & 0o001 for folder in [program, *program.parents]))
PY
}

# The interpreters on PATH that are new enough, a line each, in the order in which they are preferred.
interpreters() {
    for name in python3 python3.13 python3.12 python3.11; do
        echo "$PATH" | tr ':' '\n' | while read -r folder; do
            if [ -x "$folder/$name" ] && is_new_enough "$folder/$name"; then echo "$folder/$name"; fi
        done
    done
}

choose_interpreter() {
    if [ -n "${PYTHON:-}" ]; then
        is_new_enough "$PYTHON" || fail "PYTHON=$PYTHON is not Python 3.11 or newer"
        command -v "$PYTHON"
        return
    fi
    found=$(interpreters)
    [ -n "$found" ] || fail "no Python 3.11 or newer on PATH; on Debian: apt-get install python3 python3-venv"
    if [ "$(id -u)" = 0 ]; then
        for candidate in $found; do
            if is_open_to_all "$candidate"; then
                echo "$candidate"
                return
            fi
        done
    fi
    echo "$found" | head -n 1
}

# What the environment was made from: the same again means that there is nothing to do.
fingerprint() {
    { cat pyproject.toml constraints.txt packaging/environment.sh; pwd; echo "${PYTHON:-}"; } | cksum
}

is_made() {
    [ "$level" = fuzz ] && levels=fuzz || levels="check fuzz test run"
    for made in $levels; do
        if [ -x $venv/bin/python ] && [ "$(cat "$venv/made-$made" 2>/dev/null)" = "$(fingerprint)" ]; then return 0; fi
        if [ "$made" = "$level" ]; then return 1; fi
    done
    return 1
}

# Debian's Python comes without ensurepip (package python3-venv); the system's own pip then puts pip into the environment.
make_venv() {
    python=$1
    version=$("$python" -c 'import platform; print(platform.python_version())')
    if "$python" -c 'import ensurepip' 2>/dev/null; then
        say "making $venv with $python ($version)"
        "$python" -m venv --clear $venv
    elif "$python" -m pip --version >/dev/null 2>&1; then
        say "making $venv with $python ($version) and its pip"
        "$python" -m venv --clear --without-pip $venv
        "$python" -m pip --python $venv/bin/python install --quiet pip
    else
        fail "$python has neither ensurepip nor pip; on Debian, as root: apt-get install python3-venv"
    fi
}

case $level in
run) what="." ;;
test) what=".[test]" ;;
check) what=".[test,check]" ;;
fuzz) what=".[test,fuzz]" ;;
*) fail "run, test, check or fuzz?" ;;
esac

if is_made; then exit 0; fi

python=$(choose_interpreter)
# An environment of another interpreter or another place is made anew; one that lacks something is completed.
origin="$(pwd) $("$python" -c 'import sys; print(sys.base_prefix, sys.version)' | tr '\n' ' ')"
if [ ! -x $venv/bin/python ] || [ "$(cat $venv/made-from 2>/dev/null)" != "$origin" ]; then
    make_venv "$python"
    echo "$origin" >$venv/made-from
fi
rm -f $venv/made-run $venv/made-test $venv/made-check $venv/made-fuzz
say "installing what inboxd needs ($what): some hundred megabytes the first time"
quiet=--quiet
if [ -t 1 ]; then quiet=; fi
# shellcheck disable=SC2086 # no argument at all when it is empty
$venv/bin/python -m pip install $quiet --disable-pip-version-check -c constraints.txt -e "$what"
fingerprint >"$venv/made-$level"
