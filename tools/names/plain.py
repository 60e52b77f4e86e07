"""Which Latin words does a name consist of, whatever its marks and separators?"""

# ruff: noqa: INP001  (scripts, no package)
from __future__ import annotations

import re
import unicodedata

SILENT = "'’ʼ`‘."  # signs that some systems write within a syllable


def bare(text: str) -> str:
    """Return the text in lower case without marks."""
    spread = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", text).lower())
    return "".join(c for c in spread if not unicodedata.combining(c) and c not in SILENT).replace("đ", "d")


def orders(text: str) -> list[list[str]]:
    """Return the words of a name with its surname first, if it stands first, last, or is two words."""
    plain = bare(text)
    words = re.findall("[a-z]+", plain)
    if not words:
        return []
    if "," in plain or len(words) == 1:
        return [words]
    found = [words, [words[-1], *words[:-1]]]
    if len(words) > 2 and "-" not in plain:
        found.append(words[-2:] + words[:-2])
    return found
