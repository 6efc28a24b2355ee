"""What the services need from the store for a season, as Protocols."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Protocol
from uuid import UUID

from ipju.domain.case import Supply
from ipju.domain.draw import Draw, Roster
from ipju.domain.examination import (
    CaseResult,
    Examination,
    OutcomePage,
    OutcomeQuery,
    ReasonCount,
)
from ipju.domain.outgoing import (
    ListFilter,
    OutgoingLetter,
    OutgoingQuery,
    PostState,
    ResultLine,
    SelectionLetter,
)
from ipju.domain.post import Posting, Scan
from ipju.domain.requests import (
    Addressee,
    CaseRequest,
    RequestDay,
    RequestKind,
    RequestQuery,
    RequestState,
)
from ipju.domain.season import ActCases, ActCount, AskedCount, FirstAct


class Requests(Protocol):
    """Requests in writing (보완요청, 소명요청); one open one of a kind and case."""

    def add(self, request: CaseRequest) -> CaseRequest:
        """Store a new request; raises while one of its kind is open."""

    def save(self, request: CaseRequest) -> CaseRequest:
        """Store a changed request; raises when somebody changed it meanwhile."""

    def get(self, request: UUID) -> CaseRequest:
        """Return a request; KeyError when there is none."""

    def of_case(self, case_id: UUID) -> tuple[CaseRequest, ...]:
        """Return every request to an applicant, newest first."""

    def in_state(
        self, kind: RequestKind, state: RequestState, limit: int = 20_000
    ) -> tuple[CaseRequest, ...]:
        """Return the requests of a kind in one state, those due first before the others."""

    def page(self, query: RequestQuery) -> tuple[CaseRequest, ...]:
        """Return the requests of a list: due first when open, else ended last first."""

    def count(self, query: RequestQuery) -> int:
        """Return how many requests `page` has to show on all its pages."""

    def addressees(self, cases: Sequence[UUID]) -> Mapping[UUID, Addressee]:
        """Return whom requests to some cases go to, the rows of the cases unread."""

    def days(self, notice: str | None = None) -> tuple[RequestDay, ...]:
        """Return how many requests wait for somebody, by notice, kind, state and last day."""


class Postings(Protocol):
    """Letters as they were posted (발송)."""

    def add(self, posting: Posting) -> Posting:
        """Store a new posting."""

    def save(self, posting: Posting) -> Posting:
        """Store a changed posting; raises when somebody changed it meanwhile."""

    def get(self, posting: UUID) -> Posting:
        """Return a posting; KeyError when there is none."""

    def of_letter(self, letter: UUID) -> tuple[Posting, ...]:
        """Return every sending of a letter, the newest first."""

    def of_case(self, case_id: UUID) -> tuple[Posting, ...]:
        """Return every posting to an applicant, newest first."""

    def of_request(self, request: UUID, case_id: UUID) -> tuple[Posting, ...]:
        """Return every sending of a request to an applicant, the newest first."""

    def last_of_requests(self, cases: Sequence[UUID]) -> Mapping[UUID, Posting]:
        """Return how each request to some cases was sent last, by the request."""

    def by_registered(self, registered: str) -> tuple[Posting, ...]:
        """Return the postings with a number of registered mail (등기번호)."""

    def between(self, first: date, last: date) -> tuple[Posting, ...]:
        """Return what was posted from `first` to `last`, both inclusive, oldest first."""


class Outgoing(Protocol):
    """Lists of what is decided and goes out, answered by the store."""

    def waiting(self, wanted: ListFilter, limit: int) -> tuple[tuple[UUID, ...], int]:
        """Return the first proposals that wait and fit, by case number, and how many there are."""

    def unissued(self, notice: str) -> tuple[UUID, ...]:
        """Return the approved proposals of a notice that send a letter and have none yet."""

    def results(self, notice: str) -> tuple[ResultLine, ...]:
        """Return the approved result of everybody upon whose person was decided, by number."""

    def letters(self, query: OutgoingQuery) -> tuple[OutgoingLetter, ...]:
        """Return issued letters in the order of the post: postcode, address, number."""

    def tally(self, notice: str) -> Mapping[PostState, int]:
        """Return how many issued letters of a notice stand in each state."""

    def letter(self, letter: UUID) -> OutgoingLetter:
        """Return one issued letter without its bytes; KeyError when there is none."""

    def by_case_number(self, number: str) -> tuple[UUID, ...]:
        """Return the letters of the case with this number (접수번호), the newest first."""

    def rebuild(self) -> int:
        """Make the lines of lists anew where they were altered past the program; how many."""

    def selections(self, notice: str, case_id: UUID | None = None) -> tuple[SelectionLetter, ...]:
        """Return the letters of a notice, or of one case, that told how a ranking ended."""

    def lost(self, letters: Sequence[UUID]) -> frozenset[UUID]:
        """Return which letters told how a ranking ended that does not stand any more."""


class Scans(Protocol):
    """Scanned papers (스캔), their bytes sealed."""

    def add(self, scan: Scan, content: bytes) -> Scan:
        """Store a scan with its bytes."""

    def place(self, scan: UUID, case_id: UUID | None, paper: UUID | None) -> Scan:
        """Lay a scan to a case and paper, or back into the tray."""

    def get(self, scan: UUID) -> Scan:
        """Return a scan without its bytes; KeyError when there is none."""

    def content(self, scan: UUID) -> bytes:
        """Return the bytes of a scan; an error when they were altered."""

    def of_case(self, case_id: UUID) -> tuple[Scan, ...]:
        """Return the scans of a case, oldest first."""

    def tray(self) -> tuple[Scan, ...]:
        """Return the scans that wait for a case, oldest first."""

    def known(self, digest: str) -> tuple[Scan, ...]:
        """Return the scans with these very bytes."""

    def remove(self, scan: UUID) -> None:
        """Take a scan out of the tray for good; one that lies in a case stays."""


class SeasonCounts(Protocol):
    """What the ledger tells of the cases of one notice (한 철의 현황), added up in SQL."""

    def by_day(self, notice: str) -> tuple[ActCount, ...]:
        """Return how often each act was done, by day and person."""

    def by_case(self, notice: str) -> tuple[ActCases, ...]:
        """Return how many cases each act touched, and each kind of a request that was sent."""

    def complete(self, notice: str) -> int:
        """Return how many cases have all their papers, from the start or by a supplement."""

    def standing(self, notice: str) -> Mapping[str, int]:
        """Return how many cases stand as approved (자격), by verdict."""

    def returned(self, notice: str) -> int:
        """Return how many cases had a letter come back; none whose return was taken back."""

    def asked(self, notice: str) -> tuple[AskedCount, ...]:
        """Return how many requests (보완, 소명) asked about each rule; none that was taken back."""

    def firsts(self, notice: str, actions: Sequence[str]) -> Iterator[FirstAct]:
        """Yield when each of these acts was first done to each case, case by case."""


class Rosters(Protocol):
    """Frozen rosters (순위 명부) and the draws upon them."""

    def freeze(self, roster: Roster) -> None:
        """Store a roster; it is never changed."""

    def all(self, notice: str, supply: Supply | None = None) -> tuple[Roster, ...]:
        """Return the rosters of a notice, the newest first."""

    def get(self, roster: UUID) -> Roster:
        """Return a roster; KeyError when there is none."""

    def standing(self, roster: UUID) -> frozenset[UUID]:
        """Return the cases of a roster that stand as it has them, none decided anew since."""

    def anew(self, roster: UUID) -> Mapping[UUID, UUID]:
        """Return the approval that stands of each case approved as eligible again since."""

    def missing(self, notice: str, supply: Supply | None = None) -> bool:
        """Tell whether the ledger knows of a roster or a draw of a notice that is not there."""

    def draw(self, draw: Draw) -> None:
        """Store a draw; raises while one upon this roster is not annulled."""

    def annul(self, draw: UUID, by: UUID, at: datetime, why: str) -> Draw:
        """Annul a draw with its reason; it stays on record."""

    def draws(self, roster: UUID) -> tuple[Draw, ...]:
        """Return every draw upon a roster, the newest first, annulled ones too."""

    def newest(self, notice: str, supply: Supply) -> UUID | None:
        """Return which roster of a supply type was frozen last, its entries unread."""


class Examinations(Protocol):
    """Runs over every case (전체 심사), and how each case came out in the last two."""

    def begin(self, run: Examination) -> None:
        """Store a run that begins; what the same person left unfinished before goes."""

    def add(self, run: UUID, results: Sequence[CaseResult]) -> None:
        """Store how cases came out; KeyError when the run is not under way any more."""

    def finish(self, run: UUID, at: datetime, counts: Sequence[ReasonCount]) -> None:
        """End a run: its counts, and which cases came out otherwise than in the run before."""

    def drop(self, run: UUID) -> None:
        """Take away a run that was stopped."""

    def last(self, limit: int = 2) -> tuple[Examination, ...]:
        """Return the runs that ended, the newest first."""

    def page(self, query: OutcomeQuery) -> OutcomePage:
        """Return one page of the results of a run; KeyError for a run that is not there."""

    def edited_since(self, moment: datetime, notice: str | None = None) -> int:
        """Return how many cases, of a notice or of all, were saved after a moment."""
