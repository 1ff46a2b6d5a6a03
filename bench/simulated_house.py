"""A desk on a real store whose acts are those of its services, for simulated people. Seeded.

One family is scarce and drawn, one has room; twenty agents work there, one of whom is corrupt.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import random
from functools import partial

from bench.reception import Clock
from desk_app.domain.applicants import Applicant
from desk_app.domain.appointments import Appointment, AppointmentId
from desk_app.domain.assistance import OnlineObstacle
from desk_app.domain.calendar import horizon, slots_on
from desk_app.domain.codes import Paper, Payload, Reading
from desk_app.domain.draw_export import Sheet
from desk_app.domain.draw_lines import read_sheet
from desk_app.domain.draw_mode import Mode
from desk_app.domain.draw_signature import Signature
from desk_app.domain.overrides import Cause, Override
from desk_app.domain.people import Agent, AgentLogin, Role
from desk_app.domain.procedures import FamilyCode, ProcedureCode
from desk_app.domain.register import Request
from desk_app.domain.series import SeriesId, Shares
from desk_app.domain.site import Site
from desk_app.domain.sitefile import parse_site
from desk_app.domain.tickets import DeskCode
from desk_app.security.codes import new_code, new_draw_secret, new_id
from desk_app.security.convocations import CodeKeys, new_code_key, read, signed
from desk_app.security.draw_signing import draw_signature
from desk_app.security.keys import keyed_hash
from desk_app.services import (
    appointments,
    arrivals,
    booking,
    draw_secrets,
    draws,
    offering,
    register,
    winners,
)
from desk_app.services.appointments import Cool
from desk_app.services.asking import Wish as Asked
from desk_app.services.booking_people import Booking
from desk_app.services.booking_ports import Wanted
from desk_app.services.draw_openings import Opens
from desk_app.services.free_days import FreeDays, calendar_now
from desk_app.services.handing import Printer
from desk_app.services.overrides import Wish, agree
from desk_app.services.questions import Agreement
from desk_app.services.register_ports import FamilyMode
from desk_app.services.site import add_agent, load_site
from desk_app.settings.sites import demonstration_path, site_text
from desk_app.store.setup import create_store, open_store
from desk_app.store.work import Store

SCARCE, SCARCE_PROCEDURE = FamilyCode("DEPOT"), ProcedureCode("RNV_DEPOT")
ROOMY = ProcedureCode("REM_TITRE")
SEATS = 8
"""Places of the scarce family that come within the horizon on each day."""
CHIEF, WITNESS = AgentLogin("hgarnier"), AgentLogin("kbelhadj")
AGENTS = tuple(AgentLogin(f"agent-{number:02d}") for number in range(20))
"""The first of them is the corrupt one."""
_HASHED = partial(keyed_hash, b"k" * 32)


def _hashes(canonical: bytes) -> tuple[str, ...]:
    """Under the one key there is."""
    return (_HASHED(canonical),)


_OPENS = Opens(new_id=new_id, new_secret=new_draw_secret)


class _Codes:
    """The signed codes of the site, whose key is in memory."""

    def __init__(self, day: dt.date) -> None:
        self._keys = CodeKeys(keys=(new_code_key(day),))

    def sign(self, payload: Payload) -> str:
        return signed(payload, self._keys.current)

    def sign_draw(self, body: bytes) -> Signature:
        key = self._keys.current
        return draw_signature(body, public=key.public, seed=key.seed)

    def read(self, text: str, *, site: str, today: dt.date, paper: Paper | None = None) -> Reading:
        return read(text, self._keys, site=site, today=today, paper=paper)


@dataclasses.dataclass(slots=True)
class House:
    """The desk: each act is one call of a service, in the name of *by*."""

    store: Store
    clock: Clock
    source: random.Random
    codes: _Codes
    free_days: FreeDays = dataclasses.field(default_factory=FreeDays)

    @classmethod
    def made(cls, url: str, run: int) -> House:
        """Make the desk at *url*: everything but one day of the scarce family is given."""
        clock, text = Clock(), site_text(demonstration_path())
        store = create_store(
            url, desk=DeskCode("01"), rehearsal=True, now=clock(), parse_site=_scarce, new_id=new_id
        )
        load_site(text, _scarce(text), by=None, begin=store.begin, clock=clock)
        house = cls(store, clock, random.Random(run), _Codes(clock().date()))
        for login in AGENTS:
            add_agent(login, login, Role.AGENT, by=None, begin=store.begin, clock=clock)
        house._fill()
        return house

    @classmethod
    def opened(cls, url: str, run: int) -> House:
        """Open the desk at *url*, as another process does."""
        clock, store = Clock(), open_store(url, parse_site=_scarce, new_id=new_id)
        return cls(store, clock, random.Random(run), _Codes(clock().date()))

    def gives_at_once(self) -> None:
        """The scarce family is drawn no more: its places go to whoever comes first."""
        today = self.clock().date()
        with self.store.begin() as work:
            work.draws.put_mode(SCARCE, FamilyMode(mode=Mode.IMMEDIATE, measured_on=today))

    def cool(self) -> dt.timedelta:
        """A cooling of 4 to 48 hours."""
        return dt.timedelta(seconds=self.source.uniform(4 * 3600, 48 * 3600))

    def asks(self, who: Applicant, *, by: AgentLogin, has_priority: bool = False) -> Request:
        """Somebody asks for a place of the scarce family."""
        wish = Asked(
            procedure=SCARCE_PROCEDURE,
            applicant=who,
            obstacle=OnlineObstacle.NO_PLACE,
            has_legal_priority=has_priority,
        )
        return register.add(
            wish, by=by, begin=self.store.begin, clock=self.clock, new_code=new_code,
            hashes=_hashes, holidays=no_holidays, opens=_OPENS, codes=self.codes, printer=_printer,
        ).request  # fmt: skip

    def draws(self) -> Sheet:
        """The draw of the day, with the secrets of two people; return what took part."""
        told = [
            draw_secrets.commit_to(
                SCARCE, by=each, begin=self.store.begin, clock=self.clock,
                holidays=no_holidays, opens=_OPENS,
            ).secret
            for each in (CHIEF, WITNESS)
        ]  # fmt: skip
        laid = draws.Laid(self.free_days, no_holidays)
        self.clock.now += dt.timedelta(minutes=1)
        draws.close(
            SCARCE, by=CHIEF, begin=self.store.begin, clock=self.clock, laid=laid, opens=_OPENS
        )
        done = draws.run(
            SCARCE, secrets=tuple(told), by=CHIEF, begin=self.store.begin, clock=self.clock,
            new_code=new_code, laid=laid, opens=_OPENS, cool=self.cool,
        )  # fmt: skip
        return read_sheet(done.draw.sheet.splitlines())

    def won(self, request: Request) -> Appointment | None:
        """Return what *request* has won, None if nothing."""
        with self.store.read() as work:
            reference = work.register.won(work.register.get(request.reference))
            return None if reference is None else work.appointments.get(reference)

    def confirms(self, request: Request, *, by: AgentLogin) -> Appointment:
        """Whoever has the paper of the request takes the place."""
        return winners.confirm(
            request.reference, by=by, begin=self.store.begin, clock=self.clock, codes=self.codes,
            new_id=new_id, printer=_printer, hashes=_hashes,
        ).appointment  # fmt: skip

    def books(
        self,
        who: Applicant,
        *,
        by: AgentLogin,
        procedure: ProcedureCode = ROOMY,
        slot: str = "",
        agreement: Agreement | None = None,
    ) -> Appointment:
        """Somebody is given a place of the roomy family: the first offered, or *slot*."""
        wanted = Booking(
            procedure=procedure,
            slot=slot or self.first_offered(procedure, by),
            applicant=who,
            obstacle=OnlineObstacle.NO_DEVICE,
        )
        return booking.book(
            wanted, by=by, begin=self.store.begin, clock=self.clock, new_id=new_id,
            new_code=new_code, hashes=_hashes, holidays=no_holidays, codes=self.codes,
            free_days=self.free_days, printer=_printer, agreement=agreement,
        ).appointment  # fmt: skip

    def first_offered(self, procedure: ProcedureCode, by: AgentLogin) -> str:
        """Return the first slot of the earliest place that is offered."""
        offered = offering.offer(
            procedure, by=by, read=self.store.read, clock=self.clock,
            free_days=self.free_days, holidays=no_holidays,
        )  # fmt: skip
        return offered[0].place.slots[0]

    def chooses(self, who: Applicant, slot: str, *, by: AgentLogin) -> Appointment:
        """A place of one's choice, which a colleague agreed to in good faith."""
        return self.books(who, by=by, slot=slot, agreement=self._agreed(by))

    def cancels(self, appointment: Appointment, *, by: AgentLogin) -> None:
        """The place is given back."""
        cool: Cool = self.cool
        appointments.cancel(
            appointment.reference,
            by=by,
            begin=self.store.begin,
            clock=self.clock,
            cool=cool,
            hashes=_hashes,
        )

    def lets_in(self, appointment: Appointment, last4: str, *, by: AgentLogin) -> str:
        """Somebody comes with the paper; return the hint on the ticket that they get."""
        arrived = arrivals.check_in(
            arrivals.Shown(code=self._code(appointment), last4=last4), by=by, new_id=new_id,
            begin=self.store.begin, clock=self.clock, new_code=new_code, codes=self.codes,
            hashes=_hashes, printer=_printer,
        )  # fmt: skip
        with self.store.read() as work:
            binding = work.bindings.of_ticket(arrived.ticket.id)
        return "" if binding is None else binding.hint

    def _agreed(self, asker: AgentLogin) -> Agreement:
        colleague = AGENTS[self.source.randrange(1, len(AGENTS))]
        colleague = colleague if colleague != asker else WITNESS
        return agree(
            Wish(kind=Override.FREE_SLOT, subject=ROOMY, why=Cause.OUR_MISTAKE),
            asker=asker,
            login=colleague,
            password="",
            check=lambda *_: Agent(login=colleague, name="", role=Role.AGENT),
            begin=self.store.begin,
            clock=self.clock,
            new_id=new_id,
        )

    def _code(self, appointment: Appointment) -> str:
        with self.store.read() as work:
            now, site = work.appointments.get(appointment.reference), work.site
        return self.codes.sign(
            Payload(
                site=site.code, paper=Paper.CONVOCATION, reference=now.reference,
                on=now.starts_at.astimezone(site.time_zone).date(), copy=now.copy_no,
            )
        )  # fmt: skip

    def _fill(self) -> None:
        """The weeks before were as scarce: what is in reach is given but for its last day."""
        today = self.clock().date()
        with self.store.begin() as work:
            work.draws.put_mode(SCARCE, FamilyMode(mode=Mode.BATCH, measured_on=today))
            for back in range(1, 7):
                for _ in range(3 * SEATS):
                    work.draws.asked(SCARCE, today - dt.timedelta(days=back))
            calendar, (first, last) = calendar_now(work), horizon(today, 8)
            for ahead in range((last - first).days):
                day = first + dt.timedelta(days=ahead)
                for slot in slots_on(calendar, day, frozenset(), work.site.time_zone):
                    if slot.series == "DEPOT_APREM":
                        wanted = Wanted(slot=slot.id, seat=1, capacity=1, starts_at=slot.starts_at)
                        work.seats.take([wanted], family=SCARCE, by=AppointmentId(new_id()))


def _printer() -> Printer:
    return Printer(address="file:///dev/null", profile="epson-tm-t20iii")


def no_holidays(_site: Site) -> frozenset[dt.date]:
    """No public holiday falls into these weeks."""
    return frozenset()


def _scarce(text: str) -> Site:
    """The demonstration site with eight places a day for renewals, and its hand-overs."""
    site = parse_site(text, file="demonstration.toml")
    kept = {each.id: each for each in site.appointment_series}
    depot = kept[SeriesId("DEPOT_APREM")]
    plan = dataclasses.replace(
        depot.plan, takes={SCARCE_PROCEDURE: 1}, starts=dt.time(13, 30), ends=dt.time(15, 30),
        slot=dt.timedelta(minutes=15), capacity=1, breaks=(), shares=Shares(
            appointments=100, walk_in=0, urgent=0, reserve=0
        ),
    )  # fmt: skip
    drawn = dataclasses.replace(depot, plan=plan)
    return dataclasses.replace(site, appointment_series=(drawn, kept[SeriesId("REMISE")]))
