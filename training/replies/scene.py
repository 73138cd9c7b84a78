"""What every family starts from: chance, an event, words, people; and what surrounds an answer in a mail."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

from parsers.reading import Attendee, Intent
from training.replies.mail import Letter, Sender, quoted_below
from training.replies.occasions import Occasion
from training.replies.people import Person, person, written_phone
from training.replies.words import ENGLISH, FRENCH, Words

ACCEPTED, FLAGGED = ("accepted",), ("flagged",)
_SECRETARIES = ("Secrétariat général", "Secrétaire de direction", "Assistante de direction", "Accueil et secrétariat")


@dataclass(frozen=True, slots=True)
class Told:
    """One made-up reply before it is bytes."""

    letter: Letter
    attendees: tuple[Attendee, ...] = ()
    intent: Intent = Intent.REGISTER
    expect: tuple[str, ...] = ACCEPTED  # the outcomes that are right


@dataclass(frozen=True, slots=True)
class Signed:
    """Lines below an answer, and which fields of their owner they state."""

    text: str
    stated: frozenset[str] = field(default_factory=frozenset)


@dataclass(slots=True)
class Scene:
    """The makings of one reply."""

    rng: Random
    occasion: Occasion
    voice: int = 0  # which set of wordings: 0 and 1 to fit on, 2 to check on

    @property
    def words(self) -> Words:
        return (ENGLISH if self.occasion.english else FRENCH)[self.voice]

    @property
    def subject(self) -> str:
        title = self.occasion.event.title
        kinds = (
            ("Re: {}", "Registration - {}") if self.occasion.english else ("RE: {}", "Re: {}", "Inscription {}", "{}")
        )
        return self.rng.choice(kinds).format(title)

    def someone(self, body: str | None = None) -> Person:
        return person(self.rng, english=self.occasion.english, body=body)

    def when(self) -> datetime:
        """Give a time of writing, some days before the last day for replies."""
        last = self.occasion.event.reply_by
        assert last is not None
        day = last - timedelta(days=self.rng.randint(1, 25))
        return datetime(day.year, day.month, day.day, self.rng.randint(8, 18), self.rng.randint(0, 59), 7)  # noqa: DTZ001 - local

    def letter(
        self, sender: Sender, text: str | None, html: str | None = None, *, sent: datetime | None = None,
        subject: str | None = None,
    ) -> Letter:  # fmt: skip
        return Letter(subject or self.subject, sender, sent or self.when(), text, html)

    def sender(self, who: Person) -> Sender:
        """Give somebody as the sender of mail; programs show names in several ways."""
        shown = (who.name, who.name, f"{who.last_name.upper()} {who.first_name}", who.email)
        return Sender(self.rng.choice(shown), who.email)

    def secretary(self, boss: Person) -> tuple[Sender, Signed]:
        """Give who writes for another, with a signature that says nothing about that other."""
        writer = self.someone(boss.organisation)
        domain = boss.email.rpartition("@")[2]
        lines = [writer.name, self.rng.choice(_SECRETARIES) if not self.occasion.english else "Personal Assistant"]
        if self.rng.random() < 0.7:
            lines.append(("Tél. " if not self.occasion.english else "Tel. ") + written_phone(self.rng, writer.phone))
        user = writer.email.partition("@")[0]
        return Sender(writer.name, f"{user}@{domain}"), Signed(self._below(lines))

    def signature(self, who: Person, *, needed: tuple[str, ...] = (), share: float = 0.6) -> Signed:
        """Give the signature of one who speaks for himself; the fields of `needed` stand in it for sure."""
        stated = {"first_name", "last_name"}
        name = who.name if self.rng.random() < 0.7 else f"{who.first_name} {who.last_name.upper()}"
        lines = [name]
        for field_ in ("role", "organisation"):
            if field_ in needed or self.rng.random() < share:
                lines.append(getattr(who, field_))
                stated.add(field_)
        if "organisation" in stated and self.rng.random() < 0.3 * share:
            lines += [who.address, f"{who.postal_code} {who.city}"]
            stated |= {"address", "postal_code", "city"}
        if self.rng.random() < share:
            label = self.rng.choice(
                ("Tél. : ", "Tél : ", "", "T. ") if not self.occasion.english else ("Tel: ", "Phone: ", "")
            )
            lines.append(label + written_phone(self.rng, who.phone))
            stated.add("phone")
        if self.rng.random() < 0.5 * share:
            lines.append(who.email)
            stated.add("email")
        return Signed(self._below(lines), frozenset(stated))

    def _below(self, lines: list[str]) -> str:
        dashes = "-- \n" if self.rng.random() < 0.2 else ""
        return dashes + "\n".join(lines)

    def closed(self, signed: Signed) -> str:
        """Give closing, signature and what a mail program adds."""
        text = f"{self.rng.choice(self.words.closings)}\n\n{signed.text}".strip()
        if self.rng.random() < 0.25:
            text += f"\n\n{self.rng.choice(self.words.disclaimers)}"
        return text

    def framed(self, middle: str, signed: Signed | None, *, lead: bool = True) -> str:
        """Give a whole text: greeting, a line, the answer, thanks, closing and signature."""
        parts = [self.rng.choice(self.words.greetings)]
        if lead:
            parts.append(self.rng.choice(self.words.leads))
        parts.append(middle.strip("\n"))
        parts.append(self.rng.choice(self.words.thanks))
        if signed is not None:
            parts.append(self.closed(signed))
        return "\n\n".join(part for part in parts if part) + "\n"

    def below(self, text: str, invitation: str, program: str) -> str:
        """Give a text with the invitation quoted below it."""
        return f"{text}\n{self.quote(invitation, program)}\n"

    def quote(self, invitation: str, program: str) -> str:
        when = self.when() - timedelta(days=30)
        quoted = quoted_below(self.rng, program, invitation, f"Invitation : {self.occasion.event.title}", when)
        return quoted.replace("{to}", self.someone().name)

    def invitation(self, coupon: str) -> str:
        """Give the organiser's letter with its coupon."""
        o = self.occasion
        if o.english:
            return (
                f"Dear colleagues,\n\nWe are pleased to invite you to {o.at} on {o.day}.\nPlease return the form below "
                f"before the closing date.\n\n{coupon}\n\nThe organising team"
            )
        return (
            f"Madame, Monsieur,\n\nNous avons le plaisir de vous inviter {o.at}, le {o.day}.\n"
            f"Merci de nous retourner le coupon ci-dessous.\n\n{coupon}\n\nL'équipe d'organisation"
        )  # fmt: skip
