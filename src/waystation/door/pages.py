"""What does a page of the door look like, and which headers go with everything?"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from functools import cache
from http import HTTPStatus
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from waystation.door.languages import NAMES, direction, speaker
from waystation.letters.questions import QUESTIONS

_HERE = Path(__file__).parent
STATIC = {"door.css": "text/css; charset=utf-8", "door.js": "text/javascript; charset=utf-8"}
PAGE, ANSWER = 4096, 24 * 1024  # bytes: what a page, and one that may hold an answer, is a multiple of

HEADERS = (
    (
        "Content-Security-Policy",
        (
            "default-src 'none'; style-src 'self'; script-src 'self'; form-action 'self'; base-uri 'none'; "
            "frame-ancestors 'none'"
        ),
    ),
    ("Cache-Control", "no-store"),
    ("Referrer-Policy", "no-referrer"),
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "DENY"),
    ("X-DNS-Prefetch-Control", "off"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
)


@dataclass(frozen=True)
class Look:
    """What whoever runs the door may say of himself."""

    title: str = ""
    """The heading of the first page. Empty: a plain one."""
    leave: str = "about:blank"
    """Where the button leads that leaves the page at once."""


@dataclass(frozen=True)
class Response:
    """What goes back."""

    status: HTTPStatus
    kind: str
    body: bytes = field(repr=False)

    @property
    def headers(self) -> list[tuple[str, str]]:
        """All headers."""
        sizes = [("Content-Type", self.kind), ("Content-Length", str(len(self.body)))]
        return [*sizes, *HEADERS]


class Pages:
    """Draws the pages of one door."""

    def __init__(self, look: Look) -> None:
        self._look = look

    def page(
        self, language: str, name: str, status: HTTPStatus = HTTPStatus.OK, least: int = PAGE, **values: Any
    ) -> Response:
        """Return a page in a language, made as long as others of its sort."""
        say = speaker(language)
        text = _environment().get_template(f"{name}.html").render(
            _=say, language=language, direction=direction(language), languages=NAMES, look=self._look,
            questions=QUESTIONS, **values,
        )  # fmt: skip
        return Response(status, "text/html; charset=utf-8", _as_long(text.encode(), least))


def static(name: str) -> Response:
    """Return one of the files that pages use."""
    return Response(HTTPStatus.OK, STATIC[name], _file(name))


@cache
def _file(name: str) -> bytes:
    return (_HERE / "static" / name).read_bytes()


@cache
def _environment() -> Environment:
    loader = FileSystemLoader(_HERE / "templates")
    return Environment(
        loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=StrictUndefined
    )


def _as_long(page: bytes, least: int) -> bytes:
    """Return a page with a comment at its end that makes its size a multiple of `least`.

    The comment is random, so that a proxy that compresses pages does not undo it.
    """
    size = -(len(page) + 9) % least
    return page + b"<!-- " + secrets.token_hex(size // 2 + 1)[:size].encode() + b" -->"
