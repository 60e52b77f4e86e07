"""With the original at hand, and little time: is anything altered in a few pieces, drawn by chance?

The film is cut into pieces of about a second. Whoever altered it cannot know which are drawn. An alteration
that touches k of P pieces is missed by n drawn ones with the probability C(P - k, n) / C(P, n), the
hypergeometric distribution.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import accumulate
from math import ceil, comb
from random import SystemRandom

from waystation.domain.release import Proof
from waystation.footage.proof.original import Comparison, planar, times_of
from waystation.footage.proof.verify import Finding
from waystation.footage.reading import Film, Frame
from waystation.footage.redact.covers import Sweep
from waystation.footage.redact.how import Progress, quiet
from waystation.kit.errors import BadInput
from waystation.kit.shown import printable

PIECE = 25  # frames
DURATIONS = (1, 10)  # seconds of an alteration, for which the probability is said
Run = tuple[int, int]


def verify_sample(
    release: Film, original: Film, proof: Proof, count: int, progress: Progress = quiet
) -> Iterator[Finding]:
    """Yield what was altered in `count` pieces; where nothing was, that is no proof, and said to be unknown.

    Raises BadInput where pieces of the original cannot be looked at alone.
    """
    if proof.medium != "video":
        raise BadInput.at("--sample", f"a {proof.medium}", "a film")
    size = (release.facts.width, release.facts.height)
    drawn = draw(proof.frames, count)
    worst = Comparison(proof)
    if size != (proof.width, proof.height) or not _compared(release, original, worst, drawn, progress):
        yield Finding("fails", "length")
        return
    failed = [finding for finding in worst.findings() if finding.state == "fails"]
    yield from failed or [Finding("unknown", "sampled", said(proof, len(drawn)))]


def draw(frames: int, count: int) -> list[Run]:
    """Return so many of the pieces of a film, all where there are no more, in rising order."""
    pieces = range(ceil(frames / PIECE))
    chosen = sorted(SystemRandom().sample(pieces, min(count, len(pieces))))
    return [(number * PIECE, min(frames, (number + 1) * PIECE)) for number in chosen]


def caught(pieces: int, drawn: int, touched: int) -> float:
    """Return the probability that of so many pieces, so many drawn, one is among those that are touched."""
    return 1 - comb(pieces - min(touched, pieces), drawn) / comb(pieces, drawn)


def said(proof: Proof, drawn: int) -> dict[str, str]:
    """Return how much was looked at, and how probably it would have shown an alteration, in percent."""
    pieces = ceil(proof.frames / PIECE)
    shown = sum(count * times for count, times in proof.shown)
    rate = float(Fraction(proof.rate or 1)) * proof.frames / max(1, shown)  # frames of the original a second
    chances = (caught(pieces, drawn, ceil(seconds * rate / PIECE)) for seconds in DURATIONS)
    return {
        "looked": str(drawn),
        "pieces": str(pieces),
        **{f"in_{seconds}": f"{100 * p:.0f}" for seconds, p in zip(DURATIONS, chances, strict=True)},
    }


def _compared(
    release: Film, original: Film, worst: Comparison, drawn: Sequence[Run], progress: Progress
) -> bool:
    """Compare the pieces; return False where the films are not as long as the proof says."""
    proof = worst.proof
    times = list(times_of(proof))
    begins = [0, *accumulate(times)]
    runs = [(begins[first], begins[end]) for first, end in drawn]
    covered, captioned = Sweep(proof.covers), Sweep(proof.captions)
    shown = release.pieces([run for run in runs if run[0] < run[1]])
    for done, frame in enumerate(original.pieces(drawn), 1):
        areas, written = covered.at(frame.index), captioned.at(frame.index)
        before = planar(frame.image, proof)
        for after in _next(shown, times[frame.index]):
            worst.note(before, after, areas, written)
        progress(done)
    if original.count != proof.frames:
        found = "a film whose frames can be counted by decoding them only"
        raise BadInput.at(printable(original.name), found, "a comparison without --sample")
    return next(shown, None) is None and release.count == begins[-1]


def _next(shown: Iterator[Frame], times: int) -> Iterator[Frame]:
    """Yield the next frames of the release."""
    for _tick in range(times):
        after = next(shown, None)
        if after is None:
            return
        yield after
