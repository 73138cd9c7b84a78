"""How coupons and letters are worded: two sets to fit on, a third to check on. Not the reader's vocabulary."""

from dataclasses import dataclass


def _combined(beginnings: tuple[str, ...], ends: tuple[str, ...]) -> tuple[str, ...]:
    """Give all sentences of a beginning and an end: more than anybody would list."""
    return tuple(f"{beginning} {end}." for beginning in beginnings for end in ends)


@dataclass(frozen=True, slots=True)
class Words:
    """The wording of one voice. `labels`: Attendee's field → labels; `name` and `town` ask two fields at once."""

    labels: dict[str, tuple[str, ...]]
    headings: tuple[str, ...]
    workshops: tuple[str, ...]  # above the workshops
    greetings: tuple[str, ...]
    leads: tuple[str, ...]  # a line before the coupon
    thanks: tuple[str, ...]  # a line after it
    closings: tuple[str, ...]
    disclaimers: tuple[str, ...]
    ticks: tuple[tuple[str, str], ...]  # ticked, empty
    yes: tuple[str, str] = ("oui", "non")


_FIRST = Words(
    labels={
        "civility": ("Civilité",),
        "last_name": ("Nom", "NOM", "Nom de famille"),
        "first_name": ("Prénom", "Prénom(s)"),
        "name": ("Nom et prénom", "NOM Prénom"),
        "role": ("Fonction", "Fonction exercée", "Qualité"),
        "organisation": ("Organisme", "Collectivité", "Structure", "Établissement"),
        "address": ("Adresse", "Adresse postale"),
        "postal_code": ("Code postal", "CP"),
        "city": ("Ville", "Commune"),
        "town": ("CP – Ville", "Code postal et ville"),
        "phone": ("Téléphone", "Tél.", "Téléphone portable"),
        "email": ("E-mail", "Courriel", "Adresse e-mail"),
    },
    headings=("COUPON-RÉPONSE", "BULLETIN D'INSCRIPTION", "Bulletin-réponse"),
    workshops=("Ateliers", "Choix des ateliers", "Je m'inscris aux ateliers", "Participera à l'atelier"),
    greetings=("Bonjour,", "Madame, Monsieur,", "Bonjour Madame,", ""),
    leads=(
        *_combined(
            ("Veuillez trouver ci-dessous", "Voici", "Vous trouverez ci-après", "Ci-dessous"),
            ("mon coupon-réponse", "notre réponse à votre invitation", "le bulletin complété", "notre inscription"),
        ),
        "", "", "", "",
    ),
    thanks=(
        *_combined(
            ("Merci", "Merci d'avance", "Merci par avance"),
            ("de me confirmer la bonne réception", "pour l'organisation", "pour votre accueil"),
        ),
        "", "", "", "", "", "",
    ),
    closings=("Cordialement,", "Bien cordialement,", "Bien à vous,", "Sincères salutations,"),
    disclaimers=(
        "Pensez à l'environnement avant d'imprimer ce message.",
        "Ce message et ses pièces jointes sont confidentiels et destinés à l'usage exclusif de leurs destinataires.",
    ),
    ticks=(("[x]", "[ ]"), ("☒", "☐"), ("(x)", "( )"), ("[X]", "[ ]")),
)  # fmt: skip

_SECOND = Words(
    labels={
        "civility": ("Civilité", "Titre"),
        "last_name": ("Nom", "Nom du participant", "Nom (en majuscules)"),
        "first_name": ("Prénom", "Votre prénom"),
        "name": ("Nom, prénom", "Prénom et nom", "Nom - Prénom"),
        "role": ("Fonction", "Poste occupé", "Votre fonction", "Titre ou fonction"),
        "organisation": ("Organisme", "Organisation", "Nom de la structure", "Institution", "Employeur"),
        "address": ("Adresse", "N° et rue", "Adresse professionnelle"),
        "postal_code": ("Code postal", "C.P."),
        "city": ("Ville", "Localité"),
        "town": ("Code postal / Ville", "CP et commune"),
        "phone": ("Téléphone", "N° de téléphone", "Portable", "Tél. direct"),
        "email": ("Mail", "Courriel", "Adresse électronique", "Votre e-mail"),
    },
    headings=("FICHE D'INSCRIPTION", "Coupon à retourner", "FORMULAIRE DE PARTICIPATION", "Talon-réponse"),
    workshops=("Atelier(s) choisi(s)", "Vos ateliers", "Sessions retenues", "Souhaite suivre"),
    greetings=("Bonjour à tous,", "Madame,", "Chers organisateurs,", "Bonsoir,", ""),
    leads=(
        *_combined(
            (
                "Je vous retourne", "Comme demandé, voici", "Suite à votre courrier, je vous adresse",
                "Je vous fais parvenir",
            ),
            ("ma fiche", "le talon rempli", "mon inscription", "les renseignements demandés"),
        ),
        "Vous trouverez mon inscription plus bas.", "Suite à votre courrier, ma réponse :", "", "", "",
    ),
    thanks=(
        *_combined(
            ("Dans l'attente", "En vous remerciant", "Je vous remercie"),
            ("de votre confirmation", "de votre aimable accueil", "de votre invitation"),
        ),
        "Avec mes remerciements.", "Au plaisir de vous y retrouver.", "", "", "", "", "",
    ),
    closings=("Cdlt,", "Très cordialement,", "Salutations distinguées,", "Meilleures salutations,", "Amicalement,"),
    disclaimers=(
        "Si vous n'êtes pas le destinataire de ce courriel, merci de le détruire et d'en avertir l'expéditeur.",
        "N'imprimez ce courriel que si cela est vraiment nécessaire.",
        "Ce courrier électronique a été vérifié par un antivirus.",
    ),
    ticks=(("[X]", "[ ]"), ("☑", "☐"), ("(X)", "( )"), ("[✓]", "[ ]"), ("✔", "☐"), ("[x]", "[  ]"), ("■", "□")),
)  # fmt: skip

_ENGLISH_FIRST = Words(
    labels={
        "civility": ("Title",), "last_name": ("Last name", "Surname"), "first_name": ("First name",),
        "name": ("Full name", "Name"), "role": ("Position", "Job title"), "organisation": ("Organisation",),
        "address": ("Address",), "postal_code": ("Postcode",), "city": ("City", "Town"), "town": ("Postcode / City",),
        "phone": ("Phone", "Telephone"), "email": ("E-mail", "Email address"),
    },
    headings=("REPLY FORM", "Registration form"),
    workshops=("Workshops", "Workshops chosen"),
    greetings=("Dear Sir or Madam,", "Hello,", ""),
    leads=("Please find my registration below.", "Here is our reply.", ""),
    thanks=("Please confirm receipt.", "Many thanks.", ""),
    closings=("Kind regards,", "Best wishes,", "Yours sincerely,"),
    disclaimers=("This e-mail is confidential and intended only for the addressee.",),
    ticks=_FIRST.ticks,
    yes=("yes", "no"),
)  # fmt: skip

_ENGLISH_SECOND = Words(
    labels={
        "civility": ("Title", "Mr/Mrs/Ms"), "last_name": ("Family name", "Last name"),
        "first_name": ("Given name", "First name"),
        "name": ("Name of participant", "Full name"), "role": ("Role", "Function", "Job title"),
        "organisation": ("Organization", "Institution", "Company"),
        "address": ("Street address", "Postal address"), "postal_code": ("Postal code",), "city": ("City",),
        "town": ("Postcode and town",), "phone": ("Phone number", "Mobile"), "email": ("Email", "Your e-mail"),
    },
    headings=("REGISTRATION SLIP", "Attendance form"),
    workshops=("I wish to attend", "Sessions"),
    greetings=("Dear all,", "Good morning,", "Dear organisers,", ""),
    leads=("As requested, my details are below.", "I am returning the form.", ""),
    thanks=("Looking forward to it.", "Thank you for organising this.", ""),
    closings=("Regards,", "With best regards,", "Sincerely,", "Best,"),
    disclaimers=("If you are not the intended recipient, please delete this message.",),
    ticks=_SECOND.ticks,
    yes=("yes", "no"),
)  # fmt: skip

_THIRD = Words(
    labels={
        "civility": ("Civilité", "M. / Mme"),
        "last_name": ("Nom de famille", "Votre nom", "NOM"),
        "first_name": ("Prénom usuel", "Prénoms", "Prénom"),
        "name": ("Prénom NOM", "Nom & prénom", "Prénom / Nom"),
        "role": ("Profession", "Emploi", "En qualité de", "Fonctions"),
        "organisation": ("Raison sociale", "Votre collectivité", "Entité", "Organisme représenté", "Association"),
        "address": ("Rue", "Adresse complète", "Voie"),
        "postal_code": ("Code Postal", "CP"),
        "city": ("Commune", "Ville"),
        "town": ("CP Ville", "Code postal, commune"),
        "phone": ("Tél", "Numéro de téléphone", "Mobile", "Tél. professionnel"),
        "email": ("Adresse courriel", "Adresse mail", "Mél", "E-mail professionnel"),
    },
    headings=("Réponse à l'invitation", "RÉPONSE SOUHAITÉE", "Formulaire de réponse", "CARTE-RÉPONSE"),
    workshops=("Je participerai à", "Ateliers auxquels je m'inscris", "Votre sélection", "Ateliers suivis"),
    greetings=("Bonjour Monsieur,", "Chère Madame,", "Chères et chers collègues,", "Bonjour", ""),
    leads=(
        "Je reviens vers vous avec la réponse demandée.", "Ci-après les informations demandées.",
        "Merci de prendre en compte ce qui suit.", "",
    ),
    thanks=("Merci et à bientôt.", "Bonne journée à vous.", "Je reste à votre disposition.", "", ""),
    closings=("Bonne réception,", "Respectueusement,", "Avec mes salutations les meilleures,", "À bientôt,", "CDT"),
    disclaimers=(
        "Ce message peut contenir des informations confidentielles ; toute diffusion est interdite sans autorisation.",
        "Économisons le papier : ne sortons ce message de l'écran qu'en cas de besoin.",
        "Envoyé de mon téléphone",
    ),
    ticks=(("[x]", "[]"), ("☒", "☐"), ("(x)", "(  )"), ("[*]", "[ ]"), ("✅", "⬜"), ("☑", "☐"), ("[ X ]", "[   ]")),
)  # fmt: skip

_ENGLISH_THIRD = Words(
    labels={
        "civility": ("Salutation", "Title"), "last_name": ("Surname", "Family Name"),
        "first_name": ("Forename", "First Name"), "name": ("Your name", "Full name"),
        "role": ("Position held", "Occupation", "Job Title"), "organisation": ("Organisation name", "Employer"),
        "address": ("Mailing address", "Street"), "postal_code": ("Post code", "Zip code"), "city": ("Town",),
        "town": ("Post code, town",), "phone": ("Tel.", "Contact number"), "email": ("E-mail address", "Contact email"),
    },
    headings=("RSVP", "Response form"),
    workshops=("Workshops I will attend", "My choice of workshops"),
    greetings=("Hi,", "Dear Sir,", "Good afternoon,", ""),
    leads=("Below is the information you asked for.", "Please see my answers.", ""),
    thanks=("See you there.", "Do get in touch if anything is missing.", ""),
    closings=("Cheers,", "Yours faithfully,", "Warm regards,", "Many thanks,"),
    disclaimers=("Sent from my phone", "Please consider the environment before printing this e-mail."),
    ticks=_THIRD.ticks,
    yes=("yes", "no"),
)  # fmt: skip

FRENCH = (_FIRST, _SECOND, _THIRD)
ENGLISH = (_ENGLISH_FIRST, _ENGLISH_SECOND, _ENGLISH_THIRD)
