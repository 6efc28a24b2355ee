"""Which questions stand under which finding, open or answered."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date
from uuid import UUID

from ipju.domain.case import Answer, Case
from ipju.domain.dates import SEOUL
from ipju.domain.finding import Finding, Question
from ipju.domain.notice import Notice
from ipju.services.examine import examine

Key = tuple[str, UUID | None]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question under the finding of `rule`; `answer` is None while it waits."""

    rule: str
    question: Question
    clause: str = ""
    answer: Answer | None = None

    @property
    def key(self) -> Key:
        """What tells one question from another: its id and the row it is about."""
        return (self.question.id, self.question.subject)


def open_questions(findings: Iterable[Finding]) -> dict[Key, Asked]:
    """Return every open question once, under the finding it is named after.

    Several findings may wait for the same answer; it is asked under the one whose rule the
    question's id begins with, else under the first in the order of the notice.
    """
    found: dict[Key, Asked] = {}
    for finding in findings:
        for one in finding.questions:
            key = (one.id, one.subject)
            own = one.id.partition("/")[0] == finding.rule
            if key not in found or (own and found[key].rule != finding.rule):
                found[key] = Asked(finding.rule, one, str(finding.clause))
    return found


def answered_questions(case: Case, notice: Notice, reviewed_on: date) -> dict[Key, Asked]:
    """Return the questions that an officer has answered, with the latest answer.

    A rule does not ask what was answered; so the case is judged once without each answer. An
    answer to something no rule asks any more is left out.
    """
    found: dict[Key, Asked] = {}
    for key in dict.fromkeys((one.question, one.subject) for one in case.answers):
        others = tuple(one for one in case.answers if (one.question, one.subject) != key)
        asked = open_questions(
            examine(replace(case, answers=others), notice, reviewed_on).findings
        ).get(key)
        answer = case.answer(*key)
        if asked is not None and answer is not None:
            found[key] = replace(asked, answer=answer)
    return found


def answer_words(asked: Asked) -> str:
    """Return what was answered and why, in one line."""
    answer = asked.answer
    if answer is None:
        return ""
    text = next((one.text for one in asked.question.choices if one.id == answer.choice), "")
    return f"{text} · {answer.reason}" if text else answer.reason


def answered_when(answer: Answer) -> str:
    """Return the moment of an answer in Korean time, `2024-02-27 14:32`."""
    moment = answer.answered_at
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return moment.astimezone(SEOUL).strftime("%Y-%m-%d %H:%M")


class AnsweredQuestions:
    """The answered questions of the open case, found again only when an answer changes."""

    def __init__(self) -> None:
        self._answers: tuple[Answer, ...] = ()
        self._found: dict[Key, Asked] = {}

    def of(self, case: Case, notice: Notice, reviewed_on: date) -> dict[Key, Asked]:
        """Return the answered questions of `case` (see `answered_questions`)."""
        if case.answers is not self._answers:
            self._answers = case.answers
            self._found = answered_questions(case, notice, reviewed_on)
        return self._found
