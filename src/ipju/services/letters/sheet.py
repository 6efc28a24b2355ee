"""The sheet (심사표) a letter is printed from, and what every letter carries of it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypedDict

from ipju.domain import printed as models
from ipju.domain.case import Case
from ipju.domain.finding import Finding, Outcome
from ipju.domain.intake import WaitingEntry, YearFigures
from ipju.domain.letting import RoomLease
from ipju.domain.notice import Notice
from ipju.rules.judge import Judgement
from ipju.rules.names import TITLES, Group
from ipju.services.exchange import dump_case_json

STANDARDS = {
    "household": "공고일 등본 기준",
    "existing-tenancy": "계약·거주 없음",
    "other-subsidy": "다른 지원 없음",
    "dwelling-place": "서울시 안",
    "dwelling-kind": "공고의 대상주택",
    "whole-unit": "한 세대 전체",
    "for-sale": "매매 중이 아님",
    "relative-owner": "직계존비속 소유 아님",
    "insurable": "보증보험 가입 가능",
}
"""What the notice demands where no number says it."""


class CannotPrint(ValueError):
    """The letter cannot be printed from the case as it stands; the message says why."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The facts, the notice and the findings of one moment; `on` is the day of the letter.

    `lease` and `waiting` are what the store knows of the household's room and of its place on the
    waiting list, `figures` those of every year by which renewals are judged.
    """

    case: Case
    notice: Notice
    notice_digest: str
    judgement: Judgement
    on: date
    officer: str
    lease: RoomLease | None = None
    waiting: WaitingEntry | None = None
    figures: tuple[YearFigures, ...] = ()

    @property
    def fingerprint(self) -> str:
        """A short hash of facts and notice, so that a letter names what it rests on."""
        digest = hashlib.sha256(dump_case_json(self.case))
        digest.update(self.notice_digest.encode())
        text = digest.hexdigest()[:8].upper()
        return f"{text[:4]} {text[4:]}"

    def findings(self, *groups: Group) -> tuple[Finding, ...]:
        """Return the findings of some groups, in the order of the notice."""
        return tuple(one for one in self.judgement.findings if TITLES[one.rule][0] in groups)


class Head(TypedDict):
    """What every letter carries around its own matter."""

    case_number: str
    recipient: models.Recipient
    notice_title: str
    notice_date: date
    track: str
    building: str
    renewal: bool
    sent_on: date
    officer: str
    sheet: str
    fingerprint: str
    practice: bool
    office: models.Office


def head(sheet: Sheet) -> Head:
    """Return the head and foot of a letter; CannotPrint when nobody can receive it."""
    return head_of(sheet.case, sheet.notice, sheet.on, sheet.officer, sheet.fingerprint)


def head_of(case: Case, notice: Notice, on: date, officer: str, fingerprint: str) -> Head:
    """Return the head and foot of a letter upon a case; CannotPrint when nobody can receive it."""
    if case.applicant is None or not case.applicant.name:
        raise CannotPrint("신청자 이름이 없어 수신인을 적을 수 없습니다. 세대에서 적으세요.")
    building = notice.building(case.building)
    return Head(
        case_number=case.number,
        recipient=_recipient(case.applicant.name, case, notice),
        notice_title=notice.short_title,
        notice_date=notice.day,
        track=case.supply.label,
        building=building.name if building else "",
        renewal=case.renewal is not None,
        sent_on=on,
        officer=officer,
        sheet=f"제{case.version}판",
        fingerprint=fingerprint,
        practice=case.practice,
        office=office_of(notice),
    )


def _recipient(name: str, case: Case, notice: Notice) -> models.Recipient:
    """Return whom a letter goes to; by e-mail where papers come so and no address is known."""
    if not case.address and not notice.papers.registered_mail_only:
        return models.Recipient(name=name, address=case.email)
    return models.Recipient(name=name, address=case.address, postcode=case.postcode)


def office_of(notice: Notice) -> models.Office:
    """Return the sending office as the notice names it; what it does not print stays empty."""
    office = notice.office
    postcode = f"({office.postcode}) " if office.postcode else ""
    return models.Office(
        name=office.name,
        sender=office.sender,
        department=office.department,
        address=f"{postcode}{office.address}",
        phone=office.phone,
        web=office.website,
        contact=office.contact,
    )


def mail_subject(sheet: Sheet) -> str:
    """Return the subject an e-mail to the office must carry; empty where none is prescribed."""
    case, notice = sheet.case, sheet.notice
    building = notice.building(case.building)
    name = case.applicant.name if case.applicant else ""
    if not notice.papers.subject_line or building is None or not name:
        return ""
    return notice.papers.subject_line.format(building=building.name, name=name)


class Remedies(TypedDict):
    """The part of a decision letter that says how and by when to object."""

    remedies: tuple[models.Remedy, ...]
    notified_by: str


def remedies(sheet: Sheet) -> Remedies:
    """Return the ways of general law to dispute a decision, as the notice has them.

    Where it has none, no law is cited that would tell of them.
    """
    return remedies_of(sheet.notice)


def remedies_of(notice: Notice) -> Remedies:
    """Return the same of a notice."""
    terms = notice.objection
    return Remedies(
        remedies=tuple(
            models.Remedy(
                name=one.name,
                text=(
                    f"결정이 있음을 안 날부터 {one.days}일 이내(결정이 있은 날부터 "
                    f"{one.latest} 이내)에 {one.where}"
                ),
                clause=str(one.clause),
            )
            for one in terms.remedies
        ),
        notified_by=str(terms.clause) if terms.remedies else "",
    )


def clauses_of(findings: Iterable[Finding]) -> tuple[str, ...]:
    """Return the clauses that some findings cite, each once, in their order."""
    return tuple(dict.fromkeys(str(one.clause) for one in findings))


def judged(finding: Finding) -> models.Judged:
    """Return a finding as a row of a letter's table."""
    return models.Judged(
        item=finding.title,
        value=finding.value,
        limit=finding.limit or STANDARDS.get(finding.rule, ""),
        margin=finding.margin,
        outcome=finding.outcome.label,
        bad=finding.outcome is Outcome.FAIL,
        clause=str(finding.clause),
        reason=finding.sentence if finding.outcome is Outcome.FAIL else "",
    )
