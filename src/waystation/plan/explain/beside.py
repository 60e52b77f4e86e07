"""What becomes of them, leaving beside staying? One column for each alternative, one line for each figure."""

from __future__ import annotations

from dataclasses import dataclass

from waystation.domain.decision import Decision, Leave, Outcome
from waystation.kit.language import _
from waystation.plan.explain.decision import proposed, shortlist
from waystation.plan.explain.figures import hours, number, percent
from waystation.plan.explain.names import Names, date_text, harm_text


@dataclass(frozen=True, slots=True)
class Beside:
    """Alternatives side by side: `titles` of several lines, which is `proposed`, and figures by name."""

    titles: tuple[str, ...]
    proposed: int | None
    lines: tuple[tuple[str, tuple[str, ...]], ...]


def _leave_title(leave: Leave, names: Names) -> str:
    place = names.case.from_ if leave.first.leg is None else names.legs[leave.first.leg].from_
    moment = names.at(leave.first.depart, place)
    return "\n".join((_("leave"), date_text(moment), f"{moment:%H:%M}"))


def _harms(outcomes: tuple[Outcome, ...]) -> list[str]:
    """Return the kinds of loss that can happen at all, the likeliest when leaving first."""
    kinds = dict.fromkeys(kind for outcome in outcomes for kind in outcome.lost)
    most = {kind: [outcome.lost.get(kind, 0.0) for outcome in outcomes] for kind in kinds}
    return [kind for kind in sorted(most, key=lambda kind: most[kind], reverse=True) if max(most[kind]) > 0]


def beside(decision: Decision, names: Names, most: int = 3) -> Beside:
    """Return the best alternatives of leaving and those of staying; their figures are never added up."""
    leaves, best = shortlist(decision, most), proposed(decision)
    outcomes = (*(leave.outcome for leave in leaves), *decision.stay)
    titles = [_leave_title(leave, names) for leave in leaves]
    titles += ["\n".join((_("stay"), hours(outcome.hour))) for outcome in decision.stay]
    lines = [(_("reached safety"), [percent(o.p_safe) for o in outcomes])]
    for kind in _harms(outcomes):
        lost = [percent(o.lost.get(kind, 0.0)) for o in outcomes]
        lines.append((_("lost: {harm}").format(harm=harm_text(kind)), lost))
    lines.append((_("still in danger"), [percent(o.in_danger) for o in outcomes]))
    lines.append((_("days in danger"), [f"{o.hours_in_danger / 24:.1f}" for o in outcomes]))
    if any(outcome.harm_days > 0 for outcome in outcomes):
        lines.append((_("days of harm"), [f"{o.harm_days:.1f}" for o in outcomes]))
    unit = f" ({names.network.currency})" if names.network.currency else ""
    lines.append((_("money{unit}").format(unit=unit), [number(round(o.money)) for o in outcomes]))
    place = next((n for n, leave in enumerate(leaves) if leave == best), None)
    return Beside(tuple(titles), place, tuple((name, tuple(figures)) for name, figures in lines))
