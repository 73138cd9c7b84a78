"""A coupon with all that Word's forms have, a list of people, and the samples that LibreOffice made of them.

python -m tests.parsers.made_word writes them anew; it needs soffice, which neither inboxd nor its tests do.
"""

import io
import subprocess
import tempfile
from pathlib import Path
from typing import Any

import docx
import openpyxl
from docx.oxml import parse_xml
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font, PatternFill

NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
SAMPLES = Path(__file__).parent / "samples"
_BY = 'w:id="1" w:author="a" w:date="2019-01-01T00:00:00Z"'


def run(text: str, look: str = "") -> str:
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def field(instruction: str, data: str, result: str = "") -> str:
    """A legacy form field."""
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:name w:val="x"/><w:enabled/>{data}</w:ffData></w:fldChar>'
        f'</w:r><w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{result}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def box(*, ticked: bool) -> str:
    """A legacy check box."""
    state = "<w:checked/>" if ticked else ""
    return field("FORMCHECKBOX", f'<w:checkBox><w:sizeAuto/><w:default w:val="0"/>{state}</w:checkBox>')


PARAGRAPHS = (
    run("Coupon-réponse – Assemblée « générale » œuvre", "<w:b/>"),
    run("Nom : ") + field("FORMTEXT", "<w:textInput/>", run("Léa Durand")),
    box(ticked=True) + run(" Mme ") + box(ticked=False) + run(" M."),
    run("Repas : ")
    + field(
        "FORMDROPDOWN",
        '<w:ddList><w:result w:val="1"/><w:listEntry w:val="viande"/><w:listEntry w:val="poisson"/></w:ddList>',
    ),
    '<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val="1"/></w14:checkbox></w:sdtPr><w:sdtContent>'
    + run("☒", '<w:rFonts w:ascii="MS Gothic" w:hAnsi="MS Gothic" w:eastAsia="MS Gothic"/>')
    + "</w:sdtContent></w:sdt>"
    + run(" Eau"),
    '<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>'
    + run(" Transport ")
    + '<w:r><w:sym w:font="Wingdings" w:char="F0A8"/></w:r>'
    + run(" Déchets"),
    run("oui", "<w:strike/>")
    + run(" / non ")
    + run("surligné", '<w:highlight w:val="yellow"/>')
    + run(" caché", "<w:vanish/>")
    + run(" rouge", '<w:color w:val="FF0000"/>')
    + run(" souligné", '<w:u w:val="single"/>'),
    run("Ville : ") + f"<w:del {_BY}><w:r><w:delText>Paris</w:delText></w:r></w:del><w:ins {_BY}>{run('Lyon')}</w:ins>",
)
TEXT_BOX = (
    '<w:r><w:pict><v:shape id="x" type="#_x0000_t202" style="position:absolute;width:200pt;height:50pt"><v:textbox>'
    f"<w:txbxContent><w:p>{run('Courriel : lea@durand.example')}</w:p></w:txbxContent>"
    "</v:textbox></v:shape></w:pict></w:r>"
)


def coupon() -> bytes:
    """The coupon as a .docx."""
    document = docx.Document()
    for content in PARAGRAPHS:
        _add(document, content)
    table = document.add_table(rows=2, cols=2)
    for cell, text in zip(table._cells, ("Nom", "Durand", "Prénom", "Anne\nMarie"), strict=True):
        cell.text = text
    document.add_paragraph("Entre")
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text = "Extérieur"
    inner = table.cell(0, 1).add_table(rows=2, cols=2)
    for cell, text in zip(inner._cells, ("Fonction", "Maire", "CP", "29000"), strict=True):
        cell.text = text
    for text, style in (("Un", "List Bullet"), ("Deux", "List Number"), ("Trois", "List Number")):
        document.add_paragraph(text, style=style)
    _add(document, TEXT_BOX + run("Ancre"))
    document.sections[0].header.paragraphs[0].text = "Association X - contact@x.example"
    document.sections[0].footer.paragraphs[0].text = "Page 1"
    data = io.BytesIO()
    document.save(data)
    return data.getvalue()


def _add(document: Any, content: str) -> None:
    body = document.element.body
    body.insert(len(body) - 1, parse_xml(f"<w:p {NAMES}>{content}</w:p>"))


def people() -> bytes:
    """A list of people as an .xlsx: a row, a column and a sheet are hidden, one name is struck."""
    book = openpyxl.Workbook()
    sheet: Any = book.active
    for row in (
        ["Liste des participants"],
        [],
        ["Nom", "Prénom", "CP", "Tél", "interne", "Eau", "Repas"],
        ["Durand", "Anne", 1000, "06 12 34 56 78", 1, True, "oui"],
        ["Le Goff", "Yann", 29000, "06 12 34 56 79", 2, False, "non"],
        ["Caché", "Luc", 29000, "", 3, False, "non"],
        ["Barré", "Luc\nPaul", 29000, "", 4, "x", CellRichText(TextBlock(InlineFont(strike=True), "oui"), " / non")],
    ):
        sheet.append(row)
    for number in range(4, 8):
        sheet.cell(number, 3).number_format = "00000"
    sheet["A7"].font, sheet["B7"].fill = Font(strike=True), PatternFill("solid", fgColor="FFFFFF00")
    sheet.row_dimensions[6].hidden = sheet.column_dimensions["E"].hidden = True
    other = book.create_sheet("Cachée")
    other.append(["Oui", "Non"])
    other.sheet_state = "hidden"
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def main() -> None:
    """Write the samples."""
    with tempfile.TemporaryDirectory() as folder:
        for name, data, kinds in (("coupon.docx", coupon(), ("doc", "odt", "rtf")), ("liste.xlsx", people(), ("xls",))):
            source = Path(folder) / name
            source.write_bytes(data)
            for kind in kinds:
                command = ["soffice", "--headless", "--convert-to", kind, "--outdir", str(SAMPLES), str(source)]
                subprocess.run(command, check=True, capture_output=True)


if __name__ == "__main__":
    main()
