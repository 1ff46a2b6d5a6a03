"""Acts on a store as a test's one-liners, with the ports a desk would give."""

from __future__ import annotations

from functools import partial

from desk_app.domain.overrides import Cause, Override
from desk_app.domain.people import Agent, AgentLogin, Role
from desk_app.domain.tickets import Priority
from desk_app.security.codes import new_code, new_id
from desk_app.security.keys import keyed_hash
from desk_app.services.handing import Printer
from desk_app.services.issuing import Order, issue
from desk_app.services.outcomes import Issued
from desk_app.services.overrides import Wish, agree
from desk_app.services.questions import Agreement

AGENT, CHIEF = AgentLogin("smarchand"), AgentLogin("hgarnier")
COLLEAGUES = tuple(
    AgentLogin(login)
    for login in ("smarchand", "kbelhadj", "mlemaire", "mdiarra", "plefort", "jmoreau")
)
"""Six agents of the demonstration site."""
NO_HOLIDAYS = frozenset()


def issues(store, clock, order: Order, *, by: AgentLogin = AGENT) -> Issued:
    """Issue a ticket with the real service; a local priority by the supervisor and a colleague."""
    ports = issuing_ports(store, clock)
    if order.priority is not Priority.LOCAL:
        return issue(order, by=by, **ports)
    agreement = agreed(store, clock, Override.LOCAL_PRIORITY, order.procedure)
    return issue(order, by=CHIEF, agreement=agreement, **ports)


def agreed(store, clock, kind: Override, subject: str, *, asker: AgentLogin = CHIEF) -> Agreement:
    """A colleague of *asker* agrees to an exception; the supervisor has no quota."""
    login = AGENT if asker != AGENT else CHIEF
    colleague = Agent(login=login, name="", role=Role.AGENT)
    return agree(
        Wish(kind=kind, subject=subject, why=Cause.OUR_MISTAKE),
        asker=asker,
        login=login,
        password="",
        check=lambda *_: colleague,
        begin=store.begin,
        clock=clock,
        new_id=new_id,
    )


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
