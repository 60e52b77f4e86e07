"""Does anybody profit from this move, does anybody owe, who is it that called, who takes over the watch?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from waystation.decisions.around import Around
from waystation.decisions.way import Way, houses_of
from waystation.domain.case import Trafficking
from waystation.domain.decision_record import DecisionRecord, Precondition, latest
from waystation.domain.network import Network
from waystation.plan.safeguards import missing

_DEBT = ("debt", "owes", "빚")
_OURS = frozenset(
    {"trafficking", "indicator"}
)  # codes of the case file that are looked at here, more closely


def of_protection(around: Around, network: Network, way: Way) -> Iterator[Precondition]:
    """Yield what must be so before people are led to others' houses."""
    searched: list[tuple[str | None, Trafficking]] = [
        (each, around.persons[each].trafficking) for each in around.case.persons if each in around.persons
    ]
    if around.case.case is not None:
        searched.append((None, around.case.case.safeguards.trafficking))
    for about, found in searched:
        yield Precondition(code="looked_for", about=about, met=found.looked_for, may_follow=True)
        yield from _indicators(around, about, found)
    yield from _in_the_file(around)
    yield _caller(around, network, way)


def _indicators(around: Around, about: str | None, found: Trafficking) -> Iterator[Precondition]:
    cleared = around.officer(found.cleared_by)
    for sign in found.indicators:
        code = "debt" if _is_debt(sign) else "indicator"
        yield Precondition(code=code, about=about, detail=sign, met=cleared, may_follow=True)


def _is_debt(sign: str) -> bool:
    return any(word in sign.casefold() for word in _DEBT)


def _in_the_file(around: Around) -> Iterator[Precondition]:
    """Yield what the case file itself says is missing."""
    if around.case.case is None:
        return
    for code in missing(around.case.case):
        kind = code.partition(":")[0]
        if kind not in _OURS:
            yield Precondition(code="file", detail=code, may_follow=kind != "consent")


def _caller(around: Around, network: Network, way: Way) -> Precondition:
    """A group whose caller is not verified never meets a valued house, not even in present danger."""
    requester = around.case.requester
    worth = {house.place: house.worth for house in around.houses}
    valued = [
        place.id
        for place in houses_of(network, way)
        if max(place.worth, worth.get(place.id, 0.0)) >= around.rules.valued
    ]
    verified = requester is not None and requester.verified_at is not None
    detail = None if verified or not valued else valued[0]
    return Precondition(code="caller", detail=detail, met=verified or not valued)


def continuity(record: DecisionRecord, at: datetime) -> Precondition:
    """Return whether a second desk holds what it needs to take over the watch.

    It is a second desk only where its holder has neither asked for the decision nor signed it; in an
    organisation of three he may have signed.
    """
    own = {record.by} if record.rules.profile == "three persons" else {record.by, *latest(record)}
    held = [each for each in record.packs if each.until > at and each.holder not in own]
    return Precondition(code="continuity", met=bool(held), may_follow=True)
