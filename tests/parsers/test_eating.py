"""Who says beside his coupon that he does not eat there: the same as the coupon, or something to be read."""

import pytest

from parsers.coupons.eating import agrees_on_meal
from parsers.reasons import Reason
from tests.parsers.forum import reading

COUPON = (
    "\n\nNom : Morvan\nPrénom : Léa\nOrganisme : Ville de Blois\nAtelier choisi : Passes à poissons\n"
    "Participera au buffet : {}\n\nLéa Morvan\n"
)


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("Je ne resterai pas manger, j'ai une réunion à 13 h, mais je reviens pour l'après-midi.", True),
        ("Pas de repas pour moi, je rentre à la maison.", True),
        ("Je ne pourrai pas manger avec vous, j'ai des révisions le midi ;)", True),
        ("je vous envoie ma fiche je ne mangerais pas sur place car je dois rentrer pour le service", True),
        ("I won't be eating as I have to be back at the office.", True),
        ("Je ne mange pas de porc.", False),
        ("Je ne mangerai pas, mais ma collègue oui.", False),
        ("Contrairement à ce qui est coché, je ne déjeunerai pas.", False),
        ("Je ne mangerai pas, et je pars à 15 h.", False),
        ("Je resterai jusqu'au déjeuner.", False),
    ],
)
def test_a_denial_of_the_meal_and_its_reason_are_told(text: str, same: bool) -> None:
    assert agrees_on_meal(text, abstains=True) is same
    assert not agrees_on_meal(text, abstains=False)


@pytest.mark.parametrize(("answer", "doubts"), [("non", ()), ("oui", (Reason.REMARK,))])
def test_it_changes_nothing_where_the_coupon_says_so(answer: str, doubts: tuple[Reason, ...]) -> None:
    read = reading(f"Bonjour,\n\nJe ne resterai pas manger, j'ai une réunion à midi.{COUPON.format(answer)}")
    assert set(doubts) <= set(read.doubts)
    assert bool(read.doubts) is bool(doubts)
