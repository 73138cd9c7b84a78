"""An event in numbers."""

from storage import messages, registrations
from storage.changes import Amend, Cancel, Decline
from storage.figures import EventFigures, WorkshopFigures, figures
from storage.session import Store
from storage.states import MessageState
from tests.storage.samples import MINUTE, NOW, attendee, event, keep_one, reading, register


def test_an_event_without_replies_has_zeros(store: Store) -> None:
    with store.read() as session:
        assert figures(session, "ag-2018", None) == EventFigures("ag-2018", 0, 0, 0, 0, {}, 0, 0, 0, 0, 0)


def test_numbers_count_people_places_and_what_happened_since(store: Store) -> None:
    later = NOW + 10 * MINUTE
    with store.write() as session:
        a, b, c = registrations.apply(
            session,
            keep_one(session),
            [register("A", "transport", "eau"), register("B", "transport", "eau"), register("C", "transport", "eau")],
            event(),
            NOW,
        )
        registrations.apply(
            session,
            keep_one(session),
            [
                Cancel("ag-2018", c.id, attendee("C")),
                Amend("ag-2018", b.id, attendee("B", None, ("transport",))),
                register("D", "eau"),
                Decline("ag-2018", attendee("E"), None, "fr"),
            ],
            event(),
            later,
        )
        for said in (reading(), None):
            message_id = keep_one(session)
            messages.begin_reading(session, message_id, NOW)
            messages.advance(session, message_id, MessageState.FLAGGED, [], reading=said, by=None, now=NOW)
    with store.read() as session:
        everything = figures(session, "ag-2018", None)
        since = figures(session, "ag-2018", later)
        after = figures(session, "ag-2018", later + MINUTE)
    assert everything == EventFigures(
        event="ag-2018",
        registered=3,
        cancelled=1,
        declined=1,
        waiting=1,  # B for transport; A has the one place
        workshops={"eau": WorkshopFigures(2, 0), "transport": WorkshopFigures(1, 1)},
        new=3,
        changed=1,
        cancelled_since=1,
        flagged=1,
        flagged_unknown=1,
    )
    assert (since.new, since.changed, since.cancelled_since, since.registered) == (1, 1, 1, 3)
    assert (after.new, after.changed, after.cancelled_since, after.registered) == (0, 0, 0, 3)
    assert a.places["transport"] == "confirmed"
