"""How is the engine asked, with its progress shown? Loaded late: compiled code takes a second to load."""

from __future__ import annotations

from waystation.cli.screen import progress
from waystation.domain.case import Case
from waystation.domain.decision import Decision
from waystation.domain.network import Network
from waystation.domain.route import Plan
from waystation.domain.simulation import Simulation
from waystation.kit.language import _


def plan(network: Network, case: Case, *, objectives: tuple[str, ...], time_limit: float | None) -> Plan:
    """Return the plan for a case, with a progress bar where it takes long."""
    with progress(_("Planning")) as advance:
        from waystation.plan import api

        return api.plan(network, case, objectives, time_limit=time_limit, progress=advance)


def decide(network: Network, case: Case, *, reasons: bool, time_limit: float | None) -> Decision:
    """Return the decision for a case, with a progress bar where it takes long."""
    with progress(_("Deciding")) as advance:
        from waystation.plan import api

        return api.decide(network, case, reasons=reasons, time_limit=time_limit, progress=advance)


def simulate(network: Network, case: Case, *, journeys: int, seed: int) -> Simulation:
    """Return what became of many journeys, with a progress bar where it takes long."""
    with progress(_("Simulating")) as advance:
        from waystation.plan import api

        return api.simulate(network, case, journeys=journeys, seed=seed, progress=advance)
