"""Looks at the person while it is typed: each field left, the number, the contacts, a scan."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from desk_app.domain.appointments import Appointment
from desk_app.domain.errors import BadDocument, DeskError, Refused
from desk_app.domain.identity_errors import BadPerson
from desk_app.domain.mrz import read_zone
from desk_app.domain.people import Document
from desk_app.services.contacts import Shared
from desk_app.services.unmet import Line
from desk_app.ui.booking.held import Held
from desk_app.ui.booking.model import SPOTS, Draft, Spot, age_said, scanned
from desk_app.ui.booking.operations import BookingOperations
from desk_app.ui.booking.seen import Seen
from desk_app.ui.booking.view import BookingView
from desk_app.ui.session import Session
from desk_app.ui.tasks import Tasks
from desk_app.words.appointments import earlier_said
from desk_app.words.catalogue import _, ngettext
from desk_app.words.errors import Said, sentence


class PersonCheck(QObject):
    """Says at once what would be refused later; it keeps nothing of anybody."""

    touched = Signal()  # something was typed: what was booked before is old

    def __init__(
        self,
        view: BookingView,
        operations: BookingOperations,
        *,
        held: Held,
        seen: Seen,
        session: Session,
        tasks: Tasks,
        family: Callable[[], str],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._view, self._do, self._held, self._seen = view, operations, held, seen
        self._session, self._tasks, self._family = session, tasks, family
        self._document: Document | None = None
        self._active: tuple[Appointment, ...] | None = None
        self.earlier: tuple[Line, ...] = ()
        self._was_read = False  # by the reader: nobody is typing on
        self.today = dt.date.min
        view.person.left.connect(self.look_at)
        view.person.edited.connect(self._on_edited)
        view.reader.scanned.connect(self.read)

    def forget(self) -> None:
        """Nobody is known any more."""
        self._seen.forget()
        self._document, self._active, self._was_read = None, None, False
        self.earlier = ()
        self._view.paper.show_standing("")

    def refresh(self) -> None:
        """Say again what bars the person, for another procedure."""
        if self._active is not None:
            self._show_standing(self._active)

    @Slot(str)
    def look_at(self, field: str) -> None:
        """Look at a field the cursor has left."""
        draft = self._view.person.draft()
        try:
            draft.checked(field, today=self.today)
        except (BadPerson, BadDocument) as error:
            if not (self._seen.is_name_seen and self._seen.name_offers(error)):
                self.refuse(error, field)
            return
        if field == "birth_date":
            said = age_said(draft.birth_date, today=self.today)
            self._view.person.fields["birth_date"].set_hint(said)
        if SPOTS[field] is Spot.DOCUMENT:
            self._ask_standing(draft)
        if SPOTS[field] is Spot.CONTACT:
            self._ask_shared(draft)

    @Slot(str)
    def read(self, keys: str) -> None:
        """Fill the person from what a reader of documents typed."""
        self.touched.emit()
        try:
            scan = read_zone(keys, today=self.today)
        except Refused as error:
            self._view.refuse(Spot.DOCUMENT, sentence(error), level="warn")
            return
        self.forget()
        self._was_read = True
        self._view.withdraw(Spot.DOCUMENT, Spot.NAMES, Spot.ORIGIN)
        self._view.person.fill(scanned(scan))
        self._view.focus_field("phone")
        self._view.person.show_good("number", good=True)
        self.look_at("birth_date")
        self.look_at("number")
        if scan.has_expired(today=self.today):
            said = _("This document has expired: it still tells who its holder is.")
            self._view.refuse(Spot.ORIGIN, Said(said), level="warn")
        elif scan.names_cut:
            said = _("The names are cut in the reading: complete them from the document.")
            self._view.refuse(Spot.NAMES, Said(said), level="warn")

    def refuse(self, error: DeskError, field: str = "") -> str:
        """Say *error* under its row, and return the field it is about."""
        name = field
        if isinstance(error, BadPerson):
            name = error.field.removeprefix("document.")
        if name not in SPOTS:
            name = "country" if _lacks_country(error) else "number"
        offers = self._seen.name_offers(error)
        self._view.refuse(SPOTS[name], sentence(error), offers=offers, field=name)
        return name

    def _ask_standing(self, draft: Draft) -> None:
        try:
            document = draft.document()
        except (BadPerson, BadDocument):
            return
        if document == self._document or self._session.agent is None:
            return
        self._document, self._active, self.earlier = document, None, ()
        self._view.withdraw(Spot.DOCUMENT)
        self._view.person.show_good("number", good=True)
        if document.is_doubtful:
            said = Said(_("Nine digits: a foreigner’s number mostly has ten. Compare it."))
            self._view.refuse(Spot.DOCUMENT, said, level="warn")
        self._tasks.run(
            partial(self._do.of_document, document, by=self._session.login),
            then=partial(self._on_standing, document),
            failed=self.refuse,
        )
        self._tasks.run(
            partial(self._do.before, document=document, reference="", by=self._session.login),
            then=partial(self._on_earlier, document),
            failed=self.refuse,
        )

    def _on_earlier(self, document: Document, found: tuple[Line, ...]) -> None:
        if document == self._document:
            self.earlier = found
            self.refresh()

    def _on_standing(self, document: Document, found: tuple[Appointment, ...]) -> None:
        if document == self._document:  # else another is typed meanwhile
            self._active = tuple(each for each in found if each.is_active)
            self._show_standing(self._active)

    def _show_standing(self, active: tuple[Appointment, ...]) -> None:
        is_barred = bool(self._family()) and self._held.show(active, self._family())
        if is_barred and self._was_read:
            self._view.focus_offer(Spot.DOCUMENT)
        before = earlier_said([line.day for line in self.earlier])
        said = "" if is_barred else self._held.said(active)
        self._view.paper.show_standing(" ".join(part for part in (said, before) if part))

    def _ask_shared(self, draft: Draft) -> None:
        try:
            applicant = draft.applicant(today=self.today, is_name_seen=self._seen.is_name_seen)
        except (BadPerson, BadDocument):
            return
        if self._session.agent is not None:
            self._tasks.run(
                partial(self._do.shared, applicant, by=self._session.login),
                then=self._on_shared,
                failed=self.refuse,
            )

    def _on_shared(self, shared: tuple[Shared, ...]) -> None:
        if not shared:
            self._view.withdraw(Spot.CONTACT)
            return
        worst = max(shared, key=lambda each: each.others)
        if worst.field == "phone":
            form = ngettext(
                "This phone has served {count} other person this month.",
                "This phone has served {count} other people this month.",
                worst.others,
            )
        else:
            form = ngettext(
                "This e-mail has served {count} other person this month.",
                "This e-mail has served {count} other people this month.",
                worst.others,
            )
        why = _("Booking stays possible; the supervisor will be told.")
        self._view.refuse(Spot.CONTACT, Said(form.format(count=worst.others), why), level="warn")

    @Slot(str)
    def _on_edited(self, field: str) -> None:
        self.touched.emit()
        spot = SPOTS[field]
        if spot in {Spot.DOCUMENT, Spot.NAMES, Spot.ORIGIN}:
            self._seen.forget()
        if spot is Spot.DOCUMENT:
            self.forget()
            self._view.person.show_good("number", good=False)
        self._view.withdraw(spot)


def _lacks_country(error: DeskError) -> bool:
    return isinstance(error, BadDocument) and error.fault == "country"
