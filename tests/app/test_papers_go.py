"""At night the papers with names go: their jobs, their keys and the pages in a folder (R-02)."""

from __future__ import annotations

import datetime as dt
from functools import partial

from desk_app.printing.addresses import pdf_address
from desk_app.printing.forgetting import forget_page
from desk_app.printing.spool import Spool
from desk_app.services.handing import Printer
from desk_app.services.keeping_ports import Purpose
from desk_app.services.retention import Outside, purge
from tests.services.booking_desk import BookingDesk, applicant


def test_a_convocation_in_a_folder_is_gone_the_next_day(sqlite_store, clock, tmp_path):
    desk = BookingDesk(sqlite_store, clock)
    folder = tmp_path / "papiers"
    desk.printer = lambda: Printer(address=pdf_address(folder), profile="epson-tm-t20iii")
    desk.books(applicant(language="ar"))
    spool = Spool(
        begin=sqlite_store.begin, read=sqlite_store.read, clock=clock, locks=tmp_path / "locks"
    )
    assert spool.print_pending().printed == 1
    [page] = folder.iterdir()
    assert "enali" not in page.name
    clock.now += dt.timedelta(days=1)

    purge(
        by=None,
        begin=sqlite_store.begin,
        read=sqlite_store.read,
        clock=clock,
        outside=Outside(
            forget_page=lambda paper: forget_page(paper.printer, paper.what, paper.job),
            forget_files=lambda _before: 0,
        ),
        watch=partial(next, iter(range(10_000))),
    )

    assert list(folder.iterdir()) == []
    with sqlite_store.read() as work:
        assert work.prints.all() == []
        assert not work.seals.holds(Purpose.PAPER, clock().date())
