"""What is said of printers: why one waits, mistakes of a profile, what an address looks like."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from desk_app.words.catalogue import _

_CAUSES: Mapping[str, Callable[[], str]] = {
    "unreachable": lambda: _("The printer does not answer. Is it switched on and plugged in?"),
    "refused": lambda: _("The printer refuses the connection: another desk may be using it."),
    "unknown-host": lambda: _("No device has this name on the network."),
    "not-found": lambda: _("The printer is not connected to this computer."),
    "no-permission": lambda: _("This account may not use the printer."),
    "busy": lambda: _("Another program is using the printer."),
    "stalled": lambda: _("The printer stopped taking data. Has it paper, is its cover closed?"),
    "lost": lambda: _("The connection was lost while the ticket was being printed."),
    "no-answer": lambda: _("The printer took the whole ticket but did not confirm it."),
    "stopped": lambda: _("The program stopped while the ticket was being printed."),
    "disk-full": lambda: _("There is no space left on the disk."),
    "not-writable": lambda: _("Nothing can be written in this place."),
    "address": lambda: _("The printer’s address is not one we can speak to."),
    "profile": lambda: _("The printer’s profile has mistakes."),
    "drawing": lambda: _("The ticket could not be drawn."),
}


def cause(code: str) -> str:
    """Return why a print job waits or is in doubt; nothing when there is no cause."""
    sentence = _CAUSES.get(code)
    return sentence() if sentence else code


_MENDS: Mapping[str, Callable[[], str]] = {
    "unreachable": lambda: _(
        "Switch it on and check its cable. Then hold its feed button while switching it on: the "
        "page it prints must show the address {printer}. Papers wait and come out by themselves."
    ),
    "refused": lambda: _(
        "Close the other program or desk that prints on it, or wait for it. If there is none, "
        "check the port at the end of {printer}: most printers listen at 9100."
    ),
    "unknown-host": lambda: _(
        "Correct the name in the desk’s settings (printer = …), or write its number there, such "
        "as tcp://192.168.1.50:9100."
    ),
    "not-found": lambda: _("Plug its cable into this computer, then switch it off and on again."),
    "no-permission": lambda: _(
        "Add this account to the computer’s groups lp and dialout, then open the session again."
    ),
    "busy": lambda: _("Close the other program that prints on it."),
    "stalled": lambda: _("Put paper in, close the cover, then switch it off and on again."),
    "disk-full": lambda: _("Free some space on the disk, or choose another folder."),
    "not-writable": lambda: _("Choose a folder of your own in the desk’s settings (printer = …)."),
}


def mend(code: str, printer: str) -> str:
    """Return what to do at *printer* about a cause; where nobody knows, the cause itself."""
    sentence = _MENDS.get(code)
    return sentence().format(printer=printer) if sentence else cause(code)


def causes() -> tuple[str, ...]:
    """Return every code that has a sentence."""
    return tuple(_CAUSES)


def expected_address() -> str:
    """Return the forms an address may have."""
    return _(
        "tcp://host:9100, serial:///dev/ttyUSB0?baud=9600, usb://04b8:0e28, "
        "file:///path or pdf:///folder"
    )


def expected_no_spooler() -> str:
    """Return why a printer of the system's spooler is refused."""
    return _(
        "the printer itself: behind a system spooler nobody can say whether paper came out. "
        "Use its tcp://, usb:// or serial:// address"
    )


def no_profile(name: str) -> str:
    """Return that no profile has this id."""
    return _("There is no printer profile “{name}”.").format(name=name)


def no_profile_mend(known: Sequence[str]) -> str:
    """Return which profiles there are."""
    return _("Choose one of: {known}.").format(known=", ".join(known))


def no_roll(width: str) -> str:
    """Return that the profile has no such roll."""
    return _("This printer has no roll of {width} mm.").format(width=width)


def no_roll_mend(rolls: Sequence[str]) -> str:
    """Return the rolls there are."""
    return _("Choose one of: {known}.").format(known=", ".join(rolls))


def not_readable() -> str:
    """Return that the file cannot be read."""
    return _("The file cannot be read.")


def not_readable_mend() -> str:
    """Return how to mend it."""
    return _("Save it as UTF-8 text and check who may read it.")


def not_toml(message: str) -> str:
    """Return that the file is not TOML; *message* is the reader's own, in English."""
    return _("This is not TOML: {message}.").format(message=message)


def not_toml_mend() -> str:
    """Return how to mend it."""
    return _("Check quotes, brackets and the sign = on this line.")


def base_circle(base: str) -> str:
    """Return that a profile stands on itself."""
    return _("The profile stands on itself through “{base}”.").format(base=base)


def base_circle_mend() -> str:
    """Return how to mend it."""
    return _("Name another base, or none.")


def key_unknown(name: str) -> str:
    """Return that no key has this name."""
    return _("No key is called “{name}”.").format(name=name)


def key_unknown_mend(near: str = "") -> str:
    """Return the nearest key, if one is near."""
    return _("Did you mean “{near}”?").format(near=near) if near else _("Remove this line.")


def key_missing(name: str) -> str:
    """Return that a key is missing."""
    return _("The key “{name}” is missing.").format(name=name)


def key_missing_mend(name: str) -> str:
    """Return how to mend it."""
    return _("Add “{name}”, or name a base that has it.").format(name=name)


def bad_value(name: str, value: object) -> str:
    """Return that a value is not what its key takes."""
    return _("“{value}” is not a value for “{name}”.").format(name=name, value=value)


def bad_value_mend(expected: str) -> str:
    """Return what the key takes."""
    return _("Expected: {expected}.").format(expected=expected)


def expected_kind(example: object) -> str:
    """Return the kind of value of *example*, in words."""
    kinds = {bool: _("true or false"), int: _("a whole number"), list: _("a list of texts")}
    return kinds.get(type(example), _("a text in quotes"))


def expected_range(low: int, high: int) -> str:
    """Return the bounds of a number."""
    return _("a whole number from {low} to {high}").format(low=low, high=high)


def expected_hex() -> str:
    """Return what bytes look like."""
    return _("bytes in hexadecimal, such as 1D564200")


def expected_codepage() -> str:
    """Return what a code page is called."""
    return _("the name of a code page, such as CP1252 or CP858")
