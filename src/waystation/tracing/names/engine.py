"""How strongly do two names, or many pairs of names, speak for one person?"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

import numpy as np
from numpy.typing import NDArray

from waystation.tracing.names.evidence import Evidence, Term

_ALIAS = re.compile(r"\s*(?:\ba\.?k\.?a\.?\b|\balias\b|[;/|()])\s*", re.IGNORECASE)


@dataclass(frozen=True, eq=False)
class Names:
    """Names that were read once. `keys` holds those of name n in `keys[first[n] : first[n + 1]]`."""

    written: tuple[str, ...]
    first: NDArray[np.int64]  # (names + 1,)
    keys: NDArray[np.uint64]  # an index looks these up; equal keys mean: may be one name

    def __len__(self) -> int:
        return len(self.written)


def aliases(name: str) -> tuple[str, ...]:
    """Return the names in "A alias B", "A (B)", "A; B": each is a name of its own."""
    parts = [part.strip() for part in _ALIAS.split(unicodedata.normalize("NFKC", name))]
    return tuple(dict.fromkeys(part for part in parts if part))


def compare(a: str, b: str) -> Evidence:
    """Return the evidence that both are one person's name; the same whichever comes first."""
    left, right = (sorted(re.findall(r"\w+", unicodedata.normalize("NFKC", n).lower())) for n in (a, b))
    ratio = SequenceMatcher(None, " ".join(left), " ".join(right)).ratio()
    term = Term("word", a, b, 20.0 * ratio - 14.0, "")
    return Evidence(a, b, term.weight, (term,))


def keys(name: str) -> tuple[int, ...]:
    """Return a few numbers; two spellings of one name nearly always share one of them."""
    return tuple(int(key) for key in prepare([name]).keys)


def prepare(names: Sequence[str]) -> Names:
    """Read many names at once."""
    found = [sorted({hash(w) & 0xFFFFFFFF for w in re.findall(r"\w+", name.lower())}) for name in names]
    first = np.zeros(len(found) + 1, np.int64)
    np.cumsum([len(k) for k in found], out=first[1:])
    return Names(tuple(names), first, np.array([k for ks in found for k in ks], np.uint64))


def weights(
    left: Names, i: NDArray[np.int64], right: Names, j: NDArray[np.int64]
) -> NDArray[np.float64]:
    """Return the weight in nats of each pair left[i[n]], right[j[n]]: what `compare` says about it."""
    pairs = zip(i.tolist(), j.tolist(), strict=True)
    return np.array([compare(left.written[p], right.written[q]).weight for p, q in pairs], np.float64)
