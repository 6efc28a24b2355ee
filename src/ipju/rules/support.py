"""Deposit limit (보증금 한도), support (지원금) and the rent test of 보증부월세."""

from __future__ import annotations

from dataclasses import dataclass

from ipju.domain.dwelling import Dwelling, Lease, LeaseKind
from ipju.domain.finding import Finding, Outcome, Reading, Threshold, Unit
from ipju.domain.money import won
from ipju.domain.notice import DwellingTerms, Notice, SupportBand, SupportTerms
from ipju.domain.replacing import replace
from ipju.rules.facts import Facts
from ipju.rules.outcome import compare_won
from ipju.rules.recorded import ask, at, chosen, lacking, on_dwelling, read

MONTHS = 12
# Hundredths of a percent in one whole: 4 % is recorded as 400.
WHOLE = 10_000


def _dwelling(notice: Notice) -> DwellingTerms | None:
    return notice.dwelling


def _support(notice: Notice) -> SupportTerms | None:
    return notice.support


def converted_deposit(deposit: int, monthly_rent: int, rate: int) -> int:
    """Return deposit + rent × 12 ÷ rate in won, rounded up; `rate` in hundredths of a percent.

    Rounding up keeps the comparison with a whole limit exact.
    """
    return deposit - (-monthly_rent * MONTHS * WHOLE // rate)


def _percent(rate: int) -> str:
    return f"{rate // 100}%" if rate % 100 == 0 else f"{rate // 100}.{rate % 100:02d}%"


@on_dwelling("deposit-limit", _dwelling, lambda terms: terms.deposit_clause)
def deposit_limit(
    facts: Facts, notice: Notice, terms: DwellingTerms, home: Dwelling, blank: Finding
) -> Finding:
    """전세 deposit, or base deposit + rent × 12 ÷ conversion rate, is within the limit."""
    lease = home.lease
    blank = replace(
        blank,
        target=at("lease.deposit"),
        limit=won(terms.deposit_limit),
        thresholds=(
            Threshold(key="dwelling.deposit_limit", text=won(terms.deposit_limit)),
            Threshold(key="dwelling.conversion_rate", text=_percent(terms.conversion_rate)),
            Threshold(key="dwelling.leases", text=", ".join(one.label for one in terms.leases)),
        ),
    )
    if lease.kind is not None and lease.kind not in terms.leases:
        return replace(
            blank,
            outcome=Outcome.FAIL,
            value=lease.kind.label,
            target=at("lease.kind"),
            sentence=f"이 공고는 {lease.kind.label} 계약을 지원하지 않습니다.",
        )
    missing = _lease_gaps(lease)
    if missing:
        known = lease.deposit or 0
        if known <= terms.deposit_limit:
            return lacking(blank, *missing)
        # Whatever the rent, the sum can only be higher.
        return replace(
            compare_won(blank, known, terms.deposit_limit),
            sentence=f"보증금 {won(known)}만으로 한도 {won(terms.deposit_limit)}을 넘습니다.",
        )
    deposit, rent = lease.deposit or 0, lease.monthly_rent or 0
    readings = [read("보증금", won(deposit), "lease.deposit")]
    total = deposit
    said = f"전세보증금은 {won(total)}"
    if lease.kind is LeaseKind.MONTHLY:
        total = converted_deposit(deposit, rent, terms.conversion_rate)
        rate = _percent(terms.conversion_rate)
        readings.append(read("월세", won(rent), "lease.monthly_rent"))
        readings.append(Reading(label=f"월세 × 12 ÷ {rate}", value=won(total - deposit)))
        said = f"기본보증금에 월세를 {rate}로 전환해 더하면 {won(total)}"
    finding = compare_won(replace(blank, readings=tuple(readings)), total, terms.deposit_limit)
    ending = "" if finding.outcome is Outcome.PASS else " 한도를 넘어 지원할 수 없습니다."
    return replace(finding, sentence=f"{said}이고 한도는 {won(terms.deposit_limit)}입니다.{ending}")


def _lease_gaps(lease: Lease) -> tuple[Reading, ...]:
    gaps = []
    if lease.kind is None:
        gaps.append(ask("전세·보증부월세 구분", "lease.kind"))
    if lease.deposit is None:
        gaps.append(ask("보증금", "lease.deposit"))
    if lease.kind is LeaseKind.MONTHLY and lease.monthly_rent is None:
        gaps.append(ask("월세", "lease.monthly_rent"))
    return tuple(gaps)


@dataclass(frozen=True, slots=True, kw_only=True)
class SupportAmount:
    """Support of one lease in won: `uncapped` = percent of the deposit, `own` the tenant's part."""

    deposit: int
    band: SupportBand
    uncapped: int
    amount: int

    @property
    def own(self) -> int:
        """The tenant's own part of the deposit (본인 부담 보증금)."""
        return self.deposit - self.amount


def _in_band(terms: SupportTerms, deposit: int, measured: int, unit: int) -> SupportAmount:
    band = next(one for one in terms.bands if one.up_to is None or measured <= one.up_to)
    uncapped = deposit * band.percent // 100
    return SupportAmount(
        deposit=deposit,
        band=band,
        uncapped=uncapped,
        amount=min(uncapped, band.maximum) // unit * unit,
    )


def support_of(
    home: Dwelling, notice: Notice, terms: SupportTerms
) -> SupportAmount | tuple[Reading, ...]:
    """Return the support as the notice's readings are set, or what is missing to tell.

    The percentage is of the deposit (보증부월세: of the base deposit) and is taken as a ceiling
    that is paid in full (B18), floored to the won (B19); the band is found by the base deposit
    (B20).
    """
    deposit = home.lease.deposit
    if deposit is None:
        return (ask("보증금", "lease.deposit"),)
    measured = deposit
    if chosen(notice, "B20", "base") == "converted":
        gaps = _lease_gaps(home.lease)
        if gaps:
            return gaps
        measured = _measured(home.lease, notice)
    return _in_band(terms, deposit, measured, _unit(notice))


def _unit(notice: Notice) -> int:
    return 1_000 if chosen(notice, "B19", "won") == "thousand" else 1


def _measured(lease: Lease, notice: Notice) -> int:
    """The converted total, which the other reading of B20 measures the band by."""
    if lease.kind is not LeaseKind.MONTHLY or notice.dwelling is None:
        return lease.deposit or 0
    rent = lease.monthly_rent or 0
    return converted_deposit(lease.deposit or 0, rent, notice.dwelling.conversion_rate)


def _band_thresholds(terms: SupportTerms) -> tuple[Threshold, ...]:
    found: list[Threshold] = []
    for index, band in enumerate(terms.bands):
        key = f"support.bands.{index}"
        found.append(Threshold(key=f"{key}.percent", text=f"{band.percent}%"))
        found.append(Threshold(key=f"{key}.maximum", text=f"최대 {won(band.maximum)}"))
        if band.up_to is not None:
            found.append(Threshold(key=f"{key}.up_to", text=f"{won(band.up_to)} 이하"))
    return tuple(found)


def _rate_threshold(home: Dwelling, notice: Notice) -> tuple[Threshold, ...]:
    if notice.dwelling is None or home.lease.kind is not LeaseKind.MONTHLY:
        return ()
    rate = notice.dwelling.conversion_rate
    return (Threshold(key="dwelling.conversion_rate", text=_percent(rate)),)


@on_dwelling("support", _support, lambda terms: terms.clause)
def support(
    facts: Facts, notice: Notice, terms: SupportTerms, home: Dwelling, blank: Finding
) -> Finding:
    """What is supported of the deposit and what is left to the tenant, in won (지원금액)."""
    blank = replace(
        blank,
        target=at("lease.deposit"),
        thresholds=_band_thresholds(terms) + _rate_threshold(home, notice),
    )
    found = support_of(home, notice, terms)
    if isinstance(found, tuple):
        return lacking(blank, *found)
    readings = [
        read("보증금", won(found.deposit), "lease.deposit"),
        Reading(label=f"보증금의 {found.band.percent}%", value=won(found.uncapped)),
        Reading(label="본인 부담", value=won(found.own)),
        Reading(label="지원율", value="상한으로 보고 상한까지 지원"),
    ]
    notes: list[str] = []
    for words, other in _other_readings(home, notice, terms, found):
        readings.append(Reading(label=f"다른 해석: {words}", value=won(other)))
        if other != found.amount:
            notes.append(f"{words} 지원금이 {won(other)}이 됩니다. 확인하세요.")
    notes += _brokerage(home.lease)
    capped = found.uncapped > found.band.maximum
    return replace(
        blank,
        outcome=Outcome.PASS,
        value=won(found.amount),
        limit=f"최대 {won(found.band.maximum)}",
        margin=f"본인 부담 {won(found.own)}",
        unit=Unit.WON,
        amount=found.amount,
        bound=found.band.maximum,
        slack=found.band.maximum - found.amount,
        readings=tuple(readings),
        notes=tuple(notes),
        sentence=(
            f"보증금 {won(found.deposit)}의 {found.band.percent}%는 {won(found.uncapped)}이고 "
            + (
                f"최대 금액을 적용해 지원금은 {won(found.amount)},"
                if capped
                else f"지원금은 {won(found.amount)},"
            )
            + f" 본인 부담은 {won(found.own)}입니다."
        ),
    )


def _brokerage(lease: Lease) -> tuple[str, ...]:
    """The landlord's fee is paid only for a home newly found through a broker (B31)."""
    if not lease.through_broker or lease.already_living is None:
        return ()
    if lease.already_living:
        return ("지금 사는 주택이어서 임대인 중개보수는 지원하지 않습니다.",)
    return (
        "임대인 중개보수는 법정 상한 안에서 청구된 금액을 따로 지원합니다. 청구서를 확인하세요.",
    )


def _other_readings(
    home: Dwelling, notice: Notice, terms: SupportTerms, found: SupportAmount
) -> list[tuple[str, int]]:
    """The support under the other reading of B19 and, for 보증부월세, of B20."""
    lease, unit = home.lease, _unit(notice)
    raw = min(found.uncapped, found.band.maximum)
    others = [("1,000원 아래를 버리면" if unit == 1 else "1원 아래를 버리면",
               raw // 1_000 * 1_000 if unit == 1 else raw)]  # fmt: skip
    if lease.kind is LeaseKind.MONTHLY and lease.monthly_rent is not None:
        by_base = chosen(notice, "B20", "base") == "base"
        measured = _measured(lease, notice) if by_base else found.deposit
        words = "전환한 합계로 구간을 보면" if by_base else "기본보증금으로 구간을 보면"
        others.append((words, _in_band(terms, found.deposit, measured, unit).amount))
    return others


@on_dwelling("rent-share", _dwelling, lambda terms: terms.rent_clause)
def rent_share(
    facts: Facts, notice: Notice, terms: DwellingTerms, home: Dwelling, blank: Finding
) -> Finding:
    """보증부월세: rent × 12 is at most the tenant's own part of the deposit."""
    lease = home.lease
    if lease.kind is LeaseKind.JEONSE:
        return replace(blank, outcome=Outcome.NA, sentence="전세 계약이어서 월세를 보지 않습니다.")
    bands = _band_thresholds(notice.support) if notice.support else ()
    blank = replace(
        blank,
        target=at("lease.monthly_rent"),
        thresholds=bands + _rate_threshold(home, notice),
    )
    gaps = _lease_gaps(lease)
    if gaps:
        return lacking(blank, *gaps)
    found = support_of(home, notice, notice.support) if notice.support else ()
    own = found.own if isinstance(found, SupportAmount) else lease.deposit or 0
    rent = lease.monthly_rent or 0
    finding = compare_won(
        replace(
            blank,
            readings=(
                read("월세", won(rent), "lease.monthly_rent"),
                read("보증금", won(lease.deposit or 0), "lease.deposit"),
                Reading(label="본인 부담 보증금", value=won(own)),
            ),
        ),
        rent * MONTHS,
        own,
    )
    ending = "" if finding.outcome is Outcome.PASS else " 월세가 많아 지원할 수 없습니다."
    return replace(
        finding,
        sentence=(
            f"1년 월세 합계는 {won(rent * MONTHS)}이고 본인 부담 보증금은 {won(own)}입니다.{ending}"
        ),
    )
