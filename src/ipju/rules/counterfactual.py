"""What would have to change (무엇이 바뀌면 되는가): the nearest lawful change, with its proof.

Every change carries the changed case. The rules run on it, and a change is returned only when the
finding it is for turns to pass.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from ipju.domain.case import Case
from ipju.domain.finding import Finding, Outcome
from ipju.domain.notice import Notice
from ipju.rules import changes_home as home
from ipju.rules import changes_means as means
from ipju.rules import changes_papers as papers
from ipju.rules import changes_person as person
from ipju.rules.changes import Draft, Situation
from ipju.rules.household import facts_of
from ipju.rules.judge import RULES
from ipju.rules.names import TITLES

Proposals = Callable[[Situation], Iterable[Draft]]

PROPOSALS: Mapping[str, Proposals] = MappingProxyType({
    "home-ownership": person.inherited_share,
    "income": person.corrected_income,
    "real-estate": person.proven_land,
    "total-assets": means.proven_assets,
    "car": person.proven_car,
    "existing-tenancy": person.ended_tenancy,
    "arrears": person.paid_arrears,
    "documents": papers.reissued_papers,
    "consent": person.signed_consent,
    "financial-consent": papers.signed_financial_consent,
    "scholar-papers": papers.reissued_scholar_papers,
    "whole-unit": home.whole_unit,
    "for-sale": home.no_sale,
    "building-violation": home.mended_violation,
    "deposit-limit": home.lower_deposit_or_rent,
    "rent-share": home.lower_rent,
    "seizure": home.cancelled_grounds,
    "unregistered": home.registered,
    "senior-lien": home.repaid_senior,
    "debt-ratio": home.repaid_debt,
    "lease-term": means.shorter_term,
    "renewal-count": means.earlier_end,
    "rent-increase": means.smaller_rise,
})  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One lawful change that turns a finding.

    `amount` is in won where the change is one of money; `result` what the finding then says;
    `paper` proves the change; `until` the last day for it, if the notice names one; `turns` the
    rules that pass afterwards and did not before; `apply` the changed case: the proof.
    """

    rule: str
    title: str
    detail: str
    amount: int | None
    result: str
    paper: str
    until: date | None
    turns: tuple[str, ...]
    apply: Case


def what_would_turn(
    case: Case, notice: Notice, reviewed_on: date, finding: Finding
) -> tuple[Change, ...]:
    """Return the lawful changes that turn a failed finding, or one whose price is open, to pass.

    Only facts that can lawfully change are touched; nothing is returned where there is no such
    change or its last day is over. Amounts are the least that do it, in won.
    """
    proposals = PROPOSALS.get(finding.rule)
    if proposals is None or finding.outcome not in (Outcome.FAIL, Outcome.REVIEW):
        return ()
    facts = facts_of(case, notice, reviewed_on)
    situation = Situation(facts=facts, notice=notice, finding=finding)
    proven = [
        change
        for draft in proposals(situation)
        if (change := _proved(draft, situation)) is not None
    ]
    return tuple({(one.title, one.detail): one for one in proven}.values())


def _proved(draft: Draft, now: Situation) -> Change | None:
    rule = now.finding.rule
    if draft.until is not None and draft.until < now.facts.reviewed_on:
        return None
    after = facts_of(draft.case, now.notice, now.facts.reviewed_on)
    watched = (rule, *draft.also)
    found = {one: RULES[one](after, now.notice) for one in watched}
    if any(one.outcome is not Outcome.PASS for one in found.values()):
        return None
    results = [
        f"{TITLES[one][1]} {finding.value} {finding.margin} → {finding.outcome.label}".replace(
            "  ", " "
        )
        for one, finding in found.items()
    ]
    return Change(
        rule=rule,
        title=draft.title,
        detail=draft.detail,
        amount=draft.amount,
        result=", ".join(results),
        paper=draft.paper,
        until=draft.until,
        turns=watched,
        apply=draft.case,
    )
