"""Names reduced to the letters A to Z, as machine-readable zones and careless keyboards do.

The tables are ICAO 9303 part 3, section 6 (A) and customs of French, Maghreb and West African
registers. It tells nothing about whether two names are one person's: see names.py.
"""

from __future__ import annotations

import re
import unicodedata

_ICAO = {
    **{"Ä": "AE", "Å": "AA", "Æ": "AE", "Ö": "OE", "Ø": "OE", "Œ": "OE", "Ü": "UE"},
    **{"ẞ": "SS", "Þ": "TH", "Ĳ": "IJ"},
}
_PLAIN = {
    **{"Æ": "AE", "Œ": "OE", "ẞ": "SS", "Þ": "TH", "Ĳ": "IJ", "Ø": "O", "Đ": "D", "Ð": "D"},
    **{"Ħ": "H", "Ł": "L", "Ŋ": "N", "Ŧ": "T", "Ə": "E", "Ɛ": "E", "Ɔ": "O", "Ɓ": "B", "Ɗ": "D"},
    **{"Ŀ": "L", "ĸ": "Q", "Ɖ": "D", "Ƙ": "K", "Ɲ": "N", "Ƴ": "Y", "Ɣ": "G", "Ɩ": "I"},
}
"""Letters that no accent was put on: Unicode does not take them apart."""
_SILENT = frozenset("'’ʼʻ‘`´ʿʾ.·‧")
_GAP = re.compile(r"[\s\-‐‑‒–—_/,<]+")

_SOUNDS = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"AE", "A"),
        (r"OE", "O"),
        (r"UE", "U"),
        (r"OU|OO|W(?=[AEIOUY])", "U"),
        (r"O", "U"),
        (r"EE|Y|J(?=[^AEIOU]|$)", "I"),
        (r"DJ|DG", "J"),
        (r"TCH|SCH|CH|SH", "S"),
        (r"PH", "F"),
        (r"(?<=[KGDT])H", ""),
        (r"CK|Q|C(?=[AUKLR]|$)", "K"),
        (r"GU(?=[EI])", "G"),
        (r"(?<=[AEIU])H$", ""),
        (r"(.)\1+", r"\1"),
    )
)
_SAME_NAME = {
    **dict.fromkeys(("MUHAMED", "MUHAMAD", "MAHAMED", "MAHAMAD", "MUHAMET", "MUHD"), "MD"),
    **dict.fromkeys(("MAHMAD", "MUHMAD", "MEHMED", "MEHMET"), "MEHMET"),
    **dict.fromkeys(("BINT", "BENT"), "BENT"),
}
"""Ways registers write one name, after the sounds above. Md is usual on documents of Bangladesh."""


def fold(name: str) -> str:
    """Return *name* in capitals A to Z, one space between words: Œuvré-N’Diaye is OEUVRE NDIAYE."""
    return _latin(name, {})


def fold_icao(name: str) -> str:
    """Return *name* as the zone of a document writes it: `Müller` is MUELLER there."""
    return _latin(name, _ICAO)


def joined(name: str) -> str:
    """Return the letters of *name* without the gaps between its words: BEN ALI is BENALI."""
    return fold(name).replace(" ", "")


def words(name: str) -> tuple[str, ...]:
    """Return the folded words of *name* in the order of the alphabet: order says nothing."""
    return tuple(sorted(fold(name).split()))


def sounds(name: str) -> str:
    """Return how *name* sounds, roughly, without gaps: Cherif, Sherif and Chérif are one.

    It makes of different spellings one key; what it makes one may still be two people.
    """
    return "".join(_sound(word) for word in fold_icao(name).split())


def _sound(word: str) -> str:
    if len(word) < 3:  # Li and Ly, Wu and U: short names are told apart by every letter
        return word
    for pattern, sound in _SOUNDS:
        word = pattern.sub(sound, word)
    return _SAME_NAME.get(word, word)


def _latin(name: str, first: dict[str, str]) -> str:
    text = unicodedata.normalize("NFC", name.replace("ß", "ẞ")).upper()
    spelt = (_letter(character, first) for character in text if character not in _SILENT)
    return " ".join(_GAP.sub(" ", "".join(spelt)).split())


def _letter(character: str, first: dict[str, str]) -> str:
    if character.isascii():
        return character
    for table in (first, _PLAIN):
        if character in table:
            return table[character]
    bare = "".join(
        part
        for part in unicodedata.normalize("NFD", character)
        if unicodedata.category(part)[0] != "M"
    )
    return _PLAIN.get(bare, bare)
