"""A tie as it is typed, and as it is declared. It asks nobody."""

from __future__ import annotations

import dataclasses
import datetime as dt
import enum

from desk_app.domain.applicants import parse_name
from desk_app.domain.contacts import parse_email, parse_phone
from desk_app.domain.identity_errors import BadPerson
from desk_app.domain.nations import nation
from desk_app.domain.partial_dates import parse_birth_date
from desk_app.services.ties import Relative, Tie
from desk_app.ui.documents import read_document


class Kind(enum.StrEnum):
    """What can be declared."""

    DOCUMENT = "document"
    PHONE = "phone"
    EMAIL = "email"
    RELATIVE = "relative"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """What stands in the sheet: *value* for all but a relative."""

    kind: Kind
    value: str = ""
    family_name: str = ""
    given_names: str = ""
    birth_date: str = ""
    nationality: str = ""

    def tie(self, *, today: dt.date) -> Tie:
        """Return what is declared. Raises BadPerson or BadDocument for the first fault."""
        match self.kind:
            case Kind.DOCUMENT:
                return Tie(document=read_document(_needed(self.value, "document.number")))
            case Kind.PHONE:
                return Tie(phone=parse_phone(_needed(self.value, "phone")))
            case Kind.EMAIL:
                return Tie(email=parse_email(_needed(self.value, "email")))
        return Tie(relative=self._relative(today))

    def _relative(self, today: dt.date) -> Relative:
        code = nation(_needed(self.nationality, "nationality"))
        if code is None:
            raise BadPerson("nationality", "country", self.nationality)
        family = parse_name(_needed(self.family_name, "family_name"), field="family_name")
        return Relative(
            names=(family, parse_name(self.given_names, field="given_names")),
            birth_date=parse_birth_date(_needed(self.birth_date, "birth_date"), today=today),
            nationality=code,
        )


def _needed(text: str, field: str) -> str:
    if not text.strip():
        raise BadPerson(field, "missing")
    return text
