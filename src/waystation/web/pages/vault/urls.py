"""At which addresses are the pages of the vault?"""

from __future__ import annotations

from django.urls import URLPattern

from waystation.web.pages.vault import (
    bundles,
    compartments,
    copies,
    ending,
    keys,
    ledger,
    members,
    records,
    recovering,
    tables,
)
from waystation.web.paging import page
from waystation.web.rules import MEMBER, needs

_ONE = "compartments/<str:compartment>/"
addresses: list[URLPattern] = [
    page("vault/", ending.vault, "vault", MEMBER),
    page("members/", members.members, "members", needs("list members")),
    page("members/new/", members.newcomer, "member-new", needs("sponsor member")),
    page("members/own/", members.own_words, "own-words", MEMBER),
    page("members/<str:member>/sponsor/", members.sponsor, "member-sponsor", needs("sponsor member")),
    page("members/<str:member>/remove/", members.remove, "member-remove", needs("remove member")),
    page("keys/", keys.keys, "own-keys", MEMBER),
    page("keys/passphrase/", keys.passphrase, "own-passphrase", needs("change passphrase")),
    page("keys/elsewhere/", keys.elsewhere, "own-elsewhere", MEMBER),
    page("keys/duress/", keys.duress, "own-duress", needs("set duress passphrase")),
    page("keys/trustees/", keys.trustees, "own-trustees", needs("entrust root")),
    page("keys/panic/", keys.throw_away, "own-panic", needs("panic")),
    page("compartments/", compartments.all_of_them, "compartments", needs("list compartments")),
    page("compartments/new/", compartments.new, "compartment-new", needs("create compartment")),
    page(_ONE, compartments.one, "compartment", needs("list compartments")),
    page(f"{_ONE}grant/", compartments.grant, "compartment-grant", needs("grant compartment")),
    page(f"{_ONE}withdraw/", compartments.withdraw, "compartment-withdraw", needs("withdraw compartment")),
    page(f"{_ONE}rotate/", compartments.rotate, "compartment-rotate", needs("rotate compartment")),
    page(f"{_ONE}rename/", compartments.rename, "compartment-rename", needs("rename compartment")),
    page(f"{_ONE}drop/", compartments.drop, "compartment-drop", needs("drop compartment")),
    page("records/<str:record>/", records.record, "record", needs("open record")),
    page("records/<str:record>/shred/", records.shred, "record-shred", needs("shred record")),
    page("tables/person/", records.for_person, "for-person", needs("export person")),
    page("ledger/", ledger.ledger, "ledger", needs("verify ledger")),
    page("ledger/rows/", ledger.rows, "ledger-rows", needs("show ledger")),
    page("ledger/hand-over/", ledger.hand_over, "ledger-hand-over", needs("hand over ledger")),
    page("tables/in/", tables.take_in, "import", needs("import records")),
    page("tables/in/apply/", tables.apply, "import-apply", needs("import records")),
    page("tables/out/", tables.give_out, "export", needs("export records")),
    page("bundles/make/", bundles.make, "bundle-make", needs("make bundle")),
    page("bundles/take/", bundles.take, "bundle-take", needs("take in bundle")),
    page("copies/", copies.copies, "copies", needs("back up")),
    page("copies/<int:number>/", copies.link, "copy", needs("back up")),
    page("copies/drill/", copies.drill, "copies-drill", needs("drill backup")),
    page("recoveries/", recovering.recoveries, "recoveries", needs("list notices")),
    page("recoveries/ask/", recovering.ask, "recovery-ask", needs("ask recovery")),
    page("recoveries/<str:request_id>/help/", recovering.help_with, "recovery-help", needs("help recovery")),
    page("recoveries/<str:request_id>/stop/", recovering.stop, "recovery-stop", needs("stop recovery")),
    page("retention/", ending.retention, "retention", needs("retire records")),
    page("burn/", ending.burning, "burn", needs("burn vault")),
    page("seizure/", ending.seizure, "seizure", MEMBER),
]
