"""Verifying, writing out and reading the journal; closing its months and dropping them."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json

import pytest
from sqlalchemy import create_engine, text

from desk_app.domain.account_facts import JournalRead
from desk_app.domain.errors import NotAllowed, UnknownAgent, UnknownTicket
from desk_app.domain.facts import Fact
from desk_app.domain.journal import GENESIS, digest
from desk_app.domain.people import AgentLogin
from desk_app.domain.segments import Checkpoint
from desk_app.security.signing import DeskSigner, signing_file
from desk_app.services import months
from desk_app.services.journal import PAGE, Question, found, verify
from desk_app.services.journal_export import written_out
from desk_app.services.pace import BATCH
from desk_app.services.reports import day_report
from tests.services.desk import CHIEF, KARIM, SYLVIE, Desk
from tests.store.unguarded import unguard


@pytest.fixture
def signer(tmp_path):
    return DeskSigner(signing_file(tmp_path / "signed.sqlite"))


def verified(desk, signer, **how):
    return verify(by=CHIEF, read=desk.store.read, signer=signer, **desk.writing, **how)


def closes_months(desk, signer):
    return months.close_months(read=desk.store.read, signer=signer, **desk.writing)


def drops_months(desk):
    return months.drop_months(read=desk.store.read, watch=lambda: 0.0, **desk.writing)


def edited(desk, *statements):
    """Somebody with the file, or the server, edits behind our back."""
    engine = create_engine(desk.store.url)
    with engine.begin() as connection:
        unguard(connection)
        for statement in statements:
            connection.execute(text(statement))
    engine.dispose()


def acts(desk, times=1):
    """Something happens, on whatever day."""
    with desk.store.begin() as work:
        for _ in range(times):
            work.record(JournalRead(what="verify", entries=0), by=CHIEF, at=desk.clock())


def has_a_year(desk, signer, *, until=13):
    """An act each month, each month closed at the start of the next."""
    for _ in range(until):
        acts(desk)
        desk.clock.passes(days=31)
        closes_months(desk, signer)


def test_a_sound_journal_is_valid_and_its_reading_is_a_fact(desk, signer):
    desk.comes()

    verdict = verified(desk, signer)

    last = desk.journal()[-1]
    assert verdict.is_valid
    assert (verdict.entries, verdict.head, verdict.verified_from) == (last.seq, last.hash, 1)
    assert (last.kind, last.header["what"], last.agent) == ("JournalRead", "verify", CHIEF)
    assert verdict.at == desk.clock()


def test_a_printed_head_is_found_until_entries_are_taken_from_the_end(real_desk, signer):
    real_desk.comes()
    printed = verified(real_desk, signer).head
    real_desk.comes()

    still = verified(real_desk, signer, head=printed)
    edited(real_desk, "DELETE FROM journal WHERE seq > 2")
    gone = verified(real_desk, signer, head=printed)

    assert still.is_valid
    assert (gone.is_valid, gone.first_broken, gone.has_head) == (False, None, False)


def test_the_beginning_of_time_is_no_printed_head(desk, signer):
    assert not verified(desk, signer, head=GENESIS).has_head


@pytest.mark.parametrize(
    ("statement", "first"),
    [
        ("UPDATE journal SET author = NULL WHERE seq = 3", 3),
        ("UPDATE journal SET header = header || ' ' WHERE seq = 3", 3),
        ("UPDATE journal SET header = 'no json' WHERE seq = 3", 3),
        ("UPDATE journal SET hash = '' WHERE seq = 3", 3),
        ("UPDATE journal SET at = '2026-03-02 08:00:00.000001' WHERE seq = 3", 3),
        ("UPDATE journal SET kind = 'x' WHERE seq = 3", 3),
        ("UPDATE journal SET body_hash = 'x' WHERE seq = 3", 3),
        ("UPDATE journal SET ticket = NULL WHERE seq = 3", 3),
        ("UPDATE journal SET ticket = '00000000000000000000000000000000' WHERE seq = 3", 3),
        ("DELETE FROM journal WHERE seq = 3", 3),
        ("DELETE FROM journal WHERE seq < 3", 1),
        ("UPDATE journal SET seq = -1 WHERE seq = 3", 3),
    ],
)
def test_what_is_edited_behind_our_back_is_found_at_its_line(real_desk, signer, statement, first):
    for _ in range(4):
        real_desk.comes()
    edited(real_desk, statement)

    verdict = verified(real_desk, signer)

    assert (verdict.is_valid, verdict.first_broken) == (False, first)


def test_bytes_that_are_no_text_are_a_broken_entry_not_an_error(sqlite_store, clock, signer):
    desk = Desk(sqlite_store, clock)
    for _ in range(3):
        desk.comes()
    edited(desk, "UPDATE journal SET header = CAST(x'ff00fe' AS TEXT), hash = x'ff' WHERE seq = 2")

    verdict = verified(desk, signer)
    lines = list(written_out(by=CHIEF, read=sqlite_store.read, signer=signer, **desk.writing))

    assert verdict.first_broken == 2
    assert json.loads(lines[1])["seq"] == 2


def test_an_agent_who_may_not_read_it_is_refused_and_that_is_a_fact(desk, signer):
    with pytest.raises(NotAllowed):
        verify(by=SYLVIE, read=desk.store.read, signer=signer, **desk.writing)
    with pytest.raises(NotAllowed):
        written_out(by=SYLVIE, read=desk.store.read, signer=signer, **desk.writing)
    with pytest.raises(NotAllowed):
        found(Question(), 10, by=SYLVIE, **desk.ports)

    assert [entry.kind for entry in desk.journal()[-3:]] == ["ActDenied"] * 3


def test_what_is_written_out_can_be_verified_again_without_the_store(real_desk, signer):
    real_desk.comes()
    real_desk.clock.passes(days=40)
    closes_months(real_desk, signer)

    lines = written_out(by=CHIEF, read=real_desk.store.read, signer=signer, **real_desk.writing)
    closed, *entries = [json.loads(line) for line in lines]

    previous = GENESIS
    for entry in entries:
        header = json.dumps(
            entry["header"], sort_keys=True, separators=(",", ":"), ensure_ascii=False
        )
        fields = (entry[name] for name in ("seq", "id", "kind", "v", "at", "desk", "author"))
        covered = "\x1f".join([*map(str, fields), header, entry["body_hash"]])
        assert entry["hash"] == digest(previous, covered.encode())
        previous = entry["hash"]
        if entry["seq"] == closed["last_seq"]:
            assert closed["head"] == previous
    assert closed["key"] == signer.public(signer.key)
    assert entries[-1]["kind"] == "JournalRead"


def test_a_header_edited_into_something_else_is_written_as_it_is(real_desk, signer):
    real_desk.comes()
    edited(real_desk, "UPDATE journal SET header = 'no json' WHERE seq = 2")

    lines = list(
        written_out(by=CHIEF, read=real_desk.store.read, signer=signer, **real_desk.writing)
    )

    assert json.loads(lines[1])["header"] == "no json"


def test_entries_are_found_by_agent_act_day_and_ticket(real_desk):
    desk = real_desk
    first = desk.comes()
    desk.comes(by=CHIEF)
    desk.calls(by=KARIM)
    desk.clock.passes(days=1)
    desk.comes()
    monday = dt.date(2026, 3, 2)

    def kinds(limit=10, **asked):
        entries = found(Question(**asked), limit, by=CHIEF, **desk.ports).entries
        return [entry.kind for entry in entries]

    assert kinds(agent=SYLVIE) == ["TicketIssued", "TicketIssued"]
    assert kinds(agent=SYLVIE, day=monday) == ["TicketIssued"]
    assert kinds(day=monday, number="A1") == ["TicketCalled", "TicketIssued"]
    assert kinds(kinds=frozenset({"TicketCalled"})) == ["TicketCalled"]
    assert all(kind == "TicketIssued" for kind in kinds(before=3, agent=SYLVIE))
    assert len(kinds(limit=2)) == 2
    with pytest.raises(UnknownTicket):
        kinds(number="A009")
    with pytest.raises(UnknownAgent):
        kinds(agent=AgentLogin("nobody"))
    assert first == "A001"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class SlotTaken(Fact):
    """What a fact about an appointment will look like to the filter: there is none yet."""

    appointment: str


def test_entries_are_found_by_an_appointment_s_reference(real_desk):
    desk = real_desk
    references = ("7K3F-9QX2", "7K3F-9QX", "7K3F-_QX2", '7"%')
    with desk.store.begin() as work:
        for reference in references:
            work.record(SlotTaken(appointment=reference), by=CHIEF, at=desk.clock())

    def seen(reference):
        entries = found(Question(appointment=reference), 9, by=CHIEF, **desk.ports).entries
        return [entry.header["appointment"] for entry in entries]

    assert [seen(reference) for reference in references] == [[each] for each in references]
    assert seen("7K3F-0QX2") == []


def test_refs_and_codes_come_with_their_names(desk):
    desk.comes()

    answer = found(Question(), 1, by=CHIEF, **desk.ports)

    author = answer.entries[0].author
    assert answer.names[author] == desk.store.site.agents[SYLVIE].name
    assert answer.procedures["INFO"] == desk.store.site.procedures["INFO"].named("fr")


def test_the_report_of_a_day_tells_the_head_of_its_last_entry(real_desk):
    real_desk.comes()
    last = real_desk.journal()[-1]
    real_desk.clock.passes(days=1)
    real_desk.comes()

    monday = day_report(dt.date(2026, 3, 2), read=real_desk.store.read)
    sunday = day_report(dt.date(2026, 3, 1), read=real_desk.store.read)

    assert (monday.entry, monday.head) == (last.seq, last.hash)
    assert (sunday.entry, sunday.head) == (0, GENESIS)


def test_more_than_a_page_is_verified_whole(desk, signer):
    acts(desk, PAGE + 5)

    verdict = verified(desk, signer)

    assert verdict.is_valid
    assert verdict.entries == desk.journal()[-1].seq == PAGE + 6


def test_a_month_is_closed_by_a_signed_checkpoint_once(real_desk, signer):
    real_desk.comes()
    march = real_desk.journal()[-1]
    assert not closes_months(real_desk, signer).topics
    real_desk.clock.passes(days=31)

    assert closes_months(real_desk, signer).topics
    assert not closes_months(real_desk, signer).topics

    with real_desk.store.read() as work:
        (closed,) = work.journal.checkpoints()
    assert (closed.segment, closed.first_seq, closed.last_seq) == ("2026-03", 1, march.seq)
    assert closed.head == march.hash
    assert signer.is_signed(closed.key, closed.signed_text, closed.signature)
    assert real_desk.journal()[-1].header == {
        "segment": "2026-03",
        "last": march.seq,
        "head": march.hash,
    }
    assert verified(real_desk, signer).is_valid


def test_months_without_an_entry_have_no_checkpoint(desk, signer):
    desk.comes()
    desk.clock.passes(days=100)
    closes_months(desk, signer)
    desk.clock.passes(days=31)
    closes_months(desk, signer)

    with desk.store.read() as work:
        assert [each.segment for each in work.journal.checkpoints()] == ["2026-03", "2026-06"]


def test_an_empty_journal_has_nothing_to_close(desk, signer):
    assert not closes_months(desk, signer).topics


def test_an_entry_of_the_future_does_not_keep_a_month_open_for_ever(desk, signer):
    desk.clock.passes(days=3650)
    acts(desk)
    desk.clock.passes(days=-3650 + 40)
    acts(desk)
    desk.clock.passes(days=31)

    closes_months(desk, signer)

    with desk.store.read() as work:
        (closed,) = work.journal.checkpoints()
    assert closed.last_seq == desk.journal()[-2].seq
    assert verified(desk, signer).is_valid


def test_a_month_kept_for_a_year_is_dropped_whole_behind_its_checkpoint(real_desk, signer):
    has_a_year(real_desk, signer)
    last_of_march = next(e for e in real_desk.journal() if e.kind == "MonthClosed").header["last"]
    dropped = drops_months(real_desk)

    entries = real_desk.journal()
    verdict = verified(real_desk, signer)
    assert dropped == last_of_march
    assert entries[0].seq == last_of_march + 1
    assert entries[-1].header == {"kind": "journal", "until": "2026-03-31", "count": dropped}
    assert (verdict.is_valid, verdict.verified_from) == (True, dropped + 1)
    assert verdict.entries == entries[-1].seq + 1 - dropped
    assert drops_months(real_desk) == 0


def test_an_interrupted_dropping_goes_on_and_verifies_meanwhile(desk, signer):
    has_a_year(desk, signer)
    with desk.store.begin() as work:
        work.journal.drop("2026-03", desk.clock(), 1)

    meanwhile = verified(desk, signer)
    drops_months(desk)

    assert meanwhile.is_valid
    assert verified(desk, signer).is_valid


def test_a_month_larger_than_a_batch_is_dropped_in_several(desk, signer):
    acts(desk, BATCH)
    has_a_year(desk, signer)

    assert drops_months(desk) == BATCH + 1


def test_months_removed_without_their_checkpoint_are_missed(real_desk, signer):
    has_a_year(real_desk, signer, until=3)
    edited(real_desk, "DELETE FROM journal WHERE seq < 3", "DELETE FROM checkpoints")

    assert verified(real_desk, signer).first_broken == 1


def test_a_checkpoint_that_the_desk_did_not_sign_is_named(real_desk, signer):
    has_a_year(real_desk, signer, until=2)
    with real_desk.store.read() as work:
        closed = work.journal.checkpoints()[0]
    edited(
        real_desk,
        f"UPDATE checkpoints SET signature = '{'0' * 128}' WHERE segment = '{closed.segment}'",
    )

    assert verified(real_desk, signer).first_broken == closed.last_seq


def test_a_forged_checkpoint_does_not_hide_what_was_dropped(real_desk, signer):
    for _ in range(5):
        real_desk.comes()
    forged = real_desk.journal()[2]
    edited(
        real_desk,
        "INSERT INTO checkpoints (segment, first_seq, last_seq, head, closed_at, key, signature,"
        f" dropped_at) VALUES ('2025-01', 1, {forged.seq}, '{forged.hash}', '2026-03-02 09:00:00',"
        f" '{signer.key}', '{'0' * 128}', '2026-03-02 09:00:00')",
        f"DELETE FROM journal WHERE seq <= {forged.seq}",
    )

    assert verified(real_desk, signer).first_broken == forged.seq


def test_a_chain_forged_from_a_closed_month_on_is_found_at_its_checkpoint(desk, signer):
    """The whole chain is made anew with the same fields but one: only the signature tells."""
    has_a_year(desk, signer, until=2)
    with desk.store.read() as work:
        closed = work.journal.checkpoints()[0]
    previous = GENESIS
    entries = desk.store.shelf.entries
    for place, entry in enumerate(entries):
        forged = dataclasses.replace(entry, author=None).chained(previous)
        entries[place], previous = forged, forged.hash

    assert verified(desk, signer).first_broken == closed.last_seq


def test_a_closed_month_that_lost_its_end_is_found(desk, signer):
    acts(desk, 5)
    has_a_year(desk, signer, until=1)
    with desk.store.read() as work:
        closed = work.journal.checkpoints()[-1]
    del desk.store.shelf.entries[closed.last_seq - 3 :]

    verdict = verified(desk, signer)

    assert verdict.first_broken == closed.last_seq - 1  # the reading itself took a number


def test_a_gap_between_checkpoints_is_found(desk, signer):
    has_a_year(desk, signer, until=2)
    first, second = desk.store.shelf.checkpoints.values()
    wrong = dataclasses.replace(second, first_seq=first.last_seq + 2)
    desk.store.shelf.checkpoints[second.segment] = wrong

    assert verified(desk, signer).first_broken == second.first_seq


def test_a_checkpoint_covers_everything_but_its_dropping():
    made = Checkpoint(
        segment="2026-03",
        first_seq=1,
        last_seq=3,
        head="aa",
        closed_at=dt.datetime(2026, 4, 1, tzinfo=dt.UTC),
    )
    dropped = dataclasses.replace(made, dropped_at=made.closed_at, key="k", signature="s")

    assert dropped.signed_text == made.signed_text
    assert made.count == 3
    for field, value in {"segment": "2026-04", "last_seq": 4, "head": "ab", "first_seq": 2}.items():
        assert dataclasses.replace(made, **{field: value}).signed_text != made.signed_text
