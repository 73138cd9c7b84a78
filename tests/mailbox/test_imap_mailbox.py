"""A mailbox on a real IMAP server."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from inboxd.errors import MailboxError
from inboxd.mailbox import Location, MessageGone
from inboxd.mailbox.backoff import Backoff
from inboxd.mailbox.imap_mailbox import ImapMailbox
from storage.states import MessageState
from tests.mailbox.posts import ARRIVED, ImapPost, coupon, imap_settings
from tests.servers.dovecot import Dovecot

LIMIT = 30_000_000


class TestReading:
    @pytest.mark.parametrize(
        "data",
        [
            coupon(1),
            b"Subject: \xe9\xff\x80\r\n\r\nc\xf4t\xe9 8 bits\r\n",
            b"no header at all\r\n",
            b"\r\n",
            b"From nobody Mon Sep  3 08:30:00 2018\r\nSubject: mbox\r\n\r\nx\r\n",
            b"Date: " + b"9" * 5000 + b"\r\n\r\nx\r\n",
            b"Subject: long\r\n\r\n" + b"x" * 200_000,
            b"12345",
        ],
        ids=["coupon", "8-bit", "headless", "blank", "mbox", "bad date", "long line", "digits"],
    )
    def test_a_message_comes_byte_for_byte_with_its_arrival(self, imap: ImapPost, data: bytes) -> None:
        arrived = datetime(2018, 9, 3, 10, 30, tzinfo=timezone(timedelta(hours=2)))
        imap.deliver(data, arrived)
        with ImapMailbox(imap.settings) as mailbox:
            (uid,) = mailbox.folder_state().uids
            fetched = mailbox.fetch(uid, LIMIT)
        assert fetched is not None
        assert (fetched.data, fetched.size) == (data, len(data))
        assert fetched.arrived_at == arrived
        assert fetched.arrived_at.tzinfo is UTC

    def test_an_empty_file_is_an_empty_message(self, imap: ImapPost) -> None:
        imap.deliver(coupon(1))
        folder = imap.server.folder / "mail" / imap.user / "Maildir" / "new"
        (folder / f"{int(ARRIVED.timestamp())}.M1P1.host").touch(mode=0o644)
        with ImapMailbox(imap.settings) as mailbox:
            fetched = [mailbox.fetch(uid, LIMIT) for uid in mailbox.folder_state().uids]
        assert sorted(one.data or b"" for one in fetched if one is not None) == [b"", coupon(1)]

    @pytest.mark.parametrize(("size", "whole"), [(20_000, True), (20_001, False), (3_000_000, False)])
    def test_what_is_over_the_limit_stays_on_the_server(self, imap: ImapPost, size: int, whole: bool) -> None:
        head = b"Message-ID: <1@example.org>\r\n\r\n"
        data = head + b"x" * (size - len(head))
        imap.deliver(data)
        with ImapMailbox(imap.settings) as mailbox:
            fetched = mailbox.fetch(mailbox.folder_state().uids[0], 20_000)
        assert fetched is not None
        assert (fetched.size, fetched.data) == (size, data if whole else None)
        assert whole or fetched.head.startswith(head)
        assert imap.contents() == [data]

    def test_reading_leaves_a_message_unseen(self, imap: ImapPost) -> None:
        imap.deliver(coupon(1))
        with ImapMailbox(imap.settings) as mailbox:
            (uid,) = mailbox.folder_state().uids
            mailbox.fetch(uid, LIMIT)
        assert "\\Seen" not in imap.server.flags(imap.user, int(uid))

    def test_a_message_that_is_not_there_any_more_is_none(self, imap: ImapPost) -> None:
        with ImapMailbox(imap.settings) as mailbox:
            mailbox.folder_state()
            assert mailbox.fetch("77", LIMIT) is None


def test_a_folder_too_full_for_one_answer_is_listed_in_pieces(imap: ImapPost, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("inboxd.mailbox.imap.LISTED_AT_ONCE", 2)
    imap.server.append_all(imap.user, [coupon(number) for number in range(7)])
    with imap.server.signed_in(imap.user) as client:
        client.select_folder("INBOX")
        client.delete_messages([3, 4, 5])
        client.expunge()
    with ImapMailbox(imap.settings) as mailbox:
        assert mailbox.folder_state().uids == ("1", "2", "6", "7")


class TestConnecting:
    def test_starttls_is_used_where_asked(self, imap: ImapPost, dovecot: Dovecot) -> None:
        imap.deliver(coupon(1))
        settings = imap_settings(dovecot, imap.user, tls="starttls", port=dovecot.starttls_port)
        with ImapMailbox(settings) as mailbox:
            assert mailbox.fetch(mailbox.folder_state().uids[0], LIMIT) is not None

    @pytest.mark.parametrize("way", ["implicit", "starttls"])
    def test_a_certificate_that_is_not_trusted_is_refused(self, imap: ImapPost, dovecot: Dovecot, way: str) -> None:
        port = dovecot.port if way == "implicit" else dovecot.starttls_port
        settings = imap_settings(dovecot, imap.user, cafile=None, tls=way, port=port)
        with pytest.raises(
            MailboxError, match=r"certificate of localhost:\d+ is not trusted.*mailbox\.cafile"
        ) as caught:
            ImapMailbox(settings).open()
        assert caught.value.permanent

    def test_a_certificate_of_another_name_is_refused(self, imap: ImapPost, dovecot: Dovecot) -> None:
        settings = imap_settings(dovecot, imap.user, host="127.1")  # the same machine under a name of its own
        with pytest.raises(MailboxError, match=r"mismatch.*not valid for '127.1'"):
            ImapMailbox(settings).open()

    def test_a_wrong_password_says_what_to_check_and_not_the_password(
        self, imap: ImapPost, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("INBOXD_MAILBOX_PASSWORD", "hunter2-wrong")
        with pytest.raises(MailboxError, match=r"check mailbox\.user and its password") as caught:
            ImapMailbox(imap.settings).open()
        assert caught.value.permanent
        assert "hunter2" not in str(caught.value)

    def test_a_password_that_stands_nowhere_is_said(self, imap: ImapPost, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.delenv("INBOXD_MAILBOX_PASSWORD")
        with pytest.raises(MailboxError, match="password") as caught:
            ImapMailbox(imap.settings).open()
        assert caught.value.permanent

    def test_a_password_with_any_character_is_taken_as_it_is(
        self, imap: ImapPost, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("INBOXD_MAILBOX_PASSWORD", 'pâss "wörd\\')
        with pytest.raises(MailboxError, match="refused the sign-in"):  # refused by the server, not by us
            ImapMailbox(imap.settings).open()

    @pytest.mark.parametrize(
        ("changes", "said"),
        [
            ({"host": "no-such-host.invalid"}, 'the name "no-such-host.invalid" is not known'),
            ({"port": 1}, "nothing listens on localhost:1; check mailbox.host and mailbox.port"),
            ({"folder": "Nowhere"}, 'refused to select the folder "Nowhere"'),
        ],
    )
    def test_what_cannot_be_reached_is_said(self, imap: ImapPost, changes: dict[str, object], said: str) -> None:
        mailbox = ImapMailbox(imap_settings(imap.server, imap.user, **changes))
        with pytest.raises(MailboxError, match=said):
            mailbox.folder_state()
        mailbox.close()

    def test_implicit_tls_on_a_plain_port_is_said(self, imap: ImapPost, dovecot: Dovecot) -> None:
        settings = imap_settings(dovecot, imap.user, port=dovecot.starttls_port)
        with pytest.raises(MailboxError, match=r"does not speak TLS as expected.*mailbox\.tls"):
            ImapMailbox(settings).open()


class TestReconnecting:
    def test_a_pass_after_the_servers_restart_makes_a_new_connection(self, imap: ImapPost) -> None:
        imap.deliver(coupon(1))
        with ImapMailbox(imap.settings) as mailbox:
            before = mailbox.folder_state()
            imap.server.stop()
            imap.server.start()
            assert mailbox.folder_state() == before
            assert mailbox.fetch(before.uids[0], LIMIT) is not None

    def test_while_the_server_is_away_attempts_get_rarer(self, imap: ImapPost) -> None:
        clock = [1000.0]
        mailbox = ImapMailbox(imap.settings, backoff=Backoff(chance=lambda: 1.0), clock=lambda: clock[0])
        imap.server.stop()
        try:
            with pytest.raises(MailboxError, match=r"check mailbox\.port$|check mailbox\.host and mailbox\.port$"):
                mailbox.open()
            with pytest.raises(MailboxError, match=r"next attempt in 1 s"):
                mailbox.open()
            clock[0] += 1.1
            with pytest.raises(MailboxError, match=r"mailbox\.port$"):
                mailbox.open()
            clock[0] += 1.1
            with pytest.raises(MailboxError, match=r"next attempt in 1 s"):
                mailbox.open()
        finally:
            imap.server.start()
        clock[0] += 1.1
        with mailbox:
            assert mailbox.folder_state().uids == ()

    def test_a_connection_that_breaks_between_two_messages_costs_one_call(self, imap: ImapPost) -> None:
        imap.deliver(coupon(1))
        with ImapMailbox(imap.settings) as mailbox:
            (uid,) = mailbox.folder_state().uids
            imap.server.stop()
            imap.server.start()
            with pytest.raises(MailboxError):
                mailbox.fetch(uid, LIMIT)
            mailbox.open()
            assert mailbox.fetch(uid, LIMIT) is not None

    def test_an_interrupted_call_fails_soon(self, imap: ImapPost) -> None:
        with ImapMailbox(imap.settings) as mailbox:
            mailbox.folder_state()
            mailbox.interrupt()
            for _ in range(2):
                with pytest.raises(MailboxError, match="at a stop"):
                    mailbox.fetch("1", LIMIT)

    def test_a_connection_that_ended_in_silence_is_made_again_before_it_is_used(
        self, imap: ImapPost, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("inboxd.mailbox.imap.SILENT_SECONDS", 0.0)
        imap.deliver(coupon(1))
        with ImapMailbox(imap.settings) as mailbox:
            (uid,) = mailbox.folder_state().uids
            imap.server.stop()
            imap.server.start()
            assert mailbox.fetch(uid, LIMIT) is not None


def test_the_wait_doubles_up_to_its_cap_and_is_never_in_step() -> None:
    backoff = Backoff(chance=lambda: 1.0)
    assert [backoff.failed() for _ in range(4)] == [1, 2, 4, 8]
    assert [backoff.failed() for _ in range(20)][-1] == 60
    backoff.worked()
    assert Backoff(chance=lambda: 0.0).failed() == 0.5
    assert backoff.failed(permanent=True) == 60  # a wrong password, often repeated, gets us locked out


class TestFiling:
    def placed(self, imap: ImapPost, mailbox: ImapMailbox) -> Location:
        state = mailbox.folder_state()
        return Location(mailbox.name, "INBOX", state.validity, state.uids[-1])

    @pytest.mark.parametrize(
        ("state", "folder"),
        [
            (MessageState.ACCEPTED, "Registered"),
            (MessageState.FLAGGED, "Review"),
            (MessageState.IGNORED, "Ignored"),
            (MessageState.DISMISSED, "Ignored"),
            (MessageState.COPY, "Ignored"),
        ],
    )
    def test_a_message_moves_to_its_states_folder(self, imap: ImapPost, state: MessageState, folder: str) -> None:
        imap.deliver(coupon(1))
        with ImapMailbox(imap.settings) as mailbox:
            location = mailbox.file(self.placed(imap, mailbox), state)
        assert (imap.contents(), imap.contents(folder)) == ([], [coupon(1)])
        assert location is not None
        assert (location.folder, [int(location.uid)]) == (folder, imap.server.folder_uids(imap.user, folder))

    def test_a_folder_below_a_folder_with_accents_is_made(self, imap: ImapPost) -> None:
        imap.deliver(coupon(1))
        settings = imap_settings(imap.server, imap.user, accepted_folder="Réponses & suites/Traitées")
        with ImapMailbox(settings) as mailbox:
            mailbox.file(self.placed(imap, mailbox), MessageState.ACCEPTED)
        assert imap.contents("Réponses & suites/Traitées") == [coupon(1)]

    def test_a_folder_that_staff_deleted_meanwhile_is_made_again(self, imap: ImapPost) -> None:
        imap.deliver(coupon(1))
        with ImapMailbox(imap.settings) as mailbox:
            mailbox.file(self.placed(imap, mailbox), MessageState.ACCEPTED)
            with imap.server.signed_in(imap.user) as client:
                client.delete_folder("Registered")
            imap.deliver(coupon(2))
            mailbox.file(self.placed(imap, mailbox), MessageState.ACCEPTED)
        assert imap.contents("Registered") == [coupon(2)]

    def test_filing_what_is_gone_says_so(self, imap: ImapPost) -> None:
        with ImapMailbox(imap.settings) as mailbox:
            validity = mailbox.folder_state().validity
            for place in [
                Location(mailbox.name, "INBOX", validity, "9"),
                Location(mailbox.name, "INBOX", validity + 1, "1"),
                Location(mailbox.name, "Review", 1, "1"),
            ]:
                with pytest.raises(MessageGone):
                    mailbox.file(place, MessageState.ACCEPTED)

    def test_marking_sets_a_keyword_and_changes_it_with_the_state(self, imap: ImapPost) -> None:
        imap.deliver(coupon(1))
        with ImapMailbox(imap_settings(imap.server, imap.user, filing="mark")) as mailbox:
            place = self.placed(imap, mailbox)
            assert mailbox.file(place, MessageState.FLAGGED) is None
            assert {"$InboxdFlagged", "\\Flagged"} <= imap.server.flags(imap.user, int(place.uid))
            mailbox.file(place, MessageState.ACCEPTED)
            mailbox.file(place, MessageState.ACCEPTED)
        flags = imap.server.flags(imap.user, int(place.uid))
        assert "$InboxdAccepted" in flags
        assert not {"$InboxdFlagged", "\\Flagged", "\\Seen"} & flags

    def test_the_flag_that_staff_set_stays(self, imap: ImapPost) -> None:
        imap.deliver(coupon(1))
        with imap.server.signed_in(imap.user) as client:
            client.select_folder("INBOX")
            client.add_flags([1], [b"\\Flagged"])
        with ImapMailbox(imap_settings(imap.server, imap.user, filing="mark")) as mailbox:
            mailbox.file(self.placed(imap, mailbox), MessageState.ACCEPTED)
        assert "\\Flagged" in imap.server.flags(imap.user, 1)

    def test_leave_leaves(self, imap: ImapPost) -> None:
        imap.deliver(coupon(1))
        with ImapMailbox(imap_settings(imap.server, imap.user, filing="leave")) as mailbox:
            assert mailbox.file(self.placed(imap, mailbox), MessageState.ACCEPTED) is None
        assert imap.contents() == [coupon(1)]

    def test_a_filed_message_is_found_by_message_id_and_size(self, imap: ImapPost) -> None:
        imap.deliver(coupon(1))
        with ImapMailbox(imap.settings) as mailbox:
            place = self.placed(imap, mailbox)
            location = mailbox.file(place, MessageState.FLAGGED)
            assert mailbox.find(place, "<1@example.org>", len(coupon(1))) == (location,)
            assert mailbox.find(place, "<1@example.org>", 7) == ()
            assert mailbox.find(place, "<2@example.org>", None) == ()
            assert mailbox.find(place, "<\N{REPLACEMENT CHARACTER}>", None) == ()

    @pytest.mark.parametrize("odd", ["<a{5}@x>", "<a{9+}", 'a "b\\c" (d) %*', "<a@x> UID 1:*", "{3}"])
    def test_whatever_a_message_id_holds_it_is_only_looked_for(self, imap: ImapPost, odd: str) -> None:
        data = f"Message-ID: {odd}\r\n\r\nx\r\n".encode()
        imap.deliver(data)
        with ImapMailbox(imap.settings) as mailbox:
            place = self.placed(imap, mailbox)
            location = mailbox.file(place, MessageState.FLAGGED)
            assert mailbox.find(place, odd, len(data)) == (location,)
            assert mailbox.folder_state().uids == ()


class TestOldServers:
    def test_without_move_the_message_is_copied_and_removed_alone(self, moveless_dovecot: Dovecot) -> None:
        post = ImapPost(moveless_dovecot)
        for number in (1, 2):
            post.deliver(coupon(number))
        with moveless_dovecot.signed_in(post.user) as client:
            client.select_folder("INBOX")
            client.delete_messages([2])  # by staff, who have not expunged it: not ours to remove
        with ImapMailbox(post.settings) as mailbox:
            state = mailbox.folder_state()
            location = mailbox.file(Location(mailbox.name, "INBOX", state.validity, "1"), MessageState.ACCEPTED)
        assert post.contents() == [coupon(2)]
        assert post.contents("INBOX.Registered") == [coupon(1)]
        assert location is not None
        assert (location.folder, location.uid) == ("Registered", "1")

    def test_without_uidplus_nothing_is_expunged(self, old_dovecot: Dovecot) -> None:
        post = ImapPost(old_dovecot)
        post.deliver(coupon(1))
        with ImapMailbox(post.settings) as mailbox:
            state = mailbox.folder_state()
            place = Location(mailbox.name, "INBOX", state.validity, "1")
            assert mailbox.file(place, MessageState.ACCEPTED) is None
            assert mailbox.folder_state().uids == ("1",)
        assert post.contents("INBOX.Registered") == [coupon(1)]
        assert {"\\Deleted", "$InboxdAccepted"} <= old_dovecot.flags(post.user, 1)

    def test_a_folders_levels_are_written_as_the_server_wants(self, moveless_dovecot: Dovecot) -> None:
        post = ImapPost(moveless_dovecot)
        post.deliver(coupon(1))
        settings = imap_settings(moveless_dovecot, post.user, accepted_folder="Coupons/Traités")
        with ImapMailbox(settings) as mailbox:
            state = mailbox.folder_state()
            mailbox.file(Location(mailbox.name, "INBOX", state.validity, "1"), MessageState.ACCEPTED)
        assert post.contents("INBOX.Coupons.Traités") == [coupon(1)]
