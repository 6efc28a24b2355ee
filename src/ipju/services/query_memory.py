"""What the last file of results wrote (마지막으로 받은 결과), kept so that it can be taken back.

Edits as JSON, by the types of the case. They hold figures of people: the store is encrypted, only
the last file of a notice is kept, and it goes as soon as a case of the notice is destroyed.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from base64 import b64decode, b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING, Any, get_args, get_type_hints
from uuid import UUID

from ipju.domain.case import Case
from ipju.domain.editing import Edit
from ipju.domain.rrn import without_rrn
from ipju.services.office import Office
from ipju.services.ports import UnitOfWork
from ipju.services.query_checking import CheckedResults
from ipju.services.query_problems import NotQueried

if TYPE_CHECKING:
    from pydantic import TypeAdapter

TAKEN, UNDONE = "query-results", "query-undo"
"""Acts by which a file is taken, and taken back."""

_ROW = "*"
"""Stands in a path for the id of any row."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LastTaken:
    """The last file of results that was taken for a notice, and who took it. Times are UTC."""

    name: str
    source: str
    cases: int
    people: int
    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class Written:
    """What a file wrote into a case, whose number it was then."""

    number: str
    edits: tuple[Edit, ...]


def remember(
    office: Office,
    unit: UnitOfWork,
    checked: CheckedResults,
    source: str,
    written: Mapping[UUID, Written],
) -> str:
    """Keep what a file wrote instead of what the file before it wrote.

    Returns the hash of what is kept, for the row of the ledger: `written_by` asks it.
    """
    told = {
        "name": checked.name,
        "source": without_rrn(source.strip()),
        "cases": len(written),
        "people": checked.people,
        "at": office.clock.now().isoformat(),
        "by": office.actor.id.hex,
    }
    plain = {
        one.hex: [it.number, [_plain(edit) for edit in it.edits]] for one, it in written.items()
    }
    packed = zlib.compress(json.dumps(plain, separators=(",", ":")).encode())
    unit.settings.put(_told(checked.notice), told)
    edits = b64encode(packed).decode()
    unit.settings.put(_edits(checked.notice), edits)
    return _hash(told, edits)


def forget(unit: UnitOfWork, notice_id: str) -> None:
    """Keep nothing any more."""
    unit.settings.put(_told(notice_id), None)
    unit.settings.put(_edits(notice_id), None)


def remembered(unit: UnitOfWork, notice_id: str) -> LastTaken | None:
    """Return which file was taken last, or None when there is none to take back."""
    told = unit.settings.get(_told(notice_id))
    if told is None or unit.settings.get(_edits(notice_id)) is None:
        return None
    return LastTaken(
        name=told["name"],
        source=told["source"],
        cases=told["cases"],
        people=told["people"],
        at=datetime.fromisoformat(told["at"]),
        by=unit.accounts.get(UUID(told["by"])).name,
    )


def written_by(unit: UnitOfWork, notice_id: str) -> dict[UUID, Written]:
    """Return what the last file wrote into each case.

    NotQueried when it is not what was kept: what somebody laid there past the program would be
    written into the cases in the name of whoever takes the file back.
    """
    packed = unit.settings.get(_edits(notice_id))
    last = None
    for _who, action, detail in unit.ledger.told((TAKEN, UNDONE)):
        if detail.get("notice") == notice_id:
            last = detail.get("hash") if action == TAKEN else None
    if last != _hash(unit.settings.get(_told(notice_id)), packed):
        raise NotQueried(
            "되돌릴 내용에 프로그램을 거치지 않고 고친 흔적이 있어 되돌리지 않았습니다. "
            "개인정보 담당자에게 알리고 백업과 대조하세요."
        )
    plain = json.loads(zlib.decompress(b64decode(packed)))
    return {
        UUID(one): Written(number, tuple(map(_edit, rows))) for one, (number, rows) in plain.items()
    }


def _hash(told: Mapping[str, Any], edits: str) -> str:
    text = json.dumps([told, edits], sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _told(notice_id: str) -> str:
    return f"query-taken/{notice_id}"


def _edits(notice_id: str) -> str:
    return f"query-edits/{notice_id}"


def _plain(edit: Edit) -> list[Any]:
    shape = tuple(_ROW if isinstance(one, UUID) else one for one in edit.path)
    steps = [f"{_ROW}{one.hex}" if isinstance(one, UUID) else one for one in edit.path]
    dump = _adapter(shape).dump_python
    values = [dump(one, mode="json") for one in (edit.before, edit.after)]
    return [steps, *values, edit.position]


def _edit(plain: Sequence[Any]) -> Edit:
    steps, before, after, position = plain
    read = _adapter(tuple(_ROW if one[0] == _ROW else one for one in steps)).validate_python
    return Edit(
        path=tuple(UUID(one[1:]) if one[0] == _ROW else one for one in steps),
        before=read(before),
        after=read(after),
        position=position,
    )


@cache
def _adapter(shape: tuple[str, ...]) -> TypeAdapter[Any]:
    """Return what reads and writes the values at paths of one shape."""
    # Imported where it is used: the window starts without it.
    from pydantic import TypeAdapter

    here: Any = Case
    for step in shape:
        here = get_args(here)[0] if step == _ROW else get_type_hints(here)[step]
    return TypeAdapter(here | None)
