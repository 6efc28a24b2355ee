"""What a paper from an envelope records: received in order by one key, then what is wrong with it.

Whoever receives a paper has looked at it: everything the notice wants on it is taken as seen, and
every form as signed by the right hand, until one of the other acts says otherwise.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from uuid import uuid4

from ipju.domain.case import Case
from ipju.domain.dates import age_on
from ipju.domain.finding import Outcome
from ipju.domain.notice import Condition, Notice, PaperStage, PaperTerms
from ipju.domain.paper import Paper, Signature
from ipju.domain.person import Person
from ipju.rules.documents import Line, Requirement, checklist
from ipju.rules.facts import Facts
from ipju.rules.filing import window_of
from ipju.rules.judge import Judgement
from ipju.services.letters.sheet import CannotPrint, Sheet
from ipju.services.letters.supplement import supplement

ORIGINAL = "original"
RRN = "rrn_shown"
_REGISTERED = "등기번호 "


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """What is asked once per envelope: the postmark (소인) or day of filing, and how it came.

    `registered` is the number of the registered mail (등기번호), `ordinary` says that it was none.
    """

    came_on: date | None = None
    registered: str = ""
    ordinary: bool = False


@dataclass(frozen=True, slots=True)
class Seen:
    """One thing that is looked for on a paper; `ok` None: nobody has looked yet."""

    id: str
    word: str
    ok: bool | None


@dataclass(frozen=True, slots=True)
class Asked:
    """One thing that a supplement (보완) would ask for: the paper, and what to bring."""

    paper: str
    bring: str


def posted(notice: Notice) -> bool:
    """Tell whether papers come by registered mail only, so that the postmark counts."""
    return notice.papers.registered_mail_only


def is_signed_form(notice: Notice, kind: str) -> bool:
    """Tell whether a paper is one of the consent forms (동의서), which members sign."""
    financial = notice.financial_consent
    return kind == notice.papers.consent or (financial is not None and kind == financial.paper)


def unchecked(paper: Paper, notice: Notice) -> bool:
    """Tell whether nobody has looked at a paper yet: only its scan came in."""
    day = paper.postmarked_on if posted(notice) else paper.received_on
    return day is None and paper.issued_on is None and not (paper.signatures or paper.wrong_kind)


def receive(facts: Facts, notice: Notice, need: Requirement, envelope: Envelope) -> Paper:
    """Return the paper of a requirement as it came, in order in every way but its date."""
    applicant = facts.case.applicant
    paper = Paper(
        id=uuid4(),
        kind=need.terms.id,
        subject=need.subject or (applicant.id if applicant else None),
    )
    return look_over(paper, facts, notice, need.terms, envelope)


def look_over(
    paper: Paper, facts: Facts, notice: Notice, terms: PaperTerms, envelope: Envelope
) -> Paper:
    """Return a paper that was looked at and found in order; its dates are as they were."""
    signatures = paper.signatures
    if is_signed_form(notice, paper.kind):
        signatures = _all_signed(facts, notice, paper)
    paper = replace(
        paper,
        original=True if terms.original or posted(notice) else paper.original,
        rrn_shown=True if terms.rrn_shown else paper.rrn_shown,
        shows=tuple(one.id for one in terms.to_see),
        signatures=signatures,
    )
    return came(paper, notice, envelope)


def came(paper: Paper, notice: Notice, envelope: Envelope) -> Paper:
    """Return a paper with the day and the way in which its envelope came."""
    if not posted(notice):
        return replace(paper, received_on=envelope.came_on)
    others = [one for one in paper.note.split("; ") if one and not one.startswith(_REGISTERED)]
    numbers = [_REGISTERED + envelope.registered] if envelope.registered else []
    return replace(
        paper,
        postmarked_on=envelope.came_on,
        registered_mail=not envelope.ordinary,
        note="; ".join((*others, *numbers)),
    )


def dated(paper: Paper, facts: Facts, notice: Notice, day: date | None) -> Paper:
    """Return a paper with its day of issue; of a consent form it is the day of signing (B15)."""
    if not is_signed_form(notice, paper.kind):
        return replace(paper, issued_on=day)
    people = {one.id: one for one in facts.case.people}
    return replace(
        paper,
        signatures=tuple(
            replace(
                one,
                signed_on=day if one.signed else one.signed_on,
                by_guardian=_by_guardian(facts, notice, people.get(one.person), day)
                if one.signed
                else one.by_guardian,
            )
            for one in paper.signatures
        ),
    )


def day_of(paper: Paper, notice: Notice) -> date | None:
    """Return the day of issue, or of a consent form the last day of signing."""
    if not is_signed_form(notice, paper.kind):
        return paper.issued_on
    return max((one.signed_on for one in paper.signatures if one.signed_on), default=None)


def mistaken(paper: Paper, name: str) -> Paper:
    """Return a paper in whose place another one came (종류 다름); an empty name takes it back."""
    return replace(paper, wrong_kind=name.strip())


def counted(paper: Paper, weeks: int | None, foetuses: int | None) -> Paper:
    """Return a pregnancy diagnosis (임신진단서) with the weeks and the foetuses that it tells."""
    told = {"weeks": weeks, "foetuses": foetuses}
    silent = {name for name, value in told.items() if value is None}
    shows = [one for one in paper.shows if one not in told]
    shows += [name for name in told if name not in silent]
    return replace(paper, weeks=weeks, foetuses=foetuses, shows=tuple(shows))


def seen_on(paper: Paper, terms: PaperTerms) -> tuple[Seen, ...]:
    """Return everything that is looked for on a paper, and whether it was found."""
    looked = bool(paper.shows) or paper.issued_on is not None
    found = [Seen(ORIGINAL, "원본", paper.original)] if terms.original else []
    if terms.rrn_shown:
        found.append(Seen(RRN, "주민등록번호 뒷자리", paper.rrn_shown))
    found += [
        Seen(one.id, one.name, True if one.id in paper.shows else (False if looked else None))
        for one in terms.to_see
    ]
    return tuple(found)


def wanted_on(terms: PaperTerms) -> tuple[str, ...]:
    """Return the words of everything that is looked for on a paper not received yet."""
    words = ["원본"] if terms.original else []
    words += ["주민등록번호 뒷자리"] if terms.rrn_shown else []
    return (*words, *(one.name for one in terms.to_see))


def turned(paper: Paper, what: str) -> Paper:
    """Return a paper with one thing that is looked for turned over: found, or not found."""
    if what == ORIGINAL:
        return replace(paper, original=not paper.original)
    if what == RRN:
        return replace(paper, rrn_shown=not paper.rrn_shown)
    others = tuple(one for one in paper.shows if one != what)
    return replace(paper, shows=others if what in paper.shows else (*paper.shows, what))


def sign_over(paper: Paper, facts: Facts, notice: Notice, person: Person) -> Paper:
    """Return a consent form with one member's signature turned over: signed, or not signed."""
    present = next((one for one in paper.signatures if one.person == person.id), None)
    day = day_of(paper, notice)
    if present is not None and present.signed:
        changed = replace(present, signed=False, agreed=None, unnotified=None, signed_on=None)
    else:
        changed = _signed(facts, notice, person, paper.kind, day, present)
    others = tuple(one for one in paper.signatures if one.person != person.id)
    order = [one.id for one in facts.case.people]
    signatures = sorted((*others, changed), key=lambda one: order.index(one.person))
    return replace(paper, signatures=tuple(signatures))


def signers(facts: Facts) -> tuple[Person, ...]:
    """Return whose signatures the consent forms need: every member of the household."""
    return tuple(facts.household.members)


def _all_signed(facts: Facts, notice: Notice, paper: Paper) -> tuple[Signature, ...]:
    known = {one.person: one for one in paper.signatures}
    day = day_of(paper, notice)
    return tuple(
        _signed(facts, notice, one, paper.kind, day, known.get(one.id)) for one in signers(facts)
    )


def _signed(
    facts: Facts,
    notice: Notice,
    person: Person,
    kind: str,
    day: date | None,
    present: Signature | None,
) -> Signature:
    financial = kind != notice.papers.consent
    return Signature(
        id=present.id if present else uuid4(),
        person=person.id,
        signed=True,
        by_guardian=_by_guardian(facts, notice, person, day),
        signed_on=day,
        agreed=None if financial else True,
        unnotified=True if financial else None,
    )


def _by_guardian(
    facts: Facts, notice: Notice, person: Person | None, day: date | None
) -> bool | None:
    """Tell whose hand signs: the guardian's below the age of the notice (만 14세, B15)."""
    if person is None or person.birth is None:
        return None
    on = day or notice.day if notice.reading("B15") == "signing" else notice.day
    return age_on(person.birth, on) < notice.papers.guardian_below_age


def in_time(notice: Notice, day: date) -> str:
    """Tell how a postmark (or day of filing) stands: `early`, `in-time`, `late`, or `` for none."""
    window = window_of(notice, PaperStage.ELIGIBILITY)
    if window.last is None:
        return ""
    if window.first is not None and day < window.first:
        return "early"
    return "late" if day > window.last else "in-time"


def lines_of(judgement: Judgement, notice: Notice) -> tuple[Line, ...]:
    """Return the checklist of a case: the papers that are asked for, and how each came."""
    return checklist(judgement.facts, notice)


def not_asked(judgement: Judgement, notice: Notice) -> tuple[PaperTerms, ...]:
    """Return the papers of the notice that this application need not bring.

    Those that prove a claim of points, or a need of a scholar, are not listed one by one.
    """
    asked = {one.requirement.terms.id for one in lines_of(judgement, notice)}
    by_claim = (Condition.VULNERABLE, Condition.BY_NEED)
    return tuple(
        one for one in notice.papers.papers if one.id not in asked and one.needed not in by_claim
    )


def to_ask(case: Case, notice: Notice, judgement: Judgement, on: date) -> tuple[Asked, ...]:
    """Return what a supplement would ask for, as its letter of the day `on` would say it."""
    sheet = Sheet(
        case=case, notice=notice, notice_digest="", judgement=judgement, on=on, officer=""
    )
    try:
        defects = supplement(sheet).defects
    except CannotPrint:
        return ()
    return tuple(Asked(one.item, one.remedy) for one in defects)


def came_in(lines: tuple[Line, ...]) -> int:
    """Count the lines for which something came in."""
    return sum(one.paper is not None and one.outcome is not Outcome.NA for one in lines)
