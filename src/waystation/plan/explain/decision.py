"""How is a decision said to a person: the verdict in a line, then the figures behind it in sentences?"""

from __future__ import annotations

from collections.abc import Iterator

from waystation.domain.decision import Decision, Leave
from waystation.domain.route import Action, Front, Policy
from waystation.kit.language import N_, _, many
from waystation.plan.explain.figures import bounds, percent
from waystation.plan.explain.names import Names
from waystation.plan.explain.reasons import VERDICTS

BANNERS = {
    "go": N_("GO"),
    "wait": N_("WAIT"),
    "not like this": N_("NOT LIKE THIS"),
    "not yet": N_("NOT YET"),
}


def proposed(decision: Decision) -> Leave | None:
    """Return the alternative with the largest P(reached safety), which the figures are about."""
    return max(decision.leave, key=lambda leave: leave.outcome.p_safe, default=None)


def shortlist(decision: Decision, most: int = 5) -> tuple[Leave, ...]:
    """Return the best alternatives of leaving, in the order of their hours."""
    best = sorted(decision.leave, key=lambda leave: -leave.outcome.p_safe)[:most]
    return tuple(sorted(best, key=lambda leave: leave.begin))


def banner(decision: Decision, names: Names) -> str:
    """Return the verdict as the first line says it."""
    if decision.verdict == "wait" and decision.depart is not None:
        return _("WAIT UNTIL {time}").format(time=names.when(decision.depart))
    return _(BANNERS[decision.verdict])


def action_text(action: Action, names: Names) -> str:
    """Return what is to be done: start a leg at an hour, or stay."""
    if action.leg is None:
        return _("stay")
    place = names.legs[action.leg].from_
    return _("start {leg} at {time}").format(leg=names.leg(action.leg), time=names.when(action.depart, place))


def _first_step(decision: Decision, names: Names) -> Iterator[str]:
    best = proposed(decision)
    if best is None:
        yield _("No way to safety can be started before the deadline.")
        return
    if best.first.leg is not None:
        leg, time = names.legs[best.first.leg], best.first.depart
        good = decision.by_figures in {"go", "wait"}
        said = N_("Leave {place} by {leg} at {time}.")
        found = N_("The best that was found: leave {place} by {leg} at {time}.")
        yield _(said if good else found).format(
            place=names.place(leg.from_), leg=names.leg(leg.id), time=names.when(time, leg.from_)
        )


def _chances(decision: Decision, names: Names) -> Iterator[str]:
    best = proposed(decision)
    if best is None:
        return
    figure = bounds(best.outcome.p_safe, max(best.upper, best.outcome.p_safe))
    until = names.when(names.case.deadline)
    yield _("Reached safety by {deadline}: {figure}.").format(deadline=until, figure=figure)
    yield _("With what is known so far, nine times in ten the true figure is above {low}.").format(
        low=percent(decision.p_low)
    )


def _floor(figure: float, floor: float | None, met: str, missed: str) -> Iterator[str]:
    if floor is not None:
        sentence = met if figure >= floor else missed
        yield _(sentence).format(figure=percent(figure, floor), floor=percent(floor, figure))


def _floors(decision: Decision) -> Iterator[str]:
    met = N_("{figure} is not under the organisation's floor of {floor}.")
    missed = N_("{figure} is under the organisation's floor of {floor}.")
    met_low = N_("The cautious figure {figure} is not under its floor of {floor}.")
    missed_low = N_("The cautious figure {figure} is under its floor of {floor}.")
    yield from _floor(decision.p_safe, decision.floor, met, missed)
    yield from _floor(decision.p_low, decision.floor_low, met_low, missed_low)


def summary(decision: Decision, names: Names) -> tuple[str, ...]:
    """Return the sentences that follow the verdict: first step, chances, floors, staying, signatures."""
    sentences = [*_first_step(decision, names), *_chances(decision, names), *_floors(decision)]
    if decision.by_figures != decision.verdict:
        figures = _(VERDICTS[decision.by_figures])
        sentences.append(_("By the figures alone it would be: {verdict}.").format(verdict=figures))
    if decision.staying_loses_more and decision.by_figures == "not like this":
        sentences.append(_("Staying loses more than leaving, although the floor is not met. Both are true."))
    count = decision.signatures
    sentences.append(
        many("It needs {count} signature.", "It needs {count} signatures.", count).format(count=count)
    )
    return tuple(sentences)


def policy_text(policy: Policy) -> str:
    """Return what the best policy is worth, with its bounds where they are not one figure."""
    figure = bounds(policy.p_safe, policy.upper)
    if policy.gap <= 1e-9:  # noqa: PLR2004  (what the planning model calls equal)
        return _("Going on after every block as the table says, {figure} reach safety.").format(figure=figure)
    return _(
        "Going on after every block, the best policy brings {figure} to safety; the table is the lower one."
    ).format(figure=figure)


def front_text(front: Front) -> str | None:
    """Return the proven error of a front that is not complete, or None."""
    if front.exact:
        return None
    return _(
        "The list is not complete: the search ended early. No route that is missing is better by more than "
        "{risk} in risk, {cost} in cost and {exposure} in exposure."
    ).format(
        risk=f"{front.slack.risk:.2g}", cost=f"{front.slack.cost:.2g}", exposure=f"{front.slack.exposure:.2g}"
    )
