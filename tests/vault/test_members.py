"""Who becomes a member, what a member is given, and what is left to somebody who was removed: nothing."""

from __future__ import annotations

import pytest
from tests.vault.office import Office, credentials, keep, look_at, note

from waystation.domain.access import Application, Member
from waystation.vault import words
from waystation.vault.accounts import change_slot, open_account
from waystation.vault.cards import counting, sign
from waystation.vault.compartments import create_compartment, grant, manifests, withdraw
from waystation.vault.faults import Damaged, NotAllowed, NotHeld, WrongPassphrase
from waystation.vault.inbox import DOOR, post, send
from waystation.vault.keyring import write_keyring
from waystation.vault.keys import Credentials, Root
from waystation.vault.manifests import new_grant
from waystation.vault.members import applications, apply, new_application, sponsor, words_of
from waystation.vault.opening import meta
from waystation.vault.removal import remove
from waystation.vault.rotation import due
from waystation.vault.session import Session
from waystation.vault.work import Task, reading, writing


def vouch(session: Session, application: Application) -> None:
    with writing(Task(session, "sponsor member")) as work:
        sponsor(work, application)


def dismiss(session: Session, member: str) -> None:
    with writing(Task(session, "remove member", "left the country")) as work:
        remove(work, member)


def test_who_applies_opens_nothing_before_two_have_signed(office: Office) -> None:
    ben = office.join("Ben")
    application = apply(office.vault, "Cho", "case worker", credentials("Cho"))
    with pytest.raises(NotAllowed):
        office.unlock("Cho")
    vouch(office.anna, application)
    with pytest.raises(NotAllowed):
        office.unlock("Cho")
    vouch(ben, application)
    assert office.unlock("Cho").me.name == "Cho"


def test_one_member_cannot_vouch_twice(office: Office) -> None:
    office.join("Ben")
    application = apply(office.vault, "Cho", "case worker", credentials("Cho"))
    vouch(office.anna, application)
    with pytest.raises(NotAllowed):
        vouch(office.anna, application)


def test_the_second_sponsor_must_sign_what_the_first_one_signed(office: Office) -> None:
    ben = office.join("Ben")
    application = apply(office.vault, "Cho", "case worker", credentials("Cho"))
    vouch(office.anna, application)
    with pytest.raises(NotAllowed):
        vouch(ben, application.model_copy(update={"role": "auditor"}))


def test_both_sides_see_the_same_words_and_another_key_or_role_has_others(office: Office) -> None:
    ben = office.join("Ben")
    application = apply(office.vault, "Cho", "case worker", credentials("Cho"))
    with writing(Task(ben, "list applications")) as work:
        (seen,) = applications(work)
    said = words_of(application)
    assert words_of(seen) == said
    assert len(said.split()) == 8
    assert len(words_of(application, "ko").split()) == 8
    forged = new_application("Cho", "case worker", credentials("Cho"), Root())
    assert words_of(application.model_copy(update={"sign_key": forged.sign_key})) != said
    assert words_of(application.model_copy(update={"box_key": forged.box_key})) != said
    assert words_of(application.model_copy(update={"role": "auditor"})) != said


def test_strangers_who_vouch_for_each_other_do_not_count(office: Office) -> None:
    office.join("Ben")
    directory = office.join("Cho").directory
    roots = {"Mallory": Root(), "Oscar": Root()}
    cards = {name: new_application(name, "coordinator", credentials(name), roots[name]) for name in roots}

    def signed(name: str) -> Member:
        by = [sign(office.vault.id, cards[name], cards[each].id, roots[each].sign) for each in roots]
        return Member(application=cards[name], sponsors=tuple(by), since=office.anna.me.since)

    forged = {cards[name].id: signed(name) for name in roots}
    known = counting(office.vault.id, directory.organisation, dict(directory.cards) | forged)
    assert known.keys() == directory.members.keys()


def test_a_card_whose_role_was_changed_afterwards_does_not_count(office: Office) -> None:
    office.join("Ben")
    cho = office.join("Cho", "administrator")
    directory = cho.directory
    promoted = cho.me.application.model_copy(update={"role": "coordinator"})
    cards = dict(directory.cards) | {cho.member_id: cho.me.model_copy(update={"application": promoted})}
    assert cho.member_id not in counting(office.vault.id, directory.organisation, cards)


def test_a_handle_is_taken_once(office: Office) -> None:
    with pytest.raises(NotAllowed, match="taken"):
        apply(office.vault, "Other Anna", "case worker", credentials("Anna"))


@pytest.mark.parametrize(
    "wrong",
    [
        Credentials("anna", "a passphrase of Ben", credentials("Anna").burn),
        Credentials("nobody", "a passphrase of Anna", credentials("Anna").burn),
        Credentials("anna", "a passphrase of Anna", bytes(32)),
    ],
    ids=["passphrase", "handle", "burn secret"],
)
def test_what_does_not_fit_together_opens_nothing_and_does_not_tell_why(
    in_file: Office, wrong: Credentials
) -> None:
    with in_file.vault.store.read() as tx, pytest.raises(WrongPassphrase) as refused:
        open_account(tx, in_file.vault.id, wrong)
    assert str(refused.value) == str(WrongPassphrase())


def test_korean_typed_on_another_system_is_the_same_passphrase(in_file: Office) -> None:
    composed, decomposed = "산책 나무 바다", "산책  나무 바다 "  # NFC, then NFD with other spaces
    login = Credentials("anna", composed, credentials("Anna").burn)
    with in_file.vault.store.write() as tx:
        change_slot(tx, in_file.vault.id, login, (in_file.anna.member_id, in_file.anna.root))
        found = open_account(tx, in_file.vault.id, Credentials("ANNA", decomposed, login.burn))
    assert found[0] == in_file.anna.member_id


def test_suggested_passphrases_have_seven_words_and_never_repeat() -> None:
    for language in ("en", "ko"):
        assert len(words.word_list(language)) == 2048
        suggested = {words.suggest_passphrase(language) for _again in range(100)}
        assert len(suggested) == 100
        assert all(len(each.split()) == 7 for each in suggested)


def test_who_was_removed_is_a_stranger_from_that_moment_on(office: Office) -> None:
    ben = office.join("Ben")
    here = office.compartment("Ben")
    (saved,) = keep(office.anna, here, note("n1"))
    look_at(ben, [saved.id])
    dismiss(office.anna, ben.member_id)
    with pytest.raises(NotAllowed):
        look_at(ben, [saved.id])
    with pytest.raises(WrongPassphrase):
        office.unlock("Ben")


def test_old_keys_open_nothing_that_is_live_after_a_removal(office: Office) -> None:
    ben = office.join("Ben", "coordinator")
    here = office.compartment("Ben")
    (saved,) = keep(office.anna, here, note("n1"))
    look_at(ben, [saved.id])
    keys = dict(ben.keys)
    dismiss(office.anna, ben.member_id)
    with office.vault.store.read() as tx:
        epochs = {bytes(row[0]).hex(): row[1] for row in tx.rows("SELECT id, epoch FROM compartments")}
        records = tx.rows("SELECT compartment, epoch FROM records")
    assert len(keys) == 3  # directory, watchtower, the case
    assert all(epochs[each] > key.epoch for each, key in keys.items())
    assert all(epoch > keys[bytes(each).hex()].epoch for each, epoch in records)


def test_nothing_of_the_removed_member_is_left_in_any_table(office: Office) -> None:
    ben = office.join("Ben")
    office.compartment("Ben")  # waits in his inbox
    card = ben.me.application
    dismiss(office.anna, ben.member_id)
    own = {
        "SELECT tag FROM accounts": card.account,
        "SELECT tag FROM keyrings": card.keyring,
        "SELECT tag FROM inbox": card.inbox,
        "SELECT tag FROM sessions": card.session,
    }
    with office.vault.store.read() as tx:
        for all_tags, tag in own.items():
            assert (bytes.fromhex(tag),) not in tx.rows(all_tags), all_tags


def test_what_the_remover_does_not_hold_is_sealed_anew_when_its_holders_come(office: Office) -> None:
    office.join("Ben")
    office.join("Cho")
    ben, cho = office.desks["Ben"], office.desks["Cho"]
    with writing(Task(ben, "create compartment")) as work:
        theirs = create_compartment(work, "case", "theirs").id
        grant(work, theirs, cho.member_id)
    (saved,) = keep(ben, theirs, note("n1"))
    dismiss(office.anna, cho.member_id)
    with office.vault.store.read() as tx:
        assert tx.rows("SELECT epoch FROM compartments WHERE id = ?", (bytes.fromhex(theirs),)) == [(1,)]
    ben = office.unlock("Ben")
    with office.vault.store.read() as tx:
        assert tx.rows("SELECT epoch FROM compartments WHERE id = ?", (bytes.fromhex(theirs),)) == [(2,)]
    with writing(Task(ben, "rotate compartment")) as work:
        assert due(work) == ()
    assert look_at(ben, [saved.id])[0].value == note("n1")


def test_all_who_stay_go_on_after_a_removal_without_noticing(office: Office) -> None:
    office.join("Ben")
    office.join("Cho")
    here = office.compartment("Ben", "Cho")
    (saved,) = keep(office.anna, here, note("n1"))
    cho = office.unlock("Cho")
    dismiss(office.anna, office.desks["Ben"].member_id)
    assert look_at(cho, [saved.id])[0].value == note("n1")
    assert look_at(office.unlock("Cho"), [saved.id])[0].value == note("n1")


def test_nobody_removes_himself(office: Office) -> None:
    with pytest.raises(NotAllowed):
        dismiss(office.anna, office.anna.member_id)


def test_a_compartment_that_was_withdrawn_is_neither_listed_nor_opened(office: Office) -> None:
    ben = office.join("Ben")
    here = office.compartment("Ben")
    (saved,) = keep(office.anna, here, note("n1"))
    look_at(ben, [saved.id])
    with writing(Task(office.anna, "withdraw compartment")) as work:
        withdraw(work, here, ben.member_id)
    with reading(Task(ben, "list compartments")) as look:
        assert manifests(look, {"case"}) == []
    with pytest.raises(NotHeld):
        look_at(ben, [saved.id])
    assert look_at(office.anna, [saved.id])[0].value == note("n1")


def test_keys_that_no_member_has_signed_are_refused(office: Office) -> None:
    ben = office.join("Ben")
    forger = Root()
    with office.vault.store.write() as tx:
        fake = new_grant(office.anna.directory.compartment.id, 1)
        send(tx, office.vault.id, (office.anna.member_id, forger.sign), ben.me.application, (fake,))
    with pytest.raises(Damaged):
        office.unlock("Ben")


def test_rubbish_at_the_door_does_not_keep_others_out(office: Office) -> None:
    with office.vault.store.write() as tx:
        post(tx, DOOR, meta(tx, "directory box"), b"no application")
        tx.run("INSERT INTO inbox (id, tag, blob) VALUES (?, ?, ?)", (b"i" * 16, DOOR, b"rubbish"))
    assert office.join("Ben").me.name == "Ben"


def test_rubbish_in_the_inbox_does_not_keep_a_member_out(office: Office) -> None:
    ben = office.join("Ben")
    here = office.compartment("Ben")
    with office.vault.store.write() as tx:
        tx.run("INSERT INTO inbox (id, tag, blob) VALUES (?, ?, ?)", (b"i" * 16, ben.root.inbox_tag, b"x"))
    assert office.unlock("Ben").holds(here)


def test_a_damaged_manifest_keeps_nobody_out_of_the_rest(office: Office) -> None:
    broken, sound = office.compartment(), office.compartment()
    (saved,) = keep(office.anna, sound, note("n1"))
    with office.vault.store.write() as tx:
        tx.run("UPDATE compartments SET blob = ? WHERE id = ?", (bytes(616), bytes.fromhex(broken)))
    anna = office.unlock("Anna")
    assert look_at(anna, [saved.id])[0].value == note("n1")
    with pytest.raises(Damaged), writing(Task(anna, "rename compartment")) as work:
        work.compartment(broken)


def test_a_founder_with_another_key_than_at_the_first_login_is_refused(office: Office) -> None:
    ben = office.join("Ben")
    ben.keyring = ben.keyring.model_copy(update={"founder": "00" * 32})
    with office.vault.store.write() as tx:
        write_keyring(tx, office.vault.id, ben.root, ben.keyring, ben.keyring_counter + 1)
    with pytest.raises(Damaged, match="founder"):
        office.unlock("Ben")
