"""The acts of a counter by name: one name from button and key to operation."""

from __future__ import annotations

import enum


class Act(enum.StrEnum):
    """What an agent can do at a counter."""

    CALL = "call"
    START = "start"
    FINISH_AND_CALL = "finish_and_call"
    FINISH = "finish"
    RECALL = "recall"
    ABSENT = "absent"
    PARK = "park"
    TAKE_UP = "take_up"
    TRANSFER = "transfer"
    BOOK = "book"
    PAUSE = "pause"
    OPEN = "open"
    NUMBER = "number"
    HOLDER = "holder"
    IDENTITY = "identity"
    UNDO = "undo"
    CHOOSE = "choose"


KEYS: dict[Act, str] = {
    Act.FINISH: "T",
    Act.RECALL: "R",
    Act.ABSENT: "A",
    Act.PARK: "C",
    Act.TRANSFER: "F",
    Act.BOOK: "V",
    Act.TAKE_UP: "E",
    Act.PAUSE: "P",
    Act.NUMBER: "N",
    Act.HOLDER: "X",
    Act.IDENTITY: "I",
    Act.UNDO: "Z",
}
"""The letters of the counter; Enter does what the filled button says."""
