"""How rows of the ledger are shown, and the groups of acts they are searched by."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from ipju.domain.account import Role
from ipju.domain.case import Supply
from ipju.domain.dates import SEOUL, seoul_time
from ipju.domain.decision import Matter, ProposalState, Verdict
from ipju.domain.intake import ScoreStep, WaitingState
from ipju.domain.letting import LeaseState
from ipju.domain.post import ReturnWhy
from ipju.domain.requests import RequestEnd, RequestKind, RequestState
from ipju.domain.retention import Holding
from ipju.domain.scholar import ScholarResult
from ipju.domain.trail import TrailRow
from ipju.services.action_words import ACTIONS, service_words
from ipju.services.application_steps import Given, Timing
from ipju.services.backup import KINDS
from ipju.services.letters import FORMS
from ipju.services.query_columns import QueryKind
from ipju.ui.widgets.table_model import Column, Row

COLUMNS: Final = (
    Column("때", 128),
    Column("누구", 104),
    Column("한 일"),
    Column("접수번호", 108),
    Column("사유"),
)

PRINTS: Final = tuple(one for one in ACTIONS if one.startswith("print-"))
GROUPS: Final[Mapping[str, tuple[str, ...]]] = {
    "사례를 봄": ("view", "open"),
    "주민등록번호": ("reveal-rrn", "search-rrn"),
    "고침과 들여옴": (
        *("record", "import", "import-file", "query-results", "open", "open-second", "fill"),
        *("settle-overlap", "unsettle-overlap", "examine-batch", "examination-run", "query-undo"),
    ),
    "신청 접수": (
        *("open", "open-second", "give-pledge", "take-back-pledge", "give-consent"),
        *("take-back-consent", "file-application", "withdraw-application"),
    ),
    "봉투와 스캔": (
        *("envelope", "scan-add", "scan-lay", "scan-view", "scan-take-out", "scan-discard"),
    ),
    "소득·자산 조회": (
        *("query-begin", "query-export", "query-file", "query-check", "query-results"),
        "query-undo",
    ),
    "보완과 소명": (
        *("draw-up-request", "send-request", "answer-request", "close-request"),
        *("take-back-request", "lapse-request", "return-request", "resend-request"),
    ),
    "순위와 추첨": ("freeze-roster", "export-roster", "draw", "annul-draw"),
    "결정과 결재": (
        *("propose", "withdraw", "approve", "send-back", "refuse", "void"),
        *("open-list", "approve-list"),
    ),
    "통지와 출력": (
        *("issue-letter", "save-letter", *PRINTS, "publish-results"),
        *("post-letter", "post-letters", "return-letter", "return-undone"),
    ),
    "선정과 예비입주자": (
        "put-in-order",
        "list-waiting",
        "call-waiting",
        "answer-waiting",
        "strike-waiting",
        "expire-waiting",
        "score",
        "decide-scholar",
    ),
    "호실과 임대차": (
        "offer-room",
        "fall-room",
        "sign-lease",
        "move-in",
        "give-notice",
        "keep-lease",
        "move-out",
        "change-rent",
        "start-renewal",
        "renew-lease",
        "put-figures",
    ),
    "내보냄": (
        *("export", "query-export", "query-file", "outcomes-file", "season-file"),
        *("export-labels", "export-mail-list", "export-roster", "publish-results"),
    ),
    "들어오고 나감": (
        "sign-in",
        "sign-in-failed",
        "sign-out",
        "lock",
        "unlock",
        "unlock-failed",
        "sit-as",
        "recover",
    ),
    "거절된 것": ("refused", "sign-in-failed", "unlock-failed", "password-failed"),
    "계정과 역할": (
        "open-account",
        "close-account",
        "edit-account",
        "grant-role",
        "revoke-role",
        "reset-password",
        "unlock-account",
        "change-password",
        "password-failed",
        "renew-recovery",
    ),
    "백업": ("backup", "verify-backup", "drill", "restore", "backup-folder"),
    "고친 흔적": ("rebuild-lists",),
    "점검과 파기": ("sign-month", "destroy"),
}
"""Acts by what one looks for; an act may stand in several groups."""

DETAIL_WORDS: Final = {
    "account": "계정",
    "act": "하려던 일",
    "again": "다시 채점",
    "answer_by": "답할 날",
    "applied_at": "신청 일시",
    "approved": "승인한 것",
    "asked": "보완할 것",
    "attempt": "보낸 차례",
    "backup": "백업",
    "beside": "겹치는 신청",
    "building": "주택",
    "by": "읽은 길",
    "called": "호출",
    "came_on": "소인",
    "car": "자동차 한도",
    "cases": "사례",
    "clock_back": "시계가 뒤처짐",
    "columns": "열",
    "confirmed": "받은 것",
    "content": "내용 지문",
    "deposit": "보증금",
    "destroyed": "다시 파기함",
    "differences": "다른 것",
    "digest": "심사표 지문",
    "draw": "추첨",
    "due": "기한",
    "due_on": "보유 기간 끝",
    "end": "끝",
    "ends_on": "종료일",
    "entries": "명부의 사람",
    "entry": "예비입주자",
    "entry_version": "예비입주자 판",
    "facts": "사실 지문",
    "fields": "고친 것",
    "file": "파일",
    "first": "처음",
    "form": "서식",
    "from": "앞 자리",
    "hash": "지문",
    "holding": "보유 구분",
    "incomes": "소득 한도",
    "items": "항목",
    "kind": "종류",
    "kinds": "조회",
    "last": "마지막",
    "lease": "임대차",
    "leaves_on": "퇴거 예정일",
    "left": "그대로 둔 것",
    "left_out": "뺀 것",
    "letter": "통지",
    "letters": "통지",
    "lines": "줄",
    "list": "목록 지문",
    "made_at": "만든 때",
    "matter": "대상",
    "month": "달",
    "notice": "공고",
    "number": "번호",
    "on": "날",
    "order": "순서",
    "page": "쪽",
    "pages": "쪽수",
    "paper": "서류",
    "papers": "서류",
    "people": "사람",
    "person": "사람",
    "postmark": "소인",
    "printed": "공고의 호수",
    "prints": "출력한 번",
    "proof_seen": "증빙 확인",
    "proposal": "올린 결정",
    "quota": "모집호수",
    "registered": "등기번호",
    "rent": "월임대료",
    "request": "요청",
    "result": "결과",
    "result_on": "결과를 정한 날",
    "returned": "반송 사유",
    "returned_on": "돌아온 날",
    "roles": "역할",
    "room": "호실",
    "roster": "명부",
    "rows": "지운 줄",
    "run": "전체 심사",
    "scan": "스캔",
    "seed": "씨앗",
    "sent_on": "보낸 날",
    "seq": "줄",
    "serial": "일련번호",
    "sheet": "심사표",
    "sheets": "채점표",
    "signed_on": "계약일",
    "sound": "온전함",
    "stands": "인정한 신청",
    "starts_on": "시작일",
    "state": "상태",
    "step": "단계",
    "supply": "공급유형",
    "timing": "접수기간",
    "total_assets": "총자산 한도",
    "tried_at": "시도한 때",
    "undecided": "결정 전",
    "verdict": "판정",
    "version": "판",
    "was": "앞 상태",
    "what": "무엇",
    "year": "연도",
}
"""What each detail of a row is called."""

_FIELDS: Final[Mapping[object, str]] = {
    "name": "이름",
    "department": "부서",
    "phone": "전화",
    "login": "아이디",
}
_LABELS: Final[Mapping[str, Mapping[str, str]]] = {
    "confirmed": {one.value: one.label for one in Given},
    "timing": {one.value: one.label for one in Timing},
    "roles": {one.value: one.label for one in Role},
    "holding": {one.value: one.label for one in Holding},
    "kinds": {one.value: one.label for one in QueryKind},
    "matter": {one.value: one.label for one in Matter},
    "verdict": {one.value: one.label for one in Verdict},
    "was": {one.value: one.label for one in ProposalState},
    "end": {one.value: one.label for one in RequestEnd},
    "form": FORMS,
    "result": {one.value: one.label for one in ScholarResult},
    "returned": {one.value: one.label for one in ReturnWhy},
    "state": {
        one.value: one.label for kind in (RequestState, WaitingState, LeaseState) for one in kind
    },
    "step": {one.value: one.label for one in ScoreStep},
    "supply": {one.value: one.label for one in Supply},
    "fields": {str(one): word for one, word in _FIELDS.items()},
}
_REQUESTS: Final = {one.value: one.label for one in RequestKind}
_WON: Final = ("car", "deposit", "incomes", "rent", "total_assets")
_SHORT: Final = 12


def moment_words(moment: datetime) -> str:
    """A UTC moment as the ledger shows it: day and time of day here."""
    return f"{moment.astimezone(SEOUL):%Y-%m-%d %H:%M}"


def month_words(month: date) -> str:
    """A month as it is written."""
    return f"{month.year}년 {month.month}월"


def day_bounds(since: date | None, until: date | None) -> tuple[datetime | None, datetime | None]:
    """The moments at which a period of whole days here begins and is over."""
    after = until + timedelta(days=1) if until else None
    return _midnight(since), _midnight(after)


def _midnight(day: date | None) -> datetime | None:
    return datetime(day.year, day.month, day.day, tzinfo=SEOUL) if day else None


def day_of(moment: datetime) -> date:
    """The day of a UTC moment here."""
    return seoul_time(moment).date()


def row_of(row: TrailRow, names: Mapping[str, str], words: Mapping[str, str]) -> Row:
    """One act as a row of the table."""
    return {
        "id": str(row.seq),
        "cells": (
            {"t": moment_words(row.at), "keep": True},
            {"t": names.get(row.actor, row.actor)},
            {"t": words.get(row.action, row.action)},
            {"t": _number_words(row)},
            {"t": row.why},
        ),
    }


def _number_words(row: TrailRow) -> str:
    """The number of the case; one that was destroyed is known by the row that says so."""
    if row.case_number or row.case_id is None:
        return row.case_number or "–"
    return str(row.detail.get("number", "파기된 사례"))


def detail_words(row: TrailRow, names: Mapping[str, str]) -> str:
    """What else the row holds: its number, where from, and the details in words."""
    parts = [f"{row.seq:,}번째 줄", f"{row.at.astimezone(SEOUL):%H:%M:%S}", row.device]
    parts += [
        f"{DETAIL_WORDS.get(key, '그 밖')} {_value_words(key, value, names)}"
        for key, value in row.detail.items()
    ]
    return " · ".join(one for one in parts if one)


def _value_words(key: str, value: object, names: Mapping[str, str]) -> str:
    if isinstance(value, list):
        if key == "fields" and not set(value) <= _FIELDS.keys():
            return f"{len(value):,}곳"  # places within a case: how many is enough here
        if key == "people":
            return f"{len(value):,}명"
        return ", ".join(_value_words(key, one, names) for one in value)
    if isinstance(value, bool):
        return "예" if value else "아니오"
    if key == "clock_back" and isinstance(value, int):
        return f"{value:,}초"
    text = str(value)
    if key in ("account", "from"):
        return names.get(text, text[:_SHORT])
    if key == "act":
        return service_words(text)
    if key in _LABELS:
        return _LABELS[key].get(text, text)
    return _plain_words(key, text)


def _plain_words(key: str, text: str) -> str:
    """A moment, a kind, an amount or a code as it is read."""
    if key in ("made_at", "tried_at"):
        return moment_words(datetime.fromisoformat(text))
    if key == "kind":
        return KINDS.get(text, _REQUESTS.get(text, text))
    if key in _WON and text.isdecimal():
        return f"{int(text):,}원"
    if key == "facts":
        return text.partition(":")[2][:_SHORT]
    return text[:_SHORT] if _is_long_code(text) else text


def _is_long_code(text: str) -> bool:
    """Whether it is an id or a fingerprint, of which the beginning is enough to tell it."""
    try:
        UUID(text)
    except ValueError:
        return len(text) == 64 and all(one in "0123456789abcdef" for one in text)
    return True
