"""How people fill in a coupon in the text of a mail: one function a layout, each gives what they typed."""

from html import escape

from training.demo_people import MAILBOX, ORGANISER, WORKSHOPS, Guest

BLANK = Guest("", "")
WHEN = "mercredi 17 octobre 2018 à 14h00"
PLACE = "Espace Bargemon, Marseille"

INVITATION = f"""Madame, Monsieur,

Cités Unies France tiendra son assemblée générale le {WHEN}
à Marseille (Espace Bargemon). Elle sera suivie de quatre ateliers.

Merci de nous retourner le coupon ci-dessous avant le 12 octobre 2018,
par retour de courriel, à {MAILBOX}.

L'équipe de Cités Unies France"""


def plain_coupon(guest: Guest) -> str:
    """Give the coupon with a label, a colon and brackets for boxes, as most people copy it."""
    boxes = "\n".join(f"{guest.tick(key)} Atelier {n} : {label}" for n, (key, label) in enumerate(WORKSHOPS.items(), 1))
    yes, no = _yes_no(guest)
    return f"""COUPON-RÉPONSE
Assemblée générale de Cités Unies France
{WHEN.capitalize()} – {PLACE}

Civilité : {guest.title}
Nom : {guest.last_name}
Prénom : {guest.first_name or ""}
Fonction : {guest.role or ""}
Collectivité : {guest.organisation}
Adresse : {guest.address or ""}
Code postal : {guest.postal_code or ""}
Ville : {guest.city or ""}
Téléphone : {guest.phone or ""}
Courriel : {guest.email or ""}

Participera aux ateliers :
{boxes}

Participera à l'assemblée générale : {yes} oui   {no} non
Donne pouvoir à : {guest.pouvoir or ""}
"""


def _yes_no(guest: Guest, ticked: str = "[x]", empty: str = "[ ]") -> tuple[str, str]:
    return (ticked if guest.ag is True else empty), (ticked if guest.ag is False else empty)


def dotted_coupon(guest: Guest) -> str:
    """Give the coupon with leaders of dots, round brackets, and postal code and town on one line."""

    def line(label: str, value: str | None) -> str:
        return f"{label} {'.' * (26 - len(label))} : {value or ''}"

    boxes = "\n".join(f"   {guest.tick(key, '(X)', '(  )')} {label}" for key, label in WORKSHOPS.items())
    yes, no = _yes_no(guest, "(X)", "(  )")
    fields = [
        line("M. / Mme", guest.civility),
        line("NOM", guest.last_name.upper()),
        line("Prénom", guest.first_name),
        line("Titre ou fonction", guest.role),
        line("Collectivité / organisme", guest.organisation),
        line("Adresse professionnelle", guest.address),
        line("Code postal, ville", f"{guest.postal_code} {guest.city}"),
        line("Tél.", guest.phone),
        line("Mél.", guest.email),
    ]
    return "\n".join([
        "Bonjour,", "", "Voici mon coupon complété.", "",
        f"--- Bulletin d'inscription : {ORGANISER}, {PLACE}, 17 octobre 2018 ---", "",
        *fields, "",
        "Souhaite participer aux ateliers suivants :", boxes, "",
        f"Participera à l'assemblée générale   {yes} oui   {no} non", "",
        "Bien cordialement,", guest.name, "",
    ])  # fmt: skip


def quoted(text: str) -> str:
    """Give the text as a mail program quotes it."""
    return "\n".join(f"> {line}".rstrip() for line in text.splitlines())


def in_the_quote(guest: Guest) -> str:
    """Give an answer typed between the lines of the quoted invitation."""
    return f"""Bonjour,

Vous trouverez mes réponses dans le coupon ci-dessous.

Cordialement,
{guest.name}


Le 12/09/2018 à 09:30, {ORGANISER} a écrit :
{quoted(INVITATION)}
>
{quoted(plain_coupon(guest))}
"""


def short_coupon(guest: Guest) -> str:
    """Give the few lines of one who answers above the quote."""
    label = ", ".join(WORKSHOPS[key] for key in guest.workshops)
    return f"""Nom : {guest.last_name}
Prénom : {guest.first_name}
Civilité : {guest.title}
Fonction : {guest.role}
Collectivité : {guest.organisation}
Téléphone : {guest.phone}
Courriel : {guest.email}
Atelier choisi : {label}"""


def table_html(guest: Guest) -> str:
    """Give the coupon as an HTML table, a line a field, with ballot boxes."""
    rows = [
        ("Civilité", f"{guest.tick_title('Mme')} Mme &nbsp; {guest.tick_title('M.')} M."),
        ("Nom", escape(guest.last_name)),
        ("Prénom", escape(guest.first_name or "")),
        ("Fonction", escape(guest.role or "")),
        ("Collectivité", escape(guest.organisation)),
        ("Adresse", escape(guest.address or "")),
        ("Code postal", guest.postal_code or ""),
        ("Ville", escape(guest.city or "")),
        ("Téléphone", guest.phone or ""),
        ("Courriel", f'<a href="mailto:{guest.email}">{guest.email}</a>'),
        ("Ateliers", "<br>\n".join(f"{guest.tick(key, '☑', '☐')} {label}" for key, label in WORKSHOPS.items())),
        ("Participera à l'assemblée générale", "{} oui &nbsp; {} non".format(*_yes_no(guest, "☑", "☐"))),
    ]
    cells = "\n".join(
        f'<tr><td style="padding:4px;border:1px solid #999"><b>{label}</b></td>'
        f'<td style="padding:4px;border:1px solid #999">{value}</td></tr>'
        for label, value in rows
    )
    return f"""<!DOCTYPE html>
<html><head><meta charset="utf-8"></head>
<body style="font-family:Arial,sans-serif;font-size:11pt">
<p>Bonjour,</p>
<p>Veuillez trouver ci-dessous mon coupon-réponse.</p>
<h3>Coupon-réponse – Assemblée générale de Cités Unies France<br>{WHEN.capitalize()}, {PLACE}</h3>
<table style="border-collapse:collapse">
{cells}
</table>
<p>Cordialement,<br>{escape(guest.name)}</p>
</body></html>
"""


def outlook_html(guest: Guest) -> str:
    """Give what Outlook sends: paragraphs of class MsoNormal above, the invitation with its blank coupon below."""

    def paragraphs(text: str) -> str:
        return "\n".join(
            f'<p class="MsoNormal">{escape(line) or "<o:p>&nbsp;</o:p>"}</p>' for line in text.splitlines()
        )

    above = f"Bonjour,\n\nJe serai présente. Voici mes coordonnées :\n\n{short_coupon(guest)}\n\nBien à vous,"
    return f"""<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word">
<head><meta http-equiv="Content-Type" content="text/html; charset=utf-8">
<meta name="Generator" content="Microsoft Word 15 (filtered medium)">
<style><!--
p.MsoNormal {{margin:0cm; margin-bottom:.0001pt; font-size:11.0pt; font-family:"Calibri",sans-serif;}}
--></style></head>
<body lang="FR" link="#0563C1" vlink="#954F72"><div class="WordSection1">
{paragraphs(above)}
<p class="MsoNormal">{escape(guest.name)}</p>
<div><div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm">
<p class="MsoNormal"><b>De :</b> {ORGANISER} &lt;{MAILBOX}&gt; <br>
<b>Envoyé :</b> mercredi 12 septembre 2018 09:30<br>
<b>Objet :</b> Invitation : assemblée générale, Marseille, 17 octobre 2018</p>
</div></div>
{paragraphs(INVITATION)}
{paragraphs(plain_coupon(BLANK))}
</div></body></html>
"""
