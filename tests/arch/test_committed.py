"""What must not be in the repository, whatever the file."""

from __future__ import annotations

import re
import tomllib

import pytest

from tests.arch.source import ROOT, committed_files, text_of

HOSTS = (
    "pypi" + ".org",
    "python" + "hosted.org",
    "npm" + "js.org",
    "npm" + "js.com",
    "crates" + ".io",
    "golang" + ".org",
    "repo.maven" + ".apache.org",
)
OPTIONS = ("--index" + "-url", "--extra-index" + "-url", "--find" + "-links", "--trusted" + "-host")
STATE_BRAND = ("mari" + "anne", "ds" + "fr")
BUILT = ("desk_app/", "resources/", "printer_profiles/", "installer/", "requirements/",
         "pyproject.toml")  # fmt: skip
LOCK_LINE = re.compile(
    r"|\s*#.*"
    r"|[a-z0-9][a-z0-9._-]*(\[[a-z,]+\])?==[^ ]+( ; .+)? *\\?"
    r"|    --hash=sha256:[0-9a-f]{64}( \\)?"
)


def _texts() -> dict[str, str]:
    texts = {file.relative_to(ROOT).as_posix(): text_of(file) for file in committed_files()}
    return {path: text for path, text in texts.items() if text is not None}


def test_no_file_names_a_package_index():
    named = {
        f"{path}: {word}"
        for path, text in _texts().items()
        for word in (*HOSTS, *OPTIONS)
        if word in text
    }

    assert named == set()


@pytest.mark.parametrize("name", ["run.txt", "dev.txt"])
def test_a_lock_file_holds_versions_and_hashes_alone(name):
    lines = (ROOT / "requirements" / name).read_text(encoding="utf-8").splitlines()

    assert [line for line in lines if not LOCK_LINE.fullmatch(line)] == []


@pytest.mark.parametrize("name", ["run.txt", "dev.txt"])
def test_every_locked_version_has_its_hash(name):
    text = (ROOT / "requirements" / name).read_text(encoding="utf-8")
    pins = re.split(r"^(?=[a-z0-9][a-z0-9._-]*(?:\[|==))", text, flags=re.MULTILINE)[1:]

    assert [pin.splitlines()[0] for pin in pins if "--hash=sha256:" not in pin] == []


def test_every_dependency_is_locked():
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = {_name(one) for one in settings["project"]["dependencies"]}
    locked = (ROOT / "requirements" / "run.txt").read_text(encoding="utf-8").splitlines()

    assert wanted - {_name(line) for line in locked if "==" in line} == set()


def test_the_build_bears_no_brand_of_the_state():
    """Rule B-01: its typeface and its design package are for the State's own services."""
    found = {
        f"{path}: {brand}"
        for path, text in _texts().items()
        for brand in STATE_BRAND
        if path.startswith(BUILT) and brand in f"{path}\n{text}".lower()
    }

    assert found == set()


def test_the_typefaces_are_free_ones():
    fonts = sorted(
        file for file in (ROOT / "resources" / "fonts").iterdir() if file.suffix in {".ttf", ".otf"}
    )
    brand = STATE_BRAND[0].capitalize()

    assert fonts
    assert [file.name for file in fonts if not file.name.startswith("Noto")] == []
    assert [file.name for file in fonts if brand.encode("utf-16-be") in file.read_bytes()] == []


def test_no_file_is_a_left_over():
    ends = (".orig", ".rej", ".bak", ".swp", "~", ".pyc", ".DS_Store")
    names = [file.name for file in committed_files()]

    assert [name for name in names if name.endswith(ends)] == []


def test_no_work_is_left_undone():
    marks = re.compile(r"\b(TO" + r"DO|FIX" + r"ME|XX" + r"X)\b")

    assert [path for path, text in _texts().items() if marks.search(text)] == []


def _name(requirement: str) -> str:
    found = re.match(r"[A-Za-z0-9._-]+", requirement)
    return re.sub(r"[-_.]+", "-", found[0]).lower() if found else ""
