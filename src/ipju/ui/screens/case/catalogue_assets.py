"""Rows about financial assets, other assets, debts, consents: their tables, how a row begins."""

from __future__ import annotations

from uuid import uuid4

from ipju.domain.case import ConsentRefusal
from ipju.domain.means import Debt, DebtKind, FinancialAsset, FinancialKind, OtherAsset
from ipju.domain.means import OtherAssetKind as Other
from ipju.domain.scholar import Payer, PayerRole
from ipju.domain.share import OwnerShare
from ipju.ui.case_session import CaseSession
from ipju.ui.screens.case.cells import (
    applicant_id,
    day_text,
    name_cell,
    owners_cell,
    text_cell,
    won_cell,
    word_cell,
    yes_cell,
)
from ipju.ui.screens.case.rows import RowKind
from ipju.ui.widgets.table_model import Cell, Column


def _applicants(session: CaseSession) -> tuple[OwnerShare, ...]:
    return (OwnerShare(id=uuid4(), person=applicant_id(session)),)


FINANCIAL_ASSETS = RowKind(
    field="financial_assets",
    title="금융자산",
    noun="금융자산",
    kind=FinancialAsset,
    columns=(
        Column("종류", 132),
        Column("금융기관"),
        Column("소유자와 지분"),
        Column("평가한 날", 92),
        Column("금액", 120, "r"),
    ),
    begin=lambda session: FinancialAsset(
        id=uuid4(), kind=FinancialKind.DEMAND, owners=_applicants(session)
    ),
    cells=lambda row, session: [
        word_cell(row.kind),
        text_cell(row.institution),
        owners_cell(session, row.owners),
        text_cell(day_text(row.valued_on)),
        won_cell(row.amount),
    ],
    empty="적은 금융자산이 없습니다. 금융정보 조회 결과를 보고 계좌마다 추가하십시오. "
    "없으면 세대에서 금융정보 조회를 '예'로 둡니다.",
    gives_way=(3,),
)

OTHER_ASSETS = RowKind(
    field="other_assets",
    title="기타자산",
    noun="기타자산",
    kind=OtherAsset,
    columns=(
        Column("종류", 110),
        Column("이름·소재지"),
        Column("소유자와 지분"),
        Column("가액", 130, "r"),
    ),
    begin=lambda session: OtherAsset(
        id=uuid4(), kind=Other.LEASE_DEPOSIT, owners=_applicants(session)
    ),
    cells=lambda row, session: [
        word_cell(row.kind),
        text_cell(row.name),
        owners_cell(session, row.owners),
        won_cell(row.amount),
    ],
    empty="적은 기타자산이 없습니다. 임차보증금, 회원권, 선박 등을 여기에 적습니다.",
)


def _debt_kind(row: Debt, session: CaseSession) -> Cell:
    terms = session.notice.total_assets
    cell = word_cell(row.kind)
    if terms is not None and row.kind not in terms.debts:
        cell = {**cell, "sub": "빼지 않음"}
    return cell


def _not_counted(row: Debt, session: CaseSession) -> bool:
    terms = session.notice.total_assets
    return terms is not None and row.kind not in terms.debts


DEBTS = RowKind(
    field="debts",
    title="부채",
    noun="부채",
    kind=Debt,
    columns=(
        Column("종류", 140),
        Column("빌려준 곳"),
        Column("빚진 사람과 몫"),
        Column("금액", 130, "r"),
    ),
    begin=lambda session: Debt(
        id=uuid4(), kind=DebtKind.FINANCIAL_FIRM, owners=_applicants(session)
    ),
    cells=lambda row, session: [
        _debt_kind(row, session),
        text_cell(row.creditor),
        owners_cell(session, row.owners),
        won_cell(row.amount),
    ],
    empty="적은 부채가 없습니다. 마이너스통장과 신용카드 연체처럼 빼지 않는 것도 "
    "보이는 대로 적습니다.",
    dim=_not_counted,
    two_lines=True,
)

CONSENT_REFUSALS = RowKind(
    field="consent_refusals",
    title="금융정보 동의의 거부·기피",
    noun="거부",
    kind=ConsentRefusal,
    columns=(Column("누구", 120), Column("거부·기피한 날", 130), Column("내용")),
    begin=lambda session: ConsentRefusal(
        id=uuid4(), person=applicant_id(session), refused_on=session.office.clock.today()
    ),
    cells=lambda row, session: [
        name_cell(session, row.person),
        text_cell(day_text(row.refused_on)),
        text_cell(row.note),
    ],
    empty="거부하거나 기피한 사람이 없습니다.",
)

PAYERS = RowKind(
    field="payers",
    title="건강보험료를 내는 사람",
    noun="사람",
    kind=Payer,
    columns=(Column("누구", 120), Column("세대에 적은 사람"), Column("납부", 90)),
    begin=lambda _session: Payer(id=uuid4(), role=PayerRole.FATHER),
    cells=lambda row, session: [
        word_cell(row.role),
        name_cell(session, row.person),
        yes_cell(row.pays),
    ],
    empty="부·모·본인 가운데 건강보험료 서류를 낼 사람을 추가하십시오.",
)
