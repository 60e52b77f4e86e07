"""How does a journey read: the timetable in local times, and what to do in every case?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.console import RenderableType
from rich.text import Text

from waystation.cli.tables import Cells, table
from waystation.domain.route import Policy, Row
from waystation.kit.language import _, many
from waystation.kit.shown import width
from waystation.plan.check import check
from waystation.plan.explain.figures import hours, percent
from waystation.plan.explain.names import Names
from waystation.plan.explain.timetable import Line
from waystation.report.wording import clock, follow, to_do


def _leaving(names: Names, line: Line) -> Cells:
    where = names.place(line.origin)
    if line.waited > 0:
        where += _(", after {hours} there").format(hours=hours(line.waited))
    return (clock(names, line.depart, line.origin), _("leave"), where)


def _going(names: Names, line: Line) -> Cells:
    how = _("{leg}, {hours}").format(leg=names.leg(line.leg), hours=hours(line.arrive - line.depart))
    if line.helpers:
        how += _(", with {helpers}").format(helpers=names.helped_by(line.helpers))
    return ("", _("by"), how)


def _arriving(names: Names, line: Line) -> Cells:
    where = names.place(line.to)
    if line.hosts:
        where += _(", met by {helpers}").format(helpers=names.helped_by(line.hosts))
    return (clock(names, line.arrive, line.to), _("arrive"), where)


def _told(names: Names, line: Line, *, first: bool) -> Iterator[Cells]:
    if first or line.waited > 0:
        yield _leaving(names, line)
    yield _going(names, line)
    yield _arriving(names, line)


def timetable(names: Names, lines: Iterable[Line]) -> RenderableType:
    """Return a timetable: each leg with its local times, who goes along, and who is met where."""
    rows = [row for n, line in enumerate(lines) for row in _told(names, line, first=n == 0)]
    return table((_("local time"), "", _("where and with whom")), rows, fixed=(0, 1))


def what_binds(names: Names) -> list[str]:
    """Return why no way leads to safety: the limits that bind, each at its place in the files."""
    return [str(fault) for fault in check(names.network, names.case).faults]


def _contingency_rows(names: Names, table_: Iterable[Row]) -> Iterator[Cells]:
    for number, row in enumerate(table_, 1):
        where = f"{names.place(row.place)}\n{clock(names, row.hour, row.place)}"
        yield (
            str(number),
            where,
            to_do(names, row),
            *follow(names, row),
            percent(row.p_safe),
            percent(row.p_met),
        )


def contingency(names: Names, policy: Policy, most: int) -> Iterable[RenderableType]:
    """Yield the contingency table, at most `most` rows of it (0: all), and say how many are left out."""
    shown = policy.table if most == 0 else policy.table[:most]
    columns = ("#", _("where and when"), _("do this"), _("passed"), _("blocked"), _("safe"), _("met"))
    rows = list(_contingency_rows(names, shown))
    clocks = max((width(row[1].splitlines()[-1]) for row in rows), default=0)
    yield table(columns, rows, right=(0, 3, 4, 5, 6), least={1: clocks, 2: 20})
    yield Text(
        _("passed, blocked: the row to go on with. safe: chance from here on. met: chance to come here.")
    )
    if left := len(policy.table) - len(shown):
        text = many("{count} more row: --rows 0 prints all.", "{count} more rows: --rows 0 prints all.", left)
        yield Text(text.format(count=left))
