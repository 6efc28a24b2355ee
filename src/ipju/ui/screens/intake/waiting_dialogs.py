"""Dialogs of the waiting list: putting people on it, calling the next, an answer, striking off."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta

from PySide6.QtWidgets import QHBoxLayout, QWidget

from ipju.domain.dates import spoken
from ipju.domain.intake import WaitingState
from ipju.domain.notice import Notice, RoomTerms
from ipju.services.applicants import Applicant
from ipju.services.intake import WaitingLine, answer_call, call, list_waiting
from ipju.services.office import Office
from ipju.ui.dialogs.service import ServiceDialog
from ipju.ui.jobs import Jobs
from ipju.ui.screens.intake.words import NAME_COLUMNS, name_row
from ipju.ui.widgets.choice_fields import ComboField
from ipju.ui.widgets.reading import write_area, write_money
from ipju.ui.widgets.surface import Label
from ipju.ui.widgets.table import make_table
from ipju.ui.widgets.typed_fields import DateField, IntField, TextField

_SHOWN = 6
_ANSWER_DAYS = 7


def _side_by_side(left: QWidget, right: QWidget) -> QWidget:
    row = QWidget()
    line = QHBoxLayout(row)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(16)
    line.addWidget(left, 1)
    line.addWidget(right, 1)
    row.setFocusProxy(left)
    return row


class ListDialog(ServiceDialog):
    """예비입주자 올리기: how many of those next in the order, told when, and why so many."""

    def __init__(
        self,
        office: Office,
        jobs: Jobs,
        notice: Notice,
        building: str,
        candidates: Sequence[Applicant],
        first_number: int,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            "예비입주자로 올립니다",
            f"정한 순서대로 순번을 받습니다. {_how_many(notice)}",
            "올리기",
            jobs,
            parent=parent,
        )
        self._office, self._notice, self._building = office, notice, building
        self._candidates, self._first = list(candidates), first_number
        self.count = IntField(
            "몇 명", unit="명", minimum=1, maximum=len(self._candidates), required=True
        )
        self.told = DateField("안내한 날", required=True)
        self.told.set_value(office.clock.today())
        self.reason = TextField(
            "사유",
            required=True,
            placeholder="예: 올해 퇴거 예정 호실 수만큼 둠",
            help_text="장부에 남습니다.",
        )
        self.names = make_table(NAME_COLUMNS, name="올릴 사람과 순번", header=False)
        self.names.setFixedHeight(42 * min(_SHOWN, len(self._candidates)) + 4)
        self.below = Label("", tone="ink2", elide=True)
        self.fields.addWidget(_side_by_side(self.count, self.told))
        self.fields.addWidget(self.names)
        self.fields.addWidget(self.below)
        self.fields.addWidget(self.reason)
        self.count.edited.connect(lambda _value: self._show())
        self.count.set_value(len(self._candidates))
        self._show()

    def call(self) -> Callable[[], object] | None:
        count, told, reason = self.count.value(), self.told.value(), self.reason.text().strip()
        if count is None or told is None:
            field = self.count if count is None else self.told
            field.set_error(field.error() or "적어야 올릴 수 있습니다.")
            field.setFocus()
            return None
        if not reason:
            self.reason.set_error("사유를 적으십시오.")
            self.reason.setFocus()
            return None
        office, notice, building = self._office, self._notice.id, self._building
        ids = [one.case_id for one in self._candidates[:count]]
        return lambda: list_waiting(office, notice, building, ids, told, reason)

    def _show(self) -> None:
        count = self.count.value() or 0
        chosen = self._candidates[:count]
        self.names.set_rows(
            [name_row(at, one.number, one.name) for at, one in enumerate(chosen, self._first)]
        )
        waiting = self._notice.waiting
        years = waiting.valid_years if waiting is not None else 0
        left = len(self._candidates) - len(chosen)
        rest = f" 다음 {left}명은 올리지 않습니다." if left else ""
        self.below.setText(f"순번은 안내한 날부터 {years}년 동안 유효합니다.{rest}")


class CallDialog(ServiceDialog):
    """다음 순번 부르기: into which free room, and until when an answer is waited for."""

    def __init__(
        self,
        office: Office,
        jobs: Jobs,
        line: WaitingLine,
        rooms: Sequence[RoomTerms],
        parent: QWidget | None = None,
    ) -> None:
        entry = line.entry
        super().__init__(
            f"예비 {entry.number}번 {line.name}님을 부릅니다",
            "고른 호실을 제안합니다. 거절하거나 답이 없으면 다음 순번을 부릅니다.",
            f"{line.name}님 부르기",
            jobs,
            parent=parent,
        )
        self._office, self._entry = office, entry
        self.room = ComboField(
            "빈 호실", [(one.room, room_words(one)) for one in rooms], required=True
        )
        self.answer_by = DateField(
            "답을 기다리는 날", required=True, help_text="이날까지 기다립니다."
        )
        self.answer_by.set_value(office.clock.today() + timedelta(days=_ANSWER_DAYS))
        self.fields.addWidget(self.room)
        self.fields.addWidget(self.answer_by)
        if rooms:
            self.room.set_value(rooms[0].room)
        self.set_blocked(None if rooms else "빈 호실이 없습니다")

    def call(self) -> Callable[[], object] | None:
        room, day = self.room.value(), self.answer_by.value()
        if not isinstance(room, str):
            self.room.set_error("빈 호실을 고르십시오.")
            return None
        if day is None:
            self.answer_by.set_error(self.answer_by.error() or "기다릴 날을 적으십시오.")
            self.answer_by.setFocus()
            return None
        office, entry = self._office, self._entry
        return lambda: call(office, entry.id, entry.building, room, day)


class AnswerDialog(ServiceDialog):
    """거절 or 답 없음 of somebody who was called; the room is free again."""

    def __init__(
        self,
        office: Office,
        jobs: Jobs,
        line: WaitingLine,
        state: WaitingState,
        parent: QWidget | None = None,
    ) -> None:
        word = "거절" if state is WaitingState.DECLINED else "답 없음"
        by = line.entry.answer_by
        until = f" 답은 {spoken(by)}까지 기다렸습니다." if by is not None else ""
        super().__init__(
            f"{line.name}님: {word}",
            f"{line.room}호 제안이 끝나고 호실이 빕니다. 예비 {line.entry.number}번의 차례가 "
            f"지나갑니다.{until if state is WaitingState.SILENT else ''}",
            f"{word} 적기",
            jobs,
            parent=parent,
        )
        self._office, self._entry, self._state = office, line.entry, state
        self.reason = TextField(
            "들은 말, 알린 방법",
            placeholder="예: 직장이 멀어 거절, 전자우편과 전화로 알림",
            help_text="적으면 장부에 남습니다.",
        )
        self.fields.addWidget(self.reason)

    def call(self) -> Callable[[], object] | None:
        office, entry, state = self._office, self._entry, self._state
        words = self.reason.text().strip()
        return lambda: answer_call(office, entry.id, state, words)


def _how_many(notice: Notice) -> str:
    """How many may be listed: the share that the notice prints, else the officer's word (C14)."""
    percent = notice.waiting.ratio_percent if notice.waiting is not None else None
    if percent is None:
        return "몇 명을 둘지는 공고에 없어 담당자가 사유와 함께 정합니다."
    return f"공고는 모집호수의 {percent}%까지 두게 했습니다. 몇 명인지와 사유를 적습니다."


def room_words(room: RoomTerms) -> str:
    """A room with its area and what it costs, in one line."""
    return (
        f"{room.room}호 · {write_area(room.area)} · 보증금 {write_money(room.deposit)} · "
        f"월 {write_money(room.rent)}"
    )
