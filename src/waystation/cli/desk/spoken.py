"""Which words of the vault's own stand in lists, and so have to be said in every language?

Roles, kinds and states are data, said through `_` where they are printed. Here they are named, so that the
catalogue has them.
"""

from __future__ import annotations

from waystation.kit.language import N_

WORDS = (
    N_("coordinator"), N_("case worker"), N_("protection officer"), N_("money keeper"), N_("media officer"),
    N_("tracing officer"), N_("analyst"), N_("auditor"), N_("administrator"),
    N_("directory"), N_("watchtower"), N_("door"), N_("case"), N_("helper"), N_("house"), N_("corridor"),
    N_("journey"), N_("money"), N_("media"), N_("tracing"),
    N_("person"), N_("group"), N_("note"), N_("vetting_rules"), N_("network"), N_("observation"),
    N_("decision"), N_("compromise"), N_("payment"), N_("device"), N_("organisation"), N_("tally"),
    N_("book"), N_("rates"), N_("fund"), N_("budget"), N_("code"),
    N_("requested"), N_("triaged"), N_("accepted"), N_("planned"), N_("moving"), N_("waiting"), N_("stopped"),
    N_("arrived"), N_("settled"), N_("joined"), N_("declined"), N_("withdrawn"), N_("lost"), N_("unknown"),
    N_("telling"), N_("told"), N_("taken_back"),
)  # fmt: skip
