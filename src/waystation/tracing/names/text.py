"""Which letters of a written name count, and what do they look like plain?

NFKC first, so that full-width, half-width and composed forms are one; then lower case, no marks on Latin
letters, and only three separators: space, hyphen, comma. Kana become the Latin letters of their sound, moved
to where no other script is (`SHIFTED`), since they spell Korean in another way than Latin letters do.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

SHIFTED = 0xE000  # added to a Latin letter that stands for kana; an area of Unicode for private use
_SILENT = frozenset("ъ'’ʼ`‘′.՚ʻʹ์่้๊๋็່້໊໋์์ː")  # signs within a syllable, and tones of Thai and Lao
_HYPHENS = frozenset("-‐‑‒–—−﹣")
_ALIAS = re.compile(
    r"\s*(?:\b(?:a\.?\s?k\.?\s?a\.?|alias|also known as|formerly|née?|born)(?!\w)"
    r"|가명|본명|일명|별명|[;/|()\[\]=])\s*",
    re.IGNORECASE,
)
_KANA = re.compile("[ァ-ヺー]+")
_DIGRAPH = re.compile("[ァ-ヺ][ァィゥェォャュョ]?|ー")
_LOW, _HIGH = (0x0300, 0x036F)  # combining marks of Latin, Greek and Cyrillic
_LATIN_END = 0x250
_LATIN_MORE = range(0x1E00, 0x1F00)
_ROWS = {
    "": "アイウエオ",
    "k": "カキクケコ",
    "g": "ガギグゲゴ",
    "s": "サシスセソ",
    "z": "ザジズゼゾ",
    "t": "タチツテト",
    "d": "ダヂヅデド",
    "n": "ナニヌネノ",
    "h": "ハヒフヘホ",
    "b": "バビブベボ",
    "p": "パピプペポ",
    "m": "マミムメモ",
    "r": "ラリルレロ",
}
_SOUNDS = {
    kana: row + vowel for row, listed in _ROWS.items() for kana, vowel in zip(listed, "aiueo", strict=True)
}
_SOUNDS |= dict(zip("シジチツヂフヤユヨワヰヱヲンッヴーヵヶ", (
    "shi", "ji", "chi", "tsu", "ji", "fu", "ya", "yu", "yo", "wa", "i", "e", "o", "n", "", "vu", "", "ka",
    "ke",
), strict=True))  # fmt: skip
_SMALL = {"ァ": "a", "ィ": "i", "ゥ": "u", "ェ": "e", "ォ": "o", "ャ": "ya", "ュ": "yu", "ョ": "yo"}


def _sound(found: re.Match[str]) -> str:
    """Return the Latin letters of a kana with the small one after it: ジョ is jo, フィ is fi, ティ is ti."""
    big, small = found[0][0], _SMALL.get(found[0][1:], "")
    sound = _SOUNDS.get(big, _SMALL.get(big, ""))
    if not small:
        return sound
    if big in "シジチヂ":
        return sound[:-1] + small.removeprefix("y")
    if big == "ウ":
        return "w" + small
    return sound[:-1] + small


def _kana(found: re.Match[str]) -> str:
    return "".join(chr(ord(c) + SHIFTED) for c in _DIGRAPH.sub(_sound, found[0]))


class _Plain(dict[int, str]):
    """What a character becomes; worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        self[code] = shown = self._of(chr(code))
        return shown

    @staticmethod
    def _of(c: str) -> str:
        code = ord(c)
        if c == "\n" or SHIFTED <= code < SHIFTED + 128:
            return c
        if c in _SILENT or _LOW <= code <= _HIGH:
            return ""
        if c in _HYPHENS:
            return "-"
        if c in ",，、":
            return ","
        if c == "ё":
            return "е"
        if code < _LATIN_END or code in _LATIN_MORE:
            bare = unicodedata.normalize("NFD", c)[0]
            c = {"đ": "d", "ł": "l", "ø": "o", "ı": "i"}.get(bare, bare)
        return c if unicodedata.category(c)[0] in "LMN" else " "


_PLAIN = _Plain()


def plain(text: str) -> str:
    """Return the letters that count, with spaces, hyphens and commas; one name a line."""
    text = unicodedata.normalize("NFKC", text).casefold()
    if _KANA.search(text):
        text = _KANA.sub(_kana, text)
    return text.translate(_PLAIN)


def sounded(text: str) -> str:
    """Return plain text with its kana in ordinary Latin letters."""
    return "".join(chr(ord(c) - SHIFTED) if SHIFTED <= ord(c) < SHIFTED + 128 else c for c in text)


def lines(names: Sequence[str]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the plain characters of many names, and where each begins (and one more: where all end)."""
    text = plain("\n".join(name.replace("\n", " ") for name in names) + "\n")
    letters = np.frombuffer(text.encode("utf-32-le"), np.uint32).astype(np.int64)
    ends = np.flatnonzero(letters == ord("\n"))
    letters[ends] = ord(" ")
    return letters, np.concatenate((np.zeros(1, np.int64), ends + 1))


def aliases(name: str) -> tuple[str, ...]:
    """Return the names in "A alias B", "A (B)", "A; B": each is a name of its own."""
    parts = (part.strip(" \t\n,.") for part in _ALIAS.split(unicodedata.normalize("NFKC", name)))
    return tuple(dict.fromkeys(part for part in parts if part))
