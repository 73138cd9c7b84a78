"""A clean page → what a scanner, a fax or a telephone makes of it."""

import io
from collections.abc import Callable
from random import Random

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

Picture = NDArray[np.uint8]


def _array(page: Image.Image) -> Picture:
    return np.ascontiguousarray(np.asarray(page.convert("RGB"), dtype=np.uint8))


def _worn(picture: Picture, rng: Random, *, angle: float, noise: float) -> Picture:
    """Give the page turned, softened and noisy."""
    height, width = picture.shape[:2]
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    turned = cv2.warpAffine(picture, turn, (width, height), flags=cv2.INTER_CUBIC, borderValue=(255, 255, 255))
    soft = cv2.GaussianBlur(turned, (0, 0), rng.uniform(0.4, 0.9)).astype(np.float32)
    grain = np.random.default_rng(rng.getrandbits(32)).normal(0, noise, picture.shape[:2]).astype(np.float32)
    grey = np.clip(soft * rng.uniform(0.92, 1.0) + rng.uniform(0, 12) + grain[..., None], 0, 255)
    return np.asarray(grey, dtype=np.uint8)


def _saved(picture: Picture, format_: str, dots: int, **options: object) -> bytes:
    buffer = io.BytesIO()
    Image.fromarray(picture).save(
        buffer, format_, **({"resolution": dots} if format_ == "PDF" else {"dpi": (dots, dots)}), **options
    )
    return buffer.getvalue()


def scanned_pdf(page: Image.Image, rng: Random, dots: int) -> bytes:
    """A scanner's PDF."""
    worn = _worn(_array(page), rng, angle=rng.uniform(-1.5, 1.5), noise=rng.uniform(1, 4))
    return _saved(worn, "PDF", dots, quality=rng.randint(55, 85))


def grey_jpeg(page: Image.Image, rng: Random, dots: int) -> bytes:
    """A scanner's picture in grey, pressed hard."""
    worn = _worn(_array(page), rng, angle=rng.uniform(-2, 2), noise=rng.uniform(2, 6))
    return _saved(np.asarray(Image.fromarray(worn).convert("L")), "JPEG", dots, quality=rng.randint(40, 65))


def bitonal(page: Image.Image, rng: Random, dots: int) -> bytes:
    """A copier's page in black and white."""
    worn = cv2.cvtColor(_worn(_array(page), rng, angle=rng.uniform(-1, 1), noise=rng.uniform(1, 4)), cv2.COLOR_RGB2GRAY)
    buffer = io.BytesIO()
    Image.fromarray(np.asarray((worn > rng.randint(140, 180)) * 255, np.uint8)).convert("1").save(
        buffer, "TIFF", compression="group4", dpi=(dots, dots)
    )
    return buffer.getvalue()


def photographed(page: Image.Image, rng: Random, dots: int) -> bytes:
    """A telephone's photo: in perspective, with a shadow."""
    picture = _worn(_array(page), rng, angle=rng.uniform(-1, 1), noise=rng.uniform(1, 4))
    height, width = picture.shape[:2]
    corners = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    moved = corners + np.array([[rng.uniform(0, 0.02) * width * s, rng.uniform(0, 0.02) * height * t]
                                for s, t in ((1, 1), (-1, 1), (-1, -1), (1, -1))], np.float32)  # fmt: skip
    seen = cv2.warpPerspective(
        picture, cv2.getPerspectiveTransform(corners, moved), (width, height), borderValue=(150, 140, 130)
    )
    shade = np.linspace(rng.uniform(0.75, 1), rng.uniform(0.85, 1), width, dtype=np.float32)[None, :, None]
    return _saved(np.clip(seen * shade, 0, 255).astype(np.uint8), "JPEG", dots, quality=rng.randint(60, 85))


WAYS: dict[str, tuple[Callable[[Image.Image, Random, int], bytes], tuple[int, ...], str]] = {
    "pdf": (scanned_pdf, (200, 220), "application/pdf"),
    "jpeg": (grey_jpeg, (150, 200), "image/jpeg"),
    "g4": (bitonal, (200, 300), "image/tiff"),
    "photo": (photographed, (200, 240), "image/jpeg"),
}
