"""What leads to a draw: a secret committed to, requests closed, the draw held or given up."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject

from desk_app.domain.draw import Stratum
from desk_app.domain.errors import DeskError, SecondPersonNeeded, Unavailable
from desk_app.domain.overrides import Override
from desk_app.domain.roles import Power, may
from desk_app.services.draw_secrets import Committed
from desk_app.services.draws import Drawn
from desk_app.services.ports import Clock
from desk_app.services.questions import Agreement
from desk_app.services.register_page import RegisterPage
from desk_app.services.register_ports import DrawState
from desk_app.ui.register.model import Step, counts_said, grouped, guarantee_said, step_of
from desk_app.ui.register.operations import RegisterOperations
from desk_app.ui.register.view import RegisterView
from desk_app.ui.second.asking import Ask
from desk_app.ui.second.model import Case
from desk_app.ui.session import Session
from desk_app.ui.signals import AppSignals
from desk_app.ui.tasks import Tasks
from desk_app.ui.widgets.refusal import Level, Offer
from desk_app.words.catalogue import _, pgettext
from desk_app.words.draws import stratum_name
from desk_app.words.errors import Said, sentence
from desk_app.words.register import committed_lines, drawn_lines


class Drawing(QObject):
    """Acts on the draw of the page in sight; each act asks first, none can be taken back."""

    def __init__(
        self,
        view: RegisterView,
        operations: RegisterOperations,
        *,
        session: Session,
        tasks: Tasks,
        signals: AppSignals,
        clock: Clock,
        ask_second: Ask,
        page: Callable[[], RegisterPage | None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._view, self._do, self._page = view, operations, page
        self._session, self._tasks, self._signals = session, tasks, signals
        self._clock, self._ask_second = clock, ask_second
        self._asked: RegisterPage | None = None
        self._is_busy = False
        view.secret_sheet.wanted.connect(self._make_secret)
        view.draw_sheet.confirmed.connect(self._confirm)

    def can_commit(self) -> bool:
        """Return whether a secret can still be committed to, by who has signed in."""
        page = self._page()
        if page is None or self._session.agent is None:
            return False
        is_open = page.draw is None or page.draw.state is DrawState.OPEN
        mine = page.draw is not None and self._session.login in {
            each.by for each in page.draw.commitments
        }
        few = page.draw is None or len(page.draw.commitments) < 2
        return is_open and few and not mine and may(self._session.agent.role, Power.APPROVE)

    def can_void(self) -> bool:
        """Return whether there is a draw to give up: somebody's secret can be lost."""
        page = self._page()
        is_planner = self._session.agent is not None and may(self._session.agent.role, Power.PLAN)
        return is_planner and page is not None and bool(page.draw and page.draw.commitments)

    def commit(self) -> None:
        """Have a secret made for who has signed in."""
        if self.can_commit():
            self._view.secret_sheet.ask()

    def void(self) -> None:
        """Ask once more, then give the draw up."""
        page = self._page()
        if page is None or not self.can_void():
            return
        self._view.withdraw()
        text = _("Give this draw up? Its secrets are good for nothing then.")
        why = _("Requests wait on; another draw takes its place, with new secrets.")
        sure = Offer(text=_("Yes, give it up"), callback=partial(self._void, page.family), icon="x")
        keep = Offer(text=pgettext("draw", "Keep it"), callback=self._view.draw.box.withdraw)
        self._view.draw.say(Said(text, why), level="warn", offers=(sure, keep))

    def begin(self) -> None:
        """Ask for what the filled button says, with the counts before it."""
        page, sheet = self._page(), self._view.draw_sheet
        if page is None or self._is_busy or not self._view.draw.primary.isEnabled():
            return
        self._asked = page
        self._view.withdraw()
        step = step_of(page)
        if step is Step.CLOSE:
            sheet.ask(_("Close the requests"), _("Close the requests"), counts_said(page),
                      (_("Who asks from now on waits for the next draw."),
                       _("What takes part is frozen and its hash published.")))  # fmt: skip
            return
        sheet.ask(_("Hold the draw"), _("Draw now"), counts_said(page), _strata_lines(page))
        if step is Step.REVEAL and page.draw is not None:
            sheet.ask_secrets([str(each.by) for each in page.draw.commitments])
        weaker = guarantee_said(page.draw)
        if weaker is not None:
            sheet.warn(weaker)

    def _make_secret(self) -> None:
        page = self._page()
        if page is not None and not self._is_busy:
            self._is_busy = True
            work = partial(self._do.commit, page.family, by=self._session.login)
            self._tasks.run(work, then=self._on_committed, failed=self._on_no_secret)

    def _on_committed(self, made: Committed) -> None:
        self._is_busy = False
        _secret, *lines = committed_lines(made.witness, made.secret)
        if self._view.secret_sheet.isVisible():
            self._view.secret_sheet.tell(grouped(made.secret), lines)
        self._signals.changed.emit(made.changes)

    def _on_no_secret(self, error: DeskError) -> None:
        self._is_busy = False
        self._view.secret_sheet.refuse(self._said(error), level=_level(error))

    def _confirm(self) -> None:
        page = self._asked
        if page is None or self._is_busy:
            return
        if step_of(page) is Step.CLOSE:
            self._start(partial(self._do.close, page.family, by=self._session.login),
                        self._on_closed)  # fmt: skip
        elif page.is_due:
            self._run(page, self._view.draw_sheet.told(), None)
        else:
            secrets = self._view.draw_sheet.told()
            self._view.draw_sheet.leave()
            self._ask_second(
                Case(
                    kind=Override.OUT_OF_HOURS,
                    subject=page.family,
                    act=_("Draw now"),
                    icon="dices",
                    then=partial(self._run, page, secrets),
                )
            )

    def _run(
        self, page: RegisterPage, secrets: tuple[str, ...], agreement: Agreement | None
    ) -> None:
        by = self._session.login
        work = partial(self._do.run, page.family, secrets=secrets, by=by, agreement=agreement)
        self._start(work, self._on_drawn)

    def _start(self, work: Callable[[], Drawn], then: Callable[[Drawn], object]) -> None:
        self._is_busy = True
        self._view.draw_sheet.show_busy(busy=True)
        self._tasks.run(work, then=then, failed=self._on_failed)

    def _on_closed(self, drawn: Drawn) -> None:
        self._is_busy = False
        self._view.draw_sheet.leave()
        text = _("Publish this fingerprint before any secret is told.")
        self._view.draw.say(Said(text), level="ok")
        self._signals.changed.emit(drawn.changes)

    def _on_drawn(self, drawn: Drawn) -> None:
        self._is_busy = False
        sheet = self._view.draw_sheet
        first, *lines = drawn_lines(drawn.draw, len(drawn.given))
        if not sheet.isVisible():
            sheet.open()
        sheet.show_done(_("The draw is held"), first, lines)
        self._signals.changed.emit(drawn.changes)

    def _on_failed(self, error: DeskError) -> None:
        self._is_busy = False
        sheet = self._view.draw_sheet
        sheet.show_busy(busy=False)
        if sheet.isVisible():
            sheet.refuse(self._said(error), level=_level(error))
        else:
            self._view.draw.say(self._said(error), level=_level(error))

    def _void(self, family: str, agreement: Agreement | None = None) -> None:
        self._view.withdraw()
        work = partial(self._do.void, family, by=self._session.login, agreement=agreement)
        self._tasks.run(work, then=self._on_void, failed=partial(self._on_not_void, family))

    def _on_not_void(self, family: str, error: DeskError) -> None:
        """A second person agrees to it; where nobody else works here it is done alone."""
        if not isinstance(error, SecondPersonNeeded):
            self._on_failed(error)
            return
        self._ask_second(
            Case(
                kind=Override.VOID_DRAW,
                subject=family,
                act=_("Give the draw up"),
                icon="x",
                then=partial(self._void, family),
            )
        )

    def _on_void(self, drawn: Drawn) -> None:
        said = _("Draw {number} is given up; another takes its place.")
        text = said.format(number=drawn.draw.ref.number)
        self._view.draw.say(Said(text), level="ok")
        self._signals.changed.emit(drawn.changes)

    def _said(self, error: DeskError) -> Said:
        return sentence(error, now=self._clock())


def _strata_lines(page: RegisterPage) -> tuple[str, ...]:
    """Return each group and how many wait in it, in the order they are drawn."""
    return tuple(f"{stratum_name(each)} : {page.strata[each]}" for each in Stratum)


def _level(error: DeskError) -> Level:
    return "warn" if isinstance(error, Unavailable) else "danger"
