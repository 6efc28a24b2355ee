"""What the rules read: the case, the household as judged, and the day of the review."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from ipju.domain.case import Case
from ipju.domain.finding import Clause, Question, Reading
from ipju.domain.labelled import Labelled
from ipju.domain.person import Person
from ipju.domain.replacing import replace


class Standing(Labelled):
    """Whether somebody on the registers is a household member (세대구성원)."""

    MEMBER = "member", "구성원"
    NOT_MEMBER = "not-member", "구성원 아님"
    REVIEW = "review", "판단 필요"
    MISSING = "missing", "미확인"


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership:
    """The standing of one person with the reason in Korean."""

    person: Person
    standing: Standing
    reason: str
    clause: Clause
    missing: tuple[Reading, ...] = ()
    question: Question | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Household:
    """One reading of who belongs to the household; `size` counts every unborn child once."""

    members: tuple[Person, ...]
    unborn: int

    @property
    def size(self) -> int:
        """Household size (가구원수): members, the applicant among them, and unborn children."""
        return len(self.members) + self.unborn

    def has(self, person: UUID | None) -> bool:
        """Tell whether the person with this id is a member."""
        return any(one.id == person for one in self.members)


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """The case as rules see it.

    `households` holds every reading that is still possible, the default one first; more than one
    only while a question is open or a fact is missing. `household` is the one being judged.
    `reviewed_on` is the day of the review.
    """

    case: Case
    memberships: tuple[Membership, ...]
    households: tuple[Household, ...]
    household: Household
    reviewed_on: date

    def under(self, household: Household) -> Facts:
        """Return the same facts under another reading of the household."""
        return self if household is self.household else replace(self, household=household)
