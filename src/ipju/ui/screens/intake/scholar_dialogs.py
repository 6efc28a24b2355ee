"""채점 and 선정 결과: a reviewer's sheet for one step, and the decision of somebody else."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ipju.domain.intake import Score, ScoreStep
from ipju.domain.notice import Criterion, ScholarTerms
from ipju.domain.scholar import ScholarResult
from ipju.services.office import Office
from ipju.services.scholars import Candidate, criteria_of, decide_scholar, score
from ipju.ui.dialogs.service import ServiceDialog
from ipju.ui.jobs import Jobs
from ipju.ui.widgets.choice_fields import ComboField, Segmented
from ipju.ui.widgets.field import LabelledField
from ipju.ui.widgets.surface import Label, fill
from ipju.ui.widgets.typed_fields import DateField, IntField, TextField

_MANY = 10
"""More points than this are typed, not chosen from words side by side."""
_WIDTH = 620


class PointsField(LabelledField):
    """Points from `low` to `high`, side by side; digits and arrows choose. `value()` or None."""

    def __init__(self, criterion: Criterion, low: int, high: int) -> None:
        self._low = low
        self.segments = Segmented([f"{one}점" for one in range(low, high + 1)])
        super().__init__(str(criterion.clause), self.segments, required=True)
        self.segments.setAccessibleName(f"{criterion.clause} {criterion.text}, 꼭 적음")
        self.segments.chosen.connect(lambda _at: self.set_error(None))
        self.segments.set_current(-1)

    def value(self) -> int | None:
        """The points chosen; None before."""
        at = self.segments.current()
        return at + self._low if at >= 0 else None

    def set_points(self, points: int) -> None:
        """Show points that were given before."""
        self.segments.set_current(points - self._low)


class ScoreDialog(ServiceDialog):
    """One reviewer's sheet; `before` are the points of the sheet that is put right."""

    def __init__(
        self,
        office: Office,
        jobs: Jobs,
        candidate: Candidate,
        terms: ScholarTerms,
        step: ScoreStep,
        before: Sequence[Score] | None,
        parent: QWidget | None = None,
    ) -> None:
        low, high = terms.points_from, terms.points_until
        again = before is not None
        super().__init__(
            f"{candidate.name}님 {step.label} 채점",
            f"항목마다 {low}점부터 {high}점까지 매깁니다. "
            + (
                "고치면 앞의 채점 대신 이 채점을 씁니다."
                if again
                else "다른 심사자의 점수는 내 채점을 낸 뒤에 보입니다."
            ),
            "채점 고치기" if again else "채점 내기",
            jobs,
            width=_WIDTH,
            parent=parent,
        )
        self._office, self._case, self._step, self._again = office, candidate.case_id, step, again
        self.points: dict[str, PointsField | IntField] = {}
        known = {one.criterion: one.points for one in before or ()}
        for one in criteria_of(terms, step):
            field: PointsField | IntField
            if high - low < _MANY:
                field = PointsField(one, low, high)
                if one.id in known:
                    field.set_points(known[one.id])
            else:
                field = IntField(
                    str(one.clause), unit="점", minimum=low, maximum=high, required=True
                )
                field.set_value(known.get(one.id))
            self.points[one.id] = field
            self.fields.addWidget(_asked(one.text, field))
        self.remark = TextField(
            "고치는 사유" if again else "의견",
            required=again,
            placeholder="" if again else "적지 않아도 됩니다.",
        )
        self.fields.addWidget(self.remark)

    def call(self) -> Callable[[], object] | None:
        scores: list[Score] = []
        for criterion, field in self.points.items():
            points = field.value()
            if points is None:
                field.set_error(field.error() or "점수를 매기십시오.")
                field.setFocus()
                return None
            scores.append(Score(criterion=criterion, points=points))
        remark = self.remark.text().strip()
        if self._again and not remark:
            self.remark.set_error("고치는 사유를 적으십시오.")
            self.remark.setFocus()
            return None
        office, case, step = self._office, self._case, self._step
        return lambda: score(office, case, step, scores, remark)


class DecideDialog(ServiceDialog):
    """선정 결과 정하기: selected or not, on which day, and why."""

    def __init__(
        self, office: Office, jobs: Jobs, candidate: Candidate, parent: QWidget | None = None
    ) -> None:
        super().__init__(
            f"{candidate.name}님의 장학생 선정 결과를 정합니다",
            f"{_sums(candidate)} 결과는 사례에 적히고, 선정되면 자격검증 서류를 받습니다.",
            "결과 정하기",
            jobs,
            parent=parent,
        )
        self._office, self._case = office, candidate.case_id
        offered = [one for one in ScholarResult if one is not candidate.result]
        self.outcome = ComboField("결과", [(one, one.label) for one in offered], required=True)
        self.day = DateField("결과를 정한 날", required=True)
        self.day.set_value(office.clock.today())
        self.reason = TextField(
            "사유", required=True, placeholder="예: 심사위원회 결정", help_text="장부에 남습니다."
        )
        for field in (self.outcome, self.day, self.reason):
            self.fields.addWidget(field)

    def call(self) -> Callable[[], object] | None:
        result, day, reason = self.outcome.value(), self.day.value(), self.reason.text().strip()
        if not isinstance(result, ScholarResult):
            self.outcome.set_error("결과를 고르십시오.")
            self.outcome.setFocus()
            return None
        if day is None:
            self.day.set_error(self.day.error() or "날짜를 적으십시오.")
            self.day.setFocus()
            return None
        if not reason:
            self.reason.set_error("사유를 적으십시오.")
            self.reason.setFocus()
            return None
        office, case = self._office, self._case
        return lambda: decide_scholar(office, case, result, day, reason)


def _asked(text: str, field: QWidget) -> QWidget:
    """A field with what is scored above it, in the words of the notice."""
    held = QWidget()
    words = Label(text, bold=True, wrap=True)
    words.setMinimumHeight(words.heightForWidth(_WIDTH - 40))
    column = QVBoxLayout(held)
    fill(column, words, field, spacing=2)
    held.setFocusProxy(field)
    return held


def _sums(candidate: Candidate) -> str:
    told = [
        f"{one.step.label} {one.total}/{one.most}점"
        for one in candidate.steps
        if one.total is not None
    ]
    return f"{', '.join(told)}." if told else "채점이 끝나지 않았습니다."
