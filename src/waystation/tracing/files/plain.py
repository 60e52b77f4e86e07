"""What does a YAML or JSON file hold: a search, or accounts? Everything that is wrong is told at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from operator import itemgetter
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from waystation.domain.accounts import Accounts
from waystation.domain.base import Frozen
from waystation.domain.tracing import Sought
from waystation.kit.errors import BadInput
from waystation.kit.shown import shown
from waystation.plan.files.examine import MOST, OpenSealed, opened, parsed
from waystation.plan.files.faults import wrong_fields
from waystation.plan.files.schema import published
from waystation.plan.files.source import Source, Wrong
from waystation.plan.files.text import decode

Model = TypeVar("Model", bound=Frozen)
_KINDS = {Sought: "a search for a person", Accounts: "accounts of the same events"}


@cache
def schema(kind: type[Frozen]) -> dict[str, Any]:
    """Return the JSON Schema of a file of this kind."""
    return published(kind, f"urn:waystation:{kind.__name__.lower()}:1", f"Waystation {kind.__name__.lower()}")


def load_sought(path: str | Path, open_sealed: OpenSealed | None = None) -> Sought:
    """Return the search in a file, plain or sealed. Raises BadInput with all that is wrong."""
    return _load(Sought, path, open_sealed)


def load_accounts(path: str | Path, open_sealed: OpenSealed | None = None) -> Accounts:
    """Return the accounts in a file, plain or sealed. Raises BadInput with all that is wrong."""
    return _load(Accounts, path, open_sealed)


def read_text(path: str | Path, open_sealed: OpenSealed | None = None) -> str:
    """Return the words of a text file, plain or sealed. Raises BadInput."""
    data, _sealed = opened(path, open_sealed)
    if not data.strip():
        raise BadInput.at(Source(str(path)).at(), "an empty file", "a text")
    return decode(data, str(path))


def parse(kind: type[Model], source: Source) -> Model:
    """Return what plain data describes. Raises BadInput with all that is wrong."""
    if not isinstance(source.data, Mapping):
        raise BadInput.at(source.at(), shown(source.data), f"the fields of {_KINDS[kind]}")
    try:
        model = kind.model_validate(dict(source.data))
    except ValidationError as error:
        wrong = list(wrong_fields(error, schema(kind)))
    else:
        wrong = list(_misquoted(model)) if isinstance(model, Accounts) else []
        if not wrong:
            return model
    told = sorted(
        ((source.line(path) or 0, source.fault(path, *rest)) for path, *rest in wrong), key=itemgetter(0)
    )
    raise BadInput(fault for _, fault in told[:MOST])


def _load(kind: type[Model], path: str | Path, open_sealed: OpenSealed | None) -> Model:
    data, _sealed = opened(path, open_sealed)
    if not data.strip():
        raise BadInput.at(Source(str(path)).at(), "an empty file", f"{_KINDS[kind]}, in YAML or JSON")
    source, told = parsed(data, str(path))
    if told:
        raise BadInput(fault for _, fault in told[:MOST])
    return parse(kind, source)


def _misquoted(accounts: Accounts) -> Iterator[Wrong]:
    """Yield every account that comes twice, and every quote that is not in the text it was taken from."""
    seen: set[str] = set()
    for i, account in enumerate(accounts.accounts):
        if account.id in seen:
            yield ("accounts", i, "id"), shown(account.id), "an id that no other account has"
        seen.add(account.id)
        for j, claim in enumerate(account.claims):
            place = ("accounts", i, "claims", j)
            if account.text is None:
                continue
            if claim.quote not in account.text:
                yield (*place, "quote"), shown(claim.quote), "words that stand in the text of the account"
            elif claim.at and account.text[slice(*claim.at)] != claim.quote:
                yield (*place, "at"), shown(claim.at), "where the quote begins and ends in the text"
