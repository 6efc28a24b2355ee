"""One question of a form and a group of them; which there are stands in `fields`."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Ask:
    """One input: the field of the row, its label, its span of 12 columns.

    `part` names the optional part of the row the field lies in (`exclusion`); `unit` tells apart
    the integers: won (default for amounts), area, count, year. `rows` is the path of the rows
    that a UUID field points to, when it isn't people. What is `told` is only shown: another
    place sets it.
    """

    name: str
    label: str
    span: int = 3
    part: str = ""
    unit: str = "won"
    rows: str = ""
    help: str = ""
    told: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """A sub-heading and its inputs; `page` where not all groups of a row stand on one page."""

    title: str
    asks: tuple[Ask, ...]
    page: str = ""
