"""How strongly do all sightings together speak for a face?

Each piece of evidence is taken to be wrong on its own, and what is left is the doubt (a noisy or):
CenterFace's best score, YuNet's best score as far as it is above what YuNet says of anything, the mean of
the closer looks, and how often it was seen. The weights were set by hand on clips with exact boxes and
checked on others; a fitted logistic regression was no better there (docs/decisions/detectors.md).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from waystation.footage.detect.follow import CLOSER

_IDLE = 0.3  # what YuNet says of anything
_SECOND = 1.0  # how far YuNet is believed
_CLOSER = 0.9  # how far a closer look is believed
_OFTEN, _ENOUGH = 0.1, 6  # what being seen so many times is worth


def strength(scores: Mapping[str, Sequence[float]], sightings: int) -> float:
    """Return the strength, in [0, 1], of the scores that the detectors gave, by their names."""
    first = max(scores.get("centerface", ()), default=0.0)
    second = max(0.0, max(scores.get("yunet", ()), default=0.0) - _IDLE)
    asked = scores.get(CLOSER, ())
    closer = sum(asked) / len(asked) if asked else first
    often = min(1.0, sightings / _ENOUGH)
    doubts = (1 - first, 1 - _SECOND * second, 1 - _CLOSER * closer, 1 - _OFTEN * often)
    left = 1.0
    for doubt in doubts:
        left *= min(1.0, max(0.0, doubt))
    return 1 - left
