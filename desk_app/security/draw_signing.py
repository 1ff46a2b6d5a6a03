"""Signs the file of a draw with the key of the site's papers, and checks it without a store."""

from __future__ import annotations

import enum

from desk_app.domain.draw_signature import Signature, signed_part


class Seal(enum.StrEnum):
    """What the signature of a file is worth."""

    NONE = "none"  # it has none, and none was asked for
    MISSING = "missing"  # it has none, though a key was given
    UNCHECKED = "unchecked"  # sound, by a key nobody named
    VALID = "valid"
    WRONG = "wrong"  # of another key, or of another file


def draw_signature(body: bytes, *, public: bytes, seed: bytes) -> Signature:
    """Return the signature over a draw whose lines are *body*, by the key of *seed*."""
    from cryptography.hazmat.primitives.asymmetric import ed25519  # noqa: PLC0415 - few sign

    private = ed25519.Ed25519PrivateKey.from_private_bytes(seed)
    return Signature(public=public.hex(), value=private.sign(signed_part(body)).hex())


def seal_of(body: bytes, signature: Signature | None, public: str) -> Seal:
    """Return what *signature* is worth for *body*; *public* is the site's key, "" for any."""
    if signature is None:
        return Seal.MISSING if public else Seal.NONE
    if not _is_sound(body, signature) or (public and public != signature.public):
        return Seal.WRONG
    return Seal.VALID if public else Seal.UNCHECKED


def _is_sound(body: bytes, signature: Signature) -> bool:
    from cryptography.exceptions import InvalidSignature  # noqa: PLC0415 - few check
    from cryptography.hazmat.primitives.asymmetric import ed25519  # noqa: PLC0415

    try:
        public = ed25519.Ed25519PublicKey.from_public_bytes(bytes.fromhex(signature.public))
        public.verify(bytes.fromhex(signature.value), signed_part(body))
    except (InvalidSignature, ValueError):
        return False
    return True
