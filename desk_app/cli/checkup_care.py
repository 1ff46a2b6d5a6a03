"""The doctor's checks of keys, of what protects them and of copies. See checkup.py for the rest."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from desk_app.cli.care import KeyStanding
from desk_app.cli.findings import Finding, well
from desk_app.cli.tools import Desk
from desk_app.domain.retention import Kept
from desk_app.services.retention import Standing
from desk_app.services.retention import standing as standing_of_forgetting
from desk_app.words.catalogue import _
from desk_app.words.dates import long_date
from desk_app.words.keeping import kept_name

OFF_DAYS = 3
"""Copies are made, and what is due forgotten, each day the program runs: not over a week-end."""


def care_findings(desk: Desk) -> Iterator[Finding]:
    """Look at what keeps the desk's data readable by it alone; a rehearsal has none to lose."""
    standing = desk.care().key_standing()
    with desk.read() as work:
        rehearsal = work.rehearsal
    yield keys(standing)
    yield codes(*desk.care().code_standing())
    yield protection(standing, rehearsal=rehearsal)
    yield copies(desk, rehearsal=rehearsal)
    yield forgetting(standing_of_forgetting(read=desk.read, clock=desk.clock, late=OFF_DAYS))


def keys(standing: KeyStanding) -> Finding:
    """The keys are there, and for the desk's account alone."""
    found, mend = {
        "": (_("The keys are there: {place}"), ""),
        "missing": (
            _("The keys are not there: {place}"),
            _("Put the key file back from its copy: without it nothing personal can be read."),
        ),
        "unreadable": (
            _("The keys cannot be read: {place}"),
            _("Put the key file back from its copy: without it nothing personal can be read."),
        ),
        "open": (
            _("Others may read the keys: {place}"),
            _("Allow the desk’s account alone to read the key file, then turn the keys."),
        ),
    }[standing.fault]
    said = found.format(place=standing.place)
    return Finding(check="keys", ok=not standing.fault, mend=mend, found=said)


def codes(place: str, fault: str) -> Finding:
    """The key that signs the papers' codes is there, and for the desk's account alone."""
    found, mend = {
        "": (_("The key of the codes on paper is there: {place}"), ""),
        "missing": (
            _("The key of the codes on paper is not there: {place}"),
            _(
                "Nothing can be booked: put the file back from its copy. If it is lost: "
                "desk-app key rotate code"
            ),
        ),
        "unreadable": (
            _("The key of the codes on paper cannot be read: {place}"),
            _("Nothing can be booked: put the file back from its copy."),
        ),
        "open": (
            _("Others may read the key of the codes on paper: {place}"),
            _("Allow the desk’s account alone to read it, then: desk-app key rotate code"),
        ),
    }[fault]
    return Finding(check="codes", ok=not fault, mend=mend, found=found.format(place=place))


def protection(standing: KeyStanding, *, rehearsal: bool) -> Finding:
    """Against theft of the whole disk: the keyring, or a disk that is encrypted."""
    held = [
        said
        for is_so, said in (
            (standing.is_ring, _("the account’s keyring holds the keys")),
            (standing.disk is True, _("the disk is encrypted")),
            (standing.disk is True and standing.has_tpm, _("a TPM is there to keep its key")),
        )
        if is_so
    ]
    if held:
        return well(
            "protection", _("If the computer is stolen: {held}.").format(held=", ".join(held))
        )
    if standing.disk is None:
        return well("protection", _("The system does not tell whether the disk is encrypted."))
    found = _("Neither keyring nor disk encryption: who takes the disk reads the day’s data.")
    if rehearsal:
        return well("protection", found)
    mend = _('Have the disk encrypted, or set keys = "keyring" in the desk’s settings.')
    return Finding(check="protection", ok=False, mend=mend, found=found)


def forgetting(forgotten: Standing) -> Finding:
    """Nothing is kept longer than its time; and what went last."""
    if forgotten.overdue:
        late = ", ".join(kept_name(kept) for kept in forgotten.overdue)
        return Finding(
            check="forgetting",
            ok=False,
            mend=_("Leave the program open for a minute, or forget now: desk-app purge"),
            found=_("Kept too long: {what}").format(what=late),
        )
    if forgotten.day is None:
        return well("forgetting", _("Nothing is kept too long."))
    noon = dt.datetime.combine(forgotten.day, dt.time(12), tzinfo=dt.UTC)
    gone = ", ".join(
        _("{what}: {count}").format(what=kept_name(Kept(kind)), count=count)
        for kind, count in forgotten.gone.items()
        if kind in {*Kept}
    )
    found = _("Forgotten last on {date} ({what}).").format(date=long_date(noon), what=gone)
    return well("forgetting", found)


def copies(desk: Desk, *, rehearsal: bool) -> Finding:
    """The latest daily copy is not old."""
    last, now = desk.care().last_copy(), desk.clock()
    with desk.read() as work:
        first = work.journal.after(0, 1)
    is_new = not first or first[0].at > now - dt.timedelta(days=OFF_DAYS)
    if last is None:
        found = _("No daily copy has been made yet.")
        is_well = rehearsal or is_new
    else:
        at = dt.datetime.combine(last, dt.time(12), tzinfo=now.tzinfo)
        found = _("The last daily copy is of {date}.").format(date=long_date(at))
        is_well = rehearsal or last >= now.date() - dt.timedelta(days=OFF_DAYS)
    if is_well:
        return well("copies", found)
    mend = _("Leave the program open, see that the disk has room, or copy: desk-app store backup")
    return Finding(check="copies", ok=False, mend=mend, found=found)
