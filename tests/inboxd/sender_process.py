"""A process that sends what is due until it is killed: ``python -m tests.inboxd.sender_process FOLDER PORT``."""

import sys
import threading
import time
from datetime import UTC, datetime
from pathlib import Path

from inboxd.config import Outgoing
from inboxd.outbox import send_due, sender_for
from storage import outbox
from tests.inboxd.mails import SENDER, a_config, a_store


def main() -> None:
    folder, port = Path(sys.argv[1]), int(sys.argv[2])
    config = a_config(folder, outgoing=Outgoing(sender=SENDER, host="127.0.0.1", port=port, tls="none"))
    store = a_store(config)
    with store.write() as session:
        outbox.recover(session)
    sender = sender_for(config)
    while True:
        send_due(store, config, sender, lambda: datetime.now(UTC), threading.Event())
        time.sleep(0.05)


if __name__ == "__main__":
    main()
