"""`waystation watch`: which of its commands was asked for?"""

from __future__ import annotations

from importlib import import_module

import click

from waystation.cli.words import Group
from waystation.kit.language import N_

_MODULES = "waystation.cli.watch."
COMMANDS = {
    "list": ("listing", N_("Say what is due, what is missing, and how the watch stands.")),
    "arm": ("arming", N_("Watch a journey, from its first check-in on.")),
    "check-in": ("answering", N_("Note that a group has been heard of.")),
    "acknowledge": ("answering", N_("Say that you take care, so that the alarm climbs no further.")),
    "change": ("arming", N_("Put check-ins off, or watch a journey no longer.")),
    "take-in": ("answering", N_("Put what came from outside into the records.")),
    "key": ("setting", N_("Make the service key, which the watch has instead of a member's key.")),
    "set-up": ("setting", N_("Let the vault know its watch.")),
    "recipients": ("setting", N_("Set who is told, in which order, and how.")),
    "servers": ("setting", N_("Set the mail server for alerts and the mailbox for check-ins.")),
    "channels": ("setting", N_("Say by country on which channels a check-in may come.")),
    "run": ("running", N_("Run the watch. It needs no member's key.")),
    "test": ("running", N_("Send a test to everybody who would be told.")),
    "status": ("running", N_("Say whether the watch is alive, and when it was not. Needs no key.")),
    "outside": ("running", N_("Look from another machine whether the watch is alive.")),
}


class _Watch(Group):
    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        module = import_module(_MODULES + COMMANDS[cmd_name][0])
        command: click.Command = getattr(module, cmd_name.replace("-", "_"))
        return command

    def listed(self) -> list[tuple[str, str]]:
        return [(name, sentence) for name, (_module, sentence) in COMMANDS.items()]


@click.group(cls=_Watch, help=N_("Wake somebody when a check-in does not come."))
def command() -> None:
    """Hold the commands."""
