"""What people type instead of a name or a number: XXXX, TEST, 1234567890 (AT-01).

It refuses what nobody is called. A word that is also somebody's name stays allowed (Toto, Tata,
Machin, Doe, Bar, Na), but for TEST and NOM, which the rule names: a second person lets those in.
"""

from __future__ import annotations

import re

from desk_app.domain.letters import fold

_WORDS = frozenset(
    """
    NOM PRENOM PRENOMS NOMS NAME SURNAME FIRSTNAME LASTNAME FAMILYNAME
    GIVENNAME GIVENNAMES APELLIDO APELLIDOS FNU LNU NFN NLN
    INCONNU INCONNUE NEANT AUCUN AUCUNE VIDE UNKNOWN NONAME NONE NULL UNDEFINED ANONYME ANONYMOUS
    TEST TESTS TESTE TESTER TESTEUR TESTTEST ESSAI ESSAIS EXEMPLE EXAMPLE SPECIMEN BIDON BLABLA
    FAKE FAUX DUMMY AZERTY QWERTY QUELQUUN
    MONSIEUR MADAME MADEMOISELLE MME MLLE MR MRS
    CLIENT CLIENTE USAGER VISITEUR DEMANDEUR UTILISATEUR USER ADMIN
    """.split()  # noqa: SIM905 - a list of words, not of quotes
)
_PHRASES = re.compile(
    r"\b(SANS NOM|SANS PRENOM|PAS DE (NOM|PRENOM)|NON (CONNUE?|RENSEIGNEE?)|NO NAME"
    r"|A (RENSEIGNER|COMPLETER)|NOM DE FAMILLE)\b"
)
_ROWS = ("AZERTYUIOP", "QSDFGHJKLM", "WXCVBN", "QWERTYUIOP", "ASDFGHJKL", "ZXCVBNM")
_RUNS_OF_FOUR = frozenset({"ASDF", "QSDF", "QWER", "WXCV", "ZXCV", "HJKL", "UIOP"})
_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_DIGITS = "012345678901234567890"
_SAMPLE_PHONES = frozenset({"0102030405", "0123456789", "0612345678", "0712345678", "0601020304"})


def is_placeholder_name(name: str) -> bool:
    """True if nobody is called *name*: each of its words, or all of them joined, is an invention.

    Real names of one or two letters (Li, U, O, Xi, Ng, Ea, Oo) pass, but for X and XX.
    """
    parts = fold(name).split()
    whole = "".join(parts)
    if not whole:
        return bool(name.strip())  # dashes and dots: a box that should have been left empty
    left = _PHRASES.sub(" ", " ".join(parts)).split()
    return _is_invented(whole) or all(_is_invented(part) for part in left)


def look_invented(names: tuple[str, str]) -> bool:
    """True if one of *names* is no name as far as this program knows (AT-01)."""
    return any(is_placeholder_name(name) for name in names)


def is_placeholder_number(number: str) -> bool:
    """True if no document has this *number*, typed without spaces, in capitals."""
    digits = re.sub(r"[^0-9]", "", number)
    letters = re.sub(r"[^A-Z]", "", number)
    return (
        len(set(number)) == 1
        or (len(digits) >= 5 and set(digits) == {"0"})
        or (not letters and len(number) >= 8 and _is_counted(number))
        or (len(letters) >= 4 and _is_invented(letters))
    )


def is_placeholder_phone(national: str) -> bool:
    """True if *national*, the number as dialled in its country, is one of those in examples."""
    return (
        national in _SAMPLE_PHONES or len(set(national.lstrip("0"))) <= 1 or _is_counted(national)
    )


def _is_invented(word: str) -> bool:
    return (
        word in _WORDS
        or word == "X"
        or re.fullmatch(r"([A-Z])\1{2,}|XX|ZZ", word) is not None
        or re.fullmatch(r"([A-Z]{2,3})\1{2,}", word) is not None
        or _is_run(word)
    )


def _is_run(word: str) -> bool:
    """True for letters side by side on a keyboard or in the alphabet, in either direction.

    From five on, six backwards: Azer, Reza and Wert are names, and so may Treza be.
    """
    back = word[::-1]
    return (
        word in _RUNS_OF_FOUR
        or (len(word) >= 5 and any(word in row for row in _ROWS))
        or (len(word) >= 6 and any(back in row for row in _ROWS))
        or (len(word) >= 4 and (word in _ALPHABET or back in _ALPHABET))
    )


def _is_counted(digits: str) -> bool:
    return digits in _DIGITS or digits in _DIGITS[::-1]
