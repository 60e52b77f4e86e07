"""What does the map of a journey show: the way that is planned, and where each group is, by stage?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from waystation.domain.journey import Journey
from waystation.domain.network import Network
from waystation.journey.position import Live, live
from waystation.web.map import Map, drawn


class Here(NamedTuple):
    """A group on the map: where, and how many they are. Between two places where it is on the way."""

    x: float
    y: float
    persons: int


@dataclass(frozen=True, slots=True)
class Chart:
    """The map of one journey or of several, and the groups on it."""

    map: Map
    here: tuple[Here, ...]


def chart(journeys: Sequence[tuple[Journey, Network]]) -> Chart | None:
    """Return the map of journeys, each in its network; None where no place says where it is."""
    made = drawn([(journey.id[:4].upper(), _way(journey, network)) for journey, network in journeys])
    if made is None:
        return None
    spots = {(spot.number, spot.place): (spot.x, spot.y) for spot in made.spots}
    here = (each for number, (journey, _) in enumerate(journeys) for each in _here(journey, number, spots))
    return Chart(made, tuple(here))


def _way(journey: Journey, network: Network) -> Network:
    """Return the network with the legs of the journey's stages alone, and the places that they touch."""
    stages = [each for each in journey.stages if each.dropped_at is None]
    touched = {place for each in stages for place in (each.origin, each.to)}
    touched |= {each.place for each in journey.positions}
    legs = {each.leg for each in stages}
    return network.model_copy(
        update={
            "places": tuple(each for each in network.places if each.id in touched),
            "legs": tuple(each for each in network.legs if each.id in legs),
        }
    )


def _here(
    journey: Journey, number: int, spots: Mapping[tuple[int, str], tuple[float, float]]
) -> Iterable[Here]:
    for group in live(journey):
        points = [spots[number, place] for place in _ends(group) if (number, place) in spots]
        if points:
            x, y = (sum(axis) / len(points) for axis in zip(*points, strict=True))
            yield Here(x, y, group.persons)


def _ends(group: Live) -> tuple[str, ...]:
    return (group.place,) if group.to is None else (group.place, group.to)
