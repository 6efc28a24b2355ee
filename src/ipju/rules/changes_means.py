"""Lawful changes of total assets and of a renewed lease: prove, shorten, raise less."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from ipju.domain.case import Case
from ipju.domain.dates import spoken
from ipju.domain.finding import Outcome
from ipju.domain.means import Debt, DebtKind
from ipju.domain.money import won
from ipju.domain.renewal import Renewal
from ipju.domain.replacing import replace
from ipju.rules.changes import Draft, Situation, changed
from ipju.rules.changes_person import proven_car, proven_land
from ipju.rules.leases import rent_increase
from ipju.rules.periods import period_end
from ipju.rules.rises import highest

_PAPERS = {
    DebtKind.COURT_CONFIRMED: "법원의 판결문이나 화해·조정조서",
    DebtKind.PRIVATE: "법원의 판결문이나 화해·조정조서",
    DebtKind.LEASE_DEPOSIT: "임대차계약서",
}


def proven_assets(now: Situation) -> Iterator[Draft]:
    """Prove what is left out of total assets or taken off: land, cars, debts; then all of it."""
    found = [*proven_land(now), *proven_car(now), *_proven_debts(now)]
    yield from found
    if len(found) < 2:
        return
    case = now.case
    for draft in found:
        case = _merged(case, now.case, draft.case)
    yield Draft(
        title=f"증빙 {len(found)}건을 함께 제출",
        detail=" · ".join(one.title for one in found),
        paper=", ".join(dict.fromkeys(one.paper for one in found)),
        until=now.notice.calendar.explanation_until,
        case=case,
    )


def _merged(case: Case, before: Case, after: Case) -> Case:
    """Return `case` with the rows that differ between `before` and `after`."""
    return replace(
        case,
        holdings=tuple(
            new if new != old else kept
            for kept, old, new in zip(case.holdings, before.holdings, after.holdings, strict=True)
        ),
        cars=tuple(
            new if new != old else kept
            for kept, old, new in zip(case.cars, before.cars, after.cars, strict=True)
        ),
        debts=tuple(
            new if new != old else kept
            for kept, old, new in zip(case.debts, before.debts, after.debts, strict=True)
        ),
    )


def _proven_debts(now: Situation) -> Iterator[Draft]:
    """Prove a debt: what a court has confirmed, the lease of a deposit received."""
    for one in now.case.debts:
        if one.kind not in _PAPERS or (one.proven and one.kind is not DebtKind.PRIVATE):
            continue
        yield Draft(
            title=f"부채 증빙: {one.kind.label} {one.creditor}".rstrip(),
            detail="실제로 진 빚을 서류로 밝힐 수 있을 때만 해당합니다.",
            amount=one.amount,
            paper=_PAPERS[one.kind],
            until=now.notice.calendar.explanation_until,
            case=replace(now.case, debts=changed(now.case.debts, _proven(one))),
        )


def _proven(one: Debt) -> Debt:
    kind = DebtKind.COURT_CONFIRMED if one.kind is DebtKind.PRIVATE else one.kind
    return replace(one, kind=kind, proven=True)


def shorter_term(now: Situation) -> Iterator[Draft]:
    """End the renewed lease on the last day the notice allows."""
    one, bound = now.case.renewal, now.finding.bound
    if one is None or one.starts_on is None or bound is None:
        return
    last = one.starts_on + timedelta(days=bound - 1)
    if now.notice.reading("A15") != "inclusive":
        last -= timedelta(days=1)
    yield Draft(
        title=f"끝나는 날을 {spoken(last)}로 앞당김",
        detail="공고가 정한 기간까지만 계약합니다.",
        paper="기간을 줄인 재계약서",
        case=replace(now.case, renewal=replace(one, ends_on=last)),
    )


def earlier_end(now: Situation) -> Iterator[Draft]:
    """End the renewed lease before the years in all (최대 거주기간) are over."""
    one, terms = now.case.renewal, now.notice.letting
    if one is None or terms is None or one.first_on is None or one.starts_on is None:
        return
    last = period_end(now.notice, one.first_on, terms.total_years * 12)
    if now.notice.reading("A15") != "inclusive":
        last -= timedelta(days=1)
    if last <= one.starts_on:
        return
    yield Draft(
        title=f"끝나는 날을 {spoken(last)}로 앞당김",
        detail=f"최대 거주기간 {terms.total_years}년 안에서만 재계약합니다.",
        paper="기간을 줄인 재계약서",
        case=replace(now.case, renewal=replace(one, ends_on=last)),
    )


def smaller_rise(now: Situation) -> Iterator[Draft]:
    """Raise deposit and rent no further than allowed or, where that is barred, not at all."""
    one = now.case.renewal
    if one is None or one.deposit_before is None or one.rent_before is None:
        return
    tops = (highest(now.notice, one.deposit_before), highest(now.notice, one.rent_before))
    draft = _lowered(now, one, *tops)
    if rent_increase(replace(now.facts, case=draft.case), now.notice).outcome is not Outcome.PASS:
        draft = _lowered(now, one, one.deposit_before, one.rent_before)
    yield draft


def _lowered(now: Situation, one: Renewal, deposit: int, rent: int) -> Draft:
    lower = replace(
        one,
        deposit=deposit if one.deposit is None else min(one.deposit, deposit),
        rent=rent if one.rent is None else min(one.rent, rent),
    )
    return Draft(
        title=f"보증금 {won(lower.deposit or 0)}, 월임대료 {won(lower.rent or 0)}으로 정함",
        detail="올릴 수 있는 데까지만 올립니다.",
        paper="임대조건을 고친 재계약서",
        case=replace(now.case, renewal=lower),
    )
