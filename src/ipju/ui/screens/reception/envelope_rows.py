"""The checklist of an envelope in words: what came, what it shows, and what is wrong with it."""

from __future__ import annotations

from typing import Final

from ipju.domain.finding import Finding, Outcome
from ipju.domain.notice import PaperTerms
from ipju.domain.paper import Paper
from ipju.services.envelope_papers import day_of, seen_on, wanted_on
from ipju.ui.screens.reception.envelope_work import EnvelopeWork, Slot
from ipju.ui.widgets.table_model import Cell, Column, Row

NUMBER, CAME, PAPER, DAY, SHOWS, RESULT = range(6)
COLUMNS: Final = (
    Column("번", 34, "r"),
    Column("받음", 44),
    Column("서류"),
    Column("발급일", 116),
    Column("서명·요건"),
    Column("결과", 196),
)
_WORDS: Final = {
    Outcome.PASS: ("pas", "받음"),
    Outcome.FAIL: ("fail", "보완"),
    Outcome.REVIEW: ("rev", "판단 필요"),
    Outcome.MISSING: ("mis", "확인 전"),
    Outcome.NA: ("na", "해당 없음"),
}


def row_of(work: EnvelopeWork, slot: Slot) -> Row:
    """One line of the checklist."""
    need, paper = slot.line.requirement, slot.paper
    name = need.terms.name
    about = " · ".join(one for one in (need.person.name if need.person else "", need.why) if one)
    mark, word, told = result(work, slot)
    return {
        "id": slot.key,
        "lines": 2,
        "cells": (
            {"t": str(slot.number), "tone": "ink3", "align": "r", "keep": True},
            _came(slot),
            {"t": name, "bold": True, "sub": about, "tip": f"{name}\n{about}"},
            _day(work, slot),
            _shows(work, slot, paper),
            {"t": word, "mark": mark, "sub": _short(told), "tip": told},
        ),
        "tint": "fail" if mark == "fail" else "",
    }


def spared_row(terms: PaperTerms) -> Row:
    """A paper of the notice that this application need not bring."""
    return {
        "id": f"spared/{terms.id}",
        "lines": 2,
        "dim": True,
        "cells": (
            {"t": ""},
            {"t": "–"},
            {"t": terms.name, "sub": f"{terms.needed.label}: 이때만 냄", "tip": terms.name},
            {"t": "–"},
            {"t": "–"},
            {"t": "해당 없음", "mark": "na"},
        ),
    }


def result(work: EnvelopeWork, slot: Slot) -> tuple[str, str, str]:
    """Return mark, word and reason of a line; a form that members sign is judged by its rule."""
    line = slot.line
    mark, word = _WORDS[line.outcome]
    if slot.paper is None:
        return "mis", "받지 않음", "보완 대상"
    told = "; ".join(one.text for one in line.defects)
    told = told or ", ".join(_lacking(one.label, line.requirement.name) for one in line.missing)
    signed = _finding(work, slot)
    if line.outcome is Outcome.PASS and signed is not None:
        mark, word = _WORDS[signed.outcome]
        if signed.outcome is Outcome.FAIL:
            word = "서명 보완"
        told = "" if signed.outcome is Outcome.PASS else signed.sentence
    if line.question is not None and not told:
        told = line.early
    return mark, word, told


def _short(told: str) -> str:
    """Return the reason without the value before it, which stands in its own column."""
    first, _, rest = told.partition(": ")
    return rest or first


def _lacking(label: str, name: str) -> str:
    return f"{label.removeprefix(name).strip()} 미확인"


def _finding(work: EnvelopeWork, slot: Slot) -> Finding | None:
    if not work.signed_form(slot):
        return None
    papers = work.session.notice.papers
    rule = "consent" if slot.line.requirement.terms.id == papers.consent else "financial-consent"
    return work.session.judgement.finding(rule)


def _came(slot: Slot) -> Cell:
    if slot.paper is None:
        return {"t": "–", "tone": "ink3", "said": "받지 않음"}
    said = "이 봉투로 받음" if slot.mine else "앞서 받음"
    return {"icon": "check", "tone": "accent" if slot.mine else "ink2", "t": "", "said": said}


def _day(work: EnvelopeWork, slot: Slot) -> Cell:
    if slot.paper is None:
        return {"t": "–", "tone": "ink3"}
    notice = work.session.notice
    day = day_of(slot.paper, notice)
    if work.signed_form(slot):
        return {"t": day.isoformat() if day else "–", "sub": "서명한 날", "keep": True}
    if day is None:
        undated = slot.line.requirement.terms.undated
        return {"t": "–", "sub": "양식" if undated else "발급일 적기"}
    if day < notice.papers.issued_from:
        return {
            "t": day.isoformat(), "tone": "fail", "sub": "공고일 전", "sub_tone": "fail",
            "keep": True,
        }  # fmt: skip
    on_the_day = day == notice.papers.issued_from
    return {"t": day.isoformat(), "sub": "공고일에 발급" if on_the_day else "발급", "keep": True}


def _shows(work: EnvelopeWork, slot: Slot, paper: Paper | None) -> Cell:
    need = slot.line.requirement
    if paper is None:
        wanted = ", ".join(wanted_on(need.terms))
        return {"t": wanted or "–", "tone": "ink3", "tip": wanted}
    if paper.wrong_kind:
        words = f"봉투에는 {paper.wrong_kind}"
        return {"t": words, "sub": f"{need.terms.name}만 인정", "tip": words}
    if work.signed_form(slot):
        return _signatures(work, paper)
    seen = seen_on(paper, need.terms)
    found = [one.word for one in seen if one.ok]
    lacking = [one.word for one in seen if not one.ok]
    cell: Cell = {"t": ", ".join(found) + (" 있음" if found else "") or "–"}
    if lacking:
        cell["sub"], cell["sub_mark"] = f"없음: {', '.join(lacking)}", "fail"
        cell["sub_tone"] = "fail"
    if paper.weeks is not None:
        foetuses = f" · 태아 {paper.foetuses}명" if paper.foetuses is not None else ""
        cell["t"] = f"임신 {paper.weeks}주{foetuses}"
    cell["tip"] = "\n".join(one for one in (cell["t"], cell.get("sub", "")) if one)
    return cell


def _signatures(work: EnvelopeWork, paper: Paper) -> Cell:
    signed = {one.person for one in paper.signatures if one.signed}
    members = work.signers()
    unsigned = [one.name for one in members if one.id not in signed]
    guardian = {one.person for one in paper.signatures if one.by_guardian}
    by_guardian = [one.name for one in members if one.id in guardian and one.id in signed]
    cell: Cell = {"t": f"서명 {len(members) - len(unsigned)} / {len(members)}", "keep": True}
    if unsigned:
        cell["sub"], cell["sub_mark"] = f"없음: {', '.join(unsigned)}", "fail"
        cell["sub_tone"] = "fail"
    elif by_guardian:
        cell["sub"] = f"보호자 서명: {', '.join(by_guardian)}"
    cell["tip"] = cell.get("sub", "")
    return cell
