"""Who is told when a check-in does not come, and on which channels may one come where?"""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.urls import reverse

from waystation.actions.acting import Desk
from waystation.actions.set_recipients import set_recipients
from waystation.actions.set_up_watch import allow_channels
from waystation.journey.channels import REMOTE
from waystation.journey.ladders import ladder_of
from waystation.journey.post import find_post
from waystation.kit.errors import BadInput
from waystation.kit.language import _
from waystation.vault.faults import NotAllowed, NotHeld
from waystation.web.pages.watch.due import on_duty_now
from waystation.web.pages.watch.forms import CHANNELS
from waystation.web.paging import show

_LONGEST = 24 * 60  # minutes


class LadderForm(forms.Form):
    """A ladder, as lines of text."""

    name = forms.CharField(max_length=40, initial="desk")
    wait = forms.IntegerField(min_value=1, max_value=_LONGEST, initial=15)
    repeat = forms.IntegerField(min_value=1, max_value=_LONGEST, initial=10)
    lines = forms.CharField(widget=forms.Textarea({"rows": 8, "spellcheck": "false", "autocomplete": "off"}))

    def __init__(self, *arguments: Any, **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.fields["name"].label = _("Name of the ladder")
        self.fields["wait"].label = _("Minutes until the next step is told")
        self.fields["repeat"].label = _("Minutes after which all are told again")
        self.fields["lines"].label = _("Who is told: a line for each, an empty line before the next step")
        self.fields["lines"].help_text = _(
            "Name; e-mail address or Apprise URL, several with spaces between; language; duty. For instance: "
            "Mina; mina@desk.example; ko; mon tue 22:00-06:00 Asia/Seoul"
        )


class ChannelsForm(forms.Form):
    """A country, and the channels that are allowed there."""

    country = forms.RegexField("^[A-Z]{2}$", max_length=2)
    channels = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *arguments: Any, **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.fields["country"].label = _("Country, in two capital letters")
        self.fields["channels"].label = _("Beside a call a check-in may come by")
        self.fields["channels"].choices = [(each, _(CHANNELS[each])) for each in REMOTE.values()]  # type: ignore[attr-defined]


def recipients(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Show and set whom an alarm climbs to."""
    form = LadderForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            set_recipients(desk, ladder_of(said["name"], said["lines"], said["wait"], said["repeat"]))
        except (NotAllowed, NotHeld):
            raise
        except BadInput as error:
            for fault in error.faults:
                form.add_error(None, str(fault))
        else:
            messages.success(request, _("Set. Nobody can read the addresses here any more; the watch can."))
            return HttpResponseRedirect(reverse("watch_recipients"))
    return _page(request, desk, form, ChannelsForm(), 400 if form.errors else 200)


def channels(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Set the channels of a country."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    form = ChannelsForm(request.POST)
    if form.is_valid():
        allow_channels(desk, {form.cleaned_data["country"]: tuple(form.cleaned_data["channels"])})
        messages.success(request, _("Set. Journeys that are armed already have to be armed again."))
        return HttpResponseRedirect(reverse("watch_recipients"))
    return _page(request, desk, LadderForm(), form, 400)


def _page(
    request: HttpRequest, desk: Desk, ladder: LadderForm, countries: ChannelsForm, status: int
) -> HttpResponse:
    with desk.session.vault.store.read() as tx:
        post = find_post(desk.session, tx)
    values = {
        "known": post is not None,
        "ladders": [(each, on_duty_now(each)) for each in post.rota] if post else [],
        "countries": sorted(post.channels.items()) if post else [],
        "labels": CHANNELS,
        "form": ladder,
        "channels": countries,
    }
    return show(request, "watch/recipients.html", values, status)
