"""Unborn children (태아): which pregnancies count on the notice date, and how many they count."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from ipju.domain.case import Case
from ipju.domain.dates import seoul_time, spoken
from ipju.domain.finding import Choice, Question, Reading, Target, Threshold
from ipju.domain.notice import Notice
from ipju.domain.person import Person, Pregnancy, Relation
from ipju.domain.replacing import replace
from ipju.rules.facts import Standing
from ipju.rules.periods import day_name

QUESTION = "household/A7"
PARENTS = (Relation.SELF, Relation.SPOUSE)

# 임신주수 counts from the last period; conception is about two weeks later.
_BEFORE_CONCEPTION = timedelta(weeks=2)
# Nobody born later than this after a day was already an unborn child on it.
_LONGEST = timedelta(weeks=44)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unborn:
    """One pregnancy, or one child born after the notice date, as judged.

    `standing` says whether its `count` children belong to the household of their mother;
    `mother` is None for a child of the couple whose pregnancy nobody recorded.
    """

    subject: UUID
    mother: UUID | None
    count: int
    standing: Standing
    reason: str
    note: str = ""
    missing: tuple[Reading, ...] = ()
    question: Question | None = None
    boundary: bool = False


def unborn(case: Case, notice: Notice) -> tuple[Unborn, ...]:
    """Judge every pregnancy and every child of the couple born after the notice date."""
    found = [_pregnancy(one, case, notice) for one in case.pregnancies]
    for person in case.people:
        if person.relation is Relation.CHILD and born_later(person, notice):
            birth = person.birth
            if not any(one.born_on in (None, birth) for one in case.pregnancies):
                found.append(_newborn(person, case, notice))
    return tuple(found)


def of_the_couple(case: Case, notice: Notice) -> tuple[Unborn, ...]:
    """Return only the unborn children of the applicant or the spouse."""
    if not case.pregnancies and not any(born_later(one, notice) for one in case.people):
        return ()
    parents = {one.id for one in case.people if one.relation in PARENTS}
    return tuple(one for one in unborn(case, notice) if one.mother is None or one.mother in parents)


def unborn_thresholds(children: Sequence[Unborn], notice: Notice) -> tuple[Threshold, ...]:
    """Return the filing deadline where an unborn child made us read it (A7)."""
    if not children:
        return ()
    last = notice.calendar.papers_until
    if last is None:
        return ()
    return (Threshold(key="calendar.papers_until", text=f"서류 마감 {spoken(last)}"),)


def last_filing_day(case: Case, notice: Notice) -> date:
    """Return the last day on which papers could be filed (서류 마감) for this case.

    A rolling notice (상시) prints none: there it is the day of the application, and without that
    the last of all days.
    """
    if notice.calendar.papers_until is not None or case.applied_at is None:
        return notice.calendar.papers_last
    return seoul_time(case.applied_at).date()


def born_later(person: Person, notice: Notice) -> bool:
    """Tell whether the person was born after the notice date."""
    return person.birth is not None and person.birth > notice.day


def _pregnancy(pregnancy: Pregnancy, case: Case, notice: Notice) -> Unborn:
    born, weeks, examined = pregnancy.born_on, pregnancy.weeks, pregnancy.examined_on
    if born is not None and born <= notice.day:
        reason = f"{day_name(notice)}에 이미 태어나 태아가 아닙니다."
        return _verdict(pregnancy, Standing.NOT_MEMBER, reason)
    if weeks is not None and examined is not None:
        return _by_diagnosis(pregnancy, examined - timedelta(weeks=weeks), notice)
    if born is not None and born <= last_filing_day(case, notice):
        return _by_birth(
            case, notice, pregnancy.id, pregnancy.mother, pregnancy.foetuses or 1, born
        )
    missing = []
    for field, label, value in (
        ("weeks", "임신주수", weeks),
        ("examined_on", "임신 진단일", examined),
    ):
        if value is None:
            target = Target(section="pregnancies", row=pregnancy.id, field=field)
            missing.append(Reading(label=label, value="미확인", target=target))
    return _verdict(
        pregnancy,
        Standing.MISSING,
        f"임신진단서의 임신주수와 진단일을 적으면 {day_name(notice)}에 임신 중이었는지 판정됩니다.",
        missing=tuple(missing),
    )


def _by_diagnosis(pregnancy: Pregnancy, began: date, notice: Notice) -> Unborn:
    """Count the weeks of the diagnosis back to the notice date (A6)."""
    day = day_name(notice)
    if began > notice.day:
        return _verdict(
            pregnancy,
            Standing.NOT_MEMBER,
            f"임신주수를 거슬러 세면 {spoken(began)}부터여서 {day}에는 임신 중이 아니었습니다.",
            note=f"임신주수를 {day}까지 거슬러 세어 인정하지 않았습니다. 진단서를 확인하세요.",
        )
    note = ""
    if began + _BEFORE_CONCEPTION > notice.day:
        note = f"임신주수는 {day} 전부터이나 수정 시점은 {day} 뒤일 수 있습니다. 확인하세요."
    return _verdict(
        pregnancy,
        Standing.MEMBER,
        f"임신주수를 거슬러 세면 {spoken(began)}부터여서 {day}에 임신 중이었습니다.",
        note=note,
        boundary=began == notice.day,
    )


def _verdict(
    pregnancy: Pregnancy,
    standing: Standing,
    reason: str,
    *,
    note: str = "",
    missing: tuple[Reading, ...] = (),
    boundary: bool = False,
) -> Unborn:
    count = pregnancy.foetuses
    if count is None and standing is not Standing.NOT_MEMBER:
        unknown = "태아 수가 적히지 않아 1명으로 셉니다. 태아 수가 적힌 진단서를 보완받으세요."
        note = f"{note} {unknown}".strip()
    return Unborn(
        subject=pregnancy.id,
        mother=pregnancy.mother,
        count=1 if count is None else count,
        standing=standing,
        reason=reason,
        note=note,
        missing=missing,
        boundary=boundary,
    )


def _newborn(person: Person, case: Case, notice: Notice) -> Unborn:
    birth = person.birth or notice.day
    last = last_filing_day(case, notice)
    if birth <= last:
        return _by_birth(case, notice, person.id, None, 1, birth)
    ended = "신청한" if notice.calendar.papers_until is None else "서류 마감"
    return Unborn(
        subject=person.id,
        mother=None,
        count=1,
        standing=Standing.NOT_MEMBER,
        reason=f"{ended} 뒤에 태어났습니다. 태아로 인정하려면 임신진단서가 있어야 합니다.",
    )


def _by_birth(
    case: Case, notice: Notice, subject: UUID, mother: UUID | None, count: int, born: date
) -> Unborn:
    """Born between the notice date and the last filing day, without a diagnosis (A7)."""
    day = day_name(notice)
    if born > notice.day + _LONGEST:
        return Unborn(
            subject=subject,
            mother=mother,
            count=count,
            standing=Standing.NOT_MEMBER,
            reason=f"{day} 뒤 너무 늦게 태어나 {day}에는 태아였을 수 없습니다.",
        )
    question = _asked(subject, born, notice)
    between = f"{day}과 서류 마감 사이에" if notice.calendar.papers_until else f"{day} 뒤에"
    verdict = Unborn(
        subject=subject,
        mother=mother,
        count=count,
        standing=Standing.REVIEW,
        reason=f"{between} 태어나 임신진단서를 받을 수 없습니다.",
        question=question,
        boundary=born == last_filing_day(case, notice),
    )
    answer = case.answer(QUESTION, subject)
    if answer is None or answer.choice not in [one.id for one in question.choices]:
        return verdict
    accepted = answer.choice == "recognise"
    words = "태아로 인정함" if accepted else "태아로 인정하지 않음"
    return replace(
        verdict,
        standing=Standing.MEMBER if accepted else Standing.NOT_MEMBER,
        reason=f"담당자 {answer.officer} 판단: {words} (사유: {answer.reason})",
        question=None,
    )


def _asked(subject: UUID, born: date, notice: Notice) -> Question:
    """Return the question of A7, with what it does under this notice and what that prints."""
    counts = "가구원수" if notice.points is None else "가구원수와 가점"
    return Question(
        id=QUESTION,
        subject=subject,
        text=f"{spoken(born)}에 태어난 아이를 {day_name(notice)}의 태아로 인정합니까?",
        quote="입주자모집공고일 이후 발급받은 임신진단서"
        if notice.calendar.rolling
        else "입주자모집공고일 현재 임신사실 및 태아 수 확인 가능한 임신진단서",
        choices=(
            Choice(id="recognise", text=f"출생 기록으로 태아를 인정: {counts}에 넣음"),
            Choice(id="refuse", text=f"임신진단서가 없어 인정하지 않음: {counts}에서 뺌"),
        ),
    )
