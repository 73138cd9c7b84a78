"""Families of sentences: what is affirmed is read, and whatever else they say goes to a person."""

import pytest

from parsers.reading import Intent, Reading
from parsers.reasons import Reason
from tests.parsers.forum import reading

SIGNED = "\n\nCordialement,\n\nLéa Morvan\nMaire\nVille de Blois\n02 61 91 00 00\n"
BOTH, ALL = ("crues", "berges"), ("crues", "poissons", "berges")


def said(text: str) -> Reading:
    return reading(f"Bonjour,\n\n{text}{SIGNED}")


@pytest.mark.parametrize(
    ("text", "workshops"),
    [
        ("Je participerai aux ateliers 1 et 3.", BOTH),
        ("Je participerai aux ateliers 1 à 3.", ALL),
        ("Je m'inscris à l'atelier sur les crues et à celui sur les berges.", BOTH),
        ("Merci de bien vouloir m'inscrire aux ateliers « Prévenir les crues » et « Entretien des berges ».", BOTH),
        ("Veuillez noter ma participation à l'atelier Passes à poissons.", ("poissons",)),
        ("Vous pouvez me compter parmi les participants à l'atelier 2.", ("poissons",)),
        ("C'est avec plaisir que je participerai à l'atelier 2.", ("poissons",)),
        ("J'aurai le plaisir d'assister à l'atelier consacré aux crues.", ("crues",)),
        ("Je serai heureuse de prendre part à l'atelier 3.", ("berges",)),
        ("Je souhaiterais suivre le premier atelier.", ("crues",)),
        ("J'ai choisi les ateliers 1 et 3.", BOTH),
        ("Mon choix se porte sur l'atelier berges.", ("berges",)),
        ("Comptez sur ma présence à l'atelier 2.", ("poissons",)),
        ("Je viendrai le 9 mars et suivrai l'atelier sur les passes à poissons.", ("poissons",)),
        ("Je vous confirme que je participerai à l'atelier 1.", ("crues",)),
        ("Je serai des vôtres le 9 mars. Je suivrai les ateliers 1 et 3.", BOTH),
        ("Je participerai à tous les ateliers.", ALL),
        ("Je participerai à tous les ateliers, à l'exception de celui sur les poissons.", BOTH),
        ("Je participerai à tous les ateliers hormis les passes à poissons.", BOTH),
        ("Je suivrai l'atelier sur les crues et non celui sur les berges.", ("crues",)),
        ("Je suivrai l'atelier 1, mais pas l'atelier 3.", ("crues",)),
        ("Plutôt que l'atelier 1, je suivrai l'atelier 3.", ("berges",)),
        ("Je participerai à l'atelier 1 le jour du Forum des rivières vivantes.", ("crues",)),
        ("Je participe :\n- atelier 1\n- atelier 3", BOTH),
        ("Je participerai aux ateliers\n1 et 3.", BOTH),
        ("I will attend workshops 1 and 3.", BOTH),
        ("I would like to register for the workshop on Prévenir les crues.", ("crues",)),
        ("Please put me down for workshop 2.", ("poissons",)),
        ("I am delighted to confirm my attendance. I have chosen workshops 1 and 3.", BOTH),
        ("I shall take part in workshop 1 but not in workshop 3.", ("crues",)),
    ],
)
def test_what_is_affirmed_is_read_without_a_person(text: str, workshops: tuple[str, ...]) -> None:
    read = said(text)
    assert read.doubts == ()
    assert [(a.last_name, a.workshops) for a in read.attendees] == [("Morvan", workshops)]


@pytest.mark.parametrize("verb", [
    "renoncer à", "quitter", "éviter", "faire l'impasse sur", "animer", "recevoir le compte rendu de", "préparer",
    "annuler mon inscription à", "me désinscrire de",
])  # fmt: skip
@pytest.mark.parametrize(
    "frame", ["Je souhaite {} l'atelier Prévenir les crues.", "Je dois {} l'atelier Prévenir les crues."]
)
def test_a_verb_that_takes_away_or_wants_something_else_registers_nobody(verb: str, frame: str) -> None:
    read = said(frame.format(verb))
    assert read.doubts
    assert not any(person.workshops for person in read.attendees) or Reason.REMARK in read.doubts


@pytest.mark.parametrize(
    "text",
    [
        "Je renonce à ma participation à l'atelier 1.",
        "Je me vois contrainte d'annuler ma participation à l'atelier 1.",
        "Je serai absente à l'atelier 1.",
        "Il m'est impossible d'assister à l'atelier 1.",
        "Inutile de m'inscrire à l'atelier 1.",
        "Je cède ma place à l'atelier 1.",
        "On m'a inscrite par erreur à l'atelier 1.",
        "L'atelier 1, très peu pour moi.",
        "J'avais l'intention de m'inscrire à l'atelier 1.",
        "Je devais participer à l'atelier 1.",
        "J'aurais aimé participer à l'atelier 1.",
        "Je pense participer à l'atelier 1.",
        "J'envisage de participer à l'atelier 1.",
        "J'espère pouvoir participer à l'atelier 1.",
        "Si tout va bien, je participerai à l'atelier 1.",
        "Je participerai, sous réserve\nde l'accord du maire, à l'atelier 1.",
        "Je participerai peut-\nêtre à l'atelier 1.",
        "Quand mon ordre de mission sera signé, je participerai à l'atelier 1.",
        "Je ne participerai à l'atelier 1 que si M. Petit vient.",
        "Je participerai à l'atelier 1 ou à l'atelier 3.",
        "Je participerai soit à l'atelier 1 soit à l'atelier 3.",
        "Je participerai à l'un des ateliers 1 et 3.",
        "Je participerai à deux des ateliers 1, 2 et 3.",
        "Je réserve 3 places pour l'atelier 1.",
        "Je participerai à presque tous les ateliers.",
        "Tous les ateliers sont intéressants.",
        "Je vous remercie pour l'atelier 1.",
        "Rappel de votre programme : atelier 1.",
        "Merci d'annuler :\n- atelier 1\n- atelier 3",
        "Merci d'inscrire mon collègue à l'atelier 1.",
        "Le maire souhaite participer à l'atelier 1.",
        "Je vous confirme la présence du maire à l'atelier 1.",
        "Mon mari et moi participerons à l'atelier 1.",
        "Je participerai à l'atelier 1 avec le maire.",
        "Vous participez à l'atelier 1.",
        "Je préfère l'atelier 1 à l'atelier 3.",
        "I may attend workshop 1.",
        "I will try to attend workshop 1.",
        "I will skip workshop 1.",
        "Please withdraw me from workshop 1.",
        "My wife and I will attend workshop 1.",
        "I had hoped to attend workshop 1.",
    ],
)
def test_what_is_not_affirmed_goes_to_a_person(text: str) -> None:
    assert said(text).doubts


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("Je ne pourrai pas être des vôtres le 9 mars.", Intent.DECLINE),
        ("Je suis au regret de ne pouvoir assister au Forum des rivières vivantes.", Intent.DECLINE),
        ("Retenue par une réunion, je ne pourrai être présente et vous prie de m'excuser.", Intent.DECLINE),
        ("Je serai absente ce jour-là. Je vous prie de m'en excuser.", Intent.DECLINE),
        ("Je dois décliner votre invitation.", Intent.DECLINE),
        ("I am afraid that I cannot come.", Intent.DECLINE),
        ("I will not be able to attend.", Intent.DECLINE),
        ("Un imprévu m'oblige à annuler ma participation.", Intent.CANCEL),
        ("Je suis au regret de devoir annuler mon inscription au Forum des rivières vivantes.", Intent.CANCEL),
        ("Merci de bien vouloir annuler mon inscription.", Intent.CANCEL),
        ("Je m'étais inscrite mais je ne pourrai pas venir.", Intent.CANCEL),
        ("I must cancel my registration.", Intent.CANCEL),
    ],
)
def test_who_will_not_come_is_read_without_a_person(text: str, intent: Intent) -> None:
    read = said(text)
    assert (read.intent, read.doubts) == (intent, ())
    assert [(a.last_name, a.workshops) for a in read.attendees] == [("Morvan", ())]


@pytest.mark.parametrize(
    "text",
    [
        "Je ne viendrai pas seule.", "Je ne viendrai pas avant 15 heures.", "Je ne peux pas ouvrir la pièce jointe.",
        "Je ne pourrai pas rester au cocktail.", "Je ne serai présente que l'après-midi.",
        "Je ne viendrai pas en train.",
        "Je n'annule pas mon inscription.", "Je dois annuler ma chambre d'hôtel.", "La SNCF a annulé mon train.",
        "Mon collègue doit annuler son inscription.", "I cannot thank you enough.", "I will not come alone.",
    ],
)  # fmt: skip
def test_a_no_to_something_else_declines_nothing(text: str) -> None:
    assert said(text).doubts


@pytest.mark.parametrize(
    ("text", "buffet"),
    [
        ("Pour le buffet, ce sera non.", False),
        ("Pas de buffet pour moi.", False),
        ("Je déjeunerai sur place.", True),
        ("Je ne pourrai pas rester déjeuner.", False),
        ("Buffet : oui.", True),
        ("I will attend the lunch.", True),
    ],
)
def test_a_sentence_answers_what_it_names(text: str, buffet: bool) -> None:
    read = said(f"Je participerai à l'atelier 1. {text}")
    assert read.doubts == ()
    assert read.attendees[0].answers == {"buffet": buffet}


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("M. Paul Petit, président du Syndicat de la Loire, me prie de vous informer qu'il participera à l'atelier 2. "
         "Il sera présent au buffet.",
         [("Petit", "Président", "Syndicat de la Loire", ("poissons",), {"buffet": True})]),
        ("Mme Ève Le Gall, adjointe (Ville de Tours), participera à l'atelier 1.",
         [("Le Gall", "Adjointe", "Ville de Tours", ("crues",), {})]),
        ("La Ville de Tours inscrit deux personnes :\n\n- M. Paul Petit, directeur\n  ateliers : crues et berges\n\n"
         "- Mme Ève Le Gall, adjointe\n  atelier : poissons\n\nBuffet : oui pour les deux.",
         [("Petit", "Directeur", "Ville de Tours", BOTH, {"buffet": True}),
          ("Le Gall", "Adjointe", "Ville de Tours", ("poissons",), {"buffet": True})]),
        ("M. Paul Petit, déjà inscrit, est souffrant et sera remplacé par Mme Ève Le Gall (Ville de Tours), "
         "qui participera à l'atelier 1.",
         [("Le Gall", None, "Ville de Tours", ("crues",), {})]),
    ],
)  # fmt: skip
def test_third_persons_are_read_with_what_is_said_of_them(text: str, people: list[tuple[object, ...]]) -> None:
    read = said(text)
    assert read.doubts == ()
    assert [(a.last_name, a.role, a.organisation, a.workshops, dict(a.answers)) for a in read.attendees] == people


@pytest.mark.parametrize("note", [
    "Il est malade.", "Tout change.", "Mon coupon était faux.", "Je prends sa place.",
    "Je remplis ce coupon pour ma cheffe.",
    "Oubliez ce coupon.", "Je participerai aussi à l'atelier 2.", "Je ne viendrai pas.",
])  # fmt: skip
def test_a_note_beside_a_coupon_that_may_change_it_goes_to_a_person(note: str) -> None:
    coupon = "Nom : MORVAN\nPrénom : Léa\nOrganisme : Ville de Blois\nAtelier : Prévenir les crues\n"
    assert reading(f"Bonjour,\n\n{note}\n\n{coupon}").doubts


@pytest.mark.parametrize("note", [
    "Veuillez trouver ci-dessous mon coupon-réponse.", "Merci pour votre invitation, voici mon bulletin complété.",
    "Je m'inscris au Forum des rivières vivantes.", "J'ai répondu directement ci-dessous, merci.",
])  # fmt: skip
def test_a_note_that_only_brings_a_coupon_is_no_reason_to_look(note: str) -> None:
    coupon = "Nom : MORVAN\nPrénom : Léa\nOrganisme : Ville de Blois\nAtelier : Prévenir les crues\n"
    assert reading(f"Bonjour,\n\n{note}\n\n{coupon}").doubts == ()


@pytest.mark.parametrize(
    "text",
    [
        "Je regrette de m'être inscrite à l'atelier 1.",
        "Je me suis trompée en m'inscrivant à l'atelier 1.",
        "Mon inscription à l'atelier 1 est une erreur.",
        "Je participerai à l'atelier 1 seulement le matin.",
        "Je participerai à l'atelier 1 si M. Petit y est.",
        "Je ne suis pas sûre de participer à l'atelier 1.",
        "Je viendrai à l'atelier 1, à moins d'un empêchement.",
        "Je participerai à l'atelier 1 en visioconférence.",
        "Je participerai à distance à l'atelier 1.",
        "Je voudrais bien participer à l'atelier 1 mais je ne sais pas encore.",
        "Je confirme l'annulation de ma participation à l'atelier 1.",
        "Je confirme mon absence à l'atelier 1.",
        "Je vous confirme ma non-participation à l'atelier 1.",
        "Merci de bien vouloir retirer mon nom de l'atelier 1.",
        "M. Petit participera à l'atelier 1 sauf si je le remplace.",
        "Notre adjointe participera à l'atelier 1.",
        "Je participe à l'atelier 1 : vrai ou faux ?",
        "Je souhaite participer à l'atelier 1 sans les autres.",
        "J'ai participé à l'atelier 1 l'an dernier.",
        "J'ai choisi l'atelier 1 la dernière fois.",
        "Je suis inscrite à l'atelier 1.",
        "Je viens de m'inscrire à l'atelier 1.",
        "Je participerai à l'atelier 1 ; l'atelier 2 aussi peut-être.",
        "Je participerai aux ateliers 1 et 2 mais il faudra choisir pour moi.",
        "Please do not register me for workshop 1.",
        "I was going to attend workshop 1.",
        "I used to attend workshop 1.",
        "I will attend workshop 1 unless I am ill.",
        "I will attend workshop 1 online.",
        "I won't attend workshop 1.",
        "I am no longer attending workshop 1.",
        "Please register my colleague for workshop 1.",
        "I would attend workshop 1 if invited.",
        "Je participerai à l'atelier 9.",
        "Je participerai aux ateliers 1 et 7.",
        "Je participerai à l'atelier sur les loutres.",
        "Je participerai à l'atelier 1 (berges).",
        "Mon mari participera à l'atelier 1.",
        "Il participera à l'atelier 1.",
        "On participera à l'atelier 1.",
        "Inscription à l'atelier 1 du maire.",
        "Je confirme : le maire viendra à l'atelier 1.",
        "Mes choix : atelier 1 ou 2.",
        "Je prends l'atelier 1 en second choix.",
        "L'atelier 1 me convient, merci de ne pas m'y inscrire.",
        "Notre maire, M. Paul Petit, et son adjointe participeront à l'atelier 1.",
        "Le secrétaire de Mme Ève Le Gall participera à l'atelier 1.",
        "Le mari de Mme Ève Le Gall participera à l'atelier 1.",
        "Merci de transmettre à M. Paul Petit, qui participera à l'atelier 1.",
    ],
)
def test_nothing_is_registered_that_a_reader_would_ask_about(text: str) -> None:
    read = said(text)
    assert read.doubts or not any(person.workshops for person in read.attendees)


@pytest.mark.parametrize(
    ("text", "last_name", "role", "organisation"),
    [
        ("Notre directrice, Mme Ève Le Gall, participera à l'atelier 2.", "Le Gall", "Directrice", None),
        ("Mme Ève Le Gall, directrice du Syndicat de la Loire, participera à l'atelier 2.", "Le Gall", "Directrice",
         "Syndicat de la Loire"),
        ("Ms Jane Doe, Head of Rivers at Leeds City Council, will attend workshop 2.", "Doe", "Head of Rivers",
         "Leeds City Council"),
    ],
)  # fmt: skip
def test_a_role_stands_in_any_usual_order(text: str, last_name: str, role: str, organisation: str | None) -> None:
    read = said(text)
    assert read.doubts == ()
    assert [(a.last_name, a.role, a.organisation) for a in read.attendees] == [(last_name, role, organisation)]


def test_two_people_may_be_told_in_one_sentence() -> None:
    both = said("Mme Ève Le Gall et moi-même participerons à l'atelier 1.")
    assert [(p.first_name, p.last_name, p.workshops) for p in both.attendees] == [
        ("Ève", "Le Gall", ("crues",)), ("Léa", "Morvan", ("crues",)),
    ]  # fmt: skip
    each = said("Mme Le Gall participera à l'atelier 1, M. Petit à l'atelier 2.")
    assert [(p.last_name, p.workshops) for p in each.attendees] == [("Le Gall", ("crues",)), ("Petit", ("poissons",))]
