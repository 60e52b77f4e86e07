"""Should they go, wait, or not like this: who asks, from which records, and what stands proposed?

Three steps, so that the planning, which may take seconds, needs nobody's keys: `asked` opens what is needed,
`answered` plans, `propose` keeps the proposal. `propose_decision` does all three.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from waystation.actions.acting import Desk, acting, opening, require
from waystation.actions.decisions_kept import Kept, known, open_decision
from waystation.actions.look_around import look_around
from waystation.actions.replaced import former, replaced
from waystation.decisions.preconditions import preconditions, with_checks
from waystation.decisions.titles import title_of
from waystation.domain.case import Case
from waystation.domain.case_record import CaseRecord, NetworkRecord
from waystation.domain.decision import Decision
from waystation.domain.decision_record import Checks, DecisionRecord, KnownRecord
from waystation.domain.decision_rules import DecisionRules, higher
from waystation.domain.network import Network
from waystation.domain.verification import unverified_caller, without_valued_houses
from waystation.kit import clock
from waystation.kit.errors import BadInput
from waystation.kit.language import N_, _
from waystation.plan.as_of import as_of
from waystation.plan.checks.sound import require_sound
from waystation.plan.stored import stored
from waystation.vault.deciding_rules import rules_now
from waystation.vault.finding import find
from waystation.vault.keys import new_id
from waystation.vault.records import Draft, Opened, open_records, save

VERB = N_("propose decision")


@dataclass(frozen=True)
class Question:
    """What is asked of the planner, and what it was taken from."""

    compartment: str
    """Where the case lies, and the decision will."""
    record: CaseRecord
    network: Network
    case: Case
    """The case file, with the floors that count."""
    known: tuple[KnownRecord, ...]
    rules: DecisionRules
    without_valued: bool = False
    """Whether houses of any worth are kept from it, because the caller is not verified."""
    replan_of: Kept | None = None


def asked(
    desk: Desk, case: str, *, replan_of: str | None = None, place: str | None = None, why: str = ""
) -> Question:
    """Open a case and its network, as they are seen from now on.

    With `replan_of`, a signed decision, the plan goes on from it: its floors hold, and `place` is where the
    group stands. Raises BadInput where the case has no case file or no network, where both do not fit, and
    where there is nothing to go on from.
    """
    require(desk, VERB)
    opened = _opened(desk, case, "case", why)
    record = opened.value
    if not isinstance(record, CaseRecord) or record.case is None or record.network is None:
        raise BadInput.at(
            _("case"), _("one without a case file or without a network"), _("one that has both")
        )
    held = _opened(desk, record.network, "network", why)
    if not isinstance(held.value, NetworkRecord):
        raise BadInput.at(_("network"), _("a record of another kind"), _("a network"))
    signed = None if replan_of is None else _signed(desk, replan_of, record.id)
    rules = rules_now(desk.session) if signed is None else signed.record.rules
    known_network, hidden = held.value.network, unverified_caller(record)
    if hidden:
        known_network = without_valued_houses(known_network, keep=record.case.from_)
    file = _file(record.case, rules, None if signed is None else signed.record, place)
    network, file = as_of(known_network, file, clock.now())
    require_sound(network, file)
    return Question(
        opened.compartment, record, network, file, (known(opened), known(held)), rules, hidden, signed
    )


def _opened(desk: Desk, word: str, kind: str, why: str) -> Opened:
    identity = find(desk.session, word, kind).id
    with opening(desk, VERB, [identity], why) as look:
        return open_records(look, [identity])[0]


def _signed(desk: Desk, word: str, case: str) -> Kept:
    found = open_decision(desk, VERB, word)
    if found.record.state != "go" or found.record.case != case:
        raise BadInput.at(
            _("decision"), _("one of another case, or one that is not go"), _("one that this case goes by")
        )
    return found


def _file(case: Case, rules: DecisionRules, signed: DecisionRecord | None, place: str | None) -> Case:
    """Return the case file with the floors that count: a case's own may only be higher.

    Under way the floors that were signed hold, and the risk of the place of departure is past.
    """
    update: dict[str, object] = {
        "floor": higher(rules.floor, case.floor) if signed is None else signed.floor,
        "floor_low": higher(rules.floor_low, case.floor_low) if signed is None else signed.floor_low,
    }
    if place is not None:
        update |= {"from_": place, "found_per_day": None, "harmed_per_day": 0.0, "too_late": None}
    return case.model_copy(update=update)


def answered(question: Question, *, reasons: bool = True, time_limit: float | None = None) -> Decision:
    """Return what the planner proposes. Needs no key, and takes seconds."""
    from waystation.plan.api import decide  # noqa: PLC0415  (loads numpy and the compiler)

    return decide(question.network, question.case, reasons=reasons, time_limit=time_limit)


def propose(desk: Desk, question: Question, decision: Decision, why: str = "") -> str:
    """Keep a proposal with all that it was made from, and return the id of its record.

    What was open for the case until now is replaced, with what has changed. Raises BadInput where the answer
    is to another question.
    """
    require(desk, VERB)
    file = question.case
    if (decision.case, decision.floor, decision.floor_low) != (file.id, file.floor, file.floor_low):
        raise BadInput.at(_("decision"), _("an answer to another question"), _("the one that was asked"))
    made = _made(desk, question, decision, clock.now())
    found = look_around(desk, VERB, made, question.record.persons, why)
    checks = Checks(
        at=made.made_at,
        by=desk.session.member_id,
        preconditions=preconditions(made, found.around),
        looked_at=found.looked_at,
    )
    records = {each.id: each for each in (*question.known, *map(known, found.opened))}
    made = with_checks(made, checks).model_copy(update={"known_records": tuple(records.values())})
    before = former(desk, VERB, question.compartment, made, states={"open", "wait", "stopped"})
    with acting(desk, VERB, why) as work:
        drafts = [each.draft(replaced(each.record, made)) for each in before]
        saved = save(work, question.compartment, [*drafts, Draft(made, title_of(made))])
    return saved[-1].id


def _made(desk: Desk, question: Question, decision: Decision, at: datetime) -> DecisionRecord:
    signed = None if question.replan_of is None else question.replan_of.record
    return DecisionRecord(
        id=new_id()[:8],
        case=question.record.id,
        network=question.record.network,
        made_at=at,
        by=desk.session.member_id,
        proposal=stored(decision),
        known_network=question.network,
        known_case=question.case,
        without_valued=question.without_valued,
        rules=question.rules,
        floor=question.case.floor,
        floor_low=question.case.floor_low,
        present_danger=question.record.present_danger,
        replan_of=None if signed is None else signed.id,
    )


def propose_decision(
    desk: Desk, case: str, *, reasons: bool = True, time_limit: float | None = None, why: str = ""
) -> str:
    """Plan for a case, keep the proposal, and return the id of its record."""
    question = asked(desk, case, why=why)
    return propose(desk, question, answered(question, reasons=reasons, time_limit=time_limit), why)
