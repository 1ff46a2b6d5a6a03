"""A desk that takes in the lists of an online platform, written as that platform writes them."""

from __future__ import annotations

import dataclasses

from desk_app.domain.daylist_mapping import parse_mapping
from desk_app.security.codes import new_code, new_id
from desk_app.services.exchange import ListFile, import_day, look_at
from tests.services.booking_desk import HASHED, HASHES, BookingDesk
from tests.services.desk import CHIEF

MAPPING = """\
schema = 1

[source]
platform = "rdv-prefecture"

[columns]
reference = "Numéro"
procedure = "Motif"
start = "Début"
last_name = "Nom"
document = "N° étranger"
people = "Personnes"
state = "Statut"

[procedures]
"Remise de titre" = "REM_TITRE"
"Renouvellement (dépôt)" = "RNV_DEPOT"

[states]
cancelled = ["Annulé"]
ignored = ["En attente"]
"""
PROCEDURES = frozenset({"REM_TITRE", "RNV_DEPOT"})
HEAD = "Numéro;Motif;Début;Nom;N° étranger;Personnes;Statut"


def mapping(text=MAPPING, *, procedures=PROCEDURES):
    """The mapping of a text."""
    return parse_mapping(text, file="rdv.toml", procedures=procedures)


def line(
    reference="RDV-2026-0451",
    *,
    procedure="Remise de titre",
    start="02/03/2026 10:30",
    name="DIALLO",
    document="9304218765",
    people="",
    state="",
) -> str:
    """A line of a list."""
    return ";".join((reference, procedure, start, name, document, people, state))


def table(*lines, head=HEAD, encoding="utf-8-sig") -> bytes:
    """A list of these lines."""
    return ("\r\n".join((head, *lines)) + "\r\n").encode(encoding)


def file(*lines, text=MAPPING, **how) -> ListFile:
    """A list as it is given."""
    return ListFile(name="jour.csv", content=table(*lines, **how), mapping=mapping(text))


@dataclasses.dataclass
class OnlineDesk(BookingDesk):
    """The services of the exchange over a store."""

    @property
    def taking_in(self) -> dict:
        """The ports of an import."""
        return {
            "new_id": new_id, "new_code": new_code, "keyed_hash": HASHED, "hashes": HASHES,
            "read": self.store.read, **self.writing,
        }  # fmt: skip

    def looks_at(self, given, *, by=CHIEF):
        """The report of a list that is not taken in."""
        return look_at(given, by=by, hashes=HASHES, **self.ports)

    def imports(self, *lines, by=CHIEF, **how):
        """The report of a list of these lines, taken in."""
        given = lines[0] if lines and isinstance(lines[0], ListFile) else file(*lines, **how)
        return import_day(given, by=by, **self.taking_in).report

    def online(self):
        """All that is known of platforms' appointments, by the hour."""
        from desk_app.services.exchange import _EVER

        with self.store.read() as work:
            return list(work.online.between(*_EVER))
