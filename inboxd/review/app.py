"""The application: pages, protections and headers put together. The only importer of flask-wtf."""

from datetime import timedelta

import structlog
from flask import Flask, Response, g, render_template, request
from flask_wtf.csrf import CSRFError, CSRFProtect  # type: ignore[import-untyped]
from werkzeug.exceptions import HTTPException
from werkzeug.middleware.proxy_fix import ProxyFix

from inboxd.config import Config
from inboxd.review import auth, mails, originals, registrations, replies, show
from inboxd.review.desk import Desk, place_desk
from inboxd.review.language import t, texts
from inboxd.review.limits import limiter
from inboxd.review.secret import secret_key
from storage.errors import NotFound, Refused, StaleVersion, StoreError, WrongState
from storage.session import Store

log = structlog.get_logger()

FORM_BYTES = 1_000_000  # a form of fifty people is a tenth of it
POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; font-src 'self'; frame-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}


def create_app(config: Config, store: Store) -> Flask:
    """Give the review pages as an application.

    :raises ConfigError: when the key of the sessions can be neither read nor made
    """
    app = Flask("inboxd.review")
    _configure(app, config)
    place_desk(app, Desk(config, store))
    CSRFProtect(app)
    limiter.init_app(app)
    auth.add_sign_in(app)
    for pages in (replies.pages, originals.pages, registrations.pages, mails.pages):
        app.register_blueprint(pages)
    show.add_filters(app)
    app.context_processor(lambda: {"t": t, "language": texts().language, "user_name": auth.user_name()})
    app.after_request(_with_headers)
    _handle_errors(app)
    if config.review.behind_proxy:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=1, x_proto=1)  # type: ignore[method-assign]
    return app


def _configure(app: Flask, config: Config) -> None:
    secure = (config.review.public_url or "").startswith("https://")
    app.config.update(
        SECRET_KEY=secret_key(config.review.secret_file),
        PERMANENT_SESSION_LIFETIME=timedelta(hours=config.review.session_hours),
        SESSION_COOKIE_NAME="__Host-inboxd" if secure else "inboxd",
        SESSION_COOKIE_SECURE=secure,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        MAX_CONTENT_LENGTH=FORM_BYTES,
        MAX_FORM_MEMORY_SIZE=FORM_BYTES,
        MAX_FORM_PARTS=10_000,
        WTF_CSRF_TIME_LIMIT=None,  # as long as the session: a reply may stay open over lunch
        WTF_CSRF_SSL_STRICT=False,  # it asks for a Referer, which our pages never send; the token is what counts
    )
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True


def _with_headers(response: Response) -> Response:
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if request.endpoint == "static":
        response.headers["Cache-Control"] = "public, max-age=86400"
    else:
        response.headers["Cache-Control"] = "no-store"
    return response


def _handle_errors(app: Flask) -> None:
    def problem(title: str, sentence: str, status: int) -> tuple[str, int]:
        return render_template("problem.html", title=t(title), sentence=t(sentence)), status

    @app.errorhandler(StaleVersion)
    @app.errorhandler(WrongState)
    def stale(_error: Exception) -> tuple[str, int]:
        return problem("problem.stale", "problem.stale.do", 409)

    @app.errorhandler(NotFound)
    @app.errorhandler(404)
    def missing(_error: Exception) -> tuple[str, int]:
        return problem("problem.missing", "problem.missing.do", 404)

    @app.errorhandler(CSRFError)
    def expired(_error: Exception) -> tuple[str, int]:
        return problem("problem.expired", "problem.expired.do", 400)

    @app.errorhandler(429)
    def too_often(_error: Exception) -> tuple[str, int]:
        return problem("problem.too_often", "problem.too_often.do", 429)

    @app.errorhandler(Refused)
    def not_done(_error: Exception) -> tuple[str, int]:
        return problem("problem.refused", "problem.refused.do", 409)

    @app.errorhandler(StoreError)
    def store_failed(error: StoreError) -> tuple[str, int]:
        log.error("store_failed", error=str(error))
        g.setdefault(auth.STORE_SILENT, True)
        return problem("problem.store", "problem.store.do", 503)

    @app.errorhandler(HTTPException)
    def refused(error: HTTPException) -> tuple[str, int]:
        return problem("problem.refused", "problem.refused.do", error.code or 500)

    @app.errorhandler(500)
    def failed(_error: Exception) -> tuple[str, int]:
        return problem("problem.failed", "problem.failed.do", 500)
