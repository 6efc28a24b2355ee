"""권리분석 결과: the dwelling, its prices, its claims, the nine grounds, the support."""

from __future__ import annotations

from ipju.domain import printed as models
from ipju.domain.area import square_metres
from ipju.domain.dwelling import Dwelling, LeaseKind
from ipju.domain.finding import Finding, Outcome
from ipju.domain.money import margin_text, won
from ipju.rules.names import Group
from ipju.rules.prices import PriceLine, TitleAnalysis, title_analysis
from ipju.services.letters.sheet import CannotPrint, Sheet, clauses_of, head, judged, remedies

NO_BREAK = "\u00a0"


def title_result(sheet: Sheet) -> models.TitleAnalysis:
    """Return the result of the title analysis; CannotPrint while anything of it is open."""
    if sheet.notice.title_review is None:
        raise CannotPrint("이 공고에는 권리분석 기준이 없습니다.")
    home = sheet.case.dwelling
    if home is None:
        raise CannotPrint("주택을 아직 적지 않아 권리분석 결과를 만들 수 없습니다.")
    grounds = sheet.findings(Group.TITLE)
    requirements = sheet.findings(Group.DWELLING)
    contract = sheet.findings(Group.CONTRACT)
    everything = (*grounds, *requirements, *contract)
    failed = [one for one in everything if one.outcome is Outcome.FAIL]
    # The contract comes after this letter: that it is not signed yet keeps nothing back.
    waiting = [
        one.title
        for one in everything
        if one.outcome in (Outcome.REVIEW, Outcome.MISSING) and one.rule != "contract-deadline"
    ]
    if waiting and not failed:
        raise CannotPrint(f"아직 정하지 못한 항목이 있습니다: {', '.join(waiting)}")
    analysis = title_analysis(sheet.judgement.facts, sheet.notice)
    if analysis is None:
        raise CannotPrint("이 공고에는 권리분석 기준이 없습니다.")
    deposit = home.lease.deposit or 0
    support = _amount(contract, "support")
    return models.TitleAnalysis(
        **head(sheet),
        **remedies(sheet),
        clauses=clauses_of((*grounds, *requirements)) if not failed else (),
        possible=not failed,
        dwelling=home.address,
        dwelling_kind=home.kind.label if home.kind else "",
        area=square_metres(home.area) if home.area is not None else "",
        terms=_terms(home),
        analysed_on=sheet.on,
        prices=tuple(_price(one, analysis) for one in analysis.lines),
        price_reason=analysis.reason,
        claims=_claims(analysis, deposit),
        grounds=tuple(
            _ground(int(one.title.split()[0]), one)
            for one in sorted(grounds, key=lambda one: one.title)
            if one.title[:1].isdecimal()
        ),
        requirements=tuple(judged(one) for one in requirements if one.outcome is not Outcome.NA),
        deposit=deposit,
        support=support,
        own_share=deposit - support,
        contract_by=sheet.notice.calendar.contract_until if not failed else None,
        notes=tuple(
            f"{one.sentence} (근거: 공고 {one.clause})" for one in failed if one in contract
        ),
    )


def _amount(findings: tuple[Finding, ...], rule: str) -> int:
    return next((one.amount or 0 for one in findings if one.rule == rule), 0)


def _terms(home: Dwelling) -> str:
    lease = home.lease
    if lease.kind is None or lease.deposit is None:
        return ""
    if lease.kind is LeaseKind.JEONSE:
        return f"전세 {won(lease.deposit)}"
    return f"보증금 {won(lease.deposit)}, 월세 {won(lease.monthly_rent or 0)}"


def _verdict(ok: bool | None, ratio: str, headroom: int) -> str:
    if ok is None:
        return "미확인"
    # The amount stays on one line of its narrow column.
    return f"{ratio} {margin_text(headroom).replace(' ', NO_BREAK)}"


def _price(line: PriceLine, analysis: TitleAnalysis) -> models.PriceRow:
    percent = f"{line.rule.percent}%"
    times = "" if line.rule.percent == 100 or percent in line.rule.label else f" × {percent}"
    as_of = f"{line.price.as_of.isoformat()} 기준" if line.price.as_of else ""
    note = f" {line.price.note}" if line.price.note else ""
    return models.PriceRow(
        basis=f"{line.rule.label}{times}",
        source=f"{as_of}{note}".strip(),
        price=line.value,
        senior=_verdict(line.senior_ok, line.senior_ratio, line.headroom_senior),
        debt=_verdict(line.debt_ok, line.debt_ratio, line.headroom_debt),
        chosen=line is analysis.shown,
    )


def _claims(analysis: TitleAnalysis, deposit: int) -> tuple[models.ClaimRow, ...]:
    rows = [
        models.ClaimRow(
            name=one.label,
            registered_on=one.received_on,
            creditor=one.holder,
            amount=one.amount if one.amount is not None else one.at_least,
        )
        for one in analysis.claims
    ]
    rows.append(models.ClaimRow(name="선순위 설정최고액", amount=analysis.senior_sum, total=True))
    if analysis.other_deposits:
        rows.append(models.ClaimRow(name="다른 임차인 보증금", amount=analysis.other_deposits))
    rows.append(models.ClaimRow(name="이 계약 보증금", amount=deposit))
    rows.append(models.ClaimRow(name="부채 전체", amount=analysis.debt_sum, total=True))
    return tuple(rows)


def _ground(number: int, finding: Finding) -> models.GroundRow:
    limit = f" (한도 {finding.limit})" if finding.limit else ""
    found = f"{finding.value}{limit}".strip()
    return models.GroundRow(
        number=number,
        ground=finding.title.partition(" ")[2],
        found=found or finding.sentence,
        outcome=finding.outcome.label,
        bad=finding.outcome is Outcome.FAIL,
        clause=str(finding.clause),
    )
