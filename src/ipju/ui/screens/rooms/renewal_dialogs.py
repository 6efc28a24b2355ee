"""재계약 심사, 재계약, 임대조건 변경, 해당년도 기준금액: dialogs with money in them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Final

from PySide6.QtWidgets import QHBoxLayout, QWidget

from ipju.domain.dates import spoken
from ipju.domain.finding import Outcome
from ipju.domain.intake import YearFigures
from ipju.domain.letting import Rent, RoomLease
from ipju.domain.money import won
from ipju.domain.notice import LettingTerms, Notice
from ipju.rules.leases import highest, increase_finding
from ipju.services import letting, renewals
from ipju.services.office import Office
from ipju.ui.dialogs.service import ServiceDialog
from ipju.ui.jobs import Jobs
from ipju.ui.screens.rooms.dialogs import day_in, last_day, text_in, type_of_call
from ipju.ui.widgets.choice_fields import CheckField, ComboField
from ipju.ui.widgets.surface import Label
from ipju.ui.widgets.typed_fields import DateField, MoneyField, TextField

_RAISED: Final = ("인상됨", "인상 안 됨", "모름")


def money_in(field: MoneyField, words: str) -> int | None:
    """Return the won typed; None, with the reason at the field, when there is none."""
    found = None if field.is_bad() else field.value()
    if found is None and not field.is_bad():
        field.set_error(words)
    if found is None:
        field.setFocus()
    return found


def side_by_side(*fields: QWidget) -> QWidget:
    """Return fields in one row of a dialog."""
    row = QWidget()
    line = QHBoxLayout(row)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(16)
    for one in fields:
        line.addWidget(one, 1)
    row.setFocusProxy(fields[0])
    return row


class _RentFields:
    """보증금, 월임대료, and whether SH's lease with the operator rose; says what the rule finds."""

    def __init__(self, notice: Notice, lease: RoomLease, before: Rent) -> None:
        self._notice, self._lease, self._before = notice, lease, before
        self.deposit = MoneyField("보증금", required=True, help_text=self._most(before.deposit))
        self.rent = MoneyField("월임대료", required=True, help_text=self._most(before.rent))
        self.deposit.set_value(before.deposit)
        self.rent.set_value(before.rent)
        self.raised = CheckField("운영기관과 공사의 임대차", words=_RAISED)
        self.verdict = Label("", tone="ink2", wrap=True)
        self.verdict.setMinimumHeight(36)
        self.row = side_by_side(self.deposit, self.rent)

    def _most(self, amount: int) -> str:
        terms = self._notice.letting
        percent = terms.rise_percent if terms else 0
        return f"{percent}%까지 {won(highest(self._notice, amount))}"

    def connect(self, slot: Callable[[], object]) -> None:
        """Call `slot` whenever something was typed."""
        for one in (self.deposit, self.rent):
            one.edited.connect(lambda _value: slot())
        self.raised.committed.connect(lambda _value: slot())

    def typed(self, on: date) -> Rent | None:
        """Return the rent as typed, None while an amount is missing."""
        if self.deposit.is_bad() or self.rent.is_bad():
            return None
        deposit, rent = self.deposit.value(), self.rent.value()
        if deposit is None or rent is None:
            return None
        number = self._before.number + 1
        raised = self.raised.value()
        return Rent(number=number, from_on=on, deposit=deposit, rent=rent, lease_raised=raised)

    def judge(self, on: date | None) -> Outcome | None:
        """Say what the rule on rises finds of what is typed."""
        after = self.typed(on) if on is not None else None
        if after is None:
            self.verdict.setText("")
            return None
        found = increase_finding(self._notice, self._before, after, self._lease.raised_on)
        self.verdict.setText(f"{found.outcome.label}: {found.sentence}")
        tones = {Outcome.FAIL: "fail", Outcome.REVIEW: "rev", Outcome.PASS: "pas"}
        self.verdict.set_tone(tones.get(found.outcome, "ink2"))
        return found.outcome


class RentDialog(ServiceDialog):
    """임대조건 변경: judged as one types; what the rule forbids can not be written."""

    def __init__(
        self,
        office: Office,
        jobs: Jobs,
        notice: Notice,
        lease: RoomLease,
        before: Rent,
        tenant: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            f"{tenant}님의 임대조건을 바꿉니다",
            f"지금 보증금 {won(before.deposit)}, 월임대료 {won(before.rent)}"
            + (f", 마지막 인상 {spoken(lease.raised_on)}." if lease.raised_on else "."),
            "임대조건 바꾸기",
            jobs,
            width=620,
            parent=parent,
        )
        self._office, self._lease = office, lease
        self.money = _RentFields(notice, lease, before)
        self.day = DateField("바뀌는 날", required=True)
        self.day.set_value(office.clock.today())
        self.decided = TextField("판단과 근거", help_text="판단이 필요한 때만 적습니다.")
        self.reason = TextField("사유", required=True, help_text="장부에 남습니다.")
        for one in (self.day, self.money.row, self.money.raised, self.money.verdict):
            self.fields.addWidget(one)
        self.fields.addWidget(self.decided)
        self.fields.addWidget(self.reason)
        self.money.connect(self._weigh)
        self.day.committed.connect(lambda _day: self._weigh())
        self._weigh()

    def _weigh(self) -> None:
        outcome = self.money.judge(None if self.day.is_bad() else self.day.value())
        self.decided.setVisible(outcome is Outcome.REVIEW)
        self.set_blocked("공고가 정한 범위를 넘습니다" if outcome is Outcome.FAIL else None)

    def call(self) -> type_of_call | None:
        day = day_in(self.day, "바뀌는 날을 적으십시오.")
        if day is None:
            return None
        deposit = money_in(self.money.deposit, "보증금을 적으십시오.")
        rent = money_in(self.money.rent, "월임대료를 적으십시오.") if deposit is not None else None
        if deposit is None or rent is None:
            return None
        decided = ""
        if not self.decided.isHidden():
            decided = text_in(self.decided, "어떻게 판단했는지 적으십시오.") or ""
            if not decided:
                return None
        reason = text_in(self.reason, "사유를 적으십시오.")
        if reason is None:
            return None
        office, lease, raised = self._office, self._lease.id, self.money.raised.value()
        return lambda: letting.change_rent(
            office, lease, day, deposit, rent, raised, reason, decided=decided
        )


class StartRenewalDialog(ServiceDialog):
    """재계약 심사: opens a case that is examined again by that year's figures."""

    def __init__(
        self,
        office: Office,
        jobs: Jobs,
        notice: Notice,
        lease: RoomLease,
        before: Rent,
        terms: LettingTerms,
        tenant: str,
        parent: QWidget | None = None,
    ) -> None:
        years = terms.scholar_term_years if lease.free_of_charge else terms.term_years
        super().__init__(
            f"{tenant}님의 재계약을 심사합니다",
            f"{lease.renewals + 1}번째 재계약입니다(최대 {terms.renewals}회). 무주택·소득·총자산·"
            "자동차를 해당년도 기준으로 다시 심사합니다.",
            "심사 열기",
            jobs,
            width=620,
            parent=parent,
        )
        self._office, self._lease, self._years = office, lease, years
        ends = lease.term.ends_on if lease.term else office.clock.today()
        first = ends + timedelta(days=1)
        self.judged_on = DateField("재계약 기준일", required=True)
        self.judged_on.set_value(office.clock.today())
        self.starts_on = DateField("새 기간 시작일", required=True)
        self.starts_on.set_value(first)
        self.ends_on = DateField("새 기간 끝나는 날", required=True)
        self.ends_on.set_value(last_day(first, years))
        self.money = _RentFields(notice, lease, before)
        self.fields.addWidget(self.judged_on)
        self.fields.addWidget(side_by_side(self.starts_on, self.ends_on))
        for one in (self.money.row, self.money.raised, self.money.verdict):
            self.fields.addWidget(one)
        self.starts_on.committed.connect(self._propose_end)
        self.money.connect(self._weigh)
        self._weigh()

    def _propose_end(self, first: object) -> None:
        if isinstance(first, date):
            self.ends_on.set_value(last_day(first, self._years))
            self._weigh()

    def _weigh(self) -> None:
        self.money.judge(None if self.starts_on.is_bad() else self.starts_on.value())

    def call(self) -> type_of_call | None:
        judged = day_in(self.judged_on, "재계약 기준일을 적으십시오.")
        first = day_in(self.starts_on, "시작일을 적으십시오.") if judged else None
        last = day_in(self.ends_on, "끝나는 날을 적으십시오.") if first else None
        if judged is None or first is None or last is None:
            return None
        deposit = money_in(self.money.deposit, "보증금을 적으십시오.")
        rent = money_in(self.money.rent, "월임대료를 적으십시오.") if deposit is not None else None
        if deposit is None or rent is None:
            return None
        office, lease, raised = self._office, self._lease.id, self.money.raised.value()
        return lambda: renewals.start_renewal(
            office, lease, judged, first, last, deposit, rent, raised
        )


class FiguresDialog(ServiceDialog):
    """해당년도 기준금액: what renewals of a year are judged by, with its source."""

    def __init__(
        self,
        office: Office,
        jobs: Jobs,
        notice: str,
        known: Sequence[YearFigures],
        year: int,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            "해당년도 기준금액을 적습니다",
            "발표된 금액을 그대로 적으십시오. 이미 연 재계약 심사는 바뀌지 않습니다.",
            "기준금액 적기",
            jobs,
            width=640,
            parent=parent,
        )
        self._office, self._notice = office, notice
        before = next((one for one in known if one.year == year), None)
        now = office.clock.today().year
        years = sorted({year, *(one.year for one in known), *range(now - 1, now + 2)}, reverse=True)
        self.year = ComboField("연도", [(one, f"{one}년") for one in years], required=True)
        self.year.set_value(year)
        self.incomes = [MoneyField(f"월평균소득 {size}인", required=True) for size in range(1, 6)]
        self.step = MoneyField("6인부터 1인마다", required=True)
        self.total_assets = MoneyField("총자산", required=True)
        self.car = MoneyField("자동차가액", required=True)
        self.source = TextField("근거", required=True, placeholder="예: 통계청 발표, 고시 번호")
        if before is not None:
            for field, amount in zip(self.incomes, before.incomes, strict=True):
                field.set_value(amount)
            self.step.set_value(before.step)
            self.total_assets.set_value(before.total_assets)
            self.car.set_value(before.car)
            self.source.set_value(before.source)
        self.fields.addWidget(side_by_side(self.year, self.source))
        self.fields.addWidget(side_by_side(*self.incomes[:3]))
        self.fields.addWidget(side_by_side(*self.incomes[3:], self.step))
        self.fields.addWidget(side_by_side(self.total_assets, self.car))

    def call(self) -> type_of_call | None:
        year = self.year.value()
        if not isinstance(year, int):
            return None
        amounts: list[int] = []
        for field in (*self.incomes, self.step, self.total_assets, self.car):
            amount = money_in(field, "금액을 적으십시오.")
            if amount is None:
                return None
            amounts.append(amount)
        source = text_in(self.source, "근거를 적으십시오.")
        if source is None:
            return None
        office = self._office
        figures = YearFigures(
            notice=self._notice,
            year=year,
            incomes=tuple(amounts[:5]),
            step=amounts[5],
            total_assets=amounts[6],
            car=amounts[7],
            source=source,
        )
        return lambda: renewals.put_figures(office, figures)
