"""Which signs of trafficking, or of somebody who must be protected, stand in a case?

A sign comes from an answer, from what is known of the persons, or is entered by a member. It stops the case
until a protection officer has looked into it; what comes up again afterwards stops it again. The words follow
the indicators of the UN Office on Drugs and Crime and of the IOM (recruitment, papers, debt, control of
movement, abuse), as far as they can be seen on the telephone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from types import MappingProxyType
from typing import NamedTuple

from waystation.domain.case import Trafficking
from waystation.domain.case_record import CaseRecord, Clearing
from waystation.domain.question_lists import newest
from waystation.domain.triage import latest
from waystation.kit.language import N_

SIGNS: Mapping[str, str] = MappingProxyType(
    {
        "debt": N_("a traveller owes money, or would after the journey"),
        "papers_withheld": N_("somebody else holds papers or telephones"),
        "spoken_for": N_("somebody else speaks for her, such as a man who says he is her husband"),
        "against_will": N_("moved against her will"),
        "recruiter": N_("somebody recruited them: work, a marriage, the way"),
        "sold": N_("sold, or made to work without pay"),
        "watched": N_("watched or locked in"),
        "minor_alone": N_("a child is alone"),
        "unrelated_adult": N_("a child is with an adult who is no relative"),
        "coached": N_("answers sound learnt, or change when somebody else is near"),
        "violence": N_("injuries, or fear of somebody in the group"),
        "other": N_("something else"),
    }
)
_FROM_ANSWERS: Mapping[tuple[str, str], str] = MappingProxyType(
    {
        ("debt", "yes"): "debt",
        ("papers", "withheld"): "papers_withheld",
        ("speaks", "husband"): "spoken_for",
        ("speaks", "broker"): "spoken_for",
        ("speaks", "employer"): "spoken_for",
        ("own_will", "no"): "against_will",
        ("recruiter", "yes"): "recruiter",
        ("sold", "yes"): "sold",
        ("moved_on", "soon"): "sold",
        ("moved_on", "later"): "sold",
        ("watched", "yes"): "watched",
        ("minors", "alone"): "minor_alone",
        ("minors", "unrelated"): "unrelated_adult",
    }
)
LOOKED: frozenset[str] = frozenset(question for question, _answer in _FROM_ANSWERS)
"""The questions with which signs are looked for."""


class Indicator(NamedTuple):
    """A sign that came up, and what became of it."""

    sign: str
    raised_at: datetime | None
    """When it came up last; None where an old answer does not say."""
    sources: tuple[str, ...]
    """The questions whose answers say so; `seen` where a member entered it."""
    words: tuple[str, ...]
    """What the members wrote."""
    cleared: Clearing | None
    """The word of a protection officer that came after it. None: it stands."""


def indicators(case: CaseRecord) -> tuple[Indicator, ...]:
    """Return every sign of a case: those that stand first."""
    signs = dict.fromkeys([*(sign for sign, _at, _where in _answered(case)), *(s.sign for s in case.signs)])
    found = [_indicator(case, sign) for sign in signs]
    return tuple(sorted(found, key=lambda each: each.cleared is not None))


def standing(case: CaseRecord) -> tuple[Indicator, ...]:
    """Return the signs that nobody has cleared since they came up. They stop the case."""
    return tuple(each for each in indicators(case) if each.cleared is None)


def _answered(case: CaseRecord) -> Iterator[tuple[str, datetime | None, str]]:
    for question, answer in latest(case.answers).items():
        if (sign := _FROM_ANSWERS.get((question, answer.answer))) is not None:
            yield sign, answer.at, question


def _indicator(case: CaseRecord, sign: str) -> Indicator:
    answered = [(at, where) for each, at, where in _answered(case) if each == sign]
    seen = [each for each in case.signs if each.sign == sign]
    times = [at for at, _ in answered if at is not None] + [each.at for each in seen]
    raised = max(times, default=None)
    sources = (*(where for _, where in answered), *(("seen",) if seen else ()))
    words = tuple(each.words for each in seen if each.words)
    return Indicator(sign, raised, sources, words, _clearing(case, sign))


def times_raised(case: CaseRecord, sign: str) -> int:
    """Return how often a sign came up: entered, or in an answer, also one that was put right later."""
    told = sum(_FROM_ANSWERS.get((each.question, each.answer)) == sign for each in case.answers)
    return told + sum(each.sign == sign for each in case.signs)


def _clearing(case: CaseRecord, sign: str) -> Clearing | None:
    """Return the last clearing of a sign, where the sign has not come up again since."""
    last = next((each for each in reversed(case.clearings) if each.sign == sign), None)
    return last if last is not None and last.raised >= times_raised(case, sign) else None


def looked_for(case: CaseRecord) -> bool:
    """Tell whether somebody has asked everything that signs are looked for with."""
    given = latest(case.answers)
    wanted = {each.key for each in newest().questions} & LOOKED
    return all(each in given and given[each].answer != "unknown" for each in wanted)


def trafficking_of(case: CaseRecord) -> Trafficking:
    """Return the search for signs as a case file has it: by the words of `SIGNS`, without names."""
    found = indicators(case)
    who = None
    if found and all(each.cleared is not None for each in found):
        who = next(each.cleared.by for each in reversed(found) if each.cleared is not None)
    open_ = [each.sign for each in found if each.cleared is None]
    told = tuple(open_) if open_ else tuple(each.sign for each in found)
    return Trafficking(looked_for=looked_for(case), indicators=told, cleared_by=who)
