"""Every sheet of Guichet, made once and opened when asked; each tells what was answered."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from desk_app.services.asides import Aside
from desk_app.services.counter import Current
from desk_app.services.reception import ProcedureLine
from desk_app.ui.counter.aside import choices_of
from desk_app.ui.counter.identity_sheet import IdentitySheet
from desk_app.ui.counter.picksheet import PickSheet
from desk_app.ui.counter.sheets import HolderSheet, NumberSheet, ParkSheet, TransferSheet
from desk_app.words.catalogue import _
from desk_app.words.errors import Said


class SheetRack:
    """The sheets that lie over *overlay*, the window's content."""

    def __init__(self, overlay: QWidget) -> None:
        self.transfer = TransferSheet(overlay)
        self.park = ParkSheet(overlay)
        self.number = NumberSheet(overlay)
        self.holder = HolderSheet(overlay)
        self.identity = IdentitySheet(overlay)
        self.take_up = _pick(_("Take up again"), "play", "take_up", overlay)
        self.readmit = _pick(_("Back in the queue"), "rotate-ccw", "readmit", overlay)

    def open_transfer(self, current: Current) -> None:
        """Ask where to send the visitor; the list comes with `offer_targets`."""
        self.transfer.open_for(current.number, current.name)

    def offer_targets(self, targets: Sequence[ProcedureLine]) -> None:
        """Fill the sheet that asks where to send the visitor."""
        self.transfer.offer_targets(targets)

    def close_transfer(self) -> None:
        """Put that sheet away: its list cannot be read."""
        if self.transfer.isVisible():
            self.transfer.close_sheet()

    def open_park(self, current: Current) -> None:
        """Ask why the visitor is put aside."""
        self.park.open_for(current.number)

    def open_holder(self, current: Current) -> None:
        """Ask before a wrong holder is recorded."""
        self.holder.open_for(current.number, current.hint)

    def open_identity(self, current: Current) -> None:
        """Ask what should be read of whom the ticket is for."""
        self.identity.open_for(current.number, current.hint)

    def refuse_identity(self, said: Said) -> None:
        """Say there why not."""
        self.identity.refuse(said)

    def open_number(self, number: str) -> None:
        """Ask which number is served out of its turn."""
        self.number.open_with(number)

    def open_take_up(self, parked: Sequence[Aside]) -> None:
        """Ask which of those aside is back."""
        said = _("Who is back at the counter?")
        self.take_up.offer(said, choices_of(parked))

    def open_readmit(self, absent: Sequence[Aside]) -> None:
        """Ask which of the absent has come back."""
        said = _("Who has come back? The place in the queue is kept.")
        self.readmit.offer(said, choices_of(absent))


def _pick(title: str, icon: str, name: str, overlay: QWidget) -> PickSheet:
    hint = _("A digit, or the number")
    return PickSheet(title, title, icon=icon, name=name, hint=hint, parent=overlay)
