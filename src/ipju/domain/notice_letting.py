"""The sections of a notice about rooms an operator lets: selection, waiting list, lease."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from ipju.domain.finding import Clause
from ipju.domain.means import DebtKind, FinancialKind, OtherAssetKind
from ipju.domain.scholar import Level, Student


@dataclass(frozen=True, slots=True, kw_only=True)
class AgeTerms:
    """Age by birth date (출생일): both days inclusive; the ages are the words of the notice."""

    clause: Clause
    born_from: date
    born_until: date
    age_from: int
    age_until: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MaritalTerms:
    """혼인 중이 아닐 것, and until when that is kept."""

    clause: Clause
    kept_clause: Clause


@dataclass(frozen=True, slots=True, kw_only=True)
class FinancialMeasure:
    """How a kind of financial asset is measured (산정방법)."""

    kind: FinancialKind
    measure: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherMeasure:
    """How a kind of other asset is measured (산정방법)."""

    kind: OtherAssetKind
    measure: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TotalAssetTerms:
    """Total assets (총자산): the limit in won, what counts, and which debts are taken off."""

    clause: Clause
    method_clause: Clause
    date_clause: Clause
    debt_clause: Clause
    limit: int
    financial: tuple[FinancialMeasure, ...]
    other: tuple[OtherMeasure, ...]
    debts: tuple[DebtKind, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FinancialConsentTerms:
    """금융정보 등 제공 동의서: its paper, months of validity, refusals that end it.

    `form` is the printed form (서식) of the paper, by its folder.
    """

    clause: Clause
    refusal_clause: Clause
    paper: str
    form: str
    valid_months: int
    refusals: int
    guardian_below_age: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ScholarNeed:
    """One line of the scholar papers: for whom, and which sets of papers will do.

    Empty `students` or `levels`: for all. `any_of` are sets of paper ids, best first; with
    `fallback_only` the later sets do only where the first cannot be issued.
    """

    id: str
    name: str
    clause: Clause
    any_of: tuple[tuple[str, ...], ...]
    students: tuple[Student, ...] = ()
    levels: tuple[Level, ...] = ()
    trades: tuple[str, ...] = ()
    fallback_only: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion:
    """A criterion scored by a person (선정기준)."""

    id: str
    text: str
    clause: Clause


@dataclass(frozen=True, slots=True, kw_only=True)
class ScholarTerms:
    """The scholar track (장학생): calendar, criteria, papers, duties. Dates are inclusive.

    Points a criterion run from `points_from` to `points_until`; `reviewers` score each step.
    """

    clause: Clause
    dates_clause: Clause
    duties_clause: Clause
    papers_clause: Clause
    applied_from: date
    applied_until: datetime
    review_from: date
    review_until: date
    interview_from: date
    interview_until: date
    announced_on: date
    enrolled_until: date
    students: tuple[Student, ...]
    criteria: tuple[Criterion, ...]
    interview_criteria: tuple[Criterion, ...]
    points_from: int
    points_until: int
    reviewers: int
    trade_years: int
    duties: tuple[str, ...]
    needs: tuple[ScholarNeed, ...]
    question_clause: Clause
    question_to: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomTerms:
    """A room (호실): area in hundredths of a ㎡, deposit and monthly rent in won."""

    room: str
    area: int
    deposit: int
    rent: int

    @property
    def floor(self) -> int:
        """The floor, by the room number (201 → 2)."""
        return int(self.room[:-2]) if self.room.isdecimal() else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Building:
    """A building (공급주택) and its rooms."""

    id: str
    name: str
    address: str
    clause: Clause
    rooms: tuple[RoomTerms, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingTerms:
    """Waiting list (예비입주자): years a number is valid; its share in percent, where printed.

    `vacancies` say in the words of the notice when a room falls free (공가 발생).
    """

    clause: Clause
    valid_years: int
    ratio_percent: int | None = None
    vacancies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LettingTerms:
    """Lease and renewal (임대차·재계약) of a room.

    Years a term, renewals at most, years in all, years of a scholar's term; rises in percent and
    the years between them. `renewal_rules` are the rules a renewal is examined by.
    """

    clause: Clause
    renewal_clause: Clause
    rise_clause: Clause
    proof_clause: Clause
    moves_in_clause: Clause
    guidance_clause: Clause
    moves_in_from: date
    term_years: int
    renewals: int
    total_years: int
    scholar_term_years: int
    rise_percent: int
    rise_wait_years: int
    renewal_rules: tuple[str, ...]
    scholar_free: bool
    guidance: tuple[str, ...]
