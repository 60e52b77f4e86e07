"""Does each benchmark still run, and do the peers give what we give? The smallest networks, never timed."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from bench.counted import counting
from bench.decide import instances, summary
from bench.deciding import warm
from bench.growing import measured
from bench.growth import exponent
from bench.plain_labels import plain_front
from bench.table import RESULTS, report

from bench import start
from waystation.domain.case import Case
from waystation.domain.network import Network
from waystation.domain.route import OBJECTIVES, Front, Objective
from waystation.plan.hazard import Timetable, timetable
from waystation.plan.kernels.arrays import Floats
from waystation.plan.routes import front
from waystation.plan.warm import CASE, NETWORK, tiny

END = ("p9-0", 72)  # three layers before safety


@pytest.fixture(scope="module")
def small() -> Timetable:
    """The end of a regional network: fifteen places."""
    from bench.instances import regional  # noqa: PLC0415  # Only where it is used.

    network, case = regional(0)
    case |= {"from": END[0], "deadline": END[1]}
    return timetable(Network.model_validate(network), Case.model_validate(case))


def points(found: Front) -> Floats:
    rows = [[getattr(r, key) if key in found.objectives else 0.0 for key in OBJECTIVES] for r in found.routes]
    return np.array(rows).reshape(-1, len(OBJECTIVES))


@pytest.mark.parametrize("asked", [OBJECTIVES, OBJECTIVES[:3], ("risk",)], ids=len)
def test_the_plain_search_finds_the_same_front(small: Timetable, asked: tuple[Objective, ...]) -> None:
    ours, plain = front(small, asked), plain_front(small, asked)
    assert len(ours.routes) > 0
    assert plain.points is not None
    assert plain.points == pytest.approx(points(ours), abs=1e-9)


def test_the_plain_search_stops_when_told_to(small: Timetable) -> None:
    assert plain_front(small, OBJECTIVES, most=10).points is None


def test_the_solver_finds_the_same_safest_route(small: Timetable) -> None:
    pytest.importorskip(
        "ortools", reason="only the benchmarks need it: pip install -r requirements/bench.txt"
    )
    from bench.safest_by_cpsat import safest  # noqa: PLC0415  # Not everybody has the solver.

    solved = safest(small)
    assert solved.proven
    assert solved.risk == pytest.approx(front(small, ("risk",)).routes[0].risk, abs=1e-6)


def test_labels_are_counted() -> None:
    with counting() as labels:
        front(tiny())
    assert labels.all == labels.last > 0


def test_a_decision_is_measured(tmp_path: Path) -> None:
    files = []
    for name, data in (("network", NETWORK), ("case", CASE)):
        files.append(tmp_path / f"{name}.json")
        files[-1].write_text(json.dumps(data))
    row = warm(*map(str, files))
    assert row["exact"]
    assert row["gap"] <= 1e-9
    assert {line[""] for line in summary([row])} >= {"front s", "planned s"}


def test_the_large_example_is_measured_with_every_case_and_with_random_networks(tmp_path: Path) -> None:
    found = list(instances(tmp_path, 2))
    assert {name for name, _, _ in found} >= {"family case", "son case", "regional 1"}
    assert all(network.exists() and case.exists() for _, network, case in found)


def test_what_is_waited_for_before_anything_is_planned_is_measured(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bench.start.TIMES", 1)
    rows = start.measured(tmp_path)
    assert [row["what"] for row in rows][1:3] == ["waystation --help", "load 200 legs"]
    assert all(row["s"] > 0.0 for row in rows)


def test_growth_is_measured() -> None:
    row = measured(30, 0)
    assert row["slack, nats"] == 0.0
    assert row["labels"] > 0
    assert exponent([{"places": n, "x": 2.0 * n**3} for n in (10, 100, 1000)], "x") == pytest.approx(3.0)


def test_a_report_is_printed_and_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert RESULTS.name == "results"
    monkeypatch.setattr("bench.table.RESULTS", tmp_path)
    path = report("two words", [{"what": "a", "s": 1.25}], least=0.5)
    assert "what" in capsys.readouterr().out
    assert json.loads(path.read_text())["rows"] == [{"what": "a", "s": 1.25}]
