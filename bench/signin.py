"""A sign-in at a real desk, whose cost was tuned to this machine. `python -m bench.signin`.

Between the two limits a person hardly waits and a machine that guesses waits each time. A wrong
password, and a login that nobody has, must take as long as the right one.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from bench.figures import Figure, told
from desk_app.app.costs import hasher_at
from desk_app.app.desk import Desk, make_desk, open_desk
from desk_app.app.sign_ins import add_first_administrator, sign_in_operations
from desk_app.domain.errors import SignInRefused
from desk_app.domain.people import AgentLogin
from desk_app.services import accounts
from desk_app.ui.welcome.operations import FirstAccount

TURNS = 9
LEAST_S, MOST_S = 0.2, 0.6
APART = 1.25
"""A difference of a quarter is lost in what else a machine does."""
LOGIN, PASSWORD = AgentLogin("chef"), "Pont-Neuf-1607"


def main() -> int:
    """Measure, print and return 0 if the limits are held."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'poste.sqlite'}"
        first = FirstAccount(name="Chef", login=LOGIN, password=PASSWORD, again=PASSWORD)
        started = time.perf_counter()
        make_desk(url, rehearsal=False, settle=partial(add_first_administrator, first))
        made = time.perf_counter() - started
        desk = open_desk(url, environ={})
        try:
            return _told(desk, made)
        finally:
            desk.close()


def _told(desk: Desk, made: float) -> int:
    cost = hasher_at(desk.path).cost
    right, wrong, nobody = _measure(desk)
    return told(
        f"Sign-in: argon2id, {cost.memory_kib // 1024} MiB, {cost.passes} passes, {TURNS} turns",
        [
            Figure(name="a real desk made, tuning included", measured=made, unit="s"),
            Figure(
                name="sign-in, median, not longer than",
                measured=statistics.median(right),
                unit="s",
                limit=MOST_S,
            ),
            Figure(
                name="sign-in, median, not shorter than",
                measured=statistics.median(right),
                unit="s",
                limit=LEAST_S,
                is_floor=True,
            ),
            Figure(
                name="wrong password / right one, quickest of each",
                measured=min(wrong) / min(right),
                unit="times",
                limit=APART,
            ),
            Figure(
                name="wrong password / unknown login, quickest of each",
                measured=min(wrong) / min(nobody),
                unit="times",
                limit=APART,
            ),
        ],
    )


def _measure(desk: Desk) -> tuple[list[float], list[float], list[float]]:
    """In turn, so that what else the machine does falls on all; the right one forgives a guess."""
    sign_in = partial(sign_in_operations(desk).sign_in, LOGIN, PASSWORD, place="Accueil 1")
    acts = (sign_in, partial(_refused, desk, LOGIN), partial(_refused, desk, AgentLogin("nobody")))
    turns = [[_seconds(act) for act in acts] for _ in range(TURNS)]
    right, wrong, nobody = (list(taken) for taken in zip(*turns, strict=True))
    return right, wrong, nobody


def _refused(desk: Desk, login: AgentLogin) -> None:
    try:
        accounts.check(
            login,
            "wrong",
            begin=desk.begin,
            read=desk.read,
            clock=desk.clock,
            hasher=hasher_at(desk.path),
        )
    except SignInRefused:
        return
    raise AssertionError("a wrong password was taken")


def _seconds(act: Callable[[], object]) -> float:
    started = time.perf_counter()
    act()
    return time.perf_counter() - started


if __name__ == "__main__":
    sys.exit(main())
