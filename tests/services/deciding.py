"""A practice office seen from three chairs, and the shortest way to a decision in it."""

from dataclasses import dataclass, replace

from ipju import bootstrap
from ipju.domain.case import Case
from ipju.domain.decision import Matter, Proposal, Verdict
from ipju.domain.editing import change
from ipju.services.approve import approve
from ipju.services.office import Office
from ipju.services.propose import propose
from ipju.services.record import record

REASONS = "심사표와 같음"


@dataclass(frozen=True)
class Chairs:
    """The same office for 박담당, 이담당, 최결재 and 정접수."""

    park: Office
    lee: Office
    choi: Office
    jung: Office


def chairs(office: Office) -> Chairs:
    return Chairs(*(seated(office, name) for name in ("박담당", "이담당", "최결재", "정접수")))


def seated(office: Office, name: str) -> Office:
    return replace(office, actor=bootstrap.seat(office.store, name))


def edited(office: Office, case: Case, phone: str = "010-0000-1234") -> Case:
    """Return the case after an edit that changes no finding."""
    return record(office, case.id, [change(case, ("phone",), phone)]).case


def proposed(
    office: Office,
    case: Case,
    verdict: Verdict = Verdict.ELIGIBLE,
    matter: Matter = Matter.PERSON,
) -> Proposal:
    return propose(office, case.id, matter, verdict, REASONS).proposal


def approved(
    desk: Chairs,
    case: Case,
    verdict: Verdict = Verdict.ELIGIBLE,
    matter: Matter = Matter.PERSON,
) -> Proposal:
    """Return what 박담당 proposed and 최결재 approved."""
    waits = proposed(desk.park, case, verdict, matter)
    return approve(desk.choi, waits.id, waits.digest).proposal
