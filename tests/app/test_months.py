"""Opening a desk closes the months that are past; its signing key lies beside the store."""

from __future__ import annotations

import stat

import pytest

from desk_app.app.desk import make_desk, open_desk


@pytest.fixture
def url(tmp_path) -> str:
    """A rehearsal desk that was opened in March."""
    address = f"sqlite:///{tmp_path / 'desk.sqlite'}"
    make_desk(address, rehearsal=True)
    return address


def closed(url: str, at: str) -> list[str]:
    desk = open_desk(url, environ={"DESK_APP_CLOCK": at})
    try:
        with desk.read() as work:
            return [each.segment for each in work.journal.checkpoints()]
    finally:
        desk.close()


def month_after(url: str) -> str:
    """The first opening hour of the month after the store was made."""
    desk = open_desk(url)
    with desk.read() as work:
        made = work.journal.after(0, 1)[0].at
    desk.close()
    year, month = divmod(made.year * 12 + made.month, 12)
    return f"{year:04d}-{month + 1:02d}-01T09:00:00+01:00"


def test_a_past_month_is_closed_at_the_next_opening(url, tmp_path):
    later = month_after(url)

    first, again = closed(url, later), closed(url, later)

    assert len(first) == 1
    assert again == first
    assert stat.S_IMODE((tmp_path / "desk.sqlite.sign").stat().st_mode) == 0o600


def test_a_desk_whose_signing_key_cannot_be_read_opens_all_the_same(url, tmp_path):
    (tmp_path / "desk.sqlite.sign").write_text("no key")

    assert closed(url, month_after(url)) == []
