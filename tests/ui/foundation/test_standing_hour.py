"""The status bar says that the clock was set back, until it has caught up (S-07)."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from desk_app.domain.changes import Topic, changes
from desk_app.domain.errors import StoreUnavailable
from desk_app.services.printing import PrinterStanding
from desk_app.ui.shell.standing import Standing
from desk_app.ui.signals import AppSignals
from desk_app.ui.tasks import Tasks
from tests.ui.hands import AtOnce

PARIS = ZoneInfo("Europe/Paris")


class Bar:
    """What the status bar was told last, by item."""

    def __init__(self) -> None:
        self.said: dict[str, tuple[str, str]] = {}

    def set_status(self, item, text, level="normal") -> None:
        self.said[item] = (text, level)


class Clocked:
    """A standing whose clock is behind by *gap*, asked as often as *asked* says."""

    def __init__(self, clock) -> None:
        self.bar, self.signals = Bar(), AppSignals()
        self.tasks = Tasks(database=AtOnce(), world=AtOnce())
        self.gap, self.asked, self.fault = dt.timedelta(), 0, False
        self.standing = Standing(
            self.bar,
            printer=lambda: PrinterStanding(kept=0, doubtful=0, cause=""),
            display_is_open=lambda: False,
            clock=clock,
            zone=lambda: PARIS,
            tasks=self.tasks,
            signals=self.signals,
            behind=self._behind,
        )

    def _behind(self) -> dt.timedelta:
        self.asked += 1
        if self.fault:
            raise StoreUnavailable("gone")
        return self.gap


@pytest.fixture
def desk(qapp, clock):
    clocked = Clocked(clock)
    yield clocked
    clocked.standing.close()
    clocked.tasks.close()


def test_all_is_well_while_the_clock_goes_on(desk, qtbot):
    desk.standing.start()

    qtbot.waitUntil(lambda: desk.asked == 1)

    assert desk.bar.said["clock"][1] == "normal"


def test_a_clock_that_was_set_back_is_said_once_it_is_noticed_and_until_it_has_caught_up(
    desk, qtbot
):
    desk.standing.start()
    desk.gap = dt.timedelta(minutes=20)
    desk.signals.changed.emit(changes("elsewhere", Topic.CLOCK))
    qtbot.waitUntil(lambda: desk.bar.said["clock"][1] == "attention")
    said = desk.bar.said["clock"][0]
    desk.gap = dt.timedelta()
    desk.signals.changed.emit(changes("elsewhere", Topic.CLOCK))

    qtbot.waitUntil(lambda: desk.bar.said["clock"][1] == "normal")

    assert "20 min d’écart" in said
    assert desk.asked == 3


def test_a_store_in_trouble_leaves_the_hour_as_it_is(desk, qtbot):
    desk.fault = True
    desk.standing.start()

    qtbot.waitUntil(lambda: desk.asked == 1)

    assert desk.bar.said["clock"][1] == "normal"
