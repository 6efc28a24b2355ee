"""심사 결과: outcomes and their reasons, what people were asked about, how points are spread."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ipju.services.season import PointsOf, SeasonFigures
from ipju.ui.jobs import Jobs
from ipju.ui.screens.season.page import PART_GAP, SeasonPage, part_head
from ipju.ui.screens.season.words import tone_of
from ipju.ui.widgets.charts import Bar, BarChart, ColumnChart
from ipju.ui.widgets.surface import Label


class ResultsPage(SeasonPage):
    """Outcomes by reason at the left, requests and points at the right."""

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(jobs, "심사 결과", parent)
        self.whole_head = part_head("판정", "")
        self.whole = BarChart("판정", "건")
        self.reasons = BarChart("사유", "건")
        self.asked = BarChart("요청한 사유", "건")
        self.asked_none = Label("보낸 요청이 없습니다.", tone="ink2")
        self.points = QVBoxLayout()
        self.charts: list[ColumnChart] = []
        self.no_points = Label("굳힌 순위 명부가 없습니다.", tone="ink2")
        left, right, row = QVBoxLayout(), QVBoxLayout(), QHBoxLayout()
        for one in (left, right, self.points):
            one.setSpacing(PART_GAP)
        for part in (self.whole_head, self.whole, part_head("사유", "한 신청에 여럿일 수 있음")):
            left.addWidget(part)
        left.addWidget(self.reasons)
        left.addStretch(1)
        right.addWidget(part_head("요청한 사유", "보완·소명"))
        right.addWidget(self.asked)
        right.addWidget(self.asked_none)
        right.addSpacing(6)
        right.addWidget(part_head("가점 분포", "굳힌 순위 명부"))
        right.addWidget(self.no_points)
        right.addLayout(self.points)
        right.addStretch(1)
        row.setSpacing(28)
        row.addLayout(left, 1)
        row.addLayout(right, 1)
        self.body.addLayout(row)
        self.body.addStretch(1)

    def show_figures(self, figures: SeasonFigures) -> None:
        day = figures.examined_on
        self.whole_head.set_note(f"{day} 전체 심사" if day else "전체 심사를 하지 않음")
        for chart, rows in (
            (self.whole, figures.whole),
            (self.reasons, figures.reasons),
            (self.asked, figures.asked),
        ):
            chart.set_bars([Bar(one.name, one.count, tone_of(one)) for one in rows])
            chart.setVisible(bool(rows))
        self.asked_none.setVisible(not figures.asked)
        self.no_points.setVisible(not figures.points)
        while (item := self.points.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        self.charts = []
        for one in figures.points:
            self._add(one)

    def _add(self, one: PointsOf) -> None:
        people = sum(count for _points, count in one.rows)
        head = f"{one.supply.label} {people:,}명, {one.quota:,}호"
        chart = ColumnChart(f"가점 분포: {head}", "명")
        tally = dict(one.rows)
        # Points nobody has are drawn too: the spread would seem even without them.
        marks = range(min(tally), max(tally) + 1)
        chart.set_bars([Bar(f"{at}점", tally.get(at, 0), "c3", f"{at}점") for at in marks])
        self.points.addWidget(Label(head, tone="ink2"))
        self.points.addWidget(chart)
        self.charts.append(chart)
