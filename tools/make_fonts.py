"""Makes resources/fonts from the Noto fonts of a Debian system; run only when they change.

`python -m tools.make_fonts /usr/share/fonts` after `apt-get install fonts-noto-core
fonts-noto-extra fonts-noto-cjk`.

The copies bear a family name of the product's own. Where the system has Noto too, two files of
one name are one family to Qt, and which of them draws hangs on the order in which fontconfig
lists them: on the name of the folder the program lies in.
"""

from __future__ import annotations

import pathlib
import shutil
import subprocess
import sys

from fontTools.ttLib import TTFont

OUT = pathlib.Path(__file__).resolve().parent.parent / "resources" / "fonts"
# Latin with its extensions, Greek, Cyrillic, punctuation, currencies, arrows.
LATIN = (
    "U+0020-036F,U+0370-03FF,U+0400-052F,U+1E00-1EFF,U+2000-206F,U+2070-209F,U+20A0-20BF,"
    "U+2100-214F,U+2150-218F,U+2190-2193,U+2212,U+25CC,U+2C60-2C7F,U+A720-A7FF,U+AB30-AB6F,"
    "U+FB00-FB06,U+FEFF,U+FFFD"
)
BORROWED, OWN = "Noto Sans", "Desk Sans"
FAMILY_NAMES = (1, 4, 16)
"""Of the `name` table: the family, the full name and the family of all weights."""
SCRIPTS = ("Arabic", "Bengali", "Tamil", "Georgian", "Ethiopic")


def main(system: pathlib.Path) -> None:
    """Cut and copy what the product bundles from the fonts under *system*."""
    OUT.mkdir(parents=True, exist_ok=True)
    for weight in ("Regular", "Medium", "SemiBold", "Bold"):
        name = f"NotoSans-{weight}.ttf"
        subset(find(system, name), OUT / name, LATIN)
    for script in SCRIPTS:
        for weight in ("Regular", "SemiBold"):
            name = f"NotoSans{script}-{weight}.ttf"
            shutil.copyfile(find(system, name), OUT / name)
    source = find(system, "NotoSansCJK-Regular.ttc")
    subset(source, OUT / "NotoSansCJKsc-Regular.otf", simplified_chinese(), "--font-number=2")
    for file in sorted(OUT.glob("Noto*.?tf")):
        give_own_name(file)


def give_own_name(file: pathlib.Path) -> None:
    """Call the family of *file* by a name that no font of a system has; its letters stay."""
    font = TTFont(file, recalcBBoxes=False, recalcTimestamp=False)
    for record in font["name"].names:
        if record.nameID in FAMILY_NAMES:
            record.string = str(record).replace(BORROWED, OWN)
    font.save(file)


def find(system: pathlib.Path, name: str) -> pathlib.Path:
    """Return the one font file called *name* under *system*."""
    return next(system.rglob(name))


def subset(source: pathlib.Path, target: pathlib.Path, unicodes: str, *more: str) -> None:
    """Write the part of *source* that *unicodes* names, all its layout features kept."""
    options = (
        "--layout-features=*",
        "--no-hinting",
        "--desubroutinize",
        "--name-IDs=*",
        "--notdef-outline",
        f"--unicodes={unicodes}",
        f"--output-file={target}",
    )
    subprocess.run(
        [sys.executable, "-m", "fontTools.subset", str(source), *options, *more], check=True
    )


def simplified_chinese() -> str:
    """Return the signs and the 3,755 characters of GB 2312 level 1 (rows 1-9 and 16-55)."""
    found = set("，。、；：？！（）《》“”‘’—…·")
    for row in (*range(0xA1, 0xAA), *range(0xB0, 0xD8)):
        for cell in range(0xA1, 0xFF):
            found.update(bytes((row, cell)).decode("gb2312", errors="ignore"))
    kept = {sign for sign in found if ord(sign) >= 0x2000 and not _is_elsewhere(ord(sign))}
    return ",".join(f"U+{ord(sign):04X}" for sign in sorted(kept))


def _is_elsewhere(code: int) -> bool:
    kana = 0x3040 <= code <= 0x30FF
    drawings = 0x2190 <= code <= 0x2BFF
    return kana or drawings


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
