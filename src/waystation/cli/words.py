"""What does `--help` say, in the language in use, aligned where letters are two columns wide?"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from typing import Any, TypeVar, cast

import click

from waystation.kit.language import N_, _
from waystation.kit.shown import width

Function = TypeVar("Function", bound=Callable[..., Any])

_COLUMNS = 80
_LEFT = 26  # columns of an option or a command before its text begins


def wrap(text: str, columns: int) -> Iterator[str]:
    """Break a text into lines that are at most so many columns wide."""
    line = ""
    for word in text.split():
        if line and width(line) + 1 + width(word) > columns:
            yield line
            line = word
        else:
            line = f"{line} {word}" if line else word
    yield line


def _listed(rows: list[tuple[str, str]], columns: int) -> Iterator[str]:
    for left, text in rows:
        first, *more = wrap(text, columns - _LEFT - 1)
        if width(left) + 4 > _LEFT:
            yield f"  {left}"
            left = ""  # noqa: PLW2901  (said already, on a line of its own)
        yield f"  {left:<{_LEFT - 2}}{first}".rstrip()
        yield from (" " * _LEFT + line for line in more)


def _paragraphs(text: str, columns: int) -> Iterator[str]:
    for paragraph in _(text).split("\n\n"):
        yield ""
        yield from wrap(paragraph, columns)


def page(command: Command | Group, context: click.Context) -> str:
    """Return the help of a command: usage, what it does, its commands, its options."""
    columns = min(_COLUMNS, shutil.get_terminal_size((_COLUMNS, 24)).columns)
    pieces = " ".join(command.collect_usage_pieces(context))
    lines = [_("Usage: {usage}").format(usage=f"{context.command_path} {pieces}")]
    lines += _paragraphs(command.help or "", columns)
    commands = [(name, _(text)) for name, text in command.listed()]
    known = (option for option in command.get_params(context) if isinstance(option, click.Option))
    options = [record for option in known if (record := option.get_help_record(context))]
    for title, rows in ((_("Commands"), commands), (_("Options"), options)):
        if rows:
            lines += ["", f"{title}:", *_listed(rows, columns)]
    return "\n".join(lines)


class Option(click.Option):
    """An option whose help is translated when it is printed."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """Return the option and its help, in the language in use."""
        record = super().get_help_record(ctx)
        return record and (record[0], _(self.help or ""))


class _Spoken(click.Command):
    """What commands and groups share: their help page."""

    def listed(self) -> list[tuple[str, str]]:
        """Return the commands below this one, each with its untranslated sentence."""
        return []

    def get_help(self, ctx: click.Context) -> str:
        """Return the help page, in the language in use."""
        return page(cast("Command | Group", self), ctx)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Return `--help`, said in the language in use."""
        option = super().get_help_option(ctx)
        if option is None:
            return None
        text = N_("Show this page and leave.")
        return Option(
            ["-h", "--help"],
            is_flag=True,
            expose_value=False,
            is_eager=True,
            help=text,
            callback=option.callback,
        )


class Command(_Spoken):
    """A command."""


class Group(_Spoken, click.Group):
    """A group of commands."""

    def listed(self) -> list[tuple[str, str]]:
        """Return its commands, each with the first paragraph of its help."""
        return [(name, _(each.help or "").split("\n\n")[0]) for name, each in self.commands.items()]


def option(*declarations: str, **attributes: Any) -> Callable[[Function], Function]:
    """Declare an option of a command."""
    return click.option(*declarations, cls=Option, **attributes)
