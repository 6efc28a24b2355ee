"""Contradictions in means, studies, papers and renewals: what must have been mistyped there."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ipju.domain.case import Case
from ipju.domain.contradiction import Contradiction, Path
from ipju.domain.scholar import PayerRole

LONGEST_PREGNANCY = 45
"""Weeks: no diagnosis tells of more."""


def _unless_after(
    path: Path, day: date | None, first: date | None, words: str
) -> list[Contradiction]:
    """Return a contradiction where `day` lies before `first`; none while one is not recorded."""
    if day is None or first is None or day >= first:
        return []
    return [Contradiction(path=path, message=f"{words} 두 날짜를 확인하세요.")]


def births(case: Case) -> Iterator[Contradiction]:
    """Find adoptions before the birth, and pregnancies no diagnosis tells of."""
    for one in case.people:
        path: Path = ("people", one.id, "adopted_on")
        words = "입양한 날이 태어난 날보다 빠릅니다."
        yield from _unless_after(path, one.adopted_on, one.birth, words)
    for pregnancy in case.pregnancies:
        base: Path = ("pregnancies", pregnancy.id)
        born, examined = pregnancy.born_on, pregnancy.examined_on
        words = "태어난 날이 임신을 진단한 날보다 빠릅니다."
        yield from _unless_after((*base, "born_on"), born, examined, words)
        if pregnancy.weeks is not None and pregnancy.weeks > LONGEST_PREGNANCY:
            message = f"임신주수는 {LONGEST_PREGNANCY}주를 넘을 수 없습니다. 진단서를 확인하세요."
            yield Contradiction(path=(*base, "weeks"), message=message)


def papers(case: Case) -> Iterator[Contradiction]:
    """Find papers that came in before they were issued."""
    for one in case.papers:
        words = "낸 날이 발급한 날보다 빠릅니다."
        path: Path = ("papers", one.id, "received_on")
        yield from _unless_after(path, one.received_on, one.issued_on, words)


def means(case: Case) -> Iterator[Contradiction]:
    """Find debts upon a property that is not there, and settlements both paid and received."""
    known = {one.id for one in case.holdings}
    for debt in case.debts:
        if debt.holding is not None and debt.holding not in known:
            message = "보증금을 받은 부동산이 부동산 목록에 없습니다. 부동산을 다시 고르세요."
            yield Contradiction(path=("debts", debt.id, "holding"), message=message)
    for one in case.holdings:
        if one.settlement_paid and one.settlement_received:
            message = "청산금을 내기도 하고 받기도 한 것으로 적혔습니다. 한쪽만 적으세요."
            yield Contradiction(path=("holdings", one.id, "settlement_received"), message=message)


def studies(case: Case) -> Iterator[Contradiction]:
    """Find payers of the health insurance that are named twice."""
    seen: set[PayerRole] = set()
    for payer in case.scholar.payers if case.scholar else ():
        if payer.role in seen:
            message = f"건강보험료 납부확인 대상에 {payer.role.label}이(가) 두 번 있습니다."
            path: Path = ("scholar", "payers", payer.id, "role")
            yield Contradiction(path=path, message=f"{message} 하나를 지우세요.")
        seen.add(payer.role)


def renewals(case: Case) -> Iterator[Contradiction]:
    """Find a renewal that ends before it begins, or begins before the lease did."""
    one = case.renewal
    if one is None:
        return
    if one.number < 1:
        message = "재계약 횟수는 1부터 셉니다. 횟수를 확인하세요."
        yield Contradiction(path=("renewal", "number"), message=message)
    ends: Path = ("renewal", "ends_on")
    words = "재계약이 끝나는 날이 시작하는 날보다 빠릅니다."
    yield from _unless_after(ends, one.ends_on, one.starts_on, words)
    starts: Path = ("renewal", "starts_on")
    words = "재계약이 처음 계약보다 먼저 시작합니다."
    yield from _unless_after(starts, one.starts_on, one.first_on, words)
