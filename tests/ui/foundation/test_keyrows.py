"""The lines of the keys page."""

from __future__ import annotations

from desk_app.ui.commands import Command
from desk_app.ui.shell.keyrows import KeyRow, key_groups


def command(text: str, key: str, group: str = "") -> Command:
    return Command(id=f"{text}{key}", text=text, shortcut=key, callback=list, group=group)


def rows(*commands: Command, taken: frozenset[str] = frozenset()) -> dict[str, tuple[KeyRow, ...]]:
    groups = key_groups(commands, key_of=lambda each: each.shortcut, taken=taken)
    return {group.name: group.rows for group in groups}


def test_digits_that_do_the_same_by_number_are_one_line() -> None:
    nine = [command(f"Faire la proposition {digit}", str(digit)) for digit in range(1, 10)]

    assert rows(*nine) == {"": (KeyRow(("1–9",), "Faire la proposition 1–9"),)}


def test_a_digit_alone_keeps_its_words() -> None:
    assert rows(command("Proposition 1", "1")) == {"": (KeyRow(("1",), "Proposition 1"),)}


def test_digits_that_do_other_things_stay_apart() -> None:
    found = rows(command("Renseignement", "1"), command("Dépôt", "2"))

    assert found == {"": (KeyRow(("1",), "Renseignement"), KeyRow(("2",), "Dépôt"))}


def test_two_keys_of_one_act_share_its_line() -> None:
    found = rows(command("Chercher", "/"), command("Annuler", "Z"), command("Chercher", "Ctrl+F"))

    assert found == {"": (KeyRow(("/", "Ctrl+F"), "Chercher"), KeyRow(("Z",), "Annuler"))}


def test_keys_are_grouped_by_what_they_do_in_the_order_of_the_place() -> None:
    found = rows(
        command("Terminer", "T", "La personne"),
        command("Pause", "P", "Le guichet"),
        command("Absent", "A", "La personne"),
    )

    assert list(found) == ["La personne", "Le guichet"]
    assert [row.text for row in found["La personne"]] == ["Terminer", "Absent"]


def test_a_key_the_place_has_taken_is_not_said_twice() -> None:
    assert rows(command("Champ de recherche", "/"), taken=frozenset({"/"})) == {}


def test_an_act_without_a_key_has_no_line() -> None:
    assert rows(command("Choisir un autre guichet", "")) == {}
