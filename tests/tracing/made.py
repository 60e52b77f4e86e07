"""Which portraits, records and searches do these tests draw?"""

from __future__ import annotations

from typing import Any

from hypothesis import settings
from hypothesis import strategies as st

from waystation.domain.tracing import SHARED, Portrait, Sought, TracingConsent, TracingRecord

NAMES = (
    "이소연",
    "Lee So-yeon",
    "Soyeon Yi",
    "김옥순",
    "Kim Ok-sun",
    "Pak Chol",
    "박철",
    "Grace Kim",
    "리설주",
)
PLACES = (
    ("KP", "North Hamgyong"),
    ("함경북도", "회령"),
    ("China", "Jilin"),
    ("CN", "길림"),
    ("KP",),
    ("Laos",),
)
DATES = ("1999", "1999-03", "1999-03-14", "1998..2001", "..1980", "lunar 1999-08-15", "lunar 1946", "1960..")
MARKS = ("a scar on the left hand", "burn on the hand", "a finger missing", "a tailor")

FEWER = settings(max_examples=min(settings().max_examples, 200))  # where one example takes long

_names = st.lists(st.sampled_from(NAMES), max_size=3, unique=True)
_ages = st.builds(
    lambda a, more, counting, on: {"years": [a, a + more], "counting": counting, "on": on},
    st.integers(0, 90), st.integers(0, 5), st.sampled_from((None, "korean", "international")),
    st.sampled_from((None, "2019", "2020-01-20")),
)  # fmt: skip
_relatives = st.builds(
    lambda kin, names: {"kin": kin, "names": names},
    st.sampled_from(("mother", "father", "sister", "other")), _names,
)  # fmt: skip
_seen = st.builds(
    lambda when, place: {"when": when, "place": place},
    st.sampled_from((None, *DATES)), st.sampled_from((None, *PLACES)),
)  # fmt: skip


def portraits() -> st.SearchStrategy[Portrait]:
    fields: dict[str, st.SearchStrategy[Any]] = {
        "names": _names,
        "born": st.sampled_from((None, *DATES)),
        "ages": st.lists(_ages, max_size=2),
        "sex": st.sampled_from((None, "female", "male")),
        "origin": st.sampled_from((None, *PLACES)),
        "seen": st.lists(_seen, max_size=2),
        "relatives": st.lists(_relatives, max_size=3),
        "marks": st.lists(st.sampled_from(MARKS), max_size=2),
        "languages": st.lists(st.sampled_from(("Korean", "Chinese", "Lao")), max_size=2),
    }
    return st.fixed_dictionaries(fields).map(Portrait.model_validate)


def searches() -> st.SearchStrategy[Sought]:
    return portraits().map(lambda person: Sought(waystation=1, seeker=("Han Mi-rae",), person=person))


SILENT = (
    None,
    TracingConsent(),
    TracingConsent(shares=("contact",)),
    TracingConsent(shares=SHARED, withdrawn=True),
    TracingConsent.model_validate({"shares": SHARED, "until": "2020-01-01"}),
    TracingConsent(shares=SHARED, barred=("Han Mi-rae",)),
    TracingConsent(shares=("names", "sex"), barred=("Somebody Else", "Han Mirae")),
)
OPEN = (
    TracingConsent(shares=SHARED),
    TracingConsent(shares=("names",)),
    TracingConsent(shares=("age", "sex", "origin")),
    TracingConsent.model_validate({"shares": ("names", "marks", "contact"), "until": "2199-01-01"}),
    TracingConsent(shares=SHARED, barred=("Pak Chol",)),
)


def lists(most: int = 12) -> st.SearchStrategy[list[tuple[bool, TracingRecord]]]:
    """Lists of records, each with whether Han Mi-rae may be told of it."""
    one = st.tuples(st.booleans(), portraits(), st.integers(0, 100))

    def numbered(drawn: list[tuple[bool, Portrait, int]]) -> list[tuple[bool, TracingRecord]]:
        found = []
        for number, (told, person, choice) in enumerate(drawn):
            consent = (OPEN if told else SILENT)[choice % len(OPEN if told else SILENT)]
            record = TracingRecord(id=f"r{number}", person=person, contact=f"house {number}", consent=consent)
            found.append((told, record))
        return found

    return st.lists(one, max_size=most).map(numbered)
