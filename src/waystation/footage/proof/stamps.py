"""How is it shown later that a proof existed at a time? With stamps of others, asked for by hand only.

Waystation connects to nobody. It writes what is to be asked (`.tsq` for a timestamping authority as in RFC
3161, `.ots-request` for a calendar of OpenTimestamps); a person carries it there, from wherever that is safe,
and brings back the reply, which is then checked and kept. Whoever stamps learns a hash, the time and an
address from which he was asked.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import rfc3161_client
from cryptography import x509
from opentimestamps.core.notary import BitcoinBlockHeaderAttestation, PendingAttestation
from opentimestamps.core.op import OpSHA256
from opentimestamps.core.serialize import (
    BytesDeserializationContext,
    BytesSerializationContext,
    DeserializationError,
)
from opentimestamps.core.timestamp import DetachedTimestampFile, Timestamp

from waystation.kit.errors import BadInput

_ALLOWED = "the reply to the request of this very proof"


@dataclass(frozen=True, slots=True)
class AuthorityStamp:
    """What a timestamping authority says: when, and, where its root was given, that it is who it says."""

    at: datetime
    vouched: bool


@dataclass(frozen=True, slots=True)
class BitcoinStamp:
    """What a proof of OpenTimestamps says: which calendars promise, and which blocks bear it out.

    `blocks` holds the height of each block and the Merkle root that its header must have, as explorers show
    it.
    """

    promised_by: tuple[str, ...]
    blocks: tuple[tuple[int, str], ...]


def authority_request(proof: bytes) -> bytes:
    """Return what a timestamping authority is asked, as DER."""
    builder = rfc3161_client.TimestampRequestBuilder().data(proof)
    return bytes(builder.hash_algorithm(rfc3161_client.HashAlgorithm.SHA256).build().as_bytes())


def calendar_request(proof: bytes) -> bytes:
    """Return the 32 bytes that a calendar of OpenTimestamps is asked with."""
    return hashlib.sha256(proof).digest()


def read_authority(reply: bytes, proof: bytes, roots: list[x509.Certificate], name: str) -> AuthorityStamp:
    """Return what the reply of an authority says of a proof. Raises BadInput where it is not about it."""
    try:
        answer = rfc3161_client.decode_timestamp_response(reply)
        imprint = answer.tst_info.message_imprint.message
        at = answer.tst_info.gen_time
    except (ValueError, AttributeError):
        raise BadInput.at(name, "no reply of a timestamping authority, or a refusal", _ALLOWED) from None
    if imprint != hashlib.sha256(proof).digest():
        raise BadInput.at(name, "a stamp of something else", _ALLOWED)
    return AuthorityStamp(at, vouched=bool(roots) and _vouched(answer, proof, roots, name))


def _vouched(answer: Any, proof: bytes, roots: list[x509.Certificate], name: str) -> bool:
    builder = rfc3161_client.VerifierBuilder(roots=list(roots))
    try:
        return bool(builder.build().verify_message(answer, proof))
    except (rfc3161_client.VerificationError, ValueError):
        raise BadInput.at(
            name, "a stamp that the given root does not vouch for", "the authority's root"
        ) from None


def keep_calendar(reply: bytes, proof: bytes, kept: bytes | None, name: str) -> bytes:
    """Return the file `.ots` that holds what is kept already and a reply: of a calendar, or a whole `.ots`.

    Raises BadInput where the reply is not about this proof.
    """
    digest = calendar_request(proof)
    stamp = _stamp(reply, digest, name)
    if kept is not None:
        stamp.merge(_stamp(kept, digest, name))
    context = BytesSerializationContext()
    DetachedTimestampFile(OpSHA256(), stamp).serialize(context)
    return bytes(context.getbytes())


def read_bitcoin(kept: bytes, proof: bytes, name: str) -> BitcoinStamp:
    """Return what a file `.ots` says of a proof. Raises BadInput where it is not about it."""
    found = list(_stamp(kept, calendar_request(proof), name).all_attestations())
    promised = sorted(item.uri for _, item in found if isinstance(item, PendingAttestation))
    blocks = sorted(
        (item.height, message[::-1].hex())
        for message, item in found
        if isinstance(item, BitcoinBlockHeaderAttestation)
    )
    return BitcoinStamp(tuple(promised), tuple(blocks))


def _stamp(data: bytes, digest: bytes, name: str) -> Timestamp:
    whole = data.startswith(DetachedTimestampFile.HEADER_MAGIC)
    context = BytesDeserializationContext(data)
    try:
        if not whole:
            return Timestamp.deserialize(context, digest)
        kept = DetachedTimestampFile.deserialize(context)
    except (DeserializationError, ValueError, EOFError):
        raise BadInput.at(name, "no reply of a calendar, nor a file .ots", _ALLOWED) from None
    if kept.file_digest != digest:
        raise BadInput.at(name, "a stamp of something else", _ALLOWED)
    return kept.timestamp
