"""How does a group come into the next hands: offered, accepted, confirmed by the travellers' word?"""

from __future__ import annotations

from datetime import datetime
from typing import Literal, NamedTuple

from waystation.domain.journey import HandOver, JourneyStage
from waystation.journey.codes import Words, draw, heard, sealed
from waystation.journey.position import depart, reach
from waystation.journey.underway import Underway
from waystation.kit.errors import BadInput
from waystation.kit.language import _

End = Literal["pick_up", "hand_over"]
"""At which end of a stage: when it begins, or when it ends."""
MOST_WRONG = 5  # words; then somebody is guessing


class Confirmed(NamedTuple):
    """What came of a word: the journey as it now stands, and what nobody is shown."""

    underway: Underway
    accepted: bool
    """What the screen says. A forced word is accepted like a good one."""
    forced: bool
    """What the alert says."""


def hand_over_of(stage: JourneyStage, end: End) -> HandOver:
    """Return a hand-over. Raises BadInput where the group stays in the same hands."""
    found = stage.pick_up if end == "pick_up" else stage.hand_over
    if found is None:
        where = _("stage {number}").format(number=stage.number)
        raise BadInput.at(where, _("no change of hands"), _("a stage at which the group changes hands"))
    return found


def offer(  # noqa: PLR0913  (which hand-over, when, where, in which words, to whom)
    underway: Underway,
    number: int,
    end: End,
    at: datetime,
    *,
    where: str | None = None,
    language: str = "en",
    to: str | None = None,
) -> tuple[Underway, Words]:
    """Ask a helper to take the group; new words are drawn, and returned once.

    `to` asks another helper than the plan did. Raises BadInput for a hand-over that was confirmed already.
    """
    stage = underway.stage(number)
    before = hand_over_of(stage, end)
    if before.confirmed_at is not None:
        raise BadInput.at(_("hand-over"), _("one that was confirmed"), _("one that is still to come"))
    words = draw(language)
    asked = HandOver(
        to=to or before.to,
        offered_at=at,
        where=where,
        says=words.says,
        answer=words.answer,
        word=sealed(words.word),
        forced_word=sealed(words.forced_word),
    )
    return _with(underway, stage, end, asked), words


def answer(underway: Underway, number: int, end: End, at: datetime, *, accepted: bool) -> Underway:
    """Note what the helper has said. Whoever refuses is not asked again by a new plan of this journey.

    Raises BadInput where nothing was offered, or the answer is there already.
    """
    stage = underway.stage(number)
    asked = hand_over_of(stage, end)
    if asked.offered_at is None or asked.confirmed_at is not None or asked.refused_at is not None:
        raise BadInput.at(_("hand-over"), _("none that waits for an answer"), _("one that was offered"))
    field = "accepted_at" if accepted else "refused_at"
    answered = _with(underway, stage, end, asked.model_copy(update={field: at}))
    if accepted:
        return answered
    return answered.changed(avoids=tuple(dict.fromkeys((*underway.journey.avoids, asked.to))))


def confirm(  # noqa: PLR0913  (which hand-over, which word, how and when it was given)
    underway: Underway, number: int, end: End, word: str, at: datetime, *, alone: bool
) -> Confirmed:
    """Check the travellers' word, given alone and in other hands; a forced one looks accepted.

    A confirmed hand-over says that the group is there: at its end the stage has arrived. Raises BadInput for
    a word that was not given alone, before the helper accepted, or after too many wrong ones.
    """
    stage = underway.stage(number)
    asked = hand_over_of(stage, end)
    _check(asked, alone=alone)
    meaning = heard(word, asked.word, asked.forced_word)
    if meaning == "wrong":
        wrong = asked.model_copy(update={"wrong": asked.wrong + 1})
        return Confirmed(_with(underway, stage, end, wrong), accepted=False, forced=False)
    given = asked.model_copy(update={"confirmed_at": at, "forced": meaning == "forced"})
    there = _with(_come(underway, stage, end, at), stage, end, given)
    return Confirmed(there, accepted=True, forced=meaning == "forced")


def _check(asked: HandOver, *, alone: bool) -> None:
    if not alone:
        raise BadInput.at(_("word"), _("one that others could hear"), _("one that was given alone"))
    if asked.accepted_at is None or asked.confirmed_at is not None:
        found, allowed = _("none that waits for its word"), _("one that the helper has accepted")
        raise BadInput.at(_("hand-over"), found, allowed)
    if asked.wrong >= MOST_WRONG:
        found = _("{count} wrong words").format(count=asked.wrong)
        raise BadInput.at(_("hand-over"), found, _("a new offer, with new words"))


def _come(underway: Underway, stage: JourneyStage, end: End, at: datetime) -> Underway:
    """Let the group be where a confirmed hand-over says that it is."""
    if end == "pick_up" or stage.arrived_at is not None:
        return underway
    begun = underway if stage.departed_at is not None else depart(underway, stage.number, at)
    return reach(begun, stage.number, at)


def _with(underway: Underway, stage: JourneyStage, end: End, changed: HandOver) -> Underway:
    now = underway.stage(stage.number)
    return underway.with_stage(now.model_copy(update={end: changed}))
