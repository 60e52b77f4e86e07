"""`waystation member`: who belongs to us, who wants to, and who must not any longer?"""

from __future__ import annotations

import click

from waystation.cli import options
from waystation.cli.desk import asking
from waystation.cli.desk.rebuilding import say_damaged
from waystation.cli.desk.text import at, listed, meant, member_meant, short
from waystation.cli.desk.which import Where, at_desk, takes_desk, takes_place, vault_at
from waystation.cli.screen import show_json
from waystation.cli.words import Command, Group, option
from waystation.domain.access import MEMBER_ROLES, Application, Member, MemberRole
from waystation.kit.errors import BadInput
from waystation.kit.language import N_, _, current, many

_WORDS = N_("words")


@click.group("member", cls=Group, help=N_("Say who belongs to the organisation, and change it."))
def command() -> None:
    """Hold the commands."""


@command.command(
    "apply",
    cls=Command,
    help=N_(
        "Ask to become a member: makes an account that opens nothing until two members vouch for you.\n\n"
        "Asks for a handle, your name and a new passphrase. Prints eight words; your sponsors compare them "
        "with you face to face, never over a line."
    ),
)
@option("--role", type=click.Choice(MEMBER_ROLES), required=True, help=N_("What you are to do."))
@takes_place
def apply(where: Where, role: MemberRole) -> None:
    """Apply."""
    from waystation.vault import members
    from waystation.vault.keys import Credentials

    with vault_at(where) as vault:
        burn = where.burn()
        handle = asking.handle(_("Your handle, to unlock with"), where.descriptor)
        name = asking.line(_("Your name, as the others know you"), N_("name"))
        login = Credentials(handle, asking.new(_("New passphrase"), where.descriptor), burn)
        application = members.apply(vault, name, role, login)
    click.echo(_("Your application waits as {id}. Your words:").format(id=short(application.id)))
    click.echo(f"\n  {members.words_of(application, current())}\n")
    click.echo(_("Write them down, and read them to two members face to face."))


@command.command("list", cls=Command, help=N_("List the members."))
@options.as_json
@takes_desk
def list_(where: Where, *, as_json: bool) -> None:
    """List members."""
    from waystation.actions.list_members import list_members

    with at_desk(where) as desk:
        members = list_members(desk)
    if as_json:
        show_json({"waystation": 1, "kind": "members", "members": [_plain(each) for each in members]})
        return
    rows = [(short(each.id), each.name, _(each.role), at(each.since)) for each in members]
    listed((_("id"), _("name"), _("role"), _("since")), rows, _("Nobody."))


def _plain(member: Member) -> dict[str, object]:
    return {
        "id": member.id,
        "name": member.name,
        "role": member.role,
        "since": member.since.isoformat(),
        "sponsors": [each.by for each in member.sponsors],
    }


@command.command("waiting", cls=Command, help=N_("List who waits to become a member."))
@takes_desk
def waiting(where: Where) -> None:
    """List applications."""
    from waystation.actions.list_applications import list_applications

    with at_desk(where) as desk:
        found = list_applications(desk)
        signed = {each: len(card.sponsors) for each, card in desk.session.directory.cards.items()}
    rows = [(short(each.id), each.name, _(each.role), str(signed.get(each.id, 0))) for each in found]
    listed((_("id"), _("name"), _("role"), _("sponsors")), rows, _("Nobody waits."))


@command.command(
    "sponsor",
    cls=Command,
    help=N_(
        "Vouch for the applicant ID. It takes two members; for the first one, the founder alone.\n\n"
        "Asks for the eight words that the applicant reads to you. Do it face to face: the words show that "
        "the keys on this machine are those of the person before you."
    ),
)
@click.argument("identity", metavar="ID")
@takes_desk
def sponsor(where: Where, identity: str) -> None:
    """Vouch."""
    from waystation.actions.list_applications import list_applications
    from waystation.actions.sponsor_member import sponsor_member

    with at_desk(where) as desk:
        waits = {each.id: each for each in list_applications(desk)}
        application = meant(identity, waits, _("applicant"))[1]
        click.echo(
            _("{name} wants to be: {role}").format(name=application.name, role=_(application.role)), err=True
        )
        _compare(application)
        card = sponsor_member(desk, application)
        counts = card.id in desk.session.directory.members
    if counts:
        click.echo(_("{name} is a member now, and can unlock.").format(name=card.name))
    else:
        click.echo(
            _("Your signature counts. One more member has to vouch for {name}.").format(name=card.name)
        )


def _compare(application: Application) -> None:
    """Raise BadInput where the words are not those of the application, in either language."""
    from waystation.kit.language import LANGUAGES
    from waystation.vault.members import words_of

    said = " ".join(asking.line(_("The eight words, as the applicant reads them"), _WORDS).casefold().split())
    if said not in {words_of(application, language) for language in LANGUAGES}:
        found = _("words that are not those of this application")
        raise BadInput.at(
            _(_WORDS), found, _("the eight words; if they were read right, somebody has changed the keys")
        )


@command.command(
    "panic",
    cls=Command,
    help=N_(
        "Throw away your own keys at once: your passphrase opens nothing then, and every desk is told.\n\n"
        "Asks for the word PANIC. The others can let you in anew, later."
    ),
)
@takes_desk
def panic_(where: Where) -> None:
    """Throw away the own keys."""
    from waystation.actions.panic import panic
    from waystation.cli.desk import keeping

    with at_desk(where) as desk:
        asking.confirmed(_("Type PANIC to throw away your keys"), "PANIC")
        panic(desk)
        if not where.once:
            keeping.end(desk.session.vault.id)
    click.echo(_("Your keys are gone. Every desk has been told."))


@command.command(
    "remove",
    cls=Command,
    help=N_(
        "Remove the member ID at once: account, keys and sessions are gone, and what both of you hold "
        "gets new keys.\n\n"
        "Asks for a reason, which only the auditors can read. What only others hold with the member gets new "
        "keys when they unlock next."
    ),
)
@click.argument("identity", metavar="ID")
@takes_desk
def remove(where: Where, identity: str) -> None:
    """Remove a member."""
    from waystation.actions.remove_member import remove_member

    with at_desk(where) as desk:
        member = member_meant(desk, identity).id
        rotated = remove_member(desk, member, asking.reason())
        say_damaged(desk)
    click.echo(_("Removed."))
    click.echo(
        many(
            "{count} compartment has a new key.", "{count} compartments have new keys.", len(rotated)
        ).format(count=len(rotated))
    )
    click.echo(_("What the member saw stays known. Now look at it: waystation exposure member ID"))
