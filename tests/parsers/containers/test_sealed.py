"""What was signed is read, what was encrypted is flagged: S/MIME in one piece, and PGP in the text."""

import base64
import zlib
from datetime import UTC, datetime, timedelta

import pytest
from asn1crypto import cms  # type: ignore[import-untyped]
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import pkcs7
from cryptography.x509.oid import NameOID

from parsers import read
from parsers.mail import openpgp
from parsers.reasons import Reason
from tests.parsers.containers.mails import COUPON, HEADER, attached, mail, named, parsed, part, read_sure, text
from tests.parsers.forum import CONTEXT

DER = serialization.Encoding.DER


@pytest.fixture(scope="module")
def holder() -> tuple[x509.Certificate, rsa.RSAPrivateKey]:
    """Give a certificate and its key."""
    key = rsa.generate_private_key(65537, 2048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Lea")])
    now = datetime.now(UTC)
    made = x509.CertificateBuilder(name, name, key.public_key(), 1, now, now + timedelta(days=1))
    return made.sign(key, hashes.SHA256()), key


def signed(content: bytes, holder: tuple[x509.Certificate, rsa.RSAPrivateKey], *options: pkcs7.PKCS7Options) -> bytes:
    builder = pkcs7.PKCS7SignatureBuilder().set_data(content).add_signer(*holder, hashes.SHA256())
    return builder.sign(DER, [pkcs7.PKCS7Options.Binary, *options])


def smime(data: bytes, kind: str) -> bytes:
    header = f"Content-Type: application/pkcs7-mime; smime-type={kind}; name=smime.p7m\r\n".encode()
    return HEADER + header + b"Content-Transfer-Encoding: base64\r\n\r\n" + base64.encodebytes(data)


def test_what_was_signed_in_one_piece_is_read(holder: tuple[x509.Certificate, rsa.RSAPrivateKey]) -> None:
    once = signed(text(COUPON), holder)
    read_sure(smime(once, "signed-data"))
    read_sure(smime(signed(once, holder), "signed-data"))


def test_a_file_that_was_signed_is_read(holder: tuple[x509.Certificate, rsa.RSAPrivateKey]) -> None:
    message = attached(signed(COUPON.encode(), holder), "coupon.txt.p7m", "application/pkcs7-mime")
    assert named(parsed(message)) == [("coupon.txt", COUPON.encode())]
    read_sure(message)


def test_a_letter_that_was_signed_without_its_header_is_read(
    holder: tuple[x509.Certificate, rsa.RSAPrivateKey],
) -> None:
    read_sure(smime(signed(COUPON.encode(), holder), "signed-data"))


def test_a_signature_beside_what_was_signed_is_no_part_of_the_reply(
    holder: tuple[x509.Certificate, rsa.RSAPrivateKey],
) -> None:
    signature = signed(text(COUPON), holder, pkcs7.PKCS7Options.DetachedSignature)
    for data in (signature, signature[:100]):
        message = mail(text(COUPON), part(data, "application/pkcs7-signature", "smime.p7s"), subtype="signed")
        assert read_sure(message).doubts == ()
    read_sure(attached(signature, "smime.p7s", words=COUPON))


def test_what_was_encrypted_is_flagged(holder: tuple[x509.Certificate, rsa.RSAPrivateKey]) -> None:
    builder = pkcs7.PKCS7EnvelopeBuilder().set_data(text(COUPON)).add_recipient(holder[0])
    data = builder.encrypt(DER, [pkcs7.PKCS7Options.Binary])
    assert Reason.ENCRYPTED in read(smime(data, "enveloped-data"), CONTEXT).doubts
    assert Reason.ENCRYPTED in read(attached(data, "smime.p7m"), CONTEXT).doubts


def compressed(content: bytes) -> bytes:
    info = {"content_type": "data", "content": zlib.compress(content)}
    data = {
        "version": "v0",
        "compression_algorithm": {"algorithm": "1.2.840.113549.1.9.16.3.8"},
        "encap_content_info": info,
    }
    return bytes(cms.ContentInfo({"content_type": "compressed_data", "content": cms.CompressedData(data)}).dump())


def test_what_was_compressed_is_read_within_the_limits() -> None:
    read_sure(smime(compressed(text(COUPON)), "compressed-data"))
    bomb = read(smime(compressed(text(COUPON) + bytes(120_000_000)), "compressed-data"), CONTEXT)
    assert Reason.UNREADABLE in bomb.doubts or Reason.TOO_LARGE in bomb.doubts


def test_one_that_is_damaged_is_flagged(holder: tuple[x509.Certificate, rsa.RSAPrivateKey]) -> None:
    data = signed(text(COUPON), holder)
    assert Reason.UNREADABLE in read(smime(data[:200], "signed-data"), CONTEXT).doubts


SIGNED = (
    "-----BEGIN PGP SIGNED MESSAGE-----\r\nHash: SHA256\r\n\r\n{}\r\n- -- \r\nLéa\r\n"
    "-----BEGIN PGP SIGNATURE-----\r\n\r\niQEzBAEBCAAdFiEE=Nom:x\r\n=abcd\r\n-----END PGP SIGNATURE-----\r\n"
)
ENCRYPTED = "-----BEGIN PGP MESSAGE-----\r\n\r\nhQEMA0xYz\r\n=abcd\r\n-----END PGP MESSAGE-----\r\n"


def test_a_text_signed_in_clear_is_read_without_its_armour() -> None:
    message = HEADER + text("Avant.\r\n" + SIGNED.format(COUPON) + "Après.\r\n")
    (only,) = parsed(message).parts
    assert only.data.decode() == "Avant.\r\n" + COUPON + "\r\n-- \r\nLéa\r\nAprès.\r\n"
    read_sure(message)


def test_a_signature_that_is_cut_off_costs_no_text() -> None:
    for cut in ("-----END PGP", "-----BEGIN PGP SIGNATURE"):
        (only,) = parsed(HEADER + text(SIGNED.format(COUPON).partition(cut)[0])).parts
        assert "Prévenir" in only.data.decode()


def test_a_text_encrypted_by_pgp_is_flagged_and_the_words_around_it_are_read() -> None:
    inline = HEADER + text(f"{COUPON}\r\n{ENCRYPTED}")
    assert Reason.ENCRYPTED in read_sure(inline).doubts
    apart = mail(
        part(b"Version: 1\r\n", "application/pgp-encrypted"),
        part(ENCRYPTED.encode(), "application/octet-stream", "encrypted.asc"),
        subtype="encrypted",
    )
    assert Reason.ENCRYPTED in read(apart, CONTEXT).doubts
    assert Reason.UNSUPPORTED_FILE not in read(apart, CONTEXT).doubts


# Made by GnuPG: gpg --sign --armor --compress-algo …, and gpg --symmetric --armor.
PIECES = {
    "none": """\
-----BEGIN PGP MESSAGE-----

kA0DAAgWxeT2P4CgMRMBrLdiBWMudHh0awP6gkNPVVBPTi1Sw4lQT05TRQ0KRm9y
dW0gZGVzIHJpdmnDqHJlcyB2aXZhbnRlcw0KTm9tIDogTU9SVkFODQpQcsOpbm9t
IDogTMOpYQ0KT3JnYW5pc21lIDogU3luZGljYXQgZGUgbGEgTG9pcmUNCkF0ZWxp
ZXJzIDoNClt4XSBQcsOpdmVuaXIgbGVzIGNydWVzDQpbIF0gUGFzc2VzIMOgIHBv
aXNzb25zDQqIdQQAFggAHRYhBDqbc1Lf4ZiZqx2wPsXk9j+AoDETBQJrA/qCAAoJ
EMXk9j+AoDET9r8A/jtB/8p3HyagnVUtaplcuZTm5VHnbLUX84VnvFhlEMePAQDp
2ak8OBLaRP/MLPM11RNM8QqxqI9JIjUIZ7s+AqAuDg==
=RPRd
-----END PGP MESSAGE-----
""",
    "zip": """\
-----BEGIN PGP MESSAGE-----

owGbwMvMwCF29Mk3+4YFhsKMa7YnsSbrlVSUZDP/anL2Dw3w99MNOtwJpIJdebnc
8otKcxVSUosVijLLMg+vKAKyyjLLEvNKUot5ufzycxWsFHz9g8Ic/Xi5AooOr8wD
i/gcXpnIy+VflJ6Yl1mcmwoUCa7MS8lMTiwBGqWQk6jgk59ZlMrL5ViSmpOZWlSs
YMXLFV0RqwAyoSw1L7NIIQdoT3JRKciSaAWgRGJxMVDk8AKFgvzM4uL8PKB4RykL
gxgHg6yYIovV7OKg+w9nzFwtu8EO5jFWJpCHGLg4BWAi3/Yz/LN2/H+qXF5twdxQ
3ayZMTunPHsa+Dxnq/jn1vQ9EakCx/sZGV7eXGljIXTL5f8Znc+mV4V9PnJtXNHv
qWTKkb7bjmmBHh8A
=fuI1
-----END PGP MESSAGE-----
""",
    "zlib": """\
-----BEGIN PGP MESSAGE-----

owJ4nJvAy8zAIXb0yTf7hgWGwoxrtiexJuuVVJRkM/9qcvYPDfD30w063Amkgl15
udzyi0pzFVJSixWKMssyD68oArLKMssS80pSi3m5/PJzFawUfP2Dwhz9eLkCig6v
zAOL+BxemcjL5V+UnpiXWZybChQJrsxLyUxOLAEapZCTqOCTn1mUysvlWJKak5la
VKxgxcsVXRGrADKhLDUvs0ghB2hPclEpyJJoBaBEYnExUOTwAoWC/Mzi4vw8oHhH
KQuDGAeDrJgii9Xs4qD7D2fMXC27wQ7mMVYmkIcYuDgFYCLf9jP8s3b8f6pcXm3B
3FDdrJkxO6c8exr4PGer+OfW9D0RqQLH+xkZXt5caWMhdMvl/xmdz6ZXhX0+cm1c
0e+pZMqRvtuOaYEeHwAbYXnP
=pW2n
-----END PGP MESSAGE-----
""",
    "bzip2": """\
-----BEGIN PGP MESSAGE-----

owNCWmg2MUFZJlNZXI9EVwAAf3///nNZgvEHIl2vJ/tOPr/f4FJgxGpAbGKsipQC
MKegKRGwAPGYVKMACYABMAAAABMmmAAAAAAAAnmoRTU09NQTGoaG1GTJpkNqGARg
AjRsp6TTRoZMm0JiHpBhGBFU/KNTym2lP0gT1D1AGmCZGmmTTTTQDQbUGRhGmTaP
VGTJjKaGgWkMg/aoaucsZoIHGSNk3eZqloAGXwm8qMyGqPFxNiHngoJi7bXC7Xdq
IgvNZB0gLoMpkJTsjKayX6h1AiAion9I5wB/nue97MVS450X97VcVgEIVDsAaQJI
FnJrCxZViLndHfHUwrQvmJtbFdNnwKIWVxVp9Yg+sYiA1inIZguAzU4i4hIniz/A
iYSfxAClMdw5uOOuZN5kLpKBc1miWglog0BFQYBcIiJMYoZ+r222wHuyjZmKxjY3
6HHDY+VbDP3eY7lijPoJwHd/PyJD3YDj3x3/AU/1UqerQXd/IAQbg9SwoogRhtn0
KKES8MAjED7F3JFOFCQXI9EVwA==
=zT7s
-----END PGP MESSAGE-----
""",
}
ENCRYPTED_BY_GNUPG = """\
-----BEGIN PGP MESSAGE-----

jA0ECQMCVHCt02UO6HL/0sAUAaP9a9KTdDAfibaY5SM+kMIOQ7FuTD5Kfd3I2TzQ
ZQ2joQkTis+Rw8CAHc5W03oFpnq9GFijKFiVHDtRNZLnUfgWAZPMwUvZMaXEjLDI
UOaun7herrFl8SxPX5NxdBSknGAG87nYMbFWG01PN3lLbSRv7zh2vKun+xjf162T
6n5RmO0d+R16U09dOzyG8WdK4YMw8eTUXkygnRTYnYJp6dWocOEsNw8J/x85XioH
l24STZJCdgm4Qz8k+roOicknwwUDqMtbyBjPwjqyzNVboBcVSrk=
=PIP4
-----END PGP MESSAGE-----
"""


@pytest.mark.parametrize("kind", PIECES)
def test_a_text_signed_in_one_piece_by_pgp_is_read(kind: str) -> None:
    read_sure(HEADER + text(f"Bonjour,\r\n\r\n{PIECES[kind]}"))
    read_sure(attached(PIECES[kind].encode(), "coupon.txt.asc"))


def test_one_that_unpacks_to_more_than_there_is_room_for_is_not_read() -> None:
    for kind in PIECES:
        assert openpgp.signed_content(PIECES[kind].encode(), 20) is None


def test_one_that_is_encrypted_or_damaged_is_none() -> None:
    assert openpgp.signed_content(ENCRYPTED_BY_GNUPG.encode(), 10_000) is None
    assert openpgp.signed_content(PIECES["zlib"][:200].encode(), 10_000) in (None, b"")
    assert Reason.ENCRYPTED in read(HEADER + text(ENCRYPTED_BY_GNUPG), CONTEXT).doubts


def test_an_armour_that_is_only_spoken_of_stays() -> None:
    words = "La ligne -----BEGIN PGP MESSAGE----- est au milieu."
    assert parsed(HEADER + text(words)).parts[0].data.decode() == words
