"""What do several detectors see together in one frame?

Each detector draws its boxes in its own way; `FRAMES` puts all of them around what people mark as a face
(fitted on WIDER FACE stills, docs/decisions/detectors.md). Boxes of different detectors that overlap are one
sighting: the mean of them, weighted by score, with the scores of all.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from waystation.footage.detect.boxes import NONE, Boxes, Floats, best_of_each, overlap

_SAME = 0.35  # two detectors whose boxes overlap by more see the same
_TWICE = 0.5  # two boxes of one detector at two scales
Seen = tuple[str, Boxes, Floats]

# By how much of its width and height a detector's box must move outwards: left, top, right, bottom.
FRAMES: Mapping[str, tuple[float, float, float, float]] = {
    "centerface": (-0.02, 0.065, 0.0, 0.0),
    "yunet": (-0.015, 0.045, 0.0, 0.0),
}


@dataclass(frozen=True, slots=True)
class Sightings:
    """What was seen in one frame: boxes (n, 4), and for each the detectors with their scores."""

    boxes: Boxes
    scores: tuple[tuple[tuple[str, float], ...], ...]


def united(looks: Sequence[Seen]) -> Sightings:
    """Return what was seen, each thing once; of one detector at several scales, the surest box counts."""
    boxes: list[list[Boxes]] = []
    scores: list[dict[str, float]] = []
    for name, found, sure in _by_detector(looks):
        framed = _framed(name, found)
        likeness = overlap(framed, np.stack([b[0] for b in boxes]) if boxes else NONE)
        for number, (box, score) in enumerate(zip(framed, sure, strict=True)):
            match = int(likeness[number].argmax()) if likeness.shape[1] else -1
            if match >= 0 and likeness[number, match] > _SAME and name not in scores[match]:
                boxes[match].append(box)
                scores[match][name] = float(score)
            else:
                boxes.append([box])
                scores.append({name: float(score)})
    means = [_mean(group, list(given.values())) for group, given in zip(boxes, scores, strict=True)]
    return Sightings(np.stack(means) if means else NONE, tuple(tuple(given.items()) for given in scores))


def _by_detector(looks: Sequence[Seen]) -> list[Seen]:
    merged = []
    for name in dict.fromkeys(name for name, _, _ in looks):
        boxes = np.concatenate([b for n, b, _ in looks if n == name])
        scores = np.concatenate([s for n, _, s in looks if n == name])
        kept = best_of_each(boxes, scores, _TWICE)
        merged.append((name, boxes[kept], scores[kept]))
    return merged


def _framed(name: str, boxes: Boxes) -> Boxes:
    left, top, right, bottom = FRAMES.get(name, (0, 0, 0, 0))
    sides = boxes[:, 2:] - boxes[:, :2]
    more = np.concatenate([sides * (-left, -top), sides * (right, bottom)], axis=1)
    return np.asarray(boxes + more, np.float32)


def _mean(group: Sequence[Boxes], scores: Sequence[float]) -> Boxes:
    weights = np.array(scores, np.float32)[:, None]
    return np.asarray((np.stack(group) * weights).sum(axis=0) / weights.sum(), np.float32)
