"""A decision as one member may see it: verdict, risks, ways side by side, preconditions, opinions?"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse

from waystation.actions.acting import Desk
from waystation.actions.view_decision import View, view_decision
from waystation.decisions.changed import changed_of
from waystation.decisions.standing import below_floor
from waystation.decisions.words import change_text, lacks_text, precondition_text
from waystation.kit.language import N_
from waystation.plan.explain.decision import policy_text
from waystation.plan.explain.figures import persons
from waystation.plan.explain.names import Names
from waystation.report.listed import contingency_rows
from waystation.report.verdict import parts
from waystation.web.pages.decisions.drawn import drawn
from waystation.web.pages.decisions.forms import Continuity, Sign
from waystation.web.pages.decisions.listing import STATES
from waystation.web.pages.decisions.supposing import warm
from waystation.web.pages.decisions.which import which
from waystation.web.paging import show

SHORT = 8  # rows of the contingency table that the page itself shows
OPINIONS = {"go": N_("go"), "wait": N_("wait"), "decline": N_("decline")}


def view(desk: Desk, decision: str) -> View:
    """Return a decision as the member may see it; raises NotAllowed for one that is not there."""
    return view_decision(desk, which(desk, decision, "decision"))


def names_of(seen: View) -> Names:
    """Return what things are called, each name set apart."""
    return replace(Names(seen.record.known_network, seen.record.known_case), isolating=True)


def members(desk: Desk) -> list[tuple[str, str]]:
    """Return the members by id, with their names."""
    return [(each.id, each.name) for each in desk.session.directory.members.values()]


def decision(
    request: HttpRequest,
    desk: Desk,
    decision: str,
    sign: forms.Form | None = None,
    pack: forms.Form | None = None,
) -> HttpResponse:
    """Show a decision; `sign` and `pack` are forms that were sent and have to be corrected."""
    seen = view(desk, decision)
    warm()
    names = names_of(seen)
    record, group = seen.record, seen.record.known_case.group
    again = record.state == "go" and not (seen.review_open and seen.mine is None)
    may_sign = seen.read and record.state in {"open", "go"}
    values = {
        "seen": seen,
        "record": record,
        "state": STATES["review" if seen.review_open else record.state],
        "who": ", ".join((persons(group.persons), *map(names.word, group.traits))),
        "title": seen.called.get(("case", record.case)) or record.case,
        "changes": [(each.touches, change_text(each, seen.called)) for each in seen.changes],
        "because": [change_text(each, {}) for each in map(changed_of, record.replaced_because) if each],
        "lines": _lines(seen, names),
        "lacks": [] if seen.standing is None else lacks_text(seen.standing),
        "below": below_floor(record),
        "opinions": OPINIONS,
        "known": {each.id: each.name for each in desk.session.directory.known.values()},
        "sign": sign or (Sign(danger=record.present_danger, again=again) if may_sign else None),
        "again": again,
        "pack": pack or Continuity(members(desk)),
        "case_id": next((each.id for each in record.known_records if each.kind == "case"), None),
        "contingency": contingency_rows(names, seen.proposal.plan.policy)[:SHORT],
        "rows": len(seen.proposal.plan.policy.table),
        "policy": policy_text(seen.proposal.plan.policy),
        **drawn(names, seen.proposal, request.GET.get("way", "")),
        **parts(seen.proposal, names),
    }
    wrong = any(form is not None and form.errors for form in (sign, pack))
    return show(request, "decisions/one.html", values, 400 if wrong else 200)


def _lines(seen: View, names: Names) -> list[dict[str, Any]]:
    """Return the preconditions: what keeps them from going first, then what may follow, then the rest."""
    keeps = set(seen.missing)
    rank = {"stop": 0, "wait": 1, "good": 2}
    lines = [
        {
            "text": precondition_text(each, names, seen.called),
            "kind": "good" if each.met else "stop" if each in keeps else "wait",
        }
        for each in seen.preconditions
    ]
    return sorted(lines, key=lambda line: rank[str(line["kind"])])


def table(request: HttpRequest, desk: Desk, decision: str) -> HttpResponse:
    """Show the whole contingency table."""
    seen = view(desk, decision)
    rows = contingency_rows(names_of(seen), seen.proposal.plan.policy)
    left_out = len(seen.proposal.plan.policy.table) - len(rows)
    policy = policy_text(seen.proposal.plan.policy)
    values = {"seen": seen, "contingency": rows, "left_out": left_out, "policy": policy}
    return show(request, "decisions/table.html", values)
