"""The sections of a notice about papers (제출서류): which, whose, when, and how they come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ipju.domain.finding import Clause
from ipju.domain.labelled import Labelled


def month_of(text: str) -> str:
    """Return `2023년 9월` for `2023-09`; a text of another shape as it is."""
    year, _, month = text.partition("-")
    return f"{year}년 {int(month)}월" if month.isdecimal() else text


class Condition(Labelled):
    """When a paper is asked for (제출 대상)."""

    ALWAYS = "always", "전원"
    SPOUSE_SEPARATE = "spouse-separate", "배우자 주소 분리"
    SPOUSE_FOREIGN = "spouse-foreign", "등본에 없는 외국인 배우자"
    SUPPORT_UNPROVEN = "support-unproven", "등본으로 3년 부양 미확인"
    NEWLYWED = "newlywed", "신혼부부 특별공급"
    FOETUS = "foetus", "태아를 인정받는 경우"
    VULNERABLE = "vulnerable", "사회취약계층 가점"
    FOREIGN_RELATIVE = "foreign-relative", "외국인 직계존비속"
    BY_NEED = "by-need", "장학생 서류 목록에 따름"


class PaperStage(Labelled):
    """At which step a paper is asked for (제출 단계)."""

    ELIGIBILITY = "eligibility", "자격검증"
    SCHOLAR = "scholar", "장학생 지원"


class Subject(Labelled):
    """Whose paper it is (누구의 서류)."""

    HOUSEHOLD = "household", "세대 1부"
    APPLICANT = "applicant", "신청자"
    SPOUSE = "spouse", "배우자"
    DEPENDANT = "dependant", "피부양 직계존속"
    MOTHER = "mother", "임신한 세대원"
    CLAIMANT = "claimant", "가점 대상자"
    RELATIVE = "relative", "외국인 가족"
    PAYERS = "payers", "부·모·본인"


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldShown:
    """Something a paper must show, with its Korean name."""

    id: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperTerms:
    """One paper of the document list (제출서류).

    `id` names it in `Paper.kind`; `needed` when; `subject` whose. `refused` are papers handed in
    its place that are not accepted. `months` are the months it must cover, `unpaid` the paper
    that somebody who pays nothing hands in instead. `undated` forms (양식) bear no date of issue;
    `on_register` is the paper that proves the same of somebody on the applicant's register.
    """

    id: str
    name: str
    clause: Clause
    needed: Condition
    subject: Subject
    issuer: str
    rrn_shown: bool = False
    original: bool = False
    shows: tuple[FieldShown, ...] = ()
    refused: tuple[str, ...] = ()
    stage: PaperStage = PaperStage.ELIGIBILITY
    months: tuple[str, ...] = ()
    unpaid: str = ""
    format: str = ""
    undated: bool = False
    on_register: str = ""

    @property
    def to_see(self) -> tuple[FieldShown, ...]:
        """Everything that must be seen on it: what it shows, and the months it covers."""
        return self.shows + tuple(FieldShown(id=one, name=month_of(one)) for one in self.months)


@dataclass(frozen=True, slots=True, kw_only=True)
class PapersTerms:
    """The document list and how papers must come.

    Without `registered_mail_only` they come as the notice says in `filing` (a sentence), with the
    subject `subject_line` where one is prescribed. `consent_form` is the printed form (서식) of the
    consent paper `consent`, by its folder.
    """

    clause: Clause
    consent_clause: Clause
    issued_from: date
    registered_mail_only: bool
    guardian_below_age: int
    consent: str
    consent_form: str
    pregnancy: str
    papers: tuple[PaperTerms, ...]
    filing_clause: Clause | None = None
    filing: str = ""
    address: str = ""
    subject_line: str = ""
