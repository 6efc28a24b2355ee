"""Which requests of a list are shown: of which notice, due when, about what, drawn up by whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from ipju.domain.labelled import Labelled
from ipju.domain.requests import RequestKind, RequestQuery, RequestState
from ipju.services.office import Office
from ipju.services.request_views import RequestChoices
from ipju.services.working_days import over_since
from ipju.ui.widgets.combo import Combo
from ipju.ui.widgets.surface import fill

SHOWN: Final = 200
"""Requests on one page."""

_SOON: Final = 3
_LEAST: Final = 96


class When(Labelled):
    """Which last days are asked for, by today."""

    OVERDUE = "overdue", "기한 지난 것"
    TODAY = "today", "오늘까지인 것"
    SOON = "soon", f"{_SOON}일 안인 것"
    AHEAD = "ahead", "기한 남은 것"
    RETURNED = "returned", "반송된 것"


_OFFERED: Final = {
    RequestState.DRAWN_UP: (When.OVERDUE, When.TODAY, When.SOON, When.AHEAD),
    RequestState.SENT: tuple(When),
}
"""Where a last day still matters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrowed:
    """What was chosen; None or an empty text narrows nothing."""

    notice: str | None = None
    when: When | None = None
    rule: str = ""
    officer: UUID | None = None

    def query(
        self, kind: RequestKind, state: RequestState, text: str, offset: int, today: date
    ) -> RequestQuery:
        """Return the query of a page. It may load the holidays: not for the thread of the window.

        A period whose last day nobody works on is over after the next working day only.
        """
        since = until = None
        if self.when in (When.TODAY, When.SOON, When.AHEAD):
            since = over_since(today)
        if self.when is When.OVERDUE:
            until = over_since(today)
        elif self.when is When.TODAY:
            until = over_since(today + timedelta(days=1))
        elif self.when is When.SOON:
            until = over_since(today + timedelta(days=_SOON + 1))
        return RequestQuery(
            kind=kind,
            state=state,
            text=text,
            notice=self.notice,
            due_from=since,
            due_before=until,
            rule=self.rule,
            made_by=self.officer,
            returned=True if self.when is When.RETURNED else None,
            offset=offset,
            limit=SHOWN,
        )


class Narrowing(QWidget):
    """Lists of choices in a row; each is hidden while it has nothing to choose. `chosen()`."""

    chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.notice = self._box("공고")
        self.when = self._box("기한")
        self.rule = self._box("까닭")
        self.officer = self._box("담당")
        row = QHBoxLayout(self)
        fill(row, self.notice, self.when, self.rule, self.officer, None, spacing=8)

    def _box(self, name: str) -> QComboBox:
        box = Combo(self)
        box.setAccessibleName(name)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        box.setMinimumWidth(_LEAST)
        box.activated.connect(lambda _at: self.chosen.emit())
        box.hide()
        return box

    def begin(self, office: Office) -> None:
        """Offer the notices of an office, and narrow nothing."""
        known = [(office.notices.get(one).short_title, one) for one in office.notices.ids()]
        for box, word, found in (
            (self.notice, "모든 공고", known if len(known) > 1 else []),
            (self.when, "모든 기한", []),
            (self.rule, "모든 까닭", []),
            (self.officer, "모든 담당", []),
        ):
            box.clear()
            _offer(box, word, found)

    def set_state(self, state: RequestState) -> None:
        """Offer the last days that matter in a state."""
        _offer(self.when, "모든 기한", [(one.label, one.value) for one in _OFFERED.get(state, ())])

    def offer(self, choices: RequestChoices) -> None:
        """Offer what the requests of the list ask about, and who works here."""
        rules = [(title, key) for key, title in choices.rules]
        if not rules or len(rules) > 1 or self.rule.currentData():
            _offer(self.rule, "모든 까닭", rules)
        _offer(self.officer, "모든 담당", [(name, key.hex) for key, name in choices.officers])

    def choose_notice(self, notice: str | None) -> None:
        """Narrow to a notice, or to none."""
        self.notice.setCurrentIndex(max(0, self.notice.findData(notice)))

    def choose_when(self, when: When | None) -> None:
        """Narrow to some last days, or to none."""
        self.when.setCurrentIndex(max(0, self.when.findData(when.value if when else None)))

    def narrowed(self) -> Narrowed:
        """What is chosen."""
        notice, when, rule, officer = (
            str(box.currentData() or "")
            for box in (self.notice, self.when, self.rule, self.officer)
        )
        return Narrowed(
            notice=notice or None,
            when=When.of(when) if when else None,
            rule=rule,
            officer=UUID(officer) if officer else None,
        )


def _offer(box: QComboBox, every: str, found: Sequence[tuple[str, str]]) -> None:
    """Show these choices below the one that narrows nothing; what was chosen stays, if it can."""
    wanted = [(every, None), *found]
    if [(box.itemText(at), box.itemData(at)) for at in range(box.count())] != wanted:
        kept = box.currentData()
        box.clear()
        for word, value in wanted:
            box.addItem(word, value)
        box.setCurrentIndex(next((at for at, one in enumerate(wanted) if one[1] == kept), 0))
    box.setVisible(bool(found))
