"""The total of the points, and the order in which applicants are selected (선정방법)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ipju.domain.finding import Finding
from ipju.domain.notice import Notice
from ipju.rules.points_item import CLAIMED, VERIFIED

ITEMS = (
    "points-age",
    "points-dependants",
    "points-residence",
    "points-children",
    "points-vulnerable",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Points:
    """Points of one case: claimed, verified so far, counted so far, and the most there are.

    `open_items` names the rules whose points are not settled; they count 0 here.
    """

    claimed: int
    verified: int
    counted: int
    maximum: int
    open_items: tuple[str, ...] = ()


def total(findings: Iterable[Finding]) -> Points:
    """Add up the findings of the five items; other findings are left aside."""
    items = [one for one in findings if one.rule in ITEMS]
    return Points(
        claimed=sum(_read(one, CLAIMED) for one in items),
        verified=sum(_read(one, VERIFIED) for one in items),
        counted=sum(one.amount or 0 for one in items),
        maximum=sum(one.bound or 0 for one in items),
        open_items=tuple(one.rule for one in items if one.amount is None and one.bound is not None),
    )


def _read(finding: Finding, label: str) -> int:
    """Return the points a reading of the finding states; a word instead of a number is 0."""
    text = next((one.value for one in finding.readings if one.label == label), "")
    number = text.removesuffix("점")
    return int(number) if number.isdecimal() else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class RankKey:
    """What orders applicants: rank (0 in general supply), points, dependants, birth date."""

    rank: int
    points: int
    dependants: int
    birth: date | None


def ranking(key: RankKey, notice: Notice) -> tuple[int, int, int, date]:
    """Return a sort key, first selected first: rank and points (B1), dependants, the older.

    Equal keys are drawn by lot. Somebody without a birth date comes last.
    """
    born = key.birth or date.max
    if notice.reading("B1") == "points-first":
        return (-key.points, key.rank, -key.dependants, born)
    return (key.rank, -key.points, -key.dependants, born)
