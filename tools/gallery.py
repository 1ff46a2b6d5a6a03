"""Draws every widget and the window around them, in each theme and size, into a folder.

`python -m tools.gallery FOLDER` writes one picture per subject, theme and scale.
"""

from __future__ import annotations

import os
import pathlib
import sys
from collections.abc import Callable
from functools import partial

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QGridLayout, QVBoxLayout, QWidget

from desk_app.ui.commands import Command
from desk_app.ui.messages import BugReport
from desk_app.ui.palettes import PALETTES
from desk_app.ui.shell.window import Shell
from desk_app.ui.theme import Theme, apply, px
from desk_app.ui.widgets.buttons import Button
from desk_app.ui.widgets.cards import Card, EmptyState, ProgressLine
from desk_app.ui.widgets.choices import ChoiceStrip, Option
from desk_app.ui.widgets.columns import TwoColumns
from desk_app.ui.widgets.fields import Field, LineEdit, SearchField
from desk_app.ui.widgets.labels import Label
from desk_app.ui.widgets.sheet import Sheet
from desk_app.ui.widgets.tiles import Tile, TileFace
from tools.gallery_cards import (
    chart_card,
    counter_card,
    fields_card,
    nothing,
    queue_card,
    refusals,
    ticket_column,
)

SCALES = (1.0, 1.5, 2.0)
TILES = (
    ("Renseignement, orientation", "6", "5–10 min", ""),
    ("Dépôt de pièces complémentaires", "12", "15–25 min", ""),
    ("Remise d’un titre de séjour", "9", "10–20 min", ""),
    ("Renouvellement de récépissé", "14", "25–40 min", ""),
    ("Changement d’adresse", "3", "5–15 min", ""),
    ("Urgence : titre expirant sous 7 jours", "2", "5–10 min", ""),
    ("Attestation de demande d’asile : renouvellement", "5", "20–30 min", ""),
    ("Échange de permis de conduire étranger", "", "", "12 sur 12 remis · demain 8:30"),
    ("Autre motif", "1", "5–15 min", ""),
)


def reception() -> QWidget:
    """Return a page like Accueil."""
    page = QWidget()
    left = QWidget()
    column = QVBoxLayout(left)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(px(10))
    hint = "Chercher une démarche : quelques lettres, ou un chiffre"
    column.addWidget(SearchField("Chercher une démarche", hint=hint))
    grid = QGridLayout()
    grid.setSpacing(px(10))
    for place, (name, count, estimate, blocked) in enumerate(TILES):
        tile = Tile(str(place + 1))
        tile.show_face(
            TileFace(
                name=name,
                count=count,
                count_label="en attente",
                estimate=estimate,
                blocked=blocked,
            )
        )
        tile.setChecked(place == 2)
        grid.addWidget(tile, place // 3, place % 3)
    column.addLayout(grid)
    column.addWidget(queue_card(), 1)
    box = QVBoxLayout(page)
    box.setContentsMargins(0, 0, 0, 0)
    right = ticket_column()
    box.addWidget(TwoColumns(left, right, second_width=404, act_second=True))
    page.setFocusProxy(right)
    return page


def parts() -> QWidget:
    """Return a page with what a reception page lacks."""
    left, right = QWidget(), QWidget()
    first, second = QVBoxLayout(left), QVBoxLayout(right)
    for box in (first, second):
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(px(12))
    first.addWidget(counter_card())
    first.addWidget(refusals())
    first.addStretch(1)
    second.addWidget(chart_card())
    second.addWidget(fields_card())
    empty = Card()
    empty.body.addWidget(
        EmptyState(
            "Personne n’attend pour ce guichet.",
            support="Récépissé : 14 personnes attendent ailleurs.",
            button=Button("Aider : Récépissé"),
        )
    )
    line = ProgressLine()
    line.set_share(0.6)
    empty.body.addWidget(line)
    second.addWidget(empty)
    second.addStretch(1)
    return TwoColumns(left, right)


def shell(app: QApplication) -> Shell:
    """Return a window with both pages."""
    window = Shell(app)
    names = (
        ("reception", "ticket", "Accueil", "F2", reception()),
        ("counter", "megaphone", "Guichet", "F3", parts()),
        ("booking", "calendar-plus", "Rendez-vous", "F4", QWidget()),
        ("arrivals", "scan-line", "Arrivées", "F5", QWidget()),
        ("register", "list-ordered", "Registre", "F6", QWidget()),
        ("supervision", "gauge", "Supervision", "F7", QWidget()),
        ("journal", "book-open-text", "Journal", "F8", QWidget()),
        ("display", "monitor", "Affichage", "F9", QWidget()),
    )
    for place, icon, name, key, page in names:
        window.add_place(place, icon, name, key, page)
    window.set_commands("reception", _reception_commands())
    window.set_title("Accueil", "Préfecture de la Seine-Saint-Denis")
    window.set_agent("Sylvie Marchand", "Accueil 1")
    window.set_status("printer", "Imprimante prête")
    window.set_status("link", "Réseau à jour")
    window.set_status("display", "Écran d’attente ouvert")
    window.set_status("clock", "mardi 3 mars 2026 10:42")
    window.show_place("reception")
    window.resize(1366, 768)
    return window


def states(window: Shell) -> dict[str, Callable[[], None]]:
    """Return what to do to *window* before each picture, in this order."""
    return {
        "reception": nothing,
        "trouble": partial(_trouble, window),
        "sheet": partial(_open_sheet, window),
        "find": partial(_find, window),
        "keys": partial(_keys, window),
        "crash": partial(_crash, window),
    }


def main(folder: pathlib.Path) -> None:
    """Draw everything into *folder*."""
    folder.mkdir(parents=True, exist_ok=True)
    app = QApplication.instance() or QApplication(sys.argv)
    if not isinstance(app, QApplication):
        return
    for name, palette in PALETTES.items():
        for scale in SCALES:
            apply(app, Theme(palette, scale))
            _draw(app, folder, f"{name}-{round(scale * 100)}")
    app.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    apply(app, Theme())
    _draw(app, folder, "rtl-100")


def _trouble(window: Shell) -> None:
    window.show_place("counter")
    window.set_title("Guichet 3", "Remise de titres, pièces, récépissés")
    window.set_rehearsal(True)
    window.set_status("printer", "Plus de papier : ouvrez le capot", "blocking")
    window.set_status("link", "Réseau lent, 4 actes en attente", "attention")
    window.show_undo("C 042 appelé au guichet 3", nothing)


def _open_sheet(window: Shell) -> None:
    window.set_rehearsal(False)
    window.undo_bar.forget()
    _sheet(window).open()


def _find(window: Shell) -> None:
    for open_sheet in window.findChildren(Sheet):
        open_sheet.close_sheet()
    window.show_place("reception")
    window.finder.open()


def _keys(window: Shell) -> None:
    window.finder.leave()
    window.show_place("reception")
    window.show_keys()


def _crash(window: Shell) -> None:
    window.show_bug(
        BugReport(
            saved="Rien n’est perdu : le dernier acte enregistré est B 041 à 10:41.",
            details="KeyError\nui/counter/presenter.py:88 show",
            resume=nothing,
            save=lambda: "rapport.txt",
        )
    )


def _draw(app: QApplication, folder: pathlib.Path, suffix: str) -> None:
    window = shell(app)
    window.show()
    window.activateWindow()
    for name, prepare in states(window).items():
        prepare()
        app.sendPostedEvents()
        app.processEvents()
        window.grab().save(str(folder / f"{name}-{suffix}.png"))
    window.close()
    window.deleteLater()
    app.processEvents()


def _sheet(window: Shell) -> Sheet:
    sheet = Sheet("Priorité locale", window.centralWidget())
    why = "Une deuxième personne confirme. Le motif est gardé au journal."
    sheet.body.addWidget(Label(why, tone="text2", wrap=True))
    reasons = ChoiceStrip("Motif")
    reasons.set_options([Option("a", "Santé"), Option("b", "Enfant"), Option("c", "Autre…")])
    sheet.body.addWidget(Field("Motif", reasons))
    sheet.body.addWidget(Field("Qui confirme ?", LineEdit("Qui confirme ?")))
    sheet.set_primary("Donner la priorité", icon="check")
    return sheet


def _reception_commands() -> tuple[Command, ...]:
    texts = (
        ("give", "Remettre le ticket", "Return"),
        ("language", "Langue suivante", "+"),
        ("priority", "Priorité suivante", "*"),
        ("reprint", "Réimprimer le dernier ticket", "Ctrl+P"),
        ("one", "Renseignement, orientation", "1"),
        ("two", "Dépôt de pièces complémentaires", "2"),
    )
    return tuple(
        Command(
            id=f"reception.{name}", text=text, shortcut=key, callback=nothing, where="reception"
        )
        for name, text, key in texts
    )


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else "gallery"))
