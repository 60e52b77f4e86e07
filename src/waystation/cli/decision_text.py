"""How does a decision read at 3 a.m.: verdict, why, timetable, what if, and staying beside leaving?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.console import RenderableType
from rich.text import Text

from waystation.cli.journey_text import contingency, timetable, what_binds
from waystation.cli.tables import Cells, heading, sentences, table
from waystation.domain.decision import Decision
from waystation.domain.payment import HelperPay
from waystation.kit.language import _
from waystation.kit.shown import printable, width
from waystation.plan.explain.beside import beside
from waystation.plan.explain.cautions import caution_texts
from waystation.plan.explain.decision import banner, policy_text, summary
from waystation.plan.explain.figures import money, persons
from waystation.plan.explain.names import Names
from waystation.plan.explain.reasons import bounded_text, contribution_text, gain_text, lever_text, worked_out
from waystation.plan.explain.safeguards import missing_text, remains_text
from waystation.plan.explain.timetable import of_policy

_COLUMNS = 78
# A verdict is told apart by its word, by the pattern of its line, and last by its colour.
_PATTERNS = {
    "go": (">", "bold green"),
    "wait": ("=", "bold yellow"),
    "not like this": ("x", "bold red"),
    "not yet": ("-", "bold"),
}


def _banner(decision: Decision, names: Names) -> RenderableType:
    mark, style = _PATTERNS[decision.verdict]
    said = f"{mark * 3} {banner(decision, names)} "
    return Text(said + mark * max(3, _COLUMNS - width(said)), style=style)


def _who(names: Names) -> RenderableType:
    case = names.case
    traits = ", ".join((persons(case.group.persons), *map(printable, case.group.traits)))
    return Text(f"{printable(case.id)}: {traits}", style="dim")


def _first(decision: Decision, names: Names) -> Iterator[RenderableType]:
    if decision.missing:
        yield heading(_("Missing, before anybody moves"))
        yield from sentences((missing_text(code, names) for code in decision.missing), "-")
    if decision.remains:
        yield heading(_("What help remains"))
        yield from sentences(map(remains_text, decision.remains), "-")


def _reasons(decision: Decision, names: Names) -> Iterator[RenderableType]:
    if decision.contributions:
        yield heading(_("What makes it dangerous, and what the chance would gain without it"))
        rows = [(contribution_text(c, names), gain_text(c)) for c in worked_out(decision.contributions)]
        yield table((_("danger"), _("gain")), rows, right=(1,))
        if more := bounded_text(decision.contributions):
            yield Text(more)
    if decision.levers:
        yield heading(_("What would change the verdict"))
        yield from sentences((lever_text(lever, names) for lever in decision.levers), "-")
    if decision.cautions:
        yield heading(_("Think of this"))
        yield from sentences(caution_texts(decision.cautions, names), "!")


def _way(decision: Decision, names: Names, rows: int) -> Iterator[RenderableType]:
    policy = decision.plan.policy
    lines = of_policy(names, policy)
    if not lines:
        return
    yield heading(_("Timetable, if nothing is blocked (local times)"))
    yield timetable(names, lines)
    yield heading(_("What to do in every case, in the order in which it may be met"))
    yield Text(policy_text(policy))
    yield from contingency(names, policy, rows)


def _alternatives(decision: Decision, names: Names) -> Iterator[RenderableType]:
    found = beside(decision, names)
    yield heading(_("Staying beside leaving, each figure for itself"))
    titles = [f"* {title}" if n == found.proposed else title for n, title in enumerate(found.titles)]
    rows = [(name, *figures) for name, figures in found.lines]
    yield table(("", *titles), rows, right=range(1, len(titles) + 1), least={0: 18})
    if found.proposed is not None:
        yield Text(_("* has the best chance of reaching safety. Danger and harm are averages."))


def _pay_row(pay: HelperPay, names: Names) -> Cells:
    stage = pay.holdback.binding_stage
    amounts = (sum(s.fee for s in pay.stages), pay.reward, pay.at_stake, pay.holdback.amount)
    return (
        names.helper(pay.helper),
        *(money(amount, None) for amount in amounts),
        "-" if stage is None else str(stage),
        _("yes") if pay.affordable else _("no"),
    )


def _payments(decision: Decision, names: Names) -> Iterator[RenderableType]:
    if not decision.payments:
        return
    yield heading(_("Payments: what to hold back until the group is confirmed safe"))
    unit = f" ({names.network.currency})" if names.network.currency else ""
    columns = (_("helper"), _("fees"), _("reward"), _("at stake"), _("hold back"), _("stage"), _("bears it"))
    yield table(columns, [_pay_row(pay, names) for pay in decision.payments], right=(1, 2, 3, 4, 5))
    yield Text(
        _(
            "Amounts{unit}. reward: for betraying. at stake: what betraying would cost. stage: the payment "
            "at which honesty is hardest. bears it: taking part still pays with the hold-back."
        ).format(unit=unit)
    )


def page(decision: Decision, names: Names, rows: int) -> Iterable[RenderableType]:
    """Yield the parts of the page, in the order in which they matter."""
    yield _banner(decision, names)
    yield _who(names)
    yield Text("")
    yield from sentences(summary(decision, names))
    if not decision.leave:
        yield from sentences(what_binds(names), "-")
    yield from _first(decision, names)
    yield from _reasons(decision, names)
    yield from _way(decision, names, rows)
    yield from _alternatives(decision, names)
    yield from _payments(decision, names)
