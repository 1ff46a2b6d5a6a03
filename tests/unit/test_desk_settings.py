"""What one desk is set to: defaults, file, environment, mistakes."""

from __future__ import annotations

import dataclasses

import pytest

from desk_app.domain.errors import BadValue
from desk_app.settings.desk import DeskSettings, read_settings, settings_file, write_settings


def test_without_a_file_everything_has_its_default(tmp_path):
    assert read_settings(tmp_path / "none.toml", {}) == DeskSettings()


def test_what_is_written_is_read_again(tmp_path):
    file = settings_file(tmp_path / "poste.sqlite")
    kept = dataclasses.replace(DeskSettings(), printer='file:///tmp/a "b"\\c', show_keys=False)

    write_settings(file, kept)

    assert read_settings(file, {}) == kept
    assert [other.name for other in tmp_path.iterdir()] == ["poste.toml"]


def test_the_environment_goes_before_the_file(tmp_path):
    file = tmp_path / "poste.toml"
    write_settings(file, dataclasses.replace(DeskSettings(), printer="tcp://old:9100"))

    settings = read_settings(file, {"DESK_APP_PRINTER": "tcp://new:9100"})

    assert settings.printer == "tcp://new:9100"


@pytest.mark.warns
def test_an_unknown_setting_is_warned_about_with_the_nearest_name(tmp_path, caplog):
    file = tmp_path / "poste.toml"
    file.write_text('printr = "x"\n', encoding="utf-8")

    settings = read_settings(file, {})

    assert settings == DeskSettings()
    assert "nearest is printer" in caplog.text


@pytest.mark.parametrize(
    "text", ['theme = "pink"\n', "desk = 3\n", "not toml", 'language = "de"\n']
)
def test_a_bad_value_is_refused_with_what_is_expected(tmp_path, text):
    file = tmp_path / "poste.toml"
    file.write_text(text, encoding="utf-8")

    with pytest.raises(BadValue):
        read_settings(file, {})


@pytest.mark.parametrize(
    ("key", "address"),
    [
        ("store", "postgresql://poste:Secret-1@base.local/site"),
        ("name", "postgresql+psycopg://poste:Secret-1@10.0.0.1:5432/site"),
        ("printer", "tcp://poste:Secret-1@imprimante"),
    ],
)
def test_a_database_s_password_never_stands_in_the_settings_in_clear(tmp_path, key, address):
    file = tmp_path / "desk.toml"
    file.write_text(f'{key} = "{address}"\n', encoding="utf-8")

    with pytest.raises(BadValue) as refused:
        read_settings(file, {})

    assert "Secret-1" not in str(vars(refused.value))
    assert refused.value.field == key


def test_an_address_without_a_password_is_no_secret(tmp_path):
    file = tmp_path / "desk.toml"
    file.write_text('printer = "tcp://192.0.2.1:9100"\n', encoding="utf-8")

    assert read_settings(file, {}).printer == "tcp://192.0.2.1:9100"
