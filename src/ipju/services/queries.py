"""The income and asset query (소득·자산 조회): what is sent out, and its results coming in."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ipju.services.authority import DECIDING, may
from ipju.services.office import Office
from ipju.services.query_asking import Asked, LeftOut, Scope, export_query
from ipju.services.query_checking import CheckedResults, check_results
from ipju.services.query_columns import QueryKind, template_sheets
from ipju.services.query_merge import Difference, How
from ipju.services.query_problems import NotQueried, QueryStopped, books_of
from ipju.services.query_sheets import BadResult
from ipju.services.query_take import Taken, take_results
from ipju.services.query_undo import LastTaken, LeftAsIs, TakenBack, last_taken, undo_take

__all__ = [
    "Asked",
    "BadResult",
    "CheckedResults",
    "Difference",
    "How",
    "LastTaken",
    "LeftAsIs",
    "LeftOut",
    "NotQueried",
    "QueryKind",
    "QueryStopped",
    "ResultTemplate",
    "Scope",
    "Taken",
    "TakenBack",
    "check_results",
    "export_query",
    "last_taken",
    "save_result_template",
    "take_results",
    "undo_take",
]


@dataclass(frozen=True, slots=True)
class ResultTemplate:
    """The sample file of results that was written."""

    path: Path
    sheets: int


@may(DECIDING)
def save_result_template(office: Office, notice_id: str, path: Path) -> ResultTemplate:
    """Write the sample file (양식) of the results; it holds nobody's data. OSError as always."""
    sheets = template_sheets(office.notices.get(notice_id))
    return ResultTemplate(books_of(office.spreadsheets).write(path, sheets), len(sheets) - 1)
