"""What letters in people's own words tell, whether or not every word of them is known."""

from dataclasses import replace

import pytest

from parsers import read
from parsers.context import Context
from parsers.event import Question, QuestionType
from parsers.reading import Attendee, Intent, Reading
from parsers.reasons import Reason
from tests.parsers.forum import CONTEXT, FORUM, mail, reading

SIGNED = "\n\nCordialement,\n\nLéa Morvan\nMaire\nVille de Blois\n"


def told(text: str, signed: str = SIGNED) -> Reading:
    return reading(f"Bonjour,\n\n{text}{signed}")


def one(text: str, signed: str = SIGNED) -> Attendee:
    found = told(text, signed).attendees
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("text", "workshops"),
    [
        ("Je file volontiers vers l'atelier 1 et le 3, quelle aubaine.", ("crues", "berges")),
        ("J'irai flâner au premier atelier et au dernier, voilà.", ("crues", "berges")),
        ("Mon équipe se réjouit : j'irai aux deux premiers.", ("crues", "poissons")),
        ("L'atelier 1 ne me dit rien, le 2 et le 3 oui.", ("poissons", "berges")),
        ("Ni le 1 ni le 2 ne m'emballent ; je viendrai à l'atelier 3.", ("berges",)),
        ("Je retiens l'atelier berges plutôt que celui sur les poissons, trop technique.", ("berges",)),
        ("Je serai à l'atelier 2, et pas au 3 comme mon voisin de palier.", ("poissons",)),
        ("Je ferai tous les ateliers hormis le 2, sacré programme.", ("crues", "berges")),
    ],
)  # fmt: skip
def test_workshops_are_told_by_name_number_and_place(text: str, workshops: tuple[str, ...]) -> None:
    assert one(text).workshops == workshops


@pytest.mark.parametrize(
    ("text", "question", "answer"),
    [
        ("Je viens à l'atelier 1 ; buffet, ce sera sans moi, régime oblige.", "buffet", False),
        ("Atelier 1 pour moi, et je mange avec la joyeuse troupe.", "buffet", True),
        ("Je viens à l'atelier 1. Buffet pas besoin, hélas pour moi.", "buffet", False),
        ("Je viens à l'atelier 1, et je quitterai la salle avant le buffet, train oblige.", "buffet", False),
        ("Je viens à l'atelier 1. Il nous faudra 2 places dans le car, figurez-vous.", "car", 2),
        ("Je viens à l'atelier 1, menu végétarien bien garni.", "menu", "legumes"),
        ("Je viens à l'atelier 1. Merci de ne réserver qu'une seule place dans le car.", "car", 1),
    ],
)  # fmt: skip
def test_answers_are_told_in_words(text: str, question: str, answer: object) -> None:
    assert one(text).answers.get(question) == answer


@pytest.mark.parametrize(
    ("text", "workshops"),
    [
        ("J'irai à tous les ateliers hormis celui qui touche aux berges.", ("crues", "poissons")),
        ("J'étais inscrit à l'atelier 1 ; je souhaite suivre à la place l'atelier 3.", ("berges",)),
        (
            "I registered for workshop 1. Could you move me to workshop 2? Everything else stays as it was.",
            ("poissons",),
        ),
        ("Je viens aux ateliers 1 et 2, je laisse les autres.", ("crues", "poissons")),
        ("Je soussignée Léa Morvan, maire, viendrai à l'atelier 3.", ("berges",)),
    ],
)
def test_what_is_left_out_or_left_as_it_is_is_not_chosen(text: str, workshops: tuple[str, ...]) -> None:
    assert one(text).workshops == workshops


@pytest.mark.parametrize(
    "text",
    [
        "Je viendrai à l'atelier 1 et n'assisterai à aucun autre atelier.",
        "Bien que je n'aie jamais assisté à ce genre de forum, je viendrai à l'atelier 1.",
        "I will come to workshop 1 and will not attend any other workshop.",
        "Je viendrai à l'atelier 1, pas au 2 comme ma collègue.",
    ],
)
def test_who_goes_to_no_other_workshop_comes_all_the_same(text: str) -> None:
    assert (one(text).workshops, told(text).doubts) == (("crues",), ())


def test_a_long_number_answers_a_question_that_counts() -> None:
    assert one("Je viens à l'atelier 1, et il nous faut 120 places dans le car.").answers == {"car": 120}


def test_who_confirms_for_somebody_does_not_come_himself() -> None:
    read = told(
        "On behalf of Mrs Ann Hollow, curator at Leeds Library, I am happy to confirm that she will attend session 1.",
        signed="\n\nKind regards,\n\nJanet Peel\nAssistant\n",
    )
    assert [(a.last_name, a.workshops) for a in read.attendees] == [("Hollow", ("crues",))]


def test_two_who_are_the_same_have_one_role_and_body() -> None:
    read = told(
        "Mme Ève Petit et M. Paul Roy, tous deux médecins à l'Hôpital de Blois, iront à l'atelier 1.", signed=""
    )
    assert [(a.role, a.organisation) for a in read.attendees] == [("Médecin", "Hôpital de Blois")] * 2


def test_who_does_not_come_needs_no_answers() -> None:
    read = told("Je dois annuler ma venue au forum, et mon repas au buffet. Merci de libérer ma place.")
    assert (read.intent, read.attendees[0].answers, read.doubts) == (Intent.CANCEL, {}, ())


def test_a_first_name_is_who_was_named_in_full_wherever_it_stands() -> None:
    read = told(
        "Mireille et moi viendrons tous les deux au forum. M. Luc Pineau, pêcheur, suivra « Passes à poissons » et "
        "Mireille « Entretien des berges ». Mme Mireille Pineau est archiviste.",
        signed="\n\nLuc Pineau\n",
    )
    assert {(a.first_name, a.workshops) for a in read.attendees} == {("Luc", ("poissons",)), ("Mireille", ("berges",))}


def test_a_clause_says_what_the_one_before_it_is() -> None:
    read = told("C'est Mehdi Cherif qui viendra à l'atelier 1 pour le Syndicat Loire, où il est éducateur.", signed="")
    assert [(a.last_name, a.role) for a in read.attendees] == [("Cherif", "Éducateur")]


@pytest.mark.parametrize(
    ("text", "undecided"),
    [
        ("Atelier crues en premier, puis poissons si le premier est complet.", False),
        ("En premier les crues et, s'il reste une place, les poissons.", False),
        ("En premier les crues, et les poissons si je peux.", True),
        ("Les crues et, en second lieu, les poissons.", False),
        ("Atelier 3, en second choix l'atelier 1 si vous voulez bien noter cela.", False),
        ("I should be grateful if you would register me for workshop 1.", False),
        ("En second lieu l'atelier 1.", True),
    ],
)
def test_what_ranks_a_second_choice_leaves_nothing_open(text: str, undecided: bool) -> None:
    ranked = Context(events=(replace(FORUM, ranked=True),))
    found = read(mail(f"Bonjour,\n\nJe viendrai au forum. {text}{SIGNED}"), ranked)
    assert (Reason.UNDECIDED in found.doubts) is undecided


def test_each_person_has_the_workshops_that_stand_with_the_name() -> None:
    read = told(
        "Figurez-vous que Mme Ève Petit ira à l'atelier 1 et M. Paul Roy aux ateliers 2 et 3, ravis.",
        "\n\nLe secrétariat\n",
    )
    assert [(a.last_name, a.workshops) for a in read.attendees] == [
        ("Petit", ("crues",)), ("Roy", ("poissons", "berges")),
    ]  # fmt: skip


def test_a_pronoun_means_the_one_whose_civility_fits() -> None:
    read = told(
        "Mme Ève Petit et M. Paul Roy seront de la fête. Elle ira flâner à l'atelier 1, lui à l'atelier 2.",
        "\n\nLe secrétariat\n",
    )
    assert [(a.last_name, a.workshops) for a in read.attendees] == [("Petit", ("crues",)), ("Roy", ("poissons",))]


def test_what_is_said_of_all_of_them_counts_for_each() -> None:
    read = told(
        "Mme Ève Petit ira à l'atelier 1, M. Paul Roy à l'atelier 2, youpi. Tous deux resteront au buffet.",
        "\n\nLe secrétariat\n",
    )
    assert [a.answers for a in read.attendees] == [{"buffet": True}, {"buffet": True}]


def test_a_body_that_sends_people_counts_for_each() -> None:
    read = told(
        "La Ville de Tours inscrit avec joie Mme Ève Petit à l'atelier 1 et M. Paul Roy à l'atelier 2.",
        "\n\nLe secrétariat\n",
    )
    assert [a.organisation for a in read.attendees] == ["Ville de Tours", "Ville de Tours"]


def test_who_speaks_of_himself_in_a_sentence_is_read_from_it() -> None:
    found = one("Moi c'est Paul Roy de la mairie de Gien, je file à l'atelier 1, hourra.", "\n")
    assert (found.first_name, found.last_name, found.organisation) == ("Paul", "Roy", "mairie de Gien")


def test_a_role_and_a_body_of_the_writer_stand_in_a_sentence() -> None:
    found = one(
        "Je suis bénévole à l'association Les Castors et je me réjouis de l'atelier 1, où je viendrai.",
        "\n\nPaul Roy\n",
    )
    assert (found.role, found.organisation) == ("Bénévole", "association Les Castors")


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("Mon médecin m'interdit tout voyage, je ne serai donc pas des vôtres.", Intent.DECLINE),
        ("Non merci pour le forum, vraiment.", Intent.DECLINE),
        ("J'étais inscrite, mais patatras, je dois annuler ma venue.", Intent.CANCEL),
        ("J'avais répondu pour l'atelier 1 ; mettez-moi plutôt à l'atelier 2, tout compte fait.", Intent.AMEND),
        ("M. Paul Roy, que nous avions inscrit, a filé ; Mme Ève Petit le remplacera à l'atelier 1.", Intent.AMEND),
    ],
)  # fmt: skip
def test_what_is_wanted_is_told(text: str, intent: Intent) -> None:
    assert told(text).intent is intent


def test_a_change_leaves_out_what_was_chosen_before() -> None:
    assert one("J'avais répondu pour l'atelier 1 ; mettez-moi plutôt à l'atelier 2, tout compte fait.").workshops == (
        "poissons",
    )


def test_a_substitution_names_the_one_who_comes() -> None:
    read = told(
        "M. Paul Roy, que nous avions inscrit, a filé ; Mme Ève Petit le remplacera à l'atelier 1.",
        "\n\nLe secrétariat\n",
    )
    assert [a.last_name for a in read.attendees] == ["Petit"]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Je viens à l'atelier 1 ou 2, à vous de voir.", Reason.UNDECIDED),
        ("Je viendrai bien sûr, atelier 1 sous réserve d'un miracle.", Reason.UNDECIDED),
        ("Je viens aux mêmes ateliers que l'an passé, chic.", Reason.UNSTATED_CHOICES),
        ("Je serai à l'atelier 1, celui sur les berges.", Reason.CONTRADICTION),
        ("Je viens à l'atelier 9, hourra.", Reason.UNKNOWN_WORKSHOP),
        ("Une collègue, allez savoir laquelle, viendra à l'atelier 1.", Reason.NO_ATTENDEE),
        ("Mme Ève Petit et M. Paul Roy se partageront les ateliers 1 et 2.", Reason.UNDECIDED),
    ],
)  # fmt: skip
def test_what_is_open_is_a_doubt_of_its_own(text: str, reason: Reason) -> None:
    assert reason in told(text).doubts


def test_a_sentence_with_unknown_words_is_told_but_looked_at() -> None:
    assert Reason.REMARK in told("Je file volontiers vers l'atelier 1, quelle aubaine.").doubts


def test_respectively_gives_each_one_of_the_workshops() -> None:
    read = told(
        "Mme Ève Petit et M. Paul Roy suivront respectivement, tels des écoliers, les ateliers 2 et 1.",
        "\n\nLe secrétariat\n",
    )
    assert [(a.last_name, a.workshops) for a in read.attendees] == [("Petit", ("poissons",)), ("Roy", ("crues",))]


def test_brackets_behind_a_name_hold_a_body_a_number_and_an_address() -> None:
    found = one(
        "Voici venir M. Paul Roy (Mairie de Gien, 3 rue Haute, 45500 Gien, 02 38 00 00 00), ravi de l'atelier 1.",
        "\n\nLe secrétariat\n",
    )
    assert (found.organisation, found.address, found.postal_code, found.city, found.phone) == (
        "Mairie de Gien", "3 rue Haute", "45500", "Gien", "+33238000000",
    )  # fmt: skip


def test_a_sentence_says_where_the_one_named_before_can_be_reached() -> None:
    found = one(
        "Mme Ève Petit filera vers l'atelier 1. Vous pouvez la joindre au 06 12 34 56 78.", "\n\nLe secrétariat\n"
    )
    assert found.phone == "+33612345678"


def test_people_named_behind_a_colon_are_those_of_the_clause_before_it() -> None:
    read = told(
        "Deux collègues viendront gaiement à l'atelier 1 : Mme Ève Petit et M. Paul Roy.", "\n\nLe secrétariat\n"
    )
    assert [(a.last_name, a.workshops) for a in read.attendees] == [("Petit", ("crues",)), ("Roy", ("crues",))]


def test_the_secretary_who_writes_for_others_is_none_of_them() -> None:
    read = told(
        "En réponse à votre lettre, Mme Ève Petit et M. Paul Roy iront flâner à l'atelier 1. Tous deux déjeuneront.",
        "\n\nBien à vous,\n\nLise Arnaud\n",
    )
    assert [a.last_name for a in read.attendees] == ["Petit", "Roy"]


@pytest.mark.parametrize(
    "text",
    [
        "Le voisin de Mme Ève Petit viendra à l'atelier 1.",
        "M. Paul Roy et sa stagiaire viendront à l'atelier 1.",
    ],
)
def test_somebody_who_is_not_named_is_a_doubt(text: str) -> None:
    assert Reason.NO_ATTENDEE in told(text, "\n\nLe secrétariat\n").doubts


@pytest.mark.parametrize(
    "text",
    [
        "Je viendrai à trois ou quatre.",
        "Je devais aller à l'atelier 1, mais j'avais l'intention du 2.",
        "Je suivrai deux des ateliers 1, 2 et 3.",
    ],
)
def test_a_choice_that_nobody_makes_goes_to_a_person(text: str) -> None:
    assert told(text).doubts


@pytest.mark.parametrize(
    "text",
    [
        "Je participerai à l'atelier 1 (berges).",
        "Le maire souhaite participer à l'atelier 1.",
        "Vous participez à l'atelier 1.",
        "Elle suivra l'atelier 1.",
        "Tous les ateliers sont passionnants.",
        "Je viendrai à l'atelier 1 et pour l'atelier de ma femme, voyez avec elle.",
        "Remplacez deux de mes ateliers par l'atelier 1.",
        "Je serai à l'atelier 1, sauf urgence de dernière minute.",
    ],
)
def test_what_may_mean_something_else_is_a_doubt(text: str) -> None:
    assert told(text).doubts


def test_she_is_the_other_one_of_two() -> None:
    read = told("Mon amie Ève Petit et moi viendrons. Elle suivra l'atelier 1 et moi l'atelier 2.")
    assert [(a.last_name, a.workshops) for a in read.attendees] == [("Petit", ("crues",)), ("Morvan", ("poissons",))]


def test_one_who_comes_beside_the_writer_has_her_own_workshop() -> None:
    read = told("Je participerai à l'atelier 1 et Mme Ève Petit à l'atelier 2.")
    assert [(a.last_name, a.workshops) for a in read.attendees] == [("Morvan", ("crues",)), ("Petit", ("poissons",))]


def test_who_writes_without_capitals_ends_sentences_all_the_same() -> None:
    assert one("je viens à l'atelier 1. pas de buffet. bonne journée.").answers == {"buffet": False}


def test_a_number_for_people_named_before_is_no_workshop() -> None:
    read = told(
        "Mme Ève Petit ira à l'atelier 1, M. Paul Roy à l'atelier 3. Buffet oui pour les 2.", "\n\nLe secrétariat\n"
    )
    assert [(a.workshops, a.answers) for a in read.attendees] == [
        (("crues",), {"buffet": True}), (("berges",), {"buffet": True}),
    ]  # fmt: skip


def test_the_order_of_ranks_is_no_workshop() -> None:
    assert one("Mes choix, du premier au dernier : ateliers 2 et 3.").workshops == ("poissons", "berges")


def test_a_number_after_any_plural_belongs_to_its_list() -> None:
    assert one("Je retiens les modules 1, 2 et 3.").workshops == ("crues", "poissons", "berges")


def test_an_option_may_have_its_english_name() -> None:
    assert one("I will attend workshop 1. The vegetarian menu, please.").answers == {"menu": "legumes"}


@pytest.mark.parametrize("text", ["Fille de meunier, je suivrai l'atelier 1.", "Habitant du quai, je viens au 1."])
def test_kin_and_where_one_lives_are_no_role(text: str) -> None:
    assert one(text, "\n\nLéa Morvan\nVille de Blois\n").role is None


def test_an_inscription_made_by_this_letter_is_no_earlier_one() -> None:
    assert told("Mme Ève Petit est inscrite par mes soins à l'atelier 1.").intent is Intent.REGISTER


def test_a_name_behind_the_closing_in_its_line_signs() -> None:
    assert one("Je viens à l'atelier 1.", "\nBien à vous, Léa Morvan\n").last_name == "Morvan"


MEAL = replace(FORUM, questions=(Question("repas", "Déjeunera sur place", QuestionType.YES_NO),))


@pytest.mark.parametrize(
    ("text", "answer"), [("je serai présent également au déjeuner", True), ("je ne déjeunerai pas", False)]
)
def test_a_meal_is_known_by_its_verb(text: str, answer: bool) -> None:
    found = read(mail(f"Bonjour,\n\nJe participerai à l'atelier 1, {text}.{SIGNED}"), replace(CONTEXT, events=(MEAL,)))
    assert found.attendees[0].answers == {"repas": answer}


@pytest.mark.parametrize(
    "text", ["Je reste à votre disposition.", "Il n'est pas exclu que je puisse venir.", "J'avais choisi l'atelier 1."]
)
def test_who_does_not_say_that_he_comes_is_not_registered(text: str) -> None:
    found = told(f"Félicitations à toute l'équipe. {text}")
    assert found.doubts or not found.attendees


def test_what_is_taken_for_one_is_not_taken_for_all() -> None:
    people = told(
        "M. Paul Haddad, président : l'atelier « Passes à poissons »\n"
        "Pour Mme Caroline Picot, coordinatrice (Ville de Tours), nous retenons l'atelier 1.",
        "\n\nCordialement,\n\nJocelyne Le Bihan\nAssistante de direction\n",
    ).attendees
    assert [(p.last_name, p.workshops) for p in people] == [("Haddad", ("poissons",)), ("Picot", ("crues",))]


def test_a_reply_that_comes_back_to_someone_is_decided() -> None:
    found = told("Je reviens vers vous : je participerai à l'atelier 1.")
    assert Reason.UNDECIDED not in found.doubts
    assert told("Je participerai à l'atelier 1, je reviens vers vous d'ici demain.").doubts


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("Je ne participerai qu'à l'atelier 1.", Intent.REGISTER),
        ("Je participerai à l'atelier 1 à la place de M. Petit.", Intent.AMEND),
    ],
)
def test_what_narrows_or_replaces_is_an_answer(text: str, intent: Intent) -> None:
    read = told(text)
    assert (read.intent, read.doubts, read.attendees[0].workshops) == (intent, (), ("crues",))


@pytest.mark.parametrize(
    ("text", "workshops"),
    [
        ("Mes souhaits sont 1) les crues, 2) les berges.", ("crues", "berges")),
        ("Il me faudra partir tôt, mais je suivrai l'atelier 2.", ("poissons",)),
        ("Mettez-moi aux berges au lieu des crues.", ("berges",)),
    ],
)
def test_lists_impersonal_verbs_and_idioms_name_nothing_else(text: str, workshops: tuple[str, ...]) -> None:
    assert one(text).workshops == workshops


def test_one_who_comes_in_the_place_of_another_is_told_in_the_next_clause() -> None:
    person = one(
        "I'm afraid Mark Tully can no longer attend. Julia Stone, engineer at Penrith Water Board, will come in his "
        "place. Julia's first choice is Prévenir les crues."
    )
    assert (person.last_name, person.organisation, person.workshops) == ("Stone", "Penrith Water Board", ("crues",))


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("Nous serons deux du Syndicat de la Vire, Paul Petit et moi-même, à l'atelier 1.", "Syndicat de la Vire"),
        ("Mme Ève Petit, adjointe, représentera la Mairie de Vire aux rencontres, atelier 1.", "Mairie de Vire"),
        ("Two of us from Moorland Pictures will come to workshop 1: myself and Peter Ashdown.", "Moorland Pictures"),
    ],
)
def test_a_body_is_stated_once_for_everybody(text: str, body: str) -> None:
    assert {a.organisation for a in told(text, "\n\nLéa Morvan\n").attendees} == {body}


@pytest.mark.parametrize(
    "text",
    [
        "Vous pouvez attribuer ma place à une autre personne.",
        "I hope you can give my seat to somebody on the waiting list.",
        "The hotel room can be released too.",
    ],
)
def test_one_who_cancels_may_give_back_what_he_had(text: str) -> None:
    read = told(f"Je dois annuler mon inscription au Forum des rivières. {text}")
    assert (read.intent, read.doubts) == (Intent.CANCEL, ())


def test_where_one_can_be_reached_leaves_nothing_to_ask() -> None:
    read = told(
        "M. Paul Haddad, président, participera à l'atelier 1. Vous pouvez lui écrire à paul@haddad.example.",
        "\n\nLéa Morvan\nAssistante\nVille de Blois\n",
    )
    assert (read.attendees[0].email, Reason.REMARK in read.doubts) == ("paul@haddad.example", False)


def test_what_somebody_comes_without_doing_is_denied() -> None:
    assert one("Je viendrai à l'atelier 1, sans rester au buffet.").answers == {"buffet": False}


def test_a_letter_that_names_itself_says_of_nobody_that_he_is_present() -> None:
    found = told(
        "Par la présente, je vous informe que Mme Sidonie Fabre, adjointe, participera à l'atelier 1.",
        "\n\nCordialement,\n\nLe secrétaire de mairie,\nPatrice Hugounenq\n",
    )
    assert [(p.last_name, p.workshops) for p in found.attendees] == [("Fabre", ("crues",))]


def test_one_who_is_replaced_is_claimed_whatever_the_sender_is_called() -> None:
    body = (
        "Bonjour,\n\nMme Corinne Lagarde, que nous avions inscrite, est en arrêt. Elle sera remplacée par "
        "M. Aurélien Sicard, technicien à la Ville de Blois. M. Sicard suivra l'atelier 1.\n"
        "Merci de modifier votre liste.\n\nLe service des eaux\n"
    )
    found = reading(body, sender="Service des eaux <eaux@blois.example>")
    assert found.intent is Intent.AMEND
    assert [(p.last_name, p.workshops) for p in found.attendees] == [("Sicard", ("crues",))]
    assert not found.doubts


def test_a_number_with_the_name_of_another_workshop_is_for_a_person() -> None:
    asked = "Merci de m'inscrire à l'atelier {} (Passes à poissons)."
    signed = "\n\nCordialement,\nLéa Morvan\nSyndicat de la Loire\n"
    assert reading(f"Bonjour,\n\n{asked.format(2)}{signed}").attendees[0].workshops == ("poissons",)
    assert reading(f"Bonjour,\n\n{asked.format(1)}{signed}").doubts


def test_a_body_behind_the_last_of_two_names_is_the_body_of_both() -> None:
    read = told("Merci d'inscrire Mme Ève Petit et M. Paul Roy, des Jardins ouvriers de Vienne, à l'atelier 1.")
    assert [a.organisation for a in read.attendees] == ["Jardins ouvriers de Vienne"] * 2


def test_what_stands_alone_behind_two_people_is_about_both() -> None:
    read = told("Mme Ève Petit ira à l'atelier 1 et M. Paul Roy à l'atelier 2. Pas de buffet.")
    assert [a.answers.get("buffet") for a in read.attendees] == [False, False]


def test_a_refusal_by_pronoun_is_about_what_was_named_before() -> None:
    read = told("Mme Ève Petit ira à l'atelier 1, M. Paul Roy à l'atelier 2. Le buffet, ils ne le prendront pas.")
    assert [a.answers.get("buffet") for a in read.attendees] == [False, False]


def test_a_wife_spoken_of_in_english_has_what_is_said_of_her_alone() -> None:
    read = told(
        "My wife Ann Morvan and I would like to come. She has her eye on workshop 1 and I fancy workshop 2.",
        "\n\nBest wishes,\nLéa Morvan\n",
    )
    assert [a.workshops for a in read.attendees] == [("crues",), ("poissons",)]


@pytest.mark.parametrize(
    ("text", "role", "body"),
    [
        ("Je viens à l'atelier 1 pour le club nautique de Ligny dont je suis secrétaire.", "Secrétaire",
         "club nautique de Ligny"),
        ("Je viens à l'atelier 1, au titre du lycée Kastler où je suis gestionnaire.", "Gestionnaire", "lycée Kastler"),
        ("En qualité de présidente de l'association Lire à Vienne, je suivrai l'atelier 1.", "Présidente",
         "association Lire à Vienne"),
        ("Je suivrai l'atelier 1, où je représenterai l'Hôpital de Chouzy.", None, "Hôpital de Chouzy"),
    ],
)  # fmt: skip
def test_role_and_body_are_told_in_the_sentence(text: str, role: str | None, body: str) -> None:
    found = one(text, "\n\nCordialement,\n\nLéa Morvan\n")
    assert (found.role, found.organisation) == (role, body)


def test_a_workshop_in_the_place_of_another_replaces_nobody() -> None:
    text = (
        "Je me suis inscrite le 2 février (ateliers 1 et 2). Je souhaite remplacer l'atelier 2 par l'atelier 3, et je "
    )
    found = told(text + "garde l'atelier 1.")
    assert (found.intent, found.attendees[0].workshops, found.doubts) == (Intent.AMEND, ("crues", "berges"), ())


def test_a_place_may_be_booked_for_somebody() -> None:
    text = "Please book a place for Mr Daniel Amos, education officer at Oswestry Museum. He would like workshop 1."
    found = reading(f"Hello,\n\n{text}\n\nMany thanks,\nThe office\n", sender="Office <office@museum.example>")
    assert [(a.last_name, a.workshops) for a in found.attendees] == [("Amos", ("crues",))]


def test_one_who_takes_the_place_of_another_changes_the_reply() -> None:
    text = "Alan Crabtree has the flu, so Mrs Priya Nair of Oswestry Museum will be taking his place. She will take "
    found = reading(
        f"Hello,\n\n{text}workshop 1.\n\nMany thanks,\nThe office\n", sender="Office <office@museum.example>"
    )
    assert (found.intent, [a.last_name for a in found.attendees]) == (Intent.AMEND, ["Nair"])


def test_one_without_a_civility_is_replaced_by_name() -> None:
    text = "C'est Élodie Roussel qui viendra à la place de Michel Tournade pour la Ville de Blois, à l'atelier 2."
    found = reading(f"Bonjour,\n\n{text}\n\nL'accueil\n", sender="Accueil <accueil@blois.example>")
    assert [a.last_name for a in found.attendees] == ["Roussel"]


def test_who_notes_the_coming_of_two_is_none_of_them() -> None:
    text = (
        "Je vous prie de bien vouloir noter la participation de deux personnes de la Ville de Blois :\n"
        "- Mme Fatou DIALLO, animatrice, à l'atelier 1 ;\n- M. Yann Pretot, directeur adjoint, à l'atelier 2.\n"
        "Tous deux participeront au buffet."
    )
    assert [a.last_name for a in told(text).attendees] == ["Diallo", "Pretot"]


def test_a_month_may_be_a_last_name_behind_a_civility() -> None:
    text = "Monsieur Frédéric Janvier, directeur de la Ville de Blois, participera à l'atelier 1."
    found = reading(f"Bonjour,\n\n{text}\n\nLe cabinet\n", sender="Cabinet <cabinet@blois.example>")
    assert [a.last_name for a in found.attendees] == ["Janvier"]


def test_the_address_of_the_one_named_is_hers() -> None:
    text = "Mr Daniel Okafor of Oswestry Museum will attend workshop 1. His e-mail address is d.okafor@museum.example."
    found = reading(f"Hello,\n\n{text}\n\nRegards,\nThe office\n", sender="Office <office@museum.example>")
    assert found.attendees[0].email == "d.okafor@museum.example"


def test_numbers_in_a_sentence_count_its_items() -> None:
    text = "Je viendrai. Mes choix : 1. Passes à poissons, 2. Entretien des berges."
    assert one(text).workshops == ("poissons", "berges")


def test_the_senders_own_name_inside_a_sentence_signs_nothing() -> None:
    text = "Mme Pinson sera remplacée par M. Loïc Texier, professeur à l'École de musique de Massay."
    found = reading(
        f"Bonjour,\n\n{text}\n\nM. Texier suivra l'atelier 2.\n\nMerci d'en prendre note.\nL'équipe\n",
        sender="Ecole de musique de Massay <ecole@massay.example>",
    )
    assert [(a.last_name, a.workshops) for a in found.attendees] == [("Texier", ("poissons",))]


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("Je m'inscris pour la SCOP Paniers du Lez à l'atelier 1.", "SCOP Paniers du Lez"),
        (
            "Two members of Much Wenlock Society will come: Mrs Edith Garbett and Mr Colin Bell, workshop 1.",
            "Much Wenlock Society",
        ),
        (
            "La commune de Neuvy-Pailloux vous remercie de votre invitation. M. Jean Terrier ne pourra y assister.",
            "commune de Neuvy-Pailloux",
        ),
        (
            "Président de l'association Les Amis du Lot, c'est avec joie que je viendrai, à l'atelier 1.",
            "association Les Amis du Lot",
        ),
        (
            "Je suis professeur de saxophone à l'École de musique du Pays Fort et je suivrai l'atelier 1.",
            "École de musique du Pays Fort",
        ),
    ],
)
def test_a_body_is_told_by_what_leads_to_it(text: str, body: str) -> None:
    found = told(text, "\n\nCordialement,\n\nLéa Morvan\n")
    assert {a.organisation for a in found.attendees} == {body}


def test_one_who_does_not_is_the_contrary_of_what_was_said_before() -> None:
    text = "M. Paul Roux et Mme Ève Le Gall participeront à l'atelier 1. M. Roux prendra le buffet, Mme Le Gall non."
    found = told(text)
    assert found.doubts or [a.answers for a in found.attendees] == [{"buffet": True}, {"buffet": False}]


def test_two_named_without_a_civility_come_both() -> None:
    text = "Nous serons deux de la Ville de Blois, Karim Belkacem et Léa Morvan. Tous les deux à l'atelier 1."
    assert [(a.last_name, a.workshops) for a in told(text).attendees] == [
        ("Belkacem", ("crues",)),
        ("Morvan", ("crues",)),
    ]


def test_who_takes_none_of_it_has_the_contrary_answer() -> None:
    text = "M. Paul Roux et Mme Ève Le Gall participeront à l'atelier 1. Mme Le Gall prendra un buffet ; M. Roux n'en "
    found = told(text + "prendra pas.")
    assert [a.answers for a in found.attendees] == [{"buffet": False}, {"buffet": True}]


def test_a_list_of_choices_that_is_cut_behind_a_number_is_for_a_person() -> None:
    people = "- Léa Morvan, présidente : 1. Prévenir les crues  2. Entretien des berges. Buffet oui.\n"
    people += "- Paul Petit, trésorier : 1. Passes à poissons. Buffet non.\n"
    found = reading(f"Bonjour,\n\nDeux places pour le Syndicat de la Loire :\n{people}\nCordialement\nLéa Morvan\n")
    chosen = [person.workshops for person in found.attendees]
    assert found.doubts != () or chosen == [("crues", "berges"), ("poissons",)]
