"""Children for special supply (특별공급의 자녀 유무): on whose register, of which union, when born.

One of three different child tests: household, special supply and points count differently.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ipju.domain.case import Case
from ipju.domain.dates import spoken
from ipju.domain.finding import Choice, Outcome, Question, Reading
from ipju.domain.notice import Notice, printed
from ipju.domain.person import Parentage, Person, Register, Relation
from ipju.domain.replacing import replace
from ipju.rules.facts import Standing
from ipju.rules.people import of_person, old_enough
from ipju.rules.unborn import Unborn, born_later, of_the_couple

QUESTION = "supply-newlywed/A31"

_REGISTERS = (Register.APPLICANT, Register.SPOUSE)
_BY_STANDING = {
    Standing.MEMBER: Outcome.PASS,
    Standing.NOT_MEMBER: Outcome.FAIL,
    Standing.REVIEW: Outcome.REVIEW,
    Standing.MISSING: Outcome.MISSING,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Child:
    """What one child, born or unborn, does for the first rank (1순위).

    PASS = first rank, FAIL = does not count, REVIEW and MISSING as in a finding. `adult` marks a
    child of full age.
    """

    outcome: Outcome
    reading: Reading
    note: str = ""
    missing: tuple[Reading, ...] = ()
    question: Question | None = None
    adult: bool = False
    boundary: bool = False


def children_of(case: Case, notice: Notice, married_on: date | None) -> tuple[Child, ...]:
    """Judge every child for the first rank.

    `married_on` is the day the present marriage was registered (신혼부부: the child must be of
    that marriage), or None where any child counts (세대통합).
    """
    found = []
    for one in case.people:
        if one.relation is Relation.CHILD and not born_later(one, notice):
            found.append(_child(one, case, notice, married_on))
        elif one.relation is Relation.SPOUSE_CHILD:
            found.append(_step_child(one))
    found += [_unborn(one) for one in of_the_couple(case, notice)]
    return tuple(found)


def _unborn(one: Unborn) -> Child:
    return Child(
        outcome=_BY_STANDING[one.standing],
        reading=Reading(label=f"태아 {one.count}명", value=one.reason),
        note=one.note,
        missing=one.missing,
        question=one.question,
        boundary=one.boundary,
    )


def _verdict(person: Person, outcome: Outcome, value: str, field: str) -> Child:
    label = f"{person.name} ({person.relation.label})"
    shown = Reading(label=label, value=value, target=of_person(person, field))
    missing = (shown,) if outcome is Outcome.MISSING else ()
    return Child(outcome=outcome, reading=shown, missing=missing)


def _step_child(person: Person) -> Child:
    found = _verdict(person, Outcome.FAIL, "신청자의 자녀가 아니어서 세지 않음", "relation")
    if person.register is not Register.APPLICANT:
        return found
    return replace(
        found,
        note=f"{person.name}: 배우자가 다른 관계에서 낳은 자녀는 신청자의 자녀가 아니어서 "
        "자녀로 보지 않았습니다. 확인하세요.",
    )


def _child(person: Person, case: Case, notice: Notice, married_on: date | None) -> Child:
    """Judge a child of the applicant born by the notice date."""
    register, parentage = person.register, person.parentage
    if register is None:
        return _verdict(person, Outcome.MISSING, "등재된 등본 미확인", "register")
    if register not in _REGISTERS:
        return _verdict(person, Outcome.FAIL, "신청자나 배우자의 등본에 없음", "register")
    if person.adopted_on is not None and person.adopted_on > notice.day:
        return _verdict(person, Outcome.FAIL, "공고일 뒤에 입양신고함", "adopted_on")
    if parentage is Parentage.FORMER_PARTNER:
        return _former(person, notice)
    if married_on is None:
        if parentage is None and register is Register.SPOUSE:
            return _verdict(person, Outcome.MISSING, "어느 혼인의 자녀인지 미확인", "parentage")
        found = _verdict(person, Outcome.PASS, f"{register.label} 등본의 자녀", "register")
        return replace(found, adult=_is_adult(person, notice))
    return _in_marriage(person, case, married_on)


def _is_adult(person: Person, notice: Notice) -> bool:
    return person.birth is not None and old_enough(
        person.birth, printed(notice.applicant.minor_age), notice
    )


def _former(person: Person, notice: Notice) -> Child:
    """A child with a former partner counts only on the applicant's register (A30)."""
    if person.register is not Register.APPLICANT:
        return _verdict(
            person, Outcome.FAIL, "전 배우자와의 자녀이고 신청자의 등본에 없음", "register"
        )
    return replace(
        _verdict(person, Outcome.PASS, "전 배우자와의 자녀, 신청자의 등본에 있음", "register"),
        note=f"{person.name}: 전 배우자와의 자녀이나 신청자의 등본에 있어 자녀로 인정했습니다. "
        "확인하세요.",
        adult=_is_adult(person, notice),
    )


def _in_marriage(person: Person, case: Case, married_on: date) -> Child:
    event = person.adopted_on or person.birth
    field = "adopted_on" if person.adopted_on else "birth"
    if event is None:
        return _verdict(person, Outcome.MISSING, "생년월일 미확인", "birth")
    if event >= married_on:
        found = _verdict(person, Outcome.PASS, f"{spoken(event)}, 혼인기간 안의 자녀", field)
        return replace(found, boundary=event == married_on)
    if person.parentage is None:
        return _verdict(person, Outcome.MISSING, "어느 혼인의 자녀인지 미확인", "parentage")
    return _before_marriage(person, case, event, field)


def _before_marriage(person: Person, case: Case, event: date, field: str) -> Child:
    """A child of the same couple born before the marriage was registered (A31)."""
    question = Question(
        id=QUESTION,
        subject=person.id,
        text=f"{person.name}님은 혼인신고 전({spoken(event)})에 태어나거나 입양된 두 사람의 "
        "자녀입니다. 혼인기간의 자녀로 봅니까?",
        quote="혼인기간이 7년 이내이고, 그 기간에 임신 중이거나 출산하여 자녀가 있는 자",
        choices=(
            Choice(id="first", text="혼인기간의 자녀로 보아 1순위"),
            Choice(id="second", text="혼인기간의 자녀로 보지 않아 2순위"),
        ),
    )
    answer = case.answer(QUESTION, person.id)
    if answer is not None and answer.choice in ("first", "second"):
        counts = answer.choice == "first"
        words = f"담당자 {answer.officer} 판단: {question.choices[0 if counts else 1].text}"
        return _verdict(
            person,
            Outcome.PASS if counts else Outcome.FAIL,
            f"{words} (사유: {answer.reason})",
            field,
        )
    found = _verdict(person, Outcome.REVIEW, f"{spoken(event)}, 혼인신고 전의 자녀", field)
    return replace(found, question=question)
