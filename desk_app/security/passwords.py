"""Password hashing by argon2id (RFC 9106). What a good password is: domain/passwords.py."""

from __future__ import annotations

import base64
import dataclasses
import functools
import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argon2 import PasswordHasher

MEMORY_KIB = 19 * 1024
"""19 MiB (OWASP): what an attacker's card must have for each guess it makes at once."""
FEWEST_PASSES = 2
MOST_PASSES = 400
AIM_SECONDS = 0.35
"""Between the 0.2 and 0.6 seconds that a sign-in may take."""
_TRIAL_PASSES = 4
_TRIALS = 3
_SALT, _LENGTH = 16, 32


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What one hash costs: *passes* over *memory_kib* KiB, on one core."""

    passes: int = FEWEST_PASSES
    memory_kib: int = MEMORY_KIB


CHEAPEST = Cost()
"""The least that is ever used; no setting goes below it."""


class Argon2:
    """The `Hasher` of `services.account_ports`: argon2id, each hash under a salt of its own."""

    def __init__(self, cost: Cost) -> None:
        self.cost = cost

    def encode(self, password: str) -> str:
        """Return the hash of *password* with its salt and cost, as PHC text."""
        return self._hasher.hash(_bytes(password))

    def verify(self, encoded: str, password: str) -> bool:
        """True if *password* gives *encoded*; without a hash, refusing takes as long."""
        from argon2.exceptions import InvalidHashError, VerificationError  # noqa: PLC0415

        try:
            self._hasher.verify(encoded or self._nobody, _bytes(password))
        except (VerificationError, InvalidHashError):
            return False
        return bool(encoded)

    def is_outdated(self, encoded: str) -> bool:
        """True if *encoded* cost less than a hash costs now."""
        from argon2 import Type, extract_parameters  # noqa: PLC0415 - see _hasher

        found = extract_parameters(encoded)
        is_weak = found.time_cost < self.cost.passes or found.memory_cost < self.cost.memory_kib
        return is_weak or found.type is not Type.ID

    @functools.cached_property
    def _hasher(self) -> PasswordHasher:
        """Imported here: most commands hash nothing."""
        from argon2 import PasswordHasher, Type  # noqa: PLC0415

        return PasswordHasher(
            time_cost=self.cost.passes,
            memory_cost=self.cost.memory_kib,
            parallelism=1,
            salt_len=_SALT,
            hash_len=_LENGTH,
            type=Type.ID,
        )

    @functools.cached_property
    def _nobody(self) -> str:
        """A hash that no password gives, made without the time of making one."""
        salt, key = (_base64(os.urandom(length)) for length in (_SALT, _LENGTH))
        cost = self.cost
        return f"$argon2id$v=19$m={cost.memory_kib},t={cost.passes},p=1${salt}${key}"


def tuned(*, aim: float = AIM_SECONDS, seconds: Callable[[], float] = time.perf_counter) -> Cost:
    """Return the cost at which one hash takes about *aim* seconds on this machine, now.

    The quickest of some trials counts: a busy moment of the machine must not make hashes cheap.
    """
    trial = Argon2(Cost(passes=_TRIAL_PASSES))
    trial.encode("")  # the first one also loads the library
    taken = []
    for _ in range(_TRIALS):
        start = seconds()
        trial.encode("")
        taken.append(seconds() - start)
    return _within(round(aim * _TRIAL_PASSES / min(taken)))


def cost_file(store: Path) -> Path:
    """Return where the cost that suits this machine is kept, beside the store."""
    return store.with_name(f"{store.name}.cost")


def keep_cost(store: Path, cost: Cost) -> None:
    """Write *cost* beside the store, whole or not at all."""
    file = cost_file(store)
    fresh = file.with_name(f"{file.name}.new")
    fresh.write_text(f"{cost.passes}\n", encoding="ascii")
    fresh.replace(file)


def kept_cost(store: Path) -> Cost:
    """Return the cost kept beside *store*; without one that can be read, the least there is."""
    try:
        passes = int(cost_file(store).read_text(encoding="ascii"))
    except (OSError, ValueError):
        return CHEAPEST
    return _within(passes)


def _within(passes: int) -> Cost:
    """Neither a slip of the hand nor an edited file makes hashes cheap, or a sign-in endless."""
    return Cost(passes=min(max(passes, FEWEST_PASSES), MOST_PASSES))


def _base64(raw: bytes) -> str:
    return base64.b64encode(raw).decode("ascii").rstrip("=")


def _bytes(password: str) -> bytes:
    """An environment may hold bytes that are no UTF-8: wrong, but no bug."""
    return password.encode("utf-8", "surrogatepass")
