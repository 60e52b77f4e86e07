"""How urgent is a request, and why? Computed from answers; people may say more, and less with a reason."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from waystation.domain.case_record import Answer, CaseRecord, Urgency, UrgencyOverride
from waystation.domain.question_lists import newest
from waystation.domain.questions import QuestionList
from waystation.kit.language import N_

WORSE: tuple[Urgency, ...] = ("normal", "urgent", "emergency")


class Because(NamedTuple):
    """A reason for an urgency: the answer to a question, in words that are translated where shown."""

    urgency: Urgency
    question: str
    text: str


class Triage(NamedTuple):
    """What the answers say: the urgency, all reasons (the worst first), and what has not been answered."""

    urgency: Urgency
    because: tuple[Because, ...]
    unanswered: tuple[str, ...]


_RULES: tuple[tuple[str, str, Urgency, str], ...] = (
    ("danger_now", "yes", "emergency", N_("Somebody is in danger at this moment.")),
    ("danger_now", "unknown", "urgent", N_("Nobody knows whether they are in danger now.")),
    ("found_out", "yes", "emergency", N_("Their hiding place is known.")),
    ("found_out", "maybe", "urgent", N_("Their hiding place may be known.")),
    ("can_stay", "hours", "emergency", N_("They can stay only today.")),
    ("can_stay", "days", "urgent", N_("They can stay only some days.")),
    ("taken", "yes", "emergency", N_("Somebody was taken or is about to be sent back.")),
    ("violence", "beaten", "emergency", N_("Somebody is beaten or forced.")),
    ("violence", "threatened", "urgent", N_("Somebody is threatened.")),
    ("moved_on", "soon", "emergency", N_("Somebody is to be sold or taken elsewhere within days.")),
    ("moved_on", "later", "urgent", N_("Somebody is to be sold or taken elsewhere.")),
    ("doctor", "now", "emergency", N_("Somebody needs a doctor now.")),
    ("doctor", "soon", "urgent", N_("Somebody needs a doctor soon.")),
    ("means_to_die", "yes", "emergency", N_("Somebody speaks of dying or carries the means to die.")),
    ("birth", "yes", "urgent", N_("A child is to be born within three months.")),
    ("food", "no", "urgent", N_("They have no food, water or roof for tonight.")),
    ("minors", "alone", "urgent", N_("A child is alone.")),
    ("minors", "unrelated", "urgent", N_("A child is with an adult who is no relative.")),
    ("sold", "yes", "urgent", N_("Somebody was sold or works without pay.")),
    ("watched", "yes", "urgent", N_("Somebody is watched or locked in.")),
)
RULES: Mapping[tuple[str, str], Because] = MappingProxyType(
    {(question, answer): Because(urgency, question, text) for question, answer, urgency, text in _RULES}
)
"""By question and answer: how urgent that makes a request, and in which words it is said."""


def latest(answers: tuple[Answer, ...]) -> dict[str, Answer]:
    """Return the answer that counts to each question: the last one that was given."""
    return {each.question: each for each in answers}


def triage(answers: tuple[Answer, ...], asked: QuestionList | None = None) -> Triage:
    """Return what the answers say. What is still unanswered never makes a request less urgent."""
    given = latest(answers)
    found = tuple(sorted(_because(given), key=lambda each: -WORSE.index(each.urgency)))
    needed = (each.key for each in (asked or newest()).questions if each.needed)
    missing = tuple(key for key in needed if key not in given)
    return Triage(found[0].urgency if found else "normal", found, missing)


def _because(given: Mapping[str, Answer]) -> Iterator[Because]:
    for question, answer in given.items():
        if (found := RULES.get((question, answer.answer))) is not None:
            yield found


def worst(*urgencies: Urgency) -> Urgency:
    """Return the worst of some urgencies."""
    return max(urgencies, key=WORSE.index)


def urgency_of(case: CaseRecord) -> Urgency | None:
    """Return how urgent a case is: what the answers say, or the last word of a member.

    A member's word holds until new answers say something worse than those he knew. None before anything was
    answered or said.
    """
    if not case.answers and not case.overrides:
        return case.urgency
    computed = triage(case.answers).urgency
    if not case.overrides:
        return computed
    last = case.overrides[-1]
    if WORSE.index(computed) > WORSE.index(last.computed):
        return worst(computed, last.urgency)
    return last.urgency


def is_lower(case: CaseRecord, urgency: Urgency) -> bool:
    """Tell whether that would be less urgent than the case is now: only with a reason."""
    now = urgency_of(case)
    return now is not None and WORSE.index(urgency) < WORSE.index(now)


def last_override(case: CaseRecord) -> UrgencyOverride | None:
    """Return the member's word that holds; None where the answers alone decide."""
    if not case.overrides or urgency_of(case) != case.overrides[-1].urgency:
        return None
    return case.overrides[-1]
