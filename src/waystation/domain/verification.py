"""Is a caller the one he says he is? A group whose caller is not verified never meets a valued house."""

from __future__ import annotations

from waystation.domain.case_record import CaseRecord, Challenge, Requester
from waystation.domain.network import Network

TRIES = 3  # wrong answers in a row after which a second member has to ask


def verified(case: CaseRecord) -> bool:
    """Tell whether the last word on the caller is that he knew what only the real one knows.

    A wrong answer takes it back, and so does another name or another way to reach him: asked again, he is
    verified again. A case without a caller is not verified.
    """
    caller = case.requester
    if caller is None:
        return False
    judged = [each.right for each in caller.challenges[caller.changed_after or 0 :] if each.right is not None]
    if judged:
        return judged[-1]
    return caller.changed_after is None and caller.verified_at is not None


def unverified_caller(case: CaseRecord) -> bool:
    """Tell whether somebody asks for this group who is not verified."""
    return case.requester is not None and not verified(case)


def failed_in_a_row(caller: Requester) -> int:
    """Return how many answers were wrong since the last right one."""
    count = 0
    for each in caller.challenges:
        if each.right is not None:
            count = 0 if each.right else count + 1
    return count


def open_challenge(caller: Requester) -> Challenge | None:
    """Return what was asked and is not judged yet."""
    return next((each for each in caller.challenges if each.right is None), None)


def asked_before(caller: Requester, question: str) -> bool:
    """Tell whether this was asked before: whoever failed may have learnt the answer since."""
    plain = "".join(question.split()).casefold()
    return any("".join(each.question.split()).casefold() == plain for each in caller.challenges)


def without_valued_houses(network: Network, keep: str) -> Network:
    """Return the network without its houses of any worth, but for the place `keep` where the group is.

    What a plan gets for a group whose caller is not verified: a liar learns of no house that has any worth.
    """
    valued = {
        place.id
        for place in network.places
        if place.kind == "safe_house" and place.worth > 0 and place.id != keep
    }
    if not valued:
        return network
    places = tuple(place for place in network.places if place.id not in valued)
    legs = tuple(leg for leg in network.legs if not valued & {leg.from_, leg.to})
    return network.model_copy(update={"places": places, "legs": legs})
