"""Rows about the home: what their tables show, how a row begins."""

from __future__ import annotations

from uuid import uuid4

from ipju.domain.dwelling import Landlord, OtherTenant, Price, PriceBasis
from ipju.domain.register import Entry, EntryKind, EntryStatus, Extract, RegisterKind, Section
from ipju.ui.screens.case.cells import (
    day_text,
    text_cell,
    won_cell,
    word_cell,
    yes_cell,
)
from ipju.ui.screens.case.rows import RowKind
from ipju.ui.widgets.table_model import Column

LANDLORDS = RowKind(
    field="landlords",
    title="임대인",
    noun="임대인",
    kind=Landlord,
    columns=(Column("이름"), Column("구분", 140), Column("관계", 140)),
    begin=lambda _session: Landlord(id=uuid4()),
    cells=lambda row, _session: [text_cell(row.name), word_cell(row.kind), word_cell(row.relation)],
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
        word_cell(row.basis),
        won_cell(row.amount),
        text_cell(day_text(row.as_of)),
        text_cell(row.note),
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
        text_cell(row.unit),
        won_cell(row.deposit),
        text_cell(day_text(row.moved_in_on)),
        text_cell(day_text(row.fixed_on)),
        yes_cell(row.vacant),
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
        word_cell(row.kind),
        text_cell(row.number),
        text_cell(day_text(row.viewed_on)),
        {"t": f"{len(row.entries)}건", "align": "r"},
        text_cell(row.address),
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
        word_cell(row.section),
        text_cell(row.rank),
        text_cell(row.purpose or row.kind.label),
        text_cell(day_text(row.received_on)),
        text_cell(row.holder),
        won_cell(row.amount),
        word_cell(row.status),
    ],
    empty="등기가 없습니다. 갑구와 을구를 순위대로 적습니다. 말소된 것은 상태를 말소로 둡니다.",
    dim=lambda row, _session: row.status is EntryStatus.CANCELLED,
)
