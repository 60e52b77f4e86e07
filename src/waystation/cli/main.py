"""Which command was asked for, and how does it end: 0, 2 for bad input, 130 when interrupted?"""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from threading import Timer
from types import FrameType

import click

from waystation.cli.words import Group, Option
from waystation.kit.errors import BadInput, Fault
from waystation.kit.language import N_, _, preferred, use
from waystation.kit.shown import printable

BAD_INPUT, INTERRUPTED, BROKEN = 2, 130, 1
PATIENCE = 3.0  # seconds that clearing up after Ctrl-C may take

# The commands, in the order of the help page. Their modules are imported when they are run.
COMMANDS = {
    "demo": ("waystation.cli.demo", N_("Plan and decide the example of a family, offline.")),
    "decide": ("waystation.cli.deciding", N_("Say whether to go, to wait or not to go like this, and why.")),
    "plan": ("waystation.cli.planning", N_("List the best routes and the best policy, without a verdict.")),
    "simulate": ("waystation.cli.simulating", N_("Play the best policy many times over.")),
    "names": ("waystation.cli.naming", N_("Say whether two names can be one person's name, and why.")),
    "trace": ("waystation.cli.tracing", N_("Suggest who of those known may be a missing person.")),
    "accounts": ("waystation.cli.accounts", N_("Find where accounts of the same events contradict.")),
    "check": ("waystation.cli.checking", N_("Find what is wrong in a network and a case.")),
    "footage": (
        "waystation.cli.footage.group",
        N_("Find and remove in recordings what would betray people."),
    ),
    "schema": ("waystation.cli.schemas", N_("Print the JSON Schema of a kind of file.")),
    "convert": (
        "waystation.cli.converting",
        N_("Turn networks, cases and records into tables or text, and back."),
    ),
    "compile": (
        "waystation.cli.compiling",
        N_("Compile the engine beforehand, so that the first plan is quick."),
    ),
    "vault": ("waystation.cli.desk.vaults", N_("Make a vault, unlock it on this terminal, lock it again.")),
    "member": ("waystation.cli.desk.members", N_("Say who belongs to the organisation, and change it.")),
    "compartment": (
        "waystation.cli.desk.compartments",
        N_("Say who may know something together, and change it."),
    ),
    "record": ("waystation.cli.desk.records", N_("List, show and save what is in the vault.")),
    "ledger": ("waystation.cli.desk.ledgers", N_("Check what was written down, and read it.")),
    "bundle": (
        "waystation.cli.desk.bundles",
        N_("Hand records to named people; take in what others hand to you."),
    ),
    "backup": (
        "waystation.cli.desk.backups",
        N_("Copy the vault out, sealed; build it again; try that it works."),
    ),
    "recover": (
        "waystation.cli.desk.recovering",
        N_("Give somebody who lost the passphrase the own keys again."),
    ),
    "burn": (
        "waystation.cli.desk.burning",
        N_("Make everything that is sealed useless, at once and for ever."),
    ),
    "door": (
        "waystation.cli.dooring",
        N_("Let strangers ask for help, through a process that has no keys."),
    ),
    "watch": ("waystation.cli.watch.group", N_("Wake somebody when a check-in does not come.")),
    "doctor": (
        "waystation.cli.doctoring",
        N_("Say what is unsafe about this installation. Needs no passphrase."),
    ),
    "console": ("waystation.cli.consoles", N_("Run the console: the desk in a browser, on this machine.")),
    "money": ("waystation.cli.desk.moneys", N_("Say what was paid and what waits, and hand the books on.")),
    "exposure": ("waystation.cli.desk.exposures", N_("Say what would be known if somebody were taken.")),
    "seizure-report": ("waystation.cli.desk.seizing", N_("Say what this disk shows to whoever takes it.")),
}


class _Main(Group):
    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(COMMANDS[cmd_name][0]).command
        return command

    def listed(self) -> list[tuple[str, str]]:
        return [(name, sentence) for name, (_module, sentence) in COMMANDS.items()]


@click.group(
    cls=_Main,
    help=N_(
        "Waystation helps to decide whether, when and how a group can be brought to safety.\n\n"
        "It knows only what the files say. It decides nothing: people do."
    ),
)
@click.version_option(
    package_name="waystation", message="%(version)s", cls=Option, help=N_("Show the version and leave.")
)
def waystation() -> None:
    """Hold the commands."""


def usage_fault(error: click.UsageError) -> Fault:
    """Return what is wrong with a command line, as a fault like any other."""
    where = error.ctx.command_path if error.ctx else "waystation"
    match error:
        case click.NoSuchOption():
            found, allowed = error.option_name, _("the options that --help lists")
        case click.MissingParameter():
            name = error.param.human_readable_name if error.param else ""
            found, allowed = _("no {name}").format(name=name), _("what --help lists")
        case click.BadParameter() if error.param:
            where = f"{where} {error.param.human_readable_name}"
            found, allowed = error.message, _("what --help lists")
        case _:
            found, allowed = error.message, _("what --help lists")
    return Fault(where, printable(found.rstrip(".")), allowed)


def tell(faults: Sequence[Fault], *, as_json: bool) -> None:
    """Say what is wrong: a line each on stderr, and where JSON was asked for an object on stdout."""
    for fault in faults:
        click.echo(str(fault), err=True)
    if as_json:
        listed = [{"where": f.where, "found": f.found, "allowed": f.allowed} for f in faults]
        click.echo(
            json.dumps({"waystation": 1, "kind": "error", "faults": listed}, ensure_ascii=False, indent=2)
        )


def own_fault(error: BaseException) -> str:
    """Return one sentence about a fault of the program: where in the code, nothing of the input."""
    if isinstance(error, MemoryError):
        return _("Waystation needs more memory than it was given, and nothing was written.")
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    place = f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace else "?"
    return _(
        "Waystation stopped because of a fault of its own ({kind} at {place}), and nothing was written; "
        "please report this line, and none of your files."
    ).format(kind=type(error).__name__, place=place)


def run(arguments: Sequence[str]) -> int:
    """Run one command line and return its exit code; nothing escapes as a traceback."""
    as_json = "--json" in arguments
    use(preferred())
    try:
        waystation.main(list(arguments), prog_name="waystation", standalone_mode=False)
        sys.stdout.flush()
    except BadInput as error:
        tell(error.faults, as_json=as_json)
        return BAD_INPUT
    except click.UsageError as error:
        tell([usage_fault(error)], as_json=as_json)
        return BAD_INPUT
    except (KeyboardInterrupt, click.Abort) as stop:
        click.echo(str(stop.__cause__ or "") or _("Stopped. Nothing was written."), err=True)
        return INTERRUPTED
    except BrokenPipeError:  # the reader, `head` or `less`, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:  # noqa: BLE001  (a traceback would print names from the files)
        click.echo(own_fault(error), err=True)
        return BROKEN
    return 0


def interrupt(_signal: int, _frame: FrameType | None) -> None:
    """Stop at Ctrl-C; where clearing up takes longer than somebody waits, end without it."""
    end = Timer(PATIENCE, os._exit, (INTERRUPTED,))
    end.daemon = True
    end.start()
    raise KeyboardInterrupt


def main() -> None:
    """Run the command line of this process."""
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:  # else somebody wants it ignored
        signal.signal(signal.SIGINT, interrupt)
    code = run(sys.argv[1:])
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # answered; clearing up must not be torn
    sys.exit(code)
