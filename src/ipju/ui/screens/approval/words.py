"""Decisions in the words of the screen: marks of verdicts and states, moments."""

from __future__ import annotations

from datetime import datetime

from ipju.domain.dates import seoul_time
from ipju.domain.decision import ProposalState, Verdict

VERDICT_MARKS = {
    Verdict.ELIGIBLE: "pas",
    Verdict.INELIGIBLE: "fail",
    Verdict.SUPPLEMENT: "rev",
    Verdict.HOLD: "mis",
}
STATE_MARKS = {
    ProposalState.WAITING: "mis",
    ProposalState.APPROVED: "pas",
    ProposalState.SENT_BACK: "rev",
    ProposalState.REFUSED: "fail",
    ProposalState.WITHDRAWN: "na",
    ProposalState.VOID: "rev",
}
EMPTY = "비어 있음"


def moment_words(moment: datetime) -> str:
    """Return a UTC moment as people here write it: `2024-03-08 16:20`."""
    return f"{seoul_time(moment):%Y-%m-%d %H:%M}"
