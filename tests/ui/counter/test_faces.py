"""What Guichet says, as values: no widget, no clock."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

from desk_app.ui.counter.acts import Act
from desk_app.ui.counter.faces import call_note, recall_hint, timer_face, visit_face
from desk_app.ui.counter.wanted import holds
from desk_app.words.catalogue import set_language
from tests.ui.counter.day import NOW, SERVED, SERVING
from tests.ui.counter.screens import CALLED, FREE, LAST_CALL, NOBODY, STATES


@pytest.fixture(autouse=True)
def _in_french():
    set_language("fr")


def _after(minutes: float) -> dt.datetime:
    return SERVED.started_at + dt.timedelta(minutes=minutes)


@pytest.mark.parametrize(("minutes", "tone"), [(8, "text"), (15.9, "text"), (16, "warn")])
def test_the_timer_warns_after_twice_the_expected_time_and_not_before(minutes, tone):
    assert timer_face(SERVED, _after(minutes)).tone == tone


def test_a_time_not_known_yet_gives_no_measure():
    unknown = dataclasses.replace(SERVED, expected=dt.timedelta(0))

    face = timer_face(unknown, _after(90))
    assert (face.note, face.tone) == ("", "text")


def test_nobody_here_has_no_time():
    assert timer_face(None, NOW).time == ""


@pytest.mark.parametrize(("calls", "words"), [(1, "1er appel"), (2, "2e appel"), (4, "4e appel")])
def test_calls_are_counted_in_words(calls, words):
    screen = dataclasses.replace(
        CALLED, current=dataclasses.replace(CALLED.current, calls=calls), calls_needed=9
    )

    assert call_note(screen, NOW).startswith(words)


def test_a_call_may_be_repeated_at_its_instant_and_not_a_moment_before():
    instant = CALLED.current.recallable_at

    assert recall_hint(CALLED, instant) == ""
    assert recall_hint(CALLED, instant - dt.timedelta(milliseconds=1)) != ""


def test_no_further_call_after_the_last():
    assert recall_hint(LAST_CALL, NOW + dt.timedelta(hours=1)) != ""


def test_the_word_about_calls_goes_once_the_person_is_here():
    assert call_note(SERVING, NOW) == ""


@pytest.mark.parametrize("state", sorted(STATES))
def test_every_act_that_is_blocked_says_why(state):
    face = visit_face(STATES[state])

    assert all(face.blocked.values())
    assert face.primary.text


def test_with_nobody_here_nothing_is_done_to_anybody():
    blocked = visit_face(FREE).blocked

    assert {Act.FINISH, Act.RECALL, Act.ABSENT, Act.PARK, Act.TRANSFER, Act.HOLDER} <= set(blocked)
    assert Act.NUMBER not in blocked


def test_an_empty_queue_still_calls_on_enter():
    assert visit_face(NOBODY).primary.act is Act.CALL


@pytest.mark.parametrize(
    ("text", "typed", "held"),
    [
        ("Changement d’adresse", "adr", True),
        ("Récépissé", "rece", True),
        ("D 021 Récépissé", "d 02", True),
        ("Récépissé", "cepi", False),
        ("Récépissé", "", True),
    ],
)
def test_words_hold_what_begins_them(text, typed, held):
    assert holds(text, typed) is held
