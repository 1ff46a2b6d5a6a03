"""Text in a printer's code page."""

from __future__ import annotations

import pytest

from desk_app.printing.codepage import as_bytes


@pytest.mark.parametrize("codepage", ["CP1252", "CP858"])
def test_french_is_written_with_its_accents(codepage: str) -> None:
    french = "éàçêîôûùëïüÉÀÇ"

    assert as_bytes(french, codepage) == french.encode(codepage)


def test_typography_is_plainer_where_the_page_lacks_it() -> None:
    assert as_bytes("l’œuvre – 74\u202f% · 5…", "CP858") == "l'oeuvre - 74 % · 5...".encode("CP858")


@pytest.mark.parametrize("letter", ["ğ", "ı", "я", "ب", "中", "🎫"])
def test_a_letter_the_page_lacks_is_no_text(letter: str) -> None:
    assert as_bytes(f"a{letter}", "CP1252") is None


def test_controls_never_reach_the_printer() -> None:
    assert as_bytes("a\x1b@\x07b\x9bc", "CP1252") == b"a@bc"
