"""The prefectures and sub-prefectures of France, and a first site file for each.

The list is reduced from Etalab's administrative divisions (tools/make_territories.py). It knows
names, towns, time zones and holidays; hours, quotas and counters are a start for the site to mend.
"""

from __future__ import annotations

import csv
import dataclasses
import difflib
import functools
import re
import unicodedata
from pathlib import Path

from desk_app.domain.errors import BadValue
from desk_app.settings.resources import resource
from desk_app.settings.sites import demonstration_path

COLUMNS = (
    "seat", "kind", "name", "town", "district", "department", "department_name", "region_name",
)  # fmt: skip

_ZONES = {
    "971": "America/Guadeloupe",
    "972": "America/Martinique",
    "973": "America/Cayenne",
    "974": "Indian/Reunion",
    "975": "America/Miquelon",
    "976": "Indian/Mayotte",
    "977": "America/St_Barthelemy",
    "978": "America/Marigot",
    "986": "Pacific/Wallis",
    "987": "Pacific/Tahiti",
    "988": "Pacific/Noumea",
}
# Bas-Rhin, Haut-Rhin and Moselle keep two days of the local law of 1892.
_HOLIDAYS = {
    "57": "57",
    "67": "6AE",
    "68": "6AE",
    "971": "971",
    "972": "972",
    "973": "973",
    "974": "974",
    "975": "PM",
    "976": "976",
    "977": "BL",
    "978": "MF",
    "986": "WF",
    "987": "PF",
    "988": "NC",
}
# Who comes there first; the other languages follow in the usual order.
_LANGUAGES_FIRST = {
    "971": ("fr", "ht", "en", "es"),
    "972": ("fr", "ht", "en", "es"),
    "973": ("fr", "ht", "pt", "es", "en"),
    "974": ("fr", "mg", "en"),
    "976": ("fr", "ar", "en", "mg", "so"),
    "977": ("fr", "en", "pt", "es"),
    "978": ("fr", "en", "ht", "es"),
}
_LANGUAGES = (
    "fr", "ar", "en", "tr", "zh-Hans", "fa", "prs", "ps", "uk", "ru", "es", "pt",
    "bn", "ta", "ka", "sq", "ro", "ht", "ur", "mg", "so", "am", "ti",
)  # fmt: skip


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A prefecture or sub-prefecture. *seat* is the INSEE code of its town."""

    seat: str
    kind: str
    name: str
    town: str
    district: str
    department: str
    department_name: str
    region_name: str

    @property
    def time_zone(self) -> str:
        """The name of its time zone."""
        return _ZONES.get(self.department, "Europe/Paris")

    @property
    def holidays(self) -> str:
        """Its subdivision of the holiday calendar, "" for the national days."""
        return _HOLIDAYS.get(self.department, "")

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages of its tickets, in the order of choice."""
        first = _LANGUAGES_FIRST.get(self.department, ())
        return tuple(dict.fromkeys((*first, *_LANGUAGES)))


@functools.cache
def places() -> tuple[Place, ...]:
    """Return every prefecture and sub-prefecture, by department."""
    with shipped_path().open(encoding="utf-8", newline="") as file:
        return tuple(Place(**row) for row in csv.DictReader(file, delimiter=";"))


def shipped_path() -> Path:
    """Return the place of the shipped list."""
    return resource("sites", "territories.csv")


def place_called(code_or_name: str) -> Place:
    """Return the place of an INSEE code, a department's number or a name, accents or not.

    Raises BadValue with the candidates where several places, or none, are called so.
    """
    wanted = _folded(code_or_name)
    found = [place for place in places() if wanted in _codes(place)]
    found = found or [place for place in places() if wanted in _names(place)]
    if len(found) == 1:
        return found[0]
    raise BadValue("place", code_or_name, " · ".join(_shown(p) for p in found or _near(wanted)))


def starting_site_file(code_or_name: str) -> str:
    """Return the text of a first site file: the whole catalogue, four counters, no quota.

    Raises BadValue as place_called does.
    """
    place = place_called(code_or_name)
    return "\n".join([_head(place), _catalogue(), _COUNTERS, _SERIES, _AGENTS])


def _codes(place: Place) -> tuple[str, ...]:
    if place.kind == "prefecture":
        return (_folded(place.seat), _folded(place.department))
    return (_folded(place.seat),)


def _names(place: Place) -> tuple[str, ...]:
    names = [place.name, place.town, place.district]
    if place.kind == "prefecture":
        names.append(place.department_name)
    return tuple(_folded(name) for name in names if name)


def _near(wanted: str) -> list[Place]:
    by_name = {name: place for place in places() for name in _names(place)}
    near = difflib.get_close_matches(wanted, by_name, n=5, cutoff=0.6)
    return list(dict.fromkeys(by_name[name] for name in near))


def _shown(place: Place) -> str:
    return f"{place.seat} {place.name} ({place.department_name})"


def _folded(text: str) -> str:
    plain = unicodedata.normalize("NFD", text.replace("œ", "oe")).casefold()
    letters = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return " ".join(re.findall(r"[a-z0-9]+", letters))


def _head(place: Place) -> str:
    languages = ", ".join(f'"{language}"' for language in place.languages)
    return f'''# First site file of: {place.name}, {place.region_name}.
# To mend before use: address, hours, quotas, counters, agents.
schema = 1

[site]
code = "{place.seat}"
name = "{place.name}"
time_zone = "{place.time_zone}"
holidays = "{place.holidays}"
address = ["{place.town}"]
languages = [{languages}]
closed_on = []
open_on_holidays = []

[[opening]]
days = ["mon", "tue", "wed", "thu", "fri"]
opens = "08:30"
closes = "16:30"
last_ticket = "16:00"
'''


def _catalogue() -> str:
    """The rules, families, procedures and messages of the demonstration, without its quotas."""
    text = demonstration_path().read_text("utf-8")
    text = text[text.index("[rules]") : text.index("# Counters ")]
    return re.sub(r"(?m)^quota = \d+\n", "", text)


_COUNTERS = """# Counter 4 takes appointments and convocations first, then helps the others.
[[counter]]
number = 1
serves = "walk_in"

[[counter]]
number = 2
serves = "walk_in"

[[counter]]
number = 3
serves = "walk_in"

[[counter]]
number = 4
serves = ["appointments", "walk_in"]
"""

_SERIES = """# When counter 4 receives by appointment; a quarter of the places is left to walk-ins.
[[series]]
code = "RDV"
procedures = [
    "RNV_DEPOT", "PREM_DEPOT", "AES_DEPOT", "ETUD", "TALENT", "APS_RECH", "UE", "DUPL",
    "CHG_SIT", "DCEM", "TVE", "GUDA", "BIOM", "NAT_DECRET", "NAT_DECL", "PAN_ANEF", "PAN_COMPTE",
]
counters = [4]
days = ["mon", "tue", "wed", "thu", "fri"]
starts = "09:00"
ends = "12:00"
minutes = 15
"""

_AGENTS = """# One of each kind, to be replaced by the people who work here.
[[agent]]
login = "accueil"
name = "Agent d’accueil"
role = "agent"

[[agent]]
login = "guichet"
name = "Agent de guichet"
role = "counter"

[[agent]]
login = "responsable"
name = "Responsable de l’accueil"
role = "supervisor"

[[agent]]
login = "admin"
name = "Administrateur du site"
role = "administrator"
"""
