"""At which constant rate is a film shown, and how often is each of its frames shown then?"""

from __future__ import annotations

from fractions import Fraction

USUAL = (5, 10, 12, 12.5, 15, 20, 23.976, 24, 25, 29.97, 30, 48, 50, 59.94, 60, 90, 100, 119.88, 120, 240)
_NEAR = 0.02  # a stated rate that the frames bear out to this share is taken at its word
_NTSC = {23.976: Fraction(24000, 1001), 29.97: Fraction(30000, 1001), 59.94: Fraction(60000, 1001)}


def constant_rate(stated: float, frames: int, seconds: float) -> Fraction:
    """Return the frames a second of a release, for a film of so many frames in so many seconds."""
    mean = frames / seconds if frames > 1 and seconds > 0 else stated
    wanted = stated if mean and abs(stated / mean - 1) <= _NEAR else mean
    near = [rate for rate in USUAL if abs(wanted / rate - 1) <= 0.001]  # noqa: PLR2004  (30 is not 29.97)
    if not near:
        near = [rate for rate in USUAL if rate >= wanted * (1 - _NEAR)] or [USUAL[-1]]
    return _NTSC.get(near[0]) or Fraction(near[0]).limit_denominator(1000)


class Ticks:
    """Says how often each frame is shown, so that a constant rate keeps everybody's time."""

    def __init__(self, rate: Fraction) -> None:
        self._rate = float(rate)
        self._shown = 0

    def before(self, seconds: float) -> int:
        """Return how often the frame is shown that comes before the one at this time; possibly never."""
        due = max(self._shown, round(seconds * self._rate))
        times, self._shown = due - self._shown, due
        return times
