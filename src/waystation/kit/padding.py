"""How long is something made to look, so that its size tells only roughly what it holds?

Padmé (Nikitin and others, PETS 2019).
"""

from __future__ import annotations

LEAST = 512  # bytes; the smallest padded payload


def padded_size(size: int) -> int:
    """Return how many bytes a payload of `size` bytes is padded to: at most 12 % more, or 512."""
    if size <= LEAST:
        return LEAST
    exponent = size.bit_length() - 1
    mask = (1 << (exponent - exponent.bit_length())) - 1
    return (size + mask) & ~mask


def pad(payload: bytes, least: int = 0) -> bytes:
    """Return the payload behind its length, with zeros up to its padded size, or up to `least` bytes."""
    size = len(payload) + 4
    return len(payload).to_bytes(4, "big") + payload + bytes(max(padded_size(size), least) - size)


def unpad(padded: bytes) -> bytes:
    """Return the payload of what `pad` returned. Raises ValueError for what it cannot have returned."""
    end = 4 + int.from_bytes(padded[:4], "big")
    if len(padded) < end or any(padded[end:]):
        raise ValueError("padding of a length that does not fit")
    return padded[4:end]
