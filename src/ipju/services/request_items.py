"""What is asked for: defects of papers (보완), or what fails and may be explained (소명)."""

from __future__ import annotations

from datetime import date

from ipju.domain.finding import Finding, Outcome
from ipju.domain.notice import Notice
from ipju.domain.requests import RequestItem, RequestKind
from ipju.rules.names import TITLES
from ipju.services.letters.decision import BRING
from ipju.services.letters.sheet import Sheet
from ipju.services.letters.supplement import defects_of
from ipju.services.request_problems import NoDueDay, NotStated, PeriodOver, WrongDueDay

EXPLAINED = (
    "income",
    "home-ownership",
    "real-estate",
    "total-assets",
    "car",
    "existing-tenancy",
)
"""Rules whose figures come from an agency's record, which its owner may dispute (소명)."""

PAPERS = ("documents", "consent", "financial-consent", "scholar-papers")
"""Rules about papers that came in or lack (보완)."""

_SEPARATOR = ": "


def items_of(sheet: Sheet, kind: RequestKind) -> tuple[RequestItem, ...]:
    """Return what a request of this kind asks of a case as it stands; empty when nothing."""
    if kind is RequestKind.SUPPLEMENT:
        return tuple(
            RequestItem(
                rule=rule,
                what=f"{one.item}{_SEPARATOR}{one.defect}",
                bring=_sentence(one.remedy) + (f" 발급처: {one.issuer}." if one.issuer else ""),
                clause=one.clause,
            )
            for rule, one in defects_of(sheet)
        )
    return tuple(
        RequestItem(
            rule=one.rule, what=_figures(one), bring=f"{BRING[one.rule]}.", clause=str(one.clause)
        )
        for one in sheet.judgement.findings
        if one.outcome is Outcome.FAIL and one.rule in EXPLAINED
    )


def _sentence(text: str) -> str:
    """Return a text with its full stop."""
    return text if text.endswith(".") else f"{text}."


def _figures(finding: Finding) -> str:
    """Return what was found, with the figures behind it where the sentence names none."""
    if not finding.value or finding.value in finding.sentence:
        return finding.sentence
    limit = f", 기준 {finding.limit}" if finding.limit else ""
    return f"{finding.sentence} (확인된 값 {finding.value}{limit})"


def headed(item: RequestItem) -> tuple[str, str]:
    """Return what an item is about, and what is wrong with it, as two texts."""
    if item.rule not in EXPLAINED:
        name, found, defect = item.what.partition(_SEPARATOR)
        if found:
            return name, defect
    return TITLES[item.rule][1], item.what


def refuse_unstated(items: tuple[RequestItem, ...]) -> None:
    """Raise NotStated unless each item says what is wrong, what to bring, and by which clause."""
    for one in items:
        if one.rule not in TITLES or not all(
            text.strip() for text in (one.what, one.bring, one.clause)
        ):
            raise NotStated


def due_day(notice: Notice, kind: RequestKind, due_on: date | None, today: date) -> date:
    """Return the last day of a request: that of the notice's calendar, else the officer's.

    The period of the 소명 that a notice prints is not changed (WrongDueDay) and nothing is asked
    once it is over (PeriodOver); without one the officer gives the day (NoDueDay).
    """
    until = notice.calendar.explanation_until if kind is RequestKind.EXPLANATION else None
    if until is not None:
        if today > until:
            raise PeriodOver(until)
        if due_on not in (None, until):
            raise WrongDueDay("소명 기한은 공고에 정해져 있어 바꿀 수 없습니다.")
        return until
    if due_on is None:
        raise NoDueDay
    if due_on <= today:
        raise WrongDueDay("기한은 내일이나 그 뒤의 날이어야 합니다.")
    return due_on
