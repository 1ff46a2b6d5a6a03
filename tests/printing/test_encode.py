"""Bytes: they draw what was meant, on each profile, and command nothing else."""

from __future__ import annotations

import dataclasses
import subprocess
import sys
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk_app.printing import papers, profiles, qr
from desk_app.printing.bitmap import Bitmap
from desk_app.printing.encode import TooWide, encode, fenced, seconds
from desk_app.printing.ops import Band, Cut, Feed, Number, PrintOp, Qr, Text
from desk_app.printing.profiles import Paper
from desk_app.printing.realtime import COMMAND, without_commands
from tests.printing.decoder import decode
from tests.printing.fakes import LONG_NAME, slip
from tests.printing.make_golden import FOLDER, bytes_of, pattern

EPSON = profiles.load("epson-tm-t20iii")
SMALL = profiles.load("generic-58mm")
EACH_PROFILE = pytest.mark.parametrize("name", profiles.known())


def _nothing_drawn(ops: Sequence[PrintOp], width: int) -> Bitmap:
    raise AssertionError(f"drawn: {ops}")


@EACH_PROFILE
def test_a_profile_still_gives_its_golden_bytes(name: str) -> None:
    assert bytes_of(name) == (FOLDER / f"{name}.bin").read_bytes()


@EACH_PROFILE
def test_a_paper_begins_clean_and_ends_cut_or_fed_out(name: str) -> None:
    profile = profiles.load(name)

    payload = encode((Cut(),), profile, draw=_nothing_drawn, paper=Paper.HYBRID).data

    assert payload.startswith(b"\x1b\x40\x1c\x2e")
    assert decode(payload, profile).cuts == bool(profile.cut)


@EACH_PROFILE
def test_the_stream_draws_exactly_the_dots_that_were_meant(name: str) -> None:
    profile = profiles.load(name)
    meant = papers.draw(papers.operations(slip("ar"), profile), profile.media.dots)

    payload = encode((), profile, draw=lambda ops, width: meant, paper=Paper.DRAWN)

    paper = decode(payload.data, profile)
    drawn = paper.picture(profile.media.dots)
    assert meant.data == drawn.data[: len(meant.data)]
    assert paper.widest <= profile.media.dots
    assert paper.tallest_strip <= 255


@EACH_PROFILE
def test_a_french_ticket_as_text_says_what_the_drawn_one_says(name: str) -> None:
    profile = profiles.load(name)
    ops = papers.operations(slip(copy_no=2), profile)

    payload = fenced(encode(ops, profile, draw=_nothing_drawn, paper=Paper.HYBRID))

    paper = decode(payload.data, profile)
    said = " ".join(paper.lines)
    assert "B 042" in said
    assert "Dépôt de pièces complémentaires" in said.replace("  ", " ")
    assert "12 personnes avant vous" in said
    assert any("DUPLICATA 2" in line for line in paper.inverse)
    assert paper.widest <= profile.media.dots
    assert paper.fences == 1
    assert paper.codes == ([slip().qr] if profile.has_native_qr else [])


@EACH_PROFILE
def test_the_numbers_characters_are_tall_enough_as_text(name: str) -> None:
    profile = profiles.load(name)
    ops = papers.operations(slip(number="A1000"), profile)

    paper = decode(encode(ops, profile, draw=_nothing_drawn, paper=Paper.HYBRID).data, profile)

    at = paper.lines.index("A 1000")
    cell_mm = paper.sizes[at][1] * 24 * 25.4 / profile.media.dpi
    assert cell_mm * 0.6 >= 14  # the least share of its cell that a printer's digit takes


def test_a_long_name_as_text_stays_in_its_columns() -> None:
    ops = papers.operations(slip(procedure=LONG_NAME + "W" * 90), SMALL)

    paper = decode(encode(ops, SMALL, draw=_nothing_drawn, paper=Paper.HYBRID).data, SMALL)

    assert paper.widest <= SMALL.media.dots


def test_only_what_the_code_page_lacks_is_drawn() -> None:
    drawn: list[PrintOp] = []

    def note(ops: Sequence[PrintOp], width: int) -> Bitmap:
        drawn.extend(ops)
        return pattern(ops, width)

    encode(papers.operations(slip("ru"), EPSON), EPSON, draw=note, paper=Paper.HYBRID)

    assert {"ru"} == {op.language for op in drawn if isinstance(op, Text)}
    assert not any(isinstance(op, Number | Qr) for op in drawn)


def test_a_turkish_letter_is_drawn_rather_than_written_wrong() -> None:
    drawn: list[PrintOp] = []

    def note(ops: Sequence[PrintOp], width: int) -> Bitmap:
        drawn.extend(ops)
        return pattern(ops, width)

    words = (Text(text="çağrı", size=24, language="tr"), Text(text="üç", size=24, language="tr"))
    payload = encode(words, EPSON, draw=note, paper=Paper.HYBRID)

    assert words[:1] == tuple(drawn)
    assert decode(payload.data, EPSON).lines == ["üç"]


def test_a_number_the_code_page_lacks_is_drawn() -> None:
    drawn: list[PrintOp] = []

    def note(ops: Sequence[PrintOp], width: int) -> Bitmap:
        drawn.extend(ops)
        return pattern(ops, width)

    number = Number(text="Я 042", size=204, width=560)
    encode((number,), EPSON, draw=note, paper=Paper.HYBRID)

    assert drawn == [number]


def test_a_band_with_another_script_is_drawn_whole() -> None:
    drawn: list[PrintOp] = []

    def note(ops: Sequence[PrintOp], width: int) -> Bitmap:
        drawn.extend(ops)
        return pattern(ops, width)

    band = Band(lines=(Text(text="Gratuit", size=28), Text(text="免费", size=30, language="zh")))
    encode((band,), EPSON, draw=note, paper=Paper.HYBRID)

    assert drawn == [band]


def test_a_printer_that_skips_no_blank_rows_gets_them_as_dots() -> None:
    plain = dataclasses.replace(EPSON, has_blank_skip=False)

    payload = encode((), plain, draw=pattern, paper=Paper.DRAWN)

    strips = decode(payload.data, plain).strips
    assert [strip.width for strip in strips] == [576] * len(strips)
    assert sum(strip.height for strip in strips) == pattern((), 576).height


def test_a_long_feed_is_sent_in_steps_a_byte_can_hold() -> None:
    for profile in (EPSON, SMALL):
        payload = encode((Feed(dots=700),), profile, draw=_nothing_drawn, paper=Paper.HYBRID)

        strips = decode(payload.data, profile).strips
        assert sum(strip.height for strip in strips) == 700


def test_dots_wider_than_the_printer_are_refused() -> None:
    with pytest.raises(TooWide):
        encode((), EPSON, draw=lambda ops, width: Bitmap(584, 1, bytes(73)), paper=Paper.DRAWN)


@pytest.mark.parametrize("command", ["100401", "100408", "100500", "100503", "101401", "101408"])
@pytest.mark.parametrize("shift", [0, 70, 71, 72])
def test_a_real_time_command_among_the_dots_is_broken_by_one_dot(command: str, shift: int) -> None:
    rows = bytearray(b"\x41" * 72 * 4)
    rows[shift : shift + 3] = bytes.fromhex(command)
    meant = Bitmap(576, 4, bytes(rows))

    payload = encode((), EPSON, draw=lambda ops, width: meant, paper=Paper.DRAWN)

    drawn = decode(payload.data, EPSON).picture(576)
    changed = int.from_bytes(meant.data, "big") ^ int.from_bytes(
        drawn.data[: len(meant.data)], "big"
    )
    assert not COMMAND.search(payload.data)
    assert changed.bit_count() == 1


@settings(max_examples=200)
@given(
    dots=st.lists(
        st.sampled_from([0x10, 0x04, 0x05, 0x14, 0x01, 0x02, 0x08, 0x00]), min_size=1, max_size=60
    )
)
def test_no_picture_commands_the_printer(dots: list[int]) -> None:
    data = bytes(dots)

    safe = without_commands(data, [(0, len(data))])

    assert not COMMAND.search(safe)
    assert len(safe) == len(data)


def test_a_command_outside_the_dots_is_our_bug() -> None:
    with pytest.raises(AssertionError):
        without_commands(b"\x10\x04\x01", [])


def test_a_deadline_counts_both_the_line_and_the_paper() -> None:
    payload = encode((), EPSON, draw=pattern, paper=Paper.DRAWN)

    slow, fast = seconds(payload, EPSON, 960), seconds(payload, EPSON, 1e6)

    assert slow - fast == pytest.approx(len(payload.data) / 960 - len(payload.data) / 1e6)
    assert fast > payload.rows * 25.4 / 203 / 250


def test_a_squares_code_too_big_for_the_paper_gets_smaller_modules() -> None:
    assert qr.fitting_module(6, 29, 576, is_beside=True) == 6
    assert qr.fitting_module(6, 61, 384, is_beside=False) == 5
    assert qr.fitting_module(6, 61, 576, is_beside=True) == 4


def test_a_french_ticket_as_text_needs_no_qt() -> None:
    script = (
        "import sys\n"
        "from desk_app.printing import papers, profiles\n"
        "from desk_app.printing.addresses import Tcp\n"
        "from tests.printing.fakes import slip\n"
        "papers.make(slip(), profiles.load('epson-tm-t20iii'), Tcp('h', 1), is_quick=True)\n"
        "heavy = {'PySide6', 'reportlab', 'segno', 'serial', 'usb', 'babel'} & set(sys.modules)\n"
        "raise SystemExit(', '.join(sorted(heavy)))\n"
    )

    ended = subprocess.run(
        [sys.executable, "-c", script], check=False, timeout=60, capture_output=True, text=True,
        cwd=FOLDER.parents[2],
    )  # fmt: skip

    assert ended.stderr.strip() == ""
