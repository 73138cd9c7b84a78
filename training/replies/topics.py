"""What the invented events are about: titles and the labels of their workshops, in French and in English."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Topic:
    """One field of work. `at` is the title as a sentence continues "participer …"."""

    title: str
    at: str
    title_en: str
    place: str
    labels: tuple[tuple[str, str], ...]  # French, English


_FIRST = (
    Topic(
        "Rencontres de la forêt communale", "aux Rencontres de la forêt communale", "Community Forest Meeting",
        "Salle des Hêtres, Montbriac",
        (
            ("Gérer les coupes d'éclaircie", "Managing thinning cuts"),
            ("Le chêne face à la sécheresse", "Oak and drought"),
            ("Accueil du public en sous-bois", "Welcoming visitors in the woods"),
            ("Vendre le bois d'œuvre autrement", "New ways of selling timber"),
            ("Cohabiter avec le grand gibier", "Living with large game"),
            ("Prévenir les incendies", "Preventing fires"),
            ("Sols et petite faune", "Soils and small wildlife"),
            ("Chaufferies au bois déchiqueté", "Wood chip heating"),
        ),
    ),
    Topic(
        "Journée professionnelle des médiathèques", "à la Journée professionnelle des médiathèques",
        "Public Libraries Day", "Médiathèque Colette-Varenne, Lirac-le-Haut",
        (
            ("Accueillir les tout-petits", "Welcoming toddlers"),
            ("Désherber les collections", "Weeding the collections"),
            ("Le prêt de jeux vidéo", "Lending video games"),
            ("Bibliothèque hors les murs", "The library outdoors"),
            ("Ouvrir le dimanche", "Opening on Sundays"),
            ("Lire en prison", "Reading in prison"),
            ("Catalogues et données partagées", "Shared catalogues and data"),
        ),
    ),
    Topic(
        "Assises du sport de proximité", "aux Assises du sport de proximité", "Local Sports Forum",
        "Gymnase des Trois-Ormes, Sauvagnac",
        (
            ("Piscines : maîtriser la facture", "Pools: keeping costs down"),
            ("Le bénévolat dans les clubs", "Volunteering in clubs"),
            ("Sport sur ordonnance", "Sport on prescription"),
            ("Pistes cyclables et mobilités actives", "Cycle paths and active travel"),
            ("Handisport : ouvrir les salles", "Opening halls to disabled athletes"),
            ("Grands tournois, petites villes", "Big tournaments, small towns"),
            ("Gazon naturel ou synthétique", "Natural or artificial turf"),
            ("Arbitrage et fair-play", "Refereeing and fair play"),
        ),
    ),
    Topic(
        "Congrès des archivistes territoriaux", "au Congrès des archivistes territoriaux", "Local Archivists Congress",
        "Hôtel de Préville, Aurignac-sur-Loue",
        (
            ("Numériser sans se ruiner", "Digitising on a budget"),
            ("Fonds photographiques fragiles", "Fragile photographic collections"),
            ("Archiver les courriels", "Archiving e-mail"),
            ("Plan de sauvegarde des œuvres", "Emergency plans"),
            ("Paléographie pour débutants", "Palaeography for beginners"),
            ("Recevoir les classes", "Receiving school classes"),
            ("Généalogie et lecteurs à distance", "Genealogy and remote readers"),
        ),
    ),
    Topic(
        "Séminaire habitat et quartiers", "au séminaire Habitat et quartiers", "Housing and Neighbourhoods Seminar",
        "Maison des Associations, Vieuxbourg",
        (
            ("Rénover les copropriétés dégradées", "Renovating run-down condominiums"),
            ("Logement des saisonniers", "Housing seasonal workers"),
            ("Le béguinage moderne", "Modern shared living for seniors"),
            ("Jardins partagés au pied des tours", "Shared gardens among tower blocks"),
            ("Lutter contre le bruit", "Fighting noise"),
            ("Concertation avec les locataires", "Talking with tenants"),
        ),
    ),
    Topic(
        "Forum de la petite enfance", "au Forum de la petite enfance", "Early Childhood Forum",
        "Centre Marie-Pervenche, Colonges-le-Vieux",
        (
            ("Micro-crèches en milieu rural", "Small nurseries in the country"),
            ("Jouer dehors par tous les temps", "Playing outdoors in all weathers"),
            ("Le métier d'assistante maternelle", "The work of childminders"),
            ("Repérer les troubles du langage", "Noticing language disorders"),
            ("Cantine et goût", "Canteens and taste"),
            ("Accueil des jumeaux", "Caring for twins"),
            ("Siestes et rythmes", "Naps and rhythms"),
        ),
    ),
)  # fmt: skip

_SECOND = (
    Topic(
        "Colloque des ports de plaisance", "au Colloque des ports de plaisance", "Marinas Symposium",
        "Capitainerie du Bassin Neuf, Port-Querrien",
        (
            ("Dragage et sédiments", "Dredging and sediments"),
            ("Bateaux hors d'usage", "End-of-life boats"),
            ("Carénage propre", "Clean careening"),
            ("Anneaux et listes d'attente", "Moorings and waiting lists"),
            ("Naviguer à l'hydrogène", "Sailing on hydrogen"),
            ("Pêche et plaisance à quai", "Fishing and leisure on the quay"),
            ("Gens de mer et formation", "Seafarers and training"),
            ("Submersion marine", "Coastal flooding"),
        ),
    ),
    Topic(
        "Université d'été des musées de pays", "à l'Université d'été des musées de pays", "Local Museums Summer School",
        "Musée du Grain, Hautefage-la-Rivière",
        (
            ("Réserves et récolement", "Storage and inventory checks"),
            ("Éclairer une vitrine", "Lighting a showcase"),
            ("Écrire des cartels lisibles", "Writing readable labels"),
            ("Visites en langue des signes", "Tours in sign language"),
            ("Mécénat local", "Local patronage"),
            ("Costumes et textiles anciens", "Costumes and old textiles"),
            ("Boutique et billetterie", "Shop and ticketing"),
        ),
    ),
    Topic(
        "Journées apicoles du Ponant", "aux Journées apicoles du Ponant", "Western Beekeeping Days",
        "Domaine de Kerbelec, Plouvian",
        (
            ("Frelon : piéger au printemps", "Hornets: trapping in spring"),
            ("Ruchers en toiture", "Rooftop hives"),
            ("Élever ses reines", "Raising queens"),
            ("Étiquetage des miels", "Labelling honey"),
            ("Varroa, dix ans après", "Varroa ten years on"),
            ("Haies mellifères", "Hedges for honey"),
            ("Cire et cosmétiques", "Wax and cosmetics"),
            ("L'hivernage pas à pas", "Wintering step by step"),
        ),
    ),
    Topic(
        "États généraux du fret ferroviaire", "aux États généraux du fret ferroviaire", "Rail Freight Convention",
        "Rotonde des Ateliers, Villedieu-Triage",
        (
            ("Sillons de nuit", "Night paths"),
            ("Rouvrir une ligne capillaire", "Reopening a branch line"),
            ("Wagons isolés", "Single wagons"),
            ("Terminaux combinés", "Combined terminals"),
            ("Attelage automatique", "Automatic coupling"),
            ("Traverses sans créosote", "Sleepers without creosote"),
        ),
    ),
    Topic(
        "Convention des soignants de montagne", "à la Convention des soignants de montagne",
        "Mountain Carers Convention", "Palais des Neiges, Ancelle-les-Bains",
        (
            ("Télémédecine en vallée", "Telemedicine in the valleys"),
            ("Gardes et astreintes", "Night duty and on-call"),
            ("Vieillir à domicile", "Growing old at home"),
            ("Secours en avalanche", "Avalanche rescue"),
            ("Pharmacies d'altitude", "High-altitude pharmacies"),
            ("Maternités et hélicoptère", "Maternity wards and helicopters"),
            ("Souffrance au travail", "Distress at work"),
        ),
    ),
    Topic(
        "Rendez-vous de la restauration scolaire", "au Rendez-vous de la restauration scolaire",
        "School Catering Conference", "Lycée Émile-Grandval, Mirefleurs-la-Plaine",
        (
            ("Pain, levain et farines", "Bread, leaven and flours"),
            ("Moins de plastique en cuisine", "Less plastic in the kitchen"),
            ("Légumineuses au menu", "Pulses on the menu"),
            ("Peser les restes", "Weighing leftovers"),
            ("Marchés de gré à gré", "Direct purchasing"),
            ("Allergies : le protocole", "Allergies: the protocol"),
            ("Former les seconds de cuisine", "Training assistant cooks"),
            ("Potager d'école", "School vegetable plots"),
        ),
    ),
)  # fmt: skip

_THIRD = (
    Topic(
        "Symposium de la pierre sèche", "au Symposium de la pierre sèche", "Dry Stone Symposium",
        "Château de Sallemagne, Lormoy",
        (
            ("Bâtir un mur de soutènement", "Building a retaining wall"),
            ("Capitelles et cabanes", "Stone huts and shelters"),
            ("Terrasses et vignes", "Terraces and vines"),
            ("Assurer le chantier", "Insuring the building site"),
            ("Former des murailliers", "Training wallers"),
            ("Relevé et dessin", "Surveying and drawing"),
        ),
    ),
    Topic(
        "Rencontre annuelle des radios associatives", "à la Rencontre annuelle des radios associatives",
        "Community Radio Gathering", "Studio Grand-Rue, Bresseval",
        (
            ("Écrire pour l'oreille", "Writing for the ear"),
            ("Droits musicaux", "Music rights"),
            ("Passer au numérique terrestre", "Moving to digital broadcasting"),
            ("Tenir une matinale", "Running a morning show"),
            ("Studio mobile", "The mobile studio"),
            ("Podcasts et replay", "Podcasts and replay"),
            ("Bénévoles à l'antenne", "Volunteers on air"),
        ),
    ),
    Topic(
        "Biennale de l'eau vive", "à la Biennale de l'eau vive", "White Water Biennial", "Base nautique, Tourmelle",
        (
            ("Passes à poissons", "Fish passes"),
            ("Effacer un seuil", "Removing a weir"),
            ("Zones humides en ville", "Urban wetlands"),
            ("Étiage et partage", "Low water and sharing"),
            ("Moulins : état des lieux", "Mills: where we stand"),
            ("Castors et riverains", "Beavers and neighbours"),
            ("Crues éclair", "Flash floods"),
            ("Suivi des nitrates", "Monitoring nitrates"),
        ),
    ),
    Topic(
        "Carrefour des tiers-lieux ruraux", "au Carrefour des tiers-lieux ruraux", "Rural Hubs Exchange",
        "La Filature, Chantevert",
        (
            ("Trouver son modèle économique", "Finding a business model"),
            ("Réparer plutôt que jeter", "Repairing rather than throwing away"),
            ("Cuisine partagée", "Shared kitchens"),
            ("Télétravail à la campagne", "Remote work in the country"),
            ("Gouverner à plusieurs", "Governing together"),
        ),
    ),
    Topic(
        "Journée d'étude sur l'orgue", "à la Journée d'étude sur l'orgue", "Organ Study Day", "Abbatiale de Vézaines",
        (
            ("Tuyaux et alliages", "Pipes and alloys"),
            ("Accord et tempérament", "Tuning and temperament"),
            ("Restaurer un buffet", "Restoring a case"),
            ("Soufflerie", "Bellows"),
            ("Jeunes organistes", "Young organists"),
            ("Concerts en été", "Summer concerts"),
        ),
    ),
)  # fmt: skip

TOPICS = (_FIRST, _SECOND, _THIRD)  # by voice
