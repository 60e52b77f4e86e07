"""`waystation schema`: what may stand in a network file and in a case file?"""

from __future__ import annotations

import click

from waystation.cli import options
from waystation.cli.screen import show_json
from waystation.cli.words import Command
from waystation.kit.language import N_
from waystation.plan.files.schema import case_schema, network_schema

_SCHEMAS = {"network": network_schema, "case": case_schema}


@click.command("schema", cls=Command, help=N_("Print the JSON Schema of a network or case file."))
@click.argument("kind", metavar="network|case", type=click.Choice(tuple(_SCHEMAS)))
@options.together(options.as_json, options.language)
def command(kind: str, *, as_json: bool) -> None:  # noqa: ARG001  (a schema is JSON anyway)
    """Print a schema."""
    show_json(_SCHEMAS[kind]())
