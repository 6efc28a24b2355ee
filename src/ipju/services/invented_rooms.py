"""Invented applicants (연습 사례) for rooms an operator lets, general and scholar."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from ipju.domain.case import Case, Channel, ConsentRefusal, Stage, Supply
from ipju.domain.dates import add_years, age_on
from ipju.domain.notice import Notice, ScholarTerms
from ipju.domain.person import Marriage, Nationality, Person, Register, Registration, Relation
from ipju.domain.scholar import Level, Scholar, ScholarResult, StationeryTrade, Student
from ipju.services.invented_dwelling import Chooser
from ipju.services.invented_means import with_means
from ipju.services.invented_papers import eligibility_papers, scholar_papers

LATEST_DAYS = 55
"""Papers come so many days after the notice at the most: before the day a practice office has."""

STUDENTS = (Student.ENROLLED, Student.FRESHMAN, Student.RETURNING, Student.ON_LEAVE)


def invent_applicant(make: Chooser, notice: Notice, index: int) -> Case:
    """Return one invented application for a room: most may have one, some may not.

    Everybody who stands in it is invented and has no RRN.
    """
    chance = make.random.randrange
    scholar = notice.scholar if chance(100) < 30 else None
    people = _people(make, notice)
    came = notice.day + timedelta(days=3 + chance(LATEST_DAYS - 3))
    if scholar is not None:
        came = scholar.applied_from + timedelta(
            days=chance((scholar.applied_until.date() - scholar.applied_from).days + 1)
        )
    surveyed = came + timedelta(days=7 + chance(10))
    building = make.random.choice(notice.buildings)
    case = Case(
        id=make.id(),
        notice=notice.id,
        number=f"{notice.number_prefix}-{index:05d}",
        supply=Supply.GENERAL if scholar is None else Supply.SCHOLAR,
        channel=Channel.EMAIL,
        stage=make.random.choice((Stage.PAPERS, Stage.EXAMINING, Stage.EXAMINING)),
        officer=make.random.choice(("박담당", "이담당", "")),
        practice=True,
        applied_at=datetime.combine(came, time(1, chance(60)), UTC),
        address=f"서울특별시 예시구 견본로 {index % 300 + 1}, 101호",
        phone=f"010-0000-{index % 10000:04d}",
        email=f"yesi{index}@example.com",
        building=building.id,
        surveyed_on=surveyed,
        finance_queried_on=surveyed,
        marriages_checked=True,
        tenancies_checked=True,
        people=people,
    )
    case = with_means(make, notice, case, surveyed)
    if scholar is None:
        case = replace(case, papers=eligibility_papers(make, notice, case, came))
    else:
        case = _studying(make, notice, scholar, case, came)
    return _harder(make, notice, case)


def _people(make: Chooser, notice: Notice) -> tuple[Person, ...]:
    """Return the applicant, now and then with father and mother on the same register."""
    chance, day = make.random.randrange, notice.day
    first, last = add_years(day, -39), add_years(day, -19)
    if notice.age is not None:
        first, last = notice.age.born_from, notice.age.born_until
    birth = first + timedelta(days=chance((last - first).days + 1))
    if chance(100) < 3:
        birth = first - timedelta(days=1 + chance(700))
    me = replace(_person(make, Relation.SELF, birth, day), householder=True)
    if chance(100) < 65:
        return (me,)
    parents = [
        _person(make, Relation.PARENT, add_years(birth, -25 - chance(10)), day)
        for _ in range(1 + chance(2))
    ]
    return (me, *parents)


def _person(make: Chooser, relation: Relation, birth: date, day: date) -> Person:
    return Person(
        id=make.id(),
        name=make.name(),
        relation=relation,
        birth=birth,
        register=Register.APPLICANT,
        registered_on=add_years(day, -1 - make.random.randrange(9)),
        nationality=Nationality.KOREAN,
        registration=Registration.RESIDENT,
        in_family_register=True,
        income_checked=True,
        home_checked=True,
        estate_checked=True,
        car_checked=True,
        tenancy_checked=True,
        finance_checked=True,
        assets_checked=True,
    )


def _studying(make: Chooser, notice: Notice, terms: ScholarTerms, case: Case, came: date) -> Case:
    """Return the case of somebody who studies: papers of the track, and more once selected."""
    chance, birth = make.random.randrange, case.people[0].birth
    young = birth is None or age_on(birth, notice.day) < 27
    student = make.random.choices(STUDENTS, weights=(70, 15, 10, 5))[0]
    scholar = Scholar(
        school="견본대학교",
        level=Level.UNDERGRADUATE if young else Level.GRADUATE,
        student=student,
        until=terms.enrolled_until,
        bracket_issuable=True,
        single_parent=False,
        separate=len(case.people) == 1,
        trade=StationeryTrade.NONE,
    )
    case = replace(case, scholar=scholar)
    papers = scholar_papers(make, notice, case, came)
    ended = chance(100)
    if student is Student.ON_LEAVE or ended >= 50:
        return replace(case, papers=papers)
    result = ScholarResult.SELECTED if ended < 35 else ScholarResult.NOT_SELECTED
    case = replace(case, scholar=replace(scholar, result=result, result_on=terms.announced_on))
    if result is ScholarResult.SELECTED:
        later = terms.announced_on + timedelta(days=1 + chance(5))
        papers += eligibility_papers(make, notice, case, later)
        surveyed = later + timedelta(days=4)
        case = replace(case, surveyed_on=surveyed, finance_queried_on=surveyed)
    return replace(case, papers=papers)


def _harder(make: Chooser, notice: Notice, case: Case) -> Case:
    """Return the case as it is, or with one thing in it that an officer meets at the desk."""
    drawn, me = make.random.randrange(100), case.people[0]
    if drawn < 4:
        wed = Marriage(id=make.id(), registered_on=add_years(notice.day, -2))
        return replace(case, marriages=(wed,))
    if drawn < 7:
        over = Marriage(
            id=make.id(),
            registered_on=add_years(notice.day, -4),
            ended_on=add_years(notice.day, -1),
        )
        return replace(case, marriages=(over,))
    if drawn < 11:
        return _refused(make, notice, case)
    if drawn < 20:
        return replace(case, people=_unasked(make, case.people))
    if drawn < 23:
        return replace(case, people=(replace(me, nationality=None), *case.people[1:]))
    return case


def _unasked(make: Chooser, people: Sequence[Person]) -> tuple[Person, ...]:
    """Return the people with one query that has not come back yet."""
    late = make.random.randrange(len(people))
    if make.random.randrange(2):
        asked = replace(people[late], finance_checked=None)
    else:
        asked = replace(people[late], income_checked=None)
    return (*people[:late], asked, *people[late + 1 :])


def _refused(make: Chooser, notice: Notice, case: Case) -> Case:
    """Let somebody refuse to have the banks asked: once, and the form came without the name."""
    terms, who = notice.financial_consent, case.people[-1]
    if terms is None or not any(one.kind == terms.paper for one in case.papers):
        return case
    papers = tuple(
        replace(one, signatures=tuple(sign for sign in one.signatures if sign.person != who.id))
        if one.kind == terms.paper
        else one
        for one in case.papers
    )
    applied = case.applied_at.date() if case.applied_at is not None else notice.day
    refusal = ConsentRefusal(
        id=make.id(), person=who.id, refused_on=applied + timedelta(days=3), note="전화로 거절"
    )
    return replace(case, papers=papers, consent_refusals=(refusal,))
