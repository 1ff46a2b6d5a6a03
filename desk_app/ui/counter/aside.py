"""One line for those put aside, one for those absent; what taking up means is its owner's."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desk_app.services.asides import Aside
from desk_app.ui.counter.picksheet import Choice
from desk_app.ui.theme import px
from desk_app.ui.widgets.buttons import LinkButton
from desk_app.ui.widgets.labels import Icon, Label, ShortLabel
from desk_app.words.catalogue import _, ngettext
from desk_app.words.dates import clock
from desk_app.words.texts import spaced


class AsideRow(QWidget):
    """An icon, a word, who, and one small act."""

    acted = Signal()

    def __init__(
        self,
        icon: str,
        name: str,
        *,
        act: str,
        shortcut: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setMinimumHeight(px(42))
        row = QHBoxLayout(self)
        row.setContentsMargins(px(14), 0, px(10), 0)
        row.setSpacing(px(8))
        row.addWidget(Icon(icon, parent=self))
        row.addWidget(Label(name, weight=600, parent=self))
        self._said = ShortLabel(tone="text2", parent=self)
        row.addWidget(self._said, 1)
        self.button = LinkButton(act, shortcut=shortcut, parent=self)
        self.button.setAccessibleName(f"{act} ({name})")
        self.button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.button.clicked.connect(self.acted)
        row.addWidget(self.button)

    def show_row(self, said: str, *, can_act: bool) -> None:
        """Say who; with nobody the act is put away."""
        self._said.setText(said or _("nobody"))
        self.button.setVisible(bool(said) and can_act)

    def text(self) -> str:
        """Return what the line says."""
        return self._said.text()


def parked_text(parked: Sequence[Aside]) -> str:
    """Return who is aside, why and since when: `B 025 · photocopies, depuis 10:28`."""
    return " ; ".join(_parked(each) for each in parked)


def absent_text(absent: Sequence[Aside]) -> str:
    """Return who is absent and until when they may come back (Q-03)."""
    return " ; ".join(_absent(each) for each in absent)


def choices_of(asides: Sequence[Aside]) -> tuple[Choice, ...]:
    """Return *asides* as rows of a sheet, each with a digit."""
    return tuple(
        Choice(id=each.number, digit=place, text=_who(each), note=_until_or_since(each))
        for place, each in enumerate(asides, start=1)
    )


def _who(aside: Aside) -> str:
    return f"{spaced(aside.number)} · {aside.note or aside.name}"


def _until_or_since(aside: Aside) -> str:
    if aside.until is not None:
        return _("until {time}").format(time=clock(aside.until))
    return _("since {time}").format(time=clock(aside.since))


def _parked(aside: Aside) -> str:
    since = _("since {time}").format(time=clock(aside.since))
    said = f"{aside.note}, {since}" if aside.note else since
    return f"{spaced(aside.number)} · {said}"


def _absent(aside: Aside) -> str:
    calls = ngettext("{count} call", "{count} calls", aside.calls).format(count=aside.calls)
    if aside.until is None:
        return f"{spaced(aside.number)} ({calls})"
    form = _("may come back until {time}")
    if aside.needs_second:
        form = _("with a second person until {time}")
    until = form.format(time=clock(aside.until))
    return f"{spaced(aside.number)} ({calls}, {until})"
