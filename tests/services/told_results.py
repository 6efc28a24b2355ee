"""Results told by letter long ago: the sheet, proposal and letter as they lie in the store."""

import hashlib
from datetime import UTC, date, datetime, time
from uuid import UUID, uuid4

from ipju.domain.decision import (
    FrozenSheet,
    IssuedLetter,
    Matter,
    Proposal,
    ProposalState,
    Verdict,
)
from ipju.services.office import Office
from ipju.storage.store import Store

WORDS = b"%PDF of a letter"


def tell(
    office: Office,
    case_id: UUID,
    verdict: Verdict,
    on: date,
    matter: Matter = Matter.PERSON,
    pdf: bytes = WORDS,
) -> IssuedLetter:
    """Store a letter that told a verdict on a day, proposed and approved by two people."""
    store = office.store
    assert isinstance(store, Store)
    staff = {one.name: one.id for one in store.staff()}
    at = datetime.combine(on, time(1), UTC)
    content = f"sheet of {case_id}".encode()
    with store.unit() as unit:
        version = unit.cases.get(case_id).version
    sheet = FrozenSheet(
        id=uuid4(),
        case_id=case_id,
        version=version,
        reviewed_on=on,
        notice="jangi-ansim-2023-3",
        notice_digest="0" * 64,
        frozen_at=at,
        frozen_by=staff["박담당"],
        content=content,
        digest=hashlib.sha256(content).hexdigest(),
    )
    proposal = Proposal(
        id=uuid4(),
        case_id=case_id,
        sheet=sheet.id,
        digest=sheet.digest,
        matter=matter,
        verdict=verdict,
        reasons="심사 결과",
        proposed_at=at,
        proposed_by=staff["박담당"],
    )
    with store.unit() as unit:
        serial = unit.letters.next_serial(on.year)
        letter = IssuedLetter(
            id=uuid4(),
            case_id=case_id,
            proposal=proposal.id,
            form=verdict.value,
            number=f"예시부-{serial}",
            issued_on=on,
            issued_at=at,
            issued_by=staff["박담당"],
            pdf=pdf,
            digest=hashlib.sha256(pdf).hexdigest(),
        )
        unit.sheets.freeze(sheet)
        unit.proposals.add(proposal)
        step = {
            "proposal": proposal.id.hex,
            "digest": proposal.digest,
            "matter": matter.value,
            "verdict": verdict.value,
        }
        unit.ledger.append(
            at=at, actor=staff["박담당"].hex, action="propose", case_id=case_id, detail=step
        )
        unit.proposals.decide(proposal.id, ProposalState.APPROVED, staff["최결재"], at)
        unit.ledger.append(
            at=at, actor=staff["최결재"].hex, action="approve", case_id=case_id, detail=step
        )
        unit.letters.add(letter, serial)
    return letter
