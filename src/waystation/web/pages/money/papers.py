"""How does a receipt come out again: as a file to keep, never as a page?"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.http import content_disposition_header

from waystation.actions.acting import Desk
from waystation.actions.open_attachment import open_attachment


def receipt(request: HttpRequest, desk: Desk, receipt: str) -> HttpResponse:  # noqa: ARG001
    """Return the file. Its type is told to nobody's browser: a hostile one must not be shown as a page."""
    paper = open_attachment(desk, receipt)
    return download(paper.data, f"{receipt[:8]}-{paper.name}")


def download(data: bytes, name: str) -> HttpResponse:
    """Return bytes that the browser saves under a name; what could be a path or a line is left out."""
    response = HttpResponse(data, content_type="application/octet-stream")
    harmless = "".join(letter for letter in name if letter.isprintable() and letter not in "/\\")
    response.headers["Content-Disposition"] = content_disposition_header(
        as_attachment=True, filename=harmless
    )
    return response
