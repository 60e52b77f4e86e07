"""What of a request does the door look at? Method, path, language, a small form; nothing of the sender."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qsl

from waystation.door.languages import NAMES, wanted

LARGEST = 96 * 1024  # bytes of a form: every field full, in a script whose letters take nine characters each
_FIELDS = 40
_FORM = "application/x-www-form-urlencoded"


class Refused(Exception):  # noqa: N818  # Says which status ends a request; it is no error of the program.
    """A request that gets nothing but a status and the same sentence as all others."""

    def __init__(self, status: HTTPStatus) -> None:
        self.status = status
        super().__init__()


@dataclass(frozen=True)
class Request:
    """What the door looks at."""

    method: str
    path: tuple[str, ...]
    language: str
    form: Mapping[str, str] = field(default_factory=dict, repr=False)


def request_of(environ: Mapping[str, Any]) -> Request:
    """Return what a WSGI environment asks for. Raises Refused."""
    path = tuple(part for part in str(environ.get("PATH_INFO", "")).split("/") if part)
    named = path[:1] and path[0] in NAMES
    language = path[0] if named else wanted(str(environ.get("HTTP_ACCEPT_LANGUAGE", "")))
    method = str(environ.get("REQUEST_METHOD", ""))
    rest = path[1:] if named else path
    if method in {"GET", "HEAD"}:
        return Request("GET", rest, language)
    if method != "POST":
        raise Refused(HTTPStatus.METHOD_NOT_ALLOWED)
    return Request("POST", rest, language, _form(environ))


def _form(environ: Mapping[str, Any]) -> dict[str, str]:
    kind = str(environ.get("CONTENT_TYPE", "")).partition(";")[0].strip().lower()
    length = str(environ.get("CONTENT_LENGTH", ""))
    if kind != _FORM:
        raise Refused(HTTPStatus.UNSUPPORTED_MEDIA_TYPE)
    if (
        not (length.isascii() and length.isdecimal())
        or len(length) > len(str(LARGEST))
        or int(length) > LARGEST
    ):
        raise Refused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    try:
        body = environ["wsgi.input"].read(int(length)).decode("ascii")
        pairs = parse_qsl(body, errors="strict", max_num_fields=_FIELDS)
    except ValueError:  # no UTF-8, or too many fields
        raise Refused(HTTPStatus.BAD_REQUEST) from None
    return dict(pairs)
