"""Rows about people and the application: what their tables show, how a row begins."""

from __future__ import annotations

from uuid import uuid4

from ipju.domain.case import OtherApplication, Vulnerable, VulnerableClaim
from ipju.domain.dates import age_on
from ipju.domain.person import Marriage, Person, Pregnancy, Register, Relation
from ipju.domain.rrn import masked
from ipju.rules.facts import Standing
from ipju.ui.case_session import CaseSession
from ipju.ui.screens.case.cells import (
    NOTHING,
    applicant_id,
    day_text,
    name_cell,
    text_cell,
    word_cell,
)
from ipju.ui.screens.case.rows import RowKind
from ipju.ui.widgets.table_model import Cell, Column

STANDING_MARKS = {
    Standing.MEMBER: "pas",
    Standing.NOT_MEMBER: "na",
    Standing.REVIEW: "rev",
    Standing.MISSING: "mis",
}


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
            "t": day_text(person.birth),
            "sub": f"만 {age_on(person.birth, session.notice.day)}세" if person.birth else "",
        },
        {"t": registered, "sub": householder or day_text(person.registered_on)},
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
    gives_way=(3,),
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
        name_cell(session, row.spouse),
        text_cell(day_text(row.registered_on)),
        text_cell(day_text(row.ended_on)),
    ],
    empty="혼인 기록이 없습니다. 혼인관계증명서를 보고 혼인신고일과 끝난 날을 적습니다.",
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
            applicant_id(session),
        ),
    ),
    cells=lambda row, session: [
        name_cell(session, row.mother),
        text_cell(f"{row.foetuses}명" if row.foetuses is not None else ""),
        text_cell(f"{row.weeks}주" if row.weeks is not None else ""),
        text_cell(day_text(row.examined_on)),
    ],
    empty="임신 기록이 없습니다. 임신진단서가 오면 추가하세요.",
)

VULNERABLE = RowKind(
    field="vulnerable",
    title="⑤ 사회취약계층 신청",
    noun="항목",
    kind=VulnerableClaim,
    columns=(Column("해당 항목"), Column("해당자", 160)),
    begin=lambda session: VulnerableClaim(
        id=uuid4(), ground=Vulnerable.BASIC_LIVELIHOOD, person=applicant_id(session)
    ),
    cells=lambda row, session: [word_cell(row.ground), name_cell(session, row.person)],
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
        text_cell(row.number),
        text_cell(row.name),
        word_cell(row.relation),
        word_cell(row.supply),
        text_cell(day_text(row.withdrawn_on)),
    ],
    empty="찾은 다른 신청이 없습니다.",
)
