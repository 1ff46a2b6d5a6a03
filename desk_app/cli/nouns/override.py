"""`desk-app override`: exceptions asked of a supervisor at another desk, and the answers."""

from __future__ import annotations

from desk_app.cli.approval import CAUSES
from desk_app.cli.command import Answer, Call, Command, Json, iso, needed, positional
from desk_app.cli.output import table
from desk_app.domain.overrides import Cause, Override
from desk_app.services import overrides, questions
from desk_app.words.catalogue import _
from desk_app.words.dates import clock
from desk_app.words.overrides import cause_name, override_about, override_state


def _ask(call: Call) -> Answer:
    desk, values = call.desk, call.values
    wish = overrides.Wish(
        kind=Override(values.text("kind")),
        subject=values.text("subject"),
        why=Cause(values.text("why")),
    )
    asked = overrides.ask(
        wish, asker=call.by, begin=desk.begin, clock=desk.clock, new_id=desk.new_id
    )
    return _answer(asked.question)


def _list(call: Call) -> Answer:
    waiting = questions.questions(read=call.desk.read, clock=call.desk.clock)
    rows = [
        (
            str(each.id),
            override_about(each.kind, each.subject),
            cause_name(each.why),
            each.name,
            clock(each.at),
        )
        for each in waiting
    ]
    return Answer(
        data=[_document(each) for each in waiting],
        lines=table(rows) or (_("No question waits for an answer."),),
    )


def _agree(call: Call) -> Answer:
    return _decided(call, agreed=True)


def _refuse(call: Call) -> Answer:
    return _decided(call, agreed=False)


def _decided(call: Call, *, agreed: bool) -> Answer:
    desk = call.desk
    override = questions.override_id(call.values.text("override"))
    decided = overrides.decide(
        override, agreed=agreed, by=call.by, begin=desk.begin, clock=desk.clock
    )
    return _answer(decided.question)


def _answer(question: questions.Question) -> Answer:
    about = override_about(question.kind, question.subject)
    said = f"{about} · {cause_name(question.why)} · {override_state(question.state)}"
    return Answer(data=_document(question), lines=(said,))


def _document(question: questions.Question) -> dict[str, Json]:
    return {
        "id": str(question.id),
        "kind": question.kind.value,
        "subject": question.subject,
        "why": question.why.value,
        "asked_by": question.asker,
        "asked_at": iso(question.at),
        "state": question.state.value,
    }


_KEYS = ("id", "kind", "subject", "why", "asked_by", "asked_at", "state")
_ID = positional("override", lambda: _("id of the question, from override list"))

COMMANDS = (
    Command(
        name="ask",
        help=lambda: _("Ask a supervisor at another desk to agree to an exception."),
        run=_ask,
        keys=_KEYS,
        options=(
            needed(
                "--kind",
                lambda: _("which exception"),
                choices=tuple(kind.value for kind in Override),
            ),
            needed(
                "--subject",
                lambda: _("ticket number; for a local priority the procedure’s code"),
                metavar="TEXT",
            ),
            needed("--why", lambda: _("the coded reason"), choices=CAUSES),
        ),
        changes=True,
    ),
    Command(
        name="list",
        help=lambda: _("The questions that wait for a supervisor’s answer."),
        run=_list,
        keys=_KEYS,
        is_list=True,
    ),
    Command(
        name="agree",
        help=lambda: _("Agree, as the supervisor: the asker may make the exception once."),
        run=_agree,
        keys=_KEYS,
        options=(_ID,),
        changes=True,
    ),
    Command(
        name="refuse",
        help=lambda: _("Refuse, as the supervisor."),
        run=_refuse,
        keys=_KEYS,
        options=(_ID,),
        changes=True,
    ),
)
