"""What the list of calls says of a holder: the day, the phone, what silence would mean."""

from __future__ import annotations

from collections.abc import Mapping

from desk_app.domain.procedures import ProcedureCode
from desk_app.services.call_lists import CallList, ToCall
from desk_app.ui.widgets.lines import Cell, Column
from desk_app.words.appointments import call_standing, phone_digits, phone_shown
from desk_app.words.catalogue import _, ngettext, pgettext
from desk_app.words.dates import clock, day_and_month, local


def call_columns() -> tuple[Column[ToCall], ...]:
    """Return the columns of the list."""
    return (
        Column(id="day", title=_("Day and hour"), cell=_day, width=196),
        Column(id="last4", title=_("Document"), cell=_last4, width=96),
        Column(id="phone", title=_("Phone"), cell=_phone, width=166),
        Column(id="tried", title=_("Calls"), cell=_tried),
    )


def head_said(listed: CallList) -> str:
    """Return how many are to be called, and how many have no phone."""
    count = len(listed.lines)
    form = ngettext(
        "{count} holder to call, from ten to three days before.",
        "{count} holders to call, from ten to three days before.",
        count,
    )
    return " ".join(part for part in (form.format(count=count), _without(listed)) if part)


def nobody_said(listed: CallList) -> str:
    """Return what is said of an empty list."""
    return " ".join(part for part in (_("Nobody is to be called today."), _without(listed)) if part)


def detail_said(line: ToCall, names: Mapping[ProcedureCode, str]) -> str:
    """Return what silence means for the chosen holder, and how they get a place again."""
    procedure = names.get(line.appointment.procedure, line.appointment.procedure)
    if line.goes_on is not None:
        said = _(
            "Not reached on two days: the place is given back on {day}. Who comes later "
            "books another, without penalty."
        ).format(day=day_and_month(line.goes_on))
    elif line.is_verified:
        said = _("Verified phone: not answered on two days, the place is given back.")
    else:
        said = _("Phone not verified: without an answer the place is kept.")
    return f"{procedure}. {said}"


def printed_line(line: ToCall) -> str:
    """Return a holder as one line of the printed list: the phone first, then the day."""
    at = line.appointment.starts_at
    day = f"{day_and_month(local(at).date())} {clock(at)}"
    return f"{phone_digits(line.phone)} · {day} · …{line.last4}"


def _without(listed: CallList) -> str:
    if not listed.without:
        return ""
    form = ngettext(
        "{count} without a phone: the place is kept.",
        "{count} without a phone: their places are kept.",
        listed.without,
    )
    return form.format(count=listed.without)


def _day(line: ToCall) -> Cell:
    at = line.appointment.starts_at
    return Cell(f"{day_and_month(local(at).date())} {clock(at)}")


def _last4(line: ToCall) -> Cell:
    return Cell(f"…{line.last4}", "text2")


def _phone(line: ToCall) -> Cell:
    return Cell(phone_shown(line.phone), weight=600, icon="phone")


def _tried(line: ToCall) -> Cell:
    if line.goes_on is not None:
        said = pgettext("call", "goes on {day}").format(day=day_and_month(line.goes_on))
        return Cell(said, "warn", weight=600, icon="clock-alert")
    return Cell(call_standing(line.in_vain, None) or pgettext("call", "not reached yet"), "text2")
