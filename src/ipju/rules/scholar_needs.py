"""The papers of the scholar track (장학생 지원서류) asked for in a case, set by set."""

from __future__ import annotations

from ipju.domain.dates import spoken
from ipju.domain.finding import Outcome, Reading, Target
from ipju.domain.notice import Notice, PaperTerms, ScholarNeed, ScholarTerms, Subject
from ipju.domain.replacing import replace
from ipju.domain.scholar import Scholar, StationeryTrade
from ipju.rules.facts import Facts
from ipju.rules.filing import Line, Requirement, best_set, judged
from ipju.rules.insurance import insurance_lines
from ipju.rules.periods import period_end, reached
from ipju.rules.scholar import track

_TRADES = tuple(one for one in StationeryTrade if one is not StationeryTrade.NONE)


def scholar_lines(facts: Facts, notice: Notice) -> tuple[Line, ...]:
    """Return every scholar paper asked for, with what came; of several sets the best one.

    Empty unless the case applies for the scholar track. Papers for which the facts do not say yet
    whether they are asked for are left out: `undecided` names those facts.
    """
    terms, scholar = track(facts, notice)
    if terms is None:
        return ()
    lines: list[Line] = []
    for need in terms.needs:
        if need.trades:
            lines += _trade(facts, notice, terms, need, scholar)
        elif _applies(need, scholar):
            lines += _best(facts, notice, need, scholar)
    return tuple(lines)


def undecided(terms: ScholarTerms, scholar: Scholar) -> tuple[Reading, ...]:
    """Return the facts of the student without which it is open which papers are asked for."""
    found = []
    if scholar.student is None and any(one.students for one in terms.needs):
        found.append(_open("학적", "student"))
    by_level = [one for one in terms.needs if one.levels]
    if scholar.level is None and any(
        scholar.student is None or scholar.student in one.students or not one.students
        for one in by_level
    ):
        found.append(_open("과정", "level"))
    return tuple(found)


def _open(label: str, field: str) -> Reading:
    return Reading(label=label, value="미확인", target=Target(section="scholar", field=field))


def _applies(need: ScholarNeed, scholar: Scholar) -> bool:
    by_student = not need.students or scholar.student in need.students
    return by_student and (not need.levels or scholar.level in need.levels)


def _why(need: ScholarNeed) -> str:
    who = [one.label for one in need.levels] + [one.label for one in need.students]
    who += [one.label for one in _TRADES if one.value in need.trades]
    return " ".join(who) if who else "장학생 지원자"


def _best(facts: Facts, notice: Notice, need: ScholarNeed, scholar: Scholar) -> list[Line]:
    """Return the lines of the set that came best, of those that will do for this student."""
    first, *others = need.any_of
    unsure = None
    order = [first, *others]
    if need.fallback_only and scholar.bracket_issuable is False:
        order = [*others, first]
    elif need.fallback_only:
        kinds = {kind for one in others for kind in one}
        came = any(one.kind in kinds for one in facts.case.papers)
        if came and scholar.bracket_issuable is None:
            unsure = _open(f"{need.name} 발급 가능 여부", "bracket_issuable")
        order = [first]
    names = {one.id: one.name for one in notice.papers.papers}
    words = [" + ".join(names[kind] for kind in one) for one in order]
    sets = []
    for place, kinds_of_set in enumerate(order):
        instead = tuple(word for at, word in enumerate(words) if at != place)
        blank = Requirement(
            terms=notice.papers.papers[0],
            person=None,
            why=_why(need),
            instead=instead,
            unsure=unsure,
        )
        sets.append(_set(facts, notice, kinds_of_set, blank, scholar))
    return best_set(sets)


def _set(
    facts: Facts, notice: Notice, kinds: tuple[str, ...], blank: Requirement, scholar: Scholar
) -> list[Line]:
    terms = {one.id: one for one in notice.papers.papers}
    lines: list[Line] = []
    for kind in kinds:
        need = replace(blank, terms=terms[kind], why=_with_format(blank.why, terms[kind]))
        if terms[kind].subject is Subject.PAYERS:
            lines += insurance_lines(facts, notice, need, scholar)
        else:
            lines.append(judged(facts, notice, need))
    return lines


def _with_format(why: str, terms: PaperTerms) -> str:
    return f"{why} · {terms.format}" if terms.format else why


def _trade(
    facts: Facts, notice: Notice, terms: ScholarTerms, need: ScholarNeed, scholar: Scholar
) -> list[Line]:
    """Return the lines of the proof of a parent's stationery trade, only where it is claimed.

    A trade of fewer years than the notice asks for is not one: its paper is not asked for.
    """
    if scholar.trade is None or scholar.trade.value not in need.trades:
        return []
    since, years = scholar.trade_since, terms.trade_years
    lines = _best(facts, notice, need, scholar)
    if since is None:
        unsure = _open("문구업계 종사 시작일", "trade_since")
        return [_unproven(one, unsure, years) for one in lines]
    full = period_end(notice, since, years * 12)
    if not reached(notice, since, years):
        note = (
            f"문구업계 종사가 {spoken(since)}부터여서 공고일에 {years}년이 안 됩니다. "
            "문구업계 종사자의 자녀로 인정되지 않는지 확인하세요."
        )
        return [
            Line(
                requirement=one.requirement,
                paper=one.paper,
                outcome=Outcome.NA,
                notes=(note,),
                boundary=full == notice.day,
            )
            for one in lines
        ]
    return [replace(one, boundary=one.boundary or full == notice.day) for one in lines]


def _unproven(line: Line, unsure: Reading, years: int) -> Line:
    """Ask since when the trade runs while that decides whether the paper is needed."""
    if line.outcome is Outcome.PASS:
        note = f"문구업계에 종사한 기간이 {years}년 이상인지 확인하세요."
        return replace(line, notes=(*line.notes, note))
    if line.paper is not None:
        return replace(line, outcome=Outcome.MISSING, missing=(unsure, *line.missing), defects=())
    need = replace(line.requirement, unsure=unsure)
    return Line(requirement=need, paper=None, outcome=Outcome.MISSING, missing=(unsure,))
