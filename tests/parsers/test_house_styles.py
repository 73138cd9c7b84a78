"""Coupons in the styles of other houses: items with letters, options with endings, grids, crosses, letters alone."""

from dataclasses import replace

import pytest

from parsers import read
from parsers.coupons.choices import choices_for
from parsers.event import Choice, Question, QuestionType, Workshop
from parsers.occasion import occasion
from tests.parsers.forum import CONTEXT, FORUM, mail
from tests.parsers.test_habits import of, sure
from tests.parsers.test_layouts import HEAD, RANKED, SLOTTED

DAYS = Question(
    "jours",
    "Jours de présence",
    QuestionType.MULTI_CHOICE,
    (),
    (Choice("ven", "vendredi soir", ("vendredi",)), Choice("sam", "samedi"), Choice("dim", "dimanche matin")),
)
STATUS = Question(
    "statut",
    "Vous êtes",
    QuestionType.CHOICE,
    (),
    (Choice("elu", "élu(e)"), Choice("salarie", "salarié(e)"), Choice("benevole", "bénévole")),
)
CLUBS = replace(FORUM, questions=(*FORUM.questions, DAYS, STATUS))
LETTERED = replace(
    FORUM,
    workshops=(
        Workshop("a", "Atelier A – Jouer dehors"),
        Workshop("b", "Atelier B – Le médiathèque : « pour quoi faire ? »"),
        Workshop("c", "Atelier C – Réparer, prêter"),
        Workshop("d", "Atelier D – Parlons-en"),
    ),
)


@pytest.mark.parametrize("item", ["b) ", "2) ", "ii) "])
def test_the_item_of_the_next_label_is_no_part_of_the_value_before_it(item: str) -> None:
    person = sure(f"a) Nom : Morvan {item}Prénom : Léa\nOrganisme : Syndicat de la Loire\nAtelier : crues\n")
    assert (person.last_name, person.first_name) == ("Morvan", "Léa")


@pytest.mark.parametrize(
    "written", ["B et D", "B ET D", "b et d", "b, d", "B D", "le B et le D", "B puis D", "ateliers B & D"]
)
def test_letters_alone_are_workshops_however_they_are_joined(written: str) -> None:
    assert sure(f"{HEAD}Ateliers retenus : {written}\n", LETTERED).workshops == ("b", "d")


@pytest.mark.parametrize("written", ["B ou D", "B-D"])
def test_letters_that_may_be_an_alternative_or_a_range_are_for_a_person(written: str) -> None:
    assert not choices_for(LETTERED, []).workshops(written).clear


def test_a_name_with_a_colon_parts_nothing_whatever_its_dashes_and_quotation_marks() -> None:
    person = sure(f'{HEAD}Atelier du matin : Atelier B - Le médiathèque : "pour quoi faire ?"\n', LETTERED)
    assert person.workshops == ("b",)
    assert person.organisation == "Syndicat de la Loire"


@pytest.mark.parametrize(
    ("written", "days"),
    [("vendredi soir - samedi", ["ven", "sam"]), ("samedi – dimanche matin", ["sam", "dim"]), ("samedi", ["sam"])],
)
def test_dashes_part_several_answers(written: str, days: list[str]) -> None:
    person = sure(f"{HEAD}Atelier : crues\nJours de présence : {written}\n", CLUBS)
    assert person.answers["jours"] == tuple(days)


def test_two_answers_that_nothing_parts_are_not_one() -> None:
    found = of(f"{HEAD}Atelier : crues\nJours de présence : vendredi soir samedi\n", CLUBS)
    assert found.doubts


@pytest.mark.parametrize(("written", "id"), [("élu", "elu"), ("élue", "elu"), ("Salariée", "salarie")])
def test_an_option_with_an_ending_in_brackets_may_be_written_without(written: str, id: str) -> None:
    assert sure(f"{HEAD}Atelier : crues\nVous êtes : {written}\n", CLUBS).answers == {"statut": id}


@pytest.mark.parametrize("printed", ["élu(e), salarié(e), bénévole ?", "élu(e)   salarié(e)   bénévole   (entourez)"])
def test_all_options_of_one_choice_are_print_whatever_parts_them(printed: str) -> None:
    assert sure(f"{HEAD}Atelier : crues\nVous êtes : {printed}\n", CLUBS).answers == {}


def test_a_remark_that_trails_off_is_no_workshop() -> None:
    assert sure(f"{HEAD}Atelier : crues (forcément...)\n").workshops == ("crues",)


@pytest.mark.parametrize("line", ["☐ oui X non", "X oui ☐ non"])
def test_a_cross_in_the_place_of_a_box_is_a_tick(line: str) -> None:
    assert sure(f"{HEAD}Atelier : crues\nBuffet : {line}\n").answers == {"buffet": line.startswith("X")}


def test_a_cross_among_boxes_stands_before_its_option() -> None:
    person = sure(f"{HEAD}Atelier : crues\nJours de présence : ☐ vendredi soir X samedi ☐ dimanche matin\n", CLUBS)
    assert person.answers == {"jours": ("sam",)}


def test_a_number_behind_its_question_needs_no_sign() -> None:
    assert sure(f"{HEAD}Atelier : crues\nNombre de places dans le car 2\n").answers == {"car": 2}


def test_words_behind_an_open_question_are_not_dropped() -> None:
    found = of(f"{HEAD}Atelier : crues\nDonne pouvoir à Paul Petit\n")
    assert found.doubts or found.attendees[0].confidence < 0.9 or found.attendees[0].answers


def test_ranks_may_be_written_as_numbers_with_a_sign() -> None:
    body = f"{HEAD}VOS ATELIERS, par ordre de préférence\n-- Prévenir les crues\nn°2 Passes à poissons\n"
    assert sure(f"{body}n°1 Entretien des berges\n", RANKED).workshops == ("berges", "poissons")


def test_a_grid_of_boxes_is_read_by_its_boxes_whatever_heads_its_columns() -> None:
    one, two, three, four = SLOTTED.workshops[:4]
    grid = f"           | premier atelier | second atelier\nmardi 9h30 | (X) {one.label} | ( ) {two.label}\n"
    person = sure(f"{HEAD}{grid}mardi 14h  | ( ) {three.label} | (X) {four.label}\n", SLOTTED)
    assert person.workshops == (one.id, four.id)


def test_coupons_may_be_counted_by_their_rank() -> None:
    one = "Nom : {}\nPrénom : {}\nOrganisme : Ville de Blois\nAtelier : crues\n"
    body = f"--- 1er bulletin ---\n{one.format('Morvan', 'Léa')}\n--- 2e bulletin ---\n{one.format('Petit', 'Paul')}"
    people = read(mail(body), CONTEXT).attendees
    assert [(p.last_name, p.confidence >= 0.9) for p in people] == [("Morvan", True), ("Petit", True)]


def test_the_end_of_an_address_on_a_street_is_no_town() -> None:
    assert sure(f"{HEAD}Address: Rose Cottage, Mill Lane\nPostcode: SY7 8QL\nAtelier : crues\n").postal_code


def _table(*rows: str) -> bytes:
    cells = ("".join(f"<td>{cell}</td>" for cell in row.split("|")) for row in rows)
    return mail(
        f"<html><body><table>{''.join(f'<tr>{row}</tr>' for row in cells)}</table></body></html>", kind="text/html"
    )


@pytest.mark.parametrize(
    ("marks", "chosen"), [("X X", ("crues", "berges")), (" XX", ("poissons", "berges")), ("X  ", ("crues",))]
)
def test_the_first_workshop_of_a_list_may_stand_beside_its_heading(marks: str, chosen: tuple[str, ...]) -> None:
    names = [workshop.label for workshop in FORUM.workshops]
    listed = [
        f"{'Ateliers' if not n else ''}|{name}|{mark}" for n, (name, mark) in enumerate(zip(names, marks, strict=True))
    ]
    head = ["Nom|Morvan|", "Prénom|Léa|", "Organisme|Syndicat de la Loire|"]
    (person,) = read(_table(*head, *listed), CONTEXT).attendees
    assert person.workshops == chosen


def test_a_line_by_order_of_somebody_is_no_workshop_and_ends_the_coupon() -> None:
    masters = replace(FORUM, workshops=(*FORUM.workshops, Workshop("maitre", "Transmettre (l'apprenti, le maître)")))
    listed = "".join(f"[{'x' if w.id == 'crues' else ' '}] {w.label}\n" for w in masters.workshops)
    person = sure(f"{HEAD}{listed}\nPour le Maire et par délégation,\nle secrétariat\n", masters)
    assert person.workshops == ("crues",)


def test_a_farewell_in_words_of_its_own_above_a_first_name_cut_short_ends_the_coupon() -> None:
    body = "nom et prenom : Morvan Sébastien\norganisme : ville de blois\natelier : crues\n\n"
    body += "allez a bientot au parc\nseb\n"
    (person,) = read(mail(body, sender="Sébastien MORVAN <seb.morvan@blois.example>"), CONTEXT).attendees
    assert (person.last_name, person.confidence >= 0.9) == ("Morvan", True)


def test_a_size_of_one_letter_names_no_event() -> None:
    sizes = Question("taille", "Taille", QuestionType.CHOICE, (), (Choice("s", "S"), Choice("l", "L")))
    other = replace(FORUM, id="other", title="Assises du bois", match=("bois",), questions=(sizes,), workshops=())
    text = "Je m'inscris : l'atelier de demain. Participera au buffet : oui. Menu : viande. Donne pouvoir à : personne."
    event, doubt = occasion((replace(FORUM, match=("rivières vivantes",)), other), text, "")
    assert event is not None
    assert (event.id, doubt) == (FORUM.id, None)


def test_the_letter_of_a_workshop_names_no_event() -> None:
    lettered = (Workshop("a", "Atelier A", ("A",)), Workshop("b", "Atelier B", ("B",)))
    other = replace(FORUM, id="other", title="Assises", match=("assises",), workshops=lettered, questions=())
    found, doubt = occasion((other, FORUM), "Forum des rivières\nNous irons à deux, a priori, au B.", "")
    assert (found, doubt) == (FORUM, None)


def test_a_first_name_below_an_open_question_without_an_answer_signs() -> None:
    rows = ["Nom et prénom : Morvan Léa", "Organisme : Syndicat de la Loire", "Atelier : crues", "Donne pouvoir à : "]
    body = "".join(f"<li>{row}</li>" for row in rows)
    html = f"<html><body><div>Bonjour,</div><ol>{body}</ol><div>Léa</div></body></html>"
    (person,) = read(mail(html, kind="text/html"), CONTEXT).attendees
    assert (person.last_name, person.answers, person.confidence >= 0.9) == ("Morvan", {}, True)
