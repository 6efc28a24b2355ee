"""Answer a review question (판단에 답하기): the answer with reason and name is a fact."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID, uuid4

from ipju.domain.case import Answer
from ipju.domain.editing import Edit
from ipju.domain.finding import Question
from ipju.services.authority import DECIDING, may
from ipju.services.office import Actor, Office
from ipju.services.record import Recorded, record


class NoReason(ValueError):
    """An answer without a reason is refused."""

    def __init__(self) -> None:
        super().__init__("판단한 사유를 적어야 서명할 수 있습니다.")


def answer_edit(actor: Actor, at: datetime, question: Question, choice: str, reason: str) -> Edit:
    """Return the edit that adds the answer, signed at a moment in UTC; NoReason without a reason.

    It only makes the edit: `record` asks whether the actor may sign.
    """
    if not reason.strip():
        raise NoReason
    if choice not in [one.id for one in question.choices]:
        raise ValueError("이 질문의 답이 아닙니다. 보이는 답 가운데에서 고르세요.")
    row = Answer(
        id=uuid4(),
        question=question.id,
        subject=question.subject,
        choice=choice,
        reason=reason.strip(),
        officer=actor.name,
        answered_at=at,
    )
    return Edit(path=("answers", row.id), before=None, after=row)


@may(DECIDING)
def answer(office: Office, case_id: UUID, question: Question, choice: str, reason: str) -> Recorded:
    """Sign an answer to a question of a case."""
    edit = answer_edit(office.actor, office.clock.now(), question, choice, reason)
    return record(office, case_id, [edit], why="판단")
