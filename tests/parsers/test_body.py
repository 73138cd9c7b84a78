import pytest

from parsers.document import Line
from parsers.mail.body import from_text
from parsers.mail.html import from_html
from parsers.mail.thread import thread
from parsers.reading import Span


def lines(text: str, *, flowed: bool = False) -> list[tuple[int, str]]:
    return [(b.quote_depth, b.text) for b in from_text(text, 0, flowed=flowed).blocks if isinstance(b, Line)]


def test_quotes_have_a_depth() -> None:
    assert lines("a\n> b\n>> c\n> > d") == [(0, "a"), (1, "b"), (2, "c"), (2, "d")]


def test_soft_breaks_are_undone_where_the_format_says_so() -> None:
    assert lines("Organisme : Syndicat \nde la Loire\nNom : X", flowed=True) == [
        (0, "Organisme : Syndicat de la Loire"),
        (0, "Nom : X"),
    ]


def test_hard_breaks_are_undone_where_the_margin_was_reached() -> None:
    text = (
        "Veuillez noter que notre présidente participera aux ateliers sur les crues\n"
        "et les berges.\nNom : MORVAN\nPrénom : Léa\n"
    )
    assert lines(text)[0][1].endswith("sur les crues et les berges.")
    assert lines(text)[1:3] == [(0, "Nom : MORVAN"), (0, "Prénom : Léa")]


def test_nothing_goes_on_after_an_empty_line() -> None:
    word = "x" * 70
    assert lines(f"a\n\n{word}") == [(0, "a"), (0, ""), (0, word)]


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("[x] crues [ ] berges", "☒ crues ☐ berges"),
        ("(X) crues (  ) berges", "☒ crues ☐ berges"),
        ("■ crues □ berges", "☒ crues ☐ berges"),
        ("✓ crues", "☒ crues"),
        ("Prénom(s)", "Prénom(s)"),
    ],
)
def test_every_box_becomes_a_mark(written: str, shown: str) -> None:
    assert lines(written) == [(0, shown)]


def test_a_token_knows_where_it_stood() -> None:
    text = "[ ] non\n[x] oui"
    line = from_text(text, 0).blocks[1]
    assert isinstance(line, Line)
    place = line.tokens[-1].place
    assert isinstance(place, Span)
    assert text[place.start : place.end] == "oui"


def html_lines(source: str) -> list[str]:
    return [
        b.text if isinstance(b, Line) else "|".join(c.text for r in b.rows for c in r)
        for b in from_html(source, 0).blocks
    ]


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("<p>a</p><div>b<br>c</div>", ["a", "b", "c"]),
        ("<p>a<span style='display:none'>hidden</span></p>", ["a"]),
        ("<script>x</script><style>y</style><p>a</p>", ["a"]),
        (
            "<span style='font-family:Wingdings'>&#254;</span> oui <font face=Wingdings>&uml;</font> non",
            ["☒ oui ☐ non"],
        ),
        ("<input type=checkbox checked> oui <input type=checkbox> non", ["☒ oui ☐ non"]),
        ("<table><tr><td>Nom</td><td>MORVAN</td></tr></table>", ["Nom|MORVAN"]),
        ("<table><tr><td><p>layout</p></td></tr></table>", ["layout"]),
        ("Nom : <input value='MORVAN'>", ["Nom :    MORVAN"]),
    ],
)
def test_html_is_read_as_it_is_seen(source: str, shown: list[str]) -> None:
    assert html_lines(source) == shown


def test_struck_text_keeps_its_style() -> None:
    line = from_html("<p>oui/<s>non</s></p>", 0).blocks[0]
    assert isinstance(line, Line)
    assert [(line.text[t.start : t.end], t.style.struck) for t in line.tokens] == [("oui/", False), ("non", True)]


@pytest.mark.parametrize(
    ("text", "author"),
    [
        ("ma réponse\n\nLe 12/02/2021 à 10:00, Forum a écrit :\n> Nom :\n", "Forum"),
        ("ma réponse\n\nOn Fri, 12 Feb 2021, Forum <f@x.example>\nwrote:\n\n> Nom :\n", ""),
        (
            "ma réponse\n\n-----Message d'origine-----\nDe : Forum <f@x.example>\nEnvoyé : hier\nObjet : x\n\nNom :\n",
            "Forum",
        ),
        ("ma réponse\n\nFrom: Forum <f@x.example>\nSent: Friday\nTo: me\nSubject: x\n\nNom :\n", "Forum"),
    ],
)
def test_the_reply_is_told_from_what_it_quotes(text: str, author: str) -> None:
    own, quoted = thread(from_text(text, 0)).sections[:2]
    assert [row.line.text for row in own.rows if row.line.text] == ["ma réponse"]
    assert [row.line.text for row in quoted.rows if row.line.text] == ["Nom :"]
    assert author in quoted.author


def test_a_long_word_after_an_empty_line_begins_a_line() -> None:
    margin, word = "x" * 70, "y" * 71
    assert [b.text for b in from_text(f"{margin}\n\n{word}", 0).blocks if isinstance(b, Line)] == [margin, "", word]


@pytest.mark.parametrize("text", ["oui / n\u0336o\u0336n\u0336", "oui / ~~non~~", "oui / n\u0335o\u0335n\u0335"])
def test_words_with_strokes_through_their_letters_are_struck_out(text: str) -> None:
    (line,) = from_text(text, 0).blocks
    assert isinstance(line, Line)
    assert [t.style.struck for t in line.tokens] == [False, False, True]
    assert "\u0336" not in line.text


def test_an_empty_line_ends_what_a_soft_break_leaves_open() -> None:
    assert lines("Remarque : \n\nBonne fin\n", flowed=True)[:3] == [(0, "Remarque :"), (0, ""), (0, "Bonne fin")]


def test_a_long_address_below_a_short_line_does_not_belong_to_it() -> None:
    text = "Je ne viens pas.\n\nLéa Morvan\nAdjointe au maire\nlea.morvan@syndicat-mixte-de-la-loire-moyenne.example\n"
    assert (0, "Adjointe au maire") in lines(text)


def test_a_line_with_a_label_and_an_equals_sign_begins_something() -> None:
    text = "Ateliers = Logement des saisonniers ; Concertation avec les locataires\nNombre de repas = 1\n"
    assert (0, "Nombre de repas = 1") in lines(text)


def test_a_label_with_a_dash_and_no_value_begins_something() -> None:
    first = "Organisme — Association des amis du Mesnil-Tardieu-le-Vieux et environs"
    text = f"{first}\nFonctions —\nRue — 71 quai des Mariniers\n"
    assert (0, "Fonctions —") in lines(text)
