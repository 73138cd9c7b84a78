"""The invented people and places of the demo's replies, and the event that they answer.

Nobody here exists: the local authorities are made up, addresses end in ``.example`` and phone numbers come from the
ranges that the French regulator keeps for fiction.
"""

from dataclasses import dataclass

EVENT = "ag-2018"
MAILBOX = "inscriptions@cites-unies.example"
ORGANISER = "Cités Unies France"

# Workshop id → as this coupon prints it.
WORKSHOPS = {
    "eau": "Eau et assainissement",
    "dechets": "Déchets",
    "energie": "Électricité et énergie",
    "transport": "Transport",
}


@dataclass(frozen=True, slots=True)
class Guest:
    """One person as a reply states her; None where it does not."""

    last_name: str
    organisation: str
    first_name: str | None = None
    civility: str | None = None
    role: str | None = None
    address: str | None = None
    postal_code: str | None = None
    city: str | None = None
    phone: str | None = None  # as written
    email: str | None = None
    workshops: tuple[str, ...] = ()
    ag: bool | None = None
    pouvoir: str | None = None

    @property
    def title(self) -> str:
        """Give the civility as a coupon has it in full."""
        return {"M.": "Monsieur", "Mme": "Madame"}.get(self.civility or "", "")

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}" if self.first_name else self.last_name

    def tick(self, workshop: str, ticked: str = "[x]", empty: str = "[ ]") -> str:
        """Give the box of one workshop."""
        return ticked if workshop in self.workshops else empty

    def tick_title(self, civility: str, ticked: str = "☑", empty: str = "☐") -> str:
        """Give the box of one civility."""
        return ticked if self.civility == civility else empty


GARRIGUE = Guest(
    "Garrigue", "Ville de Valmontel", "Hélène", "Mme", "Adjointe au maire, relations internationales",
    "2 place de la Fontaine", "84990", "Valmontel", "04 65 71 12 08", "helene.garrigue@valmontel.example",
    ("eau", "transport"), True,
)  # fmt: skip
LESTRADE = Guest(
    "Lestrade", "Communauté de communes du Haut-Vernois", "Bertrand", "M.", "Directeur général des services",
    "15 avenue de la Gare", "63980", "Vernois-le-Haut", "04 65 71 40 33", "b.lestrade@cc-haut-vernois.example",
    ("dechets", "energie"), True,
)  # fmt: skip
KERVELLA = Guest(
    "Kervella", "Ville de Port-Lannic", "Nolwenn", "Mme", "Conseillère municipale déléguée à la coopération",
    "1 quai des Cordiers", "29990", "Port-Lannic", "02 61 91 07 45", "n.kervella@port-lannic.example",
    ("eau",), True,
)  # fmt: skip
BOUZID = Guest(
    "Bouzid", "Département de la Haute-Brenne", "Karim", "M.", "Chargé de mission coopération décentralisée",
    "8 rue du Conseil", "36970", "Brenne-la-Ville", "02 61 91 55 19", "karim.bouzid@haute-brenne.example",
    ("eau", "energie", "transport"), True,
)  # fmt: skip
MERCADIER = Guest(
    "Mercadier", "Métropole du Val d'Isle", "Sylvie", "Mme", "Vice-présidente", phone="05 36 49 20 71",
    email="sylvie.mercadier@metropole-valdisle.example", workshops=("transport",),
)  # fmt: skip
AUBRY = Guest(
    "Aubry-Lacaze", "Mairie de Montfleury-sur-Ance", "Philippe", "M.", "Maire", workshops=("dechets",), ag=True,
)  # fmt: skip
TRAORE = Guest(
    "Traoré", "Agence de l'eau du Bassin sud", "Aminata", "Mme", "Ingénieure", phone="06 39 98 41 02",
    workshops=("eau",), ag=True,
)  # fmt: skip
PELLERIN = Guest(
    "Pellerin", "Région des Trois-Vallées", "Vincent", "M.", "Directeur de la coopération",
    "40 boulevard des Tanneurs", "69970", "Confluent", "04 65 71 88 60", "v.pellerin@troisvallees.example",
    ("energie", "transport"), True,
)  # fmt: skip
DUMOULIN = Guest(
    "Dumoulin", "Ville de Saint-Aubert", "Claire", "Mme", "Cheffe du service international",
    "6 rue de l'Horloge", "49970", "Saint-Aubert", "02 61 91 30 14", "claire.dumoulin@saint-aubert.example",
    ("eau", "dechets"), True,
)  # fmt: skip
FABREGUES = Guest(
    "Fabrègues", "Communauté d'agglomération Cœur d'Olt", "Jean-Marc", "M.", "Président",
    "3 place du Foirail", "12990", "Castelnau-d'Olt", "05 36 49 61 27", "jm.fabregues@coeurdolt.example",
    ("energie",), True,
)  # fmt: skip
WEISS = Guest(
    "Weiss", "Ville de Rosenbourg", "Martine", "Mme", "Adjointe au maire",
    "12 rue des Bateliers", "67970", "Rosenbourg", "03 53 01 72 90", "m.weiss@rosenbourg.example",
    ("dechets", "transport"), True,
)  # fmt: skip
VASSEUR = Guest(
    "Vasseur", "Ville de Grandcourt", "Didier", "M.", "Conseiller municipal",
    "9 rue du Moulin", "80970", "Grandcourt", "03 53 01 18 36", "didier.vasseur@grandcourt.example", ("eau",),
)  # fmt: skip
ROCHER = Guest(
    "Rocher", "Syndicat des eaux de la Vaure", "Élodie", "Mme", "Présidente", workshops=("eau",), ag=True,
)  # fmt: skip
NAVARRO = Guest(
    "Navarro", "Syndicat des eaux de la Vaure", "Thierry", "M.", "Directeur technique",
    workshops=("eau", "dechets"), ag=True,
)  # fmt: skip
HOLLOWAY = Guest(
    "Holloway", "Wexmoor County Council", "Margaret", role="International Officer",
    email="m.holloway@wexmoor.example", workshops=("energie",),
)  # fmt: skip
CAZENAVE = Guest("Cazenave", "Mairie de Lussac-les-Bains", "Robert", role="Maire")
PRIGENT = Guest(
    "Prigent", "Ville de Keravel", "Soazig", "Mme", "Directrice de cabinet",
    "5 place du Marché", "22990", "Keravel", "02 61 91 83 52", "soazig.prigent@keravel.example",
    ("transport",), True,
)  # fmt: skip
