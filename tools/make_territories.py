"""Writes resources/sites/territories.csv from npm's @etalab/decoupage-administratif.

    npm pack @etalab/decoupage-administratif@6.0.0 && tar xzf etalab-*.tgz
    python -m tools.make_territories package/data

Kept: each prefecture and sub-prefecture with the town it stands in. An arrondissement whose seat
is the department's own is run from the prefecture and has no sub-prefecture.
"""

from __future__ import annotations

import csv
import json
import sys
from pathlib import Path

from desk_app.settings.territories import COLUMNS, shipped_path

# INSEE's "type de liaison": which article the name takes.
_DEPARTMENT_LINK = {0: "de ", 1: "d’", 2: "du ", 3: "de la ", 4: "des ", 5: "de l’"}
# Where INSEE's type is not what the prefecture calls itself.
_DEPARTMENT_LINK_BY_CODE = {
    "41": "de ",
    "47": "de ",
    "82": "de ",
    "84": "de ",
    "95": "du ",
}
_NAMES = {
    "75": "Préfecture de police de Paris",  # foreigners are received by the police prefecture
    "977": "Préfecture déléguée de Saint-Barthélemy",
    "978": "Préfecture déléguée de Saint-Martin",
    "986": "Administration supérieure des îles Wallis et Futuna",
    "987": "Haut-commissariat de la République en Polynésie française",
    "988": "Haut-commissariat de la République en Nouvelle-Calédonie",
}
_NO_DESK = frozenset({"984", "989"})  # southern lands and Clipperton receive nobody


def main(folder: Path) -> None:
    """Reduce the data of *folder* to the shipped table."""
    departments = {row["code"]: row for row in _rows(folder, "departements")}
    regions = {row["code"]: row["nom"] for row in _rows(folder, "regions")}
    towns = {
        row["code"]: row["nom"]
        for row in _rows(folder, "communes")
        if row["type"] in {"commune-actuelle", "commune-com"}
    }
    places = []
    for code, department in departments.items():
        if code not in _NO_DESK:
            places.append(_prefecture(department, towns, regions))
    for district in _rows(folder, "arrondissements"):
        department = departments[district["departement"]]
        if district["chefLieu"] != department["chefLieu"]:
            places.append(_sub_prefecture(district, department, towns, regions))
    places.sort(key=lambda place: (place["department"], place["kind"], place["seat"]))
    with shipped_path().open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, delimiter=";", lineterminator="\n")
        writer.writeheader()
        writer.writerows(places)
    print(f"{len(places)} places in {shipped_path()}")


def _rows(folder: Path, name: str) -> list[dict[str, str]]:
    rows: list[dict[str, str]] = json.loads((folder / f"{name}.json").read_text("utf-8"))
    return rows


def _prefecture(
    department: dict[str, str], towns: dict[str, str], regions: dict[str, str]
) -> dict[str, str]:
    code = department["code"]
    link = _DEPARTMENT_LINK_BY_CODE.get(code, _DEPARTMENT_LINK[int(department["typeLiaison"])])
    name = _NAMES.get(code, f"Préfecture {link}{_apostrophe(department['nom'])}")
    seat = department["chefLieu"]
    town = towns.get(seat, department["nom"])
    return _place(
        "prefecture",
        seat=seat,
        name=name,
        town=town,
        department=department,
        regions=regions,
        district="",
    )


def _sub_prefecture(
    district: dict[str, str],
    department: dict[str, str],
    towns: dict[str, str],
    regions: dict[str, str],
) -> dict[str, str]:
    seat = district["chefLieu"]
    called = district["nom"].removesuffix(" (Ville)")
    name = f"Sous-préfecture {_of_town(_apostrophe(called), int(district['typeLiaison']))}"
    return _place(
        "sub_prefecture",
        seat=seat,
        name=name,
        town=towns[seat],
        department=department,
        regions=regions,
        district=called,
    )


def _of_town(name: str, link: int) -> str:
    if name.startswith("Le "):
        return f"du {name.removeprefix('Le ')}"
    if name.startswith("Les "):
        return f"des {name.removeprefix('Les ')}"
    return f"d’{name}" if link == 1 else f"de {name}"


def _place(
    kind: str,
    *,
    seat: str,
    name: str,
    town: str,
    department: dict[str, str],
    regions: dict[str, str],
    district: str,
) -> dict[str, str]:
    return {
        "seat": seat,
        "kind": kind,
        "name": name,
        "town": _apostrophe(town.removesuffix(" (Ville)")),
        "district": _apostrophe(district),
        "department": department["code"],
        "department_name": _apostrophe(department["nom"]),
        "region_name": _apostrophe(regions[department["region"]]),
    }


def _apostrophe(name: str) -> str:
    return name.replace("'", "’")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
