"""Where a played day leaves its pictures and its papers: a folder of its own, never another's."""

from __future__ import annotations

import dataclasses
import json
import shutil
from collections.abc import Iterable
from pathlib import Path

from PySide6.QtGui import QColor, QImage, QPixmap

from desk_app.domain.prints import Slip
from desk_app.domain.site import Site
from desk_app.printing import papers, profiles
from desk_app.printing.bitmap import Bitmap

MARK = "demo.json"
STORE = "poste.sqlite"
_OURS = ("poste.*", "screens.json", ".verrous", "papiers", "tickets", "rapports")
_KNOWN = {"made_by": "desk-app demo"}
TICKET_LANGUAGES = ("fr", "ar", "zh-Hans", "bn", "ta", "ru", "ps")
ROLLS = {"80mm": profiles.DEFAULT, "58mm": "generic-58mm"}


def fresh_folder(wanted: Path) -> Path:
    """Return *wanted* emptied of a former demo, or the first of its numbered sub-folders.

    Nothing is taken away that a demo did not make.
    """
    folder, number = wanted, 0
    while not _is_free(folder):
        number += 1
        folder = wanted / str(number)
    folder.mkdir(parents=True, exist_ok=True)
    _clear(folder)
    return folder.absolute()


class Album:
    """Pictures by name in one folder; what is in it is written down as it grows."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._scores: dict[str, float] = {}
        self._files: list[str] = []
        self._write_down()

    @property
    def count(self) -> int:
        """How many pictures there are."""
        return len(self._files)

    def wants(self, name: str, score: float = 0.0) -> bool:
        """Return whether a picture called *name* is missing, or was taken on a duller moment."""
        return score > self._scores.get(name, -1.0) * 1.3

    def keep(self, name: str, picture: QPixmap | QImage, score: float = 0.0) -> None:
        """Keep *picture* as `name.png`, in place of one kept before."""
        file = self.folder / f"{name}.png"
        file.parent.mkdir(parents=True, exist_ok=True)
        picture.save(str(file))
        self._scores[name] = score
        if file.relative_to(self.folder).as_posix() not in self._files:
            self._files.append(file.relative_to(self.folder).as_posix())
            self._write_down()

    def keep_tickets(self, slip: Slip, site: Site, code: str) -> None:
        """Keep *slip*, a ticket for procedure *code*, in each language and on both rolls."""
        for language in TICKET_LANGUAGES:
            translated = site.procedures[code].name.get(language, "")  # type: ignore[index]
            told = dataclasses.replace(slip, language=language, procedure_translated=translated)
            self._keep_on_rolls(f"ticket-{language}", told)
        self._keep_on_rolls("ticket-duplicata", dataclasses.replace(slip, copy_no=2))

    def _keep_on_rolls(self, name: str, slip: Slip) -> None:
        for roll, profile_name in ROLLS.items():
            profile = profiles.load(profile_name)
            drawn = papers.draw(papers.operations(slip, profile), profile.media.dots)
            self.keep(f"tickets/{name}-{roll}", image_of(drawn))

    def _write_down(self) -> None:
        said = {**_KNOWN, "files": sorted(self._files)}
        (self.folder / MARK).write_text(json.dumps(said, indent=1), encoding="utf-8")


def image_of(bitmap: Bitmap) -> QImage:
    """Return the dots of *bitmap* as a picture, black on white."""
    image = QImage(
        bitmap.data, bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_Mono
    )
    image.setColorTable([QColor(tone).rgb() for tone in ("white", "black")])
    return image.copy()  # the dots themselves go away with *bitmap*


def _is_free(folder: Path) -> bool:
    return not folder.exists() or (
        folder.is_dir() and (not any(folder.iterdir()) or _files_of(folder) is not None)
    )


def _files_of(folder: Path) -> list[str] | None:
    """Return what a former demo left in *folder*, None if none did."""
    try:
        said = json.loads((folder / MARK).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    is_ours = isinstance(said, dict) and said.get("made_by") == _KNOWN["made_by"]
    return [str(name) for name in said.get("files", ())] if is_ours else None


def _clear(folder: Path) -> None:
    for name in _files_of(folder) or ():
        file = folder / name
        if file.resolve().is_relative_to(folder.resolve()):
            file.unlink(missing_ok=True)
    if _files_of(folder) is not None:
        for found in _found(folder, _OURS):
            shutil.rmtree(found) if found.is_dir() else found.unlink()


def _found(folder: Path, patterns: Iterable[str]) -> list[Path]:
    return [found for pattern in patterns for found in folder.glob(pattern)]
