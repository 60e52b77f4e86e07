"""Where is the service key of the watch, and what came on stdin?"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TypeVar

from waystation.cli.words import option
from waystation.domain.base import Frozen
from waystation.kit.errors import BadInput
from waystation.kit.language import N_

SERVICE = "WAYSTATION_SERVICE_KEY"
_CREDENTIAL = "waystation-service-key"
_MOST = 200_000  # letters
Read = TypeVar("Read", bound=Frozen)

service_key = option(
    "--service-key",
    metavar="FILE",
    help=N_("Use the service key in this file; otherwise the one that the environment names."),
)


def service_key_path(named: str | None = None, environ: Mapping[str, str] = os.environ) -> Path:
    """Return where the service key is: as said, as the environment says, by systemd, or at home."""
    if chosen := named or environ.get(SERVICE):
        return Path(chosen)
    if (folder := environ.get("CREDENTIALS_DIRECTORY")) and (Path(folder) / _CREDENTIAL).is_file():
        return Path(folder) / _CREDENTIAL
    home = environ.get("XDG_CONFIG_HOME") or str(Path.home() / ".config")
    return Path(home) / "waystation" / "service-key"


def from_stdin(form: type[Read], what: str) -> Read:
    """Return what JSON on stdin says. Raises BadInput, which repeats nothing of it."""
    from pydantic import ValidationError

    from waystation.domain.kinds import map_faults

    try:
        text = "" if sys.stdin is None else sys.stdin.read(_MOST + 1)
        data = json.loads(text) if len(text) <= _MOST else None
    except (ValueError, RecursionError, OSError):
        data = None
    if not isinstance(data, dict):
        raise BadInput.at("stdin", "something that is no JSON object", f"{what}, as the guide shows it")
    try:
        return form.model_validate(data)
    except ValidationError as error:
        faults = map_faults(what, error)
    raise BadInput(faults)
