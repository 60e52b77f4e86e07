"""The table of permissions, line by line, against every action: refused means before anything is done."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from importlib import import_module
from pathlib import Path

import pytest
from tests.vault.office import Office, cheap, credentials, keep, note

from waystation.actions.acknowledge_alert import acknowledge_alert
from waystation.actions.acting import Desk
from waystation.actions.add_fund import add_fund
from waystation.actions.add_person import add_person
from waystation.actions.add_receipt import add_receipt
from waystation.actions.answer_hand_over import answer_hand_over
from waystation.actions.answer_questions import answer_questions
from waystation.actions.answer_requester import answer_requester
from waystation.actions.approve_payment import approve_payment
from waystation.actions.arm_check_ins import arm_check_ins
from waystation.actions.ask_recovery import ask_recovery
from waystation.actions.ask_what_if import basis_of
from waystation.actions.attach_file import attach_file
from waystation.actions.back_up_vault import back_up_vault
from waystation.actions.book_nights import book_nights
from waystation.actions.burn_vault import burn_vault
from waystation.actions.challenge_caller import challenge_caller
from waystation.actions.change_caller import change_caller
from waystation.actions.change_check_ins import Change, change_check_ins
from waystation.actions.change_passphrase import change_passphrase
from waystation.actions.change_settings import change_settings
from waystation.actions.check_decision import check_decision
from waystation.actions.check_in import check_in
from waystation.actions.clear_sign import clear_sign
from waystation.actions.close_house import close_house
from waystation.actions.collect_letters import collect_letters
from waystation.actions.compose_case import compose_case
from waystation.actions.compromise import compromise
from waystation.actions.confirm_agreement import confirm_agreement
from waystation.actions.confirm_hand_over import confirm_hand_over
from waystation.actions.create_compartment import create_compartment
from waystation.actions.decide_request import decide_request
from waystation.actions.decisions_waiting import decisions_waiting
from waystation.actions.deny_helper import deny_helper
from waystation.actions.drill_backup import drill_backup
from waystation.actions.drill_compromise import drill_compromise
from waystation.actions.drop_attachment import drop_attachment
from waystation.actions.drop_compartment import drop_compartment
from waystation.actions.edit_network import edit_network
from waystation.actions.edit_person import edit_person
from waystation.actions.end_halt import end_halt
from waystation.actions.end_incident import end_incident
from waystation.actions.enter_code import Circumstances, enter_code
from waystation.actions.enter_sign import enter_sign
from waystation.actions.entrust_root import entrust_root
from waystation.actions.export_books import Wanted, export_books
from waystation.actions.export_person import export_person
from waystation.actions.export_records import export_records
from waystation.actions.expose import expose
from waystation.actions.find_duplicates import find_duplicates
from waystation.actions.follow_up import follow_up
from waystation.actions.forfeit_hold_back import forfeit_hold_back
from waystation.actions.forget_backups import forget_backups
from waystation.actions.form_group import form_group
from waystation.actions.grant_compartment import grant_compartment
from waystation.actions.hand_over_ledger import hand_over_ledger
from waystation.actions.help_recovery import help_recovery
from waystation.actions.hold_back import hold_back
from waystation.actions.import_records import Import, import_records
from waystation.actions.judge_caller import judge_caller
from waystation.actions.keeping import Seen
from waystation.actions.link_cases import link_cases
from waystation.actions.list_applications import list_applications
from waystation.actions.list_attachments import list_attachments
from waystation.actions.list_beds import list_beds
from waystation.actions.list_check_ins import list_check_ins
from waystation.actions.list_compartments import list_compartments
from waystation.actions.list_helpers import list_helpers
from waystation.actions.list_members import list_members
from waystation.actions.list_notices import list_notices
from waystation.actions.list_observations import list_observations
from waystation.actions.list_requests import list_requests
from waystation.actions.make_bundle import make_bundle
from waystation.actions.make_continuity_pack import make_continuity_pack
from waystation.actions.make_sheet import make_sheet
from waystation.actions.mark import mark
from waystation.actions.merge_groups import merge_groups
from waystation.actions.note_agreement import Answered, note_agreement
from waystation.actions.note_continuity import note_continuity
from waystation.actions.note_meeting import note_meeting
from waystation.actions.note_observation import note_observation
from waystation.actions.note_outcome import note_outcome
from waystation.actions.note_stage import note_stage
from waystation.actions.note_told import note_told
from waystation.actions.offer_hand_over import offer_hand_over
from waystation.actions.open_attachment import open_attachment
from waystation.actions.open_door import open_door
from waystation.actions.open_record import open_record
from waystation.actions.panic import panic
from waystation.actions.pay import pay
from waystation.actions.permissions import COMPARTMENTS, KINDS, VERBS, check_compartment, check_kind, table
from waystation.actions.plan_case import plan_case
from waystation.actions.plan_payment import plan_payment
from waystation.actions.print_sheet import print_sheet
from waystation.actions.propose_decision import propose_decision
from waystation.actions.read_risks import read_risks
from waystation.actions.read_rules import read_rules
from waystation.actions.rebuild_manifest import rebuild_manifest
from waystation.actions.refund_payment import refund_payment
from waystation.actions.register_case import Registration, register_case
from waystation.actions.release_hold_back import release_hold_back
from waystation.actions.remove_member import remove_member
from waystation.actions.rename_compartment import rename_compartment
from waystation.actions.replan_journey import replan_journey
from waystation.actions.report_incident import report_incident
from waystation.actions.retire_records import retire_records
from waystation.actions.review_case import review_case
from waystation.actions.rotate_compartment import rotate_compartment
from waystation.actions.save_record import BothSides, save_record
from waystation.actions.set_availability import set_availability
from waystation.actions.set_budget import set_budget
from waystation.actions.set_duress_passphrase import set_duress_passphrase
from waystation.actions.set_rate import set_rate
from waystation.actions.set_recipients import set_servers
from waystation.actions.set_up_watch import allow_channels
from waystation.actions.set_urgency import set_urgency
from waystation.actions.set_vetting_rules import set_vetting_rules
from waystation.actions.show_books import show_books
from waystation.actions.show_ledger import show_ledger
from waystation.actions.shred_record import shred_record
from waystation.actions.shut_door import shut_door
from waystation.actions.sign_decision import sign_decision
from waystation.actions.split_group import split_group
from waystation.actions.sponsor_member import sponsor_member
from waystation.actions.start_journey import start_journey
from waystation.actions.step_case import step_case
from waystation.actions.stop_recovery import stop_recovery
from waystation.actions.take_back_compromise import take_back_compromise
from waystation.actions.take_in_bundle import take_in_bundle
from waystation.actions.take_in_check_ins import take_in_check_ins
from waystation.actions.take_in_observations import take_in_observations
from waystation.actions.take_over_journeys import take_over_journeys
from waystation.actions.take_request import take_request
from waystation.actions.take_vetting_step import Taken, take_vetting_step
from waystation.actions.tick_off import tick_off
from waystation.actions.tick_protocol import tick_protocol
from waystation.actions.try_edit import try_edit
from waystation.actions.unmark import unmark
from waystation.actions.verify_ledger import verify_ledger
from waystation.actions.view_case import view_case
from waystation.actions.view_decision import view_decision
from waystation.actions.view_journey import view_journey
from waystation.actions.vouch import Voucher, vouch
from waystation.actions.withdraw_agreement import withdraw_agreement
from waystation.actions.withdraw_compartment import withdraw_compartment
from waystation.actions.write_note import NewNote, NoteWords, write_note
from waystation.domain.access import COMPARTMENT_KINDS, MEMBER_ROLES, MemberRole
from waystation.domain.budget import Budget, BudgetLine
from waystation.domain.case_record import Requester
from waystation.domain.composing import CaseTerms
from waystation.domain.decision_rules import DecisionRules
from waystation.domain.fund import DonorFund
from waystation.domain.helper_record import Availability
from waystation.domain.house import Nights
from waystation.domain.journey import Arrival, Incident, JourneyWatch
from waystation.domain.kinds import KINDS as RECORD_KINDS
from waystation.domain.observation import Observation, Source
from waystation.domain.person_facts import PersonFacts
from waystation.domain.progress import FollowUp
from waystation.domain.rate import ExchangeRate
from waystation.domain.vetting import VettingRules
from waystation.domain.watch import WatchSettings
from waystation.exchange.contents import Contents
from waystation.journey.answering import Came
from waystation.journey.incidents import Report
from waystation.kit.errors import BadInput
from waystation.letters.spool import Spool
from waystation.money.codes import new_codes
from waystation.vault import ledger
from waystation.vault.faults import NotAllowed
from waystation.vault.keys import Credentials
from waystation.vault.members import apply
from waystation.vault.records import Draft

NONE = Seen("none")  # no record is called so
YES = Answered(purpose="move", given=True, language="ko")
NOTE = NewNote(subject="other", words=NoteWords(text="x"))
NOBODY = "00" * 16  # no record, no member, no compartment has this id
WRONG = Credentials("nobody", "wrong", bytes(32))
DAY = date(2026, 3, 2)
SEEN = datetime(2026, 3, 2, tzinfo=UTC)
OBSERVATION = Observation(id="o", about="place", which="A", seen_at=SEEN, source=Source(kind="own"))
BLOCKED = Incident(at=datetime(2026, 3, 2, tzinfo=UTC), kind="blocked")
SOME_DAY = date(2026, 3, 5)
NAMES = dict(zip(MEMBER_ROLES, ("Anna", "Ben", "Cho", "Dia", "Eva", "Fay", "Gil", "Han", "Ida"), strict=True))

ORDER = {"helper": "bo", "purpose": "fee", "amount": "1", "currency": "USD"}
RATE = ExchangeRate(day=date(2026, 3, 2), of="USD", to="CNY", rate=Decimal("7.2"))
FUND = DonorFund(id="f1", amount=Decimal(1), currency="USD", received=date(2026, 3, 2))
BUDGET = Budget(id="b1", case="c1", currency="USD", lines=(BudgetLine(amount=Decimal(1)),))

# What each verb is called with where only the permission counts: it changes nothing that another test needs.
CALLS: dict[str, Callable[[Desk], object]] = {
    "list compartments": list_compartments,
    "create compartment": lambda desk: create_compartment(desk, "directory", "another one"),
    "rename compartment": lambda desk: rename_compartment(desk, NOBODY),
    "grant compartment": lambda desk: grant_compartment(desk, NOBODY, NOBODY),
    "withdraw compartment": lambda desk: withdraw_compartment(desk, NOBODY, NOBODY),
    "rotate compartment": lambda desk: rotate_compartment(desk, []),
    "drop compartment": lambda desk: drop_compartment(desk, NOBODY, "over"),
    "rebuild manifest": lambda desk: rebuild_manifest(desk, NOBODY, "case", "none", "damaged"),
    "open record": lambda desk: open_record(desk, []),
    "save record": lambda desk: save_record(desk, NOBODY, []),
    "shred record": lambda desk: shred_record(desk, NOBODY, [], "over"),
    "attach file": lambda desk: attach_file(desk, NOBODY, "none", []),
    "list attachments": lambda desk: list_attachments(desk, NOBODY),
    "open attachment": lambda desk: open_attachment(desk, NOBODY),
    "drop attachment": lambda desk: drop_attachment(desk, NOBODY, "over"),
    "plan case": lambda desk: plan_case(desk, "none"),
    "propose decision": lambda desk: propose_decision(desk, "none"),
    "view decision": lambda desk: view_decision(desk, "none"),
    "read risks": lambda desk: read_risks(desk, "none"),
    "sign decision": lambda desk: sign_decision(desk, "none", "go"),
    "check decision": lambda desk: check_decision(desk, "none"),
    "decisions waiting": decisions_waiting,
    "note continuity": lambda desk: note_continuity(desk, "none", "a desk", datetime.max.replace(tzinfo=UTC)),
    "what if": lambda desk: basis_of(desk, "none"),
    "print sheet": lambda desk: print_sheet(desk, "none", [("person", "none")]),
    "read rules": read_rules,
    "change settings": lambda desk: change_settings(desk, DecisionRules(), "as before"),
    "register case": lambda desk: register_case(desk, Registration()),
    "answer questions": lambda desk: answer_questions(desk, NONE, {}),
    "set urgency": lambda desk: set_urgency(desk, NONE, "urgent"),
    "enter sign": lambda desk: enter_sign(desk, NONE, "debt"),
    "clear sign": lambda desk: clear_sign(desk, NONE, "debt", "seen"),
    "challenge caller": lambda desk: challenge_caller(desk, NONE, "what?"),
    "judge caller": lambda desk: judge_caller(desk, NONE, "asked", right=True),
    "change caller": lambda desk: change_caller(desk, NONE, Requester()),
    "step case": lambda desk: step_case(desk, NONE, "unknown", "lost touch"),
    "decide request": lambda desk: decide_request(desk, NONE, accept=True),
    "add person": lambda desk: add_person(desk, NONE, PersonFacts()),
    "edit person": lambda desk: edit_person(desk, NONE, PersonFacts()),
    "note agreement": lambda desk: note_agreement(
        desk, NONE, Answered(purpose="move", given=True, language="ko")
    ),
    "confirm agreement": lambda desk: confirm_agreement(desk, NONE, 0),
    "withdraw agreement": lambda desk: withdraw_agreement(desk, "none", 0),
    "end halt": lambda desk: end_halt(desk, "journey", NONE, "she goes on"),
    "write note": lambda desk: write_note(
        desk, NONE, NewNote(subject="other", words=NoteWords(text="x")), []
    ),
    "tick protocol": lambda desk: tick_protocol(desk, NONE, "asked", "x"),
    "form group": lambda desk: form_group(desk, NONE, ["p"]),
    "find duplicates": lambda desk: find_duplicates(desk, "none"),
    "link cases": lambda desk: link_cases(desk, NONE, NONE, "same"),
    "compose case": lambda desk: compose_case(desk, NONE, "g", "w", CaseTerms(origin="A", deadline=9)),
    "review case": lambda desk: review_case(desk, NONE),
    "list requests": list_requests,
    "view case": lambda desk: view_case(desk, "none"),
    "edit network": lambda desk: edit_network(desk, "none", []),
    "try edit": lambda desk: try_edit(desk, "none", [], seconds=1),
    "note observation": lambda desk: note_observation(desk, "none", OBSERVATION),
    "list observations": lambda desk: list_observations(desk, "none"),
    "take in observations": lambda desk: take_in_observations(desk, "none", []),
    "list beds": lambda desk: list_beds(desk, DAY, DAY),
    "book nights": lambda desk: book_nights(desk, "none", Nights(first=DAY, last=DAY, beds=1)),
    "close house": lambda desk: close_house(desk, "none", None),
    "list helpers": list_helpers,
    "set vetting rules": lambda desk: set_vetting_rules(desk, NOBODY, VettingRules(id="1", from_day=DAY)),
    "take vetting step": lambda desk: take_vetting_step(desk, "none", Taken("met", "passed", DAY)),
    "vouch": lambda desk: vouch(desk, "none", Voucher()),
    "set availability": lambda desk: set_availability(desk, "none", Availability(begin=DAY, end=DAY)),
    "deny helper": lambda desk: deny_helper(desk, "none", "drinks"),
    "list members": list_members,
    "list applications": list_applications,
    "sponsor member": lambda desk: sponsor_member(desk, desk.session.me.application),
    "remove member": lambda desk: remove_member(desk, NOBODY, "gone"),
    "change passphrase": lambda desk: change_passphrase(desk, WRONG, "x"),
    "verify ledger": verify_ledger,
    "show ledger": show_ledger,
    "hand over ledger": hand_over_ledger,
    "import records": lambda desk: import_records(desk, Import(Contents())),
    "export records": export_records,
    "export person": lambda desk: export_person(desk, "none"),
    "retire records": lambda desk: retire_records(desk, "their day"),
    "expose": lambda desk: expose(desk, "person", "none", "taken"),
    "mark": lambda desk: mark(desk, "helper", "none", "taken"),
    "unmark": lambda desk: unmark(desk, "helper", "none", "a mistake"),
    "list notices": list_notices,
    "note meeting": lambda desk: note_meeting(desk, [("person", "none")]),
    "entrust root": lambda desk: entrust_root(desk, [NOBODY, NOBODY, NOBODY]),
    "ask recovery": lambda desk: ask_recovery(desk, NOBODY, NOBODY),
    "stop recovery": lambda desk: stop_recovery(desk, NOBODY),
    "help recovery": lambda desk: help_recovery(desk, NOBODY),
    "set duress passphrase": lambda desk: set_duress_passphrase(desk, WRONG, None),
    "panic": panic,
    "back up": lambda desk: back_up_vault(desk, Path("/nowhere/at/all")),
    "make bundle": lambda desk: make_bundle(desk, "/nowhere/at/all", [NOBODY], [desk.session.member_id]),
    "take in bundle": lambda desk: take_in_bundle(desk, "/nowhere/at/all"),
    "note told": lambda desk: note_told(desk, [("person", "none")], [NOBODY]),
    "forget backups": lambda desk: forget_backups(desk, Path("/nowhere/at/all")),
    "plan payment": lambda desk: plan_payment(desk, NOBODY, ORDER),
    "approve payment": lambda desk: approve_payment(desk, "none"),
    "pay": lambda desk: pay(desk, "none"),
    "hold back": lambda desk: hold_back(desk, "none", new_codes()),
    "enter code": lambda desk: enter_code(desk, "none", "a code", Circumstances(True, True)),  # noqa: FBT003
    "release hold-back": lambda desk: release_hold_back(desk, "none"),
    "forfeit hold-back": lambda desk: forfeit_hold_back(desk, "none", "he did not come"),
    "refund payment": lambda desk: refund_payment(desk, "none", Decimal(1), "too much"),
    "add receipt": lambda desk: add_receipt(desk, "none", b"a receipt"),
    "set rate": lambda desk: set_rate(desk, NOBODY, RATE),
    "add fund": lambda desk: add_fund(desk, NOBODY, FUND),
    "set budget": lambda desk: set_budget(desk, NOBODY, BUDGET),
    "show books": show_books,
    "export books": lambda desk: export_books(desk, Wanted("beancount")),
    "open door": lambda desk: open_door(desk, "the door"),
    "shut door": lambda desk: shut_door(desk, Spool("/proc/nowhere")),
    "collect letters": lambda desk: collect_letters(desk, Spool("/proc/nowhere")),
    "take request": lambda desk: take_request(desk, NOBODY, "a case"),
    "answer requester": lambda desk: answer_requester(desk, NOBODY, "hello", Spool("/proc/nowhere")),
    "burn vault": lambda desk: burn_vault(desk, Path("/nowhere/at/all")),
    "drill backup": lambda desk: drill_backup(desk, Path("/nowhere/at/all")),
    "set up watch": lambda desk: allow_channels(desk, {}),
    "set recipients": lambda desk: set_servers(desk, WatchSettings()),
    "arm check-ins": lambda desk: arm_check_ins(desk, "none", JourneyWatch(ladder="desk")),
    "check in": lambda desk: check_in(desk, "none", Came(desk.session.me.since, "call")),
    "change check-ins": lambda desk: change_check_ins(desk, "none", Change(), "why"),
    "acknowledge alert": lambda desk: acknowledge_alert(desk, "none"),
    "list check-ins": list_check_ins,
    "take in check-ins": take_in_check_ins,
    "start journey": lambda desk: start_journey(desk, "none"),
    "note stage": lambda desk: note_stage(desk, "none", 1, "departed"),
    "offer hand-over": lambda desk: offer_hand_over(desk, "none", 1, "hand_over"),
    "answer hand-over": lambda desk: answer_hand_over(desk, "none", 1, "hand_over", accepted=True),
    "confirm hand-over": lambda desk: confirm_hand_over(desk, "none", 1, "hand_over", "word", alone=True),
    "make sheet": lambda desk: make_sheet(desk, "none", "bo"),
    "report incident": lambda desk: report_incident(desk, "none", Report(BLOCKED)),
    "end incident": lambda desk: end_incident(desk, "none", 0),
    "replan journey": lambda desk: replan_journey(desk, "none"),
    "split group": lambda desk: split_group(desk, "none", "g1", []),
    "merge groups": lambda desk: merge_groups(desk, "none", ["g1", "g2"], "g3"),
    "note outcome": lambda desk: note_outcome(desk, "none", Arrival(persons=1, outcome="unknown")),
    "follow up": lambda desk: follow_up(desk, "none", FollowUp(group="g1", stage="home", due=SOME_DAY)),
    "view journey": lambda desk: view_journey(desk, "none"),
    "compromise": lambda desk: compromise(desk, "helper", "none", "taken"),
    "tick off": lambda desk: tick_off(desk, "none", 1),
    "take back compromise": lambda desk: take_back_compromise(desk, "none", "a mistake"),
    "drill compromise": lambda desk: drill_compromise(desk, "helper", "none", "an exercise"),
    "make continuity pack": lambda desk: make_continuity_pack(desk, "/nowhere/at/all"),
    "take over journeys": lambda desk: take_over_journeys(desk, "/nowhere/at/all"),
}


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """An office in which every role has somebody."""
    yield from staffed(tmp_path_factory.mktemp("office") / "vault")


@pytest.fixture
def doomed(tmp_path: Path) -> Iterator[Office]:
    """Another one, for what leaves nothing behind."""
    yield from staffed(tmp_path / "vault")


def staffed(where: Path) -> Iterator[Office]:
    cheap()
    office = Office.founded(where)
    office.join(NAMES["protection officer"], "protection officer")  # who vouches for the others
    for role, name in NAMES.items():
        if name not in office.desks:
            office.join(name, role)
    yield office
    office.vault.close()


def desk(office: Office, role: MemberRole, second: MemberRole | None = None) -> Desk:
    there = office.desks
    return Desk(there[NAMES[role]], None if second is None else there[NAMES[second]])


def outcome(office: Office, call: Callable[[Desk], object], at: Desk, verb: str) -> str:
    """`x` where it may be done, `2` where a second member is asked for, `.` where it is refused."""
    with office.vault.store.read() as tx:
        before = ledger.head(tx)
    try:
        call(at)
    except NotAllowed as refused:
        for mark_, words in ((".", f"{verb}: found somebody who may not"), ("2", f"{verb}, alone: ")):
            if str(refused).startswith(words):
                with office.vault.store.read() as tx:
                    assert ledger.head(tx) == before, "something was done before it was refused"
                return mark_
    except BadInput:  # there is nothing of that name: that was looked for, so it was allowed
        pass
    return "x"


@pytest.mark.parametrize("verb", sorted(table(VERBS).keys() - {"panic"}))
def test_each_role_may_do_what_the_table_says_and_nothing_else(full: Office, verb: str) -> None:
    said = {role: outcome(full, CALLS[verb], desk(full, role), verb) for role in MEMBER_ROLES}
    assert said == table(VERBS)[verb]


def test_everybody_may_panic(doomed: Office) -> None:
    said = {role: outcome(doomed, panic, desk(doomed, role), "panic") for role in MEMBER_ROLES}
    assert said == table(VERBS)["panic"]


@pytest.mark.parametrize("verb", [verb for verb, marks in table(VERBS).items() if "2" in marks.values()])
def test_what_needs_two_needs_two_who_may_both_do_it(full: Office, verb: str) -> None:
    marks = table(VERBS)[verb]
    first = next(role for role in MEMBER_ROLES if marks[role] == "2")
    for second in MEMBER_ROLES:
        if second != first:
            wanted = "x" if marks[second] != "." else "2"
            assert outcome(full, CALLS[verb], desk(full, first, second), verb) == wanted, second


def test_nobody_is_the_second_member_of_himself(full: Office) -> None:
    with pytest.raises(NotAllowed, match="another member"):
        show_ledger(desk(full, "auditor", "auditor"))


def test_every_action_has_its_line_in_the_table_and_every_line_its_action(checkout: Path) -> None:
    modules = [path.stem for path in (checkout / "src/waystation/actions").glob("*.py")]
    verbs = [getattr(import_module(f"waystation.actions.{each}"), "VERB", None) for each in modules]
    assert {verb for verb in verbs if verb} == set(table(VERBS)) == set(CALLS)


def test_every_kind_of_record_and_compartment_has_its_line() -> None:
    assert set(table(KINDS)) == set(RECORD_KINDS)
    assert set(table(COMPARTMENTS)) == set(COMPARTMENT_KINDS)


def test_every_line_has_a_mark_for_every_role() -> None:
    with pytest.raises(ValueError, match="zip"):
        table("\n  co cw\nopen record x x x")


@pytest.mark.parametrize("kind", table(KINDS))
def test_each_kind_is_opened_and_saved_by_whom_the_table_says(kind: str) -> None:
    for role, mark_ in table(KINDS)[kind].items():
        assert may(lambda: check_kind(role, kind, save=False)) == (mark_ in "osk")  # noqa: B023
        assert may(lambda: check_kind(role, kind, save=True)) == (mark_ in "sk")  # noqa: B023
        assert may(lambda: check_kind(role, kind, save=True, by_hand=True)) == (mark_ == "s")  # noqa: B023


@pytest.mark.parametrize("kind", table(COMPARTMENTS))
def test_each_compartment_is_held_by_whom_the_table_says(kind: str) -> None:
    for role, mark_ in table(COMPARTMENTS)[kind].items():
        assert may(lambda: check_compartment(role, kind)) == (mark_ == "h")  # noqa: B023


def may(check: Callable[[], None]) -> bool:
    try:
        check()
    except NotAllowed:
        return False
    return True


def test_the_administrator_sees_no_case_and_neither_auditor_nor_analyst_does() -> None:
    for role in ("administrator", "auditor", "analyst"):
        assert table(COMPARTMENTS)["case"][role] == table(KINDS)["case"][role] == "."


def test_what_a_role_may_not_hold_it_is_not_given(full: Office) -> None:
    case = create_compartment(desk(full, "coordinator"), "case", "a case").id
    for role, mark_ in table(COMPARTMENTS)["case"].items():
        member = full.desks[NAMES[role]].member_id
        given = may(lambda: grant_compartment(desk(full, "coordinator"), case, member))  # noqa: B023
        assert given == (mark_ == "h"), role


def test_what_a_role_may_not_open_it_does_not_open_even_with_the_key(full: Office) -> None:
    anna, money = desk(full, "coordinator"), desk(full, "money keeper")
    helpers = create_compartment(anna, "helper", "a helper").id
    (saved,) = keep(anna.session, helpers, note("n1"))
    grant_compartment(anna, helpers, money.session.member_id)
    with pytest.raises(NotAllowed, match="kind note"):
        open_record(money, [saved.id])
    with pytest.raises(NotAllowed, match="kind note"):
        save_record(money, helpers, [Draft(note("n2"))])
    with pytest.raises(NotAllowed, match="kind note"):
        shred_record(money, helpers, [saved.id], "over")


def test_of_two_who_change_one_record_the_second_sees_both_sides(full: Office) -> None:
    anna = desk(full, "coordinator")
    case = create_compartment(anna, "case", "a case").id
    (saved,) = save_record(anna, case, [Draft(note("n1", "first"))])
    save_record(anna, case, [Draft(note("n1", "hers"), "", saved.id, saved.counter)])
    with pytest.raises(BothSides) as both:
        save_record(anna, case, [Draft(note("n1", "his"), "", saved.id, saved.counter)])
    assert [each.value for each in both.value.mine] == [note("n1", "his")]
    assert [each.value for each in both.value.theirs] == [note("n1", "hers")]


def test_a_passphrase_is_changed_by_who_knows_it(full: Office) -> None:
    fay = desk(full, "tracing officer")
    change_passphrase(fay, credentials("Fay"), "another passphrase")
    with pytest.raises(BadInput):
        full.unlock("Fay")
    change_passphrase(
        fay, Credentials("fay", "another passphrase", credentials("Fay").burn), "a passphrase of Fay"
    )
    assert full.unlock("Fay").me.name == "Fay"
    with pytest.raises(NotAllowed, match="somebody else"):
        change_passphrase(fay, credentials("Ben"), "mine now")


def test_an_administrator_lists_who_waits_and_vouches_for_nobody(full: Office) -> None:
    waiting = apply(full.vault, "Jun", "case worker", credentials("Jun"))
    ida = desk(full, "administrator")
    assert waiting in list_applications(ida)
    with pytest.raises(NotAllowed):
        sponsor_member(ida, waiting)
