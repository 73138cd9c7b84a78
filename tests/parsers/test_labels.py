from dataclasses import replace

import pytest

from parsers import read
from parsers.context import Context
from parsers.coupons.pairs import labelled
from parsers.coupons.values import last_first
from parsers.coupons.vocabulary import Label, is_boilerplate, is_closing, is_greeting, is_title, label_of
from parsers.event import Question, QuestionType, Workshop
from tests.parsers.forum import FORUM, choices, mail, reading
from tests.parsers.test_between import sure


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Nom", Label.LAST_NAME),
        ("NOM (en capitales)", Label.LAST_NAME),
        ("Nom du participant", Label.LAST_NAME),
        ("Nom / Surname", Label.LAST_NAME),
        ("Nom de l'organisme", Label.ORGANISATION),  # not a person's name
        ("NOM Prénom", Label.FULL_NAME),
        ("Adresse", Label.ADDRESS),
        ("Adresse électronique", Label.EMAIL),
        ("Tél. professionnel", Label.PHONE),
        ("CP/Ville", Label.POSTAL_CITY),
        ("Télécopie", Label.IGNORED),
        ("Colectivité", Label.ORGANISATION),  # a slip of the finger
        ("Civilité, prénom, nom", Label.FULL_NAME),
        ("Mme / M., nom et prénom", Label.FULL_NAME),
        ("Nom, prénom, fonction", None),  # more than a name
        ("Président(e), élu(e), bénévole… (fonction)", Label.ROLE),
        ("Adresse, code postal, ville", Label.ADDRESS),
        ("Association, commune, école…", Label.ORGANISATION),
        ("Association, commune", None),  # a body, or the town it is in
        ("Commune, syndicat, association", Label.ORGANISATION),
        ("Nom du chien", None),
        ("Adresse 12", None),  # a value has begun
    ],
)
def test_a_label_tells_what_it_asks_for(text: str, label: Label | None) -> None:
    assert label_of(text) is label


@pytest.mark.parametrize(
    ("line", "pairs"),
    [
        ("Nom : MORVAN", [("last_name", "MORVAN")]),
        ("Nom\tMORVAN", [("last_name", "MORVAN")]),
        ("Nom ........ MORVAN ....", [("last_name", "MORVAN")]),
        ("Nom : MORVAN   Prénom : Léa", [("last_name", "MORVAN"), ("first_name", "Léa")]),
        ("Code postal : 41000 Ville : Blois", [("postal_code", "41000"), ("city", "Blois")]),
        ("Participera au buffet : oui", [("buffet", "oui")]),
        ("Entretien des berges : oui / non", [("berges", "oui / non")]),
        ("Le forum : une journée pour tous", []),
        ("Forum des rivières vivantes : coupon-réponse", []),
    ],
)
def test_a_line_is_parted_into_labels_and_values(line: str, pairs: list[tuple[str, str]]) -> None:
    found = [
        (str(p.label or (p.question.id if p.question else p.workshop)), p.value.strip(" ."))
        for p in labelled(line, choices())
    ]
    assert found == pairs


@pytest.mark.parametrize("text", ["Cordialement,", "Bien à vous", "Kind regards,", "Sincères salutations."])
def test_a_letter_ends_with_a_closing(text: str) -> None:
    assert is_closing(text)


@pytest.mark.parametrize("text", ["Je participerai, cordialement invité par vous", "Merci de noter ma venue"])
def test_a_sentence_is_no_closing(text: str) -> None:
    assert not is_closing(text)


def test_other_lines_that_are_no_answers() -> None:
    assert is_greeting("Chers collègues,")
    assert is_title("COUPON-RÉPONSE")
    assert not is_title("Veuillez trouver ci-joint le coupon-réponse")
    assert is_boilerplate("Envoyé de mon iPhone")
    assert is_boilerplate("Comité régional, 13 rue du Port - Pour ne plus recevoir nos messages, écrivez-nous.")


@pytest.mark.parametrize(
    ("label", "asked"),
    [
        ("Club / structure", Label.ORGANISATION),
        ("Nom de votre laboratoire", Label.ORGANISATION),
        ("Musée ou université", Label.ORGANISATION),
        ("Fonction au sein du club", Label.ROLE),
        ("Position within the company", Label.ROLE),
        ("Fonction / Organisme", None),  # it asks for both
        ("Comité des fêtes", None),  # a body's own name
        ("Nom", Label.LAST_NAME),
        ("Commune / intercommunalité", Label.ORGANISATION),
        ("Ville / Strasbourg", None),  # a value
        ("Town / village", None),
    ],
)
def test_a_label_that_names_a_kind_of_body_asks_for_it(label: str, asked: Label | None) -> None:
    assert label_of(label, exact=True) is asked


@pytest.mark.parametrize(
    ("written", "label"),
    [
        ("Civiltié", Label.CIVILITY),
        ("Prénmo(s)", Label.FIRST_NAME),
        ("C.P.", Label.POSTAL_CODE),
        ("Fonctoin", Label.ROLE),
    ],
)
def test_a_label_with_two_letters_swapped_is_known(written: str, label: Label | None) -> None:
    assert label_of(written) is label


@pytest.mark.parametrize("label", ["Nom & pénom", "Nom & préonm", "Nom et prénoms"])
def test_a_misspelt_label_still_tells_the_order_of_a_name(label: str) -> None:
    assert last_first(label)


def test_a_number_tells_what_an_uncommon_label_asks_for() -> None:
    body = (
        "Nom : Morvan\nPrénom : Léa\nOrganisme : Ville de Blois\nPour me joindre : 06 39 98 12 34\nAteliers : crues\n"
    )
    assert reading(body).attendees[0].phone == "+33639981234"


def test_a_misspelt_label_does_not_become_part_of_its_value() -> None:
    body = "Nom — Morvan\nPrénom — Léa\nOrganisme reprsenté — Ville de Blois\nFonction — directrice\nAteliers — crues\n"
    (person,) = reading(body).attendees
    assert person.organisation in (None, "Ville de Blois")


def test_a_label_that_shares_one_word_with_a_workshop_is_still_a_label() -> None:
    event = replace(FORUM, workshops=(*FORUM.workshops, Workshop("commun", "Le service commun d'archives")))
    form = "Nom : Morvan\nPrénom : Léa\nOrganisme : Syndicat\nAdresse du service : 3 quai Ouest\nAtelier : crues\n"
    assert sure(read(mail(form), Context(events=(event,)))).address == "3 quai Ouest"


def test_the_name_of_a_workshop_in_their_list_is_no_label() -> None:
    event = replace(FORUM, workshops=(*FORUM.workshops, Workshop("direction", "Direction")))
    form = "Nom : Morvan\nPrénom : Léa\nOrganisme : Syndicat\nAteliers choisis :\nDirection\n"
    person = sure(read(mail(form), Context(events=(event,))))
    assert (person.organisation, person.workshops) == ("Syndicat", ("direction",))


@pytest.mark.parametrize("label", ["Nombre de bénévoles", "Nb de bénévoles"])
def test_however_a_label_asks_for_a_number_it_is_the_questions(label: str) -> None:
    asked = Question("benevoles", "Combien de bénévoles compte votre club ?", QuestionType.NUMBER)
    event = replace(FORUM, questions=(*FORUM.questions, asked))
    form = f"Nom : Morvan\nPrénom : Léa\nOrganisme : Syndicat\nAtelier : crues\n{label} : 4\n"
    assert sure(read(mail(form), Context(events=(event,)))).answers == {"benevoles": 4}


def test_a_number_among_the_words_of_its_question_is_the_answer() -> None:
    asked = Question("parcelles", "Notre jardin compte (nombre de parcelles)", QuestionType.NUMBER)
    event = replace(FORUM, questions=(*FORUM.questions, asked))
    form = "Nom : Morvan\nPrénom : Léa\nOrganisme : Syndicat\nAtelier : crues\nNOTRE JARDIN COMPTE 42 PARCELLES\n"
    assert sure(read(mail(form), Context(events=(event,)))).answers == {"parcelles": 42}


def test_a_question_in_words_above_its_boxes_is_a_label_though_it_speaks_of_oneself() -> None:
    asked = Question("troc", "J'apporte des plants", QuestionType.YES_NO)
    event = replace(FORUM, questions=(*FORUM.questions, asked))
    form = "Nom : Morvan\nPrénom : Léa\nOrganisme : Syndicat\nAtelier : crues\nJ'apporte des plants\noui\n"
    assert sure(read(mail(form), Context(events=(event,)))).answers == {"troc": True}


def test_an_answer_behind_a_question_that_nothing_parts_from_it() -> None:
    asked = Question("regime", "Régime alimentaire particulier", QuestionType.TEXT)
    event = replace(FORUM, questions=(*FORUM.questions, asked))
    form = "Nom : Morvan\nPrénom : Léa\nOrganisme : Syndicat\nAtelier : crues\nRégime alimentaire particulier {}\n"
    for said, answers in (
        ("végétarien", {"regime": "végétarien"}),
        ("(allergies) végétarien", {"regime": "végétarien"}),
        ("de votre choix", {}),
    ):
        (person,) = read(mail(form.format(said)), Context(events=(event,))).attendees
        assert person.answers == answers


def test_a_body_that_begins_with_a_word_for_bodies_is_no_label() -> None:
    form = "Nom MORVAN\nPrénom Léa\nVille Niort\nOrganisme École de musique\nAtelier crues\n"
    (person,) = reading(f"UNION DES HARMONIES DU POITOU\n{form}").attendees
    assert person.organisation == "École de musique"
