"""What the site makes of facts about appointments: one function per kind.

A slip that was handed out is never lost. Where its seat is somebody else's another one of the
same slots is found, and where there is none people are told.
"""

from __future__ import annotations

import json

from desk_app.domain.collisions import Collision
from desk_app.domain.journal import Entry
from desk_app.domain.shared import Image, Kind, Shared, Standing, Thing, claim
from desk_app.store.bookings import COOLS, STANDING, is_active, seat_things
from desk_app.store.projecting import Projector


def booked(fact: Entry, on: Projector) -> None:
    """A place was given. Without its seat or the person's claim it is kept, and people decide."""
    thing = Thing(Kind.APPOINTMENT, str(fact.header["appointment"]))
    image = on.sent.get(thing)
    if image is None or on.rows.get(thing) is not None:
        return
    if not is_active(image):  # given up again before it was told: its seat stays the desk's
        on.show(Shared(thing=thing, image={}), {**image, STANDING: Standing.CONFIRMED.value})
        return
    seated = _seated(image, thing, fact, on)
    standing = Standing.NO_SEAT if seated is None else _claimed(image, thing, fact, on)
    on.show(Shared(thing=thing, image={}), {**(seated or image), STANDING: standing.value})


def moved(fact: Entry, on: Projector) -> None:
    """It went to another place; where another desk moved it meanwhile, people decide."""
    row = _known(fact, on)
    image = None if row is None else on.sent.get(row.thing)
    if row is None or image is None or _is_shown(row.image, image):
        return  # an image is ahead of the facts behind it
    if not is_active(row.image) or json.loads(str(row.image["slots"]))[0] != fact.header["before"]:
        on.conflict(Collision.CHANGED_ELSEWHERE, row.thing, fact)
        return
    if not is_active(image):
        _end(row, image, on)
        return
    _freed(row.image, on, cools=None)
    seated = _seated(image, row.thing, fact, on)
    standing = Standing.NO_SEAT if seated is None else Standing(str(row.image[STANDING]))
    on.show(row, {**(seated or image), STANDING: standing.value})


def ended(fact: Entry, on: Projector) -> None:
    """It is over: its seats and the claim are free. One that was moved meanwhile is not lost."""
    row = _known(fact, on)
    image = None if row is None else on.sent.get(row.thing)
    if row is None or image is None or not is_active(row.image):
        return
    if json.loads(str(row.image["slots"]))[0] != fact.header["slot"]:
        on.conflict(Collision.CHANGED_ELSEWHERE, row.thing, fact)
        return
    _end(row, image, on)


def taken_back(fact: Entry, on: Projector) -> None:
    """A slip of the hand was taken back in the same visit: its seat and the claim are free."""
    row = _known(fact, on)
    image = None if row is None else on.sent.get(row.thing)
    if row is not None and image is not None and is_active(row.image) and not is_active(image):
        _end(row, image, on)


def changed(fact: Entry, on: Projector) -> None:
    """A word, a paper, an arrival: the place stays as the site knows it."""
    row = _known(fact, on)
    image = None if row is None else on.sent.get(row.thing)
    if row is None or image is None or not is_active(row.image):
        return
    kept = {name: row.image[name] for name in ("slots", "seats", STANDING)}
    if is_active(image):
        on.show(row, {**image, **kept})


def corrected(fact: Entry, on: Projector) -> None:
    """The holder's identity was corrected: the claim is that person's now, if nobody has it."""
    row = _known(fact, on)
    image = None if row is None else on.sent.get(row.thing)
    if row is None or image is None or not is_active(row.image):
        return
    if row.image["person"] != image["person"] and is_active(image):
        _unclaimed(row.image, on)
        standing = row.image[STANDING]
        if standing != Standing.NO_SEAT:
            standing = _claimed(image, row.thing, fact, on).value
        row = row.showing({**row.image, "person": image["person"], STANDING: standing})
    kept = {name: row.image[name] for name in ("slots", "seats", STANDING)}
    if is_active(image):
        on.show(row, {**image, **kept})


def _end(row: Shared, image: Image, on: Projector) -> None:
    """Free what the appointment had, as the site knows it."""
    until = image.get(COOLS)
    _freed(row.image, on, cools=None if until is None else str(until))
    _unclaimed(row.image, on)
    kept = {name: row.image[name] for name in ("slots", "seats", STANDING)}
    on.show(row, {**image, **kept})


def _is_shown(row: Image, image: Image) -> bool:
    """True if *row* has the place of *image* already; two desks may have moved it as often."""
    return all(row[name] == image[name] for name in ("revision", "slots"))


def _known(fact: Entry, on: Projector) -> Shared | None:
    return on.rows.get(Thing(Kind.APPOINTMENT, str(fact.header["appointment"])))


def _seated(image: Image, thing: Thing, fact: Entry, on: Projector) -> Image | None:
    """Seat the appointment of *image*: on its seats, else on others of the slots, else nowhere."""
    wanted = [on.rows.get(each) for each in seat_things(image)]
    own = [row for row in wanted if row is not None and _is_mine(row, on)]
    if len(own) == len(wanted):
        _sit(own, image, on)
        return image
    others = _elsewhere(image, on)
    if not others:
        on.conflict(Collision.NO_SEAT, thing, fact)
        return None
    _sit(others, image, on)
    on.conflict(Collision.RESEATED, thing, fact)
    numbers = [int(str(row.image["seat"])) for row in others]
    return {**image, "seats": json.dumps(numbers)}


def _is_mine(row: Shared, on: Projector) -> bool:
    """True for a seat its desk has; in grace also one the site may have given and forgotten."""
    is_held = row.owner == on.desk or (on.in_grace and row.owner is None)
    return is_held and row.image["appointment"] is None


def _elsewhere(image: Image, on: Projector) -> list[Shared]:
    """Return the free seats, one number along all the slots, that nobody has a right to."""
    slots = json.loads(str(image["slots"]))
    by_number: dict[str, list[Shared]] = {}
    for slot in slots:
        for row in on.rows.of_part(Kind.SEAT, slot):
            is_free = row.owner is None or row.owner == on.desk
            if is_free and row.image["appointment"] is None:
                by_number.setdefault(str(row.image["seat"]), []).append(row)
    whole = [rows for rows in by_number.values() if len(rows) == len(slots)]
    return whole[0] if whole else []


def _sit(rows: list[Shared], image: Image, on: Projector) -> None:
    for row in rows:
        on.show(row.fenced(None), {**row.image, "appointment": image["id"], COOLS: None})


def _freed(image: Image, on: Projector, *, cools: str | None) -> None:
    """Free the seats that this appointment sits on, and no others."""
    for thing in seat_things(image):
        row = on.rows.get(thing)
        if row is not None and row.image["appointment"] == image["id"]:
            on.show(row, {**row.image, "appointment": None, COOLS: cools})


def _claimed(image: Image, thing: Thing, fact: Entry, on: Projector) -> Standing:
    """Claim the person's one appointment of the family, or tell that it is the second."""
    named = claim(str(image["person"]), str(image["family"]))
    row = on.rows.get(named) or Shared(thing=named, image={"appointment": None})
    if row.image["appointment"] is not None or row.owner not in {None, on.desk}:
        on.conflict(Collision.PERSON_TWICE, thing, fact, row.owner)
        return Standing.PERSON_TWICE
    on.show(row.fenced(None), {"appointment": image["id"]})
    return Standing.CONFIRMED


def _unclaimed(image: Image, on: Projector) -> None:
    row = on.rows.get(claim(str(image["person"]), str(image["family"])))
    if row is not None and row.image["appointment"] == image["id"]:
        on.show(row, {"appointment": None})
