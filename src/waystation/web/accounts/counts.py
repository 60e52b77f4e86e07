"""Where are attempts counted, so that several processes count together and the disk tells of nobody?

A cache for Django: rows of JSON (nothing that runs when it is read) under hashed keys.
"""

from __future__ import annotations

import time
from hashlib import blake2b
from importlib import import_module
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT, BaseCache
from django.db import IntegrityError, transaction

from waystation.web.place import here


class Counts(BaseCache):
    """The cache."""

    def __init__(self, _location: str, params: dict[str, Any]) -> None:
        super().__init__(params)

    def _rows(self) -> Any:
        """Return the rows that still count; the others go."""
        rows = import_module("waystation.web.accounts.models").Count.objects
        rows.filter(until__lt=int(time.time())).delete()
        return rows

    def _hashed(self, key: str, version: int | None) -> str:
        plain = self.make_key(key, version).encode()
        return blake2b(plain, key=here().secret("counts"), digest_size=32).hexdigest()

    def _until(self, timeout: Any) -> int:
        seconds = self.default_timeout if timeout is DEFAULT_TIMEOUT else timeout
        return int(time.time() + (seconds if seconds is not None else 86_400))

    def get(self, key: Any, default: Any = None, version: int | None = None) -> Any:
        """Return what is kept under a key."""
        found = self._rows().filter(key=self._hashed(key, version)).first()
        return default if found is None else found.value

    def set(self, key: Any, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> None:
        """Keep something for some seconds."""
        values = {"value": value, "until": self._until(timeout)}
        self._rows().update_or_create(key=self._hashed(key, version), defaults=values)

    def add(self, key: Any, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        """Keep something where nothing is kept; tell whether that was so."""
        try:
            with transaction.atomic():
                self._rows().create(key=self._hashed(key, version), value=value, until=self._until(timeout))
        except IntegrityError:
            return False
        return True

    def delete(self, key: Any, version: int | None = None) -> bool:
        """Forget it; tell whether there was anything."""
        return bool(self._rows().filter(key=self._hashed(key, version)).delete()[0])

    def clear(self) -> None:
        """Forget everything."""
        self._rows().all().delete()
