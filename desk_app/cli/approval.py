"""The second person of a command: --approver, --why and a password that is never an argument."""

from __future__ import annotations

from desk_app.cli.command import Call, Option, flag
from desk_app.domain.errors import BadValue
from desk_app.domain.overrides import Cause, Override, causes_of
from desk_app.services.overrides import Wish, agree
from desk_app.services.questions import Agreement, usable
from desk_app.words.catalogue import _

CAUSES = tuple(cause.value for cause in Cause)


def approval() -> tuple[Option, Option]:
    """Return the options of a command that may need a second person."""
    return (
        flag("--approver", lambda: _("login of the second person"), metavar="LOGIN"),
        flag("--why", lambda: _("the coded reason"), choices=CAUSES),
    )


def agreement(call: Call, kind: Override, subject: str) -> Agreement | None:
    """Return what the second person agrees to, or what a supervisor has agreed to before.

    None where neither is there: the act then says that it needs one. Raises BadValue for a
    second person without a reason, and what `services.overrides.agree` does.
    """
    desk = call.desk
    if not call.values.text("approver"):
        return usable(kind, subject, asker=call.by, read=desk.read, clock=desk.clock)
    return agreed(call, kind, subject)


def agreed(call: Call, kind: Override, subject: str) -> Agreement:
    """Have the second person of the command agree. Raises BadValue without a reason."""
    desk, why = call.desk, call.values.text("why")
    if not why:
        raise BadValue("why", "", "|".join(causes_of(kind)))
    approver = call.approver
    return agree(
        Wish(kind=kind, subject=subject, why=Cause(why)),
        asker=call.by,
        login=approver.login,
        password="",
        check=lambda _login, _password: approver,
        begin=desk.begin,
        clock=desk.clock,
        new_id=desk.new_id,
    )
