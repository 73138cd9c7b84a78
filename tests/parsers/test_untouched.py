"""A blank coupon quoted below a letter that answers: whatever its layout, its print is no answer."""

from parsers.reading import Reading
from tests.parsers.forum import reading

LETTER = "Bonjour,\n\nJe participerai à l'atelier sur les crues.\n\nCordialement,\n"
SIGNED = "Léa Morvan\nSyndicat de la Loire\n"
PRINTED = """Forum des rivières vivantes, Halle aux grains

   rang
   (   )  Atelier A : Prévenir les crues
   (   )  Atelier B : Passes à poissons

Nom{name}                           Prénom{first}
Structure                     Fonction
GROUP ..................... PARISH ....................
Buffet : oui - non (rayer la mention inutile)
1 Crues - 2 Poissons - 3 Berges

Yann Kerbrat, coordinateur"""


def quoted(letter: str = LETTER, signed: str = SIGNED, name: str = "", first: str = "", mark: str = "   ") -> Reading:
    """Give the reading of a letter above the invitation with its coupon."""
    printed = PRINTED.format(name=name, first=first).replace("(   )", f"({mark})", 1)
    lines = "\n".join(f"> {line}" for line in printed.splitlines())
    return reading(f"{letter}{signed}\nLe 07/02/2021 à 09:20, Forum <forum@example.org> a écrit :\n{lines}\n")


def test_the_letter_is_the_answer_where_no_hand_shows_in_the_coupon() -> None:
    told = quoted()
    assert told.doubts == ()
    (person,) = told.attendees
    assert (person.first_name, person.last_name) == ("Léa", "Morvan")
    assert (person.role, person.workshops, person.answers) == (None, ("crues",), {})


def test_a_name_in_the_coupon_is_not_passed_over() -> None:
    told = quoted(name=" : DURAND", first=" : Paul")
    assert told.doubts or any(person.last_name == "Durand" for person in told.attendees)


def test_a_tick_in_the_coupon_is_not_passed_over() -> None:
    assert quoted(letter=LETTER.replace("crues", "berges"), mark=" X ").doubts


def test_a_letter_that_points_to_the_coupon_leaves_it_to_be_read() -> None:
    sentence = "Vous trouverez mes réponses ci-dessous. Je participerai à l'atelier sur les crues."
    filled = quoted(f"Bonjour,\n\n{sentence}\n\nCordialement,\n", name=" : Morvan", first=" : Léa")
    assert [person.last_name for person in filled.attendees] == ["Morvan"]
