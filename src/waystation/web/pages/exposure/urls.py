"""At which addresses are the pages of exposure, marks and notices?"""

from __future__ import annotations

from django.urls import URLPattern

from waystation.web.pages.exposure import asking, noting
from waystation.web.paging import page
from waystation.web.rules import needs

addresses: list[URLPattern] = [
    page("exposure/", asking.exposure, "exposure", needs("mark")),
    page("exposure/unmark/", asking.taking_back, "unmark", needs("unmark")),
    page("exposure/met/", noting.met, "note-met", needs("note meeting")),
    page("exposure/told/", noting.told, "note-told", needs("note told")),
    page("exposure/device/", noting.device, "note-device", needs("note meeting")),
    page("notices/", asking.notices, "notices", needs("list notices")),
]
