"""How does a case change while it is taken in: answers, a word on the urgency, signs, the caller, links?

Every function returns a new case in which nothing that was said before is gone.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from waystation.domain.case_record import (
    Answer,
    CaseLink,
    CaseRecord,
    Challenge,
    Clearing,
    Requester,
    Sign,
    Urgency,
    UrgencyOverride,
)
from waystation.domain.composing import in_step
from waystation.domain.indicators import standing, times_raised
from waystation.domain.question_lists import newest
from waystation.domain.questions import check_answer
from waystation.domain.triage import is_lower, triage, urgency_of
from waystation.domain.verification import asked_before, open_challenge
from waystation.kit.errors import BadInput
from waystation.kit.language import _


def said(text: str | None, what: str) -> str:
    """Return a reason without what is around it. Raises BadInput where there is none."""
    if not (text or "").strip():
        raise BadInput.at(what, _("nothing"), _("why, for whoever reads it in a year"))
    return (text or "").strip()


def with_answers(case: CaseRecord, answers: Mapping[str, str], at: datetime, by: str) -> CaseRecord:
    """Return the case with more answers; one that says what was said before is not written again.

    Raises BadInput for a question that is not asked, or an answer that it does not have.
    """
    asked, before = newest(), {each.question: each.answer for each in case.answers}
    for question, answer in answers.items():
        check_answer(asked, question, answer)
    new = tuple(
        Answer(question=question, answer=answer, version=asked.version, at=at, by=by)
        for question, answer in answers.items()
        if before.get(question) != answer
    )
    case = case.model_copy(update={"answers": (*case.answers, *new)})
    return in_step(case.model_copy(update={"urgency": urgency_of(case)}))


def with_urgency(  # noqa: PLR0913  (who says what, when and why)
    case: CaseRecord,
    urgency: Urgency,
    at: datetime,
    by: str,
    reason: str | None = None,
    *,
    danger: bool | None = None,
) -> CaseRecord:
    """Return the case with a member's word on its urgency: more urgent freely, less only with a reason.

    `danger` says that they are in present danger, or, with a reason, no longer.
    """
    over = case.present_danger and danger is False
    if is_lower(case, urgency) or over:
        reason = said(reason, _("reason for less urgency"))
    word = UrgencyOverride(
        at=at,
        by=by,
        urgency=urgency,
        computed=triage(case.answers).urgency,
        reason=(reason or "").strip() or None,
        danger=danger,
    )
    now = case.present_danger if danger is None else danger
    return case.model_copy(
        update={"overrides": (*case.overrides, word), "urgency": urgency, "present_danger": now}
    )


def with_sign(case: CaseRecord, sign: Sign) -> CaseRecord:
    """Return the case with a sign that somebody has seen. Raises BadInput for `other` without words."""
    if sign.sign == "other" and not sign.words:
        raise BadInput.at(_("sign"), _("something else, and no words"), _("what was seen or heard"))
    return in_step(case.model_copy(update={"signs": (*case.signs, sign)}))


def with_clearing(case: CaseRecord, clearing: Clearing) -> CaseRecord:
    """Return the case with a sign cleared. Raises BadInput for one that does not stand, or with no reason."""
    if clearing.sign not in {each.sign for each in standing(case)}:
        raise BadInput.at(_("sign"), _("one that does not stand"), _("a sign that stands"))
    said(clearing.reason, _("reason for clearing"))
    word = clearing.model_copy(update={"raised": times_raised(case, clearing.sign)})
    return in_step(case.model_copy(update={"clearings": (*case.clearings, word)}))


def asked(case: CaseRecord, question: str, at: datetime, by: str) -> CaseRecord:
    """Return the case with a question put to its caller.

    Raises BadInput where there is no caller, where a question is still open, and for one that was put before.
    """
    caller, question = _caller(case), said(question, _("question to the caller"))
    if open_challenge(caller) is not None:
        raise BadInput.at(
            _("question to the caller"), _("another one is not answered yet"), _("its answer first")
        )
    if asked_before(caller, question):
        allowed = _("something else: whoever did not know it may have learnt it since")
        raise BadInput.at(_("question to the caller"), _("one that was asked before"), allowed)
    put = Challenge(asked_at=at, asked_by=by, question=question)
    return _with_caller(case, challenges=(*caller.challenges, put))


def judged(case: CaseRecord, at: datetime, by: str, how: str, *, right: bool) -> CaseRecord:
    """Return the case with the answer of its caller judged; `how` says what it was compared with."""
    caller = _caller(case)
    if open_challenge(caller) is None:
        raise BadInput.at(_("answer of the caller"), _("nothing was asked"), _("a question first"))
    how = said(how, _("how the answer was compared"))
    word = {"right": right, "answered_at": at, "judged_by": by, "how": how}
    done = tuple(c if c.right is not None else c.model_copy(update=word) for c in caller.challenges)
    return _with_caller(case, challenges=done)


def with_caller(case: CaseRecord, caller: Requester) -> CaseRecord:
    """Return the case with what is known of its caller now. What was asked of him stays.

    Another name or another way to reach him: he has to be verified again.
    """
    before = case.requester or Requester()
    same = (before.name, before.contacts) == (caller.name, caller.contacts) or before == Requester()
    kept = {
        "verified_at": before.verified_at,
        "verified_by": before.verified_by,
        "challenges": before.challenges,
        "changed_after": before.changed_after if same else len(before.challenges),
    }
    return case.model_copy(update={"requester": caller.model_copy(update=kept)})


def _caller(case: CaseRecord) -> Requester:
    if case.requester is None:
        raise BadInput.at(_("caller"), _("nobody"), _("who asks for help"))
    return case.requester


def _with_caller(case: CaseRecord, **changes: object) -> CaseRecord:
    return case.model_copy(update={"requester": _caller(case).model_copy(update=changes)})


def with_link(case: CaseRecord, link: CaseLink) -> CaseRecord:
    """Return the case with a word on whether another one is about the same people. Nothing is merged.

    Raises BadInput for the case itself, and without a reason.
    """
    if link.case == case.id:
        raise BadInput.at(_("case"), _("the case itself"), _("another one"))
    said(link.reason, _("reason for the link"))
    others = tuple(each for each in case.same_as if each != link.case)
    same = (*others, link.case) if link.same else others
    return case.model_copy(update={"same_as": same, "links": (*case.links, link)})
