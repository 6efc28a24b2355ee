"""Rows about means, bars and papers: what their tables show, how a row begins."""

from __future__ import annotations

from uuid import uuid4

from ipju.domain.income import Income, IncomeKind
from ipju.domain.paper import Paper
from ipju.domain.property import Car, Holding, HoldingKind
from ipju.domain.share import OwnerShare
from ipju.domain.tenancy import Arrears, OtherSubsidy, PublicRental, PublicTenancy, SubsidyKind
from ipju.ui.case_session import CaseSession
from ipju.ui.screens.case.cells import (
    NOTHING,
    applicant_id,
    day_text,
    name_cell,
    owners_cell,
    text_cell,
    won_cell,
    word_cell,
    yes_cell,
)
from ipju.ui.screens.case.needed import papers
from ipju.ui.screens.case.rows import RowKind
from ipju.ui.widgets.table_model import Cell, Column

INCOMES = RowKind(
    field="incomes",
    title="소득",
    noun="소득",
    kind=Income,
    columns=(
        Column("누구", 84),
        Column("항목", 104),
        Column("출처"),
        Column("사업장"),
        Column("월 소득", 112, "r"),
    ),
    begin=lambda session: Income(id=uuid4(), person=applicant_id(session), kind=IncomeKind.REGULAR),
    cells=lambda row, session: [
        name_cell(session, row.person),
        word_cell(row.kind),
        word_cell(row.source),
        text_cell(row.workplace),
        won_cell(row.monthly),
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
        owners=(OwnerShare(id=uuid4(), person=applicant_id(session)),),
    ),
    cells=lambda row, session: [
        word_cell(row.kind),
        text_cell(row.address),
        owners_cell(session, row.owners),
        won_cell(row.published_price),
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
        id=uuid4(), owners=(OwnerShare(id=uuid4(), person=applicant_id(session)),)
    ),
    cells=lambda row, session: [
        text_cell(row.name),
        word_cell(row.kind),
        word_cell(row.use),
        owners_cell(session, row.owners),
        won_cell(row.value),
    ],
    empty="적은 자동차가 없습니다.",
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
        id=uuid4(), person=applicant_id(session), kind=PublicRental.NATIONAL
    ),
    cells=lambda row, session: [
        name_cell(session, row.person),
        word_cell(row.kind),
        text_cell(row.name),
        yes_cell(row.lived_in),
        text_cell(day_text(row.left_on)),
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
        id=uuid4(), person=applicant_id(session), kind=SubsidyKind.INTEREST
    ),
    cells=lambda row, session: [
        name_cell(session, row.person),
        word_cell(row.kind),
        text_cell(row.name),
        yes_cell(row.receiving),
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
    begin=lambda session: Arrears(id=uuid4(), person=applicant_id(session)),
    cells=lambda row, session: [
        name_cell(session, row.person),
        text_cell(row.landlord),
        won_cell(row.amount),
        text_cell(day_text(row.cleared_on)),
    ],
    empty="공사·서울리츠 임대주택의 체납이 없습니다.",
)


def _paper_name(row: Paper, session: CaseSession) -> Cell:
    names = dict(papers(session.notice))
    return {"t": names.get(row.kind, row.kind)}


def _came_on(row: Paper) -> Cell:
    """The postmark where it came by post, else the day it was handed in."""
    return text_cell(day_text(row.postmarked_on or row.received_on))


def _came_how(row: Paper) -> Cell:
    """The kind of mail; a paper handed in another way has none."""
    return {"t": NOTHING} if row.received_on is not None else yes_cell(row.registered_mail)


PAPERS = RowKind(
    field="papers",
    title="받은 서류",
    noun="서류",
    kind=Paper,
    columns=(
        Column("서류"),
        Column("누구", 110),
        Column("발급일", 110),
        Column("소인·제출일", 110),
        Column("등기우편", 80),
    ),
    begin=lambda session: Paper(
        id=uuid4(),
        kind=session.notice.papers.papers[0].id,
        subject=applicant_id(session),
        registered_mail=True if session.notice.papers.registered_mail_only else None,
        original=True if session.notice.papers.registered_mail_only else None,
    ),
    cells=lambda row, session: [
        _paper_name(row, session),
        name_cell(session, row.subject),
        text_cell(day_text(row.issued_on)),
        _came_on(row),
        _came_how(row),
    ],
    empty="받은 서류가 없습니다. 위 목록에서 받은 서류를 Space로 표시하십시오.",
    left_out=lambda notice: () if notice.papers.registered_mail_only else (4,),
)
