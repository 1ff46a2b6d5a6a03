"""`desk-app override`: exceptions asked of a supervisor at another desk, and the answers."""

from __future__ import annotations

from desk_app.cli.approval import CAUSES, agreed
from desk_app.cli.command import Answer, Call, Command, Json, iso, needed, positional
from desk_app.cli.output import table
from desk_app.domain.overrides import QUOTA, Cause, Override
from desk_app.services import overrides, questions
from desk_app.words.catalogue import _, ngettext
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


def _approve(call: Call) -> Answer:
    desk, values = call.desk, call.values
    agreement = agreed(call, Override(values.text("kind")), values.text("subject"))
    return _answer(questions.question(agreement.id, read=desk.read))


def _list(call: Call) -> Answer:
    waiting = questions.questions(read=call.desk.read, clock=call.desk.clock)
    return _listed(waiting, nothing=_("No question waits for an answer."))


def _today(call: Call) -> Answer:
    desk = call.desk
    made = questions.exceptions(by=call.by, read=desk.read, clock=desk.clock)
    return _listed(made, nothing=_("No exception today."))


def _left(call: Call) -> Answer:
    left = questions.left_today(call.by, read=call.desk.read, clock=call.desk.clock)
    said = ngettext(
        "{count} exception left today for {login}.",
        "{count} exceptions left today for {login}.",
        left,
    )
    return Answer(
        data={"agent": call.by, "left": left, "quota": QUOTA},
        lines=(said.format(count=left, login=call.by),),
    )


def _listed(found: tuple[questions.Question, ...], *, nothing: str) -> Answer:
    rows = [
        (
            str(each.id),
            override_about(each.kind, each.subject),
            cause_name(each.why),
            each.name,
            clock(each.at),
            override_state(each.state),
        )
        for each in found
    ]
    return Answer(data=[_document(each) for each in found], lines=table(rows) or (nothing,))


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
        "answered_by": question.answered_by or None,
    }


_KEYS = ("id", "kind", "subject", "why", "asked_by", "asked_at", "state", "answered_by")
_WISH = (
    needed("--kind", lambda: _("which exception"), choices=tuple(kind.value for kind in Override)),
    needed(
        "--subject",
        lambda: _(
            "ticket or appointment number; a procedure’s code for a local priority or a free choice"
        ),
        metavar="TEXT",
    ),
    needed("--why", lambda: _("the coded reason"), choices=CAUSES),
)
_ID = positional("override", lambda: _("id of the question, from override list"))

COMMANDS = (
    Command(
        name="ask",
        help=lambda: _("Ask a supervisor at another desk to agree to an exception."),
        run=_ask,
        keys=_KEYS,
        options=_WISH,
        changes=True,
    ),
    Command(
        name="approve",
        help=lambda: _("Have a second person agree at this desk; their password is asked for."),
        run=_approve,
        keys=_KEYS,
        options=(
            *_WISH,
            needed("--approver", lambda: _("login of the second person"), metavar="LOGIN"),
        ),
        changes=True,
    ),
    Command(
        name="today",
        help=lambda: _("Every exception of today: asked, agreed, refused or made."),
        run=_today,
        keys=_KEYS,
        is_list=True,
    ),
    Command(
        name="left",
        help=lambda: _("How many exceptions the agent may still make today."),
        run=_left,
        keys=("agent", "left", "quota"),
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
