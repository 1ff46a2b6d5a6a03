"""Whatever is pasted into whichever field: no crash page, nothing executed, a sound store."""

from __future__ import annotations

import json
import re
import unicodedata

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit

from tests.attacks.texts import TEXTS, harmful

PASTED = {name: text.encode("utf-8", "replace").decode() for name, text in TEXTS.items()}
_OUR_OWN = re.compile("\u2066([^\u2066\u2069]*)\u2069|\u2068([^\u2068\u2069]*)\u2069")
"""A number that stands in a sentence of any script is isolated by us."""
PLACES = ("F2", "F3", "F7", "F8", "F9")
SITS = ("F3", "1", "Return")
COMES = ("F2", "1", "Return", "F3", "Return", "Return")
"""A ticket is handed out, called, and its holder is at the counter."""
WAYS = {
    "signin.field": (("F12",), ()),
    "reception.search": ((), ("F2",)),
    "reception.document": (("F2",), ("3",)),
    "reception.hint": (("F2",), ("3",)),
    "reception.return.field": (("F2",), ("Alt+A",)),
    "second.login": (("F2",), ("Escape", "1", "*", "*", "*", "4")),
    "counter.pick.field": (("F3",), ()),
    "counter.number.field": (SITS, ("N",)),
    "counter.search": ((*SITS, *COMES, *COMES), ("F3", "Ctrl+F")),
    "counter.park.field": (SITS, (*COMES, "C")),
    "counter.transfer.field": (SITS, (*COMES, "F")),
    "supervisor.quota.field": (("F7", "Down"), ("Q",)),
    "journal.search": ((), ("F8",)),
    "display.sentence": (("F9",), ("U",)),
    "finder.field": (("F2",), ("Ctrl+K",)),
    "arrivals.code": (("F5",), ("F5",)),
    "calendar.close.first": (("Shift+F4",), ("Shift+F4", "F")),
    "calendar.open.day": (("Shift+F4",), ("Shift+F4", "O")),
}
"""How a person comes to a field: once, and then again for each text."""
UNASKED = {
    "signin.password", "signin.new", "signin.again", "code.field", "code.password",
    "reception.language.search", "counter.take_up.field", "counter.readmit.field",
    "arrivals.last4", "booking.helper_document", "booking.number", "booking.country",
    "booking.family_name", "booking.given_names", "booking.birth_date", "booking.nationality",
    "booking.phone", "booking.email",  # Enter opens a list here, which no hidden screen can raise
    "second.password", "counter.identity.document", "counter.identity.hint",
    "arrivals.correct.value", "booking.deadline", "booking.not_after", "booking.not_before",
    "calendar.close.counters", "calendar.close.ends", "calendar.close.last",
    "calendar.close.starts", "calendar.open.counters", "calendar.open.ends",
    "calendar.open.starts", "guide.help_desk", "guide.hotline", "guide.missing",
    "opening.document", "register.secret1", "register.secret2", "ties.birth_date",
    "ties.family_name", "ties.given_names", "ties.nationality", "ties.value",
}  # fmt: skip
"""Fields that a rehearsal, or an empty morning, never asks for: pasted into where they are."""


def fields(house) -> list[QLineEdit | QPlainTextEdit]:
    """Every field of the window, in sight or not, in which something can be written."""
    shell = house.program.shell
    found = (*shell.findChildren(QLineEdit), *shell.findChildren(QPlainTextEdit))
    return [field for field in found if not field.isReadOnly()]


def pastes(house, field, text: str) -> None:
    """Paste *text* as a person does, over what stands there, and press Enter."""
    field.setFocus()
    field.selectAll()
    QApplication.clipboard().setText(text)
    field.paste()
    if field.isVisible():  # nobody presses a key in a sheet that is closed
        QTest.keyClick(field, Qt.Key.Key_Return)
    house.robot.settle(1)  # the crash page is a failure


def _bare(text: str) -> str:
    """Return the letters of *text* as a name is looked up by them."""
    folded = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in folded if not unicodedata.combining(letter)).strip()


def is_quiet(house) -> None:
    """Nothing in sight steers, hides or was formatted, and no markup is obeyed."""
    for label in house.program.shell.findChildren(QLabel):
        said = _OUR_OWN.sub(lambda found: found[1] or found[2] or "", label.text())
        assert sorted(set(harmful(said))) == [], said
        assert "<class" not in said
        assert label.textFormat() is Qt.TextFormat.PlainText or "<" not in said, said


def is_sound(house) -> None:
    """Nothing was run, and the store and its journal hold, as another process sees them."""
    house.robot.settle()
    assert list(house.folder.rglob("pwned*")) == []
    for words in (("journal", "verify"), ("store", "check")):
        held = house.another_process("--json", *words)
        assert held.returncode == 0, held.stdout + held.stderr
    assert json.loads(house.another_process("--json", "store", "status").stdout)["rehearsal"]


@pytest.mark.parametrize("place", PLACES)
def test_no_field_of_any_place_breaks_the_desk(house, place):
    house.sits("Garnier")
    house.another_process("ticket", "issue", "--procedure", "INFO")
    house.robot.press(place)

    for text in PASTED.values():
        for field in fields(house):
            pastes(house, field, text)
        is_quiet(house)

    is_sound(house)


def test_every_field_has_a_way_to_it(house):
    there = {field.objectName() for field in fields(house)}

    assert sorted(there ^ {*WAYS, *UNASKED}) == []


@pytest.mark.parametrize("name", WAYS)
def test_a_person_at_the_field_breaks_nothing(house, name):
    first, again = WAYS[name]
    house.sits("Garnier")
    house.robot.press(*first)

    field = house.program.shell.findChild(QLineEdit, name)
    for text in PASTED.values():
        if name == "counter.pick.field" and not text.strip():
            continue  # that is no other way to say: the counter proposed
        if name == "second.login" and "admin".startswith(_bare(text)):
            continue  # the beginning of a name, and a rehearsal asks admin for no password
        house.robot.press(*again)
        if not field.isVisible():
            house.robot.press(*again)  # the first ended what the last text began
        assert field.isVisible(), (text, house.program.shell.place())
        pastes(house, field, text)
        is_quiet(house)
        house.robot.press("Return", "Escape", "Escape", "Escape")

    is_sound(house)
