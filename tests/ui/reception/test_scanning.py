"""A document passed under the reader at Accueil, with or without a procedure that asks for one."""

from __future__ import annotations

import pytest

from tests.ui.booking import zones
from tests.ui.reception.robot import Robot

PASSPORT = zones.passport()


def passes(robot, lines):
    for line in lines:
        robot.types(line + "\n")


def test_a_passport_under_the_reader_is_the_document_of_the_ticket(robot):
    robot.types("3")
    passes(robot, PASSPORT)
    robot.types("\n")

    (order,) = robot.services.orders
    assert (order.document.country, order.document.number) == ("BGD", "BX0472915")
    assert robot.written("reception.search") == ""


@pytest.mark.parametrize("before", ["", "1"])
def test_where_no_document_is_asked_nothing_of_it_stays_on_the_screen(robot, before):
    robot.types(before)
    passes(robot, PASSPORT)

    assert robot.written("reception.search") == ""
    assert "RAHMAN" not in robot.sees()
    assert "aucune démarche choisie n’en demande" in robot.refused()
    assert robot.services.orders == []


def test_a_zone_read_wrongly_is_said_under_the_document(robot):
    robot.types("3")
    passes(robot, [PASSPORT[0], PASSPORT[1].replace("BX", "8X", 1)])

    assert "Lecture douteuse" in robot.refused()


def test_the_first_digit_of_a_scanned_number_chooses_no_procedure(themed, qtbot, services):
    robot = Robot(themed, qtbot, services, is_fast=True)
    robot.types("2")
    for key in "9304218711\n":
        robot.types(key)

    assert robot.tile(2).isChecked()
    assert robot.written("reception.document") == ""
    assert "aucune démarche choisie n’en demande" in robot.refused()


def test_a_number_scanned_with_nothing_chosen_chooses_nothing(themed, qtbot, services):
    robot = Robot(themed, qtbot, services, is_fast=True)
    for key in "9304218711\n":
        robot.types(key)

    assert not robot.tile(9).isChecked()
