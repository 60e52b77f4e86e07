"""`waystation schema`: what may stand in each kind of file?"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from waystation.cli import options
from waystation.cli.screen import show_json
from waystation.cli.words import Command
from waystation.domain.accounts import Accounts
from waystation.domain.tracing import Sought
from waystation.kit.language import N_
from waystation.plan.files.schema import case_schema, network_schema
from waystation.tracing.files.plain import schema

_SCHEMAS: dict[str, Callable[[], dict[str, Any]]] = {
    "network": network_schema,
    "case": case_schema,
    "sought": lambda: schema(Sought),
    "accounts": lambda: schema(Accounts),
}


@click.command("schema", cls=Command, help=N_("Print the JSON Schema of a kind of file."))
@click.argument("kind", metavar="network|case|sought|accounts", type=click.Choice(tuple(_SCHEMAS)))
@options.together(options.as_json, options.language)
def command(kind: str, *, as_json: bool) -> None:  # noqa: ARG001  (a schema is JSON anyway)
    """Print a schema."""
    show_json(_SCHEMAS[kind]())
