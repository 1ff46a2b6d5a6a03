"""`desk-app doctor`: everything that could stop this desk tomorrow morning, with its mend."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable

from desk_app.cli import checkup
from desk_app.cli.command import Answer, Call, Command, switch
from desk_app.cli.findings import Finding
from desk_app.words.catalogue import _, ngettext

NAGIOS_OK, NAGIOS_CRITICAL = 0, 2


def _doctor(call: Call) -> Answer:
    findings = tuple(checkup.findings(call))
    ill = [one for one in findings if not one.ok]
    if call.values.is_set("nagios"):
        return _nagios(findings, ill)
    lines = [f"{_mark(one)} {one.found}" + (f" {one.mend}" if one.mend else "") for one in findings]
    return Answer(
        data=[dataclasses.asdict(one) for one in findings],
        lines=(*lines, _said(len(ill))),
        exit=3 if ill else 0,
    )


def _mark(one: Finding) -> str:
    return "✓" if one.ok else "✗"


def _said(ill: int) -> str:
    if not ill:
        return _("This desk is ready.")
    said = ngettext("{count} thing to mend.", "{count} things to mend.", ill)
    return said.format(count=ill)


def _nagios(findings: Iterable[Finding], ill: Iterable[Finding]) -> Answer:
    """One line and the exit code of a monitoring plug-in: 0 or 2."""
    faults = "; ".join(f"{one.check}: {one.found}" for one in ill)
    return Answer(
        data=[dataclasses.asdict(one) for one in findings],
        lines=(f"DESK CRITICAL - {faults}" if faults else "DESK OK",),
        exit=NAGIOS_CRITICAL if faults else NAGIOS_OK,
    )


COMMANDS = (
    Command(
        name="",
        help=lambda: _("Everything that could stop this desk tomorrow; ends with 3 if anything."),
        run=_doctor,
        keys=("check", "ok", "mend"),
        options=(switch("--nagios", lambda: _("one line and the exit code of a monitor")),),
        is_list=True,
    ),
)
