"""`desk-app journal`: the chain of facts verified, written out and read."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from desk_app.cli.command import Answer, Call, Command, Json, flag, iso, positional, whole
from desk_app.cli.files import write_lines
from desk_app.domain.fact_kinds import KINDS
from desk_app.domain.journal import Entry
from desk_app.domain.people import AgentLogin
from desk_app.services.journal import Found, Question, Verdict, found, verify
from desk_app.services.journal_export import written_out
from desk_app.words.catalogue import _, ngettext
from desk_app.words.dates import local
from desk_app.words.journal import broken_at, sentence, who

LINES = 50


def _verify(call: Call) -> Answer:
    desk = call.desk
    verdict = verify(
        by=call.by,
        begin=desk.begin,
        read=desk.read,
        clock=desk.clock,
        signer=desk.signer(),
        head=call.values.text("head").strip().lower(),
    )
    said = _said(verdict)
    failure: dict[str, Json] = (
        {} if verdict.is_valid else {"error": "JournalBroken", "message": said}
    )
    return Answer(
        data={
            "entries": verdict.entries,
            "valid": verdict.is_valid,
            "first_broken": verdict.first_broken,
            "head": verdict.head,
            "head_found": verdict.has_head,
            "verified_from": verdict.verified_from,
            **({} if verdict.is_valid else failure),
        },
        lines=(said,),
        exit=0 if verdict.is_valid else 3,
    )


def _said(verdict: Verdict) -> str:
    if verdict.first_broken is not None:
        return broken_at(verdict.first_broken)
    if not verdict.has_head:
        return _("The printed head is not in the journal: entries were taken from its end.")
    count = verdict.entries
    return ngettext("{count} entry, none changed.", "{count} entries, none changed.", count).format(
        count=count
    )


def _export(call: Call) -> Answer:
    desk, target = call.desk, Path(call.values.text("file"))
    count = write_lines(
        target,
        written_out(
            by=call.by, begin=desk.begin, read=desk.read, clock=desk.clock, signer=desk.signer()
        ),
    )
    said = ngettext("{count} line written: {file}", "{count} lines written: {file}", count)
    return Answer(
        data={"file": str(target), "lines": count},
        lines=(said.format(count=count, file=target),),
    )


def _show(call: Call) -> Answer:
    values, desk = call.values, call.desk
    question = Question(
        agent=AgentLogin(values.text("by").lower()) if values.text("by") else None,
        kinds=frozenset({values.text("act")} - {""}),
        day=values.day("on"),
        number=values.text("ticket"),
        appointment=values.text("appointment").strip(),
    )
    limit = values.maybe_number("limit") or LINES
    answer = found(question, limit, by=call.by, read=desk.read, clock=desk.clock)
    entries = answer.entries[::-1]
    return Answer(
        data=[_document(entry) for entry in entries],
        lines=tuple(_line(entry, answer) for entry in entries),
    )


def _document(entry: Entry) -> dict[str, Json]:
    return {
        "seq": entry.seq,
        "at": iso(local(entry.at)),
        "act": entry.kind,
        "agent": entry.agent,
        "fields": entry.header,
        "hash": entry.hash,
    }


def _line(entry: Entry, answer: Found) -> str:
    by, said = who(entry, answer.names), sentence(entry, answer.names, answer.procedures)
    return f"{entry.seq:>6}  {local(entry.at):%Y-%m-%d %H:%M:%S}  {by:<20}  {said}"


def _kind(text: str) -> str:
    """Read the name of a kind of fact, in any case. Raises ValueError."""
    known = {name.lower(): name for name in KINDS}
    if text.lower() not in known:
        raise ValueError(text)
    return known[text.lower()]


COMMANDS = (
    Command(
        name="verify",
        help=lambda: _("Verify the chain of facts; ends with 3 if it is broken."),
        run=_verify,
        keys=("entries", "valid", "first_broken"),
        options=(flag("--head", lambda: _("a head that was printed"), metavar="HASH"),),
    ),
    Command(
        name="export",
        help=lambda: _("Write the journal as JSON lines; no name stands in it."),
        run=_export,
        keys=("file", "lines"),
        options=(positional("file", lambda: _("the new file; it must not exist")),),
    ),
    Command(
        name="show",
        help=lambda: _("Show the latest acts, in sentences."),
        run=_show,
        keys=("seq", "at", "act", "agent", "fields", "hash"),
        is_list=True,
        options=(
            flag("--by", lambda: _("acts of this agent only"), metavar="LOGIN"),
            flag("--act", lambda: _("acts of this kind only"), metavar="ACT", kind=_kind),
            flag(
                "--on",
                lambda: _("the day, YYYY-MM-DD"),
                metavar="DATE",
                kind=dt.date.fromisoformat,
            ),
            flag("--ticket", lambda: _("acts on this ticket only"), metavar="NUMBER"),
            flag(
                "--appointment",
                lambda: _("acts on the appointment of this reference only"),
                metavar="REF",
            ),
            flag("--limit", lambda: _("at most so many lines"), metavar="N", kind=whole),
        ),
    ),
)
