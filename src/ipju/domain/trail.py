"""The trail: rows of the ledger (장부), anchors that prove where it stood, the signed month."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class TrailRow:
    """One act or view. `actor` is an account id in hex (a name in rows of the first release).

    `at` is the clock of the device in UTC; `detail` holds no name and no number of an applicant.
    """

    seq: int
    at: datetime
    device: str
    actor: str
    action: str
    case_id: UUID | None
    case_number: str
    why: str
    detail: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class TrailQuery:
    """Which rows a search shows; empty fields ask for nothing. Times are UTC, `until` excluded."""

    actor: str = ""
    actions: tuple[str, ...] = ()
    case_number: str = ""
    since: datetime | None = None
    until: datetime | None = None
    text: str = ""
    newest_first: bool = True
    offset: int = 0
    limit: int = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class TrailPage:
    """One page of rows and how many there are in all."""

    rows: tuple[TrailRow, ...]
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """Where the ledger of a store stood at a moment: kept outside it (backup, paper).

    `seal` is the keyed seal (HMAC) of store, `seq` and `hash`; only this office could write it.
    """

    store: str
    seq: int
    hash: str
    at: datetime
    seal: str
    kind: str = "head"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainReport:
    """What a check of the whole ledger found.

    `broken_at` is the first row that doesn't fit; `missed` are anchors the ledger no longer
    reaches or agrees with (a tail cut off, a store rolled back); `covered` is the last row proven
    by an anchor that fits; rows after it are proven by the chain alone. `rebuilt` are lines of
    lists that were altered past the program and made anew; `unlike` are records that are not there
    or not as the ledger tells, by what they are (Korean) and how many.
    """

    rows: int
    broken_at: int | None
    head: Anchor | None
    covered: int
    anchors: tuple[Anchor, ...] = ()
    missed: tuple[Anchor, ...] = ()
    rebuilt: int = 0
    unlike: tuple[tuple[str, int], ...] = ()

    @property
    def sound(self) -> bool:
        """Whether nothing was found to be wrong."""
        return self.broken_at is None and not self.missed


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedMonth:
    """A month of the ledger as the privacy officer signed it. `month` is its first day.

    `content` is the review as JSON; `anchor` the last row of the month.
    """

    month: date
    signed_at: datetime
    signed_by: UUID
    anchor: Anchor
    content: bytes
    whole: bool = True


@dataclass(frozen=True, slots=True)
class TrailSpan:
    """The rows of the ledger after number `after`, up to number `upto`, that one included."""

    after: int
    upto: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HourCount:
    """How many acts somebody did in one hour of a day in Korea; `first` and `last` are UTC.

    `span` holds all of these rows, and those of others between them.
    """

    actor: str
    day: date
    hour: int
    count: int
    first: datetime
    last: datetime
    span: TrailSpan


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """How often somebody saw something, between two moments (UTC); `numbers` name the cases.

    `span` holds all of these rows, and others between them.
    """

    actor: str
    count: int
    first: datetime
    last: datetime
    span: TrailSpan
    numbers: tuple[str, ...] = ()
