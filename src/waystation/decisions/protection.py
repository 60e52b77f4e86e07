"""Does anybody profit from this move, does anybody owe, who is it that called, who takes over the watch?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from waystation.decisions.around import Around
from waystation.decisions.way import Way, houses_of
from waystation.domain.case import Trafficking
from waystation.domain.decision_record import DecisionRecord, Precondition, latest
from waystation.domain.indicators import indicators, looked_for
from waystation.domain.network import Network
from waystation.domain.verification import verified
from waystation.plan.safeguards import missing

_DEBT = ("debt", "owes", "빚")
_OURS = frozenset(
    {"trafficking", "indicator"}
)  # codes of the case file that are looked at here, more closely


def of_protection(around: Around, network: Network, way: Way) -> Iterator[Precondition]:
    """Yield what must be so before people are led to others' houses."""
    file = Trafficking() if around.case.case is None else around.case.case.safeguards.trafficking
    looked = file.looked_for or looked_for(around.case)
    yield Precondition(code="looked_for", met=looked, may_follow=True)
    yield from _signs(around)
    yield from _indicators(around, None, file)
    for key in around.case.persons:
        if key in around.persons:
            yield from _indicators(around, key, around.persons[key].trafficking)
    yield from _in_the_file(around)
    yield _caller(around, network, way)


def _signs(around: Around) -> Iterator[Precondition]:
    """Yield what members or answers have said of it; a sign that was cleared may have come up again."""
    for each in indicators(around.case):
        cleared = each.cleared is not None and around.officer(each.cleared.by)
        code = "debt" if _is_debt(each.sign) else "indicator"
        yield Precondition(code=code, detail=each.sign, met=cleared, may_follow=True)


def _indicators(around: Around, about: str | None, found: Trafficking) -> Iterator[Precondition]:
    cleared = around.officer(found.cleared_by)
    told = {each.sign for each in indicators(around.case)} if about is None else set()
    for sign in (each for each in found.indicators if each not in told):
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
    worth = {house.place: house.worth for house in around.houses}
    valued = [
        place.id
        for place in houses_of(network, way)
        if max(place.worth, worth.get(place.id, 0.0)) >= around.rules.valued
    ]
    fine = verified(around.case) or not valued
    return Precondition(code="caller", detail=None if fine else valued[0], met=fine)


def continuity(record: DecisionRecord, at: datetime) -> Precondition:
    """Return whether a second desk holds what it needs to take over the watch.

    It is a second desk only where its holder has neither asked for the decision nor signed it; in an
    organisation of three he may have signed.
    """
    own = {record.by} if record.rules.profile == "three persons" else {record.by, *latest(record)}
    held = [each for each in record.packs if each.until > at and each.holder not in own]
    return Precondition(code="continuity", met=bool(held), may_follow=True)
