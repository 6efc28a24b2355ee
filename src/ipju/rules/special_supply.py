"""Special supply (특별공급): newlyweds (신혼부부), with rank; three generations stand beside."""

from __future__ import annotations

from datetime import date

from ipju.domain.case import Supply
from ipju.domain.dates import add_years, spoken
from ipju.domain.finding import Finding, Outcome, Reading, Target, Threshold, Unit
from ipju.domain.notice import Notice
from ipju.domain.person import Marriage
from ipju.domain.replacing import replace
from ipju.rules.children import children_of
from ipju.rules.facts import Facts
from ipju.rules.generations import supply_generations
from ipju.rules.outcome import not_applicable
from ipju.rules.people import blank
from ipju.rules.periods import notice_day, period_end, readings_of, within
from ipju.rules.recorded import NO_RULE, lacking
from ipju.rules.supply_rank import days_text, ranked_by_children
from ipju.rules.unborn import of_the_couple, unborn_thresholds

__all__ = ["supply_generations", "supply_newlywed"]


def supply_newlywed(facts: Facts, notice: Notice) -> Finding:
    """Judge 특별공급(신혼부부): married at most 7 years on the notice date; `value` is the rank.

    `amount`, `bound` and `slack` are calendar days since the marriage was registered.
    """
    rule, terms = "supply-newlywed", notice.newlywed
    if terms is None:
        return not_applicable(rule, NO_RULE, "이 공고에는 신혼부부 특별공급이 없습니다.")
    if facts.case.supply is not Supply.NEWLYWED:
        return not_applicable(rule, terms.clause, "신혼부부 특별공급으로 신청하지 않았습니다.")
    first_day = add_years(notice.day, -terms.years)
    sheet = replace(
        blank(rule, terms.clause),
        limit=f"{spoken(first_day)} 이후 혼인신고",
        thresholds=(
            Threshold(key="newlywed.years", text=f"혼인기간 {terms.years}년 이내"),
            notice_day(notice),
        ),
    )
    marriages = facts.case.marriages
    if not marriages:
        return lacking(
            sheet, Reading(label="혼인", value="미확인", target=Target(section="marriages"))
        )
    # The marriage in force on the notice date; among several, the latest.
    in_force = [one for one in marriages if one.ended_on is None or one.ended_on > notice.day]
    if not in_force:
        return replace(
            sheet,
            outcome=Outcome.FAIL,
            sentence="공고일에 혼인 중이 아닙니다.",
            target=Target(section="marriages", row=marriages[-1].id, field="ended_on"),
        )
    marriage = max(in_force, key=lambda one: one.registered_on or date.max)
    target = Target(section="marriages", row=marriage.id, field="registered_on")
    if marriage.registered_on is None:
        return lacking(sheet, Reading(label="혼인신고일", value="미확인", target=target))
    sheet = replace(
        sheet,
        target=target,
        readings=(
            Reading(label="혼인신고일", value=spoken(marriage.registered_on), target=target),
        ),
    )
    return _newlywed(facts, notice, terms.years, sheet, marriage, marriage.registered_on)


def _newlywed(
    facts: Facts, notice: Notice, years: int, sheet: Finding, marriage: Marriage, registered: date
) -> Finding:
    if registered > notice.day:
        return replace(
            sheet,
            outcome=Outcome.FAIL,
            sentence=f"공고일 뒤인 {spoken(registered)}에 혼인신고하여 아직 혼인 전입니다.",
        )
    last = period_end(notice, registered, years * 12)
    slack = (last - notice.day).days
    sheet = replace(
        sheet,
        unit=Unit.DAYS,
        amount=(notice.day - registered).days,
        bound=(last - registered).days,
        slack=slack,
        margin=days_text(slack),
        boundary=slack == 0,
    )
    if slack == 0:
        sheet = replace(sheet, readings=sheet.readings + readings_of(notice, "A15"))
    if not within(notice, registered, years):
        return replace(
            sheet,
            outcome=Outcome.FAIL,
            sentence=f"{spoken(registered)}에 혼인신고하여 공고일에 {years}년이 지났습니다.",
        )
    if _ended_before_moving_in(facts, marriage):
        ended = marriage.ended_on or notice.day
        return replace(
            sheet,
            outcome=Outcome.FAIL,
            sentence=f"공고일에는 혼인 중이었으나 {spoken(ended)}에 혼인이 끝나 자격을 유지하지 "
            "못했습니다.",
            notes=("자격요건은 입주 시까지 유지해야 합니다. 당첨을 취소할지는 담당자가 정합니다.",),
            target=Target(section="marriages", row=marriage.id, field="ended_on"),
        )
    words = f"{spoken(registered)}에 혼인신고하여 혼인기간이 {years}년 이내입니다."
    coming = unborn_thresholds(of_the_couple(facts.case, notice), notice)
    sheet = replace(sheet, thresholds=(*sheet.thresholds, *coming))
    return ranked_by_children(sheet, words, children_of(facts.case, notice, registered))


def _ended_before_moving_in(facts: Facts, marriage: Marriage) -> bool:
    """Tell whether a marriage in force on the notice date ended before moving in (A34)."""
    home = facts.case.dwelling
    moved_in = home.lease.moved_in_on if home is not None else None
    ended = marriage.ended_on
    return ended is not None and (moved_in is None or ended < moved_in)
