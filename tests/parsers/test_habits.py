"""What one coupon does again and again tells how it is to be read."""

from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest

from parsers import read
from parsers.context import Context
from parsers.coupons import fields
from parsers.event import Choice, Event, Question, QuestionType
from parsers.reading import Attendee, Reading
from tests.parsers.forum import FORUM, mail, reading
from tests.parsers.test_layouts import HEAD, RANKED, SLOTTED, WHO

BADGES = replace(
    FORUM,
    questions=(
        *FORUM.questions,
        Question(
            "gilet",
            "Taille du gilet",
            QuestionType.CHOICE,
            ("gilet",),
            (Choice("s", "S"), Choice("m", "M"), Choice("l", "L", ("large",))),
        ),
    ),
)
ABROAD = replace(FORUM, timezone=ZoneInfo("Europe/London"))


def of(body: str, event: Event = FORUM) -> Reading:
    return read(mail(body), Context(events=(event,)))


def sure(body: str, event: Event = FORUM) -> Attendee:
    """Give the one attendee of a reply that would be accepted."""
    reading = of(body, event)
    assert reading.doubts == ()
    (person,) = reading.attendees
    assert person.confidence >= 0.9
    return person


@pytest.mark.parametrize("sign", [" — ", " – ", " - ", " -> ", " => ", "=", " | ", " ? ", "-->", "  "])
def test_the_sign_that_most_lines_share_parts_labels_from_values(sign: str) -> None:
    lines = [("Nom", "Morvan"), ("Prénom", "Léa"), ("Organisme", "Syndicat de la Loire"), ("Atelier", "crues")]
    person = sure("\n".join(f"{label}{sign}{value}" for label, value in lines))
    assert (person.last_name, person.first_name, person.organisation) == WHO
    assert person.workshops == ("crues",)


def test_nothing_at_all_may_part_labels_from_values() -> None:
    person = sure(
        "Nom MORVAN\nPrénom Léa\nFonction directrice\nOrganisme Syndicat de la Loire\nVille Blois\nAtelier crues"
    )
    assert (person.last_name, person.first_name, person.organisation) == WHO
    assert (person.role, person.city, person.workshops) == ("Directrice", "Blois", ("crues",))


def test_a_label_never_reaches_over_a_clear_edge() -> None:
    body = "Nom : Morvan ; prénom : Léa ; organisme : Syndicat de la Loire ; tél : 06 39 98 12 34 ; atelier : crues"
    assert sure(body).phone == "+33639981234"


@pytest.mark.parametrize(
    "line",
    [
        "Fonction / Organisme : directrice / Syndicat de la Loire",
        "Fonction, organisme : directrice, Syndicat de la Loire",
        "Fonction | Organisme : directrice | Syndicat de la Loire",
    ],
)
def test_two_labels_before_one_colon_have_two_values_behind_it(line: str) -> None:
    person = sure(f"Nom : Morvan\nPrénom : Léa\n{line}\nAtelier : crues\n")
    assert (person.role, person.organisation) == ("Directrice", "Syndicat de la Loire")


def test_two_labels_before_one_colon_and_one_value_are_not_guessed() -> None:
    (person,) = of(
        "Nom : Morvan\nPrénom : Léa\nFonction / Organisme : Syndicat de la Loire\nAtelier : crues\n"
    ).attendees
    assert person.organisation is None
    assert person.confidence < 0.9


@pytest.mark.parametrize(("written", "id"), [("L", "l"), ("s", "s"), ("M", "m"), ("large", "l")])
def test_a_choice_may_be_one_letter(written: str, id: str) -> None:
    assert sure(f"{HEAD}Atelier : crues\nTaille du gilet : {written}\n", BADGES).answers["gilet"] == id


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("01584 877 210", "+441584877210"),
        ("07911 123456", "+447911123456"),
        ("06.88.15.42.37", "+33688154237"),
        ("+32 4 222 30 12", "+3242223012"),
    ],
)
def test_a_number_without_prefix_belongs_where_the_event_is(written: str, number: str) -> None:
    assert sure(f"{HEAD}Atelier : crues\nTel: {written}\n", ABROAD).phone == number


@pytest.mark.parametrize(
    ("zone", "country"), [("Europe/Paris", "FR"), ("Europe/London", "GB"), ("Europe/Brussels", "BE"), ("Etc/UTC", "FR")]
)
def test_a_time_zone_tells_the_country(zone: str, country: str) -> None:
    assert fields.country_of(zone) == country


@pytest.mark.parametrize(
    "written",
    [
        "1 Passes à poissons, 2 Prévenir les crues",
        "1er Passes à poissons, 2e Prévenir les crues",
        "1) Passes à poissons 2) Prévenir les crues",
        "2e Prévenir les crues, 1er Passes à poissons",
    ],
)
def test_counted_items_stand_in_the_order_of_their_numbers(written: str) -> None:
    found = sure(f"{HEAD}Ateliers par ordre de préférence : {written}\n", RANKED)
    assert found.workshops == ("poissons", "crues")


@pytest.mark.parametrize(
    "written", ["crues (9h30), berges (14 h)", "celui des crues le matin, celui des berges l'après-midi"]
)
def test_the_time_of_a_workshop_may_stand_beside_it(written: str) -> None:
    assert set(sure(f"{HEAD}Ateliers : {written}\n", SLOTTED).workshops) == {"crues", "berges"}


def test_a_time_that_is_not_that_of_the_workshop_is_a_doubt() -> None:
    assert of(f"{HEAD}Ateliers : berges (9h30)\n", SLOTTED).doubts


@pytest.mark.parametrize("label", ["Je m'inscris pour", "Ateliers auxquels j'irai", "I pick"])
def test_a_label_in_words_of_its_own_is_known_by_the_choice_beside_it(label: str) -> None:
    assert set(sure(f"{HEAD}{label} : crues et berges\n").workshops) == {"crues", "berges"}


@pytest.mark.parametrize(
    "label", ["Je ne viendrai pas à", "Ateliers proposés", "Atelier animé par mon collègue", "Autre choix"]
)
def test_a_label_that_may_mean_no_choice_is_no_label_for_workshops(label: str) -> None:
    (person,) = of(f"{HEAD}{label} : crues et berges\n").attendees
    assert person.confidence < 0.9 or not person.workshops


def test_a_label_that_nobody_knows_ends_the_value_before_it_on_its_line() -> None:
    body = "Nom : Morvan ; Prénom : Léa ; Brgade : bleue ; Organisme : Syndicat de la Loire\nAtelier : crues\n"
    (person,) = of(body).attendees
    assert person.first_name == "Léa"
    assert person.confidence < 0.9  # it may be what she does


def test_words_under_a_label_that_nobody_knows_may_be_what_no_other_label_asks() -> None:
    rest = "Ville : Blois\nFonction : directrice\nAtelier : crues\n"
    assert sure(f"{HEAD}{rest}Devise : toujours plus haut\n")
    (person,) = of(f"{HEAD}Atelier : crues\nGrde — sapeuse\n").attendees
    assert person.confidence < 0.9


@pytest.mark.parametrize("sign", [" — ", " : ", " -> "])
def test_a_civility_may_stand_beside_both(sign: str) -> None:
    lines = [
        ("M. / Mme", "Madame"),
        ("Nom", "Morvan"),
        ("Prénom", "Léa"),
        ("Organisme", "Ville de Blois"),
        ("Atelier", "crues"),
    ]
    assert sure("\n".join(f"{label}{sign}{value}" for label, value in lines)).civility == "Mme"


@pytest.mark.parametrize("mark", [". ", " ; ", ", ", " / ", " – ", " - ", "   "])
def test_pairs_of_one_line_are_parted_by_whatever_stands_between_them(mark: str) -> None:
    pairs = ["Nom : Morvan", "Prénom : Léa", "Organisme : Syndicat de la Loire", "Ateliers : 1 et 3", "Buffet : oui."]
    person = sure(mark.join(pairs) + "\n")
    assert (person.last_name, person.first_name, person.organisation) == WHO
    assert (person.workshops, person.answers) == (("crues", "berges"), {"buffet": True})


def test_the_last_number_of_a_choice_does_not_count_the_label_behind_it() -> None:
    body = "Nom : Morvan. Prénom : Léa. Organisme : Ets Martin S.A. Ateliers : 1, 3. Buffet : oui."
    person = sure(body)
    assert (person.organisation, person.workshops) == ("Ets Martin S.A.", ("crues", "berges"))


@pytest.mark.parametrize("count", ["1. {}", "{}", "a) {}", "* {}", "- {}"])
def test_labels_may_be_items_of_a_list(count: str) -> None:
    rows = [*HEAD.splitlines(), "Atelier : crues", "Buffet : non", "Remarque : néant"]
    counted = [
        count.format(row).replace("1.", f"{n}.").replace("a)", f"{'abcdef'[n - 1]})") for n, row in enumerate(rows, 1)
    ]
    assert sure("\n".join(counted)).answers == {"buffet": False}


def test_a_short_value_behind_a_label_is_not_taken_for_a_slip_of_the_label() -> None:
    body = "First name Gus\nSurname Morvan\nOrganisation Syndicat\nPhone 02 54 90 41 17\nTown Blois\nWorkshop berges\n"
    (person,) = reading(body).attendees
    assert (person.first_name, person.last_name) == ("Gus", "Morvan")
