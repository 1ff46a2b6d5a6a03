"""One open desk: made, opened, guarded against a second copy."""

from __future__ import annotations

import subprocess
import sys

import pytest

from desk_app.app.desk import make_desk, open_desk
from desk_app.app.guard import only_copy
from desk_app.app.reports import save_report
from desk_app.app.whereabouts import default_store
from desk_app.domain.errors import (
    DeskTaken,
    NoStore,
    OnlyRehearsal,
    SiteFileFaults,
    StoreExists,
)
from tests.conftest import ROOT

QUIET: dict[str, str] = {}


def test_a_desk_made_with_the_demonstration_site_opens(sqlite_url):
    make_desk(sqlite_url, rehearsal=True)

    desk = open_desk(sqlite_url, environ=QUIET)

    assert desk.rehearsal
    assert desk.printer().address.startswith("pdf://")
    desk.close()


def test_a_site_file_with_mistakes_leaves_nothing_behind(tmp_path, sqlite_url):
    file = tmp_path / "site.toml"
    file.write_text("schema = 1\n", encoding="utf-8")

    with pytest.raises(SiteFileFaults):
        make_desk(sqlite_url, site_file=file, rehearsal=True)
    with pytest.raises(NoStore):
        open_desk(sqlite_url, environ=QUIET)


def test_a_desk_is_not_made_twice(sqlite_url):
    make_desk(sqlite_url, rehearsal=True)

    with pytest.raises(StoreExists):
        make_desk(sqlite_url, rehearsal=True)


def test_a_real_desk_refuses_a_rehearsal_s_clock_and_stays_usable(sqlite_url):
    make_desk(sqlite_url, rehearsal=False)

    with pytest.raises(OnlyRehearsal):
        open_desk(sqlite_url, environ={"DESK_APP_CLOCK": "2026-03-02T09:00:00+01:00"})
    open_desk(sqlite_url, environ=QUIET).close()


def test_the_same_document_is_known_again_after_a_restart(sqlite_url):
    make_desk(sqlite_url, rehearsal=True)
    first = open_desk(sqlite_url, environ=QUIET)
    known = first.keyed_hash(b"passport|BGD|BX0472915")
    first.close()

    again = open_desk(sqlite_url, environ=QUIET)

    assert again.keyed_hash(b"passport|BGD|BX0472915") == known
    again.close()


def test_a_second_copy_of_the_windows_is_refused_and_told_who_has_the_desk(tmp_path):
    store = tmp_path / "poste.sqlite"

    with only_copy(store):
        with pytest.raises(DeskTaken) as refused, only_copy(store):
            pass
        assert refused.value.process is not None
    with only_copy(store):
        assert store.with_name("poste.sqlite.pid").exists()


def test_the_store_s_place_can_be_said_by_the_environment():
    assert default_store({"DESK_APP_STORE": "sqlite:////x/y"}) == "sqlite:////x/y"
    assert default_store({}).endswith("desk-app/poste.sqlite")


def test_a_report_of_a_bug_holds_no_message(tmp_path):
    with pytest.raises(KeyError) as bug:
        {}["BENALI Karim 9304218765"]
    file = save_report(bug.value, tmp_path / "rapports")

    said = file.read_text(encoding="utf-8")
    assert "KeyError" in said
    assert "BENALI" not in said
    assert "9304218765" not in said


@pytest.mark.parametrize("kilobytes", [20, 150, 185, 190])
def test_a_disk_that_fills_while_a_desk_is_made_leaves_nothing_behind(
    kilobytes, sqlite_url, tmp_path
):
    make = f"{sys.executable} -m desk_app --store {sqlite_url} store create --rehearsal"

    made = subprocess.run(
        ["bash", "-c", f"ulimit -f {kilobytes}; exec {make}"], cwd=ROOT, check=False
    )

    assert made.returncode == 4
    assert [left.name for left in tmp_path.iterdir() if left.suffix == ".sqlite"] == []
