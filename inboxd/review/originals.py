"""The original of a reply: its body in a frame that can do nothing, its attachments as pictures and as downloads."""

import base64
import hashlib
import unicodedata

import structlog
from flask import Blueprint, Response, abort, current_app, render_template, request

from inboxd.review.desk import the_desk
from inboxd.review.original import CannotBeShown, Contents, Viewer, cleaned
from parsers.reading import Box, Source
from storage import messages, readings

log = structlog.get_logger()
pages = Blueprint("originals", __name__, url_prefix="/replies/<int:id>")
VIEWER = "inboxd.review.viewer"  # in app.extensions
LONGEST_NAME = 120  # characters of a file's name

# The frame has a style of its own, allowed by its hash; of the mail's styles only what ``cleaned`` wrote is left.
FRAME_STYLE = (
    "body{margin:1rem;font:1rem/1.5 system-ui,sans-serif;color:#1b1f24;background:#fff;overflow-wrap:anywhere}"
    "pre{white-space:pre-wrap;font:inherit;margin:0}table{border-collapse:collapse;max-width:100%}"
    "td,th{border:1px solid #d5d9de;padding:.2rem .4rem;vertical-align:top;text-align:left}"
    "blockquote{margin:.5rem 0;padding-left:.8rem;border-left:3px solid #d5d9de;color:#4b5563}"
    "input{pointer-events:none}"
)
_STYLE_HASH = base64.b64encode(hashlib.sha256(FRAME_STYLE.encode()).digest()).decode()
FRAME_POLICY = (
    f"default-src 'none'; style-src-elem 'sha256-{_STYLE_HASH}'; style-src-attr 'unsafe-inline'; "
    "frame-ancestors 'self'; base-uri 'none'; form-action 'none'; sandbox"
)
FILE_POLICY = "default-src 'none'; frame-ancestors 'none'; sandbox"


def contents_of(id: int, data: bytes) -> Contents:
    """Give what the original holds.

    :raises CannotBeShown: when it breaks the limits
    """
    return _viewer().contents(id, data)


def _viewer() -> Viewer:
    found: Viewer = current_app.extensions.setdefault(VIEWER, Viewer())
    return found


@pages.get("/body")
def body(id: int) -> Response:
    """Show the body: the cleaned HTML, or the text where it is asked for or all that there is."""
    found = None
    data = _data(id)
    try:
        found = contents_of(id, data)
    except CannotBeShown:
        log.warning("not_shown", message=id)
    as_text = request.args.get("as") == "text"
    html = cleaned(found.html) if found and found.html and not (as_text and found.text is not None) else None
    page = render_template("body.html", html=html, text=found.text if found else None, shown=found, style=FRAME_STYLE)
    return Response(page, headers={"Content-Security-Policy": FRAME_POLICY, "X-Frame-Options": "SAMEORIGIN"})


@pages.get("/original.eml")
def whole(id: int) -> Response:
    """Give the message as it came."""
    return _download(_data(id), f"{id}.eml")


@pages.get("/parts/<int:index>")
def part(id: int, index: int) -> Response:
    """Give one attachment as it came."""
    data = _data(id)
    try:
        found = contents_of(id, data).part(index)
        if found is None:
            abort(404)
        return _download(_viewer().part(data, index), found.name or f"{id}-{index}")
    except CannotBeShown:
        abort(422)


@pages.get("/parts/<int:index>/<int:page>.png")
def picture(id: int, index: int, page: int) -> Response:
    """Give one page of an attachment as a picture, marked where values were read."""
    data = _data(id)
    try:
        found = contents_of(id, data).part(index)
        if found is None or not 1 <= page <= found.pages:
            abort(404)
        image = _viewer().page(data, index, page, _boxes(id, index, page))
    except CannotBeShown:
        abort(422)
    return Response(image, mimetype="image/png", headers={"Content-Security-Policy": FILE_POLICY})


def _data(id: int) -> bytes:
    with the_desk().store.read() as session:
        data = messages.original(session, id)
    if data is None:
        abort(404)
    return data


def _boxes(id: int, part: int, page: int) -> list[tuple[float, float, float, float]]:
    """Give where values were read on a page; nothing of a scan, which was turned and levelled before it was read."""
    with the_desk().store.read() as session:
        reading = readings.latest(session, id)
    people = reading.attendees if reading else ()
    read = [each for person in people for several in person.evidence.values() for each in several if each.part == part]
    boxes = [each.place for each in read if isinstance(each.place, Box) and each.place.page == page]
    if any(each.source is Source.OCR for each in read):
        return []
    return [(box.left, box.top, box.right, box.bottom) for box in boxes]


def _download(data: bytes, name: str) -> Response:
    response = Response(data, mimetype="application/octet-stream", headers={"Content-Security-Policy": FILE_POLICY})
    response.headers.set("Content-Disposition", "attachment", filename=file_name(name))
    return response


def file_name(name: str) -> str:
    """Give a name that a sender chose as one that no system stumbles over: no path, no control or direction signs."""
    plain = "".join(
        "_" if unicodedata.category(c) in {"Cc", "Cf", "Co", "Cs", "Zl", "Zp"} or c in '/\\:*?"<>|' else c for c in name
    )
    plain = plain.strip(" .")
    if len(plain) > LONGEST_NAME:  # the end says what kind of file it is
        plain = plain[: LONGEST_NAME - 20] + plain[-20:]
    return plain or "attachment"
