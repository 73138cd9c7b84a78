"""Mail that no person wrote to be read, told apart from a person's: by its headers, its structure, its words.

A person's mail must never end here: what a filled coupon stands in is a reply, whatever its headers say (bounces and
receipts excepted, which carry other people's words).
"""

import re

from parsers.folding import fold
from parsers.mail.message import Envelope, Message
from parsers.reasons import Reason

_AWAY_SUBJECT = re.compile(
    r"^(?:re |tr |aw )*(?:reponse automatique|automatic reply|auto reply|autoreply|absence du bureau"
    r"|out of (?:the )?office|message d absence|absente?(?: du bureau)?\b"
    r"|notification d absence|reponse d absence|avis d absence|vacation|en conges?|on leave|away from|abwesenheit\w*)"
)
_AUTOMATIC_SUBJECT = re.compile(r"^(?:re |tr |aw )*(?:reponse automatique|automatic reply|auto reply|autoreply)\b")
_AWAY_TEXT = re.compile(
    r"\b(?:(?:je|i) (?:suis|serai|am|will be) (?:actuellement |currently )?(?:absente?|en conges?|en deplacement"
    r"|indisponible|away|out of (?:the )?office|on (?:annual |maternity |sick )?leave|on (?:holiday|vacation))"
    r"|actuellement absente?|absente? du bureau|out of (?:the )?office|on annual leave|en conges? (?:maternite|jusqu"
    r"|du|annuels?))\b"
)
_AWAY_ADVICE = re.compile(
    r"\b(?:en cas d urgence|pour toute urgence|en mon absence|durant mon absence|pendant mon absence|a mon retour"
    r"|de retour|vous pouvez (?:contacter|joindre|vous adresser)|merci de (?:contacter|vous adresser)"
    r"|in my absence|during my absence|on my return|when i return|returning|please contact|for urgent|urgent matters"
    r"|will be back|i will respond|limited access)\b"
)
_BOUNCE_SENDER = re.compile(r"^(?:mailer-daemon|postmaster|mail-daemon|microsoftexchange\w*)@", re.IGNORECASE)
_BOUNCE_SUBJECT = re.compile(
    r"\b(?:undeliver\w*|delivery (?:status notification|failure|has failed|incomplete|delayed)"
    r"|mail delivery (?:failed|failure|system)|returned mail|failure notice|non remis\w*|echec de (?:la )?(?:remise"
    r"|distribution|livraison)"
    r"|message non distribue|retour a l expediteur|could not be delivered|delivery problem"
    r"|notification d etat de remise)\b"
)
_READ_SUBJECT = re.compile(
    r"^(?:lu|non lu|read|not read|accuse de (?:lecture|reception)|confirmation de lecture|read receipt"
    r"|return receipt|message lu|displayed|disposition notification)\b"
)
_NEWSLETTER_TEXT = re.compile(
    r"\b(?:se desinscrire|desabonn\w+|unsubscribe|ne plus recevoir|gerer vos preferences|view (?:this|it) in (?:your"
    r"|a) browser|voir (?:la version|ce message) (?:en ligne|dans votre navigateur)|newsletter"
    r"|lettre d information)\b"
)
# What only somebody says who answers an invitation; an absence at large does without.
_ANSWERS = re.compile(
    r"\b(?:inscri\w+|particip\w+|excus\w+|represent\w*|pouvoir a|register\w*|regrets?|ce jour la|that day|viens|venir"
    r"|viendr\w*|come|coming|cannot|remplac\w*|replace\w*|ma place|my place|une place|ateliers?|workshops?|coupon"
    r"|bulletin"
    r"|en retard|desole\w*|sorry|attend)\b"
)
_LINK = re.compile(r"\bhttps?\b|\bwww\b")


def kind_of(message: Message, own: frozenset[str], text: str, days: frozenset[str]) -> Reason | None:
    """Give which kind of automatic mail this is, or None for a person's.

    `text` is what the sender wrote himself; `days` are the days of the events in words, which an absence at large
    does not name.
    """
    envelope = message.envelope
    reports = {part.report for part in message.parts} - {None}
    subject = fold(envelope.subject)
    if "disposition-notification" in reports or (
        _READ_SUBJECT.match(subject) and len(text) < 600 and is_automatic(envelope)
    ):
        return Reason.READ_RECEIPT
    if _is_bounce(message, reports, subject):
        return Reason.BOUNCE
    if (
        any(part.media_type == "text/calendar" and _answers(part.data) for part in message.parts)
        and len(fold(text)) < 200
        and not _ANSWERS.search(fold(text))
        and "?" not in text
    ):
        return Reason.CALENDAR_REPLY
    if _is_away(envelope, subject, fold(text), days):
        return Reason.OUT_OF_OFFICE
    if any(sender.address.casefold() in own for sender in envelope.senders) and is_automatic(envelope):
        return Reason.OWN_MAIL
    if _is_newsletter(envelope, fold(text)):
        return Reason.NEWSLETTER
    if _is_spam(envelope) and (_LINK.search(fold(text)) or not _ANSWERS.search(f"{subject} {fold(text)}")):
        return Reason.SPAM
    return None


def is_answerable(envelope: Envelope) -> bool:
    """Say whether a mail may be answered at all (RFC 3834): no list, no empty return path, nothing automatic."""
    if is_automatic(envelope) or (envelope.header("return-path") or "x").strip() in ("<>", ""):
        return False
    precedence = (envelope.header("precedence") or "").strip().casefold()
    if precedence in ("bulk", "list", "junk"):
        return False
    return not any(envelope.header(name) for name in ("list-id", "list-post", "list-unsubscribe", "x-loop"))


def is_automatic(envelope: Envelope) -> bool:
    """Say whether the headers call a mail automatic (RFC 3834, and what came before it)."""
    submitted = (envelope.header("auto-submitted") or "no").split(";")[0].strip().casefold()
    replied = any(
        (envelope.header(n) or "no").strip().casefold() not in ("no", "false", "0")
        for n in ("x-autoreply", "x-autorespond", "x-auto-reply", "x-autoresponder")
    )
    precedence = (envelope.header("precedence") or "").strip().casefold()
    return submitted not in ("no", "") or replied or precedence in ("auto_reply", "auto-reply")


def _is_bounce(message: Message, reports: set[str | None], subject: str) -> bool:
    if "delivery-status" in reports or any(part.media_type == "message/delivery-status" for part in message.parts):
        return True
    envelope = message.envelope
    daemon = any(_BOUNCE_SENDER.match(sender.address) for sender in envelope.senders)
    empty = (envelope.header("return-path") or "x").strip() == "<>"
    failed = bool(envelope.header("x-failed-recipients"))
    return (
        failed
        or (bool(_BOUNCE_SUBJECT.search(subject)) and (daemon or empty or is_automatic(envelope)))
        or (daemon and empty)
    )


def _answers(calendar: bytes) -> bool:
    return bool(
        re.search(rb"^METHOD:\s*(?:REPLY|COUNTER|DECLINECOUNTER|CANCEL)", calendar, re.IGNORECASE | re.MULTILINE)
    )


def _is_away(envelope: Envelope, subject: str, text: str, days: frozenset[str]) -> bool:
    if is_automatic(envelope):
        return True
    told = text if _AUTOMATIC_SUBJECT.match(subject) else f"{subject} {text}"  # behind it stands the invitation's own
    if _ANSWERS.search(text) or any(f" {day} " in f" {told} " for day in days):
        return False
    away, advice = bool(_AWAY_TEXT.search(text)), bool(_AWAY_ADVICE.search(text))
    if _AWAY_SUBJECT.match(subject):
        return away or advice or len(text) < 80
    return away and advice and len(text) < 900 and "invitation" not in text


def _is_newsletter(envelope: Envelope, text: str) -> bool:
    """A list's or a newsletter's mail; one who answers the organiser through a list is a person."""
    bulk = (envelope.header("precedence") or "").strip().casefold() in ("bulk", "junk")
    campaign = any(
        envelope.header(n) for n in ("feedback-id", "x-campaign", "x-campaignid", "x-mailgun-sid", "x-csa-complaints")
    )
    unsubscribe = bool(envelope.header("list-unsubscribe"))
    words = bool(_NEWSLETTER_TEXT.search(text))
    if envelope.header("in-reply-to") or envelope.header("references"):
        return False
    if not bulk and not campaign and _ANSWERS.search(text) and not _LINK.search(text):
        return False
    return (unsubscribe and (bulk or campaign or words)) or (bulk and words)


def _is_spam(envelope: Envelope) -> bool:
    flagged = (envelope.header("x-spam-flag") or "").strip().casefold() == "yes"
    status = (envelope.header("x-spam-status") or "").strip().casefold().startswith("yes")
    return (flagged or status) and not envelope.header("in-reply-to")
