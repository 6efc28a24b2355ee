"""The columns of an application file (신청 명단): what each means, how it is headed elsewhere."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from ipju.domain.notice import Notice
from ipju.domain.spreadsheet import WriteColumn, WriteSheet

NUMBER: Final = "number"
APPLIED: Final = "applied_at"
SUPPLY: Final = "supply"
NAME: Final = "name"
RRN: Final = "rrn"
BIRTH: Final = "birth"
BUILDING: Final = "building"
PHONE: Final = "phone"
EMAIL: Final = "email"
POSTCODE: Final = "postcode"
ADDRESS: Final = "address"
BOX: Final = "income_box"
MOVED: Final = "moved_to_seoul_on"
SPOUSE: Final = "spouse_name"
SPOUSE_RRN: Final = "spouse_rrn"
SPOUSE_BIRTH: Final = "spouse_birth"
MARRIED: Final = "married_on"
VULNERABLE: Final = "vulnerable"
POINTS: Final = ("age", "dependants", "residence", "children", "vulnerable")
"""The items of the points (가점) an applicant claims. A file gives them as points
(`points_<item>`) or as what is counted (`count_<item>`), which the notice's bands turn into them.
"""

NUMBERS: Final = frozenset({RRN, SPOUSE_RRN})
"""Columns of resident numbers, for notices that may hold them only."""


@dataclass(frozen=True, slots=True)
class ImportColumn:
    """One thing a file may tell of an application.

    `names` are heads under which other systems print it; `asked` is how to write it, `width`
    its width in characters of the sample file.
    """

    key: str
    head: str
    names: tuple[str, ...] = ()
    asked: str = ""
    width: int = 14


_ALL: Final = (
    ImportColumn(NUMBER, "접수번호", ("신청번호", "청약번호", "접수 번호"),
                 "비워 두면 프로그램이 차례로 매깁니다. 모두 적거나 모두 비웁니다.", 18),
    ImportColumn(APPLIED, "신청일시", ("접수일시", "신청 일시", "저장일시", "최종신청일시"),
                 "2023-12-27 14:12처럼 날짜와 시각을 적습니다.", 20),
    ImportColumn(SUPPLY, "공급유형", ("공급구분", "신청유형", "공급종류", "신청구분"),
                 "일반공급, 특별공급(신혼부부), 특별공급(세대통합)", 18),
    ImportColumn(NAME, "성명", ("신청자", "신청자명", "신청자 성명", "이름", "신청인"),
                 "주민등록표의 이름", 12),
    ImportColumn(RRN, "주민등록번호", ("주민번호", "신청자 주민등록번호", "신청자 주민번호"),
                 "숫자 13자리. 앞의 0이 빠지지 않게 글자로 적습니다.", 18),
    ImportColumn(BIRTH, "생년월일", ("출생일", "신청자 생년월일"), "1990-01-01처럼 적습니다.", 13),
    ImportColumn(BUILDING, "신청 주택", ("주택", "신청주택", "단지", "주택명"),
                 "공고에 적힌 주택의 이름", 18),
    ImportColumn(PHONE, "전화번호", ("휴대전화", "휴대폰", "연락처", "휴대폰번호", "핸드폰"),
                 "010-0000-0000", 16),
    ImportColumn(EMAIL, "전자우편", ("이메일", "전자우편주소", "메일"), "", 22),
    ImportColumn(POSTCODE, "우편번호", ("우편 번호", "새우편번호"), "다섯 자리", 10),
    ImportColumn(ADDRESS, "주소", ("도로명주소", "새주소", "주민등록 주소", "현주소"),
                 "도로명주소", 40),
    ImportColumn(BOX, "월평균소득", ("소득구간", "가구당 월평균소득", "월평균소득 구간"),
                 "50% 이하 또는 100% 이하", 14),
    ImportColumn(MOVED, "서울 전입일", ("전입일자", "전입일", "서울특별시 전입일", "서울전입일자"),
                 "서울특별시에 마지막으로 전입한 날", 13),
    ImportColumn(SPOUSE, "배우자 성명", ("배우자", "배우자명", "배우자 이름"),
                 "배우자가 없으면 비웁니다.", 12),
    ImportColumn(SPOUSE_RRN, "배우자 주민등록번호", ("배우자 주민번호",), "숫자 13자리", 18),
    ImportColumn(SPOUSE_BIRTH, "배우자 생년월일", (), "1990-01-01처럼 적습니다.", 13),
    ImportColumn(MARRIED, "혼인신고일", ("혼인일", "혼인 신고일"), "배우자가 있으면 적습니다.", 13),
    ImportColumn("count_age", "신청자 나이", ("나이", "만 나이", "신청자나이(만)"),
                 "신청한 가점의 나이. 점수로 바꾸어 적습니다.", 12),
    ImportColumn("count_dependants", "부양가족수", ("부양가족", "부양가족수(태아 포함)"),
                 "태아를 포함해 신청한 사람 수. 점수로 바꾸어 적습니다.", 12),
    ImportColumn("count_residence", "서울 거주기간",
                 ("거주기간", "서울특별시 거주기간", "서울거주기간(년)", "거주기간(년)"),
                 "만 19세부터 이어 산 햇수. 5년 3개월은 5로 적어도 됩니다.", 14),
    ImportColumn("count_children", "미성년 자녀수",
                 ("미성년자녀수", "미성년자 자녀수", "미성년자녀수(태아 포함)"),
                 "태아를 포함해 신청한 자녀 수. 점수로 바꾸어 적습니다.", 14),
    ImportColumn("points_age", "신청 가점 나이", ("가점 나이", "나이 점수", "가점1"), "점수", 10),
    ImportColumn("points_dependants", "신청 가점 부양가족",
                 ("가점 부양가족", "부양가족 점수", "가점2"), "점수", 10),
    ImportColumn("points_residence", "신청 가점 서울 거주",
                 ("가점 거주기간", "거주기간 점수", "가점3"), "점수", 10),
    ImportColumn("points_children", "신청 가점 미성년 자녀",
                 ("가점 자녀", "가점 미성년자녀", "자녀 점수", "가점4"), "점수", 10),
    ImportColumn("points_vulnerable", "신청 가점 사회취약계층",
                 ("가점 사회취약계층", "사회취약계층 점수", "가점5"), "점수", 10),
    ImportColumn(VULNERABLE, "사회취약계층", ("사회취약계층 구분", "취약계층", "사회취약계층 사유"),
                 "기초생활수급자, 차상위계층처럼 사유의 이름", 22),
)  # fmt: skip

_IN_POINTS: Final = frozenset(
    {*(f"{kind}_{one}" for kind in ("points", "count") for one in POINTS), VULNERABLE, MOVED}
)


def columns_of(notice: Notice) -> tuple[ImportColumn, ...]:
    """Return the columns a file for this notice may have: nothing that the notice does not ask."""
    left_out: set[str] = set()
    if not notice.may_hold_numbers:
        left_out |= NUMBERS
    if not notice.buildings:
        left_out.add(BUILDING)
    if notice.points is None:
        left_out |= _IN_POINTS
    if notice.quota is None:
        left_out |= {SUPPLY, BOX}
    return tuple(one for one in _ALL if one.key not in left_out)


def column(key: str) -> ImportColumn:
    """Return one column by its key; KeyError when there is none."""
    return {one.key: one for one in _ALL}[key]


def bare(head: str) -> str:
    """Return a head without what differs from system to system: blanks, signs, brackets.

    Letters taken apart (as other systems store Korean) and full-width ones are the same letters.
    """
    plain = unicodedata.normalize("NFKC", head)
    return "".join(one for one in plain if one.isalnum()).casefold()


def guessed(notice: Notice, heads: Sequence[str]) -> Mapping[str, int]:
    """Return where each column stands by its head; of two such heads the first is taken."""
    return {key: places[0] for key, places in heads_of(notice, heads).items()}


def heads_of(notice: Notice, heads: Sequence[str]) -> Mapping[str, Sequence[int]]:
    """Return every place at which the head of a column stands, from left to right."""
    found: dict[str, list[int]] = {}
    wanted = {bare(name): one.key for one in columns_of(notice) for name in (one.head, *one.names)}
    for at, head in enumerate(heads):
        key = wanted.get(bare(head))
        if key is not None:
            found.setdefault(key, []).append(at)
    return found


def template_sheets(notice: Notice) -> tuple[WriteSheet, ...]:
    """Return the sample file (양식): the heads to fill under, and how each is written."""
    wanted = columns_of(notice)
    return (
        WriteSheet(
            name="신청 명단",
            columns=tuple(WriteColumn(head=one.head, width=one.width) for one in wanted),
        ),
        WriteSheet(
            name="적는 법",
            columns=(
                WriteColumn(head="열", width=24),
                WriteColumn(head="적는 법", width=60),
                WriteColumn(head="이렇게 적힌 열도 알아봅니다", width=52),
            ),
            rows=tuple((one.head, one.asked, ", ".join(one.names)) for one in wanted),
        ),
    )
