"""Invented cases (연습 사례): people who clearly do not exist, from one seed.

Nobody here has an RRN: a practice case needs none, and a number that looks real has no place in
sample data.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from random import Random
from uuid import UUID

from ipju.domain.case import (
    Case,
    ClaimedPoints,
    IncomeBox,
    Residence,
    Stage,
    Supply,
    Vulnerable,
    VulnerableClaim,
)
from ipju.domain.dates import add_years, age_on
from ipju.domain.income import Income, IncomeKind, IncomeSource
from ipju.domain.notice import Notice
from ipju.domain.paper import Paper, Signature
from ipju.domain.person import (
    Marriage,
    Nationality,
    Parentage,
    Person,
    Pregnancy,
    Register,
    Registration,
    Relation,
)
from ipju.domain.property import Car, CarKind, CarTenure, CarUse, Holding, HoldingKind
from ipju.domain.share import OwnerShare
from ipju.services.invented_dwelling import invent_dwelling
from ipju.services.invented_rooms import invent_applicant
from ipju.services.invented_twists import twisted

SURNAMES = "김이박최정강조윤장임한오서신권황안송류홍"
GIVEN = (
    "예시", "보기", "가상", "표본", "견본", "연습", "모형", "가명", "임시", "시범",
    "예제", "본보기", "샘플", "가설", "상상", "지어", "꾸밈", "허구", "모의", "가정",
)  # fmt: skip
TAILS = ("", "", "", "하늘", "바다", "구름", "나무", "별빛")
LONG_NAME = "남궁예시하늘빛나라"
CROWDED = 89
"""Every so many cases there is a household of eight."""


def invent(notice: Notice, count: int, seed: int = 1, first: int = 1) -> Iterator[Case]:
    """Yield `count` invented cases of one notice, numbered from `first`."""
    for index in range(first, first + count):
        if notice.buildings:
            # A stream of its own: the ids of two programmes may not meet in one store.
            random = Random(f"{seed}/{notice.number_prefix}/{index}")
            yield invent_applicant(Maker(notice, random, index), notice, index)
        else:
            yield Maker(notice, Random(f"{seed}/{index}"), index).case()


SUPPLIES = (Supply.GENERAL, Supply.NEWLYWED, Supply.GENERATIONS)


class Maker:
    """Makes one case; every choice comes from one seeded generator."""

    def __init__(self, notice: Notice, random: Random, index: int) -> None:
        self.notice = notice
        self.random = random
        self.index = index
        self.day = notice.day
        self.surname = random.choice(SURNAMES)

    def id(self) -> UUID:
        return UUID(int=self.random.getrandbits(128), version=4)

    def chance(self, percent: int) -> bool:
        return self.random.randrange(100) < percent

    def name(self, surname: str | None = None) -> str:
        if self.chance(1):
            return LONG_NAME
        return (
            (surname or self.random.choice(SURNAMES))
            + self.random.choice(GIVEN)
            + self.random.choice(TAILS)
        )

    def born(self, youngest: int, oldest: int) -> date:
        age = self.random.randrange(youngest, oldest + 1)
        return add_years(self.day, -age) - timedelta(days=self.random.randrange(1, 365))

    def case(self) -> Case:
        supply = self.random.choices(SUPPLIES, weights=(90, 5, 5))[0]
        people = self.people(supply)
        applicant = people[0]
        expecting = tuple(
            Pregnancy(
                id=self.id(), mother=one.id, foetuses=1, weeks=20, examined_on=date(2023, 12, 27)
            )
            for one in people
            if one.relation is Relation.SPOUSE and self.chance(15)
        )
        applied = datetime(2023, 12, 26, 1, tzinfo=UTC) + timedelta(
            minutes=self.random.randrange(4600)
        )
        moved = min(add_years(self.day, -self.random.randrange(0, 15)), self.day)
        case = Case(
            id=self.id(),
            notice=self.notice.id,
            number=f"{self.notice.number_prefix}-{self.index:05d}",
            supply=supply,
            stage=self.random.choice((Stage.PAPERS, Stage.EXAMINING, Stage.EXAMINING)),
            officer=self.random.choice(("박담당", "이담당", "김담당", "")),
            practice=True,
            applied_at=applied,
            income_box=IncomeBox.FULL,
            postcode="01234",
            address=f"서울특별시 예시구 견본로 {self.index % 300 + 1}, 101호",
            phone=f"010-0000-{self.index % 10000:04d}",
            residence=Residence(registered_in_seoul=True, moved_to_seoul_on=moved),
            applications_checked=True,
            tenancies_checked=True,
            subsidies_checked=True,
            arrears_checked=True,
            people=people,
            marriages=self.marriages(people, supply),
            pregnancies=expecting,
            incomes=self.incomes(people),
            holdings=self.holdings(applicant),
            cars=self.cars(applicant),
            dwelling=invent_dwelling(self, self.index, len(people)) if self.chance(40) else None,
        )
        if self.chance(8):
            claim = VulnerableClaim(
                id=self.id(), ground=Vulnerable.SINGLE_PARENT, person=applicant.id
            )
            case = replace(case, vulnerable=(claim,))
        whole = replace(case, claimed=self.claimed(case), papers=self.papers(case))
        return twisted(self, self.notice, whole)

    def people(self, supply: Supply) -> tuple[Person, ...]:
        moved = add_years(self.day, -self.random.randrange(1, 10))

        def one(relation: Relation, birth: date, name: str) -> Person:
            return Person(
                id=self.id(),
                name=name,
                relation=relation,
                birth=birth,
                register=Register.APPLICANT,
                registered_on=max(moved, birth),
                nationality=Nationality.KOREAN,
                registration=Registration.RESIDENT,
                in_family_register=True,
                income_checked=True,
                home_checked=True,
                estate_checked=True,
                car_checked=True,
                tenancy_checked=True,
            )

        young = supply is Supply.NEWLYWED
        crowded = not young and self.index % CROWDED == 0
        mine = self.born(27, 38) if young else self.born(40, 50) if crowded else self.born(22, 66)
        me = one(Relation.SELF, mine, self.name(self.surname))
        people = [replace(me, householder=True)]
        adult = age_on(mine, self.day)
        if young or crowded or (adult >= 28 and self.chance(55)):
            separate = self.chance(12)
            people.append(
                replace(
                    one(Relation.SPOUSE, self.born(max(22, adult - 4), adult + 3), self.name()),
                    register=Register.SPOUSE if separate else Register.APPLICANT,
                )
            )
            for _ in range(
                4 if crowded else self.random.choices(range(4), weights=(3, 4, 3, 1))[0]
            ):
                people.append(
                    replace(
                        one(
                            Relation.CHILD,
                            self.born(0, min(18, max(0, adult - 24))),
                            self.name(self.surname),
                        ),
                        parentage=Parentage.PRESENT_MARRIAGE,
                    )
                )
        elders = 2 if crowded else 1 if supply is Supply.GENERATIONS or self.chance(6) else 0
        for _ in range(elders):
            people.append(
                replace(
                    one(
                        Relation.PARENT,
                        self.born(max(64, adult + 20), max(70, adult + 30)),
                        self.name(self.surname),
                    ),
                    together_since=add_years(self.day, -self.random.randrange(2, 8)),
                )
            )
        if self.chance(5):
            people.append(one(Relation.SIBLING, self.born(10, 30), self.name(self.surname)))
        return tuple(people)

    def marriages(self, people: tuple[Person, ...], supply: Supply) -> tuple[Marriage, ...]:
        spouse = next((one for one in people if one.relation is Relation.SPOUSE), None)
        if spouse is None:
            return ()
        years = self.random.randrange(1, 8 if supply is Supply.NEWLYWED else 25)
        children = [one.birth for one in people if one.relation is Relation.CHILD and one.birth]
        registered = min([add_years(self.day, -years), *children])
        return (Marriage(id=self.id(), spouse=spouse.id, registered_on=registered),)

    def incomes(self, people: tuple[Person, ...]) -> tuple[Income, ...]:
        rows = []
        for one in people:
            if one.birth is None or not 22 <= age_on(one.birth, self.day) <= 66:
                continue
            if self.chance(75):
                # The lower of two draws: most earn less than the limit of a single person.
                pay = min(self.random.randrange(1_700_000, 5_500_000, 10_000) for _ in "ab")
                rows.append(
                    Income(
                        id=self.id(),
                        person=one.id,
                        kind=IncomeKind.REGULAR,
                        source=IncomeSource.NHIS,
                        workplace=f"㈜견본상사{self.random.randrange(1, 90)}",
                        monthly=pay,
                    )
                )
            if self.chance(8):
                rows.append(
                    Income(
                        id=self.id(),
                        person=one.id,
                        kind=IncomeKind.INTEREST,
                        source=IncomeSource.NTS,
                        monthly=self.random.randrange(10_000, 300_000, 1_000),
                    )
                )
        return tuple(rows)

    def holdings(self, owner: Person) -> tuple[Holding, ...]:
        if not self.chance(15):
            return ()
        share = OwnerShare(id=self.id(), person=owner.id, numerator=1, denominator=1)
        land = Holding(
            id=self.id(),
            kind=HoldingKind.LAND,
            address=f"강원특별자치도 가상군 표본면 {self.index % 90 + 1}",
            owners=(share,),
            land_area=self.random.randrange(10_000, 90_000),
            land_unit_price=self.random.randrange(20_000, 330_000, 1_000),
        )
        return (land,)

    def cars(self, owner: Person) -> tuple[Car, ...]:
        if not self.chance(45):
            return ()
        share = OwnerShare(id=self.id(), person=owner.id)
        return (
            Car(
                id=self.id(),
                name="견본 승용차",
                kind=CarKind.PASSENGER,
                use=CarUse.PRIVATE,
                tenure=CarTenure.OWNED,
                value=min(self.random.randrange(2_000_000, 56_000_000, 10_000) for _ in "ab"),
                low_emission=False,
                owners=(share,),
            ),
        )

    def claimed(self, case: Case) -> ClaimedPoints:
        applicant = case.people[0]
        age = age_on(applicant.birth, self.day) if applicant.birth else 0
        others = len(case.people) - 1
        children = sum(one.relation is Relation.CHILD for one in case.people)
        moved = case.residence.moved_to_seoul_on or self.day
        years = (self.day - moved).days // 366
        return ClaimedPoints(
            age=3 if age >= 50 else 2 if age >= 40 else 1 if age >= 30 else 0,
            dependants=min(others, 3),
            residence=3 if years >= 5 else 2 if years >= 3 else 1 if years >= 1 else 0,
            children=3 if children >= 3 else 2 if children == 2 else 0,
            vulnerable=3 if case.vulnerable else 0,
        )

    def papers(self, case: Case) -> tuple[Paper, ...]:
        mailed = date(2023, 12, 26) + timedelta(days=self.random.randrange(11))
        issued = max(self.day, mailed - timedelta(days=self.random.randrange(12)))
        applicant = case.people[0]
        wanted = [("family-certificate", applicant.id), ("resident-register", applicant.id)]
        wanted.append(("resident-abstract", applicant.id))
        if case.supply is Supply.NEWLYWED:
            wanted.append(("marriage-certificate", applicant.id))
        if case.supply is Supply.GENERATIONS:
            elders = [one.id for one in case.people if one.relation is Relation.PARENT]
            wanted += [("dependant-abstract", one) for one in elders]
        wanted += [
            ("spouse-register", one.id) for one in case.people if one.register is Register.SPOUSE
        ]
        wanted += [("pregnancy-diagnosis", one.mother) for one in case.pregnancies]
        if case.vulnerable:
            wanted.append(("single-parent-certificate", applicant.id))
        terms = {one.id: one for one in self.notice.papers.papers}
        papers = []
        for kind, subject in wanted:
            if kind not in terms or self.random.randrange(1000) < 9:
                continue
            early = self.random.randrange(1000) < 8
            papers.append(
                Paper(
                    id=self.id(),
                    kind=kind,
                    subject=subject,
                    issued_on=self.day - timedelta(days=9) if early else issued,
                    postmarked_on=mailed,
                    registered_mail=True,
                    original=True,
                    rrn_shown=True,
                    shows=tuple(field.id for field in terms[kind].shows),
                    weeks=20 if kind == "pregnancy-diagnosis" else None,
                    foetuses=1 if kind == "pregnancy-diagnosis" else None,
                    attached=True,
                )
            )
        papers.append(self.consent(case, mailed))
        return tuple(papers)

    def consent(self, case: Case, mailed: date) -> Paper:
        signatures = tuple(
            Signature(
                id=self.id(),
                person=one.id,
                signed=self.random.randrange(1000) > 6,
                by_guardian=one.birth is not None and age_on(one.birth, mailed) < 14,
                signed_on=mailed,
                agreed=True,
            )
            for one in case.people
        )
        return Paper(
            id=self.id(),
            kind=self.notice.papers.consent,
            postmarked_on=mailed,
            issued_on=mailed,
            registered_mail=True,
            original=True,
            signatures=signatures,
        )
