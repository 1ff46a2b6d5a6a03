"""Acts on a store as a test's one-liners, with the ports a desk would give."""

from __future__ import annotations

from functools import partial

from desk_app.domain.people import AgentLogin
from desk_app.security.codes import new_code, new_id
from desk_app.security.keys import keyed_hash
from desk_app.services.issuing import Order, Printer, issue
from desk_app.services.outcomes import Issued

AGENT = AgentLogin("smarchand")
COLLEAGUES = tuple(
    AgentLogin(login)
    for login in ("smarchand", "kbelhadj", "mlemaire", "mdiarra", "plefort", "jmoreau")
)
"""Six agents of the demonstration site."""
NO_HOLIDAYS = frozenset()


def issues(store, clock, order: Order, *, by: AgentLogin = AGENT) -> Issued:
    """Issue a ticket with the real service."""
    return issue(order, by=by, **issuing_ports(store, clock))


def issuing_ports(store, clock, *, printer: str = "file:///dev/null") -> dict:
    """Return the ports of `issue` for *store*."""
    return {
        "begin": store.begin,
        "clock": clock,
        "new_id": new_id,
        "new_code": new_code,
        "keyed_hash": partial(keyed_hash, b"k" * 32),
        "holidays": lambda _: NO_HOLIDAYS,
        "printer": lambda: Printer(address=printer, profile="epson-tm-t20iii"),
    }
