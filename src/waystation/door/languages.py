"""In which languages is the door read, and which one does a browser ask for?

English and Korean are those of the whole program. What travellers read is here in four more, as files of
their own: an English sentence and what it is in that language.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from waystation.kit import language as program

_FOLDER = Path(__file__).with_name("languages")
NAMES: Mapping[str, str] = MappingProxyType(
    {"en": "English", "ko": "한국어", "zh": "中文", "vi": "Tiếng Việt", "lo": "ລາວ", "th": "ไทย"}
)
"""By code: what each language calls itself."""
_RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur"})  # none of them is here yet; the page is ready for them
_ASKED = re.compile(r"\s*([a-zA-Z]{2,3})[^,;]*(?:;\s*q=([0-9.]{1,5}))?\s*")


def direction(code: str) -> str:
    """Return in which direction a language is written."""
    return "rtl" if code in _RIGHT_TO_LEFT else "ltr"


def speaker(code: str) -> Callable[[str], str]:
    """Return what says a sentence in a language."""
    if code in program.LANGUAGES:
        return lambda sentence: _spoken(code, sentence)
    return lambda sentence: sentences(code)[sentence]


def _spoken(code: str, sentence: str) -> str:
    with program.speaking(code):
        return program._(sentence)


@cache
def sentences(code: str) -> Mapping[str, str]:
    """Return the sentences of one of the door's own languages by their English."""
    found: dict[str, str] = json.loads((_FOLDER / f"{code}.json").read_text(encoding="utf-8"))
    return MappingProxyType(found)


def wanted(header: str) -> str:
    """Return the language that a browser would like best of those that are here; English for none of them."""
    asked = [_ASKED.fullmatch(part) for part in header[:200].split(",")]
    ranked = [
        (float(found[2] or 1) if _number(found[2]) else 0.0, found[1].lower()) for found in asked if found
    ]
    known = [(weight, code) for weight, code in ranked if code in NAMES and weight > 0]
    return max(known, key=lambda each: each[0], default=(0.0, "en"))[1]


def _number(text: str | None) -> bool:
    return text is None or (text.count(".") <= 1 and text != ".")
