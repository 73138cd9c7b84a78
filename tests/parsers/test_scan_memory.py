"""What a lane needs of memory for a page: measured in a process of its own, as a lane is one."""

import io
import subprocess
import sys

import numpy as np
from PIL import Image, ImageDraw, ImageFont

MOST = 700_000  # kB resident; the limit of a lane stands at 1,000,000 by default
# The kernel's own figure: that of getrusage begins with the memory of the process that started this one.
_READING = """
import re, sys
from pathlib import Path
from parsers.files.attachment import documents
from parsers.context import Context
found = documents(sys.stdin.buffer.read(), "image/tiff", "scan.tif", 1, Context())
print(len(found), re.search(r"VmHWM:\\s*(\\d+)", Path("/proc/self/status").read_text())[1])
"""


def _two_large_pages() -> bytes:
    """Two pages of A4 in colour at 300 dots an inch, some writing on them, a little crooked."""
    page = Image.new("RGB", (2480, 3508), "white")
    draw = ImageDraw.Draw(page)
    for number in range(8):
        text = f"{number} Madame, Monsieur, le coupon-réponse est à rendre signé"
        draw.text((200, 200 + 380 * number), text, fill=(30, 30, 90), font=ImageFont.load_default(48))
    grain = np.random.default_rng(3).normal(0, 5, (3508, 2480, 1))
    worn = np.clip(np.asarray(page.rotate(1, fillcolor="white"), np.float32) + grain, 0, 255).astype(np.uint8)
    data = io.BytesIO()
    Image.fromarray(worn).save(data, "TIFF", save_all=True, append_images=[Image.fromarray(worn)], compression="jpeg")
    return data.getvalue()


def test_two_pages_in_colour_stay_below_what_a_lane_may_take() -> None:
    done = subprocess.run(
        [sys.executable, "-c", _READING], input=_two_large_pages(), capture_output=True, timeout=300, check=True
    )
    documents, peak = (int(figure) for figure in done.stdout.split())
    assert documents == 2
    assert peak < MOST
