"""The papers that some of the demo's replies carry: PDF form, flat PDF, Word file, printed and handwritten scans.

Every function gives the bytes of one file, the same bytes at every run.
"""

import io
import random
import zipfile
from collections.abc import Callable
from typing import Any

import cv2
import docx
import numpy as np
import numpy.typing as npt
import pypdfium2  # type: ignore[import-untyped]
from docx.shared import Pt
from reportlab.lib.colors import white  # type: ignore[import-untyped]
from reportlab.lib.pagesizes import A4  # type: ignore[import-untyped]
from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped]

from training.demo_people import MAILBOX, WORKSHOPS, Guest

Image = npt.NDArray[np.uint8]

TITLE = "COUPON-RÉPONSE"
SUBTITLE = (
    "Assemblée générale de Cités Unies France",
    "Mercredi 17 octobre 2018 à 14h00 – Espace Bargemon, Marseille",
)
RETURN_TO = f"À retourner avant le 12 octobre 2018 à {MAILBOX}"
LEFT, VALUES = 60.0, 190.0  # points from the left edge: labels, and what is filled in
STEP = 25.0  # points from one line to the next


def lines_of(guest: Guest) -> list[tuple[str, str, str]]:
    """Give field name, label and value of each line of the coupon, as printed."""
    return [
        ("nom", "Nom", guest.last_name),
        ("prenom", "Prénom", guest.first_name or ""),
        ("fonction", "Fonction", guest.role or ""),
        ("collectivite", "Collectivité", guest.organisation),
        ("adresse", "Adresse", guest.address or ""),
        ("cp", "Code postal", guest.postal_code or ""),
        ("ville", "Ville", guest.city or ""),
        ("telephone", "Téléphone", guest.phone or ""),
        ("courriel", "Courriel", guest.email or ""),
    ]


def _heading(canvas: Canvas) -> float:
    """Draw the head of the coupon; give the height at which its lines begin."""
    top = float(A4[1]) - 70
    canvas.setFont("Helvetica-Bold", 16)
    canvas.drawCentredString(A4[0] / 2, top, TITLE)
    canvas.setFont("Helvetica", 11)
    for index, text in enumerate(SUBTITLE, 1):
        canvas.drawCentredString(A4[0] / 2, top - 18 * index, text)
    return top - 75


def _canvas(title: str) -> tuple[Canvas, io.BytesIO]:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, invariant=1)  # invariant: no date and no random id in the file
    canvas.setTitle(title)
    return canvas, buffer


def pdf_form(guest: Guest) -> bytes:
    """Give an AcroForm filled in on a screen: text fields and check boxes."""
    canvas, buffer = _canvas("Coupon-réponse")
    form = canvas.acroForm
    y = _heading(canvas)
    canvas.setFont("Helvetica", 11)
    x = VALUES
    canvas.drawString(LEFT, y, "Civilité")
    for name, label in (("M.", "Monsieur"), ("Mme", "Madame")):
        form.checkbox(
            name=f"civilite_{name.strip('.')}", tooltip=label, x=x, y=y - 3, size=13, checked=guest.civility == name,
            buttonStyle="check", fillColor=white,
        )  # fmt: skip
        canvas.drawString(x + 19, y, label)
        x += 110
    for name, label, value in lines_of(guest):
        y -= STEP
        canvas.drawString(LEFT, y, label)
        form.textfield(
            name=name, tooltip=label, value=value, x=VALUES, y=y - 5, width=340, height=18, fontSize=11,
            borderWidth=0.5, fillColor=white,
        )  # fmt: skip
    y = _choices(canvas, guest, y - STEP, lambda name, label, at, ticked: form.checkbox(
        name=name, tooltip=label, x=LEFT + at[0], y=at[1] - 3, size=13, checked=ticked, buttonStyle="check",
        fillColor=white,
    ))  # fmt: skip
    canvas.setFont("Helvetica-Oblique", 9)
    canvas.drawString(LEFT, y - STEP, RETURN_TO)
    canvas.save()
    return buffer.getvalue()


def _choices(
    canvas: Canvas, guest: Guest, y: float, box: Callable[[str, str, tuple[float, float], bool], Any]
) -> float:
    """Draw the workshops and the general assembly's line, each with its `box`; give the height reached."""
    canvas.setFont("Helvetica-Bold", 11)
    canvas.drawString(LEFT, y, "Participera aux ateliers (cocher 1 à 4 cases) :")
    canvas.setFont("Helvetica", 11)
    for number, (key, label) in enumerate(WORKSHOPS.items(), 1):
        y -= STEP
        box(f"atelier_{key}", label, (0, y), key in guest.workshops)
        canvas.drawString(LEFT + 24, y, f"Atelier {number} : {label}")
    y -= STEP * 1.3
    canvas.drawString(LEFT, y, "Participera à l'assemblée générale :")
    for name, label, at, ticked in (
        ("ag_oui", "oui", 205.0, guest.ag is True),
        ("ag_non", "non", 265.0, guest.ag is False),
    ):
        box(name, label, (at, y), ticked)
        canvas.drawString(LEFT + at + 20, y, label)
    return y


def _drawn_box(canvas: Canvas) -> Callable[[str, str, tuple[float, float], bool], None]:
    """Give a function that draws a square, crossed where it is ticked."""

    def draw(_name: str, _label: str, at: tuple[float, float], ticked: bool) -> None:
        x, y, side = LEFT + at[0], at[1] - 2, 11.0
        canvas.setLineWidth(0.9)
        canvas.rect(x, y, side, side)
        if ticked:
            canvas.setLineWidth(1.6)
            canvas.line(x + 2, y + 2, x + side - 2, y + side - 2)
            canvas.line(x + 2, y + side - 2, x + side - 2, y + 2)

    return draw


def flat_pdf(guest: Guest, *, filled: bool = True, boxes: bool = True) -> bytes:
    """Give a coupon as a word processor exports it: words, drawn boxes and rules, no form fields.

    `filled` False leaves values and ticks out, for a page that is printed and filled in by hand.
    """
    canvas, buffer = _canvas("Coupon-réponse")
    y = _heading(canvas)
    shown = guest if filled else Guest("", "")
    canvas.setFont("Helvetica", 11)
    canvas.drawString(LEFT, y, "Civilité :")
    canvas.drawString(VALUES, y, shown.title)
    for _name, label, value in lines_of(shown):
        y -= STEP
        canvas.drawString(LEFT, y, f"{label} :")
        canvas.drawString(VALUES, y, value)
        if boxes:
            canvas.setLineWidth(0.4)
            canvas.line(VALUES - 3, y - 4, 530, y - 4)
    y = _choices(canvas, shown, y - STEP * 1.2, _drawn_box(canvas))
    canvas.setFont("Helvetica-Oblique", 9)
    canvas.drawString(LEFT, y - STEP, RETURN_TO)
    canvas.save()
    return buffer.getvalue()


def word_file(guest: Guest) -> bytes:
    """Give the coupon as a Word file: a table of two columns, and a line with a box for each workshop."""
    document = docx.Document()
    document.styles["Normal"].font.name = "Calibri"
    document.styles["Normal"].font.size = Pt(11)
    document.add_heading(TITLE.capitalize(), level=1)
    for text in SUBTITLE:
        document.add_paragraph(text)
    rows = [("civilite", "Civilité", guest.title), *lines_of(guest)]
    table = document.add_table(rows=len(rows), cols=2)
    table.style = "Table Grid"
    for row, (_name, label, value) in zip(table.rows, rows, strict=True):
        row.cells[0].text, row.cells[1].text = label, value
    document.add_paragraph()
    document.add_paragraph("Participera aux ateliers :")
    for key, label in WORKSHOPS.items():
        document.add_paragraph(f"{guest.tick(key, '☒', '☐')} {label}")
    yes, no = ("☒", "☐") if guest.ag else ("☐", "☒")
    document.add_paragraph(f"Participera à l'assemblée générale :  {yes} oui   {no} non")
    buffer = io.BytesIO()
    document.save(buffer)
    return _undated(buffer.getvalue())


def _undated(archive: bytes) -> bytes:
    """Give the same zip with one fixed date on every member: python-docx writes the hour of the run."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.infolist():
            new.writestr(
                zipfile.ZipInfo(member.filename, (2018, 9, 20, 9, 0, 0)),
                old.read(member),
                zipfile.ZIP_DEFLATED,
            )
    return buffer.getvalue()


def _rendered(pdf: bytes, dpi: int) -> Image:
    page = pypdfium2.PdfDocument(pdf)[0]
    grey = page.render(scale=dpi / 72, grayscale=True).to_numpy()
    return np.ascontiguousarray(grey.reshape(grey.shape[:2]))


def _scanned(page: Image, seed: int, *, angle: float, quality: int) -> bytes:
    """Give a page as a scanner gives it: turned by `angle` degrees, greyish, a little noisy, as JPEG."""
    height, width = page.shape
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    turned = cv2.warpAffine(page, turn, (width, height), borderValue=(255,))
    noise = np.random.default_rng(seed).normal(0, 2.5, page.shape)
    soft = cv2.GaussianBlur(turned, (3, 3), 0.6).astype(np.float64)
    grey = np.clip(soft * 0.94 + 8 + noise, 0, 255).astype(np.uint8)
    done, data = cv2.imencode(".jpg", grey, [cv2.IMWRITE_JPEG_QUALITY, quality])
    if not done:
        raise RuntimeError("the page could not be written as JPEG")
    return bytes(data)


def printed_scan(guest: Guest, seed: int) -> bytes:
    """Give a coupon filled in on a screen, then printed and scanned at 200 dpi."""
    return _scanned(_rendered(flat_pdf(guest), 200), seed, angle=0.6, quality=60)


def handwritten_scan(guest: Guest, seed: int) -> bytes:
    """Give a printed coupon filled in with a pen, scanned at 150 dpi, hard to read: a person has to look."""
    dpi = 150
    page = _rendered(flat_pdf(guest, filled=False), dpi)
    random_ = random.Random(seed)  # noqa: S311 - the looks of a page, no secret
    top, scale = (A4[1] - _first_line()) * dpi / 72, dpi / 72
    values = [guest.title, *(value for _name, _label, value in lines_of(guest))]
    for index, value in enumerate(values):
        y = top + index * STEP * scale
        _write(page, value, int((VALUES + random_.uniform(0, 12)) * scale), int(y + random_.uniform(-2, 5)), random_)
    y = top + (len(values) - 1 + 1.2) * STEP * scale
    for index, key in enumerate(WORKSHOPS, 1):
        if key in guest.workshops:
            _check(page, int(LEFT * scale), int(y + index * STEP * scale), random_)
    return _scanned(page, seed, angle=-1.3, quality=50)


def _first_line() -> float:
    canvas, _buffer = _canvas("")
    return _heading(canvas)


def _write(page: Image, text: str, x: int, y: int, random_: random.Random) -> None:
    """Write `text` letter by letter, leaning and wavering as a hurried hand does."""
    strip = np.full((90, 900), 255, np.uint8)
    at = 30.0
    for letter in text:
        size = random_.uniform(0.78, 0.98)
        place = (int(at), 55 + random_.randint(-3, 3))
        cv2.putText(strip, letter, place, cv2.FONT_HERSHEY_SCRIPT_COMPLEX, size, (70,), 1, cv2.LINE_AA)
        (width, _height), _ = cv2.getTextSize(letter, cv2.FONT_HERSHEY_SCRIPT_COMPLEX, size, 1)
        at += width * random_.uniform(0.72, 0.98) if letter != " " else random_.uniform(9, 16)
    strip = _wavering(strip, random_.randint(0, 2**31))
    rows, columns = slice(y - 55, y + 35), slice(x - 30, min(x + 870, page.shape[1]))
    page[rows, columns] = np.minimum(page[rows, columns], strip[:, : page[rows, columns].shape[1]])


def _wavering(strip: Image, seed: int) -> Image:
    """Give the strip leaning to the right, every point moved a little, neighbours alike."""
    height, width = strip.shape
    shift = np.random.default_rng(seed).normal(0, 1, (2, height, width)).astype(np.float32)
    moved = [cv2.GaussianBlur(field, (0, 0), 4) * 4 * 4 for field in shift]
    columns, rows = np.meshgrid(np.arange(width, dtype=np.float32), np.arange(height, dtype=np.float32))
    lean = (rows - height * 0.6) * np.float32(0.3)
    return np.asarray(
        cv2.remap(strip, columns + lean + moved[0], rows + moved[1], cv2.INTER_LINEAR, borderValue=(255,)), np.uint8
    )


def _check(page: Image, x: int, y: int, random_: random.Random) -> None:
    """Draw a hasty tick that leaves its box."""
    points = [(x + 2, y - 8), (x + 10, y + 3), (x + 30 + random_.randint(0, 8), y - 28)]
    cv2.polylines(page, [np.array(points, np.int32)], False, (70,), 3, cv2.LINE_AA)
