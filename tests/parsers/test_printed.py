"""What a document prints around the answers: headings in bold, headings above boxes, whom it goes to, hints."""

from email.message import EmailMessage
from typing import Any

import pytest

from parsers import read
from parsers.context import Context
from parsers.coupons.headings import is_return_address
from parsers.coupons.labels import Labelled
from parsers.coupons.printed import digits_for_letters
from parsers.coupons.vocabulary import Label, label_of
from parsers.document import Line, Token
from parsers.event import Event, Question, QuestionType
from parsers.mail.thread import Row
from parsers.reading import Attendee, Reading, Source, Span
from tests.parsers.forum import FORUM, reading
from tests.parsers.made_pdf import HEIGHT, made
from tests.parsers.test_habits import BADGES

WHO = ("Nom : Morvan", "Prénom : Léa", "Organisme : Syndicat de la Loire")
CHOSEN = "Atelier : crues"


def mailed(pdf: bytes, body: str = "Bonjour,\n\nCi-joint mon coupon.\n", event: Event = FORUM) -> Reading:
    """Give the reading of a mail with a PDF."""
    message = EmailMessage()
    message["From"], message["To"] = "Léa Morvan <lea.morvan@syndicat-loire.example>", "forum@example.org"
    message["Subject"], message["Date"] = "Forum des rivières", "Tue, 16 Feb 2021 10:00:00 +0100"
    message.set_content(body)
    message.add_attachment(pdf, maintype="application", subtype="pdf", filename="coupon.pdf")
    return read(message.as_bytes(), Context(events=(event,), ocr=False))


def coupon(*rows: str, bold: tuple[str, ...] = (), above: tuple[str, ...] = (), event: Event = FORUM) -> Reading:
    """Give the reading of a mail with a PDF of a few labels and these rows; ``[]`` and ``[x]`` are drawn boxes."""

    def page(canvas: Any) -> None:
        for number, row in enumerate((*above, *WHO, *rows)):
            down = HEIGHT - 60 - 22 * number
            mark, boxed, option = row.partition("] ")
            if boxed:
                canvas.rect(60, down - 1, 10, 10, stroke=1, fill=0)
            if mark == "[x":
                canvas.line(60, down - 1, 70, down + 9)
            canvas.setFont("Helvetica-Bold" if row in bold else "Helvetica", 11)
            canvas.drawString(76 if boxed else 60, down, option if boxed else row)

    return mailed(made(page), event=event)


def one(reading: Reading) -> Attendee:
    assert reading.doubts == ()
    (person,) = reading.attendees
    assert person.confidence >= 0.9
    return person


def test_a_few_bold_words_above_what_is_asked_are_a_heading() -> None:
    rows = ("Côté pratique", "Buffet : oui", CHOSEN)
    assert one(coupon(*rows, bold=("Côté pratique",))).answers == {"buffet": True}
    (person,) = coupon(*rows).attendees
    assert person.confidence < 0.9


def test_a_bold_heading_with_a_roman_number_may_name_what_is_asked_elsewhere() -> None:
    rows = ("II. Après le buffet", "Menu : viande", CHOSEN)
    assert one(coupon(*rows, bold=("II. Après le buffet",))).answers == {"menu": "viande"}


@pytest.mark.parametrize("heading", ["Côté vestiaire", "Jeudi : textile", "Votre choix"])
def test_boxes_tell_their_question_whatever_stands_above_them(heading: str) -> None:
    assert one(coupon(CHOSEN, heading, "[] S", "[x] M", "[] L", event=BADGES)).answers == {"gilet": "m"}


@pytest.mark.parametrize(
    ("text", "returns"),
    [
        ("Renvoi : inscriptions@forum.example", True),
        ("À retourner avant le 5 mars 2027 : a@forum.example – Maison des rivières, tél. 02 54 55 56 57", True),
        ("Coupon à retourner à a@forum.example", True),
        ("Return to a@forum.example by 5 March 2027", True),
        ("Renvoyez-moi l'accusé à a@blois.example", False),
        ("Retour de Léa Morvan", False),
        ("Courriel : a@blois.example", False),
    ],
)
def test_a_row_that_tells_whom_the_coupon_goes_to(text: str, returns: bool) -> None:
    assert is_return_address(text) is returns


@pytest.mark.parametrize("row", ["Mr / Mrs (delete as appropriate)", "Madame / Monsieur (rayer la mention inutile)"])
def test_a_civility_with_a_hint_beside_it_is_the_one_that_was_left(row: str) -> None:
    def page(canvas: Any) -> None:
        for number, text in enumerate((row, *WHO, CHOSEN)):
            canvas.setFont("Helvetica", 11)
            canvas.drawString(60, HEIGHT - 60 - 22 * number, text)
        canvas.line(60, HEIGHT - 57, 60 + canvas.stringWidth(row.split(" /")[0], "Helvetica", 11), HEIGHT - 57)

    assert one(mailed(made(page))).civility == ("Mme" if row.startswith("Mr ") else "M.")


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Mme / M. (nom et prénom)", Label.FULL_NAME),
        ("Civilité (M., Mme)", Label.CIVILITY),
        ("Votre commune ou association", Label.ORGANISATION),
        ("Commune / Code postal", None),
    ],
)
def test_labels_with_brackets_and_alternatives(text: str, label: Label | None) -> None:
    assert label_of(text) is label


def test_what_was_typed_into_a_field_is_never_a_heading() -> None:
    def page(canvas: Any) -> None:
        for number, text in enumerate((*WHO, CHOSEN, "", "Buffet : oui")):
            canvas.setFont("Helvetica", 11)
            canvas.drawString(60, HEIGHT - 60 - 22 * number, text)
        canvas.acroForm.textfield(name="f1", value="18 mars", x=60, y=HEIGHT - 60 - 22 * 4, width=100, height=14)

    (person,) = mailed(made(page)).attendees
    assert person.confidence < 0.9


def test_what_a_letter_prints_above_the_title_of_its_coupon_is_no_answer() -> None:
    letter = ("Autour de deux ateliers : les crues et les étangs.", "COUPON À RETOURNER")
    person = one(coupon(CHOSEN, above=letter))
    assert person.workshops == ("crues",)


def test_a_programme_that_names_somebody_and_all_workshops_is_no_coupon() -> None:
    def page(canvas: Any) -> None:
        for number, row in enumerate(
            ("Programme", "10 h Ateliers : crues, berges", "Contact : Mme Anne Petit, 02 54 55 56 57")
        ):
            canvas.drawString(60, HEIGHT - 60 - 22 * number, row)

    message = EmailMessage()
    message["From"], message["To"] = "Léa Morvan <lea.morvan@syndicat-loire.example>", "forum@example.org"
    message["Subject"], message["Date"] = "Forum des rivières", "Tue, 16 Feb 2021 10:00:00 +0100"
    message.set_content("Bonjour,\n\nCi-joint mon coupon.\n")
    for name, data in (("programme.pdf", made(page)), ("coupon.pdf", made(filled))):
        message.add_attachment(data, maintype="application", subtype="pdf", filename=name)
    assert one(read(message.as_bytes(), Context(events=(FORUM,), ocr=False))).workshops == ("crues",)


def filled(canvas: Any) -> None:
    for number, row in enumerate((*WHO, CHOSEN)):
        canvas.drawString(60, HEIGHT - 60 - 22 * number, row)


def test_pairs_side_by_side_need_no_colon() -> None:
    person = one(coupon("Code postal 41000        Ville Blois", CHOSEN))
    assert (person.postal_code, person.city) == ("41000", "Blois")


def test_a_slot_before_the_workshop_of_a_box_chooses_nothing() -> None:
    rows = (
        "Ateliers",
        "[] Matin : Prévenir les crues",
        "[x] Matin : Passes à poissons",
        "[] Soir : Entretien des berges",
    )
    assert one(coupon(*rows)).workshops == ("poissons",)


def test_an_answer_for_all_counts_for_each() -> None:
    def page(canvas: Any) -> None:
        rows = ("Organisme : Ville de Blois", "", "", "", "Buffet pour tous les inscrits : oui")
        for number, row in enumerate(rows):
            canvas.drawString(60, HEIGHT - 60 - 22 * number, row)
        for number, cells in enumerate(
            (("Nom", "Prénom", "Atelier"), ("Morvan", "Léa", "crues"), ("Petit", "Paul", "berges"))
        ):
            for column, cell in enumerate(cells):
                canvas.rect(60 + 120 * column, HEIGHT - 88 - 22 * number, 120, 22)
                canvas.drawString(64 + 120 * column, HEIGHT - 82 - 22 * number, cell)

    reading = mailed(made(page), "Bonjour,\n\nCi-joint nos inscriptions.\n")
    assert reading.doubts == ()
    assert [(p.last_name, p.organisation, p.answers) for p in reading.attendees] == [
        ("Morvan", "Ville de Blois", {"buffet": True}),
        ("Petit", "Ville de Blois", {"buffet": True}),
    ]


def cells(*rows: tuple[str, ...]) -> bytes:
    """Give a PDF of a ruled table."""

    def page(canvas: Any) -> None:
        canvas.setFont("Helvetica", 10)
        for number, row in enumerate(rows):
            for column, text in enumerate(row):
                canvas.rect(60 + 160 * column, HEIGHT - 88 - 22 * number, 160, 22)
                canvas.drawString(64 + 160 * column, HEIGHT - 82 - 22 * number, text)

    return made(page)


def test_columns_that_ask_for_the_same_are_people() -> None:
    reading = mailed(
        cells(
            ("Participant 1", "Participant 2"),
            ("Nom : Morvan", "Nom : Petit"),
            ("Prénom : Léa", "Prénom : Paul"),
            ("Organisme : Ville de Blois", "Organisme : Ville de Tours"),
            ("Atelier : crues", "Atelier : berges"),
        ),
        "Bonjour,\n\nCi-joint nos inscriptions.\n",
    )
    assert reading.doubts == ()
    assert [(p.last_name, p.organisation, p.workshops) for p in reading.attendees] == [
        ("Morvan", "Ville de Blois", ("crues",)),
        ("Petit", "Ville de Tours", ("berges",)),
    ]


def test_a_head_of_oui_and_non_further_down_means_the_rows_below_it() -> None:
    person = one(
        mailed(
            cells(
                ("Nom", "Morvan", ""),
                ("Prénom", "Léa", ""),
                ("Organisme", "Ville de Blois", ""),
                ("Je m'inscris à", "Oui", "Non"),
                ("Prévenir les crues", "", "X"),
                ("Passes à poissons", "X", ""),
                ("Entretien des berges", "", "X"),
            )
        )
    )
    assert (person.last_name, person.workshops) == ("Morvan", ("poissons",))


def test_a_letter_is_a_digit_where_a_scan_asks_for_a_number() -> None:
    asked = Question(id="guests", label="Nombre d'accompagnants", type=QuestionType.NUMBER)
    named = Question(id="shirt", label="Taille", type=QuestionType.TEXT)

    def told(value: str, question: Question = asked, source: Source = Source.OCR) -> str:
        text = f"Nombre d'accompagnants : {value}"
        token = Token(25, len(text), Span(25, len(text)), source=source)
        piece = Labelled(value, 25, len(text))
        return digits_for_letters(question, Row(Line(text, (token,)), 0), piece, value)

    assert [told(value) for value in ("Q", "O", "l", "1O")] == ["0", "0", "1", "10"]
    assert [told(value) for value in ("oui", "Ol ou 2")] == ["oui", "Ol ou 2"]
    assert told("Q", question=named) == "Q"
    assert told("O", source=Source.TEXT) == "O"


@pytest.mark.parametrize(("line", "said"), [("Si oui, à qui ? Paul Roux", "Paul Roux"), ("Si oui, à qui ?", None)])
def test_what_a_label_goes_on_to_ask_is_no_answer(line: str, said: str | None) -> None:
    told = reading(f"Nom : Morvan\nPrénom : Léa\nOrganisme : Ville de Blois\n{CHOSEN}\nDonne pouvoir à : {line}\n")
    assert told.attendees[0].answers.get("pouvoir") == said
