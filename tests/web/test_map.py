"""Is everybody on the map where he is, though places and journeys may share a name?"""

from __future__ import annotations

from tests.journey.lived import begun, files

from waystation.domain.network import Network
from waystation.web.map import drawn
from waystation.web.pages.journeys.chart import chart


def _moved(network: Network, degrees: float) -> Network:
    """The same names, somewhere else."""
    places = tuple(
        each.model_copy(update={"at": (each.at[0], each.at[1] + degrees), "precision_km": None})
        for each in network.places
        if each.at is not None
    )
    return network.model_copy(update={"places": places})


def test_two_networks_of_one_name_are_both_drawn() -> None:
    network = files("family/network", "family/case")[0]
    made = drawn([("the river", _moved(network, 0)), ("the river", _moved(network, 9))])
    assert made is not None
    assert {spot.number for spot in made.spots} == {0, 1}
    assert len(made.ways) == 2 * len(network.legs)


def test_two_journeys_of_one_mark_stand_each_in_its_own_network() -> None:
    names = ("family/network", "family/case")
    journey, network = begun(*names).journey, files(*names)[0]
    east = chart([(journey, _moved(network, 0)), (journey, _moved(network, 9))])
    assert east is not None
    assert len(east.here) == 2
    assert east.here[0].x < east.here[1].x
