"""How long does OR-Tools CP-SAT take to find only the safest route?

A circuit over the places, with an arc from safety back to the origin; steps of arrival and departure at each
place; a boolean for each leg and each of the risks that it can have, with the departures of that risk as its
domain; one for each helper. A place is passed once at most, which the route search does not ask for: that
helps the solver, and if it cost anything the risks would differ. (Spread over time, with a boolean for each
leg and departure, the same takes CP-SAT many times longer.)
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from ortools.sat.python import cp_model

from waystation.plan.arrays import can_pass, nats
from waystation.plan.hazard import Timetable
from waystation.plan.kernels.arrays import Floats

SCALE = 1_000_000_000  # units in a nat
WORKERS = 2


class Safest(NamedTuple):
    """The risk in nats of the best route found, a proven lower bound, and whether it is proven the best."""

    risk: float | None
    bound: float
    proven: bool


class Model:
    """The model of one timetable."""

    def __init__(self, table: Timetable) -> None:
        self.table, self.model = table, cp_model.CpModel()
        n, last = len(table.places), table.last
        self.arrive = [self.model.new_int_var(0, last, "") for _ in range(n)]
        self.depart = [self.model.new_int_var(0, last, "") for _ in range(n)]
        self.helpers = [self.model.new_bool_var("") for _ in table.integrity]
        self.price: list[cp_model.LinearExprT] = []
        self.model.add(self.arrive[table.origin] == 0)
        self._circuit()
        self._waits()
        self._trust()
        self.model.minimize(cp_model.LinearExpr.sum(self.price))

    def _circuit(self) -> None:
        """Require one way from the origin to a place of safety; other places are passed by."""
        table, opened = self.table, can_pass(self.table)
        risk: Floats = nats(np.where(opened, table.survive, 1.0))
        arcs = [(i, i, self.model.new_bool_var("")) for i in range(len(table.places)) if i != table.origin]
        back = ((int(i), table.origin, self.model.new_bool_var("")) for i in np.flatnonzero(table.safe))
        for e in np.flatnonzero(opened.any(axis=1)):
            taken = self._leg(int(e), np.flatnonzero(opened[e]), risk[e])
            arcs.append((int(table.source[e]), int(table.target[e]), taken))
        self.model.add_circuit([*arcs, *back])

    def _leg(self, e: int, steps: NDArray[np.intp], risk: Floats) -> cp_model.IntVar:
        """Return the boolean of a leg: its hours, its risk and its helpers follow."""
        i, j, taken = int(self.table.source[e]), int(self.table.target[e]), self.model.new_bool_var("")
        hours = int(self.table.duration[e])
        self.model.add(self.arrive[j] == self.depart[i] + hours).only_enforce_if(taken)
        units = np.round(SCALE * risk[steps]).astype(np.int64)
        kinds = []
        for value in np.unique(units):
            kind = self.model.new_bool_var("")
            domain = cp_model.Domain.from_values(steps[units == value].tolist())
            self.model.add_linear_expression_in_domain(self.depart[i], domain).only_enforce_if(kind)
            self.price.append(int(value) * kind)
            kinds.append(kind)
        self.model.add(cp_model.LinearExpr.sum(kinds) == taken)
        for k in np.flatnonzero(self.table.uses[e]):
            self.model.add_implication(taken, self.helpers[int(k)])
        return taken

    def _waits(self) -> None:
        """Price each hour between arrival and departure; a place passed by leaves as it comes."""
        for i in np.flatnonzero(~self.table.safe):
            self.model.add(self.depart[i] >= self.arrive[i])
            self.price.append(round(SCALE * self.table.wait[i]) * (self.depart[i] - self.arrive[i]))

    def _trust(self) -> None:
        trusted = nats(np.maximum(self.table.integrity, 1e-6))
        self.price += [round(SCALE * r) * helper for r, helper in zip(trusted, self.helpers, strict=True)]


def safest(table: Timetable, seconds: float = 60.0) -> Safest:
    """Return the safest route's risk, by CP-SAT with two workers, within so many seconds of the clock."""
    model, solver = Model(table).model, cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = seconds
    solver.parameters.num_workers = WORKERS
    status = solver.solve(model)
    risk = solver.objective_value / SCALE if status in {cp_model.OPTIMAL, cp_model.FEASIBLE} else None
    return Safest(risk, solver.best_objective_bound / SCALE, status == cp_model.OPTIMAL)
