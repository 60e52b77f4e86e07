"""Can this process serve anybody? For a proxy or service manager, which learns nothing else here."""

from __future__ import annotations

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse

from waystation.kit.errors import BadInput
from waystation.vault.opening import meta
from waystation.web.place import here


def health(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """Say `ok` where vault, accounts and burn secret can be read, and `no` with status 503 where not."""
    try:
        with here().opened.store.read() as tx:
            meta(tx, "id")
        connection.cursor().execute("SELECT 1")
        here().burn()
    except (BadInput, DatabaseError):
        return HttpResponse("no", status=503, content_type="text/plain; charset=utf-8")
    return HttpResponse("ok", content_type="text/plain; charset=utf-8")
