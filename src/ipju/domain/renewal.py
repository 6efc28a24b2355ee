"""The examination of a renewal (재계약 심사): the lease as it stands and that year's figures."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Renewal:
    """The renewal a case examines. Dates are inclusive, money is won, None = not recorded.

    `number` counts renewals from 1. `judged_on` is the day everything is judged on (재계약 시점).
    `figures_year` and the amounts after it are that year's printed figures (해당년도 기준금액):
    the income limits of households of 1 to 5, the step beyond, total assets and the car.
    `lease_raised` says whether the lease between SH and the operator rose (운영기관 임대차 인상).
    """

    lease: UUID
    number: int
    judged_on: date | None = None
    first_on: date | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    deposit_before: int | None = None
    rent_before: int | None = None
    deposit: int | None = None
    rent: int | None = None
    raised_on: date | None = None
    lease_raised: bool | None = None
    figures_year: int | None = None
    income_1: int | None = None
    income_2: int | None = None
    income_3: int | None = None
    income_4: int | None = None
    income_5: int | None = None
    income_step: int | None = None
    total_assets: int | None = None
    car: int | None = None

    @property
    def incomes(self) -> tuple[int, ...] | None:
        """The five income limits, or None while one of them is not recorded."""
        found = (self.income_1, self.income_2, self.income_3, self.income_4, self.income_5)
        known = tuple(one for one in found if one is not None)
        return known if len(known) == len(found) else None
