"""The outcomes of the last run as a workbook (심사 결과표)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ipju.domain.dates import seoul_time
from ipju.domain.examination import OutcomeLine, OutcomeQuery
from ipju.domain.spreadsheet import WriteColumn, WriteSheet
from ipju.services.authority import DECIDING, may, note
from ipju.services.office import Changes, Office
from ipju.services.outcomes import NoRun, OutcomeTable, outcome_table, words_of
from ipju.services.query_problems import books_of

_AT_ONCE: Final = 1000


@dataclass(frozen=True, slots=True)
class SavedOutcomes:
    """The file that was written, and how many cases it lists."""

    path: Path
    cases: int
    changes: Changes


@may(DECIDING)
def save_outcomes(
    office: Office, path: Path, reason: str, notice: str | None = None
) -> SavedOutcomes:
    """Write the table and every case of the last run to Excel; logged with its reason.

    NoRun before the first run; ValueError without a reason; OSError when it can't be written.
    """
    if not reason.strip():
        raise ValueError("내보내는 사유를 적으세요. 장부에 남습니다.")
    books = books_of(office.spreadsheets)
    table = outcome_table(office, notice)
    if table is None:
        raise NoRun
    with office.store.unit() as unit:
        lines: list[OutcomeLine] = []
        while True:
            found = unit.examinations.page(
                OutcomeQuery(run=table.run.id, notice=notice, offset=len(lines), limit=_AT_ONCE)
            )
            lines += found.lines
            if not found.lines:
                break
        detail = {"cases": len(lines), "run": table.run.id.hex}
        note(office, unit, "outcomes-file", why=reason.strip(), detail=detail)
        # Last of all: what cannot be written leaves no row behind.
        written = books.write(path, _sheets(table, lines))
    return SavedOutcomes(written, len(lines), Changes(trail=True))


def _sheets(table: OutcomeTable, lines: Sequence[OutcomeLine]) -> tuple[WriteSheet, ...]:
    moment = seoul_time(table.run.ended_at or table.run.began_at)
    return (
        WriteSheet(
            name="심사 결과표",
            note=f"{moment:%Y-%m-%d %H:%M} 전체 심사, {table.total:,}건",
            columns=(
                WriteColumn(head="항목", width=24),
                WriteColumn(head="판정", width=12),
                WriteColumn(head="신청", width=10, kind="number"),
                WriteColumn(head="지난번", width=10, kind="number"),
            ),
            rows=tuple(
                (one.title if one.rule else "신청 전체", one.outcome.label, one.cases, one.before)
                for one in (*table.whole, *table.reasons)
            ),
        ),
        WriteSheet(
            name="신청별 결과",
            columns=(
                WriteColumn(head="접수번호", width=18),
                WriteColumn(head="성명", width=12),
                WriteColumn(head="생년월일", width=13, kind="day"),
                WriteColumn(head="판정", width=12),
                WriteColumn(head="가장 무거운 사유", width=34),
                WriteColumn(head="모든 사유", width=60),
                WriteColumn(head="지난번 판정", width=12),
            ),
            rows=tuple(
                (
                    one.result.number,
                    one.name,
                    one.birth,
                    one.result.outcome.label,
                    one.result.headline,
                    ", ".join(words_of(reason) for reason in one.result.reasons),
                    one.before.outcome.label if one.before is not None else "",
                )
                for one in lines
            ),
        ),
    )
