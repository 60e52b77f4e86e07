"""How does the console start, serve and stop: one process, some threads, on this machine alone by default?"""

from __future__ import annotations

import gc
import socket
from collections.abc import Callable
from contextlib import nullcontext
from typing import Any

import django
from django.conf import settings
from django.core.management import call_command
from django.core.wsgi import get_wsgi_application

from waystation.kit.errors import BadInput
from waystation.web.place import Place, here, stand_on
from waystation.web.settings import LARGEST, settings_of

THREADS = 8
PORT = 8765


def prepare(place: Place) -> Callable[..., Any]:
    """Set Django up for a place, bring the accounts' tables up to date; return the application."""
    stand_on(place)
    if not settings.configured:
        settings.configure(**settings_of(place))
        django.setup()
    with nullcontext() if place.in_file else place.opened.store.write(urgent=True):  # one process at a time
        call_command("migrate", verbosity=0, interactive=False)
    return get_wsgi_application()


def listening(host: str, port: int) -> socket.socket:
    """Return a socket that listens there. Raises BadInput where somebody else does, or nobody may."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    opened = socket.socket(family, socket.SOCK_STREAM)
    opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        opened.bind((host, port))
        opened.listen(128)  # whoever opens the link at once waits until it is served, and is not refused
    except OSError as error:
        opened.close()
        found = f"{port}: {error.strerror}"
        raise BadInput.at("--port", found, "a port that is free, for instance --port 0 for any") from None
    return opened


def serve(application: Callable[..., Any], opened: socket.socket) -> None:
    """Serve until it is interrupted."""
    import waitress  # noqa: PLC0415  (only who serves needs it)

    # Thousands of tables of contents are a million small objects: looking through them all takes a tenth of
    # a second, so it is done seldom. What is there from the start is never looked through.
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)
    server = waitress.create_server(
        application,
        sockets=[opened],
        threads=THREADS,
        ident=None,
        expose_tracebacks=False,
        max_request_body_size=LARGEST,
        channel_timeout=60,
        clear_untrusted_proxy_headers=True,
        **_proxy(),
    )
    try:
        server.run()
    finally:
        server.close()


def _proxy() -> dict[str, Any]:
    """Return whom to believe about where a request came from: a proxy on this machine, where there is one."""
    if here().origin is None:
        return {}
    headers = {"x-forwarded-proto", "x-forwarded-for", "x-forwarded-host"}
    return {"trusted_proxy": "127.0.0.1", "trusted_proxy_count": 1, "trusted_proxy_headers": headers}
