"""T6: two processes edit the same cases at once: every edit lands, or its clash is shown."""

import json
import os
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path
from random import Random
from uuid import UUID

from ipju.domain.case import Case
from ipju.domain.editing import EditClash, change
from ipju.services.office import Office
from ipju.services.open_case import add_case, reread_case
from ipju.services.record import record
from ipju.storage.problems import Busy, Clash
from tests.torture.offices import opened, people_of, sound
from tests.torture.result import Result

CASES = 5


def run(count: int, seed: int = 0) -> Result:
    """Let two processes count to `count` together, in a field they share and one of their own."""
    bad: list[str] = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with opened(folder) as office:
            ids = [add_case(office, _blank(one)).case.id for one in people_of(CASES, seed)]
        children = [
            subprocess.Popen(
                [
                    sys.executable,
                    "-m",
                    "tests.torture.t06",
                    name,
                    field,
                    str(count // 2),
                    str(seed),
                ],
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
            )
            for field in ("postcode", "phone")
        ]
        told = [one.communicate() for one in children]
        bad += [
            err[-400:]
            for child, (_out, err) in zip(children, told, strict=True)
            if child.returncode
        ]
        counts = [json.loads(out) for out, _err in told if out]
        with opened(folder) as office:
            found = [reread_case(office, one) for one in ids]
            shared = sum(_count(one.email) for one in found)
            own = sum(_count(one.postcode) + _count(one.phone) for one in found)
            wrong = sound(office)
    done = sum(one["shared"] + one["own"] for one in counts)
    clashes = sum(one["clashes"] for one in counts)
    if wrong:
        bad.append(wrong)
    if (shared, own) != (sum(one["shared"] for one in counts), sum(one["own"] for one in counts)):
        bad.append(f"acknowledged {counts}, found {shared} and {own}")
    return Result(
        id="T6",
        what="two processes editing the same cases (SQLite)",
        figure="0 lost updates",
        done=done,
        bad=tuple(bad),
        words=f"{clashes} clashes shown",
    )


def _count(text: str) -> int:
    return int(text.partition(" ")[0])


def _blank(case: Case) -> Case:
    return replace(case, postcode="0", phone="0", email="0")


def edit(folder: Path, field: str, count: int, seed: int) -> dict[str, int]:
    """Count up a shared field or one of our own, `count` times; a clash is read again, redone."""
    random = Random(f"{seed}{field}")
    done = {"shared": 0, "own": 0, "clashes": 0}
    with opened(folder) as office:
        ids = [one.id for one in office.store.read_all()]
        seen = {one: reread_case(office, one) for one in ids}
        for _ in range(count):
            case_id = random.choice(ids)
            name = random.choice(("email", field))
            while not _counted_up(office, seen, case_id, name, done):
                seen[case_id] = reread_case(office, case_id)
            done["shared" if name == "email" else "own"] += 1
    return done


def _counted_up(
    office: Office, seen: dict[UUID, Case], case_id: UUID, name: str, done: dict[str, int]
) -> bool:
    """Lay one edit onto the store as this window saw the field; False when it clashed."""
    now = seen[case_id]
    try:
        # Each process signs what it wrote: the same value typed twice would be no clash.
        wanted = f"{_count(getattr(now, name)) + 1} {os.getpid()}"
        seen[case_id] = record(office, case_id, [change(now, (name,), wanted)]).case
    except (EditClash, Clash):
        done["clashes"] += 1
        return False
    except Busy:
        return False
    return True


if __name__ == "__main__":
    folder, field, count, seed = sys.argv[1:]
    sys.stdout.write(json.dumps(edit(Path(folder), field, int(count), int(seed))))
