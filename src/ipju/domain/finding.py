"""Findings (판정): what a rule says of a case, with everything needed to read it out."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from ipju.domain.labelled import Labelled


class Outcome(Labelled):
    """The five outcomes; ordered by how much a person must do about them in `WORST_FIRST`."""

    PASS = "pass", "적합"
    FAIL = "fail", "부적합"
    REVIEW = "review", "판단 필요"
    MISSING = "missing", "미확인"
    NA = "na", "해당 없음"


WORST_FIRST = (Outcome.FAIL, Outcome.REVIEW, Outcome.MISSING, Outcome.PASS, Outcome.NA)


class Unit(Labelled):
    """Unit of a finding's `amount`, `limit` and `margin`."""

    WON = "won", "원"
    AREA = "area", "㎡"
    POINTS = "points", "점"
    DAYS = "days", "일"
    COUNT = "count", "건"
    PERCENT = "percent", "%"


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """Where the notice says so: `chapter` as printed (`2장`, `별표2`), `heading` within it."""

    chapter: str
    heading: str

    def __str__(self) -> str:
        return f"{self.chapter} {self.heading}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """The field that decides or is missing: a section of the case, a row in it, a field of it.

    `section` is a field name of `Case` (`people`, `incomes`, `dwelling`, …); `row` the id of the
    row; `field` a dotted field name within it (`birth`, `lease.deposit`).
    """

    section: str
    field: str = ""
    row: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One value that was read (왜?), as text, and where it stands."""

    label: str
    value: str
    target: Target | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Threshold:
    """A number or date of the notice that was read: `key` as in notice.toml, `text` to show."""

    key: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One possible answer to a question; `text` says the consequence."""

    id: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What a person must judge (FLAG-R): `id` is `<rule>/<decision row>`."""

    id: str
    text: str
    quote: str
    choices: tuple[Choice, ...]
    subject: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What one rule says.

    `value`, `limit` and `margin` are texts to show; `amount`, `bound` and `slack` (= bound −
    amount, in `unit`) are the exact integers behind them where the rule compares numbers.
    `notes` are FLAG-N remarks an officer confirms; `boundary` marks a date exactly on an
    anniversary or limit (경계일).
    """

    rule: str
    title: str
    outcome: Outcome
    sentence: str
    clause: Clause
    value: str = ""
    limit: str = ""
    margin: str = ""
    unit: Unit | None = None
    amount: int | None = None
    bound: int | None = None
    slack: int | None = None
    target: Target | None = None
    readings: tuple[Reading, ...] = ()
    thresholds: tuple[Threshold, ...] = ()
    missing: tuple[Reading, ...] = ()
    questions: tuple[Question, ...] = ()
    notes: tuple[str, ...] = ()
    boundary: bool = False
