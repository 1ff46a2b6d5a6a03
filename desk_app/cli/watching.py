"""What supervisors alone ask of a command: acts compared, and the history of a slot."""

from __future__ import annotations

from desk_app.cli.command import Answer, Call, Json, iso
from desk_app.cli.output import table
from desk_app.domain.anomalies import Finding, Pattern, Standing
from desk_app.domain.people import AgentLogin
from desk_app.domain.slot_history import Event
from desk_app.services.anomalies import Anomalies
from desk_app.services.anomalies import anomalies as compare
from desk_app.services.slot_history import SlotHistory, slot_history
from desk_app.words.booking_journal import slot_in_words
from desk_app.words.catalogue import _
from desk_app.words.dates import clock, local, long_date
from desk_app.words.watching import finding_said, happened, pattern_name, place_now, purpose


def anomalies(call: Call) -> Answer:
    """Compare the acts of every agent with the site's; with an agent, the acts behind."""
    desk = call.desk
    seen = compare(
        call.values.day("until"),
        by=call.by,
        begin=desk.begin,
        read=desk.read,
        clock=desk.clock,
        holidays=desk.holidays,
    )
    one = call.values.text("of").strip()
    agents = [each for each in seen.standings if one in ("", each.agent)]
    return Answer(
        data={
            "first": seen.first.isoformat(),
            "until": seen.until.isoformat(),
            "agents": [_standing(each) for each in agents],
            "acts": _acts(seen, AgentLogin(one)) if one else [],
        },
        lines=_lines(seen, agents, behind=bool(one)),
    )


def history(call: Call) -> Answer:
    """Tell what happened to a slot, the oldest first."""
    desk = call.desk
    told = slot_history(
        call.values.text("slot").strip(),
        by=call.by,
        read=desk.read,
        clock=desk.clock,
        holidays=desk.holidays,
    )
    with desk.read() as work:
        zone = work.site.time_zone
    return Answer(
        data={
            "slot": told.slot,
            "starts_at": iso(told.starts_at, zone),
            "is_open": told.is_open,
            "events": [
                {
                    "at": iso(event.at, zone),
                    "what": event.what.value,
                    "place": event.seat,
                    "appointment": event.appointment or None,
                    "agent": event.agent,
                    "detail": event.detail or None,
                }
                for event in told.events
            ],
            "places": [
                {
                    "place": place.seat,
                    "state": place.state.value if place.state else "free",
                    "appointment": place.appointment or None,
                    "waits_for_draw": place.waits_for_draw,
                }
                for place in told.places
            ],
        },
        lines=_story(told),
    )


def _standing(standing: Standing) -> dict[str, Json]:
    return {
        "agent": standing.agent,
        "score": round(standing.score, 2),
        "alerts": [finding.pattern.value for finding in standing.alerts],
        "figures": {
            finding.pattern.value: {
                "count": finding.count,
                "expected": round(finding.expected, 2),
                "alert": finding.is_alert,
            }
            for finding in standing.findings
        },
    }


def _acts(seen: Anomalies, agent: AgentLogin) -> list[dict[str, Json]]:
    return [
        {
            "pattern": pattern.value,
            "at": local(act.at).isoformat(),
            "kind": act.kind,
            "subject": act.subject,
            "entry": act.seq,
        }
        for pattern in Pattern
        for act in seen.acts.get((agent, pattern), ())
    ]


def _lines(seen: Anomalies, agents: list[Standing], *, behind: bool) -> tuple[str, ...]:
    period = _("Acts from {first} to {until}").format(
        first=long_date(seen.first), until=long_date(seen.until)
    )
    rows = [_row(seen, standing, finding) for standing in agents for finding in _told(standing)]
    found = table(rows) if rows else (_("Nobody stands out from the others."),)
    acts = [
        (f"{local(act.at):%Y-%m-%d} {clock(act.at)}", pattern_name(pattern), act.subject)
        for standing in (agents if behind else ())
        for pattern in Pattern
        for act in seen.acts.get((standing.agent, pattern), ())
    ]
    return (period, purpose(), *found, *table(acts))


def _told(standing: Standing) -> tuple[Finding, ...]:
    return standing.alerts


def _row(seen: Anomalies, standing: Standing, finding: Finding) -> tuple[str, ...]:
    name = seen.people.get(standing.agent, standing.agent)
    return (name, pattern_name(finding.pattern), finding_said(finding))


def _story(told: SlotHistory) -> tuple[str, ...]:
    rows = [
        (f"{local(event.at):%Y-%m-%d} {clock(event.at)}", happened(event), _who(told, event))
        for event in told.events
    ]
    closed = () if told.is_open else (_("The calendar does not have this time any more."),)
    places = tuple(
        place_now(
            place.seat,
            appointment=place.appointment,
            is_cooling=place.is_cooling,
            waits_for_draw=place.waits_for_draw,
        )
        for place in told.places
    )
    return (slot_in_words(told.slot), *closed, *table(rows), *places)


def _who(told: SlotHistory, event: Event) -> str:
    return told.people.get(event.agent, "") if event.agent else ""
