"""How do two paths from a country down to a village compare: the same, one inside the other, or apart?

Names of one level are folded: case, accents, hyphens and the words for province, city or county are dropped.
Countries and North Korean provinces are known under their usual names in English and Korean; anything
else is compared as it is written, so that a spelling nobody knows counts as another place only where the
letters differ by more than a slip.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from typing import NamedTuple

from waystation.tracing.places.known import COUNTRIES, PROVINCES

ALIKE = 0.8  # share of letters in common from which two unknown names are taken for one place
_KINDS = re.compile(
    r"\b(?:province|city|county|district|prefecture|autonomous|village|sheng|shi|xian|dong|gun|kun|si|do|ri)\b"
)
_KOREAN_KINDS = re.compile(r"(?<=\w\w)(?:특별시|직할시|시|군|구역|리|동|도)$")


class Relation(NamedTuple):
    """`agreed` levels are the same from the widest down; `apart` says that the next level differs."""

    agreed: int
    apart: bool


@lru_cache(maxsize=65536)
def folded(name: str) -> str:
    """Return a name as it is compared, or the key of a place that is known."""
    text = unicodedata.normalize("NFKC", name).casefold()
    plain = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    plain = re.sub(r"['\u2019.]", "", unicodedata.normalize("NFC", plain))
    plain = " ".join(re.sub(r"[\W_]+", " ", plain).split())
    known = COUNTRIES.get(plain) or PROVINCES.get(plain)
    if known:
        return known
    bare = " ".join(_KOREAN_KINDS.sub("", _KINDS.sub(" ", plain).strip()).split())
    return COUNTRIES.get(bare) or PROVINCES.get(bare) or bare or plain


@lru_cache(maxsize=65536)
def path(names: Sequence[str]) -> tuple[str, ...]:
    """Return a path as it is compared; a North Korean province without its country gets it."""
    keys = tuple(folded(name) for name in names)
    return ("kp", *keys) if keys and keys[0] in PROVINCES.values() else keys


def relation(a: Sequence[str], b: Sequence[str]) -> Relation:
    """Compare two paths of names."""
    left, right = path(tuple(a)), path(tuple(b))
    agreed = 0
    for one, other in zip(left, right, strict=False):
        if not same(one, other):
            return Relation(agreed, apart=True)
        agreed += 1
    return Relation(agreed, apart=False)


@lru_cache(maxsize=65536)
def same(one: str, other: str) -> bool:
    """Tell whether two folded names are taken for one place."""
    if one == other:
        return True
    known = {*COUNTRIES.values(), *PROVINCES.values()}
    if one in known or other in known:
        return False
    return SequenceMatcher(None, one, other).ratio() >= ALIKE
