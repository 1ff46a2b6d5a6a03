"""A command with a request id happens once: the answer is kept in the transaction of the act.

The services open a transaction each; here they are all given the same one, so that act and
answer are committed together or not at all. A refusal changes nothing and is kept as well, so
that the same id never answers first "no" and then "done". What was unavailable is not kept:
trying again may help.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable, Mapping

from desk_app.cli.command import Answer, Json
from desk_app.cli.tools import Desk
from desk_app.domain.errors import BadValue, Refused
from desk_app.services.ports import UnitOfWork
from desk_app.words.catalogue import _


class AlreadyRefused(Exception):
    """The request was refused before; *document* is what was answered."""

    def __init__(self, document: Mapping[str, Json]) -> None:
        super().__init__(document)
        self.document = document


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Once:
    """A request: its id, and what it asks for, so that an id is not used for two things."""

    request: str
    asked: str

    def answer(
        self,
        run: Callable[[Desk], Answer],
        desk: Desk,
        *,
        refusal: Callable[[Refused], Mapping[str, Json]],
    ) -> Answer:
        """Run with *desk*, or return what was answered before.

        Raises AlreadyRefused, BadValue for an id that asked something else, and what *run* does.
        """
        try:
            with desk.begin() as work:
                known = self._known(work)
                if known is not None:
                    return _answered(known)
                answer = run(desk.joined(work))
                self._remember(work, desk, _kept(answer))
                return answer
        except _IdTakenError as taken:
            raise BadValue("request-id", self.request, _("an id not used before")) from taken
        except Refused as error:
            self._refused(desk, refusal(error))
            raise

    def _known(self, work: UnitOfWork) -> dict[str, Json] | None:
        text = work.requests.answer(self.request)
        if text is None:
            return None
        known: dict[str, Json] = json.loads(text)
        if known["asked"] != self.asked:
            raise _IdTakenError
        if "refused" in known:
            document = known["refused"]
            raise AlreadyRefused(document if isinstance(document, Mapping) else {})
        return known

    def _refused(self, desk: Desk, document: Mapping[str, Json]) -> None:
        with desk.begin() as work:
            if self._known(work) is None:
                self._remember(work, desk, {"refused": document})

    def _remember(self, work: UnitOfWork, desk: Desk, kept: dict[str, Json]) -> None:
        text = json.dumps({**kept, "asked": self.asked}, ensure_ascii=False)
        work.requests.remember(self.request, text, desk.clock())


class _IdTakenError(Exception):
    """The id was used to ask something else."""


def _kept(answer: Answer) -> dict[str, Json]:
    return {"data": answer.data, "lines": answer.lines, "exit": answer.exit}


def _answered(known: Mapping[str, Json]) -> Answer:
    data, lines, code = known["data"], known["lines"], known["exit"]
    assert isinstance(data, dict | list)
    assert isinstance(lines, list)
    assert isinstance(code, int)
    return Answer(data=data, lines=tuple(str(line) for line in lines), exit=code)
