"""Who of those known may be the person sought, and what speaks for it?"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from waystation.domain.tracing import TracingRecord


@dataclass(frozen=True, slots=True)
class MatchTerm:
    """One part of the evidence, in nats: above nought speaks for one person, below against it.

    `field` is the part of the portrait; `sought` and `known` what stands there on either side; `says` a word
    for how they compare.
    """

    field: str
    sought: str
    known: str
    nats: float
    says: str


@dataclass(frozen=True, slots=True)
class Match:
    """A suggestion that people confirm or not. `nats` is the sum of the `terms`.

    `record` holds what its person lets this seeker see and nothing else. `probability` says how likely this
    is the person sought, if it is as likely as not that the person is in the list at all.
    """

    record: TracingRecord
    nats: float
    probability: float
    terms: tuple[MatchTerm, ...]


@dataclass(frozen=True, slots=True)
class Matches:
    """The best suggestions for one search, the strongest first.

    `compared` is how many records this seeker may be told of; those of others are not counted.
    """

    seeker: str
    compared: int
    candidates: int
    matches: tuple[Match, ...]

    def to_dict(self) -> dict[str, Any]:
        """Return what `--json` prints: plain dicts, lists, numbers and text."""
        listed = [
            {
                "record": match.record.model_dump(mode="json", exclude_defaults=True),
                "nats": match.nats,
                "probability": match.probability,
                "terms": [asdict(term) for term in match.terms],
            }
            for match in self.matches
        ]
        return {
            "waystation": 1,
            "kind": "matches",
            "seeker": self.seeker,
            "compared": self.compared,
            "candidates": self.candidates,
            "matches": listed,
        }
