"""Destroy cases whose period is over (파기): what is left of each is its certificate."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from ipju.domain.account import Role
from ipju.domain.dates import add_months, in_letter, seoul_time
from ipju.domain.notice import Notice, RetentionTerms
from ipju.domain.printed_office import DestructionSheet
from ipju.domain.retention import Certificate, Holding, Standing, Term, months_of, term_of
from ipju.services.answer import NoReason
from ipju.services.authority import may, note
from ipju.services.frozen import EDITS
from ipju.services.office import Changes, Office
from ipju.services.ports import UnitOfWork

_ALL = 100_000

MONTH_END = 3
"""Days by which going back over a month's end may miss: the query asks for so many more."""


class NotDue(ValueError):
    """A case is not to be destroyed on this day; nothing was destroyed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """A case to be destroyed: its period ended on `due_on`; `overdue_days` counts from the day
    after `destroy_by`, the last one on which it would be in time.
    """

    case_id: UUID
    number: str
    holding: Holding
    due_on: date
    destroy_by: date
    overdue_days: int


@dataclass(frozen=True, slots=True)
class Destroyed:
    """What was destroyed. `wiped` is False while another window keeps old pages of the journal;
    they go when it closes.
    """

    certificates: tuple[Certificate, ...]
    changes: Changes
    wiped: bool = True


@may(Role.PRIVACY)
def due_for_destruction(office: Office) -> tuple[Due, ...]:
    """Return the cases to be destroyed today, those that are latest first."""
    today = office.clock.today()
    terms = {one: office.notices.get(one).retention for one in office.notices.ids()}
    found = [
        _due(standing, term_of(standing, terms[standing.notice]), today)
        for standing in _candidates(office, terms.values(), today)
        if standing.notice in terms
    ]
    return tuple(
        sorted((one for one in found if one is not None), key=lambda one: (one.due_on, one.number))
    )


@may(Role.PRIVACY)
def destroy(office: Office, case_ids: Sequence[UUID], reason: str) -> Destroyed:
    """Destroy cases whose period is over, all of them or none, and write their certificates.

    Raises NoReason without a reason, NotDue when the period of one is not over (or what it rests
    on was altered), KeyError when a case is gone. A destruction is written beside the backups
    before it is final, so that no restored backup brings the case back.
    """
    why = reason.strip()
    if not why:
        raise NoReason
    with office.store.unit() as unit:
        made = tuple(_certificate(office, unit, one, why) for one in dict.fromkeys(case_ids))
        for certificate in made:
            unit.destructions.destroy(certificate)
            note(
                office,
                unit,
                "destroy",
                certificate.case_id,
                why=why,
                detail={
                    "number": certificate.case_number,
                    "holding": certificate.holding.value,
                    "due_on": certificate.due_on.isoformat(),
                    "rows": certificate.rows,
                },
            )
        if office.backups is not None:
            for certificate in made:
                office.backups.note_destruction(certificate)
    wiped = office.store.retention.wipe()
    changes = Changes(
        cases=True,
        papers=True,
        judgement=True,
        lists=True,
        queues=True,
        decisions=True,
        letters=True,
        rooms=True,
        intake=True,
        trail=True,
    )
    return Destroyed(made, changes, wiped)


@may(Role.PRIVACY)
def certificates(office: Office) -> tuple[Certificate, ...]:
    """Return every destruction certificate, newest first."""
    with office.store.unit() as unit:
        return unit.destructions.all()


@may(Role.PRIVACY)
def certificate_sheet(office: Office, case_id: UUID) -> bytes:
    """Return the printed certificate (파기확인서) of a case; KeyError when there is none."""
    with office.store.unit() as unit:
        found = unit.destructions.get(case_id)
    if found is None:
        raise KeyError(case_id)
    names = {one.id: one.name for one in office.store.staff()}
    notice = office.notices.get(found.notice)
    return office.printer.render(_sheet(office, found, notice, names.get(found.approved_by, "")))


def _candidates(
    office: Office, terms: Iterable[RetentionTerms], today: date
) -> tuple[Standing, ...]:
    """Return the cases whose period may be over, by the shortest periods of all notices."""
    known = tuple(terms)

    def until(months: int) -> date:
        back = add_months(today, -months)
        return date.fromordinal(back.toordinal() + MONTH_END)

    contracted = [one.contracted_months for one in known if one.contracted_months is not None]
    return office.store.retention.candidates(
        until(min(one.not_selected_months for one in known)),
        until(min(one.selected_months for one in known)),
        until(min(contracted)) if contracted else None,
    )


def _due(standing: Standing, term: Term, today: date) -> Due | None:
    if not term.due(today) or term.ends_on is None or term.destroy_by is None:
        return None
    return Due(
        case_id=standing.case_id,
        number=standing.number,
        holding=term.holding,
        due_on=term.ends_on,
        destroy_by=term.destroy_by,
        overdue_days=term.overdue(today),
    )


def _certificate(office: Office, unit: UnitOfWork, case_id: UUID, why: str) -> Certificate:
    """Return the certificate of a case that is about to go; NotDue when it may not."""
    retention = office.store.retention
    standing = retention.standing(case_id)
    term = term_of(standing, office.notices.get(standing.notice).retention)
    if term.ends_on is None:
        raise NotDue(
            f"{standing.number}: 보유 구분이 '{term.holding.label}'이라 파기할 때가 정해지지 "
            "않았습니다. 아무것도 파기하지 않았습니다."
        )
    if not term.due(office.clock.today()):
        raise NotDue(
            f"{standing.number}: 보유 기간이 {in_letter(term.ends_on)}까지라 아직 파기할 수 "
            "없습니다. 아무것도 파기하지 않았습니다."
        )
    if not _is_borne_out(office, unit, case_id):
        raise NotDue(
            f"{standing.number}: 보유 기간의 근거인 사실이나 통지, 결정에 고친 흔적이 있어 "
            "파기하지 않았습니다. 백업과 대조하세요."
        )
    return Certificate(
        case_id=case_id,
        case_number=standing.number,
        notice=standing.notice,
        holding=term.holding,
        due_on=term.ends_on,
        destroyed_at=office.clock.now(),
        approved_by=office.actor.id,
        reason=why,
        rows=retention.rows_of(case_id),
    )


def _is_borne_out(office: Office, unit: UnitOfWork, case_id: UUID) -> bool:
    """Tell whether the ledger bears what the period rests on: facts, decisions, leases, letters."""
    letters = unit.letters.of(case_id)
    if not all(one.whole for one in letters):
        return False
    if not all(one.whole for one in unit.proposals.of(case_id)):
        return False
    if not all(one.whole for one in unit.leases.of_case(case_id)):
        return False
    case = unit.cases.get(case_id)
    acts = [action for _at, _who, action, _why in office.store.acts(case_id, _ALL)]
    # Cases that were brought in by the hundred (연습) have no row of their own.
    edited = case.version > 1 or any(one in EDITS for one in acts)
    if edited and unit.ledger.last_editor(case_id, case.version) is None:
        return False
    return acts.count("issue-letter") <= len(letters)


def _sheet(office: Office, one: Certificate, notice: Notice, approved_by: str) -> DestructionSheet:
    terms = notice.retention
    done = seoul_time(one.destroyed_at)
    destroy_by = date.fromordinal(one.due_on.toordinal() + terms.destroy_within_days)
    # A practice office works on a day of its own, so that its clock proves nothing.
    late = 0 if office.practice else (done.date() - destroy_by).days
    text = "\n".join(
        str(part)
        for part in (one.case_id.hex, one.case_number, one.notice, one.holding.value, one.due_on,
                     one.destroyed_at.isoformat(), one.approved_by.hex, one.reason, one.rows)
    )  # fmt: skip
    digest = hashlib.sha256(text.encode()).hexdigest()[:16].upper()
    return DestructionSheet(
        office=office.actor.department,
        made_on=done.date(),
        practice=office.practice,
        case_number=one.case_number,
        notice_title=notice.short_title,
        holding=one.holding.label,
        period=_period(one.holding, terms),
        due_on=one.due_on,
        destroy_by=destroy_by,
        destroyed_on=done.date(),
        destroyed_at=f"{done:%H:%M}",
        late=f"{late:,}일 늦음" if late > 0 else "",
        reason=one.reason,
        rows=f"{one.rows:,}",
        approved_by=approved_by,
        state="" if one.whole else "저장된 확인서에 고친 흔적이 있습니다. 이 종이를 믿지 마십시오.",
        fingerprint=" ".join(digest[at : at + 4] for at in range(0, len(digest), 4)),
    )


def _period(holding: Holding, terms: RetentionTerms) -> str:
    months = months_of(holding, terms)
    since = "계약한 날" if holding is Holding.CONTRACTED else "결과를 알린 날"
    length = f"{months // 12}년" if months and months % 12 == 0 else f"{months}개월"
    return f"{since}부터 {length}, 그 뒤 {terms.destroy_within_days}일 안에 파기 ({terms.clause})"
