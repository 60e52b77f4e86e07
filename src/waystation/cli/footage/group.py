"""`waystation footage`: which of its commands was asked for?"""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec

import click

from waystation.cli.words import Group
from waystation.kit.errors import BadInput
from waystation.kit.language import N_

_MODULES = "waystation.cli.footage."
COMMANDS = {
    "detect": ("detecting", N_("Find faces, heads, text and speech in recordings.")),
    "redact": ("redacting", N_("Cover what was found, and prove it.")),
    "verify": ("verifying", N_("Say in plain words what holds of a release.")),
    "strip": ("stripping", N_("Remove what a file says beside picture and sound.")),
    "sheet": ("sheeting", N_("Write a page that shows every track, for checking by eye.")),
    "keys": ("keying", N_("Make the keys that releases are signed with.")),
    "stamp": ("stamping", N_("Keep a stamp of time that somebody has brought.")),
}
_NEEDED = (
    "av",
    "cv2",
    "onnxruntime",
    "PIL",
    "pillow_heif",
    "cryptography",
    "rfc3161_client",
    "opentimestamps",
    "c2pa",
)


class _Footage(Group):
    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(_MODULES + COMMANDS[cmd_name][0]).command
        return command

    def listed(self) -> list[tuple[str, str]]:
        return [(name, sentence) for name, (_module, sentence) in COMMANDS.items()]


@click.group(
    "footage",
    cls=_Footage,
    help=N_(
        "Find in recordings what would betray people, remove it, and prove what was done.\n\n"
        "No program finds everything: look at every release before it leaves your hands."
    ),
)
def command() -> None:
    """Hold the commands. Raises BadInput where their packages are not installed."""
    missing = [name for name in _NEEDED if find_spec(name) is None]
    if missing:
        raise BadInput.at("waystation footage", f"no {missing[0]}", "after `requirements/install footage`")
