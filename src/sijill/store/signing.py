"""Signatures of corrections: Ed25519 over the correction, by a key of the editor's own.

The public key stands in the signature, so that anybody can check that who holds the key made the correction as it stands;
whose key it is, people tell each other by its fingerprint.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import os
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from sijill.model.corrections import Correction, content_of
from sijill.model.errors import MissingExtraError, UsageError

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

__all__ = ["fingerprint_of", "is_signed_right", "load_key", "sign"]

SCHEME = "ed25519"


def load_key(path: str | os.PathLike[str]) -> Ed25519PrivateKey:
    """The Ed25519 key of a file, as `openssl genpkey -algorithm ed25519` or `ssh-keygen -t ed25519` writes it, without password.

    Raises UsageError for another file, MissingExtraError where the package for signatures is not installed.
    """
    try:
        from cryptography.exceptions import UnsupportedAlgorithm
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
        from cryptography.hazmat.primitives.serialization import load_pem_private_key, load_ssh_private_key
    except ImportError as error:
        raise _missing() from error
    hint = f"make one with: openssl genpkey -algorithm ed25519 -out {path}"
    try:
        written = Path(path).read_bytes()
    except OSError as error:
        raise UsageError(f"The key {path} cannot be read: {error.strerror}.", hint=hint) from error
    load = load_ssh_private_key if b"OPENSSH PRIVATE KEY" in written else load_pem_private_key
    try:
        key = load(written, password=None)
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise UsageError(f"{path} holds no key that can be used: {error}.", hint=hint) from error
    if not isinstance(key, Ed25519PrivateKey):
        raise UsageError(f"{path} holds another kind of key than Ed25519.", hint=hint)
    return key


def sign(correction: Correction, key: Ed25519PrivateKey) -> Correction:
    """The correction with the signature of the key."""
    public, signature = key.public_key().public_bytes_raw(), key.sign(content_of(correction))
    words = (base64.b64encode(part).decode() for part in (public, signature))
    return replace(correction, signature=":".join((SCHEME, *words)))


def is_signed_right(correction: Correction) -> bool:
    """Whether the signature is one of its key over this very correction; False for one that is none.

    Raises MissingExtraError where the package for signatures is not installed.
    """
    try:
        from cryptography.exceptions import InvalidSignature
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
    except ImportError as error:
        raise _missing() from error
    parts = _parts(correction)
    if parts is None:
        return False
    try:
        Ed25519PublicKey.from_public_bytes(parts[0]).verify(parts[1], content_of(correction))
    except (InvalidSignature, ValueError):
        return False
    return True


def fingerprint_of(correction: Correction) -> str | None:
    """The fingerprint of the signing key as `ssh-keygen -l` shows it; None without a signature."""
    parts = _parts(correction)
    if parts is None:
        return None
    blob = b"".join(len(part).to_bytes(4, "big") + part for part in (b"ssh-ed25519", parts[0]))
    return "SHA256:" + base64.b64encode(hashlib.sha256(blob).digest()).decode().rstrip("=")


def _parts(correction: Correction) -> tuple[bytes, bytes] | None:
    """Key and signature, or None where there is no such thing."""
    scheme, _, rest = (correction.signature or "").partition(":")
    key, _, signature = rest.partition(":")
    try:
        found = base64.b64decode(key, validate=True), base64.b64decode(signature, validate=True)
    except (binascii.Error, ValueError):
        return None
    return found if scheme == SCHEME and len(found[0]) == 32 else None


def _missing() -> MissingExtraError:
    return MissingExtraError(
        "cryptography is not installed, which signatures need.", hint="pip install 'sijill[signing]'"
    )
