"""Signed answers (판단) of an officer: what was chosen and how it is read out."""

from __future__ import annotations

from typing import NamedTuple

from ipju.domain.finding import Choice, Question
from ipju.rules.facts import Facts


class Ruling(NamedTuple):
    """The choice an officer made for a question, with the words to read out."""

    choice: str
    text: str


def ruling(facts: Facts, question: Question) -> Ruling | None:
    """Return what an officer decided on `question`, or None while nobody has.

    An answer naming a choice the question does not offer counts as no answer.
    """
    answer = facts.case.answer(question.id, question.subject)
    if answer is None:
        return None
    chosen: Choice | None = next((one for one in question.choices if one.id == answer.choice), None)
    if chosen is None:
        return None
    text = f"담당자 {answer.officer} 판단: {chosen.text} (사유: {answer.reason})"
    return Ruling(chosen.id, text)
