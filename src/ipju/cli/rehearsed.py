"""What a rehearsal writes of a case: its judgement, and a decision with its letter."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ipju.domain.case import Case
from ipju.domain.decision import Matter, Proposal, Verdict
from ipju.domain.finding import Outcome
from ipju.services.approve import approve
from ipju.services.examine import examine
from ipju.services.files import write_whole
from ipju.services.issue_letter import issue, save_letter
from ipju.services.letters import FORMS
from ipju.services.notice_of import notice_of
from ipju.services.office import Office
from ipju.services.propose import propose
from ipju.services.report import judgement_lines, judgement_values


@dataclass(frozen=True, slots=True)
class Decision:
    """What is proposed of a sample, with its reasons, and the form of its letter."""

    matter: Matter
    verdict: Verdict
    reasons: str
    form: str


@dataclass(frozen=True, slots=True)
class Desk:
    """The practice office as its caseworker and its supervisor see it."""

    officer: Office
    supervisor: Office


def approved(desk: Desk, case: Case, one: Decision) -> Proposal:
    """Propose a decision and approve it with another pair of eyes."""
    waiting = propose(desk.officer, case.id, one.matter, one.verdict, one.reasons).proposal
    return approve(desk.supervisor, waiting.id, waiting.digest).proposal


def decided(desk: Desk, case: Case, one: Decision, path: Path) -> Iterator[str]:
    """Decide, issue the letter of what was approved, and say so."""
    done = approved(desk, case, one)
    letter = issue(desk.officer, done.id).letter
    yield (
        f"  {one.matter.label} {one.verdict.label}: {desk.officer.actor.name} 올림, "
        f"{desk.supervisor.actor.name} {done.state.label}, 시행 {letter.number}"
    )
    yield f"  {FORMS[one.form]}: {save_letter(desk.officer, letter.id, path)}"


def judged(office: Office, case: Case, stem: Path) -> Iterator[str]:
    """Write the judgement of a case as text and as JSON, and say what fails."""
    judgement = examine(case, notice_of(office.notices, case), office.clock.today())
    values = json.dumps(judgement_values(case, judgement), ensure_ascii=False, indent=2)
    text = "\n".join(judgement_lines(case, judgement)) + "\n"
    as_json = write_whole(stem.with_suffix(".json"), values.encode())
    as_text = write_whole(stem.with_suffix(".txt"), text.encode())
    failed = [one.title for one in judgement.findings if one.outcome is Outcome.FAIL]
    yield f"  부적합: {', '.join(failed) or '없음'}"
    yield f"  판정: {as_text}, {as_json}"
