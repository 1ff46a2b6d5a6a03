"""An agent at the page of bookings, with a keyboard and a reader of documents."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from desk_app.domain.booking_errors import SigningKeyMissing
from desk_app.domain.people import Agent, Role
from desk_app.domain.procedures import Channel
from desk_app.security.codes import new_code, new_id
from desk_app.services import (
    appointments,
    booking,
    convocations,
    joining,
    offering,
    rebooking,
    reconfirmation,
    register,
    unmet,
    urgent,
)
from desk_app.services.contacts import shared_contacts
from desk_app.ui.booking.commands import PLACE, booking_commands
from desk_app.ui.booking.guiding import Guiding
from desk_app.ui.booking.operations import BookingOperations, Opening
from desk_app.ui.booking.presenter import BookingPresenter
from desk_app.ui.booking.proof_sheet import ProofSheet
from desk_app.ui.booking.register_sheet import RegisterSheet
from desk_app.ui.booking.view import BookingView
from desk_app.ui.keys import KeyGuard
from desk_app.ui.second.model import Case
from desk_app.ui.session import Session
from desk_app.ui.shell.window import Shell
from desk_app.ui.signals import AppSignals
from desk_app.ui.tasks import Tasks
from desk_app.ui.widgets.refusal import RefusalBox
from tests.services.booking_desk import CODES, DAY, DEPOSIT, HASHED, HASHES, BookingDesk
from tests.services.desk import SYLVIE
from tests.services.register_desk import OPENS, nobody_is_away
from tests.ui.hands import AtOnce, Clockwork, Hands, show_window

CLERK = Agent(login=SYLVIE, name="Sylvie Marchand", role=Role.AGENT)


class Robot(Hands):
    """The page in its window, over the services of a desk in memory."""

    def __init__(self, app: QApplication, qtbot, desk: BookingDesk, *, has_key=True) -> None:
        super().__init__(qtbot)
        self.desk, self.has_key = desk, has_key
        self.tasks = Tasks(database=AtOnce(), world=AtOnce())
        self.bugs: list[Exception] = []
        self.tasks.bug.connect(self.bugs.append)
        self.cases: list[Case] = []
        self.signals, session = AppSignals(), Session(desk="Accueil 1")
        session.sign_in(CLERK)
        self.session = session
        self.shell = Shell(app)
        self.shell.commands.guard = KeyGuard(now=Clockwork())
        self.view = BookingView(overlay=self.shell.centralWidget(), guard=self.shell.commands.guard)
        self.sheet = RegisterSheet(self.shell.centralWidget())
        self.proof = ProofSheet(self.shell.centralWidget())
        operations = self._operations()
        self.presenter = BookingPresenter(
            self.view, operations, session=session, tasks=self.tasks, signals=self.signals,
            window=self.shell, register=self.sheet, proof=self.proof,
            ask_second=self.cases.append, parent=self.view,
        )  # fmt: skip
        self.shell.add_place(PLACE, "calendar-plus", "Rendez-vous", "F4", self.view)
        guiding = Guiding(
            self.view, self.view.guide, operations, session=session, tasks=self.tasks,
            signals=self.signals, procedure=self.presenter.procedure, check=self.presenter.check,
            parent=self.view,
        )  # fmt: skip
        self.shell.set_commands(PLACE, booking_commands(self.view, self.presenter, guiding))
        show_window(qtbot, self.shell, PLACE)
        self.settle()

    def leaves(self) -> None:
        """Close the window and everything behind it."""
        self.tasks.close()
        self.shell.close()
        self.shell.deleteLater()
        assert self.bugs == []

    def is_agreed_to(self) -> None:
        """A colleague agrees to what was asked for last."""
        case = self.cases[-1]
        case.then(self.desk.agreed(case.kind, case.subject))
        self.settle()

    def takes(self, words: str) -> None:
        """Press the way on with these words."""
        boxes = self.widgets(RefusalBox)
        found = next(b for box in boxes for b in box.buttons() if b.words() == words)
        found.click()
        self.settle()

    def picks(self, code=DEPOSIT) -> None:
        """Choose a procedure in its list."""
        choice = self.view.procedure.choice
        choice.setCurrentIndex(choice.findData(code))
        self.settle()

    def scans(self, lines: list[str]) -> None:
        """Pass a document under the reader."""
        for line in lines:
            self.types(line + "\n")
        self.settle()

    def writes(self, **fields: str) -> None:
        """Type into fields, each left by Enter, as a person does."""
        for name, text in fields.items():
            control = self.view.person.controls[name]
            control.setFocus()
            if text.isascii():
                self.types(text + "\n")
            else:
                control.insert(text)  # as an input method does
                self.types("\n")
        self.settle()

    def presses_ctrl_enter(self) -> None:
        """Press the key of the filled button."""
        self.presses(Qt.Key.Key_Return, modifier=Qt.KeyboardModifier.ControlModifier)

    def presses_alt(self, key: str) -> None:
        """Press Alt and *key*."""
        self.presses(Qt.Key(ord(key)), modifier=Qt.KeyboardModifier.AltModifier)

    def fills(self, **fields: str) -> None:
        """A whole person, but for what *fields* say."""
        known = {
            "number": "9304218765", "family_name": "Benali", "given_names": "Nadia",
            "birth_date": "17/04/1988", "nationality": "DZA", "obstacle": "1",
        }  # fmt: skip
        self.writes(**(known | fields))

    def chosen(self) -> str:
        """Return the day and hour of the chosen time."""
        face = self.view.slots.chosen_face()
        return f"{face.day} {face.hour}" if face else ""

    def offered(self) -> list[str]:
        """Return the offered times as first slots."""
        return [card.face().slot for card in self.view.slots.cards if card.face().slot]

    def reference(self) -> str:
        """Return the reference shown large."""
        return self.view.paper.reference()

    def offers(self) -> list[str]:
        """Return the ways on that refusals in sight offer."""
        boxes = self.widgets(RefusalBox)
        return [button.words() for box in boxes for button in box.buttons()]

    def papers(self) -> list[str]:
        """Return what was sent to the printer."""
        with self.desk.store.read() as work:
            return [job.what for job in work.prints.pending()]

    def kept(self) -> list:
        """Return the appointments of the store."""
        with self.desk.store.read() as work:
            at = self.desk.clock()
            return [*work.appointments.between(at, at.replace(year=at.year + 1))]

    def _operations(self) -> BookingOperations:
        desk = self.desk
        return BookingOperations(
            look=self._look,
            offer=partial(offering.offer, **desk.ports, **desk.laid_out),
            offer_urgent=partial(urgent.offer_urgent, **desk.ports, **desk.laid_out),
            book=partial(
                booking.book, new_id=new_id, new_code=new_code, hashes=HASHES, codes=CODES,
                printer=desk.printer, **desk.writing, **desk.laid_out,
            ),
            move=partial(
                appointments.move, cool=lambda: desk.cooling, codes=CODES, new_id=new_id,
                printer=desk.printer, hashes=HASHES, **desk.writing, **desk.laid_out,
            ),
            join=partial(joining.join_persons, hashes=HASHES, **desk.writing),
            cancel=partial(
                appointments.cancel, cool=lambda: desk.cooling, hashes=HASHES, **desk.writing
            ),
            take_back=partial(
                rebooking.take_back, cool=lambda: desk.cooling, **desk.writing
            ),
            verify_phone=partial(
                reconfirmation.verify_phone, keyed_hash=HASHED, **desk.writing
            ),
            before=partial(unmet.before, **desk.ports, hashes=HASHES),
            show=partial(appointments.show, **desk.ports),
            enter=partial(
                register.add, new_code=new_code, hashes=HASHES, holidays=nobody_is_away,
                opens=OPENS, codes=CODES, printer=desk.printer, **desk.writing,
            ),
            of_document=partial(appointments.of_document, **desk.ports, hashes=HASHES),
            shared=partial(shared_contacts, **desk.ports, hashes=HASHES),
            reprint=partial(
                convocations.reprint, new_id=new_id, codes=CODES, printer=desk.printer,
                **desk.writing,
            ),
            prove=partial(
                unmet.record, new_id=new_id, new_code=new_code, hashes=HASHES, codes=CODES,
                printer=desk.printer, **desk.writing, **desk.laid_out,
            ),
        )  # fmt: skip

    def _look(self, *, by) -> Opening:
        if not self.has_key:
            raise SigningKeyMissing("/desk/poste.sqlite.codes")
        with self.desk.store.read() as work:
            found = work.site.procedures.values()
            booked = tuple(each for each in found if Channel.APPOINTMENT in each.channels)
            return Opening(procedures=booked, languages=("fr", "ar", "bn"), today=DAY)
