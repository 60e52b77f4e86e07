"""Who belongs to the organisation, who wants to, and who must not any longer?"""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from waystation.actions.acting import Desk
from waystation.actions.list_applications import list_applications
from waystation.actions.list_members import list_members
from waystation.actions.permissions import may
from waystation.actions.remove_member import remove_member
from waystation.actions.sponsor_member import sponsor_member
from waystation.domain.access import MEMBER_ROLES
from waystation.kit.errors import BadInput
from waystation.kit.language import LANGUAGES, N_, _, current
from waystation.vault.faults import NotAllowed
from waystation.vault.keys import Credentials
from waystation.vault.members import apply, words_of
from waystation.vault.words import suggest_passphrase
from waystation.web.pages.asked import Ask, Asked
from waystation.web.pages.vault.act import Act, acted
from waystation.web.paging import show
from waystation.web.passphrases import chosen
from waystation.web.place import here

WORDS = Ask("words", N_("The eight words, as they are read to you"), "long", required=True)


def members(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Show the members, and who waits at the door."""
    role = desk.session.me.role
    waiting = list_applications(desk) if may(role, "list applications") else []
    values = {
        "members": list_members(desk),
        "waiting": waiting,
        "names": {each.id: each.name for each in desk.session.directory.known.values()},
        "me_id": desk.session.member_id,
        "may_sponsor": may(role, "sponsor member"),
        "may_remove": may(role, "remove member"),
    }
    return show(request, "vault/members.html", values)


def newcomer(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Let somebody new apply at this screen: he types handle and passphrase, and is no member yet.

    It opens nothing: two members still have to compare the words and vouch.
    """
    roles = [(role, _(role)) for role in MEMBER_ROLES]
    asks = (
        Ask("name", N_("Name, as the others are to know you"), required=True),
        Ask("role", N_("What you are to do"), "choice", required=True, choices=roles),
        Ask("handle", N_("Handle, to unlock with"), required=True),
        Ask("new", N_("Your passphrase: nobody else looks"), "secret", required=True),
        Ask("again", N_("The same once more"), "secret", required=True),
    )
    act = Act(
        "sponsor member",
        N_("Somebody new"),
        N_("Apply"),
        N_("The card waits. Two members compare its words and vouch."),
        (reverse("members"), N_("Members")),
        (
            N_("The newcomer types here. Seven random words are a good passphrase. For instance:"),
            suggest_passphrase(current()),
        ),
    )

    def run(at: Desk, asked: Asked) -> None:
        data = asked.cleaned_data
        new = chosen(data["new"], data["again"], asked.said("handle"), asked.said("name"))
        login = Credentials(asked.said("handle"), new, here().burn())
        made = apply(at.session.vault, asked.said("name"), data["role"], login)
        words = _("The words of the new card: {words}").format(words=words_of(made, current()))
        messages.info(request, words)

    return acted(request, desk, act, asks, run)


def sponsor(request: HttpRequest, desk: Desk, member: str) -> HttpResponse:
    """Vouch for somebody, after the words were compared face to face."""
    found = [each for each in list_applications(desk) if each.id == member]
    if not found:
        raise NotAllowed.to("application", "one that waits")
    application = found[0]

    def run(at: Desk, asked: Asked) -> object:
        check_words(asked.said("words"), {words_of(application, each) for each in LANGUAGES})
        return sponsor_member(at, application)

    act = Act(
        "sponsor member",
        N_("Vouch for somebody"),
        N_("I know this person, and the words are the same"),
        N_("You have vouched. With enough who do, the newcomer can unlock."),
        (reverse("members"), N_("Members")),
        (
            _("{name} wants to be: {role}.").format(name=application.name, role=_(application.role)),
            N_(
                "Let the newcomer read the eight words to you, face to face, never over a line. "
                "Type them as you hear them."
            ),
        ),
    )
    return acted(request, desk, act, (WORDS,), run)


def check_words(typed: str, right: set[str]) -> None:
    """Raise BadInput where what was typed is not what somebody else would have read."""
    if " ".join(typed.casefold().split()) not in right:
        raise BadInput.at(
            _("words"), _("words that are not those of this key"), _("the eight words that belong to it")
        )


def remove(request: HttpRequest, desk: Desk, member: str) -> HttpResponse:
    """Remove a member: from now on he opens nothing."""
    card = desk.session.directory.members.get(member)
    if card is None:
        raise NotAllowed.to("member", "one who belongs to the organisation")
    act = Act(
        "remove member",
        N_("Remove a member"),
        N_("Remove"),
        N_("Removed. Everything the member could open was sealed anew."),
        (reverse("members"), N_("Members")),
        (card.name, N_("What a member saw, he knows: look at the exposure afterwards.")),
        danger=True,
    )
    why = Ask("why", N_("Reason, which only the auditors can read"), required=True)
    return acted(request, desk, act, (why,), lambda at, asked: remove_member(at, member, asked.said("why")))


def own_words(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Show the words of one's own card, to be read to others, and what partners need."""
    from waystation.vault.agekeys import recipient  # noqa: PLC0415  (loads the library of age)

    card = desk.session.me.application
    values = {
        "words": words_of(card, current()),
        "seals": recipient(card.box_key),
        "signs": card.sign_key,
    }
    return show(request, "vault/own.html", values)
