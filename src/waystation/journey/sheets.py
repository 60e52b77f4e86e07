"""What does one helper have to know: when, where, how many, the words? And nothing else.

A sheet is made from the helper's own stages alone. What it does not hold cannot be beaten out of him: no
name, no other helper, no place that he does not go to, no hour of another's, not whose journey it is.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from importlib.resources import files
from typing import Literal, NamedTuple

from waystation.domain.journey import HandOver, Journey, JourneyStage
from waystation.domain.network import Network, Place
from waystation.kit.errors import BadInput
from waystation.kit.language import _
from waystation.kit.shown import either, printable
from waystation.plan.hours import zone

LANGUAGES = ("en", "ko", "zh", "vi", "lo", "th")


class Duty(NamedTuple):
    """One thing that a helper does: he takes the group along, or it stays with him."""

    doing: Literal["take", "host"]
    begin: datetime
    """In the time of the place: when he sets out with them, or when they come."""
    end: datetime | None
    """When he brings them, or when they are fetched. None: nobody knows yet."""
    place: str
    """Where it begins, in a word that may be said."""
    to: str | None
    """Where he brings them."""
    persons: int
    where: str | None = None
    """Where exactly they meet."""
    says: str | None = None
    answer: str | None = None


def duties(journey: Journey, network: Network, helper: str) -> tuple[Duty, ...]:
    """Return what a helper has to do on a journey and has not done yet, in order of time."""
    found: list[Duty] = []
    live = [each for each in journey.stages if each.dropped_at is None and each.arrived_at is None]
    for stage in live:
        if helper in stage.helpers:
            found.append(_taking(journey, network, stage, helper))
        if stage.hand_over is not None and stage.hand_over.to == helper and _is_host(network, stage, helper):
            found.append(_hosting(journey, network, stage))
    return tuple(sorted(found, key=lambda each: each.begin))


def _taking(journey: Journey, network: Network, stage: JourneyStage, helper: str) -> Duty:
    origin, to = (_place(network, each) for each in (stage.origin, stage.to))
    met = _met(journey, stage)
    words = met if met is not None and met.to == helper else None
    begin, end = (
        at.astimezone(zone(p, network.start)) for at, p in ((stage.depart, origin), (stage.arrive, to))
    )
    return Duty("take", begin, end, _called(origin), _called(to), stage.persons, *_words(words))


def _hosting(journey: Journey, network: Network, stage: JourneyStage) -> Duty:
    place = _place(network, stage.to)
    clock = zone(place, network.start)
    after = _after(journey, stage)
    end = after.depart.astimezone(clock) if after is not None else None
    begin = stage.arrive.astimezone(clock)
    return Duty("host", begin, end, _called(place), None, stage.persons, *_words(stage.hand_over))


def _words(hand_over: HandOver | None) -> tuple[str | None, str | None, str | None]:
    return (None, None, None) if hand_over is None else (hand_over.where, hand_over.says, hand_over.answer)


def _met(journey: Journey, stage: JourneyStage) -> HandOver | None:
    """Return the hand-over by which the group comes to the one who leads a stage."""
    if stage.pick_up is not None:
        return stage.pick_up
    before = [each for each in _mine(journey, stage) if each.number < stage.number]
    return before[-1].hand_over if before else None


def _after(journey: Journey, stage: JourneyStage) -> JourneyStage | None:
    later = [each for each in _mine(journey, stage) if each.number > stage.number]
    return later[0] if later else None


def _mine(journey: Journey, stage: JourneyStage) -> list[JourneyStage]:
    """Return the stages of the same group that are lived, in order."""
    live = (each for each in journey.stages if each.group == stage.group and each.dropped_at is None)
    return sorted(live, key=lambda each: each.number)


def _is_host(network: Network, stage: JourneyStage, helper: str) -> bool:
    return helper in _place(network, stage.to).hosts


def _place(network: Network, key: str) -> Place:
    return next(place for place in network.places if place.id == key)


def _called(place: Place) -> str:
    return place.name or place.id


@cache
def phrases(language: str) -> Mapping[str, str]:
    """Return the sentences of a sheet in a language. Raises BadInput for one that there is none in."""
    known = json.loads(files("waystation.journey").joinpath("phrases.json").read_text(encoding="utf-8"))
    code = language.split("-", maxsplit=1)[0]
    if code not in known:
        raise BadInput.at(_("language"), printable(language, 20), either(LANGUAGES))
    return dict(known[code])


Line = tuple[str, str]
"""What a line of a sheet is about, and what it says."""


def lines(duty: Duty, language: str) -> tuple[Line, ...]:
    """Return one duty as lines for a sheet, or to be read aloud."""
    say = phrases(language)
    taking = duty.doing == "take"
    found: list[tuple[str, str | None]] = [
        (say["begin"] if taking else say["arrive"], _time(duty.begin)),
        (say["from"] if taking else say["place"], duty.place),
        (say["where"], duty.where),
        (say["to"], duty.to),
        (say["arrive"] if taking else say["until"], _time(duty.end) if duty.end else None),
        (say["people"], str(duty.persons)),
        (say["says"], duty.says),
        (say["answer"], duty.answer),
    ]
    return tuple((label, text) for label, text in found if text)


def text(of: tuple[Duty, ...], language: str) -> str:
    """Return a sheet as plain text, to be printed or read aloud."""
    say = phrases(language)
    parts = [say["title"]]
    for duty in of:
        parts += ["", say[duty.doing], *(f"{label}: {words}" for label, words in lines(duty, language))]
    return "\n".join([*parts, "", say["local"], say["burn"]])


def messages(duty: Duty, language: str) -> tuple[str, str, str]:
    """Return a duty as three harmless messages: time, place and number of people never travel together.

    The words are said aloud, not written.
    """
    say = phrases(language)
    return (
        say["see_you"].format(time=_time(duty.begin)),
        say["be_at"].format(place=duty.where or duty.place),
        say["table"].format(count=duty.persons),
    )


def _time(at: datetime) -> str:
    return f"{at:%Y-%m-%d %H:%M}"
