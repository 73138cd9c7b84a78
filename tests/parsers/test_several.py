"""Several coupons in one reply: where each begins, who signs for all, and what is stated once for each of them."""

from tests.parsers.test_habits import of
from tests.parsers.test_layouts import HEAD

TWO = (
    "First name: Léa\nSurname: Morvan\nOrganisation: Syndicat de la Loire\nWorkshops: crues\n\n"
    "First name: Tom\nSurname: Petit\nOrganisation: Syndicat de la Loire\nWorkshops: berges\n"
)


def test_a_second_first_name_begins_a_second_person() -> None:
    read = of(TWO)
    assert read.doubts == ()
    assert [(a.first_name, a.last_name, a.workshops) for a in read.attendees] == [
        ("Léa", "Morvan", ("crues",)),
        ("Tom", "Petit", ("berges",)),
    ]


def test_the_first_of_two_may_sign_below_the_second() -> None:
    read = of(f"{TWO}\nL. Morvan")
    assert [a.confidence >= 0.9 for a in read.attendees] == [True, True]


def test_underscores_in_brackets_are_an_empty_box() -> None:
    body = f"{HEAD}(_) Prévenir les crues\n(X) Entretien des berges\n[_] Passes à poissons\nBuffet : (_) oui (X) non"
    (person,) = of(body).attendees
    assert (person.workshops, person.answers) == (("berges",), {"buffet": False})
    assert person.confidence >= 0.9


def test_two_dots_are_leaders_too() -> None:
    (person,) = of(
        f"{HEAD}Code postal : ..45130..  Ville : ...Meung...\nTél. : ..0639981234..\nAtelier : crues"
    ).attendees
    assert (person.postal_code, person.city, person.phone) == ("45130", "Meung", "+33639981234")
    assert person.confidence >= 0.9


def test_a_lone_cross_beside_numbered_workshops_is_a_tick() -> None:
    behind = "Atelier :\n1. Prévenir les crues  X\n2. Passes à poissons\n3. Entretien des berges  X\n"
    before = "Atelier :\nX  1. Prévenir les crues\n-  2. Passes à poissons\nX  3. Entretien des berges\n"
    for rows in (behind, before):
        (person,) = of(HEAD + rows).attendees
        assert person.workshops == ("crues", "berges")
        assert person.confidence >= 0.9
