"""The organisation's rules of deciding: what holds, who made it, and how two change it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from pydantic import ValidationError

from waystation.actions.acting import Desk
from waystation.actions.change_settings import change_settings
from waystation.actions.permissions import may
from waystation.actions.read_rules import read_rules
from waystation.domain.decision_rules import THREE_PERSONS, DecisionRules
from waystation.kit.errors import BadInput
from waystation.kit.language import _
from waystation.vault.faults import NotHeld
from waystation.web.pages.decisions.forms import Rules
from waystation.web.paging import show
from waystation.web.second import with_second


def rules(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Show the rules; change them by two."""
    known = read_rules(desk)
    change = may(desk.session.me.role, "change settings")
    form = Rules(known[0], request.POST if request.method == "POST" and change else None)
    if request.method == "POST" and change and form.is_valid() and _changed(request, desk, known[0], form):
        messages.success(request, _("These rules hold from now on."))
        return HttpResponseRedirect(reverse("decision-rules"))
    members = {each.id: each.name for each in desk.session.directory.known.values()}
    values = {
        "known": known,
        "form": form,
        "change": change,
        "members": members,
        "shared": known[0].shared or THREE_PERSONS,
    }
    return show(request, "decisions/rules.html", values, 400 if form.errors else 200)


def _changed(request: HttpRequest, desk: Desk, now: DecisionRules, form: Rules) -> bool:
    given: dict[str, Any] = dict(form.cleaned_data)
    reason = given.pop("reason")
    try:
        made = DecisionRules.model_validate(
            {**now.model_dump(), **given, "since": None, "by": (), "reason": None}
        )
        change_settings(with_second(request, desk), made, reason)
    except NotHeld:
        raise
    except ValidationError:
        form.add_error(None, _("These figures do not fit."))
    except BadInput as error:
        form.add_error(None, str(error))
    return not form.errors
