"""Applicants, numbers of the waiting list and scholars as rows of tables."""

from __future__ import annotations

from datetime import date

from ipju.domain.dates import spoken
from ipju.domain.finding import Outcome
from ipju.domain.intake import WaitingState
from ipju.domain.scholar import ScholarResult
from ipju.services.applicants import Applicant
from ipju.services.intake import OrderLine, Step, WaitingLine
from ipju.services.scholars import Candidate, SheetLine, StepLine
from ipju.ui.screens.approval.words import moment_words
from ipju.ui.screens.judgement.rows import MARKS
from ipju.ui.widgets.table_model import Cell, Column, Row

UNRANKED = (
    "프로그램은 신청자의 순위를 매기지 않습니다. 서류가 갖추어진 날 순으로 보일 뿐이고, 순서는 "
    "담당자가 운영규정에 따라 사유와 함께 정합니다."
)
UNRANKED_SCHOLARS = (
    "접수번호 순입니다. 점수는 참고이고, 프로그램은 순위를 매기거나 선정하지 않습니다. "
    "다른 심사자의 점수는 내 채점을 낸 뒤에 보입니다."
)

APPLICANT_COLUMNS = (
    Column("신청자"),
    Column("갖춘 날", 128),
    Column("공급유형", 82),
    Column("판정", 104),
    Column("상태", 176),
    Column("정한 순서", 78, "r"),
)
ORDER_COLUMNS = (
    Column("순서", 84, "r"),
    Column("신청자"),
    Column("갖춘 날", 128),
    Column("판정", 104),
    Column("상태", 176),
)
ORDERS_COLUMNS = (Column("정한 때", 132), Column("사유"))
NAME_COLUMNS = (Column("순서", 52, "r"), Column("신청자"))
WAITING_COLUMNS = (
    Column("순번", 52, "r"),
    Column("신청자"),
    Column("상태", 164),
    Column("유효기간", 122),
)
STEP_COLUMNS = (Column("때", 126), Column("한 일"))
SCHOLAR_COLUMNS = (
    Column("지원자"),
    Column("재학", 92),
    Column("서류", 92),
    Column("서류심사", 92),
    Column("면접심사", 92),
    Column("결과", 96),
)
SHEET_COLUMNS = (Column("심사", 78), Column("심사자"), Column("점수", 92, "r"))

STATE_MARKS = {
    WaitingState.WAITING: "mis",
    WaitingState.CALLED: "rev",
    WaitingState.ACCEPTED: "pas",
    WaitingState.DECLINED: "na",
    WaitingState.SILENT: "na",
    WaitingState.EXPIRED: "na",
    WaitingState.STRUCK: "na",
}
RESULT_MARKS = {ScholarResult.SELECTED: "pas", ScholarResult.NOT_SELECTED: "fail"}
NONE: Cell = {"t": "–", "tone": "ink3", "said": "없음"}


def who(name: str, number: str) -> Cell:
    """Name with the number (접수번호) below."""
    return {"t": name or "이름 없음", "sub": number, "bold": True}


def outcome_cell(outcome: Outcome | None) -> Cell:
    """An outcome as mark and word; a dash where there is no such rule."""
    if outcome is None:
        return NONE
    return {"t": outcome.label, "mark": MARKS[outcome]}


def _completed(day: date | None) -> Cell:
    if day is None:
        return {"t": "–", "tone": "ink3", "said": "아직 갖추지 않음"}
    return {"t": spoken(day)}


def applicant_row(one: Applicant) -> Row:
    """One application in the list."""
    place: Cell = NONE if one.place is None else {"t": f"{one.place}번째", "bold": True}
    return {
        "id": one.case_id.hex,
        "cells": [
            who(one.name, one.number),
            _completed(one.completed_on),
            {"t": one.supply.label},
            outcome_cell(one.outcome),
            {"t": one.words, "tip": one.words, "tone": "ink" if one.orderable else "ink2"},
            place,
        ],
        "dim": not one.orderable,
        "lines": 2,
    }


def order_row(at: int, one: Applicant, before: int | None) -> Row:
    """One application in the order being made; `before` is where it stood among these."""
    was = "" if before in (None, at) else f"앞 {before}번째"
    place: Cell = {"t": f"{at}", "bold": True}
    if was:
        place["sub"], place["sub_tone"] = was, "rev"
    return {
        "id": one.case_id.hex,
        "cells": [
            place,
            who(one.name, one.number),
            _completed(one.completed_on),
            outcome_cell(one.outcome),
            {"t": one.words, "tip": one.words},
        ],
        "lines": 2,
    }


def orders_row(at: int, line: OrderLine) -> Row:
    """One order that was made: when, by whom, why."""
    who_made: Cell = {"t": moment_words(line.order.made_at), "sub": line.by}
    words = line.order.reason if line.order.whole else "고친 흔적이 있어 쓰지 않음"
    below = "지금의 순서" if at == 0 else f"{len(line.applicants)}명"
    why: Cell = {"t": words, "sub": below, "tip": words}
    return {"id": str(at), "cells": [who_made, why], "lines": 2, "dim": at > 0}


def name_row(at: int, number: str, name: str) -> Row:
    """One place of an order, or a number that is about to be given."""
    return {
        "id": f"{at}",
        "cells": [{"t": f"{at}"}, {"t": name or number, "sub": number if name else ""}],
        "lines": 2,
    }


def waiting_row(line: WaitingLine) -> Row:
    """One number of the waiting list."""
    entry = line.entry
    state: Cell = {"t": entry.state.label, "mark": STATE_MARKS[entry.state]}
    if not entry.whole:
        state = {"t": "고친 흔적", "mark": "fail"}
    elif line.callable:
        state["sub"], state["sub_tone"] = "다음에 부름", "accent"
    elif entry.state is WaitingState.CALLED and entry.answer_by is not None:
        room = f"{line.room}호 · " if line.room else ""
        state["sub"] = f"{room}{entry.answer_by:%m-%d}까지 답"
    elif entry.answered_on is not None:
        state["sub"] = entry.answered_on.isoformat()
    until: Cell = {"t": f"{entry.valid_until.isoformat()}까지", "sub": _left(line.days_left)}
    if line.days_left is not None and line.days_left < 0:
        until["sub_tone"] = "fail"
    elif line.days_left is not None and line.days_left <= 30:
        until["sub_tone"] = "rev"
    return {
        "id": entry.id.hex,
        "cells": [
            {"t": f"{entry.number}", "bold": True},
            who(line.name, line.number),
            state,
            until,
        ],
        "lines": 2,
        "dim": line.days_left is None,
    }


def _left(days: int | None) -> str:
    if days is None:
        return ""
    if days < 0:
        return "기간 지남"
    return "오늘까지" if days == 0 else f"{days:,}일 남음"


def story_row(at: int, step: Step) -> Row:
    """One act in the story of a number."""
    what: Cell = {"t": step.what, "sub": step.why, "tip": step.why}
    return {
        "id": str(at),
        "cells": [{"t": moment_words(step.at), "sub": step.actor}, what],
        "lines": 2,
    }


def scholar_row(one: Candidate) -> Row:
    """One applicant of the scholar track."""
    result: Cell = {"t": "정하기 전", "tone": "ink3"}
    if one.result is not None:
        result = {"t": one.result.label, "mark": RESULT_MARKS[one.result]}
        result["sub"] = one.result_on.isoformat() if one.result_on else ""
    return {
        "id": one.case_id.hex,
        "cells": [
            who(one.name, one.number),
            outcome_cell(one.enrolled),
            outcome_cell(one.papers),
            *(_step_cell(step) for step in one.steps),
            result,
        ],
        "lines": 2,
    }


def _step_cell(step: StepLine) -> Cell:
    """How far a step is, with its sum once that may be seen."""
    cell: Cell = {"t": f"{step.handed} / {step.needed}명"}
    if step.total is not None:
        cell["t"] = f"{step.total} / {step.most}점"
    elif not step.handed:
        cell["tone"] = "ink3"
    return cell


def sheet_row(at: int, line: SheetLine) -> Row:
    """One scoring sheet, its points or that they are hidden."""
    points: Cell = {"t": f"{line.total}점", "bold": True}
    if line.total is None:
        points = {"t": "숨김", "tone": "ink3", "tip": "내 채점을 낸 뒤에 보입니다."}
    elif line.scores is not None and len(line.scores) > 1:
        points["sub"] = " · ".join(str(one.points) for one in line.scores)
    name = f"{line.reviewer} (나)" if line.mine else line.reviewer
    return {
        "id": str(at),
        "cells": [
            {"t": line.step.label, "sub": moment_words(line.scored_at)[5:10]},
            {"t": name, "sub": line.note, "tip": line.note},
            points,
        ],
        "lines": 2,
    }
