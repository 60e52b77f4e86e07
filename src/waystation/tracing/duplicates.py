"""Which of our own persons may be the same as this one? A suggestion for people; nothing is merged.

This is no tracing: a desk looks among what it may open anyway, nobody outside is answered, so nobody's
consent to tracing is asked. The evidence is that of `waystation.tracing.match`, term by term.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import exp
from typing import NamedTuple

import numpy as np

from waystation.domain.match import MatchTerm
from waystation.domain.person import Person
from waystation.domain.tracing import Kin, Portrait, RelativeNames
from waystation.tracing.match import called
from waystation.tracing.match.search import explained, nats
from waystation.tracing.names import prepare, weights

NEAR = 12  # persons whose records are opened and compared properly
LEAST = 0.0  # nats; below it more speaks against than for it
_KIN: Mapping[str, Kin] = {
    "mother": "mother", "father": "father", "daughter": "daughter", "son": "son", "sister": "sister",
    "brother": "brother", "wife": "wife", "husband": "husband", "grandmother": "grandmother",
    "grandfather": "grandfather", "granddaughter": "granddaughter", "grandson": "grandson", "aunt": "aunt",
    "uncle": "uncle", "cousin": "cousin", "어머니": "mother", "아버지": "father", "딸": "daughter",
    "아들": "son", "누나": "sister", "언니": "sister", "여동생": "sister", "형": "brother", "오빠": "brother",
    "남동생": "brother", "아내": "wife", "남편": "husband", "할머니": "grandmother",
    "할아버지": "grandfather",
}  # fmt: skip


class Suggestion(NamedTuple):
    """Somebody who may be the same: the evidence in nats, and how likely it is among all compared."""

    number: int
    """Which of the persons compared."""
    nats: float
    probability: float
    terms: tuple[MatchTerm, ...]


def nearest(names: Sequence[str], others: Sequence[Sequence[str]], most: int = NEAR) -> list[int]:
    """Return the numbers of those whose names are nearest, the nearest first; none against whom they speak.

    Only written names are looked at: this is what can be told without opening a record.
    """
    flat = [(number, name) for number, some in enumerate(others) for name in some]
    if not names or not flat:
        return []
    rows = np.repeat(np.arange(len(names)), len(flat))
    columns = np.tile(np.arange(len(flat)), len(names))
    said = weights(prepare(names), rows, prepare([name for _, name in flat]), columns)
    best: dict[int, float] = {}
    for (number, _name), weight in zip(flat * len(names), said.tolist(), strict=True):
        best[number] = max(weight, best.get(number, weight))
    ranked = sorted((-weight, number) for number, weight in best.items() if weight > LEAST)
    return [number for _, number in ranked[:most]]


def portrait(person: Person) -> Portrait:
    """Return what of a person's record can be compared."""
    born = f"{person.born_from or ''}..{person.born_to or ''}"
    kin = tuple(
        RelativeNames(kin=_kin(each.relation), names=(each.name,)) for each in person.relatives if each.name
    )
    return Portrait(
        names=tuple(dict.fromkeys(name.text for name in person.names)),
        born=born if born != ".." else None,
        sex=person.sex if person.sex in {"female", "male"} else None,
        relatives=kin,
    )


def _kin(relation: str) -> Kin:
    words = relation.casefold().split()
    return _KIN.get(words[-1], "other") if words else "other"


def suggestions(person: Person, others: Sequence[Person], compared: int) -> list[Suggestion]:
    """Return who of the others may be the same person, the strongest first.

    `compared` is among how many they were looked for: the more, the likelier is a likeness by chance.
    """
    mine, theirs = portrait(person), [portrait(each) for each in others]
    weighed = called.weigh(pair for each in theirs for pair in called.pairs(mine, each))
    scored = [(nats(mine, each, weighed), number) for number, each in enumerate(theirs)]
    return [
        Suggestion(number, score, _likely(score, compared), explained(mine, theirs[number], weighed))
        for score, number in sorted(scored, key=lambda each: (-each[0], each[1]))
        if score > LEAST
    ]


def _likely(score: float, compared: int) -> float:
    """Return how likely it is that this is the same, if it is as likely as not that she is among them."""
    return 1.0 / (1.0 + max(1, compared) * exp(-min(score, 700.0)))
