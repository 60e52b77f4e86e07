"""The table of permissions, line by line, against every action: refused means before anything is done."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from importlib import import_module
from pathlib import Path

import pytest
from tests.vault.office import Office, cheap, credentials, keep, note

from waystation.actions.acting import Desk
from waystation.actions.answer_hand_over import answer_hand_over
from waystation.actions.ask_recovery import ask_recovery
from waystation.actions.back_up_vault import back_up_vault
from waystation.actions.change_passphrase import change_passphrase
from waystation.actions.compromise import compromise
from waystation.actions.confirm_hand_over import confirm_hand_over
from waystation.actions.create_compartment import create_compartment
from waystation.actions.drill_backup import drill_backup
from waystation.actions.drill_compromise import drill_compromise
from waystation.actions.drop_compartment import drop_compartment
from waystation.actions.end_incident import end_incident
from waystation.actions.entrust_root import entrust_root
from waystation.actions.export_person import export_person
from waystation.actions.export_records import export_records
from waystation.actions.expose import expose
from waystation.actions.follow_up import follow_up
from waystation.actions.grant_compartment import grant_compartment
from waystation.actions.hand_over_ledger import hand_over_ledger
from waystation.actions.help_recovery import help_recovery
from waystation.actions.import_records import Import, import_records
from waystation.actions.list_applications import list_applications
from waystation.actions.list_compartments import list_compartments
from waystation.actions.list_members import list_members
from waystation.actions.list_notices import list_notices
from waystation.actions.make_bundle import make_bundle
from waystation.actions.make_continuity_pack import make_continuity_pack
from waystation.actions.make_sheet import make_sheet
from waystation.actions.mark import mark
from waystation.actions.merge_groups import merge_groups
from waystation.actions.note_meeting import note_meeting
from waystation.actions.note_outcome import note_outcome
from waystation.actions.note_stage import note_stage
from waystation.actions.note_told import note_told
from waystation.actions.offer_hand_over import offer_hand_over
from waystation.actions.open_record import open_record
from waystation.actions.panic import panic
from waystation.actions.permissions import COMPARTMENTS, KINDS, VERBS, check_compartment, check_kind, table
from waystation.actions.plan_case import plan_case
from waystation.actions.remove_member import remove_member
from waystation.actions.rename_compartment import rename_compartment
from waystation.actions.replan_journey import replan_journey
from waystation.actions.report_incident import report_incident
from waystation.actions.retire_records import retire_records
from waystation.actions.rotate_compartment import rotate_compartment
from waystation.actions.save_record import BothSides, save_record
from waystation.actions.set_duress_passphrase import set_duress_passphrase
from waystation.actions.show_ledger import show_ledger
from waystation.actions.shred_record import shred_record
from waystation.actions.split_group import split_group
from waystation.actions.sponsor_member import sponsor_member
from waystation.actions.start_journey import start_journey
from waystation.actions.stop_recovery import stop_recovery
from waystation.actions.take_back_compromise import take_back_compromise
from waystation.actions.take_in_bundle import take_in_bundle
from waystation.actions.take_over_journeys import take_over_journeys
from waystation.actions.tick_off import tick_off
from waystation.actions.unmark import unmark
from waystation.actions.verify_ledger import verify_ledger
from waystation.actions.view_journey import view_journey
from waystation.actions.withdraw_compartment import withdraw_compartment
from waystation.domain.access import COMPARTMENT_KINDS, MEMBER_ROLES, MemberRole
from waystation.domain.journey import Arrival, Incident
from waystation.domain.kinds import KINDS as RECORD_KINDS
from waystation.domain.progress import FollowUp
from waystation.exchange.contents import Contents
from waystation.journey.incidents import Report
from waystation.kit.errors import BadInput
from waystation.vault import ledger
from waystation.vault.faults import NotAllowed
from waystation.vault.keys import Credentials
from waystation.vault.members import apply
from waystation.vault.records import Draft

NOBODY = "00" * 16  # no record, no member, no compartment has this id
WRONG = Credentials("nobody", "wrong", bytes(32))
BLOCKED = Incident(at=datetime(2026, 3, 2, tzinfo=UTC), kind="blocked")
SOME_DAY = date(2026, 3, 5)
NAMES = dict(zip(MEMBER_ROLES, ("Anna", "Ben", "Cho", "Dia", "Eva", "Fay", "Gil", "Han", "Ida"), strict=True))

# What each verb is called with where only the permission counts: it changes nothing that another test needs.
CALLS: dict[str, Callable[[Desk], object]] = {
    "list compartments": list_compartments,
    "create compartment": lambda desk: create_compartment(desk, "directory", "another one"),
    "rename compartment": lambda desk: rename_compartment(desk, NOBODY),
    "grant compartment": lambda desk: grant_compartment(desk, NOBODY, NOBODY),
    "withdraw compartment": lambda desk: withdraw_compartment(desk, NOBODY, NOBODY),
    "rotate compartment": lambda desk: rotate_compartment(desk, []),
    "drop compartment": lambda desk: drop_compartment(desk, NOBODY, "over"),
    "open record": lambda desk: open_record(desk, []),
    "save record": lambda desk: save_record(desk, NOBODY, []),
    "shred record": lambda desk: shred_record(desk, NOBODY, [], "over"),
    "plan case": lambda desk: plan_case(desk, "none"),
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
    "drill backup": lambda desk: drill_backup(desk, Path("/nowhere/at/all")),
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
        assert may(lambda: check_kind(role, kind, save=False)) == (mark_ in "os")  # noqa: B023
        assert may(lambda: check_kind(role, kind, save=True)) == (mark_ == "s")  # noqa: B023


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
