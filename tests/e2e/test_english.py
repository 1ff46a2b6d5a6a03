"""The whole program in English: what the site has in English is shown so, and all of ours."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from desk_app.app.desk import make_desk
from desk_app.settings.desk import DeskSettings, settings_file, write_settings
from desk_app.settings.sites import demonstration_path, read_site
from desk_app.ui.reception.procedures_page import TILES
from desk_app.ui.widgets.tiles import Tile
from tests.e2e.house import House, address, living


@pytest.fixture
def english(qapp, tmp_path) -> Iterator[House]:
    """The program on a desk whose windows are in English."""
    make_desk(address(tmp_path), rehearsal=True)
    settings = DeskSettings(
        printer=f"file://{tmp_path / 'printer.bin'}", theme="light", language="en"
    )
    write_settings(settings_file(tmp_path / "poste.sqlite"), settings)
    with living(tmp_path, makes=False) as opened:
        yield opened


def test_the_last_tickets_are_in_english(english):
    english.sits("Marchand")
    english.robot.press("1", "Return")

    assert english.column("reception.last", 1) == ["Information"]
    assert not {"À imprimer", "Imprimé"} & set(english.column("reception.last", 2))


def test_every_procedure_is_in_english(english):
    english.sits("Marchand")
    tile = english.program.shell.findChild
    tiles = [tile(Tile, f"reception.tile.{digit + 1}").face().name for digit in range(TILES)]
    procedures = read_site(demonstration_path()).procedures.values()

    shown = [*tiles, *english.column("reception.others")]
    assert sorted(shown) == sorted(procedure.name["en"] for procedure in procedures)


def test_the_desk_is_named_in_english_where_nobody_named_it(english):
    english.sits("Marchand")

    assert english.program.session.desk == "Reception 1"


def test_a_desk_that_has_a_name_keeps_it(qapp, tmp_path):
    make_desk(address(tmp_path), rehearsal=True)
    settings = DeskSettings(theme="light", language="en", name="Hall B")
    write_settings(settings_file(tmp_path / "poste.sqlite"), settings)

    with living(tmp_path, makes=False) as house:
        assert house.program.session.desk == "Hall B"
