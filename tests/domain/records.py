"""What does a record of every kind look like, with most of its fields filled in?"""

from __future__ import annotations

from typing import Any

from tests.plan.written import case, network

from waystation.domain.kinds import record_of
from waystation.domain.record import Record

AT = "2026-03-02T18:00+09:00"
NAMES: list[Any] = [
    {"text": "강영실", "script": "Hang", "language": "ko"},
    {"text": "Kang Yong-sil", "use": "papers"},
]
AGREEMENT = {
    "purpose": "move",
    "given": True,
    "language": "ko",
    "asked_at": AT,
    "heard_alone": True,
    "case": "c1",
}
CONTACT = {"channel": "call", "address": "number on the wall", "allowed": True, "safe_hours": "after nine"}
STAGE = {
    "leg": "crossing",
    "origin": "A",
    "to": "H1",
    "persons": 5,
    "depart": AT,
    "arrive": AT,
    "helpers": ["bo"],
}

DATA: list[dict[str, Any]] = [
    {
        "kind": "person", "id": "p1", "keep_until": "2031-12-31", "names": NAMES, "born_from": 1943,
        "born_to": 1946, "sex": "female", "country": "KP", "languages": ["ko"], "traits": ["elderly"],
        "contacts": [CONTACT], "agreements": [AGREEMENT], "notes": ["n1"], "cases": ["c1"],
        "relatives": [{"relation": "daughter", "person": "p2", "whereabouts": "left_behind", "told": False,
                       "p": 0.3, "then": "imprisoned"}],
        "trafficking": {"looked_for": True, "indicators": ["debt"]},
    },
    {
        "kind": "group", "id": "g1", "case": "c1", "members": ["p1", "p2"], "traits": ["infant"],
        "came_from": ["g0"], "went_into": ["g2"], "house": "H1",
    },
    {
        "kind": "note", "id": "n1", "about": ["p1"], "case": "c1", "subject": "trafficking",
        "entries": [{"at": AT, "by": "m1", "text": "a man answers for her", "to_do": "hear her alone"}],
        "protocol": "means-to-die-2026-1",
        "ticks": [{"step": "asked", "at": AT, "by": "m1", "words": "she said no"}],
    },
    {
        "kind": "helper", "id": "bo", "names": NAMES, "person": "p3", "role": "broker", "country": "CN",
        "languages": ["zh", "ko-KP"], "contacts": [CONTACT], "networks": ["w1"],
        "integrity": {"kept": 14, "broken": 1}, "worth": 2, "effort_cost": 80, "future_value": 3000,
        "not_for": ["infant"], "vouched_by": [{"by": "m1", "day": "2026-01-01", "since": "school"}],
        "steps": [{"step": "met", "rules": "1", "day": "2026-01-01", "result": "passed",
                   "expires": "2027-01-01"}],
        "available": [{"begin": "2026-03-01", "end": "2026-03-09", "can": False}], "met": ["lin"],
        "marks": [{"at": AT, "reason": "did not call", "taken_back_at": AT,
                   "taken_back_reason": "phone broken"}],
    },
    {
        "kind": "vetting_rules", "id": "2026-1", "from_day": "2026-01-01", "vouchers": 2,
        "steps": [{"step": "met", "roles": ["broker", "guide"], "days_valid": 365}],
    },
    {
        "kind": "house", "id": "H1", "name": "the yellow one", "network": "w1", "place": "H1",
        "country": "CN", "address": "behind the mill", "beds": 6, "hosts": ["lin"], "stay_max_hours": 72,
        "found_per_day": 0.01,
        "nights": [{"first": "2026-03-03", "last": "2026-03-05", "beds": 5, "group": "g1",
                    "even_so": "two on the floor"}],
        "worth": 3, "second_house": "H2", "way_out": "over the roof", "closed_from": "2026-09-01",
    },
    {
        "kind": "corridor", "id": "k1", "name": "east", "network": "w1", "countries": ["KP", "CN"],
        "legs": ["crossing", "train"], "helpers": ["bo"], "closed_from": "2027-01-01",
    },
    {
        "kind": "network", "id": "w1", "network": network(),
        "edits": [{"at": AT, "by": "m1", "touched": [{"part": "legs", "id": "crossing", "how": "changed"}],
                   "head": {"waystation": 1, "start": "2026-03-02T18:00+09:00"},
                   "parts": [{"part": "legs", "things": [{"id": "crossing"}], "order": ["crossing"]}]}],
    },
    {
        "kind": "observation", "id": "o1", "network": "w1", "about": "condition", "which": "river_level",
        "what": "level", "value": 1.25, "of": 2, "taken_in_at": AT, "unit": "m",
        "words": "over the stones", "seen_at": AT, "told_at": AT,
        "source": {"kind": "helper", "who": "bo", "trust": 0.8}, "half_life_hours": 24,
    },
    {
        "kind": "case", "id": "c1", "state": "planned", "urgency": "urgent", "country": "KP", "opened_at": AT,
        "requester": {
            "name": "a daughter", "relation": "daughter", "language": "ko", "contacts": [CONTACT],
            "verified_at": AT, "changed_after": 1, "challenges": [
                {"asked_at": AT, "asked_by": "m1", "question": "the name of the dog", "right": True,
                 "answered_at": AT, "judged_by": "m1", "how": "her mother had said it"},
            ],
        },
        "came_by": "phone", "composed_by": "m1",
        "overrides": [{"at": AT, "by": "m1", "urgency": "urgent", "computed": "normal"}],
        "signs": [{"at": AT, "by": "m1", "sign": "debt", "person": "p2", "words": "to a driver"}],
        "clearings": [{"at": AT, "by": "m1", "sign": "debt", "reason": "paid back, nobody waits for it"}],
        "links": [{"at": AT, "by": "m1", "case": "c0", "same": True, "reason": "the same mother"}],
        "persons": ["p1", "p2"], "groups": ["g1"], "network": "w1", "case": case(), "notes": ["n1"],
        "answers": [{"question": "danger_now", "answer": "no", "version": "2026-1", "at": AT, "by": "m1"}],
        "same_as": ["c0"],
        "steps": [{"at": AT, "state": "triaged", "by": "m1", "reason": "heard"}],
        "barred_seekers": ["an uncle"],
        "mailbox": {
            "key": "ab" * 32, "letters": ["cd" * 16], "read_at": AT,
            "messages": [{"at": AT, "text": "We read it.", "by": "m1", "until": "2026-04-01"}],
        },
    },
    {
        "kind": "decision", "id": "d1", "case": "c1", "network": "w1", "made_at": AT,
        "proposal": {"kind": "decision", "verdict": "go", "p_safe": 0.95}, "known_network": network(),
        "known_case": case(), "floor": 0.8, "floor_low": 0.7, "state": "go", "by": "m1", "went_at": AT,
        "present_danger": True, "review_by": AT, "replan_of": "d0", "below_floor_reason": "no other way",
        "rules": {"profile": "three persons", "floor": 0.8, "since": AT, "by": ["m1", "m2"],
                  "reason": "small", "shared": [{"role": "coordinator", "also": "protection officer"}]},
        "known_records": [{"kind": "case", "key": "c1", "id": "aa", "counter": 9007199254740993}],
        "readings": [{"by": "m1", "at": AT}],
        "checks": [{"at": AT, "by": "m1",
                    "looked_at": [{"kind": "case", "key": "c1", "id": "aa", "counter": 1}],
                    "preconditions": [{"code": "consent", "about": "p1", "detail": "withdrawn"}]}],
        "packs": [{"holder": "m3", "by": "m3", "at": AT, "until": AT}],
        "signatures": [{"by": "m1", "at": AT, "role": "coordinator", "opinion": "go",
                        "reason": "the river falls",
                        "oral": True, "confirmed_at": AT, "signature": "00"}],
    },
    {
        "kind": "journey", "id": "j1", "case": "c1", "decision": "d1", "state": "moving", "groups": ["g1"],
        "stages": [
            {**STAGE, "number": 1, "departed_at": AT, "arrived_at": AT, "house": "H1",
             "hand_over": {"to": "lin", "offered_at": AT, "accepted_at": AT, "confirmed_at": AT}},
            {**STAGE, "number": 3}, {**STAGE, "number": 2, "group": "g1"},
        ],
        "check_ins": [{"number": 1, "stage": 1, "due": AT, "grace_minutes": 30, "came_at": AT,
                       "channel": "call"}],
        "incidents": [{"at": AT, "kind": "blocked", "stage": 1, "words": "nobody came"}],
        "arrivals": [{"persons": 2, "outcome": "unknown"}],
        "halts": [{"at": AT, "why": "consent_withdrawn", "person": "p1", "case": "c1"}],
    },
    {
        "kind": "compromise", "id": "k9", "taken": "helper", "about": "bo", "at": AT, "by": "m1",
        "reason": "did not call", "seconds": 1.5, "planned": 1, "plans_made": 1,
        "items": [{"number": 1, "kind": "group", "whom": "g1", "deed": "new_plan", "persons": 5,
                   "journeys": ["j1"], "done_at": AT, "done_by": "m1"}],
    },
    {
        "kind": "payment", "id": "y1", "case": "c1", "journey": "j1", "stage": 1, "helper": "bo",
        "purpose": "hold_back", "amount": "1218.46", "currency": "USD", "state": "held", "due_at": AT,
        "approvals": [{"by": "m1", "at": AT, "signature": "ab" * 64}], "receipts": ["a1"],
        "words": "after the river", "corridor": "k1", "country": "CN", "persons": 5, "spent_on": "way",
        "fund": "f1", "account": "Assets:Cash", "planned_by": "m1",
    },
    {
        "kind": "book", "id": "2026-03", "month": "2026-03",
        "bookings": [
            {"id": "y1-held", "at": AT, "moved": "held", "payment": "y1", "case": "c1", "journey": "j1",
             "stage": 1, "helper": "bo", "corridor": "k1", "fund": "f1",
             "postings": [{"account": "Assets:HeldBack", "amount": "1218.46", "currency": "USD"},
                          {"account": "Assets:Cash", "amount": "-1218.46", "currency": "USD"}]},
        ],
    },
    {
        "kind": "rates", "id": "rates",
        "rates": [{"day": "2026-03-01", "of": "USD", "to": "CNY", "rate": "7.2451", "source": "a bank"}],
    },
    {
        "kind": "fund", "id": "f1", "donor": "a foundation", "amount": "5000.00", "currency": "USD",
        "received": "2026-02-01", "spent_on": ["way", "food"], "countries": ["CN"], "until": "2026-12-31",
        "account": "Assets:Bank",
    },
    {
        "kind": "budget", "id": "b1", "case": "c1", "currency": "USD",
        "lines": [{"spent_on": "way", "amount": "4000.00"}, {"amount": "500.00"}],
    },
    {
        "kind": "code", "id": "y1", "payment": "y1", "salt": "ab" * 16, "real": "01" * 32,
        "forced": "02" * 32, "given": "03" * 32, "given_at": AT, "wrong": 1, "wrong_at": AT,
    },
    {
        "kind": "tally", "id": "tally",
        "counts": [
            {"what": "payment", "year": 2026, "outcome": "fee", "currency": "USD", "number": 3,
             "amount": "4200.00"},
            {"what": "case", "country": "KP", "outcome": "arrived", "persons": 5},
        ],
    },
]  # fmt: skip


def one_of_each() -> list[Record]:
    """Return a record of every kind."""
    return [record_of({"schema": 1, **data}) for data in DATA]
