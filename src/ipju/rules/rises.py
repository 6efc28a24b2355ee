"""Rises of deposit and rent (임대조건 인상): at most so much, and not within a year of the last."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from ipju.domain.dates import spoken
from ipju.domain.finding import Choice, Finding, Outcome, Question, Reading, Target, Threshold
from ipju.domain.letting import Rent
from ipju.domain.money import won
from ipju.domain.notice import LettingTerms, Notice, printed
from ipju.domain.replacing import replace
from ipju.rules.outcome import not_applicable
from ipju.rules.periods import period_end
from ipju.rules.recorded import NO_RULE, blank_finding, names_of

type_of_pair = tuple[int | None, int | None]
"""Deposit and monthly rent (보증금, 월임대료) in won; None = not recorded."""

_ANNIVERSARY = Question(
    id="rent-increase/C13-day",
    text="마지막 증액 뒤 올릴 수 없는 기간이 꼭 차는 날입니다. 이날 올릴 수 있는지 정하세요.",
    quote="「주택임대차보호법」 제7조에 따라 증액이 있은 후 1년 이내에는 하지 못하며",
    choices=(
        Choice(id="pass", text="기간이 지난 것으로 보아 올린다"),
        Choice(id="fail", text="기간 안으로 보아 올리지 않는다"),
    ),
)
_NO_LEASE_RISE = Question(
    id="rent-increase/C13-lease",
    text="운영기관의 임대차계약은 오르지 않았습니다. 그래도 올릴지 정하세요.",
    quote="운영기관의 임대차계약서상 임대보증금 및 월임대료가 인상될 경우 … 인상될 수 있습니다",
    choices=(
        Choice(id="pass", text="운영기관 임대차계약의 인상 없이도 올린다"),
        Choice(id="fail", text="운영기관 임대차계약이 오르지 않아 올리지 않는다"),
    ),
)


class _Sum(NamedTuple):
    """One of the two sums before and after, with the names of its facts."""

    label: str
    field: str
    before: int | None
    after: int | None

    @property
    def rises(self) -> bool:
        """Whether it is known to rise."""
        return self.before is not None and self.after is not None and self.after > self.before


def highest(notice: Notice, amount: int) -> int:
    """Return the largest whole won to which `amount` won may rise at once (임대조건 인상).

    LookupError where the notice lets no rooms.
    """
    return amount * (100 + printed(notice.letting).rise_percent) // 100


def increase_finding(notice: Notice, before: Rent, after: Rent, raised_on: date | None) -> Finding:
    """Judge deposit and rent `after` against those `before`; `raised_on` is the last rise.

    Each may rise by the percentage of the notice, not within its years of the last rise; exactly
    on the anniversary, or without a rise of the lease above, an officer decides (C13). A decrease
    is free. n/a where the notice lets no rooms.
    """
    return judged_rise(
        notice,
        (before.deposit, before.rent),
        (after.deposit, after.rent),
        after.from_on,
        raised_on,
        after.lease_raised,
    )


def judged_rise(
    notice: Notice,
    before: type_of_pair,
    after: type_of_pair,
    from_on: date | None,
    raised_on: date | None,
    lease_raised: bool | None,
) -> Finding:
    """Judge a rise from what is recorded of it; a fact is asked for only where it can matter."""
    terms = notice.letting
    if terms is None:
        return not_applicable(
            "rent-increase", NO_RULE, "이 공고에는 임대조건 인상 기준이 없습니다."
        )
    sums = (
        _Sum("보증금", "deposit", before[0], after[0]),
        _Sum("월임대료", "rent", before[1], after[1]),
    )
    wrong = [_too_much(terms, one, top) for one in sums if (top := _exceeded(notice, one))]
    notes = _notes(notice, sums) if len(wrong) == 1 else ()
    missing = [each for one in sums for each in _unknown(one)]
    questions: list[Question] = []
    boundary = False
    thresholds = [Threshold(key="letting.rise_percent", text=f"{terms.rise_percent}%")]
    if any(one.rises for one in sums):
        if raised_on is not None:
            free = period_end(notice, raised_on, terms.rise_wait_years * 12)
            years = f"{terms.rise_wait_years}년, {spoken(free)}까지"
            thresholds.append(Threshold(key="letting.rise_wait_years", text=years))
            if from_on is None:
                missing.append(_ask("올리는 날", "starts_on"))
            elif from_on < free:
                wrong.append(
                    f"{spoken(from_on)}은 마지막 증액({spoken(raised_on)}) 뒤 "
                    f"{terms.rise_wait_years}년 이내입니다."
                )
            elif from_on == free:
                boundary = True
                questions.append(_ANNIVERSARY)
        if lease_raised is None:
            missing.append(_ask("운영기관 임대차계약 인상 여부", "lease_raised"))
        elif not lease_raised:
            questions.append(_NO_LEASE_RISE)
    outcome, sentence = Outcome.PASS, _passing(terms, sums)
    if wrong:
        outcome, sentence = Outcome.FAIL, " ".join(wrong)
        missing, questions = [], []
    elif questions:
        outcome, sentence = Outcome.REVIEW, " ".join(one.text for one in questions)
    elif missing:
        outcome = Outcome.MISSING
        sentence = f"{names_of(tuple(missing))} 기록이 없어 판정할 수 없습니다."
    limits = [
        f"{one.label} {won(highest(notice, one.before))}" for one in sums if one.before is not None
    ]
    return replace(
        blank_finding("rent-increase", terms.rise_clause),
        outcome=outcome,
        sentence=sentence,
        value=", ".join(_shown(one) for one in sums),
        limit=", ".join(limits),
        target=missing[0].target if missing else _at("deposit"),
        readings=(
            *(Reading(label=one.label, value=_words(one), target=_at(one.field)) for one in sums),
            Reading(
                label="마지막 증액",
                value="없음" if raised_on is None else spoken(raised_on),
                target=_at("raised_on"),
            ),
        ),
        thresholds=tuple(thresholds),
        missing=tuple(missing),
        questions=tuple(questions),
        notes=notes,
        boundary=boundary,
    )


def _exceeded(notice: Notice, one: _Sum) -> tuple[int, int] | None:
    """Return the new amount and the highest allowed where it is exceeded, else None."""
    if one.before is None or one.after is None or not one.rises:
        return None
    top = highest(notice, one.before)
    return (one.after, top) if one.after > top else None


def _too_much(terms: LettingTerms, one: _Sum, found: tuple[int, int]) -> str:
    after, top = found
    return (
        f"{one.label} {won(after)}은 {terms.rise_percent}%를 올린 {won(top)}을 "
        f"{won(after - top)} 넘습니다."
    )


def _notes(notice: Notice, sums: tuple[_Sum, ...]) -> tuple[str, ...]:
    """Return the note where the two sums converted into one might stay within the limit (C13)."""
    other = next(one for one in sums if _exceeded(notice, one) is None)
    if not other.before or other.after is None:
        return ()
    percent = printed(notice.letting).rise_percent
    return (
        f"{percent}%는 보증금과 월임대료에 따로 적용했습니다. 둘을 전환해 합계로 보면 결과가 "
        "다를 수 있습니다. 맞는지 확인하세요.",
    )


def _unknown(one: _Sum) -> list[Reading]:
    found = []
    if one.before is None:
        found.append(_ask(f"지금 {one.label}", f"{one.field}_before"))
    if one.after is None:
        found.append(_ask(f"새 {one.label}", one.field))
    return found


def _ask(label: str, field: str) -> Reading:
    return Reading(label=label, value="미확인", target=_at(field))


def _at(field: str) -> Target:
    return Target(section="renewal", field=field)


def _words(one: _Sum) -> str:
    before = "미확인" if one.before is None else won(one.before)
    after = "미확인" if one.after is None else won(one.after)
    return f"{before} → {after}"


def _shown(one: _Sum) -> str:
    return f"{one.label} {_words(one)}"


def _passing(terms: LettingTerms, sums: tuple[_Sum, ...]) -> str:
    if any(one.rises for one in sums):
        return f"보증금과 월임대료를 각각 {terms.rise_percent}%까지만 올립니다."
    if any(one.before != one.after for one in sums):
        return "내리는 것에는 제한이 없습니다."
    return "보증금과 월임대료가 그대로입니다."
