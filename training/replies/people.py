"""Invented people: names, offices and addresses put together by chance; phones from the ranges kept for fiction."""

import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from random import Random

from parsers.reading import FIELDS, AnswerValue, Attendee

_LAST = (
    "Abadie", "Barthas", "Belkacem", "Bonnefoy", "Bourdais", "Brunelle", "Castagnol", "Chauvin", "Coulibaly",
    "Delmotte",
    "Descamps", "Diallo", "Duvernay", "El Amrani", "Escoffier", "Fontanel", "Gallais", "Gautreau", "Grandjean",
    "Haddad",
    "Hervouet", "Jacquemin", "Kowalczyk", "Labrousse", "Lafaye", "Le Bihan", "Le Quéré", "Lemonnier", "Marchetti",
    "Maréchal", "Mezzadri", "N'Guessan", "Nogaret", "Ollivier", "Oulhaci", "Paquereau", "Pelissier", "Quintard",
    "Rabatel", "Ribeiro", "Roussillon", "Saint-Criq", "Sauvaget", "Schneller", "Tavernier", "Thévenot", "Urbain",
    "Van den Berghe", "Vauquelin", "Vidalenc", "Wagnon", "Yildirim", "Zimmerlin", "de Boissieu", "du Plessis",
    "Martin-Lavigne", "Picot-Renaud",
)  # fmt: skip
_MEN = (
    "Adrien", "Antoine", "Baptiste", "Boubacar", "Cédric", "Damien", "Étienne", "Fabrice", "Gaël", "Hakim", "Jean-Luc",
    "Julien", "Loïc", "Mathieu", "Mehdi", "Olivier", "Pascal", "Pierre-Yves", "Quentin", "Rémi", "Sébastien", "Tanguy",
    "Xavier", "Yann",
)  # fmt: skip
_WOMEN = (
    "Agnès", "Anne-Lise", "Béatrice", "Caroline", "Corinne", "Delphine", "Elsa", "Fatou", "Françoise", "Gwenaëlle",
    "Inès", "Isabelle", "Jocelyne", "Laetitia", "Leïla", "Marie-Pierre", "Maud", "Nadège", "Noémie", "Pauline",
    "Rachida",
    "Sabine", "Sylviane", "Véronique",
)  # fmt: skip
_ENGLISH_LAST = (
    "Ashworth", "Blakemore", "Carrington", "Dunmore", "Ellerby", "Fairbrother", "Gilchrist", "Hathersage", "Kilbride",
    "Lockwood", "McAllister", "Nettleton", "O'Rourke", "Penhallow", "Rutherglen", "Stanhope", "Thackray", "Wetherby",
)  # fmt: skip
_ENGLISH_MEN = ("Alan", "Callum", "Edward", "Graham", "Hugh", "Neil", "Rory", "Stephen")
_ENGLISH_WOMEN = ("Alison", "Bridget", "Catriona", "Fiona", "Gillian", "Imogen", "Rosalind", "Shirley")

# Man's form, woman's form.
_ROLES = (
    ("Directeur général adjoint", "Directrice générale adjointe"), ("Maire", "Maire"),
    ("Conseiller municipal", "Conseillère municipale"), ("Chargé de mission", "Chargée de mission"),
    ("Président", "Présidente"), ("Responsable technique", "Responsable technique"),
    ("Directeur de cabinet", "Directrice de cabinet"), ("Ingénieur territorial", "Ingénieure territoriale"),
    ("Adjoint au maire", "Adjointe au maire"), ("Coordinateur", "Coordinatrice"), ("Trésorier", "Trésorière"),
    ("Chef de projet", "Cheffe de projet"), ("Secrétaire général", "Secrétaire générale"),
    ("Animateur de réseau", "Animatrice de réseau"), ("Vice-président", "Vice-présidente"),
)  # fmt: skip
_ENGLISH_ROLES = (
    "Programme Manager", "Head of Service", "Policy Officer", "Councillor", "Deputy Director", "Project Officer",
    "Chair", "Treasurer",
)  # fmt: skip
_TOWNS = (
    "Montbriac", "Saint-Vaury-le-Bas", "Lirac-le-Haut", "Port-Querrien", "La Ferté-Mauvoisin", "Sauvagnac", "Plouvian",
    "Villedieu-Triage", "Hautefage-la-Rivière", "Ancelle-les-Bains", "Mirefleurs-la-Plaine", "Vieuxbourg",
    "Colonges-le-Vieux", "Aurignac-sur-Loue", "Le Mesnil-Tardieu", "Chambreuil", "Essarts-en-Vallage", "Bricqueval",
    "Rochetaillade", "Les Aubiers-Blancs", "Saint-Élix-d'Ossun", "Tourves-la-Neuve", "Granvillars", "Orsonnette",
)  # fmt: skip
_ENGLISH_TOWNS = ("Harrowdale", "Wexcombe", "Linfield", "Strathmarnock", "Oakhampstead", "Kirkbridge", "Eastmere")
_BODIES = (
    "Mairie de {}", "Ville de {}", "Commune de {}", "Communauté de communes de {}", "Office de tourisme de {}",
    "Agence d'urbanisme de {}", "Centre social de {}", "Association des amis de {}", "Lycée professionnel de {}",
    "Syndicat mixte de {}", "Régie municipale de {}", "Parc naturel de {}", "Pays de {}",
)  # fmt: skip
_ENGLISH_BODIES = (
    "{} City Council",
    "{} District Council",
    "University of {}",
    "{} Community Trust",
    "{} Harbour Board",
)
_STREETS = (
    "rue des Lavandières", "avenue du Général-Morin", "place de l'Étape", "chemin des Vignes", "boulevard Carnot-Duval",
    "impasse du Four", "quai des Mariniers", "allée des Tilleuls", "route de la Scierie", "cours de la Liberté",
    "square Jeanne-Bertin", "rue Pasteur-Hardouin",
)  # fmt: skip
_ENGLISH_STREETS = ("Mill Lane", "Station Road", "Castle Street", "Market Square", "Victoria Terrace")
_RANGES = ("26191", "35301", "46571", "53649", "63998")  # numbers that the regulator keeps for fiction
_SHORT = frozenset(["de", "du", "des", "la", "le", "les", "l", "d", "au", "aux", "en", "sur"])


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who may write or be written about, with all that could be stated about her."""

    civility: str  # "M." or "Mme"
    first_name: str
    last_name: str
    role: str
    organisation: str
    address: str
    postal_code: str
    city: str
    phone: str  # E.164
    email: str
    workshops: tuple[str, ...] = ()
    answers: Mapping[str, AnswerValue] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}"

    @property
    def woman(self) -> bool:
        return self.civility == "Mme"

    def attendee(self, stated: Collection[str]) -> Attendee:
        """Give the truth: only the `stated` fields, all workshops and answers."""
        values = {name: getattr(self, name) for name in FIELDS if name in stated}
        return Attendee(**values, workshops=self.workshops, answers=dict(self.answers))

    def with_choice(self, workshops: tuple[str, ...], answers: Mapping[str, AnswerValue] | None = None) -> "Person":
        """Give the same person with other choices."""
        return replace(self, workshops=workshops, answers=dict(answers or {}))


def plain(text: str) -> str:
    """Give letters without accents, in small, for addresses."""
    bare = unicodedata.normalize("NFKD", text)
    return "".join(c for c in bare if c.isascii() and (c.isalnum() or c in " -'")).casefold()


def person(rng: Random, *, english: bool = False, body: str | None = None) -> Person:
    """Give somebody new; `body` is the organisation where it is given."""
    woman = rng.random() < 0.5
    first = rng.choice((_ENGLISH_WOMEN if woman else _ENGLISH_MEN) if english else (_WOMEN if woman else _MEN))
    last = rng.choice(_ENGLISH_LAST if english else _LAST)
    town = rng.choice(_ENGLISH_TOWNS if english else _TOWNS)
    organisation = body or _body(rng, town, english)
    role = rng.choice(_ENGLISH_ROLES) if english else rng.choice(_ROLES)[woman]
    street = rng.choice(_ENGLISH_STREETS if english else _STREETS)
    number = (
        rng.choice(("{}", "{}", "{}", "{} bis")).format(rng.randint(1, 140)) if not english else rng.randint(1, 140)
    )
    return Person(
        "Mme" if woman else "M.", first, last, role, organisation, f"{number} {street}",
        f"{rng.randint(1, 95):02}9{rng.randint(0, 99):02}", town, _phone(rng, english),
        _email(rng, first, last, organisation),
    )  # fmt: skip


def _body(rng: Random, town: str, english: bool) -> str:
    made = rng.choice(_ENGLISH_BODIES if english else _BODIES).format(town)
    if english:
        return made
    for wrong, right in (
        (" de Le ", " du "),
        (" de Les ", " des "),
        (" de A", " d'A"),
        (" de E", " d'E"),
        (" de O", " d'O"),
    ):
        made = made.replace(wrong, right)
    return made


def _email(rng: Random, first: str, last: str, organisation: str) -> str:
    box = "".join(c for c in plain(last) if c.isalnum())
    begin = plain(first).replace(" ", "").replace("'", "")
    user = rng.choice((f"{begin}.{box}", f"{begin[0]}.{box}", f"{begin[0]}{box}"))
    words = [w for w in plain(organisation).replace("'", " ").split() if w not in _SHORT]
    return f"{user}@{'-'.join(words)[:40].strip('-')}.example"


def _phone(rng: Random, english: bool) -> str:
    if english:
        return f"+44207946{rng.randint(0, 999):04}"
    return f"+33{rng.choice(_RANGES)}{rng.randint(0, 9999):04}"


def written_phone(rng: Random, number: str) -> str:
    """Give a number in E.164 as somebody writes it."""
    if number.startswith("+44"):
        return rng.choice((f"+44 20 7946 {number[-4:]}", f"+44 (0)20 7946 {number[-4:]}"))
    digits = "0" + number[3:]
    pairs = [digits[i : i + 2] for i in range(0, 10, 2)]
    return rng.choice(
        (" ".join(pairs), " ".join(pairs), ".".join(pairs), digits, "-".join(pairs),
         f"+33 {number[3]} {' '.join(pairs[1:])}", f"+33 (0){number[3]} {' '.join(pairs[1:])}")
    )  # fmt: skip
