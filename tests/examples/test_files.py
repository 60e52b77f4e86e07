"""Can every example be read and run, and does it tell nothing that could lead to anybody?"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from tests.examples import shelf

import waystation


def test_no_example_is_forgotten_by_the_tests() -> None:
    there = {str(file.relative_to(shelf.EXAMPLES).with_suffix("")) for file in shelf.EXAMPLES.rglob("*.yaml")}
    there -= {"prices/invented", "prices/published"}  # observations, which tests of money read
    assert there == {*shelf.NETWORKS, *shelf.CASES, *shelf.TRACED}


@pytest.mark.parametrize(("network", "case"), shelf.PAIRS)
def test_every_case_can_be_planned_on_its_own_network_and_on_the_large_one(network: str, case: str) -> None:
    found = waystation.check(shelf.network(network), shelf.case(case))
    assert [str(fault) for fault in found.faults] == []
    assert [str(caution) for caution in found.cautions] == []


@pytest.mark.parametrize("name", shelf.NETWORKS)
def test_no_place_is_nearer_than_a_whole_degree_and_fifty_kilometres(name: str) -> None:
    network = shelf.network(name)
    assert network.fictional
    for place in network.places:
        assert place.at is None or all(degrees == round(degrees) for degrees in place.at)
        assert place.precision_km is not None
        assert place.precision_km >= 50


@pytest.mark.parametrize("name", shelf.NETWORKS)
def test_the_reward_for_a_family_of_five_is_the_published_one(name: str) -> None:
    betrayal = shelf.network(name).betrayal
    assert betrayal is not None
    assert betrayal.reward + 5 * betrayal.reward_per_person == 2055


@pytest.mark.parametrize("name", shelf.CASES)
def test_all_cases_are_invented_and_share_the_floor_of_one_organisation(name: str) -> None:
    case = shelf.case(name)
    assert case.fictional
    assert (case.deadline, case.step, case.floor, case.floor_low) == (240, 1, 0.80, 0.70)


def test_the_large_example_has_the_size_it_is_said_to_have() -> None:
    network = shelf.network(shelf.LARGE)
    assert (len(network.places), len(network.legs), len(network.helpers)) == (60, 202, 80)
    assert {place.country for place in network.places} == {"KP", "CN", "VN", "LA", "TH", "KR"}


def test_in_the_large_example_a_helper_works_in_one_country_and_region() -> None:
    network = shelf.network(shelf.LARGE)
    country = {place.id: place.country for place in network.places}
    for helper in network.helpers:
        served = {country[leg.from_] for leg in network.legs if helper.id in leg.helpers}
        served |= {place.country for place in network.places if helper.id in place.hosts}
        assert len(served) == 1, helper.id


def test_the_large_example_is_made_again_byte_by_byte(tmp_path: Path) -> None:
    folder = shelf.EXAMPLES / "six-countries"
    for script in folder.glob("*.py"):
        (tmp_path / script.name).write_bytes(script.read_bytes())
    subprocess.run([sys.executable, tmp_path / "make.py"], check=True)
    assert (tmp_path / "network.yaml").read_bytes() == (folder / "network.yaml").read_bytes()
