"""Judging what is recorded of a dwelling: one yes or no, what is missing, an officer's answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from typing import TypeVar
from uuid import UUID

from ipju.domain.dwelling import Dwelling
from ipju.domain.finding import Clause, Finding, Outcome, Question, Reading, Target
from ipju.domain.notice import Notice
from ipju.domain.replacing import replace
from ipju.rules.facts import Facts
from ipju.rules.names import TITLES
from ipju.rules.outcome import not_applicable, type_of_rule

T = TypeVar("T")
Body = Callable[[Facts, Notice, T, Dwelling, Finding], Finding]

NO_RULE = Clause(chapter="공고", heading="해당 규정 없음")


def on_dwelling(
    rule: str, section: Callable[[Notice], T | None], clause: Callable[[T], Clause]
) -> Callable[[Body[T]], type_of_rule]:
    """Make a rule of a body that needs a section of the notice and a recorded dwelling.

    Without the section, or before a dwelling is recorded, the finding is n/a. The body gets the
    section, the dwelling and a blank finding (outcome missing) to fill in.
    """

    def wrap(body: Body[T]) -> type_of_rule:
        @wraps(body)
        def judged(facts: Facts, notice: Notice) -> Finding:
            terms = section(notice)
            if terms is None:
                return not_applicable(rule, NO_RULE, "이 공고에는 없는 기준입니다.")
            home = facts.case.dwelling
            if home is None:
                return not_applicable(rule, clause(terms), "주택을 아직 적지 않았습니다.")
            blank = blank_finding(rule, clause(terms))
            return body(facts, notice, terms, home, blank)

        return judged

    return wrap


def blank_finding(rule: str, clause: Clause) -> Finding:
    """Return the finding of a rule before anything was judged (outcome missing)."""
    return Finding(
        rule=rule, title=TITLES[rule][1], outcome=Outcome.MISSING, sentence="", clause=clause
    )


def at(field: str, row: UUID | None = None) -> Target:
    """Return the target of a field of the dwelling, or of a row in it."""
    return Target(section="dwelling", field=field, row=row)


def ask(label: str, field: str, row: UUID | None = None) -> Reading:
    """Return what is missing: its name and where it is to be recorded."""
    return Reading(label=label, value="미확인", target=at(field, row))


def read(label: str, value: str, field: str, row: UUID | None = None) -> Reading:
    """Return a value that was read from the dwelling."""
    return Reading(label=label, value=value, target=at(field, row))


def names_of(missing: tuple[Reading, ...]) -> str:
    """Return the names of what is missing, each once, for a sentence."""
    return ", ".join(dict.fromkeys(one.label for one in missing))


def lacking(blank: Finding, *missing: Reading) -> Finding:
    """Return the finding as missing these facts."""
    return replace(
        blank,
        outcome=Outcome.MISSING,
        value="미확인",
        sentence=f"{names_of(missing)} 기록이 없어 판정할 수 없습니다.",
        missing=missing,
        target=missing[0].target,
    )


def yes_or_no(
    blank: Finding,
    answer: bool | None,
    *,
    good: bool,
    ask_for: Reading,
    words: tuple[str, str],
    sentences: tuple[str, str],
) -> Finding:
    """Judge one recorded yes or no: `good` passes, the other fails, None is missing.

    `words` and `sentences` are given for the passing and for the failing case.
    """
    if answer is None:
        return lacking(blank, ask_for)
    passed = answer is good
    value = words[0] if passed else words[1]
    return replace(
        blank,
        outcome=Outcome.PASS if passed else Outcome.FAIL,
        value=value,
        sentence=sentences[0] if passed else sentences[1],
        target=ask_for.target,
        readings=(replace(ask_for, value=value),),
    )


def settle(
    finding: Finding, facts: Facts, question: Question, outcomes: Mapping[str, Outcome]
) -> Finding:
    """Put a question (FLAG-R) to an officer, or apply the signed answer to it.

    `outcomes` gives the outcome of each choice. The answer's officer and reason are read out.
    """
    answer = facts.case.answer(question.id, question.subject)
    if answer is None or answer.choice not in outcomes:
        return replace(
            finding,
            outcome=Outcome.REVIEW,
            sentence=f"{finding.sentence} {question.text}".strip(),
            questions=(*finding.questions, question),
        )
    text = next(one.text for one in question.choices if one.id == answer.choice)
    return replace(
        finding,
        outcome=outcomes[answer.choice],
        sentence=(
            f"{finding.sentence} {answer.officer} 판단: {text} (사유: {answer.reason})".strip()
        ),
        readings=(
            *finding.readings,
            Reading(label=f"판단 ({answer.officer})", value=f"{text} · {answer.reason}"),
        ),
    )


def chosen(notice: Notice, decision: str, default: str) -> str:
    """Return the chosen reading of a CONFIG row, or `default` where the notice sets none."""
    return next((one.chosen for one in notice.config if one.id == decision), default)
