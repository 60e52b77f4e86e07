"""`waystation accounts`: where do accounts contradict each other, and what may a text claim?"""

from __future__ import annotations

from collections.abc import Sequence

import click

from waystation.cli import options
from waystation.cli.contradiction_text import page
from waystation.cli.reading import opened_by, say_unless_sealed
from waystation.cli.reports import Wanted
from waystation.cli.screen import show, show_json
from waystation.cli.words import Command, Group, option
from waystation.domain.accounts import Contradictions
from waystation.domain.dates import ALLOWED, is_date
from waystation.kit.errors import BadInput
from waystation.kit.language import N_
from waystation.kit.shown import printable


class _Accounts(Group):
    def listed(self) -> list[tuple[str, str]]:
        return [("check", _CHECK.split("\n\n")[0]), ("propose", _PROPOSE.split("\n\n")[0])]


_CHECK = N_("Find where the accounts in FILE contradict each other.")
_PROPOSE = N_("Propose claims for the text in FILE.")


@click.group("accounts", cls=_Accounts, help=N_("Compare several accounts of the same events."))
def command() -> None:
    """Hold the commands."""


@command.command("check", cls=Command, help=_CHECK)
@click.argument("file", metavar="FILE")
@options.together(options.as_json, options.report, options.recipients, options.identity, options.language)
def check(
    file: str, *, as_json: bool, report: str | None, recipients: Sequence[str], identities: Sequence[str]
) -> None:
    """Check accounts."""
    from waystation.tracing.accounts.check import check as find  # --help does not need it
    from waystation.tracing.files.plain import load_accounts

    wanted = Wanted.of(report, recipients, as_json=as_json, rows=0)
    told = load_accounts(file, opened_by(tuple(identities)))
    say_unless_sealed((file,), fictional=told.fictional)
    found = find(told)
    wanted.write(lambda: _page(found))
    if as_json:
        show_json(found.to_dict())
    else:
        show(page(found))


@command.command("propose", cls=Command, help=_PROPOSE)
@click.argument("file", metavar="FILE")
@option("--account", metavar="NAME", default="account", help=N_("Call the account NAME."))
@option("--written", metavar="DATE", help=N_("Say when it was written, such as 2023-11."))
@options.together(options.identity, options.language)
def propose(file: str, *, account: str, written: str | None, identities: Sequence[str]) -> None:
    """Propose claims."""
    from waystation.tracing.accounts.propose.propose import propose as find  # --help does not need it
    from waystation.tracing.accounts.written import yaml_of
    from waystation.tracing.files.plain import read_text

    if written is not None and not is_date(written):
        raise BadInput.at("--written", printable(repr(written), 40), ALLOWED)
    text = read_text(file, opened_by(tuple(identities)))
    click.echo(yaml_of(find(text, account, written)), nl=False)


def _page(found: Contradictions) -> bytes:
    from waystation.cli.tracing_page import contradictions_page  # most answers need no page

    return contradictions_page(found)
