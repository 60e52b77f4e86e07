"""`waystation compile`: is the engine compiled, so that the first plan need not wait for it?"""

from __future__ import annotations

import click

from waystation.cli import options
from waystation.cli.screen import progress
from waystation.cli.words import Command
from waystation.kit.language import N_, _


@click.command(
    "compile",
    cls=Command,
    help=N_("Compile the engine beforehand, so that the first plan is quick. Once takes about a minute."),
)
@options.language
def command() -> None:
    """Compile all kernels."""
    with progress(_("Compiling"), patience=0) as advance:
        from waystation.plan.warm import compile_all
        from waystation.tracing.match import warm as matches
        from waystation.tracing.names import warm as names

        compile_all(advance)
        names.compile_all()
        matches.compile_all()
    click.echo(_("Compiled."))
