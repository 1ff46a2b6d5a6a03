"""Which bundled font files draw a language. It loads none of them."""

from __future__ import annotations

import pathlib

from desk_app.settings.resources import resource

LATIN = "NotoSans"
_SCRIPTS = {
    "ar": "NotoSansArabic",
    "fa": "NotoSansArabic",
    "prs": "NotoSansArabic",
    "ps": "NotoSansArabic",
    "ur": "NotoSansArabic",
    "bn": "NotoSansBengali",
    "ta": "NotoSansTamil",
    "ka": "NotoSansGeorgian",
    "ti": "NotoSansEthiopic",
    "am": "NotoSansEthiopic",
    # Only for Chinese: elsewhere it would draw a middle dot as wide as a hanzi.
    "zh": "NotoSansCJKsc",
}
# Asked first for these, the Latin one makes Qt log that it cannot shape them.
_SHAPED = frozenset({"NotoSansBengali", "NotoSansTamil"})
_WEIGHTS = {400: "Regular", 500: "Medium", 600: "SemiBold", 700: "Bold"}


class MissingGlyph(Exception):
    """No bundled font draws these characters: boxes are never printed in their place."""

    def __init__(self, characters: str, language: str) -> None:
        super().__init__(f"{language}: {characters!r}")
        self.characters = characters
        self.language = language


def stems(language: str) -> tuple[str, ...]:
    """Return the families that draw *language*, by file stem, in the order they are asked.

    Latin stands first, so that digits and middle dots look alike in every language.
    """
    script = _SCRIPTS.get(language.split("-", maxsplit=1)[0])
    if script is None:
        return (LATIN,)
    return (script, LATIN) if script in _SHAPED else (LATIN, script)


def files(stem: str) -> dict[int, pathlib.Path]:
    """Return the files of one family by weight, those that are bundled."""
    found = {}
    for weight, name in _WEIGHTS.items():
        for suffix in (".ttf", ".otf"):
            path = resource("fonts", f"{stem}-{name}{suffix}")
            if path.is_file():
                found[weight] = path
    return found


def nearest(stem: str, weight: int) -> pathlib.Path:
    """Return the file of *stem* nearest to *weight*; FileNotFoundError when none is bundled."""
    bundled = files(stem)
    if not bundled:
        raise FileNotFoundError(str(resource("fonts", f"{stem}-Regular.ttf")))
    return bundled[min(bundled, key=lambda known: abs(known - weight))]
