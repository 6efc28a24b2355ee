"""Renew a lease (재계약): that year's figures, the case that examines it, and the new term."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID, uuid4

from ipju.domain.case import Case
from ipju.domain.editing import change
from ipju.domain.intake import YearFigures
from ipju.domain.letting import LeaseState, LeaseTerm, Rent, RoomLease
from ipju.domain.money import LARGEST
from ipju.domain.notice import Notice
from ipju.domain.person import Person
from ipju.domain.renewal import Renewal
from ipju.domain.rrn import without_rrn
from ipju.domain.validation import contradictions
from ipju.services.authority import CASES, DECIDING, may, note
from ipju.services.change_rent import refuse_amounts
from ipju.services.examine import examine, store_judgement
from ipju.services.lease_steps import (
    Let,
    lease_at,
    let_changes,
    letting_terms,
    noted,
    refuse_future,
    refuse_unapproved,
    rent_of_lease,
    term_of_lease,
)
from ipju.services.letting_problems import CannotLet, FreeOfCharge, WrongDate, refuse_before
from ipju.services.notice_of import notice_of
from ipju.services.office import Changes, Office
from ipju.services.ports import UnitOfWork
from ipju.services.record import (
    Contradictory,
    Recorded,
    changes_of,
    lay_down,
    numbers_without_basis,
)

FIRST_YEAR, LAST_YEAR = 2000, 2199
ROWS = 5
"""Households of 1 to 5 have a printed income limit; each further person adds a step."""


class WrongFigures(CannotLet):
    """Figures of a year that no table could print."""


class NoFigures(CannotLet):
    """That year's figures were not recorded yet."""

    def __init__(self, year: int) -> None:
        super().__init__(f"{year}년 기준금액이 아직 없습니다. 기준금액을 먼저 적으세요.")


class AlreadyStarted(CannotLet):
    """This renewal is being examined already."""

    def __init__(self, number: str) -> None:
        super().__init__(
            f"이 재계약은 이미 심사하고 있습니다(접수번호 {number}). 그 사례를 여세요."
        )


class OtherRenewal(CannotLet):
    """The case examines another renewal, or the lease was changed since it was begun."""

    def __init__(self) -> None:
        super().__init__(
            "이 사례가 심사한 재계약이 지금의 임대와 맞지 않습니다. "
            "재계약 사례의 횟수, 지금까지의 금액과 마지막 증액일을 확인하고 다시 결재받으세요."
        )


class NotARenewal(CannotLet):
    """The case examines no renewal."""

    def __init__(self) -> None:
        super().__init__("재계약을 심사하는 사례가 아닙니다.")


@dataclass(frozen=True, slots=True)
class FiguresKept:
    """The figures of a year as they now stand in the store."""

    figures: YearFigures
    changes: Changes


@may(CASES)
def figures(office: Office, notice_id: str) -> tuple[YearFigures, ...]:
    """Return the figures of every year of a notice (해당년도 기준금액), newest first."""
    with office.store.unit() as unit:
        return unit.figures.all(notice_id)


@may(DECIDING)
def put_figures(office: Office, figures: YearFigures) -> FiguresKept:
    """Store the figures of a year in the place of those before; WrongFigures, NoRooms.

    Renewals that were begun keep the figures they took.
    """
    letting_terms(office.notices.get(figures.notice))
    _refuse_figures(figures)
    kept = replace(figures, source=without_rrn(figures.source.strip()))
    with office.store.unit() as unit:
        before = {one.year: one for one in unit.figures.all(kept.notice)}.get(kept.year)
        unit.figures.put(kept)
        detail = {
            "notice": kept.notice,
            "year": kept.year,
            "incomes": list(kept.incomes),
            "step": kept.step,
            "total_assets": kept.total_assets,
            "car": kept.car,
            "again": before is not None,
        }
        note(office, unit, "put-figures", why=kept.source, detail=detail)
    return FiguresKept(kept, Changes(rooms=True, trail=True))


def _refuse_figures(figures: YearFigures) -> None:
    amounts = (*figures.incomes, figures.step, figures.total_assets, figures.car)
    if not FIRST_YEAR <= figures.year <= LAST_YEAR:
        raise WrongFigures(f"{figures.year}년은 쓸 수 없는 해입니다. 연도를 확인하세요.")
    if len(figures.incomes) != ROWS or any(not 0 < one <= LARGEST for one in amounts):
        raise WrongFigures("1인부터 5인까지의 소득과 나머지 금액을 모두 0원보다 크게 적으세요.")
    if list(figures.incomes) != sorted(set(figures.incomes)):
        raise WrongFigures("가구원이 많을수록 소득 기준이 커야 합니다. 금액을 확인하세요.")
    if not figures.source.strip():
        raise WrongFigures("기준금액을 어디에서 보았는지(출처) 적으세요.")


@may(DECIDING)
def start_renewal(
    office: Office,
    lease_id: UUID,
    judged_on: date,
    starts_on: date,
    ends_on: date,
    deposit: int,
    rent: int,
    lease_raised: bool | None,
) -> Recorded:
    """Open the case that examines the next renewal of a lease, numbered `<number>-R<n>`.

    Its people stand as they did, unchecked; what they earn and own is asked anew, the consents to
    financial queries stand (C10). It carries the figures of the year of `judged_on`, where they
    are recorded. AlreadyStarted, WrongDate, WrongState, FreeOfCharge, WrongAmount.
    """
    with office.store.unit() as unit:
        lease = lease_at(unit, lease_id, "재계약", LeaseState.OCCUPIED)
        term = term_of_lease(lease)
        refuse_before(judged_on, "심사 기준일", term.starts_on, "지금 계약의 시작일")
        if starts_on <= term.ends_on:
            raise WrongDate("재계약은 지금의 임대차기간이 끝난 다음 날부터 시작할 수 있습니다.")
        refuse_before(ends_on, "재계약 종료일", starts_on, "재계약 시작일")
        refuse_amounts(deposit, rent)
        if lease.free_of_charge and (deposit or rent):
            raise FreeOfCharge
        before = unit.cases.get(lease.case_id)
        number = f"{before.number}-R{lease.renewals + 1}"
        if unit.cases.id_of(number) is not None:
            raise AlreadyStarted(number)
        notice = office.notices.get(lease.notice)
        renewal = _renewal(unit, lease, judged_on, starts_on, ends_on, deposit, rent, lease_raised)
        case = _case(office, notice, before, number, renewal)
        found = contradictions(case) + numbers_without_basis(notice, None, case)
        if found:
            raise Contradictory(found)
        saved = unit.cases.add(case)
        store_judgement(
            unit, saved, examine(saved, notice_of(office.notices, saved), office.clock.today())
        )
        note(office, unit, "open", saved.id, why="재계약", detail={"version": saved.version})
        noted(office, unit, lease, action="start-renewal", renewal=saved.id.hex)
    changes = Changes(
        case_id=saved.id, cases=True, judgement=True, lists=True, queues=True, rooms=True
    )
    return Recorded(saved, changes)


def _renewal(
    unit: UnitOfWork,
    lease: RoomLease,
    judged_on: date,
    starts_on: date,
    ends_on: date,
    deposit: int,
    rent: int,
    lease_raised: bool | None,
) -> Renewal:
    now = rent_of_lease(lease)
    blank = Renewal(
        lease=lease.id,
        number=lease.renewals + 1,
        judged_on=judged_on,
        first_on=lease.terms[0].starts_on,
        starts_on=starts_on,
        ends_on=ends_on,
        deposit_before=now.deposit,
        rent_before=now.rent,
        deposit=deposit,
        rent=rent,
        raised_on=lease.raised_on,
        lease_raised=lease_raised,
    )
    of_year = _of_year(unit, lease.notice, judged_on.year)
    return blank if of_year is None else with_figures(blank, of_year)


def _of_year(unit: UnitOfWork, notice: str, year: int) -> YearFigures | None:
    return next((one for one in unit.figures.all(notice) if one.year == year), None)


def with_figures(renewal: Renewal, figures: YearFigures) -> Renewal:
    """Return a renewal that carries the figures of a year."""
    one, two, three, four, five = figures.incomes
    return replace(
        renewal,
        figures_year=figures.year,
        income_1=one,
        income_2=two,
        income_3=three,
        income_4=four,
        income_5=five,
        income_step=figures.step,
        total_assets=figures.total_assets,
        car=figures.car,
    )


def _case(office: Office, notice: Notice, before: Case, number: str, renewal: Renewal) -> Case:
    consent = notice.financial_consent
    kept = [one for one in before.papers if consent is not None and one.kind == consent.paper]
    return Case(
        id=uuid4(),
        notice=before.notice,
        number=number,
        supply=before.supply,
        channel=before.channel,
        officer=office.actor.name,
        practice=before.practice,
        postcode=before.postcode,
        address=before.address,
        phone=before.phone,
        email=before.email,
        building=before.building,
        people=tuple(_unchecked(one) for one in before.people),
        marriages=before.marriages,
        papers=tuple(kept),
        scholar=before.scholar,
        renewal=renewal,
    )


def _unchecked(person: Person) -> Person:
    """Return a person of whom nothing has been asked yet at this renewal."""
    exclusion = person.exclusion
    return replace(
        person,
        exclusion=None if exclusion is None else replace(exclusion, proven=None),
        income_checked=None,
        home_checked=None,
        estate_checked=None,
        car_checked=None,
        tenancy_checked=None,
        finance_checked=None,
        assets_checked=None,
    )


@may(CASES)
def take_figures(office: Office, case_id: UUID) -> Recorded:
    """Put the recorded figures of the year of judging into the case of a renewal.

    NotARenewal, NoFigures; otherwise as `record`: a decision that stood loses its effect.
    """
    with office.store.unit() as unit:
        case = unit.cases.get(case_id)
        before = case.renewal
        if before is None or before.judged_on is None:
            raise NotARenewal
        of_year = _of_year(unit, case.notice, before.judged_on.year)
    if of_year is None:
        raise NoFigures(before.judged_on.year)
    after = with_figures(before, of_year)
    names = [
        one for one in Renewal.__dataclass_fields__ if getattr(before, one) != getattr(after, one)
    ]
    edits = [change(case, ("renewal", one), getattr(after, one)) for one in names]
    with office.store.unit() as unit:
        saved = lay_down(office, unit, case_id, edits, "해당년도 기준금액")
    return Recorded(saved, changes_of(case_id, edits))


@may(CASES)
def renewal_of(office: Office, lease_id: UUID) -> UUID | None:
    """Return the case that examines the next renewal of a lease, or None before it was begun."""
    with office.store.unit() as unit:
        lease = unit.leases.get(lease_id)
        number = unit.cases.get(lease.case_id).number
        return unit.cases.id_of(f"{number}-R{lease.renewals + 1}")


@may(DECIDING)
def renew(office: Office, lease_id: UUID, case_id: UUID, signed_on: date) -> Let:
    """Sign a renewal (재계약) whose examination was approved as eligible: new term, new rent.

    NotEligible without an approval that stands, OtherRenewal when the case examined another
    renewal or other amounts than those of the lease, WrongDate, WrongState.
    """
    with office.store.unit() as unit:
        lease = lease_at(unit, lease_id, "재계약", LeaseState.OCCUPIED)
        case = unit.cases.get(case_id)
        term, first = _agreed(lease, case, signed_on)
        refuse_unapproved(unit, case)
        refuse_future(office.clock, office.practice, signed_on, "계약일")
        refuse_before(signed_on, "계약일", term_of_lease(lease).signed_on, "앞 계약의 계약일")
        refuse_before(term.starts_on, "재계약 시작일", signed_on, "계약일")
        now = rent_of_lease(lease)
        same = (first.deposit, first.rent) == (now.deposit, now.rent)
        saved = unit.leases.save(
            replace(
                lease,
                terms=(*lease.terms, term),
                rents=lease.rents if same else (*lease.rents, first),
            )
        )
        noted(
            office,
            unit,
            saved,
            action="renew-lease",
            renewal=case_id.hex,
            number=term.number,
            signed_on=signed_on.isoformat(),
            starts_on=term.starts_on.isoformat(),
            ends_on=term.ends_on.isoformat(),
            deposit=first.deposit,
            rent=first.rent,
        )
    return Let(saved, let_changes(saved))


def _agreed(lease: RoomLease, case: Case, signed_on: date) -> tuple[LeaseTerm, Rent]:
    """Return the term and the rent that a case examined; OtherRenewal unless they follow."""
    one = case.renewal
    if one is None:
        raise NotARenewal
    now, term = rent_of_lease(lease), term_of_lease(lease)
    examined = (one.lease, one.number, one.deposit_before, one.rent_before, one.raised_on)
    stands = (lease.id, lease.renewals + 1, now.deposit, now.rent, lease.raised_on)
    if examined != stands or one.first_on != lease.terms[0].starts_on:
        raise OtherRenewal
    if one.starts_on is None or one.ends_on is None or one.starts_on <= term.ends_on:
        raise OtherRenewal
    if one.deposit is None or one.rent is None:
        raise OtherRenewal
    return (
        LeaseTerm(
            number=one.number,
            starts_on=one.starts_on,
            ends_on=one.ends_on,
            signed_on=signed_on,
            case_id=case.id,
        ),
        Rent(
            number=len(lease.rents),
            from_on=one.starts_on,
            deposit=one.deposit,
            rent=one.rent,
            lease_raised=one.lease_raised,
            reason="재계약",
        ),
    )
