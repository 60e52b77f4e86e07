"""How is everything that a search compiles made ready beforehand?"""

from __future__ import annotations

from waystation.domain.tracing import SHARED, Portrait, Sought, TracingConsent, TracingRecord
from waystation.tracing.match.register import register
from waystation.tracing.match.search import search


def compile_all() -> None:
    """Search for nobody among nobody: that calls every kernel with the types it is always called with."""
    person = Portrait(names=("Kim Il",), born="1990", sex="male", origin=("KP",))
    known = TracingRecord(id="nobody", person=person, consent=TracingConsent(shares=SHARED))
    search(register([known]), Sought(waystation=1, seeker=("nobody",), person=person))
