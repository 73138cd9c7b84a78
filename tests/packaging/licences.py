"""What inboxd needs at run time must not be GPL or AGPL, the libraries inside its wheels included.

    python -m tests.packaging.licences

prints what is not allowed and ends with status 1. LGPL and MPL are allowed as separate packages, which a user may
replace. What tools and tests need is not inboxd's and is not looked at.
"""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from importlib import metadata
from pathlib import PurePath

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

# As they stand in packages' metadata: SPDX identifiers and the older classifiers.
ALLOWED = frozenset({
    "0BSD", "3-Clause BSD License", "Apache Software License", "Apache-2.0", "BSD License", "BSD-2-Clause",
    "BSD-3-Clause", "CC0-1.0", "ISC", "ISC License (ISCL)", "MIT", "MIT License", "MIT-0", "MIT-CMU",
    "MPL-2.0", "Mozilla Public License 2.0 (MPL 2.0)", "PSF-2.0", "The Unlicense (Unlicense)", "Unlicense",
    "ZPL-2.1", "Zlib", "Zope Public License",
})  # fmt: skip

# Separate packages under the LGPL: linked at run time by import, each replaceable by its user.
LGPL_PACKAGES = frozenset({"nameparser", "psycopg", "psycopg-binary"})

# Packages whose metadata says too little; looked up by hand, each with where.
REVIEWED = {
    "imapclient": ("BSD-3-Clause", "its COPYING; the metadata have no licence field"),
    "pi-heif": ("BSD-3-Clause", "its LICENSE.txt; called LGPL for the two libraries in its wheels, see BUNDLED"),
    "pypdfium2": (
        "BSD-3-Clause AND Apache-2.0",
        "its LICENSES; PDFium and what is built into it are permissive, see its BUILD_LICENSES",
    ),
}

# Shared libraries inside wheels, by name without hash and version.
BUNDLED = {
    "libXau": "MIT",
    "libaom": "BSD-2-Clause",
    "libavcodec": "LGPL-2.1",  # FFmpeg built without --enable-gpl; replaceable, as a shared library beside cv2
    "libavformat": "LGPL-2.1",
    "libavif": "BSD-2-Clause",
    "libavutil": "LGPL-2.1",
    "libbrotlicommon": "MIT",
    "libbrotlidec": "MIT",
    "libcom_err": "MIT",
    "libcrypt": "LGPL-2.1",
    "libcrypto": "OpenSSL",
    "libde265": "LGPL-3.0",  # pi-heif's wheel has no encoder, so no x265, which is under the GPL
    "libdrm": "MIT",
    "libfreetype": "FTL",
    "libgeos": "LGPL-2.1",
    "libgeos_c": "LGPL-2.1",
    "libgfortran": "GPL-3.0 WITH GCC-exception-3.1",  # the exception allows any program to use it
    "libgssapi_krb5": "MIT",
    "libharfbuzz": "MIT",
    "libheif": "LGPL-3.0",
    "libjpeg": "IJG",
    "libk5crypto": "MIT",
    "libkeyutils": "LGPL-2.1",
    "libkrb5": "MIT",
    "libkrb5support": "MIT",
    "liblber": "OLDAP-2.8",
    "liblcms2": "MIT",
    "libldap": "OLDAP-2.8",
    "liblzma": "0BSD",
    "libonnxruntime": "MIT",
    "libonnxruntime_providers_shared": "MIT",
    "libopenblasp": "BSD-3-Clause",
    "libopenjp2": "BSD-2-Clause",
    "libpdfium": "BSD-3-Clause",
    "libpng16": "libpng-2.0",
    "libpq": "PostgreSQL",
    "libquadmath": "LGPL-2.1",
    "libsasl2": "BSD-4-Clause",
    "libscipy_openblas64_": "BSD-3-Clause",
    "libsharpyuv": "BSD-3-Clause",
    "libssl": "OpenSSL",
    "libswresample": "LGPL-2.1",
    "libswscale": "LGPL-2.1",
    "libtiff": "libtiff",
    "libvpx": "BSD-3-Clause",
    "libwebp": "BSD-3-Clause",
    "libwebpdemux": "BSD-3-Clause",
    "libwebpmux": "BSD-3-Clause",
    "libxcb": "MIT",
    "libzstd": "BSD-3-Clause",
}


def needed_at_run_time(name: str = "inboxd") -> set[str]:
    """Give the packages that an installed one needs here, extras asked for included, by their canonical names."""
    found: set[tuple[str, str]] = set()
    queue = [(canonicalize_name(name), "")]
    while queue:
        entry = queue.pop()
        if entry in found:
            continue
        found.add(entry)
        package, extra = entry
        for line in metadata.requires(package) or []:
            need = Requirement(line)
            if need.marker is None or need.marker.evaluate({"extra": extra}):
                queue += [(canonicalize_name(need.name), wanted) for wanted in ("", *need.extras)]
    return {package for package, _ in found} - {canonicalize_name(name)}


def licences(packages: set[str]) -> dict[str, str]:
    """Give what each package's metadata say of its licence, as pip-licenses reads them."""
    command = [sys.executable, "-m", "piplicenses", "--from=mixed", "--format=json", "--with-system"]
    rows = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    told = {canonicalize_name(row["Name"]): row["License"] for row in rows}
    return {package: told.get(canonicalize_name(package), "not installed") for package in packages}


def is_allowed(package: str, licence: str) -> bool:
    """Tell whether a package may be needed at run time under this licence."""
    if package in LGPL_PACKAGES:
        return licence.startswith("LGPL-")
    parts = re.split(r" AND |; |, ", licence)
    return all(any(choice in ALLOWED for choice in (part, *part.split(" OR "))) for part in parts)


def bundled(package: str) -> Iterator[str]:
    """Give the shared libraries that a wheel brings along, without hash and version; Python's own modules are none."""
    for file in metadata.files(package) or []:
        name = PurePath(file).name
        if re.search(r"\.so(\.|$)", name) and (found := re.match(r"(lib[A-Za-z]\w*?)(-[0-9a-f]{6,}|-r0|\.so)", name)):
            yield found[1]


def faults(told: dict[str, str]) -> list[str]:
    """Say what is not allowed, or not known, of packages with their licences: a line each."""
    lines = []
    for package in sorted(told):
        licence = REVIEWED[package][0] if package in REVIEWED else told[package]
        if not is_allowed(package, licence):
            lines.append(f"{package}: {licence!r} is not on the list")
        lines += [
            f"{package} brings {library}, whose licence nobody has looked up"
            for library in sorted(set(bundled(package)) - BUNDLED.keys())
        ]
    return lines


def main() -> int:
    """Print the faults; status 1 when there are any."""
    packages = needed_at_run_time()
    lines = faults(licences(packages))
    for line in lines:
        print(line)
    print(f"licences: {len(packages)} packages at run time, {len(lines)} faults")
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main())
