"""Where is the service key of the watch, and what came on stdin?"""

from __future__ import annotations

import json
import sys
from typing import TypeVar

from waystation.cli.words import option
from waystation.domain.base import Frozen
from waystation.kit.errors import BadInput
from waystation.kit.language import N_, _

_MOST = 200_000  # letters
Read = TypeVar("Read", bound=Frozen)

service_key = option(
    "--service-key",
    metavar="FILE",
    help=N_("Use the service key in this file; otherwise the one that the environment names."),
)


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
        raise BadInput.at(
            "stdin",
            _("something that is no JSON object"),
            _("{what}, as the guide shows it").format(what=what),
        )
    try:
        return form.model_validate(data)
    except ValidationError as error:
        faults = map_faults(what, error)
    raise BadInput(faults)
