"""The page that governs the display: what it shows now, its messages, its sound, its screen."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desk_app.ui.commands import Command
from desk_app.ui.display.canvas import DisplayCanvas
from desk_app.ui.display.picture import Picture
from desk_app.ui.keys import KeyGuard
from desk_app.ui.theme import px
from desk_app.ui.widgets.buttons import Button, PrimaryButton
from desk_app.ui.widgets.cards import Card, Line
from desk_app.ui.widgets.choices import ChoiceList, Option
from desk_app.ui.widgets.columns import TwoColumns
from desk_app.ui.widgets.fields import Field, LineEdit
from desk_app.ui.widgets.labels import Label, ShortLabel, Tag
from desk_app.ui.widgets.refusal import Level, RefusalBox
from desk_app.words.catalogue import _

PLACE = "display"
LONGEST_SENTENCE = 200  # letters: what 96 px can hold on a display of any shape


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class MessageLine:
    """A message as the page lists it: in the agent's language, with the names of its languages."""

    text: str
    languages: str
    is_legal: bool


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Control:
    """What the page says of the display."""

    is_open: bool = False
    state: str = ""
    screens: tuple[Option, ...] = ()
    screen: str = ""
    ratio: float = 16 / 9
    act: str = ""
    full_screen: str = ""
    emergency: str = ""
    is_typing: bool = False


class Preview(QWidget):
    """The display in small, in the shape of its screen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.canvas = DisplayCanvas(self)
        self.canvas.setAccessibleName(_("What the display shows"))
        self._ratio = 16 / 9
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setSizePolicy(policy)
        self.setMinimumSize(px(320), px(180))

    def set_ratio(self, ratio: float) -> None:
        """Take the shape of a screen: its width over its height."""
        self._ratio = ratio
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the picture into the room there is."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        width = min(self.width(), round(self.height() * self._ratio))
        height = min(self.height(), round(self.width() / self._ratio))
        self.canvas.setGeometry(QRect((self.width() - width) // 2, 0, width, height))


class ControlView(QWidget):
    """Passive: it shows what it is told and says what was asked."""

    open_requested = Signal()
    full_screen_requested = Signal()
    screen_picked = Signal(str)
    sound_requested = Signal()
    emergency_requested = Signal()  # the key U: type one, or end the one shown
    emergency_typed = Signal(str)
    leave_requested = Signal()  # Escape
    shown = Signal(bool)  # the page came into sight, or went

    def __init__(self, *, guard: KeyGuard | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("display.control")
        self._guard = guard or KeyGuard()  # the shell's, so that key and button share it
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self._columns = TwoColumns(
            self._build_seen(), self._build_acts(), second_width=404, act_second=True
        )
        outer.addWidget(self._columns)
        self.setFocusProxy(self.primary)

    def commands(self) -> tuple[Command, ...]:
        """Return the acts of the page, for the shell's keys, help and Ctrl K."""
        return (
            Command(id="display.open", text=_("Open or close the display"), shortcut="Return",
                    callback=self.primary.click, where=PLACE),
            Command(id="display.sound", text=_("Test the sound"), shortcut="S",
                    callback=self.sound_requested.emit, where=PLACE),
            Command(id="display.emergency", text=_("Emergency message"), shortcut="U",
                    callback=self.emergency_requested.emit, where=PLACE),
            Command(id="display.full", text=_("Full screen"), shortcut="F11",
                    callback=self.full_screen_requested.emit, where=PLACE),
            Command(id="display.leave", text=_("Leave the full screen"), shortcut="Escape",
                    callback=self.leave_requested.emit, where=PLACE, in_palette=False),
        )  # fmt: skip

    def show_picture(self, picture: Picture) -> None:
        """Show in small what the display shows."""
        self.preview.canvas.show_picture(picture)

    def show_control(self, control: Control) -> None:
        """Show the state of the display and what can be done with it."""
        self.state.setText(control.state)
        self.screens.set_options(control.screens)
        self.screens.choose(control.screen)
        self.preview.set_ratio(control.ratio)
        self.primary.set_words(control.act, icon="send" if control.is_typing else "monitor")
        self.full_screen.set_words(control.full_screen)
        self.full_screen.setVisible(control.is_open)
        self._show_emergency(control)

    def show_messages(self, messages: Sequence[MessageLine]) -> None:
        """List what the band turns through."""
        while (item := self._messages.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for index, message in enumerate(messages):
            if index:
                self._messages.addWidget(Line(self))
            self._messages.addWidget(_message_row(message, self))

    def show_sound(self, text: str, why: str = "", *, level: Level = "ok") -> None:
        """Say under the button whether the chime can be heard."""
        self.sound_said.refuse(text, why=why, level=level)

    def showEvent(self, event: QShowEvent) -> None:
        """Tell that the page is in sight."""
        super().showEvent(event)
        self.shown.emit(True)

    def hideEvent(self, event: QHideEvent) -> None:
        """Tell that it is not any more."""
        super().hideEvent(event)
        self.shown.emit(False)

    def _build_seen(self) -> QWidget:
        side = QWidget(self)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(12))
        seen = Card(name=_("What the display shows"), parent=side)
        self.state = Label(weight=600, wrap=True, parent=seen)
        self.preview = Preview(seen)
        seen.body.addWidget(self.state)
        seen.body.addWidget(self.preview, 1)
        column.addWidget(seen, 1)
        told = Card(padding=0, gap=0, name=_("Messages"), parent=side)
        told.add_head(_("Messages"), note=_("One at a time, in French and in another language"))
        listed = QWidget(told)
        self._messages = QVBoxLayout(listed)
        self._messages.setContentsMargins(px(14), px(8), px(14), px(8))
        self._messages.setSpacing(px(6))
        told.body.addWidget(listed)
        column.addWidget(told)
        return side

    def _build_acts(self) -> QWidget:
        side = QWidget(self)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(12))
        for card in (self._build_screen(side), self._build_sound(side)):
            column.addWidget(card)
        column.addWidget(self._build_emergency(side))
        column.addStretch(1)
        return side

    def _build_screen(self, side: QWidget) -> Card:
        card = Card(name=_("Screen"), parent=side)
        self.screens = ChoiceList(_("Screen"))
        self.screens.setObjectName("display.screens")
        self.screens.picked.connect(self.screen_picked)
        card.body.addWidget(Field(_("Screen"), self.screens, parent=card))
        self.primary = PrimaryButton("", icon="monitor", guard=self._guard, parent=card)
        self.primary.setObjectName("display.primary")
        self.primary.clicked.connect(self._on_primary)
        card.body.addWidget(self.primary)
        self.full_screen = Button("", icon="maximize", shortcut="F11", parent=card)
        self.full_screen.setObjectName("display.full_screen")
        self.full_screen.clicked.connect(self.full_screen_requested)
        card.body.addWidget(self.full_screen)
        return card

    def _build_sound(self, side: QWidget) -> Card:
        card = Card(name=_("Sound"), parent=side)
        self.sound = Button(_("Test the sound"), icon="volume-2", shortcut="S", parent=card)
        self.sound.setObjectName("display.sound")
        self.sound.clicked.connect(self.sound_requested)
        card.body.addWidget(self.sound)
        self.sound_said = RefusalBox(card)
        card.body.addWidget(self.sound_said)
        return card

    def _build_emergency(self, side: QWidget) -> Card:
        card = Card(name=_("Emergency message"), parent=side)
        self.emergency = Button(_("Emergency message"), icon="megaphone", shortcut="U", parent=card)
        self.emergency.setObjectName("display.emergency")
        self.emergency.clicked.connect(self.emergency_requested)
        card.body.addWidget(self.emergency)
        self.sentence = LineEdit(_("Sentence for the whole room"), keeps_return=True, parent=card)
        self.sentence.setObjectName("display.sentence")
        self.sentence.setMaxLength(LONGEST_SENTENCE)
        self.sentence.submitted.connect(self.emergency_typed)
        hint = _("It fills the display in red until you press U again.")
        self._typing = Field(
            _("Sentence for the whole room"), self.sentence, shortcut="Return", hint=hint,
            parent=card,
        )  # fmt: skip
        card.body.addWidget(self._typing)
        self.shown_sentence = RefusalBox(card)
        card.body.addWidget(self.shown_sentence)
        return card

    def _show_emergency(self, control: Control) -> None:
        was_typing = self._typing.isVisibleTo(self)
        self._typing.setVisible(control.is_typing)
        self.emergency.set_words(
            _("End the emergency message") if control.emergency else _("Emergency message")
        )
        if control.is_typing and not was_typing:
            self.sentence.clear()
            self.sentence.setFocus(Qt.FocusReason.OtherFocusReason)
            QTimer.singleShot(0, self._reveal_sentence)
        elif was_typing and not control.is_typing:
            self.primary.setFocus(Qt.FocusReason.OtherFocusReason)
        if not control.emergency:
            self.shown_sentence.withdraw()
        elif self.shown_sentence.isHidden():
            self.shown_sentence.refuse(_("Shown to the whole room"), why=control.emergency)

    @Slot()
    def _reveal_sentence(self) -> None:
        """Large text may have pushed the field out of sight; it has its place by now."""
        self._columns.area.ensureWidgetVisible(self._typing)

    @Slot()
    def _on_primary(self) -> None:
        if self._typing.isVisibleTo(self):
            self.emergency_typed.emit(self.sentence.text())
        else:
            self.open_requested.emit()


def _message_row(message: MessageLine, parent: QWidget) -> QWidget:
    row = QWidget(parent)
    line = QHBoxLayout(row)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(px(12))
    words = QVBoxLayout()
    words.setSpacing(px(2))
    words.addWidget(Label(message.text, wrap=True, parent=row))
    words.addWidget(ShortLabel(message.languages, style="caption", tone="text2", parent=row))
    line.addLayout(words, 1)
    if message.is_legal:
        tag = Tag(_("Legal notice"), icon="shield-check", tone="neutral", parent=row)
        line.addWidget(tag, 0, Qt.AlignmentFlag.AlignTop)
    return row
