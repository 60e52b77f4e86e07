"""How does a template become one page of HTML that asks nobody for anything and runs no script?"""

from __future__ import annotations

from base64 import b64encode
from datetime import UTC, datetime
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from waystation.kit.language import _, current, many
from waystation.plan.explain.names import END_ISOLATE, FIRST_STRONG

_FOLDER = Path(__file__).parent / "templates"


def said(text: str) -> Markup:
    """Return text for the page, each name in it set apart so that its direction of writing stays its own."""
    safe = str(escape(text)).replace(FIRST_STRONG, "<bdi>").replace(END_ISOLATE, "</bdi>")
    return Markup(safe)  # noqa: S704  (escaped in the line above)


def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals |= {"_": _, "many": many}
    environment.filters["said"] = said
    environment.filters["px"] = lambda value: f"{value:.1f}"
    return environment


def _style() -> tuple[Markup, str]:
    """Return the style sheet and the words with which the page allows it and nothing else."""
    text = (_FOLDER / "style.css").read_text(encoding="utf-8")
    digest = b64encode(sha256(text.encode()).digest()).decode()
    return Markup(text), f"'sha256-{digest}'"  # noqa: S704  (our own file)


def sheet(template: str, **values: Any) -> bytes:
    """Return the page that a template makes of the values."""
    style, allowed = _style()
    text = (
        _environment()
        .get_template(template)
        .render(
            style=style,
            style_allowed=allowed,
            lang=current(),
            made=f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC",
            version=version("waystation"),
            **values,
        )
    )
    return text.encode()
