"""The ten grounds of 별표2 on which a home counts as not owned."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import NamedTuple

from ipju.domain.area import square_metres
from ipju.domain.dates import spoken
from ipju.domain.finding import Choice, Outcome, Question, Reading, Target, Threshold
from ipju.domain.notice import HomeTerms, Notice
from ipju.domain.property import (
    Acquisition,
    ExemptionClaim,
    Holding,
    HoldingKind,
    HomeExemption,
)
from ipju.rules.answers import ruling
from ipju.rules.facts import Facts
from ipju.rules.periods import notice_day, period_end, reached


class Verdict(NamedTuple):
    """What a claimed ground gives for one home; pass: it counts as not owned."""

    outcome: Outcome
    why: str
    missing: tuple[Reading, ...] = ()
    questions: tuple[Question, ...] = ()
    notes: tuple[str, ...] = ()
    thresholds: tuple[Threshold, ...] = ()
    boundary: bool = False


class Need(NamedTuple):
    """One condition of a ground: whether it holds, what it says, the field it is read from."""

    holds: bool | None
    says: str
    field: str


class Claimed(NamedTuple):
    """A home with the ground claimed for it and what the grounds read."""

    facts: Facts
    notice: Notice
    terms: HomeTerms
    holding: Holding
    claim: ExemptionClaim

    def open(self, test: Need) -> Reading:
        """Return the reading of a condition that is not recorded."""
        target = Target(section="holdings", field=test.field, row=self.holding.id)
        return Reading(label=test.says, value="미확인", target=target)


def exempted(facts: Facts, notice: Notice, terms: HomeTerms, holding: Holding) -> Verdict | None:
    """Judge the ground claimed for `holding`; None when none is claimed."""
    claim = holding.exemption
    if claim is None:
        return None
    return _GROUNDS[claim.ground](Claimed(facts, notice, terms, holding, claim))


def _every(*tests: Need) -> Need | None:
    """Return the first condition that fails, else the first unknown one, else None: all hold."""
    failing = next((one for one in tests if one.holds is False), None)
    return failing or next((one for one in tests if one.holds is None), None)


def _judged(
    case: Claimed,
    *tests: Need,
    thresholds: tuple[Threshold, ...] = (),
    notes: tuple[str, ...] = (),
    boundary: bool = False,
) -> Verdict:
    """Exempt when every condition holds; otherwise say which one fails or is not recorded."""
    stop = _every(*tests)
    if stop is None:
        why = ", ".join(one.says for one in tests)
        return Verdict(Outcome.PASS, why, (), (), notes, thresholds, boundary)
    article = f"{case.terms.exemption_clause.chapter} {case.claim.ground.value}호"
    if stop.holds is False:
        why = f"{article} 요건({stop.says})에 맞지 않음"
        return Verdict(Outcome.FAIL, why, thresholds=thresholds, boundary=boundary)
    missing = tuple(case.open(one) for one in tests if one.holds is None)
    why = f"{article} 요건({stop.says}) 미확인"
    return Verdict(Outcome.MISSING, why, missing, thresholds=thresholds)


def _is(value: object, *wanted: object) -> bool | None:
    return None if value is None else value in wanted


def _within_cure(case: Claimed, done_on: date | None, act: str, *tests: Need) -> Verdict:
    """Judge an act to be done within 3 months of the notice of disqualification (부적격 통보).

    Not yet done: review until the period is over. The last day still counts.
    """
    months = case.terms.cure_months
    thresholds = (Threshold(key="home.cure_months", text=f"통보일부터 {months}개월"),)
    before = _judged(case, *tests, thresholds=thresholds)
    if before.outcome is not Outcome.PASS:
        return before
    told = case.claim.notified_on
    if told is None:
        if done_on is None:
            why = f"부적격 통보를 받은 날부터 {months}개월 안의 {act} 대기"
            return Verdict(Outcome.REVIEW, why, thresholds=thresholds)
        return _judged(
            case, Need(None, "부적격 통보일", "exemption.notified_on"), thresholds=thresholds
        )
    until = period_end(case.notice, told, months)
    if done_on is not None:
        in_time = done_on <= until
        why = f"{spoken(done_on)} {act}, 기한 {spoken(until)} {'안' if in_time else '지남'}"
        outcome = Outcome.PASS if in_time else Outcome.FAIL
        return Verdict(outcome, why, thresholds=thresholds, boundary=done_on == until)
    if case.facts.reviewed_on > until:
        why = f"기한 {spoken(until)}까지 {act} 없음"
        return Verdict(Outcome.FAIL, why, thresholds=thresholds)
    why = f"기한 {spoken(until)}, {act} 대기"
    today = case.facts.reviewed_on == until
    return Verdict(Outcome.REVIEW, why, thresholds=thresholds, boundary=today)


def _disposed(case: Claimed) -> date | None:
    holding = case.holding
    return (
        case.claim.done_on
        or holding.disposed_registered_on
        or holding.disposed_ledger_on
        or holding.disposed_recognised_on
    )


def _inherited_share(case: Claimed) -> Verdict:
    """1호: an inherited share, disposed of in time; a whole house does not qualify."""
    mine = [one for one in case.holding.owners if case.facts.household.has(one.person)]
    return _within_cure(
        case,
        _disposed(case),
        "지분 처분",
        Need(all(one.fraction < 1 for one in mine), "공유지분", "owners"),
        Need(_is(case.holding.acquisition, Acquisition.INHERITANCE), "상속 취득", "acquisition"),
    )


def _rural_detached(case: Claimed) -> Verdict:
    """2호: a detached house outside an urban area or in a 면, whose owner moved away."""
    claim, terms, holding = case.claim, case.terms, case.holding
    old = None if claim.approved_on is None else _old(case, claim.approved_on)
    area = holding.floor_area
    small = None if area is None else area <= terms.rural_area
    # 다목 that nobody claims does not apply; once it is claimed, how the house came must be known.
    family = claim.from_lineal_or_spouse if claim.first_register_place else False
    kinds = (
        Need(old, f"사용승인 후 {terms.old_house_years}년 이상", "exemption.approved_on"),
        Need(small, f"{square_metres(terms.rural_area)} 이하", "floor_area"),
        Need(
            family, "최초 등록기준지, 직계존속·배우자에게 받음", "exemption.from_lineal_or_spouse"
        ),
    )
    in_myeon = _both(claim.myeon, _not(claim.capital_area))
    if claim.myeon and claim.capital_area is None:
        place_field = "exemption.capital_area"
    else:
        place_field = (
            "exemption.outside_urban" if claim.outside_urban is None else "exemption.myeon"
        )
    notes: tuple[str, ...] = ()
    if claim.outside_urban and claim.capital_area:
        notes = (
            "수도권의 도시지역이 아닌 곳도 2호에 드는 것으로 보았습니다. '수도권은 제외'를 두 곳 "
            "모두에 걸리게 읽으면 결과가 달라집니다. 맞는지 확인하세요.",
        )
    over = claim.approved_on is not None and (
        period_end(case.notice, claim.approved_on, terms.old_house_years * 12) == case.notice.day
    )
    return _judged(
        case,
        Need(_is(holding.kind, HoldingKind.HOME), "주택", "kind"),
        Need(claim.detached, "단독주택", "exemption.detached"),
        Need(
            _either(claim.outside_urban, in_myeon), "도시지역 밖이나 면(수도권 제외)", place_field
        ),
        Need(claim.lived_there, "그 주택건설지역에 거주", "exemption.lived_there"),
        Need(claim.moved_away, "다른 주택건설지역으로 이주", "exemption.moved_away"),
        _one_of(kinds),
        thresholds=(
            Threshold(key="home.old_house_years", text=f"{terms.old_house_years}년"),
            Threshold(key="home.rural_area", text=square_metres(terms.rural_area)),
            notice_day(case.notice),
        ),
        notes=notes,
        boundary=over,
    )


def _old(case: Claimed, approved_on: date) -> bool:
    return reached(case.notice, approved_on, case.terms.old_house_years)


def _not(value: bool | None) -> bool | None:
    return None if value is None else not value


def _both(first: bool | None, second: bool | None) -> bool | None:
    if first is False or second is False:
        return False
    return True if first and second else None


def _either(first: bool | None, second: bool | None) -> bool | None:
    if first or second:
        return True
    return False if first is False and second is False else None


def _one_of(tests: tuple[Need, ...]) -> Need:
    """Return the condition that holds, else the first unknown one, else one that fails."""
    for wanted in (True, None):
        found = next((one for one in tests if one.holds is wanted), None)
        if found is not None:
            return found
    return Need(False, " 또는 ".join(one.says for one in tests), tests[0].field)


def _builder(case: Claimed) -> Verdict:
    """3호: a private builder's house for sale, sold out or disposed of in time."""
    built = Need(
        case.claim.condition_met, "개인주택사업자가 분양 목적으로 건설", "exemption.condition_met"
    )
    if case.claim.sold_out:
        return _judged(case, built, Need(True, "분양 완료", "exemption.sold_out"))
    return _within_cure(case, _disposed(case), "처분", built)


def _workers(case: Claimed) -> Verdict:
    """4호: a sole proprietor's housing for workers, or workers' housing by government policy."""
    claim = case.claim
    own = _both(claim.tax_registered, claim.for_own_workers)
    if claim.government_policy:
        test = Need(True, "정부시책으로 근로자에게 공급한 주택", "exemption.government_policy")
        return _judged(case, test)
    if own is False and claim.government_policy is False:
        return _judged(
            case, Need(False, "근로자 숙소 또는 정부시책 공급", "exemption.tax_registered")
        )
    if own:
        return _judged(case, Need(True, "사업자 소속 근로자의 숙소", "exemption.for_own_workers"))
    if own is False:
        test = Need(None, "정부시책으로 근로자에게 공급한 주택", "exemption.government_policy")
        return _judged(case, test)
    return _judged(
        case,
        Need(claim.tax_registered, "세무서에 등록한 개인사업자", "exemption.tax_registered"),
        Need(claim.for_own_workers, "소속 근로자의 숙소", "exemption.for_own_workers"),
    )


def _small(case: Claimed) -> Verdict:
    """5호: at most 20㎡; not for the owner of two or more homes (A24 is judged beside it)."""
    area, limit = case.holding.floor_area, case.terms.small_area
    says = f"{square_metres(limit)} 이하"
    if area is not None:
        says = f"{square_metres(area)}, {says}"
    return _judged(
        case,
        Need(None if area is None else area <= limit, says, "floor_area"),
        thresholds=(Threshold(key="home.small_area", text=square_metres(limit)),),
    )


def _ruin(case: Claimed) -> Verdict:
    """6호: a ruin, destroyed or otherwise used; demolished or put right on record in time."""
    test = Need(case.claim.condition_met, "폐가·멸실·다른 용도", "exemption.condition_met")
    return _within_cure(case, case.claim.done_on, "멸실 또는 공부 정리", test)


def _unlicensed(case: Claimed) -> Verdict:
    """7호: an unlicensed building. Proof is asked for; whether it must be there the notice says."""
    claim = case.claim
    needed = case.terms.unlicensed_needs_proof
    tests = [Need(claim.condition_met is not False, "무허가건물", "exemption.condition_met")]
    if needed:
        tests.append(Need(claim.proof, "구청 회신 증빙", "exemption.proof"))
    notes: tuple[str, ...] = ()
    if not needed and not claim.proof:
        notes = (
            "무허가건물임을 보이는 서류가 없어도 무주택으로 보았습니다. 서류를 받아 확인하세요.",
        )
    return _judged(case, *tests, notes=notes)


def _right(case: Claimed) -> Need:
    return Need(_is(case.holding.kind, HoldingKind.PRESALE), "분양권·입주권", "kind")


def _first_come(case: Claimed) -> Verdict:
    """8호: a pre-sale right supplied first come, first served; not for a later buyer."""
    way = _is(case.holding.acquisition, Acquisition.FIRST_COME)
    return _judged(case, _right(case), Need(way, "선착순으로 공급받음", "acquisition"))


def _inherited_right(case: Claimed) -> Verdict:
    """9호: a pre-sale right that came by inheritance or gift, not by purchase."""
    way = _is(case.holding.acquisition, Acquisition.INHERITANCE, Acquisition.GIFT)
    return _judged(case, _right(case), Need(way, "상속·증여로 취득", "acquisition"))


def _old_project(case: Claimed) -> Verdict:
    """10호: a right from a project that applied before the day; not if bought on or after it."""
    cutoff, applied = case.terms.project_before, case.claim.project_applied_on
    before = None if applied is None else applied < cutoff
    says = f"{cutoff.isoformat()} 전에 승인을 신청한 사업"
    tests = [_right(case), Need(before, says, "exemption.project_applied_on")]
    threshold = Threshold(key="home.project_before", text=spoken(cutoff))
    late = _bought_late(case.holding, cutoff)
    boundary = cutoff in (applied, case.holding.paid_on)
    field = "acquisition" if case.holding.acquisition is None else "paid_on"
    not_late = Need(_not(late), f"{cutoff.isoformat()} 이후 매수가 아님", field)
    if case.terms.old_project_bars_later_buyers:
        return _judged(case, *tests, not_late, thresholds=(threshold,), boundary=boundary)
    verdict = _judged(case, *tests, thresholds=(threshold,), boundary=boundary)
    if verdict.outcome is not Outcome.PASS or not case.terms.later_buyers_open:
        return verdict
    if late is None:
        # Whether an officer has to decide depends on when it was bought.
        return _judged(case, *tests, not_late, thresholds=(threshold,), boundary=boundary)
    return _open_to_later_buyers(case, verdict) if late else verdict


def _open_to_later_buyers(case: Claimed, verdict: Verdict) -> Verdict:
    """Ask about somebody who bought such a right later, where the notice is silent (A26)."""
    cutoff = case.terms.project_before
    question = Question(
        id="home-ownership/A26",
        subject=case.holding.id,
        text=f"{spoken(cutoff)} 이후에 매수한 분양권입니다. 무주택으로 볼지 정하세요.",
        quote="승인을 신청한 사업",
        choices=(
            Choice(id="exempt", text="매수 시기와 관계없이 무주택으로 본다(적합)"),
            Choice(id="owned", text="이후 매수자는 제외해 주택 소유로 본다(부적합)"),
        ),
    )
    return decided(case.facts, question, "exempt", verdict)


def decided(facts: Facts, question: Question, exempt: str, verdict: Verdict) -> Verdict:
    """Put a question on an exemption to an officer, or apply the signed answer."""
    answer = ruling(facts, question)
    if answer is None:
        return verdict._replace(
            outcome=Outcome.REVIEW, why=question.text.rstrip("."), questions=(question,)
        )
    outcome = Outcome.PASS if answer.choice == exempt else Outcome.FAIL
    return verdict._replace(outcome=outcome, why=answer.text)


def _bought_late(holding: Holding, cutoff: date) -> bool | None:
    """Tell whether a right was bought on or after the day; full payment is the day of buying."""
    if holding.acquisition is None:
        return None
    if holding.acquisition is not Acquisition.PURCHASE:
        return False
    if holding.paid_on is not None:
        return holding.paid_on >= cutoff
    if holding.contracted_on is not None and holding.contracted_on >= cutoff:
        return True
    return None


_GROUNDS: Mapping[HomeExemption, Callable[[Claimed], Verdict]] = {
    HomeExemption.INHERITED_SHARE: _inherited_share,
    HomeExemption.RURAL_DETACHED: _rural_detached,
    HomeExemption.BUILDER: _builder,
    HomeExemption.WORKERS: _workers,
    HomeExemption.SMALL: _small,
    HomeExemption.RUIN: _ruin,
    HomeExemption.UNLICENSED: _unlicensed,
    HomeExemption.FIRST_COME_RIGHT: _first_come,
    HomeExemption.INHERITED_RIGHT: _inherited_right,
    HomeExemption.OLD_PROJECT: _old_project,
}
