"""A stranger's mail on the staff's screen: shown, and able to do nothing."""

import io
import re
import subprocess
import sys
import zlib
from email.message import EmailMessage
from pathlib import Path

import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped]

from inboxd.review.original import CannotBeShown, Viewer, cleaned
from inboxd.review.originals import file_name
from inboxd.viewer import ADDRESS_SPACE, CPU_SECONDS
from parsers.reading import Box, Evidence, Source
from tests.review.desk import ReviewDesk, Visitor, attendee, mail, reading

SCRIPT = "<script>alert(1)</script>"


def pdf(text: str = "Durand", pages: int = 1) -> bytes:
    """Give a PDF with one text a page, 100 points from the left and from the top."""
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(400, 600))
    for _ in range(pages):
        canvas.drawString(100, 500, text)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def with_html(html: str) -> EmailMessage:
    """Give a mail with an HTML body beside its text."""
    message = mail("en texte")
    message.add_alternative(html, subtype="html")
    return message


@pytest.mark.parametrize("html", [
    SCRIPT,
    "<img src=https://evil.example/pixel.png onerror=alert(1)>",
    "<a href='javascript:alert(1)'>link</a>",
    "<a href='https://evil.example'>link</a>",
    "<iframe src=https://evil.example></iframe>",
    "<form action=https://evil.example><input type=image src=x onclick=alert(1)></form>",
    "<style>@import 'https://evil.example/x.css'</style>",
    "<link rel=stylesheet href=https://evil.example/x.css>",
    "<meta http-equiv=refresh content='0;url=https://evil.example'>",
    "<svg><script>alert(1)</script><use href='https://evil.example#x'/></svg>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    "<p style=\"background:url(https://evil.example/x.png)\">x</p>",
    "<base href=https://evil.example>",
    "<object data=https://evil.example></object><embed src=https://evil.example>",
    "<body onload=alert(1)>", "<p onmouseover=alert(1) id=csrf_token name=action class=card>x</p>",
    "</body></html><script>alert(1)</script>",
])  # fmt: skip
def test_html_can_do_nothing(html: str) -> None:
    clean = cleaned(html).casefold()
    for sign in (
        "script",
        "evil.example",
        "onerror",
        "onclick",
        "onload",
        "onmouse",
        "href",
        "src=",
        "url(",
        "<form",
        "id=",
        "class=",
    ):
        assert sign not in clean


@pytest.mark.parametrize(("html", "kept"), [
    ("<s>Déchets</s> <b>Eau</b>", "<s>Déchets</s> <b>Eau</b>"),
    ('<u style="color:red;TEXT-DECORATION: line-through">x</u>', '<u style="text-decoration:line-through">x</u>'),
    ('<p style="background-color: yellow; position:fixed; top:0">x</p>', '<p style="background-color:#fff3a3">x</p>'),
    ('<p style="background:#ffffff">x</p>', "<p>x</p>"),
    ('<p style="display:none;color:#fff;font-size:0">hidden</p>', "<p>hidden</p>"),
    ('<input type="checkbox" checked>', '<input type="checkbox" checked="">'),
    ('<input type="password" value="x">', '<input type="text" value="x">'),
    ("<table><tr><td colspan=2>x</td></tr></table>", '<table><tbody><tr><td colspan="2">x</td></tr></tbody></table>'),
])  # fmt: skip
def test_what_is_part_of_an_answer_stays(html: str, kept: str) -> None:
    assert cleaned(html) == kept


def test_the_frame_of_a_body_is_shut(desk: ReviewDesk, staff: Visitor) -> None:
    message = desk.arrive(with_html(f"<p>Bonjour{SCRIPT}</p>"), reading())
    page = staff.get(f"/replies/{message}").text
    (frame,) = re.findall("<iframe [^>]*>", page)
    assert " sandbox " in frame  # with no exception
    assert f'src="/replies/{message}/body"' in frame
    answer = staff.get(f"/replies/{message}/body")
    assert "<p>Bonjour</p>" in answer.text
    assert "alert" not in answer.text
    policy = answer.headers["Content-Security-Policy"]
    for rule in ("default-src 'none'", "frame-ancestors 'self'", "form-action 'none'", "sandbox"):
        assert rule in policy
    assert "allow-" not in policy
    assert "script-src" not in policy
    assert "en texte" in staff.get(f"/replies/{message}/body?as=text").text


def test_a_message_in_the_message_is_shown_with_it(desk: ReviewDesk, staff: Visitor) -> None:
    """A coupon that a secretary forwards as an attachment stands there and nowhere else."""
    inner = with_html("<p>Le <b>coupon</b></p>")
    outer = mail("Voir ci-joint")
    outer.add_attachment(inner)
    reply = desk.arrive(outer, reading())
    page = staff.get(f"/replies/{reply}/body").text
    assert "<pre>Voir ci-joint" in page
    assert "<p>Le <b>coupon</b></p>" in page
    text = staff.get(f"/replies/{reply}/body?as=text").text
    assert "Voir ci-joint" in text
    assert "[Anne Durand &lt;anne@ville.example&gt;: Inscription]" in text
    assert "en texte" in text


def test_text_before_and_after_an_attachment_is_shown(desk: ReviewDesk, staff: Visitor) -> None:
    message = mail("avant")
    message.add_attachment(b"x", maintype="application", subtype="pdf", filename="a.pdf")
    message.add_attachment("après", disposition="inline")
    page = staff.get(f"/replies/{desk.arrive(message, reading())}/body").text
    assert "avant" in page
    assert "après" in page


def test_a_script_in_every_place_of_a_mail_stays_text(desk: ReviewDesk, staff: Visitor) -> None:
    hostile = mail(SCRIPT, subject=SCRIPT, sender=f'"{SCRIPT}" <a@ville.example>')
    hostile.add_attachment(b"x", maintype="application", subtype="pdf", filename=f'{SCRIPT}".pdf')
    person = attendee(last_name=SCRIPT, role='"><img src=x>', organisation="{{ 7 * 7 }}", confidence=0.5)
    message = desk.arrive(hostile, reading(person, subject=SCRIPT, contact="a@ville.example"))
    paths = ["/replies", "/replies/all", f"/replies/{message}", f"/replies/{message}/body"]
    for path in paths:
        page = staff.get(path).text
        assert SCRIPT not in page, path
        assert "<img src=x>" not in page, path
        assert "{{ 7 * 7 }}" in page or path != f"/replies/{message}"
    assert "&lt;script&gt;" in staff.get("/replies").text


@pytest.mark.parametrize(("name", "safe"), [
    ("coupon.pdf", "coupon.pdf"),
    ("../../etc/passwd", "_.._etc_passwd"),
    ("C:\\boot.ini", "C__boot.ini"),
    ('a"; filename="evil.exe', "a_; filename=_evil.exe"),
    ("a\r\nSet-Cookie: x=y.pdf", "a__Set-Cookie_ x=y.pdf"),
    ("annexe\N{RIGHT-TO-LEFT OVERRIDE}fdp.exe", "annexe_fdp.exe"),
    ("réponse d’Anne.docx", "réponse d’Anne.docx"),
    ("...", "attachment"),
    ("", "attachment"),
])  # fmt: skip
def test_a_file_name_is_made_harmless(name: str, safe: str) -> None:
    assert file_name(name) == safe


def test_a_long_file_name_keeps_its_end() -> None:
    assert file_name("x" * 500 + ".pdf").endswith("x.pdf")
    assert len(file_name("x" * 500 + ".pdf")) == 120


def test_an_attachment_is_a_download_and_never_a_page(desk: ReviewDesk, staff: Visitor) -> None:
    message = mail()
    message.add_attachment(SCRIPT.encode(), maintype="text", subtype="html", filename="NAME")
    data = message.as_bytes().replace(b'filename="NAME"', b"filename*=utf-8''a%22%3B%0D%0AX-Evil%3A%201.html")
    reply = desk.arrive(data, reading())
    answer = staff.get(f"/replies/{reply}/parts/1")
    assert answer.data.strip() == SCRIPT.encode()
    assert answer.mimetype == "application/octet-stream"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="a_; X-Evil_ 1.html"'
    assert "X-Evil" not in answer.headers
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert staff.get(f"/replies/{reply}/parts/7").status_code == 404
    whole = staff.get(f"/replies/{reply}/original.eml")
    assert whole.headers["Content-Disposition"] == f"attachment; filename={reply}.eml"
    assert whole.data == data


def test_pages_of_a_pdf_are_shown_as_pictures_with_what_was_read_marked(desk: ReviewDesk, staff: Visitor) -> None:
    message = mail()
    message.add_attachment(pdf(pages=2), maintype="application", subtype="pdf", filename="coupon.pdf")
    where = Evidence(1, Box(1, 90, 80, 200, 110), "Durand", Source.TEXT, 0.9)
    reply = desk.arrive(message, reading(attendee(evidence={"last_name": (where,)})))
    page = staff.get(f"/replies/{reply}").text
    assert page.count('<img class="sheet"') == 2
    assert "<q>Durand</q> coupon.pdf, page 1" in page
    pictures = [Image.open(io.BytesIO(staff.get(f"/replies/{reply}/parts/1/{number}.png").data)) for number in (1, 2)]
    colours = [{colour for _, colour in picture.getcolors(100_000) or []} for picture in pictures]
    marker = (255, 240, 150)
    assert marker in colours[0]
    assert marker not in colours[1]
    left, top = (int(length * pictures[0].width / 400) for length in (95, 85))
    assert pictures[0].getpixel((left, top)) == marker
    assert staff.get(f"/replies/{reply}/parts/1/3.png").status_code == 404
    assert staff.get(f"/replies/{reply}/parts/1/0.png").status_code == 404


def test_a_scan_is_not_marked(desk: ReviewDesk, staff: Visitor) -> None:
    """It was turned and levelled before it was read: a mark would stand beside what it means."""
    message = mail()
    message.add_attachment(pdf(), maintype="application", subtype="pdf", filename="scan.pdf")
    where = Evidence(1, Box(1, 90, 80, 200, 110), "Durand", Source.OCR, 0.9)
    reply = desk.arrive(message, reading(attendee(evidence={"last_name": (where,)})))
    picture = Image.open(io.BytesIO(staff.get(f"/replies/{reply}/parts/1/1.png").data))
    assert (255, 240, 150) not in {colour for _, colour in picture.getcolors(100_000) or []}


def test_a_photograph_is_shown_upright_and_small(desk: ReviewDesk, staff: Visitor) -> None:
    file = io.BytesIO()
    exif = Image.Exif()
    exif[0x0112] = 6  # turned: the camera lay on its side
    Image.new("RGB", (4000, 2000), "white").save(file, "JPEG", exif=exif)
    message = mail()
    message.add_attachment(file.getvalue(), maintype="image", subtype="jpeg", filename="IMG_1.jpg")
    reply = desk.arrive(message, reading())
    shown = Image.open(io.BytesIO(staff.get(f"/replies/{reply}/parts/1/1.png").data))
    assert shown.height > shown.width
    assert max(shown.size) <= 2800


def test_an_iphone_s_photograph_is_shown(desk: ReviewDesk, staff: Visitor) -> None:
    message = mail()
    photo = Path(__file__).parents[1] / "parsers/samples/photo.heic"
    message.add_attachment(photo.read_bytes(), maintype="image", subtype="heic", filename="IMG_1.HEIC")
    reply = desk.arrive(message, reading())
    assert Image.open(io.BytesIO(staff.get(f"/replies/{reply}/parts/1/1.png").data)).size == (910, 560)


def bomb() -> bytes:
    """Give a PNG of 50,000 × 50,000 points in a few kilobytes."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return len(data).to_bytes(4, "big") + kind + data + zlib.crc32(kind + data).to_bytes(4, "big")

    size = (50_000).to_bytes(4, "big")
    header = chunk(b"IHDR", size + size + b"\x01\x00\x00\x00\x00")
    return b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", zlib.compress(b"\x00" * 1000)) + chunk(b"IEND", b"")


@pytest.mark.parametrize(("data", "kind"), [
    (b"%PDF-1.7\n" + b"\x00" * 5000, ("application", "pdf")),
    (pdf()[:300], ("application", "pdf")),
    (b"no picture", ("image", "jpeg")),
    (bomb(), ("image", "png")),
])  # fmt: skip
def test_what_is_broken_can_still_be_downloaded(
    desk: ReviewDesk, staff: Visitor, data: bytes, kind: tuple[str, str]
) -> None:
    message = mail("Voir pièce jointe")
    message.add_attachment(data, maintype=kind[0], subtype=kind[1], filename="broken")
    reply = desk.arrive(message, None)
    page = staff.get(f"/replies/{reply}")
    assert page.status_code == 200
    assert "broken" in page.text
    assert staff.get(f"/replies/{reply}/parts/1").data == data
    assert staff.get(f"/replies/{reply}/parts/1/1.png").status_code in {404, 422}


def test_what_breaks_the_limits_costs_a_sentence_and_no_page(
    desk: ReviewDesk, staff: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("inboxd.review.original.SECONDS", 0.001)
    reply = desk.arrive(mail(), reading())
    page = staff.get(f"/replies/{reply}")
    assert page.status_code == 200
    assert "cannot be shown here" in page.text
    assert staff.get(f"/replies/{reply}/parts/0").status_code == 422
    assert staff.get(f"/replies/{reply}/original.eml").status_code == 200


def test_the_child_gets_no_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    given: dict[str, object] = {}

    def run(*_arguments: object, **options: object) -> None:
        given.update(options)
        raise OSError

    monkeypatch.setenv("INBOXD_OUTGOING_PASSWORD", "secret")
    monkeypatch.setattr("subprocess.run", run)
    with pytest.raises(CannotBeShown):
        Viewer().contents(1, b"")
    assert "secret" not in str(given["env"])


def test_the_child_limits_itself() -> None:
    code = "import inboxd.viewer, resource as r; inboxd.viewer.main(['contents']); "
    code += "print(r.getrlimit(r.RLIMIT_AS), r.getrlimit(r.RLIMIT_CPU))"
    said = subprocess.run([sys.executable, "-c", code], input=b"", capture_output=True, check=True).stdout.decode()
    limits = re.findall(r"\((-?\d+), ", said.rpartition("}")[2])
    assert limits == [str(ADDRESS_SPACE), str(CPU_SECONDS)]


@pytest.mark.parametrize("data", [b"", b"\x00" * 100, b"no mail at all", b"From: x\n\n" + b"a" * 2_000_000])
def test_whatever_arrives_has_a_page(desk: ReviewDesk, staff: Visitor, data: bytes) -> None:
    reply = desk.arrive(data, None)
    assert staff.get(f"/replies/{reply}").status_code == 200
    assert staff.get(f"/replies/{reply}/body").status_code == 200
