"""Who waits in the register on the fixed morning of the pictures, and the draw held before."""

from __future__ import annotations

import datetime as dt

from desk_app.app.desk import Desk
from desk_app.app.register import OPENS, register_operations
from desk_app.app.robot import PlayedClock
from desk_app.domain.applicants import Applicant, parse_applicant
from desk_app.domain.assistance import OnlineObstacle
from desk_app.domain.draw import ANY_TIME, Constraints
from desk_app.domain.draw_mode import Mode
from desk_app.domain.people import AgentLogin
from desk_app.domain.procedures import FamilyCode
from desk_app.security.codes import new_code
from desk_app.services import register
from desk_app.services.asking import Wish
from desk_app.services.register_ports import FamilyMode

FAMILY, PROCEDURES = "EXAMEN", ("EXAMEN",)
FIRST, THEN = 9, 16
"""How many ask before the draw, and after it."""
_PHONES = ("06 12 44 90 17", "", "07 53 20 18 64", "06 70 14 92 35")
_NAMES = ("Bah", "Costa", "Demir", "Gomes", "Ismail", "Kaya", "Lima", "Mbaye", "Pereira")


class Requests:
    """Entered by *clerk*; the draw is the *chief*'s, with the desk's own secret."""

    def __init__(
        self, desk: Desk, clock: PlayedClock, *, clerk: AgentLogin, chief: AgentLogin
    ) -> None:
        self._desk, self._clock = desk, clock
        self._clerk, self._chief = clerk, chief

    def pass_(self) -> None:
        """Some ask and are drawn, two of them lose; then others ask."""
        soon = Constraints(not_after=self._clock().date() + dt.timedelta(days=1))
        for number in range(FIRST):
            self._asks(number, soon if number < 2 else ANY_TIME)
        do = register_operations(self._desk)
        do.run(FAMILY, secrets=(), by=self._chief, agreement=None)
        with self._desk.begin() as work:  # as if a week had asked for more than there is
            drawn = FamilyMode(mode=Mode.BATCH, measured_on=self._clock().date())
            work.draws.put_mode(FamilyCode(FAMILY), drawn)
        first, second, *_rest = do.look(FAMILY, language="fr", by=self._clerk).calls
        do.told(first.request.reference, by=self._clerk)
        do.confirm(second.request.reference, by=self._clerk, is_here=False)
        for number in range(FIRST, FIRST + THEN):
            self._asks(number, ANY_TIME, has_priority=number % 5 == 0)

    def _asks(self, number: int, constraints: Constraints, *, has_priority: bool = False) -> None:
        desk = self._desk
        register.add(
            Wish(
                procedure=PROCEDURES[number % len(PROCEDURES)],
                applicant=_applicant(number, self._clock().date()),
                obstacle=OnlineObstacle.NOT_AT_EASE,
                constraints=constraints,
                has_legal_priority=has_priority,
            ),
            by=self._clerk, begin=desk.begin, clock=desk.clock, new_code=new_code,
            hashes=desk.hashes, holidays=desk.holidays, opens=OPENS, codes=desk.codes,
            printer=desk.printer,
        )  # fmt: skip


def _applicant(number: int, today: dt.date) -> Applicant:
    fields = {
        "family_name": _NAMES[number % len(_NAMES)],
        "given_names": "Sam",
        "birth_date": str(1990 - number // len(_NAMES)),
        "nationality": "COM",
        "phone": _PHONES[number % len(_PHONES)],
        "document": {"kind": "foreigner_number", "number": f"76{40371289 + 7193 * number:08d}"},
    }
    return parse_applicant({k: v for k, v in fields.items() if v}, today=today)
