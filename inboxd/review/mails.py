"""The page of the mails: what was sent, what waits, and what a person must release."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from inboxd.outbox import render
from inboxd.review.auth import user_name
from inboxd.review.desk import now, the_desk
from inboxd.review.language import t
from storage import outbox
from storage.states import MailState

pages = Blueprint("mails", __name__, url_prefix="/mails")


@pages.get("")
def everything() -> str:
    """List the last mails, of one state where it is asked for."""
    state = next((each for each in MailState if each.value == request.args.get("state")), None)
    with the_desk().store.read() as session:
        found = outbox.rows(session, state=state, limit=200)
        counts = outbox.counts(session)
    return render_template("mails.html", mails=found, state=state, counts=counts)


@pages.get("/<int:id>")
def one(id: int) -> str:
    """Show what one mail says, as text."""
    with the_desk().store.read() as session:
        mail = outbox.get(session, id)
    return render_template("mail.html", mail=mail, said=render(mail))


@pages.post("/<int:id>/release")
def release(id: int) -> Response:
    """Have a held or failed mail sent after all."""
    with the_desk().store.write() as session:
        outbox.release(session, id, user_name(), now())
    flash(t("done.released"), "done")
    return redirect(url_for("mails.everything", state=request.form.get("state") or None))
