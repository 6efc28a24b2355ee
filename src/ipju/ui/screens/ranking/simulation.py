"""모의: other quotas and limits tried out; what would change is told, nothing is stored."""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import QWidget

from ipju.domain.case import Supply
from ipju.domain.notice import Notice
from ipju.services.office import Office
from ipju.services.what_if import Limits, TriedTrack, WhatIf, what_if
from ipju.ui.dialogs.base import ActDialog
from ipju.ui.jobs import Jobs, Task
from ipju.ui.rooms import explain
from ipju.ui.screens.ranking.reading import told
from ipju.ui.widgets.chips import Chip
from ipju.ui.widgets.feedback import ProgressPanel
from ipju.ui.widgets.grid import FieldGrid
from ipju.ui.widgets.surface import Label, line_of
from ipju.ui.widgets.table import make_table
from ipju.ui.widgets.table_model import Column, Row
from ipju.ui.widgets.typed_fields import IntField, MoneyField

COLUMNS: Final = (
    Column("공급유형", 0),
    Column("호수", 112, "r"),
    Column("적격", 112, "r"),
    Column("추첨 없이 선정", 120, "r"),
    Column("추첨 대상", 96, "r"),
    Column("새로 듦", 72, "r"),
    Column("빠짐", 64, "r"),
)
_WIDTH = 820
_MOST_HOMES = 100_000
_LEAST_PERCENT, _MOST_PERCENT = 1, 300


class WhatIfDialog(ActDialog):
    """The dialog stays: what was tried is read beside what is tried next."""

    def __init__(
        self, office: Office, jobs: Jobs, notice: Notice, parent: QWidget | None = None
    ) -> None:
        super().__init__(
            "호수나 기준을 바꾸어 봅니다",
            "지금 적힌 사실을 규칙으로만 다시 판정해 견줍니다. 결재와 상관없고, 아무것도 저장하지 "
            "않습니다.",
            "모의 계산",
            cancel="닫기",
            width=_WIDTH,
            parent=parent,
        )
        self._office, self._jobs, self._notice = office, jobs, notice
        self._task: Task | None = None
        self.homes: dict[Supply, IntField] = {}
        grid = FieldGrid()
        for one in notice.quota.tracks if notice.quota else ():
            field = IntField(f"{one.supply.label} 호수", unit="호", maximum=_MOST_HOMES)
            field.set_value(one.homes)
            self.homes[one.supply] = field
            grid.add(field, 4)
        self.income = IntField(
            "소득 기준(공고의 몇 %)", unit="%", minimum=_LEAST_PERCENT, maximum=_MOST_PERCENT
        )
        self.income.set_value(100)
        self.estate, self.car = MoneyField("부동산 기준"), MoneyField("자동차 기준")
        estate, car = notice.real_estate, notice.car
        self.estate.set_value(estate.limit if estate else None)
        self.car.set_value(car.limit if car else None)
        for limit in (self.income, self.estate, self.car):
            grid.add(limit, 4)
        self.fields.addWidget(grid)
        self.progress = ProgressPanel()
        self.progress.stop_requested.connect(self._stop)
        self.fields.addWidget(self.progress)
        self.mark = Chip("모의 · 저장하지 않음", "practice")
        self.told = Label("", tone="ink2")
        self.fields.addLayout(line_of(self.mark, self.told, None))
        self.table = make_table(COLUMNS, name="모의 결과")
        self.table.hide()
        self.fields.addWidget(self.table)

    def limits(self) -> Limits:
        """The limits that differ from those of the notice."""
        estate, car = self._notice.real_estate, self._notice.car
        return Limits(
            real_estate=_other(self.estate.value(), estate.limit if estate else None),
            car=_other(self.car.value(), car.limit if car else None),
            income_percent=_other(self.income.value(), 100),
        )

    def accept(self) -> None:
        """Try; the dialog stays."""
        bad = next((one for one in self._inputs() if one.error()), None)
        if bad is not None:
            bad.setFocus()
            return
        if self._task is not None:
            return
        office, notice, limits = self._office, self._notice.id, self.limits()
        quotas = {
            supply: homes
            for supply, field in self.homes.items()
            if (homes := field.value()) is not None
        }
        self.set_blocked("계산하는 중")
        self.progress.start("모의 계산")
        self._task = self._jobs.run_long(
            lambda task: what_if(
                office,
                notice,
                quotas,
                limits,
                progress=told(task),
            ),
            self._show,
            self._refuse,
            on_progress=self.progress.set_progress,
            on_cancelled=self._stopped,
            label="모의 계산",
            owner=self,
        )

    def reject(self) -> None:
        """Close; a calculation that still runs is stopped."""
        self._stop()
        super().reject()

    def _inputs(self) -> tuple[IntField | MoneyField, ...]:
        return (*self.homes.values(), self.income, self.estate, self.car)

    def _stop(self) -> None:
        if self._task is not None:
            self._task.cancel()

    def _stopped(self) -> None:
        self._end()
        self.progress.finish("rev", "모의 계산을 멈췄습니다.")

    def _refuse(self, error: Exception) -> None:
        self._end()
        self.progress.finish("fail", "모의 계산을 하지 못했습니다.", explain(error))

    def _end(self) -> None:
        self._task = None
        self.set_blocked(None)

    def _show(self, found: WhatIf) -> None:
        self._end()
        self.progress.hide()
        waiting = (
            f" · 판단이나 확인이 남은 {found.open:,}건은 세지 않았습니다" if found.open else ""
        )
        self.told.setText(f"신청 {found.cases:,}건을 다시 판정했습니다{waiting}.")
        self.table.set_rows([_row(one) for one in found.tracks])
        self.table.fit_height()
        self.table.show()


def _other(value: int | None, printed: int | None) -> int | None:
    return None if value == printed else value


def _row(one: TriedTrack) -> Row:
    into, out = len(one.moved.into), len(one.moved.out)
    return {
        "id": one.supply.value,
        "cells": (
            {"t": one.supply.label, "bold": True},
            {"t": _both(one.quota), "align": "r", "keep": True},
            {"t": _both(one.eligible), "align": "r", "keep": True},
            {"t": _both(one.moved.selected), "align": "r", "keep": True},
            {"t": _both(one.moved.drawn), "align": "r", "keep": True},
            {"t": f"{into:,}명" if into else "–", "align": "r", "tone": "pas" if into else "ink2"},
            {"t": f"{out:,}명" if out else "–", "align": "r", "tone": "fail" if out else "ink2"},
        ),
    }


def _both(pair: tuple[int, int]) -> str:
    before, after = pair
    return f"{before:,}" if before == after else f"{before:,} → {after:,}"
