"""Is this the passphrase of the member at the desk, and how often may anybody guess?"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from allauth.core.internal import ratelimit
from django.http import HttpRequest

from waystation.actions.acting import Desk
from waystation.kit.errors import BadInput
from waystation.kit.language import _
from waystation.vault.accounts import open_account
from waystation.vault.decoy import own_id
from waystation.vault.faults import WrongPassphrase
from waystation.vault.keys import Credentials, account_tag
from waystation.web.accounts.backend import AT_ONCE
from waystation.web.place import here


@contextmanager
def knocking(request: HttpRequest) -> Iterator[None]:
    """Count what costs as much as a guess, together with what is tried at the way in.

    Raises BadInput where there was too much of it lately.
    """
    if not ratelimit.consume(request, app="allauth.account", action="login"):
        raise BadInput.at(_("passphrase"), _("too many lately"), _("waiting a minute"))
    with AT_ONCE:
        yield


@contextmanager
def guessing(request: HttpRequest, handle: str) -> Iterator[None]:
    """Count what is tried as a guess at a member's words, together with those at the way in.

    What ends without an error does not count. Raises BadInput where there were too many lately.
    """
    tag = account_tag(handle, here().burn()).hex()
    usage = ratelimit.consume(request, app="allauth.account", action="login_failed", key=tag)
    if not usage:
        raise BadInput.at(_("passphrase"), _("too many wrong ones lately"), _("waiting five minutes"))
    with AT_ONCE:
        yield
    usage.rollback()


def prove(request: HttpRequest, desk: Desk, passphrase: str) -> None:
    """Raise WrongPassphrase where this is not the passphrase by which the member at the desk came in."""
    session, handle = desk.session, desk.session.me.application.handle
    with guessing(request, handle):
        with session.vault.store.read() as tx:
            login = Credentials(handle, passphrase, here().burn())
            member, _root = open_account(tx, session.vault.id, login)
        if own_id(member) != session.member_id:
            raise WrongPassphrase
