"""What the page of a season asks of the ledger, added up in SQL over the cases of one notice.

Only rows of cases that are still there count: those destroyed are told by their certificates.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from ipju.domain.season import ActCases, ActCount, AskedCount, FirstAct
from ipju.storage.engine import told

# The ledger leads, in its order: by the cases its rows would be looked for all over the file.
_LINE = (
    " CROSS JOIN case_line AS line INDEXED BY ix_case_line_case_id_notice"
    " ON line.case_id = ledger.case_id"
)
_OF_NOTICE = f" FROM ledger{_LINE} WHERE line.notice = ?"
_ACTS = f" FROM ledger INDEXED BY ix_ledger_action_at_actor_case_id{_LINE} WHERE line.notice = ?"
"""The acts without what they tell: an index holds them, the ledger itself is not read."""
_IN_ORDER = "(SELECT seq FROM last ORDER BY seq LIMIT -1) CROSS JOIN ledger"
"""The rows numbered in `last`, read in the order in which they lie."""
_LATER = "ledger AS {0} INDEXED BY ix_ledger_case_id_action WHERE {0}.case_id"
_DAY = "date(ledger.at, '+9 hours')"
_AT_ONCE = 1000


class SeasonCounts:
    """Questions about the acts upon the cases of a notice."""

    def __init__(self, path: Path, connection: Connection) -> None:
        self._path = path
        self._connection = connection

    def by_day(self, notice: str) -> tuple[ActCount, ...]:
        """Return how often each act was done, by day and person."""
        found = self._all(
            f"SELECT ledger.action, ledger.actor, {_DAY}, count(*){_ACTS}"
            " GROUP BY 1, 2, 3 ORDER BY 3, 1, 2",
            (notice,),
        )
        return tuple(
            ActCount(action=row[0], actor=row[1], day=_day(row[2]), rows=row[3]) for row in found
        )

    def by_case(self, notice: str) -> tuple[ActCases, ...]:
        """Return how many cases each act touched, and each kind of a request that was sent."""
        found = self._all(
            f"SELECT ledger.action, '', count(DISTINCT ledger.case_id){_ACTS}"
            " AND ledger.action <> 'send-request' GROUP BY 1 UNION ALL"
            " SELECT ledger.action, json_extract(ledger.detail, '$.kind'),"
            f" count(DISTINCT ledger.case_id){_OF_NOTICE}"
            " AND ledger.action = 'send-request' GROUP BY 1, 2",
            (notice, notice),
        )
        return tuple(ActCases(action=row[0], mark=row[1], cases=row[2]) for row in found)

    def complete(self, notice: str) -> int:
        """Return how many cases have their papers, by what was done last of the two: nothing was

        lacking in an envelope, or a supplement (보완) was judged and accepted.
        """
        found = self._all(
            "WITH last AS (SELECT max(ledger.seq) AS seq FROM ("
            " SELECT seq, case_id FROM ledger WHERE action = 'envelope' UNION ALL"
            " SELECT seq, case_id FROM ledger WHERE action = 'close-request'"
            f" AND json_extract(detail, '$.kind') = 'supplement') AS ledger{_LINE}"
            " WHERE line.notice = ? GROUP BY ledger.case_id)"
            f" SELECT count(*) FROM {_IN_ORDER} USING (seq) WHERE CASE action"
            " WHEN 'envelope' THEN json_extract(detail, '$.asked') = 0"
            " ELSE json_extract(detail, '$.end') = 'accepted' END",
            (notice,),
        )  # fmt: skip
        return int(found[0][0])

    def standing(self, notice: str) -> Mapping[str, int]:
        """Return how many cases stand as approved, by verdict: the last approval was not voided."""
        found = self._all(
            "WITH last AS (SELECT max(ledger.seq) AS seq" + _OF_NOTICE +
            " AND ledger.action = 'approve'"
            " AND json_extract(ledger.detail, '$.matter') = 'person'"
            " GROUP BY ledger.case_id)"
            " SELECT json_extract(yes.detail, '$.verdict'), count(*)"
            f" FROM {_IN_ORDER} AS yes USING (seq) WHERE NOT EXISTS ("
            f"  SELECT 1 FROM {_LATER.format('gone')} = yes.case_id"
            "  AND gone.action = 'void' AND json_extract(gone.detail, '$.proposal')"
            "   = json_extract(yes.detail, '$.proposal'))"
            " GROUP BY 1",
            (notice,),
        )  # fmt: skip
        return {row[0]: row[1] for row in found}

    def returned(self, notice: str) -> int:
        """Return how many cases had a letter come back; none whose return was taken back."""
        found = self._all(
            "SELECT count(DISTINCT case_id) FROM (SELECT ledger.case_id AS case_id" + _OF_NOTICE +
            " AND ledger.action IN ('return-letter', 'return-undone')"
            " GROUP BY ledger.case_id, json_extract(ledger.detail, '$.letter'),"
            "  json_extract(ledger.detail, '$.attempt')"
            # The same sending may come back, be taken back, and come back after all.
            " HAVING sum(CASE ledger.action WHEN 'return-letter' THEN 1 ELSE -1 END) > 0)",
            (notice,),
        )  # fmt: skip
        return int(found[0][0])

    def asked(self, notice: str) -> tuple[AskedCount, ...]:
        """Return how many requests (보완, 소명) asked about each rule; none that was taken back."""
        found = self._all(
            "SELECT json_extract(ledger.detail, '$.kind'), item.value,"
            f" count(DISTINCT ledger.seq) FROM ledger{_LINE} CROSS JOIN"
            " json_each(ledger.detail, '$.items') AS item"
            " WHERE line.notice = ? AND ledger.action = 'draw-up-request'"
            f" AND NOT EXISTS (SELECT 1 FROM {_LATER.format('back')} = ledger.case_id"
            "  AND back.action = 'take-back-request' AND json_extract(back.detail, '$.request')"
            "   = json_extract(ledger.detail, '$.request'))"
            " GROUP BY 1, 2 ORDER BY 1, 3 DESC, 2",
            (notice,),
        )
        return tuple(AskedCount(kind=row[0], rule=row[1], requests=row[2]) for row in found)

    def firsts(self, notice: str, actions: Sequence[str]) -> Iterator[FirstAct]:
        """Yield when each of these acts was first done to each case, case by case."""
        with told(self._path):
            found = self._connection.exec_driver_sql(
                "SELECT ledger.case_id, ledger.action,"
                f" CAST(strftime('%s', min(ledger.at)) AS INTEGER){_ACTS}"
                " AND ledger.action IN (SELECT value FROM json_each(?))"
                " GROUP BY 1, 2 ORDER BY 1",
                (notice, json.dumps(list(actions))),
            )
            while rows := found.fetchmany(_AT_ONCE):
                for row in rows:
                    yield FirstAct(*row)

    def _all(self, statement: str, values: tuple[Any, ...]) -> Sequence[Any]:
        with told(self._path):
            return self._connection.exec_driver_sql(statement, values).all()


def _day(text: str) -> date:
    return date.fromisoformat(text)
