"""What is said when an account, a second person or a key stands in the way. See words/errors.py."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from desk_app.domain import errors as e
from desk_app.words.catalogue import _, pgettext
from desk_app.words.overrides import override_name

SAID: Mapping[type[e.DeskError], Callable[[], tuple[str, str]]] = {
    e.NotAllowed: lambda: (
        _("Your account does not allow this: {power}."),
        _("Ask a supervisor, or change agent (F12)."),
    ),
    e.SignInRefused: lambda: (_("Password refused."), _("Tries left: {left}.")),
    e.AccountLocked: lambda: (
        _("Account locked until {until}."),
        _("Ask the supervisor, who can give you a one-time code."),
    ),
    e.AccountEnded: lambda: (_("The account {login} has ended."), _("Ask the supervisor.")),
    e.PasswordNeeded: lambda: (
        _("The account {login} has no password yet."),
        _("The supervisor can give a one-time code."),
    ),
    e.PasswordMissing: lambda: (
        _("No password was given for {login}."),
        _("Give it in DESK_APP_PASSWORD, or that of a new account on standard input."),
    ),
    e.PasswordTooWeak: lambda: (_("This password is too easy to guess."), "{fault}"),
    e.OwnPasswordOnly: lambda: (
        _("Only {login} chooses this password."),
        _("The supervisor can give a one-time code."),
    ),
    e.LoginTaken: lambda: (
        _("There is already an account {login}, or there was one."),
        _("Choose another login."),
    ),
    e.LastAdministrator: lambda: (
        _("{login} is the last administrator."),
        _("Name another one first."),
    ),
    e.SamePerson: lambda: (
        _("The second person must be somebody else than {login}."),
        _("Ask a colleague or the supervisor."),
    ),
    e.AnotherPerson: lambda: (
        _("{number} cannot be given to another person."),
        _(
            "Only a slip can be corrected, once: one or two signs of a number, or one sign of "
            "the initials and year. Cancel {number} and hand out another ticket."
        ),
    ),
    e.NothingToCorrect: lambda: (
        _("There is nothing to correct on {number}."),
        _("It is for no document, its visit is over, or it says this already."),
    ),
    e.SecondPersonNeeded: lambda: (
        _("A second person must agree: {override}."),
        _("A reason and a colleague’s password, or ask the supervisor."),
    ),
    e.OverridesUsedUp: lambda: (
        _("You have made your {quota} exceptions of the day."),
        _("From here only a supervisor can make one."),
    ),
    e.UnknownRequest: lambda: (
        _("This question no longer waits for an answer."),
        _("It was answered, or its day is over."),
    ),
    e.KeyMissing: lambda: (
        _("The keys of this desk are missing: {place}"),
        _("Put the key file back from its copy: without it nothing personal can be read."),
    ),
    e.KeyUnknown: lambda: (
        _("This was sealed with a key this desk does not have ({key})."),
        _("Put back the key file that belongs to this copy."),
    ),
    e.QueueServed: lambda: (
        _("Visitors are still here: {count}."),
        _("This holds up the queue: do it once the reception is closed."),
    ),
    e.NothingHeld: lambda: (_("Nothing is held for this document."), ""),
    e.BackupUnsound: lambda: (_("This copy cannot be used: {path}"), "{why}"),
}
"""One entry per error, with its fields in braces."""


def power_name(power: str) -> str:
    """Return what people call a power of `domain.roles`."""
    return {
        "issue": pgettext("power", "hand out tickets"),
        "call": pgettext("power", "call and serve"),
        "book": pgettext("power", "give appointments"),
        "plan": pgettext("power", "plan the calendar and the draws"),
        "direct": pgettext("power", "direct the reception"),
        "supervise": pgettext("power", "see the whole site"),
        "approve": pgettext("power", "agree as second person"),
        "reset": pgettext("power", "give a one-time code"),
        "accounts": pgettext("power", "manage accounts"),
        "configure": pgettext("power", "set up the site"),
        "watch": pgettext("power", "compare acts with the site’s"),
        "journal": pgettext("power", "read the journal"),
        "person": pgettext("power", "see what is held about a visitor"),
        "alarm": pgettext("power", "call for help"),
    }.get(power, power)


def fault_line(fault: str) -> str:
    """Return the sentence of a fault of `domain.passwords`, or of a copy that cannot be used."""
    return {
        "long": _("At most 200 characters."),
        "short": _("At least 8 characters, of 3 kinds: small, capital, digit, sign."),
        "common": _("It is one of the passwords everybody tries first."),
        "login": _("It contains your login or your name."),
        "same": _("It is the one you have now."),
        "differs": _("The two are not the same."),
        "not_ours": _("It is not a store of this program."),
        "other_desk": _("It belongs to another desk."),
        "damaged": _("The database in it is damaged."),
        "journal": _("Its journal has been changed."),
        "signature": _("A month of its journal is not signed by this desk."),
    }.get(fault, fault)


FORMS: Mapping[str, Callable[[str], str]] = {
    "power": power_name,
    "fault": fault_line,
    "override": override_name,
    "why": fault_line,
}
"""How fields of these errors are read by people."""
