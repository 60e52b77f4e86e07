"""How do the figures of a supposition stand beside those of the proposal, line by line?"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from waystation.kit.language import _
from waystation.plan.explain.decision import action_text
from waystation.plan.explain.figures import bounds, money, percent
from waystation.plan.explain.names import Names
from waystation.plan.explain.reasons import VERDICTS

if TYPE_CHECKING:
    from waystation.plan.whatif import Figures


class Line(NamedTuple):
    """One figure: as proposed, and as supposed."""

    name: str
    now: str
    then: str

    @property
    def same(self) -> bool:
        """Tell whether nothing changes."""
        return self.now == self.then


def beside_now(now: Figures, then: Figures, names: Names) -> list[Line]:
    """Return the lines."""
    first, second = _texts(now, names), _texts(then, names)
    return [Line(name, first[name], second[name]) for name in first]


def _texts(found: Figures, names: Names) -> dict[str, str]:
    way = [] if found.route is None else [names.leg(step.leg) for step in found.route.steps]
    return {
        _("by the figures"): _(VERDICTS[found.verdict]),
        _("reached safety"): bounds(found.p_safe, found.upper),
        _("cautious figure"): percent(found.p_low),
        _("reached safety, leaving at once"): percent(found.p_now),
        _("unharmed at the deadline, staying"): percent(found.p_stay),
        _("first"): action_text(found.first, names),
        _("money"): money(round(found.money), names.network.currency),
        _("way"): ", ".join(way) or "-",
    }
