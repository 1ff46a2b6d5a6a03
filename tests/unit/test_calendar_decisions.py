"""Closures and exceptional openings that may not be decided, and the sentences of refusals."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterator

import pytest

from desk_app.domain import calendar_errors as e
from desk_app.domain.calendar import Calendar
from desk_app.domain.conflicts import Conflict, Contradiction, conflicts
from desk_app.domain.decisions import require_closure, require_extra
from desk_app.domain.errors import Refused
from desk_app.domain.series import Closure, ClosureReason, Extra, Recurrence
from desk_app.words import dates
from desk_app.words.calendar import closure_reason, conflict_line
from desk_app.words.catalogue import language, set_language
from desk_app.words.errors import sentence
from tests.unit.calendars import MONDAY, RNV, closure, extra, plan, series

DAY = dt.timedelta(days=1)
CALENDAR = Calendar(
    series=(series("S", plan(counters=(5,)), Recurrence(days=frozenset({0}))),),
    extras=(extra("X", MONDAY + DAY),),
)


@pytest.fixture(autouse=True)
def _french() -> Iterator[None]:
    before = language()
    set_language("fr")
    yield
    set_language(before)


@pytest.mark.parametrize(
    "sound",
    [
        closure(MONDAY),
        closure(MONDAY - DAY, MONDAY),
        closure(MONDAY, hours="10:00-11:00", counters=(5,)),
        closure(MONDAY, procedures=(RNV,)),
    ],
)
def test_a_sound_closure_may_be_decided(sound: Closure) -> None:
    require_closure(sound, today=MONDAY)


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        (closure(MONDAY, MONDAY - DAY), e.DaysReversed),
        (closure(MONDAY - DAY), e.DayIsPast),
        (closure(MONDAY, hours="11:00-10:00"), e.HoursReversed),
        (closure(MONDAY, hours="11:00-11:00"), e.HoursReversed),
        (closure(MONDAY, counters=(5,), procedures=(RNV,)), e.ClosureScopeUnclear),
    ],
)
def test_an_unclear_closure_is_refused(wrong: Closure, error: type[Refused]) -> None:
    with pytest.raises(error):
        require_closure(wrong, today=MONDAY)


@pytest.mark.parametrize(
    "sound",
    [
        extra("Y", MONDAY, plan(hours="13:00-15:00")),
        extra("Y", MONDAY, plan(counters=(1,))),
        extra("Y", MONDAY + DAY * 2),
        extra("Y", MONDAY + DAY, plan(hours="12:00-13:00")),
    ],
)
def test_a_sound_opening_may_be_decided(sound: Extra) -> None:
    require_extra(sound, CALENDAR, today=MONDAY)


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        (extra("Y", MONDAY - DAY), e.DayIsPast),
        (extra("S", MONDAY + DAY * 2), e.CalendarNameTaken),
        (extra("X", MONDAY + DAY * 2), e.CalendarNameTaken),
        (extra("Y", MONDAY + DAY * 2, plan(hours="12:00-11:00")), e.HoursReversed),
        (extra("Y", MONDAY + DAY * 2, plan(capacity=3)), e.TooManySeats),
        (extra("Y", MONDAY), e.OpeningContradicts),
        (extra("Y", MONDAY + DAY), e.OpeningContradicts),
        (extra("Y", MONDAY + DAY * 2, plan(breaks=("08:00-09:30",))), e.OpeningContradicts),
        (extra("Y", MONDAY + DAY * 2, plan(minutes=25)), e.OpeningContradicts),
    ],
)
def test_an_opening_that_contradicts_is_refused(wrong: Extra, error: type[Refused]) -> None:
    with pytest.raises(error):
        require_extra(wrong, CALENDAR, today=MONDAY)


def test_what_others_contradict_does_not_stand_in_the_way() -> None:
    torn = dataclasses.replace(CALENDAR, series=(series("S", plan(minutes=25)),))

    require_extra(extra("Y", MONDAY, plan(counters=(1,))), torn, today=MONDAY)


@pytest.mark.parametrize(
    ("error", "text", "why"),
    [
        (
            e.DayIsPast(MONDAY),
            "Le jour est passé\u00a0: lundi 2 mars 2026.",
            "Choisissez aujourd’hui ou un jour à venir.",
        ),
        (
            e.HoursReversed(dt.time(9), dt.time(8, 30)),
            "La fin, 8:30, n’est pas après le début, 9:00.",
            "Corrigez l’un des deux.",
        ),
        (
            e.OpeningContradicts("overlap", "S", dt.time(9), dt.time(10)),
            "Ces heures ne peuvent pas ouvrir\u00a0: un guichet est déjà pris à ce moment.",
            "Changez les heures, les pauses ou les guichets.",
        ),
    ],
)
def test_a_refusal_is_a_sentence(error: Refused, text: str, why: str) -> None:
    said = sentence(error)

    assert (said.text, said.why) == (text, why)


def test_a_contradiction_is_a_sentence() -> None:
    one = series("A", plan(counters=(5, 6)), Recurrence(days=frozenset({0}), first_on=MONDAY))
    (found,) = conflicts((one, dataclasses.replace(one, id="B")))

    assert conflict_line(found) == (
        "B\u00a0: le lundi 2 mars de 9:00 à 12:00, A a déjà les guichets 5, 6."
    )


@pytest.mark.parametrize("kind", Contradiction)
def test_every_contradiction_has_words(kind: Contradiction) -> None:
    line = conflict_line(Conflict(kind=kind, series="A", weekday=0))

    assert line.startswith("A\u00a0: ")
    assert "{" not in line


@pytest.mark.parametrize("reason", ClosureReason)
def test_every_reason_of_a_closure_has_words(reason: ClosureReason) -> None:
    assert closure_reason(reason) == closure_reason(reason).strip() != reason.value


@pytest.mark.parametrize(("code", "name"), [("fr", "lundi"), ("en", "Monday"), ("es", "lunes")])
def test_a_weekday_has_a_name_in_every_language(code: str, name: str) -> None:
    set_language(code)

    assert dates.weekday(0) == name
