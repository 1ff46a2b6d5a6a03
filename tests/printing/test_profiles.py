"""Printer profiles: the shipped ones load, a bad one says where and how to mend it."""

from __future__ import annotations

import pathlib

import pytest

from desk_app.domain.errors import ProfileFaults
from desk_app.printing import profiles
from desk_app.printing.profiles import Paper

GOOD = """\
[printer]
id = "mine"
vendor = "Somebody"
base = "epson-escpos"
[media.80]
dots = 576
cols_a = 48
"""


def _file(folder: pathlib.Path, text: str, name: str = "mine.toml") -> str:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return str(path)


@pytest.mark.parametrize("name", profiles.known())
def test_a_shipped_profile_is_whole_and_says_what_is_to_be_measured(name: str) -> None:
    profile = profiles.load(name)

    text = (profiles.folder() / f"{name}.toml").read_text(encoding="utf-8")
    assert profile.id == name
    assert "# Known: " in text
    assert "To measure at commissioning: " in text
    assert profile.measure


def test_the_ten_likely_printers_and_the_default_are_shipped() -> None:
    assert len(profiles.known()) >= 10
    assert profiles.DEFAULT in profiles.known()


def test_a_base_is_not_offered_as_a_printer() -> None:
    assert "epson-escpos" not in profiles.known()


def test_a_key_of_its_own_stands_over_the_bases() -> None:
    profile = profiles.load("epson-tm-m30iii")

    assert (profile.strip_rows, profile.codepage) == (96, "CP1252")


def test_the_narrow_roll_is_asked_for_by_its_width() -> None:
    assert profiles.load("epson-tm-t20iii@58").media.dots == 420


def test_a_profile_of_the_sites_own_stands_on_a_shipped_base(tmp_path: pathlib.Path) -> None:
    profile = profiles.load(_file(tmp_path, GOOD))

    assert (profile.id, profile.paper, profile.has_native_qr) == ("mine", Paper.DRAWN, True)


def test_every_mistake_is_told_with_its_line_and_its_mend(tmp_path: pathlib.Path) -> None:
    text = GOOD + (
        '[raster]\nstrip_rows = 900\nblank_skp = true\n[cut]\nbytes = "1D5"\n'
        '[lang]\ncodepage = "CP9999"\nmode = "star-line"\n[link]\nbaud = "9600"\n'
    )

    with pytest.raises(ProfileFaults) as refused:
        profiles.load(_file(tmp_path, text))

    faults = refused.value.faults
    assert [fault.line for fault in faults] == [9, 10, 12, 14, 15, 17]
    assert all(fault.fault and fault.mend for fault in faults)
    assert "raster.blank_skip" in faults[1].mend


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("[printer\n", 1),
        ('[printer]\nid = "x"\n', 0),
        (GOOD.replace("epson-escpos", "nowhere"), 0),
        (GOOD.replace("epson-escpos", "mine"), 4),
        (GOOD.replace('base = "epson-escpos"\n', "").split("[media")[0], 0),
    ],
    ids=["no TOML", "no vendor", "no such base", "its own base", "no roll"],
)
def test_a_file_that_is_no_profile_is_refused(tmp_path: pathlib.Path, text: str, line: int) -> None:
    with pytest.raises(ProfileFaults) as refused:
        profiles.load(_file(tmp_path, text))

    assert line in {fault.line for fault in refused.value.faults}


def test_bytes_that_are_no_text_are_refused(tmp_path: pathlib.Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_bytes(b"\xff\xfe\x00")

    with pytest.raises(ProfileFaults):
        profiles.load(str(path))


def test_an_unknown_profile_names_the_known_ones() -> None:
    with pytest.raises(ProfileFaults) as refused:
        profiles.load("epson-tm-t99")

    assert "epson-tm-t20iii" in refused.value.faults[0].mend


def test_a_roll_the_printer_has_not_is_refused() -> None:
    with pytest.raises(ProfileFaults):
        profiles.load("generic-58mm@80")


def test_the_example_of_the_manual_is_a_profile(tmp_path: pathlib.Path) -> None:
    text = GOOD + (
        '[lang]\nmode = "escpos"\nkanji_off = "1C2E"\ncodepage = "CP1252"\ncodepage_slot = 16\n'
        '[raster]\ncommand = "gs_v_0"\nstrip_rows = 128\npace_ms = 0\nblank_skip = true\n'
        'trim = false\ncenter = "esc_a"\n[status]\ndle_eot = [1, 2, 3, 4]\nasb_mask = 0x0F\n'
        'gs_r = true\nnear_end_sensor = false\n[ack]\nkind = "process_id"\nverified = ""\n'
        '[recover]\nclear = "10140801031401060208"\nclear_reply = "372500"\ndle_enq = true\n'
        '[link]\nbuffer = 4096\nidle_close_s = 30\nbaud = 115200\nflow = "dtr"\n'
        "[usb]\nvid = 0x04B8\npid = 0\n"
    )

    assert profiles.load(_file(tmp_path, text)).flow == "dtr"
