"""Words and readings about people that several rules of eligibility share."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from ipju.domain.dates import age_on, birthday, spoken
from ipju.domain.dwelling import Lease
from ipju.domain.finding import Clause, Finding, Outcome, Reading, Target
from ipju.domain.notice import Notice
from ipju.domain.person import Person
from ipju.rules.facts import Facts
from ipju.rules.names import TITLES


def blank(rule: str, clause: Clause) -> Finding:
    """Return a finding of `rule` with nothing judged yet (outcome missing)."""
    return Finding(
        rule=rule, title=TITLES[rule][1], outcome=Outcome.MISSING, sentence="", clause=clause
    )


def no_applicant() -> Reading:
    """Return the reading that asks for the applicant."""
    return Reading(label="신청자", value="미확인", target=Target(section="people"))


def of_person(person: Person, field: str) -> Target:
    """Return the target of a field of a person."""
    return Target(section="people", row=person.id, field=field)


def unread(section: str, label: str) -> Reading:
    """Return the reading that asks for a fact of the case itself (`section` names its field)."""
    return Reading(label=label, value="미확인", target=Target(section=section))


def old_enough(birth: date, age: int, notice: Notice) -> bool:
    """Tell whether somebody born on `birth` is `age` (만 나이) or older on the notice date."""
    return birthday(birth, age) <= notice.day


def birthday_on_notice_day(birth: date, age: int, notice: Notice) -> bool:
    """Tell whether somebody reaches `age` exactly on the notice date (경계일)."""
    return birthday(birth, age) == notice.day


def born_reading(person: Person, birth: date, notice: Notice) -> Reading:
    """Return the birth date of a person with the age on the notice date."""
    return Reading(
        label=f"{person.name} 생년월일",
        value=f"{spoken(birth)}, 만 {age_on(birth, notice.day)}세",
        target=of_person(person, "birth"),
    )


def name_of(facts: Facts, person: UUID) -> str:
    """Return the name of the person with this id, or a word for a member without a record."""
    found = facts.case.person(person)
    return found.name if found is not None else "세대구성원"


def lease_of(facts: Facts) -> Lease:
    """Return the tenancy terms of the case, empty while no dwelling is recorded."""
    return facts.case.dwelling.lease if facts.case.dwelling is not None else Lease()
