"""Reads the mapping of a platform's list (TOML): which column says what. It opens no file."""

from __future__ import annotations

import dataclasses
import enum
import re
from collections.abc import Collection, Iterator, Mapping

from desk_app.domain.errors import SiteFileFaults
from desk_app.domain.exchange_errors import MappingFaults
from desk_app.domain.letters import fold
from desk_app.domain.procedures import ProcedureCode
from desk_app.domain.sitefile import toml_of
from desk_app.domain.sitefile_faults import Notes, nearest
from desk_app.domain.sitefile_lines import Lines
from desk_app.domain.sitefile_table import Table

SCHEMA = 1
LONGEST_COLUMN = 80
_CODE = re.compile(r"[a-z0-9][a-z0-9.-]{0,31}")
_DIRECTIVES = re.compile(r"%[dmYyHMS]")


class Field(enum.StrEnum):
    """What a list may say of an appointment; all else in it is not read."""

    REFERENCE = "reference"
    PROCEDURE = "procedure"
    START = "start"
    DATE = "date"
    TIME = "time"
    LAST_NAME = "last_name"
    DOCUMENT = "document"
    PEOPLE = "people"
    STATE = "state"


class Form(enum.StrEnum):
    """What kind of file a list is."""

    CSV = "csv"
    ICS = "ics"


class Encoding(enum.StrEnum):
    """How the bytes of a table are read; AUTO is UTF-8, else the French Windows code page."""

    AUTO = "auto"
    UTF8 = "utf-8"
    CP1252 = "cp1252"


class Separator(enum.StrEnum):
    """What parts the columns of a table; AUTO is the one its first line holds most of."""

    AUTO = "auto"
    SEMICOLON = "semicolon"
    COMMA = "comma"
    TAB = "tab"
    BAR = "bar"

    @property
    def sign(self) -> str:
        """The character itself; AUTO has none."""
        return _SIGNS[self]


_SIGNS = {
    Separator.AUTO: "",
    Separator.SEMICOLON: ";",
    Separator.COMMA: ",",
    Separator.TAB: "\t",
    Separator.BAR: "|",
}


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class DayListMapping:
    """How one platform writes its lists.

    *columns* names the column (or the property of an event) of each field; *procedures* and the
    states (`cancelled`, `ignored`) are known by their folded words; *formats* are those of `date`,
    `time` and `start`. *is_complete* lists say all there is of a day: what is missing in one was
    given up.
    """

    platform: str
    form: Form
    columns: Mapping[Field, str]
    procedures: Mapping[str, ProcedureCode]
    encoding: Encoding = Encoding.AUTO
    separator: Separator = Separator.AUTO
    is_complete: bool = False
    formats: Mapping[str, tuple[str, ...]]
    states: Mapping[str, frozenset[str]]


def folded(text: str) -> str:
    """Return *text* as labels are compared: letters and figures alone, no case, no accent."""
    return "".join(one for one in fold(text) if one.isalnum())


def parse_mapping(text: str, *, file: str, procedures: Collection[ProcedureCode]) -> DayListMapping:
    """Read the mapping *text*; *procedures* are those of the site.

    Raises MappingFaults with every mistake, each with its line.
    """
    try:
        return _read(text.removeprefix("\ufeff").replace("\r\n", "\n"), file, procedures)
    except SiteFileFaults as error:
        raise MappingFaults(error.file, error.faults) from None


def _read(text: str, file: str, procedures: Collection[ProcedureCode]) -> DayListMapping:
    values = toml_of(text, file)
    notes = Notes(Lines(text))
    root = Table(values, (), notes)
    schema = root.whole("schema", low=0, high=1_000_000, required=True)
    if schema not in {None, SCHEMA}:
        root.note("schema_unknown", "schema", value=schema, known=SCHEMA)
    source = _part(root, values, "source", notes)
    form = source.choice("form", Form, default=Form.CSV)
    mapping = DayListMapping(
        platform=_platform(source),
        form=form,
        encoding=source.choice("encoding", Encoding, default=Encoding.AUTO),
        separator=source.choice("separator", Separator, default=Separator.AUTO),
        is_complete=source.truth("complete"),
        columns=_columns(_part(root, values, "columns", notes), form),
        procedures=_procedures(_part(root, values, "procedures", notes), values, procedures),
        formats=_formats(_part(root, values, "formats", notes)),
        states=_states(_part(root, values, "states", notes)),
    )
    source.close()
    root.close()
    notes.raise_any(file)
    return mapping


def _part(root: Table, values: Mapping[str, object], name: str, notes: Notes) -> Table:
    """Return the part *name*; one that is missing is empty, and its keys are asked for."""
    if not isinstance(values.get(name, {}), Mapping):
        root.note("wrong_type", name, expected="table")
    found = root.raw(name, required=False)
    return Table(found if isinstance(found, Mapping) else {}, (name,), notes)


def _platform(source: Table) -> str:
    code = source.text("platform", limit=32)
    if code and not _CODE.fullmatch(code):
        source.note("unknown_word", "platform", value=code, nearest="", known="a-z 0-9 . -")
    return code


def _columns(part: Table, form: Form) -> Mapping[Field, str]:
    names: dict[Field, str] = dict(_DEFAULTS[form])
    for field in Field:
        is_known = part.raw(field.value, required=False) is not None
        if is_known:
            names[field] = part.text(field.value, limit=LONGEST_COLUMN)
    part.close()
    for field in _missing(names, form):
        part.note("missing_key", field.value, where="[columns]")
    return names


_DEFAULTS: Mapping[Form, Mapping[Field, str]] = {
    Form.CSV: {},
    Form.ICS: {Field.REFERENCE: "UID", Field.PROCEDURE: "SUMMARY"},
}


def _missing(names: Mapping[Field, str], form: Form) -> Iterator[Field]:
    yield from (field for field in (Field.REFERENCE, Field.PROCEDURE) if field not in names)
    if form is Form.CSV and Field.START not in names:
        yield from (field for field in (Field.DATE, Field.TIME) if field not in names)


def _procedures(
    part: Table, values: Mapping[str, object], known: Collection[ProcedureCode]
) -> Mapping[str, ProcedureCode]:
    found: dict[str, ProcedureCode] = {}
    labels = values.get("procedures")
    for label in labels if isinstance(labels, Mapping) else ():
        code = part.text(label, limit=32)
        if code and code not in known:
            near, words = nearest(code, known), ", ".join(sorted(known))
            part.note("unknown_word", label, value=code, nearest=near, known=words)
        found[folded(label)] = ProcedureCode(code)
    if not found:
        part.note("missing_key", '"…"', where="[procedures]")
    return found


def _formats(part: Table) -> dict[str, tuple[str, ...]]:
    found = {}
    for name, usual in _USUAL.items():
        forms = part.texts(name, limit=40)
        for form in forms:
            if not _DIRECTIVES.search(form) or "%" in _DIRECTIVES.sub("", form):
                part.note("unknown_word", name, value=form, nearest="", known=_FORMS[name])
        found[name] = forms or usual
    part.close()
    return found


_USUAL = {
    "date": ("%d/%m/%Y", "%Y-%m-%d"),
    "time": ("%H:%M", "%H:%M:%S", "%Hh%M"),
    "start": ("%d/%m/%Y %H:%M", "%Y-%m-%d %H:%M", "%Y-%m-%d %H:%M:%S"),
}
_FORMS = {"date": "%d %m %Y %y", "time": "%H %M %S", "start": "%d %m %Y %y %H %M %S"}


def _states(part: Table) -> dict[str, frozenset[str]]:
    found = {
        name: frozenset(folded(word) for word in part.texts(name, limit=LONGEST_COLUMN))
        for name in ("cancelled", "ignored")
    }
    part.close()
    return found
