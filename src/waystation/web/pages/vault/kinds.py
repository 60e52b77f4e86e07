"""What are the kinds of compartments and records called on a page?"""

from __future__ import annotations

from waystation.kit.language import N_

KINDS: dict[str, str] = {
    "case": N_("a case"),
    "helper": N_("helpers"),
    "house": N_("houses"),
    "corridor": N_("a corridor"),
    "journey": N_("a journey"),
    "money": N_("money"),
    "media": N_("media"),
    "tracing": N_("tracing"),
    "directory": N_("the directory"),
    "watchtower": N_("the watchtower"),
    "door": N_("the door"),
}
RECORDS = {
    "case": N_("case"),
    "person": N_("person"),
    "group": N_("group"),
    "note": N_("note"),
    "helper": N_("helper"),
    "vetting_rules": N_("vetting rules"),
    "house": N_("house"),
    "corridor": N_("corridor"),
    "network": N_("network"),
    "observation": N_("observation"),
    "decision": N_("decision"),
    "journey": N_("journey"),
    "compromise": N_("list of what is done after somebody was taken"),
    "payment": N_("payment"),
    "code": N_("confirmation code"),
    "fund": N_("fund"),
    "budget": N_("budget"),
    "rates": N_("exchange rates"),
    "book": N_("book of payments"),
    "tally": N_("tally"),
}
