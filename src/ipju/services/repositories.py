"""What a unit of work offers, as Protocols: a repository for each kind of thing that is kept."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from ipju.domain.account import Account, Grant, Role
from ipju.domain.case import Case
from ipju.domain.decision import FrozenSheet, IssuedLetter, Proposal, ProposalState
from ipju.domain.listing import Summary
from ipju.domain.retention import Certificate
from ipju.domain.trail import (
    SignedMonth,
)


class Cases(Protocol):
    """Cases as whole aggregates."""

    def get(self, case_id: UUID) -> Case:
        """Return the case; KeyError when there is none."""

    def many(self, case_ids: Collection[UUID]) -> Mapping[UUID, Case]:
        """Return cases by their ids, read together; KeyError when there is none of an id."""

    def told(self, case_id: UUID) -> tuple[str, str]:
        """Return the applicant's name and the number of a case; KeyError when there is none."""

    def id_of(self, number: str) -> UUID | None:
        """Return the id of the case with this number (접수번호), or None."""

    def add(self, case: Case) -> Case:
        """Store a new case; the stored case is version 1."""

    def add_all(self, cases: Sequence[Case]) -> None:
        """Store many new cases; raises when a number or id is taken or is among them twice."""

    def save(self, case: Case) -> Case:
        """Store a changed case whose `version` is what was read; raises when it is not current."""

    def delete(self, case_id: UUID) -> None:
        """Remove a case and everything of it."""

    def next_number(self, prefix: str) -> str:
        """Return the next free number with this prefix."""


class Ledger(Protocol):
    """The chained ledger (장부)."""

    def append(
        self,
        *,
        at: datetime,
        actor: str,
        action: str,
        case_id: UUID | None = None,
        why: str = "",
        detail: Mapping[str, Any] | None = None,
    ) -> None:
        """Append a row; `actor` is an account id in hex, `detail` carries no name and no RRN."""

    def last_editor(self, case_id: UUID, version: int) -> str | None:
        """Return who edited a case last; None when no row tells of the stored version."""

    def has_seen(self, actor: str, case_id: UUID, proposal: UUID) -> bool:
        """Tell whether somebody (account id in hex) had the sheet of a proposal before him."""

    def told(self, actions: Sequence[str]) -> tuple[tuple[str, str, Mapping[str, Any]], ...]:
        """Return (who, act, detail) of acts upon no case, oldest first, by whole rows alone."""


class Judgements(Protocol):
    """Stored summaries of the latest judgement, for lists and queues."""

    def put(self, case_id: UUID, version: int, summary: Summary, findings: bytes) -> None:
        """Store the latest judgement of a case."""

    def put_all(self, judged: Sequence[tuple[UUID, int, Summary, bytes]]) -> None:
        """Store the latest judgements of many cases: (case, its version, summary, findings)."""


class Accounts(Protocol):
    """The staff of the office."""

    def all(self) -> tuple[Account, ...]:
        """Return every account that ever was, by name."""

    def get(self, account: UUID) -> Account:
        """Return one account; KeyError when there is none."""

    def by_login(self, login: str) -> Account | None:
        """Return the account that signs in so, or None."""

    def add(self, account: Account) -> Account:
        """Store a new account, without roles; raises when its login was ever used."""

    def save(self, account: Account) -> Account:
        """Store a changed account: login, name, department, phone, or that it was closed."""

    def grants(self, account: UUID | None = None) -> tuple[Grant, ...]:
        """Return every grant, of one account or of all, oldest first."""

    def grant(self, account: UUID, role: Role, by: UUID, at: datetime, why: str = "") -> None:
        """Give a role; nothing happens when the account has it already."""

    def revoke(self, account: UUID, role: Role, by: UUID, at: datetime, why: str = "") -> None:
        """Take a role back; the grant stays on record."""


class Settings(Protocol):
    """Settings of the office, as JSON values."""

    def get(self, key: str, default: Any = None) -> Any:
        """Return the value of a setting, `default` when it was never set."""

    def put(self, key: str, value: Any) -> None:
        """Set a setting."""


class Sheets(Protocol):
    """Frozen sheets (심사표)."""

    def freeze(self, sheet: FrozenSheet) -> None:
        """Store a sheet; it is never changed afterwards."""

    def get(self, sheet: UUID) -> FrozenSheet:
        """Return a sheet; KeyError when there is none, an error when it was altered."""


class Proposals(Protocol):
    """Proposals (올린 결정)."""

    def add(self, proposal: Proposal) -> Proposal:
        """Store a new proposal; it waits (결재 대기)."""

    def decide(
        self, proposal: UUID, state: ProposalState, by: UUID, at: datetime, reason: str = ""
    ) -> Proposal:
        """Write down how a proposal ended; the store refuses what four eyes forbid."""

    def void(self, case_id: UUID) -> tuple[Proposal, ...]:
        """Take the effect from what was waiting or approved of a case; return what it was."""

    def get(self, proposal: UUID) -> Proposal:
        """Return a proposal; KeyError when there is none."""

    def of(self, case_id: UUID) -> tuple[Proposal, ...]:
        """Return every proposal of a case, newest first."""

    def before(self, proposal: Proposal) -> Proposal | None:
        """Return the proposal of the same case and matter that came before this one."""

    def in_state(
        self, state: ProposalState, limit: int = 1000, offset: int = 0
    ) -> tuple[Proposal, ...]:
        """Return the first proposals in one state after `offset` of them, oldest first."""

    def count(self, state: ProposalState) -> int:
        """Return how many proposals are in one state."""

    def latest(self, state: ProposalState, by: UUID, limit: int = 1000) -> tuple[Proposal, ...]:
        """Return what somebody proposed and stands in one state, oldest first.

        Without what was proposed anew upon the same matter, and without what has its letter.
        """

    def queue(
        self, state: ProposalState, notice: str | None, *, by: UUID | None, but: UUID | None
    ) -> tuple[int, int, Proposal | None]:
        """Count what waits in one state, of a notice (or of all) and elsewhere.

        The third is the oldest of those counted first, None when there is none.
        `by`: what `latest` returns of somebody, without an approved 보류, which sends no letter;
        `but`: what anybody but this one proposed.
        """


class Letters(Protocol):
    """Letters (통지) as they were issued."""

    def next_serial(self, year: int) -> int:
        """Return the next serial number of letters in a year, from 1, without gaps."""

    def add(self, letter: IssuedLetter, serial: int) -> None:
        """Store a letter with its bytes; the store demands an approved proposal."""

    def print_again(self, letter: UUID, by: UUID, at: datetime, how: str) -> int:
        """Count one printing and return how many there are now."""

    def get(self, letter: UUID) -> IssuedLetter:
        """Return a letter; KeyError when there is none."""

    def of(self, case_id: UUID) -> tuple[IssuedLetter, ...]:
        """Return every letter of a case, newest first."""

    def of_proposal(self, proposal: UUID, form: str) -> IssuedLetter | None:
        """Return the newest letter of a form that was issued upon a proposal, or None."""


class Months(Protocol):
    """Signed months of the ledger (월별 점검)."""

    def sign(self, month: SignedMonth) -> None:
        """Store a signed month; a month is signed once and never changed."""

    def all(self) -> tuple[SignedMonth, ...]:
        """Return every signed month, newest first."""


class Destructions(Protocol):
    """Destruction certificates (파기확인서), and destroying itself."""

    def destroy(self, certificate: Certificate) -> Certificate:
        """Take a case and everything of it away; what remains is the certificate."""

    def get(self, case_id: UUID) -> Certificate | None:
        """Return the certificate of a destroyed case, or None."""

    def all(self) -> tuple[Certificate, ...]:
        """Return every certificate, newest first."""
