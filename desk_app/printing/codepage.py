"""Text as the bytes of a printer's code page, with what the page lacks written otherwise."""

from __future__ import annotations

_ALIKE = {
    "\u00a0": " ", "\u2009": " ", "\u202f": " ", "’": "'", "‘": "'", "“": '"', "”": '"',
    "–": "-", "—": "-", "…": "...", "œ": "oe", "Œ": "OE", "Ÿ": "Y", "·": "-", "€": "EUR",
    "\u2066": "", "\u2067": "", "\u2068": "", "\u2069": "",
}  # fmt: skip
_SPACES = frozenset("\u00a0\u2009\u202f")


def as_bytes(text: str, codepage: str) -> bytes | None:
    """Return *text* in *codepage*, or None when a letter of it has no place there.

    Typography is written more plainly where the page lacks it (`œ` as `oe`, `–` as `-`);
    a letter never loses its accent, because another language's letter may mean another word.
    """
    encoded = bytearray()
    for character in text:
        known = _encoded(character, codepage)
        if known is None:
            return None
        encoded += known
    return bytes(encoded)


def _encoded(character: str, codepage: str) -> bytes | None:
    if character in _SPACES:
        return b" "
    if ord(character) < 0x20 or 0x7F <= ord(character) < 0xA0:
        return b""  # a printer obeys these
    try:
        return character.encode(codepage)
    except UnicodeEncodeError:
        alike = _ALIKE.get(character)
        return None if alike is None else alike.encode("ascii")
