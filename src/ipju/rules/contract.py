"""The contract (계약): by when, after which analysis, through whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ipju.domain.dates import spoken
from ipju.domain.dwelling import Dwelling, Lease
from ipju.domain.finding import Choice, Finding, Outcome, Question, Reading, Threshold, Unit
from ipju.domain.notice import Calendar, ContractTerms, Notice, printed
from ipju.domain.replacing import replace
from ipju.rules.facts import Facts
from ipju.rules.outcome import worst
from ipju.rules.recorded import ask, at, names_of, on_dwelling, read, settle


def _terms(notice: Notice) -> ContractTerms | None:
    return notice.contract


@dataclass(frozen=True, slots=True)
class _Part:
    """What one condition of the contract says."""

    outcome: Outcome
    sentence: str = ""
    missing: tuple[Reading, ...] = ()


def _signed(lease: Lease, signed: date, calendar: Calendar) -> _Part:
    until, announced = printed(calendar.contract_until), printed(calendar.announced_on)
    if signed > until:
        late = (signed - until).days
        return _Part(
            Outcome.FAIL,
            f"계약일({signed})이 계약기한({until})을 {late}일 넘었습니다.",
        )
    if signed < announced:
        return _Part(
            Outcome.FAIL,
            f"계약일({signed})이 입주대상자 발표일({announced})보다 이릅니다.",
        )
    if lease.title_passed_on is None:
        return _Part(Outcome.MISSING, "", (ask("권리분석 적격일", "lease.title_passed_on"),))
    if lease.title_passed_on > signed:
        return _Part(
            Outcome.FAIL,
            f"권리분석 적격일({lease.title_passed_on})보다 먼저 {signed}에 계약했습니다.",
        )
    return _Part(Outcome.PASS, f"권리분석을 마치고 {signed}에 계약했습니다.")


def _late_request(lease: Lease, today: date, calendar: Calendar) -> bool:
    """Tell whether the analysis is asked for, or can now only be asked for, too late (B29)."""
    asked = lease.title_requested_on or today
    return lease.signed_on is None and asked > printed(calendar.title_request_until)


def _unsigned(lease: Lease, today: date, calendar: Calendar) -> _Part:
    until = printed(calendar.contract_until)
    if today > until:
        return _Part(Outcome.FAIL, f"계약기한 {until}까지 계약한 기록이 없습니다.")
    gaps = [ask("계약일", "lease.signed_on")]
    if lease.title_requested_on is None:
        gaps.insert(0, ask("권리분석 요청일", "lease.title_requested_on"))
    left = (until - today).days
    return _Part(
        Outcome.MISSING,
        f"아직 계약 전입니다. 계약기한 {spoken(until)}까지 {left}일 남았습니다.",
        tuple(gaps),
    )


def _b29(calendar: Calendar) -> Question:
    return Question(
        id="contract-deadline/B29",
        text=(
            f"권리분석 요청이 기한({calendar.title_request_until})을 넘었습니다. "
            "기한 안에 계약할 수 있는지 확인하고 계속할지 정하세요."
        ),
        quote="계약기한만료 2주전까지 권리분석을 진행해 주셔야 계약이 가능함",
        choices=(
            Choice(id="proceed", text="기한 안에 계약하는 조건으로 계속함"),
            Choice(id="refuse", text="기한 안에 계약할 수 없어 지원하지 않음 (부적합)"),
        ),
    )


_B36 = Question(
    id="contract-deadline/B36",
    text="공인중개사를 통하지 않은 새 계약입니다. 예외로 인정할지 정하세요.",
    quote="신규계약은 공인중개사를 통해 계약하는 것을 원칙",
    choices=(
        Choice(id="allow", text="예외로 인정함 (적합)"),
        Choice(id="refuse", text="인정하지 않음 (부적합)"),
    ),
)


def _broker(lease: Lease) -> _Part | None:
    """What is open about the broker; None = an officer must judge (B36)."""
    if lease.through_broker or lease.already_living:
        return _Part(Outcome.PASS)
    gaps = []
    if lease.already_living is None:
        gaps.append(ask("지금 사는 주택인지", "lease.already_living"))
    if lease.through_broker is None:
        gaps.append(ask("공인중개사를 통한 계약인지", "lease.through_broker"))
    return _Part(Outcome.MISSING, "", tuple(gaps)) if gaps else None


def _readings(lease: Lease) -> tuple[Reading, ...]:
    days = (
        ("권리분석 요청일", lease.title_requested_on, "lease.title_requested_on"),
        ("권리분석 적격일", lease.title_passed_on, "lease.title_passed_on"),
        ("계약일", lease.signed_on, "lease.signed_on"),
    )
    yes_no = (
        ("공인중개사를 통한 계약", lease.through_broker, "lease.through_broker"),
        ("지금 사는 주택", lease.already_living, "lease.already_living"),
    )
    return (
        *(read(label, spoken(day), field) for label, day, field in days if day is not None),
        *(
            read(label, "예" if one else "아니오", field)
            for label, one, field in yes_no
            if one is not None
        ),
    )


@on_dwelling("contract-deadline", _terms, lambda terms: terms.clause)
def contract_deadline(
    facts: Facts, notice: Notice, terms: ContractTerms, home: Dwelling, blank: Finding
) -> Finding:
    """The contract is signed by the deadline, after a passed analysis, through a broker.

    Asked for after the day the notice names and not yet signed: an officer decides (B29). Not
    through a broker: an officer decides (B36).
    """
    lease, calendar, today = home.lease, notice.calendar, facts.reviewed_on
    signed = lease.signed_on
    until = printed(calendar.contract_until)
    parts = [
        _unsigned(lease, today, calendar) if signed is None else _signed(lease, signed, calendar)
    ]
    broker = _broker(lease)
    if broker is not None:
        parts.append(broker)
    missing = tuple(gap for part in parts for gap in part.missing)
    outcome = worst(part.outcome for part in parts)
    day = signed or today
    words = " ".join(part.sentence for part in parts if part.sentence)
    if outcome is Outcome.MISSING and signed is not None:
        words = f"{names_of(missing)} 기록이 없어 판정할 수 없습니다."
    finding = replace(
        blank,
        outcome=outcome,
        target=at("lease.signed_on"),
        value=signed.isoformat() if signed else "계약 전",
        limit=until.isoformat(),
        margin=f"{(until - day).days}일 남음" if day <= until else f"{(day - until).days}일 넘음",
        unit=Unit.DAYS,
        bound=0,
        amount=(day - until).days,
        slack=(until - day).days,
        readings=_readings(lease),
        thresholds=(
            Threshold(key="calendar.contract_until", text=spoken(until)),
            Threshold(key="calendar.announced_on", text=spoken(printed(calendar.announced_on))),
            Threshold(
                key="calendar.title_request_until",
                text=spoken(printed(calendar.title_request_until)),
            ),
        ),
        boundary=day == until or lease.title_requested_on == calendar.title_request_until,
        sentence=words,
        missing=missing if outcome is Outcome.MISSING else (),
        notes=("지금 사는 주택은 새 계약서를 쓰며 그 손해는 본인 책임임을 알리세요.",)
        if lease.already_living
        else (),
    )
    if outcome is Outcome.FAIL:
        return finding
    return _asked(finding, facts, lease, calendar, unbrokered=broker is None)


def _asked(
    finding: Finding, facts: Facts, lease: Lease, calendar: Calendar, *, unbrokered: bool
) -> Finding:
    """Put the questions of B29 and B36 for a contract that has not failed anyway."""
    outcomes: list[Outcome] = [finding.outcome]
    asked = finding
    if _late_request(lease, facts.reviewed_on, calendar):
        choices = {"proceed": finding.outcome, "refuse": Outcome.FAIL}
        asked = settle(asked, facts, _b29(calendar), choices)
        outcomes.append(asked.outcome)
    if unbrokered:
        asked = settle(asked, facts, _B36, {"allow": Outcome.PASS, "refuse": Outcome.FAIL})
        outcomes.append(asked.outcome)
    return replace(asked, outcome=worst(outcomes))
