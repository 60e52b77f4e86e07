"""Which safeguards are missing before anybody may move? Codes, said in words by `explain`."""

from __future__ import annotations

from collections.abc import Iterator

from waystation.domain.case import Case, Child, Consent, Trafficking

CHILD_TRAITS = frozenset(
    {"infant", "baby", "child", "children", "child_alone", "minor", "unaccompanied_minor"}
)


def missing(case: Case) -> tuple[str, ...]:
    """Return what is missing or open; whatever the figures, nobody moves until this is empty."""
    guards = case.safeguards
    return (
        *(code for consent in guards.consents for code in _consent(consent)),
        *(code for child in guards.children for code in _child(child)),
        *_counted(case),
        *_trafficking(guards.trafficking),
        *(() if guards.reviewed_by else ("review",)),
    )


def _consent(consent: Consent) -> Iterator[str]:
    if not consent.given:
        yield f"consent:{consent.person}"
    if not consent.heard_alone:
        yield f"heard_alone:{consent.person}"


def _child(child: Child) -> Iterator[str]:
    if child.guardian is None:
        yield f"guardian:{child.person}"
    if child.best_interest is None:
        yield f"best_interest:{child.person}"


def _counted(case: Case) -> Iterator[str]:
    """Yield how many persons nothing is said about; a child who consents counts once."""
    guards = case.safeguards
    named = {item.person for item in guards.consents} | {item.person for item in guards.children}
    if len(named) < case.group.persons:
        yield f"consents:{case.group.persons - len(named)}"
    if CHILD_TRAITS.intersection(case.group.traits) and not case.safeguards.children:
        yield "children"


def _trafficking(found: Trafficking) -> Iterator[str]:
    if not found.looked_for:
        yield "trafficking"
    if found.cleared_by is None:
        yield from (f"indicator:{word}" for word in found.indicators)
