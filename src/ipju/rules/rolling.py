"""On which day a rolling intake (상시 모집) judges age and marriage: CONFIG row C2."""

from __future__ import annotations

from datetime import date

from ipju.domain.dates import seoul_time, spoken
from ipju.domain.finding import Finding, Outcome, Reading, Target
from ipju.domain.notice import Notice
from ipju.domain.replacing import replace
from ipju.rules.facts import Facts
from ipju.rules.periods import day_name, readings_of
from ipju.rules.recorded import chosen

_ROW = "C2"
_APPLIED = Target(section="applied_at")


def applied_on(facts: Facts) -> date | None:
    """Return the Korean calendar day of the application (신청일), or None while not recorded."""
    saved = facts.case.applied_at
    return None if saved is None else seoul_time(saved).date()


def judged_on(facts: Facts, notice: Notice) -> date | None:
    """Return the day that decides: the notice date, as printed, or as C2 is set the application.

    None while the application decides and its day is not recorded. A renewal is judged on its
    own day, which is the notice date of the notice as renewed.
    """
    if facts.case.renewal is not None or chosen(notice, _ROW, "notice") == "notice":
        return notice.day
    return applied_on(facts)


def other_day(facts: Facts, notice: Notice) -> date | None:
    """Return the day that would decide under the other reading of C2; None where there is none."""
    reading = chosen(notice, _ROW, "")
    if not reading or facts.case.renewal is not None:
        return None
    return applied_on(facts) if reading == "notice" else notice.day


def day_word(facts: Facts, notice: Notice) -> str:
    """Return what the deciding day is called: 공고일, 신청일 or 재계약 심사일."""
    if facts.case.renewal is None and chosen(notice, _ROW, "notice") != "notice":
        return "신청일"
    return day_name(notice)


def ask_applied() -> Reading:
    """Return the reading that asks when the application was made."""
    return Reading(label="신청 일시", value="미확인", target=_APPLIED)


def with_other_reading(
    finding: Finding, facts: Facts, notice: Notice, under_other: Outcome | None
) -> Finding:
    """Show both readings of C2 with a note where the other day gives another outcome."""
    day = other_day(facts, notice)
    if day is None or under_other is None or under_other is finding.outcome:
        return finding
    return replace(
        finding,
        readings=(*finding.readings, *readings_of(notice, _ROW)),
        notes=(
            *finding.notes,
            f"{spoken(day)} 기준으로 보면 결과가 {under_other.label}이 됩니다. "
            "공고에 적힌 기준일이 맞는지 확인하세요.",
        ),
    )
