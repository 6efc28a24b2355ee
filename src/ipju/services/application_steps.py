"""The steps of an application (신청 단계) and what each still lacks, by the notice, never its id.

The same for one taken at the counter and for one that came as a file: what a notice does not ask
is no step and no gap.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from ipju.domain.case import Case, Channel
from ipju.domain.dates import seoul_time
from ipju.domain.editing import type_of_step
from ipju.domain.labelled import Labelled
from ipju.domain.notice import Amendment, Notice
from ipju.domain.person import Person, Relation
from ipju.rules.claimable import FIELDS

PERIOD = ("application_from", "application_until")


class Step(Labelled):
    """A step of the flow, in its order."""

    SUPPLY = "supply", "공급유형"
    WHO = "who", "신청자격"
    PEOPLE = "people", "인적사항"
    POINTS = "points", "가점사항"
    CONFIRM = "confirm", "최종 확인"
    RECORD = "record", "신청 내역"


class Given(Labelled):
    """What the applicant gives by word as he applies, told by a row of the ledger."""

    PLEDGE = "pledge", "청약서약"
    CONSENT = "consent", "개인정보동의"


class Timing(Labelled):
    """Where a moment lies to the application period (접수기간)."""

    BEFORE = "before", "접수 시작 전"
    WITHIN = "within", "접수기간 안"
    AFTER = "after", "접수 마감 뒤"


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """Something an application lacks: at which step, where in the case, and what it is called."""

    step: Step
    path: tuple[type_of_step, ...]
    label: str


def steps_of(notice: Notice) -> tuple[Step, ...]:
    """Return the steps a notice has; without points there is no step for them."""
    return tuple(one for one in Step if one is not Step.POINTS or items_of(notice))


def items_of(notice: Notice) -> tuple[str, ...]:
    """Return the fields of the points (가점) that the notice gives, in its order."""
    if notice.points is None:
        return ()
    return tuple(FIELDS[one] for one in notice.rules if one in FIELDS)


def asked_of(notice: Notice) -> tuple[Given, ...]:
    """Return what the applicant pledges and consents to as he applies."""
    terms = notice.application
    if terms is None:
        return ()
    wanted = {Given.PLEDGE: terms.pledge, Given.CONSENT: terms.consent}
    return tuple(one for one in Given if wanted[one])


def spouse_of(case: Case) -> Person | None:
    """Return the applicant's spouse, or None while none is recorded."""
    return next((one for one in case.people if one.relation is Relation.SPOUSE), None)


def gaps(case: Case, notice: Notice, given: frozenset[Given]) -> tuple[Gap, ...]:
    """Return what the application still lacks, in the order in which it is asked."""
    return (
        *_supply_gaps(case, notice),
        *_who_gaps(case, notice),
        *_people_gaps(case, notice, given),
        *_points_gaps(case, notice),
    )


def timing(moment: datetime, notice: Notice) -> Timing:
    """Tell whether a moment lies in the application period; its last minute as B14 is set.

    A rolling intake (상시) has no end.
    """
    local, when = seoul_time(moment), notice.calendar
    if local < when.application_from:
        return Timing.BEFORE
    until = when.application_until
    if until is None or local < until:
        return Timing.WITHIN
    inclusive = local == until and notice.reading("B14") != "exclusive"
    return Timing.WITHIN if inclusive else Timing.AFTER


def period_amendments(notice: Notice) -> tuple[Amendment, ...]:
    """Return the amended dates (일정 변경) of the application period."""
    return tuple(one for one in notice.calendar.amendments if one.field in PERIOD)


def is_filed_here(case: Case) -> bool:
    """Tell whether the application is made at this desk, so that its moment is that of the act."""
    return case.channel is Channel.COUNTER


UNFILED = "접수를 마치지 않은 신청"
"""Why nothing is asked of, or about, whoever began to apply and never confirmed it."""


def is_unfiled(case: Case, notice: Notice) -> bool:
    """Tell whether an application was opened at this desk and never filed (최종 확인).

    Only where the notice has it filed in steps; elsewhere a case counts as soon as it is there.
    """
    return notice.application is not None and case.applied_at is None and is_filed_here(case)


def _supply_gaps(case: Case, notice: Notice) -> Iterator[Gap]:
    if notice.buildings and notice.building(case.building) is None:
        yield Gap(step=Step.SUPPLY, path=("building",), label="신청 주택")


def _who_gaps(case: Case, notice: Notice) -> Iterator[Gap]:
    me = case.applicant
    if me is None:
        yield Gap(step=Step.WHO, path=("people",), label="신청자")
        return
    yield from _person_gaps(me, notice, Step.WHO, "신청자")
    if me.nationality is None:
        yield Gap(step=Step.WHO, path=("people", me.id, "nationality"), label="신청자 국적")
    if "residence" in notice.rules and case.residence.registered_in_seoul is None:
        path = ("residence", "registered_in_seoul")
        yield Gap(step=Step.WHO, path=path, label="공고일 서울 주민등록")
    terms = notice.application
    if terms is not None and terms.income_boxes and case.income_box not in terms.income_boxes:
        yield Gap(step=Step.WHO, path=("income_box",), label="가구당 월평균소득")


def _people_gaps(case: Case, notice: Notice, given: frozenset[Given]) -> Iterator[Gap]:
    for field, label in (("phone", "휴대전화"), ("postcode", "우편번호"), ("address", "주소")):
        if not getattr(case, field).strip():
            yield Gap(step=Step.PEOPLE, path=(field,), label=label)
    spouse = spouse_of(case)
    if spouse is not None:
        yield from _person_gaps(spouse, notice, Step.PEOPLE, "배우자")
    for one in asked_of(notice):
        if one not in given:
            yield Gap(step=Step.PEOPLE, path=(one.value,), label=one.label)


def _points_gaps(case: Case, notice: Notice) -> Iterator[Gap]:
    items = items_of(notice)
    lived = case.residence
    in_seoul = "residence" in items and lived.registered_in_seoul is not False
    if in_seoul and lived.moved_to_seoul_on is None:
        path: tuple[type_of_step, ...] = ("residence", "moved_to_seoul_on")
        yield Gap(step=Step.POINTS, path=path, label="서울 최종 전입일")
    for person in case.people if items else ():
        if person.relation not in (Relation.SELF, Relation.SPOUSE):
            yield from _family_gaps(person)
    for one in items:
        if getattr(case.claimed, one) is None:
            label = f"신청 점수 {ITEM_WORDS[one]}"
            yield Gap(step=Step.POINTS, path=("claimed", one), label=label)


def _family_gaps(person: Person) -> Iterator[Gap]:
    who = person.name or person.relation.label
    for field, label in (("name", "성명"), ("birth", "생년월일")):
        if not getattr(person, field):
            path = ("people", person.id, field)
            yield Gap(step=Step.POINTS, path=path, label=f"{who} {label}")


ITEM_WORDS = {
    "age": "① 나이",
    "dependants": "② 부양가족",
    "residence": "③ 서울 거주",
    "children": "④ 미성년 자녀",
    "vulnerable": "⑤ 취약계층",
}
"""What each item of the points is called."""


def _person_gaps(person: Person, notice: Notice, step: Step, who: str) -> Iterator[Gap]:
    wanted = [("name", "성명"), ("birth", "생년월일")]
    if notice.may_hold_numbers:
        wanted.insert(1, ("rrn", "주민등록번호"))
    for field, label in wanted:
        if not getattr(person, field):
            yield Gap(step=step, path=("people", person.id, field), label=f"{who} {label}")
