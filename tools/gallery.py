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
from PySide6.QtWidgets import QApplication, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from desk_app.ui.commands import Command
from desk_app.ui.messages import BugReport
from desk_app.ui.palettes import PALETTES
from desk_app.ui.shell.window import Shell
from desk_app.ui.theme import Theme, apply, px
from desk_app.ui.widgets.bars import Step, StepBars
from desk_app.ui.widgets.buttons import Button, LinkButton, PrimaryButton
from desk_app.ui.widgets.cards import Card, EmptyState, ProgressLine
from desk_app.ui.widgets.choices import ChoiceList, ChoiceStrip, Option
from desk_app.ui.widgets.columns import TwoColumns
from desk_app.ui.widgets.fields import Field, LineEdit, SearchField
from desk_app.ui.widgets.labels import Icon, Label, Tag
from desk_app.ui.widgets.lines import Cell, Column, LinesModel
from desk_app.ui.widgets.refusal import Offer, RefusalBox
from desk_app.ui.widgets.sheet import Sheet
from desk_app.ui.widgets.table import Table
from desk_app.ui.widgets.tiles import Tile, TileFace

Line = tuple[str, str, str, str, str]
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
QUEUE: tuple[Line, ...] = (
    ("1", "B 030", "Dépôt de pièces", "31 min", "Arrivé à 10:11, avant les autres"),
    ("2", "R 012", "Remise d’un titre", "12 min", "Rendez-vous de 10:45"),
    ("3", "C 034", "Remise d’un titre", "29 min", "Arrivé à 10:13"),
    ("4", "D 021", "Récépissé", "27 min", "Arrivé à 10:15"),
    ("5", "A 097", "Dépôt de pièces", "26 min", "Transféré, garde son rang"),
    ("6", "B 035", "Dépôt de pièces", "22 min", "Arrivé à 10:20"),
)


def nothing() -> None:
    """Do nothing: the pictures are not pressed."""


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
    column.addWidget(_queue_card(), 1)
    box = QVBoxLayout(page)
    box.setContentsMargins(0, 0, 0, 0)
    right = _ticket_column()
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
    first.addWidget(_counter_card())
    first.addWidget(_refusals())
    first.addStretch(1)
    second.addWidget(_chart_card())
    second.addWidget(_fields_card())
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


def _ticket_column() -> QWidget:
    place = QWidget()
    column = QVBoxLayout(place)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(px(12))
    card = Card()
    card.body.addWidget(Label("Ticket à remettre", style="caption", weight=600, tone="text2"))
    card.body.addWidget(Label("Remise d’un titre de séjour", style="lead", weight=600, wrap=True))
    document = LineEdit("Document présenté", icon="id-card", keeps_return=True)
    document.setText("9304 2187 65")
    document.show_mark("check")
    hint = "Numéro étranger · A. K., 1979 · aucun ticket aujourd’hui"
    card.body.addWidget(Field("Document présenté", document, hint=hint))
    language = ChoiceStrip("Langue du ticket")
    names = ("Français", "العربية", "English", "Türkçe", "Autre…")
    language.set_options([Option(str(place), name) for place, name in enumerate(names)])
    language.choose("1")
    card.body.addWidget(Field("Langue du ticket", language, shortcut="+"))
    priority = ChoiceStrip("Priorité")
    names = ("Aucune", "Carte CMI", "Carte famille", "Locale…")
    priority.set_options([Option(name, name) for name in names])
    card.body.addWidget(Field("Priorité", priority, shortcut="*"))
    give = PrimaryButton("Remettre le ticket", icon="ticket")
    card.body.addWidget(give)
    place.setFocusProxy(give)
    row = QHBoxLayout()
    row.addWidget(Icon("clock"))
    row.addWidget(Label("Attente annoncée : 10 à 20 min", tone="text2"), 1)
    card.body.addLayout(row)
    column.addWidget(card)
    column.addStretch(1)
    return place


def _queue_card() -> Card:
    card = Card(padding=0, gap=0)
    find = LinkButton("Chercher", shortcut="/")
    card.add_head("File de ce guichet", note="35 personnes · la plus longue : 31 min", end=find)
    model: LinesModel[Line] = LinesModel(
        (
            Column(id="rank", title="", cell=_rank, align="end", width=44),
            Column(id="number", title="Numéro", cell=_number, width=84),
            Column(id="procedure", title="Démarche", cell=lambda row: row[2]),
            Column(id="waited", title="Attend", cell=_waited, align="end", width=96),
            Column(id="reason", title="Pourquoi", cell=_reason, width=230),
        ),
        identity=lambda row: row[1],
        highlight=lambda row: row[0] == "1",
    )
    model.set_rows(QUEUE)
    table = Table(model, name="File", parent=card)
    table.choose(model.index(3, 0))
    table.setMinimumHeight(px(160))
    card.body.addWidget(table)
    return card


def _rank(row: Line) -> Cell:
    return Cell(row[0], tone="text3", style="caption")


def _number(row: Line) -> Cell:
    return Cell(row[1], style="lead", weight=700)


def _waited(row: Line) -> Cell:
    return Cell(row[3], weight=600)


def _reason(row: Line) -> Cell:
    if row[0] == "2":
        return Cell(row[4], icon="calendar-check", tag="accent")
    if row[0] == "5":
        return Cell(row[4], icon="arrow-left-right", tag="neutral")
    return Cell(row[4], tone="text2", style="caption")


def _counter_card() -> Card:
    card = Card(padding=24, gap=10)
    tags = QHBoxLayout()
    tags.addWidget(Tag("Au guichet", icon="user-round-check", tone="accent"))
    tags.addWidget(Tag("Carte CMI", icon="badge-check", tone="prio"))
    tags.addWidget(Tag("À vérifier", icon="triangle-alert", tone="warn"))
    tags.addStretch(1)
    card.body.addLayout(tags)
    card.body.addWidget(Label("\u2066C 042\u2069", style="call"))
    card.body.addWidget(PrimaryButton("Terminer et appeler le suivant", icon="megaphone"))
    grid = QGridLayout()
    grid.setSpacing(px(8))
    buttons = (
        ("Terminer", "check", "T"),
        ("Rappeler", "volume-2", "R"),
        ("Absent", "user-round-x", "A"),
        ("Mettre de côté", "pause", "C"),
        ("Transférer", "arrow-left-right", "F"),
        ("Rendez-vous", "calendar-plus", "V"),
    )
    for place, (text, icon, key) in enumerate(buttons):
        button = Button(text, icon=icon, shortcut=key)
        button.setEnabled(key != "V")
        grid.addWidget(button, place // 3, place % 3)
    card.body.addLayout(grid)
    return card


def _refusals() -> QWidget:
    place = QWidget()
    column = QVBoxLayout(place)
    column.setContentsMargins(0, 0, 0, 0)
    refusal, warning = RefusalBox(place), RefusalBox(place)
    column.addWidget(refusal)
    column.addWidget(warning)
    refusal.refuse(
        "Cette personne a déjà le ticket C 038, 6 personnes avant.",
        offers=(Offer(text="Réimprimer en duplicata", callback=nothing, icon="printer"),),
    )
    warning.refuse(
        "Ce téléphone a déjà servi à 3 autres personnes ce mois-ci.",
        why="La réservation reste possible\u202f; le responsable en sera informé.",
        level="warn",
    )
    return place


def _chart_card() -> Card:
    card = Card(gap=4)
    card.body.addWidget(Label("Guichets nécessaires, par demi-heure", weight=600))
    needed = (3, 5, 6, 6, 6, 5, 4, 3, 4, 5, 5, 5, 4, 4, 3, 2)
    opened: tuple[int | None, ...] = (5, 6, 6, 5, 5) + (None,) * 11
    hours = [f"{8 + (place + 1) // 2}:{'30' if place % 2 == 0 else '00'}" for place in range(16)]
    bars = StepBars()
    bars.show_steps(
        [
            Step(hour if place % 2 == 0 else "", need, open_now)
            for place, (hour, need, open_now) in enumerate(zip(hours, needed, opened, strict=True))
        ],
        now=4.4,
        spoken="Il faut 6 guichets jusqu’à 11:00, puis 5.",
    )
    card.body.addWidget(bars)
    return card


def _fields_card() -> Card:
    card = Card()
    kinds = ChoiceList("Document")
    kinds.set_options([Option("passport", "Passeport"), Option("card", "Carte d’identité")])
    row = QHBoxLayout()
    row.addWidget(Field("Document", kinds))
    wrong = LineEdit("Numéro")
    wrong.setText("BX 0472?15")
    wrong.set_invalid(True)
    row.addWidget(Field("Numéro", wrong, hint="Lecture douteuse : vérifiez le 7e caractère."))
    card.body.addLayout(row)
    return card


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
