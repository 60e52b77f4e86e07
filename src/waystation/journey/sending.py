"""How does an alert get out: by e-mail, or through the Apprise library? Only to what somebody has set up.

This module opens connections (docs/decisions/no-network.md): to the mail server and to the addresses that are
set in the vault, to nothing else.
"""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from email.message import EmailMessage
from email.policy import SMTP as _POLICY
from email.utils import formatdate

from waystation.domain.watch import Smtp, WatchSettings
from waystation.journey.alerts import text
from waystation.journey.outbox import Waiting

TIMEOUT = 20  # seconds that a server is waited for
_DOMAIN = "watch.invalid"  # of the numbers of messages: it tells nothing of the organisation


def send(waiting: Sequence[Waiting], settings: WatchSettings) -> Iterator[tuple[Waiting, bool]]:
    """Send alerts; yield each, as soon as that is known, with whether it was taken over by who delivers it.

    One that fails keeps no other one from being sent.
    """
    mails = [each for each in waiting if each.alert.reach.how == "email"]
    yield from _mailed(mails, settings.smtp)
    for each in waiting:
        if each.alert.reach.how != "email":
            yield each, each.alert.reach.how == "drill" or _notified(each)


def _mailed(mails: Sequence[Waiting], server: Smtp | None) -> Iterator[tuple[Waiting, bool]]:
    """Send mails over one connection; where that breaks, what is left has failed."""
    left = list(mails)
    if left and server is not None:
        with suppress(OSError, smtplib.SMTPException), connected(server) as connection:
            while left:
                yield left[0], _mail(connection, server, left[0])
                left.pop(0)
    yield from ((each, False) for each in left)


@contextmanager
def connected(server: Smtp) -> Iterator[smtplib.SMTP]:
    """Connect to a mail server, with TLS unless that was switched off. Raises OSError, SMTPException."""
    context = ssl.create_default_context()
    if server.security == "tls":
        made: smtplib.SMTP = smtplib.SMTP_SSL(server.host, server.port, timeout=TIMEOUT, context=context)
    else:
        made = smtplib.SMTP(server.host, server.port, timeout=TIMEOUT)
    try:
        if server.security == "starttls":
            made.starttls(context=context)
        if server.user is not None:
            made.login(server.user, server.password or "")
        yield made
        with suppress(OSError, smtplib.SMTPException):
            made.quit()
    finally:
        made.close()


def _mail(connection: smtplib.SMTP, server: Smtp, each: Waiting) -> bool:
    """Send one; a refused address fails alone, a broken connection raises."""
    try:
        connection.send_message(_message(server, each), server.sender, [each.alert.reach.address])
    except (smtplib.SMTPRecipientsRefused, smtplib.SMTPDataError, smtplib.SMTPSenderRefused, ValueError):
        with suppress(OSError, smtplib.SMTPException):
            connection.rset()
        return False
    return True


def _message(server: Smtp, each: Waiting) -> EmailMessage:
    message = EmailMessage(policy=_POLICY)
    said = text(each.alert)
    message["From"], message["To"] = server.sender, each.alert.reach.address
    message["Subject"] = said
    message["Message-ID"] = f"<{each.number}@{_DOMAIN}>"
    message["Date"] = formatdate()
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(said)
    return message


def _notified(each: Waiting) -> bool:
    """Send one through Apprise, which knows some hundred services by their URLs."""
    try:
        import apprise  # type: ignore[import-untyped,import-not-found,unused-ignore]  # noqa: PLC0415 - an extra that not everybody installs
    except ImportError:
        return False
    service = apprise.Apprise()
    if not service.add(each.alert.reach.address):
        return False
    try:
        return bool(service.notify(body=text(each.alert)))
    except Exception:  # noqa: BLE001 - a hundred plugins of others; the alert is tried again
        return False
