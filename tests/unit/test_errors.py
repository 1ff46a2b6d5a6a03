"""Errors: two families, each class one reason with a sentence for developers."""

from __future__ import annotations

import dataclasses

import pytest

from desk_app.domain import errors
from desk_app.domain.errors import DeskError, Refused, Unavailable

CLASSES = [
    kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, DeskError)
]


@pytest.mark.parametrize("kind", CLASSES, ids=lambda kind: kind.__name__)
def test_every_error_says_no_for_a_rule_or_for_the_world_and_says_why(kind):
    assert kind is DeskError or issubclass(kind, Refused) != issubclass(kind, Unavailable)
    assert (kind.__doc__ or "").rstrip().endswith(".")


@pytest.mark.parametrize(
    "kind", [kind for kind in CLASSES if dataclasses.is_dataclass(kind)], ids=lambda k: k.__name__
)
def test_an_error_s_fields_are_told_when_it_is_raised(kind):
    values = {field.name: f"<{field.name}>" for field in dataclasses.fields(kind)}

    with pytest.raises(kind) as raised:
        raise kind(**values)

    assert vars(raised.value) == values


def test_two_refusals_for_the_same_reason_are_still_two_events():
    assert errors.UnknownTicket("A001") != errors.UnknownTicket("A001")


@pytest.mark.parametrize(
    "kind",
    [
        errors.NotWalkIn,
        errors.SiteClosed,
        errors.LastTicketPassed,
        errors.ProcedureClosed,
        errors.QuotaReached,
    ],
)
def test_a_ticket_refused_says_what_is_still_possible(kind):
    refused = kind("INFO")

    assert (refused.procedure, refused.reopens_at, refused.by_appointment) == ("INFO", None, False)
