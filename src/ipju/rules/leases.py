"""The lease of a room (임대차): its term, how often it is renewed, and rises of its rent.

The functions on dates and rents serve the letting of rooms; the rules apply them to the facts of
a renewal (재계약) and to what an officer has answered. Days are inclusive, money is won.
"""

from __future__ import annotations

from datetime import date

from ipju.domain.case import Supply
from ipju.domain.dates import spoken
from ipju.domain.finding import Choice, Finding, Outcome, Question, Reading, Target, Threshold, Unit
from ipju.domain.notice import LettingTerms, Notice
from ipju.domain.renewal import Renewal
from ipju.domain.replacing import replace
from ipju.rules.answers import ruling
from ipju.rules.facts import Facts
from ipju.rules.outcome import not_applicable
from ipju.rules.periods import period_end
from ipju.rules.recorded import NO_RULE, blank_finding, lacking
from ipju.rules.rises import highest, increase_finding, judged_rise

__all__ = [
    "count_finding",
    "highest",
    "increase_finding",
    "lease_term",
    "renewal_count",
    "rent_increase",
    "term_finding",
]

_SHORT_TERMS = Question(
    id="renewal-count/C11",
    text="정해진 기간보다 짧은 계약이 섞여 재계약 횟수를 다 썼습니다. 더 재계약할지 정하세요.",
    quote="재계약 자격요건을 충족하는 입주자에 한하여 … 재계약이 가능하되, … 초과할 수 없습니다",
    choices=(
        Choice(id="pass", text="최대 거주기간 안이므로 재계약한다"),
        Choice(id="fail", text="횟수를 다 썼으므로 재계약하지 않는다"),
    ),
)


def term_finding(notice: Notice, starts_on: date, ends_on: date, scholar: bool) -> Finding:
    """Judge a term from `starts_on` to `ends_on`: at most the years the notice gives (Ⅸ).

    A scholar's (장학생) term is shorter. A term ending on the anniversary stays inside (A15) and
    is marked; a longer one is not foreseen and fails with a note (C23). n/a where the notice lets
    no rooms.
    """
    terms = notice.letting
    if terms is None:
        return not_applicable("lease-term", NO_RULE, "이 공고에는 임대차기간 기준이 없습니다.")
    years = terms.scholar_term_years if scholar else terms.term_years
    key = "letting.scholar_term_years" if scholar else "letting.term_years"
    whose = "장학생 임대차기간" if scholar else "임대차기간"
    full = period_end(notice, starts_on, years * 12)
    passed, boundary = _inside(notice, ends_on, full)
    passed = passed and ends_on >= starts_on
    notes: tuple[str, ...] = ()
    if ends_on < starts_on:
        sentence = f"끝나는 날 {spoken(ends_on)}이 시작하는 날 {spoken(starts_on)}보다 앞섭니다."
    elif passed:
        sentence = f"{whose} {_span(starts_on, ends_on)}은 {years}년 이하입니다."
    else:
        sentence = f"{whose} {_span(starts_on, ends_on)}은 {years}년을 넘습니다."
        notes = (
            f"공고는 {years}년을 넘는 임대차기간을 정하지 않았습니다. 기간을 줄이거나 운영기관에 "
            "물어 확인하세요.",
        )
    return replace(
        blank_finding("lease-term", terms.clause),
        outcome=Outcome.PASS if passed else Outcome.FAIL,
        sentence=sentence,
        value=_span(starts_on, ends_on),
        limit=f"{spoken(full)}까지",
        unit=Unit.DAYS,
        amount=(ends_on - starts_on).days + 1,
        bound=(full - starts_on).days + 1,
        slack=(full - ends_on).days,
        target=_at("ends_on"),
        readings=(
            Reading(label="시작하는 날", value=spoken(starts_on), target=_at("starts_on")),
            Reading(label="끝나는 날", value=spoken(ends_on), target=_at("ends_on")),
        ),
        thresholds=(Threshold(key=key, text=f"{years}년"),),
        notes=notes,
        boundary=boundary,
    )


def count_finding(
    notice: Notice, lease_first_on: date, number: int, ends_on: date, short_terms: bool
) -> Finding:
    """Judge renewal `number` (from 1) that ends on `ends_on`, of a lease since `lease_first_on`.

    So many renewals and so many years in all (Ⅸ). Where the renewals are used up and one of the
    terms was shorter than the notice's (`short_terms`), an officer decides (C11). n/a where the
    notice lets no rooms.
    """
    terms = notice.letting
    if terms is None:
        return not_applicable("renewal-count", NO_RULE, "이 공고에는 재계약 기준이 없습니다.")
    full = period_end(notice, lease_first_on, terms.total_years * 12)
    in_time, boundary = _inside(notice, ends_on, full)
    in_number = number <= terms.renewals
    questions: tuple[Question, ...] = ()
    outcome = Outcome.PASS
    sentence = (
        f"{number}번째 재계약이고 {spoken(ends_on)}에 끝나 {terms.renewals}회와 "
        f"{terms.total_years}년 안입니다."
    )
    if not in_time:
        outcome = Outcome.FAIL
        sentence = (
            f"{spoken(ends_on)}에 끝나면 최대 거주기간 {terms.total_years}년"
            f"({spoken(full)})을 넘습니다."
        )
    elif not in_number and short_terms:
        outcome, questions = Outcome.REVIEW, (_SHORT_TERMS,)
        sentence = f"{number}번째 재계약입니다. {_SHORT_TERMS.text}"
    elif not in_number:
        outcome = Outcome.FAIL
        sentence = f"{number}번째 재계약은 {terms.renewals}회를 넘습니다."
    return replace(
        blank_finding("renewal-count", terms.clause),
        outcome=outcome,
        sentence=sentence,
        value=f"{number}번째",
        limit=f"{terms.renewals}회, {terms.total_years}년",
        unit=Unit.COUNT,
        amount=number,
        bound=terms.renewals,
        slack=terms.renewals - number,
        target=_at("number"),
        readings=(
            Reading(label="처음 입주한 계약의 시작", value=spoken(lease_first_on)),
            Reading(label="재계약", value=f"{number}번째", target=_at("number")),
            Reading(label="끝나는 날", value=spoken(ends_on), target=_at("ends_on")),
        ),
        thresholds=(
            Threshold(key="letting.renewals", text=f"{terms.renewals}회"),
            Threshold(key="letting.total_years", text=f"{terms.total_years}년, {spoken(full)}까지"),
        ),
        questions=questions,
        boundary=boundary,
    )


def lease_term(facts: Facts, notice: Notice) -> Finding:
    """Judge the term of a renewal (재계약 임대차기간)."""
    found = _renewal(facts, notice, "lease-term")
    if isinstance(found, Finding):
        return found
    one, terms = found
    blank = blank_finding("lease-term", terms.clause)
    if one.starts_on is None or one.ends_on is None:
        return lacking(blank, *_unknown(one, ("starts_on", "ends_on")))
    return term_finding(notice, one.starts_on, one.ends_on, facts.case.supply is Supply.SCHOLAR)


def renewal_count(facts: Facts, notice: Notice) -> Finding:
    """Judge how often and how long a lease has been renewed (재계약 횟수, 최대 거주기간)."""
    found = _renewal(facts, notice, "renewal-count")
    if isinstance(found, Finding):
        return found
    one, terms = found
    blank = blank_finding("renewal-count", terms.clause)
    used_up = one.number > terms.renewals
    needed = ("first_on", "starts_on", "ends_on") if used_up else ("first_on", "ends_on")
    unknown = _unknown(one, needed)
    if one.first_on is None or one.ends_on is None or unknown:
        return lacking(blank, *unknown)
    # As many whole terms as there were before this one end no earlier than this.
    whole = period_end(notice, one.first_on, terms.term_years * 12 * one.number)
    short = one.starts_on is not None and one.starts_on < whole
    counted = count_finding(notice, one.first_on, one.number, one.ends_on, short)
    if used_up:
        years = Threshold(key="letting.term_years", text=f"{terms.term_years}년")
        counted = replace(counted, thresholds=(*counted.thresholds, years))
    return _answered(counted, facts)


def rent_increase(facts: Facts, notice: Notice) -> Finding:
    """Judge the deposit and rent of a renewal against those before (임대조건 인상)."""
    found = _renewal(facts, notice, "rent-increase")
    if isinstance(found, Finding):
        return found
    one, _ = found
    before = (one.deposit_before, one.rent_before)
    after = (one.deposit, one.rent)
    raised = judged_rise(notice, before, after, one.starts_on, one.raised_on, one.lease_raised)
    return _answered(raised, facts)


def _renewal(facts: Facts, notice: Notice, rule: str) -> Finding | tuple[Renewal, LettingTerms]:
    """Return the renewal and the terms of the lease, or the n/a finding where one is missing."""
    terms, one = notice.letting, facts.case.renewal
    if terms is None:
        return not_applicable(rule, NO_RULE, "이 공고에는 없는 기준입니다.")
    if one is None:
        return not_applicable(rule, terms.renewal_clause, "재계약 심사가 아닙니다.")
    return one, terms


def _answered(finding: Finding, facts: Facts) -> Finding:
    """Apply the officer's answers to the questions of a finding; one refusal is enough."""
    rulings = {one.id: ruling(facts, one) for one in finding.questions}
    given = [one for one in rulings.values() if one is not None]
    if not given:
        return finding
    open_questions = tuple(one for one in finding.questions if rulings[one.id] is None)
    outcome = Outcome.MISSING if finding.missing else Outcome.PASS
    if any(one.choice == "fail" for one in given):
        outcome, open_questions = Outcome.FAIL, ()
    elif open_questions:
        outcome = Outcome.REVIEW
    texts = [one.text for one in given] + [one.text for one in open_questions]
    return replace(finding, outcome=outcome, sentence=" ".join(texts), questions=open_questions)


def _inside(notice: Notice, day: date, full: date) -> tuple[bool, bool]:
    """Tell whether `day` lies within a period full on `full` (A15), and whether it is that day."""
    on_day = day == full
    return day < full or (on_day and notice.reading("A15") == "inclusive"), on_day


def _span(starts_on: date, ends_on: date) -> str:
    return f"{starts_on.isoformat()} ~ {ends_on.isoformat()}"


def _at(field: str) -> Target:
    return Target(section="renewal", field=field)


_NAMES = {
    "first_on": "처음 계약의 시작",
    "starts_on": "재계약 시작하는 날",
    "ends_on": "재계약 끝나는 날",
}


def _unknown(one: Renewal, fields: tuple[str, ...]) -> tuple[Reading, ...]:
    known = {"first_on": one.first_on, "starts_on": one.starts_on, "ends_on": one.ends_on}
    return tuple(
        Reading(label=_NAMES[field], value="미확인", target=_at(field))
        for field in fields
        if known[field] is None
    )
