"""Who did what with a case? Read by two."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse

from waystation.actions.acting import Desk
from waystation.actions.list_compartments import list_compartments
from waystation.actions.show_ledger import show_ledger
from waystation.domain.access import LedgerEntry
from waystation.domain.case_record import CaseRecord
from waystation.kit.errors import BadInput
from waystation.kit.language import _
from waystation.vault.faults import NotAllowed
from waystation.vault.finding import by_id
from waystation.web.drafts import require_known
from waystation.web.pages.intake.case import names_of
from waystation.web.pages.intake.fields import line
from waystation.web.paging import show
from waystation.web.second import with_second

_MOST = 500  # rows of a page, the newest


class WhyForm(forms.Form):
    """Why it is read: that stands in the ledger too."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["why"] = line(_("Why you read it"), required=True)


def ledger(request: HttpRequest, desk: Desk, case: str) -> HttpResponse:
    """Show the rows of the ledger that name what lies with the case, once a second member agrees."""
    require_known(desk, case, CaseRecord)
    form = WhyForm(request.POST if request.method == "POST" else None)
    rows: list[tuple[int, LedgerEntry]] = []
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            both = with_second(request, desk)
            if both.second is None:
                raise BadInput.at(_("ledger"), _("one member"), _("a second member who agrees"))
            rows = _rows(both, case, form.cleaned_data["why"])
        except NotAllowed as error:
            _add(form, error)
        except BadInput as error:
            _add(form, error)
    if request.method == "POST" and form.errors:
        status = 400
    values = {"form": form, "rows": rows, "case": case, "who": names_of(desk)}
    return show(request, "intake/ledger.html", values, status)


def _add(form: forms.Form, error: BadInput) -> None:
    for fault in error.faults:
        form.add_error(None, str(fault))


def _rows(desk: Desk, case: str, why: str) -> list[tuple[int, LedgerEntry]]:
    where = by_id(desk.session, [case])[case].compartment
    held = next(each for each in list_compartments(desk, {"case"}) if each.id == where)
    there = set(held.manifest.records)
    found = [
        (number, entry)
        for number, entry in show_ledger(desk, why)
        if entry is not None and (there & set(entry.records) or where in entry.compartments)
    ]
    return found[::-1][:_MOST]
