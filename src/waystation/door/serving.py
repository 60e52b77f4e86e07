"""How is the door served, so that nobody who is slow, large or many can wear it out?

waitress (one process, four threads). It writes no log of requests; what it would say of faults is switched
off, because it would quote paths. Limits: the size of headers and forms, how many connections there are at
once, and how long one may take to send a request.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from waitress import create_server
from waitress.channel import HTTPChannel

from waystation.door.request import LARGEST
from waystation.kit.errors import BadInput
from waystation.kit.language import _

PATIENCE = 20  # seconds within which a request has to be whole
THREADS, CONNECTIONS = 4, 300


@dataclass(frozen=True)
class Address:
    """Where the door listens."""

    host: str = "127.0.0.1"
    port: int = 8087
    """0: any that is free."""


class _Hurried(HTTPChannel):  # type: ignore[misc]  # waitress has no types
    """A connection that is not kept open by sending a letter now and then."""

    _begun: float | None = None

    def handle_read(self) -> None:
        """Read, and count the time from the first byte of a request instead of from the last."""
        super().handle_read()
        if self.request is None:
            self._begun = None
            return
        self._begun = self._begun or time.time()
        self.last_activity = self._begun


class Serving:
    """A door that listens."""

    def __init__(self, app: Callable[..., Any], address: Address, patience: int = PATIENCE) -> None:
        """Bind the address. Raises BadInput where that cannot be done."""
        for name in ("waitress", "waitress.queue"):
            logging.getLogger(name).setLevel(logging.CRITICAL + 1)
        try:
            self._server = create_server(app, host=address.host, port=address.port, **_limits(patience))
        except (OSError, ValueError) as error:
            where = f"{address.host} port {address.port}"
            taken = isinstance(error, OSError)
            found = _("one that is taken or not ours") if taken else _("an address that cannot be used")
            raise BadInput.at(where, found, _("a free port of this machine; see --port and --host")) from None
        self._server.channel_class = _Hurried

    @property
    def port(self) -> int:
        """Return the port that it listens on."""
        return int(self._server.effective_port)

    def run(self) -> None:
        """Answer requests until the process is interrupted."""
        self._server.run()


def _limits(patience: int) -> dict[str, Any]:
    return {
        "threads": THREADS,
        "connection_limit": CONNECTIONS,
        "max_request_header_size": 16 * 1024,
        "max_request_body_size": LARGEST,
        "inbuf_overflow": 2 * LARGEST,  # more would go into a temporary file
        "channel_timeout": patience,
        "cleanup_interval": max(1, patience // 4),
        "asyncore_use_poll": True,
        "expose_tracebacks": False,
        "clear_untrusted_proxy_headers": True,
        "ident": None,
    }
