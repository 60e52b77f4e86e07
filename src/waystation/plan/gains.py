"""Between which bounds does the gain lie if one thing were harmless, before the policy is made anew?

The present policy gains at least so much; the relaxation gains at most so much (kernels/excess.py).
"""

from __future__ import annotations

from math import inf

import numpy as np

from waystation.plan.arrays import as_bits, as_flags
from waystation.plan.graph import PolicyGraph
from waystation.plan.hazard import Timetable
from waystation.plan.kernels.arrays import Flags, Floats
from waystation.plan.kernels.bounds import usable_later
from waystation.plan.kernels.detours import detours
from waystation.plan.kernels.excess import Harmless, excess
from waystation.plan.kernels.regret import regret
from waystation.plan.kernels.walk import gather
from waystation.plan.kernels.world import World
from waystation.plan.nodes import walk
from waystation.plan.odds import with_odds
from waystation.plan.policy import Search, Start
from waystation.plan.suspects import Suspect

DETOURS = (
    0.01,
    0.03,
    0.1,
    inf,
)  # what a policy may give up to come to something harmless; more is not worth it


def returning(world: World) -> Flags:
    """Tell for each leg whether its end leads back to its beginning."""
    sources = as_bits(world.place_of[:, None] == np.arange(world.safe.size))
    onwards = as_flags(usable_later(world.first, world.leaving, world.target, sources))
    return np.asarray(onwards[world.target, world.place_of])


class Gains:
    """Bounds of what each suspect's harmlessness is worth, without making the policy anew."""

    def __init__(self, table: Timetable, search: Search, plan: PolicyGraph, start: Start) -> None:
        """Take the timetable, the search that was made on it, the policy found and its value."""
        self.table, self.search, self.start = table, search, start
        self.walk, self.plan = walk(table, plan), plan
        relaxed = search.world, search.situations, search.cells
        self._returns = returning(search.world)
        detour = detours(*relaxed, DETOURS[-2])
        self._regrets = {most: regret(*relaxed, detour, most) for most in DETOURS}

    def at_least(self, all_suspects: list[Suspect]) -> Floats:
        """Return what the present policy gains from each, were it only followed."""
        losses = np.tile(self.walk.figures.loss, (len(all_suspects) + 1, 1))
        cause = self._causes()
        for row, suspect in enumerate(all_suspects):
            if suspect in cause:
                losses[row, cause[suspect]] = 0.0
        blocks = np.tile(self.walk.figures.block, (len(all_suspects) + 1, 1))
        values = gather(self.walk.nodes, losses, blocks)[:, 0]
        gains = values[:-1] - values[-1]
        for row, suspect in enumerate(all_suspects):
            if suspect.subject == "wait" and (self.plan.place == suspect.number).any():
                rate = np.where(self.plan.place == suspect.number, 0.0, self.walk.nodes.rate)
                nodes = self.walk.nodes._replace(rate=rate)
                gains[row] = gather(nodes, losses[-1:], blocks[-1:])[0, 0] - values[-1]
        return np.asarray(gains)

    def _causes(self) -> dict[Suspect, int]:
        hazards = [h for h, row in enumerate(self.table.hazards) if row.leg in set(self.walk.legs.tolist())]
        causes = {Suspect("hazard", h): c for c, h in enumerate(hazards)}
        helpers = enumerate(self.walk.helpers.tolist(), start=self.walk.hazards)
        return causes | {Suspect("helper", k): c for c, k in helpers}

    def at_most(self, suspect: Suspect, bar: float) -> float:
        """Return a bound of what is gained with any policy, if it is more than `bar`, else `bar` at most."""
        if self._opens(suspect):
            return 1.0 - self.start.low
        harmless = self._harmless(suspect)
        local = 1.0 if self._repeats(suspect) else float(harmless.better.max(initial=1.0)) - 1.0
        detour = next((most for most in DETOURS if most >= local - bar), DETOURS[-1])
        rise = excess(self.search.world, self._regrets[detour], harmless, self.table.origin)
        return float(self.search.cells.value[0]) + float(rise) - self.start.low

    def _opens(self, suspect: Suspect) -> bool:
        """Tell whether something becomes possible that could not end well before: the relaxation lacks it."""
        if suspect.subject == "hazard":
            row = self.table.hazards[suspect.number]
            certain = with_odds(row.belief.mean, row.factor) >= 1.0
            return bool((self.table.open[row.leg] & certain).any())
        return suspect.subject == "helper" and self.table.integrity[suspect.number] <= 0.0

    def _repeats(self, suspect: Suspect) -> bool:
        """Tell whether it can be met more than once: a wait, or a hazard of a leg that can come again."""
        if suspect.subject == "hazard":
            return bool(self._returns[self.table.hazards[suspect.number].leg])
        return suspect.subject == "wait"

    def _harmless(self, suspect: Suspect) -> Harmless:
        better = np.ones(self.table.open.shape)
        if suspect.subject == "hazard":
            row = self.table.hazards[suspect.number]
            left = 1.0 - with_odds(row.belief.mean, row.factor)
            better[row.leg] = 1.0 / np.where(left > 0.0, left, 1.0)
        elif suspect.subject == "helper" and self.table.integrity[suspect.number] > 0.0:
            better[self.table.uses[:, suspect.number]] = 1.0 / self.table.integrity[suspect.number]
        return Harmless(better, suspect.number if suspect.subject == "wait" else -1)
