"""How are accounts written down again as YAML, for a person to go through?"""

from __future__ import annotations

from typing import Any

import yaml

from waystation.domain.accounts import Accounts


def yaml_of(accounts: Accounts) -> str:
    """Return the file; what the loader reads from it is equal to what was written."""
    data = accounts.model_dump(mode="json", exclude_defaults=True)
    text: str = yaml.safe_dump(
        {"waystation": 1, **_short(data)}, allow_unicode=True, sort_keys=False, width=100
    )
    return text


def _short(value: Any) -> Any:
    """Write a range of one number as the number."""
    if isinstance(value, dict):
        return {key: _one(item) if key in {"how_old", "how_many", "for_years"} else _short(item)
                for key, item in value.items()}  # fmt: skip
    return [_short(item) for item in value] if isinstance(value, list) else value


def _one(pair: list[int]) -> Any:
    return pair[0] if pair[0] == pair[1] else pair
