"""Coupons without the usual boxes and labels: stars, letterheads, drawn tables, values of several lines."""

import re
from dataclasses import replace
from datetime import datetime

import pytest

from parsers import read
from parsers.coupons.choices import choices_for
from parsers.coupons.completion import shared
from parsers.coupons.coupon import read_section
from parsers.coupons.options import options
from parsers.coupons.pairs import labelled
from parsers.document import Document, Line, Mark, Style, Table, TableCell, Token
from parsers.draft import Draft
from parsers.event import Choice, Question, QuestionType
from parsers.mail.body import from_text
from parsers.mail.thread import thread
from parsers.occasion import occasion
from parsers.reading import Box, Evidence, Source, Span
from parsers.reasons import Reason
from tests.parsers.forum import CONTEXT, FORUM, choices, mail, reading
from tests.parsers.test_habits import of, sure
from tests.parsers.test_layouts import HEAD, RANKED, SLOTTED, WHO

OTHER = replace(
    RANKED,
    id="assises-2021",
    title="Assises du bois",
    match=("Assises", "forêt"),
    starts=datetime(2021, 5, 4, 9, 0),  # noqa: DTZ001 - local to its timezone
    questions=(),
    workshops=(replace(FORUM.workshops[0], id="scierie", label="Scieries de demain", aliases=()),),
)


def test_drawn_tables_are_tables() -> None:
    text = "+-----+--------+\n| Nom | Prénom |\n+-----+--------+\n| Morvan | Léa |\n+-----+--------+\nMerci | à | tous"
    blocks = from_text(text, 0).blocks
    assert isinstance(blocks[0], Table)
    assert [[cell.text for cell in row] for row in blocks[0].rows] == [["Nom", "Prénom"], ["Morvan", "Léa"]]
    assert not isinstance(blocks[1], Table)


def test_a_drawn_table_holds_a_coupon() -> None:
    body = "| Nom | Morvan |\n| Prénom | Léa |\n| Organisme | Syndicat de la Loire |\n| Atelier | crues |\n"
    person = sure(body)
    assert (person.last_name, person.first_name, person.organisation) == WHO


def test_a_drawn_table_holds_several_people() -> None:
    body = "Nom | Prénom | Organisme | Atelier\n--- | --- | --- | ---\nMorvan | Léa | Ville de Blois | crues\n"
    body += "Petit | Paul | Ville de Blois | berges\n"
    people = read(mail(body), CONTEXT).attendees
    assert [(p.last_name, p.workshops) for p in people] == [("Morvan", ("crues",)), ("Petit", ("berges",))]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("☒ oui    non", [(Mark.TICKED, "oui"), (Mark.EMPTY, "non")]),
        ("viande ☒    poisson    légumes", [(Mark.TICKED, "viande"), (Mark.EMPTY, "poisson"), (Mark.EMPTY, "légumes")]),
        ("☒ oui   ☐ non", [(Mark.TICKED, "oui"), (Mark.EMPTY, "non")]),
        ("☒  oui  ☐  non", [(Mark.TICKED, "oui"), (Mark.EMPTY, "non")]),
    ],
)
def test_wide_gaps_tell_which_words_a_tick_is_for(text: str, found: list[tuple[Mark, str]]) -> None:
    assert [(o.mark, o.text) for o in options(text)] == found


def test_words_beside_an_added_tick_that_are_no_option_are_not_dropped() -> None:
    (person,) = of(f"{HEAD}Atelier : crues\nBuffet    ✓ oui     avec mon fils\n").attendees
    assert person.confidence < 0.9


def test_boxes_may_stand_between_single_underscores() -> None:
    body = f"{HEAD}Ateliers :\n_X_ Prévenir les crues\n___ Passes à poissons\n___ Entretien des berges\n"
    person = sure(f"{body}Buffet : _x_ oui ___ non\n")
    assert (person.workshops, person.answers) == (("crues",), {"buffet": True})


@pytest.mark.parametrize(("before", "behind"), [("* ", ""), ("-> ", ""), ("", " <--"), ("+ ", "")])
def test_a_sign_beside_some_of_a_list_is_a_tick(before: str, behind: str) -> None:
    listed = f"  Prévenir les crues\n{before}Passes à poissons{behind}\n  Entretien des berges\n"
    assert sure(f"{HEAD}Ateliers (mon choix)\n{listed}").workshops == ("poissons",)


def test_the_same_sign_beside_all_of_a_list_is_none() -> None:
    (person,) = of(f"{HEAD}Ateliers\n* Prévenir les crues\n* Passes à poissons\n* Entretien des berges\n").attendees
    assert person.workshops == () or person.confidence < 0.9


@pytest.mark.parametrize(("rows", "said"), [("  oui\n* non\n", False), ("* oui\n  non\n", True)])
def test_an_answer_may_be_one_of_the_rows_below_its_question(rows: str, said: bool) -> None:
    assert sure(f"{HEAD}Atelier : crues\nBuffet\n{rows}").answers == {"buffet": said}


def test_of_rows_without_a_sign_below_a_question_none_is_the_answer() -> None:
    assert sure(f"{HEAD}Atelier : crues\nBuffet\n  oui\n  non\n").answers == {}


def test_a_value_in_brackets_goes_on_until_they_close() -> None:
    address = "Adresse : [ Moulin de Bas\n    12 rue Haute\n    41000 Blois ]\n"
    person = sure(f"Nom : [ Morvan ]\nPrénom : [ Léa ]\nOrganisme : [ Syndicat ]\n{address}Atelier : [ crues ]\n")
    assert (person.address, person.postal_code, person.city) == ("Moulin de Bas, 12 rue Haute", "41000", "Blois")


@pytest.mark.parametrize("name", ["Mme Léa MORVAN", "* Madame Léa MORVAN", "Mme | Léa | MORVAN", "Léa Morvan"])
def test_a_letterhead_may_stand_for_the_labels(name: str) -> None:
    body = f"{name}\nDirectrice\nSyndicat de la Loire\n14 quai des Tanneurs\n41000 Blois\n06 39 98 12 34\n\n"
    person = sure(f"{body}Atelier : crues\nBuffet : oui\n")
    assert (person.last_name, person.first_name, person.organisation) == WHO
    assert (person.role, person.address, person.city) == ("Directrice", "14 quai des Tanneurs", "Blois")


def test_a_name_above_its_labels_begins_each_of_two_coupons() -> None:
    one = "M. PETIT Paul\nFonction : maire\nOrganisme : Ville de Blois\nAtelier : crues\n"
    two = "Mme MORVAN Léa\nFonction : directrice\nOrganisme : Ville de Blois\nAtelier : berges\n"
    people = read(mail(f"{one}\n{two}"), CONTEXT).attendees
    assert [(p.last_name, p.workshops) for p in people] == [("Petit", ("crues",)), ("Morvan", ("berges",))]


@pytest.mark.parametrize("leave", ["Kenavo,", "Diolch,", "--"])
def test_a_few_words_above_the_writers_name_take_leave(leave: str) -> None:
    body = f"{HEAD}Atelier : crues\n\n{leave}\nLéa Morvan\nDirectrice\nSyndicat de la Loire\n3 rue Haute, 41000 Blois\n"
    person = sure(body)
    assert (person.role, person.city) == ("Directrice", "Blois")


@pytest.mark.parametrize("head", ["Participant 2", "Participante n° 2", "Personne 2", "*** 2 ***", "----- 2 -----"])
def test_a_number_is_no_name_but_parts_two_coupons(head: str) -> None:
    one = "Nom : Petit\nPrénom : Paul\nOrganisme : Ville de Blois\nAtelier : crues\n"
    people = read(mail(f"{one}\n{head}\n{HEAD}Atelier : berges\n"), CONTEXT).attendees
    assert [(p.last_name, p.workshops) for p in people] == [("Petit", ("crues",)), ("Morvan", ("berges",))]


@pytest.mark.parametrize(
    ("line", "key", "value"),
    [
        ("Fct : directrice", "role", "Directrice"),
        ("adr. : 3 rue Haute", "address", "3 rue Haute"),
        ("Buf. : oui", "answers", {"buffet": True}),
    ],
)
def test_a_label_cut_short_stands_for_the_one_that_it_can_be(line: str, key: str, value: object) -> None:
    assert getattr(sure(f"{HEAD}Atelier : crues\n{line}\n"), key) == value


def test_a_name_with_role_and_body_beside_it_may_stand_above_labels() -> None:
    person = sure("M. Paul PETIT, maire, Ville de Blois\nTél : 06 39 98 12 34\nAtelier : crues\nBuffet : oui\n")
    assert (person.last_name, person.role, person.organisation) == ("Petit", "Maire", "Ville de Blois")


def test_a_name_in_another_order_than_its_writers_is_not_sure() -> None:
    body = "Morvan Claude\nDirectrice\nVille de Blois\n\nAtelier : crues\nBuffet : oui\n"
    (person,) = read(mail(body, sender="Claude Morvan <accueil@y.example>"), CONTEXT).attendees
    assert person.confidence < 0.9


def test_an_answer_that_only_a_space_parts_from_its_question_is_not_taken_for_a_label() -> None:
    body = "Nom MORVAN\nPrénom Léa\nFonction directrice\nOrganisme Syndicat de la Loire\nAtelier 1\nMenu légumes\n"
    person = of(body).attendees[0]
    assert person.answers == {"menu": "legumes"}


@pytest.mark.parametrize("leave", ["Merci bcp", "Merci à vous", "merci d'avance et bonne journée", "Thanks so much"])
def test_thanks_in_a_few_words_close_a_coupon(leave: str) -> None:
    assert sure(f"{HEAD}Atelier : crues\n{leave}\n")


def test_none_and_more_is_not_the_name_of_a_body() -> None:
    (person,) = of("Nom : Morvan\nPrénom : Léa\nOrganisme : aucun, je suis retraitée\nAtelier : crues\n").attendees
    assert person.organisation is None
    (person,) = of("Nom : Morvan\nPrénom : Léa\nOrganisme : aucun, mais je viens pour MJC\nAtelier : crues\n").attendees
    assert person.organisation is None
    assert person.confidence < 0.9


def test_a_number_is_no_address() -> None:
    assert of(f"{HEAD}Atelier : crues\nCoordonnées : 06 39 98 12 34\n").doubts


@pytest.mark.parametrize(
    ("own", "event"),
    [
        ("Assise du bois", "assises-2021"),
        ("votre journée du 4/5", "assises-2021"),
        ("Buffet : oui\nMenu : légumes\nPlaces dans le car : 2", "forum-2021"),
        ("Buffet : oui", None),
        ("Bonjour", None),
    ],
)
def test_an_event_is_known_by_its_name_its_day_or_what_it_asks(own: str, event: str | None) -> None:
    found, doubt = occasion((FORUM, OTHER), own, "")
    assert (found.id if found else None) == event
    assert doubt is (None if event else Reason.UNKNOWN_EVENT)


BELOW = "Nom :\n    Morvan\nPrénom :\n    Léa\nOrganisme :\n    Syndicat de la Loire\n"


@pytest.mark.parametrize(
    ("rows", "key", "value"),
    [
        ("Civilité :\n    Madame\n", "civility", "Mme"),
        ("Donne pouvoir à :\n    Fruits à coque\n", "answers", {"pouvoir": "Fruits à coque"}),
    ],
)
def test_a_value_below_its_label_is_no_greeting_and_no_hint(rows: str, key: str, value: object) -> None:
    assert getattr(sure(f"{BELOW}{rows}Atelier :\n    crues\n"), key) == value


def test_of_several_workshops_below_their_label_all_are_read() -> None:
    person = sure(f"{BELOW}Ateliers choisis :\n    Prévenir les crues\n    Entretien des berges\n")
    assert set(person.workshops) == {"crues", "berges"}


def test_a_rank_in_brackets_among_empty_ones_is_a_rank() -> None:
    body = f"{HEAD}Ateliers (par ordre de préférence) :\n  [ ] Prévenir les crues\n  [1] Passes à poissons\n"
    assert sure(f"{body}  [ ] Entretien des berges\n", RANKED).workshops == ("poissons",)


def test_a_name_below_its_label_begins_nobody_else() -> None:
    body = "Organisme :\n    Ville de Blois\nPrénom / Nom :\n    Léa Morvan\nVille :\n    Blois\n"
    person = sure(f"{body}Atelier :\n    crues\nBuffet ? ☒ oui ☐ non\n")
    assert (person.last_name, person.organisation) == ("Morvan", "Ville de Blois")


@pytest.mark.parametrize(
    "legend",
    ["(1 prévenir les crues, 2 passes à poissons, 3 entretien des berges)", "Rappel : 1 crues, 2 poissons, 3 berges."],
)
def test_a_legend_of_all_numbers_is_no_choice(legend: str) -> None:
    assert sure(f"{HEAD}Ateliers : ☐ 1   ☒ 2   ☐ 3\n{legend}\nBuffet : oui\n").workshops == ("poissons",)


def test_a_polite_formula_and_a_comma_above_the_writers_name_take_leave() -> None:
    letter = (
        "\nJe demeure à votre entière écoute,\n\nLéa Morvan\nAccueil\nTél. 02 54 55 56 57 – accueil@blois.example\n"
    )
    coupon = "Nom : Petit\nPrénom : Paul\nOrganisme : Ville de Blois\nTél : 06 39 98 12 34\nAtelier : crues\n"
    assert sure(coupon + letter).phone == "+33639981234"


def test_a_label_of_two_words_with_a_letter_missing_is_that_label() -> None:
    read = reading("Votre nom : Morvan\nPréom usuel : Léa\nOrganisme : Ville de Blois\nAtelier : Prévenir les crues\n")
    assert read.attendees[0].first_name == "Léa"


def test_words_below_a_question_for_words_are_its_answer() -> None:
    head = "Nom : Morvan\nPrénom : Léa\nOrganisme : Ville de Blois\nAtelier : Prévenir les crues\n"
    read = reading(f"{head}\nDonne pouvoir à :\nla doyenne du syndicat\n")
    assert read.attendees[0].answers == {"pouvoir": "la doyenne du syndicat"}


def test_a_name_below_a_question_for_words_signs() -> None:
    head = "Nom : Morvan\nPrénom : Léa\nOrganisme : Ville de Blois\nAtelier : Prévenir les crues\n"
    assert reading(f"{head}\nDonne pouvoir à :\nLéa Morvan\n").attendees[0].answers == {}


def test_ranks_in_cells_before_the_workshops_of_a_table_without_a_head() -> None:
    rows = [("2", "Prévenir les crues"), ("", "Passes à poissons"), ("1", "Entretien des berges")]
    cells = "".join(f"<tr><td>{rank}</td><td>{workshop}</td></tr>" for rank, workshop in rows)
    top = "<p>Nom : Morvan</p><p>Prénom : Léa</p><p>Organisme : Syndicat</p><p>Ateliers (numérotez) :</p>"
    found = reading(f"<html><body>{top}<table>{cells}</table></body></html>", kind="text/html")
    assert found.attendees[0].workshops in {("berges", "crues"), ("crues", "berges")}
    assert not found.doubts


@pytest.mark.parametrize(
    "heads", [("Horaire", "Atelier", "", "Inscription"), ("N°", "Atelier", "Horaire", "Je choisis")]
)
def test_the_heads_of_columns_name_no_workshop(heads: tuple[str, ...]) -> None:
    rows = [
        heads,
        ("1", "Prévenir les crues", "10 h", "☒"),
        ("2", "Passes à poissons", "14 h", "☐"),
    ]
    cells = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    top = "<p>Nom : Morvan</p><p>Prénom : Léa</p><p>Organisme : Syndicat</p>"
    found = reading(f"<html><body>{top}<table>{cells}</table></body></html>", kind="text/html")
    assert found.attendees[0].workshops == ("crues",)
    assert not found.doubts


@pytest.mark.parametrize(
    "rows",
    [
        "[2] Prévenir les crues   [ ] Passes à poissons\n[1] Entretien des berges\n",
        "2 Prévenir les crues   ☐ Passes à poissons\n1 Entretien des berges\n",
        "☐ Passes à poissons   [2] Prévenir les crues\n[1] Entretien des berges   \n",
    ],
)
def test_ranks_in_the_boxes_of_two_columns_are_all_read(rows: str) -> None:
    body = f"{HEAD}Ateliers (par ordre de préférence, 1, 2, 3 dans la case) :\n{rows}"
    assert sure(body, RANKED).workshops == ("berges", "crues")


def test_a_line_that_begins_with_a_rank_in_brackets_goes_on_with_no_other() -> None:
    line = "Vos ateliers par ordre de préférence, numéros dans la case"
    body = f"{HEAD}{line}\n[2] Prévenir les crues\n[1] Entretien des berges\n[ ] Passes à poissons\n"
    assert sure(body, RANKED).workshops == ("berges", "crues")


def test_all_of_a_slot_below_a_choice_of_it_is_what_the_coupon_offers() -> None:
    event = replace(SLOTTED, workshops=tuple(replace(w, slot="mardi 9h30") for w in SLOTTED.workshops), choose_max=None)
    names = " ; ".join(workshop.label for workshop in event.workshops)
    body = f"{HEAD}Atelier du matin : {event.workshops[1].label}\nAteliers du matin : {names}.\n"
    assert sure(body, event).workshops == (event.workshops[1].id,)
    assert of(f"{HEAD}Ateliers du matin : {event.workshops[0].label} et {event.workshops[1].label}\n", event)


@pytest.mark.parametrize(
    ("option", "told"),
    [("je déjeune sur place", True), ("je ne déjeune pas sur place", False), ("I will not take lunch", False)],
)
def test_an_option_that_denies_what_a_question_asks_says_no(option: str, told: bool) -> None:
    lunch = Question("repas", "Déjeune sur place", QuestionType.YES_NO, ("lunch", "déjeuner"))
    event = replace(RANKED, questions=(lunch,))
    assert sure(f"{HEAD}Ateliers : crues\nMIDI\n☒ {option}\n", event).answers == {"repas": told}


def test_a_question_that_denies_is_ticked_as_it_stands() -> None:
    hidden = Question("liste", "Je ne souhaite pas figurer sur la liste", QuestionType.YES_NO)
    event = replace(RANKED, questions=(hidden,))
    body = f"{HEAD}Ateliers : crues\n☒ Je ne souhaite pas figurer sur la liste\n"
    assert sure(body, event).answers == {"liste": True}


def test_the_time_behind_a_workshop_is_no_option_of_its_own() -> None:
    rows = "☐   Atelier 1 Prévenir les crues   9h30\n☒ Atelier 2 Passes à poissons   14h\n"
    assert sure(f"{HEAD}Choix des ateliers\n{rows}", SLOTTED).workshops


def test_a_value_ends_where_a_label_that_nobody_knows_begins_behind_a_gap() -> None:
    (person,) = reading("Nom : Morvan\nOrganisme : Ville de Blois    Référent : service eau\nAtelier : crues").attendees
    assert person.organisation == "Ville de Blois"


def test_a_row_of_pairs_may_hold_a_label_that_no_list_has() -> None:
    rows = "Nom\tMorvan\tPrénom\tLéa\nFonction\tAdjointe\tChorale\tChorale de Blois\nAtelier\tcrues\n"
    person = sure(rows)
    assert (person.role, person.organisation) == ("Adjointe", "Chorale de Blois")


def test_a_word_for_a_person_above_the_parts_of_a_name_is_a_heading() -> None:
    person = sure("Participant\nPrénom : Léa\nNom : Morvan\nOrganisme : Syndicat de la Loire\nAtelier : crues\n")
    assert (person.last_name, person.first_name, person.organisation) == WHO


def test_a_letter_before_a_workshop_labels_nothing() -> None:
    assert labelled("E   Starting a lunch club", choices()) == []


@pytest.mark.parametrize(("ticked", "said"), [("☒ oui\n☐ non", True), ("☐ oui\n☒ non", False), ("☐ oui ☒ non", False)])
def test_a_sentence_above_a_yes_and_a_no_is_their_question(ticked: str, said: bool) -> None:
    assert sure(f"{HEAD}Atelier : crues\nJe participerai au buffet\n{ticked}\n").answers == {"buffet": said}


@pytest.mark.parametrize("row", ["Page 2/3", "page 1 sur 2", "3.", "(1) préciser", "* à renvoyer"])
def test_numbers_of_pages_and_items_and_footnotes_say_nothing(row: str) -> None:
    assert sure(f"{HEAD}Atelier : crues\n{row}\nVille : Blois\n").city == "Blois"


def test_dots_with_spaces_between_them_are_no_value() -> None:
    person = sure(
        f"{HEAD}Ville : . . Blois . .\nAtelier : crues\nParticipera au buffet : OUI – NON (1) : . . NON . .\n"
    )
    assert (person.city, person.answers) == ("Blois", {"buffet": False})


def test_a_name_may_stand_behind_the_civilities_to_choose_from() -> None:
    body = (
        f"<p>Madame / <s>Monsieur</s> &nbsp; &nbsp; MORVAN Léa</p><p>{HEAD.splitlines()[2]}</p><p>Atelier : crues</p>"
    )
    (person,) = read(mail(body, kind="text/html"), CONTEXT).attendees
    assert (person.civility, person.last_name, person.first_name) == ("Mme", "Morvan", "Léa")


PEOPLE = "| Nom et prénom | Organisme | Atelier |\n| {} | Ville de Blois | crues |\n| {} | {} | berges |\n"


@pytest.mark.parametrize("repeated", ["idem", '"', "Id."])
def test_idem_in_a_column_is_what_stands_above_it(repeated: str) -> None:
    people = reading(PEOPLE.format("MORVAN Léa", "PETIT Paul", repeated)).attendees
    assert [person.organisation for person in people] == ["Ville de Blois"] * 2


def test_a_column_shows_the_order_of_the_names_in_it() -> None:
    people = reading(PEOPLE.format("MORVAN Léa", "Martin Paul", "Ville de Tours")).attendees
    assert [(person.last_name, person.first_name) for person in people] == [("Morvan", "Léa"), ("Martin", "Paul")]
    assert all(person.confidence >= 0.9 for person in people)
    alone = reading(PEOPLE.format("Morvan Léa", "Martin Paul", "Ville de Tours")).attendees
    assert all(person.confidence < 0.9 for person in alone)


def test_a_column_in_words_of_its_own_is_told_by_its_values() -> None:
    table = "| Nom | Prénom | Chorale | Atelier |\n| Morvan | Léa | Chorale de Blois | crues |\n"
    (person,) = reading(table).attendees
    assert person.organisation == "Chorale de Blois"


def test_the_service_of_a_body_that_is_stated_is_no_second_body() -> None:
    assert sure(f"{HEAD}Service : Archives\nAtelier : crues\n").organisation == "Syndicat de la Loire"
    alone = sure("Nom : Morvan\nPrénom : Léa\nService : Archives municipales\nAtelier : crues\n")
    assert alone.organisation == "Archives municipales"


def test_a_question_may_address_whoever_fills_it_in() -> None:
    asks = Question("arbres", "Nombre d'arbres gérés par votre commune", QuestionType.NUMBER)
    event = replace(FORUM, questions=(asks,))
    assert sure(f"{HEAD}Atelier : crues\nVous gérez combien d'arbres ? 12\n", event).answers == {"arbres": 12}


def test_a_day_beside_a_letterhead_is_no_body() -> None:
    head = "Service culturel   du 9 au 11 mars 2021\n"
    body = f"{head}Prénom, nom   Léa Morvan\nCollectivité   Syndicat de la Loire\nAtelier   Prévenir les crues\n"
    assert sure(body).organisation == "Syndicat de la Loire"


def test_the_civility_that_is_left_before_the_label_of_a_name_is_taken() -> None:
    place = Box(1, 0, 0, 10, 10)

    def line(text: str, struck: str = "") -> Line:
        tokens = [
            Token(found.start(), found.end(), place, Style(struck=found[0] == struck), Source.OCR, 0.99)
            for found in re.finditer(r"\S+", text)
        ]
        return Line(text, tuple(tokens))

    name = line("Mme- M (rayer la mention inutile) Prénom et nom : Luc Morvan", "Mme-")
    rows = (name, line("Fonction : Maire"), line("Organisme : Syndicat de la Loire"), line("Atelier : crues"))
    read_as = thread(Document(1, rows, kind="attachment", source=Source.OCR))
    (draft,) = read_section(read_as.sections[0], read_as, choices(), "").drafts
    assert draft.values["civility"] == "M."


def test_strokes_in_a_cell_are_no_value() -> None:
    _, said = reading(PEOPLE.format("MORVAN Léa", "PETIT Paul", "//")).attendees
    assert said.organisation is None
    assert said.confidence < 0.9


@pytest.mark.parametrize("total", ["| Total | 2 | 2 |", "|  | Total : 2 | 2 |", "| Nombre de participants | | 2 |"])
def test_a_row_that_adds_up_is_nobody(total: str) -> None:
    rows = PEOPLE.format("MORVAN Léa", "PETIT Paul", "Ville de Blois")
    assert [person.last_name for person in reading(rows + total + "\n").attendees] == ["Morvan", "Petit"]


def test_somebody_named_like_a_sum_is_a_person() -> None:
    people = reading(PEOPLE.format("MORVAN Léa", "TOTAL Paul", "Ville de Blois")).attendees
    assert [person.last_name for person in people] == ["Morvan", "Total"]


def test_advice_in_brackets_behind_the_civilities_leaves_them_an_answer() -> None:
    body = f"<p>Madame / <s>Monsieur</s> (rayer la mention inutile)<br>{HEAD}</p><p>Atelier : crues</p>"
    (person,) = read(mail(body.replace("\n", "<br>"), kind="text/html"), CONTEXT).attendees
    assert person.civility == "Mme"


@pytest.mark.parametrize(("sure", "unread"), [(0.85, True), (0.99, False)])
def test_a_printed_option_that_looks_like_a_hand_may_have_a_ring_that_was_not_seen(sure: float, unread: bool) -> None:
    diet = Question(
        "statut",
        "Vous êtes",
        QuestionType.CHOICE,
        (),
        tuple(Choice(name[:1], name) for name in ("Salarié", "Bénévole", "Retraité")),
    )
    text = "Salarié   Bénévole   Retraité"
    tokens = [
        Token(f.start(), f.end(), Box(1, 0, 0, 9, 9), source=Source.OCR, confidence=sure if f[0] == "Salarié" else 0.99)
        for f in re.finditer(r"\S+", text)
    ]
    rows = (*(Line(row) for row in HEAD.splitlines()), Line("Atelier : crues"))
    cells = (TableCell((Line("Vous êtes (entourez)"),)), TableCell((Line(text, tuple(tokens)),)))
    read_as = thread(Document(1, (*rows, Table((cells,))), kind="attachment", source=Source.OCR))
    (draft,) = read_section(read_as.sections[0], read_as, choices_for(replace(FORUM, questions=(diet,)), []), "").drafts
    assert (draft.answers, bool(draft.unread)) == ({}, unread)


SEEN = Evidence(0, Span(0, 9), "Ateliers", Source.OCR, 0.99)


def test_an_answer_below_a_list_of_people_is_for_all_of_them() -> None:
    both = PEOPLE.format("MORVAN Léa", "PETIT Paul", "Ville de Blois")
    people = reading(f"{both}\nPlaces dans le car : 2\n").attendees
    assert [(person.last_name, person.answers) for person in people] == [("Morvan", {"car": 2}), ("Petit", {"car": 2})]
    assert [person.workshops for person in people] == [("crues",), ("berges",)]


def test_the_list_of_all_workshops_below_people_who_chose_theirs_is_nobody() -> None:
    chosen = Draft(values={"last_name": "Morvan"})
    chosen.choose("crues", True, SEEN)
    legend = Draft(unread=["B. Passes à poissons"])
    for workshop in ("crues", "berges"):
        legend.choose(workshop, True, SEEN)
    assert shared([chosen, legend], Draft(), choices()) == [chosen]
    legend.unread.clear()  # some of them
    assert shared([chosen, legend], Draft(), choices()) == [chosen, legend]
    assert shared([chosen, Draft(values={"civility": "M."}, offered=3)], Draft(), choices()) == [chosen]


def test_a_workshop_whose_name_a_narrow_column_broke_heads_that_column() -> None:
    head = "| Nom | Prénom | Organisme | Passes à pois-sons | Entretien des berges |\n"
    table = f"{head}| MORVAN | Léa | Ville de Blois | x |  |\n"
    (person,) = reading(table).attendees
    assert person.workshops == ("poissons",)
