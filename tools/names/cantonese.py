"""How is a Cantonese syllable spelled in Hong Kong? From Jyutping, as the registry there writes names."""

# ruff: noqa: INP001  (scripts, no package)
from __future__ import annotations

import re

_BEGIN = {
    "b": "p", "d": "t", "g": "k", "gw": "kw", "z": "ch ts", "c": "ch ts", "s": "s sh", "j": "y", "ng": "ng -", "": "-",
}  # fmt: skip
_END = {
    "aa": "a ar ah", "aai": "ai", "aau": "au", "aam": "am", "aan": "an", "aang": "ang", "aap": "ap", "aat": "at", "aak": "ak",
    "am": "am um", "an": "an un", "au": "au ow", "ai": "ai", "ap": "ap", "at": "at", "oe": "oe", "oeng": "eung", "oek": "euk",
    "eoi": "ui", "eon": "un", "eot": "ut", "ou": "o ou", "yu": "yu", "yun": "yuen", "yut": "yuet", "i": "i ee", "e": "e eh", "ei": "ei ee i ay", "eng": "eng ing", "o": "o or",
}  # fmt: skip
_PARTS = re.compile("(gw|kw|ng|[bpmfdtnlgkhwzcsj]?)(.+)")


def hongkong(jyutping: str) -> list[str]:
    """Return the spellings of a syllable without its tone."""
    found = _PARTS.fullmatch(jyutping.rstrip("123456"))
    if not found:
        return []
    begin, end = found.groups()
    begins = [b.replace("-", "") for b in _BEGIN.get(begin, begin).split()]
    if begin == "j" and end.startswith(("i", "yu")):
        begins = ["y"] if end.startswith("i") else [""]
    return [b + e for b in begins for e in _END.get(end, end).split()]
