"""Whether a disk is encrypted, read from what Linux says of its devices."""

from __future__ import annotations

from pathlib import Path

import pytest

from desk_app.security.disks import has_tpm, is_encrypted


def block(system: Path, device: str, *, uuid: str = "", on: tuple[str, ...] = ()) -> None:
    """A device as /sys shows it, standing on others."""
    folder = system / "dev" / "block" / device
    (folder / "slaves").mkdir(parents=True)
    if uuid:
        (folder / "dm").mkdir()
        (folder / "dm" / "uuid").write_text(uuid, encoding="ascii")
    for other in on:
        (folder / "slaves" / other).symlink_to(system / "dev" / "block" / other)


@pytest.fixture
def system(tmp_path) -> Path:
    block(tmp_path, "8:1")
    block(tmp_path, "254:0", uuid="CRYPT-LUKS2-0a", on=("8:1",))
    block(tmp_path, "254:1", uuid="LVM-x", on=("254:0",))
    block(tmp_path, "9:0", on=("8:1", "254:0"))
    return tmp_path


def mounts(folder: Path, *lines: tuple[str, str]) -> Path:
    file = folder / "mountinfo"
    said = (f"1 0 {device} / {point} rw - ext4 x rw\n" for device, point in lines)
    file.write_text("".join(said), encoding="utf-8")
    return file


@pytest.mark.parametrize(
    ("device", "encrypted"),
    [("8:1", False), ("254:0", True), ("254:1", True), ("9:0", False), ("0:99", None)],
)
def test_a_device_is_encrypted_if_all_it_stands_on_is(system, device, encrypted):
    told = mounts(system, (device, "/"))

    assert is_encrypted(Path("/srv/x"), mounts=told, system=system) is encrypted


def test_the_longest_mount_tells(system):
    told = mounts(system, ("8:1", "/"), ("254:0", "/srv/a\\040desk"), ("8:1", "/srv/a"))

    assert is_encrypted(Path("/srv/a desk/x"), mounts=told, system=system)
    assert not is_encrypted(Path("/srv/a/x"), mounts=told, system=system)


def test_a_system_that_does_not_say_is_not_guessed(tmp_path):
    assert is_encrypted(Path("/x"), mounts=tmp_path / "none", system=tmp_path) is None
    assert is_encrypted(Path("/x"), mounts=mounts(tmp_path), system=tmp_path) is None


def test_a_tpm_is_seen(tmp_path):
    assert not has_tpm(system=tmp_path)
    (tmp_path / "class" / "tpm" / "tpm0").mkdir(parents=True)
    assert has_tpm(system=tmp_path)
