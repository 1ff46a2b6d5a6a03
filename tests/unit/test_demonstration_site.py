"""The demonstration site's file, and site files as they lie on the disk."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from desk_app.domain.errors import SiteFileFaults
from desk_app.settings.sites import demonstration_path, demonstration_site, read_site

# --- files ------------------------------------------------------------------------------------


def test_a_file_that_is_not_there_is_told_as_such(tmp_path: Path) -> None:
    with pytest.raises(SiteFileFaults) as raised:
        read_site(tmp_path / "none.toml")

    assert [fault.fault for fault in raised.value.faults] == ["no_file"]


def test_a_folder_is_told_as_such(tmp_path: Path) -> None:
    with pytest.raises(SiteFileFaults) as raised:
        read_site(tmp_path)

    assert [fault.fault for fault in raised.value.faults] == ["is_folder"]


def test_a_file_that_does_not_open_is_told_as_such(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    with pytest.raises(SiteFileFaults) as raised:
        read_site(tmp_path / "file" / "site.toml")

    assert [fault.fault for fault in raised.value.faults] == ["unreadable"]


def test_bytes_that_are_not_text_are_told_with_their_line(tmp_path: Path) -> None:
    (tmp_path / "site.toml").write_bytes(b'schema = 1\nname = "Pr\xe9fecture"\n')

    with pytest.raises(SiteFileFaults) as raised:
        read_site(tmp_path / "site.toml")

    assert [(fault.line, fault.fault) for fault in raised.value.faults] == [(2, "not_text")]


# --- the demonstration ------------------------------------------------------------------------

TILES = [
    "INFO", "PIECES", "REM_TITRE", "RECEP_RNV", "CHG_ADR", "URG", "ADDA_RNV", "PERMIS", "DIV",
]  # fmt: skip
WALK_IN = {*TILES, "EXAMEN", "REGR_FAM"}
CATALOGUE = {
    "PAN_ANEF", "PAN_COMPTE", "RNV_DEPOT", "PREM_DEPOT", "AES_DEPOT", "ETUD", "TALENT", "APS_RECH",
    "DUPL", "CHG_SIT", "BIOM", "DCEM", "TVE", "GUDA", "NAT_DECRET", "NAT_DECL", "UE",
}  # fmt: skip


def test_the_demonstration_site_holds_the_whole_catalogue() -> None:
    site = demonstration_site()

    assert set(site.procedures) == CATALOGUE | WALK_IN
    assert {one.code for one in site.procedures.values() if one.is_walk_in} == WALK_IN


def test_the_demonstration_counters_are_those_of_the_contract() -> None:
    site = demonstration_site()
    walk_in = {one.code for one in site.procedures.values() if one.is_walk_in}
    served = {int(number): counter.procedures for number, counter in site.counters.items()}

    assert [served[number] for number in (1, 2, 3, 4)] == [walk_in] * 4
    assert served[5] == served[6]
    assert {"RNV_DEPOT", "BIOM", "GUDA"} <= served[5]
    assert not served[5] & walk_in
    assert set(site.procedures) == set().union(*served.values())


def test_the_demonstration_is_open_as_the_contract_says() -> None:
    (opening,) = demonstration_site().openings

    assert opening.days == {0, 1, 2, 3, 4}
    assert (opening.opens, opening.closes) == (dt.time(8, 30), dt.time(16, 30))
    assert opening.last_ticket == dt.time(16)


def test_the_demonstration_tiles_are_one_to_nine() -> None:
    site = demonstration_site()

    tiles = {one.tile: str(one.code) for one in site.procedures.values() if one.tile}

    assert [tiles[key] for key in range(1, 10)] == TILES


def test_every_demonstration_procedure_has_an_english_name() -> None:
    assert all("en" in one.name for one in demonstration_site().procedures.values())


def test_the_demonstration_shows_the_legal_notice() -> None:
    (legal,) = [message for message in demonstration_site().messages if message.legal]

    assert {"fr", "ar", "en", "tr", "zh-Hans", "prs", "ps", "uk"} <= set(legal.text)


def test_french_of_the_demonstration_is_typed_as_french_is() -> None:
    text = demonstration_path().read_text("utf-8")

    wrong = [
        line for line in text.split("\n") if ".fr = " in line and ("'" in line or " :" in line)
    ]

    assert wrong == []
