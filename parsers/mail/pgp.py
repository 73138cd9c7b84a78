"""OpenPGP's armour in a text: what was signed in clear is the text itself; other blocks are taken out of it."""

import re
from dataclasses import dataclass

_SIGNED = re.compile(
    rb"^-----BEGIN PGP SIGNED MESSAGE-----[ \t]*\r?\n"
    rb"(?:[A-Za-z-]{1,40}:[^\r\n]*\r?\n)*"  # Hash: SHA256
    rb"[ \t]*\r?\n",
    re.MULTILINE,
)
_SIGNATURE = re.compile(rb"^-----BEGIN PGP SIGNATURE-----[ \t]*\r?$", re.MULTILINE)
_SIGNATURE_END = re.compile(rb"^-----END PGP SIGNATURE-----[ \t]*\r?$\n?", re.MULTILINE)
_SEALED = re.compile(rb"^-----BEGIN PGP MESSAGE-----[ \t]*\r?$", re.MULTILINE)
_SEALED_END = re.compile(rb"^-----END PGP MESSAGE-----[ \t]*\r?$\n?", re.MULTILINE)
_LONGEST_SIGNATURE = 5_000  # characters; one has some hundreds
_DASHED = re.compile(rb"^- ", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Bared:
    """A text without its armour, and the blocks that were encrypted or signed in one piece."""

    text: bytes
    sealed: tuple[bytes, ...] = ()


def bared(text: bytes) -> Bared:
    """Give the text that was signed in clear without its signatures, and apart from it the blocks in one piece."""
    if b"-----BEGIN PGP " not in text:
        return Bared(text)
    text = _unsigned(text)
    blocks: list[bytes] = []
    kept: list[bytes] = []
    at = 0
    while begin := _SEALED.search(text, at):
        end = _SEALED_END.search(text, begin.end())
        until = end.end() if end else len(text)
        kept.append(text[at : begin.start()])
        blocks.append(text[begin.start() : until])
        at = until
    kept.append(text[at:])
    return Bared(b"".join(kept), tuple(blocks))


def _unsigned(text: bytes) -> bytes:
    kept: list[bytes] = []
    at = 0
    while begin := _SIGNED.search(text, at):
        signature = _SIGNATURE.search(text, begin.end())
        until = signature.start() if signature else len(text)
        kept += [text[at : begin.start()], _DASHED.sub(b"", text[begin.end() : until])]
        at = until
        if signature and (end := _SIGNATURE_END.search(text, signature.end(), signature.end() + _LONGEST_SIGNATURE)):
            at = end.end()
        elif signature:
            at = signature.end()
    kept.append(text[at:])
    return b"".join(kept)
