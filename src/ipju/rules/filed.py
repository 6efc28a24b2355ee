"""What a list of papers comes to: the finding, and how each line of it is read out."""

from __future__ import annotations

from collections.abc import Sequence

from ipju.domain.finding import Clause, Finding, Outcome, Reading, Target, Threshold
from ipju.rules.filing import Line
from ipju.rules.names import TITLES
from ipju.rules.outcome import worst


def finding_of(
    rule: str,
    clause: Clause,
    lines: Sequence[Line],
    thresholds: tuple[Threshold, ...],
    *,
    nobody: bool = False,
    missing: tuple[Reading, ...] = (),
) -> Finding:
    """Return the finding of `rule` on the papers of a case.

    Papers for points only never fail it. `nobody`: no applicant is recorded, nothing can be
    judged. `missing` are facts without which it is not known which papers are asked for.
    """
    needed = [one for one in lines if not one.requirement.points and one.outcome is not Outcome.NA]
    outcomes = [one.outcome for one in needed]
    outcome = worst([*outcomes, Outcome.MISSING] if missing else outcomes)
    if nobody:
        outcome = Outcome.MISSING
    bad = [one for one in needed if one.outcome is outcome and outcome is not Outcome.PASS]
    good = sum(one.outcome is Outcome.PASS for one in needed)
    failed = outcome is Outcome.FAIL
    first = bad[0] if bad else None
    target = _target(first) if first is not None or not missing else missing[0].target
    return Finding(
        rule=rule,
        title=TITLES[rule][1],
        outcome=outcome,
        sentence=_sentence(outcome, needed, bad, missing),
        clause=first.requirement.terms.clause if first else clause,
        value=f"{len(needed)}종 중 {good}종 적합",
        limit=f"{len(needed)}종",
        target=target,
        readings=tuple(_reading(one) for one in lines),
        thresholds=thresholds,
        missing=() if failed else (*missing, *(r for one in needed for r in one.missing)),
        questions=()
        if failed
        else tuple(one.question for one in needed if one.question is not None),
        notes=_notes(lines),
        boundary=any(one.boundary for one in lines if not one.requirement.points),
    )


def _target(line: Line | None) -> Target | None:
    if line is None:
        return None
    if line.missing:
        return line.missing[0].target
    return Target(section="papers", field="kind", row=line.paper.id if line.paper else None)


def _said(line: Line) -> str:
    """Return what is to be said of one line: its defects, what is not recorded, or 적합."""
    if line.defects:
        return ", ".join(one.text for one in line.defects)
    if line.question is not None:
        return line.early
    if line.missing:
        return "미확인" if line.paper else "아직 받지 못함"
    if line.outcome is Outcome.NA:
        return "해당 없음"
    return "적합"


def _reading(line: Line) -> Reading:
    need = line.requirement
    value = f"{_said(line)} · {need.why}"
    if need.instead:
        value += f" (대신 낼 수 있는 서류: {', '.join(need.instead)})"
    target = Target(section="papers", field="kind", row=line.paper.id if line.paper else None)
    return Reading(label=need.name, value=value, target=target)


def _sentence(
    outcome: Outcome, needed: Sequence[Line], bad: Sequence[Line], missing: tuple[Reading, ...]
) -> str:
    if not bad:
        if outcome is Outcome.PASS:
            return f"내야 하는 서류 {len(needed)}종이 모두 요건에 맞습니다."
        if missing:
            names = ", ".join(one.label for one in missing)
            return f"{names} 기록이 없어 내야 하는 서류를 정할 수 없습니다."
        return "신청자가 기록되지 않아 서류를 판정할 수 없습니다."
    rest = f" 그 밖에 {len(bad) - 1}종이 더 있습니다." if len(bad) > 1 else ""
    return f"{bad[0].requirement.name}: {_said(bad[0])}.{rest}"


def _notes(lines: Sequence[Line]) -> tuple[str, ...]:
    """Return what an officer confirms: what a supplement (보완요청) would cure, and doubts."""
    notes = [note for one in lines for note in one.notes]
    for one in lines:
        if not one.defects:
            continue
        name = one.requirement.name
        if one.requirement.points:
            notes.append(f"{name}: {_said(one)}. 이 서류로 신청한 가점은 인정되지 않습니다.")
        elif all(defect.mend for defect in one.defects):
            ways = ", ".join(defect.mend for defect in one.defects)
            notes.append(f"{name}: 보완을 요청할 수 있습니다({ways}).")
        else:
            notes.append(f"{name}: 보완으로 고칠 수 없는 흠입니다. 처리 방법을 확인하세요.")
    return tuple(dict.fromkeys(notes))
