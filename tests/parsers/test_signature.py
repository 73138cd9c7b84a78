import pytest

from parsers.document import Line
from parsers.letters.signature import read_signature
from parsers.mail.thread import Row
from tests.parsers.forum import reading


def rows(text: str) -> list[Row]:
    return [Row(Line(line), 0) for line in text.splitlines()]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        (
            "Cordialement,\nLéa MORVAN\nMaire\nVille de Blois\n12 rue des Tanneurs - 41000 BLOIS\nTél. 02 61 91 00 00",
            {
                "first_name": "Léa",
                "last_name": "Morvan",
                "role": "Maire",
                "organisation": "Ville de Blois",
                "address": "12 rue des Tanneurs",
                "postal_code": "41000",
                "city": "Blois",
                "phone": "+33261910000",
            },
        ),
        (
            "Léa Morvan\n3 impasse du Moulin, 41000 Blois - 02 61 91 00 00",
            {
                "first_name": "Léa",
                "last_name": "Morvan",
                "address": "3 impasse du Moulin",
                "postal_code": "41000",
                "city": "Blois",
                "phone": "+33261910000",
            },
        ),
        ("Léa Morvan, maire de Blois", {"first_name": "Léa", "last_name": "Morvan", "role": "Maire de Blois"}),
        ("Léa Morvan\nFax : 02 61 91 00 00\nwww.blois.example", {"first_name": "Léa", "last_name": "Morvan"}),
        (
            "Fanny Morvan\nF. 02 61 91 00 01\nf.morvan@blois.example",
            {"first_name": "Fanny", "last_name": "Morvan", "email": "f.morvan@blois.example"},
        ),
        (
            "Jane Doe\n1 Quay Street, Harbourtown DT9 4QX",
            {
                "first_name": "Jane",
                "last_name": "Doe",
                "address": "1 Quay Street",
                "postal_code": "DT9 4QX",
                "city": "Harbourtown",
            },
        ),
        ("Ville de Blois\n02 61 91 00 00", {}),  # nobody signed
    ],
)
def test_a_signature_gives_who_signed_and_what_stands_below(text: str, values: dict[str, str]) -> None:
    assert read_signature(rows(text), "Léa Morvan").values == values


@pytest.mark.parametrize(
    "text",
    [
        "Léa Morvan\nMaire\nVice-présidente de l'agglomération",  # which of the two?
        "Léa Morvan\nDirectrice\nPôle paysages\nVille de Blois",
        "Léa Morvan\nLes Tilleuls",  # what one does, or for whom?
        "Léa Morvan\nMaire\n02 61 91 00 00\n06 39 98 00 00",
    ],
)
def test_what_a_signature_leaves_open_is_not_sure(text: str) -> None:
    assert read_signature(rows(text), "Léa Morvan").unsure


@pytest.mark.parametrize("name", ["Agnès PICOT-RENAUD", "Françoise GALLAIS"])
def test_a_first_name_and_a_last_name_in_capitals_are_no_body(name: str) -> None:
    first, last = name.split()
    coupon = f"Nom : {last}\nPrénom : {first}\nOrganisme : Ville de Blois\nAtelier : crues\n"
    told = reading(f"{coupon}\nCordialement,\n\n{name}\nChargée de mission\n", sender="a@blois.example")
    assert told.attendees[0].role == "Chargée de mission"


def test_a_civility_behind_a_first_name_is_no_part_of_it() -> None:
    told = reading("Nom : LE GOFF     Prénom : Yann      M.\nOrganisme : Ville de Blois\nAtelier : crues\n")
    assert (told.attendees[0].civility, told.attendees[0].first_name) == ("M.", "Yann")
