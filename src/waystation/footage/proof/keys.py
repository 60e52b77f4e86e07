"""With which keys does an organisation sign its releases, and how are they kept?

A root key signs the certificate of a release key; the release key signs releases. The root key is needed
again only when the release key is lost or replaced, and belongs on a stick in a drawer. Both are sealed with
a passphrase (age). The certificates hold the name that the organisation chooses and no address, and are given
to whoever shall be able to tell its releases from others.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from waystation.footage.whole import together
from waystation.kit.errors import BadInput
from waystation.kit.files import read_limited
from waystation.kit.shown import printable
from waystation.plan.files.sealed import AskPassphrase, opener, sealer

ROOT_KEY, ROOT, RELEASE_KEY, CHAIN = "root.key.age", "root.pem", "release.key.age", "release.pem"
_ROOT_DAYS, _RELEASE_DAYS = 20 * 365, 10 * 365
_MOST_BYTES = 100_000
_USAGES = (
    "digital_signature", "content_commitment", "key_encipherment", "data_encipherment", "key_agreement",
    "key_cert_sign", "crl_sign", "encipher_only", "decipher_only",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Signer:
    """A release key that is open, with the certificates that vouch for it, its own first."""

    key: ec.EllipticCurvePrivateKey
    chain: str

    def sign(self, data: bytes) -> bytes:
        """Return the signature that ES256 asks for: r and s, 32 bytes each."""
        r, s = decode_dss_signature(self.key.sign(data, ec.ECDSA(hashes.SHA256())))
        return r.to_bytes(32, "big") + s.to_bytes(32, "big")


def make_keys(folder: Path, name: str, ask: AskPassphrase) -> str:
    """Write a root and a release key with their certificates; return the fingerprint of the root.

    Raises BadInput where there are some already: nothing is overwritten.
    """
    for file in (ROOT_KEY, ROOT, RELEASE_KEY, CHAIN):
        if (folder / file).exists():
            raise BadInput.at(
                printable(str(folder / file)), "a file that is there already", "an empty folder"
            )
    root_key, release_key = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))
    root = _certificate(name, f"{name} root", root_key, root_key, f"{name} root")
    release = _certificate(name, f"{name} releases", release_key, root_key, f"{name} root")
    seal = sealer(ask=ask)
    with together(folder) as files:
        files.write(folder / ROOT_KEY, seal(_private(root_key), ROOT_KEY))
        files.write(folder / RELEASE_KEY, seal(_private(release_key), RELEASE_KEY))
        files.write(folder / ROOT, root.public_bytes(Encoding.PEM))
        files.write(folder / CHAIN, release.public_bytes(Encoding.PEM) + root.public_bytes(Encoding.PEM))
    return fingerprint(root)


def fingerprint(certificate: x509.Certificate) -> str:
    """Return what two people compare: SHA-256 of the certificate, in groups of four."""
    digits = certificate.fingerprint(hashes.SHA256()).hex()
    return " ".join(digits[at : at + 4] for at in range(0, len(digits), 4))


def open_signer(folder: Path, ask: AskPassphrase) -> Signer:
    """Open the release key in a folder. Raises BadInput where it is not there or stays closed."""
    path = folder / RELEASE_KEY
    pem = opener(ask=ask)(read_limited(path, _MOST_BYTES), str(path))
    chain = read_limited(folder / CHAIN, _MOST_BYTES)
    certificates(chain, folder / CHAIN)
    try:
        key = load_pem_private_key(pem, password=None)
    except ValueError:
        key = None
    if not isinstance(key, ec.EllipticCurvePrivateKey):
        raise BadInput.at(printable(str(path)), "no key", "a key that `waystation footage keys` has made")
    return Signer(key, chain.decode())


def certificates(pem: bytes, path: Path) -> list[x509.Certificate]:
    """Return the certificates in a PEM file. Raises BadInput where there are none."""
    try:
        return x509.load_pem_x509_certificates(pem)
    except ValueError:
        raise BadInput.at(printable(str(path)), "no certificate", "certificates as PEM") from None


def _private(key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def _names(organisation: str, name: str) -> x509.Name:
    pairs = ((NameOID.ORGANIZATION_NAME, organisation), (NameOID.COMMON_NAME, name))
    return x509.Name([x509.NameAttribute(oid, value[:64]) for oid, value in pairs])


def _certificate(organisation: str, name: str, key: Any, issuer_key: Any, issuer: str) -> x509.Certificate:
    """Return a certificate for a key: of a root where it is its own issuer, else of a signer of content."""
    is_root = key is issuer_key
    today = datetime.now(UTC).replace(
        hour=0, minute=0, second=0, microsecond=0
    )  # the hour is nobody's business
    uses = {"key_cert_sign", "crl_sign"} if is_root else {"digital_signature"}
    builder = (
        x509.CertificateBuilder()
        .subject_name(_names(organisation, name))
        .issuer_name(_names(organisation, issuer))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(today)
        .not_valid_after(today + timedelta(days=_ROOT_DAYS if is_root else _RELEASE_DAYS))
        .add_extension(x509.BasicConstraints(is_root, None), critical=True)
        .add_extension(x509.KeyUsage(**{use: use in uses for use in _USAGES}), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key.public_key()), critical=False
        )
    )
    if not is_root:  # C2PA 2.1, section 14.5.1: a purpose of those that its trust model knows
        purpose = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.EMAIL_PROTECTION])
        builder = builder.add_extension(purpose, critical=False)
    return builder.sign(issuer_key, hashes.SHA256())
