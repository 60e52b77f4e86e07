"""Of which parts is a hangul syllable made, and how do North and South begin it?"""

# ruff: noqa: INP001  (scripts, no package)
from __future__ import annotations

INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
MEDIALS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
FINALS = ["", *"ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ"]
FIRST, LAST = 0xAC00, 0xD7A3
_Y = "ㅑㅕㅖㅛㅠㅣ"  # before these the South begins a word without ㄹ and ㄴ, elsewhere with ㄴ for ㄹ


def parts(syllable: str) -> tuple[str, str, str]:
    """Return initial, medial and final ("" for none)."""
    n = ord(syllable) - FIRST
    return INITIALS[n // 588], MEDIALS[n // 28 % 21], FINALS[n % 28]


def joined(initial: str, medial: str, final: str) -> str:
    """Return the syllable of three parts."""
    return chr(FIRST + (INITIALS.index(initial) * 21 + MEDIALS.index(medial)) * 28 + FINALS.index(final))


def southern(syllable: str) -> str:
    """Return a syllable as the South writes it at the beginning of a word: 리 as 이, 로 as 노."""
    initial, medial, final = parts(syllable)
    if initial in "ㄹㄴ" and medial in _Y:
        return joined("ㅇ", medial, final)
    return joined("ㄴ", medial, final) if initial == "ㄹ" else syllable


def is_hangul(text: str) -> bool:
    """Tell whether all characters are hangul syllables."""
    return bool(text) and all(FIRST <= ord(c) <= LAST for c in text)
