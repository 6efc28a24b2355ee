"""The scholar track (장학생) ④: enrolled through the year, neither on leave nor graduated (Ⅳ장)."""

from __future__ import annotations

from ipju.domain.case import Supply
from ipju.domain.dates import spoken
from ipju.domain.finding import Choice, Finding, Outcome, Question, Reading, Target, Threshold
from ipju.domain.notice import Notice, ScholarTerms
from ipju.domain.replacing import replace
from ipju.domain.scholar import Scholar, ScholarResult
from ipju.rules.facts import Facts
from ipju.rules.outcome import not_applicable
from ipju.rules.people import blank
from ipju.rules.recorded import NO_RULE, names_of, settle

QUESTION = "scholar/C17"


def track(facts: Facts, notice: Notice) -> tuple[ScholarTerms | None, Scholar]:
    """Return the terms of the scholar track for a case that applies for it, else None.

    The second is what is recorded of the student, empty while nothing is. A renewal (재계약) is
    no application for the track.
    """
    scholar = facts.case.scholar or Scholar()
    applies = facts.case.supply is Supply.SCHOLAR and facts.case.renewal is None
    return (notice.scholar if applies else None), scholar


def awaits_selection(facts: Facts, notice: Notice) -> bool:
    """Tell whether this is a scholar applicant who has not been selected (합격자에 한해 제출).

    The eligibility papers are asked for only from the selected.
    """
    terms, scholar = track(facts, notice)
    return terms is not None and scholar.result is not ScholarResult.SELECTED


def scholar(facts: Facts, notice: Notice) -> Finding:
    """Judge ④ of the scholar criteria; ①–③ and the interview are scored by people.

    Whoever is not registered as a single household of his own is put to an officer (C17).
    """
    rule = "scholar"
    if notice.scholar is None:
        return not_applicable(rule, NO_RULE, "이 공고에는 장학생 모집이 없습니다.")
    terms, study = track(facts, notice)
    if terms is None:
        return not_applicable(rule, notice.scholar.clause, "장학생으로 지원하지 않았습니다.")
    sheet = replace(
        blank(rule, terms.clause),
        limit=f"{spoken(terms.enrolled_until)}까지 재학",
        readings=_readings(study),
        thresholds=(
            Threshold(
                key="scholar.students",
                text=", ".join(one.label for one in terms.students) + " 지원 가능",
            ),
            Threshold(key="scholar.enrolled_until", text=f"{spoken(terms.enrolled_until)}까지"),
        ),
        boundary=study.until == terms.enrolled_until,
    )
    return _judged(facts, terms, study, sheet)


def _judged(facts: Facts, terms: ScholarTerms, study: Scholar, sheet: Finding) -> Finding:
    student, until = study.student, study.until
    if student is not None and student not in terms.students:
        return replace(
            sheet,
            outcome=Outcome.FAIL,
            value=student.label,
            sentence=f"{student.label}은 장학생으로 지원할 수 없습니다.",
            target=_at("student"),
        )
    if until is not None and until < terms.enrolled_until:
        return replace(
            sheet,
            outcome=Outcome.FAIL,
            value=f"{spoken(until)}까지 재학",
            sentence=f"{spoken(until)}까지만 재학하여 {spoken(terms.enrolled_until)}까지 재학할 "
            "것이라는 요건에 맞지 않습니다.",
            target=_at("until"),
        )
    known = replace(
        sheet,
        outcome=Outcome.PASS,
        value=", ".join(
            ([student.label] if student else []) + ([f"{spoken(until)}까지 재학"] if until else [])
        ),
        sentence=f"{spoken(terms.enrolled_until)}까지 재학하는 {student.label}입니다."
        if student
        else "",
        target=_at("until"),
    )
    if study.separate is False:
        known = _not_separate(facts, terms, known)
    unknown = tuple(
        Reading(label=label, value="미확인", target=_at(field))
        for field, label, value in (
            ("student", "학적", student),
            ("until", "재학 예정 마지막 날", until),
            ("separate", "단독세대 여부", study.separate),
        )
        if value is None
    )
    if not unknown or known.outcome is Outcome.FAIL:
        return known
    if known.outcome is Outcome.REVIEW:
        return replace(known, missing=unknown)
    return replace(
        known,
        outcome=Outcome.MISSING,
        sentence=f"{names_of(unknown)} 기록이 없어 판정할 수 없습니다.",
        missing=unknown,
        target=unknown[0].target,
    )


def _not_separate(facts: Facts, terms: ScholarTerms, sheet: Finding) -> Finding:
    """Put a student who is not registered as a single household to an officer (C17)."""
    question = Question(
        id=QUESTION,
        text="단독세대로 분리하지 않은 장학생 지원자입니다. 지원을 받을지 정하세요.",
        quote=terms.question_to,
        choices=(
            Choice(id="accept", text="문의를 확인하고 장학생 지원을 받는다(적합)"),
            Choice(id="refuse", text="단독세대가 아니어서 장학생 지원을 받지 않는다(부적합)"),
        ),
    )
    found = settle(
        replace(sheet, target=_at("separate")),
        facts,
        question,
        {"accept": Outcome.PASS, "refuse": Outcome.FAIL},
    )
    settled_well = found.outcome is Outcome.PASS
    return found if settled_well else replace(found, clause=terms.question_clause)


def _at(field: str) -> Target:
    return Target(section="scholar", field=field)


def _readings(study: Scholar) -> tuple[Reading, ...]:
    """Return what is recorded of the student; the result is read out, not judged here."""
    separate = {None: "미확인", True: "예", False: "아니요"}[study.separate]
    shown = [
        ("학적", study.student.label if study.student else "미확인", "student"),
        ("과정", study.level.label if study.level else "미확인", "level"),
        ("재학 예정 마지막 날", spoken(study.until) if study.until else "미확인", "until"),
        ("단독세대", separate, "separate"),
    ]
    if study.result is not None:
        shown.append(("장학생 선정 결과", study.result.label, "result"))
    return tuple(
        Reading(label=label, value=value, target=_at(field)) for label, value, field in shown
    )
