"""What does Django keep of a member? One opaque tag, and the second factors; no name, no time of a login."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models


class AccountManager(BaseUserManager["Account"]):
    """Finds accounts by their tag."""


class Account(AbstractBaseUser):
    """An account. The passphrase is the vault's business: here is none, and nothing to guess it with."""

    password = None  # type: ignore[assignment]
    last_login = None
    tag: models.CharField[str, str] = models.CharField(max_length=32, unique=True)
    """Derived from the handle and the burn secret (`vault.keys.account_tag`), in hex."""
    is_active: models.BooleanField[bool, bool] = models.BooleanField(default=True)

    USERNAME_FIELD = "tag"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects = AccountManager()

    def __str__(self) -> str:
        return "account"

    def set_unusable_password(self) -> None:
        """Do nothing: there is no password."""

    def has_usable_password(self) -> bool:
        """Tell that the vault knows a passphrase."""
        return True

    def get_session_auth_hash(self) -> str:
        """Return what stays the same as long as sessions may go on: they end with the vault's own rows."""
        return str(self.tag)


class Count(models.Model):
    """How often somebody tried something lately. The key is hashed: no address and no handle stands here."""

    key: models.CharField[str, str] = models.CharField(max_length=64, primary_key=True)
    value = models.JSONField()
    until: models.BigIntegerField[int, int] = models.BigIntegerField()
    """When it counts no more, in seconds since 1970."""

    def __str__(self) -> str:
        return "count"


def without_times(sender: Any, instance: Any, **_: Any) -> None:  # noqa: ARG001
    """Keep no time with a second factor: when a member came in is nobody's business who has the disk."""
    instance.created_at = instance.created_at.replace(
        month=1, day=1, hour=0, minute=0, second=0, microsecond=0
    )
    instance.last_used_at = None
