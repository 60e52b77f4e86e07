"""Where do style, script and land come from? Own files alone; each has an address that changes with it."""

from __future__ import annotations

import gzip
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from importlib.resources import files as resources
from mimetypes import guess_type
from pathlib import Path

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

from waystation.web.headers import Answer
from waystation.web.map import land_svg

_OWN = Path(__file__).parent / "static"
PREFIX = "/static/"
_FOR_EVER = "public, max-age=31536000, immutable"


@dataclass(frozen=True)
class Asset:
    """A file as it is served."""

    name: str
    body: bytes
    small: bytes
    """The same, compressed by gzip."""
    kind: str

    @property
    def address(self) -> str:
        """Its path, which no other content ever has."""
        return f"{PREFIX}{blake2b(self.body, digest_size=8).hexdigest()}/{self.name}"


@cache
def asset(name: str) -> Asset:
    """Return one of our files, htmx, or the land. Raises FileNotFoundError."""
    if name == "htmx.js":
        body = resources("django_htmx").joinpath("static/django_htmx/htmx-2.min.js").read_bytes()
    elif name == "land.svg":
        body = land_svg()
    else:
        body = (_OWN / name).read_bytes()
    kind = guess_type(name)[0] or "application/octet-stream"
    if kind.startswith("text/") or kind.endswith("+xml"):
        kind += "; charset=utf-8"
    return Asset(name, body, gzip.compress(body, 9, mtime=0), kind)


@cache
def _names() -> frozenset[str]:
    return frozenset(path.name for path in _OWN.iterdir() if path.is_file()) | {"htmx.js", "land.svg"}


def files(answer: Answer) -> Answer:
    """Return the middleware that serves them before anybody is asked who he is."""

    def answered(request: HttpRequest) -> HttpResponse:
        if not request.path.startswith(PREFIX):
            return answer(request)
        name = request.path.rsplit("/", 1)[-1]
        if name not in _names() or asset(name).address != request.path:
            return HttpResponse(status=404)
        return _served(request, asset(name))

    return answered


def _served(request: HttpRequest, found: Asset) -> HttpResponse:
    packed = "gzip" in request.headers.get("Accept-Encoding", "")
    response = HttpResponse(found.small if packed else found.body, content_type=found.kind)
    if packed:
        response.headers["Content-Encoding"] = "gzip"
    response.headers["Cache-Control"] = _FOR_EVER
    patch_vary_headers(response, ("Accept-Encoding",))
    return response
