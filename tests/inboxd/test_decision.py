"""What is accepted without a person, what is not, and what becomes of it."""

from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inboxd.decision import Decision, Outcome, decide, decide_by_person
from parsers.event import Event, Question, QuestionType, Workshop
from parsers.reading import Attendee, Intent, Reading
from parsers.reasons import Reason
from storage.changes import Amend, Cancel, Decline, Known, KnownAttendee, Register

EVENT = Event(
    id="forum",
    title="Forum des associations",
    languages=("fr", "en"),
    starts=datetime(2021, 3, 6, 9, 0),  # noqa: DTZ001 - local to the event's zone
    ends=datetime(2021, 3, 6, 18, 0),  # noqa: DTZ001
    timezone=ZoneInfo("Europe/Paris"),
    reply_by=date(2021, 2, 28),
    required=("last_name", "organisation"),
    choose_min=1,
    choose_max=2,
    one_per_slot=True,
    workshops=(
        Workshop("sport", "Sport", slot="matin"),
        Workshop("arts", "Arts", slot="matin"),
        Workshop("aide", "Entraide", slot="soir"),
    ),
    questions=(Question("repas", "Repas", QuestionType.YES_NO, required=True),),
)
PERSON = Attendee(
    first_name="Inès",
    last_name="Vasseur",
    organisation="Amicale de Thouars",
    workshops=("sport",),
    answers={"repas": True},
    confidence=0.99,
)
SENT = datetime(2021, 2, 10, 8, 0, tzinfo=UTC)
SURE = Reading(
    message_id="<a@b.example>",
    sent_at=SENT,
    event="forum",
    intent=Intent.REGISTER,
    language="fr",
    contact="ines@thouars.example",
    attendees=(PERSON,),
)
STORED = KnownAttendee(7, 3, "ines@thouars.example", replace(PERSON, confidence=0.0))


def outcome(reading: Reading, known: Known | None = None) -> Decision:
    return decide(reading, EVENT if reading.event else None, known or Known.nothing(), accept_from=0.9)


def with_person(**changes: object) -> Reading:
    return replace(SURE, attendees=(replace(PERSON, **changes),))  # type: ignore[arg-type]


def test_a_sure_complete_reply_is_accepted() -> None:
    assert outcome(SURE) == Decision(Outcome.ACCEPTED)


@pytest.mark.parametrize(
    ("reading", "reason"),
    [
        (with_person(last_name=None), Reason.MISSING_FIELD),
        (with_person(organisation=""), Reason.MISSING_FIELD),
        (with_person(answers={}), Reason.MISSING_ANSWER),
        (with_person(workshops=()), Reason.TOO_FEW_WORKSHOPS),
        (with_person(workshops=("sport", "aide", "arts")), Reason.TOO_MANY_WORKSHOPS),
        (with_person(workshops=("sport", "arts")), Reason.SAME_SLOT),
        (with_person(workshops=("danse",)), Reason.UNKNOWN_WORKSHOP),
        (with_person(workshops=("sport", "sport")), Reason.UNKNOWN_WORKSHOP),
        (with_person(confidence=0.89), Reason.LOW_CONFIDENCE),
        (replace(SURE, attendees=()), Reason.NO_ATTENDEE),
        (replace(SURE, attendees=(PERSON, replace(PERSON, last_name="VASSEUR"))), Reason.CONTRADICTION),
        (replace(SURE, event=None), Reason.UNKNOWN_EVENT),
        (replace(SURE, contact=None), Reason.NO_CONTACT),
        (replace(SURE, intent=Intent.OTHER), Reason.NOT_A_COUPON),
        (replace(SURE, doubts=(Reason.CONTRADICTION,)), Reason.CONTRADICTION),
        (replace(SURE, sent_at=datetime(2021, 2, 28, 23, 0, tzinfo=UTC)), Reason.LATE),  # 1 March in Paris
    ],
)
def test_what_is_not_sure_or_not_allowed_is_flagged_with_its_reason(reading: Reading, reason: Reason) -> None:
    decision = outcome(reading)
    assert decision.outcome is Outcome.FLAGGED
    assert reason in decision.reasons
    assert decision.changes == ()


def test_a_fault_beats_confidence_so_that_staff_read_the_real_reason() -> None:
    assert outcome(with_person(confidence=0.1, workshops=())).reasons == (Reason.TOO_FEW_WORKSHOPS,)


def test_the_last_day_counts_as_a_whole_in_the_events_zone() -> None:
    assert outcome(replace(SURE, sent_at=datetime(2021, 2, 28, 22, 59, tzinfo=UTC))).outcome is Outcome.ACCEPTED


def test_a_reply_without_a_date_is_not_late() -> None:
    assert outcome(replace(SURE, sent_at=None)).outcome is Outcome.ACCEPTED


def test_automatic_mail_is_ignored_whatever_else_it_holds() -> None:
    assert outcome(replace(SURE, automatic=Reason.OUT_OF_OFFICE)) == Decision(Outcome.IGNORED, (Reason.OUT_OF_OFFICE,))


@pytest.mark.parametrize("intent", [Intent.CANCEL, Intent.DECLINE])
def test_who_stays_away_need_not_answer_what_the_event_asks(intent: Intent) -> None:
    person = Attendee(last_name="Vasseur", confidence=0.95)
    assert outcome(replace(SURE, intent=intent, attendees=(person,))).outcome is Outcome.ACCEPTED
    nameless = replace(person, last_name=None)
    assert outcome(replace(SURE, intent=intent, attendees=(nameless,))).reasons == (Reason.NO_ATTENDEE,)


def test_a_new_person_is_registered() -> None:
    assert outcome(SURE, Known(())).changes == (Register("forum", PERSON, "ines@thouars.example", "fr"),)


def test_the_same_reply_sent_again_changes_nothing_and_is_acknowledged_again() -> None:
    decision = outcome(SURE, Known((STORED,)))
    assert decision.changes == (Amend("forum", 7, STORED.attendee),)


def test_other_details_for_a_known_name_are_put_before_a_person() -> None:
    assert outcome(with_person(workshops=("aide",)), Known((STORED,))).reasons == (Reason.ALREADY_REGISTERED,)


def test_an_amendment_keeps_what_it_does_not_state() -> None:
    amended = replace(SURE, intent=Intent.AMEND, attendees=(replace(PERSON, workshops=("aide",)),))
    (change,) = outcome(amended, Known((STORED,))).changes
    assert isinstance(change, Amend)
    assert change.attendee.workshops == ("aide",)
    assert change.attendee.first_name == "Inès"


@pytest.mark.parametrize("intent", [Intent.AMEND, Intent.CANCEL])
@pytest.mark.parametrize(
    "known",
    [
        Known(()),
        Known((replace(STORED, contact="somebody@else.example"),)),
        Known((STORED, replace(STORED, id=8))),
    ],
    ids=["nobody", "registered by somebody else", "two of that name"],
)
def test_only_ones_own_single_registration_is_changed_without_a_person(intent: Intent, known: Known) -> None:
    assert outcome(replace(SURE, intent=intent), known).reasons == (Reason.NOTHING_TO_CHANGE,)


def test_ones_own_registration_is_cancelled() -> None:
    (change,) = outcome(replace(SURE, intent=Intent.CANCEL), Known((STORED,))).changes
    assert change == Cancel("forum", 7, PERSON)


def test_a_decline_is_noted_but_never_removes_a_registration() -> None:
    declined = replace(SURE, intent=Intent.DECLINE)
    assert outcome(declined, Known(())).changes == (Decline("forum", PERSON, "ines@thouars.example", "fr"),)
    assert outcome(declined, Known((STORED,))).reasons == (Reason.ALREADY_REGISTERED,)


def test_one_known_person_among_several_leaves_nobody_half_registered() -> None:
    other = replace(PERSON, last_name="Baudry")
    decision = outcome(replace(SURE, attendees=(other, replace(PERSON, workshops=("aide",)))), Known((STORED,)))
    assert decision == Decision(Outcome.FLAGGED, (Reason.ALREADY_REGISTERED,))


def test_a_person_may_accept_what_is_late_or_unsure() -> None:
    reading = replace(SURE, sent_at=datetime(2021, 3, 5, tzinfo=UTC), doubts=(Reason.DOUBTFUL_VALUE,))
    reading = replace(reading, attendees=(replace(PERSON, confidence=0.0),))
    assert decide_by_person(reading, EVENT, Known(())).outcome is Outcome.ACCEPTED


def test_a_person_may_not_accept_what_the_event_does_not_have() -> None:
    assert decide_by_person(with_person(workshops=("danse",)), EVENT, Known(())).reasons == (Reason.UNKNOWN_WORKSHOP,)


def test_a_person_who_accepts_a_known_name_changes_that_registration() -> None:
    (change,) = decide_by_person(with_person(workshops=("aide",)), EVENT, Known((STORED,))).changes
    assert isinstance(change, Amend)
    assert (change.id, change.attendee.workshops) == (7, ("aide",))


names = st.sampled_from(["Vasseur", "VASSEUR", "Baudry", None])
people = st.builds(
    Attendee,
    first_name=st.sampled_from(["Inès", None]),
    last_name=names,
    organisation=st.sampled_from(["Amicale de Thouars", None]),
    workshops=st.sampled_from([(), ("sport",), ("sport", "arts"), ("danse",)]),
    answers=st.sampled_from([{}, {"repas": False}]),
    confidence=st.floats(0, 1),
)
readings = st.builds(
    Reading,
    sent_at=st.sampled_from([None, SENT, datetime(2021, 3, 5, tzinfo=UTC)]),
    event=st.sampled_from(["forum", None]),
    intent=st.sampled_from(list(Intent)),
    contact=st.sampled_from(["ines@thouars.example", None]),
    attendees=st.lists(people, max_size=3).map(tuple),
    doubts=st.lists(st.sampled_from([Reason.CONTRADICTION, Reason.UNDECIDED]), max_size=1).map(tuple),
    automatic=st.sampled_from([None, None, Reason.BOUNCE]),
)
knowns = st.lists(
    st.builds(KnownAttendee, st.integers(1, 9), st.just(1), st.sampled_from(["ines@thouars.example", None]), people),
    max_size=3,
).map(lambda known: Known(tuple(known)))


@given(readings, knowns)
def test_what_is_known_can_turn_accepted_into_flagged_never_the_reverse(reading: Reading, known: Known) -> None:
    without, with_it = outcome(reading), outcome(reading, known)
    if without.outcome is not Outcome.ACCEPTED:
        assert with_it == without
    else:
        assert with_it.outcome in {Outcome.ACCEPTED, Outcome.FLAGGED}


@given(readings, knowns)
def test_nothing_changes_unless_it_was_accepted_and_then_for_everybody_named(reading: Reading, known: Known) -> None:
    decision = outcome(reading, known)
    accepted = decision.outcome is Outcome.ACCEPTED
    assert len(decision.changes) == (len(reading.attendees) if accepted else 0)
    assert bool(decision.reasons) is not accepted


@pytest.mark.parametrize(
    ("doubts", "attendee", "reasons"),
    [
        ((Reason.NO_ATTENDEE,), Attendee(confidence=0.99), (Reason.NO_ATTENDEE,)),
        (
            (Reason.UNKNOWN_WORKSHOP,),
            replace(PERSON, workshops=(), answers={}),
            (Reason.UNKNOWN_WORKSHOP, Reason.MISSING_ANSWER),
        ),
        ((), replace(PERSON, workshops=()), (Reason.TOO_FEW_WORKSHOPS,)),
    ],
)
def test_a_reason_that_another_one_explains_is_not_told(
    doubts: tuple[Reason, ...], attendee: Attendee, reasons: tuple[Reason, ...]
) -> None:
    assert outcome(replace(SURE, doubts=doubts, attendees=(attendee,))).reasons == reasons
