"""`desk-app journal`: the chain of facts, verified from its first link."""

from __future__ import annotations

from collections.abc import Iterator

from desk_app.cli.command import Answer, Call, Command, Json, flag
from desk_app.cli.tools import Desk
from desk_app.domain.journal import Entry, first_broken
from desk_app.words.catalogue import _, ngettext

PAGE = 1000


class _Walk:
    """The entries in order, a page at a time, counted; *head* is among them or not."""

    def __init__(self, desk: Desk, head: str) -> None:
        self._desk = desk
        self._head = head
        self.count = 0
        self.has_head = not head

    def __iter__(self) -> Iterator[Entry]:
        last = 0
        while True:
            with self._desk.read() as work:
                page = work.journal.after(last, PAGE)
            for entry in page:
                self.count += 1
                self.has_head |= entry.hash == self._head
                yield entry
            if not page:
                return
            last = page[-1].seq


def _verify(call: Call) -> Answer:
    walk = _Walk(call.desk, call.values.text("head").strip().lower())
    broken = first_broken(walk)
    is_valid = broken is None and walk.has_head
    with call.desk.read() as work:
        seq, head = work.journal.head()
    said = _said(seq, broken, has_head=walk.has_head)
    verdict: dict[str, Json] = {} if is_valid else {"error": "JournalBroken", "message": said[0]}
    return Answer(
        data={
            "entries": seq,
            "valid": is_valid,
            "first_broken": broken,
            "head": head,
            "head_found": walk.has_head,
            **verdict,
        },
        lines=said,
        exit=0 if is_valid else 3,
    )


def _said(count: int, broken: int | None, *, has_head: bool) -> tuple[str, ...]:
    if broken is not None:
        return (_("The journal is broken at entry {number}.").format(number=broken),)
    if not has_head:
        return (_("The journal is sound, but the printed head is not in it."),)
    said = ngettext("{count} entry, none changed.", "{count} entries, none changed.", count)
    return (said.format(count=count),)


COMMANDS = (
    Command(
        name="verify",
        help=lambda: _("Verify the chain of facts; ends with 3 if it is broken."),
        run=_verify,
        keys=("entries", "valid", "first_broken"),
        options=(flag("--head", lambda: _("a head that was printed"), metavar="HASH"),),
    ),
)
