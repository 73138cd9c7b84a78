"""The pages of replies: what is listed, what is shown of a mail, and what a person's decision does."""

from pathlib import Path

import pytest
from markupsafe import escape

from inboxd.review.auth import hash_password
from parsers.reading import Intent, Source
from parsers.reasons import SENTENCES, Reason
from storage import audit, messages, outbox, readings, registrations, users
from storage.states import MessageState, PlacingState, RegistrationState
from tests.review.desk import NAME, NOW, ReviewDesk, Visitor, attendee, form_of, mail, make_desk, reading
from tests.servers.postgres import Postgres


def test_what_waits_is_listed_with_its_reasons_in_the_language_of_the_page(desk: ReviewDesk, staff: Visitor) -> None:
    desk.arrive(mail(), reading(subject="Coupon de Rennes"))
    page = staff.get("/replies").text
    assert "Coupon de Rennes" in page
    assert "anne@ville.example" in page
    assert "20 September 2018, 10:30" in page  # 08:30 UTC, as the clock of the event shows it
    assert escape(SENTENCES[Reason.LOW_CONFIDENCE]["en"]) in page
    staff.post("/language", {"language": "fr"})
    page = staff.get("/replies").text
    assert escape(SENTENCES[Reason.LOW_CONFIDENCE]["fr"]) in page
    assert "Réponses à relire" in page


def test_the_browser_chooses_the_language_until_the_person_does(stranger: Visitor) -> None:
    assert "Connexion" in stranger.get("/sign-in", headers={"Accept-Language": "fr-CA, en;q=0.5"}).text
    assert "Sign in" in stranger.get("/sign-in", headers={"Accept-Language": "de, en;q=0.5"}).text
    stranger.post("/language", {"language": "en"})
    assert "Sign in" in stranger.get("/sign-in", headers={"Accept-Language": "fr"}).text


def test_the_form_is_half_filled_with_evidence_beside_it(desk: ReviewDesk, staff: Visitor) -> None:
    page = staff.get(f"/replies/{desk.arrive(mail(), reading())}").text
    form = form_of(page)
    assert form["a0-last_name"] == "Durand"
    assert form["a0-civility"] == "Mme"
    assert form["a0-w-dechets"] == "on"
    assert "a0-w-eau" not in form
    assert form["a0-q-repas"] == "yes"
    assert form["contact"] == "anne@ville.example"
    assert "<q>Durand</q> body of the message, 95% sure" in page


def test_accepting_registers_answers_and_keeps_who_did_it(desk: ReviewDesk, staff: Visitor) -> None:
    message = desk.arrive(mail(), reading())
    form = form_of(staff.get(f"/replies/{message}").text)
    answer = staff.post(
        f"/replies/{message}", form | {"action": "accept", "a0-last_name": "Durant", "a0-phone": "06 12 34 56 78"}
    )
    assert answer.location == f"/replies/{message}"
    with desk.store.read() as session:
        (person,) = registrations.listing(session, "ag")
        assert (person.attendee.last_name, person.attendee.phone) == ("Durant", "+33612345678")
        assert messages.get(session, message).decided_by == NAME
        kept = readings.latest(session, message)
        (mail_row,) = outbox.rows(session, message_id=message)
        assert [line.actor for line in audit.trail(session, message)][-2:] == [NAME, NAME]
    assert mail_row.recipient == "anne@ville.example"
    assert mail_row.in_reply_to == "<1@ville.example>"
    assert kept is not None
    evidence = kept.attendees[0].evidence
    assert evidence["last_name"][0].source is Source.PERSON  # she corrected it
    assert evidence["organisation"][0].source is Source.TEXT  # she let it stand
    shown = staff.get(f"/replies/{message}").text
    assert "It is recorded." in shown
    assert "Durant" in shown


def test_past_the_capacity_the_page_tells_who_waits(desk: ReviewDesk, staff: Visitor) -> None:
    for number in range(2):
        one = attendee(last_name=f"Petit{number}", workshops=("eau",))
        message = desk.arrive(mail(str(number)), reading(one))
        form = form_of(staff.get(f"/replies/{message}").text)
        staff.post(f"/replies/{message}", form | {"action": "accept"})
    assert '<span class="badge waiting">waiting</span>' in staff.get(f"/replies/{message}").text
    with desk.store.read() as session:
        places = {view.attendee.last_name: view.places["eau"] for view in registrations.listing(session, "ag")}
    assert places == {"Petit0": PlacingState.CONFIRMED, "Petit1": PlacingState.WAITING}


@pytest.mark.parametrize(("changed", "field"), [
    ({"contact": "no address"}, "contact"),
    ({"a0-email": "a@b"}, "a0-email"),
    ({"a0-last_name": "", "a0-organisation": ""}, "a0-last_name"),
    ({"a0-organisation": ""}, "a0-organisation"),
    ({"a0-w-dechets": None}, "a0-w"),
    ({"a0-w-eau": "on", "a0-w-transport": "on"}, "a0-w"),
    ({"a0-phone": "appelez-moi"}, "a0-phone"),
    ({"a0-q-combien": "plusieurs"}, "a0-q-combien"),
    ({"a0-q-regime": "kosher"}, "a0-q-regime"),
    ({"a0-civility": "Dr"}, "a0-civility"),
    ({"intent": "other"}, "intent"),
    ({"event": "another"}, "event"),
])  # fmt: skip
def test_a_fault_is_told_at_its_field_and_what_was_typed_stays(
    desk: ReviewDesk, staff: Visitor, changed: dict[str, object], field: str
) -> None:
    message = desk.arrive(mail(), reading())
    form = form_of(staff.get(f"/replies/{message}").text) | {"a0-role": "Maire <adjointe>"} | changed
    sent = {name: value for name, value in form.items() if value is not None}
    answer = staff.post(f"/replies/{message}", sent | {"action": "accept"})
    assert answer.status_code == 422
    assert f'id="{field}-fault"' in answer.text
    assert f'href="#{field}"' in answer.text
    assert f'id="{field}"' in answer.text  # where the link leads
    assert "Maire &lt;adjointe&gt;" in answer.text
    for name in changed.keys() - {"event", "intent"}:
        if isinstance(changed[name], str) and changed[name] not in ("", "on", "kosher"):
            assert f'value="{changed[name]}"' in answer.text
    assert desk.state(message) is MessageState.FLAGGED


def test_a_person_may_accept_what_came_late_and_without_an_address(desk: ReviewDesk, staff: Visitor) -> None:
    late = reading(sent_at=NOW.replace(month=10, day=14), contact=None)
    message = desk.arrive(mail(), late)
    form = form_of(staff.get(f"/replies/{message}").text)
    assert staff.post(f"/replies/{message}", form | {"action": "accept"}).status_code == 302
    with desk.store.read() as session:
        assert len(registrations.listing(session, "ag")) == 1
        assert outbox.rows(session) == []


def test_people_are_added_and_removed_without_losing_what_was_typed(desk: ReviewDesk, staff: Visitor) -> None:
    message = desk.arrive(mail(), reading())
    path = f"/replies/{message}"
    form = form_of(staff.get(path).text) | {"a0-city": "Rennes"}
    form = form_of(staff.post(path, form | {"action": "add"}).text)
    assert (form["a0-city"], form["a1-last_name"]) == ("Rennes", "")
    form |= {"a1-last_name": "Le Goff", "a1-organisation": "Ville de Brest", "a1-w-eau": "on"}
    form = form_of(staff.post(path, form | {"action": "remove-0"}).text)
    assert form["a0-last_name"] == "Le Goff"
    assert "a1-last_name" not in form
    assert staff.post(path, form | {"action": "accept"}).status_code == 302
    with desk.store.read() as session:
        assert [view.attendee.last_name for view in registrations.listing(session, "ag")] == ["Le Goff"]


def test_another_event_brings_its_own_workshops_ranked(desk: ReviewDesk, staff: Visitor) -> None:
    message = desk.arrive(mail(), reading())
    path = f"/replies/{message}"
    form = form_of(staff.get(path).text)
    form = form_of(staff.post(path, form | {"event": "forum", "action": "event"}).text)
    assert form["a0-last_name"] == "Durand"
    assert form["a0-w-roads"] == ""
    same_slot = form | {"action": "accept", "a0-w-energy": "1", "a0-w-water": "2"}
    assert 'id="a0-w-fault"' in staff.post(path, same_slot).text
    twice = form | {"action": "accept", "a0-w-energy": "1", "a0-w-roads": "1"}
    assert 'id="a0-w-fault"' in staff.post(path, twice).text
    assert staff.post(path, form | {"action": "accept", "a0-w-energy": "2", "a0-w-roads": "1"}).status_code == 302
    with desk.store.read() as session:
        (view,) = registrations.listing(session, "forum")
    assert view.attendee.workshops == ("roads", "energy")


def test_a_cancellation_needs_no_workshop_and_frees_the_place(desk: ReviewDesk, staff: Visitor) -> None:
    sure = reading(attendee(confidence=0.99))
    desk.arrive(mail("first"), sure)
    message = desk.arrive(
        mail("second"), reading(attendee(workshops=()), intent=Intent.CANCEL, contact="else@ville.example")
    )
    page = staff.get(f"/replies/{message}").text
    assert "Already registered under this name: Mme Anne Durand" in page
    answer = staff.post(f"/replies/{message}", form_of(page) | {"action": "accept"})
    assert answer.status_code == 302
    with desk.store.read() as session:
        assert [view.state for view in registrations.listing(session, "ag")] == [RegistrationState.CANCELLED]


def test_a_reply_that_nobody_could_read_can_be_typed_in(desk: ReviewDesk, staff: Visitor) -> None:
    message = desk.arrive(mail(subject="Scan de Rennes"), None)
    page = staff.get(f"/replies/{message}").text
    assert "Scan de Rennes" in page  # from the message itself: there is no reading
    form = form_of(page) | {"event": "ag", "a0-last_name": "Durand", "a0-organisation": "Rennes", "a0-w-eau": "on"}
    assert staff.post(f"/replies/{message}", form | {"action": "accept"}).status_code == 302
    assert desk.state(message) is MessageState.ACCEPTED


def test_not_a_coupon_and_read_again_and_leave(desk: ReviewDesk, staff: Visitor) -> None:
    first, second = desk.arrive(mail("one"), reading()), desk.arrive(mail("two"), reading())
    form = form_of(staff.get(f"/replies/{first}").text)
    assert staff.post(f"/replies/{first}", form | {"action": "dismiss"}).location == "/replies"
    assert desk.state(first) is MessageState.DISMISSED
    form = form_of(staff.get(f"/replies/{second}").text)
    assert staff.post(f"/replies/{second}", form | {"action": "again"}).location == "/replies"
    assert desk.state(second) is MessageState.KEPT
    assert "is being read" in staff.get(f"/replies/{second}").text


def test_what_was_ignored_or_set_aside_by_mistake_comes_back(desk: ReviewDesk, staff: Visitor) -> None:
    ignored = desk.arrive(mail("a"), reading(automatic=Reason.NEWSLETTER))
    dismissed = desk.arrive(mail("b"), reading(attendee(last_name="Petit")))
    form = form_of(staff.get(f"/replies/{dismissed}").text)
    staff.post(f"/replies/{dismissed}", form | {"action": "dismiss"})
    for message in (ignored, dismissed):
        page = staff.get(f"/replies/{message}").text
        assert "Put to review" in page
        with desk.store.read() as session:
            version = messages.get(session, message).version
        answer = staff.post(f"/replies/{message}", {"action": "look", "version": str(version)})
        assert answer.location == f"/replies/{message}"
        assert desk.state(message) is MessageState.FLAGGED
        form = form_of(staff.get(f"/replies/{message}").text)
        assert staff.post(f"/replies/{message}", form | {"action": "accept"}).status_code == 302
    assert staff.post(f"/replies/{ignored}", {"action": "look", "version": "6"}).status_code == 409  # accepted by now


@pytest.mark.parametrize("action", ["accept", "dismiss", "again"])
def test_who_comes_second_is_told_and_keeps_what_she_typed(desk: ReviewDesk, staff: Visitor, action: str) -> None:
    message = desk.arrive(mail(), reading())
    form = form_of(staff.get(f"/replies/{message}").text)
    with desk.store.write() as session:
        users.add(session, "paul", hash_password("x"), NOW)
        messages.advance(session, message, MessageState.DISMISSED, (), reading=None, by="paul", now=NOW)
    answer = staff.post(f"/replies/{message}", form | {"action": action, "a0-last_name": "Corrigée"})
    assert answer.status_code == 409
    assert "Somebody was quicker" in answer.text
    assert "by paul" in answer.text
    assert "Corrigée" in answer.text
    with desk.store.read() as session:
        assert registrations.listing(session, "ag") == []


def test_a_reply_that_was_read_anew_meanwhile_shows_the_form_as_typed(desk: ReviewDesk, staff: Visitor) -> None:
    message = desk.arrive(mail(), reading())
    form = form_of(staff.get(f"/replies/{message}").text)
    with desk.store.write() as session:
        messages.advance(session, message, MessageState.FLAGGED, (Reason.LATE,), reading=None, by="paul", now=NOW)
    answer = staff.post(f"/replies/{message}", form | {"action": "accept", "a0-last_name": "Corrigée"})
    assert answer.status_code == 409
    again = form_of(answer.text)
    assert again["a0-last_name"] == "Corrigée"
    assert staff.post(f"/replies/{message}", again | {"action": "accept"}).status_code == 302


def test_a_settled_reply_is_found_again_with_its_history(desk: ReviewDesk, staff: Visitor) -> None:
    message = desk.arrive(mail(), reading(attendee(confidence=0.99), subject="Sûre"))
    assert "Sûre" in staff.get("/replies/all?state=accepted").text
    assert "Sûre" not in staff.get("/replies/all?state=flagged").text
    page = staff.get(f"/replies/{message}").text
    assert "Person registered" in page
    assert "Acknowledgement" in page
    person = staff.get("/registrations/1").text
    assert "Ville de Rennes" in person
    assert "Sûre" in person


def test_registrations_are_searched_and_counted(desk: ReviewDesk, staff: Visitor) -> None:
    for name, town in (("Durand", "Rennes"), ("Petit", "Lyon")):
        one = attendee(last_name=name, organisation=f"Ville de {town}", workshops=("eau",), confidence=0.99)
        desk.arrive(mail(name), reading(one, contact=f"{name}@ville.example"))
    page = staff.get("/registrations?search=lyon").text
    assert "Petit" in page
    assert "Durand" not in page
    assert "1 / 1" in page
    assert "+ 1 waiting" in page
    assert staff.get("/registrations?event=another").status_code == 404
    file = staff.get("/registrations/export.csv?event=ag")
    assert file.headers["Content-Disposition"] == "attachment; filename=ag.csv"
    assert file.data.startswith(b"\xef\xbb\xbf")
    assert staff.get("/registrations/export.xlsx?event=ag").data.startswith(b"PK")


def test_a_held_mail_is_released(desk: ReviewDesk, staff: Visitor) -> None:
    desk.arrive(mail(), reading(attendee(confidence=0.99)))
    with desk.store.write() as session:
        claimed = outbox.claim(session, NOW.replace(year=2019), lease=NOW - NOW, hourly_limit=None)
        assert claimed is not None
        outbox.hold(session, claimed.id, claimed.lease, "over the limit")
    assert "over the limit" in staff.get("/mails?state=held").text
    assert staff.post(f"/mails/{claimed.id}/release").status_code == 302
    assert "to be sent" in staff.get("/mails").text
    assert staff.post(f"/mails/{claimed.id}/release").status_code == 409


def test_a_message_that_stays_on_the_server_cannot_be_read_again(desk: ReviewDesk, staff: Visitor) -> None:
    with desk.store.write() as session:
        large = messages.Arrival(messages.Location("test", "INBOX", 1, "9"), 10**9, NOW, None, None, None)
        message = messages.keep(session, large, answerable=True, now=NOW).id
    page = staff.get(f"/replies/{message}").text
    assert "open it in your mail program" in page
    assert 'value="again"' not in page
    answer = staff.post(f"/replies/{message}", form_of(page) | {"action": "again"})
    assert answer.status_code == 409
    assert staff.get(f"/replies/{message}/body").status_code == 404


def test_a_database_in_trouble_is_told_and_ends_no_session(desk: ReviewDesk, staff: Visitor) -> None:
    file = desk.config.path.parent / "inboxd.db"
    file.rename(file.with_name("away.db"))
    for path in ("/replies", "/registrations", "/sign-in"):
        answer = staff.get(path)
        assert answer.status_code == 503, path
        assert "The database does not answer" in answer.text
    file.with_name("away.db").rename(file)
    assert staff.get("/replies").status_code == 200


def test_an_unknown_button_or_reply_changes_nothing(desk: ReviewDesk, staff: Visitor) -> None:
    message = desk.arrive(mail(), reading())
    form = form_of(staff.get(f"/replies/{message}").text)
    assert staff.post(f"/replies/{message}", form | {"action": "delete"}).status_code == 400
    assert staff.post("/replies/999", form | {"action": "accept"}).status_code == 404
    assert staff.get("/replies/999").status_code == 404
    assert desk.state(message) is MessageState.FLAGGED


def test_the_pages_work_on_postgresql(tmp_path: Path, postgres: Postgres) -> None:
    desk = make_desk(tmp_path, url=postgres.fresh_database())
    desk.add_user()
    message = desk.arrive(mail(), reading(subject="Coupon"))
    staff = Visitor(desk.app.test_client())
    assert staff.sign_in().status_code == 302
    form = form_of(staff.get(f"/replies/{message}").text)
    assert staff.post(f"/replies/{message}", form | {"action": "accept"}).status_code == 302
    for path in (
        f"/replies/{message}",
        "/replies",
        "/replies/all?search=coup",
        "/registrations?search=durand",
        "/mails/1",
    ):
        assert staff.get(path).status_code == 200, path
    assert "Coupon" in staff.get("/replies/all?search=coup").text
    assert "Durand" in staff.get("/registrations?search=durand").text
    desk.store.close()


def test_any_reply_is_found_by_subject_or_address(desk: ReviewDesk, staff: Visitor) -> None:
    desk.arrive(mail("a"), reading(subject="Absence", automatic=Reason.OUT_OF_OFFICE, contact="Anne@rennes.example"))
    desk.arrive(mail("b"), reading(subject="100% Lyon", contact="luc@lyon.example"))
    assert "Absence" in staff.get("/replies/all?search=anne@").text
    assert "Absence" not in staff.get("/replies/all?search=lyon").text
    assert "100% Lyon" in staff.get("/replies/all?search=0%25+L").text
    assert "100% Lyon" not in staff.get("/replies/all?search=1%25L").text  # no wildcard


def test_what_a_mail_says_can_be_read(desk: ReviewDesk, staff: Visitor) -> None:
    message = desk.arrive(mail(), reading(attendee(last_name="<b>Durand</b>", confidence=0.99)))
    with desk.store.read() as session:
        (row,) = outbox.rows(session, message_id=message)
    page = staff.get(f"/mails/{row.id}").text
    assert "Déchets" in page
    assert "&lt;b&gt;Durand&lt;/b&gt;" in page
    assert staff.get("/mails/999").status_code == 404
