"""The sentences of errors.py that stand in modules of their own, put together."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from desk_app.domain.errors import DeskError
from desk_app.words import (
    account_errors,
    booking_errors,
    calendar_errors,
    draw_errors,
    exchange_errors,
    identity_errors,
)

SAID: Mapping[type[DeskError], Callable[[], tuple[str, str]]] = {
    **account_errors.SAID,
    **booking_errors.SAID,
    **calendar_errors.SAID,
    **draw_errors.SAID,
    **exchange_errors.SAID,
    **identity_errors.SAID,
}
FORMS: Mapping[str, Callable[[str], str]] = {
    **account_errors.FORMS,
    **booking_errors.FORMS,
    **calendar_errors.FORMS,
    **draw_errors.FORMS,
    **identity_errors.FORMS,
}


def template(error: DeskError) -> tuple[str, str] | None:
    """Return what to say where it depends on what *error* holds; None where SAID is enough."""
    return (
        draw_errors.template(error)
        or identity_errors.template(error)
        or exchange_errors.template(error)
    )
