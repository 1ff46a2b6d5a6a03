"""The words of the language in use (gettext); it holds no sentence itself.

Source strings are English; French is the language shown unless another is set.
"""

from __future__ import annotations

import datetime as dt
import functools
import gettext
import hashlib
import io
import pathlib
import re
from collections.abc import Iterable

from desk_app.settings.resources import resource

SOURCE_LANGUAGE = "en"
DEFAULT_LANGUAGE = "fr"
DOMAIN = "desk_app"
_PROJECT = "Desk-App"
_CODE = re.compile(r"[A-Za-z]{2,3}([_-][A-Za-z]{2,4})?")
"""What may name a folder of words: a variable that holds a path names none."""


class Speaker:
    """Which language the process speaks; one per process, because its person speaks one."""

    def __init__(self) -> None:
        self._code = DEFAULT_LANGUAGE

    @property
    def code(self) -> str:
        """The ISO 639-1 code of the language in use."""
        return self._code

    def speak(self, code: str) -> None:
        """Change the language from the next word on."""
        self._code = code

    def words(self) -> gettext.NullTranslations:
        """Return the catalogue of the language in use."""
        return catalogue(self._code)


_speaker = Speaker()


def set_language(code: str) -> None:
    """Speak *code* ("fr", "en"); a language without a catalogue shows the English source."""
    _speaker.speak(code)


def language() -> str:
    """Return the code of the language in use."""
    return _speaker.code


def _(message: str) -> str:
    """Return *message* in the language in use."""
    return _speaker.words().gettext(message)


def ngettext(one: str, many: str, count: int) -> str:
    """Return the form of the sentence that *count* asks for."""
    return _speaker.words().ngettext(one, many, count)


def pgettext(context: str, message: str) -> str:
    """Return *message* as it reads in *context*."""
    return _speaker.words().pgettext(context, message)


def sources(code: str) -> tuple[pathlib.Path, ...]:
    """Return the .po fragments of language *code*; an installed program ships none."""
    return tuple(sorted(resource("i18n", code, "parts").glob("*.po")))


def compiled_path(code: str) -> pathlib.Path:
    """Return the place of the compiled catalogue of language *code*."""
    return resource("i18n", code, "LC_MESSAGES", f"{DOMAIN}.mo")


def fingerprint(files: Iterable[pathlib.Path]) -> str:
    """Return what the compiled catalogue remembers of its sources: their SHA-256."""
    digest = hashlib.sha256()
    for file in files:
        digest.update(file.read_bytes())
    return digest.hexdigest()


@functools.cache
def catalogue(code: str) -> gettext.NullTranslations:
    """Return the catalogue of language *code*, from its .mo.

    Where the fragments have changed since (in a clone), they are compiled in memory.
    """
    if code == SOURCE_LANGUAGE or not _CODE.fullmatch(code):
        return gettext.NullTranslations()
    parts, compiled = sources(code), compiled_path(code)
    if compiled.is_file():
        shipped = gettext.GNUTranslations(io.BytesIO(compiled.read_bytes()))
        if not parts or _made_from(shipped) == fingerprint(parts):
            return shipped
    return _compiled(code, parts) if parts else gettext.NullTranslations()


def compile_parts(code: str, parts: Iterable[pathlib.Path]) -> tuple[bytes, bytes]:
    """Return the fragments *parts* merged, as a .po and as a .mo. The last word wins."""
    # Babel is imported here alone: where the .mo is fresh, no command pays for it.
    from babel.messages.catalog import Catalog  # noqa: PLC0415
    from babel.messages.mofile import write_mo  # noqa: PLC0415
    from babel.messages.pofile import read_po, write_po  # noqa: PLC0415

    files = tuple(parts)
    # Undated, so that the same fragments always give the same bytes.
    day = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    merged = Catalog(
        locale=code, domain=DOMAIN, project=_PROJECT, version=fingerprint(files),
        last_translator=_PROJECT, language_team=code, fuzzy=False,
        header_comment="# Made by tools/catalogues.py from the fragments in parts/.",
        creation_date=day, revision_date=day,
    )  # fmt: skip
    for part in files:
        with part.open("rb") as file:
            for message in read_po(file, locale=code, charset="utf-8"):
                if message.id:
                    merged.add(message.id, message.string, context=message.context)
    text, compiled = io.BytesIO(), io.BytesIO()
    write_po(text, merged, sort_output=True, width=100)
    write_mo(compiled, merged)
    return text.getvalue(), compiled.getvalue()


def _made_from(shipped: gettext.NullTranslations) -> str:
    """The version of a compiled catalogue is the fingerprint of its fragments."""
    return shipped.info().get("project-id-version", "").removeprefix(f"{_PROJECT} ")


def _compiled(code: str, parts: Iterable[pathlib.Path]) -> gettext.GNUTranslations:
    return gettext.GNUTranslations(io.BytesIO(compile_parts(code, parts)[1]))
