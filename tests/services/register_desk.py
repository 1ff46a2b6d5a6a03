"""A desk with a register and draws: what agents do, one line each."""

from __future__ import annotations

import dataclasses
import itertools

from desk_app.domain.assistance import OnlineObstacle
from desk_app.domain.draw import ANY_TIME
from desk_app.domain.draw_mode import Mode
from desk_app.domain.procedures import FamilyCode
from desk_app.security.codes import new_code, new_draw_secret, new_id
from desk_app.services import draw_secrets, draws, register, winners
from desk_app.services.asking import Wish
from desk_app.services.draw_openings import Opens
from desk_app.services.register_ports import FamilyMode
from tests.services.booking_desk import CODES, DEPOSIT, HASHES, BookingDesk, applicant
from tests.services.desk import CHIEF, KARIM, SYLVIE

FAMILY = FamilyCode("DEPOT")
OPENS = Opens(new_id=new_id, new_secret=new_draw_secret)


def nobody_is_away(_site) -> frozenset:
    """No public holiday."""
    return frozenset()


@dataclasses.dataclass
class RegisterDesk(BookingDesk):
    """The services of the register over a store; requests are Sylvie's, draws the supervisor's."""

    numbers: itertools.count = dataclasses.field(
        default_factory=lambda: itertools.count(9304210000)
    )

    @property
    def laid(self) -> draws.Laid:
        """What the calendar is laid out with."""
        return draws.Laid(self.free_days, nobody_is_away)

    def asks(
        self, who=None, procedure=DEPOSIT, *, by=SYLVIE, constraints=ANY_TIME, seen=(),
        hashes=HASHES, obstacle=OnlineObstacle.NO_CONTACT, **fields,
    ):  # fmt: skip
        """A request of *who*, else of somebody new."""
        wish = Wish(
            procedure=procedure,
            applicant=who or applicant(str(next(self.numbers))),
            obstacle=obstacle,
            constraints=constraints,
            **fields,
        )
        return register.add(
            wish, by=by, new_code=new_code, hashes=hashes, seen=seen, holidays=nobody_is_away,
            opens=OPENS, codes=self.codes, printer=self.printer, **self.writing,
        )  # fmt: skip

    def withdraws(self, reference, *, by=SYLVIE):
        """Who asked gives the request up."""
        return register.withdraw(
            reference, by=by, cool=lambda: self.cooling, hashes=HASHES, **self.writing
        )

    def commits(self, by=CHIEF, family=FAMILY):
        """Somebody commits to a secret."""
        return draw_secrets.commit_to(
            family, by=by, holidays=nobody_is_away, opens=OPENS, **self.writing
        )

    def closes(self, family=FAMILY):
        """Requests close."""
        return draws.close(family, by=CHIEF, laid=self.laid, opens=OPENS, **self.writing).draw

    def draws(self, *secrets, family=FAMILY, by=CHIEF):
        """The draw is held."""
        return draws.run(
            family, secrets=secrets, by=by, new_code=new_code, laid=self.laid, opens=OPENS,
            cool=lambda: self.cooling, **self.writing,
        )  # fmt: skip

    def gives_up(self, *, agreement=None, family=FAMILY, by=CHIEF):
        """The draw to come is given up."""
        return draws.void(family, by=by, agreement=agreement, **self.writing).draw

    def with_two_people(self, family=FAMILY):
        """A draw with two people's secrets."""
        told = [self.commits(by=each, family=family).secret for each in (CHIEF, KARIM)]
        self.clock.passes(minutes=1)
        self.closes(family)
        return self.draws(*told, family=family)

    def confirms(self, request, *, by=SYLVIE, agreement=None):
        """A winner takes the place."""
        return winners.confirm(
            request.reference, by=by, agreement=agreement, codes=CODES, hashes=HASHES,
            new_id=new_id, printer=self.printer, **self.writing,
        )  # fmt: skip

    def calls(self, family=FAMILY):
        """The winners to be told."""
        return winners.call_list(family, by=SYLVIE, **self.ports)

    def is_drawn(self, family=FAMILY) -> None:
        """From now on the family is drawn."""
        with self.store.begin() as work:
            work.draws.put_mode(family, FamilyMode(mode=Mode.BATCH, measured_on=work_day(self)))

    def stands(self, entered):
        """The request as it is kept."""
        with self.store.read() as work:
            return work.register.get(entered.request.reference)


def work_day(desk):
    """The day of *desk*'s clock."""
    return desk.clock().date()
