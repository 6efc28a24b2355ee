"""The sheets of a query (소득·자산 조회): what is sent out, and what may come back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from ipju.domain.income import IncomeKind, IncomeSource
from ipju.domain.labelled import Labelled
from ipju.domain.means import DebtKind, FinancialKind, OtherAssetKind
from ipju.domain.notice import Notice
from ipju.domain.property import Acquisition, CarKind, CarTenure, CarUse, HoldingKind
from ipju.domain.spreadsheet import WriteColumn, WriteSheet
from ipju.domain.tenancy import PublicRental
from ipju.services.import_columns import bare


class QueryKind(Labelled):
    """What is asked of the agencies, each with an answer of its own per person."""

    INCOME = "income", "소득"
    HOME = "home", "주택"
    ESTATE = "estate", "토지·건축물"
    CAR = "car", "자동차"
    FINANCE = "finance", "금융정보"
    ASSETS = "assets", "일반자산"
    TENANCY = "tenancy", "공공임대"


NUMBER: Final = "whose-number"
NAME: Final = "whose-name"
RRN: Final = "whose-rrn"
BIRTH: Final = "whose-birth"
PHONE: Final = "whose-phone"
ADDRESS: Final = "whose-address"
ITEM: Final = "item"
SHARE: Final = "share"

NOTHING: Final = "없음"
"""What stands as the item when the agency holds nothing of a person."""


@dataclass(frozen=True, slots=True)
class ResultColumn:
    """One column of a sheet of results: `field` of the record it fills, `shape` of its cells.

    `shape`: text, won, area, day, share, yes (예, 아니요), or a choice of `words`. A column that is
    not `needed` may be left out or empty.
    """

    field: str
    head: str
    shape: str
    names: tuple[str, ...] = ()
    words: tuple[Labelled, ...] = ()
    needed: bool = False
    width: int = 16
    asked: str = ""


@dataclass(frozen=True, slots=True)
class ResultSheet:
    """The sheet of one kind: its columns, and the field of a person that says it came back."""

    kind: QueryKind
    checked: str
    columns: tuple[ResultColumn, ...]


_SHARE: Final = ResultColumn(SHARE, "지분", "share", ("소유지분",), width=10,
                             asked="1/2처럼 글자로 적습니다. 비우면 전부입니다.")  # fmt: skip
_LOANS: Final = (
    DebtKind.FINANCIAL_FIRM,
    DebtKind.PUBLIC_BODY,
    DebtKind.MUTUAL_AID,
    DebtKind.OVERDRAFT,
    DebtKind.CARD_ARREARS,
)
"""Debts that the banks tell of (금융정보 조회)."""

_LAND: Final = (HoldingKind.LAND, HoldingKind.BUILDING)
_HOMES: Final = (HoldingKind.HOME, HoldingKind.OFFICETEL, HoldingKind.PRESALE)


def _item(head: str, names: tuple[str, ...], words: Sequence[Labelled]) -> ResultColumn:
    listed = ", ".join(one.label for one in words)
    asked = f"{listed}. 아무것도 없으면 '{NOTHING}'이라고 적습니다."
    return ResultColumn(ITEM, head, "choice", names, tuple(words), needed=True, width=20,
                        asked=asked)  # fmt: skip


def _property(
    head: str, names: tuple[str, ...], kinds: Sequence[Labelled]
) -> tuple[ResultColumn, ...]:
    return (
        _item(head, names, kinds),
        ResultColumn("address", "소재지", "text", ("주소지", "물건지"), needed=True, width=34),
        _SHARE,
        ResultColumn("land_area", "토지 면적(㎡)", "area", ("토지면적", "면적", "대지면적")),
        ResultColumn("land_unit_price", "개별공시지가(원/㎡)", "won", ("개별공시지가", "공시지가")),
        ResultColumn("floor_area", "건물 면적(㎡)", "area", ("건물면적", "전용면적", "연면적")),
        ResultColumn("published_price", "공시가격(원)", "won", ("공시가격", "주택공시가격")),
        ResultColumn("standard_value", "시가표준액(원)", "won", ("시가표준액",)),
        ResultColumn("acquisition", "취득 원인", "choice", ("취득원인",), tuple(Acquisition)),
        ResultColumn("registered_on", "등기접수일", "day", ("취득일", "등기일")),
        ResultColumn("ledger_on", "대장 처리일", "day", ("대장처리일",)),
        ResultColumn("disposed_registered_on", "처분 등기접수일", "day", ("처분일",)),
    )


SHEETS: Final[Mapping[QueryKind, ResultSheet]] = MappingProxyType({
    one.kind: one
    for one in (
        ResultSheet(QueryKind.INCOME, "income_checked", (
            _item("소득 항목", ("소득항목", "소득종류", "소득구분"), tuple(IncomeKind)),
            ResultColumn("source", "자료 출처", "choice", ("출처", "자료원", "제공기관"),
                         tuple(one for one in IncomeSource if one is not IncomeSource.DECLARED),
                         needed=True, width=20, asked="자료를 가진 기관의 이름"),
            ResultColumn("workplace", "사업장", "text", ("사업장명", "근무처"), width=24),
            ResultColumn("monthly", "월 소득(원)", "won",
                         ("월소득", "월평균소득", "월 금액", "월소득액"), needed=True),
            ResultColumn("employed_since", "입사일", "day", ("근무시작일", "취득일"),
                         asked="일용근로가 이어진 기간을 볼 때만 적습니다."),
        )),
        ResultSheet(QueryKind.HOME, "home_checked",
                    _property("주택 종류", ("주택종류", "주택구분"), _HOMES)),
        ResultSheet(QueryKind.ESTATE, "estate_checked",
                    _property("부동산 종류", ("부동산종류", "부동산구분"), _LAND)),
        ResultSheet(QueryKind.CAR, "car_checked", (
            _item("차종", ("자동차 종류", "차량종류"), tuple(CarKind)),
            ResultColumn("name", "차량", "text", ("차명", "차량명", "차량번호"), needed=True,
                         width=24, asked="차 이름과 번호"),
            ResultColumn("use", "용도", "choice", ("차량용도",), tuple(CarUse)),
            ResultColumn("tenure", "보유 형태", "choice", ("보유형태",), tuple(CarTenure)),
            ResultColumn("value", "차량가액(원)", "won", ("차량가액", "가액"), needed=True),
            _SHARE,
        )),
        ResultSheet(QueryKind.FINANCE, "finance_checked", (
            _item("금융자산·대출 종류", ("금융자산 종류", "금융구분", "상품종류"),
                  (*FinancialKind, *_LOANS)),
            ResultColumn("institution", "금융기관", "text", ("기관명", "은행"), needed=True,
                         width=20),
            ResultColumn("amount", "금액(원)", "won", ("금액", "잔액"), needed=True),
            ResultColumn("valued_on", "평가한 날", "day", ("기준일", "조사기준일")),
            _SHARE,
        )),
        ResultSheet(QueryKind.ASSETS, "assets_checked", (
            _item("일반자산 종류", ("기타자산 종류", "자산구분"), tuple(OtherAssetKind)),
            ResultColumn("name", "내용", "text", ("명칭", "소재지"), needed=True, width=28),
            ResultColumn("amount", "금액(원)", "won", ("금액", "가액", "보증금"), needed=True),
            _SHARE,
        )),
        ResultSheet(QueryKind.TENANCY, "tenancy_checked", (
            _item("공공임대 종류", ("임대주택 종류", "임대주택 유형", "공공임대 유형"),
                  tuple(PublicRental)),
            ResultColumn("name", "단지", "text", ("단지명", "임대주택명", "소재지"), needed=True,
                         width=28, asked="단지의 이름과 동·호"),
            ResultColumn("contracted_on", "계약일", "day", ("임대차계약일", "계약일자")),
            ResultColumn("lived_in", "입주", "yes", ("입주 여부", "입주여부"), width=8,
                         asked="예 또는 아니요. 계약만 하고 들어가지 않았으면 아니요."),
            ResultColumn("cancelled_on", "해지일", "day", ("계약해지일", "계약취소일", "해약일")),
            ResultColumn("left_on", "퇴거일", "day", ("퇴거일자",),
                         asked="아직 살고 있으면 비웁니다."),
        )),
    )
})  # fmt: skip

_ASKED_BY: Final[Mapping[str, tuple[QueryKind, ...]]] = MappingProxyType({
    "income": (QueryKind.INCOME,),
    "home-ownership": (QueryKind.HOME,),
    "real-estate": (QueryKind.HOME, QueryKind.ESTATE),
    "car": (QueryKind.CAR,),
    "existing-tenancy": (QueryKind.TENANCY,),
    "total-assets": (
        QueryKind.HOME, QueryKind.ESTATE, QueryKind.CAR, QueryKind.FINANCE, QueryKind.ASSETS,
    ),
})  # fmt: skip
"""What a rule cannot be judged without."""


def kinds_of(notice: Notice) -> tuple[QueryKind, ...]:
    """Return what the rules of a notice ask of the agencies; nothing else may be asked."""
    wanted = {kind for rule in notice.rules for kind in _ASKED_BY.get(rule, ())}
    return tuple(one for one in QueryKind if one in wanted)


def who(notice: Notice) -> tuple[ResultColumn, ...]:
    """Return the columns that tell whom a row is about: the RRN only where a law allows it."""
    number = ResultColumn(
        NUMBER, "접수번호", "text", ("신청번호", "청약번호"), needed=True, width=18
    )
    name = ResultColumn(NAME, "성명", "text", ("이름", "대상자"), needed=True, width=12)
    if notice.may_hold_numbers:
        rrn = ResultColumn(RRN, "주민등록번호", "rrn", ("주민번호", "고유번호"), needed=True,
                           width=18)  # fmt: skip
        return number, name, rrn
    birth = ResultColumn(BIRTH, "생년월일", "day", ("출생일",), needed=True, width=13)
    return number, name, birth


def asked_columns(notice: Notice) -> tuple[ResultColumn, ...]:
    """Return the columns of what is sent out, no more than the consent form names.

    성명, 주민등록번호, 연락처, 주소, and the number under which the answer comes back.
    """
    return (
        *who(notice),
        ResultColumn(PHONE, "연락처", "text", width=16),
        ResultColumn(ADDRESS, "주소", "text", width=44),
    )


def heads_of(notice: Notice, sheet: ResultSheet) -> Mapping[str, ResultColumn]:
    """Return the columns of a sheet by every bare head under which they are known."""
    return {
        bare(name): one
        for one in reversed((*who(notice), *sheet.columns))
        for name in (one.head, *one.names)
    }


def template_sheets(notice: Notice) -> tuple[WriteSheet, ...]:
    """Return the sample file (양식) of results: a sheet for each kind, and how it is written."""
    sheets = [SHEETS[one] for one in kinds_of(notice)]
    return (
        *(
            WriteSheet(
                name=one.kind.label.replace("·", " "),
                columns=tuple(
                    WriteColumn(head=it.head, width=it.width) for it in (*who(notice), *one.columns)
                ),
            )
            for one in sheets
        ),
        WriteSheet(
            name="적는 법",
            columns=(
                WriteColumn(head="시트", width=14),
                WriteColumn(head="열", width=22),
                WriteColumn(head="꼭 적음", width=9),
                WriteColumn(head="적는 법", width=90),
            ),
            rows=tuple(
                (
                    one.kind.label,
                    it.head,
                    "예" if it.needed else "",
                    it.asked or ", ".join(word.label for word in it.words),
                )
                for one in sheets
                for it in (*who(notice), *one.columns)
            ),
        ),
    )
