"""A case whose query is open, and files of results as agencies send them back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from ipju.domain.case import Case
from ipju.domain.spreadsheet import WriteColumn, WriteSheet, type_of_cell
from ipju.services.office import Office
from ipju.services.open_case import add_case
from ipju.services.queries import CheckedResults, check_results
from tests.services.conftest import sample

NOTICE = "jangi-ansim-2023-3"
NUMBER = "2023-3-02718"
GILDONG, CHUNHYANG = "8005051000011", "8208152000012"
NUMBERS = (GILDONG, CHUNHYANG, "1203023000013", "1511204000014")

WHO = ("접수번호", "성명", "주민등록번호")
INCOME = (*WHO, "소득 항목", "자료 출처", "사업장", "월 소득(원)")
LAND = (*WHO, "부동산 종류", "소재지", "지분", "토지 면적(㎡)", "개별공시지가(원/㎡)", "공시가격")
HOME = (*WHO, "주택 종류", "소재지", "지분", "건물 면적(㎡)", "공시가격(원)")
TENANCY = (*WHO, "공공임대 종류", "단지", "계약일", "입주", "해지일", "퇴거일")
CAR = (*WHO, "차종", "차량", "용도", "차량가액(원)", "지분")

HIM = (NUMBER, "홍길동", GILDONG)
HER = (NUMBER, "성춘향", CHUNHYANG)


def asked_case(office: Office) -> Case:
    """Return 홍길동's case with everyone's number, and no query that came back."""
    case = sample("hong-gildong")
    people = tuple(
        replace(
            one,
            rrn=number,
            income_checked=None,
            home_checked=None,
            estate_checked=None,
            car_checked=None,
            tenancy_checked=None,
        )
        for one, number in zip(case.people, NUMBERS, strict=True)
    )
    return add_case(office, replace(case, people=people, tenancies_checked=None)).case


def sheet(name: str, heads: Sequence[str], *rows: Sequence[type_of_cell]) -> WriteSheet:
    """Return a sheet whose short rows are filled up with empty cells."""
    filled = tuple((*row, *(None,) * (len(heads) - len(row))) for row in rows)
    return WriteSheet(
        name=name,
        columns=tuple(WriteColumn(head=one, kind=_kind(one)) for one in heads),
        rows=filled,
    )


def _kind(head: str) -> str:
    return "won" if "(원" in head or "공시가격" in head else "text"


def results(office: Office, path: Path, *sheets: WriteSheet) -> CheckedResults:
    """Write a file of results and check it."""
    assert office.spreadsheets is not None
    return check_results(office, NOTICE, office.spreadsheets.write(path, sheets))


def told(found: CheckedResults) -> list[tuple[str, str]]:
    """Return every bad cell by its name, and why."""
    return [(one.cell, one.message) for one in found.bad]
