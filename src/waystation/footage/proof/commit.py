"""How does a proof bind to something without leading to it?"""

from __future__ import annotations

import hashlib


def commitment(salt: bytes, what: str, content: bytes) -> str:
    """Return the SHA-256 that binds to the content; without the salt nobody can try out what it was."""
    return hashlib.sha256(salt + what.encode() + b"\0" + content).hexdigest()
