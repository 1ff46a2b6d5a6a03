"""The spool: what may be believed about paper, whatever happens on the way."""

from __future__ import annotations

import pathlib
import tempfile
import threading

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from desk_app.domain.changes import Changes, Topic
from desk_app.domain.facts import PrintSettled
from desk_app.domain.prints import JobId, PrintState
from desk_app.printing import locks, papers
from desk_app.printing.addresses import parse
from desk_app.printing.encode import fenced
from desk_app.printing.profiles import load
from desk_app.printing.spool import Printed, Spool
from desk_app.printing.virtual import Manners, VirtualPrinter
from tests.printing.fakes import NOON, FakeLink, FakePrinters, JobStore

PRINTER = "tcp://printer:9100"


def _spool(
    store: JobStore, printers: FakePrinters, tmp_path: pathlib.Path, **more: object
) -> Spool:
    return Spool(
        begin=store.begin,  # type: ignore[arg-type]
        read=store.read,  # type: ignore[arg-type]
        clock=lambda: NOON,
        open_link=printers,
        locks=tmp_path / "locks",
        **more,  # type: ignore[arg-type]
    )


def _real(store: JobStore, tmp_path: pathlib.Path, **more: object) -> Spool:
    return Spool(
        begin=store.begin,  # type: ignore[arg-type]
        read=store.read,  # type: ignore[arg-type]
        clock=lambda: NOON,
        locks=tmp_path / "locks",
        **more,  # type: ignore[arg-type]
    )


def test_a_job_is_sending_on_disk_before_its_first_byte(tmp_path: pathlib.Path) -> None:
    store = JobStore()
    seen: list[PrintState] = []

    class Watching(FakeLink):
        def send(self, payload: bytes, on_progress: object) -> None:
            seen.append(store.jobs[job].state)

    job = store.queue(PRINTER)
    _spool(store, FakePrinters(Watching()), tmp_path).print_pending()

    assert seen == [PrintState.SENDING]


def test_an_acknowledged_job_is_printed_and_its_fact_recorded(tmp_path: pathlib.Path) -> None:
    store, link = JobStore(), FakeLink()
    job = store.queue(PRINTER)

    done = _spool(store, FakePrinters(link), tmp_path).print_pending()

    assert done == Printed(printed=1, left=0)
    assert store.moves == ["SENDING", "AWAIT_ACK", "PRINTED"]
    assert store.facts == [PrintSettled(job=job, state=PrintState.PRINTED)]
    assert store.jobs[job].bytes_handed == len(link.sent)
    assert link.is_closed


def test_a_durable_file_needs_no_acknowledgement(tmp_path: pathlib.Path) -> None:
    store = JobStore()
    store.queue(PRINTER)

    link = FakeLink(durable=True, answers=False)
    _spool(store, FakePrinters(link), tmp_path).print_pending()

    assert store.moves == ["SENDING", "PRINTED"]
    assert not link.sent.endswith(b"\x1d\x72\x01")


def test_an_unreachable_printer_leaves_the_job_queued_with_its_cause(
    tmp_path: pathlib.Path,
) -> None:
    store = JobStore()
    job = store.queue(PRINTER)
    spool = _spool(store, FakePrinters("refused", "refused", "unreachable"), tmp_path)

    for _ in range(3):
        assert spool.print_pending() == Printed(printed=0, left=1)

    assert store.moves == ["WAIT_PRINTER refused", "WAIT_PRINTER unreachable"]
    assert store.jobs[job].bytes_handed == 0
    assert store.facts == []


def test_a_link_lost_before_the_first_byte_sends_again(tmp_path: pathlib.Path) -> None:
    store = JobStore()
    job = store.queue(PRINTER)
    spool = _spool(store, FakePrinters(FakeLink(takes=0), FakeLink()), tmp_path)

    spool.print_pending()
    spool.print_pending()

    assert store.jobs[job].state is PrintState.PRINTED


def test_a_link_lost_in_the_middle_is_torn_and_never_sent_again(tmp_path: pathlib.Path) -> None:
    store = JobStore()
    job = store.queue(PRINTER)
    printers = FakePrinters(FakeLink(takes=5000))
    spool = _spool(store, printers, tmp_path)

    spool.print_pending()
    spool.print_pending()

    assert (store.jobs[job].state, store.jobs[job].bytes_handed) == (PrintState.TORN, 5000)
    assert len(printers.names) == 1
    assert store.facts == [PrintSettled(job=job, state=PrintState.TORN)]


def test_a_link_lost_after_the_last_byte_is_uncertain(tmp_path: pathlib.Path) -> None:
    store = JobStore()
    job = store.queue(PRINTER)

    _spool(store, FakePrinters(FakeLink(takes=10**9)), tmp_path).print_pending()

    assert store.jobs[job].state is PrintState.UNCERTAIN


def test_a_silent_printer_gets_no_second_paper_for_a_while(tmp_path: pathlib.Path) -> None:
    store = JobStore()
    first, second = store.queue(PRINTER), store.queue(PRINTER)

    _spool(store, FakePrinters(FakeLink(acknowledges=False)), tmp_path).print_pending()

    assert store.jobs[first].state is PrintState.UNCERTAIN
    assert store.jobs[first].cause == "no-answer"
    assert store.jobs[second].state is PrintState.QUEUED


def test_a_printer_that_cannot_answer_goes_on_but_leaves_doubt(tmp_path: pathlib.Path) -> None:
    store = JobStore()
    jobs = [store.queue(PRINTER, profile="generic-58mm") for _ in range(2)]

    _spool(store, FakePrinters(), tmp_path).print_pending()

    assert {store.jobs[job].state for job in jobs} == {PrintState.UNCERTAIN}


@pytest.mark.parametrize("state", [PrintState.SENDING, PrintState.AWAIT_ACK])
def test_what_a_crash_left_in_hand_is_doubtful_and_not_resent(
    state: PrintState, tmp_path: pathlib.Path
) -> None:
    store = JobStore()
    job = store.queue(PRINTER, state=state)
    printers = FakePrinters()

    _spool(store, printers, tmp_path).print_pending()

    assert (store.jobs[job].state, store.jobs[job].cause) == (PrintState.UNCERTAIN, "stopped")
    assert printers.names == []


def test_jobs_print_in_the_order_they_were_made(tmp_path: pathlib.Path) -> None:
    store = JobStore()
    for number in range(4):
        store.queue(PRINTER, what=f"ticket A00{number}")
    printers = FakePrinters()

    _spool(store, printers, tmp_path).print_pending()

    assert [name[:11] for name in printers.names] == [f"ticket A00{n}" for n in range(4)]


def test_a_printer_in_another_process_hands_is_left_to_it(tmp_path: pathlib.Path) -> None:
    store, printers = JobStore(), FakePrinters()
    store.queue(PRINTER)
    spool = _spool(store, printers, tmp_path)

    with locks.hold(PRINTER, tmp_path / "locks") as is_ours:
        done = spool.print_pending()

    assert is_ours
    assert done == Printed(printed=0, left=1)
    assert printers.names == []


def test_only_the_printer_asked_for_is_worked(tmp_path: pathlib.Path) -> None:
    store = JobStore()
    ours, other = store.queue(PRINTER), store.queue("tcp://other:9100")

    done = _spool(store, FakePrinters(), tmp_path).print_pending(PRINTER)

    assert done == Printed(printed=1, left=0)
    assert store.jobs[ours].state is PrintState.PRINTED
    assert store.jobs[other].state is PrintState.QUEUED


@pytest.mark.parametrize(
    ("changes", "cause"),
    [({"printer": "nonsense"}, "address"), ({"profile": "nonsense"}, "profile")],
)
def test_a_job_nobody_can_print_waits_and_blocks_no_other_printer(
    changes: dict[str, str], cause: str, tmp_path: pathlib.Path
) -> None:
    store = JobStore()
    bad = store.queue(changes.pop("printer", f"file://{tmp_path}/bad.bin"), **changes)
    good = store.queue(f"file://{tmp_path}/good.bin")

    _real(store, tmp_path, is_quick=True).print_pending()

    assert (store.jobs[bad].state, store.jobs[bad].cause) == (PrintState.WAIT_PRINTER, cause)
    assert store.jobs[good].state is PrintState.PRINTED


def test_a_name_no_font_can_draw_still_comes_out(tmp_path: pathlib.Path) -> None:
    store = JobStore()
    bengali = store.jobs[store.queue("x")].slip
    job = store.queue(
        f"file://{tmp_path}/out.bin",
        slip=type(bengali)(
            **{
                **{name: getattr(bengali, name) for name in bengali.__slots__},
                "procedure": "Remise 🎫 du titre",
            }
        ),
    )

    _real(store, tmp_path).print_pending(f"file://{tmp_path}/out.bin")

    assert store.jobs[job].state is PrintState.PRINTED


def test_a_job_cancelled_meanwhile_is_not_sent(tmp_path: pathlib.Path) -> None:
    store, link = JobStore(), FakeLink()
    job = store.queue(PRINTER)

    def open_link(printer: str, profile: object, name: str) -> FakeLink:
        store.put(store.jobs[job].moved(PrintState.CANCELLED, now=NOON))
        return link

    spool = _spool(store, open_link, tmp_path)  # type: ignore[arg-type]
    spool.print_pending()

    assert link.sent == b""
    assert store.jobs[job].state is PrintState.CANCELLED


def test_a_job_only_rendered_is_queued_and_printed(tmp_path: pathlib.Path) -> None:
    store = JobStore()
    job = store.queue(PRINTER, state=PrintState.RENDERED)

    _spool(store, FakePrinters(), tmp_path).print_pending()

    assert store.jobs[job].state is PrintState.PRINTED


def test_a_job_only_rendered_waits_for_an_absent_printer(tmp_path: pathlib.Path) -> None:
    store = JobStore()
    job = store.queue(PRINTER, state=PrintState.RENDERED)

    _spool(store, FakePrinters("refused"), tmp_path).print_pending()

    assert store.jobs[job].state is PrintState.WAIT_PRINTER


def test_who_shows_prints_is_told_after_the_commit(tmp_path: pathlib.Path) -> None:
    store = JobStore()
    job = store.queue(PRINTER)
    seen: list[tuple[Changes, PrintState]] = []
    spool = _spool(
        store, FakePrinters("busy"), tmp_path,
        on_changed=lambda changed: seen.append((changed, store.jobs[job].state)),
    )  # fmt: skip

    spool.print_pending()
    spool.print_pending()

    assert [state for _, state in seen] == [PrintState.WAIT_PRINTER, PrintState.PRINTED]
    assert all(changed.topics == {Topic.PRINTS} for changed, _ in seen)


def test_waiting_prints_the_job_where_no_worker_runs(tmp_path: pathlib.Path) -> None:
    store = JobStore()
    job = store.queue(PRINTER)

    state = _spool(store, FakePrinters(), tmp_path).wait(job, 5)

    assert state is PrintState.PRINTED


def test_waiting_ends_at_once_when_the_printer_is_away(tmp_path: pathlib.Path) -> None:
    store = JobStore()
    job = store.queue(PRINTER)

    state = _spool(store, FakePrinters("unreachable"), tmp_path).wait(job, 60)

    assert state is PrintState.WAIT_PRINTER


def test_waiting_ends_in_time_when_another_process_has_the_printer(
    tmp_path: pathlib.Path,
) -> None:
    store = JobStore()
    job = store.queue(PRINTER)

    with locks.hold(PRINTER, tmp_path / "locks"):
        state = _spool(store, FakePrinters(), tmp_path).wait(job, 0.2)

    assert state is PrintState.QUEUED


def test_a_worker_prints_what_it_is_woken_for(tmp_path: pathlib.Path) -> None:
    store = JobStore()
    settled = threading.Event()
    with VirtualPrinter() as printer:
        spool = _real(store, tmp_path, is_quick=True, on_changed=lambda changed: settled.set())
        spool.start(printer.address)
        job = store.queue(printer.address)
        spool.wake()
        state = spool.wait(job, 10)
        spool.close()

        assert len(printer.papers) == 1
    assert state is PrintState.PRINTED
    assert settled.is_set()


def test_a_worker_tries_again_until_the_printer_is_back(tmp_path: pathlib.Path) -> None:
    store = JobStore()
    printed = threading.Event()

    def on_changed(changed: Changes) -> None:
        if store.jobs[job].state is PrintState.PRINTED:
            printed.set()

    job = store.queue(PRINTER)
    spool = _spool(store, FakePrinters("refused"), tmp_path, on_changed=on_changed)
    spool.start()
    is_printed = printed.wait(10)
    spool.close()

    assert is_printed
    assert store.moves[0] == "WAIT_PRINTER refused"


def test_a_store_locked_for_a_moment_loses_no_job(tmp_path: pathlib.Path) -> None:
    store = JobStore()
    job = store.queue(PRINTER)
    printed = threading.Event()
    spool = _spool(
        store, FakePrinters(), tmp_path,
        on_changed=lambda changed: printed.set(),
    )  # fmt: skip
    spool.start(PRINTER)
    store.locked_for = 1
    spool.wake()

    is_printed = printed.wait(10)
    spool.close()

    assert is_printed
    assert store.jobs[job].state is PrintState.PRINTED


def test_each_paper_of_many_desks_threads_comes_out_once(tmp_path: pathlib.Path) -> None:
    store = JobStore()
    with VirtualPrinter() as printer:
        for _ in range(12):
            store.queue(printer.address)
        spools = [_real(store, tmp_path, is_quick=True) for _ in range(4)]
        for spool in spools:
            spool.start()
        all_out = printer.wait_for_papers(12, timeout=20)
        for spool in spools:
            spool.close()

        assert all_out
        assert len(printer.papers) == 12
    assert {job.state for job in store.jobs.values()} == {PrintState.PRINTED}


def test_a_printer_without_the_fence_is_not_believed(tmp_path: pathlib.Path) -> None:
    store = JobStore()
    with VirtualPrinter(Manners(answers_fence=False)) as printer:
        job = store.queue(printer.address)

        _real(store, tmp_path, is_quick=True, answer_margin_s=0.0).print_pending()

    assert store.jobs[job].state is PrintState.UNCERTAIN


def test_a_paper_foreseen_leaves_only_when_its_job_is_committed(tmp_path: pathlib.Path) -> None:
    store, printers = JobStore(), FakePrinters()
    spool = _spool(store, printers, tmp_path)
    spool.start(PRINTER)
    job = store.jobs.pop(store.queue(PRINTER))

    spool.foresee(job)
    spool.hurry((job,))
    spool.give_way(10)
    spool.close()

    assert (printers.names, store.moves) == ([], [])


def test_a_paper_foreseen_is_the_paper_that_comes_out(tmp_path: pathlib.Path) -> None:
    store, link = JobStore(), FakeLink()
    spool = _spool(store, FakePrinters(link), tmp_path)
    spool.start(PRINTER)
    job = store.jobs.pop(store.queue(PRINTER))

    spool.foresee(job)
    store.jobs[job.id] = job
    spool.hurry((job,))
    state = spool.wait(job.id, 10)
    spool.close()

    assert state is PrintState.PRINTED
    assert link.sent == fenced(papers.make(job.slip, load(job.profile), parse(PRINTER))).data


def test_the_way_is_given_once_the_first_bytes_have_left(tmp_path: pathlib.Path) -> None:
    store, acknowledged = JobStore(), threading.Event()

    class Slow(FakeLink):
        def acknowledged(self, seconds: float) -> bool:
            return acknowledged.wait(10)

    link = Slow()
    spool = _spool(store, FakePrinters(link), tmp_path)
    spool.start(PRINTER)
    job = store.queue(PRINTER)
    spool.hurry((store.jobs[job],))

    is_clear = spool.give_way(10)
    has_begun, state = bool(link.sent), store.jobs[job].state
    acknowledged.set()
    spool.close()

    assert (is_clear, has_begun) == (True, True)
    assert state in {PrintState.SENDING, PrintState.AWAIT_ACK}


def test_the_way_is_given_when_the_printer_is_away(tmp_path: pathlib.Path) -> None:
    store = JobStore()
    spool = _spool(store, FakePrinters("refused"), tmp_path)
    spool.start(PRINTER)
    job = store.queue(PRINTER)

    spool.hurry((store.jobs[job],))
    is_clear = spool.give_way(10)
    spool.close()

    assert is_clear
    assert store.jobs[job].state is PrintState.WAIT_PRINTER


def test_papers_are_neither_foreseen_nor_hurried_where_no_worker_runs(
    tmp_path: pathlib.Path,
) -> None:
    store = JobStore()
    spool = _spool(store, FakePrinters(), tmp_path)
    job = store.queue(PRINTER)

    spool.warm_up(PRINTER, "epson-tm-t20iii")
    spool.foresee(store.jobs[job])
    spool.hurry((store.jobs[job],))

    assert spool.give_way(0)
    assert store.jobs[job].state is PrintState.QUEUED


def test_a_worker_warmed_up_prints_nothing_but_tickets(tmp_path: pathlib.Path) -> None:
    store, link = JobStore(), FakeLink()
    printers = FakePrinters(link)
    spool = _spool(store, printers, tmp_path, is_quick=True)
    spool.start(PRINTER)

    spool.warm_up(PRINTER, "epson-tm-t20iii")
    job = store.queue(PRINTER)
    spool.wake()
    state = spool.wait(job, 10)
    spool.close()

    assert state is PrintState.PRINTED
    assert len(printers.names) == 1


class OnePaperPerJob(RuleBasedStateMachine):
    """Whatever links and crashes do, no job hands over its first byte twice."""

    def __init__(self) -> None:
        super().__init__()
        self.store = JobStore()
        self.begun: dict[str, int] = {}
        self.links: list[FakeLink | str] = []
        self.jobs: list[JobId] = []

    @rule()
    def queue(self) -> None:
        self.jobs.append(self.store.queue(PRINTER))

    @rule(
        takes=st.sampled_from([None, 0, 1, 4000, 10**9]),
        acknowledges=st.booleans(),
        durable=st.booleans(),
    )
    def a_link(self, takes: int | None, acknowledges: bool, durable: bool) -> None:
        self.links.append(FakeLink(takes=takes, acknowledges=acknowledges, durable=durable))

    @rule(cause=st.sampled_from(["refused", "unreachable"]))
    def a_closed_door(self, cause: str) -> None:
        self.links.append(cause)

    @rule()
    def a_crash_in_hand(self) -> None:
        waiting = [job for job in self.store.pending() if job.state is PrintState.QUEUED]
        if waiting:
            self.store.put(waiting[0].moved(PrintState.SENDING, now=NOON))
            self.begun[waiting[0].id.hex] = 1

    @rule()
    def print_pending(self) -> None:
        printers = FakePrinters(*self.links)
        self.links = []
        opened: list[tuple[str, FakeLink]] = []

        def open_link(printer: str, profile: object, name: str) -> FakeLink:
            link = printers(printer, profile, name)  # type: ignore[arg-type]
            opened.append((name, link))
            return link

        Spool(
            begin=self.store.begin,  # type: ignore[arg-type]
            read=self.store.read,  # type: ignore[arg-type]
            clock=lambda: NOON,
            open_link=open_link,
            locks=pathlib.Path(tempfile.gettempdir()) / "desk-app-machine-locks",
            is_quick=True,
        ).print_pending()
        for name, link in opened:
            if link.sent:
                job = next(job for job in self.jobs if str(job).endswith(name[-8:]))
                self.begun[job.hex] = self.begun.get(job.hex, 0) + 1

    @invariant()
    def no_job_began_twice(self) -> None:
        assert all(times == 1 for times in self.begun.values())


OnePaperPerJob.TestCase.settings = settings(max_examples=30, stateful_step_count=20, deadline=None)
TestOnePaperPerJob = OnePaperPerJob.TestCase
