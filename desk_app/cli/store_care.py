"""What `desk-app store` does for a file that is there: check, shrink, copy, put back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from desk_app.cli.care import Restored
from desk_app.cli.command import Answer, Call, Json
from desk_app.services.copies import copied
from desk_app.services.journal import looked
from desk_app.words.catalogue import _, ngettext
from desk_app.words.journal import broken_at


def check(call: Call) -> Answer:
    """A file that the database finds sound may have been edited: its journal tells (AT-17)."""
    desk = call.desk
    faults, error = desk.integrity(), "StoreDamaged"
    if not faults:
        broken = looked(read=desk.read, clock=desk.clock, signer=desk.signer()).first_broken
        faults, error = (() if broken is None else (broken_at(broken),)), "JournalBroken"
    verdict: dict[str, Json] = {"error": error, "message": faults[0]} if faults else {}
    return Answer(
        data={"sound": not faults, "faults": list(faults), **verdict},
        lines=faults or (_("The desk’s data are sound."),),
        exit=3 if faults else 0,
    )


def compact(call: Call) -> Answer:
    """Give the disk back what was forgotten."""
    freed = call.desk.care().compact(call.by)
    said = _("Given back to the disk: {size} KB").format(size=freed // 1024)
    return Answer(data={"freed_bytes": freed}, lines=(said,))


def backup(call: Call) -> Answer:
    """A copy asked for is an act: it holds all the day has."""
    target, desk = Path(call.values.text("file")), call.desk
    sha256 = copied(
        lambda: call.tools.backup(call.url, target),
        by=call.by,
        begin=desk.begin,
        read=desk.read,
        clock=desk.clock,
    )
    keys = desk.care().key_files()
    return Answer(
        data={
            "file": str(target),
            "bytes": target.stat().st_size,
            "sha256": sha256,
            "keys": list(keys),
        },
        lines=(
            _("Copy made and read through: {file}").format(file=target),
            _("It is of use with the keys alone: copy them too, elsewhere."),
            *keys,
        ),
    )


def restore(call: Call) -> Answer:
    """An administrator of the desk puts it back; where it cannot be opened, one of the copy."""
    source = Path(call.values.text("file"))
    call.close()
    back = call.tools.restore(call.url, source, call.values.is_set("replace"), call.prove)
    return Answer(
        data={
            "restored": str(source),
            "entries": back.entries,
            "head": back.head,
            "replaced": back.replaced or None,
            "lost_tickets": back.lost_tickets,
            "skipped": back.skipped,
            "signed": back.signed,
        },
        lines=tuple(_restored(back, source)),
    )


def _restored(back: Restored, source: Path) -> Iterator[str]:
    yield _("The desk is back as it was in {file}.").format(file=source)
    if not back.signed:
        yield _("Nothing here tells whether its journal was signed: no signing key was found.")
    if back.replaced:
        yield _("The file it replaces is kept for a week: {file}").format(file=back.replaced)
    if back.lost_tickets is None:
        yield _(
            "Nobody can tell what was handed out since: every series goes on {count} further."
        ).format(count=back.skipped)
    elif back.lost_tickets:
        yield ngettext(
            "{count} ticket handed out today is not in it: its holder comes back to the reception. "
            "No number is given twice.",
            "{count} tickets handed out today are not in it: their holders come back to the "
            "reception. No number is given twice.",
            back.lost_tickets,
        ).format(count=back.lost_tickets)
