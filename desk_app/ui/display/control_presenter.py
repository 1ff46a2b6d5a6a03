"""What the page of the display does when asked, and what it tells; it knows no widget."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from PySide6.QtCore import QObject, Signal, SignalInstance, Slot

from desk_app.domain.text import clean
from desk_app.services.board import Board
from desk_app.speech.chime import ChimeState
from desk_app.ui.display import sentences
from desk_app.ui.display.control_view import LONGEST_SENTENCE, Control, MessageLine
from desk_app.ui.display.opening import Display, ScreenChoice
from desk_app.ui.display.picture import Picture
from desk_app.ui.widgets.choices import Option
from desk_app.ui.widgets.refusal import Level
from desk_app.words.catalogue import _, language, ngettext
from desk_app.words.texts import FRENCH


class View(Protocol):
    """The page, as far as its presenter needs it."""

    open_requested: SignalInstance
    full_screen_requested: SignalInstance
    screen_picked: SignalInstance
    sound_requested: SignalInstance
    emergency_requested: SignalInstance
    emergency_typed: SignalInstance
    leave_requested: SignalInstance
    shown: SignalInstance

    def show_picture(self, picture: Picture) -> None:
        """Show in small what the display shows."""

    def show_control(self, control: Control) -> None:
        """Show the state of the display and what can be done with it."""

    def show_messages(self, messages: tuple[MessageLine, ...]) -> None:
        """List what the band turns through."""

    def show_sound(self, text: str, why: str = "", *, level: Level = "ok") -> None:
        """Say whether the chime can be heard."""


class ControlPresenter(QObject):
    """Owns the page. `status_changed` is for the status bar: text and level."""

    status_changed = Signal(str, str)

    def __init__(self, view: View, display: Display, *, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._view, self._display = view, display
        self._screen = ""
        self._is_typing = False
        self._emergency = ""
        self._told: tuple[object, ...] = ()
        self._status = ("", "")
        self._was_opened = self._is_in_sight = False
        view.open_requested.connect(self.open_or_close)
        view.full_screen_requested.connect(self.toggle_full_screen)
        view.screen_picked.connect(self.pick_screen)
        view.sound_requested.connect(self.test_sound)
        view.emergency_requested.connect(self.press_emergency)
        view.emergency_typed.connect(self.show_emergency)
        view.leave_requested.connect(self.leave)
        view.shown.connect(self._on_shown)
        display.changed.connect(self._on_display_changed)
        display.presenter.pictured.connect(self._on_pictured)
        self._show()

    @Slot()
    def open_or_close(self) -> None:
        """Open the display on the chosen screen; close an open one."""
        if self._display.is_open():
            self._display.close()
        else:
            self._display.open(self._screen)

    @Slot(str)
    def pick_screen(self, name: str) -> None:
        """Take another screen; an open display moves there."""
        self._screen = name
        if self._display.is_open():
            self._display.open(name)
        else:
            self._show()

    @Slot()
    def toggle_full_screen(self) -> None:
        """Fill the screen with the display, or stop."""
        self._display.toggle_full_screen()

    @Slot()
    def leave(self) -> None:
        """Leave what was begun: the sentence being typed, else the full screen."""
        if self._is_typing:
            self._is_typing = False
            self._show()
        else:
            self._display.leave_full_screen()

    @Slot()
    def test_sound(self) -> None:
        """Play the chime and say whether it can be heard."""
        state = self._display.sound()
        if state is ChimeState.READY:
            self._view.show_sound(
                _("The chime is being played."),
                _("If nobody hears it, look at the volume of this desk."),
            )
        elif state is ChimeState.NO_PLAYER:
            self._view.show_sound(
                _("No sound player on this desk."),
                _("Calls blink on the display. Install pipewire, pulseaudio or alsa-utils."),
                level="warn",
            )
        else:
            self._view.show_sound(
                _("The sound player does not answer."),
                _("Calls blink on the display. Look at the sound output of this desk."),
                level="warn",
            )

    @Slot()
    def press_emergency(self) -> None:
        """Ask for a sentence; end the one that is shown."""
        if self._emergency:
            self._emergency = ""
            self._display.presenter.end_emergency()
        else:
            self._is_typing = True
        self._show()

    @Slot(str)
    def show_emergency(self, sentence: str) -> None:
        """Put *sentence* over the display, opening it where it is closed."""
        sentence = clean(sentence, at_most=LONGEST_SENTENCE)  # what the room sees is of one piece
        if not sentence:
            return
        self._is_typing, self._emergency = False, sentence
        if not self._display.is_open():
            self._display.open(self._screen)
        self._display.presenter.show_emergency(sentence)
        self._show()

    @Slot(bool)
    def _on_shown(self, is_shown: bool) -> None:
        self._is_in_sight = is_shown
        if is_shown and not self._display.is_open():
            self._display.presenter.start()
        self._rest_unseen()

    def _rest_unseen(self) -> None:
        """The picture is kept true for whoever looks: the room, or this page."""
        if not self._is_in_sight and not self._display.is_open():
            self._display.presenter.stop()

    @Slot(object)
    def _on_pictured(self, picture: Picture) -> None:
        self._view.show_picture(picture)
        board = self._display.presenter.board()
        if board is not None:
            self._show_messages(board)
        self._tell_status(picture)

    @Slot()
    def _on_display_changed(self) -> None:
        self._rest_unseen()
        self._show()

    def _show(self) -> None:
        screens = self._display.screens()
        names = [screen.name for screen in screens]
        chosen = self._display.screen_name() if self._display.is_open() else self._screen
        self._screen = chosen if chosen in names else names[0]
        shape = screens[names.index(self._screen)]
        is_open = self._display.is_open()
        is_full = self._display.is_full_screen()
        self._view.show_control(
            Control(
                is_open=is_open,
                state=self._state(is_open=is_open),
                screens=tuple(
                    Option(screen.name, _named(screen, place))
                    for place, screen in enumerate(screens, start=1)
                ),
                screen=self._screen,
                ratio=shape.width / max(1, shape.height),
                act=self._act(is_open=is_open),
                full_screen=_("Leave the full screen") if is_full else _("Full screen"),
                emergency=self._emergency,
                is_typing=self._is_typing,
            )
        )
        self._was_opened = self._was_opened or is_open
        self._tell_status(self._display.presenter.picture())

    def _state(self, *, is_open: bool) -> str:
        if self._emergency:
            return _("The emergency message covers the display.")
        return _("This is what the room sees.") if is_open else _("The display is closed.")

    def _act(self, *, is_open: bool) -> str:
        if self._is_typing:
            return _("Show it to the whole room")
        return _("Close the display") if is_open else _("Open the display")

    def _show_messages(self, board: Board) -> None:
        told = (board.messages, board.languages)
        if told == self._told:
            return
        self._told = told
        shown = sentences.shown_messages(board.messages, board.languages)
        lines = []
        for message in shown:
            codes = [code for code in (FRENCH, *board.languages) if code in message.text]
            lines.append(
                MessageLine(
                    text=_in_own_words(message.text),
                    languages=_named_languages(tuple(dict.fromkeys(codes))),
                    is_legal=message.legal,
                )
            )
        self._view.show_messages(tuple(lines))

    def _tell_status(self, picture: Picture) -> None:
        """Say it once; a desk that never had a display open is not told that it is closed."""
        if self._display.is_open():
            stale = _("Display: {since}").format(
                since=picture.stale[:1].lower() + picture.stale[1:]
            )
            said = (stale, "attention") if picture.stale else (_("Display open"), "normal")
        elif self._was_opened:
            said = (_("Display closed"), "blocking")
        else:
            return
        if said != self._status:
            self._status = said
            self.status_changed.emit(*said)


def _named(screen: ScreenChoice, place: int) -> str:
    size = f"{screen.width} × {screen.height}"
    if screen.is_agents:
        return _("This desk’s screen · {size}").format(size=size)
    return _("Screen {place} · {size}").format(place=place, size=size)


def _in_own_words(text: Mapping[str, str]) -> str:
    """Return a message in the agent's language, else as the room reads it first."""
    return text.get(language()) or text.get(FRENCH) or next(iter(text.values()), "")


def _named_languages(codes: tuple[str, ...]) -> str:
    """Return how many languages, and which, by their names in the agent's own language."""
    # Babel is slow to import and most screens never need it.
    from babel import Locale  # noqa: PLC0415

    names = Locale.parse(language()).languages
    # CLDR knows Dari as the Persian of Afghanistan.
    known = [names.get({"prs": "fa_AF"}.get(code, code.replace("-", "_")), code) for code in codes]
    said = ngettext("{count} language: {names}", "{count} languages: {names}", len(codes))
    return said.format(count=len(codes), names=", ".join(known))
