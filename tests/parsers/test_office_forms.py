"""Coupons as offices design them: tables for groups, columns for each meal, letters for workshops, ranks in boxes."""

import re
from dataclasses import replace
from typing import Any

import pytest

from parsers import read as read_mail
from parsers.context import Context
from parsers.coupons.choices import choices_for
from parsers.coupons.pairs import labelled
from parsers.coupons.printed import offers_both, opposites
from parsers.coupons.stacked import beside
from parsers.coupons.vocabulary import Label, label_of
from parsers.document import Mark
from parsers.event import Choice, Event, Question, QuestionType, Workshop
from parsers.mail.thread import thread
from parsers.reading import Intent, Reading
from parsers.reasons import Reason
from tests.parsers.forum import FORUM, choices, mail
from tests.parsers.made_pdf import HEIGHT, made
from tests.parsers.test_layouts import RANKED
from tests.parsers.test_pdf import at, box, lines, read

WHO = "Nom : Morvan\nPrénom : Léa\nOrganisme : Syndicat de la Loire\n"
MEALS = replace(
    FORUM,
    questions=(
        *FORUM.questions,
        Question(
            "repas",
            "Repas pris au lycée",
            QuestionType.MULTI_CHOICE,
            (),
            (Choice("sm", "samedi midi"), Choice("ss", "samedi soir"), Choice("dm", "dimanche midi")),
        ),
    ),
)
LETTERED = replace(
    RANKED,
    workshops=tuple(
        replace(workshop, id=letter, label=f"Atelier {letter} – {workshop.label}", aliases=())
        for letter, workshop in zip("ABCDE", RANKED.workshops, strict=True)
    ),
)


def table(*rows: str) -> str:
    """Give the HTML of a table, its cells parted by strokes."""
    cells = "".join("<tr>" + "".join(f"<td>{c}</td>" for c in row.split("|")) + "</tr>" for row in rows)
    return f"<html><body><table>{cells}</table></body></html>"


def of(body: str, event: Event = FORUM, kind: str = "text/plain") -> Reading:
    return read_mail(mail(body, kind=kind), Context(events=(event,)))


def of_table(*rows: str, event: Event = FORUM) -> Reading:
    return of(table(*rows), event, kind="text/html")


@pytest.mark.parametrize(
    ("label", "asked"),
    [
        ("CP et commune", Label.POSTAL_CITY),
        ("Code postal – commune", Label.POSTAL_CITY),
        ("Commune ou groupement", Label.ORGANISATION),
        ("School / society", Label.ORGANISATION),
        ("Council, group or firm", Label.ORGANISATION),
        ("Mairie / EPCI", Label.ORGANISATION),
        ("Adresse de l'établissement", Label.ADDRESS),
        ("Nom, prénom et fonction", None),
    ],
)
def test_a_label_of_several_words_asks_for_what_its_parts_ask_for(label: str, asked: Label | None) -> None:
    assert label_of(label, exact=True) is asked


@pytest.mark.parametrize("line", ["Nom\t: Morvan", "Nom\t   : \tMorvan", "Nom\tMorvan"])
def test_a_colon_behind_a_tab_parts_nothing_more(line: str) -> None:
    assert [(p.label, p.value) for p in labelled(line, choices())] == [(Label.LAST_NAME, "Morvan")]


@pytest.mark.parametrize(
    "rows",
    [
        ("Vous êtes|☐ Madame ☒ Monsieur",),
        ("Madame, Monsieur *|Monsieur",),
    ],
)
def test_a_civility_may_stand_under_any_label_for_one(rows: tuple[str, ...]) -> None:
    read = of_table(*rows, "Nom|Morvan", "Prénom|Luc", "Organisme|Syndicat de la Loire", "Ateliers|crues")
    assert [(a.civility, a.role) for a in read.attendees] == [("M.", None)]
    assert read.doubts == ()


def test_a_civility_in_brackets_behind_the_last_name_is_no_part_of_it() -> None:
    (person,) = of(f"{WHO.replace('Morvan', 'Morvan (Mme)')}Atelier : crues").attendees
    assert (person.civility, person.last_name, person.confidence >= 0.9) == ("Mme", "Morvan", True)


def test_the_mairie_beside_commune_is_the_body_where_the_town_has_a_label_of_its_own() -> None:
    body = "Nom : Morvan\nPrénom : Léa\nCommune : Mairie de Blois\nCode postal : 41000\nVille : Blois\nAtelier : crues"
    read = of(body)
    assert [(a.organisation, a.city) for a in read.attendees] == [("Mairie de Blois", "Blois")]
    assert read.doubts == ()


@pytest.mark.parametrize(
    ("said", "ids", "rest"),
    [
        ("Atelier C – Entretien des berges", ("C",), ()),
        ("E , C", ("E", "C"), ()),
    ],
)
def test_the_letters_of_labels_stand_for_workshops(said: str, ids: tuple[str, ...], rest: tuple[str, ...]) -> None:
    found = choices_for(LETTERED, ["Atelier B – Passes à poissons"]).workshops(said)
    assert (found.ids, found.rest) == (ids, rest)


def test_letters_may_stand_on_a_line_to_write_on() -> None:
    read = of(f"{WHO}Ateliers (trois au plus, recopier les lettres) : __E , C____", LETTERED)
    assert [a.workshops for a in read.attendees] == [("E", "C")]
    assert read.doubts == ()


@pytest.mark.parametrize(
    ("value", "sides"),
    [
        ("nous y serons / nous n'y serons pas (entourer)", ("nous y serons", "nous n y serons pas")),
        ("n'assistera pas ou assistera", ("assistera", "n assistera pas")),
        ("nous y serons / nous verrons", None),
        ("nous n'y serons pas", None),
    ],
)
def test_two_sentences_of_which_one_denies_the_other_are_both_offered(
    value: str, sides: tuple[str, str] | None
) -> None:
    assert opposites(value) == sides
    assert offers_both(value) is (sides is not None)


def test_one_of_the_two_sentences_struck_leaves_the_other() -> None:
    body = f"{WHO}Buffet : nous y serons / <s>nous n'y serons pas</s>\nAtelier : crues".replace("\n", "<br>")
    read = of(f"<p>{body}</p>", kind="text/html")
    assert [a.answers for a in read.attendees] == [{"buffet": True}]
    assert read.doubts == ()


def test_what_stands_above_the_head_of_a_list_counts_for_everybody_in_it() -> None:
    read = of_table(
        "|Structure :|Syndicat de la Loire|Adresse :|3 quai du Port, 41000 Blois",
        "Civ.|Nom|Prénom|Fonction|Ateliers",
        "Mme|MORVAN|Léa|directrice|crues",
        "M.|PETIT|Tom|élu|berges",
    )
    assert [(a.last_name, a.organisation, a.address, a.city) for a in read.attendees] == [
        ("Morvan", "Syndicat de la Loire", "3 quai du Port", "Blois"),
        ("Petit", "Syndicat de la Loire", "3 quai du Port", "Blois"),
    ]
    assert read.doubts == ()


def test_words_above_the_head_of_a_list_that_nobody_knows_cost_confidence() -> None:
    read = of_table(
        "Sous réserve de la délibération|||", "Nom|Prénom|Organisme|Ateliers", "MORVAN|Léa|Syndicat de la Loire|crues"
    )
    assert all(a.confidence < 0.9 for a in read.attendees)


def test_a_list_may_have_a_column_for_each_answer_of_a_question() -> None:
    read = of_table(
        "Nom|Prénom|Organisme|Ateliers|Samedi midi|Samedi soir|Dimanche midi",
        "MORVAN|Léa|Syndicat de la Loire|crues|x||x",
        "PETIT|Tom|Syndicat de la Loire|berges||x|",
        event=MEALS,
    )
    assert [a.answers for a in read.attendees] == [{"repas": ("sm", "dm")}, {"repas": ("ss",)}]
    assert all(a.confidence >= 0.9 for a in read.attendees)


def test_heads_of_two_times_of_the_day_side_by_side_choose_nothing() -> None:
    read = of_table(
        *("Nom|Morvan", "Prénom|Léa", "Organisme|Syndicat de la Loire"),
        *("9 h 45 – Matinée (un choix)|14 h – Après-midi (un choix)", "☒ Prévenir les crues|☐ Passes à poissons"),
    )
    assert Reason.UNKNOWN_WORKSHOP not in read.doubts
    assert [a.workshops for a in read.attendees] == [("crues",)]


def test_a_label_and_a_value_that_begin_alike_are_one_pair() -> None:
    read = of("Nom : Morvan\nPrénom : Léa\nMairie / EPCI   Mairie de Blois\nAtelier : crues")
    assert [a.organisation for a in read.attendees] == ["Mairie de Blois"]


def test_a_street_and_a_town_need_no_gap_before_them() -> None:
    body = f"{WHO}Adresse de l'établissement 2 route des Pins\nCode postal – commune 41000 – Blois\nAtelier : crues"
    (person,) = of(body).attendees
    assert (person.address, person.postal_code, person.city) == ("2 route des Pins", "41000", "Blois")


def test_numbers_in_boxes_below_each_other_are_ranks_and_no_ticks() -> None:
    def page(canvas: Any) -> None:
        for number, (rank, name) in enumerate((("2", "Prévenir les crues"), ("", "Moulins"), ("1", "Berges"))):
            box(canvas, 60, 100 + 24 * number, 14)
            at(canvas, 64, 98 + 24 * number, rank)
            at(canvas, 80, 98 + 24 * number, name)

    assert lines(read(made(page))) == ["[2] Prévenir les crues", "☐ Moulins", "[1] Berges"]


def test_a_number_in_one_of_several_boxes_stays_in_doubt() -> None:
    def page(canvas: Any) -> None:
        for number, (rank, name) in enumerate((("3", "Prévenir les crues"), ("", "Moulins"), ("", "Berges"))):
            box(canvas, 60, 100 + 24 * number, 14)
            at(canvas, 64, 98 + 24 * number, rank)
            at(canvas, 80, 98 + 24 * number, name)

    assert lines(read(made(page)))[0].startswith(f"{Mark.DOUBTFUL} 3")


def test_circles_of_the_form_with_a_number_in_them_ring_nothing() -> None:
    def page(canvas: Any) -> None:
        for number, (rank, name) in enumerate((("2", "Prévenir les crues"), ("", "Moulins"), ("1", "Berges"))):
            canvas.circle(300, HEIGHT - 97 - 24 * number, 8)
            at(canvas, 297, 101 + 24 * number, rank)
            at(canvas, 60, 101 + 24 * number, name)

    document = read(made(page))
    assert lines(document) == ["Prévenir les crues   [2]", "☐ Moulins", "Berges   [1]"]


def test_two_cells_that_touch_hold_the_digits_of_a_number() -> None:
    def page(canvas: Any) -> None:
        at(canvas, 60, 100, "Places dans le car")
        for number, digit in enumerate(("7", "")):
            box(canvas, 200 + 14 * number, 102, 14)
            at(canvas, 204 + 14 * number, 100, digit)

    assert lines(read(made(page))) == ["Places dans le car   7"]


def test_a_value_in_a_comb_may_begin_with_a_number_of_one_digit() -> None:
    (person,) = of(f"{WHO}Adresse : 8   R U E   D U   P O N T\nAtelier : crues").attendees
    assert person.address == "8 RUE DU PONT"


@pytest.mark.parametrize(("written", "number"), [("0 4 2 0", 420), ("1 2 5", 125), ("0 7", 7)])
def test_a_number_may_stand_in_a_comb(written: str, number: int) -> None:
    (person,) = of(f"{WHO}Nombre de places dans le car   {written}\nAtelier : crues").attendees
    assert person.answers == {"car": number}


NAMED_LIKE_LABELS = replace(
    FORUM, workshops=(*FORUM.workshops, Workshop("direction", "Direction"), Workshop("equipe", "Équipe"))
)
WHO_HTML = "<p>Nom : Morvan<br>Prénom : Léa<br>Organisme : Syndicat de la Loire</p>"


def highlighted(*rows: str) -> str:
    """Give the HTML of a coupon with rows below its names; what stands between stars is highlighted."""
    marked = "<br>".join(re.sub(r"\*(.+?)\*", r'<span style="background:yellow">\1</span>', row) for row in rows)
    return f"{WHO_HTML}<p>{marked}</p>"


def test_a_workshop_named_like_a_label_is_one_of_its_list() -> None:
    rows = ("Ateliers (surligner) :", "Prévenir les crues", "*Direction*", "Passes à poissons", "*Équipe*")
    read = of(highlighted(*rows), NAMED_LIKE_LABELS, kind="text/html")
    assert [a.workshops for a in read.attendees] == [("direction", "equipe")]


def test_a_second_list_without_boxes_is_read_like_the_first() -> None:
    early = ("Ateliers du matin :", "*Prévenir les crues*", "Que faire des moulins ?", "Menu : viande")
    late = ("Ateliers du soir :", "Passes à poissons", "*Entretien des berges*")
    read = of(highlighted(*early, *late), RANKED, kind="text/html")
    assert [a.workshops for a in read.attendees] == [("crues", "berges")]


def test_the_highlighted_one_of_the_answers_below_a_question_is_chosen() -> None:
    read = of(highlighted("Ateliers : crues", "Menu (surligner) :", "• Viande", "• *Légumes*"), kind="text/html")
    assert [a.answers for a in read.attendees] == [{"menu": "legumes"}]
    assert read.doubts == ()


def test_highlighted_answers_side_by_side_are_several() -> None:
    rows = ("Ateliers : crues", "Repas pris au lycée : samedi midi \xa0 \xa0 *samedi soir* \xa0 \xa0 *dimanche midi*")
    read = of(highlighted(*rows), MEALS, kind="text/html")
    assert [a.answers for a in read.attendees] == [{"repas": ("ss", "dm")}]


def test_what_is_left_of_a_yes_and_a_no_below_their_question_is_the_answer() -> None:
    rows = ("Ateliers : crues", "Participera au buffet (rayer la mention inutile) :", "OUI / <s>NON</s>")
    read = of(highlighted(*rows), kind="text/html")
    assert [a.answers for a in read.attendees] == [{"buffet": True}]
    assert read.doubts == ()


def test_the_one_of_two_answers_that_stands_out_below_their_question_is_meant() -> None:
    rows = ("Ateliers : crues", "Participera au buffet (surligner) :", "OUI / *NON*")
    read = of(highlighted(*rows), kind="text/html")
    assert [a.answers for a in read.attendees] == [{"buffet": False}]
    assert read.doubts == ()


def test_an_answer_named_word_for_word_needs_no_question_right_above_it() -> None:
    body = f"{WHO}Menu :\n☐ Viande\nPlaces dans le car : 2\n☒ Légumes\nAtelier : crues"
    (person,) = of(body).attendees
    assert person.answers == {"menu": "legumes", "car": 2}
    assert person.confidence >= 0.9


def test_places_for_ranks_that_were_left_empty_choose_nothing() -> None:
    names = [w.label for w in RANKED.workshops]
    rows = "\n".join(f"rang        {name}" for name in names)
    read = of(f"{WHO}☐ participera\n☒ ne participera pas\nSi vous venez, vos ateliers :\n{rows}", RANKED)
    assert (read.intent, read.doubts) == (Intent.DECLINE, ())
    ranked = "\n".join(f"rang {'   21  '[n]}  {name}" for n, name in enumerate(names))
    assert [a.workshops for a in of(f"{WHO}Vos ateliers :\n{ranked}", RANKED).attendees] == [("jeunes", "moulins")]


@pytest.mark.parametrize(
    "row",
    [
        "Cadre réservé au centre de gestion   reçu le   saisi par",
        "For office use only",
        "Vu, le président : T. Bergeron",
        "Visa du chef de service : T. Bergeron",
    ],
)
def test_what_the_office_or_a_superior_writes_is_no_answer(row: str) -> None:
    (person,) = of(f"{WHO}Atelier : crues\n{row}").attendees
    assert person.confidence >= 0.9


def test_columns_of_boxes_in_a_right_pane_end_where_their_boxes_end() -> None:
    def page(canvas: Any) -> None:
        for number, label in enumerate(("Nom", "Prénom", "Fonction", "Organisme", "Adresse", "Ville", "Courriel")):
            at(canvas, 60, 100 + 20 * number, f"{label} : valeur{number}")
        at(canvas, 320, 108, "Ateliers")
        for number, name in enumerate(("Crues", "Berges", "Moulins", "Poissons", "Jeunes", "Ponts")):
            left, top = 320 + 120 * (number // 3), 128 + 20 * (number % 3)
            box(canvas, left, top)
            at(canvas, left + 16, top, name)
        at(canvas, 320, 208, "Dort sur place la nuit du samedi au dimanche")

    document = lines(read(made(page)))
    assert document[:7] == [f"{label} : valeur{n}" for n, label in enumerate(
        ("Nom", "Prénom", "Fonction", "Organisme", "Adresse", "Ville", "Courriel"))]  # fmt: skip
    assert document[7] == "Ateliers"
    assert document[-1] == "Dort sur place la nuit du samedi au dimanche"


def test_a_caption_may_be_wider_than_its_frame() -> None:
    def page(canvas: Any) -> None:
        at(canvas, 300, 100, "Nombre de places dans le car", size=8)
        canvas.rect(300, HEIGHT - 120, 50, 15)
        at(canvas, 304, 116, "7")

    assert lines(read(made(page))) == ["Nombre de places dans le car   7"]


def test_whom_a_coupon_goes_to_is_nobody_s_address() -> None:
    (person,) = of(
        f"Coupon à retourner\npar courriel : forum@example.org ou par courrier\n{WHO}Atelier : crues"
    ).attendees
    assert (person.email, person.confidence >= 0.9) == (None, True)


def test_a_cell_may_hold_a_label_with_its_boxes_below_it() -> None:
    read = of_table(
        *("Nom|Morvan", "Prénom|Léa", "Organisme|Syndicat de la Loire", "Ateliers|crues"),
        "BUFFET<br>☒ oui ☐ non|PLACES DANS LE CAR<br>2"
        "|REPAS PRIS AU LYCÉE<br>☒ samedi midi<br>☐ samedi soir<br>☒ dimanche midi",
        event=MEALS,
    )
    assert [a.answers for a in read.attendees] == [{"buffet": True, "car": 2, "repas": ("sm", "dm")}]
    assert read.doubts == ()


def test_the_numbered_list_of_one_time_of_the_day_chooses_nothing() -> None:
    event = replace(
        FORUM,
        one_per_slot=True,
        workshops=(
            *(replace(w, slot="10h30") for w in FORUM.workshops),
            Workshop("moulins", "Que faire des moulins ?", slot="14h"),
            Workshop("ponts", "Vieux ponts", slot="14h"),
        ),
    )
    head = "<p>Organisme : Syndicat de la Loire</p>"
    people = table("Nom|Prénom|Atelier 10 h 30 (n°)|Atelier 14 h (n°)", "MORVAN|Léa|1|4", "PETIT|Tom|3|5")
    legend = "<p>Ateliers de 10 h 30 : 1. Prévenir les crues – 2. Passes à poissons – 3. Entretien des berges</p>"
    read = of(f"{head}{people}{legend}", event, kind="text/html")
    assert [(a.organisation, a.workshops) for a in read.attendees] == [
        ("Syndicat de la Loire", ("crues", "moulins")),
        ("Syndicat de la Loire", ("berges", "ponts")),
    ]


@pytest.mark.parametrize("sworn", ["Je soussigné(e) M. ", "Je soussigné, ", "je soussignée Mme "])
def test_who_signs_is_named_by_the_labels_behind(sworn: str) -> None:
    (person,) = of(f"{sworn}Prénom : Léa   Nom : Morvan\nOrganisme : Syndicat de la Loire\nAtelier : crues").attendees
    assert (person.first_name, person.last_name, person.confidence >= 0.9) == ("Léa", "Morvan", True)
    assert (person.civility is None) is (sworn == "Je soussigné, ")


@pytest.mark.parametrize("label", ["Donne pouvoir à ?", "<b>Donne pouvoir à</b>"])
def test_an_answer_in_words_may_stand_below_its_question(label: str) -> None:
    body = f"{WHO}Atelier : crues\n{label}\nma collègue du service des eaux".replace("\n", "<br>")
    (person,) = of(f"<p>{body}</p>", kind="text/html").attendees
    assert person.answers == {"pouvoir": "ma collègue du service des eaux"}


def test_labels_side_by_side_above_their_values_may_be_known_by_learning_alone() -> None:
    def page(canvas: Any) -> None:
        rows = ("Surname", "First name"), ("Morvan", "Léa"), ("Daytime telephone", "E-mail"), ("01 44 55 66 77", "-")
        for top, (one, two) in zip((100, 116, 140, 156), rows, strict=True):
            at(canvas, 60, top, one)
            at(canvas, 300, top, two)

    (section,) = thread(read(made(page))).sections
    rows = [row.line.text for row in beside(section.rows, choices())]
    assert "Daytime telephone : 01 44 55 66 77" in rows


def test_how_many_asks_for_a_number() -> None:
    (person,) = of(f"{WHO}Combien de places dans le car ? 3\nAtelier : crues").attendees
    assert person.answers == {"car": 3}


def test_heads_and_rows_of_a_table_may_name_a_choice_together() -> None:
    fields = "".join(f"<p>{line}</p>" for line in WHO.splitlines())
    grid = table("|samedi|dimanche", "midi|☒|☒", "soir|☐|")
    read = of(f"{fields}<p>Atelier : crues</p><p>Repas pris au lycée</p>{grid}", MEALS, kind="text/html")
    assert [a.answers for a in read.attendees] == [{"repas": ("sm", "dm")}]
    assert read.doubts == ()


def test_a_tick_where_a_table_offers_nothing_is_in_doubt() -> None:
    fields = "".join(f"<p>{line}</p>" for line in WHO.splitlines())
    grid = table("|samedi|dimanche", "midi|☒|☐", "soir|☐|☒")
    read = of(f"{fields}<p>Atelier : crues</p><p>Repas pris au lycée</p>{grid}", MEALS, kind="text/html")
    assert Reason.DOUBTFUL_MARK in read.doubts


def test_the_last_word_of_a_question_may_stand_beside_its_answer() -> None:
    body = f"{WHO}Atelier : crues\nMenu : viande      Participera, avec tous les autres, au\nbuffet : ☒ oui ☐ non"
    (person,) = of(body).attendees
    assert person.answers["buffet"] is True
    assert person.confidence >= 0.9


def test_a_heading_in_the_first_person_may_tell_in_brackets_how_to_choose() -> None:
    heading = "I would like to attend (tick up to three; write 1, 2, 3 if you have a preference)"
    (person,) = of(f"{WHO}{heading}\n☐ Prévenir les crues\n☒ Entretien des berges").attendees
    assert (person.workshops, person.confidence >= 0.9) == (("berges",), True)
