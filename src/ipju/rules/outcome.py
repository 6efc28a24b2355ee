"""Putting findings together: which outcome weighs most, and agreement between readings."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from ipju.domain.finding import WORST_FIRST, Clause, Finding, Outcome, Unit
from ipju.domain.money import margin_text, won
from ipju.domain.notice import Notice
from ipju.domain.replacing import replace
from ipju.rules.facts import Facts
from ipju.rules.names import TITLES

type_of_rule = Callable[[Facts, Notice], Finding]


def worst(outcomes: Iterable[Outcome]) -> Outcome:
    """Return the outcome that weighs most: fail, review, missing, pass; n/a when there is none."""
    found = set(outcomes)
    return next((one for one in WORST_FIRST if one in found), Outcome.NA)


def not_applicable(rule: str, clause: Clause, sentence: str) -> Finding:
    """Return the n/a finding of a rule that this case or notice does not need."""
    return Finding(
        rule=rule, title=TITLES[rule][1], outcome=Outcome.NA, sentence=sentence, clause=clause
    )


def compare_won(finding: Finding, amount: int, bound: int) -> Finding:
    """Fill value, limit and margin of `finding` for an amount in won that may not exceed `bound`.

    Equal to the limit passes (이하). The outcome becomes pass or fail.
    """
    return replace(
        finding,
        outcome=Outcome.PASS if amount <= bound else Outcome.FAIL,
        value=won(amount),
        limit=won(bound),
        margin=margin_text(bound - amount),
        unit=Unit.WON,
        amount=amount,
        bound=bound,
        slack=bound - amount,
    )


def agree(rule: type_of_rule, facts: Facts, notice: Notice) -> Finding:
    """Judge under every possible household; a flag only where the readings differ.

    Where all readings give one outcome it stands. Where they differ, the finding under the
    default reading is kept but its outcome is *missing* when a fact would settle who belongs to
    the household, else *review*, with those facts and questions.
    """
    findings = [rule(facts.under(one), notice) for one in facts.households]
    first = findings[0]
    if all(one.outcome is first.outcome for one in findings):
        return first
    # The membership of a mother carries what is open about her unborn child.
    missing = tuple(reading for one in facts.memberships for reading in one.missing)
    questions = tuple(one.question for one in facts.memberships if one.question is not None)
    return replace(
        first,
        outcome=Outcome.REVIEW if questions else Outcome.MISSING,
        sentence="세대구성원이 정해져야 결과가 나옵니다. " + first.sentence,
        missing=first.missing + missing,
        questions=first.questions + questions,
    )
