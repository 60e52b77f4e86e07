"""Which rules of deciding hold now? They lie in the directory, for every member to read."""

from __future__ import annotations

from datetime import UTC, datetime

from waystation.domain.decision_rules import DecisionRules
from waystation.vault.keys import new_id
from waystation.vault.posted import posted, put_up
from waystation.vault.session import Session
from waystation.vault.store import Tx
from waystation.vault.work import Work

KIND = "decision_rules"
_BEGINNING = datetime(1900, 1, 1, tzinfo=UTC)


def all_rules(session: Session, tx: Tx) -> list[DecisionRules]:
    """Return all rules that ever held, the newest first; the last ones are the program's own."""
    made = [DecisionRules.model_validate_json(each) for each in posted(session, tx, KIND)]
    return [*sorted(made, key=lambda each: each.since or _BEGINNING, reverse=True), DecisionRules()]


def rules_now(session: Session) -> DecisionRules:
    """Return the rules that hold now."""
    with session.vault.store.read() as tx:
        return all_rules(session, tx)[0]


def put_up_rules(work: Work, rules: DecisionRules) -> None:
    """Let other rules hold from now on; the former ones stay."""
    put_up(work, KIND, rules.profile, new_id(), rules)
