"""Side by side (나란히 보기): the same recorded facts judged by two notices; nothing is stored."""

from __future__ import annotations

from dataclasses import dataclass, replace
from uuid import UUID

from ipju.domain.case import Case, Supply
from ipju.domain.finding import Finding, Outcome
from ipju.domain.notice import Notice
from ipju.rules.judge import Judgement
from ipju.rules.names import TITLES, Group
from ipju.services.authority import CASES, may
from ipju.services.examine import examine
from ipju.services.notice_of import notice_of
from ipju.services.office import Office
from ipju.services.sight import note_sight


class SameNotice(ValueError):
    """A case is compared with the notice it stands under."""

    def __init__(self) -> None:
        super().__init__("이 사례가 이미 그 공고의 신청입니다. 다른 공고를 고르세요.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One notice and what it says of the case; `supply` is the supply type it was judged as."""

    notice: Notice
    judgement: Judgement
    supply: Supply

    @property
    def household_size(self) -> int:
        """How many the notice counts as the household (가구원수)."""
        return self.judgement.facts.household.size


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One rule on both sides; None where that notice has no such rule."""

    group: Group
    rule: str
    title: str
    mine: Finding | None
    other: Finding | None

    @property
    def differs(self) -> bool:
        """Whether the two notices come to different ends, or look at different things."""
        return _outcome(self.mine) is not _outcome(self.other)


@dataclass(frozen=True, slots=True, kw_only=True)
class SideBySide:
    """The case under its own notice (`mine`) and under another, rule by rule in their order."""

    mine: Side
    other: Side
    rows: tuple[Row, ...]


@may(CASES)
def side_by_side(office: Office, case_id: UUID, other_notice: str) -> SideBySide:
    """Judge a stored case by its own notice and by another one; the look is a ledger row.

    What an officer signed (판단) was read under the clauses of the case's own notice: the other
    notice asks anew. SameNotice for the case's own, KeyError for an unknown notice or case.
    """
    with office.store.unit() as unit:
        case = unit.cases.get(case_id)
        note_sight(office, unit, case_id)
    if other_notice == case.notice:
        raise SameNotice
    notice = office.notices.get(other_notice)
    today = office.clock.today()
    own = notice_of(office.notices, case)
    as_other = _under(case, notice)
    mine = Side(notice=own, judgement=examine(case, own, today), supply=case.supply)
    other = Side(notice=notice, judgement=examine(as_other, notice, today), supply=as_other.supply)
    return SideBySide(mine=mine, other=other, rows=_rows(mine, other))


def _under(case: Case, notice: Notice) -> Case:
    """Return the case as if it had been filed under another notice: the same facts."""
    return replace(
        case,
        notice=notice.id,
        supply=case.supply if _has(notice, case.supply) else Supply.GENERAL,
        building="",
        renewal=None,
        answers=(),
    )


def _has(notice: Notice, supply: Supply) -> bool:
    """Tell whether a notice has this supply type (공급유형)."""
    terms: dict[Supply, object] = {
        Supply.GENERAL: notice,
        Supply.NEWLYWED: notice.newlywed,
        Supply.GENERATIONS: notice.generations,
        Supply.SCHOLAR: notice.scholar,
    }
    return terms[supply] is not None


def _rows(mine: Side, other: Side) -> tuple[Row, ...]:
    """Return a row for every rule that has something to say on either side, by group."""
    rules = dict.fromkeys((*mine.notice.rules, *other.notice.rules))
    rows: list[Row] = []
    for group in Group:
        for rule in (one for one in rules if TITLES[one][0] is group):
            left, right = mine.judgement.finding(rule), other.judgement.finding(rule)
            if {_outcome(left), _outcome(right)} <= {Outcome.NA}:
                continue
            title = next(one.title for one in (left, right) if one is not None)
            rows.append(Row(group=group, rule=rule, title=title, mine=left, other=right))
    return tuple(rows)


def _outcome(finding: Finding | None) -> Outcome:
    """A rule that a notice does not have is n/a there (해당 없음)."""
    return finding.outcome if finding is not None else Outcome.NA
