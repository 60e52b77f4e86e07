"""Does a case come from files or from the vault: `plan NETWORK CASE`, or `plan --vault FILE --case ID`?"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any

import click

from waystation.cli import options
from waystation.cli.desk.which import Where, at_desk, takes_desk
from waystation.cli.reading import read
from waystation.cli.words import Function, option
from waystation.domain.case import Case
from waystation.domain.network import Network
from waystation.kit.errors import BadInput
from waystation.kit.language import N_, _
from waystation.plan.explain.names import Names

_network = click.argument("network", metavar="[NETWORK]", required=False)
_case = click.argument("case", metavar="[CASE]", required=False)
_record = option("--case", "record", metavar="ID", help=N_("Open this case in the vault, by its key or id."))


def takes_case(function: Function) -> Function:
    """Give a command NETWORK and CASE, or a case of the vault; it is called with `names`."""

    @wraps(function)
    def called(
        *,
        network: str | None,
        case: str | None,
        record: str | None,
        identities: Sequence[str],
        where: Where,
        **more: Any,
    ) -> Any:
        if bool(record) == bool(network) or bool(network) != bool(case):
            found = _("both files and a case of the vault") if record else _("too few files")
            raise BadInput.at(_("case"), found, _("NETWORK and CASE, or --case ID of a case in the vault"))
        both = _from_vault(where, record) if record else read(str(network), str(case), identities)
        return function(names=Names(*both), **more)

    declared: list[Callable[[Any], Any]] = [_network, _case, _record, takes_desk, options.identity]
    return options.together(*declared)(called)  # type: ignore[return-value]


def _from_vault(where: Where, record: str) -> tuple[Network, Case]:
    from waystation.actions.plan_case import plan_case

    with at_desk(where) as desk:
        return plan_case(desk, record)
