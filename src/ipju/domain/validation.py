"""Contradictions in what was recorded: values no register could show.

This is not the judgement of a case: it finds what must have been mistyped, before it is saved.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from fractions import Fraction
from typing import Any
from uuid import UUID

from ipju.domain.case import Case
from ipju.domain.editing import type_of_step
from ipju.domain.person import Person, Register, Relation
from ipju.domain.rrn import birth_of, is_foreigner_number, parse_rrn
from ipju.domain.share import OwnerShare

Path = tuple[type_of_step, ...]

ELDERS = {
    Relation.PARENT: "부모",
    Relation.GRANDPARENT: "조부모",
}
YOUNGER = {
    Relation.CHILD: "자녀",
    Relation.GRANDCHILD: "손자녀",
}
AREA_FIELDS = ("land_area", "floor_area", "area")
EARLIEST = date(1880, 1, 1)
LATEST = date(2199, 12, 31)


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """A value that cannot be right: where it stands and, in Korean, why and what to do."""

    path: Path
    message: str


def contradictions(case: Case) -> tuple[Contradiction, ...]:
    """Return everything in the case that cannot be right, in the order of the case."""
    found: list[Contradiction] = []
    for check in (_numbers, _people, _references, _shares, _register, _circles):
        found.extend(check(case))
    return tuple(found)


def _walk(value: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Yield every value inside a dataclass with its path; rows are named by their id."""
    yield path, value
    if isinstance(value, tuple):
        for row in value:
            identity = getattr(row, "id", None)
            if isinstance(identity, UUID):
                yield from _walk(row, (*path, identity))
    elif is_dataclass(value):
        for field in fields(value):
            yield from _walk(getattr(value, field.name), (*path, field.name))


def _numbers(case: Case) -> Iterator[Contradiction]:
    for path, value in _walk(case):
        if isinstance(value, int) and not isinstance(value, bool) and value < 0:
            what = "면적" if path[-1] in AREA_FIELDS else "금액이나 수"
            message = f"{what}은 0보다 작을 수 없습니다. 부호를 확인하세요."
            yield Contradiction(path=path, message=message)
        elif type(value) is date and not EARLIEST <= value <= LATEST:
            message = f"{value.year}년은 이 업무에 나올 수 없는 해입니다. 연도를 확인하세요."
            yield Contradiction(path=path, message=message)


def _people(case: Case) -> Iterator[Contradiction]:
    applicant = case.applicant
    selves = [one for one in case.people if one.relation is Relation.SELF]
    spouses = [one for one in case.people if one.relation is Relation.SPOUSE]
    for extra in selves[1:]:
        message = "신청자(본인)는 한 사람이어야 합니다. 관계를 고치세요."
        yield Contradiction(path=("people", extra.id, "relation"), message=message)
    for extra in spouses[1:]:
        message = "배우자는 한 사람이어야 합니다. 관계를 고치세요."
        yield Contradiction(path=("people", extra.id, "relation"), message=message)
    for person in case.people:
        yield from _number_of(person)
        if applicant is not None:
            yield from _age_against_relation(person, applicant)


def _number_of(person: Person) -> Iterator[Contradiction]:
    if person.rrn is None:
        return
    path: Path = ("people", person.id, "rrn")
    try:
        parse_rrn(person.rrn)
    except ValueError as error:
        yield Contradiction(path=path, message=str(error))
        return
    born = birth_of(person.rrn)
    if person.birth is not None and person.birth != born:
        message = f"주민등록번호의 생년월일({born})이 적은 생년월일({person.birth})과 다릅니다."
        yield Contradiction(path=path, message=message)
    if is_foreigner_number(person.rrn) and person.relation is Relation.SELF:
        message = "신청자에게 외국인등록번호가 적혔습니다. 번호와 국적을 확인하세요."
        yield Contradiction(path=path, message=message)


def _age_against_relation(person: Person, applicant: Person) -> Iterator[Contradiction]:
    if person.birth is None or applicant.birth is None:
        return
    path: Path = ("people", person.id, "birth")
    if person.relation in ELDERS and person.birth >= applicant.birth:
        message = (
            f"{ELDERS[person.relation]}가 신청자보다 먼저 태어나지 않았습니다. "
            "관계나 생년월일을 고치세요."
        )
        yield Contradiction(path=path, message=message)
    if person.relation in YOUNGER and person.birth <= applicant.birth:
        if person.adopted_on is not None:
            return
        message = (
            f"{YOUNGER[person.relation]}가 신청자보다 늦게 태어나지 않았습니다. "
            "관계나 생년월일을 고치세요."
        )
        yield Contradiction(path=path, message=message)
    if person.relation is Relation.SELF and person.register is Register.SPOUSE:
        message = "신청자는 자기 등본에 있어야 합니다. 등재를 고치세요."
        yield Contradiction(path=("people", person.id, "register"), message=message)


def _references(case: Case) -> Iterator[Contradiction]:
    known = {one.id for one in case.people}
    for path, value in _walk(case):
        names_person = bool(path) and path[-1] in ("person", "mother", "spouse")
        if names_person and value is not None and value not in known:
            message = "사람이 세대 명부에 없습니다. 사람을 다시 고르세요."
            yield Contradiction(path=path, message=message)
    applicant = case.applicant
    for marriage in case.marriages:
        if applicant is not None and marriage.spouse == applicant.id:
            message = "신청자가 자기 자신과 혼인한 것으로 적혔습니다. 배우자를 다시 고르세요."
            yield Contradiction(path=("marriages", marriage.id, "spouse"), message=message)


def _shares(case: Case) -> Iterator[Contradiction]:
    for path, value in _walk(case):
        if isinstance(value, OwnerShare):
            if value.denominator < 1:
                message = "지분의 분모는 1 이상이어야 합니다."
                yield Contradiction(path=(*path, "denominator"), message=message)
            elif value.numerator > value.denominator:
                message = "지분이 100%를 넘습니다. 분자와 분모를 확인하세요."
                yield Contradiction(path=(*path, "numerator"), message=message)
        elif path and path[-1] == "owners" and isinstance(value, tuple):
            whole = [one for one in value if one.denominator > 0]
            total = sum((one.fraction for one in whole), Fraction(0))
            if total > 1 and all(one.fraction <= 1 for one in whole):
                message = f"지분의 합이 100%를 넘습니다({total}). 지분을 확인하세요."
                yield Contradiction(path=path, message=message)


def _register(case: Case) -> Iterator[Contradiction]:
    if case.dwelling is None:
        return
    for extract in case.dwelling.extracts:
        base: Path = ("dwelling", "extracts", extract.id, "entries")
        for entry in extract.entries:
            if entry.received_on is None:
                message = f"{entry.section.label} {entry.rank}번 등기에 접수일이 없습니다."
                yield Contradiction(path=(*base, entry.id, "received_on"), message=message)
            elif entry.cancelled_on is not None and entry.cancelled_on < entry.received_on:
                message = "말소일이 접수일보다 빠릅니다. 두 날짜를 확인하세요."
                yield Contradiction(path=(*base, entry.id, "cancelled_on"), message=message)


def _circles(case: Case) -> Iterator[Contradiction]:
    """Find rows that, followed by what they point to, come back to themselves."""
    duplicates = {one.id: one.duplicate_of for one in case.incomes}
    for row in _in_a_circle(duplicates):
        message = "소득의 중복 관계가 서로를 가리켜 돌고 돕니다. 한쪽만 중복으로 두세요."
        yield Contradiction(path=("incomes", row, "duplicate_of"), message=message)
    if case.dwelling is None:
        return
    for extract in case.dwelling.extracts:
        parents = {one.id: one.parent for one in extract.entries}
        for row in _in_a_circle(parents):
            path: Path = ("dwelling", "extracts", extract.id, "entries", row, "parent")
            message = "부기등기가 서로를 가리켜 돌고 돕니다. 주등기를 다시 고르세요."
            yield Contradiction(path=path, message=message)


def _in_a_circle(following: Mapping[UUID, UUID | None]) -> Iterator[UUID]:
    for start in following:
        here, steps = following[start], 0
        while here is not None and here != start and steps <= len(following):
            here, steps = following.get(here), steps + 1
        if here == start:
            yield start
