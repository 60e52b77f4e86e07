"""At which addresses are the pages of networks?"""

from __future__ import annotations

from django.urls import URLPattern

from waystation.web.pages.network import editing, observing, showing
from waystation.web.paging import page
from waystation.web.rules import needs

_ONE = "networks/<str:record>/"
_EDIT, _SEE = needs("edit network"), needs("open record")
addresses: list[URLPattern] = [
    page("networks/", showing.networks, "networks", _SEE),
    page("networks/new/", showing.new, "network-begin", _EDIT),
    page(_ONE, showing.network, "network", _SEE),
    page(f"{_ONE}undo/", showing.undo, "network-undo", _EDIT),
    page(f"{_ONE}head/", editing.head, "network-head", _EDIT),
    page(f"{_ONE}observations/", observing.observations, "observations", needs("list observations")),
    page(f"{_ONE}observations/take/", observing.take, "observations-take", needs("take in observations")),
    page(f"{_ONE}trial/<str:job>/", editing.trial, "network-trial", needs("try edit"), quiet=True),
    page(f"{_ONE}legs/<int:leg>/hazards/new/", editing.hazard, "network-hazard-new", _EDIT),
    page(f"{_ONE}legs/<int:leg>/hazards/<int:number>/", editing.hazard, "network-hazard", _EDIT),
    page(f"{_ONE}<str:part>/new/", editing.thing, "network-new", _EDIT),
    page(f"{_ONE}<str:part>/<int:number>/", editing.thing, "network-thing", _EDIT),
]
