"""How are states, incidents, outcomes and what must be told said on a page?"""

from __future__ import annotations

from waystation.kit.language import N_, _

INCIDENTS = {
    "blocked": N_("Blocked: it could not begin"),
    "delayed": N_("Delayed"),
    "split": N_("Come apart"),
    "ill": N_("Somebody is ill"),
    "lost_contact": N_("Lost contact"),
    "held_for_ransom": N_("Held for ransom"),
    "betrayed": N_("Betrayed"),
    "arrested": N_("Arrested"),
    "unknown": N_("Something else, or unknown"),
}
OUTCOMES = {
    "safe": N_("In safety"),
    "partner": N_("Handed over to a partner"),
    "authorities": N_("Handed over to the authorities"),
    "returned": N_("Sent back"),
    "imprisoned": N_("Imprisoned"),
    "sold": N_("Sold"),
    "injured": N_("Injured"),
    "killed": N_("Killed"),
    "unknown": N_("Unknown"),
}
FOLLOW_UPS = {
    "reception": N_("After three days: received and unhurt?"),
    "hearing": N_("After a month: heard by the authorities?"),
    "centre": N_("After three months: at the settlement centre?"),
    "home": N_("After four months: a home of their own?"),
    "half_year": N_("After half a year: work or school?"),
    "year": N_("After a year: how are they?"),
}
RESULTS = {
    "well": N_("Well"),
    "needs_help": N_("Needs help"),
    "not_reached": N_("Not reached"),
    "declined": N_("Does not want to be asked"),
}
DEEDS = {
    "leave": N_("Leave this place now. Do not wait, do not explain."),
    "stop": N_("Stay where you are. Do not go on until we call again."),
    "new_plan": N_("The plan has changed. Do only what we tell you from now on."),
    "come": N_("We ask you to take them over. Here is your part."),
    "do_not_come": N_("Do not come. You have no part in this any more."),
    "warn": N_("Be careful. Change what you usually do, and wait for our call."),
    "keys": N_("Remove this member, or agree that the keys stay away."),
    "desks": N_("The desk that holds this tag has been told to act."),
}
WHOM = {
    "group": N_("The travellers"),
    "helper": N_("Helper"),
    "house": N_("House"),
    "member": N_("Member"),
    "desk": N_("Other desk"),
}
TAKEN = {
    "helper": N_("A helper"),
    "house": N_("A house"),
    "member": N_("A member"),
    "device": N_("A telephone or computer"),
    "person": N_("A traveller"),
}
BECAUSE = {**INCIDENTS, "compromise": N_("Somebody was taken"), "refused": N_("A helper refused"),
           "asked": N_("Asked for")}  # fmt: skip
TAKEN_PLAN = {
    "taken": N_("lived"),
    "proposed": N_("waits for signatures"),
    "none": N_("no way was found"),
}
HANDS = (N_("not asked"), N_("offered"), N_("accepted"), N_("refused"), N_("confirmed"))
"""How far a change of hands has come."""
_STOPPING = frozenset({"stopped", "lost", "none"})
_WAITING = frozenset({"waiting", "unknown", "proposed", "telling"})
_GOOD = frozenset({"arrived", "settled", "told", "taken"})


def kind(state: str) -> str:
    """Return how a state is drawn: plain, good, wait or stop."""
    if state in _STOPPING:
        return "stop"
    return "wait" if state in _WAITING else "good" if state in _GOOD else "plain"


def choices(words: dict[str, str]) -> list[tuple[str, str]]:
    """Return the choices of a form, in the language in use."""
    return [(key, _(text)) for key, text in words.items()]
