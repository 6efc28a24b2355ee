"""A file of applications read, checked and taken, and the overlaps in what came in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from measure import Line
from stores import NOTICE, notice

from ipju import bootstrap
from ipju.services.import_applications import check, import_checked, open_file
from ipju.services.import_columns import columns_of, template_sheets
from ipju.services.overlaps import overlaps

PROMISED = 15.0
"""Seconds for 10,000 rows."""

ROWS = 10_000
FIRST_BIRTH = date(1885, 1, 1)
DAYS = 5_000
GROWTH = 2.0
"""Ten times the rows may take twenty times as long on a busy machine; a square would be 100."""


def rows(count: int) -> Iterator[tuple[object, ...]]:
    """Yield applications of people who would be 130 years old, every second one married.

    Numbers of the nineteenth century (9, 0) have the right shape and are nobody's.
    """
    heads = [one.head for one in columns_of(notice())]
    for at in range(count):
        born = FIRST_BIRTH + timedelta(days=at % DAYS)
        told = {
            "접수번호": f"B-{at + 1:06d}",
            "신청일시": f"2023-12-27 14:{at % 60:02d}",
            "공급유형": "일반공급",
            "성명": f"김예시{at}",
            "주민등록번호": f"{born:%y%m%d}-9{at:06d}",
            "생년월일": f"{born:%Y.%m.%d}",
            "전화번호": f"010-0000-{at % 10_000:04d}",
            "우편번호": "01234",
            "주소": f"서울특별시 예시구 견본로 {at % 300 + 1}, 101호",
            "월평균소득": "100% 이하",
            "서울 전입일": "1990-03-02",
        }
        if at % 2:
            told["배우자 성명"] = f"이보기{at}"
            told["배우자 주민등록번호"] = f"{born:%y%m%d}-0{at:06d}"
            told["혼인신고일"] = "1910-05-05"
        yield tuple(told.get(head) for head in heads)


def taken(count: int) -> tuple[float, float, float]:
    """Return the seconds of reading and checking, of taking, and of the overlaps of `count`."""
    with (
        TemporaryDirectory(prefix="ipju-bench-") as name,
        bootstrap.practice_office(Path(name)) as office,
    ):
        path = Path(name) / "applications.xlsx"
        sheet = replace(template_sheets(notice())[0], rows=tuple(rows(count)))
        books = office.spreadsheets
        if books is None:
            raise RuntimeError("no spreadsheets in this office")
        books.write(path, (sheet,))
        start = perf_counter()
        opened = open_file(office, NOTICE, path)
        (found,) = opened.candidates
        checked = check(office, opened, found, found.columns)
        read = perf_counter()
        imported = import_checked(office, checked)
        done = perf_counter()
        if imported.cases != count:
            raise RuntimeError(f"{imported.cases} of {count} came in")
        overlaps(office, NOTICE)
        return read - start, done - read, perf_counter() - done


def applications(count: int) -> list[Line]:
    """The promise for 10,000 rows, and that ten times the rows take ten times as long."""
    few = max(1, count // 10)
    tenth = sum(taken(few)[:2])
    read, kept, overlapping = taken(count)
    return [
        Line(work=f"{count:,} rows: read and checked", ours=read, unit="s"),
        Line(
            work=f"{count:,} rows: read, checked, stored",
            ours=read + kept,
            unit="s",
            limit=PROMISED * max(1, count / ROWS),
        ),
        Line(
            work=f"beside {few:,} rows so many times over",
            ours=read + kept,
            floor=tenth * count / few,
            unit="s",
            limit=GROWTH,
        ),
        Line(work=f"overlaps among {count:,}", ours=overlapping, unit="s", limit=1.0),
    ]
