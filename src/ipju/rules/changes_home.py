"""Lawful changes of the dwelling: repay, lower, cancel, mend."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from uuid import UUID, uuid5

from ipju.domain.dwelling import Dwelling, LeaseKind
from ipju.domain.finding import Outcome
from ipju.domain.money import won
from ipju.domain.register import Entry, EntryKind, EntryStatus, Extract, Section
from ipju.domain.replacing import replace
from ipju.rules.changes import Draft, Situation
from ipju.rules.claims import Claim
from ipju.rules.entries import label_of
from ipju.rules.prices import PriceLine, TitleAnalysis, title_analysis
from ipju.rules.ratios import debt_ratio, senior_lien
from ipju.rules.support import MONTHS, WHOLE, converted_deposit

REGISTER = "말소·변경된 등기사항전부증명서"
CONTRACT = "고친 임대차계약 조건(권리분석 심사표)"


def _tightest(analysis: TitleAnalysis) -> tuple[PriceLine, ...]:
    """The lines that must all pass: the chosen basis, or every basis while none is chosen."""
    if analysis.settled and analysis.shown is not None:
        return (analysis.shown,)
    return analysis.lines


def _over(analysis: TitleAnalysis, *, debt: bool) -> int:
    rooms = [one.headroom_debt if debt else one.headroom_senior for one in _tightest(analysis)]
    return max(0, -min(rooms, default=0))


def repaid(home: Dwelling, analysis: TitleAnalysis, amount: int, day: date) -> Dwelling | None:
    """Return the dwelling after `amount` won of registered maximum claims are repaid.

    The last in rank are repaid first; what is left of one is entered as a lower maximum claim.
    None when there is not that much.
    """
    rest = amount
    for claim in reversed([one for one in analysis.claims if one.senior]):
        take = min(rest, claim.at_least)
        if take:
            home = _lowered(home, claim, claim.at_least - take, day)
            rest -= take
    return None if rest else home


def _lowered(home: Dwelling, claim: Claim, left: int, day: date) -> Dwelling:
    def entered(extract: Extract) -> Extract:
        added: list[Entry] = []
        kept: list[Entry] = []
        for entry in extract.entries:
            if entry.id not in claim.entries:
                kept.append(entry)
            elif left == 0:
                kept.append(replace(entry, status=EntryStatus.CANCELLED, cancelled_on=day))
            elif entry.kind is EntryKind.MORTGAGE:
                kept.append(entry)
                added.append(_reduction(entry, left, day, len(extract.entries) + 1))
            else:
                kept.append(replace(entry, amount=left))
        return replace(extract, entries=(*kept, *added))

    return replace(home, extracts=tuple(entered(one) for one in home.extracts))


def _reduction(head: Entry, left: int, day: date, place: int) -> Entry:
    """The sub-entry (부기) by which a maximum claim is lowered."""
    return Entry(
        id=uuid5(head.id, "reduction"),
        section=Section.B,
        rank=f"{head.rank}-{place}",
        kind=EntryKind.MORTGAGE_CHANGE,
        purpose=f"{head.rank}번근저당권변경",
        parent=head.id,
        received_on=day,
        amount=left,
        status=EntryStatus.LIVE,
    )


def _repayment(now: Situation, amount: int, detail: str, *also: str) -> Iterator[Draft]:
    analysis = title_analysis(now.facts, now.notice)
    if analysis is None or amount <= 0:
        return
    home = repaid(now.home, analysis, amount, now.home.insurance_on or now.facts.reviewed_on)
    if home is not None:
        yield Draft(
            title=f"선순위 {won(amount)} 상환" + (" (60%·90% 모두)" if also else ""),
            detail=detail,
            amount=amount,
            paper=REGISTER,
            until=now.notice.calendar.contract_until,
            case=now.housed(home),
            also=also,
        )


def _basis(analysis: TitleAnalysis) -> str:
    several = not analysis.settled and len(analysis.lines) > 1
    return "어느 가격으로 보아도 한도 안에 들도록" if several else "한도 안에 들도록"


def _fails(now: Situation, *, debt: bool) -> bool:
    rule = debt_ratio if debt else senior_lien
    return rule(now.facts, now.notice).outcome in (Outcome.FAIL, Outcome.REVIEW)


def repaid_senior(now: Situation) -> Iterator[Draft]:
    """Repay as much of the senior claims as the 60 % test lacks, and as both tests lack."""
    analysis = title_analysis(now.facts, now.notice)
    if analysis is None:
        return
    least, debt = _over(analysis, debt=False), _over(analysis, debt=True)
    detail = (
        f"{_basis(analysis)} 선순위를 갚고 말소·감액 등기를 합니다. 보증금을 낮추어도 선순위 "
        "비율은 그대로입니다."
    )
    too = debt > 0 and _fails(now, debt=True)
    if not too or debt > least:
        yield from _repayment(now, least, detail)
    if too:
        yield from _repayment(now, max(least, debt), detail, "debt-ratio")


def repaid_debt(now: Situation) -> Iterator[Draft]:
    """Repay senior claims or lower the deposit by what the 90 % test lacks."""
    analysis = title_analysis(now.facts, now.notice)
    if analysis is None:
        return
    least, senior = _over(analysis, debt=True), _over(analysis, debt=False)
    detail = f"{_basis(analysis)} 선순위를 갚고 말소·감액 등기를 합니다."
    too = senior > 0 and _fails(now, debt=False)
    if not too or senior > least:
        yield from _repayment(now, least, detail)
    if too:
        yield from _repayment(now, max(least, senior), detail, "senior-lien")
    deposit = now.home.lease.deposit
    if deposit is not None and 0 < least <= deposit:
        lease = replace(now.home.lease, deposit=deposit - least)
        alone = (
            f" 보증금만 낮추어서는 60% 기준을 넘습니다. 선순위가 {won(senior)} 줄어야 합니다."
            if too
            else ""
        )
        yield Draft(
            title=f"보증금 {won(least)} 낮춤",
            detail=f"{_basis(analysis)} 보증금을 {won(deposit - least)}으로 정합니다.{alone}",
            amount=least,
            paper=CONTRACT,
            until=now.notice.calendar.contract_until,
            case=now.housed(replace(now.home, lease=lease)),
        )


def _with_rent(now: Situation, rent: int) -> Draft:
    old = now.home.lease.monthly_rent or 0
    lease = replace(now.home.lease, monthly_rent=rent)
    return Draft(
        title=f"월세 {won(old - rent)} 낮춤",
        detail=f"월세를 {won(rent)}으로 정합니다.",
        amount=old - rent,
        paper=CONTRACT,
        until=now.notice.calendar.contract_until,
        case=now.housed(replace(now.home, lease=lease)),
    )


def lower_deposit_or_rent(now: Situation) -> Iterator[Draft]:
    """Lower the deposit, or for 보증부월세 the rent, to the limit of the converted deposit."""
    terms, lease = now.notice.dwelling, now.home.lease
    if terms is None or lease.deposit is None:
        return
    rate, limit = terms.conversion_rate, terms.deposit_limit
    rent = (lease.monthly_rent or 0) if lease.kind is LeaseKind.MONTHLY else 0
    over = converted_deposit(lease.deposit, rent, rate) - limit
    if 0 < over <= lease.deposit:
        yield Draft(
            title=f"보증금 {won(over)} 낮춤",
            detail=f"보증금을 {won(lease.deposit - over)}으로 정합니다.",
            amount=over,
            paper=CONTRACT,
            until=now.notice.calendar.contract_until,
            case=now.housed(replace(now.home, lease=replace(lease, deposit=lease.deposit - over))),
        )
    if rent and lease.deposit <= limit:
        yield _with_rent(now, (limit - lease.deposit) * rate // (MONTHS * WHOLE))


def lower_rent(now: Situation) -> Iterator[Draft]:
    """Lower the rent until a year of it is at most the tenant's own part of the deposit."""
    yield _with_rent(now, (now.finding.bound or 0) // MONTHS)


def _cancelled(home: Dwelling, rows: frozenset[UUID], day: date) -> Dwelling:
    def done(extract: Extract) -> Extract:
        entries = tuple(
            replace(one, status=EntryStatus.CANCELLED, cancelled_on=day) if one.id in rows else one
            for one in extract.entries
        )
        return replace(extract, entries=entries)

    return replace(home, extracts=tuple(done(one) for one in home.extracts))


def cancelled_grounds(now: Situation) -> Iterator[Draft]:
    """Have the barring entries cancelled on the register."""
    rows = frozenset(
        one.target.row
        for one in now.finding.readings
        if one.target is not None and one.target.row is not None
    )
    found = [one for each in now.home.extracts for one in each.entries if one.id in rows]
    days = [now.home.insurance_on or now.facts.reviewed_on, now.home.opposable_on]
    first = min(day for day in days if day is not None)
    names = ", ".join(label_of(one) for one in found)
    if found:
        yield Draft(
            title=f"{names} 말소",
            detail="임대인이 원인을 풀고, 보험에 가입하는 날까지 말소등기를 마칩니다.",
            paper=REGISTER,
            until=now.notice.calendar.contract_until,
            case=now.housed(_cancelled(now.home, rows, first)),
        )


def mended_violation(now: Situation) -> Iterator[Draft]:
    """Have the violation mended and its mark taken off the building ledger."""
    ledger = replace(
        now.home.ledger,
        violation_own_part=False,
        violation_common_part=False,
        violation_other_unit=False,
    )
    yield Draft(
        title="위반건축물 표시 해제",
        detail="임대인이 위반 부분을 바로잡고 자치구에서 표시를 지웁니다.",
        paper="표시가 지워진 건축물대장",
        until=now.notice.calendar.contract_until,
        case=now.housed(replace(now.home, ledger=ledger)),
    )


def whole_unit(now: Situation) -> Iterator[Draft]:
    """Rent the whole unit."""
    yield Draft(
        title="한 세대 전체를 빌리는 계약",
        detail="구분된 세대 전체를 빌리는 조건으로 바꿉니다. 면적과 보증금을 다시 확인합니다.",
        paper=CONTRACT,
        until=now.notice.calendar.contract_until,
        case=now.housed(replace(now.home, whole_unit=True)),
    )


def no_sale(now: Situation) -> Iterator[Draft]:
    """The sale is withdrawn."""
    yield Draft(
        title="매매를 거둠",
        detail="임대인이 매매를 그만두었을 때만 해당합니다.",
        paper="매매 철회를 확인하는 임대인의 문서",
        until=now.notice.calendar.contract_until,
        case=now.housed(replace(now.home, for_sale=False)),
    )


def registered(now: Situation) -> Iterator[Draft]:
    """The building is registered (소유권보존등기)."""
    yield Draft(
        title="소유권보존등기",
        detail="임대인이 건물을 등기합니다. 등기한 뒤 권리분석을 다시 합니다.",
        paper="건물 등기사항전부증명서",
        until=now.notice.calendar.contract_until,
        case=now.housed(replace(now.home, unregistered=False)),
    )
