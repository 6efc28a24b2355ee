"""Practice stores of any size, made once and kept under build/ (they hold invented people)."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterator
from functools import cache
from itertools import islice
from pathlib import Path
from uuid import UUID

from ipju import bootstrap
from ipju.domain.case import Case
from ipju.domain.notice import Notice
from ipju.rules.judge import judge
from ipju.services.examine import summary_of
from ipju.services.invented import invent
from ipju.storage import keys
from ipju.storage.store import Store, open_store

ROOT = Path(__file__).resolve().parents[1]
CACHE = ROOT / "build" / "bench"
NOTICE = "jangi-ansim-2023-3"
JUDGED = 1000
"""So many cases of a large store are really judged; the others get the same summaries in turn."""


def notice() -> Notice:
    """Return the notice every case of the benchmark belongs to."""
    return bootstrap.notices().get(NOTICE)


def folder_of(count: int) -> Path:
    """Return the folder of a practice office with `count` cases, made when it isn't there."""
    folder = CACHE / f"{count}-{_fingerprint()}"
    if not (folder / "done").exists():
        # What an older program made is of no use any more.
        for old in CACHE.glob(f"{count}-*"):
            shutil.rmtree(old, ignore_errors=True)
        _fill(folder, count)
        (folder / "done").touch()
    return folder


def opened(folder: Path) -> Store:
    """Open the store of a folder."""
    return open_store(folder / "practice.db", keys.open_practice(folder))


@cache
def _fingerprint() -> str:
    """Change when what lies in the stores may have changed; one run keeps to one."""
    source = ROOT / "src" / "ipju"
    digest = hashlib.sha256()
    for path in sorted(
        [
            *source.glob("storage/migrations/versions/*.py"),
            *source.glob("storage/*.py"),
            *source.glob("services/invented*.py"),
            *source.glob("domain/*.py"),
        ]
    ):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def _fill(folder: Path, count: int) -> None:
    store = bootstrap.open_practice(folder)
    terms = notice()
    ids: list[UUID] = []

    def invented() -> Iterator[Case]:
        for case in invent(terms, count):
            ids.append(case.id)
            yield case

    try:
        store.add_many(invented())
        cases = islice(store.read_all(), JUDGED)
        summaries = [summary_of(judge(one, terms, bootstrap.PRACTICE_DAY)) for one in cases]
        with store.unit() as unit:
            for index, identity in enumerate(ids):
                unit.judgements.put(identity, 1, summaries[index % len(summaries)], b"[]")
    finally:
        store.close()
