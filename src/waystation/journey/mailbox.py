"""Which check-ins came by e-mail? Read from a mailbox over IMAP, and deleted there once they count.

This module opens connections (docs/decisions/no-network.md): to the mailbox that is set in the vault. When a
mail came is told by the server that received it; who wrote it is only believed together with the word.
"""

from __future__ import annotations

import email
import imaplib
import re
import ssl
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from email.message import EmailMessage
from email.message import Message as AnyMessage
from email.policy import default
from email.utils import parseaddr
from typing import Any, NamedTuple

from waystation.domain.watch import ImapBox
from waystation.journey.coming import Message

TIMEOUT = 20  # seconds that the server is waited for
_LARGEST = 256 * 1024  # bytes of a mail that are read
_MOST = 200  # mails that are read at once


class Mail(NamedTuple):
    """A mail in the mailbox."""

    uid: bytes
    message: Message


@contextmanager
def opened(box: ImapBox) -> Iterator[imaplib.IMAP4]:
    """Open the mailbox, with TLS unless that was switched off. Raises OSError, IMAP4.error."""
    context = ssl.create_default_context()
    if box.security == "tls":
        made: imaplib.IMAP4 = imaplib.IMAP4_SSL(box.host, box.port, ssl_context=context, timeout=TIMEOUT)
    else:
        made = imaplib.IMAP4(box.host, box.port, timeout=TIMEOUT)
    try:
        if box.security == "starttls":
            made.starttls(ssl_context=context)
        made.login(box.user, box.password)
        _good(made.select(_quoted(box.folder)))
        yield made
    finally:
        with suppress(OSError, imaplib.IMAP4.error):
            made.logout()


def mails(server: imaplib.IMAP4) -> Iterator[Mail]:
    """Yield the mails in the mailbox that is open, the oldest first. What is larger than 256 KiB is cut."""
    uids = _good(server.uid("SEARCH", "UNDELETED"))[0].split()[:_MOST]
    validity = server.response("UIDVALIDITY")[1]
    stem = (validity[0] or b"") if validity else b""
    for uid in uids:
        found = _good(server.uid("FETCH", uid.decode(), f"(INTERNALDATE BODY.PEEK[]<0.{_LARGEST}>)"))
        parts = [each for each in found if isinstance(each, tuple)]
        if parts:
            yield Mail(uid, _message((stem + b" " + uid).decode("ascii", "replace"), *parts[0][:2]))


def delete(server: imaplib.IMAP4, mail: Mail) -> None:
    """Delete a mail for good: it names who wrote it."""
    _good(server.uid("STORE", mail.uid.decode(), "+FLAGS", r"(\Deleted)"))
    server.expunge()


def _message(number: str, head: bytes, body: bytes) -> Message:
    mail = email.message_from_bytes(body, policy=default)
    when = imaplib.Internaldate2tuple(head)
    at = datetime.now(UTC) if when is None else datetime.fromtimestamp(time.mktime(when), UTC)
    sender = parseaddr(str(mail.get("From", "")))[1]
    text = f"{mail.get('Subject', '')}\n{_text(mail)}"
    return Message(number, "email", at, text, sender)


def _text(mail: AnyMessage) -> str:
    """Return the text of a mail, of its first readable part, without what it quotes."""
    if not isinstance(mail, EmailMessage):
        return ""
    part = mail.get_body(("plain", "html"))
    try:
        content = "" if part is None else str(part.get_content())
    except (LookupError, UnicodeError, ValueError, KeyError):  # a charset or form that nobody knows
        return ""
    plain = re.sub(r"<[^>]*>", " ", content) if part and part.get_content_subtype() == "html" else content
    return "\n".join(line for line in plain.splitlines() if not line.lstrip().startswith(">"))


def _good(answer: tuple[str, list[Any]]) -> list[Any]:
    kind, data = answer
    if kind != "OK":
        raise imaplib.IMAP4.error("the server refused")
    return data


def _quoted(folder: str) -> str:
    return '"' + folder.replace("\\", "\\\\").replace('"', '\\"') + '"'
