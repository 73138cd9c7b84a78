"""Office Open XML files (.docx, .xlsx): an archive of XML parts that point to each other (ECMA-376 part 2).

Parts are read when asked for and no library opens the whole: python-docx refuses a file for a picture that is missing.
"""

import posixpath
import zipfile
from dataclasses import dataclass
from typing import Any

from lxml import etree  # type: ignore[import-untyped]  # its stubs are a package of their own

from parsers.errors import UnreadablePart
from parsers.mail.archive import MAX_XML
from parsers.reasons import Reason

# The names of Word's "strict" form; the commoner ones are read.
_STRICT = b"http://purl.oclc.org/ooxml/"
_COMMON = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    b"http://purl.oclc.org/ooxml/drawingml/main": b"http://schemas.openxmlformats.org/drawingml/2006/main",
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": (
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    ),
}

Element = Any  # lxml's _Element


@dataclass(frozen=True, slots=True)
class Relation:
    """What a part points to."""

    kind: str  # "styles", "worksheet", "image", …
    target: str  # the member of the archive


@dataclass(frozen=True, slots=True)
class Package:
    """An opened file; what is missing or broken in it raises whatever zipfile, zlib and lxml raise."""

    archive: zipfile.ZipFile

    def main(self) -> str:
        """Give the name of the part that the file is made of."""
        return next(one.target for one in self.relations("").values() if one.kind == "officeDocument")

    def data(self, name: str) -> bytes:
        """Give a part's bytes.

        :raises UnreadablePart: TOO_LARGE; a part may hide its kind from ``archive.opened`` behind its name
        """
        if self.archive.getinfo(name).file_size > MAX_XML:
            raise UnreadablePart(Reason.TOO_LARGE)
        return self.archive.read(name)

    def tree(self, name: str) -> Element:
        """Give the root of a part."""
        data = self.data(name)
        if _STRICT in data:
            for strict, common in _COMMON.items():
                data = data.replace(strict, common)
        parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False)
        return etree.fromstring(data, parser)

    def relations(self, of: str) -> dict[str, Relation]:
        """Give what a part points to in this file, by number; the file itself is "" and a part may point to nothing."""
        folder, name = posixpath.split(of)
        found: dict[str, Relation] = {}
        try:
            root = self.tree(posixpath.join(folder, "_rels", f"{name}.rels"))
        except KeyError:
            return found
        for one in root.iter("{*}Relationship"):
            target = one.get("Target") or ""
            if one.get("TargetMode") == "External":
                continue
            place = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            found[one.get("Id") or ""] = Relation((one.get("Type") or "").rsplit("/", 1)[-1], place)
        return found
