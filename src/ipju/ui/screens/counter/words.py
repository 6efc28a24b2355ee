"""What the steps say: the period with its amended dates, and the application as it is filed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from ipju.domain.case import Case
from ipju.domain.dates import seoul_time, spoken
from ipju.domain.notice import Notice
from ipju.domain.person import Person, Relation
from ipju.domain.rrn import masked
from ipju.services.application_steps import (
    ITEM_WORDS,
    Given,
    Step,
    Timing,
    asked_of,
    items_of,
    period_amendments,
    spouse_of,
    steps_of,
    timing,
)

NOTHING = "적지 않음"
_FIELDS = {"application_from": "접수 시작", "application_until": "접수 마감"}
_YES_NO = {True: "예", False: "아니오", None: NOTHING}


@dataclass(frozen=True, slots=True)
class Part:
    """One step as it will be filed: its lines of a name and what stands there."""

    step: Step
    lines: tuple[tuple[str, str], ...]


def moment_words(moment: datetime) -> str:
    """A moment of the Korean day, to the minute."""
    local = seoul_time(moment)
    return f"{spoken(local.date())} {local:%H:%M}"


def period_words(notice: Notice) -> str:
    """The application period; amended dates (일정 변경) say what they were."""
    when = notice.calendar
    begins = f"{spoken(when.application_from.date())} {when.application_from:%H:%M}"
    if when.application_until is None:
        words = f"접수 {begins}부터 상시"
    else:
        words = (
            f"접수기간 {begins} – {spoken(when.application_until.date())} "
            f"{when.application_until:%H:%M}"
        )
    for one in period_amendments(notice):
        words += (
            f" · {_FIELDS[one.field]}이 {one.old}에서 {one.new}(으)로 바뀜"
            f"({spoken(one.announced_on)} 공지: {one.reason})"
        )
    return words


def timing_words(moment: datetime, notice: Notice, *, here: bool) -> tuple[str, str]:
    """Where a moment lies to the period, and its tone; `here`: it is the moment of the act."""
    found = timing(moment, notice)
    said = "지금은" if here else f"{moment_words(moment)}은"
    if found is Timing.WITHIN:
        return f"{said} {found.label}입니다.", "pas"
    return f"{said} {found.label}입니다. 접수기간 밖의 신청은 부적격이 됩니다.", "fail"


def parts_of(case: Case, notice: Notice, given: frozenset[Given]) -> tuple[Part, ...]:
    """The whole application, step by step, as it will be filed or was."""
    made = {
        Step.SUPPLY: _supply(case, notice),
        Step.WHO: _who(case, notice),
        Step.PEOPLE: _people(case, notice, given),
        Step.POINTS: _points(case, notice),
    }
    return tuple(Part(one, made[one]) for one in steps_of(notice) if one in made)


def _supply(case: Case, notice: Notice) -> tuple[tuple[str, str], ...]:
    lines = [("공고", notice.short_title), ("공급유형", case.supply.label)]
    if notice.buildings:
        building = notice.building(case.building)
        lines.append(("신청 주택", building.name if building else NOTHING))
    return tuple(lines)


def _who(case: Case, notice: Notice) -> tuple[tuple[str, str], ...]:
    me = case.applicant
    lines = _person(me) if me is not None else [("신청자", NOTHING)]
    if me is not None:
        lines.append(("국적", me.nationality.label if me.nationality else NOTHING))
    if "residence" in notice.rules:
        lived = case.residence.registered_in_seoul
        lines.append(("공고일 서울 주민등록", _YES_NO[lived]))
    if notice.application is not None and notice.application.income_boxes:
        box = case.income_box
        lines.append(("가구당 월평균소득", box.label if box else NOTHING))
    return tuple(lines)


def _people(case: Case, notice: Notice, given: frozenset[Given]) -> tuple[tuple[str, str], ...]:
    lines = [
        ("휴대전화", case.phone or NOTHING),
        ("전자우편", case.email or "없음"),
        ("주소", f"{case.postcode} {case.address}".strip() or NOTHING),
    ]
    spouse = spouse_of(case)
    if spouse is None:
        lines.append(("배우자", "없음"))
    else:
        lines += [(f"배우자 {label}", value) for label, value in _person(spouse)]
    lines += [(one.label, "받음" if one in given else "받지 않음") for one in asked_of(notice)]
    return tuple(lines)


def _points(case: Case, notice: Notice) -> tuple[tuple[str, str], ...]:
    lived = case.residence
    lines: list[tuple[str, str]] = []
    items = items_of(notice)
    if "residence" in items:
        moved = lived.moved_to_seoul_on
        lines.append(("서울 최종 전입일", spoken(moved) if moved else NOTHING))
    for one in case.people:
        if one.relation not in (Relation.SELF, Relation.SPOUSE):
            born = spoken(one.birth) if one.birth else NOTHING
            lines.append((one.relation.label, f"{one.name or NOTHING} · {born}"))
    unborn = sum(one.foetuses or 1 for one in case.pregnancies)
    if unborn:
        lines.append(("태아", f"{unborn}명"))
    for claim in case.vulnerable:
        person = case.person(claim.person)
        lines.append(("취약계층", f"{claim.ground.label} · {person.name if person else NOTHING}"))
    total = 0
    for item in items:
        points = getattr(case.claimed, item)
        total += points or 0
        lines.append((ITEM_WORDS[item], NOTHING if points is None else f"{points}점"))
    lines.append(("신청 점수 합계", f"{total}점"))
    return tuple(lines)


def _person(person: Person) -> list[tuple[str, str]]:
    return [
        ("성명", person.name or NOTHING),
        ("주민등록번호", masked(person.rrn) if person.rrn else NOTHING),
        ("생년월일", spoken(person.birth) if person.birth else NOTHING),
    ]
