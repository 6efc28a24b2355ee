"""Contradictions in what was recorded: values no register could show.

This is not the judgement of a case: it finds what must have been mistyped, before it is saved.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from uuid import UUID

from ipju.domain.case import Case
from ipju.domain.contradiction import (
    Contradiction,
    Path,
    Walked,
    ids,
    numbers,
    texts,
    walked,
)
from ipju.domain.person import Person, Register, Relation
from ipju.domain.rrn import birth_of, is_foreigner_number, parse_rrn
from ipju.domain.share import OwnerShare
from ipju.domain.validation_means import births, means, papers, renewals, studies

__all__ = ["Contradiction", "Path", "contradictions"]

ELDERS = {
    Relation.PARENT: "부모",
    Relation.GRANDPARENT: "조부모",
}
YOUNGER = {
    Relation.CHILD: "자녀",
    Relation.GRANDCHILD: "손자녀",
}
KIN = frozenset({*ELDERS, *YOUNGER, Relation.SIBLING})
"""Relations by blood or adoption, which no marriage of the applicant can be with."""


def contradictions(case: Case) -> tuple[Contradiction, ...]:
    """Return everything in the case that cannot be right, in the order of the case."""
    values = walked(case)
    found: list[Contradiction] = []
    for check in (numbers, texts, ids, _shares):
        found.extend(check(values))
    found.extend(_references(case, values))
    for look in LOOKS:
        found.extend(look(case))
    return tuple(found)


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
        digits = parse_rrn(person.rrn)
    except ValueError as error:
        yield Contradiction(path=path, message=str(error))
        return
    born = birth_of(digits)
    if person.birth is not None and person.birth != born:
        message = f"주민등록번호의 생년월일({born})이 적은 생년월일({person.birth})과 다릅니다."
        yield Contradiction(path=path, message=message)
    if is_foreigner_number(digits) and person.relation is Relation.SELF:
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


def _same_number(case: Case) -> Iterator[Contradiction]:
    seen: set[str] = set()
    for person in case.people:
        if person.rrn is not None and person.rrn in seen:
            message = "다른 사람과 주민등록번호가 같습니다. 두 사람의 번호를 확인하세요."
            yield Contradiction(path=("people", person.id, "rrn"), message=message)
        elif person.rrn is not None:
            seen.add(person.rrn)


def _marriages(case: Case) -> Iterator[Contradiction]:
    applicant = case.applicant
    born = applicant.birth if applicant else None
    for marriage in case.marriages:
        path: Path = ("marriages", marriage.id)
        other = case.person(marriage.spouse)
        begun, ended = marriage.registered_on, marriage.ended_on
        if other is not None and other.relation is Relation.SELF:
            message = "신청자가 자기 자신과 혼인한 것으로 적혔습니다. 배우자를 다시 고르세요."
            yield Contradiction(path=(*path, "spouse"), message=message)
        elif other is not None and other.relation in KIN:
            message = (
                f"혼인한 사람이 신청자의 {other.relation.label}(으)로 적혀 있습니다. "
                "관계를 고치거나 배우자를 다시 고르세요."
            )
            yield Contradiction(path=(*path, "spouse"), message=message)
        if begun is not None and born is not None and begun <= born:
            message = "혼인신고일이 신청자가 태어나기 전입니다. 날짜를 확인하세요."
            yield Contradiction(path=(*path, "registered_on"), message=message)
        if begun is not None and ended is not None and ended < begun:
            message = "혼인이 끝난 날이 혼인신고일보다 빠릅니다. 두 날짜를 확인하세요."
            yield Contradiction(path=(*path, "ended_on"), message=message)


def _references(case: Case, values: Walked) -> Iterator[Contradiction]:
    known = {one.id for one in case.people}
    for path, value in values:
        names_person = bool(path) and path[-1] in ("person", "mother", "spouse")
        if names_person and value is not None and value not in known:
            message = "사람이 세대 명부에 없습니다. 사람을 다시 고르세요."
            yield Contradiction(path=path, message=message)


def _shares(values: Walked) -> Iterator[Contradiction]:
    for path, value in values:
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
    """Find rows that point to a row which isn't there, or that lead back to themselves."""
    duplicates = {one.id: one.duplicate_of for one in case.incomes}
    for row in _into_nothing(duplicates):
        message = "중복된 기록이 소득 목록에 없습니다. 기록을 다시 고르세요."
        yield Contradiction(path=("incomes", row, "duplicate_of"), message=message)
    for row in _in_a_circle(duplicates):
        message = "소득의 중복 관계가 서로를 가리켜 돌고 돕니다. 한쪽만 중복으로 두세요."
        yield Contradiction(path=("incomes", row, "duplicate_of"), message=message)
    for extract in case.dwelling.extracts if case.dwelling else ():
        base: Path = ("dwelling", "extracts", extract.id, "entries")
        parents = {one.id: one.parent for one in extract.entries}
        for row in _into_nothing(parents):
            message = "주등기가 이 등기부에 없습니다. 주등기를 다시 고르세요."
            yield Contradiction(path=(*base, row, "parent"), message=message)
        for row in _in_a_circle(parents):
            message = "부기등기가 서로를 가리켜 돌고 돕니다. 주등기를 다시 고르세요."
            yield Contradiction(path=(*base, row, "parent"), message=message)


LOOKS = (
    *(_people, _same_number, _marriages, births, papers, means, studies),
    *(renewals, _register, _circles),
)
"""What is looked for in a case, in the order it is told."""


def _into_nothing(following: Mapping[UUID, UUID | None]) -> list[UUID]:
    return [row for row, to in following.items() if to is not None and to not in following]


def _in_a_circle(following: Mapping[UUID, UUID | None]) -> Iterator[UUID]:
    for start in following:
        here, steps = following[start], 0
        while here is not None and here != start and steps <= len(following):
            here, steps = following.get(here), steps + 1
        if here == start:
            yield start
