"""Which addresses have the pages of requests and persons?"""

from __future__ import annotations

from waystation.web.pages.intake import (
    agreeing,
    caller,
    case,
    case_acts,
    grouping,
    ledger,
    linking,
    listing,
    notes,
    persons,
    registering,
)
from waystation.web.paging import page
from waystation.web.rules import needs

addresses = [
    page("cases/", listing.requests, "cases", needs("list requests")),
    page("cases/new/", registering.new_request, "new-case", needs("register case")),
    page("cases/so-far/", registering.so_far, "so-far", needs("register case")),
    page("cases/<str:case>/", case.case, "case", needs("view case")),
    page("cases/<str:case>/answers/", registering.answers, "case-answers", needs("answer questions")),
    page("cases/<str:case>/urgency/", case_acts.urgency, "case-urgency", needs("set urgency")),
    page("cases/<str:case>/signs/", case_acts.sign, "case-sign", needs("enter sign")),
    page("cases/<str:case>/signs/<str:sign>/", case_acts.clear, "case-clear", needs("clear sign")),
    page("cases/<str:case>/caller/", caller.caller, "case-caller", needs("change caller")),
    page("cases/<str:case>/caller/ask/", caller.ask, "case-ask", needs("challenge caller")),
    page("cases/<str:case>/caller/judge/", caller.judge, "case-judge", needs("judge caller")),
    page("cases/<str:case>/step/<str:to>/", case_acts.step, "case-step", needs("step case")),
    page("cases/<str:case>/review/", case_acts.review, "case-review", needs("review case")),
    page("cases/<str:case>/links/", linking.link, "case-link", needs("link cases")),
    page("cases/<str:case>/groups/", grouping.new_group, "new-group", needs("form group")),
    page("cases/<str:case>/file/", grouping.case_file, "case-file", needs("compose case")),
    page("cases/<str:case>/persons/", persons.new_person, "new-person", needs("add person")),
    page("cases/<str:case>/notes/", notes.new_note, "new-note", needs("write note")),
    page("cases/<str:case>/ledger/", ledger.ledger, "case-ledger", needs("show ledger")),
    page("groups/<str:group>/", grouping.group, "group", needs("form group")),
    page("persons/<str:person>/", persons.person, "person", needs("withdraw agreement")),
    page("persons/<str:person>/facts/", persons.change_person, "person-facts", needs("edit person")),
    page("persons/<str:person>/answers/", agreeing.agree, "person-agree", needs("note agreement")),
    page(
        "persons/<str:person>/answers/<int:number>/confirm/",
        agreeing.confirm,
        "person-confirm",
        needs("confirm agreement"),
    ),
    page(
        "persons/<str:person>/answers/<int:number>/withdraw/",
        agreeing.withdraw,
        "person-withdraw",
        needs("withdraw agreement"),
    ),
    page("persons/<str:person>/same/", linking.duplicates, "person-same", needs("find duplicates")),
    page("notes/<str:note>/", notes.note, "note", needs("write note")),
    page("notes/<str:note>/steps/<str:step>/", notes.tick, "note-tick", needs("tick protocol")),
]
