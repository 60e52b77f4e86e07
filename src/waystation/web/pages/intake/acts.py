"""How does a form of these pages become an act, and what is shown where it cannot be done?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from pydantic import ValidationError

from waystation.actions.keeping import Seen
from waystation.actions.save_record import BothSides
from waystation.domain.kinds import map_faults
from waystation.kit.errors import BadInput
from waystation.vault.faults import Busy, Full, NotAllowed, NotHeld
from waystation.web.pages.intake.conflict import both_sides
from waystation.web.paging import show

_REFUSED = (NotAllowed, NotHeld, Busy, Full)


@dataclass(frozen=True)
class FormPage:
    """A page with one form: what it is called, where it goes when it is done, where it came from."""

    heading: str
    button: str
    back: str
    """The address of the page that it belongs to; shown again when it is done."""
    done: str | Callable[[], str]
    """What is said then."""
    template: str = "intake/form.html"
    danger: bool = False
    """Whether the button stops or ends something."""
    second: bool = False
    """Whether a second member has to agree."""
    words: str = ""
    """What is said above the form."""
    more: dict[str, Any] = field(default_factory=dict)


class RecordForm(forms.Form):
    """A form about a record: which state of it the member has in front of him."""

    counter = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def seen(self, record: str) -> Seen:
        """Return the record as the member sees it."""
        return Seen(record, self.cleaned_data.get("counter"))


def acted(
    request: HttpRequest, form: forms.Form, page: FormPage, act: Callable[[], object], *extra: Any
) -> HttpResponse:
    """Do what a form says and go back, or show it again with what is wrong; `extra` are its lists of rows.

    `act` may return the address to go to. Raises what the wrapper turns into its own pages: what is not
    there, a full disk.
    """
    if request.method == "POST" and all(each.is_valid() for each in (form, *extra)):
        try:
            to = act()
        except BothSides as both:
            return both_sides(request, both, page.back)
        except _REFUSED:
            raise
        except ValidationError as error:
            _add(form, BadInput(map_faults("form", error)))
        except BadInput as error:
            _add(form, error)
        else:
            messages.success(request, page.done if isinstance(page.done, str) else page.done())
            return HttpResponseRedirect(to if isinstance(to, str) else page.back)
    values = {"form": form, "page": page, "extra": extra, **page.more}
    return show(request, page.template, values, 400 if request.method == "POST" else 200)


def _add(form: forms.Form, error: BadInput) -> None:
    for fault in error.faults:
        form.add_error(None, str(fault))


def filled(request: HttpRequest, kind: type[forms.Form], **initial: Any) -> forms.Form:
    """Return a form with what was typed, or with what there is."""
    return kind(request.POST) if request.method == "POST" else kind(initial=initial)
