"""The printed monthly review (월별 점검표): its content as signed, and the sheet made of it.

The content is frozen as JSON when the month is signed, so that the sheet of a signed month never
changes, whatever becomes of accounts and cases.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from ipju.domain.dates import WEEKDAYS, in_letter, seoul_time
from ipju.domain.printed_office import CountRow, EventRow, MonthSheet
from ipju.domain.trail import SignedMonth
from ipju.services.monthly import ActCount, MonthReview, RoleChange

LISTED = 60
"""So many unusual things are listed on paper; the rest is counted."""

NAMED = 2
"""So many cases of one unusual thing are named on paper."""

_GROUP, _GROUPS = 4, 8


def content_of(review: MonthReview, chain: str, signer: str, at: datetime | None) -> bytes:
    """Return a review as canonical JSON; `at` (UTC) is when it is signed, None: not signed."""
    anchor, previous = review.anchor, review.previous
    told: dict[str, Any] = {
        "month": review.month.isoformat(),
        "first": review.span.after + 1,
        "last": review.span.upto,
        "rows": review.rows,
        "acts": _counts(review.acts),
        "people": [[one.name, one.acts, one.cases] for one in review.people],
        "own": _counts(review.own),
        "unusual": [
            [one.kind.label, one.name, _clock(one.when), one.words, list(one.cases)]
            for one in review.unusual
        ],
        "roles": [_role(one) for one in review.roles],
        "decisions": _counts(review.decisions),
        "destructions": list(review.destructions),
        "anchor": [anchor.seq, anchor.hash] if anchor else None,
        "previous": [previous.month.isoformat(), previous.anchor.seq, previous.holds]
        if previous
        else None,
        "chain": chain,
        "signer": signer,
        "signed": f"{in_letter(seoul_time(at).date())} {seoul_time(at):%H:%M}" if at else "",
    }
    return json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def fingerprint_of(content: bytes) -> str:
    """Return a short hash of a signed content, as the sheet shows it."""
    text = hashlib.sha256(content).hexdigest()[:16].upper()
    return " ".join(text[at : at + _GROUP] for at in range(0, len(text), _GROUP))


def sheet_of(
    content: bytes, signed: SignedMonth | None, *, office: str, practice: bool, on: date
) -> MonthSheet:
    """Return the print model of a content; `on` is the day an unsigned one is printed on."""
    told: Mapping[str, Any] = json.loads(content)
    month = date.fromisoformat(told["month"])
    unusual = [
        EventRow(when=when, who=name, what=f"{kind}: {words}", remark=_some(cases))
        for kind, name, when, words, cases in told["unusual"]
    ]
    rest = len(unusual) - LISTED
    anchor = told["anchor"]
    altered = signed is not None and not signed.whole
    return MonthSheet(
        office=office,
        made_on=seoul_time(signed.signed_at).date() if signed else on,
        code=f"{anchor[0]} {anchor[1]}" if anchor else "",
        practice=practice,
        month=f"{month.year}년 {month.month}월",
        span=f"{told['first']:,} ~ {told['last']:,}번" if told["rows"] else "",
        rows=f"{told['rows']:,}",
        acts=_count_rows(told["acts"]),
        people=tuple(
            CountRow(name=name, count=f"{acts:,}", more=f"{cases:,}")
            for name, acts, cases in told["people"]
        ),
        own=_count_rows(told["own"]),
        unusual=tuple(unusual[:LISTED]),
        unusual_more=f"이 밖에 {rest:,}건은 화면에서 봅니다." if rest > 0 else "",
        roles=tuple(
            EventRow(when=when, who=name, what=what, remark=remark)
            for when, name, what, remark in told["roles"]
        ),
        decisions=_count_rows(told["decisions"]),
        destructions=tuple(told["destructions"]),
        anchor_row=f"{anchor[0]:,}" if anchor else "",
        anchor_lines=_in_groups(anchor[1]) if anchor else (),
        before=_before(told["previous"]),
        chain=told["chain"],
        signer=told["signer"],
        signed_on=told["signed"],
        fingerprint=fingerprint_of(content) if told["signed"] else "",
        state="저장된 점검 기록에 고친 흔적이 있습니다. 이 종이를 믿지 마십시오."
        if altered
        else "",
    )


def _counts(found: tuple[ActCount, ...]) -> list[list[object]]:
    return [[one.words, one.count] for one in found]


def _count_rows(found: list[tuple[str, int]]) -> tuple[CountRow, ...]:
    return tuple(CountRow(name=name, count=f"{count:,}") for name, count in found)


def _role(one: RoleChange) -> list[str]:
    what = f"{one.role} 역할을 {'줌' if one.given else '거둠'}"
    remark = " · ".join(part for part in (one.by, one.why) if part)
    return [_clock(one.at), one.name, what, remark]


def _some(cases: list[str]) -> str:
    """Return the first numbers; how many there are in all is said in the words beside them."""
    return ", ".join(cases[:NAMED]) + (" 외" if len(cases) > NAMED else "")


def _clock(moment: datetime) -> str:
    """Return `3일(월) 14:05`: the month stands over the sheet."""
    local = seoul_time(moment)
    return f"{local.day}일({WEEKDAYS[local.weekday()]}) {local:%H:%M}"


def _in_groups(digest: str) -> tuple[str, ...]:
    groups = [digest[at : at + _GROUP] for at in range(0, len(digest), _GROUP)]
    return tuple(" ".join(groups[at : at + _GROUPS]) for at in range(0, len(groups), _GROUPS))


def _before(previous: tuple[str, int, bool] | None) -> str:
    if previous is None:
        return "앞서 서명한 달이 없습니다."
    month = date.fromisoformat(previous[0])
    stands = "그대로입니다." if previous[2] else "맞지 않습니다. 장부가 바뀌었거나 되돌려졌습니다."
    return f"앞서 서명한 {month.year}년 {month.month}월의 기준점({previous[1]:,}번)은 {stands}"
