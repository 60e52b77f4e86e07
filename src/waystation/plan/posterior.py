"""How sure is a policy's P(safe)? The policy held fixed, its figures drawn from what experience allows.

Hazards, integrities and blocks given as counts are drawn from their Beta posteriors, each once a draw;
factors on the odds apply after that. Bare numbers are taken as they stand. For each draw the policy is
evaluated exactly.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from waystation.plan.belief import Belief
from waystation.plan.graph import PolicyGraph
from waystation.plan.hazard import Timetable
from waystation.plan.kernels.chance import Floats
from waystation.plan.kernels.walk import gather
from waystation.plan.nodes import Walk, walk


def p_safe_draws(
    table: Timetable, graph: PolicyGraph, draws: int = 1000, seed: int = 0, *, blocks: bool = True
) -> Floats:
    """Return P(safe) of a policy for each of `draws` draws of its figures, shape (draws,); seeded.

    Without `blocks` nothing is blocked and no leg is gone, as for a fixed route.
    """
    if table.safe[table.origin]:
        return np.ones(draws)
    steps = walk(table, graph, blocks=blocks)
    return gather(steps.nodes, *draw_figures(steps, draws, np.random.default_rng(seed)))[:, 0].copy()


def draw_figures(steps: Walk, draws: int, rng: np.random.Generator) -> tuple[Floats, Floats]:
    """Return what a policy's figures may be: loss by cause (draws, causes), block by leg (draws, legs)."""
    hazards, helpers = steps.losses[: steps.hazards], steps.losses[steps.hazards :]
    harm = _draw(hazards, steps.figures.loss[: steps.hazards], draws, rng)
    keep = _draw(helpers, 1.0 - steps.figures.loss[steps.hazards :], draws, rng)
    return np.hstack([harm, 1.0 - keep]), _draw(steps.blocks, steps.figures.block, draws, rng)


def _draw(beliefs: Sequence[Belief], means: Floats, draws: int, rng: np.random.Generator) -> Floats:
    """Return (draws, beliefs): the mean where it is a bare number, else draws from the posterior."""
    drawn = np.tile(means, (draws, 1))
    for column, belief in enumerate(beliefs):
        if belief.experience > 0.0:
            drawn[:, column] = rng.beta(belief.alpha, belief.beta, draws)
    return drawn
