"""장부 검사: whether the ledger is whole, how far that is proven from outside, and how far not."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ipju.domain.trail import Anchor, ChainReport
from ipju.services.office import Changes
from ipju.services.review import check_trail
from ipju.ui.jobs import Jobs
from ipju.ui.screens.admin.people_words import day_words
from ipju.ui.screens.sectioned import Page
from ipju.ui.widgets.buttons import Act
from ipju.ui.widgets.feedback import EmptyState
from ipju.ui.widgets.marks import Mark
from ipju.ui.widgets.surface import Label, Pane, SectionHead, fill, line_of
from ipju.ui.widgets.table import make_table
from ipju.ui.widgets.table_model import Column, Row

COLUMNS: Final = (
    Column("남긴 때", 148),
    Column("남긴 자리", 110),
    Column("줄", 100, "r"),
    Column("장부와"),
)
_KEPT: Final = {"backup": "백업", "month": "월별 점검"}


def said_of(report: ChainReport) -> tuple[str, str, tuple[str, ...]]:
    """The mark, the verdict, and what it rests on, in sentences."""
    lines: list[str] = []
    if report.broken_at is None:
        lines.append(f"{report.rows:,}줄이 처음부터 끝까지 이어집니다.")
    else:
        lines.append(f"{report.broken_at:,}번째 줄부터 앞뒤와 맞지 않습니다.")
    if report.missed:
        rows = ", ".join(f"{one.seq:,}번째" for one in report.missed)
        lines.append(
            f"밖에 남긴 기준점({rows})이 장부와 다릅니다. 뒤를 잘랐거나 되돌린 장부입니다."
        )
    if report.covered:
        lines.append(f"{report.covered:,}번째 줄까지는 백업과 서명한 달의 기준점이 밝혀 줍니다.")
    last = report.rows if report.broken_at is None else report.broken_at - 1
    if last > report.covered:
        lines.append(
            f"{'그 뒤 ' if report.covered else ''}{last - report.covered:,}줄은 "
            "이어짐만으로 확인했습니다. "
            "다음 백업이나 월별 점검의 서명이 그 자리까지 밝힙니다."
        )
    if report.rebuilt:
        lines.append(
            f"통지 목록의 {report.rebuilt:,}줄이 통지·발송·결재의 기록과 달라 다시 만들었습니다. "
            "발송 화면에서 보낼 것과 낼 것을 다시 보십시오."
        )
    if report.unlike:
        told = ", ".join(f"{what} {count:,}건" for what, count in report.unlike)
        lines.append(
            f"장부와 다르거나 없어진 기록이 있습니다({told}). "
            "사무실을 그대로 두고, 가장 새 백업과 대조하십시오."
        )
    if report.sound and report.unlike:
        lines.append("프로그램을 거치지 않고 고친 흔적입니다. 개인정보 담당자에게 알리십시오.")
        return "fail", "장부는 온전하나 기록이 장부와 다릅니다.", tuple(lines)
    if report.sound and report.rebuilt:
        lines.append("프로그램을 거치지 않고 고친 흔적입니다. 개인정보 담당자에게 알리십시오.")
        return "fail", "장부는 온전하나 통지 목록이 고쳐져 있었습니다.", tuple(lines)
    if report.sound:
        return "pas", "장부가 온전합니다.", tuple(lines)
    lines.append("사무실을 그대로 두고, 가장 새 백업과 인쇄한 월별 점검표를 대조하십시오.")
    return "fail", "장부가 온전하지 않습니다.", tuple(lines)


def anchor_row(at: int, anchor: Anchor, *, fits: bool) -> Row:
    """One anchor that was kept outside the ledger, and whether it agrees."""
    return {
        "id": str(at),
        "cells": (
            {"t": day_words(anchor.at), "keep": True},
            {"t": _KEPT.get(anchor.kind, "그 밖")},
            {"t": f"{anchor.seq:,}번째"},
            {"t": "맞음", "mark": "pas"} if fits else {"t": "어긋남", "mark": "fail"},
        ),
        "tint": "" if fits else "fail",
    }


class ChainPage(Page):
    """Checks when it is asked to: the whole ledger is read."""

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(jobs, "장부 검사", parent)
        self._had_keys = False
        self.head = SectionHead("장부 검사", "", px=19)
        self.check_act = Act("장부 검사", "primary", key="Ctrl+Enter")
        self.check_act.triggered.connect(self.check)
        self.verdict = Pane("pas")
        self.mark = Mark("pas")
        self.words = Label("", role="strong")
        self.lines = Label("", wrap=True)
        inside = QVBoxLayout(self.verdict)
        inside.setContentsMargins(14, 10, 14, 12)
        inside.setSpacing(6)
        inside.addLayout(line_of(self.mark, self.words, None))
        inside.addWidget(self.lines)
        self.verdict.hide()
        self.table = make_table(COLUMNS, name="기준점")
        self.table.hide()
        self.empty = EmptyState(
            "아직 검사하지 않았습니다.",
            "모든 줄의 이어짐과 인장을 보고, 백업과 서명한 달에 남은 기준점과 견줍니다. "
            "줄이 많으면 몇 초 걸립니다.",
        )
        self.anchors_head = SectionHead("기준점", "장부 밖에 남은 자리")
        self.anchors_head.hide()
        head = QHBoxLayout()
        fill(head, self.head, None, self.check_act)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 12, 20, 8)
        column.setSpacing(8)
        column.addLayout(head)
        for part in (self.banner, self.verdict, self.anchors_head):
            column.addWidget(part)
        column.addWidget(self.table, 1000)
        column.addWidget(self.empty)
        column.addStretch(1)

    def concerned(self, changes: Changes) -> bool:
        return False  # what was checked is said with its time; the next check is asked for

    def take_keys(self) -> None:
        self.check_act.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        self.check_act.set_blocked(None)

    def check(self) -> None:
        """Check the whole ledger now."""
        office = self.office
        if office is None:
            return
        self._had_keys = self.check_act.button.hasFocus()
        self.check_act.set_blocked("검사하는 중")
        self.jobs.run(
            lambda: (check_trail(office), office.clock.now()),
            lambda found: self._show(found[0], day_words(found[1])),
            self._on_failed,
            label="장부 검사",
            owner=self,
        )

    def _show(self, report: ChainReport, when: str) -> None:
        mark, words, lines = said_of(report)
        self._end()
        self.head.set_note(f"{when}에 검사함")
        self.verdict.set_surface(mark)
        self.mark.set_mark(mark)
        self.words.setText(words)
        self.words.set_tone(mark)
        self.lines.setText("\n".join(lines))
        self.verdict.setAccessibleName(f"{words} {' '.join(lines)}")
        self.verdict.show()
        self.banner.hide()
        self.empty.hide()
        known = [(one, False) for one in report.missed] + [(one, True) for one in report.anchors]
        known.sort(key=lambda one: one[0].seq, reverse=True)
        self.table.set_rows(
            [anchor_row(at, one, fits=fits) for at, (one, fits) in enumerate(known)]
        )
        self.table.setVisible(bool(known))
        self.anchors_head.setVisible(bool(known))

    def _on_failed(self, error: Exception) -> None:
        self._end()
        self.refuse(error)

    def _end(self) -> None:
        self.check_act.set_blocked(None)
        if self._had_keys:
            self.take_keys()
