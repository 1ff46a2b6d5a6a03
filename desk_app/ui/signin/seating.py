"""Where who signs in will sit: what is offered, what is proposed, what was picked by hand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import QObject, SignalInstance, Slot

from desk_app.ui.session import Session
from desk_app.ui.signin.model import Person, Seat, proposed, seats_of
from desk_app.ui.signin.operations import Choices
from desk_app.ui.signin.sentences import seat_name


class Page(Protocol):
    """What this asks of the page."""

    place_picked: SignalInstance

    def show_seats(self, seats: Sequence[tuple[Seat, str]], chosen: Seat) -> None: ...


class Seating(QObject):
    """A place picked by hand stays picked until the desk is opened."""

    def __init__(self, page: Page, *, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._page, self._session = page, session
        self._picked = ""
        page.place_picked.connect(self._on_picked)

    def offer(self, person: Person | None, choices: Choices | None) -> None:
        """Offer the places of *person*, or of everybody while nobody is chosen."""
        if choices is None:
            return
        people = choices.people if person is None else (person,)
        offered = tuple(dict.fromkeys(seat for each in people for seat in _seats(each, choices)))
        if offered:
            named = [(seat, seat_name(seat, self._session.desk)) for seat in offered]
            self._page.show_seats(named, self._chosen(offered, is_anybody=person is None))

    def taken(self, person: Person, choices: Choices | None) -> Seat:
        """Return where *person* sits down."""
        return self._chosen(_seats(person, choices), is_anybody=False)

    def forget(self) -> None:
        """Forget what was picked."""
        self._picked = ""

    def _chosen(self, offered: Sequence[Seat], *, is_anybody: bool) -> Seat:
        last = Seat(post=self._session.post, counter=self._session.counter)
        picked = next((seat for seat in offered if seat.id == self._picked), None)
        if picked is None and is_anybody and last in offered:
            return last
        return picked or proposed(offered, last)

    @Slot(str)
    def _on_picked(self, seat: str) -> None:
        self._picked = seat


def _seats(person: Person, choices: Choices | None) -> tuple[Seat, ...]:
    return seats_of(person.agent.role, choices.counters if choices is not None else ())
