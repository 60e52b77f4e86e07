"""On which channel may a check-in come, from whom and from where? Messages can convict.

By hand and by a call it may always be noted. Anything else only where three say yes: the organisation for the
country, the person, and the contact itself. Where the country is not known, nothing else is allowed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from waystation.domain.journey import Channel
from waystation.domain.person import Contact, Person

BY_HAND: tuple[Channel, ...] = ("hand", "call")
REMOTE: dict[str, Channel] = {"sms": "sms", "messenger": "messenger", "email": "email", "link": "link"}


def senders(
    persons: Iterable[Person], country: str | None, rules: Mapping[str, Sequence[Channel]]
) -> tuple[tuple[Channel, str], ...]:
    """Return the addresses from which a check-in of these persons counts in a country."""
    allowed = rules.get(country, ()) if country is not None else ()
    found = ((each, REMOTE.get(each.channel)) for person in persons for each in person.contacts)
    return tuple(
        (channel, each.address)
        for each, channel in found
        if channel is not None and channel in allowed and each.allowed
    )


def may_link(persons: Iterable[Person], country: str | None, rules: Mapping[str, Sequence[Channel]]) -> bool:
    """Tell whether these persons may check in with a one-tap link there."""
    return any(channel == "link" for channel, _address in senders(persons, country, rules))


def refused(contact: Contact, country: str | None, rules: Mapping[str, Sequence[Channel]]) -> bool:
    """Tell whether a contact may not be used there."""
    channel = REMOTE.get(contact.channel)
    return channel is not None and (not contact.allowed or channel not in rules.get(country or "", ()))
