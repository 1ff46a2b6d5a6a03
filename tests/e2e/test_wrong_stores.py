"""The program opened on what is no desk: a page that says so in words, with a way on."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QTimer

from tests.e2e.house import living


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ("file", "Ce fichier n’est pas un fichier de Desk App"),
        ("folder", "Ceci est un dossier, pas le fichier d’un poste"),
    ],
)
def test_a_store_that_is_none_is_told_in_words(qapp, tmp_path, wrong, said):
    path = tmp_path / "poste.sqlite"
    if wrong == "file":
        path.write_bytes(b"photo" * 999)
    else:
        path.mkdir()

    with living(tmp_path, makes=False, breaks=True) as house:
        title, page = house.program.shell.header.title(), house.reads()

    assert title == "Le poste ne s’ouvre pas"
    assert said in page
    assert str(path) in page
    assert "sqlite:///" not in page


def test_the_first_start_keeps_its_title_when_its_keys_are_left(qapp, tmp_path):
    with living(tmp_path, makes=False) as house:
        before = house.program.shell.header.title()
        house.robot.press("F1")
        during = house.program.shell.header.title()
        house.robot.press("Escape")
        after = house.program.shell.header.title()

    assert (before, during, after) == ("Desk App", "Touches", "Desk App")


def test_a_long_wait_is_shown_in_the_real_window(house):
    house.sits("Belhadj")
    shell = house.program.shell
    house.program.tasks.waiting.emit(True)
    shell.progress.findChild(QTimer).timeout.emit()  # its 300 ms are over
    during = shell.progress.is_waiting()
    house.program.tasks.waiting.emit(False)

    assert (during, shell.progress.is_waiting()) == (True, False)
