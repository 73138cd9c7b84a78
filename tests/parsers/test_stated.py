"""What is stated around coupons for those in them: an address in brackets above, the details of a signature below."""

from tests.parsers.forum import reading
from tests.parsers.test_between import sure

PLACED = "Bonjour,\n\nVoici nos deux élus (Ville de Gap, 3 rue Carnot, 05000 Gap) :\n\n"
PEOPLE = (
    "Nom | Prénom | Organisme | Atelier\nMorvan | Léa | Ville de Gap | berges\nPetit | Tom | Ville de Gap | crues\n"
)
COUPON = "Nom : Morvan\nPrénom : Léa\nOrganisme : Syndicat de la Loire\nTél. : 02 54 00 00 01\nAtelier : berges\n"


def test_an_address_in_brackets_above_people_is_theirs() -> None:
    read = reading(PLACED + PEOPLE)
    assert read.doubts == ()
    assert {(a.address, a.postal_code, a.city) for a in read.attendees} == {("3 rue Carnot", "05000", "Gap")}


def test_an_address_in_brackets_of_another_body_is_given_whole() -> None:
    read = reading(PLACED.replace("Ville de Gap, ", "Foyer des Alpes, ") + PEOPLE)
    assert {a.address for a in read.attendees} <= {"Foyer des Alpes, 3 rue Carnot", None}


def test_the_name_of_a_coupon_signed_with_an_initial_is_sure() -> None:
    signed = "\nAvec mes remerciements,\nL. Morvan, professeure de biologie\n--\nStandard 02 54 00 00 99\n"
    assert sure(reading(COUPON + signed)).role == "Professeure de biologie"


def test_two_numbers_in_a_signature_are_for_a_person_where_the_coupon_has_none() -> None:
    signed = "\nCordialement,\nLéa Morvan\nTél. 02 54 00 00 01 - Port. 06 39 98 00 02\n"
    (person,) = reading(COUPON.replace("Tél. : 02 54 00 00 01\n", "") + signed).attendees
    assert person.phone is not None or person.confidence < 0.9
    assert sure(reading(COUPON + signed)).phone == "+33254000001"


def test_the_word_workshop_beside_a_coupon_names_none() -> None:
    said = "Bonjour,\n\nNotre maire est d'accord, l'atelier tombe à pic. Voici mon coupon.\n\n"
    assert sure(reading(said + COUPON)).workshops == ("berges",)


def test_a_workshop_that_the_event_does_not_have_is_still_noticed_beside_a_coupon() -> None:
    read = reading("Bonjour,\n\nJe souhaite aussi participer à l'atelier 9.\n\n" + COUPON)
    assert read.doubts


def test_whom_a_line_above_people_greets_is_no_body_of_theirs() -> None:
    people = "Nom | Prénom | Atelier\nMorvan | Léa | berges\nPetit | Tom | crues\n"
    (one, other) = reading(f"Bonjour Firmin, nous serons deux :\n\n{people}\n").attendees
    (first, second) = reading(f"Bonjour, pour le Foyer Firmin, nous serons deux :\n\n{people}\n").attendees
    assert min(one.confidence, other.confidence) > max(first.confidence, second.confidence)
