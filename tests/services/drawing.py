"""An office with a supply type that is short of homes: 홍길동 under many numbers, approved."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from ipju.domain.case import Case, Supply
from ipju.domain.decision import Verdict
from ipju.domain.notice import Notice, QuotaTrack
from ipju.services.exchange import parse_case
from ipju.services.office import Office
from ipju.services.open_case import add_case
from ipju.services.ports import Notices
from tests.services.conftest import SAMPLES
from tests.services.deciding import approved, chairs

JANGI = "jangi-ansim-2023-3"
GENERAL = Supply.GENERAL
SEED = "3 11 17 22 25 31 38 40 44"


class Short:
    """The notices of an office, with another quota for general supply (and another file)."""

    def __init__(self, known: Notices, homes: int, digest: str = "") -> None:
        self._known, self._homes, self._digest = known, homes, digest

    def ids(self) -> tuple[str, ...]:
        return self._known.ids()

    def digest(self, notice_id: str) -> str:
        return self._digest or self._known.digest(notice_id)

    def get(self, notice_id: str) -> Notice:
        notice = self._known.get(notice_id)
        if notice.quota is None:
            return notice
        tracks = tuple(
            QuotaTrack(supply=one.supply, homes=self._homes) if one.supply is GENERAL else one
            for one in notice.quota.tracks
        )
        return replace(notice, quota=replace(notice.quota, tracks=tracks))


def short_of_homes(office: Office, homes: int, digest: str = "") -> Office:
    """Return the office under a notice with so many homes in general supply."""
    return replace(office, notices=Short(office.notices, homes, digest))


def hong(number: str, birth: str = "1980-05-05", **fields: Any) -> Case:
    """Return 홍길동's case, in which everything is in order, under another number."""
    values = json.loads((SAMPLES / "hong-gildong.json").read_text(encoding="utf-8"))
    values |= {"id": number, "number": number, **fields}
    values["people"][0]["birth"] = birth
    if values["supply"] == "newlywed":
        certificate = values["papers"][1] | {"id": "d5", "kind": "marriage-certificate"}
        values["marriages"][0]["registered_on"] = "2018-10-09"
        for child in values["people"][2:]:
            child["birth"] = "2020-02-02"
        values["papers"].append(certificate)
    return parse_case(values)


def filed(office: Office, number: str, birth: str = "1980-05-05", **fields: Any) -> Case:
    """Return such a case as it is stored."""
    return add_case(office, hong(number, birth, **fields)).case


def eligible(office: Office, number: str, birth: str = "1980-05-05", **fields: Any) -> Case:
    """Return such a case, approved as eligible."""
    case = filed(office, number, birth, **fields)
    approved(chairs(office), case, Verdict.ELIGIBLE)
    return case


def five(office: Office) -> dict[str, Case]:
    """Return five applications: one older, three born the same day, one younger."""
    births = ("1975-01-02", "1980-05-05", "1980-05-05", "1980-05-05", "1983-03-03")
    return {
        number: eligible(office, number, birth)
        for number, birth in zip((f"2023-3-0000{at}" for at in range(1, 6)), births, strict=True)
    }


@contextmanager
def nothing_stored(office: Office) -> Iterator[None]:
    """The block leaves no ledger row."""
    before = _rows(office)
    yield
    assert _rows(office) == before


def _rows(office: Office) -> int:
    head = office.store.head()
    return head.seq if head else 0
