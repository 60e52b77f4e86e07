"""Which contents go round in these tests: the family's, random ones, and a record of every kind?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from hypothesis import strategies as st
from tests.domain.records import one_of_each
from tests.plan.slow.random_networks import random_instance
from tests.plan.written import case, network

from waystation.domain.case import Case
from waystation.domain.kinds import kind_of
from waystation.domain.network import Network
from waystation.exchange.contents import RECORD_TABLES, Contents

# Words that a spreadsheet would compute, a reader of YAML would take for something else, or that break them.
AWKWARD = [
    "=1+1", "+82", "-x", "@sum", "'", "''=1", "'=1", "\t=1", " =1", "\uff1d1", "|cmd", "%x", "\n=1",
    "no", "NO", "null", "~", "true", "0o14", "1e3", "1.5", "22:30", "2026-03-02", "007", "0x1F", ".inf", "=",
    "#N/A", "#REF!", "a,b", "a;b", '"', 'say "x"', "a\nb", " edge ", "강영실", "姜", "- a", "? b", "{c}",
    "[d]", "e: f", "# g", "&h", "*i", "!j", "%k", "`l`", "x" * 2000, "\ue000", "😀", "١٢", "\uff0c", "、",
    "\uff1b",     "-0.1", "1,5", "\xa0=1", "\u3000=1", "_x0041", "TRUE", " ", "<b>", "&amp;", "]]>", "y",
]  # fmt: skip
NUMBERS = [0.1 + 0.2, 1 / 3, 2 / 3, 5e-324, 1e-7, 123456.789012345, 1e12, 0.1, 1.0, 0.0]


def whole() -> Contents:
    """Return a network, its case and a record of every kind that stands in tables."""
    records = [record for kind in RECORD_TABLES for record in one_of_each() if kind_of(record) == kind]
    return Contents(Network.model_validate(network()), (Case.model_validate(case()),), tuple(records))


def instance(seed: int) -> Contents:
    """Return a random network with its case."""
    net, request = random_instance(seed, "small" if seed % 5 == 0 else "tiny")
    return Contents(Network.model_validate(net), (Case.model_validate(request),))


def texts() -> st.SearchStrategy[str]:
    """Return texts that the domain takes and a workbook can hold."""
    plain = st.characters(
        exclude_categories=("Cs", "Cc"),
        exclude_characters="\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff\ufffe\uffff",
    )
    some = st.text(plain | st.sampled_from("=+-@'\t\n;,\"# :"), min_size=1, max_size=12)
    return st.sampled_from(AWKWARD) | some


@st.composite
def reworded(draw: st.DrawFn, contents: Contents) -> Contents:
    """Return the contents with other words in every free text, and other numbers where any will do."""
    words: dict[str, str] = {}

    def change(node: Any, key: str = "") -> Any:
        if isinstance(node, Mapping):
            return {k: change(v, str(k)) for k, v in node.items()}
        if isinstance(node, (list, tuple)):
            return [change(item, key) for item in node]
        if isinstance(node, str) and key in _FREE:
            return words.setdefault(node, draw(texts()))
        return draw(st.sampled_from(NUMBERS)) if isinstance(node, float) and key in _ANY_NUMBER else node

    return _remade(contents, change)


_FREE = {
    "name", "unit", "mode", "best_interest", "guardian", "reason", "address", "words", "who", "cleared_by",
    "since", "text", "relation", "safe_hours", "what", "way_out", "denied", "reviewed_by", "indicators",
}  # fmt: skip
_ANY_NUMBER = {"worth", "cost", "cost_per_person", "effort_cost", "future_value", "reward", "stay_max_hours"}


def _remade(contents: Contents, change: Any) -> Contents:
    def again(model: Any) -> Any:
        return type(model).model_validate(change(model.model_dump(mode="json", by_alias=True)))

    cases: Sequence[Case] = [again(each) for each in contents.cases]
    records = [again(each) for each in contents.records]
    return Contents(contents.network and again(contents.network), tuple(cases), tuple(records))
