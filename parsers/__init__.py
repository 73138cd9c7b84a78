"""The reading: bytes in, Reading out. `read` is the only door."""

import sys
import traceback

from parsers.context import Context
from parsers.reading import Reading
from parsers.reasons import Reason

__all__ = ["read"]


def read(data: bytes, context: Context) -> Reading:
    """Give what a raw message says. Never raises: what cannot be read is a doubt, and a person looks."""
    from parsers.mail.message import (
        identity,  # here, not above: an importer of Event or Reading does without the libraries
    )

    try:
        from parsers.reply import read_reply

        return read_reply(data, context)
    except Exception as error:  # the net around one message: a fault of ours costs that message a flag, nothing else
        _leave_trace(error)
        return Reading(message_id=identity(data).message_id, doubts=(Reason.READER_FAILED,))


def _leave_trace(error: Exception) -> None:
    """Tell the operator where a fault of ours is: type and place only, since its words may hold a person's data."""
    frame = traceback.extract_tb(error.__traceback__)[-1]
    print(f"reader failed: {type(error).__name__} at {frame.filename}:{frame.lineno}", file=sys.stderr)
