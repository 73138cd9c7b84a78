"""S/MIME in one piece (CMS: application/pkcs7-mime, smime.p7m) → the content that was signed or compressed.

The only importer of asn1crypto. No signature is checked: who signed says nothing about what a coupon says.
"""

import zlib

from asn1crypto import cms  # type: ignore[import-untyped]

from parsers.errors import UnreadablePart
from parsers.reasons import Reason

_KINDS = b"\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07"  # the kinds of PKCS #7, up to their last number
_LATER_KINDS = b"\x06\x0b\x2a\x86\x48\x86\xf7\x0d\x01\x09\x10\x01"  # of S/MIME: compressed, authenticated
_WITHIN = 20  # bytes of the outermost frame
_DEEPEST = 5  # signatures around signatures


def is_cms(data: bytes) -> bool:
    """Say whether bytes are CMS, whatever they are called."""
    start = data[:_WITHIN]
    return start[:1] == b"\x30" and (_KINDS in start or _LATER_KINDS in start)


def content(data: bytes, room: int) -> bytes:
    """Give what was signed or compressed; nothing where there is only a signature or a certificate.

    `room`: bytes that it may unpack to.

    :raises UnreadablePart: ENCRYPTED, TOO_LARGE, or UNREADABLE when it is damaged
    """
    try:
        for _ in range(_DEEPEST):
            data = _inside(data, room)
            if not is_cms(data):
                break
        return data
    except UnreadablePart:
        raise
    except Exception as error:  # asn1crypto raises what Python raises, and recurses
        raise UnreadablePart(Reason.UNREADABLE) from error


def refusal(data: bytes) -> Reason | None:
    """Give why nothing can be had of bytes; None when they are no CMS, or could be opened."""
    if not is_cms(data):
        return None
    try:
        content(data, len(data))
    except UnreadablePart as error:
        return error.reason
    return None


def _inside(data: bytes, room: int) -> bytes:
    info = cms.ContentInfo.load(data)
    kind = info["content_type"].native
    if kind in ("enveloped_data", "signed_and_enveloped_data", "encrypted_data", "authenticated_enveloped_data"):
        raise UnreadablePart(Reason.ENCRYPTED)
    if kind not in ("signed_data", "compressed_data", "authenticated_data"):
        return b""
    inner = info["content"]["encap_content_info"]["content"]
    if inner.native is None:
        return b""
    held = bytes(inner)
    return _uncompressed(held, room) if kind == "compressed_data" else held


def _uncompressed(data: bytes, room: int) -> bytes:
    unpacking = zlib.decompressobj()
    unpacked = unpacking.decompress(data, room)
    if unpacking.unconsumed_tail:
        raise UnreadablePart(Reason.TOO_LARGE)
    return unpacked
