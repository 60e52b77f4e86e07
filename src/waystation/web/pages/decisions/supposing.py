"""What if one thing were otherwise? A form, and the figures beside those of the proposal."""

from __future__ import annotations

from functools import cache

from django.http import HttpRequest, HttpResponse

from waystation.actions.acting import Desk
from waystation.actions.ask_what_if import ask_what_if, basis_of
from waystation.domain.case import Case
from waystation.domain.network import Network
from waystation.kit.errors import BadInput
from waystation.plan.explain.names import Names
from waystation.web import work
from waystation.web.pages.decisions.figures import beside_now
from waystation.web.pages.decisions.forms import WhatIf
from waystation.web.pages.decisions.which import which
from waystation.web.paging import show


@cache
def warm() -> None:
    """Have the kernels ready, once for this process, before somebody asks what if."""
    work.submit("", _tried)


def _tried() -> None:
    from waystation.plan.warm import CASE, NETWORK  # noqa: PLC0415  (loads the compiler)
    from waystation.plan.whatif import what_if as answer  # noqa: PLC0415

    answer(Network.model_validate(NETWORK), Case.model_validate(CASE))


def what_if(request: HttpRequest, desk: Desk, decision: str) -> HttpResponse:
    """Answer what would be planned."""
    found = which(desk, decision, "decision")
    record = basis_of(desk, found)
    form = WhatIf(record, request.POST) if request.method == "POST" else WhatIf(record)
    lines = None
    if request.method == "POST" and form.is_valid():
        try:
            lines = beside_now(
                *ask_what_if(record, form.suppositions()),
                Names(record.known_network, record.known_case, isolating=True),
            )
        except BadInput as error:
            form.add_error(None, str(error))
    values = {"decision": found, "form": form, "lines": lines, "case": record.case}
    return show(request, "decisions/whatif.html", values, 400 if form.errors else 200)
