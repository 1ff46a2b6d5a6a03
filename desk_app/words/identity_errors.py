"""What is said when a person, a scan or a helper cannot be taken as is. See words/errors.py."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from desk_app.domain import identity_errors as e
from desk_app.domain.applicants import DOCUMENT_FIELDS, FIELDS
from desk_app.domain.errors import DeskError
from desk_app.words.catalogue import _, pgettext

SAID: Mapping[type[DeskError], Callable[[], tuple[str, str]]] = {
    e.BadPerson: lambda: (_("The person cannot be entered like that."), ""),
    e.NotAScan: lambda: (
        _("This is not the machine-readable zone of a document."),
        _("Pass the lines with the signs < again, or type the fields."),
    ),
    e.ScanCutShort: lambda: (
        _("The reading was cut short; characters missing: {missing}."),
        _("Pass the document again, slowly, or type the fields."),
    ),
    e.ScanDoubtful: lambda: (
        _("Doubtful reading {zone_field}: check character {position}."),
        _("Pass the document again, or type the fields."),
    ),
    e.OtherPerson: lambda: (
        _("This would make the appointment somebody else’s."),
        _("A correction mends one field. Whoever else wants to come asks for an own appointment."),
    ),
    e.HolderUnchanged: lambda: (
        _("Nothing changes for {reference}."),
        _("Type what should be read instead, as on the document."),
    ),
    e.PerhapsKnown: lambda: (
        _("Somebody of this name and birth date has {references} under another document."),
        _("If it is this person, join the two. If not, a colleague confirms it."),
    ),
    e.NotAlike: lambda: (
        _("{reference} is for somebody of another name, birth date or nationality."),
        _("Nothing was joined: check the reference and the document."),
    ),
    e.JoinRefused: lambda: (
        _("Joined, this person would have more than one may: {references}."),
        _("Cancel these first, with the person, then join again. Nothing was changed."),
    ),
    e.ActiveAlready: lambda: (
        _("Active appointment: {starts_at}."),
        _("It can be moved, cancelled or printed again ({reference})."),
    ),
    e.TwoActive: lambda: (
        _("This person has two active appointments: {references}."),
        _("Cancel one of them first, or enter the request in the register."),
    ),
    e.ChangesUsedUp: lambda: (
        _("This appointment has been moved {changes} times, as often as is possible."),
        _("Keep it, or cancel it and enter the request in the register."),
    ),
    e.OwnInterest: lambda: (
        _("You have declared an interest in this booking."),
        _("A colleague makes it. Nothing was kept."),
    ),
    e.HelperUnknown: lambda: (_("Who speaks for this person must be known."), ""),
    e.HelperCapReached: lambda: (
        _("This representative has spoken for {cap} people today."),
        _("The person can come alone, or be registered tomorrow."),
    ),
    e.AssociationCapReached: lambda: (
        _("{association} has brought {cap} people today."),
        _("Use the person’s own contact, or enter the request in the register."),
    ),
}
"""One entry per error, with its fields in braces."""


def template(error: DeskError) -> tuple[str, str] | None:
    """Return what to say where it depends on what *error* holds; None where SAID is enough."""
    match error:
        case e.BadPerson(field=field, fault=fault, value=value):
            text = _("Not possible in the field {label}.")
            if fault == "missing":
                text = _("The field {label} is empty.")
            return text.format(label=person_field(field)), _person_why(field, fault, value)
        case e.ScanDoubtful(position=0):
            return _("Doubtful reading {zone_field}: check all of it."), _scan_again()
        case e.ScanDoubtful(position=1):
            return _("Doubtful reading {zone_field}: check the first character."), _scan_again()
        case e.HelperUnknown(fault="document"):
            return SAID[e.HelperUnknown]()[0], _("Ask for a document of the representative.")
        case e.HelperUnknown():
            return SAID[e.HelperUnknown]()[0], _("Ask to see the mandate.")
    return None


def person_field(field: str) -> str:
    """Return what people call a field of a person, as its box is labelled."""
    return {
        "family_name": pgettext("person", "Family name"),
        "given_names": pgettext("person", "Given names"),
        "birth_date": pgettext("person", "Date of birth"),
        "nationality": pgettext("person", "Nationality"),
        "document": pgettext("person", "Document"),
        "document.kind": pgettext("person", "Kind of document"),
        "document.number": pgettext("person", "Number of the document"),
        "document.country": pgettext("person", "Country of the document"),
        "phone": pgettext("person", "Phone"),
        "email": pgettext("person", "E-mail"),
        "language": pgettext("person", "Language"),
    }.get(field, "{field}")


def zone_field(name: str) -> str:
    """Return a part of a machine-readable zone, as it follows `reading`."""
    return {
        "number": pgettext("reading", "of the number"),
        "birth_date": pgettext("reading", "of the date of birth"),
        "expiry_date": pgettext("reading", "of the last day of validity"),
        "personal_number": pgettext("reading", "of the personal number"),
        "nationality": pgettext("reading", "of the nationality"),
        "issuer": pgettext("reading", "of the issuing country"),
        "names": pgettext("reading", "of the names"),
    }.get(name, pgettext("reading", "of the whole"))


def _person_why(field: str, fault: str, value: str) -> str:
    if fault == "placeholder" and field not in {"family_name", "given_names"}:
        return _("It looks invented. Leave it empty if there is none.")
    if fault == "format" and field == "email":
        return _("An address is written name@domain.fr.")
    if fault == "unknown_field":
        known = _("The fields are: {names}.").format(names=", ".join((*FIELDS, *DOCUMENT_FIELDS)))
        return _("Did you mean {value}?") if value else known
    return _FAULTS[fault]()


def _scan_again() -> str:
    return SAID[e.ScanDoubtful]()[1]


_FAULTS: Mapping[str, Callable[[], str]] = {
    "missing": lambda: _("Fill it in from the document."),
    "text": lambda: _("Write it between quotes."),
    "mapping": lambda: _(
        'Write it so: {{"kind": "passport", "number": "BX0472915", "country": "BGD"}}.'
    ),
    "long": lambda: _("At most 100 characters: copy the names from the lines with the signs <."),
    "digits": lambda: _("A name has no digits."),
    "script": lambda: _("Copy the name in Latin letters, from the lines with the signs <."),
    "characters": lambda: _("Only letters, spaces, hyphens and apostrophes."),
    "placeholder": lambda: _("Copy the name from the document."),
    "date": lambda: _("A date is written 12/03/1985, 03/1985 or 1985."),
    "no_such_day": lambda: _("No calendar has this day."),
    "future": lambda: _("This day is still to come."),
    "too_old": lambda: _("It is more than 120 years ago."),
    "country": lambda: _("Three letters, such as BGD; three times X if nobody knows."),
    "format": lambda: _("Ten digits, or + and the code of the country."),
    "language": lambda: _("Two letters, such as fr."),
}

FORMS: Mapping[str, Callable[[str], str]] = {"zone_field": zone_field}
"""How fields of these errors are read by people."""
