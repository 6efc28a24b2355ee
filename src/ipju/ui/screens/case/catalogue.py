"""The kinds of rows of a case: titles, columns, what a new row begins with."""

from __future__ import annotations

from datetime import date
from uuid import UUID, uuid4

from ipju.domain.case import OtherApplication, Vulnerable, VulnerableClaim
from ipju.domain.dates import age_on
from ipju.domain.dwelling import Landlord, OtherTenant, Price, PriceBasis
from ipju.domain.income import Income, IncomeKind
from ipju.domain.money import won
from ipju.domain.paper import Paper
from ipju.domain.person import Marriage, Person, Pregnancy, Register, Relation
from ipju.domain.property import Car, Holding, HoldingKind
from ipju.domain.register import Entry, EntryKind, EntryStatus, Extract, RegisterKind, Section
from ipju.domain.rrn import masked
from ipju.domain.share import OwnerShare
from ipju.domain.tenancy import Arrears, OtherSubsidy, PublicRental, PublicTenancy, SubsidyKind
from ipju.rules.facts import Standing
from ipju.ui.case_session import CaseSession
from ipju.ui.screens.case.rows import RowKind
from ipju.ui.widgets.table_model import Cell, Column

NOTHING = "–"
STANDING_MARKS = {
    Standing.MEMBER: "pas",
    Standing.NOT_MEMBER: "na",
    Standing.REVIEW: "rev",
    Standing.MISSING: "mis",
}


def _day(day: date | None) -> str:
    return day.isoformat() if day else NOTHING


def _won(amount: int | None) -> Cell:
    return {"t": won(amount) if amount is not None else NOTHING, "align": "r", "keep": True}


def _text(text: object) -> Cell:
    return {"t": str(text) if text else NOTHING}


def _word(member: object) -> Cell:
    return {"t": getattr(member, "label", NOTHING)}


def _yes(value: bool | None) -> Cell:
    return {"t": "모름" if value is None else "예" if value else "아니오"}


def _name(session: CaseSession, person: UUID | None) -> Cell:
    found = session.case.person(person)
    return {"t": found.name if found else NOTHING}


def _applicant(session: CaseSession) -> UUID:
    applicant = session.case.applicant
    return applicant.id if applicant else uuid4()


def _owners(session: CaseSession, owners: tuple[OwnerShare, ...]) -> Cell:
    names = []
    for one in owners:
        person = session.case.person(one.person)
        share = "" if one.numerator == one.denominator else f" {one.numerator}/{one.denominator}"
        names.append(f"{person.name if person else one.name or '세대 밖'}{share}")
    return {"t": ", ".join(names) or NOTHING}


def _person_cells(person: Person, session: CaseSession) -> list[Cell]:
    standing = next(
        (one for one in session.judgement.facts.memberships if one.person.id == person.id), None
    )
    registered = person.register.label if person.register else NOTHING
    householder = "세대주" if person.householder else ""
    cells: list[Cell] = [
        {
            "t": person.name or "이름 없음",
            "sub": masked(person.rrn) if person.rrn else "",
            "bold": True,
        },
        {"t": person.relation.label},
        {
            "t": _day(person.birth),
            "sub": f"만 {age_on(person.birth, session.notice.day)}세" if person.birth else "",
        },
        {"t": registered, "sub": householder or _day(person.registered_on)},
    ]
    if standing is not None:
        cells.append(
            {
                "t": standing.standing.label,
                "mark": STANDING_MARKS[standing.standing],
                "sub": standing.reason,
            }
        )
    return cells


PEOPLE = RowKind(
    field="people",
    title="세대",
    noun="세대원",
    kind=Person,
    columns=(
        Column("이름", 128),
        Column("관계", 84),
        Column("생년월일", 92),
        Column("등재", 106),
        Column("세대구성원인가"),
    ),
    begin=lambda _session: Person(
        id=uuid4(), name="", relation=Relation.CHILD, register=Register.APPLICANT
    ),
    cells=_person_cells,
    empty="아직 적은 사람이 없습니다. 등본을 보고 신청자부터 추가하세요.",
    two_lines=True,
    dim=lambda row, session: any(
        one.person.id == row.id and one.standing is Standing.NOT_MEMBER
        for one in session.judgement.facts.memberships
    ),
)

MARRIAGES = RowKind(
    field="marriages",
    title="혼인",
    noun="혼인",
    kind=Marriage,
    columns=(Column("배우자"), Column("혼인신고일", 130), Column("종료일", 130)),
    begin=lambda session: Marriage(
        id=uuid4(),
        spouse=next(
            (one.id for one in session.case.people if one.relation is Relation.SPOUSE), None
        ),
    ),
    cells=lambda row, session: [
        _name(session, row.spouse),
        _text(_day(row.registered_on)),
        _text(_day(row.ended_on)),
    ],
    empty="혼인 기록이 없습니다. 신혼부부 특별공급은 혼인신고일이 필요합니다.",
)

PREGNANCIES = RowKind(
    field="pregnancies",
    title="임신",
    noun="임신",
    kind=Pregnancy,
    columns=(Column("임신한 사람"), Column("태아", 80), Column("주수", 80), Column("진단일", 120)),
    begin=lambda session: Pregnancy(
        id=uuid4(),
        mother=next(
            (one.id for one in session.case.people if one.relation is Relation.SPOUSE),
            _applicant(session),
        ),
    ),
    cells=lambda row, session: [
        _name(session, row.mother),
        _text(f"{row.foetuses}명" if row.foetuses is not None else ""),
        _text(f"{row.weeks}주" if row.weeks is not None else ""),
        _text(_day(row.examined_on)),
    ],
    empty="임신 기록이 없습니다. 임신진단서가 오면 추가하세요.",
)

INCOMES = RowKind(
    field="incomes",
    title="소득",
    noun="소득",
    kind=Income,
    columns=(
        Column("누구", 110),
        Column("항목", 120),
        Column("출처"),
        Column("사업장"),
        Column("월 소득", 130, "r"),
    ),
    begin=lambda session: Income(id=uuid4(), person=_applicant(session), kind=IncomeKind.REGULAR),
    cells=lambda row, session: [
        _name(session, row.person),
        _word(row.kind),
        _word(row.source),
        _text(row.workplace),
        _won(row.monthly),
    ],
    empty="적은 소득이 없습니다. 조회 결과를 보고 추가하세요. "
    "소득이 없으면 세대에서 조회를 '예'로 둡니다.",
)

HOLDINGS = RowKind(
    field="holdings",
    title="부동산·주택",
    noun="부동산",
    kind=Holding,
    columns=(
        Column("종류", 110),
        Column("소재지"),
        Column("소유자와 지분"),
        Column("공시가격", 130, "r"),
    ),
    begin=lambda session: Holding(
        id=uuid4(),
        kind=HoldingKind.LAND,
        owners=(OwnerShare(id=uuid4(), person=_applicant(session)),),
    ),
    cells=lambda row, session: [
        _word(row.kind),
        _text(row.address),
        _owners(session, row.owners),
        _won(row.published_price),
    ],
    empty="적은 부동산이 없습니다. 토지·건축물·주택·분양권을 모두 여기에 적습니다.",
)

CARS = RowKind(
    field="cars",
    title="자동차",
    noun="자동차",
    kind=Car,
    columns=(
        Column("차량"),
        Column("차종", 80),
        Column("용도", 90),
        Column("소유자와 지분"),
        Column("차량가액", 130, "r"),
    ),
    begin=lambda session: Car(
        id=uuid4(), owners=(OwnerShare(id=uuid4(), person=_applicant(session)),)
    ),
    cells=lambda row, session: [
        _text(row.name),
        _word(row.kind),
        _word(row.use),
        _owners(session, row.owners),
        _won(row.value),
    ],
    empty="적은 자동차가 없습니다.",
)

VULNERABLE = RowKind(
    field="vulnerable",
    title="⑤ 사회취약계층 신청",
    noun="항목",
    kind=VulnerableClaim,
    columns=(Column("해당 항목"), Column("해당자", 160)),
    begin=lambda session: VulnerableClaim(
        id=uuid4(), ground=Vulnerable.BASIC_LIVELIHOOD, person=_applicant(session)
    ),
    cells=lambda row, session: [_word(row.ground), _name(session, row.person)],
    empty="신청한 취약계층 항목이 없습니다.",
)

OTHER_APPLICATIONS = RowKind(
    field="other_applications",
    title="이 세대의 다른 신청",
    noun="신청",
    kind=OtherApplication,
    columns=(
        Column("접수번호", 140),
        Column("신청자"),
        Column("관계", 110),
        Column("공급유형", 150),
        Column("취소일", 110),
    ),
    begin=lambda _session: OtherApplication(id=uuid4()),
    cells=lambda row, _session: [
        _text(row.number),
        _text(row.name),
        _word(row.relation),
        _word(row.supply),
        _text(_day(row.withdrawn_on)),
    ],
    empty="찾은 다른 신청이 없습니다.",
)

TENANCIES = RowKind(
    field="tenancies",
    title="공공임대",
    noun="공공임대",
    kind=PublicTenancy,
    columns=(
        Column("누구", 110),
        Column("종류"),
        Column("단지"),
        Column("거주", 70),
        Column("퇴거일", 110),
    ),
    begin=lambda session: PublicTenancy(
        id=uuid4(), person=_applicant(session), kind=PublicRental.NATIONAL
    ),
    cells=lambda row, session: [
        _name(session, row.person),
        _word(row.kind),
        _text(row.name),
        _yes(row.lived_in),
        _text(_day(row.left_on)),
    ],
    empty="계약하거나 사는 공공임대주택이 없습니다.",
)

SUBSIDIES = RowKind(
    field="subsidies",
    title="중복지원",
    noun="지원",
    kind=OtherSubsidy,
    columns=(Column("누구", 110), Column("종류"), Column("사업 이름"), Column("받는 중", 80)),
    begin=lambda session: OtherSubsidy(
        id=uuid4(), person=_applicant(session), kind=SubsidyKind.INTEREST
    ),
    cells=lambda row, session: [
        _name(session, row.person),
        _word(row.kind),
        _text(row.name),
        _yes(row.receiving),
    ],
    empty="받고 있는 다른 지원이 없습니다.",
)

ARREARS = RowKind(
    field="arrears",
    title="체납",
    noun="체납",
    kind=Arrears,
    columns=(
        Column("누구", 110),
        Column("임대주택 관리"),
        Column("체납액", 130, "r"),
        Column("납부일", 110),
    ),
    begin=lambda session: Arrears(id=uuid4(), person=_applicant(session)),
    cells=lambda row, session: [
        _name(session, row.person),
        _text(row.landlord),
        _won(row.amount),
        _text(_day(row.cleared_on)),
    ],
    empty="공사·서울리츠 임대주택의 체납이 없습니다.",
)


def _paper_name(row: Paper, session: CaseSession) -> Cell:
    names = {one.id: one.name for one in session.notice.papers.papers}
    return {"t": names.get(row.kind, row.kind)}


PAPERS = RowKind(
    field="papers",
    title="받은 서류",
    noun="서류",
    kind=Paper,
    columns=(
        Column("서류"),
        Column("누구", 110),
        Column("발급일", 110),
        Column("소인", 110),
        Column("등기우편", 80),
    ),
    begin=lambda session: Paper(
        id=uuid4(),
        kind=session.notice.papers.papers[0].id,
        subject=_applicant(session),
        registered_mail=True,
        original=True,
    ),
    cells=lambda row, session: [
        _paper_name(row, session),
        _name(session, row.subject),
        _text(_day(row.issued_on)),
        _text(_day(row.postmarked_on)),
        _yes(row.registered_mail),
    ],
    empty="받은 서류가 없습니다. 봉투를 열고 위 목록에서 받은 서류를 Space로 표시하세요.",
)

LANDLORDS = RowKind(
    field="landlords",
    title="임대인",
    noun="임대인",
    kind=Landlord,
    columns=(Column("이름"), Column("구분", 140), Column("관계", 140)),
    begin=lambda _session: Landlord(id=uuid4()),
    cells=lambda row, _session: [_text(row.name), _word(row.kind), _word(row.relation)],
    empty="임대인을 추가하세요.",
)

PRICES = RowKind(
    field="prices",
    title="가격",
    noun="가격",
    kind=Price,
    columns=(
        Column("가격 기준", 140),
        Column("가격 (배율 전)", 150, "r"),
        Column("기준일", 120),
        Column("비고"),
    ),
    begin=lambda _session: Price(id=uuid4(), basis=PriceBasis.KB),
    cells=lambda row, _session: [
        _word(row.basis),
        _won(row.amount),
        _text(_day(row.as_of)),
        _text(row.note),
    ],
    empty="주택 가격을 추가하세요. KB시세, 공시가격, 기준시가, 거래가액 등 있는 대로 적습니다.",
)

TENANTS = RowKind(
    field="tenants",
    title="다른 임차인",
    noun="임차인",
    kind=OtherTenant,
    columns=(
        Column("호", 100),
        Column("보증금", 140, "r"),
        Column("전입일", 120),
        Column("확정일자", 120),
        Column("공실"),
    ),
    begin=lambda _session: OtherTenant(id=uuid4()),
    cells=lambda row, _session: [
        _text(row.unit),
        _won(row.deposit),
        _text(_day(row.moved_in_on)),
        _text(_day(row.fixed_on)),
        _yes(row.vacant),
    ],
    empty="다른 임차인이 없습니다. 단독·다가구는 보증금을 모두 확인합니다.",
)

EXTRACTS = RowKind(
    field="extracts",
    title="등기사항증명서",
    noun="등기부",
    kind=Extract,
    columns=(
        Column("종류", 110),
        Column("고유번호", 170),
        Column("열람일", 120),
        Column("등기", 80, "r"),
        Column("소재지"),
    ),
    begin=lambda _session: Extract(id=uuid4(), kind=RegisterKind.UNIT),
    cells=lambda row, _session: [
        _word(row.kind),
        _text(row.number),
        _text(_day(row.viewed_on)),
        {"t": f"{len(row.entries)}건", "align": "r"},
        _text(row.address),
    ],
    empty="등기사항증명서를 보고 추가하세요. 단독·다가구는 토지와 건물 둘 다 필요합니다.",
)

ENTRIES = RowKind(
    field="entries",
    title="갑구·을구",
    noun="등기",
    kind=Entry,
    columns=(
        Column("구", 60),
        Column("순위", 60),
        Column("등기목적"),
        Column("접수", 110),
        Column("권리자"),
        Column("금액", 140, "r"),
        Column("상태", 90),
    ),
    begin=lambda session: Entry(
        id=uuid4(),
        section=Section.B,
        rank="1",
        kind=EntryKind.MORTGAGE,
        status=EntryStatus.LIVE,
        received_on=session.office.clock.today(),
    ),
    cells=lambda row, _session: [
        _word(row.section),
        _text(row.rank),
        _text(row.purpose or row.kind.label),
        _text(_day(row.received_on)),
        _text(row.holder),
        _won(row.amount),
        _word(row.status),
    ],
    empty="등기가 없습니다. 갑구와 을구를 순위대로 적습니다. 말소된 것은 상태를 말소로 둡니다.",
    dim=lambda row, _session: row.status is EntryStatus.CANCELLED,
)
