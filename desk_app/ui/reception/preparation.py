"""The ticket being prepared: each choice of the agent, kept and shown. It gives no ticket."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable, Sequence
from functools import partial
from typing import Protocol

from PySide6.QtCore import QObject, Signal, Slot

from desk_app.domain.procedures import Binding
from desk_app.domain.tickets import Priority
from desk_app.services.questions import Agreement
from desk_app.services.reception import Gate, ProcedureLine
from desk_app.ui.reception.choices import NO_PRIORITY, OTHER
from desk_app.ui.reception.document_check import DocumentCheck
from desk_app.ui.reception.faces import ChoiceFace, GivenFace, choice_face
from desk_app.ui.reception.form import Form, Spot
from desk_app.ui.reception.search import found
from desk_app.ui.widgets.refusal import Offer
from desk_app.words.catalogue import _


class PreparationView(Protocol):
    """The parts of the screen that show the choices."""

    def show_nothing(self, given: GivenFace | None) -> None: ...
    def show_choice(
        self,
        code: str,
        face: ChoiceFace,
        form: Form,
        languages: Sequence[str],
        offers: Sequence[Offer],
    ) -> None: ...
    def show_found(self, lines: Sequence[ProcedureLine] | None, typed: str) -> None: ...
    def withdraw_refusal(self) -> None: ...
    def clear(self, *, visitor: bool) -> None: ...
    def focus_on(self, spot: Spot) -> None: ...
    def open_languages(self, languages: Sequence[str], chosen: str) -> None: ...


class Preparation(QObject):
    """Keeps the form; every visitor starts from French and no priority.

    `local_wanted` asks for the second person of a local priority, `booking_wanted` for the page of
    bookings; *visitor* counts visitors.
    """

    local_wanted = Signal()
    booking_wanted = Signal(str)  # the code of a procedure that is received by appointment

    def __init__(
        self,
        view: PreparationView,
        *,
        check: DocumentCheck,
        now: Callable[[], dt.datetime],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._view = view
        self._now = now
        self._lines: tuple[ProcedureLine, ...] = ()
        self._languages: tuple[str, ...] = ()
        self._walked_to_local = False
        self.check = check
        self.form = Form()
        self.visitor = 0
        self.finds_nothing = False
        check.changed.connect(self._on_document)

    def show_lines(self, lines: tuple[ProcedureLine, ...], languages: tuple[str, ...]) -> None:
        """Take the procedures as they are now; the chosen one is shown anew."""
        self._lines, self._languages = lines, languages
        if self.form.line is not None:
            line = self._line(self.form.line.code)
            self.form = dataclasses.replace(self.form, line=line)
            if line is not None:
                self._show()
            else:
                self._view.show_nothing(None)

    def choose(self, code: str) -> None:
        """Prepare a ticket for the procedure *code*."""
        line = self._line(code)
        if line is None:
            return
        self.form = self.form.of(line)
        self.check.ask_for(line.code)
        self._view.clear(visitor=False)
        self._edited()
        if line.binding is not Binding.NONE and line.gate is Gate.OPEN:
            self._view.focus_on(Spot.DOCUMENT)
        else:
            self._view.focus_on(Spot.SEARCH)

    def search(self, typed: str) -> None:
        """Show what *typed* finds, or everything again."""
        lines = found(self._lines, typed) if typed.strip() else None
        self.finds_nothing = lines == ()
        self._view.show_found(lines, typed)

    def type_hint(self, typed: str) -> None:
        """Keep the initials and the year of birth."""
        self.form = dataclasses.replace(self.form, hint=typed)

    def pick_language(self, code: str) -> None:
        """Take a language, or open the list of all."""
        if code == OTHER:
            self._show()
            self._view.open_languages(self._languages, self.form.language)
            return
        self.form = dataclasses.replace(self.form, language=code)
        self._edited()

    def walk_language(self, step: int) -> None:
        """Take the next language of the site, or the one before."""
        self.form = self.form.walked_language(self._languages, step)
        self._edited()

    def pick_priority(self, value: str) -> None:
        """Take a priority; a local one is first explained."""
        self._walked_to_local = False
        self._set_priority(None if value == NO_PRIORITY else Priority(value))

    def walk_priority(self) -> None:
        """Take the next priority."""
        if self.form.line is not None:
            self._walked_to_local = True
            self._set_priority(self.form.next_priority())

    def grant_local(self, agreement: Agreement) -> None:
        """A second person has agreed to the local priority."""
        self.form = self.form.prior(Priority.LOCAL, agreement)
        self._edited()

    def leave_local(self) -> None:
        """The local priority was not granted: walking goes on to none, a click changes nothing."""
        if self._walked_to_local:
            self.form = self.form.prior(None)
        self._edited()

    def step_party(self, step: int) -> None:
        """One person more, or less."""
        self.form = self.form.with_party(self.form.party + step)
        self._edited()

    def start_again(self, given: GivenFace | None = None) -> None:
        """Forget the visitor: French, no priority, nothing chosen."""
        self.form = Form()
        self.visitor += 1
        self.check.forget()
        self.check.ask_for(None)
        self._view.clear(visitor=True)
        self._view.withdraw_refusal()
        self._view.show_nothing(given)
        self._view.focus_on(Spot.SEARCH)

    def _set_priority(self, priority: Priority | None) -> None:
        if priority is Priority.LOCAL:
            self._show()
            if self.form.line is not None and self.form.agreement is None:
                self.local_wanted.emit()
            return
        self.form = self.form.prior(priority)
        self._edited()

    def _edited(self) -> None:
        if self.form.line is not None:
            self._view.withdraw_refusal()
            self._show()

    def _show(self) -> None:
        line = self.form.line
        if line is not None:
            face = choice_face(line, self._now())
            offers = self._offers() if line.gate is not Gate.OPEN else ()
            self._view.show_choice(line.code, face, self.form, self._languages, offers)

    def _offers(self) -> tuple[Offer, ...]:
        offers = []
        asked, line = self.form.line, self._information()
        if asked is not None and asked.by_appointment:
            book = partial(self.booking_wanted.emit, asked.code)
            offers.append(Offer(text=_("Book an appointment"), callback=book, icon="calendar-plus"))
        if line is not None:
            text = _("Ticket {procedure}").format(procedure=line.short)
            offers.append(Offer(text=text, callback=self.choose_information, icon="ticket"))
        return tuple(offers)

    def choose_information(self) -> None:
        """Choose what anybody can be received for: the first open procedure without a document."""
        line = self._information()
        if line is not None:
            self.choose(line.code)

    def _information(self) -> ProcedureLine | None:
        open_ones = (line for line in self._lines if line.gate is Gate.OPEN and line.tile)
        return next((line for line in open_ones if line.binding is Binding.NONE), None)

    def _line(self, code: str) -> ProcedureLine | None:
        return next((line for line in self._lines if line.code == code), None)

    @Slot()
    def _on_document(self) -> None:
        self.form = dataclasses.replace(self.form, document=self.check.document)
