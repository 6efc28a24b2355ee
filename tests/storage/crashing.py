"""A program of its own: children save one case again and again, and are killed while they do.

Every save sets the same number into the telephone, the names of three people and a ledger row.
A child acknowledges it on a pipe after the transaction. One JSON line a run: the last number
acknowledged, the number found, and whether all parts of the case agree on it.
"""

import json
import os
import random
import signal
import sys
import time
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

from ipju.storage.store import open_store


def main() -> None:
    path, key, case_id, runs = sys.argv[1:]
    for run in range(int(runs)):
        sys.stdout.write(json.dumps(_run(Path(path), bytes.fromhex(key), UUID(case_id), run)))
        sys.stdout.write("\n")


def _run(path: Path, key: bytes, case_id: UUID, run: int) -> dict[str, object]:
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.close(reading)
        _save_for_ever(path, key, case_id, writing)
    os.close(writing)
    said = os.read(reading, 4)
    time.sleep(random.Random(run).uniform(0, 0.08))
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    while more := os.read(reading, 1 << 16):
        said += more
    os.close(reading)
    acknowledged = int.from_bytes(said[len(said) // 4 * 4 - 4 :][:4])
    store = open_store(path, key)
    with store.unit() as unit:
        case = unit.cases.get(case_id)
    acts = store.acts(case_id, 1)
    found = {case.phone, *(one.name for one in case.people), acts[0][3]}
    whole = (
        len(found) == 1
        and store.broken_ledger_row() is None
        and store.connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
    )
    store.close()
    return {"acknowledged": acknowledged, "found": int(case.phone), "whole": whole}


def _save_for_ever(path: Path, key: bytes, case_id: UUID, writing: int) -> None:
    store = open_store(path, key)
    with store.unit() as unit:
        case = unit.cases.get(case_id)
    while True:
        number = str(int(case.phone) + 1)
        people = tuple(replace(one, name=number) for one in case.people)
        with store.unit() as unit:
            case = unit.cases.save(replace(case, phone=number, people=people))
            unit.ledger.append(
                at=datetime.now(UTC), actor="박담당", action="record", case_id=case_id, why=number
            )
        os.write(writing, int(number).to_bytes(4))


main()
