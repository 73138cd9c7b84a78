"""Registrations: places while there are any, then waiting; the same person found again."""

from collections.abc import Callable, Sequence

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from parsers.event import Event
from parsers.reading import Attendee
from storage import audit, registrations
from storage.changes import Amend, Applied, Cancel, Change, Decline
from storage.errors import NotFound, Refused, UnknownWorkshop
from storage.models import ChoiceRow, WorkshopCounter
from storage.session import Store
from storage.states import PlacingState, RegistrationState
from tests.storage.samples import MINUTE, NOW, attendee, event, keep_one, reading, register

CONFIRMED, WAITING = PlacingState.CONFIRMED, PlacingState.WAITING


def apply(session: Session, *changes: Change, of: Event | None = None, by: str | None = None) -> Sequence[Applied]:
    return registrations.apply(session, keep_one(session), changes, of or event(), NOW, by)


def counters_equal_rows(session: Session) -> dict[str, int]:
    """Give the confirmed places by workshop, after checking that counters and rows say the same."""
    counted = {row.workshop: row.confirmed for row in session.scalars(select(WorkshopCounter))}
    query = select(ChoiceRow.workshop, func.count()).where(ChoiceRow.state == CONFIRMED).group_by(ChoiceRow.workshop)
    rows = {workshop: number for workshop, number in session.execute(query)}  # noqa: C416 - dict() is not typed for rows
    assert {workshop: number for workshop, number in counted.items() if number} == rows
    return rows


@pytest.mark.parametrize(
    ("last_name", "first_name", "key"),
    [
        ("Dupont-Moreau", "Didier", "dupont-moreau|didier"),
        ("DUPONT MOREAU", "didier", "dupont-moreau|didier"),
        ("Le Goff", "Jean  Pierre", "le-goff|jean-pierre"),
        ("O’Brien", "Zoë", "o-brien|zoe"),
        ("Lœb", "Éloïse", "loeb|eloise"),
        ("Straße", None, "strasse|"),
        (None, None, "|"),
        ("Łukasz_Ørsted", "-", "lukasz-orsted|"),
    ],
)
def test_a_person_has_one_key_however_the_name_is_written(
    last_name: str | None, first_name: str | None, key: str
) -> None:
    assert registrations.key(attendee(last_name, first_name)) == key


def test_a_person_is_registered_as_she_wrote(store: Store) -> None:
    person = Attendee(
        civility="Mme", first_name="Zoé", last_name="Durand", role="maire", organisation="Ville de X",
        address="1 rue Y", postal_code="13001", city="Marseille", phone="+33612345678", email="z@x.example",
        workshops=("transport", "eau"), answers={"repas": True, "nombre": 3, "choix": ("a", "b"), "note": "sans sel"},
        confidence=0.9,
    )  # fmt: skip
    change = register("Durand", contact="secretariat@x.example")
    change = type(change)(change.event, person, change.contact, change.language)
    with store.write() as session:
        (applied,) = apply(session, change)
    with store.read() as session:
        (view,) = registrations.listing(session)
        assert registrations.get(session, applied.id) == view
        assert registrations.of_message(session, view.message_id) == [view]
        trail = audit.trail(session, view.message_id)
    assert view.attendee == Attendee(
        **{name: getattr(person, name) for name in Attendee.__slots__ if name not in ("confidence", "evidence")}
    )
    assert view.places == applied.places == {"transport": CONFIRMED, "eau": CONFIRMED}
    assert list(view.places) == ["transport", "eau"]  # in her order of preference
    assert (view.state, view.contact, view.registered_at) == (
        RegistrationState.REGISTERED,
        "secretariat@x.example",
        NOW,
    )
    assert [(line.actor, line.action, line.attendee_id) for line in trail[1:]] == [("inboxd", "registered", view.id)]
    assert trail[1].details == {"places": {"transport": "confirmed", "eau": "confirmed"}}


def test_past_the_capacity_one_waits(store: Store) -> None:
    with store.write() as session:
        applied = apply(
            session,
            register("A", "eau", "dechets"),
            register("B", "eau", "dechets"),
            register("C", "eau", "dechets", "dechets"),
        )
        assert [one.places["eau"] for one in applied] == [CONFIRMED, CONFIRMED, WAITING]
        assert {one.places["dechets"] for one in applied} == {CONFIRMED}  # no capacity: without limit
        assert counters_equal_rows(session) == {"eau": 2, "dechets": 3}


def test_a_cancelled_place_is_free_for_who_comes_next(store: Store) -> None:
    with store.write() as session:
        first, waiting = apply(session, register("A", "transport"), register("B", "transport"))
        assert waiting.places == {"transport": WAITING}
        (cancelled,) = apply(session, Cancel("ag-2018", first.id, attendee("A")), by="marie")
        assert cancelled.places == {}
        view = registrations.get(session, first.id)
        assert (view.state, view.cancelled_at, view.places) == (RegistrationState.CANCELLED, NOW, {})
        assert registrations.get(session, waiting.id).places == {"transport": WAITING}  # nobody is moved up
        (third,) = apply(session, register("C", "transport"))
        assert third.places == {"transport": CONFIRMED}
        counters_equal_rows(session)
        assert "cancelled" not in [line.action for line in audit.trail(session, view.message_id)]
        line = next(line for line in audit.trail(session, view.message_id + 1) if line.action == "cancelled")
        assert (line.actor, line.attendee_id, line.details) == ("marie", first.id, {"freed": ["transport"]})
        with pytest.raises(NotFound):
            apply(session, Cancel("ag-2018", first.id, attendee("A")))


def test_an_amendment_keeps_the_places_that_stay(store: Store) -> None:
    with store.write() as session:
        one, _ = apply(session, register("A", "transport", "eau"), register("B", "transport"))
        changed = attendee("A", "Anne", ("eau", "dechets"), {"repas": True}, "Ville de Y")
        (amended,) = apply(session, Amend("ag-2018", one.id, changed), by="marie")
        assert amended.places == {"eau": CONFIRMED, "dechets": CONFIRMED}
        view = registrations.get(session, one.id)
        assert (view.attendee, view.version, view.changed_at) == (changed, 2, NOW)
        assert registrations.known(session, "ag-2018", reading(attendee("A", "Anne"))).attendees is not None
        assert counters_equal_rows(session) == {"eau": 1, "dechets": 1}  # B goes on waiting for transport
        (again,) = apply(session, Amend("ag-2018", one.id, attendee("A", None, ("transport", "eau"))))
        assert again.places == {"transport": CONFIRMED, "eau": CONFIRMED}
        assert registrations.get(session, one.id).attendee.answers == {}


def test_an_amendment_does_not_lose_a_place_to_a_lower_capacity_nor_win_one(store: Store) -> None:
    with store.write() as session:
        a, b = apply(session, register("A", "transport"), register("B", "transport"))
        smaller = event({"transport": 0})
        (kept,) = apply(session, Amend("ag-2018", a.id, attendee("A", None, ("transport",))), of=smaller)
        assert kept.places == {"transport": CONFIRMED}
        larger = event({"transport": 9})
        (waits,) = apply(session, Amend("ag-2018", b.id, attendee("B", None, ("transport",))), of=larger)
        assert waits.places == {"transport": WAITING}
        unlimited = event({"transport": None})
        (placed,) = apply(session, Amend("ag-2018", b.id, attendee("B", None, ("transport",))), of=unlimited)
        assert placed.places == {"transport": CONFIRMED}
        counters_equal_rows(session)


def test_a_workshop_that_the_event_no_longer_has_frees_its_places(store: Store) -> None:
    with store.write() as session:
        (one,) = apply(session, register("A", "transport"))
        (amended,) = apply(session, Amend("ag-2018", one.id, attendee("A", None, ("eau",))), of=event({"eau": 1}))
        assert amended.places == {"eau": CONFIRMED}
        assert counters_equal_rows(session) == {"eau": 1}


def test_a_substitution_in_one_decision_uses_the_freed_place(store: Store) -> None:
    with store.write() as session:
        (one,) = apply(session, register("A", "transport"))
        _, newcomer = apply(session, Cancel("ag-2018", one.id, attendee("A")), register("B", "transport"))
        assert newcomer.places == {"transport": CONFIRMED}
        counters_equal_rows(session)


def test_who_declines_is_kept_for_the_count_without_a_place(store: Store) -> None:
    with store.write() as session:
        (one,) = apply(session, Decline("ag-2018", attendee("A", None, ("eau",)), None, "fr"))
        view = registrations.get(session, one.id)
        assert (view.state, view.places, one.places) == (RegistrationState.DECLINED, {}, {})
        assert registrations.known(session, "ag-2018", reading(attendee("A", None))).attendees == ()


@pytest.mark.parametrize(
    ("change", "error"),
    [
        (lambda _: register("A", "nonsense"), UnknownWorkshop),
        (lambda known: Amend("ag-2018", known, attendee("A", None, ("nonsense",))), UnknownWorkshop),
        (lambda _: Amend("ag-2018", 999, attendee("A")), NotFound),
        (lambda _: Cancel("ag-2018", 999, attendee("A")), NotFound),
        (lambda known: Cancel("another", known, attendee("A")), Refused),
    ],
)
def test_a_change_that_cannot_be_made_changes_nothing(
    store: Store, change: Callable[[int], Change], error: type[Refused]
) -> None:
    with store.write() as session:
        (one,) = apply(session, register("A", "eau"))
        before = registrations.listing(session)
    with pytest.raises(error), store.write() as session:
        apply(session, register("B", "eau"), change(one.id))
    with store.read() as session:
        assert registrations.listing(session) == before
        assert counters_equal_rows(session) == {"eau": 1}


def test_a_person_is_known_by_name_or_by_contact_in_her_event(store: Store) -> None:
    with store.write() as session:
        a, b, c = apply(
            session,
            register("Durand", contact="Mairie@X.example"),
            register("Martin", contact="autre@y.example"),
            register("Petit"),
        )
        registrations.apply(
            session,
            keep_one(session),
            [type(register("Durand"))("other", attendee("Durand"), "mairie@x.example", "fr")],
            Event("other", "Autre", ("fr",), event().starts, event().ends, event().timezone),
            NOW,
        )
        apply(session, Cancel("ag-2018", c.id, attendee("Petit")))

    def known(*people: Attendee, contact: str | None) -> list[int]:
        with store.read() as session:
            found = registrations.known(session, "ag-2018", reading(*people, contact=contact)).attendees
            assert found is not None
            return [one.id for one in found]

    assert known(attendee("DURAND"), contact=None) == [a.id]
    assert known(attendee("Nouveau"), contact="mairie@x.example ") == [a.id]
    assert known(attendee("durand"), attendee("Martin"), contact="mairie@x.example") == [a.id, b.id]
    assert known(attendee("Petit"), contact=None) == []  # cancelled
    assert known(Attendee(), contact=None) == []  # a nameless one is nobody
    assert known(contact=None) == []


def test_registrations_are_listed_by_name_and_found_by_words(store: Store) -> None:
    with store.write() as session:
        apply(
            session,
            register("Émile", contact="e@marseille.example"),
            Decline("ag-2018", attendee("Zola", organisation="Communauté d'agglomération 100%"), None, "fr"),
            register("Brun"),
        )

    def names(search: str | None = None, *, state: RegistrationState | None = None) -> list[str | None]:
        with store.read() as session:
            found = registrations.listing(session, "ag-2018", search=search, state=state)
            assert registrations.count(session, "ag-2018", search=search, state=state) == len(found)
            return [one.attendee.last_name for one in found]

    assert names() == ["Brun", "Émile", "Zola"]
    assert names("emile MARSEILLE") == ["Émile"]
    assert names("communaute 100%") == ["Zola"]
    assert names("_") == names("émile zola") == []
    assert names(state=RegistrationState.DECLINED) == ["Zola"]
    with store.read() as session:
        assert [one.attendee.last_name for one in registrations.listing(session, limit=1, offset=1)] == ["Émile"]
        assert registrations.listing(session, "another") == []


def test_hostile_values_are_stored_as_far_as_text_goes(store: Store) -> None:
    person = Attendee(last_name="\0" + "x" * 5000, postal_code="9" * 100, phone="\ud800", civility="Monsieur le Maire")
    with store.write() as session:
        (one,) = apply(session, type(register("A"))("ag-2018", person, "a" * 1000, "fr"))
        view = registrations.get(session, one.id)
    assert (view.attendee.last_name, view.attendee.postal_code) == ("x" * 5000, "9" * 32)
    assert (view.attendee.phone, view.contact) == ("?", "a" * 320)


def test_a_registration_changes_its_version_each_time(store: Store) -> None:
    with store.write() as session:
        (one,) = apply(session, register("A", "eau"))
        message_id = keep_one(session)
        for minutes in (1, 2):
            amend = Amend("ag-2018", one.id, attendee("A", "Didier", ("eau",)))
            registrations.apply(session, message_id, [amend], event(), NOW + minutes * MINUTE)
        assert registrations.get(session, one.id).version == 3
