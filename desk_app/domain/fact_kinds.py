"""Every kind of fact by its name in the journal."""

from __future__ import annotations

from desk_app.domain import (
    account_facts,
    booking_facts,
    exchange_facts,
    facts,
    register_facts,
    sync_facts,
)
from desk_app.domain.facts import Fact


def _kinds() -> dict[str, type[Fact]]:
    found = (
        each
        for module in (
            facts,
            account_facts,
            booking_facts,
            exchange_facts,
            register_facts,
            sync_facts,
        )
        for each in vars(module).values()
    )
    return {
        kind.__name__: kind
        for kind in found
        if isinstance(kind, type) and issubclass(kind, Fact) and kind is not Fact
    }


KINDS: dict[str, type[Fact]] = _kinds()
