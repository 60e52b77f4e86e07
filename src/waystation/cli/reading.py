"""What do the files of a command line hold, what is wrong with them, and what has to be said of them?"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import click

from waystation.domain.case import Case
from waystation.domain.network import Network
from waystation.kit.errors import BadInput
from waystation.kit.language import _
from waystation.kit.shown import printable
from waystation.plan.checks.cautions import real_people
from waystation.plan.checks.findings import Sources
from waystation.plan.checks.sound import unsound
from waystation.plan.files.examine import Examined, OpenSealed, examine_file


def ask_passphrase(name: str) -> str:
    """Ask for the passphrase of a file on the terminal; it is not shown."""
    answer: str = click.prompt(
        _("Passphrase for {file}").format(file=printable(name)), hide_input=True, err=True
    )
    return answer


def new_passphrase(name: str) -> str:
    """Ask twice for a passphrase that a file is to be sealed with."""
    question = _("New passphrase for {file}").format(file=printable(name))
    answer: str = click.prompt(
        question, hide_input=True, err=True, confirmation_prompt=_("The same once more")
    )
    return answer


def opened_by(identities: Sequence[str]) -> OpenSealed:
    """Return what opens sealed files, with these identity files or a passphrase asked once for each file."""

    @cache
    def open_once(data: bytes, name: str) -> bytes:
        from waystation.plan.files.sealed import opener  # only sealed files need age

        return opener(identities, ask_passphrase)(data, name)

    return open_once


def _in_clear(examined: Examined[Network] | Examined[Case]) -> None:
    """Say on stderr that real people do not belong in a plain file, where this is one that may hold some."""
    if not examined.sealed and (remark := real_people(examined.model, examined.source)):
        warning = _(
            "{file}: real people belong in a vault or an age file, not on a disk in clear "
            "(where nobody is real, say so: `fictional: true`)"
        )
        click.echo(warning.format(file=remark.where), err=True)


def read(network: str, case: str, identities: Sequence[str]) -> tuple[Network, Case]:
    """Return the network and the case, or raise BadInput with everything that is wrong with the files.

    That no way leads to safety is not wrong with them: it is an answer.
    """
    opens = opened_by(tuple(identities))
    net, cas = examine_file(Network, network, opens), examine_file(Case, case, opens)
    if net.model is None or cas.model is None:
        raise BadInput(net.faults + cas.faults)
    if faults := tuple(unsound(net.model, cas.model, Sources(net.source, cas.source))):
        raise BadInput(faults)
    _in_clear(net)
    _in_clear(cas)
    return net.model, cas.model
