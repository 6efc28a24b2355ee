"""권리분석: senior claims against 60 %, all debt against 90 %, and the price they stand on."""

from __future__ import annotations

from dataclasses import dataclass

from ipju.domain.dates import spoken
from ipju.domain.dwelling import Dwelling
from ipju.domain.finding import Finding, Outcome, Reading, Threshold, Unit
from ipju.domain.money import won
from ipju.domain.notice import Notice, TitleTerms
from ipju.domain.replacing import replace
from ipju.rules.entries import pending
from ipju.rules.facts import Facts
from ipju.rules.prices import (
    PriceLine,
    TitleAnalysis,
    analyse,
    basis_question,
    has_rule,
    no_basis_question,
    within,
)
from ipju.rules.recorded import ask, at, blank_finding, lacking, on_dwelling, read, settle


def _terms(notice: Notice) -> TitleTerms | None:
    return notice.title_review


@dataclass(frozen=True, slots=True)
class _Side:
    """One of the two tests, read off a line."""

    words: str
    percent: int
    total: int
    debt: bool

    def ok(self, line: PriceLine) -> bool | None:
        return line.debt_ok if self.debt else line.senior_ok

    def mark(self, line: PriceLine) -> int:
        return line.mark_debt if self.debt else line.mark_senior

    def headroom(self, line: PriceLine) -> int:
        return line.headroom_debt if self.debt else line.headroom_senior

    def ratio(self, line: PriceLine) -> str:
        text = line.debt_ratio if self.debt else line.senior_ratio
        return text if self.ok(line) is not False else f"{text} 초과"

    def said(self, line: PriceLine) -> str:
        room = self.headroom(line)
        return f"여유 {won(room)}" if room >= 0 else f"초과 {won(-room)}"


def _line_reading(side: _Side, line: PriceLine) -> Reading:
    label = f"{line.rule.label} {won(line.value)}"
    return read(label, f"{side.ratio(line)} · {side.said(line)}", "prices", line.price.id)


def _without_basis(
    finding: Finding,
    facts: Facts,
    terms: TitleTerms,
    home: Dwelling,
    analysis: TitleAnalysis,
    refused: Outcome,
) -> Finding:
    """No usable price: what is missing of it, else the question to an officer (B26)."""
    if home.kind is None:
        return lacking(finding, ask("주택 유형", "kind"))
    if analysis.price_missing:
        return lacking(finding, *analysis.price_missing)
    shop = not has_rule(home, terms)
    question = no_basis_question(analysis, terms, home.kind.label if shop else None)
    # A basis that was picked is settled before this is asked; "search" leaves the fact open.
    outcomes = {"refuse": refused} | ({} if shop else {"search": Outcome.MISSING})
    words = home.kind.label if shop else "쓸 수 있는 가격 기준 없음"
    asked = settle(
        replace(finding, value="가격 없음", sentence=words + "."), facts, question, outcomes
    )
    if home.prices and asked.outcome is not Outcome.MISSING:
        return asked
    return replace(asked, missing=(ask("주택 가격", "prices"),))


def _open_basis(analysis: TitleAnalysis, home: Dwelling, terms: TitleTerms) -> bool:
    """Tell whether no basis can be used before something about the prices is settled."""
    if analysis.settled:
        return False
    return not analysis.lines or bool(analysis.price_missing) or not has_rule(home, terms)


def _tested(
    blank: Finding,
    facts: Facts,
    terms: TitleTerms,
    home: Dwelling,
    analysis: TitleAnalysis,
    side: _Side,
) -> Finding:
    """Judge one ratio on every basis; what comes out the same on all of them stands (B25)."""
    lines = analysis.lines
    finding = replace(
        blank,
        target=at("prices" if analysis.price_missing else "extracts"),
        value=won(side.total),
        unit=Unit.WON,
        amount=side.total,
        readings=(
            read("기준일", spoken(home.insurance_on or facts.reviewed_on), "insurance_on"),
            *blank.readings,
            *(_line_reading(side, one) for one in lines),
            *(
                read(f"{one.price.basis.label} (제외)", one.reason, "prices", one.price.id)
                for one in analysis.left_out
            ),
        ),
        notes=(*blank.notes, *analysis.notes, *pending(home)),
        boundary=analysis.boundary,
    )
    if _open_basis(analysis, home, terms):
        return _without_basis(finding, facts, terms, home, analysis, Outcome.NA)
    shown = analysis.shown or lines[0]
    mark, room = side.mark(shown), side.headroom(shown)
    basis = f"{shown.rule.label} {won(shown.value)}"
    finding = replace(
        finding,
        limit=won(mark),
        margin=side.said(shown),
        bound=mark,
        slack=room,
        sentence=(
            f"{basis}의 {side.percent}%는 {won(mark)}이고 {side.words} 합계는 "
            f"{won(side.total)}({side.ratio(shown)})입니다."
        ),
    )
    outcome = analysis.agreed(side.ok)
    if outcome is not None:
        ending = "" if outcome else f" {side.percent}%를 넘어 지원에서 제외됩니다."
        return replace(
            finding,
            outcome=Outcome.PASS if outcome else Outcome.FAIL,
            sentence=finding.sentence + ending,
        )
    missing = analysis.debt_missing if side.debt else analysis.senior_missing
    if missing:
        return replace(
            lacking(finding, *missing), value=f"{won(side.total)} 이상", amount=None, slack=None
        )
    return replace(
        finding,
        outcome=Outcome.REVIEW,
        sentence=f"{finding.sentence} 가격 기준에 따라 결과가 달라집니다.",
        questions=(basis_question(analysis, terms),),
        thresholds=_both(terms, analysis),
    )


def _both(terms: TitleTerms, analysis: TitleAnalysis) -> tuple[Threshold, ...]:
    return (
        Threshold(key="title_review.senior_percent", text=f"{terms.senior_percent}%"),
        Threshold(key="title_review.debt_percent", text=f"{terms.debt_percent}%"),
        *analysis.thresholds,
    )


def _claim_readings(analysis: TitleAnalysis, *, senior: bool) -> tuple[Reading, ...]:
    return tuple(
        read(
            f"{one.label} {one.holder}".strip(),
            "미확인" if one.amount is None else won(one.amount),
            "extracts.entries",
            one.entries[0],
        )
        for one in analysis.claims
        if one.senior or not senior
    )


def _senior_lien(
    facts: Facts, terms: TitleTerms, home: Dwelling, blank: Finding, analysis: TitleAnalysis
) -> Finding:
    side = _Side("선순위 설정최고액", terms.senior_percent, analysis.senior_sum, debt=False)
    notes: tuple[str, ...] = ()
    wide = analysis.sheet.claim_sum + analysis.other_deposits
    shown = analysis.shown
    if shown is not None and not analysis.senior_missing:
        amount, percent = shown.price.amount or 0, shown.rule.percent
        if within(wide, amount, percent, side.percent) is not within(
            side.total, amount, percent, side.percent
        ):
            notes = (
                f"전세권·임차권과 다른 임차인 보증금까지 넣으면({won(wide)}) 결과가 달라집니다. "
                "등기된 설정최고액만 넣었습니다.",
            )
    blank = replace(
        blank,
        notes=notes,
        readings=_claim_readings(analysis, senior=True),
        thresholds=(
            Threshold(key="title_review.senior_percent", text=f"{terms.senior_percent}%"),
            *analysis.thresholds,
        ),
    )
    if _open_basis(analysis, home, terms):
        blank = replace(blank, thresholds=_both(terms, analysis))
    return _tested(blank, facts, terms, home, analysis, side)


def _debt_ratio(
    facts: Facts, terms: TitleTerms, home: Dwelling, blank: Finding, analysis: TitleAnalysis
) -> Finding:
    side = _Side("부채", terms.debt_percent, analysis.debt_sum, debt=True)
    deposit = "미확인" if analysis.deposit is None else won(analysis.deposit)
    extra = [read("이번 임대차 보증금", deposit, "lease.deposit")]
    notes: tuple[str, ...] = ()
    if home.tenants:
        extra.insert(0, read("다른 임차인 보증금", won(analysis.other_deposits), "tenants"))
    shown = analysis.shown
    if shown is not None and analysis.deposit is not None:
        amount, percent = shown.price.amount or 0, shown.rule.percent
        other = within(analysis.debt_other, amount, percent, side.percent)
        extra.append(Reading(label="다른 해석의 부채 합계", value=won(analysis.debt_other)))
        if shown.debt_ok is not None and other is not shown.debt_ok:
            notes = (
                "이번 보증금을 넣는지에 따라 결과가 달라집니다. 다른 해석의 합계는 "
                f"{won(analysis.debt_other)}입니다.",
            )
    blank = replace(
        blank,
        notes=notes,
        readings=(*_claim_readings(analysis, senior=False), *extra),
        thresholds=(
            Threshold(key="title_review.debt_percent", text=f"{terms.debt_percent}%"),
            *analysis.thresholds,
        ),
    )
    if _open_basis(analysis, home, terms):
        blank = replace(blank, thresholds=_both(terms, analysis))
    return _tested(blank, facts, terms, home, analysis, side)


def _price(
    facts: Facts, terms: TitleTerms, home: Dwelling, blank: Finding, analysis: TitleAnalysis
) -> Finding:
    finding = replace(
        blank,
        target=at("prices"),
        thresholds=_both(terms, analysis),
        boundary=analysis.boundary,
        readings=tuple(
            read(
                f"{one.rule.label} {won(one.value)}",
                f"선순위 {one.senior_ratio} · 부채 {one.debt_ratio}",
                "prices",
                one.price.id,
            )
            for one in analysis.lines
        )
        + tuple(
            read(f"{one.price.basis.label} (제외)", one.reason, "prices", one.price.id)
            for one in analysis.left_out
        ),
    )
    if _open_basis(analysis, home, terms):
        return _without_basis(finding, facts, terms, home, analysis, Outcome.FAIL)
    shown = analysis.shown or analysis.lines[0]
    finding = replace(
        finding,
        value=won(shown.value),
        unit=Unit.WON,
        amount=shown.value,
        sentence=f"가격은 {shown.rule.label} {won(shown.value)}으로 봅니다.",
    )
    if analysis.settled:
        return replace(
            finding,
            outcome=Outcome.PASS,
            sentence=f"{finding.sentence} 담당자가 골랐습니다 (사유: {analysis.reason}).",
        )
    if not analysis.senior_differs and not analysis.debt_differs:
        return _standing_basis(finding, analysis)
    gaps = dict.fromkeys(analysis.senior_missing + analysis.debt_missing)
    if gaps:
        return lacking(finding, *gaps)
    return replace(
        finding,
        outcome=Outcome.REVIEW,
        sentence="가격 기준에 따라 결과가 달라집니다. 기준과 사유를 정해야 합니다.",
        questions=(basis_question(analysis, terms),),
    )


def _standing_basis(finding: Finding, analysis: TitleAnalysis) -> Finding:
    """Every basis leads to the same outcome, or none can be tested yet."""
    several = len({one.value for one in analysis.lines}) > 1
    untested = any(one.senior_ok is None or one.debt_ok is None for one in analysis.lines)
    if several and untested:
        return lacking(finding, *dict.fromkeys(analysis.senior_missing + analysis.debt_missing))
    said = " 다른 기준으로 보아도 결과가 같습니다." if several else ""
    return replace(finding, outcome=Outcome.PASS, sentence=finding.sentence + said)


@on_dwelling("senior-lien", _terms, lambda terms: terms.clause)
def senior_lien(
    facts: Facts, notice: Notice, terms: TitleTerms, home: Dwelling, blank: Finding
) -> Finding:
    """Senior registered maximum claims (선순위 설정최고액) are at most 60 % of the price (3호)."""
    return _senior_lien(facts, terms, home, blank, analyse(facts, notice, terms, home))


@on_dwelling("debt-ratio", _terms, lambda terms: terms.clause)
def debt_ratio(
    facts: Facts, notice: Notice, terms: TitleTerms, home: Dwelling, blank: Finding
) -> Finding:
    """All debt with this deposit is at most 90 % of the price (8호, B23)."""
    return _debt_ratio(facts, terms, home, blank, analyse(facts, notice, terms, home))


@on_dwelling("price", _terms, lambda terms: terms.price_clause)
def price(
    facts: Facts, notice: Notice, terms: TitleTerms, home: Dwelling, blank: Finding
) -> Finding:
    """Which price the review stands on (임차주택 가격 기준); several may disagree (B25)."""
    return _price(facts, terms, home, blank, analyse(facts, notice, terms, home))


def ratio_findings(facts: Facts, notice: Notice) -> dict[str, Finding]:
    """Return the findings of the three rules by their id, analysing the dwelling only once.

    They are those of `senior_lien`, `debt_ratio` and `price`; empty without a dwelling or section.
    """
    terms, home = notice.title_review, facts.case.dwelling
    if terms is None or home is None:
        return {}
    analysis = analyse(facts, notice, terms, home)
    together = {"senior-lien": _senior_lien, "debt-ratio": _debt_ratio, "price": _price}
    clauses = {"price": terms.price_clause}
    return {
        rule: judged(
            facts, terms, home, blank_finding(rule, clauses.get(rule, terms.clause)), analysis
        )
        for rule, judged in together.items()
    }
