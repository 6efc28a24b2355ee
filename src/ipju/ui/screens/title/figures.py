"""The figures of 권리분석 as what is drawn: bars, tables, the result line."""

from __future__ import annotations

from ipju.domain.dates import spoken
from ipju.domain.dwelling import Dwelling, Price
from ipju.domain.finding import Finding, Outcome
from ipju.domain.money import won
from ipju.domain.notice import TitleTerms
from ipju.rules.claims import Claim
from ipju.rules.judge import Judgement
from ipju.rules.names import TITLES, Group
from ipju.rules.outcome import worst
from ipju.rules.prices import PriceLine, TitleAnalysis
from ipju.ui.screens.judgement.rows import LOUD_OUTCOMES
from ipju.ui.widgets.price_bar import LimitLine, PriceBarData, Segment
from ipju.ui.widgets.table_model import Cell, Row

DEPOSIT = "이 계약 보증금"
OTHERS = "다른 임차인 보증금"
_OUT = "out/"


def bar_of(analysis: TitleAnalysis, line: PriceLine, terms: TitleTerms) -> PriceBarData:
    """Return the bar of one price: senior claims first, then the others, this deposit last."""
    claims = sorted(analysis.claims, key=lambda one: not one.senior)
    segments = [
        Segment(short_name(one), one.at_least, "c1" if at % 2 == 0 else "c2")
        for at, one in enumerate(claims)
        if one.at_least
    ]
    if analysis.other_deposits:
        tone = "c2" if len(segments) % 2 else "c1"
        segments.append(Segment(OTHERS, analysis.other_deposits, tone))
    if analysis.deposit:
        segments.append(Segment(DEPOSIT, analysis.deposit, "c3"))
    senior, debt = f"{terms.senior_percent}% 선", f"{terms.debt_percent}% 선"
    return PriceBarData(
        price=line.value,
        segments=tuple(segments),
        lines=(
            LimitLine(
                senior,
                line.mark_senior,
                _at_least("선순위", known=not analysis.senior_missing),
                analysis.senior_sum,
            ),
            LimitLine(
                debt,
                line.mark_debt,
                _at_least("부채 전체", known=not analysis.debt_missing),
                analysis.debt_sum,
            ),
        ),
    )


def _at_least(name: str, *, known: bool) -> str:
    """Say of a sum that something is still missing from it."""
    return name if known else f"{name} 적어도"


def short_name(claim: Claim) -> str:
    """Return a claim's name for the bar: `을구 1 근저당권` stays, a joint one says so."""
    return f"{claim.label} (공동)" if claim.joint else claim.label


def basis_rows(analysis: TitleAnalysis, terms: TitleTerms, chosen: str) -> list[Row]:
    """Return every price basis with its bar and both verdicts; `chosen` is the id of a price."""
    rows: list[Row] = []
    for line in analysis.lines:
        price_id = str(line.price.id)
        on = price_id == chosen
        head = "고른 기준" if on else "기준"
        cells: list[Cell] = [
            {"radio": on, "t": "", "said": head},
            {
                "t": line.price.basis.label + _times(line),
                "sub": _origin(line.price, with_amount=line.rule.percent != 100),
                "bold": on,
                "tip": f"{line.rule.label}\n{line.price.note}".strip(),
            },
            {"t": won(line.value), "bold": on, "align": "r"},
            {"bar": bar_of(analysis, line, terms), "said": ""},
            _verdict(line.senior_ok, line.headroom_senior, line.senior_ratio),
            _verdict(line.debt_ok, line.headroom_debt, line.debt_ratio),
        ]
        rows.append({"id": price_id, "cells": cells, "lines": 2, "h": 46, "sel": on})
    for one in analysis.left_out:
        cells = [
            {"t": ""},
            {"t": one.price.basis.label, "sub": _origin(one.price)},
            {"t": "" if one.price.amount is None else won(one.price.amount), "align": "r"},
            {"t": "쓰지 않음"},
            {"t": one.reason, "tip": one.reason},
            {"t": ""},
        ]
        rows.append({
            "id": _OUT + str(one.price.id),
            "cells": cells,
            "lines": 2,
            "h": 46,
            "dim": True,
        })  # fmt: skip
    return rows


def _times(line: PriceLine) -> str:
    return "" if line.rule.percent == 100 else f" × {line.rule.percent}%"


def _origin(price: Price, *, with_amount: bool = False) -> str:
    parts = []
    if with_amount and price.amount is not None:
        parts.append(won(price.amount))
    if price.as_of is not None:
        parts.append(price.as_of.isoformat())
    if price.note:
        parts.append(price.note)
    return " · ".join(parts)


def _verdict(ok: bool | None, headroom: int, ratio: str) -> Cell:
    word = "여유" if headroom >= 0 else "초과"
    mark = "mis" if ok is None else "pas" if ok else "fail"
    return {
        "mark": mark,
        "t": f"{word} {won(abs(headroom))}",
        "sub": ratio + {"fail": " 초과", "mis": " 이상"}.get(mark, ""),
        "keep": True,
        "tone": {"pas": "pas", "fail": "fail", "mis": "ink"}[mark],
        "bold": mark == "fail",
        "said": f"{ {'pas': '적합', 'fail': '부적합', 'mis': '미확인'}[mark] } {word} "
        f"{won(abs(headroom))} {ratio}",
    }


def claim_rows(analysis: TitleAnalysis) -> list[Row]:
    """Return the claims in order of rank with the sums below them."""
    rows: list[Row] = []
    for at, one in enumerate(analysis.claims):
        received = "" if one.received_on is None else one.received_on.isoformat()
        amount = "미확인" if one.amount is None else won(one.amount)
        rows.append(_claim(f"claim/{at}", short_name(one), received, one.holder, amount, one.note))
    known = not analysis.senior_missing
    rows.append(_sum("senior", "선순위 설정최고액", analysis.senior_sum, known=known, bold=True))
    if analysis.other_deposits:
        rows.append(_sum("others", OTHERS, analysis.other_deposits, known=True))
    if analysis.deposit is None:
        rows.append(_claim("deposit", DEPOSIT, "", "", "미확인", ""))
    else:
        rows.append(_sum("deposit", DEPOSIT, analysis.deposit, known=True))
    rows.append(
        _sum("debt", "부채 전체", analysis.debt_sum, known=not analysis.debt_missing, bold=True)
    )
    return rows


def _claim(row_id: str, name: str, day: str, holder: str, amount: str, note: str) -> Row:
    return {
        "id": row_id,
        "h": 27,
        "lines": 1,
        "cells": [
            {"t": name, "tip": note},
            {"t": day, "keep": True},
            {"t": holder},
            {"t": amount, "align": "r", "tone": "ink"},
        ],
    }


def _sum(row_id: str, name: str, amount: int, *, known: bool, bold: bool = False) -> Row:
    return {
        "id": row_id,
        "h": 27,
        "lines": 1,
        "cells": [
            {"t": name, "bold": bold, "keep": True},
            {"t": ""},
            {"t": "" if known else "적어도", "tone": "ink2"},
            {"t": won(amount), "bold": bold, "align": "r"},
        ],
    }


def grounds(judgement: Judgement) -> list[Finding]:
    """Return the nine grounds (제외 사유) in the order of the notice, 1 to 9."""
    found = [
        one
        for one in judgement.findings
        if TITLES[one.rule][0] is Group.TITLE and one.title[0].isdecimal()
    ]
    return sorted(found, key=lambda one: one.title)


def requirements(judgement: Judgement) -> list[Finding]:
    """Return the requirements of the dwelling (주택 요건) that this lease has to meet."""
    return [one for one in judgement.findings if TITLES[one.rule][0] is Group.DWELLING]


def result_of(judgement: Judgement, analysis: TitleAnalysis) -> tuple[Outcome, str]:
    """Return the outcome of 권리분석 and the sentence that says what to do about it."""
    price = judgement.finding("price")
    found = grounds(judgement) + ([] if price is None else [price])
    outcome = worst(one.outcome for one in found)
    loud = [one for one in found if one.outcome is outcome]
    if outcome is Outcome.REVIEW and (analysis.senior_differs or analysis.debt_differs):
        return outcome, "가격 기준에 따라 결과가 달라집니다. 기준과 사유를 정하세요."
    if outcome not in LOUD_OUTCOMES:
        return outcome, "지원 제외 사유에 들지 않습니다."
    others = f" 그 밖에 {len(loud) - 1}건이 더 있습니다." if len(loud) > 1 else ""
    return outcome, f"{loud[0].title}: {loud[0].sentence}{others}"


def address_line(home: Dwelling) -> str:
    """Return address, kind, area and lease of the dwelling in one line."""
    parts = [home.address or "주소를 적지 않음"]
    if home.kind is not None:
        parts.append(home.kind.label)
    if home.area is not None:
        parts.append(f"전용 {home.area // 100}.{home.area % 100:02d}㎡")
    lease = home.lease
    if lease.deposit is not None:
        kind = "보증금" if lease.kind is None else lease.kind.label
        parts.append(f"{kind} {won(lease.deposit)}")
    if lease.monthly_rent:
        parts.append(f"월세 {won(lease.monthly_rent)}")
    return " · ".join(parts)


def basis_day(home: Dwelling) -> str:
    """Return the day on which claims are counted, `2024-12-20 (금)`; empty when not recorded."""
    return "" if home.insurance_on is None else spoken(home.insurance_on)
