#!/bin/sh
# What the tests need from the system, before any test runs. Nothing is skipped silently: as root it installs what is missing,
# otherwise it prints the line to type and ends with status 1. It never asks for other rights.
set -eu
PATH="$PATH:/usr/local/sbin:/usr/sbin:/sbin" # dpkg wants them, whatever the caller's PATH

say() { echo "tests: $*" >&2; }

exists() { for path in "$@"; do if [ -e "$path" ]; then return 0; fi; done; return 1; }

on_path() { command -v "$1" >/dev/null 2>&1; }

# A Python without ensurepip and without pip can make no environment.
can_make_venv() {
    python=${PYTHON:-python3}
    "$python" -c 'import ensurepip' 2>/dev/null || "$python" -m pip --version >/dev/null 2>&1
}

# One line a Debian package that is missing.
missing() {
    can_make_venv || echo python3-venv
    exists /usr/lib/dovecot/imap || echo dovecot-imapd
    exists /usr/lib/postgresql/*/bin/initdb || on_path initdb || echo postgresql
    on_path chromium || echo chromium
    exists /usr/lib/*/libatomic.so.1 || echo libatomic1 # for Playwright's own node
    on_path tesseract || echo tesseract-ocr
    exists /usr/share/tesseract-ocr/*/tessdata/fra.traineddata || echo tesseract-ocr-fra
    exists /usr/share/tesseract-ocr/*/tessdata/osd.traineddata || echo tesseract-ocr-osd
    exists /usr/share/fonts/truetype/dejavu/DejaVuSans.ttf || echo fonts-dejavu-core
    on_path systemd-analyze || echo systemd
    if [ "${HANDS:-no}" = yes ]; then missing_hands; fi
    if [ "${BOOT:-yes}" != no ]; then
        on_path systemd-nspawn || echo systemd-container
        exists /sbin/init || echo systemd-sysv
        on_path dbus-daemon || echo dbus
    fi
}

# Those of the fonts for made-up handwriting (training/papers/pens.py) that Debian has, as far as they have all French letters.
missing_hands() {
    for package in fonts-breip fonts-comic-neue fonts-dancingscript fonts-dkg-handwriting fonts-kristi; do
        exists /usr/share/doc/$package || echo $package
    done
}

# Services stay off: Debian's packages ask this file before they start one. It is there only while we install.
install() {
    policy=/usr/sbin/policy-rc.d
    if [ ! -e $policy ]; then
        trap 'rm -f /usr/sbin/policy-rc.d' EXIT
        trap 'exit 1' INT TERM
        printf '#!/bin/sh\nexit 101\n' >$policy
        chmod 755 $policy
    fi
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -q || say "the package lists could not be updated; trying with those that are here"
    # shellcheck disable=SC2086 # a list of package names
    apt-get install -q -y --no-install-recommends --no-remove -o DPkg::Lock::Timeout=120 $1
}

refuse_without_boot() {
    say "$1"
    say "run \`make test\` as root, or leave the tests that boot a container out: make test BOOT=no"
    exit 1
}

packages=$(missing | tr '\n' ' ')
if [ -n "$packages" ]; then
    if [ "$(id -u)" != 0 ]; then
        say "these are missing; as root, type:"
        echo "apt-get install --no-install-recommends --no-remove -y $packages"
        exit 1
    fi
    if ! on_path apt-get; then
        say "this machine has no apt-get; install what Debian calls: $packages"
        exit 1
    fi
    say "installing $packages"
    install "$packages"
    left=$(missing | tr '\n' ' ')
    if [ -n "$left" ]; then
        say "still missing: $left"
        exit 1
    fi
fi

if [ "${BOOT:-yes}" = no ]; then
    say "left out, as asked (BOOT=no): the tests that boot a container"
elif [ "$(id -u)" != 0 ]; then
    refuse_without_boot "the tests of the systemd units boot a container, which needs root"
elif ! unshare --mount true 2>/dev/null; then
    refuse_without_boot "the tests of the systemd units boot a container, which this machine does not allow"
fi
