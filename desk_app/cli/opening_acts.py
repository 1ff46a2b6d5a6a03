"""What the verbs of `desk-app draw` about an opening do: cards before it, tickets with it."""

from __future__ import annotations

from desk_app.cli.command import Answer, Call, Json, iso
from desk_app.cli.output import table
from desk_app.domain.people import parse_document
from desk_app.domain.procedures import ProcedureCode
from desk_app.domain.text import clean
from desk_app.domain.tickets import Priority
from desk_app.services import opening_draws
from desk_app.services.issuing import Order
from desk_app.services.opening_checks import opening_checks
from desk_app.services.opening_page import opening_page
from desk_app.words.openings import (
    card_line,
    check_line,
    given_line,
    left_lines,
    opening_line,
    queue_cells,
)


def card(call: Call) -> Answer:
    """Hand a card out."""
    desk, values = call.desk, call.values
    document, kind = values.text("document"), values.text("priority")
    handed = opening_draws.hand_card(
        Order(
            procedure=ProcedureCode(values.text("procedure").strip().upper()),
            language=clean(values.text("language"), at_most=20),
            priority=Priority(kind) if kind else None,
            document=parse_document(document) if document else None,
            hint=values.text("hint"),
        ),
        by=call.by,
        begin=desk.begin,
        clock=desk.clock,
        keyed_hash=desk.keyed_hash,
        holidays=desk.holidays,
        new_secret=desk.new_secret,
    )
    data: dict[str, Json] = {
        "card": handed.card.number,
        "procedure": handed.card.procedure,
        "opens_at": iso(handed.opens_at),
    }
    return Answer(data=data, lines=(card_line(handed.card.number, handed.opens_at),))


def doors(call: Call) -> Answer:
    """Open the doors: cards become tickets."""
    desk = call.desk
    opened = opening_draws.open_doors(
        by=call.by,
        begin=desk.begin,
        clock=desk.clock,
        new_id=desk.new_id,
        new_code=desk.new_code,
        holidays=desk.holidays,
        printer=desk.printer,
    )
    given = [(each.card, each.ticket.number) for each in opened.given]
    data: dict[str, Json] = {
        "tickets": [{"card": number, "number": ticket} for number, ticket in given],
        "without_ticket": list(opened.left),
        "drawn": sorted(opened.drawn),
        "seed": opened.seed,
    }
    lines = (given_line(number, ticket) for number, ticket in given)
    return Answer(data=data, lines=(*lines, *left_lines(opened.left)))


def opened(call: Call) -> Answer:
    """Replay the openings of a day from the journal."""
    desk = call.desk
    found = opening_checks(call.values.day("on"), by=call.by, read=desk.read, clock=desk.clock)
    flawed = next((each for each in found if each.flaw is not None), None)
    failure: dict[str, Json] = {}
    if flawed is not None:
        failure = {"error": "OpeningNotReplayed", "message": check_line(flawed)}
    openings: list[Json] = [
        {
            "draw": each.number,
            "held_at": iso(each.at),
            "cards": each.cards,
            "seed": each.seed,
            "flaw": each.flaw,
        }
        for each in found
    ]
    return Answer(
        data={"valid": flawed is None, "openings": openings, **failure},
        lines=tuple(check_line(each) for each in found),
        exit=3 if failure else 0,
    )


def opening(call: Call) -> Answer:
    """Tell who has a card and how many tickets there are."""
    desk = call.desk
    page = opening_page(
        language=call.language, by=call.by, read=desk.read, clock=desk.clock,
        holidays=desk.holidays,
    )  # fmt: skip
    queues: list[Json] = [
        {"procedure": each.procedure, "cards": each.cards, "tickets_left": each.quota}
        for each in page.queues
    ]
    data: dict[str, Json] = {
        "is_open": page.is_open,
        "opens_at": iso(page.opens_at),
        "cards_from": iso(page.cards_from),
        "cards": page.cards,
        "queues": queues,
    }
    rows = [queue_cells(each.name, each.cards, each.quota) for each in page.queues]
    return Answer(data=data, lines=(opening_line(page), *(table(rows) if rows else ())))
