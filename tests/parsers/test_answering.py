"""What a list of people says of the coupon's questions, each for himself."""

from tests.parsers.forum import reading

LIST = """Bonjour,

Deux personnes du syndicat viendront au forum :
- Mme Ève Petit, directrice : ateliers 1 et 3, avec le déjeuner ;
- M. Paul Roux, agent : atelier 2, sans le déjeuner.

Bien à vous,
Léa Morvan
"""


def test_with_and_without_are_answers() -> None:
    found = reading(LIST)
    told = [(p.last_name, p.workshops, p.answers) for p in found.attendees]
    assert told == [
        ("Petit", ("crues", "berges"), {"buffet": True}),
        ("Roux", ("poissons",), {"buffet": False}),
    ]
