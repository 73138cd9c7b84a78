"""One coupon in many layouts and wordings: whatever the layout, the reading is the same, or it is not sure."""

from dataclasses import replace

import pytest

from parsers import read
from parsers.context import Context
from parsers.coupons.choices import choices_for
from parsers.coupons.coupon import read_section
from parsers.event import Choice, Question, QuestionType, Workshop
from parsers.mail.body import from_text
from parsers.mail.thread import thread
from parsers.reading import Attendee, Reading
from tests.parsers.forum import FORUM, mail

FIVE = (
    *FORUM.workshops,
    Workshop("moulins", "Que faire des moulins ?", ("moulins",)),
    Workshop("jeunes", "Classes d'eau et jeunesse", ("classes d'eau", "School visits")),
)
RANKED = replace(FORUM, ranked=True, workshops=FIVE)
SLOTS = ("mardi 9h30", "mardi 9h30", "mardi 14h", "mardi 14h", "mercredi 10h")
SLOTTED = replace(
    FORUM,
    one_per_slot=True,
    workshops=tuple(replace(w, slot=s) for w, s in zip(FIVE, SLOTS, strict=True)),
    questions=(
        *FORUM.questions,
        Question(
            "langue",
            "Langue de travail",
            QuestionType.CHOICE,
            ("Working language",),
            (Choice("fr", "Français", ("French",)), Choice("en", "Anglais", ("English",))),
        ),
    ),
)
HEAD = "Nom : Morvan\nPrénom : Léa\nOrganisme : Syndicat de la Loire\n"
WHO = ("Morvan", "Léa", "Syndicat de la Loire")


def of(body: str, event: object = RANKED, kind: str = "text/plain") -> Reading:
    assert isinstance(event, type(FORUM))
    return read(mail(body, kind=kind), Context(events=(event,)))


def sure(reading: Reading) -> Attendee:
    """Give the one attendee of a reading that would be accepted."""
    assert reading.doubts == ()
    (person,) = reading.attendees
    assert person.confidence >= 0.9
    return person


@pytest.mark.parametrize(
    "body",
    [
        "Nom : Morvan\nPrénom : Léa\nOrganisme : Syndicat de la Loire\nTél : 06 39 98 12 34",
        "NOM* : MORVAN\nPRÉNOM* : Léa\nORGANISME* : Syndicat de la Loire\nTÉL. (portable) : 06.39.98.12.34",
        "Nom : Morvan / Prénom : Léa / Organisme : Syndicat de la Loire / Tél. : 0639981234",
        "Nom : Morvan | Prénom : Léa | Organisme : Syndicat de la Loire | Tél. : 0639981234",
        "Nom : Morvan ; Prénom : Léa ; Organisme : Syndicat de la Loire ; Portable : 06 39 98 12 34",
        "Nom : Morvan      Prénom : Léa\nOrganisme : Syndicat de la Loire      Tél : 06 39 98 12 34",
        "Nom __Morvan_______ Prénom __Léa_______\nOrganisme __Syndicat de la Loire__ Tél __06 39 98 12 34__",
        "Nom ..... Morvan ..... Prénom ..... Léa .....\nOrganisme ... Syndicat de la Loire\nTél ... 0639981234",
        "Nom\tMorvan\nPrénom\tLéa\nOrganisme\tSyndicat de la Loire\nTéléphone\t06 39 98 12 34",
        "Nom = Morvan\nPrénom = Léa\nOrganisme = Syndicat de la Loire\nTéléphone = 06 39 98 12 34",
        "Nom\n  Morvan\nPrénom\n  Léa\nOrganisme\n  Syndicat de la Loire\nTéléphone\n  06 39 98 12 34",
        "Nom :\nMorvan\n\nPrénom :\nLéa\n\nOrganisme :\nSyndicat de la Loire\n\nTéléphone :\n06 39 98 12 34\n",
        "Mon nom : Morvan\nMon prénom : Léa\nMa structure : Syndicat de la Loire\nMon portable : 06 39 98 12 34",
        "Votre nom : Morvan\nVotre prénom : Léa\nVotre organisme : Syndicat de la Loire\nVotre tél. : 06 39 98 12 34",
        "1) Nom : Morvan\n2) Prénom : Léa\n3) Organisme : Syndicat de la Loire\n4) Téléphone : 06 39 98 12 34",
        "- Nom et prénom : MORVAN Léa\n- Organisme représenté : Syndicat de la Loire\n- Tél. : +33 6 39 98 12 34",
        "• Nom, prénom : Morvan, Léa\n• Structure : Syndicat de la Loire\n• Mobile : 06-39-98-12-34",
        "Prénom NOM : Léa MORVAN\nEntité : Syndicat de la Loire\nTel portable : 0033 6 39 98 12 34",
        "Family name: Morvan\nGiven name: Léa\nInstitution: Syndicat de la Loire\nMobile phone: +33 6 39 98 12 34",
        "Your surname: Morvan\nYour first name: Léa\nYour organisation: Syndicat de la Loire\nPhone: +33639981234",
        "Nom / Surname : MORVAN\nPrénom / First name : Léa\nOrganisme / Organisation : Syndicat de la Loire\n"
        "Téléphone / Phone : 06 39 98 12 34",
    ],
)
def test_labels_and_values_are_found_in_any_geometry(body: str) -> None:
    person = sure(of(f"{body}\nAteliers : crues\n"))
    assert (person.last_name, person.first_name, person.organisation) == WHO
    assert person.phone == "+33639981234"
    assert person.workshops == ("crues",)


@pytest.mark.parametrize(
    "body",
    [
        "1er choix : Entretien des berges\n2e choix : Prévenir les crues\n3e choix :\n",
        "Choix n° 1 : berges\nChoix n° 2 : crues\nChoix n° 3 :\n",
        "Choix 2 : crues\nChoix 1 : berges\n",
        "Mon premier choix : berges\nMon second choix : crues\n",
        "Atelier, 1er choix : Entretien des berges\nAtelier, 2e choix : Prévenir les crues\n",
        "Atelier 1er choix ..... Entretien des berges\nAtelier 2ème choix ..... Prévenir les crues\n",
        "Premier vœu : berges\nDeuxième vœu : crues\n",
        "First choice: Entretien des berges\nSecond choice: Prévenir les crues\n",
        "1er choix : berges / 2e choix : crues\n",
        "Ateliers : 1) Entretien des berges 2) Prévenir les crues\n",
        "Ateliers retenus : n° 3 en premier, n° 1 en second\n",
        "Ateliers : berges (1er choix), crues (2e choix)\n",
        "Ateliers choisis par ordre de préférence :\n1. Entretien des berges\n2. Prévenir les crues\n",
        "Ateliers choisis (le préféré en premier)\n- Entretien des berges\n- Prévenir les crues\n",
        "Ateliers (numéroter de 1 à 3)\n__2__ Prévenir les crues\n_____ Passes à poissons\n"
        "__1__ Entretien des berges\n_____ Que faire des moulins ?\n_____ Classes d'eau et jeunesse\n",
        "Ateliers\n.2. Prévenir les crues\n... Passes à poissons\n.1. Entretien des berges\n"
        "... Que faire des moulins ?\n... Classes d'eau et jeunesse\n",
        "Ateliers\n(2) Prévenir les crues\n( ) Passes à poissons\n(1) Entretien des berges\n"
        "( ) Que faire des moulins ?\n( ) Classes d'eau et jeunesse\n",
        "Ateliers\n[2] Prévenir les crues\n[ ] Passes à poissons\n[1] Entretien des berges\n"
        "[ ] Que faire des moulins ?\n[ ] Classes d'eau et jeunesse\n",
        "Ateliers\nPrévenir les crues ......... 2\nPasses à poissons .........\nEntretien des berges ......... 1\n"
        "Que faire des moulins ? .........\nClasses d'eau et jeunesse .........\n",
        "Ateliers\nPrévenir les crues : choix n° 2\nPasses à poissons :\nEntretien des berges : choix n° 1\n"
        "Que faire des moulins ? :\nClasses d'eau et jeunesse :\n",
    ],
)
def test_ranks_are_read_wherever_they_stand(body: str) -> None:
    person = sure(of(HEAD + body))
    assert person.workshops == ("berges", "crues")


@pytest.mark.parametrize(
    "body",
    [
        "[x] Prévenir les crues\n[ ] Passes à poissons\n[x] Que faire des moulins ?\n",
        "☒ Prévenir les crues   ☐ Passes à poissons\n☐ Entretien des berges   ☒ Que faire des moulins ?\n",
        "Mardi 9h30 : [x] Prévenir les crues [ ] Passes à poissons\n"
        "Mardi 14h : [ ] Entretien des berges [x] Que faire des moulins ?\n",
        "Mardi 9h30    (x) Prévenir les crues    ( ) Passes à poissons\n"
        "Mardi 14h     ( ) Entretien des berges  (x) Que faire des moulins ?\n",
        "Mardi 9h30 : Prévenir les crues\nMardi 14h : Que faire des moulins ?\nMercredi 10h : aucun\n",
        "Atelier du mardi 9h30 : crues\nAtelier du mardi 14h : moulins\n",
        "✓ A1 Prévenir les crues\n  A2 Passes à poissons\n  B1 Entretien des berges\n✓ B2 Que faire des moulins ?\n",
        "Prévenir les crues : oui\nPasses à poissons : non\nQue faire des moulins ? : oui\n",
        "__X__ Prévenir les crues\n_____ Passes à poissons\n_____ Entretien des berges\n"
        "__X__ Que faire des moulins ?\n",
        "X  Prévenir les crues\n   Passes à poissons\nX  Que faire des moulins ?\n",
        "Ateliers : crues et moulins\n",
        "Ateliers n° 1 et 4\n",
        "Mes ateliers : 1, 4\n",
        "Choix des ateliers :\n* Prévenir les crues\n* Que faire des moulins ?\n",
    ],
)
def test_workshops_of_slots_are_read_however_they_are_chosen(body: str) -> None:
    person = sure(of(HEAD + body, SLOTTED))
    assert person.workshops == ("crues", "moulins")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("Buffet : oui", True),
        ("Buffet (oui/non) : non", False),
        ("Buffet : [x] oui [ ] non", True),
        ("Buffet :  __X__ oui   _____ non", True),
        ("Buffet :  _____ oui   __X__ non", False),
        ("Buffet ? Oui", True),
        ("Participera au buffet ..... X oui   ... non", True),
        ("Buffet [x]", True),
        ("[x] Participera au buffet", True),
        ("Buffet\n   oui", True),
        ("Buffet : oui, volontiers", True),
        ("Ne participera pas au buffet", False),
        ("Buffet : Oui / Ateliers : crues", True),
        ("Buffet : oui / non", None),
        ("Buffet :", None),
    ],
)
def test_yes_and_no_are_read_in_any_form(line: str, said: bool | None) -> None:
    person = sure(of(f"{HEAD}Ateliers : crues\n{line}\n"))
    assert person.answers.get("buffet") is said


HTML_HEAD = "<p>Nom : Morvan<br>Prénom : Léa<br>Organisme : Syndicat de la Loire</p>"
ITEMS = ("Prévenir les crues", "Passes à poissons", "Entretien des berges", "Que faire des moulins ?")


@pytest.mark.parametrize(
    "body",
    [
        HTML_HEAD + "<ul><li>" + "</li><li>".join((ITEMS[0], *(f"<s>{i}</s>" for i in ITEMS[1:]))) + "</li></ul>",
        HTML_HEAD + "".join(f"<div>{i}</div>" for i in (f"<mark>{ITEMS[0]}</mark>", *ITEMS[1:])),
        HTML_HEAD + "".join(f"<div>{i}</div>" for i in (f"<b>{ITEMS[0]}</b>", *ITEMS[1:])),
        HTML_HEAD + f"<p>Ateliers : <span style='color:red'>{ITEMS[0]}</span> - " + " - ".join(ITEMS[1:]) + "</p>",
        HTML_HEAD + "<table>" + "".join(f"<tr><td>{i}</td><td>{'X' * (i == ITEMS[0])}</td></tr>" for i in ITEMS)
        + "</table>",
        "<dl><dt>Nom</dt><dd>Morvan</dd><dt>Prénom</dt><dd>Léa</dd><dt>Organisme</dt><dd>Syndicat de la Loire</dd>"
        "<dt>1er choix</dt><dd>Prévenir les crues</dd></dl>",
        "<table><tr><th>Nom</th><th>Prénom</th><th>Organisme</th><th>Atelier 1<sup>er</sup> choix</th><th>2e choix</th>"
        "</tr><tr><td>MORVAN</td><td>Léa</td><td>Syndicat de la Loire</td><td>crues</td><td></td></tr></table>",
        "<table><tr><td>Nom</td><td>Morvan</td><td>Prénom</td><td>Léa</td></tr><tr><td>Organisme</td>"
        "<td colspan='3'>Syndicat de la Loire</td></tr><tr><td>☒</td><td colspan='3'>Prévenir les crues</td></tr>"
        "<tr><td>☐</td><td colspan='3'>Passes à poissons</td></tr></table>",
    ],
)  # fmt: skip
def test_html_is_read_as_it_looks(body: str) -> None:
    person = sure(of(body, kind="text/html"))
    assert (person.last_name, person.first_name, person.organisation) == WHO
    assert person.workshops == ("crues",)


@pytest.mark.parametrize(
    ("lines", "place"),
    [
        ("Adresse : 2 rue du Port\nCode postal : 41000\nVille : Blois", ("2 rue du Port", "41000", "Blois")),
        ("Adresse : 2 rue du Port, 41000 Blois", ("2 rue du Port", "41000", "Blois")),
        ("Adresse : 2, rue du Port - 41000 BLOIS CEDEX", ("2, rue du Port", "41000", "Blois Cedex")),
        ("Adresse : 2 rue du Port\n41000 Blois", ("2 rue du Port", "41000", "Blois")),
        ("Rue : 2 rue du Port\nCP - Ville : 41000 – Blois", ("2 rue du Port", "41000", "Blois")),
        ("Code postal : 41000 Ville : Blois", (None, "41000", "Blois")),
        ("Ville : 41000 Blois", (None, "41000", "Blois")),
        ("Address: Mill Lane, WX99 1AA Wexbury", ("Mill Lane", "WX99 1AA", "Wexbury")),
        ("Town: Wexbury\nPostcode: WX99 1AA", (None, "WX99 1AA", "Wexbury")),
    ],
)
def test_an_address_may_be_parted_in_any_way(lines: str, place: tuple[str | None, ...]) -> None:
    person = sure(of(f"{HEAD}{lines}\nAteliers : crues\n"))
    assert (person.address, person.postal_code, person.city) == place


@pytest.mark.parametrize("writer", ["Léa MORVAN <x@y.example>", "Sv <lea.morvan@y.example>", "L <lmorvan@y.example>"])
@pytest.mark.parametrize("written", ["Morvan Léa", "Léa Morvan", "MORVAN LÉA", "morvan léa"])
def test_the_writer_tells_which_of_two_names_is_the_first(writer: str, written: str) -> None:
    found = thread(from_text(f"Nom et prénom : {written}\nOrganisme : Syndicat de la Loire\n", 0))
    (draft,) = read_section(found.sections[0], found, choices_for(FORUM, []), writer).drafts
    assert (draft.values["last_name"], draft.values["first_name"]) == ("Morvan", "Léa")
    assert draft.evidence["last_name"][0].confidence > 0.9


def test_two_words_under_the_last_name_alone_are_not_sure() -> None:
    body = "Nom : Morvan Aby\nOrganisme : Syndicat de la Loire\nAteliers : crues\n"
    (person,) = read(mail(body, sender="Accueil <accueil@y.example>"), Context(events=(FORUM,))).attendees
    assert person.confidence < 0.9


def test_without_that_the_order_of_two_names_is_not_sure() -> None:
    body = "Nom et prénom : Morvan Aby\nOrganisme : Syndicat de la Loire\nAteliers : crues\n"
    (person,) = read(mail(body, sender="Accueil <accueil@y.example>"), Context(events=(FORUM,))).attendees
    assert person.confidence < 0.9


@pytest.mark.parametrize(
    "more",
    [
        "Pays : France\n",
        "N° SIRET : 123 456 789 00012\n",
        "Nombre d'habitants : 4200\n",
        "Fait à Tours, le 12 février 2021\n",
        "----------\n",
        "\nLéa\n",
        "\nLéa Morvan\nSyndicat de la Loire\n",
        "\nA prestu !\n",
        "\nKind regards / Cofion cynnes\nLéa\n",
    ],
)
def test_what_is_no_answer_takes_no_confidence(more: str) -> None:
    assert sure(of(f"{HEAD}Ateliers : crues\n{more}")).workshops == ("crues",)


@pytest.mark.parametrize(
    "body",
    [
        "1er choix : berges\n1er choix : crues\n",  # one rank for two
        "1er choix : berges ou crues\n",
        "1er choix : tourisme\n",
        "Ateliers\n(1) Prévenir les crues\n(1) Passes à poissons\n( ) Entretien des berges\n",
        "Ateliers\n(1) Prévenir les crues\n(3) Passes à poissons\n( ) Entretien des berges\n",
        "Ateliers : crues\nRemarques : je viendrai avec mon épouse\n",
        "Ateliers : crues\nAutre participant : Paul Petit\n",
        "Ateliers : crues\n\nJe serai accompagnée de Paul Petit.\n",
        "Ateliers : crues\n\nPaul Petit aussi\n",
        "Ateliers : crues\nBuffet : oui, à deux\n",
        "Ateliers : crues, sauf si complet\n",
        "Nom : Petit\nAteliers : crues\n",  # a second name
        "Je participerai :\n- à l'atelier 1\n- au buffet\n",
        "Ateliers proposés :\n- Prévenir les crues\n- Passes à poissons\n",
        "Ateliers : crues\nVille : Blois, France\n",
        "Ateliers : crues (si place), sinon berges\n",
        "Ateliers : crues\nTotem : conseillère municipale\n",
        "Ateliers : crues\nOrgnisme : Ville de Blois\n",
        "Ateliers : crues\nEn cas d'urgence : 06 39 98 12 34\n",
        "Ateliers : crues\nFonction/Organisme : Directrice, Syndicat\n",
    ],
)
def test_what_may_be_another_answer_is_never_sure(body: str) -> None:
    reading = of(HEAD + body)
    assert reading.doubts or any(a.confidence < 0.9 or a.workshops == () for a in reading.attendees)


def test_a_number_beside_a_workshop_is_not_sure_where_nobody_asks_for_ranks() -> None:
    body = HEAD + "Ateliers\nPrévenir les crues : 2\nPasses à poissons :\nEntretien des berges : 1\n"
    assert of(body, FORUM).attendees[0].confidence < 0.9


@pytest.mark.parametrize(
    "table",
    [
        "<tr><th></th><th>Personne 1</th><th>Personne 2</th></tr><tr><td>Nom</td><td>Morvan</td><td>Petit</td></tr>"
        "<tr><td>Prénom</td><td>Léa</td><td>Paul</td></tr><tr><td>Ateliers</td><td>crues</td><td>berges</td></tr>",
        "<tr><th>Nom</th><th>Prénom</th><th>1er choix</th></tr><tr><td>Morvan</td><td>Léa</td><td>crues</td></tr>"
        "<tr><td>Petit</td><td>Paul</td><td>berges</td></tr>",
    ],
)
def test_people_may_stand_in_rows_or_in_columns(table: str) -> None:
    people = of(f"<table>{table}</table>", kind="text/html").attendees
    assert [(p.last_name, p.first_name, p.workshops) for p in people] == [
        ("Morvan", "Léa", ("crues",)),
        ("Petit", "Paul", ("berges",)),
    ]


@pytest.mark.parametrize(
    ("rows", "name"),
    [
        ("Participant : MORVAN Léa, directrice\n", ("Morvan", "Léa", False)),
        ("Nom, prénom : Morvan, Léa\n", ("Morvan", "Léa", True)),
        ("Nom et prénom : Le Gall, Anne-Marie\n", ("Le Gall", "Anne-Marie", True)),
        ("Participant : LE GALL, Anne-Marie\n", ("Le Gall", "Anne-Marie", True)),
    ],
)
def test_what_stands_behind_the_comma_of_a_name(rows: str, name: tuple[str, str, bool]) -> None:
    (person,) = of(f"{rows}Organisme : Syndicat\nAteliers : crues\n").attendees
    assert (person.last_name, person.first_name, person.confidence >= 0.9) == name


def test_a_slot_and_a_workshop_of_another_one_contradict_each_other() -> None:
    assert of(f"{HEAD}Mardi 14h : Prévenir les crues\n", SLOTTED).doubts


@pytest.mark.parametrize(
    ("before", "answered"),
    [
        ("> Nom :", "Morvan"),
        ("> - votre nom ?", "Morvan"),
        ("> What is your surname?", "Morvan"),
    ],
)
def test_answers_may_stand_between_quoted_questions(before: str, answered: str) -> None:
    body = (
        "Bonjour,\n\nLe 12/02/2021 à 10:00, Forum a écrit :\n\n"
        f"{before}\n\n{answered}\n\n> Votre prénom ?\n\nLéa\n\n> L'organisme que vous représentez ?\n\n"
        "Syndicat de la Loire\n\n> L'atelier que vous choisissez (Prévenir les crues, ou Passes à poissons) ?\n\n"
        "Passes à poissons\n\n> Serez-vous au buffet ?\n\nOui, avec plaisir\n"
    )
    person = sure(of(body))
    assert (person.last_name, person.first_name, person.organisation) == WHO
    assert (person.workshops, person.answers) == (("poissons",), {"buffet": True})


def test_ranks_in_brackets_before_the_names_left_unstruck_give_the_order() -> None:
    struck = '<span style="text-decoration:line-through">Entretien des berges</span>'
    told = "Ateliers (par ordre de préférence) :<br>[2] Prévenir les crues / [1] Passes à poissons"
    line = f"<div>{told} / {struck}</div>"
    found = of("".join(f"<div>{row}</div>" for row in HEAD.splitlines()) + line, kind="text/html")
    assert found.attendees[0].workshops == ("poissons", "crues")
