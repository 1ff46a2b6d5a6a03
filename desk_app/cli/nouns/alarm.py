"""`desk-app alarm`: an agent's call for help, and who answers it."""

from __future__ import annotations

from desk_app.cli.command import Answer, Call, Command, Json, flag, iso, positional, whole
from desk_app.cli.output import table
from desk_app.domain.counters import CounterId
from desk_app.services import alarms
from desk_app.words.catalogue import _
from desk_app.words.dates import clock


def _raise(call: Call) -> Answer:
    number = call.values.maybe_number("counter")
    counter = None if number is None else CounterId(number)
    place = call.values.text("place")
    desk = call.desk
    called = alarms.raise_alarm(
        counter, place=place, by=call.by, begin=desk.begin, clock=desk.clock, new_id=desk.new_id
    ).call
    return Answer(
        data=_document(called),
        lines=(_("Called for help: {place}.").format(place=_place(called)),),
    )


def _list(call: Call) -> Answer:
    desk = call.desk
    calls = alarms.unanswered(read=desk.read, clock=desk.clock)
    rows = [
        (str(each.id), _place(each), clock(each.at), each.name or _("locked desk"))
        for each in calls
    ]
    return Answer(
        data=[_document(each) for each in calls],
        lines=table(rows) or (_("Nobody calls for help."),),
    )


def _acknowledge(call: Call) -> Answer:
    desk = call.desk
    alarm = alarms.alarm_id(call.values.text("alarm"))
    called = alarms.acknowledge(alarm, by=call.by, begin=desk.begin, clock=desk.clock).call
    said = _("{place}: {name} is going.").format(place=_place(called), name=called.answered_by)
    return Answer(data=_document(called), lines=(said,))


def _document(called: alarms.Call) -> dict[str, Json]:
    return {
        "id": str(called.id),
        "counter": called.counter,
        "place": called.place,
        "raised_at": iso(called.at),
        "raised_by": called.raised_by,
        "acknowledged_by": called.answered_by or None,
    }


def _place(called: alarms.Call) -> str:
    if called.counter is None:
        return called.place or _("the reception")
    return _("Counter {n}").format(n=called.counter)


_KEYS = ("id", "counter", "place", "raised_at", "raised_by", "acknowledged_by")

COMMANDS = (
    Command(
        name="raise",
        help=lambda: _("Call colleagues for help at a counter, or at the reception."),
        run=_raise,
        keys=_KEYS,
        options=(
            flag("--counter", lambda: _("number of the counter"), metavar="N", kind=whole),
            flag("--place", lambda: _("name of the desk, such as Accueil 1"), metavar="NAME"),
        ),
        changes=True,
    ),
    Command(
        name="list",
        help=lambda: _("The day’s calls for help that nobody has answered."),
        run=_list,
        keys=_KEYS,
        is_list=True,
    ),
    Command(
        name="acknowledge",
        help=lambda: _("Answer a call for help by name."),
        run=_acknowledge,
        keys=_KEYS,
        options=(positional("alarm", lambda: _("id of the call, from alarm list")),),
        changes=True,
    ),
)
