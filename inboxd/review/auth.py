"""Who may look: staff with a name and a password. The only importer of flask-login."""

from dataclasses import dataclass

import structlog
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from flask import Blueprint, Flask, flash, g, redirect, render_template, request, session, url_for
from flask_login import (  # type: ignore[import-untyped]
    LoginManager,
    UserMixin,
    current_user,
    login_required,
    login_user,
    logout_user,
)
from werkzeug.wrappers import Response

from inboxd.review.desk import the_desk
from inboxd.review.language import CHOSEN, choose, t
from inboxd.review.limits import limiter
from storage import users
from storage.users import User

LONGEST_PASSWORD = 1_000  # characters; a longer one is refused before it costs time
STORE_SILENT = "store_silent"  # in flask's g
OPEN = frozenset({"static", "auth.sign_in", "auth.sign_in_post", "auth.language", None})  # None: there is no such page
SIGN_INS = "10 per minute"  # of one address

pages = Blueprint("auth", __name__)
log = structlog.get_logger()
hasher = PasswordHasher()  # argon2id, as RFC 9106 recommends for little memory
# Somebody unknown costs the time of somebody known: a hash of no password at all is checked for her.
_NOBODY = hasher.hash("nobody")


def hash_password(password: str) -> str:
    """Give what the store keeps of a password.

    :raises ValueError: for an empty one, or one too long to be checked later
    """
    if not 0 < len(password) <= LONGEST_PASSWORD:
        raise ValueError(f"a password has 1 to {LONGEST_PASSWORD} characters")
    return hasher.hash(password)


@dataclass(frozen=True)
class SignedIn(UserMixin):  # type: ignore[misc]
    """A user as flask-login wants her. Her id holds the session key, so that a new password ends old sessions."""

    user: User

    @property
    def name(self) -> str:
        """Her name."""
        return self.user.name

    def get_id(self) -> str:
        """Give what the session cookie holds of her."""
        return f"{self.user.session_key}:{self.user.name}"


def add_sign_in(app: Flask) -> None:
    """Have `app` ask everybody who they are, on every page but the sign-in."""
    manager = LoginManager(app)
    manager.session_protection = None  # a phone changes its address while its owner works
    manager.user_loader(_signed_in)
    app.register_blueprint(pages)

    @app.before_request
    def ask() -> Response | None:
        if request.endpoint in OPEN or current_user.is_authenticated:
            return None
        wanted = request.full_path.rstrip("?") if request.method == "GET" else None
        return redirect(url_for("auth.sign_in", next=wanted if wanted != "/" else None))


def _signed_in(id: str) -> SignedIn | None:
    if g.get(STORE_SILENT):  # the page that says so must not ask the store once more
        return None
    key, _, name = id.partition(":")
    with the_desk().store.read() as reading:
        user = users.get(reading, name)
    return SignedIn(user) if user is not None and user.session_key == key else None


def user_name() -> str:
    """Give the name of who is signed in; empty where nobody is."""
    return str(current_user.name) if current_user.is_authenticated else ""


@pages.get("/sign-in")
def sign_in() -> str | Response:
    """Show the form."""
    if current_user.is_authenticated:
        return redirect(url_for("replies.waiting"))
    return render_template("sign_in.html", name="", wanted=_local(request.args.get("next")))


@pages.post("/sign-in", endpoint="sign_in_post")
@limiter.limit(SIGN_INS)
def check() -> tuple[str, int] | Response:
    """Check name and password and begin a session."""
    name, wanted = request.form.get("name", "").strip(), _local(request.form.get("next"))
    user = _checked(name, request.form.get("password", ""))
    if user is None:
        log.warning("sign_in_refused")
        return render_template("sign_in.html", name=name, wanted=wanted, refused=True), 403
    language = session.get(CHOSEN)
    session.clear()  # nothing of the session before survives into this one
    if language:
        session[CHOSEN] = language
    session.permanent = True
    login_user(SignedIn(user))
    log.info("signed_in", user=user.id)
    return redirect(wanted or url_for("replies.waiting"))


def _checked(name: str, password: str) -> User | None:
    with the_desk().store.read() as reading:
        user = users.get(reading, name[:64])
    if not 0 < len(password) <= LONGEST_PASSWORD:
        user, password = None, "-"
    try:
        hasher.verify(user.password_hash if user else _NOBODY, password)
    except (VerificationError, InvalidHashError):
        return None
    return user


@pages.post("/sign-out")
@login_required  # type: ignore[untyped-decorator]
def sign_out() -> Response:
    """End the session."""
    logout_user()
    flash(t("signed_out"), "done")
    return redirect(url_for("auth.sign_in"))


@pages.post("/language")
def language() -> Response:
    """Remember the language and go back to where it was chosen."""
    choose(request.form.get("language", ""))
    return redirect(_local(request.form.get("next")) or url_for("replies.waiting"))


def _local(path: str | None) -> str | None:
    """Give the path when it leads to a page of ours, and nowhere else."""
    if not path or not path.startswith("/") or path.startswith("//") or "\\" in path or not path.isprintable():
        return None
    return path
