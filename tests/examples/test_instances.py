"""Are the networks that benchmarks are run on the same for everybody, and what they are said to be?"""

from __future__ import annotations

import hashlib
import json

import pytest
from bench.geometric import soonest
from bench.instances import geometric, regional
from bench.table import fresh, table, timed

import waystation

SEEDS = range(5)


@pytest.mark.parametrize(
    ("instance", "digest"),
    [
        (regional(0), "c7e49c0d07dd7938"),
        (regional(19), "fdb9de3f866a5ba6"),
        (geometric(100, 0), "3dd96df975732aaf"),
    ],
    ids=["regional 0", "regional 19", "geometric 100"],
)
def test_an_instance_is_the_same_on_every_python(instance: object, digest: str) -> None:
    assert hashlib.sha256(json.dumps(instance).encode()).hexdigest()[:16] == digest


@pytest.mark.parametrize("seed", SEEDS)
def test_regional_networks_have_the_size_of_the_large_example_and_can_be_planned(seed: int) -> None:
    network, case = regional(seed)
    assert (len(network["places"]), len(network["helpers"])) == (61, 80)
    assert 180 <= len(network["legs"]) <= 220
    found = waystation.check(waystation.parse_network(network), waystation.parse_case(case))
    assert found.faults == ()


@pytest.mark.parametrize("seed", SEEDS)
def test_regional_helpers_serve_one_country(seed: int) -> None:
    network, _ = regional(seed)
    country = {place["id"]: place["country"] for place in network["places"]}
    serves = {(name, country[leg["from"]]) for leg in network["legs"] for name in leg["helpers"]}
    assert len(serves) == len({name for name, _ in serves})


@pytest.mark.parametrize("seed", SEEDS)
def test_geometric_networks_lead_from_every_place_to_its_ten_nearest(seed: int) -> None:
    network, _ = geometric(100, seed)
    points = {place["id"] for place in network["places"]}
    for place in points:
        ends = [leg["to"] for leg in network["legs"] if leg["from"] == place]
        assert len(ends) == len(set(ends)) == 10
        assert place not in ends


@pytest.mark.parametrize("seed", SEEDS)
def test_the_deadline_of_a_geometric_case_is_comfortable(seed: int) -> None:
    network, case = geometric(100, seed)
    safety = next(place["id"] for place in network["places"] if place["kind"] == "safety")
    begin = soonest(network["legs"], case["from"], safety)
    assert 1.5 * begin <= case["deadline"] < 1.5 * begin + 12


def test_what_a_call_takes_is_measured_here_and_in_a_fresh_process() -> None:
    answer, here = timed(lambda: sum(range(2_000_000)))
    assert answer == 1999999000000
    assert 0 < here.cpu <= here.wall * 2 + 0.1
    program = "x = bytearray(200_000_000); print(len(x))"
    small = (
        f"from bench.table import fresh; v, s = fresh(['-c', {program!r}]); print(f'[{{v}}, {{s.peak_mb}}]')"
    )
    (value, peak_mb), _ = fresh(
        ["-c", small]
    )  # a child is said to hold what its parent held, and tests hold much
    assert value == 200_000_000
    assert 190 < peak_mb < 400


def test_a_fresh_process_that_fails_is_no_measurement() -> None:
    with pytest.raises(RuntimeError, match="exit code 3"):
        fresh(["-c", "raise SystemExit(3)"])


def test_a_table_is_aligned() -> None:
    rows = [{"case": "family", "seconds": 0.12345, "labels": 12}, {"case": "son", "seconds": 123.4}]
    assert table(rows).splitlines() == [
        "case    seconds  labels",
        "family    0.123      12",
        "son         123       -",
    ]
