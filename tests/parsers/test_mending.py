"""Mail that programs broke on its way is read as far as it goes: text is never thrown away."""

import base64

import pytest

from parsers.context import Limits
from parsers.mail.message import parse

HEADER = b"From: a@b.example\r\nSubject: s\r\nMIME-Version: 1.0\r\n"
INNER = "From: i@b.example\r\nSubject: inner\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nNom : Léa\r\n".encode()
PART = b"--x\r\nContent-Type: text/plain\r\n\r\nNom : Lea\r\n--x--\r\n"


def texts(data: bytes) -> list[str]:
    return [part.data.decode().strip() for part in parse(data, Limits()).parts]


@pytest.mark.parametrize(
    ("encoding", "inner"),
    [
        (b"base64", base64.encodebytes(INNER)),
        (b"quoted-printable", INNER.replace(b"=utf", b"=3Dutf").replace("é".encode(), b"=C3=A9")),
        (b"8bit", INNER),
    ],
)
def test_an_attached_message_is_read_though_it_was_encoded(encoding: bytes, inner: bytes) -> None:
    data = HEADER + b"Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nContent-Type: message/rfc822\r\n"
    (part,) = parse(
        data + b"Content-Transfer-Encoding: " + encoding + b"\r\n\r\n" + inner + b"\r\n--x--", Limits()
    ).parts
    assert (part.level, part.envelope.subject, part.data.decode().strip()) == (1, "inner", "Nom : Léa")


@pytest.mark.parametrize(
    "data",
    [
        HEADER + b"Content-Type: multipart/mixed; boundary=wrong\r\n\r\n" + PART,
        HEADER + b"Content-Type: multipart/mixed\r\n\r\n" + PART,
        HEADER + b"Content-Type: multipart/alternative; boundary=b\r\n\r\nNom : Lea\r\n",
        HEADER + b"Content-Type: multipart/mixed; boundary=o\r\n\r\n--o\r\nContent-Type: multipart/mixed; boundary=none"
        b"\r\n\r\n" + PART + b"--o--\r\n",
        HEADER + b"Content-Type: multipart/mixed; boundary=x\r\n\r\n" + PART.partition(b"\r\n--x--")[0],
    ],
    ids=["wrong", "none", "no parts", "wrong inside", "not closed"],
)
def test_a_multipart_is_read_though_its_boundary_is_lost(data: bytes) -> None:
    assert texts(data) == ["Nom : Lea"]


def test_the_kind_of_a_multipart_without_boundary_stays() -> None:
    both = b"--x\r\nContent-Type: text/plain\r\n\r\na\r\n--x\r\nContent-Type: text/html\r\n\r\n<p>a\r\n--x--\r\n"
    parts = parse(HEADER + b"Content-Type: multipart/alternative\r\n\r\n" + both, Limits()).parts
    assert [(p.media_type, p.alternative) for p in parts] == [("text/plain", 1), ("text/html", 1)]


WORDS = "Nom : Léa et beaucoup d'autres mots encore, sur deux lignes"
ENCODED = base64.encodebytes(WORDS.encode())


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (ENCODED, WORDS),
        (ENCODED + b"-- \r\nliste@b.example\r\n", f"{WORDS}\r\n-- \r\nliste@b.example"),
        (base64.encodebytes(b"Oui ") + ENCODED, f"Oui {WORDS}"),
        (ENCODED.rstrip(b"=\n"), WORDS),
        (b"Nom : Morvan\r\nPrenom : Lea\r\n", "Nom : Morvan\r\nPrenom : Lea"),
        (b"Bonjour\r\nNom : Morvan\r\n", "Bonjour\r\nNom : Morvan"),
    ],
    ids=["sound", "footer", "two", "end missing", "not encoded", "not encoded, a word"],
)  # fmt: skip
def test_base64_is_undone_where_it_is_base64(body: bytes, text: str) -> None:
    header = HEADER + b"Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    assert texts(header + body) == [text]


def test_lines_that_look_like_a_header_are_text() -> None:
    assert texts(b"\r\nNom: Morvan\r\nPrenom: Lea\r\n\r\nCordialement") == [
        "Nom: Morvan\r\nPrenom: Lea\r\n\r\nCordialement"
    ]


def test_a_charset_that_is_none_raises_nothing() -> None:
    data = HEADER + b'Content-Type: text/plain; charset="a\0b"\r\n\r\n\xe9'
    assert parse(data, Limits()).parts[0].data == b"\xe9"
