"""The sections of the configuration, each a frozen value; every key stands in config.example.toml with its meaning."""

import os
from collections.abc import Mapping
from datetime import datetime
from datetime import time as time_of_day
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit
from zoneinfo import available_timezones

from email_validator import EmailNotValidError, validate_email
from pydantic import AfterValidator, ConfigDict, Field
from pydantic.dataclasses import dataclass

from inboxd.errors import ConfigError

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
CLOSED = ConfigDict(extra="forbid", str_strip_whitespace=True)


def _address(value: str) -> str:
    try:
        return validate_email(value, check_deliverability=False, test_environment=True).normalized
    except EmailNotValidError:
        raise ValueError("is no e-mail address") from None


def _zone(value: str) -> str:
    if value not in available_timezones():
        raise ValueError("is no time zone such as Europe/Paris")
    return value


def _weekday(value: str) -> str:
    if value not in WEEKDAYS:
        raise ValueError("is no day: monday, tuesday, … sunday")
    return value


def _store_url(value: str) -> str:
    if urlsplit(value).scheme not in {"sqlite", "postgresql", "postgresql+psycopg"}:
        raise ValueError("is no address of a store: sqlite:///FILE or postgresql://USER@HOST/NAME")
    return value


Address = Annotated[str, AfterValidator(_address)]
Zone = Annotated[str, AfterValidator(_zone)]
Port = Annotated[int, Field(ge=1, le=65535)]
Name = Annotated[str, Field(min_length=1, max_length=200)]
Id = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$")]
Language = Literal["fr", "en"]


@dataclass(frozen=True, slots=True, config=CLOSED)
class Mailbox:
    """[mailbox]: where the replies arrive."""

    address: Address  # the registration address that people write to
    kind: Literal["imap", "maildir"] = "maildir"
    path: Path = Path("maildir")  # of the Maildir
    host: str | None = None
    port: Port | None = None  # None: 993, or 143 with starttls
    user: str | None = None
    password_file: Path | None = None
    tls: Literal["implicit", "starttls"] = "implicit"
    cafile: Path | None = None  # None: the system's certificates
    folder: Name = "INBOX"
    filing: Literal["move", "mark", "leave"] = "move"
    accepted_folder: Name = "Registered"
    flagged_folder: Name = "Review"
    ignored_folder: Name = "Ignored"
    poll_seconds: Annotated[int, Field(ge=1, le=86400)] = 60
    idle: bool = True
    timeout_seconds: Annotated[int, Field(ge=1, le=600)] = 30
    max_bytes: Annotated[int, Field(ge=10_000, le=500_000_000)] = 30_000_000
    answer_from: datetime | None = None  # local to the machine's zone when written without one

    def password(self) -> str | None:
        """Give the password of the mailbox.

        :raises ConfigError: where it stands nowhere
        """
        return _secret("mailbox", self.user, self.password_file)


@dataclass(frozen=True, slots=True, config=CLOSED)
class Outgoing:
    """[outgoing]: the server that sends what inboxd writes."""

    sender: Address
    sender_name: str = ""
    host: str = "localhost"
    port: Port | None = None  # None: 465 with implicit, 587 with starttls, 25 with none
    tls: Literal["implicit", "starttls", "none"] = "starttls"
    cafile: Path | None = None
    user: str | None = None
    password_file: Path | None = None
    timeout_seconds: Annotated[int, Field(ge=1, le=600)] = 30
    hourly_limit: Annotated[int, Field(ge=1)] = 200
    daily_limit_per_address: Annotated[int, Field(ge=1)] = 3
    return_path: Literal["sender", "null"] = "sender"  # where bounces go: to the sender, or nowhere (RFC 3834, 3.3)

    def password(self) -> str | None:
        """Give the password for sending, or None where no user is set.

        :raises ConfigError: where a user is set and the password stands nowhere
        """
        return _secret("outgoing", self.user, self.password_file)


@dataclass(frozen=True, slots=True, config=CLOSED)
class Storage:
    """[storage]: the database."""

    url: Annotated[str, AfterValidator(_store_url)] = "sqlite:///inboxd.db"


@dataclass(frozen=True, slots=True, config=CLOSED)
class ReadingSettings:
    """[reading]: limits of a lane, and how sure is sure enough."""

    lanes: Annotated[int, Field(ge=1, le=64)] = 1
    seconds: Annotated[float, Field(gt=0, le=3600)] = 120.0  # for one message
    megabytes: Annotated[int, Field(ge=200)] = 1000  # resident, of one lane
    ocr: bool = True
    accept_from: Annotated[float, Field(ge=0, le=1)] = 0.9  # the lowest confidence that is accepted without a person


@dataclass(frozen=True, slots=True, config=CLOSED)
class Acknowledgement:
    """[acknowledgement]: what people are answered."""

    enabled: bool = True
    receipt_when_flagged: bool = False
    signature: str = ""
    privacy_notice: Mapping[Language, str] = Field(default_factory=dict)


@dataclass(frozen=True, slots=True, config=CLOSED)
class Review:
    """[review]: the staff's pages."""

    host: str = "127.0.0.1"
    port: Port = 8080
    public_url: str | None = None  # as staff type it; https makes the cookie Secure
    secret_file: Path = Path("review.secret")  # signs the sessions; made at the first start with mode 0600
    session_hours: Annotated[int, Field(ge=1, le=168)] = 10
    behind_proxy: bool = False  # trust one X-Forwarded-For and -Proto


@dataclass(frozen=True, slots=True, config=CLOSED)
class Summary:
    """[summary]: the organisers' weekly mail, and the administrator's alerts."""

    enabled: bool = True
    recipients: tuple[Address, ...] = ()
    weekday: Annotated[str, AfterValidator(_weekday)] = "monday"
    time: time_of_day = time_of_day(7, 30)
    timezone: Zone = "Europe/Paris"
    language: Language = "fr"
    administrator: Address | None = None  # gets an alert when no pass succeeded for an hour


def _secret(section: str, user: str | None, file: Path | None) -> str | None:
    """Give a section's password: from its file, systemd's credentials, or the environment, in this order."""
    if user is None:
        return None
    if file is not None:
        return _first_line(section, file)
    credentials = os.environ.get("CREDENTIALS_DIRECTORY")
    if credentials and (Path(credentials) / f"{section}_password").is_file():
        return _first_line(section, Path(credentials) / f"{section}_password")
    variable = f"INBOXD_{section.upper()}_PASSWORD"
    if variable in os.environ:
        return os.environ[variable]
    raise ConfigError([
        f"{section}: no password for user {user!r}: set {section}.password_file, give systemd the credential "
        f"{section}_password, or set {variable}"
    ])  # fmt: skip


def _first_line(section: str, file: Path) -> str:
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError([f"{section}.password_file: {file} cannot be read: {error}"]) from error
    if not text.strip():
        raise ConfigError([f"{section}.password_file: {file} is empty"])
    return text.splitlines()[0]
