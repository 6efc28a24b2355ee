"""One item of the points (가점): claimed, verified, and the lower of the two counts (B10)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ipju.domain.finding import Finding, Outcome, Question, Reading, Target, Threshold, Unit
from ipju.domain.notice import Band, Notice
from ipju.domain.replacing import replace
from ipju.rules.names import TITLES
from ipju.rules.recorded import names_of

CLAIMED, VERIFIED = "신청 점수", "확인 점수"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """What the records say of one item.

    `low` and `high` are the points that are certain and those still possible: equal when
    nothing is open. `notes` hold only where claimed points depend on them.
    """

    low: int
    high: int
    maximum: int
    words: str
    readings: tuple[Reading, ...] = ()
    thresholds: tuple[Threshold, ...] = ()
    missing: tuple[Reading, ...] = ()
    questions: tuple[Question, ...] = ()
    notes: tuple[str, ...] = ()
    target: Target | None = None
    boundary: bool = False


def points_of(bands: Sequence[Band], reached: int) -> int:
    """Return the points of the highest band that `reached` attains; 0 below the last."""
    return next((one.points for one in bands if reached >= one.at_least), 0)


def highest(bands: Sequence[Band]) -> int:
    """Return the most points the bands give."""
    return max((one.points for one in bands), default=0)


def band_thresholds(key: str, bands: Sequence[Band], unit: str) -> tuple[Threshold, ...]:
    """Return every band as a threshold that was read."""
    return tuple(
        Threshold(key=f"points.{key}.{index}", text=f"{one.at_least}{unit} 이상 {one.points}점")
        for index, one in enumerate(bands)
    )


def counted(claimed: int, verified: int, notice: Notice) -> int:
    """Return the points that count for one item (B10)."""
    return verified if notice.reading("B10") == "verified" else min(claimed, verified)


def item(rule: str, field: str, claimed: int | None, found: Verified, notice: Notice) -> Finding:
    """Return the finding of one item: `amount` counts, `bound` is the item's maximum.

    Left empty or claimed as 0 is n/a: nothing can be added after the application. Facts are
    asked for only while they can change the points that count.
    """
    terms = notice.points
    asked = claimed or 0
    low, high = counted(asked, found.low, notice), counted(asked, found.high, notice)
    settled = low == high
    sure = found.low == found.high
    verified = f"{found.low}점" if sure else "미확인"
    said = "신청 안 함" if claimed is None else f"{claimed}점"
    where = Target(section="claimed", field=field)
    sheet = Finding(
        rule=rule,
        title=TITLES[rule][1],
        outcome=Outcome.MISSING,
        sentence="",
        clause=terms.clause if terms else notice.household.clause,
        unit=Unit.POINTS,
        amount=low if settled else None,
        bound=found.maximum,
        limit=f"최대 {found.maximum}점",
        target=found.target or where,
        readings=(
            Reading(label=CLAIMED, value=said, target=where),
            Reading(label=VERIFIED, value=verified),
            *found.readings,
        ),
        thresholds=found.thresholds,
        boundary=found.boundary,
        value=f"{low}점" if settled else "미확인",
    )
    if not settled:
        return _open(sheet, found, said)
    if asked == 0 and low == 0:
        notes: tuple[str, ...] = ()
        if found.low > 0:
            notes = (
                f"확인된 점수는 {found.low}점이나 신청하지 않아 더할 수 없습니다. 확인하세요.",
            )
        return replace(
            sheet,
            outcome=Outcome.NA,
            sentence="신청하지 않은 가점입니다. 신청이 끝난 뒤에는 더할 수 없습니다.",
            notes=notes,
        )
    claim = said if claimed is None else f"신청 {said}"
    detail = f"{claim}, 확인 {verified if sure else f'{found.low}점 이상'}"
    return replace(
        sheet,
        outcome=Outcome.PASS,
        value=f"{low}점 ({detail})",
        sentence=f"{found.words} 인정 점수는 {low}점입니다({detail}).",
        notes=(*found.notes, *_differs(asked, found, low, sure=sure)),
    )


def _differs(asked: int, found: Verified, low: int, *, sure: bool) -> tuple[str, ...]:
    """Note that claimed and verified points differ (B10)."""
    if not sure or asked == found.low:
        return ()
    if asked > found.low:
        return (f"신청 {asked}점이 확인 {found.low}점보다 많습니다. {low}점만 인정했습니다.",)
    if low > asked:
        return (f"확인 {found.low}점이 신청 {asked}점보다 많습니다. 확인한 점수를 인정했습니다.",)
    return (f"확인 {found.low}점이 신청 {asked}점보다 많으나 더할 수 없습니다. {low}점입니다.",)


def _open(sheet: Finding, found: Verified, said: str) -> Finding:
    missing, questions = found.missing, found.questions
    words = questions[0].text if questions else f"{names_of(missing)} 기록이 있어야 정해집니다."
    return replace(
        sheet,
        outcome=Outcome.REVIEW if questions else Outcome.MISSING,
        sentence=f"신청 {said}, 확인 {found.low}점에서 {found.high}점 사이입니다. {words}",
        missing=missing,
        questions=questions,
        notes=found.notes,
        target=missing[0].target if missing else sheet.target,
    )
