"""What contributes most to the risk, what would flip the verdict? Contributions and levers as sentences."""

from __future__ import annotations

from collections.abc import Sequence

from waystation.domain.decision import Contribution, Lever
from waystation.kit.language import N_, _, many
from waystation.plan.explain.figures import money, percent
from waystation.plan.explain.names import Names

VERDICTS = {
    "go": N_("go"),
    "wait": N_("wait"),
    "not like this": N_("not like this"),
    "not yet": N_("not yet"),
}
_LEVERS = {
    "hazard": N_("If the danger on {leg} were {needed} instead of {now}: {verdict}."),
    "helper": N_("If {helper} kept faith with probability {needed} instead of {now}: {verdict}."),
    "wait": N_("If being found at {place} had probability {needed} a day instead of {now}: {verdict}."),
    "condition": N_("If {about} rose to {needed} instead of {now}: {verdict}."),
    "condition_falls": N_("If {about} fell to {needed} instead of {now}: {verdict}."),
    "fee": N_("If {helper} were paid {needed} instead of {now}: {verdict}."),
    "hour": N_("If they left at {needed} instead of {now}: {verdict}."),
    "deadline": N_("If the deadline were {needed} instead of {now}: {verdict}."),
}


def contribution_text(contribution: Contribution, names: Names) -> str:
    """Return what it is that contributes to the risk: a hazard on a leg, a helper, a wait at a place."""
    about = contribution.id
    if contribution.subject == "hazard":
        hazard = names.word(contribution.detail) if contribution.detail else _("any danger")
        return _("{hazard} on {leg}").format(hazard=hazard, leg=names.leg(about))
    if contribution.subject == "helper":
        return _("{helper} breaks faith").format(helper=names.helper(about))
    if contribution.subject == "wait":
        return _("being found while waiting at {place}").format(place=names.place(about))
    return names.word(about)


def _points(gain: float) -> str:
    points = gain * 100
    figure = f"{points:.1f}" if points >= 0.1 else f"{points:.2f}"  # noqa: PLR2004  (small gains need a digit more)
    return _("{figure} points").format(figure=figure)


def gain_text(contribution: Contribution) -> str:
    """Return how much P(reached safety) would gain were it harmless, in percentage points."""
    return f"+{_points(contribution.gain)}"


def worked_out(contributions: Sequence[Contribution]) -> tuple[Contribution, ...]:
    """Return those of which the gain is known, not only bounded."""
    return tuple(c for c in contributions if not c.at_most)


def bounded_text(contributions: Sequence[Contribution]) -> str | None:
    """Return what is known of the others: how many they are, and what none of them exceeds."""
    gains = [c.gain for c in contributions if c.at_most]
    if not gains:
        return None
    return many(
        "{count} more danger was not worked out; it gains at most {figure}.",
        "{count} more dangers were not worked out; each gains at most {figure}.",
        len(gains),
    ).format(count=len(gains), figure=_points(max(gains)))


def _values(lever: Lever, names: Names) -> tuple[str, str]:
    if lever.subject == "condition":
        return names.condition(lever.id, lever.now), names.condition(lever.id, lever.needed)
    if lever.subject == "fee":
        currency = names.network.currency
        return money(lever.now, currency), money(lever.needed, currency)
    if lever.subject == "hour":
        return names.when(lever.now), names.when(lever.needed)
    return percent(lever.now, lever.needed), percent(lever.needed, lever.now)


def _kind(lever: Lever) -> str:
    if (lever.subject, lever.id) == ("hour", "deadline"):
        return "deadline"
    if lever.subject == "condition" and lever.needed < lever.now:
        return "condition_falls"
    return lever.subject


def lever_text(lever: Lever, names: Names) -> str:
    """Return the single change that would flip the verdict, as a sentence."""
    now, needed = _values(lever, names)
    return _(_LEVERS[_kind(lever)]).format(
        about=names.word(lever.id),
        leg=names.leg(lever.id),
        helper=names.helper(lever.id),
        place=names.place(lever.id),
        now=now,
        needed=needed,
        verdict=_(VERDICTS[lever.verdict]),
    )
