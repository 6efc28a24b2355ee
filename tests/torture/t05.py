"""T5: an insider tries to approve what he proposed or edited last, by every way he has.

He sits at an open store, may propose and approve (담당, 결재), and writes SQL. What he has not is
the key in his own hands: he calls the services, the unit of work as himself, and SQL.
"""

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from random import Random

from ipju.domain.decision import Proposal, ProposalState
from ipju.services.decisions import decisions
from ipju.services.frozen import read as read_sheet
from ipju.services.frozen import same_facts
from ipju.services.issue_letter import issue
from tests.torture.insider_acts import (
    adds_a_letter,
    adds_as_another,
    approves,
    approves_many,
    colleague_edits,
    colleague_proposes,
    decides,
    edits,
    issues,
    proposes,
    saves_without_a_row,
    sets_the_clock,
    supervisor_approves,
    supervisor_sends_back,
    turns_down,
)
from tests.torture.insider_desk import REFUSED, Desk, made, seated
from tests.torture.insider_sql import (
    adds_an_account,
    changes_facts,
    changes_the_proposer,
    changes_the_version,
    drops_triggers,
    inserts_a_letter,
    inserts_a_row,
    keeps_aside,
    puts_back,
    removes_rows,
    renames_accounts,
    rewrites_a_proposal,
    rewrites_a_sheet,
    sets_approved,
    takes_over_the_ledger,
)
from tests.torture.result import Result

STEPS = 12
MOSTLY = 0.8
"""How often he drops the triggers first."""


def run(count: int, seed: int = 0) -> Result:
    """Let the insider try in `count` offices, a dozen acts in each after an ordinary morning."""
    bad: list[str] = []
    tried = stood = 0
    with tempfile.TemporaryDirectory() as folder:
        office = made(Path(folder) / "made")
        for index in range(count):
            here = Path(folder) / f"run-{index}"
            shutil.copytree(office, here)
            desk = seated(here, Random(f"{seed}/{index}"))
            try:
                told = _one(desk)
            finally:
                desk.store.close()
            bad += [f"run {index}: {one} after {told}" for one in desk.bad]
            tried += desk.tried
            stood += len(desk.sound)
            shutil.rmtree(here)
    return Result(
        id="T5",
        what="self-approval through services, unit of work and raw SQL",
        figure="0 succeed",
        done=count,
        bad=tuple(bad),
        words=f"{tried} attempts; {stood} approvals by others stood",
    )


def _one(desk: Desk) -> str:
    """An ordinary morning, then a few kinds of attack at random, then a look at what they gave."""
    attacks = desk.random.sample(ATTACKS, desk.random.randrange(1, 5))
    if desk.random.random() < MOSTLY:
        attacks = [drops_triggers, *attacks]
    told: list[str] = []
    for _ in range(desk.random.randrange(2, STEPS)):
        _done(desk, desk.random.choice(ORDINARY), told)
    for _ in range(STEPS):
        _done(desk, desk.random.choice((*attacks, *attacks, *TRIES)), told)
    _look(desk)
    return ", ".join(told)


def _done(desk: Desk, act: Callable[[Desk], None], told: list[str]) -> None:
    told.append(act.__name__)
    try:
        act(desk)
    except REFUSED:
        told[-1] += "!"


def _look(desk: Desk) -> None:
    try:
        seen = decisions(desk.supervisor, desk.case)
    except REFUSED:
        # The whole case is refused: nothing of it is treated as approved.
        return
    for one in seen.proposals:
        if not one.whole or one.state is not ProposalState.APPROVED:
            continue
        if one.id not in desk.sound:
            desk.bad.append("a proposal of his shows as approved")
        if not _stands(desk, one):
            desk.bad.append("an approval shows upon facts he changed since")
    for letter in seen.letters:
        if letter.whole and letter.proposal not in desk.sound:
            desk.bad.append("a letter of his shows as issued")
    for one in seen.proposals:
        desk.tried += 1
        try:
            issue(desk.insider, one.id)
        except REFUSED:
            continue
        if one.id not in desk.sound or not _stands(desk, one):
            desk.bad.append("the letter of his proposal was issued")


def _stands(desk: Desk, proposal: Proposal) -> bool:
    """Whether the case still says what was approved."""
    with desk.store.unit() as unit:
        content = read_sheet(unit.sheets.get(proposal.sheet))
        return same_facts(content, unit.cases.get(desk.case))


ORDINARY: tuple[Callable[[Desk], None], ...] = (
    *(colleague_edits, colleague_proposes, colleague_proposes, supervisor_approves),
    *(supervisor_sends_back, edits, proposes, turns_down, keeps_aside),
)
TRIES = (
    *(approves, approves_many, decides, issues, edits, proposes, puts_back),
    *(colleague_edits, colleague_proposes, supervisor_approves),
)
ATTACKS = (
    *(sets_the_clock, adds_as_another, saves_without_a_row, adds_a_letter, sets_approved),
    *(changes_the_proposer, rewrites_a_proposal, rewrites_a_sheet, changes_facts),
    *(changes_the_version, takes_over_the_ledger, removes_rows, inserts_a_row, keeps_aside),
    *(puts_back, renames_accounts, adds_an_account, inserts_a_letter),
)
