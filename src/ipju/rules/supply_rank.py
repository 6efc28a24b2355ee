"""The rank (순위) of a special supply: the first with a child that counts, else the second."""

from __future__ import annotations

from collections.abc import Sequence

from ipju.domain.finding import Finding, Outcome
from ipju.domain.replacing import replace
from ipju.rules.children import Child
from ipju.rules.recorded import names_of

FIRST, SECOND = "1순위", "2순위"
RANKS = {FIRST: 1, SECOND: 2}


def days_text(slack: int) -> str:
    """Return `여유 3일`, `3일 지남` or `경계일` for a margin in calendar days."""
    if slack == 0:
        return "경계일"
    return f"여유 {slack:,}일" if slack > 0 else f"{-slack:,}일 지남"


def ranked_by_children(sheet: Finding, words: str, children: Sequence[Child]) -> Finding:
    """Give an applicant who qualifies the rank that the children decide.

    A child that needs a note or an answer is named only where no plain child decides already.
    """
    sheet = replace(
        sheet,
        outcome=Outcome.PASS,
        readings=(*sheet.readings, *(one.reading for one in children)),
    )
    sure = [one for one in children if one.outcome is Outcome.PASS]
    if sure:
        best = next((one for one in sure if not one.note), sure[0])
        return replace(
            sheet,
            value=FIRST,
            sentence=f"{words} 인정되는 자녀가 있어 {FIRST}입니다.",
            notes=(*sheet.notes, *((best.note,) if best.note else ())),
            boundary=sheet.boundary or best.boundary,
        )
    missing = tuple(reading for one in children for reading in one.missing)
    questions = tuple(one.question for one in children if one.question is not None)
    sheet = replace(
        sheet,
        notes=(*sheet.notes, *(one.note for one in children if one.note)),
        boundary=sheet.boundary or any(one.boundary for one in children),
    )
    if questions:
        return replace(
            sheet,
            outcome=Outcome.REVIEW,
            sentence=f"{words} {questions[0].text}",
            missing=missing,
            questions=questions,
        )
    if missing:
        return replace(
            sheet,
            outcome=Outcome.MISSING,
            sentence=f"{words} {names_of(missing)} 기록이 없어 순위를 정할 수 없습니다.",
            missing=missing,
            target=missing[0].target,
        )
    return replace(sheet, value=SECOND, sentence=f"{words} 인정되는 자녀가 없어 {SECOND}입니다.")
