"""How long until everybody is out of the way, when a helper is taken whom 200 of 2,000 journeys use?

    python -m bench.compromise [JOURNEYS]

A vault with 2,000 journeys under way on the network of `family`, spread over its places and hours; each in a
compartment of its own, as in an office. 200 of them would meet the driver who is marked. *Marked and planned*
is the whole action: the ledger's traces read, every journey opened, the touched ones planned anew and saved,
keys, notices and the list of those who must be told. Beside it the same plans one by one, as they would be
made if nothing were shared; and the drill, which does all of it on a copy.
"""

from __future__ import annotations

import sys
import tempfile
from dataclasses import asdict, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from bench.table import Row, report, timed

from waystation.actions.acting import Desk
from waystation.actions.compromise import Compromised, compromise
from waystation.actions.drill_compromise import drill_compromise
from waystation.domain.case_record import CaseRecord, NetworkRecord
from waystation.domain.decision_record import DecisionRecord
from waystation.domain.group_record import GroupRecord
from waystation.domain.helper_record import HelperRecord
from waystation.journey.begin import Signed, begin
from waystation.journey.expected import with_check_ins
from waystation.journey.position import depart, reach
from waystation.journey.replan import Asked, replan
from waystation.journey.solving import solve
from waystation.journey.underway import Underway, ahead
from waystation.kit import clock
from waystation.plan.load import load_case, load_network
from waystation.plan.warm import compile_all
from waystation.vault.compartments import create_compartment
from waystation.vault.founding import found
from waystation.vault.keys import Credentials
from waystation.vault.members import write_organisation
from waystation.vault.opening import open_store
from waystation.vault.records import Draft, save
from waystation.vault.session import Session
from waystation.vault.work import Task, writing

JOURNEYS, TOUCHED, TAKEN = 2000, 200, "driver-ne"
TOGETHER = 100  # journeys saved in one transaction, to fill the vault
EXAMPLES = Path(__file__).parents[1] / "examples"
LOGIN = Credentials("bench", "seven words that nobody has to guess", bytes(32))
NETWORK = load_network(EXAMPLES / "family/network.yaml")
CASE = load_case(EXAMPLES / "family/case.yaml")


def begun() -> Underway:
    """Return a journey of the family as it was signed."""
    policy = solve(NETWORK, CASE)
    if policy is None:
        raise RuntimeError("the example has lost its way")
    decision = DecisionRecord(
        id="d", case="c", network="w", made_at=NETWORK.start, state="go",
        proposal={"policy": asdict(policy)}, known_network=NETWORK, known_case=CASE,
    )  # fmt: skip
    return begin("j", Signed(decision, GroupRecord(id="g", case="c")), NETWORK.start)


def lived(number: int, signed: Underway) -> Underway:
    """Return the journey with this number: every tenth before it meets the driver, the others behind him."""
    key = f"{number:05d}"
    underway = renamed(signed, key, late=number % 48)
    met = next(n for n, stage in enumerate(underway.journey.stages) if TAKEN in stage.helpers)
    behind = number // 10 % (met + 1) if number % 10 == 0 else met + 1 + number % 3
    for stage in underway.journey.stages[:behind]:
        underway = reach(depart(underway, stage.number, stage.depart), stage.number, stage.arrive)
    if behind > met:  # nobody falls back on him any more
        left = tuple(each for each in underway.journey.falls_back_on if each != TAKEN)
        underway = underway.changed(falls_back_on=left)
    return underway


def renamed(signed: Underway, key: str, late: int) -> Underway:
    """Return the same journey of another case and group, some hours later."""
    by, journey, terms = timedelta(hours=late), signed.journey, signed.journey.terms
    group = GroupRecord(id=f"g{key}", case=f"c{key}")
    position = journey.positions[0].model_copy(update={"group": group.id})
    stages = tuple(
        each.model_copy(update={"group": group.id, "depart": each.depart + by, "arrive": each.arrive + by})
        for each in journey.stages
    )
    changes = {"id": f"j{key}", "case": f"c{key}", "groups": (group.id,), "positions": (position,),
               "stages": stages, "terms": terms.model_copy(update={"deadline": terms.deadline + by})
               if terms is not None else None}  # fmt: skip
    return replace(signed.changed(**changes), groups={group.id: group})


def filled(session: Session, count: int) -> None:
    """Fill the vault with journeys that are under way, and what plans need."""
    signed = begun()
    with writing(Task(session, "fill")) as work:
        us = session.directory.organisation
        write_organisation(work, us.model_copy(update={"openings_per_hour": 10**9}))
        place = create_compartment(work, "corridor", "the ways").id
        helpers = [HelperRecord(id=each.id) for each in NETWORK.helpers]
        save(work, place, [Draft(each) for each in (NetworkRecord(id="w", network=NETWORK), *helpers)])
    for first in range(0, count, TOGETHER):
        with writing(Task(session, "fill")) as work:
            for number in range(first, min(count, first + TOGETHER)):
                underway = lived(number, signed)
                journey = with_check_ins(underway.journey)
                place = create_compartment(work, "journey", journey.id).id
                case = CaseRecord(id=journey.case, state="moving", network="w")
                save(work, place, [Draft(each) for each in (journey, *underway.groups.values(), case)])


def one_by_one(count: int) -> int:
    """Make the plans of the touched journeys, each for itself; return how many."""
    signed, made = begun(), 0
    for number in range(0, count, 10):
        underway = lived(number, signed)
        underway = underway.changed(avoids=(TAKEN,))
        group = underway.journey.groups[0]
        replan(underway, Asked(group, clock.now(), "compromise", NETWORK), solve)
        made += 1
    return made


def row(what: str, done: Compromised | int, seconds: Any) -> Row:
    """Return a line of the table."""
    if isinstance(done, int):
        return {"what": what, "groups": done, "new plans": done, "computed": done, "s": seconds}
    kept = done.record
    planned = kept.planned + kept.proposed
    return {"what": what, "groups": len(done.outcomes), "new plans": planned, "computed": kept.plans_made,
            "stopped": kept.stopped, "to tell": len(kept.items), "s": seconds}  # fmt: skip


def main(count: int) -> None:
    """Fill, mark, and print the table."""
    compile_all()
    ahead(begun().journey, "g")
    at = NETWORK.start + timedelta(hours=30)
    clock.now = lambda: at
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(Path(folder) / "vault", new=True)
        session = found(store, "Bench", ("Bench", "coordinator"), LOGIN)
        filled(session, count)
        drilled, spent = timed(lambda: drill_compromise(Desk(session), "helper", TAKEN, "an exercise"))
        rows = [row("drill, on a copy", drilled, spent.wall)]
        done, spent = timed(lambda: compromise(Desk(session), "helper", TAKEN, "did not call"))
        rows.append(row("marked and planned", done, spent.wall))
        alone, spent = timed(lambda: one_by_one(count))
        rows.append(row("plans alone, not shared", alone, spent.wall))
        store.close()
    report("compromise", rows)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else JOURNEYS)
