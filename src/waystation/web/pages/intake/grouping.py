"""Who moves together, and which file are plans made from?"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from waystation.actions.acting import Desk
from waystation.actions.compose_case import compose_case
from waystation.actions.form_group import change_group, form_group
from waystation.actions.list_compartments import list_compartments
from waystation.actions.list_requests import list_requests
from waystation.actions.view_case import CaseView, view_case
from waystation.domain.case_record import CaseRecord
from waystation.domain.group_record import GroupRecord
from waystation.domain.grouping import is_living
from waystation.kit.language import _
from waystation.vault.faults import NotAllowed
from waystation.web.drafts import opened, require_known
from waystation.web.pages.intake.acts import FormPage, acted
from waystation.web.pages.intake.case_forms import GroupForm, TermsForm
from waystation.web.pages.intake.words import joined, parted
from waystation.web.paging import show


def _persons(view: CaseView) -> list[tuple[str, str]]:
    return [(each.id, each.names[0].text if each.names else each.id) for _record, each in view.persons]


def new_group(request: HttpRequest, desk: Desk, case: str) -> HttpResponse:
    """Put persons of a case together."""
    require_known(desk, case, CaseRecord)
    view = view_case(desk, case)
    free = {key for _record, each in view.groups if is_living(each) for key in each.members}
    begun = {
        "counter": view.case[0].counter,
        "members": [key for key, _name in _persons(view) if key not in free],
    }
    form = GroupForm(
        request.POST if request.method == "POST" else None, persons=_persons(view), initial=begun
    )
    page = FormPage(
        _("Put a group together"),
        _("They move together"),
        reverse("case", args=[case]),
        _("The group stands."),
        words=_("Somebody is in one group at a time. A group may be split on the way; nobody is lost then."),
    )

    def act() -> None:
        told = form.cleaned_data
        form_group(desk, form.seen(case), told["members"], parted(told["traits"]))

    return acted(request, form, page, act)


def group(request: HttpRequest, desk: Desk, group: str) -> HttpResponse:
    """Show a group, and change who is in it."""
    record, value = opened(desk, group, GroupRecord)
    case = next((each.record for each in list_requests(desk) if each.key == value.case), None)
    if case is None:
        raise NotAllowed.to(_("group"), _("one whose case was granted"))
    view = view_case(desk, case)
    begun = {"counter": record.counter, "members": list(value.members), "traits": joined(value.traits)}
    typed = request.POST if request.method == "POST" else None
    form = GroupForm(typed, persons=_persons(view), initial=begun)
    if request.method != "POST" and not is_living(value):
        return show(
            request, "intake/group.html", {"group": value, "names": dict(_persons(view)), "case": case}
        )
    page = FormPage(
        _("A group"),
        _("Save"),
        reverse("case", args=[case]),
        _("The group is saved."),
        template="intake/group.html",
        more={"group": value, "names": dict(_persons(view)), "case": case},
    )

    def act() -> None:
        told = form.cleaned_data
        change_group(desk, form.seen(group), told["members"], parted(told["traits"]))

    return acted(request, form, page, act)


def case_file(request: HttpRequest, desk: Desk, case: str) -> HttpResponse:
    """Compose the case file from the records of a group and what is said here."""
    require_known(desk, case, CaseRecord)
    view = view_case(desk, case)
    value = view.case[1]
    names = dict(_persons(view))
    groups = [
        (each.id, joined(names.get(key, key) for key in each.members))
        for _record, each in view.groups
        if is_living(each)
    ]
    form = TermsForm(
        request.POST if request.method == "POST" else None,
        groups=groups,
        networks=networks_of(desk),
        initial=_begun(value) | {"counter": view.case[0].counter},
    )
    page = FormPage(
        _("Case file"),
        _("Compose the case file"),
        reverse("case", args=[case]),
        _("The case file is composed. Somebody else has to review what protects them."),
        words=_(
            "It is put together from the records of the group: traits, consents, guardians, signs, relatives "
            "left behind. It holds no name. The organisation's floor is set elsewhere."
        ),
        more={"nobody": not groups},
    )

    def act() -> None:
        told = form.cleaned_data
        compose_case(desk, form.seen(case), told["group"], told["network"], form.terms())

    return acted(request, form, page, act)


def networks_of(desk: Desk) -> list[tuple[str, str]]:
    """Return the networks that the member could open: key and title, from the tables of contents."""
    held = list_compartments(desk, {"corridor", "case"})
    return [
        (each.key, each.title or each.key)
        for some in held
        for each in some.manifest.records.values()
        if each.kind == "network"
    ]


def _begun(value: CaseRecord) -> dict[str, object]:
    file = value.case
    if file is None:
        return {"step": 1.0}
    told = {"origin": file.from_, "deadline": file.deadline, "step": file.step, "too_late": file.too_late}
    risks = {"found_per_day": file.found_per_day, "harmed_per_day": file.harmed_per_day}
    return {"network": value.network, **told, **risks}
