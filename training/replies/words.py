"""How coupons and letters are worded: one set to fit on, one to check on. Not the reader's vocabulary."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """The wording of one side. `labels`: Attendee's field → labels; `name` and `town` ask two fields at once."""

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


FIT = Words(
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
        "Veuillez trouver ci-dessous mon coupon-réponse.", "Voici notre réponse à votre invitation.",
        "Ci-dessous le bulletin complété.", "",
    ),
    thanks=("Merci de me confirmer la bonne réception.", "Merci pour l'organisation.", "", "", ""),
    closings=("Cordialement,", "Bien cordialement,", "Bien à vous,", "Sincères salutations,"),
    disclaimers=(
        "Pensez à l'environnement avant d'imprimer ce message.",
        "Ce message et ses pièces jointes sont confidentiels et destinés à l'usage exclusif de leurs destinataires.",
    ),
    ticks=(("[x]", "[ ]"), ("☒", "☐"), ("(x)", "( )"), ("[X]", "[ ]")),
)  # fmt: skip

CHECK = Words(
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
        "Comme demandé, voici ma fiche.", "Je vous retourne le talon rempli.", "Suite à votre courrier, ma réponse :",
        "Vous trouverez mon inscription plus bas.", "",
    ),
    thanks=("Dans l'attente de votre confirmation.", "Avec mes remerciements.", "Au plaisir de vous y retrouver.",
            "", ""),
    closings=("Cdlt,", "Très cordialement,", "Salutations distinguées,", "Meilleures salutations,", "Amicalement,"),
    disclaimers=(
        "Si vous n'êtes pas le destinataire de ce courriel, merci de le détruire et d'en avertir l'expéditeur.",
        "N'imprimez ce courriel que si cela est vraiment nécessaire.",
        "Ce courrier électronique a été vérifié par un antivirus.",
    ),
    ticks=(("[X]", "[ ]"), ("☑", "☐"), ("(X)", "( )"), ("[✓]", "[ ]"), ("✔", "☐"), ("[x]", "[  ]"), ("■", "□")),
)  # fmt: skip

FIT_EN = Words(
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
    ticks=FIT.ticks,
    yes=("yes", "no"),
)  # fmt: skip

CHECK_EN = Words(
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
    ticks=CHECK.ticks,
    yes=("yes", "no"),
)  # fmt: skip
