"""PDFs made by reportlab for tests; the only importer of that untyped library here."""

import io
from collections.abc import Callable
from typing import Any

from reportlab.lib.pdfencrypt import StandardEncryption  # type: ignore[import-untyped]
from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped]

WIDTH, HEIGHT = 595.0, 842.0


def made(*draw: Callable[[Any], None], password: str | None = None, rotation: int = 0) -> bytes:
    """Give a PDF with a page for each function, which gets reportlab's canvas."""
    data = io.BytesIO()
    encryption = None if password is None else StandardEncryption(password, ownerPassword="owner")
    canvas = Canvas(data, pagesize=(WIDTH, HEIGHT), encrypt=encryption)
    for page in draw:
        if rotation:
            canvas.setPageRotation(rotation)
        page(canvas)
        canvas.showPage()
    canvas.save()
    return data.getvalue()


def text(*lines: str, top: float = 60, size: float = 11) -> Callable[[Any], None]:
    """Give a page with these lines one below the other."""

    def draw(canvas: Any) -> None:
        canvas.setFont("Helvetica", size)
        for number, line in enumerate(lines):
            canvas.drawString(60, HEIGHT - top - number * 2 * size, line)

    return draw
