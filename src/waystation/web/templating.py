"""What does every template know: words in the language in use, own files, who is at the desk?"""

from __future__ import annotations

from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from django.contrib.messages import get_messages
from django.http import HttpRequest
from django.urls import reverse
from jinja2 import ChoiceLoader, Environment, FileSystemLoader, StrictUndefined

from waystation.actions.permissions import may
from waystation.journey.health import watch_health
from waystation.journey.saying import wrong
from waystation.kit.language import LANGUAGES, _, current, many
from waystation.report.sheet import said
from waystation.web.demo.cast import CAST
from waystation.web.files import asset
from waystation.web.place import here
from waystation.web.speech import RIGHT_TO_LEFT

_REPORT = Path(__file__).parents[1] / "report" / "templates"


def environment(**options: Any) -> Environment:
    """Return the environment of all templates."""
    own = options.pop("loader")
    made = Environment(  # noqa: S701  (Django asks for autoescape, in the options)
        loader=ChoiceLoader([own, FileSystemLoader(_REPORT)]),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        **{name: value for name, value in options.items() if name != "undefined"},
    )
    made.globals |= {"_": _, "many": many, "url": reverse, "asset": _asset, "now": _now, "invented": invented}
    made.globals["version"] = version("waystation")
    made.filters |= {"said": said, "px": lambda value: f"{value:.1f}", "utc": utc, "day": day}
    return made


def _asset(name: str) -> str:
    return asset(name).address


def _now() -> datetime:
    return datetime.now(UTC)


def invented() -> list[tuple[str, str, str]]:
    """Return handle, role and passphrase of the members of a demonstration."""
    return [(each.handle, each.role, here().known[each.handle]) for each in CAST] if here().demo else []


def utc(moment: datetime | None) -> str:
    """Return a time as every page shows one: with its zone."""
    return f"{moment.astimezone(UTC):%Y-%m-%d %H:%M} UTC" if moment else "-"


def day(moment: datetime | None) -> str:
    """Return a day."""
    return f"{moment:%Y-%m-%d}" if moment else "-"


def everywhere(request: HttpRequest) -> dict[str, Any]:
    """Return what each page needs."""
    code = current()
    desk = getattr(request, "desk", None)
    return {
        "lang": code,
        "direction": "rtl" if code in RIGHT_TO_LEFT or "rtl" in request.GET else "ltr",
        "languages": LANGUAGES,
        "demo": here().demo,
        "me": None if desk is None else desk.session.me,
        "may": lambda verb: desk is not None and may(desk.session.me.role, verb),
        "organisation": None if desk is None else desk.session.directory.organisation.name,
        "wrong": lambda: [] if desk is None else list(wrong(watch_health(here().opened))),
        "navigation": getattr(request, "navigation", ()),
        "messages": get_messages(request),
        "full": not getattr(request, "htmx", False),
    }
