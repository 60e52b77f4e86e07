"""How are captions written into the picture?"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from waystation.footage.redact.captions import Caption
from waystation.footage.redact.covers import Area
from waystation.footage.redact.paint import BLACK, COLOURLESS, planes
from waystation.kit.errors import BadInput
from waystation.kit.shown import printable, shown

_WHITE = 235
_LINE_SHARE = 0.055  # of the height of the picture
_SMALLEST = 10  # pixels
_LOST = "\uffff"  # a letter that no font has: what is drawn in its place stands for all that are missing


class Captioner:
    """Writes captions at the lower edge, white on black. Raises BadInput where the font lacks a letter."""

    def __init__(self, captions: Sequence[Caption], width: int, height: int, font: str | Path | None) -> None:
        self._captions, self._width, self._height = captions, width, height
        self._size = max(_SMALLEST, round(height * _LINE_SHARE))
        self._font = _font(font, self._size)
        _has_all_letters(self._font, captions)
        self._drawn: tuple[Caption, Area, NDArray[np.uint8]] | None = None

    def write(self, image: NDArray[np.uint8], seconds: float) -> Area | None:
        """Write what is due at this time into a "yuv420p" array; return where, None where nothing is due."""
        due = next((one for one in self._captions if one.begin <= seconds < one.end), None)
        if due is None:
            return None
        if self._drawn is None or self._drawn[0] is not due:
            self._drawn = (due, *self._draw(due.text))
        _caption, area, letters = self._drawn
        left, top, right, bottom = area
        brightness, *colours = planes(image, self._width, self._height)
        brightness[top:bottom, left:right] = letters
        for colour in colours:
            colour[top // 2 : bottom // 2, left // 2 : right // 2] = COLOURLESS
        return area

    def _draw(self, text: str) -> tuple[Area, NDArray[np.uint8]]:
        lines = [line for given in text.split("\n") for line in self._wrapped(given)]
        step = round(self._size * 1.3)
        height = min(self._height, (len(lines) * step + self._size // 2) // 2 * 2)
        strip = Image.new("L", (self._width, height), BLACK)
        draw = ImageDraw.Draw(strip)
        for n, line in enumerate(lines):
            across = (self._width - draw.textlength(line, font=self._font)) / 2
            draw.text((across, n * step + self._size // 4), line, fill=_WHITE, font=self._font)
        top = (self._height - height) // 2 * 2
        return (0, top, self._width, self._height), np.asarray(strip)[: self._height - top]

    def _wrapped(self, text: str) -> list[str]:
        lines = [""]
        for word in text.split():
            longer = f"{lines[-1]} {word}".strip()
            if lines[-1] and self._font.getlength(longer) > self._width * 0.94:
                lines.append(word)
            else:
                lines[-1] = longer
        return lines


def _font(path: str | Path | None, size: int) -> ImageFont.FreeTypeFont:
    try:
        font = ImageFont.load_default(size) if path is None else ImageFont.truetype(str(path), size)
    except (OSError, ValueError):
        raise BadInput.at(
            printable(str(path)), "no font that can be used", "a TrueType or OpenType font"
        ) from None
    assert isinstance(font, ImageFont.FreeTypeFont)  # noqa: S101  (the default is one where a size is given)
    return font


def _has_all_letters(font: ImageFont.FreeTypeFont, captions: Sequence[Caption]) -> None:
    letters = sorted({letter for one in captions for letter in one.text if not letter.isspace()})
    missing = bytes(font.getmask(_LOST))
    lost = [letter for letter in letters if bytes(font.getmask(letter)) == missing]
    if lost:
        found = f"letters that the font does not have, such as {shown(lost[0])}"
        raise BadInput.at("captions", found, "a font that has them, with --font FILE")
