"""A letter kept as RTF gives the HTML that it was made of, or HTML of what it shows."""

import pytest

from parsers.files.rich_letter import to_html
from parsers.mail import compressed_rtf
from tests.parsers.containers import winmail

HEAD = rb"{\rtf1\ansi\ansicpg1252\fromhtml1 \deff0{\fonttbl{\f0\fswiss Arial;}{\f1\fswiss\fcharset204 Arial;}}"


@pytest.mark.parametrize(
    ("rtf", "html"),
    [
        (rb"{\*\htmltag64 <p>}\htmlrtf {\htmlrtf0 Oui{\*\htmltag72 </p>}\htmlrtf\par}\htmlrtf0", "<p>Oui</p>"),
        (rb"{\*\htmltag84 <b>}\htmlrtf {\b\htmlrtf0 a{\*\htmltag92 </b>}\htmlrtf }\htmlrtf0 b", "<b>a</b>b"),
        (rb"caf\'e9 \u8217?t\'e9", "café ’té"),
        (rb"{\*\htmltag84 &lt;}\htmlrtf <\htmlrtf0 5 & 6", "&lt;5 &amp; 6"),
        (rb"\f1\'cf", "П"),  # a font of another code page
        (rb"{\pict\wmetafile8 0102}a{\*\unknown b}{\*\mhtmltag64 c}", "a"),
        (rb"a\par b\tab c\~d\{\}", "a\r\nb\tc\xa0d{}"),
        (rb"\u-10179?\u-8704?", "😀"),  # a pair of surrogates
        (rb"\uc2\u233ab!", "é!"),
        (rb"{\*\htmltag241 <a>\par }x", "<a>\r\nx"),
        (rb"a{\bin5 }}}}}b}", "ab"),
    ],
)
def test_html_is_taken_out_of_rtf(rtf: bytes, html: str) -> None:
    assert to_html(HEAD + rtf + b"}") == (html, True)


def test_other_rtf_is_shown_as_html() -> None:
    rtf = rb"{\rtf1\ansi{\colortbl;\red255\green0\blue0;}Nom : {\b LE\~GOFF} <y>\par {\strike non}/{\cf1 oui}\par}"
    html, whole = to_html(rtf)
    assert whole
    assert "Nom : <b>LE GOFF</b>" in html.replace("</b> <b>", " ")
    assert "&lt;y&gt;" in html
    assert "<s>non</s>" in html
    assert '<span style="color:#c00000;">oui</span>' in html


def test_its_tables_stay_tables() -> None:
    html, _ = to_html(rb"{\rtf1\ansi\trowd\cellx1000\cellx2000\intbl Nom\cell MORVAN\cell\row\pard fin\par}")
    assert "<tr><td>Nom</td><td>MORVAN</td></tr>" in html


def test_an_end_that_is_missing_costs_only_itself() -> None:
    assert to_html(HEAD + rb"{\*\htmltag64 <p>}Oui{\*\htmlt")[0] == "<p>Oui"
    assert to_html(HEAD + b"Oui\\") == ("Oui", True)


def test_nesting_without_end_is_endured() -> None:
    assert to_html(HEAD + b"{" * 50_000 + b"a" + b"}" * 50_000 + b"b}") == ("ab", True)


@pytest.mark.parametrize("size", [1, 7, 8, 9, 5_000])
def test_compressed_rtf_is_expanded(size: int) -> None:
    rtf = b"{\\rtf1 " + bytes(97 + n % 26 for n in range(size)) + b"}"
    assert compressed_rtf.expanded(winmail.compressed(rtf)) == rtf


def test_places_in_what_came_before_are_followed() -> None:
    # The example of MS-OXRTFCP 3.1: "{\rtf1\ansi\ansicpg1252\pard hello world}\r\n"
    data = bytes.fromhex(
        "2d0000002b0000004c5a4675f1c5c7a703000a007263706731323542320af32068656c090020627705b06c647d0a800fa0"
    )
    assert compressed_rtf.expanded(data) == b"{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n"


def test_a_stream_that_is_cut_off_gives_its_beginning() -> None:
    data = winmail.compressed(b"{\\rtf1 Nom : MORVAN and much more}")
    assert compressed_rtf.expanded(data[:40]).startswith(b"{\\rtf1 Nom : MORVAN")
    assert compressed_rtf.expanded(b"no such stream at all") == b""
    assert compressed_rtf.expanded(b"") == b""


def test_rtf_that_was_not_compressed_is_given_as_it_is() -> None:
    assert compressed_rtf.expanded(b"\x15\0\0\0\x05\0\0\0MELA\0\0\0\0{rtf}") == b"{rtf}"
