"""What the verbs of `desk-app draw` that need a desk do. Replaying needs none: nouns/draw.py."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from pathlib import Path

from desk_app.cli.approval import agreement
from desk_app.cli.command import Answer, Call, Json, iso
from desk_app.cli.files import write_lines
from desk_app.cli.registers import opens_of
from desk_app.domain.overrides import Override
from desk_app.services import draw_secrets, draws
from desk_app.services.draw_files import signed
from desk_app.services.register_ports import Draw
from desk_app.words.catalogue import _
from desk_app.words.register import closed_lines, committed_lines, drawn_lines


def commit(call: Call) -> Answer:
    """Commit to a secret; it is told by `told` alone, once the fingerprint is kept."""
    desk = call.desk
    made = draw_secrets.commit_to(
        call.values.text("family"),
        by=call.by,
        begin=desk.begin,
        clock=desk.clock,
        holidays=desk.holidays,
        opens=opens_of(call),
    )
    data: dict[str, Json] = {
        "draw": made.draw.ref.number,
        "witness": made.witness,
        "fingerprint": made.draw.commitments[-1].fingerprint,
    }
    return Answer(data=data, lines=(), secret=made.secret)


def told(_call: Call, answer: Answer) -> Answer:
    """The secret stands in the answer to who committed to it, and nowhere else."""
    assert isinstance(answer.data, Mapping)
    witness = answer.data["witness"]
    assert isinstance(witness, int)
    return dataclasses.replace(
        answer,
        data={**answer.data, "secret": answer.secret or None},
        lines=committed_lines(witness, answer.secret),
    )


def close(call: Call) -> Answer:
    """Close requests and publish what takes part."""
    desk = call.desk
    done = draws.close(
        call.values.text("family"),
        by=call.by,
        begin=desk.begin,
        clock=desk.clock,
        laid=draws.Laid(desk.free_days, desk.holidays),
        opens=opens_of(call),
    ).draw
    data: dict[str, Json] = {"draw": done.ref.number, "closing": done.closing}
    return Answer(data=data, lines=closed_lines(done.closing))


def run(call: Call) -> Answer:
    """Hold the draw."""
    desk = call.desk
    drawn = draws.run(
        call.values.text("family"),
        secrets=tuple(call.values.text("revealed").lower().replace(",", " ").split()),
        by=call.by,
        begin=desk.begin,
        clock=desk.clock,
        new_code=desk.new_code,
        laid=draws.Laid(desk.free_days, desk.holidays),
        opens=opens_of(call),
        cool=desk.cool,
        agreement=agreement(call, Override.OUT_OF_HOURS, call.values.text("family")),
    )
    return Answer(
        data=_data(drawn.draw) | {"held": len(drawn.given)},
        lines=drawn_lines(drawn.draw, len(drawn.given)),
    )


def void(call: Call) -> Answer:
    """Give the draw to come up."""
    desk, family = call.desk, call.values.text("family")
    gone = draws.void(
        family,
        by=call.by,
        begin=desk.begin,
        clock=desk.clock,
        agreement=agreement(call, Override.VOID_DRAW, family),
    ).draw
    said = _("Draw {number} is given up; another takes its place.")
    return Answer(
        data={"draw": gone.ref.number, "state": gone.state.value},
        lines=(said.format(number=gone.ref.number),),
    )


def export(call: Call) -> Answer:
    """Give a draw that was held out: without `--json`, exactly the file that is replayed."""
    desk = call.desk
    found = draws.held(
        call.values.text("family"),
        call.values.day("on"),
        number=call.values.whole("draw"),
        by=call.by,
        read=desk.read,
        clock=desk.clock,
    )
    text = signed(found, desk.codes())
    out, lines = call.values.text("out"), text.splitlines()
    if out:
        write_lines(Path(out), lines)
        lines = [out]
    return Answer(data=_data(found) | {"export": text}, lines=tuple(lines))


def _data(draw: Draw) -> dict[str, Json]:
    return {
        "draw": draw.ref.number,
        "family": draw.ref.family,
        "winners": draw.winners,
        "waiting": draw.waiting,
        "seed": draw.seed,
        "closing": draw.closing,
        "is_weaker": draw.is_weaker,
        "held_at": iso(draw.held_at),
    }
