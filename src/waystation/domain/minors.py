"""Who of the persons is, or may be, a child, and what protects the child?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from waystation.domain.person import Person

ADULT = 18  # years
CHILD_TRAITS = frozenset(
    {"infant", "baby", "child", "children", "child_alone", "minor", "unaccompanied_minor"}
)
"""Traits by which a plan knows children."""


def may_be_minor(person: Person, day: date) -> bool:
    """Tell whether a person may be under 18 on a day; in doubt she is a child.

    The youngest that the years of birth allow counts. Without a year a trait decides.
    """
    if CHILD_TRAITS & set(person.traits):
        return True
    latest = person.born_to or person.born_from
    return latest is not None and day.year - latest <= ADULT  # in that year the birthday may still come


def lacking(person: Person) -> Iterator[str]:
    """Yield what a child lacks before it may move: `guardian`, `best_interest`, `heard_alone`."""
    if person.guardian is None:
        yield "guardian"
    if person.best_interest is None:
        yield "best_interest"
    if person.heard_alone_at is None:
        yield "heard_alone"
