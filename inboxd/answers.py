"""Who may be answered by a machine at all (RFC 3834), and in which language. Pure."""

from email_validator import EmailNotValidError, validate_email

from inboxd.config import Config
from inboxd.i18n import LANGUAGES, written
from parsers.event import Event
from parsers.reading import Reading

# Who never reads an answer, or answers it by a machine (RFC 3834, section 2, and what is seen in practice).
_UNANSWERED = frozenset({
    "mailer-daemon", "postmaster", "noreply", "no-reply", "no_reply", "donotreply", "do-not-reply", "do_not_reply",
    "ne-pas-repondre", "nepasrepondre", "ne_pas_repondre", "bounce", "bounces", "listserv", "majordomo",
})  # fmt: skip
_LIST_ENDS = ("-request", "-owner", "-bounces", "-bounce")


def may_answer(reading: Reading, config: Config, recipient: str | None) -> bool:
    """Say whether `recipient` may be sent an answer to this reply at all (RFC 3834): a person's own address only."""
    if reading.automatic is not None or not reading.answerable or not recipient:
        return False
    try:
        address = validate_email(recipient, check_deliverability=False, test_environment=True)
    except EmailNotValidError:
        return False
    if address.ascii_email is None:  # letters before the @ that only few servers take
        return False
    own = {_folded(config.mailbox.address), _folded(config.outgoing.sender)}
    if _folded(address.normalized) in own:
        return False
    local = address.local_part.casefold().partition("+")[0]
    return not (local in _UNANSWERED or local.startswith("owner-") or local.endswith(_LIST_ENDS))


def language_of(event: Event | None, reading: Reading) -> str:
    """Give the language of the answer: the reply's where the event has it, else the event's first."""
    if event is None:
        return written(reading.language or LANGUAGES[0])
    if reading.language in event.languages and reading.language in LANGUAGES:
        return reading.language
    return next((language for language in event.languages if language in LANGUAGES), "en")


def _folded(address: str) -> str:
    """Give the address by which two ways of writing one mailbox are the same: no case, no ``+detail``."""
    local, _, domain = address.casefold().rpartition("@")
    return f"{local.partition('+')[0]}@{domain}"
