"""What the letter around a coupon tells about it: lines that it prints, whose letter it is, who signs."""

from dataclasses import replace

import pytest

from parsers import read
from parsers.context import Context
from parsers.event import Choice, Question, QuestionType
from parsers.reasons import Reason
from tests.parsers.forum import FORUM, mail
from tests.parsers.test_habits import of, sure

SURE = 0.9
WHO = "Civilité : Mme\nNom : Morvan\nPrénom : Léa\nOrganisme : Syndicat de la Loire\nAtelier : crues\n"
QUOTE = "\nLe 2 février 2021 à 09:00, Office des Rivières <forum@example.org> a écrit :\n"
BLANK = "> Nom :\n> Prénom :\n> Organisme :\n> Atelier :\n"
ASKING = replace(
    FORUM,
    questions=(
        *FORUM.questions[:2],
        Question("parole", "Votre question aux intervenants", QuestionType.TEXT),
        Question(
            "formule",
            "Formule choisie",
            QuestionType.CHOICE,
            (),
            (
                Choice("repas", "Journée entière, repas compris (38 €)"),
                Choice("sans", "Journée entière sans le repas (20 €)"),
                Choice("demi", "Demi-journée (12 €)", ("formule c",)),
            ),
        ),
    ),
)


def test_what_stands_in_the_quoted_letter_word_for_word_is_no_answer() -> None:
    foot = "Fonds mutuel des ponts et canaux, 12 quai du Port"
    quoted = "".join(f"> {line}\n" for line in ("Chers amis,", "nous vous attendons.", foot))
    person = sure(f"{WHO}{foot}\n{QUOTE}{quoted}{BLANK}")
    assert person.organisation == "Syndicat de la Loire"


def test_the_foot_of_a_quoted_letter_begins_with_whose_it_is() -> None:
    filled = "".join(f"> {line}\n" for line in WHO.splitlines())
    person = sure(f"Bonjour, voici.\n{QUOTE}{filled}> Office des Rivières – 3 impasse du Gué – Blois\n")
    assert person.city is None
    assert person.organisation == "Syndicat de la Loire"


@pytest.mark.parametrize("line", ["Comment financer une passe à truites ?", "__Comment financer une passe ?__"])
@pytest.mark.parametrize("label", ["VOTRE QUESTION AUX INTERVENANTS", "Votre question aux intervenants"])
def test_a_sentence_below_a_question_that_fills_its_line_answers_it(line: str, label: str) -> None:
    person = sure(f"{WHO}Formule choisie : c\n{label}\n{line}\n", ASKING)
    assert person.answers["parole"] == line.strip("_")


def test_lettered_options_below_their_question_are_printed_and_a_letter_picks_one() -> None:
    options = "   a. Journée entière, repas compris (38 €)\n"
    options += "   b. Journée entière sans le repas (20 €)\n   c. Demi-journée (12 €)\n"
    person = sure(f"{WHO}Formule choisie :\n{options}(indiquez a, b ou c) : b\n", ASKING)
    assert person.answers["formule"] == "sans"


def test_a_number_behind_the_whole_label_of_its_question_answers_it_without_a_sign_between() -> None:
    assert sure(f"{WHO}Nombre de places dans le car 2\n").answers["car"] == 2


def test_words_behind_the_whole_label_of_an_open_question_are_read_by_a_person() -> None:
    reading = of(f"{WHO}Votre question aux intervenants la truite fario\n", ASKING)
    assert reading.attendees[0].confidence < SURE


def test_a_label_may_ask_for_one_of_two_things_without_a_sign_behind_it() -> None:
    head = "CIVILITÉ Mme\nNOM Morvan   PRÉNOM Léa\nBIBLIOTHÈQUE OU COLLECTIVITÉ Médiathèque de Blois\n"
    person = sure(f"{head}ADRESSE 2 quai du Port\nCODE POSTAL 41000   VILLE Blois\nATELIER : crues\n")
    assert person.organisation == "Médiathèque de Blois"


def test_who_signs_above_a_quoted_coupon_tells_which_of_two_names_is_the_first() -> None:
    filled = "> Nom et prénom : Mme Morvan Inès\n> Organisme : Syndicat de la Loire\n> Atelier : crues\n"
    body = f"Bonjour,\nréponse ci-dessous.\nCordialement,\nInès Morvan\n{QUOTE}> Bonjour,\n{filled}"
    (person,) = read(mail(body, sender="Direction <direction@loire.example>"), Context(events=(FORUM,))).attendees
    assert (person.first_name, person.last_name) == ("Inès", "Morvan")


ROUTES = replace(
    FORUM,
    questions=(
        Question(
            "navette",
            "Quelles navettes prendrez-vous ?",
            QuestionType.MULTI_CHOICE,
            ("navettes",),
            (Choice("aller", "Aller : gare de Blois, 12 h 50"), Choice("retour", "Retour : vers la gare, 18 h 45")),
        ),
        Question("acces", "Avez-vous un besoin particulier d'accès ?", QuestionType.TEXT, ("accès",)),
    ),
)


def test_an_option_is_named_by_what_stands_before_its_details() -> None:
    assert sure(f"{WHO}Navettes : aller et retour\n", ROUTES).answers["navette"] == ("aller", "retour")


def test_a_label_made_of_the_words_of_its_question_is_no_part_of_the_answer() -> None:
    person = sure(f"{WHO}IV. ACCÈS\n   Besoin particulier :   boucle magnétique (malentendant)\n", ROUTES)
    assert person.answers["acces"] == "boucle magnétique (malentendant)"


@pytest.mark.parametrize("line", ["Léa", "L.M.", "Léa Morvan", "Kenavo !", "Le secrétariat de mairie"])
def test_the_last_line_signs_without_an_empty_one_before_it(line: str) -> None:
    assert sure(f"{WHO}{line}\n").last_name == "Morvan"


def test_a_body_below_a_label_that_nobody_knows_is_the_body_where_none_other_is_asked_for() -> None:
    person = sure("Civilité : Mme\nNom : Morvan\nPrénom : Léa\nPour : CCAS de Blois\nAtelier : crues\n")
    assert person.organisation == "CCAS de Blois"


def test_a_cross_behind_the_last_of_two_words_is_for_it() -> None:
    assert sure(f"{WHO}Participera au buffet : oui/yes   non/no X\n").answers["buffet"] is False


def test_a_cross_between_two_words_may_be_for_either() -> None:
    assert "buffet" not in of(f"{WHO}Participera au buffet : oui X non\n").attendees[0].answers


def test_a_cross_may_stand_behind_the_number_of_its_workshop() -> None:
    listed = "1. X Prévenir les crues\n2. Passes à poissons\n3. X Entretien des berges\n"
    assert sure(WHO.replace("Atelier : crues\n", f"Ateliers\n{listed}")).workshops == ("crues", "berges")


def test_the_letter_in_which_the_sender_filled_in_his_own_coupon_is_not_his() -> None:
    letter = "Deux ateliers à 10 h, deux à 15 h : cochez-en un par créneau, pas plus."
    quoted = "".join(
        f"> {line}\n" for line in ("Chers amis,", letter, "Le président, Firmin Astier", *WHO.splitlines())
    )
    assert sure(f"Bonjour, voici.\n{QUOTE}{quoted}").last_name == "Morvan"


def test_a_numbered_heading_above_the_first_label_asks_nothing() -> None:
    assert sure(f"Bonjour,\n\nI. QUI ÊTES-VOUS ?\n{WHO}").last_name == "Morvan"


@pytest.mark.parametrize("rule", ["--- {} bulletin ---", "{} bulletin", "{} fiche :"])
def test_bulletins_may_be_counted_in_words(rule: str) -> None:
    other = WHO.replace("Morvan", "Petit").replace("Léa", "Anne")
    reading = of(f"{rule.format('1er')}\n{WHO}\n{rule.format('2e')}\n{other}")
    assert [p.last_name for p in reading.attendees] == ["Morvan", "Petit"]
    assert reading.doubts == ()


def test_ranks_in_brackets_order_the_workshops_that_stand_out() -> None:
    loud = "<b>[2] Passes à poissons</b> / Prévenir les crues / <b>[1] Entretien des berges</b>"
    body = f"<p>{WHO.replace('Atelier : crues', '').replace(chr(10), '<br>')}Ateliers :<br>{loud}</p>"
    event = replace(FORUM, ranked=True)
    (person,) = read(mail(body, kind="text/html"), Context(events=(event,))).attendees
    assert person.workshops == ("berges", "poissons")


def test_a_name_below_a_misspelt_label_is_no_person_beside_the_one_of_the_coupon() -> None:
    reading = of("Prnom usuel : Léa\nNom : Morvan\nOrganisme : Syndicat de la Loire\nAtelier : crues\n")
    assert reading.doubts != () or [p.first_name for p in reading.attendees] == ["Léa"]


def test_the_sender_tells_the_order_of_a_name_below_a_misspelt_label() -> None:
    (person,) = of("Nom - rénom : Morvan Léa\nOrganisme : Syndicat de la Loire\nAtelier : crues\n").attendees
    assert (person.first_name, person.last_name) == ("Léa", "Morvan")


def test_a_line_below_the_coupon_is_of_the_letter_without_a_full_stop() -> None:
    assert sure(f"{WHO}\nvoila j espere que c est bon\nlea\n").last_name == "Morvan"


def test_a_line_below_the_coupon_is_read_by_a_person_where_it_says_more() -> None:
    reading = of(f"{WHO}\nattention je ne pourrai venir que le matin\nlea\n")
    assert reading.doubts != () or reading.attendees[0].confidence < SURE


def test_a_cross_close_to_one_of_two_words_is_for_it() -> None:
    assert sure(f"{WHO}Participera au buffet :   oui X   non\n").answers["buffet"] is True


@pytest.mark.parametrize("value", ["non merci je rentre au chantier", "non j'apporte mon sandwich"])
def test_a_reason_may_follow_a_no_without_a_comma(value: str) -> None:
    assert sure(f"{WHO}Participera au buffet : {value}\n").answers["buffet"] is False


def test_a_no_that_goes_on_with_another_choice_is_read_by_a_person() -> None:
    assert of(f"{WHO}Participera au buffet : non mais nous serons deux\n").attendees[0].confidence < SURE


def test_a_label_in_capitals_ends_where_the_capitals_do() -> None:
    head = "CIVILITÉ Mme\nNOM Morvan   PRÉNOM Léa\nBIBLIOTHÈQUE OU COLLECTIVITÉ association Lire à Blois\n"
    person = sure(f"{head}ADRESSE 2 quai du Port\nCODE POSTAL 41000   VILLE Blois\nATELIER : crues\n")
    assert person.organisation == "association Lire à Blois"


def test_ranks_may_stand_in_places_that_are_drawn_to_be_written_in() -> None:
    ranked = "__ Prévenir les crues    1 Passes à poissons    2_ Entretien des berges\n"
    event = replace(FORUM, ranked=True)
    assert sure(WHO.replace("Atelier : crues\n", f"Ateliers\n{ranked}"), event).workshops == ("poissons", "berges")


def test_numbers_may_be_followed_by_a_word_that_chooses_nothing() -> None:
    assert sure(WHO.replace("Atelier : crues", "Numéros retenus : 1 et 3 donc")).workshops == ("crues", "berges")


EVENINGS = replace(
    FORUM,
    questions=(
        Question(
            "soirees",
            "Dîners retenus",
            QuestionType.MULTI_CHOICE,
            (),
            (
                Choice("veille", "Dîner de la veille"),
                Choice("gala", "Dîner de gala"),
                Choice("fin", "Repas de clôture"),
            ),
        ),
    ),
)


def test_options_copied_between_the_quoted_lines_are_answers_and_not_print() -> None:
    asked = "> Dîners retenus :\n> - Dîner de la veille\n> - Dîner de gala\n> - Repas de clôture\n"
    pairs = zip(("Nom", "Prénom", "Organisme", "Atelier"), ("Morvan", "Léa", "Ville de Blois", "crues"), strict=True)
    filled = "".join(f"> {label} :\n{value}\n" for label, value in pairs)
    body = f"{QUOTE.strip()}\n{filled}{asked}Dîner de la veille\nRepas de clôture\n> À bientôt\n"
    (person,) = of(body, EVENINGS).attendees
    assert person.answers.get("soirees") == ("veille", "fin") or person.confidence < SURE


def test_a_body_below_a_misspelt_label_is_not_passed_over() -> None:
    body = "Full name :\n    Rory Lockwood\nOrgnaisation name :\n    University of Harrowdale\n"
    body += "Street :\n    63 Station Road\n"
    event = replace(FORUM, required=("last_name",))
    (person,) = of(f"{body}Workshops :\n    ☑ Prévenir les crues\n    ☐ Passes à poissons\n", event).attendees
    assert person.organisation == "University of Harrowdale" or person.confidence < SURE


@pytest.mark.parametrize(
    "said", ["Voici l'inscription de notre collègue.", "Vous voudrez bien noter ma participation comme suit."]
)
def test_a_sentence_that_hands_the_coupon_over_changes_nothing(said: str) -> None:
    assert sure(f"Bonjour,\n\n{said}\n\n{WHO}").last_name == "Morvan"


def test_a_sentence_that_hands_over_and_says_more_is_for_a_person() -> None:
    said = "Voici l'inscription de ma collègue, comptez aussi Malika."
    assert Reason.REMARK in of(f"Bonjour,\n\n{said}\n\n{WHO}").doubts


@pytest.mark.parametrize("said", ["Voilà, j'espère ne rien avoir oublié.", "Hope that's OK.", "J'espère que ça va."])
def test_who_hopes_that_the_reply_is_all_right_is_not_undecided(said: str) -> None:
    assert sure(f"Bonjour,\n\n{said}\n\n{WHO}").last_name == "Morvan"


def test_who_hopes_to_come_is_undecided() -> None:
    assert of(f"Bonjour,\n\nJ'espère pouvoir venir.\n\n{WHO}").doubts != ()


def test_a_sentence_on_how_the_choices_were_marked_chooses_nothing() -> None:
    assert sure(f"Bonjour,\nAteliers choisis surlignés en jaune.\n{WHO}").workshops == ("crues",)


def test_veuillez_is_no_night_before() -> None:
    nights = (Choice("veille", "Nuit de la veille", ("la veille",)), Choice("aucun", "Pas d'hébergement"))
    asked = Question("nuit", "Hébergement", QuestionType.CHOICE, ("nuit",), nights)
    body = "Monsieur,\n\nMme Léa Morvan, du Syndicat de la Loire, assistera à l'atelier 1.\n\n"
    reading = of(f"{body}Veuillez recevoir, Monsieur, nos salutations.\n", replace(FORUM, questions=(asked,)))
    assert reading.attendees[0].answers == {}


def test_who_sends_the_coupon_and_does_not_come_contradicts_it_however_politely() -> None:
    said = "Je ne pourrai malheureusement pas être des vôtres, une opération étant programmée cette semaine-là."
    assert (
        Reason.COMING_AND_NOT in of(f"Bonsoir,\n\nVoici mon coupon. {said}\n\n{WHO}\nBien à vous,\nLéa Morvan\n").doubts
    )


def test_a_number_below_a_label_that_nobody_knows_is_not_passed_over() -> None:
    asked = (Question("effectif", "Nombre de bénévoles dans l'équipe", QuestionType.NUMBER),)
    (person,) = of(f"{WHO}Nombre de benevoles .... : 12\n", replace(FORUM, questions=asked)).attendees
    assert person.answers.get("effectif") == 12 or person.confidence < SURE


def test_a_yes_beside_a_question_that_nobody_knows_is_not_that_somebody_comes() -> None:
    (person,) = of(f"{WHO}Do you need an interpretation headset?   [x] Yes   [ ] No\n").attendees
    assert person.confidence < SURE


def test_a_number_between_the_quoted_lines_is_no_signature_because_it_was_given_above() -> None:
    asked = (Question("effectif", "Nombre de bénévoles dans l'équipe", QuestionType.NUMBER),)
    pairs = (("Nom", "Morvan"), ("Prénom", "Léa"), ("Organisme", "Syndicat de la Loire"), ("Atelier", "le 1"))
    filled = "".join(f"> {label} :\n\n{value}\n\n" for label, value in pairs)
    body = f"{QUOTE.strip()}\n{filled}> Nombre de bénévoles dans l'équipe :\n\n1\n\nBonne journée\nLéa\n"
    (person,) = of(body, replace(FORUM, questions=asked)).attendees
    assert person.answers == {"effectif": 1}


def test_a_yes_beside_a_question_that_nobody_knows_is_no_answer_to_the_one_above() -> None:
    rows = "Participera au buffet ?   [ ] oui   [x] non\nDo you need an interpretation headset?   [x] Yes   [ ] No\n"
    (person,) = of(f"{WHO}{rows}").attendees
    assert person.answers["buffet"] is False
    assert person.confidence < SURE


def test_a_label_may_begin_the_name_of_the_question_for_a_number() -> None:
    volunteers = Question("effectif", "Nombre de bénévoles dans l'équipe", QuestionType.NUMBER)
    person = sure(f"{WHO}NOMBRE DE BENEVOLES : 9\n", replace(FORUM, questions=(volunteers,)))
    assert (person.answers, person.workshops) == ({"effectif": 9}, ("crues",))


def test_lines_to_tick_on_are_empty_boxes_where_others_were_ticked() -> None:
    listed = "Ateliers\n_x_ 1. Prévenir les crues\n___ 2. Passes à poissons\n___ 3. Entretien des berges\n"
    assert sure(WHO.replace("Atelier : crues\n", listed)).workshops == ("crues",)
