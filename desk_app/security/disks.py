"""Whether the disk under a file is encrypted, as far as the system tells without privileges."""

from __future__ import annotations

from pathlib import Path

MOUNTS = Path("/proc/self/mountinfo")
SYSTEM = Path("/sys")


def is_encrypted(path: Path, *, mounts: Path = MOUNTS, system: Path = SYSTEM) -> bool | None:
    """Return whether the disk under *path* is encrypted, None where the system does not tell.

    On Linux a device is encrypted if it, or one it stands on, is of dm-crypt.
    """
    try:
        device = _device(path.resolve(), mounts.read_text(encoding="utf-8"))
    except OSError:
        return None
    block = system / "dev" / "block" / device
    return _is_crypt(block) if device and block.exists() else None


def has_tpm(*, system: Path = SYSTEM) -> bool:
    """Return whether the computer has a TPM: what may hold the key of an encrypted disk."""
    return (system / "class" / "tpm" / "tpm0").exists()


def _device(path: Path, mounts: str) -> str:
    """Return `major:minor` of the longest mount that *path* lies in (proc(5), mountinfo)."""
    found: tuple[int, str] = (-1, "")
    for line in mounts.splitlines():
        fields = line.split(" ")
        point = Path(fields[4].replace("\\040", " "))
        if path == point or point in path.parents:
            found = max(found, (len(point.parts), fields[2]))
    return found[1]


def _is_crypt(block: Path) -> bool:
    kind = block / "dm" / "uuid"
    if kind.exists() and kind.read_text(encoding="ascii", errors="replace").startswith("CRYPT-"):
        return True
    slaves = block / "slaves"
    below = list(slaves.iterdir()) if slaves.exists() else []
    return bool(below) and all(_is_crypt(slave) for slave in below)
