"""The cards the gallery draws: the parts of a reception and a counter with fixed words."""

from __future__ import annotations

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from desk_app.ui.theme import px
from desk_app.ui.widgets.bars import Step, StepBars
from desk_app.ui.widgets.buttons import Button, LinkButton, PrimaryButton
from desk_app.ui.widgets.cards import Card
from desk_app.ui.widgets.choices import ChoiceList, ChoiceStrip, Option
from desk_app.ui.widgets.fields import Field, LineEdit
from desk_app.ui.widgets.labels import Icon, Label, Tag
from desk_app.ui.widgets.lines import Cell, Column, LinesModel
from desk_app.ui.widgets.refusal import Offer, RefusalBox
from desk_app.ui.widgets.table import Table

Line = tuple[str, str, str, str, str]
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


def ticket_column() -> QWidget:
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


def queue_card() -> Card:
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


def counter_card() -> Card:
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


def refusals() -> QWidget:
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


def chart_card() -> Card:
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


def fields_card() -> Card:
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
