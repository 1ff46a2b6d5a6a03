"""The window around the screens: rail, head, content, undo, status; it knows no business."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QMainWindow,
    QStackedWidget,
    QWidget,
)

from desk_app.ui.commands import EVERYWHERE, Command, Commands, always, way_id
from desk_app.ui.messages import BugReport
from desk_app.ui.shell.crash import CrashPage
from desk_app.ui.shell.finder import Finder
from desk_app.ui.shell.frame import Frame
from desk_app.ui.shell.keyspage import KeysPage
from desk_app.ui.shell.status import StatusKind, StatusLevel
from desk_app.ui.widgets.buttons import PrimaryButton
from desk_app.ui.widgets.fields import SearchField
from desk_app.ui.widgets.focus import FocusRing, walk_focus
from desk_app.ui.widgets.refusal import Level, Offer
from desk_app.words.catalogue import _


class Shell(QMainWindow):
    """The desk's window; screens are places added to it, and it drives keys to their acts."""

    place_shown = Signal(str)  # the id of the place now in sight
    status_pressed = Signal(str)  # "printer", "link", "display", "clock"
    lock_requested = Signal()
    theme_picked = Signal(str)  # a Wish

    def __init__(self, app: QApplication, *, may_close: Callable[[], bool] = always) -> None:
        super().__init__()
        self._may_close = may_close
        self._places: dict[str, tuple[str, QWidget]] = {}
        self._gotos: list[Command] = []
        self._extra: tuple[Command, ...] = ()
        self._place, self._back_to = "", ""
        self._titles: dict[str, tuple[str, str | Sequence[str]]] = {}
        self.commands = Commands(parent=self)
        self.setWindowTitle(_("Desk App"))
        self._build()
        self._connect()
        self.ring = FocusRing(self, app)
        self._list_commands()

    def add_place(self, place: str, icon: str, name: str, fkey: str, widget: QWidget) -> None:
        """Add a screen to the rail; *fkey* is "F2" to "F9" and opens it, "" for no key.

        The screen's focus proxy, if any, gets the focus when it is shown.
        """
        self._places[place] = (name, widget)
        self._stack.addWidget(widget)
        self.rail.add_place(place, icon, name, fkey)
        text = _("Open {place}").format(place=name)
        goto = self._goto(place)
        group = _("Go to a place")
        self._gotos.append(
            Command(id=way_id(place), text=text, shortcut=fkey, callback=goto, group=group)
        )
        self.commands.set_way(place, name, goto)
        self._list_commands()

    def add_page(self, place: str, widget: QWidget) -> None:
        """Add a page that has no button in the rail (sign-in, first start)."""
        self._places[place] = ("", widget)
        self._stack.addWidget(widget)

    def show_place(self, place: str) -> None:
        """Show a place or page and give it the focus."""
        widget = self._places[place][1]
        self._place = place
        self.refusal.withdraw()
        # What the place was called last, or its name in the rail; it may say more once it is read.
        self.header.set_title(
            *self._titles.get(place, (self._places[place][0] or _("Desk App"), ""))
        )
        self._stack.setCurrentWidget(widget)
        self.rail.show_place(place)
        self.commands.go_to(place)
        _focus_first(widget)
        self.place_shown.emit(place)

    def place(self) -> str:
        """Return the id of the place in sight."""
        return self._place

    def set_commands(self, place: str, commands: Iterable[Command]) -> None:
        """Set the acts of a place; for EVERYWHERE they are added to the window's own."""
        if place == EVERYWHERE:
            self._extra = tuple(commands)
            self._list_commands()
        else:
            self.commands.set_commands(place, commands)

    def set_title(self, title: str, sub: str | Sequence[str] = "") -> None:
        """Name the screen in sight and what it covers: words, or names that may be counted."""
        self._titles[self._place] = (title, sub)
        self.header.set_title(title, sub)

    def set_agent(self, name: str, desk: str, places: Collection[str] | None = None) -> None:
        """Say who acts, where, and which *places* they may open, None for all; "" is nobody."""
        open_to = places if name else ()
        self.header.set_agent(name, desk)
        self.rail.setVisible(bool(name))
        self.rail.open_only(open_to)
        self.commands.open_only(open_to)

    def set_status(self, item: StatusKind, text: str, level: StatusLevel = "normal") -> None:
        """Say how the printer, the link, the display or the clock is."""
        self.status.set_status(item, text, level)

    def show_undo(self, text: str, callback: Callable[[], object]) -> None:
        """Say what was done; *callback* takes it back (the bar's button or Ctrl Z)."""
        self.undo_bar.offer(text, callback)

    def refuse(
        self, text: str, *, why: str = "", offers: Sequence[Offer] = (), level: Level = "danger"
    ) -> None:
        """Say a refusal that belongs to no control, above the screen, until the next place."""
        self.refusal.refuse(text, why=why, offers=offers, level=level)

    def show_bug(self, report: BugReport) -> None:
        """Show the crash page; its way back is the report's."""
        self._crash.show_report(report)
        self.show_place(CrashPage.place)
        self.set_title(report.head or _("A mistake of the program"))

    def show_keys(self) -> None:
        """Show the keys of the place in sight; the same again goes back."""
        if self._place == KeysPage.place:
            self._go_back()
            return
        self._back_to = self._place
        name = self._places[self._place][0] if self._place else ""
        self._keys.show_keys(name, self.commands.here())
        self.show_place(KeysPage.place)
        self.set_title(_("Keys"), name)

    def set_rehearsal(self, rehearsal: bool) -> None:
        """Show or hide the band that says EXERCICE."""
        self._band.setVisible(rehearsal)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Walk with Tab through all that is in sight."""
        return walk_focus(self, forward=forward)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what a key that no field has taken means here."""
        if not self.commands.handle(event):
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close unless somebody is being served and the agent would rather stay."""
        event.setAccepted(self._may_close())

    def _build(self) -> None:
        frame = Frame(self)
        self.setCentralWidget(frame)
        self.rail, self.header, self.status = frame.rail, frame.header, frame.status
        self.undo_bar, self.refusal = frame.undo_bar, frame.refusal
        self.progress = frame.progress
        self._stack, self._band = frame.stack, frame.band
        self._crash = CrashPage()
        self._keys = KeysPage(self.commands)
        self.finder = Finder(self.commands, frame)
        self.add_page(CrashPage.place, self._crash)
        self.add_page(KeysPage.place, self._keys)
        self.commands.set_commands(CrashPage.place, self._crash.commands())

    def _connect(self) -> None:
        self.commands.why_no_primary = partial(_why_no_primary, self._stack)
        self.rail.asked.connect(self.show_place)
        self.header.agent.clicked.connect(self.lock_requested)
        self.status.pressed.connect(self._on_status_pressed)
        self._keys.theme_picked.connect(self.theme_picked)

    def _list_commands(self) -> None:
        self.commands.set_commands(EVERYWHERE, (*self._gotos, *self._extra, *self._own_commands()))

    def _own_commands(self) -> tuple[Command, ...]:
        window = _("In every window")
        return (
            Command(id="shell.keys", text=_("Keys of this screen, themes, help"), shortcut="F1",
                    callback=self.show_keys, group=window),
            Command(id="shell.find", text=_("Find an act or a place"), shortcut="Ctrl+K",
                    callback=self.finder.open, in_palette=False, group=window),
            Command(id="shell.lock", text=_("Lock, change agent"), shortcut="F12",
                    callback=self.lock_requested.emit, group=window),
            Command(id="shell.undo", text=_("Undo my last act"), shortcut="Ctrl+Z",
                    callback=self.undo_bar.undo, is_enabled=self.undo_bar.can_undo, group=window),
            Command(id="shell.search", text=_("Search field of this screen"), shortcut="Ctrl+F",
                    callback=self._focus_search, in_palette=False, group=window),
            Command(id="shell.search_slash", text=_("Search field of this screen"), shortcut="/",
                    callback=self._focus_search, in_palette=False, group=window),
            Command(id="shell.back", text=_("Close, then clear"), shortcut="Escape",
                    callback=self._go_back, in_palette=False, group=window),
        )  # fmt: skip

    def _focus_search(self) -> None:
        """Put the cursor in the search field of the screen in sight, if it has one."""
        shown = self._stack.currentWidget()
        field = shown.findChild(SearchField) if shown is not None else None
        if field is not None:
            field.setFocus()
            field.selectAll()

    def _go_back(self) -> None:
        """Leave the keys for the place the agent came from."""
        if self._place == KeysPage.place and self._back_to:
            self.show_place(self._back_to)

    def _goto(self, place: str) -> Callable[[], None]:
        return partial(self.show_place, place)

    @Slot(str)
    def _on_status_pressed(self, kind: str) -> None:
        if kind == "keys":
            self.show_keys()
        else:
            self.status_pressed.emit(kind)


def _focus_first(page: QWidget) -> None:
    """Give the focus to the page's own choice, else to the first thing that takes it."""
    if page.focusProxy() is not None:
        page.setFocus()
        return
    for widget in page.findChildren(QWidget):
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisibleTo(page):
            widget.setFocus()
            return
    page.setFocus()


def _why_no_primary(stack: QStackedWidget) -> str:
    """Return why the filled button of the screen in sight cannot be pressed, "" if it can."""
    shown = stack.currentWidget()
    for button in shown.findChildren(PrimaryButton) if shown is not None else ():
        if button.isVisible() and not button.isEnabled():
            return button.toolTip() or _("Not possible for the moment.")
    return ""
