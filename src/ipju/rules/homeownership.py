"""Whether any household member owns a home (무주택 여부, 별표2)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from ipju.domain.dates import spoken
from ipju.domain.finding import (
    Choice,
    Finding,
    Outcome,
    Question,
    Reading,
    Target,
    Threshold,
    Unit,
)
from ipju.domain.notice import HomeTerms, Notice
from ipju.domain.property import Holding, HoldingKind, HomeExemption
from ipju.rules.answers import ruling
from ipju.rules.facts import Facts
from ipju.rules.home_exemptions import Verdict, decided, exempted
from ipju.rules.names import TITLES
from ipju.rules.outcome import agree, not_applicable, worst
from ipju.rules.ownership import Owned, member_share, owned
from ipju.rules.periods import day_name, notice_day

_KINDS = (HoldingKind.HOME, HoldingKind.OFFICETEL, HoldingKind.PRESALE)


class _Home(NamedTuple):
    """One home, officetel or pre-sale right with a member's share in it, as judged."""

    holding: Holding
    verdict: Verdict


def home_ownership(facts: Facts, notice: Notice) -> Finding:
    """Judge whether all members own no home, the ten exemptions applied (2장, 별표2)."""
    return agree(_home_ownership, facts, notice)


def _home_ownership(facts: Facts, notice: Notice) -> Finding:
    terms = notice.home
    if terms is None:
        clause = notice.household.clause
        return not_applicable("home-ownership", clause, "이 공고에는 주택 소유 기준이 없습니다.")
    rows = [one for one in facts.case.holdings if one.kind in _KINDS and _theirs(facts, one)]
    states = {one.id: owned(facts, notice, one) for one in rows}
    held = [one for one in rows if states[one.id].answer is not False]
    homes = [_Home(one, _judge(facts, notice, terms, one, states, held)) for one in rows]
    unasked = _unasked(facts)
    rest = Outcome.MISSING if unasked else Outcome.PASS
    outcome = worst((*(one.verdict.outcome for one in homes), rest))
    open_ones = outcome is not Outcome.FAIL
    deciding = next((one for one in homes if one.verdict.outcome is outcome), None)
    missing = (*(r for one in homes for r in one.verdict.missing), *unasked) if open_ones else ()
    asked = dict.fromkeys(q for one in homes for q in one.verdict.questions)
    questions = tuple(asked) if open_ones else ()
    counted = sum(one.verdict.outcome is Outcome.FAIL for one in homes)
    exempt = sum(
        one.verdict.outcome is Outcome.PASS and states[one.holding.id].answer is not False
        for one in homes
    )
    thresholds: dict[str, Threshold] = {"calendar.notice_date": notice_day(notice)}
    for one in homes:
        thresholds.update((read.key, read) for read in one.verdict.thresholds)
    return Finding(
        rule="home-ownership",
        title=TITLES["home-ownership"][1],
        outcome=outcome,
        sentence=_sentence(facts, terms, outcome, deciding, exempt),
        clause=terms.exemption_clause if deciding and deciding.holding.exemption else terms.clause,
        value=f"주택 {counted}채" + (f" · 무주택 인정 {exempt}채" if exempt else ""),
        limit="0채",
        margin="" if counted == 0 else f"{counted}채 초과",
        unit=Unit.COUNT,
        amount=counted,
        bound=0,
        slack=-counted,
        target=_target(deciding, unasked),
        readings=tuple(_reading(facts, one, states[one.holding.id]) for one in homes),
        thresholds=tuple(thresholds.values()),
        missing=missing,
        questions=questions,
        notes=tuple(dict.fromkeys(n for one in homes for n in one.verdict.notes)),
        boundary=any(one.verdict.boundary for one in homes),
    )


def _theirs(facts: Facts, one: Holding) -> bool:
    """Tell whether a member has a share, however small; nobody recorded: it may be theirs."""
    return not one.owners or bool(member_share(facts, one.owners))


def _unasked(facts: Facts) -> tuple[Reading, ...]:
    """Return the members of whom neither a home nor the answer of the query is recorded."""
    lacking: list[Reading] = []
    if not facts.household.members:
        lacking.append(Reading(label="신청자", value="미기록", target=Target(section="people")))
    for one in facts.household.members:
        checked = one.home_checked
        if checked is None:
            rows = (row for row in facts.case.holdings if row.kind in _KINDS)
            checked = any(share.person == one.id for row in rows for share in row.owners)
        if not checked:
            target = Target(section="people", field="home_checked", row=one.id)
            label = f"{one.name} 주택소유 조회"
            lacking.append(Reading(label=label, value="조회 결과 없음", target=target))
    return tuple(lacking)


def _judge(
    facts: Facts,
    notice: Notice,
    terms: HomeTerms,
    one: Holding,
    states: dict[UUID, Owned],
    held: Sequence[Holding],
) -> Verdict:
    """Judge one home: owned at all, a home at all, exempt (pass) or owned (fail)."""
    state = states[one.id]
    if state.answer is False:
        until = "임대차가 끝날 때" if terms.until_lease_ends else "입주"
        why = f"{day_name(notice)}부터 {until}까지 소유하지 않음"
        return Verdict(Outcome.PASS, why, boundary=state.boundary)
    verdict = exempted(facts, notice, terms, one)
    if verdict is None:
        verdict = Verdict(Outcome.FAIL, "무주택으로 보는 사유가 없음")
    elif verdict.outcome is Outcome.PASS and _is_small(one):
        verdict = _two_homes(facts, one, held, verdict)
    if one.kind is HoldingKind.OFFICETEL and verdict.outcome is not Outcome.PASS:
        verdict = _officetel(facts, one, verdict)
    verdict = verdict._replace(boundary=verdict.boundary or state.boundary)
    if verdict.outcome is Outcome.PASS:
        return verdict
    lacking: tuple[tuple[str, str], ...] = () if one.owners else (("owners", "소유자"),)
    if state.answer is None:
        lacking += (("acquisition", "취득 원인"),)
    if not lacking:
        return verdict
    missing = tuple(
        Reading(
            label=f"{_label(one)} {name}",
            value="미확인",
            target=Target(section="holdings", field=field, row=one.id),
        )
        for field, name in lacking
    )
    if verdict.outcome is not Outcome.REVIEW:
        why = ", ".join(f"{name} 미확인" for _, name in lacking)
        verdict = verdict._replace(outcome=Outcome.MISSING, why=why)
    return verdict._replace(missing=verdict.missing + missing)


def _is_small(one: Holding) -> bool:
    return one.exemption is not None and one.exemption.ground is HomeExemption.SMALL


def _two_homes(facts: Facts, one: Holding, held: Sequence[Holding], verdict: Verdict) -> Verdict:
    """Apply 5호 단서: not for an owner of two or more homes; per person or household is A24."""
    homes = Counter[UUID]()
    others = 0
    undecided: list[Holding] = []
    for row in held:
        told = None
        if row.kind is HoldingKind.OFFICETEL:
            told = ruling(facts, _home_question(row))
            undecided += [] if told else [row]
        if row.kind is HoldingKind.OFFICETEL and (told is None or told.choice != "home"):
            continue
        if row.kind is HoldingKind.PRESALE:
            others += 1
        else:
            homes.update(o.person for o in row.owners if o.person and facts.household.has(o.person))
            others += 1
    if max(homes.values(), default=0) >= 2:
        return verdict._replace(outcome=Outcome.FAIL, why="한 사람이 2호 이상의 주택을 소유함")
    if undecided and others + len(undecided) >= 2:
        questions = tuple(_home_question(row) for row in undecided)
        why = "오피스텔을 주택으로 보면 2호 이상을 소유함"
        return verdict._replace(outcome=Outcome.REVIEW, why=why, questions=questions)
    if others < 2:
        return verdict
    question = Question(
        id="home-ownership/A24",
        subject=one.id,
        text=(
            "세대에 주택이나 분양권이 둘 이상이지만 한 사람이 주택 두 채를 갖지는 않았습니다. "
            "2호 이상 소유를 무엇으로 세는지 정하세요."
        ),
        quote="2호 또는 2세대 이상의 주택을 소유한 자",
        choices=(
            Choice(id="person", text="사람마다 주택만 센다: 무주택으로 본다(적합)"),
            Choice(id="household", text="세대가 가진 것을 모두 센다: 주택 소유로 본다(부적합)"),
        ),
    )
    return decided(facts, question, "person", verdict)


def _home_question(one: Holding) -> Question:
    return Question(
        id="home-ownership/A29",
        subject=one.id,
        text=f"{_label(one)}: 주거용 오피스텔을 주택으로 볼지 정하세요.",
        quote="과세자료 등에 등재된",
        choices=(
            Choice(id="home", text="과세자료 등에 주택으로 올라 있어 주택으로 본다(부적합)"),
            Choice(id="not-home", text="주택으로 보지 않는다(적합)"),
        ),
    )


def _officetel(facts: Facts, one: Holding, verdict: Verdict) -> Verdict:
    """Ask whether a dwelling officetel is a home at all (A29)."""
    question = _home_question(one)
    answer = ruling(facts, question)
    if answer is None:
        return verdict._replace(
            outcome=Outcome.REVIEW,
            why="주거용 오피스텔을 주택으로 볼지 정해야 함",
            questions=(question, *verdict.questions),
        )
    if answer.choice == "not-home":
        return Verdict(Outcome.PASS, answer.text, boundary=verdict.boundary)
    return verdict._replace(why=f"{answer.text} · {verdict.why}")


def _label(one: Holding) -> str:
    return f"{one.kind.label} {one.address}".rstrip()


def _reading(facts: Facts, home: _Home, state: Owned) -> Reading:
    """Return one home with its owners, the days of ownership and what was decided."""
    one = home.holding
    names = [p.name for share in one.owners if (p := facts.case.person(share.person))]
    days = [f"{spoken(state.span.since)}부터"] if state.span.since else []
    days += [f"{spoken(state.span.until)}까지"] if state.span.until else []
    ground = f" · {one.exemption.ground.label}" if one.exemption else ""
    who = ", ".join(names) or "소유자 미확인"
    span = f" · {' '.join(days)}" if days else ""
    outcome = "무주택" if home.verdict.outcome is Outcome.PASS else home.verdict.outcome.label
    return Reading(
        label=_label(one),
        value=f"{who}{span}{ground} · {outcome}: {home.verdict.why}",
        target=Target(section="holdings", row=one.id),
    )


def _target(deciding: _Home | None, unasked: Sequence[Reading]) -> Target | None:
    if deciding is not None and deciding.verdict.outcome is not Outcome.PASS:
        if deciding.verdict.missing:
            return deciding.verdict.missing[0].target
        field = "exemption" if deciding.holding.exemption else "kind"
        return Target(section="holdings", field=field, row=deciding.holding.id)
    return unasked[0].target if unasked else None


def _sentence(
    facts: Facts, terms: HomeTerms, outcome: Outcome, deciding: _Home | None, exempt: int
) -> str:
    """Return the Korean sentence of the finding."""
    if outcome is Outcome.PASS:
        if exempt:
            chapter = terms.exemption_clause.chapter
            return f"소유한 주택 {exempt}채를 모두 {chapter}에 따라 소유하지 않은 것으로 봅니다."
        return f"세대구성원 {len(facts.household.members)}명 모두 주택을 소유하지 않습니다."
    if deciding is None:
        return "주택소유 조회 결과가 없는 세대구성원이 있습니다."
    label, why = _label(deciding.holding), deciding.verdict.why
    if outcome is Outcome.FAIL:
        return f"{label}: {why}. 주택을 소유한 세대입니다."
    return f"{label}: {why}."
