"""Renewal (재계약): the notice as it stands for one renewal, by that year's figures.

A figure of the year that is not recorded is never that of an older year: the notice of the
renewal carries 0 in its place, and the rule that needs it says that it is missing.
"""

from __future__ import annotations

from functools import wraps

from ipju.domain.finding import Clause, Finding, Reading, Target
from ipju.domain.notice import IncomeTable, IncomeTerms, Notice
from ipju.domain.renewal import Renewal
from ipju.domain.replacing import replace
from ipju.rules.facts import Facts
from ipju.rules.outcome import type_of_rule
from ipju.rules.recorded import blank_finding, chosen, lacking

_ROWS = 5
_NAMES = {
    "judged_on": "재계약 심사일",
    **{f"income_{size}": f"그해 {size}인 소득 한도" for size in range(1, _ROWS + 1)},
    "income_step": "그해 1인당 더하는 소득",
    "total_assets": "그해 총자산 한도",
    "car": "그해 자동차 한도",
}
_AGAIN = ("age", "marital-state")


def renewed(notice: Notice, renewal: Renewal | None) -> Notice:
    """Return the notice by which a renewal is examined; the notice itself without a renewal.

    Homelessness, income, total assets and the car are examined again by that year's figures; age
    and marriage are not, unless the notice is set to (IX 재계약 자격요건, C12). Everything is
    judged on the day of the renewal.
    """
    terms = notice.letting
    if renewal is None or terms is None:
        return notice
    day = renewal.judged_on or notice.day
    again: tuple[str, ...] = ()
    if chosen(notice, "C12", "not-tested") == "tested":
        again = tuple(one for one in notice.rules if one in _AGAIN)
    clause = terms.renewal_clause
    income, total, car = notice.income, notice.total_assets, notice.car
    return replace(
        notice,
        rules=(*again, *terms.renewal_rules),
        calendar=replace(notice.calendar, notice_date=day),
        papers=replace(notice.papers, issued_from=day),
        income=None if income is None else _of_year(income, renewal, clause),
        total_assets=None
        if total is None
        else replace(total, clause=clause, limit=renewal.total_assets or 0),
        car=None if car is None else replace(car, clause=clause, limit=renewal.car or 0),
    )


def _of_year(terms: IncomeTerms, renewal: Renewal, clause: Clause) -> IncomeTerms:
    """Return the income terms with the tables of that year (해당년도 기준금액)."""
    amounts = (
        renewal.income_1,
        renewal.income_2,
        renewal.income_3,
        renewal.income_4,
        renewal.income_5,
    )

    year = f"{renewal.figures_year}년 " if renewal.figures_year else ""

    def table(one: IncomeTable) -> IncomeTable:
        return replace(
            one,
            clause=clause,
            label=f"{year}{one.label}",
            amounts=tuple(amount or 0 for amount in amounts),
            per_person_beyond=renewal.income_step or 0,
        )

    return replace(terms, tables=tuple(table(one) for one in terms.tables))


def by_that_year(rule: str, judged: type_of_rule) -> type_of_rule:
    """Make a rule that says what of that year is missing at a renewal, and else judges.

    Only what the rule needs: the income limit of the household's size, the limit it compares
    with, and the day everything is judged on.
    """

    @wraps(judged)
    def at_renewal(facts: Facts, notice: Notice) -> Finding:
        one = facts.case.renewal
        if one is None or notice.letting is None:
            return judged(facts, notice)
        unknown = tuple(
            Reading(
                label=_NAMES[field],
                value="미확인",
                target=Target(section="renewal", field=field),
            )
            for field in dict.fromkeys(_needed(rule, facts))
            if getattr(one, field) is None
        )
        if not unknown:
            return judged(facts, notice)
        return lacking(blank_finding(rule, notice.letting.renewal_clause), *unknown)

    return at_renewal


def _needed(rule: str, facts: Facts) -> list[str]:
    needed = ["judged_on"]
    if rule == "total-assets":
        needed.append("total_assets")
    elif rule == "car":
        needed.append("car")
    elif rule == "income":
        for one in facts.households:
            needed.append(f"income_{max(1, min(one.size, _ROWS))}")
            if one.size > _ROWS:
                needed.append("income_step")
    return needed
