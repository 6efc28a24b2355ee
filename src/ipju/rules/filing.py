"""One paper against what the notice asks of it: issue date, postmark, mail, what it shows (3장)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import NamedTuple

from ipju.domain.dates import spoken
from ipju.domain.finding import Choice, Outcome, Question, Reading, Target
from ipju.domain.notice import Notice, PaperTerms
from ipju.domain.paper import Paper
from ipju.domain.person import Person
from ipju.rules.answers import ruling
from ipju.rules.facts import Facts
from ipju.rules.outcome import worst

BEST_FIRST = (Outcome.PASS, Outcome.REVIEW, Outcome.MISSING, Outcome.FAIL)

_EARLY = (
    Choice(id="accept", text="접수 기간 전 소인이지만 기간 안에 낸 것으로 인정한다(적합)"),
    Choice(id="refuse", text="접수 기간 전 소인이어서 인정하지 않는다(부적합)"),
)


class Defect(NamedTuple):
    """What is wrong with a paper and how to mend it; `mend` is empty when nothing cures it."""

    text: str
    mend: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirement:
    """A paper asked for in this case: its terms, whose it is, and why.

    `points` marks papers for points only (가점제출서류). `instead` names what would also do.
    `unsure` is the fact that decides whether the paper is needed at all.
    """

    terms: PaperTerms
    person: Person | None
    why: str
    points: bool = False
    instead: tuple[str, ...] = ()
    unsure: Reading | None = None

    @property
    def name(self) -> str:
        """The name of the paper with the person it is about."""
        return f"{self.terms.name} ({self.person.name})" if self.person else self.terms.name


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of the checklist: the requirement, the paper judged for it, and the result."""

    requirement: Requirement
    paper: Paper | None
    outcome: Outcome
    defects: tuple[Defect, ...] = ()
    missing: tuple[Reading, ...] = ()
    question: Question | None = None
    notes: tuple[str, ...] = ()
    boundary: bool = False


class _Check(NamedTuple):
    """The result of one check of a paper: a defect, a field not recorded, or neither."""

    defect: Defect | None = None
    lacks: str = ""
    label: str = ""


_FINE = _Check()


def judged(facts: Facts, notice: Notice, need: Requirement) -> Line:
    """Judge what came in for one requirement; of several papers the best one counts.

    A paper not yet received is missing while the filing period runs, afterwards a fail. A later
    paper of a kind that was filed in time is a supplement (보완) and is not late.
    """
    found = [one for one in facts.case.papers if _is_for(one, need)]
    until = notice.calendar.papers_last
    if not found:
        return _absent(facts, notice, need)
    in_time = any(one.postmarked_on is not None and one.postmarked_on <= until for one in found)
    lines = [_line(facts, notice, need, one, supplements=in_time) for one in found]
    return min(reversed(lines), key=lambda one: BEST_FIRST.index(one.outcome))


def _is_for(paper: Paper, need: Requirement) -> bool:
    if paper.kind != need.terms.id:
        return False
    return paper.subject is None or need.person is None or paper.subject == need.person.id


def _absent(facts: Facts, notice: Notice, need: Requirement) -> Line:
    until = notice.calendar.papers_until
    if need.unsure is not None:
        outcome, missing = Outcome.MISSING, (need.unsure,)
        return Line(requirement=need, paper=None, outcome=outcome, missing=missing)
    if until is None or facts.reviewed_on <= until:
        target = Target(section="papers", field="kind")
        value = "아직 받지 못함" if until is None else f"{spoken(until)} 소인까지"
        missing = (Reading(label=need.name, value=value, target=target),)
        return Line(requirement=need, paper=None, outcome=Outcome.MISSING, missing=missing)
    defect = Defect("내지 않음", f"{need.name} 등기우편으로 제출")
    return Line(requirement=need, paper=None, outcome=Outcome.FAIL, defects=(defect,))


def _line(
    facts: Facts, notice: Notice, need: Requirement, paper: Paper, *, supplements: bool
) -> Line:
    checks = (
        _kind(paper, need),
        _issued(paper, need, notice),
        _mailed(paper, notice),
        _postmark(paper, notice, supplements=supplements),
        _original(paper, need),
        _rrn(paper, need),
        *_shown(paper, need, notice),
    )
    defects = tuple(one.defect for one in checks if one.defect is not None)
    missing = tuple(
        Reading(
            label=f"{need.name} {one.label}",
            value="미확인",
            target=Target(section="papers", field=one.lacks, row=paper.id),
        )
        for one in checks
        if one.lacks
    )
    outcomes = [Outcome.PASS]
    outcomes += [Outcome.FAIL] if defects else []
    outcomes += [Outcome.MISSING] if missing else []
    notes: tuple[str, ...] = ()
    question = _early(need, paper, notice)
    if question is not None:
        answer = ruling(facts, question)
        if answer is None:
            outcomes.append(Outcome.REVIEW)
        else:
            question, notes = None, (answer.text,)
            if answer.choice == "refuse":
                outcomes.append(Outcome.FAIL)
                defects += (Defect(answer.text),)
    outcome = worst(outcomes)
    stopped = outcome is Outcome.FAIL
    return Line(
        requirement=need,
        paper=paper,
        outcome=outcome,
        defects=defects,
        missing=() if stopped else missing,
        question=None if stopped else question,
        notes=(*notes, *_doubts(paper, need, notice)),
        boundary=paper.issued_on == notice.papers.issued_from
        or (
            paper.postmarked_on is not None
            and paper.postmarked_on in (notice.calendar.papers_from, notice.calendar.papers_until)
        ),
    )


def _kind(paper: Paper, need: Requirement) -> _Check:
    if not paper.wrong_kind:
        return _FINE
    text = f"다른 서류({paper.wrong_kind})를 냄: {need.terms.name}만 인정"
    return _Check(Defect(text, f"{need.terms.name} 원본을 발급받아 제출"))


def _issued(paper: Paper, need: Requirement, notice: Notice) -> _Check:
    """Issued on or after the notice date; the consent form prints no date of issue."""
    if paper.issued_on is None:
        consent = need.terms.id == notice.papers.consent
        return _FINE if consent else _Check(lacks="issued_on", label="발급일")
    first = notice.papers.issued_from
    if paper.issued_on >= first:
        return _FINE
    text = f"{spoken(paper.issued_on)} 발급: 공고일 전"
    return _Check(Defect(text, f"{spoken(first)} 이후에 새로 발급받아 제출"))


def _mailed(paper: Paper, notice: Notice) -> _Check:
    if not notice.papers.registered_mail_only or paper.registered_mail:
        return _FINE
    if paper.registered_mail is None:
        return _Check(lacks="registered_mail", label="등기우편 여부")
    return _Check(Defect("등기우편이 아님"))


def _postmark(paper: Paper, notice: Notice, *, supplements: bool) -> _Check:
    day, until = paper.postmarked_on, notice.calendar.papers_until
    if until is None:
        return _FINE
    if day is None:
        return _Check(lacks="postmarked_on", label="소인")
    if day <= until or supplements:
        return _FINE
    return _Check(Defect(f"소인 {spoken(day)}: 기한 {spoken(until)} 지남"))


def _early(need: Requirement, paper: Paper, notice: Notice) -> Question | None:
    """Return the question on a postmark before the filing period (B13)."""
    first, day = notice.calendar.papers_from, paper.postmarked_on
    if first is None or day is None or day >= first:
        return None
    return Question(
        id="documents/B13",
        subject=paper.id,
        text=f"{need.name}: 소인이 {spoken(day)}로 제출기간 첫날 {spoken(first)}보다 이릅니다. "
        "인정할지 정하세요.",
        quote="제출기간 : 2023.12.26.(화) ~ 2024.01.05.(금)",
        choices=_EARLY,
    )


def _original(paper: Paper, need: Requirement) -> _Check:
    if not need.terms.original or paper.original:
        return _FINE
    if paper.original is None:
        return _Check(lacks="original", label="원본 여부")
    return _Check(Defect("사본: 원본만 인정", f"{need.terms.name} 원본을 제출"))


def _rrn(paper: Paper, need: Requirement) -> _Check:
    if not need.terms.rrn_shown or paper.rrn_shown:
        return _FINE
    if paper.rrn_shown is None:
        return _Check(lacks="rrn_shown", label="주민등록번호 뒷자리 표시")
    mend = "주민등록번호 뒷자리가 나오게 새로 발급받아 제출"
    return _Check(Defect("주민등록번호 뒷자리가 나오지 않음", mend))


def _shown(paper: Paper, need: Requirement, notice: Notice) -> tuple[_Check, ...]:
    """Check what the paper must show; a paper nobody has looked at yet lacks the record."""
    terms = need.terms
    if terms.id == notice.papers.pregnancy:
        return _diagnosis(paper, notice)
    hidden = [one for one in terms.shows if one.id not in paper.shows]
    if not hidden:
        return ()
    if not paper.shows and paper.issued_on is None:
        return (_Check(lacks="shows", label="표시 항목"),)
    names = ", ".join(one.name for one in hidden)
    return (_Check(Defect(f"{names} 표시 없음", f"{names} 항목이 나오게 새로 발급받아 제출")),)


def _diagnosis(paper: Paper, notice: Notice) -> tuple[_Check, ...]:
    """Check the weeks on a pregnancy diagnosis against the notice date (A6)."""
    if paper.weeks is None:
        if "weeks" not in paper.shows and (paper.shows or paper.issued_on is not None):
            mend = "임신주수와 태아 수가 적힌 진단서 원본을 제출"
            return (_Check(Defect("임신주수 표시 없음", mend)),)
        return (_Check(lacks="weeks", label="임신주수"),)
    if paper.issued_on is None:
        return ()
    began = paper.issued_on - timedelta(weeks=paper.weeks)
    if began > notice.day:
        return (_Check(Defect(f"임신주수로 세면 {spoken(began)}부터: 공고일에 임신 중이 아님")),)
    return ()


def _doubts(paper: Paper, need: Requirement, notice: Notice) -> tuple[str, ...]:
    """Return the notes an officer confirms on a pregnancy diagnosis (A5, A6)."""
    if need.terms.id != notice.papers.pregnancy:
        return ()
    notes: list[str] = []
    if paper.weeks is not None and paper.foetuses is None and "foetuses" not in paper.shows:
        notes.append(
            "임신진단서에 태아 수가 없어 1명으로 셉니다. 태아 수가 적힌 진단서를 보완받으세요."
        )
    if paper.weeks is not None and any(one.defect for one in _diagnosis(paper, notice)):
        notes.append(
            "공고에 임신주수를 거슬러 세는 규정이 없습니다. 공고일에 임신 중이 아닌지 확인하세요."
        )
    return tuple(notes)
