"""What inboxd writes in its mails, in French and in English, in one place; dates and lists come from Babel."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_datetime, format_time, format_timedelta, get_timezone_name
from babel.lists import format_list
from babel.numbers import format_decimal

LANGUAGES: Final = ("fr", "en")
_LOCALES: Final = {"fr": "fr_FR", "en": "en_GB"}  # the English of Europe: 17 October, 14:00


def written(language: str) -> str:
    """Give the language that inboxd writes to one who reads `language`: that one where it has it, else English."""
    return language if language in LANGUAGES else "en"


@dataclass(frozen=True, slots=True)
class Texts:
    """One table of texts in one language; ``t("key", count=3)`` fills in what stands in braces.

    Where a key has the forms ``key.one`` and ``key.many``, `count` chooses (French: none and one are singular).
    """

    table: Mapping[str, Mapping[str, str]]
    language: str

    def __call__(self, key: str, **values: object) -> str:
        """Give the text of `key`.

        :raises KeyError: for a key, or a word in braces, that is not there: a fault of the program
        """
        if f"{key}.many" in self.table:
            key = f"{key}.one" if self._singular(values["count"]) else f"{key}.many"
        return self.table[key][written(self.language)].format(**values)

    @property
    def locale(self) -> str:
        """Babel's name for the language."""
        return _LOCALES[written(self.language)]

    def day(self, day: date) -> str:
        """Give ``mercredi 17 octobre 2018``."""
        return format_date(day, f"EEEE {self._day_of_month(day)} MMMM y", locale=self.locale)

    def moment(self, moment: datetime, zone: ZoneInfo) -> str:
        """Give an aware time as the clock in `zone` shows it, to the minute."""
        local = moment.astimezone(zone)
        return format_datetime(local, f"{self._day_of_month(local)} MMMM y, HH:mm", tzinfo=zone, locale=self.locale)

    def hours(self, moment: datetime) -> str:
        """Give ``14:00`` for a time that is local already."""
        return format_time(moment.time(), "short", locale=self.locale)

    def zone(self, moment: datetime, zone: ZoneInfo) -> str:
        """Give ``heure d’été d’Europe centrale`` for a time that is local to `zone`."""
        return get_timezone_name(moment.replace(tzinfo=zone), width="long", locale=self.locale)

    def span(self, starts: datetime, ends: datetime) -> str:
        """Give when something takes place, in words, for two times that are local already."""
        if starts.date() != ends.date():
            return self(
                "when.days",
                first=self.day(starts),
                first_hour=self.hours(starts),
                last=self.day(ends),
                last_hour=self.hours(ends),
            )
        if starts == ends:
            return self("when.moment", day=self.day(starts), start=self.hours(starts))
        return self("when.hours", day=self.day(starts), start=self.hours(starts), end=self.hours(ends))

    def age(self, age: timedelta) -> str:
        """Give a length of time in its largest unit: ``3 jours``."""
        return format_timedelta(age, granularity="minute", locale=self.locale)

    def enumeration(self, items: Iterable[str]) -> str:
        """Give ``a, b et c``."""
        return format_list(list(items), locale=self.locale)

    def number(self, number: float) -> str:
        """Give a number as the language writes it."""
        return format_decimal(number, locale=self.locale)

    def _day_of_month(self, day: date) -> str:
        # Unicode's patterns know no ordinals: French says "1er octobre", and "2 octobre".
        return "d'er'" if day.day == 1 and written(self.language) == "fr" else "d"

    def _singular(self, count: object) -> bool:
        return count == 1 or (count == 0 and written(self.language) == "fr")


MAIL_TEXTS: Final[dict[str, dict[str, str]]] = {
    "colon": {"fr": "\u00a0:", "en": ":"},
    # When
    "when.hours": {"fr": "{day}, de {start} à {end}", "en": "{day}, {start} to {end}"},
    "when.moment": {"fr": "{day} à {start}", "en": "{day} at {start}"},
    "when.days": {
        "fr": "du {first} à {first_hour} au {last} à {last_hour}",
        "en": "{first}, {first_hour}, to {last}, {last_hour}",
    },
    # The acknowledgement
    "subject.register": {"fr": "Inscription enregistrée – {title}", "en": "Registration recorded – {title}"},
    "subject.amend": {"fr": "Modification enregistrée – {title}", "en": "Change recorded – {title}"},
    "subject.cancel": {"fr": "Annulation enregistrée – {title}", "en": "Cancellation recorded – {title}"},
    "subject.decline": {"fr": "Réponse enregistrée – {title}", "en": "Reply recorded – {title}"},
    "greeting": {"fr": "Bonjour,", "en": "Hello,"},
    "register.one": {
        "fr": "Votre inscription à «\u00a0{title}\u00a0» est enregistrée.",
        "en": "Your registration for “{title}” is recorded.",
    },
    "register.many": {
        "fr": "Les {count} inscriptions que vous nous avez adressées pour «\u00a0{title}\u00a0» sont enregistrées.",
        "en": "The {count} registrations that you sent us for “{title}” are recorded.",
    },
    "amend": {
        "fr": "Votre modification pour «\u00a0{title}\u00a0» est enregistrée. Voici ce qui est désormais retenu.",
        "en": "Your change for “{title}” is recorded. This is what now stands.",
    },
    "cancel.one": {
        "fr": "L’annulation de votre inscription à «\u00a0{title}\u00a0» est enregistrée.",
        "en": "The cancellation of your registration for “{title}” is recorded.",
    },
    "cancel.many": {
        "fr": "Les {count} annulations que vous nous avez adressées pour «\u00a0{title}\u00a0» sont enregistrées.",
        "en": "The {count} cancellations that you sent us for “{title}” are recorded.",
    },
    "decline": {
        "fr": "Nous avons bien noté votre absence à «\u00a0{title}\u00a0». Merci de nous avoir répondu.",
        "en": "We have noted that you will not attend “{title}”. Thank you for replying.",
    },
    "event": {"fr": "L’événement", "en": "The event"},
    "date": {"fr": "Date", "en": "Date"},
    "venue": {"fr": "Lieu", "en": "Venue"},
    "what_we_read.one": {"fr": "Ce que nous avons noté", "en": "What we have noted"},
    "what_we_read.many": {"fr": "Ce que nous avons noté, par personne", "en": "What we have noted, for each person"},
    "not_coming.cancel.one": {"fr": "Inscription annulée", "en": "Registration cancelled"},
    "not_coming.cancel.many": {"fr": "Inscriptions annulées", "en": "Registrations cancelled"},
    "not_coming.decline.one": {"fr": "Ne participera pas", "en": "Will not attend"},
    "not_coming.decline.many": {"fr": "Ne participeront pas", "en": "Will not attend"},
    "others": {"fr": "… et {count} autres personnes, notées aussi.", "en": "… and {count} more people, noted as well."},
    "role": {"fr": "Fonction", "en": "Role"},
    "organisation": {"fr": "Organisme", "en": "Organisation"},
    "address": {"fr": "Adresse", "en": "Address"},
    "phone": {"fr": "Téléphone", "en": "Phone"},
    "email": {"fr": "Courriel", "en": "E-mail"},
    "workshops.one": {"fr": "Atelier", "en": "Workshop"},
    "workshops.many": {"fr": "Ateliers", "en": "Workshops"},
    "no_workshop": {"fr": "aucun atelier choisi", "en": "none chosen"},
    "confirmed": {"fr": "place confirmée", "en": "place confirmed"},
    "waiting": {"fr": "complet, sur liste d’attente", "en": "full, on the waiting list"},
    "waiting_note": {
        "fr": "Un atelier signalé «\u00a0sur liste d’attente\u00a0» est complet\u00a0: votre demande y est conservée, "
        "mais aucune place n’est garantie.",
        "en": "A workshop marked “on the waiting list” is full: your choice is kept, but no place is guaranteed.",
    },
    "no_name": {"fr": "Personne sans nom lisible", "en": "Person without a readable name"},
    "M.": {"fr": "M.", "en": "Mr"},
    "Mme": {"fr": "Mme", "en": "Ms"},
    "yes": {"fr": "oui", "en": "yes"},
    "no": {"fr": "non", "en": "no"},
    "correct": {"fr": "Une erreur\u00a0?", "en": "Anything wrong?"},
    "correct.how": {
        "fr": "Répondez simplement à ce message en indiquant ce qui doit être corrigé.",
        "en": "Simply answer this message and say what should be corrected.",
    },
    "privacy": {"fr": "Vos données", "en": "Your data"},
    "automatic": {
        "fr": "Ce message a été envoyé automatiquement après lecture de votre réponse.",
        "en": "This message was sent automatically after your reply was read.",
    },
    # The receipt
    "subject.receipt": {"fr": "Message bien reçu", "en": "Message received"},
    "subject.receipt.event": {"fr": "Message bien reçu – {title}", "en": "Message received – {title}"},
    "receipt": {
        "fr": "Nous avons bien reçu votre message\u00a0: une personne de notre équipe va le lire.",
        "en": "We have received your message: a member of our team will read it.",
    },
    # The weekly summary
    "subject.summary": {
        "fr": "Inscriptions\u00a0: point de la semaine – {titles}",
        "en": "Registrations: this week – {titles}",
    },
    "subject.summary.none": {"fr": "Inscriptions\u00a0: point de la semaine", "en": "Registrations: this week"},
    "summary.title": {"fr": "Point de la semaine", "en": "This week"},
    "summary.state": {"fr": "Situation au {now}", "en": "As of {now}"},
    "summary.since": {"fr": "nouveautés depuis le {since}", "en": "news since {since}"},
    "summary.over": {"fr": "événement passé", "en": "event over"},
    "summary.days_left.one": {"fr": "dans {count} jour", "en": "in {count} day"},
    "summary.days_left.many": {"fr": "dans {count} jours", "en": "in {count} days"},
    "summary.today": {"fr": "aujourd’hui", "en": "today"},
    "summary.reply_by": {"fr": "Réponses attendues jusqu’au {day}", "en": "Replies due by {day}"},
    "summary.registered": {"fr": "Inscrits", "en": "Registered"},
    "summary.new": {"fr": "Nouveaux", "en": "New"},
    "summary.changed": {"fr": "Modifiés", "en": "Changed"},
    "summary.cancelled": {"fr": "Annulés", "en": "Cancelled"},
    "summary.declined": {"fr": "Absents", "en": "Declined"},
    "summary.total": {"fr": "Total", "en": "Total"},
    "summary.this_week": {"fr": "Nouveau", "en": "New"},
    "summary.workshop": {"fr": "Atelier", "en": "Workshop"},
    "summary.confirmed": {"fr": "Inscrits", "en": "Confirmed"},
    "summary.capacity": {"fr": "Places", "en": "Places"},
    "summary.waiting": {"fr": "Attente", "en": "Waiting"},
    "summary.unlimited": {"fr": "sans limite", "en": "no limit"},
    "summary.full": {"fr": "complet", "en": "full"},
    "summary.todo": {"fr": "À traiter", "en": "To do"},
    "summary.nothing": {
        "fr": "Rien n’attend\u00a0: toutes les réponses sont traitées.",
        "en": "Nothing waits: every reply is settled.",
    },
    "summary.flagged.one": {"fr": "{count} réponse attend une relecture.", "en": "{count} reply waits for review."},
    "summary.flagged.many": {
        "fr": "{count} réponses attendent une relecture.",
        "en": "{count} replies wait for review.",
    },
    "summary.oldest": {"fr": "La plus ancienne attend depuis {age}.", "en": "The oldest has waited for {age}."},
    "summary.flagged_here.one": {
        "fr": "{count} réponse à cet événement attend une relecture.",
        "en": "{count} reply to this event waits for review.",
    },
    "summary.flagged_here.many": {
        "fr": "{count} réponses à cet événement attendent une relecture.",
        "en": "{count} replies to this event wait for review.",
    },
    "summary.failed.one": {"fr": "{count} courriel n’a pas pu être envoyé.", "en": "{count} mail could not be sent."},
    "summary.failed.many": {
        "fr": "{count} courriels n’ont pas pu être envoyés.",
        "en": "{count} mails could not be sent.",
    },
    "summary.held.one": {
        "fr": "{count} courriel est retenu par une limite d’envoi.",
        "en": "{count} mail is held back by a limit.",
    },
    "summary.held.many": {
        "fr": "{count} courriels sont retenus par une limite d’envoi.",
        "en": "{count} mails are held back by a limit.",
    },
    "summary.review": {"fr": "Ouvrir la page de relecture", "en": "Open the review page"},
    "summary.no_events": {"fr": "Aucun événement n’est à venir.", "en": "No event lies ahead."},
    "summary.footer": {
        "fr": "Ce point est envoyé une fois par semaine aux organisateurs.",
        "en": "This summary is sent to the organisers once a week.",
    },
    # Alerts
    "subject.trouble": {"fr": "inboxd ne relève plus les réponses", "en": "inboxd no longer takes in replies"},
    "subject.recovered": {"fr": "inboxd relève de nouveau les réponses", "en": "inboxd takes in replies again"},
    "alert.trouble": {
        "fr": "Aucun relevé de la boîte n’a réussi depuis le {since}, soit {age}.",
        "en": "No pass over the mailbox has succeeded since {since}, that is {age}.",
    },
    "alert.recovered": {
        "fr": "Le relevé de la boîte a réussi le {now}, après {age} d’interruption.",
        "en": "A pass over the mailbox succeeded on {now}, after {age} of interruption.",
    },
    "alert.safe": {
        "fr": "Les réponses arrivées entre-temps restent dans la boîte\u00a0: rien n’est perdu.",
        "en": "Replies that arrived meanwhile stay in the mailbox: nothing is lost.",
    },
    "alert.fault": {"fr": "Dernière erreur", "en": "Last error"},
    "alert.mailbox": {"fr": "Boîte", "en": "Mailbox"},
    "alert.host": {"fr": "Machine", "en": "Machine"},
    "alert.todo": {
        "fr": "Pour trouver la cause, tapez «\u00a0inboxd check\u00a0» sur cette machine.",
        "en": "To find the cause, type “inboxd check” on that machine.",
    },
    "alert.once": {
        "fr": "Vous recevrez un second message quand le relevé fonctionnera de nouveau, et aucun autre d’ici là.",
        "en": "You will get a second message when it works again, and no other until then.",
    },
}  # fmt: skip
