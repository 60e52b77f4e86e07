"""Which versions of the vetting rules are there, and how is a new one set?"""

from __future__ import annotations

from typing import get_args

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from waystation.actions.acting import Desk
from waystation.actions.set_vetting_rules import set_vetting_rules
from waystation.actions.vetting_rules import rules_held
from waystation.domain.helper import Role
from waystation.domain.vetting import RuleStep, VettingRules, rules_on
from waystation.kit import clock
from waystation.kit.errors import BadInput
from waystation.kit.language import N_, _
from waystation.kit.shown import either, printable
from waystation.web.pages.asked import Ask, Asked, compartments, done, form
from waystation.web.paging import show

_VERB = "set vetting rules"
_MOST = 20_000  # days


def rules(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Show all versions, and set a new one."""
    held = rules_held(desk, _VERB)
    today = clock.now().date()
    latest = held[0] if held else None
    first = {"from_day": today, "vouchers": latest.vouchers if latest else 1, "steps": _written(latest)}
    asked = form(request, _asks(desk), first)
    status = 200
    if request.method == "POST":
        status = 400
        into = asked.data.get("into", "")
        if asked.is_valid() and done(
            asked,
            lambda: set_vetting_rules(desk, into, _rules(asked)),
            lambda where: where if where in asked.fields else None,
        ):
            messages.success(request, _("The new version is kept."))
            return HttpResponseRedirect(reverse("vetting-rules"))
    values = {"held": held, "in_force": rules_on(today, held), "form": asked, "written": _written}
    return show(request, "helpers/rules.html", values, status)


def _asks(desk: Desk) -> tuple[Ask, ...]:
    return (
        Ask(
            "into",
            N_("Compartment"),
            "choice",
            required=True,
            choices=compartments(desk, "helper", "corridor"),
        ),
        Ask("id", N_("Name of the version"), required=True, help=N_("Such as 2026-2; steps name it.")),
        Ask("from_day", N_("In force from"), "date", required=True),
        Ask("vouchers", N_("How many must stand for a helper"), "number", required=True),
        Ask(
            "steps",
            N_("Steps"),
            "long",
            N_(
                "One in a line: name; days it counts; roles. Such as: papers; 365; driver, guide. "
                "The last two may stay empty."
            ),
        ),
    )


def _rules(asked: Asked) -> VettingRules:
    lines = [line.strip() for line in asked.said("steps").splitlines() if line.strip()]
    return VettingRules(
        id=asked.said("id"),
        from_day=asked.cleaned_data["from_day"],
        vouchers=asked.cleaned_data["vouchers"],
        steps=tuple(_step(number, line) for number, line in enumerate(lines, 1)),
    )


def _step(number: int, line: str) -> RuleStep:
    name, days, roles = (*(part.strip() for part in line.split(";", 2)), "", "")[:3]
    where = _("line {number}").format(number=number)
    if not name or (days and (not days.isdecimal() or int(days) > _MOST)):
        raise BadInput.at(where, printable(line, 40), _("name; days; roles"))
    wanted = [each.strip() for each in roles.split(",") if each.strip()]
    if unknown := [each for each in wanted if each not in get_args(Role)]:
        raise BadInput.at(where, printable(unknown[0], 40), either(get_args(Role)))
    return RuleStep.model_validate(
        {"step": name, "days_valid": int(days) if days else None, "roles": tuple(wanted)}
    )


def _written(rules: VettingRules | None) -> str:
    """Return the steps of a version as they are typed."""
    lines = (
        (each.step, "" if each.days_valid is None else str(each.days_valid), ", ".join(each.roles))
        for each in (rules.steps if rules else ())
    )
    return "\n".join("; ".join(line).rstrip("; ") for line in lines)
