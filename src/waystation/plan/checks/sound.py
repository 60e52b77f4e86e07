"""Do a network and a case make sense together, so that a plan can be made at all?

An unreachable safety is no fault here: that nothing leads there is an answer. See `check` for that.
"""

from __future__ import annotations

from collections.abc import Iterator

from waystation.domain.case import Case
from waystation.domain.network import Network
from waystation.kit.errors import BadInput, Fault
from waystation.kit.language import N_, _
from waystation.kit.shown import shown
from waystation.plan.checks.findings import Sources
from waystation.plan.files.references import expected, wrong_references

MOST_HOURS = 100_000.0  # eleven years
MOST_STEPS = 100_000


def require_sound(network: Network, case: Case | None = None) -> None:
    """Raise BadInput with every id that is unknown or stands twice, and for a clock with too many steps."""
    if faults := tuple(unsound(network, case, Sources())):
        raise BadInput(faults)


def unsound(network: Network, case: Case | None, sources: Sources) -> Iterator[Fault]:
    """Yield what keeps a plan from being made."""
    for wrong in wrong_references(network.model_dump(by_alias=True)):
        yield sources.network.fault(*wrong)
    if case is not None:
        yield from _unfit(network, case, sources)


def _unfit(network: Network, case: Case, sources: Sources) -> Iterator[Fault]:
    known = dict.fromkeys(place.id for place in network.places)
    if case.from_ not in known:
        yield sources.case.fault(("from",), shown(case.from_), expected(case.from_, known, N_("place")))
    if case.deadline > MOST_HOURS:
        yield sources.case.fault(
            ("deadline",), f"{case.deadline:g}", _("at most {most:,.0f} hours").format(most=MOST_HOURS)
        )
    elif case.deadline / case.step > MOST_STEPS:
        allowed = _("at least {least:g}, so that the clock has at most {most:,} steps").format(
            least=case.deadline / MOST_STEPS, most=MOST_STEPS
        )
        yield sources.case.fault(("step",), f"{case.step:g}", allowed)
