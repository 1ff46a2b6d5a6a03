"""`desk-app procedure`: what visitors come for, as it stands today."""

from __future__ import annotations

from collections.abc import Callable

from desk_app.cli.command import Answer, Call, Command, Option, Words, iso, positional, whole
from desk_app.cli.output import table
from desk_app.domain.procedures import ProcedureCode
from desk_app.services.direction import SITES_OWN, Quota, set_procedure
from desk_app.services.issuing import find_procedure
from desk_app.services.reception import ProcedureLine, reception
from desk_app.words.catalogue import _
from desk_app.words.dates import wait_range


def _list(call: Call) -> Answer:
    desk = call.desk
    lines = reception(
        language=call.language, read=desk.read, clock=desk.clock, holidays=desk.holidays
    ).lines
    return Answer(
        data=[
            {
                "procedure": line.code,
                "series": line.series,
                "name": line.name,
                "gate": line.gate.value,
                "waiting": line.waiting,
                "wait_minutes": list(line.wait),
                "issued": line.issued,
                "quota": line.quota,
                "reopens_at": iso(line.reopens_at),
            }
            for line in lines
        ],
        lines=table([_row(line) for line in lines], right=frozenset({3})),
    )


def _row(line: ProcedureLine) -> tuple[str, ...]:
    issued = (
        _("{issued} out of {quota}").format(issued=line.issued, quota=line.quota)
        if line.quota is not None
        else str(line.issued or "")
    )
    wait = wait_range(line.wait) if line.gate.value == "open" else _GATES[line.gate.value]()
    return (line.series, line.code, line.short, str(line.waiting or ""), wait, issued)


def _set(*, is_open: bool) -> Callable[[Call], Answer]:
    def run(call: Call) -> Answer:
        return _changed(call, is_open=is_open, quota=None)

    return run


def _quota(call: Call) -> Answer:
    wanted = call.values.text("quota")
    return _changed(call, is_open=None, quota=SITES_OWN if wanted == SITES_OWN else int(wanted))


def _tickets_or_site(text: str) -> Quota:
    """Read a quota, or the word that takes one back. Raises ValueError."""
    return SITES_OWN if text == SITES_OWN else whole(text)


def _changed(call: Call, *, is_open: bool | None, quota: Quota | None) -> Answer:
    desk = call.desk
    asked = ProcedureCode(call.values.text("procedure"))
    code = set_procedure(
        asked, is_open=is_open, quota=quota, by=call.by, begin=desk.begin, clock=desk.clock
    ).subject
    line = next(
        line
        for line in reception(
            language=call.language, read=desk.read, clock=desk.clock, holidays=desk.holidays
        ).lines
        if line.code == code
    )
    with desk.read() as work:
        name = find_procedure(work.site, code).short_named(call.language)
    state = _GATES[line.gate.value]()
    return Answer(
        data={"procedure": code, "gate": line.gate.value, "quota": line.quota},
        lines=(_("{procedure}: {state}").format(procedure=name, state=state),),
    )


_GATES: dict[str, Callable[[], str]] = {
    "open": lambda: _("tickets are handed out"),
    "quota": lambda: _("quota reached"),
    "closed": lambda: _("closed at this hour"),
    "closed_today": lambda: _("closed for today"),
    "appointment": lambda: _("by appointment"),
    "convocation": lambda: _("on a convocation"),
    "help_desk": lambda: _("at the digital help desk"),
}

_CODE = positional("procedure", lambda: _("code of the procedure"))
_KEYS = ("procedure", "gate", "quota")


def _verb(name: str, help_: Words, run: Callable[[Call], Answer], *more: Option) -> Command:
    """Return a command that changes one procedure for today and says how it now stands."""
    return Command(name=name, help=help_, run=run, keys=_KEYS, options=(_CODE, *more), changes=True)


COMMANDS = (
    Command(
        name="list",
        help=lambda: _("Each procedure: who waits, how long, what was handed out."),
        run=_list,
        keys=(
            "procedure", "series", "name", "gate", "waiting", "wait_minutes", "issued", "quota",
            "reopens_at",
        ),
        is_list=True,
    ),
    _verb("open", lambda: _("Open a procedure again for today."), _set(is_open=True)),
    _verb(
        "close",
        lambda: _("Close a procedure for today; who has a ticket keeps it."),
        _set(is_open=False),
    ),
    _verb(
        "quota",
        lambda: _("Set how many tickets a procedure has today, or take that back."),
        _quota,
        positional(
            "quota",
            lambda: _("tickets for today, or site for the site’s own quota"),
            kind=_tickets_or_site,
        ),
    ),
)  # fmt: skip
