"""Monthly income (월평균소득) of the household against the table of its supply type."""

from __future__ import annotations

from typing import NamedTuple

from ipju.domain.finding import Choice, Finding, Outcome, Question, Reading, Target, Threshold, Unit
from ipju.domain.money import margin_text, won
from ipju.domain.notice import IncomeTable, IncomeTerms, Notice
from ipju.domain.replacing import replace
from ipju.rules.answers import ruling
from ipju.rules.earnings import DUPLICATE_NOTE, MonthlyIncome, monthly_income
from ipju.rules.employments import BETWEEN_AGENCIES
from ipju.rules.facts import Facts
from ipju.rules.membership import unnamed_spouse
from ipju.rules.names import TITLES
from ipju.rules.outcome import agree, not_applicable

__all__ = ["Limit", "MonthlyIncome", "income", "limit_of", "monthly_income"]

SPOUSE_NOTE = (
    "재계약 때 배우자의 소득을 세는지는 공고에 없어 세지 않았습니다. 세면 결과가 달라질 수 "
    "있습니다. 확인하세요."
)
_AGENCIES = (
    "어느 기관의 금액을 반영하느냐에 따라 {label} 한도 {limit}을 넘을 수 있습니다. "
    "공고에 기관의 순서가 없습니다."
)


class Limit(NamedTuple):
    """A monthly limit in won; `extrapolated` says that the notice is silent on this size (A1)."""

    amount: int
    extrapolated: bool


def limit_of(terms: IncomeTerms, table_id: str, size: int) -> Limit:
    """Return the monthly limit in won of a household of `size` (1 or more) persons.

    Printed figures are used as printed. Beyond the last row the 100 % column grows by its step a
    person and the other columns are their percentage of that figure, rounded half up (A1). Where
    the notice prints that step itself, nothing is extrapolated.
    KeyError when the notice has no table of this id.
    """
    table = _table(terms, table_id)
    if size <= len(table.amounts):
        return Limit(table.amounts[size - 1], False)
    base = next((one for one in terms.tables if one.percent_beyond == 100), table)
    full = base.amounts[-1] + base.per_person_beyond * (size - len(base.amounts))
    return Limit((full * table.percent_beyond * 2 + 100) // 200, not table.beyond_printed)


def _table(terms: IncomeTerms, table_id: str) -> IncomeTable:
    for one in terms.tables:
        if one.id == table_id:
            return one
    raise KeyError(table_id)


def income(facts: Facts, notice: Notice) -> Finding:
    """Judge the household's income in won a month. Equal to the limit passes (이하).

    At a renewal a note says where a spouse, whom the notice does not name, would matter (C4).
    """
    found = agree(_income, facts, notice)
    spouse = unnamed_spouse(facts, notice)
    if spouse is None:
        return found
    home = facts.household
    beside = replace(home, members=(*home.members, spouse))
    if _income(facts.under(beside), notice).outcome is found.outcome:
        return found
    return replace(found, notes=(*found.notes, SPOUSE_NOTE))


def _beyond(table: IncomeTable) -> Question:
    """Ask what holds for a household larger than the table, where no limit is made up (A1)."""
    return Question(
        id="income/A1",
        text="공고의 소득표에 없는 가구원수입니다. 이 가구에 소득 기준을 적용할지 정하세요.",
        quote=f"{len(table.amounts)}인 가구 {won(table.amounts[-1])} 이하",
        choices=(
            Choice(id="pass", text="소득 기준이 없는 것으로 보아 적합으로 한다"),
            Choice(id="fail", text="소득 기준을 넘은 것으로 보아 부적합으로 한다"),
        ),
    )


def _income(facts: Facts, notice: Notice) -> Finding:
    terms = notice.income
    supply = facts.case.supply
    table_id = next((o.table for o in terms.by_supply if o.supply is supply), "") if terms else ""
    if terms is None or not table_id:
        return not_applicable(
            "income", notice.household.clause, "이 공고에는 소득 기준이 없습니다."
        )
    table = _table(terms, table_id)
    if not facts.household.members:
        return _nobody(table)
    size = facts.household.size
    limit = limit_of(terms, table_id, size)
    found = monthly_income(facts, notice)
    key = f"income.tables.{table_id}"
    thresholds = [Threshold(key=f"{key}.amounts", text=f"{size}인 {won(limit.amount)}")]
    notes: list[str] = []
    if size > len(table.amounts):
        base = next((one for one in terms.tables if one.percent_beyond == 100), table)
        thresholds = [
            Threshold(
                key=f"income.tables.{base.id}.amounts",
                text=f"{len(base.amounts)}인 {won(base.amounts[-1])}",
            ),
            Threshold(
                key=f"income.tables.{base.id}.per_person_beyond", text=won(base.per_person_beyond)
            ),
        ]
        if limit.extrapolated:
            percent = f"{table.percent_beyond}%"
            thresholds.append(Threshold(key=f"{key}.percent_beyond", text=percent))
            notes.append(
                f"공고의 소득표는 {len(table.amounts)}인까지입니다. "
                f"{size}인 한도 {won(limit.amount)}은 1인마다 {won(base.per_person_beyond)}을 "
                "더해 늘린 값입니다. 맞는지 확인하세요."
            )
    lowest, highest = found.known_sum, found.highest
    outcome = Outcome.PASS
    missing: tuple[Reading, ...] = ()
    questions: tuple[Question, ...] = ()
    if lowest > limit.amount:
        outcome = Outcome.FAIL
    elif highest is None or highest > limit.amount:
        outcome = Outcome.REVIEW if found.questions else Outcome.MISSING
        missing, questions = found.missing, found.questions
    if outcome is Outcome.FAIL and limit.amount >= lowest - found.duplicate_saving:
        notes.append(DUPLICATE_NOTE)
    sentence = _sentence(outcome, found, limit.amount, f"{size}인 가구", table.label)
    shown = limit.amount
    if limit.extrapolated and notice.reading("A1") == "none":
        beyond = _beyond(table)
        decided = ruling(facts, beyond)
        outcome = Outcome.REVIEW
        if decided:
            outcome = Outcome.PASS if decided.choice == "pass" else Outcome.FAIL
        sentence = decided.text if decided else f"{size}인 가구의 소득 한도가 공고에 없습니다."
        questions = () if decided else (beyond,)
        missing = ()
    decisive = max(found.lines, key=lambda one: one.amount, default=None)
    target = Target(section="people", field="income_checked")
    if missing:
        target = missing[0].target or target
    elif decisive is not None:
        target = Target(section="incomes", field="monthly", row=decisive.income)
    return Finding(
        rule="income",
        title=TITLES["income"][1],
        outcome=outcome,
        sentence=sentence,
        clause=table.clause,
        value=won(lowest),
        limit=f"{won(shown)} ({size}인, {table.label})",
        margin=margin_text(shown - lowest),
        unit=Unit.WON,
        amount=lowest,
        bound=shown,
        slack=shown - lowest,
        target=target,
        readings=_readings(found, size),
        thresholds=(*thresholds, *found.thresholds),
        missing=missing,
        questions=questions,
        notes=tuple(notes),
    )


def _sentence(
    outcome: Outcome, found: MonthlyIncome, limit: int, household: str, label: str
) -> str:
    """Return the Korean sentence of an income finding."""
    if outcome is Outcome.PASS:
        top = found.known_sum if found.highest is None else found.highest
        return f"{household} 월평균소득 {won(top)}은 {label} 한도 {won(limit)} 이하입니다."
    if outcome is Outcome.FAIL:
        over = won(found.known_sum - limit)
        return (
            f"{household} 월평균소득 {won(found.known_sum)}은 {label} 한도 {won(limit)}을 "
            f"{over} 넘습니다."
        )
    if outcome is Outcome.REVIEW:
        if any(one.id == BETWEEN_AGENCIES for one in found.questions):
            return _AGENCIES.format(label=label, limit=won(limit))
        return (
            f"중복된 소득을 어떻게 반영하느냐에 따라 {label} 한도 {won(limit)}을 넘을 수 있습니다."
        )
    return (
        f"확인된 월평균소득은 {won(found.known_sum)}입니다. 확인되지 않은 소득에 따라 {label} 한도 "
        f"{won(limit)}을 넘을 수 있습니다."
    )


def _readings(found: MonthlyIncome, size: int) -> tuple[Reading, ...]:
    """Return every income record with what of it counts, and the household size."""
    lines = [
        Reading(
            label=one.label,
            value=f"{won(one.amount)} · {one.why}",
            target=Target(section="incomes", field="monthly", row=one.income),
        )
        for one in found.lines
    ]
    return (*lines, Reading(label="가구원수", value=f"{size}인"))


def _nobody(table: IncomeTable) -> Finding:
    """Return the finding of a case that has no household yet."""
    return Finding(
        rule="income",
        title=TITLES["income"][1],
        outcome=Outcome.MISSING,
        sentence="신청자가 기록되지 않아 소득을 판정할 수 없습니다.",
        clause=table.clause,
        missing=(Reading(label="신청자", value="미기록", target=Target(section="people")),),
    )
