"""What a reader typed and picked, as a question to the journal. It reads nothing."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from collections.abc import Mapping

from desk_app.domain.people import AgentLogin
from desk_app.services.journal import Question
from desk_app.ui.widgets.choices import Option
from desk_app.words.catalogue import _
from desk_app.words.dates import long_date
from desk_app.words.journal import ACTS, act_name

EVER, EVERYTHING = "ever", "everything"
DAYS = 7
_REFERENCE = re.compile(r"(?=.*\d)[A-Za-z0-9]+(-[A-Za-z0-9]+)*")
"""What may be the reference of an appointment: letters and digits in groups, a digit in it."""
_NUMBER = re.compile(r"\s*[A-Za-z]{1,4}\s*\d{1,4}(-\d+)?\s*")


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Picked:
    """What stands in the filters: *day* and *act* are ids of their options."""

    text: str = ""
    day: str = ""
    act: str = EVERYTHING


def day_options(today: dt.date) -> tuple[Option, ...]:
    """Return today, the days before it by name, and no day at all."""
    days = [today - dt.timedelta(days=back) for back in range(DAYS)]
    named = [Option(day.isoformat(), long_date(day)) for day in days[1:]]
    return (Option(today.isoformat(), _("Today")), *named, Option(EVER, _("Since the beginning")))


def act_options() -> tuple[Option, ...]:
    """Return the kinds of acts that people look for."""
    return (Option(EVERYTHING, _("All acts")), *(Option(kind, act_name(kind)) for kind in ACTS))


def question_of(picked: Picked, people: Mapping[AgentLogin, str]) -> Question | None:
    """Return what is asked for, None if the text can be no number, no agent and no reference."""
    day = None if picked.day in {EVER, ""} else dt.date.fromisoformat(picked.day)
    kinds = frozenset({picked.act} - {EVERYTHING})
    text = picked.text.strip()
    if not text:
        return Question(day=day, kinds=kinds)
    if _NUMBER.fullmatch(text):
        return Question(day=day, kinds=kinds, number=text)
    agent = _agent(text.casefold(), people)
    if agent is not None:
        return Question(day=day, kinds=kinds, agent=agent)
    is_reference = _REFERENCE.fullmatch(text) is not None
    return Question(day=day, kinds=kinds, appointment=text) if is_reference else None


def _agent(text: str, people: Mapping[AgentLogin, str]) -> AgentLogin | None:
    """The one whose login it is, else the first whose name has it."""
    if AgentLogin(text) in people:
        return AgentLogin(text)
    return next((login for login, name in people.items() if text in name.casefold()), None)
