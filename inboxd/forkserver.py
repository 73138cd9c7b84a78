"""Prepares the server process from which lanes are forked. Imported there alone: importing it changes the process.

What is imported here is shared by all lanes and costs them nothing. OCR's models are not: a lane for text holds no
engine.
"""

import os
import signal
from contextlib import suppress

# onnxruntime's telemetry can only be turned off before it is imported. One thread a lane: the lanes run side by side.
LANE_ENVIRONMENT = {
    "ORT_DISABLE_TELEMETRY": "1",
    "OMP_THREAD_LIMIT": "1",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
}
os.environ.update(LANE_ENVIRONMENT)

# Signals to the whole group (a terminal's Ctrl-C, systemd's SIGTERM) are the parent's to answer. The server ends when
# the parent does, because its pipe closes.
for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
    signal.signal(number, signal.SIG_IGN)

# A reader that cannot be imported shows it in the lane, where it is reported, and not in the death of this process.
with suppress(Exception):
    pass
