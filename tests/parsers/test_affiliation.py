"""Role and body in one phrase."""

import pytest

from parsers.letters.affiliation import role_and_body


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("trésorière du Moto-Club de Brive", ("trésorière", "Moto-Club de Brive")),
        ("Chargée de mission mobilité, Pays de Retz", ("Chargée de mission mobilité", "Pays de Retz")),
        ("Secrétaire générale (Maison des Lycéens)", ("Secrétaire générale", "Maison des Lycéens")),
        ("Lycée Paul-Arène – gestionnaire", ("gestionnaire", "Lycée Paul-Arène")),
        ("doctorante au LISN", ("doctorante", "LISN")),
        ("président de la Lyre blésoise", ("président", "Lyre blésoise")),
        ("board member of Fjellradioen", ("board member", "Fjellradioen")),
        ("trésorier de la chorale Les Hirondelles", ("trésorier", "chorale Les Hirondelles")),
        ("Administratrice, Fondation Montrieux", ("Administratrice", "Fondation Montrieux")),
        ("Professeur de cor, Conservatoire de Blois", ("Professeur de cor", "Conservatoire de Blois")),
        ("Head of Rivers at Leeds City Council", ("Head of Rivers", "Leeds City Council")),
    ],
)
def test_a_body_is_parted_from_a_role(text: str, told: tuple[str, str]) -> None:
    assert role_and_body(text) == told


@pytest.mark.parametrize(
    "text",
    [
        "Directeur du Développement",
        "Professeur de SVT",
        "Adjointe au maire",
        "Curator of Natural Sciences",
        "Prof d'EPS",
        "Présidente de la Section jeunes",
        "Chair of Governors",
    ],
)
def test_a_field_of_work_is_no_body(text: str) -> None:
    assert role_and_body(text) == (text, None)


@pytest.mark.parametrize(
    ("text", "role", "body"),
    [
        ("agent d'accueil à la Mairie de Gien", "agent d'accueil", "Mairie de Gien"),
        ("responsable d'agence chez Loire Habitat", "responsable d'agence", "Loire Habitat"),
        ("directrice adjointe du Département du Cher", "directrice adjointe", "Département du Cher"),
        ("adjointe à la culture à la mairie d'Azay", "adjointe à la culture", "mairie d'Azay"),
    ],
)
def test_where_somebody_works_parts_before_what_of(text: str, role: str, body: str) -> None:
    assert role_and_body(text) == (role, body)


@pytest.mark.parametrize(
    ("text", "role", "body"),
    [
        ("adjointe aux solidarités de la ville de Gannat", "adjointe aux solidarités", "ville de Gannat"),
        (
            "troisième adjoint au centre social de la commune de Cusset",
            "troisième adjoint au centre social",
            "commune de Cusset",
        ),
        (
            "conseiller municipal délégué au parc de la Métropole de Lyon",
            "conseiller municipal délégué au parc",
            "Métropole de Lyon",
        ),
        ("adjointe à la mairie de Vif", "adjointe", "mairie de Vif"),
    ],
)
def test_what_a_deputy_is_in_charge_of_is_no_body(text: str, role: str, body: str) -> None:
    assert role_and_body(text) == (role, body)
