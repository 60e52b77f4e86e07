"""What does a photo show? The confined side of reading one."""

from __future__ import annotations

from io import BytesIO
from typing import Any, BinaryIO

import numpy as np
import pillow_heif
from numpy.typing import NDArray
from PIL import Image, ImageCms, ImageFile, ImageOps

from waystation.footage.confined.containers import RefusedError
from waystation.footage.confined.slots import Slots

_FORMATS = ("JPEG", "PNG", "HEIF", "AVIF", "WEBP")
_BRANDS = (b"heic", b"heix", b"hevc", b"mif1", b"msf1", b"avif", b"heim", b"heis")


def prepare() -> None:
    """Load everything that reading a photo needs, while files can still be opened."""
    Image.MAX_IMAGE_PIXELS = None  # the size is looked at here, and answered with a sentence
    pillow_heif.register_heif_opener()
    Image.init()
    ImageCms.createProfile("sRGB")


def is_photo(head: bytes) -> bool:
    """Tell by its first bytes whether the file is a photo."""
    if head.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")):
        return True
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return True
    return head[4:8] == b"ftyp" and head[8:12] in _BRANDS


def _open(file: BinaryIO, most: int) -> Image.Image:
    file.seek(0)
    try:
        picture = Image.open(file, formats=_FORMATS)
    except Exception:  # noqa: BLE001  (each decoder has errors of its own)
        raise RefusedError("a photo that cannot be decoded", "JPEG, HEIC, PNG, AVIF or WebP") from None
    if picture.width * picture.height > most:
        raise RefusedError(
            f"a photo of {picture.width} x {picture.height} pixels", f"at most {most:,} pixels"
        )
    return picture


def facts(file: BinaryIO, job: dict[str, Any]) -> dict[str, Any]:
    """Return what the photo is. Raises RefusedError where it is not read."""
    picture = _open(file, job["limits"]["photo_pixels"])
    turned = picture.getexif().get(0x0112, 1) in {5, 6, 7, 8}
    width, height = picture.size[::-1] if turned else picture.size
    return {
        "medium": "photo", "width": width, "height": height, "rate": 1.0, "frames": 1, "seconds": 0.0,
        "timebase": "1/1", "sound": False, "aspect": [1, 1], "colour": [2, 1, 1, 13],
    }  # fmt: skip


def frames(file: BinaryIO, job: dict[str, Any], slots: Slots) -> dict[str, Any]:
    """Hand over the one picture, upright, in sRGB, what is transparent on white."""
    damage: list[str] = []
    shown = _upright(file, job["limits"]["photo_pixels"], damage)
    if shown.size != (job["width"], job["height"]):
        shown = shown.resize((job["width"], job["height"]), Image.Resampling.BOX)
    pixels: NDArray[np.uint8] = np.asarray(shown.convert("L") if job["pixels"] == "gray" else shown)
    number, slot = slots.take()
    into = slot[: pixels.size].reshape(pixels.shape)
    into[...] = pixels if pixels.ndim == 2 else pixels[..., ::-1]  # noqa: PLR2004  (gray has two)
    slots.hand_over(number, index=0, seconds=0.0, key=True)
    return {"frames": 1, "damage": damage}


def _upright(file: BinaryIO, most: int, damage: list[str]) -> Image.Image:
    try:
        return _plain(_open(file, most))
    except RefusedError:
        raise
    except Exception:  # noqa: BLE001  (each decoder has errors of its own)
        damage.append("the photo ends in the middle, or is damaged")
    ImageFile.LOAD_TRUNCATED_IMAGES = True
    try:
        return _plain(_open(file, most))
    except Exception:  # noqa: BLE001
        raise RefusedError("a photo whose pixels cannot be decoded", "one that is whole") from None


def _plain(picture: Image.Image) -> Image.Image:
    """Return the picture as it is shown, as red, green and blue of sRGB."""
    picture.load()
    profile = picture.info.get("icc_profile")
    picture = ImageOps.exif_transpose(picture)
    if picture.mode in {"RGBA", "LA", "PA"} or "transparency" in picture.info:
        picture = picture.convert("RGBA")
        paper = Image.new("RGBA", picture.size, "white")
        picture = Image.alpha_composite(paper, picture).convert("RGB")
    if picture.mode.startswith("I"):  # 16 bits of grey
        picture = Image.fromarray((np.asarray(picture).astype(np.uint32) >> 8).astype(np.uint8))
    return _in_srgb(picture, profile) if profile else picture.convert("RGB")


def _in_srgb(picture: Image.Image, profile: bytes) -> Image.Image:
    try:
        given, wanted = ImageCms.ImageCmsProfile(BytesIO(profile)), ImageCms.createProfile("sRGB")
        shown = ImageCms.profileToProfile(picture, given, wanted, outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError):  # a profile that does not fit the picture
        shown = None
    return shown if shown is not None else picture.convert("RGB")
