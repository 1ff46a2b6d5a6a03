"""Crockford's base 32: text that can be read aloud, typed back and packed into a QR code."""

from __future__ import annotations

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""No I, L, O or U; in a QR code all of it is in the alphanumeric mode, 5.5 bits a sign."""
REFERENCE_SIGNS = 8
_VALUES = {sign: value for value, sign in enumerate(ALPHABET)} | {"O": 0, "I": 1, "L": 1}
_KEYS_US = "1234567890QWAZMqwazm"
_KEYS_FR = "&é\"'(-è_çàAZQW?azqw,"
_AS_US = dict(zip(map(ord, _KEYS_FR), _KEYS_US, strict=True))
"""What a scanner set to a US keyboard types on a French one: each key's sign, back as meant."""


def encode(content: bytes) -> str:
    """Return *content* as text; the last sign is filled up with zero bits."""
    signs = -(-len(content) * 8 // 5)
    value = int.from_bytes(content, "big") << (signs * 5 - len(content) * 8)
    return "".join(ALPHABET[value >> shift & 31] for shift in range(signs * 5 - 5, -1, -5))


def decode(text: str) -> bytes | None:
    """Return the bytes of *text*, None if it is not what `encode` makes.

    Spaces and hyphens between groups, O for 0, I and L for 1, and a text wholly in small letters
    (a scanner with the capitals' key pressed) are read; small and capital letters together are not.
    """
    packed = _packed(text)
    if packed is None:
        return None
    value = 0
    for sign in packed:
        value = value << 5 | _VALUES[sign]
    size, rest = divmod(len(packed) * 5, 8)
    if rest >= 5 or value & ((1 << rest) - 1):
        return None
    return (value >> rest).to_bytes(size, "big")


def grouped(text: str, *, size: int = 4) -> str:
    """Return *text* in groups of *size*, parted by hyphens, as it is printed for typing."""
    return "-".join(text[at : at + size] for at in range(0, len(text), size))


def read_reference(text: str) -> str | None:
    """Return a typed reference as it is kept (`R7K2-QX4M`), None if it cannot be one."""
    packed = _packed(text)
    if packed is None or len(packed) != REFERENCE_SIGNS:
        return None
    return grouped("".join(ALPHABET[_VALUES[sign]] for sign in packed))


def as_meant(text: str) -> str:
    """Undo the wrong keyboard of a scanner, told by signs that stand in no code."""
    return text.translate(_AS_US) if set(text) & set("&é\"'(è_çà") else text


def _packed(text: str) -> str | None:
    meant = as_meant(text)
    bare = "".join(meant.split()).replace("-", "")
    if bare not in {bare.upper(), bare.lower()} or not bare.isascii():
        return None
    packed = bare.upper()
    return packed if packed and set(packed) <= _VALUES.keys() else None
