"""Practice stores late in a season, of any size, made once and kept under build/.

Everybody in them was invented. What people would do in weeks is written through the store itself:
requests, decisions, letters, what was posted, scans, runs and rosters, with their ledger rows.
"""

from __future__ import annotations

import hashlib
import json
import random
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from pathlib import Path
from uuid import UUID, uuid4

from season_parts import LAST, Act, add_scan, undecided
from stores import CACHE, NOTICE, folder_of, notice, opened

from ipju import bootstrap
from ipju.domain.case import Supply
from ipju.domain.decision import (
    FrozenSheet,
    IssuedLetter,
    Matter,
    Proposal,
    ProposalState,
    Verdict,
)
from ipju.domain.draw import Roster, RosterEntry
from ipju.domain.examination import CaseResult, Examination, ReasonCount
from ipju.domain.finding import Outcome
from ipju.domain.listing import CaseLine, CaseQuery
from ipju.domain.post import Posting, ReturnWhy
from ipju.domain.requests import CaseRequest, RequestEnd, RequestItem, RequestKind, RequestState
from ipju.rules.ranking import in_order
from ipju.services.propose import propose
from ipju.storage.codec import write_moment
from ipju.storage.sealing import Secrets
from ipju.storage.store import Store
from ipju.storage.unit import UnitOfWork

FIRST = datetime(2024, 1, 22, 1, 0, tzinfo=UTC)
"""The ledger of the season begins then."""
OPENED = 40
"""So many proposals wait upon real sheets; the others rest on sheets with nothing to read."""
TRAY = 40
PAGE = 1000
LEAST = 100
"""With fewer cases some list would be empty."""


def sizes_of(most: int) -> list[int]:
    """Return the sizes at which growth shows, the smallest first."""
    return sorted({max(LEAST, most // 100), max(LEAST, most // 10), most})


def season_of(count: int) -> Path:
    """Return the folder of a practice office with a season of `count` cases, made when needed."""
    plain = folder_of(count)
    mark = hashlib.sha256(plain.name.encode() + Path(__file__).read_bytes()).hexdigest()[:12]
    folder = CACHE / f"season-{count}-{mark}"
    if not (folder / "done").exists():
        for old in CACHE.glob(f"season-{count}-*"):
            shutil.rmtree(old, ignore_errors=True)
        shutil.copytree(plain, folder)
        (folder / "done").unlink()
        store = opened(folder)
        _Season(store, folder).write()
        store.close()
        (folder / "done").touch()
    return folder


class _Season:
    """Writes a season into a store with cases."""

    def __init__(self, store: Store, folder: Path) -> None:
        from ipju.storage import keys

        self.store = store
        self.secrets = Secrets(keys.open_practice(folder))
        self.dice = random.Random(20240227)
        self.acts: list[Act] = []
        staff = {one.name: one.id for one in store.staff()}
        self.desk = (staff["박담당"], staff["이담당"])
        self.supervisor = staff["최결재"]
        self.digest = bootstrap.notices().digest(NOTICE)
        self.letters = 0

    def write(self) -> None:
        """Write all of it, by the thousand."""
        for lines in self._pages():
            with self.store.unit() as unit:
                for line in lines:
                    self._paper_work(unit, line)
                    self._decision(unit, line)
        self._runs()
        self._rosters()
        self._tray()
        self.acts.sort(key=lambda one: one.at)
        rows = iter(self.acts)
        while part := list(islice(rows, PAGE * 5)):
            with self.store.unit() as unit:
                for one in part:
                    unit.ledger.append(
                        at=one.at,
                        actor=one.actor.hex,
                        action=one.action,
                        case_id=one.case_id,
                        detail=one.detail,
                    )
        self._waiting_for_real()
        self.store.connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")

    def _pages(self) -> Iterator[tuple[CaseLine, ...]]:
        query = CaseQuery(limit=PAGE)
        while lines := self.store.page(query).lines:
            yield lines
            query = CaseQuery(limit=PAGE, above=lines[-1].number)

    def _moment(self, share: float) -> datetime:
        """Return a moment about so far into the season."""
        at = min(1.0, max(0.0, share + self.dice.uniform(-0.15, 0.15)))
        return FIRST + (LAST - FIRST) * at

    def _act(
        self, at: datetime, action: str, case_id: UUID, by: UUID | None = None, **detail: object
    ) -> None:
        who = by or self.dice.choice(self.desk)
        self.acts.append(Act(at, who, action, case_id, detail))

    def _paper_work(self, unit: UnitOfWork, line: CaseLine) -> None:
        """An envelope of everybody; a request to three in ten, an explanation from one in ten."""
        asked = self.dice.random() < 0.3
        # Envelopes come in until the evening: the last day has its share of them.
        at = self._moment(self.dice.uniform(0.2, 1.0))
        self._act(at, "envelope", line.id, asked=int(asked))
        self._act(self._moment(0.5), "query-export", line.id, people=3)
        if asked:
            self._request(unit, line, RequestKind.SUPPLEMENT, self._moment(0.4))
        if self.dice.random() < 0.1:
            self._request(unit, line, RequestKind.EXPLANATION, self._moment(0.7))
        if self.dice.random() < 0.1:
            add_scan(unit, line.id, self.dice, self.desk[0])

    def _request(self, unit: UnitOfWork, line: CaseLine, kind: RequestKind, made: datetime) -> None:
        states = (
            RequestState.CLOSED, RequestState.SENT, RequestState.ANSWERED,
            RequestState.DRAWN_UP, RequestState.LAPSED,
        )  # fmt: skip
        state = self.dice.choices(states, weights=(60, 15, 10, 10, 5))[0]
        sent = None if state is RequestState.DRAWN_UP else made.date() + timedelta(2)
        answered = state in (RequestState.ANSWERED, RequestState.CLOSED)
        ended = state in (RequestState.CLOSED, RequestState.LAPSED)
        by = self.dice.choice(self.desk)
        request = CaseRequest(
            id=uuid4(),
            case_id=line.id,
            kind=kind,
            items=(
                RequestItem(
                    rule="documents" if kind is RequestKind.SUPPLEMENT else "income",
                    what="주민등록표등본: 주민등록번호 뒷자리가 보이지 않습니다.",
                    bring="뒷자리가 나오게 다시 발급받아 보내 주십시오.",
                    clause="3장 공통제출서류",
                ),
            ),
            due_on=made.date() + timedelta(14),
            made_at=made,
            made_by=by,
            state=state,
            sent_on=sent,
            registered="",
            answered_on=made.date() + timedelta(9) if answered else None,
            end=RequestEnd.ACCEPTED if state is RequestState.CLOSED else None,
            closed_at=made + timedelta(11) if ended else None,
            closed_by=by if ended else None,
            reason="확인함" if ended else "",
        )
        unit.requests.add(request)
        told = {"kind": kind.value, "request": request.id.hex}
        self._act(made, "draw-up-request", line.id, by, **told, items=[request.items[0].rule])
        if sent is not None:
            self._act(made + timedelta(2), "send-request", line.id, by, **told)
        if state is RequestState.CLOSED:
            self._act(made + timedelta(11), "close-request", line.id, by, **told, end="accepted")

    def _decision(self, unit: UnitOfWork, line: CaseLine) -> None:
        """Six in ten approved, one in ten waits; nine in ten of those approved have a letter."""
        roll = self.dice.random()
        if roll >= 0.7:
            return
        at = self._moment(0.75)
        by = self.dice.choice(self.desk)
        verdict = Verdict.ELIGIBLE if self.dice.random() < 0.7 else Verdict.INELIGIBLE
        content = json.dumps({"case": line.number}).encode()
        digest = hashlib.sha256(content).hexdigest()
        sheet = FrozenSheet(
            id=uuid4(),
            case_id=line.id,
            version=1,
            reviewed_on=at.date(),
            notice=NOTICE,
            notice_digest=self.digest,
            frozen_at=at,
            frozen_by=by,
            content=content,
            digest=digest,
        )
        approved = roll < 0.6
        proposal = Proposal(
            id=uuid4(),
            case_id=line.id,
            sheet=sheet.id,
            digest=digest,
            matter=Matter.PERSON,
            verdict=verdict,
            reasons="심사표와 같음",
            proposed_at=at,
            proposed_by=by,
            state=ProposalState.APPROVED if approved else ProposalState.WAITING,
            decided_at=at + timedelta(hours=20) if approved else None,
            decided_by=self.supervisor if approved else None,
        )
        unit.sheets.freeze(sheet)
        unit.proposals.add(
            replace(proposal, state=ProposalState.WAITING, decided_at=None, decided_by=None)
        )
        if approved:
            self._approve(proposal)
        told = {
            "proposal": proposal.id.hex,
            "digest": digest,
            "matter": proposal.matter.value,
            "verdict": verdict.value,
        }
        self._act(at, "propose", line.id, by, **told)
        if approved:
            self._act(at + timedelta(hours=20), "approve", line.id, self.supervisor, **told)
            if roll < 0.54:
                self._letter(unit, line, proposal, at + timedelta(hours=30))

    def _approve(self, one: Proposal) -> None:
        """Approve as the store does, the ledger not being asked for every row."""
        assert one.decided_at is not None
        assert one.decided_by is not None
        values = (
            one.id.hex, one.case_id.hex, one.sheet.hex, one.digest, one.matter.value,
            one.verdict.value, one.reasons, write_moment(one.proposed_at), one.proposed_by.hex,
            one.state.value, write_moment(one.decided_at), one.decided_by.hex, "",
        )  # fmt: skip
        self.store.connection.exec_driver_sql(
            "UPDATE proposal SET state = ?, decided_at = ?, decided_by = ?, decision_reason = ?,"
            " seal = ? WHERE id = ?",
            (*values[9:], self.secrets.mac("proposal", *values), one.id.hex),
        )

    def _letter(self, unit: UnitOfWork, line: CaseLine, proposal: Proposal, at: datetime) -> None:
        self.letters += 1
        pdf = self.dice.randbytes(self.dice.randint(4_500, 8_500))
        letter = IssuedLetter(
            id=uuid4(),
            case_id=line.id,
            proposal=proposal.id,
            form="eligible" if proposal.verdict is Verdict.ELIGIBLE else "ineligible",
            number=f"2024-{self.letters:05d}",
            issued_on=at.date(),
            issued_at=at,
            issued_by=proposal.proposed_by,
            pdf=pdf,
            digest=hashlib.sha256(pdf).hexdigest(),
        )
        self._store_letter(letter)
        serial = {"year": 2024, "serial": self.letters}
        by = proposal.proposed_by
        self._act(at, "issue-letter", line.id, by, **serial, proposal=proposal.id.hex)
        if self.dice.random() < 0.1:
            return
        returned = self.dice.random() < 0.03
        unit.postings.add(
            Posting(
                id=uuid4(),
                case_id=line.id,
                letter=letter.id,
                request=None,
                attempt=1,
                sent_on=at.date() + timedelta(1),
                registered=f"1{self.letters:012d}",
                address=f"서울특별시 예시구 예시로 {self.letters}",
                returned_on=at.date() + timedelta(6) if returned else None,
                returned_why=ReturnWhy.MOVED if returned else None,
            )
        )
        self._act(at + timedelta(days=1), "post-letter", line.id, by)

    def _store_letter(self, one: IssuedLetter) -> None:
        """Store a letter as the store does, its proposal not being read again."""
        values = (
            one.id.hex, one.case_id.hex, one.proposal.hex, one.form, 2024, self.letters,
            one.number, one.issued_on.isoformat(), write_moment(one.issued_at),
            one.issued_by.hex, one.digest,
        )  # fmt: skip
        self.store.connection.exec_driver_sql(
            "INSERT INTO letter (id, case_id, proposal_id, form, year, serial, number, issued_on,"
            " issued_at, issued_by, digest, pdf, seal) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)",
            (*values, one.pdf, self.secrets.mac("letter", *values)),
        )

    def _runs(self) -> None:
        """Two runs over every case; one in fifty came out otherwise in the second."""
        for turn in (1, 2):
            run = Examination(
                id=uuid4(),
                began_at=LAST - timedelta(days=3 - turn),
                by=self.desk[0],
                day=date(2024, 2, 24 + turn),
                digests={NOTICE: self.digest},
            )
            counts: dict[tuple[str, Outcome], int] = {}
            with self.store.unit() as unit:
                unit.examinations.begin(run)
                for lines in self._pages():
                    results = [self._result(one, turn) for one in lines]
                    unit.examinations.add(run.id, results)
                    for one in results:
                        for key in (("", one.outcome), *one.reasons):
                            counts[key] = counts.get(key, 0) + 1
                told = [
                    ReasonCount(notice=NOTICE, rule=rule, outcome=outcome, cases=cases)
                    for (rule, outcome), cases in counts.items()
                ]
                unit.examinations.finish(run.id, run.began_at + timedelta(minutes=2), told)

    def _result(self, line: CaseLine, turn: int) -> CaseResult:
        outcome, headline = line.summary.outcome, line.summary.headline
        if turn == 2 and int(line.number[-5:]) % 50 == 0:
            outcome, headline = Outcome.REVIEW, "월평균소득 판단할 것"
        rules = ("income", "car", "documents", "real-estate")
        open_ones = (
            () if outcome in (Outcome.PASS, Outcome.NA) else ((rules[len(headline) % 4], outcome),)
        )
        return CaseResult(
            case_id=line.id,
            number=line.number,
            notice=line.notice,
            outcome=outcome,
            reasons=open_ones,
            headline=headline,
        )

    def _rosters(self) -> None:
        """A roster of every supply type, of those approved as eligible."""
        with self.store.unit() as unit:
            found = [
                one for one in unit.outgoing.results(NOTICE) if one.verdict is Verdict.ELIGIBLE
            ]
            terms = notice()
            for supply in (Supply.GENERAL, Supply.NEWLYWED):
                entries = [
                    RosterEntry(
                        case_id=one.case_id,
                        number=one.case_number,
                        rank=None if supply is Supply.GENERAL else 1,
                        points=self.dice.randrange(16),
                        dependants=self.dice.randrange(6),
                        birth=one.birth or date(1980, 1, 1),
                    )
                    for one in found
                    if one.supply is supply
                ]
                unit.rosters.freeze(
                    Roster(
                        id=uuid4(),
                        notice=NOTICE,
                        supply=supply,
                        quota=max(1, len(entries) // 5),
                        frozen_at=LAST,
                        frozen_by=self.supervisor,
                        entries=in_order(entries, terms),
                        digest=hashlib.sha256(supply.value.encode()).hexdigest(),
                    )
                )

    def _tray(self) -> None:
        with self.store.unit() as unit:
            for _ in range(TRAY):
                add_scan(unit, None, self.dice, self.desk[0])

    def _waiting_for_real(self) -> None:
        """Some proposals as the desk makes them, upon sheets that can be read."""
        park = bootstrap.office(self.store, bootstrap.seat(self.store, "박담당"), practice=True)
        for line in undecided(self.store, OPENED):
            propose(park, line, Matter.PERSON, Verdict.HOLD, "더 살펴볼 것")
