"""통지 in words: where a proposal stands, and what the case bears."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from ipju.domain.case import Case
from ipju.domain.decision import Matter, Proposal, ProposalState, Verdict
from ipju.domain.finding import Outcome
from ipju.domain.notice import Notice
from ipju.rules.judge import HOME, PERSON, Judgement
from ipju.rules.names import TITLES
from ipju.services.letters import FORMS, blanks_of, forms_of
from ipju.ui.screens.approval.words import moment_words
from ipju.ui.screens.case.decision_state import DecisionState


@dataclass(frozen=True, slots=True)
class Choice:
    """One decision the list offers: its row, its form (empty: no letter) and its words."""

    row: str
    matter: Matter
    verdicts: tuple[Verdict, ...]
    form: str
    words: str


CHOICES = (
    Choice("eligible", Matter.PERSON, (Verdict.ELIGIBLE,), "eligible", FORMS["eligible"]),
    Choice("ineligible", Matter.PERSON, (Verdict.INELIGIBLE,), "ineligible", FORMS["ineligible"]),
    Choice("supplement", Matter.PERSON, (Verdict.SUPPLEMENT,), "supplement", FORMS["supplement"]),
    Choice("hold", Matter.PERSON, (Verdict.HOLD,), "", "보류 (통지 없음)"),
    Choice("title", Matter.HOME, (Verdict.ELIGIBLE, Verdict.INELIGIBLE), "title", FORMS["title"]),
    Choice("hold-home", Matter.HOME, (Verdict.HOLD,), "", "보류 (통지 없음)"),
)
"""Every decision there is; of 권리분석 the findings say which of its two verdicts it is."""


_BLANK = "-blank"


def choices_of(notice: Notice) -> tuple[Choice, ...]:
    """Return the decisions of a notice: upon a home only where it has homes reviewed."""
    has_home = notice.title_review is not None
    return tuple(one for one in CHOICES if has_home or one.matter is not Matter.HOME)


def other_forms(notice: Notice, case: Case) -> dict[str, str]:
    """Return the forms that tell no decision, by their rows, then those printed blank."""
    decided = {one.form for one in CHOICES}
    found = {one: FORMS[one] for one in forms_of(notice, case) if one not in decided}
    short = {one: FORMS[one].rpartition(" ")[2] for one in blanks_of(notice)}
    for one, word in short.items():
        alike = list(short.values()).count(word) > 1
        found[f"{one}{_BLANK}"] = f"빈 {FORMS[one]}" if alike else f"{word} 빈 서식"
    return found


def is_blank(row: str) -> bool:
    """Tell whether a row is a form with nothing filled in."""
    return row.endswith(_BLANK)


def filled_of(row: str) -> str:
    """Return the form whose blank a row is."""
    return row.removesuffix(_BLANK)


def choice_of(row: str) -> Choice | None:
    """Return the decision of a row of the list; None for other rows."""
    return next((one for one in CHOICES if one.row == row), None)


def verdict_of(choice: Choice, judgement: Judgement) -> Verdict:
    """Return the verdict a choice stands for, as the findings are now."""
    found = suggested(judgement, choice.matter)
    return found if found in choice.verdicts else choice.verdicts[-1]


_SHORT = {Outcome.FAIL: "부적합", Outcome.REVIEW: "판단 필요", Outcome.MISSING: "미확인"}


def bears_words(judgement: Judgement, matter: Matter) -> str:
    """Say what the findings of a matter come to: `부적합 1 · 미확인 2`, or that all is well."""
    groups = PERSON if matter is Matter.PERSON else HOME
    counts = Counter(one.outcome for one in judgement.findings if TITLES[one.rule][0] in groups)
    said = [f"{word} {counts[outcome]}" for outcome, word in _SHORT.items() if counts[outcome]]
    if not said and not counts[Outcome.PASS]:
        return "아직 적은 것이 없음"
    return " · ".join(said) or "모두 적합"


def suggested(judgement: Judgement, matter: Matter) -> Verdict:
    """Return the verdict the findings lead to; it is only put first, never proposed by itself."""
    outcome = judgement.person if matter is Matter.PERSON else judgement.home
    if outcome is Outcome.FAIL:
        return Verdict.INELIGIBLE
    if outcome in (Outcome.REVIEW, Outcome.MISSING):
        return Verdict.HOLD
    return Verdict.ELIGIBLE


def state_words(state: DecisionState, proposal: Proposal) -> str:
    """Say in one sentence where a proposal stands, by whom and when."""
    who = state.name(proposal.proposed_by)
    what = f"{proposal.matter.label} {proposal.verdict.label}"
    raised = f"{subject(who)} {moment_words(proposal.proposed_at)}에 {as_verdict(what)} 올림"
    if not proposal.whole:
        return f"{raised}. 프로그램 밖에서 고친 흔적이 있어 쓸 수 없습니다."
    if proposal.state is ProposalState.WAITING:
        return f"{raised}. 결재를 기다립니다."
    if proposal.state is ProposalState.VOID:
        return f"{raised}. 그 뒤 사실이 바뀌어 효력을 잃었습니다. 다시 올려야 합니다."
    by = state.name(proposal.decided_by) if proposal.decided_by else ""
    at = moment_words(proposal.decided_at) if proposal.decided_at else ""
    end = f"{subject(by)} {at}에 {_ENDED.get(proposal.state, proposal.state.label)}"
    return f"{raised}, {end}."


_ENDED = {
    ProposalState.APPROVED: "승인함",
    ProposalState.SENT_BACK: "되돌림",
    ProposalState.REFUSED: "반려함",
    ProposalState.WITHDRAWN: "거둠",
}


def subject(name: str) -> str:
    """Return a name with the particle of a subject: 박담당이, 최결재가."""
    return f"{name}{'이' if _final(name) else '가'}"


def as_verdict(words: str) -> str:
    """Return a verdict with the particle of what something is proposed as: 적격으로, 보류로."""
    return f"{words}{'으로' if _final(words) not in (0, _RIEUL) else '로'}"


_RIEUL = 8


def _final(word: str) -> int:
    """Return the number of the last syllable's final consonant, 0 for none."""
    code = ord(word[-1]) - 0xAC00 if word else -1
    return code % 28 if 0 <= code < 11172 else 0
