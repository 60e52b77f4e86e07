"""How does the desk itself answer the watch: it came, somebody takes care, this is what had come?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from waystation.domain.journey import Channel, CheckIn, Journey
from waystation.domain.watch import SILENT, CameIn, Expected
from waystation.journey.alarms import alarm_row
from waystation.journey.arming import words_for
from waystation.journey.checkins import waiting
from waystation.journey.knowing import ALARM, group_id, numbers, row_id
from waystation.journey.post import handle_of, the_post
from waystation.journey.rows import acknowledge, close_rows, drop_rows, put_rows, rows_by_id, seconds
from waystation.journey.service import open_said
from waystation.journey.words import Meaning, plain
from waystation.kit.errors import BadInput
from waystation.kit.language import _
from waystation.vault.tags import short, tag
from waystation.vault.work import Work


class Came(NamedTuple):
    """A word that a member heard."""

    at: datetime
    channel: Channel
    word: str = ""
    """The word of the group; "" where the voice was enough."""
    number: int | None = None
    """Of the check-in; None: the one that was due first. What else was due of the same group is answered."""


def note(work: Work, place: tuple[str, str], journey: Journey, came: Came) -> Journey:
    """Note a check-in in the watch's table, and return the journey as it is to be saved.

    Nothing that is returned or raised tells the two words apart. Raises BadInput for a word that is neither,
    and where no check-in is expected.
    """
    identity, compartment = place
    seeds = work.compartment(compartment).manifest.seeds
    answered = _answered(journey, came)
    meant = _meant(seeds, identity, journey, answered, came.word)
    known = rows_by_id(work.tx, numbers(seeds, identity))
    done = {each.number for each in answered}
    names = {row_id(seed, identity, number) for seed in seeds for number in done}
    close_rows(
        work.tx, [(row, b"") for each, row in known.items() if each in names], silently=meant == "forced"
    )
    drop_rows(
        work.tx, [each for each in names if each in known and (meant == "forced" or not known[each].told)]
    )
    if meant == "forced":
        _raise(work, place, journey, answered[0], came.at)
    heard = {"came_at": came.at, "channel": came.channel, "noted_by": work.session.member_id}
    fields = {**heard, "forced": meant == "forced"}
    checked = tuple(
        each.model_copy(update=fields) if each.number in done else each for each in journey.check_ins
    )
    return journey.model_copy(update={"check_ins": checked})


def _answered(journey: Journey, came: Came) -> Sequence[CheckIn]:
    """Return the check-ins that a word answers, none of another group."""
    open_ones = waiting(journey.check_ins)
    meant = next((each for each in open_ones if came.number in {None, each.number}), None)
    if meant is None:
        raise BadInput.at("check-in", _("none that is expected"), _("one that has not come"))
    group = _group(journey, meant)
    return [
        each
        for each in open_ones
        if each is meant or (each.due <= came.at and _group(journey, each) == group)
    ]


def _group(journey: Journey, each: CheckIn) -> str:
    return next((stage.group or "" for stage in journey.stages if stage.number == each.stage), "")


def _meant(
    seeds: Sequence[str], identity: str, journey: Journey, answered: Sequence[CheckIn], word: str
) -> Meaning:
    if not word.strip():
        return "well"
    pair = words_for(seeds, identity, journey, _group(journey, answered[0]))
    if plain(word) in {plain(pair.forced), plain(pair.well)}:
        return "forced" if plain(word) == plain(pair.forced) else "well"
    raise BadInput.at("word", _("a word that is not this group's"), _("the word that was agreed; ask again"))


def _raise(work: Work, place: tuple[str, str], journey: Journey, first: CheckIn, at: datetime) -> None:
    identity, compartment = place
    seed = work.compartment(compartment).manifest.seeds[0]
    post = the_post(work.session, work.tx)
    group = _group(journey, first)
    raised = Expected(
        kind="forced",
        code=short(tag(work.session, "record", identity)),
        due=at,
        group=group_id(seed, identity, group),
        alarm=row_id(seed, identity, ALARM).hex(),
    )
    ladder = "" if journey.watch is None else journey.watch.ladder
    put_rows(work.tx, [alarm_row(bytes.fromhex(post.public), raised, handle_of(post, ladder))])


def take_care(work: Work, place: tuple[str, str]) -> int:
    """Acknowledge all that sounds of a journey; return how many. It sounds again when it gets worse."""
    identity, compartment = place
    ids = numbers(work.compartment(compartment).manifest.seeds, identity)
    sounding = [each for each, row in rows_by_id(work.tx, ids).items() if row.state in SILENT]
    acknowledge(work.tx, sounding, seconds(work.at))
    return len(sounding)


def take_in(work: Work, place: tuple[str, str], journey: Journey) -> Journey:
    """Take what came from outside out of the watch's table, and return the journey as it is to be saved."""
    identity, compartment = place
    seeds = work.compartment(compartment).manifest.seeds
    known = numbers(seeds, identity)
    came = {each: row for each, row in rows_by_id(work.tx, known).items() if row.state == "came" and row.said}
    found = {known[each]: open_said(CameIn, seeds, row.said) for each, row in came.items()}
    drop_rows(work.tx, [each for each, row in came.items() if not row.told])
    checked = tuple(
        each.model_copy(
            update=found[each.number].model_dump(include={"channel", "forced"})
            | {"came_at": found[each.number].at}
        )
        if each.number in found and each.came_at is None
        else each
        for each in journey.check_ins
    )
    return journey.model_copy(update={"check_ins": checked})
