"""One paper against what the notice asks of it: issue date, when and how it came, what it shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple
from uuid import UUID

from ipju.domain.dates import WEEKDAYS, spoken
from ipju.domain.finding import Choice, Outcome, Question, Reading, Target
from ipju.domain.notice import Notice, PaperStage, PaperTerms
from ipju.domain.paper import Paper
from ipju.domain.person import Person
from ipju.domain.scholar import Payer
from ipju.rules.answers import ruling
from ipju.rules.facts import Facts
from ipju.rules.outcome import worst

BEST_FIRST = (Outcome.PASS, Outcome.REVIEW, Outcome.MISSING, Outcome.FAIL)


class Window(NamedTuple):
    """When papers may come in (both days inclusive; None: no such day) and which day counts.

    `field` is the field of the paper with that day, `word` what it is called. `officer`: what
    came before the first day is left to an officer (B13), where the notice is silent on it.
    """

    first: date | None
    last: date | None
    field: str
    word: str
    officer: bool = True

    def day(self, paper: Paper) -> date | None:
        """Return the day that counts: the postmark, or when it was handed in."""
        if self.field == "postmarked_on":
            return paper.postmarked_on
        return paper.received_on or paper.postmarked_on


def window_of(notice: Notice, stage: PaperStage) -> Window:
    """Return when papers of a step may come: the filing period, or that of the scholar track."""
    if stage is PaperStage.SCHOLAR and notice.scholar is not None:
        terms = notice.scholar
        last = terms.applied_until.date()
        return Window(terms.applied_from, last, "received_on", "제출일", officer=False)
    calendar = notice.calendar
    mailed = notice.papers.registered_mail_only
    return Window(
        calendar.papers_from,
        calendar.papers_until,
        "postmarked_on" if mailed else "received_on",
        "소인" if mailed else "제출일",
    )


class Defect(NamedTuple):
    """What is wrong with a paper and how to mend it; `mend` is empty when nothing cures it."""

    text: str
    mend: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirement:
    """A paper asked for in this case: its terms, whose it is, and why.

    `points` marks papers for points only (가점제출서류). `instead` names what would also do.
    `unsure` is the fact that decides whether the paper is needed at all. `payer` is whose health
    insurance it is about; such a paper counts only for the one whose name it bears.
    """

    terms: PaperTerms
    person: Person | None
    why: str
    points: bool = False
    instead: tuple[str, ...] = ()
    unsure: Reading | None = None
    payer: Payer | None = None

    @property
    def name(self) -> str:
        """The name of the paper with the person it is about."""
        about = [self.payer.role.label] if self.payer else []
        about += [self.person.name] if self.person else []
        return f"{self.terms.name} ({' '.join(about)})" if about else self.terms.name

    @property
    def subject(self) -> UUID | None:
        """What a paper for it holds as its `subject`: the person, or the payer without a record."""
        if self.person is not None:
            return self.person.id
        return self.payer.id if self.payer else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of the checklist: the requirement, the paper judged for it, and the result.

    `early` says what came before the filing period, while the question on it is open.
    """

    requirement: Requirement
    paper: Paper | None
    outcome: Outcome
    defects: tuple[Defect, ...] = ()
    missing: tuple[Reading, ...] = ()
    question: Question | None = None
    early: str = ""
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
    found = [one for one in facts.case.papers if is_for(one, need)]
    if not found:
        return _absent(facts, notice, need)
    window = window_of(notice, need.terms.stage)
    last = window.last or date.max
    in_time = any((day := window.day(one)) is not None and day <= last for one in found)
    lines = [_line(facts, notice, need, one, supplements=in_time) for one in found]
    return min(reversed(lines), key=lambda one: BEST_FIRST.index(one.outcome))


def best_set(sets: Sequence[list[Line]]) -> list[Line]:
    """Return the lines of the set of papers that came best; none where there is no set."""
    return min(sets, key=_how_good, default=[])


def _how_good(lines: list[Line]) -> tuple[int, int]:
    result = worst(one.outcome for one in lines)
    return BEST_FIRST.index(result), -sum(one.paper is not None for one in lines)


def is_for(paper: Paper, need: Requirement) -> bool:
    """Tell whether a paper is of the kind, and of the person, a requirement asks for."""
    if paper.kind != need.terms.id:
        return False
    if need.payer is not None:
        return paper.subject is not None and paper.subject in (need.subject, need.payer.id)
    return paper.subject is None or need.person is None or paper.subject == need.person.id


def _absent(facts: Facts, notice: Notice, need: Requirement) -> Line:
    window = window_of(notice, need.terms.stage)
    if need.unsure is not None:
        outcome, missing = Outcome.MISSING, (need.unsure,)
        return Line(requirement=need, paper=None, outcome=outcome, missing=missing)
    if window.last is None or facts.reviewed_on <= window.last:
        target = Target(section="papers", field="kind")
        value = "아직 받지 못함"
        if window.last is not None:
            value = f"{spoken(window.last)} {window.word}까지"
        missing = (Reading(label=need.name, value=value, target=target),)
        return Line(requirement=need, paper=None, outcome=Outcome.MISSING, missing=missing)
    how = "등기우편으로 제출" if window.field == "postmarked_on" else "제출"
    defect = Defect("내지 않음", f"{need.name} {how}")
    return Line(requirement=need, paper=None, outcome=Outcome.FAIL, defects=(defect,))


def _line(
    facts: Facts, notice: Notice, need: Requirement, paper: Paper, *, supplements: bool
) -> Line:
    window = window_of(notice, need.terms.stage)
    checks = (
        _kind(paper, need),
        _issued(paper, need, notice),
        _mailed(paper, window),
        _came(paper, window, supplements=supplements),
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
    question = _early(need, paper, window)
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
        early=f"제출기간 전 {window.word}",
        notes=(*notes, *_doubts(paper, need, notice)),
        boundary=paper.issued_on == notice.papers.issued_from
        or ((day := window.day(paper)) is not None and day in (window.first, window.last)),
    )


def _kind(paper: Paper, need: Requirement) -> _Check:
    if not paper.wrong_kind:
        return _FINE
    text = f"다른 서류({paper.wrong_kind})를 냄: {need.terms.name}만 인정"
    return _Check(Defect(text, f"{need.terms.name} 원본을 발급받아 제출"))


def _issued(paper: Paper, need: Requirement, notice: Notice) -> _Check:
    """Issued on or after the notice date; forms (양식) print no date of issue."""
    if paper.issued_on is None:
        undated = need.terms.undated or need.terms.id == notice.papers.consent
        return _FINE if undated else _Check(lacks="issued_on", label="발급일")
    first = notice.papers.issued_from
    if paper.issued_on >= first:
        return _FINE
    text = f"{spoken(paper.issued_on)} 발급: 공고일 전"
    return _Check(Defect(text, f"{spoken(first)} 이후에 새로 발급받아 제출"))


def _mailed(paper: Paper, window: Window) -> _Check:
    if window.field != "postmarked_on" or paper.registered_mail:
        return _FINE
    if paper.registered_mail is None:
        return _Check(lacks="registered_mail", label="등기우편 여부")
    return _Check(Defect("등기우편이 아님"))


def _came(paper: Paper, window: Window, *, supplements: bool) -> _Check:
    """Check the day on which the paper came against the filing period, if there is one."""
    if window.last is None:
        return _FINE
    day = window.day(paper)
    if day is None:
        return _Check(lacks=window.field, label=window.word)
    if not window.officer and window.first is not None and day < window.first:
        text = f"{window.word} {spoken(day)}: 접수 첫날 {spoken(window.first)} 전"
        return _Check(Defect(text, f"{spoken(window.first)} 이후에 다시 제출"))
    if day <= window.last or supplements:
        return _FINE
    return _Check(Defect(f"{window.word} {spoken(day)}: 기한 {spoken(window.last)} 지남"))


def _early(need: Requirement, paper: Paper, window: Window) -> Question | None:
    """Return the question on a paper that came before the filing period (B13)."""
    first, last, day = window.first, window.last, window.day(paper)
    if not window.officer or first is None or last is None or day is None or day >= first:
        return None
    word = window.word
    return Question(
        id="documents/B13",
        subject=paper.id,
        text=f"{need.name}: {word}이 {spoken(day)}로 제출기간 첫날 {spoken(first)}보다 이릅니다. "
        "인정할지 정하세요.",
        quote=f"제출기간 : {_printed(first)} ~ {_printed(last)}",
        choices=(
            Choice(
                id="accept", text=f"접수 기간 전 {word}이지만 기간 안에 낸 것으로 인정한다(적합)"
            ),
            Choice(id="refuse", text=f"접수 기간 전 {word}이어서 인정하지 않는다(부적합)"),
        ),
    )


def _printed(day: date) -> str:
    """Return `2023.12.26.(화)`, the way a notice prints a day."""
    return f"{day:%Y.%m.%d}.({WEEKDAYS[day.weekday()]})"


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
        return _diagnosis(paper, need, notice)
    hidden = [one for one in terms.to_see if one.id not in paper.shows]
    if not hidden:
        return ()
    if not paper.shows and paper.issued_on is None:
        return (_Check(lacks="shows", label="표시 항목"),)
    names = ", ".join(one.name for one in hidden)
    if terms.undated:
        return (_Check(Defect(f"{names} 확인되지 않음", "양식을 다시 작성해 제출")),)
    return (_Check(Defect(f"{names} 표시 없음", f"{names} 항목이 나오게 새로 발급받아 제출")),)


def _diagnosis(paper: Paper, need: Requirement, notice: Notice) -> tuple[_Check, ...]:
    """Check the weeks on a pregnancy diagnosis against the notice date (A6).

    Weeks must be on it only where the notice asks for them.
    """
    if paper.weeks is None:
        if not any(one.id == "weeks" for one in need.terms.shows):
            return ()
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
    if paper.weeks is not None and any(one.defect for one in _diagnosis(paper, need, notice)):
        notes.append(
            "공고에 임신주수를 거슬러 세는 규정이 없습니다. 공고일에 임신 중이 아닌지 확인하세요."
        )
    return tuple(notes)
