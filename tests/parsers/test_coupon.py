import pytest

from parsers.reading import Intent
from parsers.reasons import Reason
from tests.parsers.forum import reading

HEAD = "Nom : MORVAN\nPrénom : Léa\nOrganisme : Syndicat de la Loire\n"


@pytest.mark.parametrize(
    ("body", "workshops"),
    [
        (HEAD + "[x] Prévenir les crues\n[ ] Passes à poissons\n[x] Entretien des berges", ("crues", "berges")),
        (HEAD + "Prévenir les crues ..... (X)\nPasses à poissons ..... ( )", ("crues",)),
        (HEAD + "Ateliers :\nX Prévenir les crues\n  Passes à poissons", ("crues",)),
        (HEAD + "Prévenir les crues : oui\nPasses à poissons : non", ("crues",)),
        (HEAD + "Ateliers : crues + berges", ("crues", "berges")),
        (HEAD + "Ateliers choisis :\n- Prévenir les crues\n- Entretien des berges", ("crues", "berges")),
        (HEAD + "Ateliers : 2", ("poissons",)),
    ],
)
def test_chosen_workshops_are_read_however_they_are_marked(body: str, workshops: tuple[str, ...]) -> None:
    read = reading(body)
    assert read.doubts == ()
    assert read.attendees[0].workshops == workshops
    assert read.attendees[0].last_name == "Morvan"
    assert read.attendees[0].confidence >= 0.9


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (HEAD + "Prévenir les crues : [x] oui [x] non", Reason.CONTRADICTION),
        (HEAD + "Ateliers : tourisme", Reason.UNKNOWN_WORKSHOP),
        (HEAD + "Ateliers :\n[x] Tourisme\n[x] Prévenir les crues", Reason.UNKNOWN_WORKSHOP),
        (HEAD.replace("MORVAN", "<b>X</b>") + "Ateliers : crues", Reason.SUSPICIOUS_TEXT),
        (HEAD + "Tél. : 06 12 34 56 78 ou 01 44 55 66 77\nAteliers : crues", Reason.DOUBTFUL_VALUE),
        (
            "COUPON-RÉPONSE\nNom :\nPrénom :\nOrganisme :\n[ ] Prévenir les crues\n[ ] Entretien des berges",
            Reason.BLANK_COUPON,
        ),
        (HEAD + "Participera au buffet : oui\nAteliers : crues\n\nCordialement\n", None),
        ("Je ne pourrai pas venir.\n\n" + HEAD + "Ateliers : crues", Reason.COMING_AND_NOT),
        ("Je viendrai peut-être.\n\n" + HEAD + "Ateliers : crues", Reason.UNDECIDED),
    ],
)
def test_what_speaks_against_a_coupon_is_a_doubt(body: str, reason: Reason | None) -> None:
    assert reason is None or reason in reading(body).doubts


@pytest.mark.parametrize("remark", ["PS : ma collègue Mme Petit viendra aussi.", "Je ne mange pas de viande."])
def test_a_remark_inside_a_coupon_costs_confidence(remark: str) -> None:
    assert reading(f"{HEAD}Ateliers : crues\n{remark}").attendees[0].confidence < 0.9


def test_one_empty_box_before_a_value_is_no_empty_answer() -> None:
    read = reading(f"{HEAD}Tél. : [ ] 3 53 01 92 56\nAteliers : crues")
    assert read.attendees[0].confidence < 0.9 or read.doubts


def test_a_second_name_begins_a_second_person() -> None:
    other = HEAD.replace("MORVAN", "LE GALL").replace("Léa", "Paul")
    read = reading(f"{HEAD}Ateliers : crues\n\n{other}Ateliers : berges")
    assert [(a.first_name, a.workshops) for a in read.attendees] == [("Léa", ("crues",)), ("Paul", ("berges",))]


def test_values_may_stand_below_their_labels() -> None:
    read = reading(
        "Nom\nMORVAN\nPrénom\nLéa\nFonction\nMaire\nCollectivité\nVille de Blois\nAteliers choisis\nberges\n"
    )
    person = read.attendees[0]
    assert (person.last_name, person.role, person.organisation) == ("Morvan", "Maire", "Ville de Blois")


@pytest.mark.parametrize(
    ("rows", "people"),
    [
        (
            "<tr><th>Nom</th><th>Prénom</th><th>Ateliers</th></tr><tr><td>MORVAN</td><td>Léa</td><td>1 et 2</td></tr>"
            "<tr><td>LE GALL</td><td>Paul</td><td>berges</td></tr>",
            [("Morvan", ("crues", "poissons")), ("Le Gall", ("berges",))],
        ),
        (
            "<tr><td>Nom et prénom</td><td>Prévenir les crues</td><td>Entretien des berges</td></tr>"
            "<tr><td>MORVAN Léa</td><td>X</td><td></td></tr>",
            [("Morvan", ("crues",))],
        ),
    ],
)
def test_a_table_may_hold_a_person_a_row(rows: str, people: list[tuple[str, tuple[str, ...]]]) -> None:
    read = reading(f"<html><body><table>{rows}</table></body></html>", kind="text/html")
    assert [(a.last_name, a.workshops) for a in read.attendees] == people


def test_what_is_struck_out_does_not_count() -> None:
    head = HEAD.replace("\n", "<br>")
    body = f"<p>{head}Prévenir les crues : oui / <s>non</s><br>Entretien des berges : <s>oui</s> / non</p>"
    assert reading(body, kind="text/html").attendees[0].workshops == ("crues",)


def test_the_blank_coupon_in_the_quote_is_no_answer() -> None:
    blank = "> Nom :\n> Prénom :\n> Organisme :\n> [ ] Prévenir les crues\n> [ ] Entretien des berges\n"
    read = reading(f"{HEAD}Ateliers : crues\n\nLe 12/02/2021 à 10:00, Forum a écrit :\n{blank}")
    assert [a.workshops for a in read.attendees] == [("crues",)]
    assert Reason.BLANK_COUPON not in read.doubts


def test_a_coupon_filled_in_inside_the_quote_is_the_answer() -> None:
    filled = (
        "> Nom : MORVAN\n> Prénom : Léa\n> Organisme : Syndicat\n> [x] Prévenir les crues\n> [ ] Entretien des berges\n"
    )
    read = reading(f"Voir ci-dessous.\n\nLe 12/02/2021 à 10:00, Forum a écrit :\n{filled}")
    assert read.intent is Intent.REGISTER
    assert read.attendees[0].workshops == ("crues",)


def test_a_no_without_a_workshop_declines() -> None:
    read = reading(HEAD + "☐ participera\n☒ ne participera pas\n")
    assert read.intent is Intent.DECLINE


def test_every_value_carries_its_evidence() -> None:
    person = reading(HEAD + "Ateliers : crues\nParticipera au buffet : oui").attendees[0]
    assert set(person.evidence) == {"last_name", "first_name", "organisation", "workshops.crues", "answers.buffet"}
    assert person.evidence["last_name"][0].text == "MORVAN"


def test_a_row_of_a_table_may_hold_two_pairs() -> None:
    rows = (
        "<tr><td>Nom</td><td>MORVAN</td><td>Prénom</td><td>Léa</td></tr>"
        "<tr><td>Organisme</td><td>Syndicat</td><td>Ville</td><td></td></tr>"
        "<tr><td>Ateliers</td><td>crues</td><td></td><td></td></tr>"
    )
    person = reading(f"<table>{rows}</table>", kind="text/html").attendees[0]
    assert (person.last_name, person.first_name, person.organisation, person.city) == (
        "Morvan",
        "Léa",
        "Syndicat",
        None,
    )
    assert person.workshops == ("crues",)


def test_a_civility_to_choose_in_the_cell_beside_its_label_begins_no_other_person() -> None:
    rows = [("Nom", "Morvan"), ("Prénom", "Léa"), ("Organisme", "Syndicat"), ("Civilité", "Madame / <s>Monsieur</s>")]
    rows.append(("Ateliers", "Prévenir les crues / <s>Passes à poissons</s> / Entretien des berges"))
    table = "".join(f"<tr><td>{label}</td><td>{value}</td></tr>" for label, value in rows)
    (person,) = reading(f"<html><body><table>{table}</table></body></html>", kind="text/html").attendees
    assert (person.civility, person.workshops) == ("Mme", ("crues", "berges"))
