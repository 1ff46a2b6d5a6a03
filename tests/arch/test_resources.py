"""Every file shipped beside the code opens, and every selector of the look meets a widget."""

from __future__ import annotations

import re
import tomllib
import wave
from xml.etree import ElementTree as ET

import pytest

from desk_app.settings.resources import resource
from tests.arch.source import PRODUCT, ROOT, committed_files, modules

RESOURCES = ROOT / "resources"
QSS = RESOURCES / "qss" / "desk.qss"
FONT_STARTS = (b"\x00\x01\x00\x00", b"OTTO", b"true")


def _shipped() -> list[str]:
    files = [file for file in committed_files() if RESOURCES in file.parents]
    return [file.relative_to(RESOURCES).as_posix() for file in files]


def _opens(path: str) -> bool:
    """Read a resource as its kind of file; a damaged one raises."""
    file = resource(*path.split("/"))
    data = file.read_bytes()
    match file.suffix:
        case ".svg":
            return ET.fromstring(data).tag.endswith("svg")
        case ".toml":
            return bool(tomllib.loads(data.decode("utf-8")))
        case ".wav":
            with wave.open(str(file)) as sound:
                return sound.getnframes() > 0
        case ".ttf" | ".otf":
            return data.startswith(FONT_STARTS)
        case ".mo":
            return data[:4] in {b"\xde\x12\x04\x95", b"\x95\x04\x12\xde"}
        case _:
            return bool(data.decode("utf-8").strip())


@pytest.mark.parametrize("path", _shipped())
def test_every_resource_opens(path):
    assert _opens(path)


def test_one_place_says_where_shipped_files_are():
    """A frozen program keeps them elsewhere; the store's migrations are code, not resources."""
    finders = [file.path for file in modules(PRODUCT) if "__file__" in file.text]

    assert finders == ["desk_app/settings/resources.py", "desk_app/store/setup.py"]


def test_every_borrowed_kind_of_file_is_credited():
    owed = ("noto", "lucide", "decoupage", "holidays")
    credited = (RESOURCES / "CREDITS.md").read_text(encoding="utf-8").lower()

    assert [word for word in owed if word not in credited] == []


def _selectors() -> str:
    """The style sheet without its declarations and comments."""
    text = re.sub(r"/\*.*?\*/", "", QSS.read_text(encoding="utf-8"), flags=re.DOTALL)
    return re.sub(r"\{[^}]*\}", "", text)


def _quoted() -> set[str]:
    """Every text in quotes in the code of the windows."""
    windows = modules(f"{PRODUCT}/ui")
    return {text for file in windows for text in re.findall(r"[\"']([\w-]+)[\"']", file.text)}


def test_every_object_name_of_the_look_exists():
    names = set(re.findall(r"#([A-Za-z_][\w-]*)", _selectors()))

    assert names - _quoted() == set()


def test_every_state_of_the_look_is_set_somewhere():
    properties = set(re.findall(r"\[([a-z_]\w*)=", _selectors()))
    qt_own = {"readOnly", "checked", "enabled", "flat"}

    assert properties
    assert properties - qt_own - _quoted() == set()


def test_every_colour_of_the_look_is_named_in_the_theme():
    named = set(re.findall(r"\$(\w+)", QSS.read_text(encoding="utf-8")))
    palettes = (ROOT / PRODUCT / "ui" / "palettes.py").read_text(encoding="utf-8")
    theme = (ROOT / PRODUCT / "ui" / "theme.py").read_text(encoding="utf-8")

    assert named
    assert [name for name in sorted(named) if not re.search(rf"\b{name}\b", palettes + theme)] == []
