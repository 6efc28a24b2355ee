"""The acts on letters that ask for something: why, from which place on, when, with which number."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ipju.domain.outgoing import OutgoingLetter, PostState
from ipju.services.office import Office
from ipju.services.postings import (
    NumbersRead,
    Posted,
    find_posted,
    record_posted,
    record_returned,
    take_back_return,
)
from ipju.services.publish_problems import CannotPost
from ipju.services.publishing import Bundle
from ipju.ui.dialogs.base import ActDialog
from ipju.ui.dialogs.service import ServiceDialog
from ipju.ui.jobs import Jobs
from ipju.ui.screens.posting.returned import Returned, ReturnedForm
from ipju.ui.screens.rooms.dialogs import day_in, text_in
from ipju.ui.widgets.choice_fields import ComboField
from ipju.ui.widgets.table import Table
from ipju.ui.widgets.table_model import Column
from ipju.ui.widgets.typed_fields import DateField, TextField

MAILED = "우편 발송"
"""The reason that is proposed for what goes to the post."""

PLACES = 14
_MOST = 6
type_of_call = Callable[[], object]


class PurposeDialog(ActDialog):
    """What is written and why; `wanted(choice, reason)`. `choices` are how, the first proposed."""

    wanted = Signal(object, str)

    def __init__(
        self,
        title: str,
        body: str,
        act: str,
        choices: tuple[str, list[tuple[object, str]]] | None = None,
        reason: str = MAILED,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(title, body, act, parent=parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.choice: ComboField | None = None
        if choices is not None:
            self.choice = ComboField(choices[0], choices[1], empty=None)
            self.choice.set_value(choices[1][0][0])
            self.fields.addWidget(self.choice)
        self.reason = TextField("사유", required=True, help_text="장부에 남습니다.")
        self.reason.set_value(reason)
        self.fields.addWidget(self.reason)

    def accept(self) -> None:
        reason = text_in(self.reason, "사유를 적으십시오.")
        if reason is None:
            return
        chosen = self.choice.value() if self.choice is not None else None
        super().accept()
        self.wanted.emit(chosen, reason)


def files_dialog(count: int, parent: QWidget) -> PurposeDialog:
    """통지문 인쇄 파일 만들기."""
    return PurposeDialog(
        f"통지문 {count:,}건을 인쇄 파일로 만듭니다",
        "우편번호 순서로, 발급한 그대로 담습니다. 만들 때마다 출력 횟수에 셉니다.",
        "폴더 고르기",
        ("묶음", [(one, one.label) for one in Bundle]),
        parent=parent,
    )


def labels_dialog(count: int, parent: QWidget) -> PurposeDialog:
    """주소 라벨 만들기."""
    places: list[tuple[object, str]] = [(0, "첫 칸부터")]
    places += [(at, f"{at}칸 건너뛰고") for at in range(1, PLACES)]
    return PurposeDialog(
        f"주소 라벨 {count:,}장을 만듭니다",
        f"A4 한 장에 {PLACES}칸(99.1×38.1mm)입니다. 통지문과 같은 순서입니다.",
        "파일 고르기",
        ("시작할 칸", places),
        parent=parent,
    )


def list_dialog(count: int, parent: QWidget) -> PurposeDialog:
    """등기 접수 목록 만들기."""
    return PurposeDialog(
        f"등기 접수 목록 {count:,}건을 엑셀로 만듭니다",
        "우체국에서 등기번호를 채운 파일을 다시 넣으면 발송이 한꺼번에 기록됩니다.",
        "파일 고르기",
        parent=parent,
    )


class IssueDialog(ActDialog):
    """통지문 내기 for everything approved; `wanted(until)`: the last day of a 소명, or None."""

    wanted = Signal(object)

    def __init__(self, count: int, *, asks_until: bool, parent: QWidget | None = None) -> None:
        super().__init__(
            f"승인된 결정 {count:,}건의 통지문을 냅니다",
            "시행 번호가 붙고, 낸 통지문은 바뀌지 않습니다. 낼 수 없는 것은 까닭과 함께 알립니다.",
            "통지문 내기",
            parent=parent,
        )
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.until = DateField(
            "소명 기한", help_text="공고가 소명 기간을 정하지 않아 부적격 통지에 적을 날입니다."
        )
        self.until.setVisible(asks_until)
        if asks_until:
            self.fields.addWidget(self.until)
        else:
            self.until.setParent(self)

    def accept(self) -> None:
        if self.until.is_bad():
            self.until.setFocus()
            return
        until = self.until.value()
        super().accept()
        self.wanted.emit(until)


class PostDialog(ServiceDialog):
    """부친 것 적기, for one letter with its number."""

    def __init__(
        self, office: Office, jobs: Jobs, line: OutgoingLetter, parent: QWidget | None = None
    ) -> None:
        super().__init__(
            f"{line.name}님의 통지를 부친 것으로 적습니다",
            f"{line.postcode} {line.address}".strip(),
            "적기",
            jobs,
            parent=parent,
        )
        self._office, self._line = office, line
        self.registered = TextField("등기번호", required=True, placeholder="숫자 13자리")
        self.sent_on = DateField("부친 날", required=True)
        self.sent_on.set_value(office.clock.today())
        self.fields.addWidget(self.registered)
        self.fields.addWidget(self.sent_on)

    def call(self) -> type_of_call | None:
        number = text_in(self.registered, "등기번호를 적으십시오.")
        day = day_in(self.sent_on, "부친 날을 적으십시오.") if number else None
        if number is None or day is None:
            return None
        office, posted = self._office, Posted(letter=self._line.letter, registered=number)
        return lambda: record_posted(office, [posted], day)


class NumbersDialog(ServiceDialog):
    """등기번호 넣기: what the post office's list holds; nothing is taken while a cell is wrong."""

    def __init__(
        self,
        office: Office,
        jobs: Jobs,
        name: str,
        read: NumbersRead,
        parent: QWidget | None = None,
    ) -> None:
        empty = f" 번호가 아직 없는 {read.empty:,}줄은 그대로 둡니다." if read.empty else ""
        wrong = f" 잘못된 칸 {len(read.wrong):,}개를 고친 뒤 다시 넣으십시오." if read.wrong else ""
        super().__init__(
            f"등기번호 {len(read.lines):,}건을 발송으로 적습니다",
            f"{name}:{empty}{wrong}" if empty or wrong else f"{name}의 모든 줄을 읽었습니다.",
            "발송 적기",
            jobs,
            width=640,
            parent=parent,
        )
        self._office, self._read = office, read
        self.sent_on = DateField("부친 날", required=True)
        self.sent_on.set_value(office.clock.today())
        self.table = Table((Column("칸", 90), Column("왜")), header=False, name="잘못된 칸")
        if read.wrong:
            self.sent_on.setParent(self)
            self.sent_on.hide()
            self.table.set_rows(
                [
                    {
                        "id": str(at),
                        "cells": [{"t": one.cell, "bold": True}, {"t": one.why, "tip": one.why}],
                    }
                    for at, one in enumerate(read.wrong)
                ]
            )
            self.table.fit_height(most_rows=_MOST)
            self.fields.addWidget(self.table)
            self.set_blocked("하나도 적지 않았습니다.")
        else:
            self.table.setParent(self)
            self.table.hide()
            self.fields.addWidget(self.sent_on)
            if not read.lines:
                self.set_blocked("적을 번호가 없습니다.")

    def call(self) -> type_of_call | None:
        day = day_in(self.sent_on, "부친 날을 적으십시오.")
        office, lines = self._office, self._read.lines
        return None if day is None else lambda: record_posted(office, lines, day)


class ReturnDialog(ReturnedForm):
    """반송 적기, of a letter that was posted."""

    def __init__(self, office: Office, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(
            office,
            jobs,
            "돌아온 통지를 적습니다",
            "봉투의 등기번호나 접수번호를 적습니다. 반송된 통지는 다시 보낼 목록에 들어갑니다.",
            parent,
        )

    def call(self) -> type_of_call | None:
        told, office = self.told(), self._office
        return None if told is None else lambda: _returned(office, told)


class UndoReturnDialog(ServiceDialog):
    """반송 취소, for the letter chosen: it was written down by mistake."""

    def __init__(
        self, office: Office, jobs: Jobs, line: OutgoingLetter, parent: QWidget | None = None
    ) -> None:
        posting = line.posting
        number = f"등기번호 {posting.registered}, " if posting and posting.registered else ""
        back = posting.returned_on if posting else ""
        super().__init__(
            f"{line.name}님의 통지에 적은 반송을 취소합니다",
            f"{number}{back} 반송으로 적음. 취소하면 ‘보냄’으로 돌아갑니다.",
            "반송 취소",
            jobs,
            parent=parent,
        )
        self._office, self._line = office, line
        self.reason = TextField("취소하는 까닭", required=True, help_text="장부에 남습니다.")
        self.fields.addWidget(self.reason)

    def call(self) -> type_of_call | None:
        reason = text_in(self.reason, "취소하는 까닭을 적으십시오.")
        office, letter = self._office, self._line.letter
        return None if reason is None else lambda: take_back_return(office, letter, reason)


def next_dialog(
    office: Office, jobs: Jobs, state: PostState, line: OutgoingLetter | None, parent: QWidget
) -> tuple[ServiceDialog, str] | None:
    """Return what comes next for a list: writing down what came back, or that one was posted.

    With it the words for when it is done; None when nothing is chosen.
    """
    if state is PostState.SENT:
        return ReturnDialog(office, jobs, parent), "반송을 적었습니다."
    if line is None:
        return None
    words = f"{line.name}님의 통지를 부친 것으로 적었습니다."
    return PostDialog(office, jobs, line, parent), words


def undo_dialog(
    office: Office, jobs: Jobs, line: OutgoingLetter | None, parent: QWidget
) -> tuple[ServiceDialog, str] | None:
    """Return the 반송 취소 of a letter, with the words for when it is done."""
    if line is None:
        return None
    words = f"{line.name}님의 통지에 적은 반송을 취소했습니다."
    return UndoReturnDialog(office, jobs, line, parent), words


def _returned(office: Office, told: Returned) -> object:
    found = find_posted(office, told.which)
    if len(found) != 1:
        raise CannotPost(
            "나가 있는 통지 가운데 그 번호가 없습니다. 번호를 다시 보십시오."
            if not found
            else "그 접수번호로 나가 있는 통지가 여럿입니다. 등기번호를 적으십시오."
        )
    return record_returned(office, found[0].letter, told.day, told.why, told.remark)
