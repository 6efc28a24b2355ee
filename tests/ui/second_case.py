"""A student of the second programme, invented: every new fact of a case recorded once."""

from datetime import date
from uuid import UUID, uuid5

from ipju.domain.case import Case, Channel, ConsentRefusal, Stage, Supply
from ipju.domain.income import Income, IncomeKind, IncomeSource
from ipju.domain.means import (
    Debt,
    DebtKind,
    FinancialAsset,
    FinancialKind,
    OtherAsset,
    OtherAssetKind,
)
from ipju.domain.paper import Paper, Signature
from ipju.domain.person import Nationality, Person, Register, Registration, Relation
from ipju.domain.property import Acquisition, Car, CarKind, CarTenure, CarUse, Holding, RightKind
from ipju.domain.property import HoldingKind as Kind
from ipju.domain.renewal import Renewal
from ipju.domain.scholar import Level, Payer, PayerRole, Scholar, StationeryTrade, Student
from ipju.domain.share import OwnerShare

NOTICE = "teukhwa-maeip-2023-baekam"
_ROOT = UUID("6f1c5a52-5e0b-4d6c-9c0f-7a8a3b1c2d4e")


def _id(name: str) -> UUID:
    return uuid5(_ROOT, name)


def _own(name: str, numerator: int = 1, denominator: int = 1) -> tuple[OwnerShare, ...]:
    one = OwnerShare(
        id=_id(f"share {name}"),
        person=_id("self"),
        numerator=numerator,
        denominator=denominator,
    )
    return (one,)


def student_case() -> Case:
    """A student who applied for a room and has money, debts and a consent with two signatures."""
    applicant = Person(
        id=_id("self"),
        name="남궁견본",
        relation=Relation.SELF,
        birth=date(1999, 4, 5),
        register=Register.APPLICANT,
        registered_on=date(2022, 3, 2),
        householder=True,
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
    return Case(
        id=_id("case"),
        notice=NOTICE,
        number="2023-T-00001",
        supply=Supply.SCHOLAR,
        channel=Channel.EMAIL,
        stage=Stage.EXAMINING,
        officer="박담당",
        phone="010-0000-1234",
        email="namgung@example.com",
        building="jangan",
        surveyed_on=date(2024, 1, 10),
        finance_queried_on=date(2024, 1, 12),
        marriages_checked=True,
        tenancies_checked=True,
        people=(applicant,),
        incomes=(
            Income(
                id=_id("income"),
                person=applicant.id,
                kind=IncomeKind.REGULAR,
                source=IncomeSource.NHIS,
                workplace="예시서점",
                monthly=1_240_000,
            ),
        ),
        holdings=(
            Holding(
                id=_id("right"),
                kind=Kind.PRESALE,
                address="서울특별시 예시구 견본로 12, 101동 1203호",
                owners=_own("right", 1, 2),
                acquisition=Acquisition.INHERITANCE,
                contracted_on=date(2019, 5, 2),
                right=RightKind.PRESALE,
                paid_so_far=62_000_000,
            ),
        ),
        cars=(
            Car(
                id=_id("car"),
                name="예시경차",
                kind=CarKind.PASSENGER,
                use=CarUse.PRIVATE,
                tenure=CarTenure.OWNED,
                value=4_300_000,
                owners=_own("car"),
            ),
        ),
        financial_assets=(
            FinancialAsset(
                id=_id("demand"),
                kind=FinancialKind.DEMAND,
                institution="예시은행",
                amount=3_120_500,
                valued_on=date(2024, 1, 10),
                owners=_own("demand"),
            ),
            FinancialAsset(
                id=_id("savings"),
                kind=FinancialKind.SAVINGS,
                institution="견본저축은행",
                amount=18_000_000,
                valued_on=date(2024, 1, 10),
                owners=_own("savings"),
            ),
        ),
        other_assets=(
            OtherAsset(
                id=_id("deposit"),
                kind=OtherAssetKind.LEASE_DEPOSIT,
                name="견본로 34 원룸",
                amount=20_000_000,
                owners=_own("deposit"),
            ),
        ),
        debts=(
            Debt(
                id=_id("loan"),
                kind=DebtKind.PUBLIC_BODY,
                creditor="예시장학재단",
                amount=9_600_000,
                valued_on=date(2024, 1, 10),
                owners=_own("loan"),
            ),
            Debt(
                id=_id("overdraft"),
                kind=DebtKind.OVERDRAFT,
                creditor="예시은행",
                amount=2_000_000,
                valued_on=date(2024, 1, 10),
                owners=_own("overdraft"),
            ),
        ),
        consent_refusals=(
            ConsentRefusal(
                id=_id("refusal"),
                person=applicant.id,
                refused_on=date(2024, 1, 3),
                note="전화로 거절, 다시 설명함",
            ),
        ),
        papers=(
            Paper(
                id=_id("financial"),
                kind="financial-consent",
                subject=applicant.id,
                received_on=date(2024, 1, 2),
                signatures=(
                    Signature(
                        id=_id("signature"),
                        person=applicant.id,
                        signed=True,
                        unnotified=False,
                        signed_on=date(2024, 1, 2),
                    ),
                ),
            ),
        ),
        scholar=Scholar(
            school="예시대학교",
            level=Level.UNDERGRADUATE,
            student=Student.ENROLLED,
            until=date(2025, 2, 28),
            bracket_issuable=False,
            single_parent=False,
            separate=True,
            trade=StationeryTrade.NONE,
            payers=(
                Payer(id=_id("father"), role=PayerRole.FATHER, pays=True),
                Payer(id=_id("mother"), role=PayerRole.MOTHER, pays=False),
                Payer(id=_id("own"), role=PayerRole.SELF, person=applicant.id, pays=False),
            ),
        ),
    )


def renewal_facts() -> Renewal:
    """A second renewal, two years on."""
    return Renewal(
        lease=_id("lease"),
        number=2,
        judged_on=date(2026, 1, 15),
        first_on=date(2024, 2, 26),
        starts_on=date(2026, 2, 26),
        ends_on=date(2028, 2, 25),
        deposit_before=21_000_000,
        rent_before=248_580,
        deposit=21_500_000,
        rent=255_000,
        raised_on=date(2025, 2, 26),
        lease_raised=True,
        figures_year=2026,
    )
