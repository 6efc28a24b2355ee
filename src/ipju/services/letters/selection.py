"""선정·미선정 통지: how the ranking ended for one applicant, and what he does next or may do.

What is told of others is the line alone: the points and the dependants of the last one selected.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ipju.domain import printed as models
from ipju.domain.area import square_metres
from ipju.domain.case import Case
from ipju.domain.dates import in_letter
from ipju.domain.draw import RosterEntry
from ipju.domain.money import short_won
from ipju.domain.notice import Notice
from ipju.domain.printed_selection import SelectionNotice
from ipju.rules.points_total import RankKey, ranking
from ipju.rules.ranking import Placed, Selection
from ipju.services.letters.decision import NO_HOME
from ipju.services.letters.sheet import CannotPrint, head_of, remedies_of

_GROUP = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Lot:
    """The public draw of those who stood equal at the line: `tied` of them, for `seats` homes."""

    day: date
    place: str
    tied: int
    seats: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RankedSheet:
    """One place on a roster that stands. `last` is the last one selected, None when nobody is;
    `lot` None: nobody stood equal at the line. `on` is the day of the letter.
    """

    case: Case
    notice: Notice
    on: date
    own: Placed
    quota: int
    count: int
    last: RosterEntry | None
    frozen_on: date
    digest: str
    lot: Lot | None


def selection(sheet: RankedSheet) -> SelectionNotice:
    """Return the 선정 통지 or 미선정 통지; CannotPrint while a draw is open."""
    if sheet.own.selection is Selection.DRAW:
        raise CannotPrint("추첨할 차례가 남아 선정 결과를 알릴 수 없습니다.")
    chosen = sheet.own.selection is Selection.SELECTED
    notice = sheet.notice
    reason, clause = ("", "") if chosen else _reason(sheet)
    # A refusal tells how to dispute it; a selection disputes nothing, but the law asks the same.
    return SelectionNotice(
        **head_of(sheet.case, notice, sheet.on, "", ""),
        **remedies_of(notice),
        selected=chosen,
        facts=tuple(_chosen_facts(sheet) if chosen else _other_facts(sheet)),
        reason=reason,
        reason_clause=clause,
        steps=tuple(_steps(notice)) if chosen else (),
        notes=tuple(_notes(notice) if chosen else _other_notes(notice)),
        basis=_basis(sheet),
        digest=" ".join(
            sheet.digest[at : at + _GROUP] for at in range(0, len(sheet.digest), _GROUP)
        ),
        keeps=_keeps(notice, chosen),
        clauses=_clauses(notice),
    )


def _clauses(notice: Notice) -> tuple[str, ...]:
    terms = (notice.quota, notice.points)
    return tuple(str(one.clause) for one in terms if one is not None)


def _chosen_facts(sheet: RankedSheet) -> Iterator[models.Fact]:
    notice = sheet.notice
    yield _place(sheet)
    yield from _points(sheet.own.entry)
    if notice.support is not None:
        bands = notice.support.bands
        said = [
            f"{_band(one.up_to, alone=len(bands) == 1)} {one.percent}%"
            f"(최대 {short_won(one.maximum)})"
            for one in bands
        ]
        yield models.Fact(name="지원금", text=", ".join(said))
    if notice.contract is not None:
        terms = notice.contract
        yield models.Fact(
            name="지원 기간",
            text=f"{terms.term_years}년마다 재계약하여 최대 {terms.total_years}년"
            f"(처음 계약을 포함하여 {terms.contracts}회)",
        )
    if notice.dwelling is not None:
        home = notice.dwelling
        yield models.Fact(
            name="대상 주택",
            text=f"전용면적 {square_metres(home.area_single)} 이하(가구원 {home.family_from}명 "
            f"이상은 {square_metres(home.area_family)} 이하), "
            f"보증금 {short_won(home.deposit_limit)} 이하",
        )


def _band(up_to: int | None, *, alone: bool) -> str:
    if up_to is not None:
        return f"보증금 {short_won(up_to)} 이하는"
    return "보증금의" if alone else "그보다 많으면"


def _place(sheet: RankedSheet) -> models.Fact:
    return models.Fact(
        name="순위",
        text=f"적격 {sheet.count:,}명 가운데 {sheet.own.place:,}번째(모집호수 {sheet.quota:,}호)",
    )


def _points(entry: RosterEntry, name: str = "가점") -> Iterator[models.Fact]:
    rank = f"{entry.rank}순위, " if entry.rank else ""
    yield models.Fact(name=name, text=f"{rank}가점 {entry.points}점, 부양가족 {entry.dependants}명")


def _other_facts(sheet: RankedSheet) -> Iterator[models.Fact]:
    yield _place(sheet)
    yield from _points(sheet.own.entry, "귀하")
    if sheet.last is not None:
        yield from _points(sheet.last, "마지막 선정자")
    if sheet.lot is not None:
        yield models.Fact(
            name="추첨",
            text=f"순위가 같은 {sheet.lot.tied:,}명 가운데 {sheet.lot.seats:,}명을 "
            f"{in_letter(sheet.lot.day)} 공개 추첨으로 선정",
        )


def _reason(sheet: RankedSheet) -> tuple[str, str]:
    """Return why others came before, and the clause: what decided is the first that differs."""
    notice, own, last = sheet.notice, sheet.own.entry, sheet.last
    quota = str(notice.quota.clause) if notice.quota is not None else ""
    clause = str(notice.points.clause) if notice.points is not None else quota
    if last is None:
        return f"이번 모집에서 {sheet.case.supply.label}의 모집호수가 없었습니다.", quota
    mine, theirs = _key(own, notice), _key(last, notice)
    at = next((place for place in range(len(mine)) if mine[place] != theirs[place]), len(mine))
    ranks_first = notice.reading("B1") != "points-first"
    rank, points = (0, 1) if ranks_first else (1, 0)
    said = {
        rank: f"{last.rank}순위 신청자로 모집호수가 찼습니다(귀하는 {own.rank}순위).",
        points: f"마지막 선정자의 가점이 {last.points}점으로 귀하의 가점({own.points}점)보다 "
        "높습니다.",
        2: f"가점이 같은 신청자 가운데 부양가족이 많은 분을 먼저 선정하였습니다"
        f"(마지막 선정자 {last.dependants}명, 귀하 {own.dependants}명).",
        3: "가점과 부양가족수가 같은 신청자 가운데 나이가 많은 분을 먼저 선정하였습니다.",
        4: "가점과 부양가족수, 생년월일이 모두 같아 공개 추첨을 하였으나 추첨 순서가 "
        "선정 인원 안에 들지 못하였습니다.",
    }
    full = "자격을 갖춘 신청자가 모집호수보다 많아 공고의 순서대로 선정하였습니다."
    return f"{full} {said[at]}", clause


def _key(one: RosterEntry, notice: Notice) -> tuple[int, int, int, date]:
    key = RankKey(rank=one.rank or 0, points=one.points, dependants=one.dependants, birth=one.birth)
    return ranking(key, notice)


def _steps(notice: Notice) -> Iterator[models.Fact]:
    """Yield what the selected do next, as far as the notice has it."""
    calendar = notice.calendar
    if notice.title_review is not None:
        until = calendar.title_request_until
        day = f"{in_letter(until)}까지 " if until is not None else "계약하기 전에 "
        yield models.Fact(
            name="권리분석",
            text=f"계약할 주택을 정하여 {day}권리분석 심사표를 내야 합니다. 심사를 거치지 않고 "
            f"맺은 계약의 책임은 본인에게 있습니다. (근거: 공고 {notice.title_review.clause})",
        )
    if calendar.contract_until is not None:
        clause = notice.contract.clause if notice.contract is not None else calendar.clause
        passed = "권리분석에서 가능으로 나온 주택을 " if notice.title_review is not None else ""
        yield models.Fact(
            name="계약",
            text=f"{passed}{in_letter(calendar.contract_until)}까지 신청자 이름으로 계약해야 하며, "
            "기한까지 계약하지 않으면 선정이 취소되어 지원을 받을 수 없습니다. "
            f"(근거: 공고 {clause})",
        )
    if notice.tenancy is not None:
        yield models.Fact(
            name="계약 전",
            text="다른 공공임대주택은 해지하거나 퇴거하고, 운영기관 임대주택의 체납이 없어야 "
            f"합니다. (근거: 공고 {notice.tenancy.cancellation_clause}, "
            f"{notice.tenancy.arrears_clause})",
        )


def _notes(notice: Notice) -> Iterator[str]:
    yield "자격은 공고일부터 입주할 때까지 유지해야 하며, 변동이 있으면 선정이 취소될 수 있습니다."
    if notice.home is not None and notice.home.until_lease_ends:
        yield NO_HOME


def _other_notes(notice: Notice) -> Iterator[str]:
    if notice.waiting is None:
        yield "이 공고에는 예비입주자가 없어 이 결과로 순번을 드리지 않습니다."


def _basis(sheet: RankedSheet) -> str:
    frozen = f"{in_letter(sheet.frozen_on)} 확정한 {sheet.case.supply.label} 순위 명부"
    if sheet.lot is None:
        return f"{frozen}(순위가 같은 신청자의 추첨은 필요하지 않았음)"
    return f"{frozen}, {in_letter(sheet.lot.day)} 공개 추첨({sheet.lot.place})"


def _keeps(notice: Notice, chosen: bool) -> str:
    terms = notice.retention
    months = terms.selected_months if chosen else terms.not_selected_months
    length = f"{months // 12}년" if months % 12 == 0 else f"{months}개월"
    said = f"개인정보는 이 결과를 알린 날부터 {length} 동안 보유한 뒤 "
    contracted = "(계약하면 계약자의 보유 기간을 따릅니다) " if chosen else ""
    return (
        f"{said}{contracted}{terms.destroy_within_days}일 안에 파기합니다. (근거: {terms.clause})"
    )
