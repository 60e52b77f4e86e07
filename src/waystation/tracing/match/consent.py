"""What of a record may this seeker be told today?

Everything in this folder sees records only through `projected`: what a person does not share is gone before
anything is compared, counted, ordered or shown, so that nothing can be concluded from it either. The day is
that of the machine's clock and the seeker is the one of the search; no function takes an argument that says
otherwise. What this cannot do: know a seeker who gives a false name, or undo what was told before.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from waystation.domain.tracing import Portrait, TracingConsent, TracingRecord
from waystation.tracing.match.sounds import splits
from waystation.tracing.names import compare

BAR = 0.0  # nats; a seeker whose name is as likely as not a barred one learns nothing
_PARTS = {
    "names": ("names",),
    "age": ("born", "ages"),
    "sex": ("sex",),
    "origin": ("origin",),
    "seen": ("seen",),
    "relatives": ("relatives",),
    "marks": ("marks",),
    "languages": ("languages",),
}


def today() -> date:
    """Return the day it is here."""
    return date.today()  # noqa: DTZ011  (consent ends with the day of those who keep the list)


def projected(record: TracingRecord) -> TracingRecord | None:
    """Return what the person of a record shares, or None: nothing, not even that the record is there."""
    consent = record.consent
    if consent is None or consent.withdrawn or not any(part in _PARTS for part in consent.shares):
        return None
    kept = [field for part in consent.shares for field in _PARTS.get(part, ())]
    return TracingRecord(
        id=record.id,
        person=Portrait.model_construct(
            **{"names": (), **{field: getattr(record.person, field) for field in kept}}
        ),
        contact=record.contact if "contact" in consent.shares else None,
        consent=consent,
    )


def shown(record: TracingRecord) -> TracingRecord:
    """Return a projected record as a seeker may see it: who is barred is the person's own affair."""
    consent = record.consent or TracingConsent()
    return record.model_copy(update={"consent": TracingConsent(shares=consent.shares, until=consent.until)})


def barred(names: Iterable[str], seeker: Iterable[str]) -> bool:
    """Tell whether one of the seeker's names may be one of those that a person has barred."""
    seeker = tuple(seeker)
    return any(_may_be(name, asks) for name in names for asks in seeker)


@lru_cache(maxsize=65536)
def _may_be(name: str, asks: str) -> bool:
    sounds_alike = not set(splits(name)).isdisjoint(splits(asks))
    return name.casefold() == asks.casefold() or sounds_alike or compare(name, asks).weight > BAR
