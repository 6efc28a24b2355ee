"""The counter (창구): look for who is there already, and only then open a case.

An existing case or an application of the same household shows before a second one is made; who
makes it all the same says why, and both wait to be settled.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from uuid import UUID, uuid4

from ipju.domain.case import Case, Channel, Stage, Supply
from ipju.domain.labelled import Labelled
from ipju.domain.overlap import CaseBrief, SharedPerson
from ipju.domain.person import Nationality, Person, Register, Registration, Relation
from ipju.domain.rrn import birth_of
from ipju.services.authority import CASES, may, note
from ipju.services.office import Office
from ipju.services.open_case import store_case
from ipju.services.overlap_again import look_again
from ipju.services.overlap_links import OverlapKind, forbids_second, link_of
from ipju.services.overlap_marks import OverlapMark, keep_marks
from ipju.services.overlaps import OverlapCase, side_of
from ipju.services.ports import UnitOfWork
from ipju.services.record import Recorded

MOST = 20
"""So many cases are laid beside what is typed, the surest first."""

SECOND = "open-second"
"""The row of a case opened, or filed, in the knowledge of another it overlaps with."""

_NOWHERE = UUID(int=0)
_WHOLE_PHONE = 9


class AlikeBy(Labelled):
    """By what a case looks like the one that is to be opened, the surest first."""

    NUMBER = "number", "주민등록번호"
    BIRTH = "birth", "이름·생년월일"
    PHONE = "phone", "전화번호"
    NAME = "name", "이름만"


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """What is known at the counter before a case stands; the names and numbers as typed."""

    notice: str
    name: str
    rrn: str | None = field(default=None, repr=False)
    phone: str = ""
    spouse: str = ""
    spouse_rrn: str | None = field(default=None, repr=False)
    supply: Supply = Supply.GENERAL
    building: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Likely:
    """A case that may be of the same person or household, in what way and by what it is known.

    `binds`: a second one beside it needs a reason (it isn't closed, and the notice takes one).
    """

    case: OverlapCase
    kind: OverlapKind
    by: AlikeBy
    binds: bool
    people: tuple[UUID, UUID] | None = None


class LooksAlike(ValueError):
    """There are such cases, and no reason was given to open another one beside them."""

    def __init__(self, found: Sequence[Likely]) -> None:
        super().__init__("이미 있는 신청과 겹칩니다. 새로 여는 사유를 적으십시오.")
        self.found = tuple(found)


class CannotApply(ValueError):
    """The notice has no such building."""

    def __init__(self) -> None:
        super().__init__("이 공고에 없는 주택입니다. 신청 주택을 다시 고르십시오.")


@may(CASES)
def likely(office: Office, typed: Typed) -> tuple[Likely, ...]:
    """Return the cases of the notice that may be of the same person or household, surest first.

    Whole numbers are looked up through the blind index; that somebody did is a ledger row.
    """
    if typed.rrn or typed.spouse_rrn:
        with office.store.unit() as unit:
            note(office, unit, "search-rrn")
    return _alike(office, _NOWHERE, typed, _people(typed))


@may(CASES)
def open_at_counter(office: Office, typed: Typed, reason: str = "") -> Recorded:
    """Open a case for whom was typed; LooksAlike where another binds and no reason is given.

    Beside another one both are marked as overlapping, and the reason is a ledger row of each.
    CannotApply for a building that the notice doesn't have, Contradictory for facts that
    contradict each other.
    """
    notice = office.notices.get(typed.notice)
    if typed.building and notice.building(typed.building) is None:
        raise CannotApply
    people = _people(typed)
    case = Case(
        id=uuid4(),
        notice=typed.notice,
        supply=typed.supply,
        channel=Channel.COUNTER,
        building=typed.building,
        officer=office.actor.name,
        practice=office.practice,
        phone=typed.phone.strip(),
        people=people,
    )
    others = [one for one in _alike(office, case.id, typed, people) if one.binds]
    why = " ".join(reason.split())
    if others and not why:
        raise LooksAlike(others)
    with office.store.unit() as unit:
        done = store_case(office, unit, case, "open")
        if others:
            note_beside(office, unit, done.case, others, why)
    return Recorded(done.case, replace(done.changes, trail=True))


@may(CASES)
def beside(office: Office, case: Case) -> tuple[Likely, ...]:
    """Return the other cases that may be of the same person or household as a stored one.

    No number is typed for it, so that no row of the ledger says that one was looked for.
    """
    me = case.applicant
    typed = Typed(
        notice=case.notice,
        name=me.name if me else "",
        phone=case.phone,
        supply=case.supply,
    )
    return tuple(one for one in _alike(office, case.id, typed, case.people) if one.binds)


def note_beside(
    office: Office, unit: UnitOfWork, case: Case, others: Sequence[Likely], why: str
) -> None:
    """Mark a case and those it overlaps with, and write the reason down with each of them.

    Those that were looked through for others (중복 신청 조회함) wait to be looked at again.
    """
    keep_marks(unit, case.notice, [_mark(case.id, one) for one in others])
    look_again(office, unit, office.notices.get(case.notice), {case.id})
    detail = {"beside": [one.case.number for one in others]}
    note(office, unit, SECOND, case.id, why=why, detail=detail)
    for one in others:
        detail = {"beside": [case.number]}
        note(office, unit, SECOND, one.case.case_id, why=why, detail=detail)


def _people(typed: Typed) -> tuple[Person, ...]:
    applicant = Person(
        id=uuid4(),
        name=typed.name.strip(),
        relation=Relation.SELF,
        rrn=typed.rrn,
        birth=birth_of(typed.rrn) if typed.rrn else None,
        register=Register.APPLICANT,
        nationality=Nationality.KOREAN,
        registration=Registration.RESIDENT,
    )
    if not typed.spouse.strip() and not typed.spouse_rrn:
        return (applicant,)
    spouse = Person(
        id=uuid4(),
        name=typed.spouse.strip(),
        relation=Relation.SPOUSE,
        rrn=typed.spouse_rrn,
        birth=birth_of(typed.spouse_rrn) if typed.spouse_rrn else None,
    )
    return (applicant, spouse)


def _alike(
    office: Office, case_id: UUID, typed: Typed, people: Sequence[Person]
) -> tuple[Likely, ...]:
    one_only = forbids_second(office.notices.get(typed.notice))
    digits = _digits(typed.phone)
    rows = office.store.alike(typed.notice, case_id, people, digits)
    mine = [one for one in rows if one.case_id == case_id]
    ways: dict[UUID, _Way | None] = {}
    for one in (row for row in rows if row.case_id != case_id):
        found = [way for way in (_way(typed, one) for typed in mine) if way is not None]
        known = ways.get(one.case_id)
        ways[one.case_id] = min((*found, *([known] if known else ())), key=_order, default=None)
    briefs = office.store.briefly(ways)
    ranked: list[_Ranked] = []
    for other, brief in briefs.items():
        way = ways[other]
        if len(digits) >= _WHOLE_PHONE and _digits(brief.phone) == digits:
            way = _with_phone(way)
        if way is None:
            continue
        kind = way.kind
        if kind is OverlapKind.PERSON and brief.supply is not typed.supply:
            kind = OverlapKind.SUPPLIES
        binds = brief.stage is not Stage.CLOSED and one_only
        ranked.append(_Ranked(brief, replace(way, kind=kind), binds))
    # A name may be that of hundreds: only those that are laid beside are read whole.
    first = sorted(ranked, key=_rank)[:MOST]
    with office.store.unit() as unit:
        return tuple(
            Likely(
                case=side_of(unit.cases.get(one.brief.case_id)),
                kind=one.way.kind,
                by=one.way.by,
                binds=one.binds,
                people=one.way.people,
            )
            for one in first
        )


@dataclass(frozen=True, slots=True)
class _Way:
    by: AlikeBy
    kind: OverlapKind
    people: tuple[UUID, UUID] | None


@dataclass(frozen=True, slots=True)
class _Ranked:
    brief: CaseBrief
    way: _Way
    binds: bool


def _way(one: SharedPerson, other: SharedPerson) -> _Way | None:
    """Return in what way somebody of another case is like somebody typed."""
    link, by = link_of(one, other), _by(one, other)
    return _Way(by, link.kind, (one.person, other.person)) if link and by else None


def _with_phone(way: _Way | None) -> _Way:
    """Return the way of a case whose phone is the typed one, too."""
    if way is None:
        return _Way(AlikeBy.PHONE, OverlapKind.PHONE, None)
    return replace(way, by=AlikeBy.PHONE) if way.by is AlikeBy.NAME else way


def _by(one: SharedPerson, other: SharedPerson) -> AlikeBy | None:
    if one.mark and one.mark == other.mark:
        return AlikeBy.NUMBER
    if not one.name or one.name != other.name:
        return None
    if one.birth is not None and other.birth is not None:
        return AlikeBy.BIRTH if one.birth == other.birth else None
    return AlikeBy.NAME


def _order(way: _Way) -> tuple[int, int]:
    return list(AlikeBy).index(way.by), list(OverlapKind).index(way.kind)


def _rank(one: _Ranked) -> tuple[bool, tuple[int, int], str]:
    return (not one.binds, _order(one.way), one.brief.number)


def _mark(case_id: UUID, one: Likely) -> OverlapMark:
    return OverlapMark(
        first=case_id,
        second=one.case.case_id,
        kind=one.kind,
        certain=one.by is AlikeBy.NUMBER,
        people=one.people,
    )


def _digits(phone: str) -> str:
    return "".join(one for one in phone if one.isdecimal())
