"""Dovecot, as an organiser's mail server: IMAP over TLS from the first byte or by STARTTLS."""

import contextlib
import itertools
import os
import re
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from imapclient import IMAPClient  # type: ignore[import-untyped]

from tests.servers.account import free_port, listens, program, server_folder, unprivileged, wait_for_port
from tests.servers.tls import Tls

PASSWORD = "imap-secret"


@dataclass(frozen=True, slots=True)
class Mailbox:
    """One mailbox of the server."""

    user: str
    password: str = PASSWORD


class Dovecot:
    """A real IMAP server on 127.0.0.1. Any user exists, with the one password, his mailbox from his first sign-in on.

    It knows IDLE, MOVE, UIDPLUS, CONDSTORE and keywords. `stop` and `start` keep the ports and the mailboxes.
    """

    host = "127.0.0.1"
    password = PASSWORD

    def __init__(self, tls: Tls) -> None:
        self.tls = tls
        self.cafile = tls.cafile
        self.port = free_port()
        self.starttls_port = free_port()
        self.folder = server_folder("dovecot")
        self._program = program("dovecot", "dovecot-imapd")
        self._account = unprivileged()
        self._process: subprocess.Popen[bytes] | None = None
        self._names = itertools.count(1)
        self._configure()

    def fresh_mailbox(self) -> Mailbox:
        """Give an empty mailbox that no other test has."""
        return Mailbox(f"coupons{next(self._names)}@example.test")

    def start(self) -> None:
        """Start the server and wait for its two ports."""
        with (self.folder / "stderr.log").open("ab") as log:
            self._process = subprocess.Popen(
                [self._program, "-F", "-c", str(self.folder / "dovecot.conf")],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=log,
                cwd=self.folder,
                start_new_session=True,
                **self._account.identity(),
            )
        for port in (self.port, self.starttls_port):
            wait_for_port(port, lambda: self._process is not None and self._process.poll() is None, self.log)

    def stop(self) -> None:
        """Stop the server as a crash would; every connection breaks."""
        process, self._process = self._process, None
        if process is None:
            return
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)  # a polite stop waits seconds for its clients
        process.wait()
        while listens(self.port):  # its children end a moment later
            time.sleep(0.01)
        (self.folder / "run" / "master.pid").unlink(missing_ok=True)

    def close(self) -> None:
        """Stop the server and remove its mailboxes."""
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def log(self) -> str:
        """Give what the server wrote, for the message of a failed test."""
        files = [self.folder / "stderr.log", self.folder / "run" / "dovecot.log"]
        return "\n".join(file.read_text(errors="replace") for file in files if file.exists())

    @contextlib.contextmanager
    def signed_in(self, user: str) -> Iterator[IMAPClient]:
        """Give a connection of the test's own, signed in, certificate checked."""
        with IMAPClient(self.host, port=self.port, ssl_context=self.tls.client_context(), timeout=20) as client:
            client.login(user, self.password)
            yield client

    def create_folder(self, user: str, folder: str) -> None:
        """Make a folder."""
        with self.signed_in(user) as client:
            client.create_folder(folder)

    def append(self, user: str, data: bytes, folder: str = "INBOX", internaldate: datetime | None = None) -> int:
        """Put a message into a folder as if it had been delivered; give its UID."""
        return self.append_all(user, [data], folder, internaldate)[0]

    def append_all(
        self, user: str, messages: list[bytes], folder: str = "INBOX", internaldate: datetime | None = None
    ) -> list[int]:
        """Put many messages into a folder over one connection; give their UIDs."""
        with self.signed_in(user) as client:
            answers = [client.append(folder, data, msg_time=internaldate) for data in messages]
        return [_appended_uid(answer) for answer in answers]

    def folders(self, user: str) -> list[str]:
        """Give the names of a mailbox's folders, sorted."""
        with self.signed_in(user) as client:
            return sorted(str(name) for _, _, name in client.list_folders())

    def folder_uids(self, user: str, folder: str) -> list[int]:
        """Give the UIDs in a folder; none where the folder does not exist."""
        with self.signed_in(user) as client:
            if not client.folder_exists(folder):
                return []
            client.select_folder(folder, readonly=True)
            return sorted(client.search("ALL"))

    def messages(self, user: str, folder: str = "INBOX") -> list[bytes]:
        """Give the messages in a folder as the server keeps them, in the order of their UIDs."""
        with self.signed_in(user) as client:
            if not client.folder_exists(folder):
                return []
            client.select_folder(folder, readonly=True)
            uids = sorted(client.search("ALL"))
            found = client.fetch(uids, ["BODY.PEEK[]"]) if uids else {}
            return [found[uid][b"BODY[]"] for uid in uids]

    def flags(self, user: str, uid: int, folder: str = "INBOX") -> set[str]:
        """Give the flags and keywords of one message."""
        with self.signed_in(user) as client:
            client.select_folder(folder, readonly=True)
            return {flag.decode() for flag in client.get_flags([uid])[uid]}

    def _configure(self) -> None:
        account, folder = self._account, self.folder
        for name in ("run", "state", "mail"):
            account.folder(folder / name)
        key = folder / "key.pem"
        shutil.copyfile(self.tls.keyfile, key)
        key.chmod(0o400)
        account.owns(key)
        values = {
            "version": self._version(),
            "folder": str(folder),
            "user": account.name,
            "group": account.group,
            "uid": str(account.uid),
            "gid": str(account.gid),
            "cert": str(self.tls.certfile),
            "key": str(key),
            "password": self.password,
            "imap": str(self.starttls_port),
            "imaps": str(self.port),
        }
        old = self._version().startswith("2.3.")
        text = (_HEAD_2_3 if old else _HEAD_2_4) + _SERVICES
        (folder / "dovecot.conf").write_text(re.sub(r"@(\w+)@", lambda match: values[match[1]], text))

    def _version(self) -> str:
        told = subprocess.run([self._program, "--version"], capture_output=True, text=True, check=True).stdout
        return told.split()[0].split("-")[0]


def _appended_uid(answer: bytes) -> int:
    found = re.search(rb"APPENDUID \d+ (\d+)", answer)
    if found is None:
        raise RuntimeError(f"the server named no UID: {answer!r}")
    return int(found[1])


# Debian 12 has Dovecot 2.3, Debian 13 has 2.4, whose settings have other names.
_HEAD_2_3 = """
base_dir = @folder@/run
state_dir = @folder@/state
log_path = @folder@/run/dovecot.log
disable_plaintext_auth = yes
mail_location = maildir:~/Maildir
mail_home = @folder@/mail/%u
ssl = required
ssl_cert = <@cert@
ssl_key = <@key@
ssl_min_protocol = TLSv1.2
ssl_dh =
auth_failure_delay = 0
auth_mechanisms = plain login
passdb {
  driver = static
  args = password=@password@
}
userdb {
  driver = static
  args = uid=@uid@ gid=@gid@ home=@folder@/mail/%u allow_all_users=yes
}
"""

_HEAD_2_4 = """
dovecot_config_version = @version@
dovecot_storage_version = @version@
base_dir = @folder@/run
state_dir = @folder@/state
log_path = @folder@/run/dovecot.log
auth_allow_cleartext = no
mail_driver = maildir
mail_path = ~/Maildir
mail_home = @folder@/mail/%{user}
ssl = required
ssl_server_cert_file = @cert@
ssl_server_key_file = @key@
ssl_min_protocol = TLSv1.2
auth_failure_delay = 0
auth_mechanisms {
  plain = yes
  login = yes
}
passdb static {
  password = @password@
}
userdb static {
  fields {
    uid = @uid@
    gid = @gid@
    home = @folder@/mail/%{user}
  }
  allow_all_users = yes
}
"""

_SERVICES = """
protocols = imap
listen = 127.0.0.1
default_internal_user = @user@
default_internal_group = @group@
default_login_user = @user@
first_valid_uid = 0
first_valid_gid = 0
namespace inbox {
  inbox = yes
  separator = /
}
service imap-login {
  chroot =
  inet_listener imap {
    port = @imap@
  }
  inet_listener imaps {
    port = @imaps@
    ssl = yes
  }
  process_min_avail = 1
}
service anvil {
  chroot =
  unix_listener anvil-auth-penalty {
    mode = 0
  }
}
service stats {
  chroot =
}
service imap {
  process_limit = 64
}
service auth {
  user = @user@
}
service auth-worker {
  user = @user@
}
mail_max_userip_connections = 100
"""
