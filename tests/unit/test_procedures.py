"""Procedures: their names by language and how they are received."""

from __future__ import annotations

import pytest

from desk_app.domain.procedures import (
    SERIES_LETTERS,
    Channel,
    FamilyCode,
    Procedure,
    ProcedureCode,
)


def procedure(*channels, **fields):
    named = {"name": {"fr": "Remise d’un titre", "en": "Collecting a permit"}, "short": {}}
    return Procedure(
        code=ProcedureCode("REM_TITRE"),
        family=FamilyCode("REMISE"),
        channels=frozenset(channels),
        minutes=8,
        **(named | fields),
    )


@pytest.mark.parametrize(
    ("channels", "expected"),
    [
        ([Channel.WALK_IN], True),
        ([Channel.WALK_IN, Channel.APPOINTMENT], True),
        ([Channel.APPOINTMENT, Channel.HELP_DESK], False),
        ([Channel.CONVOCATION], False),
    ],
)
def test_a_same_day_ticket_needs_the_walk_in_channel(channels, expected):
    assert procedure(*channels).is_walk_in is expected


@pytest.mark.parametrize(
    ("language", "name"),
    [("en", "Collecting a permit"), ("fr", "Remise d’un titre"), ("ti", "Remise d’un titre")],
)
def test_a_name_falls_back_to_french(language, name):
    assert procedure().named(language) == name


@pytest.mark.parametrize(
    ("short", "language", "name"),
    [
        ({"fr": "Remise", "en": "Permit"}, "en", "Permit"),
        ({"fr": "Remise"}, "en", "Collecting a permit"),
        ({"fr": "Remise"}, "ti", "Remise"),
        ({"fr": "Remise"}, "fr", "Remise"),
        ({}, "en", "Collecting a permit"),
        ({}, "fr", "Remise d’un titre"),
        ({}, "ti", "Remise d’un titre"),
    ],
)
def test_a_short_name_keeps_its_language_and_falls_back_to_french_last(short, language, name):
    assert procedure(short=short).short_named(language) == name


def test_no_series_has_a_letter_that_is_mistaken_for_another():
    assert not set("IMOQW") & set(SERIES_LETTERS)
    assert len(SERIES_LETTERS) == len(set(SERIES_LETTERS))
