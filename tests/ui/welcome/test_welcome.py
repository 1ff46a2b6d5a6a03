"""The first start: one key for the common case, mistakes that say their mend."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QLabel, QWidget

from desk_app.domain.errors import DiskFull, PasswordTooWeak, StoreExists, StoreReadOnly
from desk_app.settings.sites import demonstration_path

HARD = "\u00a0"
STRONG = "Quai-de-Loire-7"


@pytest.fixture
def good_file() -> Path:
    return demonstration_path()


@pytest.fixture
def bad_file(tmp_path, good_file) -> Path:
    text = good_file.read_text(encoding="utf-8")
    path = tmp_path / "mon_site.toml"
    path.write_text(text.replace("minutes = 5", 'minutes = "cinq"', 1), encoding="utf-8")
    return path


def test_enter_makes_the_demonstration_desk_as_a_rehearsal(robot) -> None:
    robot.presses_enter()

    assert robot.made == [(robot.place, None, True)]
    assert robot.created == [robot.place]


def test_where_the_data_will_be_is_said(robot) -> None:
    assert robot.reads("welcome.place") == str(robot.place)


def test_another_place_is_chosen(robot, tmp_path) -> None:
    robot.will_choose = tmp_path / "ailleurs.sqlite"
    robot.presses("welcome.choose_place")

    robot.presses("welcome.begin")

    assert robot.made == [(tmp_path / "ailleurs.sqlite", None, True)]


def test_leaving_the_systems_window_changes_nothing(robot) -> None:
    robot.presses("welcome.choose_place")

    assert robot.reads("welcome.place") == str(robot.place)


def test_a_place_can_be_typed(robot, tmp_path) -> None:
    robot.writes("welcome.place", str(tmp_path / "ici.sqlite"))

    robot.presses("welcome.begin")

    assert robot.created == [tmp_path / "ici.sqlite"]


def test_without_a_place_nothing_begins(robot) -> None:
    robot.writes("welcome.place", "  ")

    robot.presses_enter()

    assert not robot.can_begin()
    assert robot.made == []


def test_ones_own_site_is_real_and_needs_its_file_first(robot, good_file) -> None:
    robot.wants_own_site()
    before = robot.can_begin()

    robot.writes("welcome.file", str(good_file))
    robot.will_administer("Anne Leroy", "ALeroy ", STRONG)
    robot.presses("welcome.begin")

    assert not before
    assert robot.made == [(robot.place, good_file, False)]


def test_a_real_site_begins_with_its_first_administrator_by_keys_alone(robot, good_file) -> None:
    robot.wants_own_site(good_file)
    robot.looks_at("welcome.name")

    robot.types(f"Anne Leroy\tALeroy\t{STRONG}\t{STRONG}↵")

    [first] = robot.first
    assert (first.name, first.login, first.password) == ("Anne Leroy", "aleroy", STRONG)
    assert STRONG not in repr(first)


def test_what_a_lost_key_costs_is_said_before_there_is_one(robot, good_file, tmp_path) -> None:
    for_nothing = robot.view.keys.isVisible()  # a rehearsal has nothing to lose

    robot.wants_own_site(good_file)
    robot.writes("welcome.place", str(tmp_path / "ici.sqlite"))

    assert not for_nothing
    assert robot.view.keys.isVisible()
    assert str(tmp_path / "ici.sqlite.key") in robot.view.keys.text()
    assert "plus rien de personnel ne pourra jamais être lu" in robot.view.keys.text()
    assert robot.made == []


def test_a_rehearsal_asks_for_no_account(robot) -> None:
    robot.presses_enter()

    assert robot.first == [None]
    assert not robot.view.account.isVisible()


def test_a_real_site_without_an_administrator_is_not_made(robot, good_file) -> None:
    robot.wants_own_site(good_file)

    robot.presses("welcome.begin")

    assert "Dites qui administre ce site." in robot.reads_refusal()
    assert robot.made == []


def test_two_different_passwords_make_nothing_and_are_typed_again(robot, good_file) -> None:
    robot.wants_own_site(good_file)
    robot.will_administer("Anne Leroy", "aleroy", STRONG, "other")

    robot.presses("welcome.begin")

    assert "Les deux mots de passe ne sont pas les mêmes." in robot.reads_refusal()
    assert (robot.reads("welcome.password"), robot.reads("welcome.again")) == ("", "")
    assert robot.made == []


def test_a_weak_password_is_refused_and_typed_again(robot, good_file) -> None:
    robot.wants_own_site(good_file)
    robot.will_administer("Anne Leroy", "aleroy", "short")
    robot.refusal = PasswordTooWeak("short")

    robot.presses("welcome.begin")

    assert "trop facile à deviner" in robot.reads_refusal()
    assert robot.reads("welcome.password") == ""
    assert robot.reads("welcome.name") == "Anne Leroy"


def test_the_site_found_in_the_file_is_named(robot, good_file) -> None:
    robot.view.kind.walk(1)
    robot.will_choose = good_file

    robot.presses("welcome.choose_file")

    said = [label.text() for label in robot.view.findChildren(QLabel) if label.isVisible()]
    assert "Préfecture de la Seine-Saint-Denis (démonstration)" in said


def test_mistakes_are_listed_with_line_fault_and_mend_and_nothing_is_made(robot, bad_file) -> None:
    robot.wants_own_site(bad_file)

    robot.presses("welcome.begin")

    line = 1 + bad_file.read_text(encoding="utf-8").split("\n").index('minutes = "cinq"')
    said = robot.sees_faults()
    assert "1 erreur dans mon_site.toml" in said
    assert f"Ligne {line}" in said
    assert "minutes = 12.5" in said
    assert robot.made == []


def test_mistakes_stay_while_the_file_is_corrected_and_go_when_read_again(
    robot, bad_file, good_file
) -> None:
    robot.wants_own_site(bad_file)
    robot.presses("welcome.begin")

    bad_file.write_bytes(good_file.read_bytes())
    still = robot.sees_faults()
    robot.rereads()

    assert still != ""
    assert robot.sees_faults() == ""


def test_a_file_that_is_not_there_is_said_in_the_same_list(robot, tmp_path) -> None:
    robot.wants_own_site(tmp_path / "absent.toml")

    robot.presses("welcome.begin")

    assert "absent.toml" in robot.sees_faults()


def test_going_back_to_the_demonstration_forgets_the_mistakes(robot, bad_file) -> None:
    robot.wants_own_site(bad_file)
    robot.presses("welcome.begin")

    robot.wants_demonstration()
    robot.presses("welcome.begin")

    assert robot.sees_faults() == ""
    assert robot.made == [(robot.place, None, True)]


@pytest.mark.parametrize("error", [StoreReadOnly, StoreExists, DiskFull])
def test_what_is_in_the_way_is_said_in_place(robot, error) -> None:
    robot.refusal = error(str(robot.place))

    robot.presses_enter()

    assert robot.reads_refusal() != ""
    assert robot.created == []
    assert robot.can_begin()


def test_another_place_takes_the_refusal_back(robot, tmp_path) -> None:
    robot.refusal = StoreExists(str(robot.place))
    robot.presses_enter()

    robot.writes("welcome.place", str(tmp_path / "autre.sqlite"))

    assert robot.reads_refusal() == ""


def test_the_focus_stays_on_the_button_when_it_was_refused(robot) -> None:
    robot.refusal = StoreReadOnly(str(robot.place))

    robot.presses_enter()

    assert robot.view.begin.hasFocus()


def test_everything_that_takes_the_focus_has_a_name(robot) -> None:
    robot.wants_own_site()

    nameless = [
        widget
        for widget in robot.view.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.isVisible()
        and not widget.accessibleName()
    ]

    assert nameless == []


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_no_label_is_cut_at_any_scale(sit, themed, scale, bad_file) -> None:
    themed(scale)
    robot = sit()
    robot.wants_own_site(bad_file)
    robot.presses("welcome.begin")

    cut = [
        label.text()
        for label in robot.view.findChildren(QLabel)
        if label.isVisible()
        and not label.wordWrap()
        and QFontMetrics(label.font()).horizontalAdvance(label.text()) > label.width() + 1
    ]

    assert cut == []
