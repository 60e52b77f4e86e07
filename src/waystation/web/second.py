"""How does a second member agree at the same desk: with handle, passphrase and second factor, for one act?"""

from __future__ import annotations

from dataclasses import replace

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.http import HttpRequest

from waystation.actions.acting import Desk
from waystation.kit.errors import BadInput
from waystation.kit.language import _
from waystation.vault.keys import Credentials, account_tag
from waystation.vault.login import unlock
from waystation.web.accounts.models import Account
from waystation.web.place import here
from waystation.web.proving import guessing

FIELDS = ("second_handle", "second_passphrase", "second_code")


def with_second(request: HttpRequest, desk: Desk) -> Desk:
    """Return the desk with the second member whose words stand in the form; as it was where none do.

    The session of the second one lasts as long as this request. Raises WrongPassphrase, and BadInput for a
    wrong code, or after too many wrong ones.
    """
    handle, passphrase, code = (request.POST.get(name, "") for name in FIELDS)
    if not handle or not passphrase:
        return desk
    place = here()
    burn = place.burn()
    with guessing(request, handle):
        second = unlock(place.opened, Credentials(handle, passphrase, burn))
        if not place.demo:
            _check_code(account_tag(handle, burn).hex(), code.strip())
    return replace(desk, second=second)


def _check_code(tag: str, code: str) -> None:
    kinds = {Authenticator.Type.TOTP: TOTP, Authenticator.Type.RECOVERY_CODES: RecoveryCodes}
    account = Account.objects.filter(tag=tag).first()
    for factor in Authenticator.objects.filter(user=account, type__in=list(kinds)) if account else ():
        if kinds[factor.type](factor).validate_code(code):
            return
    raise BadInput.at(
        _("code of the second member"), _("one that does not fit"), _("the code of this minute")
    )
