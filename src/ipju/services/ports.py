"""What the services need from the rooms below, as Protocols; `bootstrap` ties them together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import date, datetime
from pathlib import Path
from typing import Any, BinaryIO, Protocol
from uuid import UUID

from ipju.domain.account import Account, Role
from ipju.domain.backup import Backup, Drill
from ipju.domain.case import Case
from ipju.domain.keys import KeySlot, RecoveryKey
from ipju.domain.listing import CaseLine, CasePage, CaseQuery
from ipju.domain.notice import Notice
from ipju.domain.overlap import CaseBrief, SharedPerson
from ipju.domain.person import Person
from ipju.domain.post import ScanLook
from ipju.domain.printed_post import AddressLabels
from ipju.domain.retention import Certificate, Standing
from ipju.domain.spreadsheet import Book, WriteSheet
from ipju.domain.trail import (
    Anchor,
    ChainReport,
    HourCount,
    Sighting,
    TrailPage,
    TrailQuery,
    TrailRow,
    TrailSpan,
)
from ipju.services.letting_repositories import Figures, Leases, Orders, Scores, Waiting
from ipju.services.repositories import (
    Accounts,
    Cases,
    Destructions,
    Judgements,
    Ledger,
    Letters,
    Months,
    Proposals,
    Settings,
    Sheets,
)
from ipju.services.season_repositories import (
    Examinations,
    Outgoing,
    Postings,
    Requests,
    Rosters,
    Scans,
    SeasonCounts,
)


class Clock(Protocol):
    """Now, in UTC, and the working day at this desk."""

    def now(self) -> datetime:
        """Return the moment in UTC."""

    def today(self) -> date:
        """Return the day a review is made on (연습 offices keep a day of their own)."""


class Notices(Protocol):
    """The notices this program knows."""

    def ids(self) -> tuple[str, ...]:
        """Return the ids of all notices."""

    def get(self, notice_id: str) -> Notice:
        """Return one notice; KeyError when there is none of this id."""

    def digest(self, notice_id: str) -> str:
        """Return the hash of the notice's file."""


class UnitOfWork(Protocol):
    """One transaction."""

    @property
    def cases(self) -> Cases:
        """Cases within this transaction."""

    @property
    def ledger(self) -> Ledger:
        """Ledger within this transaction."""

    @property
    def judgements(self) -> Judgements:
        """Judgements within this transaction."""

    @property
    def accounts(self) -> Accounts:
        """Staff within this transaction."""

    @property
    def settings(self) -> Settings:
        """Settings within this transaction."""

    @property
    def sheets(self) -> Sheets:
        """Frozen sheets within this transaction."""

    @property
    def proposals(self) -> Proposals:
        """Proposals within this transaction."""

    @property
    def letters(self) -> Letters:
        """Letters within this transaction."""

    @property
    def months(self) -> Months:
        """Signed months within this transaction."""

    @property
    def destructions(self) -> Destructions:
        """Destructions within this transaction."""

    @property
    def leases(self) -> Leases:
        """Room leases within this transaction."""

    @property
    def figures(self) -> Figures:
        """Figures of years within this transaction."""

    @property
    def orders(self) -> Orders:
        """Orders of selection within this transaction."""

    @property
    def waiting(self) -> Waiting:
        """The waiting list within this transaction."""

    @property
    def scores(self) -> Scores:
        """Scoring sheets within this transaction."""

    @property
    def requests(self) -> Requests:
        """Requests in writing within this transaction."""

    @property
    def postings(self) -> Postings:
        """Postings within this transaction."""

    @property
    def outgoing(self) -> Outgoing:
        """What is decided and goes out, within this transaction."""

    @property
    def scans(self) -> Scans:
        """Scans within this transaction."""

    @property
    def rosters(self) -> Rosters:
        """Rosters and draws within this transaction."""

    @property
    def examinations(self) -> Examinations:
        """Runs over every case within this transaction."""


class Store(Protocol):
    """The store; every method is called on the one database thread."""

    def unit(self) -> AbstractContextManager[UnitOfWork]:
        """Open a unit of work: committed when the block ends, rolled back when it raises."""

    def page(self, query: CaseQuery) -> CasePage:
        """Answer a list query in SQL."""

    def search(self, text: str, limit: int = 20) -> tuple[CaseLine, ...]:
        """Search as you type: name, 초성, number, birth date, phone, address, full RRN."""

    def counts(self, notice: str | None = None, *, stages: bool = True) -> Mapping[str, int]:
        """Return how many cases there are by `outcome:<value>` and `stage:<value>`."""

    def recent(self, actor: str, limit: int = 10) -> tuple[tuple[CaseLine, datetime], ...]:
        """Return the cases last viewed by somebody, newest first."""

    def acts(self, case_id: UUID, limit: int) -> tuple[tuple[datetime, str, str, str], ...]:
        """Return (when, who, action, why) of the ledger rows of a case, newest first."""

    def read_all(self) -> Iterator[Case]:
        """Yield every case, in number order, without holding them all in memory."""

    def add_many(self, cases: Iterable[Case]) -> int:
        """Store many new cases in few transactions and return how many."""

    def shared_people(self, notice: str) -> tuple[SharedPerson, ...]:
        """Return everybody of a notice who stands in more than one of its cases."""

    def alike(
        self, notice: str, case_id: UUID, people: Sequence[Person], phone: str
    ) -> tuple[SharedPerson, ...]:
        """Return `people` as they would stand in the case `case_id`, then who may be one of them.

        Found by RRN, by name, and applicants by the last digits of `phone` (digits or empty).
        """

    def briefly(self, case_ids: Iterable[UUID]) -> Mapping[UUID, CaseBrief]:
        """Return what tells cases that look alike apart, by their ids; what is gone is left out."""

    def roles_of(self, account: UUID) -> frozenset[Role]:
        """Return the roles in force of an account; none when it is closed or unknown."""

    def staff(self) -> tuple[Account, ...]:
        """Return every account that ever was, closed ones too."""

    def trail(self, query: TrailQuery) -> TrailPage:
        """Return one page of the ledger."""

    def check_trail(self, anchors: Iterable[Anchor] = ()) -> ChainReport:
        """Check the whole ledger, and hold anchors that were kept outside against it."""

    def head(self) -> Anchor | None:
        """Return where the ledger stands now, signed; None while it is empty."""

    @property
    def reviews(self) -> TrailReviews:
        """What the monthly review asks of the ledger."""

    @property
    def season(self) -> SeasonCounts:
        """What the page of a season asks of the ledger."""

    @property
    def retention(self) -> Retention:
        """Which cases may fall due for destruction."""

    def close(self) -> None:
        """Close the store."""


class Vault(Protocol):
    """The keys of a real office (열쇠): who can open it, by password or recovery key."""

    def check(self, account: UUID, password: str) -> None:
        """Return when the password is right; raises (wrong, locked out), counting failures."""

    def set_password(
        self, account: UUID, login: str, password: str, must_change: bool = False
    ) -> None:
        """Give an account a (new) password; a lock-out ends."""

    def unlock(self, account: UUID) -> None:
        """End the lock-out of an account and forget its failures; its password stays."""

    def remove(self, account: UUID) -> None:
        """Take the key away from an account; it can't open the office any more."""

    def slots(self) -> tuple[KeySlot, ...]:
        """Return who holds a key, with failures and lock-outs."""

    def draw_recovery(self) -> RecoveryKey:
        """Return a new recovery key that opens nothing until it is put in the place of the old."""

    def renew_recovery(self, key: RecoveryKey | None = None) -> RecoveryKey:
        """Put a recovery key (one drawn here) in place; the one before opens nothing any more."""


class Backups(Protocol):
    """Backups (백업) of the open store. Every call may take long and has its own connection."""

    @property
    def folder(self) -> Path:
        """Where the backups lie."""

    def use(self, folder: Path) -> None:
        """Keep backups in another folder from now on; raises when it isn't there."""

    def make(self, kind: str, stopped: Callable[[], bool] = lambda: False) -> Backup:
        """Make a backup, verify it by opening and comparing, drop what rotation lets go."""

    def all(self) -> tuple[Backup, ...]:
        """Return the backups that lie in the backup folder, newest first."""

    def behind(self) -> bool:
        """Tell whether the recovery key was renewed since: the one before opens the newest."""

    def put_aside(self) -> tuple[tuple[Path, datetime], ...]:
        """Return the stores that restores put aside beside this one, and since when they lie."""

    def verify(self, backup: Backup, stopped: Callable[[], bool] = lambda: False) -> Backup:
        """Open a backup and check all of it; `problem` says what is wrong."""

    def drill(self, stopped: Callable[[], bool] = lambda: False) -> Drill:
        """Restore the newest backup aside, compare, and take it away again."""

    def note_destruction(self, certificate: Certificate) -> None:
        """Write a destruction beside the backups, so that restoring applies it again."""


class Printer(Protocol):
    """Forms and letters as PDF."""

    def render(self, model: Any) -> bytes:
        """Return the PDF of one print model."""

    def render_many(self, models: Sequence[Any]) -> bytes:
        """Return one PDF of several print models, in their order."""

    def labels(self, model: AddressLabels) -> bytes:
        """Return the PDF of address labels."""

    def unprintable(self, text: str) -> str:
        """Say which character of a text the font lacks; empty when it has all of them."""

    def join(self, documents: Iterable[bytes], target: BinaryIO, *, even: bool = False) -> None:
        """Write issued letters as one PDF into a file, their pages unchanged and in order.

        `even`: each of the issued letters takes an even number of pages, for both sides.
        """


class Spreadsheets(Protocol):
    """Excel files in and out (엑셀)."""

    def read(self, path: Path) -> Book:
        """Return the sheets of a file (.xlsx, .csv); UnreadableBook says why it can't be read."""

    def write(self, path: Path, sheets: Sequence[WriteSheet]) -> Path:
        """Write a workbook whole or not at all; returns where it lies."""


class ScanReader(Protocol):
    """Looks at scanned papers."""

    def look(self, content: bytes) -> ScanLook:
        """Return kind, pages and what the QR of our forms says; ValueError for another file."""

    def picture(self, content: bytes, page: int, width: int) -> bytes:
        """Return one page as PNG, `width` pixels wide."""


class TrailReviews(Protocol):
    """Questions about spans of the ledger, answered in SQL; days and hours are those of Korea."""

    def last_before(self, moment: datetime, after: int = 0) -> int:
        """Return the number of the last row written before `moment`, at least `after`."""

    def months(self, after: int) -> tuple[date, ...]:
        """Return the first days of the months that rows after `after` claim, oldest first."""

    def anchor(self, seq: int) -> Anchor:
        """Return the anchor of one row, as of now; KeyError when there is no such row."""

    def tally(self, span: TrailSpan) -> tuple[tuple[str, str, int], ...]:
        """Return (who, action, how often)."""

    def cases_by_actor(self, span: TrailSpan) -> Mapping[str, int]:
        """Return how many different cases each person acted upon or saw."""

    def hours(self, span: TrailSpan, left_out: Sequence[str]) -> tuple[HourCount, ...]:
        """Return how many acts each person did by day and hour, `left_out` actions not counted."""

    def many(self, span: TrailSpan, least: int) -> tuple[Sighting, ...]:
        """Return who saw `least` or more different cases in one day."""

    def own_name(self, span: TrailSpan) -> tuple[Sighting, ...]:
        """Return who saw or handled the case of an applicant of his own name, by case."""

    def only_seen(
        self, span: TrailSpan, building: Callable[[str], str], least: int
    ) -> tuple[tuple[str, Sighting], ...]:
        """Return (building, who saw `least` or more cases of it without any act on them)."""

    def numbers(self, span: TrailSpan, actor: str, limit: int) -> tuple[str, ...]:
        """Return the numbers of the first cases somebody saw or handled in a span."""

    def rows(self, span: TrailSpan, actions: Sequence[str], limit: int) -> tuple[TrailRow, ...]:
        """Return the rows of some actions, oldest first."""

    def set_back(self, span: TrailSpan, limit: int) -> tuple[TrailRow, ...]:
        """Return the rows written while the clock stood before the row in front of them."""


class Retention(Protocol):
    """What the store knows of how long cases are kept."""

    def candidates(
        self, refused: date, selected: date, signed: date | None
    ) -> tuple[Standing, ...]:
        """Return the cases refused by letter until `refused`, notified of any result until
        `selected`, or signed until `signed` (None: contracts are kept for ever)."""

    def standing(self, case_id: UUID) -> Standing:
        """Return what tells how long one case is kept; KeyError when there is no such case."""

    def rows_of(self, case_id: UUID) -> int:
        """Return how many rows the store holds of a case."""

    def wipe(self) -> bool:
        """Overwrite what destruction left in index and journal; False when some must wait."""
