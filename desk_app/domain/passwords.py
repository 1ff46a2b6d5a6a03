"""Which passwords are refused, and how what was typed is read. It hashes and stores nothing."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterator

from desk_app.domain.errors import PasswordTooWeak

SHORTEST, KINDS = 8, 3
"""50 bits beside a lock-out (CNIL 2022-100, case 2; S-01); the longer forms of case 1, 12 of 4
kinds and 14 of 3, are among them."""
PASSPHRASE_WORDS = 7
"""80 bits by words alone (CNIL 2022-100, case 1)."""
LONGEST = 200
"""Characters: beyond them a password is an attack on the hash, not a secret."""
FEWEST_SIGNS = 5
"""Different characters: `Aaaaaa1!` has three kinds and says nothing."""
_NAME_AT_LEAST = 3
_LOOK_ALIKES = str.maketrans("013457@$!", "oieastasi")
_DRESSING = "0123456789!?.,;:*-_+=#&@$%€/ "
_MISREAD = str.maketrans("OIL", "011")


def require_strong(password: str, *, login: str, name: str, common: Collection[str]) -> None:
    """Refuse a password that S-01 or S-02 forbids; *common* is in small letters.

    Raises PasswordTooWeak with the fault `long`, `short`, `login` or `common`.
    """
    if len(password) > LONGEST:
        raise PasswordTooWeak("long")
    if not _is_long_enough(password):
        raise PasswordTooWeak("short")
    said = _folded(password)
    if any(part in said for part in _parts(f"{login} {name}")):
        raise PasswordTooWeak("login")
    if len(set(said)) < FEWEST_SIGNS or any(core in common for core in _cores(said)):
        raise PasswordTooWeak("common")


def as_typed(password: str) -> str:
    """Return *password* in the one form that is hashed: every keyboard gives the same `é`."""
    return unicodedata.normalize("NFC", password)


def as_code(typed: str) -> str:
    """Return a one-time code as it was printed: small letters, spaces, O for 0 are no matter."""
    plain = "".join(sign for sign in typed.upper() if sign.isalnum())
    return plain.translate(_MISREAD)


def _is_long_enough(password: str) -> bool:
    is_restricted = len(password) >= SHORTEST and _kinds(password) >= KINDS
    return is_restricted or len(set(password.split())) >= PASSPHRASE_WORDS


def _kinds(password: str) -> int:
    """Count small letters, capitals, digits and signs; a letter without case counts as small."""
    return sum(
        (
            any(sign.isalpha() and not sign.isupper() for sign in password),
            any(sign.isupper() for sign in password),
            any(sign.isdigit() for sign in password),
            any(not sign.isalnum() for sign in password),
        )
    )


def _folded(text: str) -> str:
    """Return *text* in small letters without accents."""
    plain = unicodedata.normalize("NFD", text.casefold())
    return "".join(sign for sign in plain if not unicodedata.combining(sign))


def _parts(people: str) -> list[str]:
    words = "".join(sign if sign.isalnum() else " " for sign in _folded(people)).split()
    return [word for word in words if len(word) >= _NAME_AT_LEAST]


def _cores(said: str) -> Iterator[str]:
    """Give *said*, and what is left of `P@ssword2026!` without its dressing."""
    for text in (said, said.rstrip(_DRESSING), said.strip(_DRESSING)):
        yield text
        yield text.translate(_LOOK_ALIKES)
