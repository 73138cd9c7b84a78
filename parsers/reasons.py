"""Why a reply was flagged or ignored: short codes with a sentence in French and in English each.

Staff read the sentences from the first day; the codes stand in the output of ``inboxd read``, in the store and in
the logs. A sentence says what was found and, where it helps, what to do.
"""

from enum import StrEnum


class Reason(StrEnum):
    """One reason. Its value is the code; `SENTENCES` holds what staff read."""

    # Nobody needs to look: ignored.
    OUT_OF_OFFICE = "out_of_office"
    BOUNCE = "bounce"
    READ_RECEIPT = "read_receipt"
    CALENDAR_REPLY = "calendar_reply"
    NEWSLETTER = "newsletter"
    SPAM = "spam"
    OWN_MAIL = "own_mail"
    # The coupon itself: hard checks.
    MISSING_FIELD = "missing_field"
    MISSING_ANSWER = "missing_answer"
    TOO_FEW_WORKSHOPS = "too_few_workshops"
    TOO_MANY_WORKSHOPS = "too_many_workshops"
    SAME_SLOT = "same_slot"
    UNKNOWN_WORKSHOP = "unknown_workshop"
    CONTRADICTION = "contradiction"
    LATE = "late"
    NO_ATTENDEE = "no_attendee"
    BLANK_COUPON = "blank_coupon"
    SEVERAL_EVENTS = "several_events"
    UNKNOWN_EVENT = "unknown_event"
    COMING_AND_NOT = "coming_and_not"
    NO_CONTACT = "no_contact"
    UNSTATED_CHOICES = "unstated_choices"
    # The reading: in doubt a person looks.
    LOW_CONFIDENCE = "low_confidence"
    NOT_A_COUPON = "not_a_coupon"
    UNDECIDED = "undecided"
    SUSPICIOUS_TEXT = "suspicious_text"
    DOUBTFUL_MARK = "doubtful_mark"
    DOUBTFUL_VALUE = "doubtful_value"
    REMARK = "remark"
    # The message and its parts.
    UNREADABLE = "unreadable"
    EMPTY = "empty"
    TOO_LARGE = "too_large"
    TOO_MANY_PARTS = "too_many_parts"
    PASSWORD = "password"  # noqa: S105 - a reason's code, no secret
    ENCRYPTED = "encrypted"
    UNSUPPORTED_FILE = "unsupported_file"
    DYNAMIC_FORM = "dynamic_form"
    OCR_MISSING = "ocr_missing"
    # The lane.
    TIMED_OUT = "timed_out"
    OUT_OF_MEMORY = "out_of_memory"
    LANE_DIED = "lane_died"
    READER_FAILED = "reader_failed"
    # What the store knows.
    ALREADY_REGISTERED = "already_registered"
    NOTHING_TO_CHANGE = "nothing_to_change"


SENTENCES: dict[Reason, dict[str, str]] = {
    Reason.OUT_OF_OFFICE: {"fr": "Réponse automatique d'absence.", "en": "An out-of-office reply."},
    Reason.BOUNCE: {"fr": "Avis de non-remise d'un message.", "en": "A notice that a message was not delivered."},
    Reason.READ_RECEIPT: {"fr": "Accusé de lecture.", "en": "A read receipt."},
    Reason.CALENDAR_REPLY: {"fr": "Réponse d'agenda, sans coupon.", "en": "An answer of a calendar, without a coupon."},
    Reason.NEWSLETTER: {"fr": "Lettre d'information ou envoi d'une liste.", "en": "A newsletter or a list's mail."},
    Reason.SPAM: {"fr": "Message indésirable.", "en": "Unwanted mail."},
    Reason.OWN_MAIL: {"fr": "Message envoyé par cette adresse elle-même.", "en": "Mail that this address sent itself."},
    Reason.MISSING_FIELD: {"fr": "Un champ obligatoire n'est pas rempli.", "en": "A required field is not filled in."},
    Reason.MISSING_ANSWER: {"fr": "Une question obligatoire est sans réponse.", "en": "A required question is not answered."},
    Reason.TOO_FEW_WORKSHOPS: {"fr": "Trop peu d'ateliers choisis.", "en": "Too few workshops are chosen."},
    Reason.TOO_MANY_WORKSHOPS: {"fr": "Trop d'ateliers choisis.", "en": "Too many workshops are chosen."},
    Reason.SAME_SLOT: {"fr": "Deux ateliers choisis au même horaire.", "en": "Two workshops are chosen at the same time."},
    Reason.UNKNOWN_WORKSHOP: {"fr": "Un atelier cité n'existe pas dans l'événement.", "en": "A workshop is named that the event does not have."},
    Reason.CONTRADICTION: {"fr": "La réponse se contredit.", "en": "The reply contradicts itself."},
    Reason.LATE: {"fr": "Réponse envoyée après la date limite.", "en": "The reply was sent after the last day for replies."},
    Reason.NO_ATTENDEE: {"fr": "Aucun participant n'a pu être lu.", "en": "No attendee could be read."},
    Reason.BLANK_COUPON: {"fr": "Le coupon est revenu vierge.", "en": "The coupon came back blank."},
    Reason.SEVERAL_EVENTS: {"fr": "La réponse peut concerner plusieurs événements.", "en": "The reply may be for several events."},
    Reason.UNKNOWN_EVENT: {"fr": "L'événement visé n'est pas reconnu.", "en": "The event that is meant is not known."},
    Reason.COMING_AND_NOT: {"fr": "La réponse mêle présence et absence.", "en": "The reply says both coming and not coming."},
    Reason.NO_CONTACT: {"fr": "Aucune adresse à laquelle répondre.", "en": "There is no address to answer to."},
    Reason.UNSTATED_CHOICES: {"fr": "La modification renvoie à des choix qu'elle ne cite pas.", "en": "The change refers to choices that it does not state."},
    Reason.LOW_CONFIDENCE: {"fr": "La lecture n'est pas assez sûre.", "en": "The reading is not sure enough."},
    Reason.NOT_A_COUPON: {"fr": "Une personne écrit, sans réponse à l'invitation : à lire.", "en": "A person writes, without an answer to the invitation: to be read."},
    Reason.UNDECIDED: {"fr": "La personne n'a pas encore décidé.", "en": "The person has not decided yet."},
    Reason.SUSPICIOUS_TEXT: {"fr": "Texte suspect à la place d'une réponse.", "en": "Suspicious text where an answer should stand."},
    Reason.DOUBTFUL_MARK: {"fr": "Une case est cochée de façon incertaine.", "en": "A box is marked in a doubtful way."},
    Reason.DOUBTFUL_VALUE: {"fr": "Une valeur lue est incertaine.", "en": "A value that was read is doubtful."},
    Reason.REMARK: {"fr": "Le message contient une remarque ou une question : à lire.", "en": "The message holds a remark or a question: to be read."},
    Reason.UNREADABLE: {"fr": "Le message ou sa pièce jointe est illisible.", "en": "The message or its attachment cannot be read."},
    Reason.EMPTY: {"fr": "Le message est vide.", "en": "The message is empty."},
    Reason.TOO_LARGE: {"fr": "Message ou pièce jointe trop volumineux pour être lus ; un tel message reste sur le serveur.", "en": "The message or an attachment is too large to be read; such a message stays on the server."},
    Reason.TOO_MANY_PARTS: {"fr": "Trop de parties ou de pages pour être lues.", "en": "Too many parts or pages to be read."},
    Reason.PASSWORD: {"fr": "Pièce jointe protégée par un mot de passe.", "en": "An attachment is protected by a password."},
    Reason.ENCRYPTED: {"fr": "Message ou pièce jointe chiffrés : seul le détenteur de la clé peut les ouvrir.", "en": "The message or an attachment is encrypted: only the holder of the key can open it."},
    Reason.UNSUPPORTED_FILE: {"fr": "Type de pièce jointe qui n'est pas lu automatiquement.", "en": "A kind of attachment that is not read automatically."},
    Reason.DYNAMIC_FORM: {"fr": "Formulaire PDF dynamique (XFA) : il ne s'ouvre que dans Adobe Reader.", "en": "A dynamic PDF form (XFA): only Adobe Reader opens it."},
    Reason.OCR_MISSING: {"fr": "Document numérisé, reconnaissance de texte indisponible.", "en": "A scan, and text recognition is not available."},
    Reason.TIMED_OUT: {"fr": "La lecture a dépassé le temps permis.", "en": "The reading took longer than allowed."},
    Reason.OUT_OF_MEMORY: {"fr": "La lecture a dépassé la mémoire permise.", "en": "The reading took more memory than allowed."},
    Reason.LANE_DIED: {"fr": "La lecture s'est arrêtée brutalement, deux fois.", "en": "The reading broke off, twice."},
    Reason.READER_FAILED: {"fr": "Une erreur du programme a empêché la lecture.", "en": "An error of the program prevented the reading."},
    Reason.ALREADY_REGISTERED: {"fr": "Une personne de ce nom est déjà inscrite, avec d'autres indications.", "en": "A person of this name is registered already, with other details."},
    Reason.NOTHING_TO_CHANGE: {"fr": "L'inscription à modifier ou à annuler n'a pas été trouvée.", "en": "The registration to change or cancel was not found."},
}  # fmt: skip


def sentence(reason: Reason, language: str) -> str:
    """Give what staff read for `reason` in `language` (``fr`` or ``en``; anything else reads English)."""
    return SENTENCES[reason]["fr" if language == "fr" else "en"]
