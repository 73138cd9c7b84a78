"""What the demo says, in French and in English."""

import os
from collections.abc import Mapping

Language = str  # "fr" or "en"

WORDS: Mapping[str, Mapping[Language, str]] = {
    "folder": {"fr": "Tout se passe dans {folder}", "en": "Everything happens in {folder}"},
    "no_tesseract": {
        "fr": "Tesseract n'est pas installé : les pages numérisées sont lues par le seul moteur fourni avec inboxd.",
        "en": "Tesseract is not installed: scanned pages are read by the engine that comes with inboxd alone.",
    },
    "reading": {"fr": "Lecture de {count} réponses…", "en": "Reading {count} replies…"},
    "read": {"fr": "{done} réponses lues sur {count}", "en": "{done} of {count} replies read"},
    "table": {"fr": "Ce que chaque réponse est devenue", "en": "What became of each reply"},
    "reply": {"fr": "Réponse", "en": "Reply"},
    "subject": {"fr": "Objet", "en": "Subject"},
    "who": {"fr": "Qui", "en": "Who"},
    "outcome": {"fr": "Suite donnée", "en": "Outcome"},
    "why": {"fr": "Pourquoi", "en": "Why"},
    "registered": {"fr": "inscription", "en": "registered"},
    "amended": {"fr": "modification", "en": "changed"},
    "cancelled": {"fr": "annulation", "en": "cancelled"},
    "declined": {"fr": "absence notée", "en": "absence noted"},
    "accepted": {"fr": "acceptée", "en": "accepted"},
    "flagged": {"fr": "à relire", "en": "to be reviewed"},
    "ignored": {"fr": "ignorée", "en": "ignored"},
    "dismissed": {"fr": "écartée", "en": "dismissed"},
    "copy": {"fr": "doublon", "en": "copy"},
    "kept": {"fr": "en attente", "en": "waiting"},
    "missing": {"fr": "PERDU", "en": "LOST"},
    "sure": {"fr": "Lecture sûre ; accusé de réception envoyé.", "en": "Read for sure; acknowledged."},
    "sure_unanswered": {"fr": "Lecture sûre ; sans accusé de réception.", "en": "Read for sure; not acknowledged."},
    "copy_of": {"fr": "Le même message que {name}.", "en": "The same message as {name}."},
    "totals": {
        "fr": "{count} réponses : {accepted} acceptées, {flagged} à relire, {ignored} ignorées, {copies} en double",
        "en": "{count} replies – accepted: {accepted}, to be reviewed: {flagged}, ignored: {ignored}, copies: {copies}",
    },
    "outbox": {
        "fr": "Courriels envoyés ({count}), à ouvrir dans {folder}",
        "en": "Mails sent ({count}), to be opened in {folder}",
    },
    "summary": {"fr": "Point de la semaine : {file}", "en": "Weekly summary: {file}"},
    "mailbox": {"fr": "Boîte, réponses classées : {folder}", "en": "Mailbox, replies filed: {folder}"},
    "config": {"fr": "Configuration : {file}", "en": "Configuration: {file}"},
    "pages": {"fr": "Pages de relecture : {url}", "en": "Review pages: {url}"},
    "sign_in": {
        "fr": "Identifiant : {name}   Mot de passe : {password}",
        "en": "User: {name}   Password: {password}",
    },
    "live": {
        "fr": "inboxd tourne : ce que vous acceptez est enregistré, classé, et l'accusé de réception part. Vos propres "
        "fichiers .eml peuvent être copiés dans {folder}.",
        "en": "inboxd is running: what you accept is registered, filed and acknowledged. You may copy .eml files of "
        "your own into {folder}.",
    },
    "stop": {"fr": "Ctrl-C pour terminer.", "en": "Press Ctrl-C to stop."},
    "stopped": {"fr": "Terminé. Le dossier reste : {folder}", "en": "Stopped. The folder stays: {folder}"},
    "all_well": {
        "fr": "Vérifié : rien n'est perdu, chaque réponse acceptée a reçu un accusé de réception et un seul.",
        "en": "Checked: nothing is lost, and each accepted reply was acknowledged once.",
    },
    "fault": {"fr": "Échec : {fault}", "en": "Failed: {fault}"},
}  # fmt: skip


class Words:
    """The demo's sentences in one language."""

    def __init__(self, language: Language) -> None:
        self.language = "fr" if language == "fr" else "en"

    def __call__(self, key: str, **values: object) -> str:
        """Give the sentence of that key with its values put in."""
        return WORDS[key][self.language].format(**values)


def terminal_language() -> Language:
    """Give the language of the person at the terminal, as the locale states it: French, or English."""
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name, "")
        if value:
            return "fr" if value.casefold().startswith("fr") else "en"
    return "en"
