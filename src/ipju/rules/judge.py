"""Every rule of the notice on one case: the judgement (판정) that screens and letters show."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from ipju.domain.case import Case
from ipju.domain.finding import Finding, Outcome
from ipju.domain.notice import Notice
from ipju.rules.age import age
from ipju.rules.applicant import minor, nationality, one_application, residence
from ipju.rules.assets import car, real_estate
from ipju.rules.consent import consent
from ipju.rules.contract import contract_deadline
from ipju.rules.documents import documents
from ipju.rules.dwelling import (
    building_violation,
    dwelling_area,
    dwelling_kind,
    dwelling_place,
    for_sale,
    insurable,
    relative_owner,
    whole_unit,
)
from ipju.rules.facts import Facts
from ipju.rules.financial_consent import financial_consent
from ipju.rules.generations import supply_generations
from ipju.rules.homeownership import home_ownership
from ipju.rules.household import facts_of, household
from ipju.rules.income import income
from ipju.rules.leases import lease_term, renewal_count, rent_increase
from ipju.rules.marital import marital_state
from ipju.rules.names import TITLES, Group
from ipju.rules.outcome import worst
from ipju.rules.points import points_age, points_dependants, points_residence
from ipju.rules.points_children import points_children
from ipju.rules.points_total import Points, total
from ipju.rules.points_vulnerable import points_vulnerable
from ipju.rules.public_tenancy import existing_tenancy
from ipju.rules.ratios import debt_ratio, price, ratio_findings, senior_lien
from ipju.rules.renewal import by_that_year
from ipju.rules.scholar import scholar
from ipju.rules.scholar_papers import scholar_papers
from ipju.rules.special_supply import supply_newlywed
from ipju.rules.support import deposit_limit, rent_share, support
from ipju.rules.tenancies import arrears, other_subsidy
from ipju.rules.title import (
    already_insured,
    demolition,
    landlord_corporate,
    owner_mismatch,
    seizure,
    unregistered,
)
from ipju.rules.total_assets import total_assets

Rule = Callable[[Facts, Notice], Finding]

RULES: Mapping[str, Rule] = MappingProxyType({
    "nationality": nationality,
    "age": age,
    "marital-state": marital_state,
    "minor": minor,
    "residence": residence,
    "one-application": one_application,
    "household": by_that_year("household", household),
    "home-ownership": by_that_year("home-ownership", home_ownership),
    "income": by_that_year("income", income),
    "real-estate": real_estate,
    "total-assets": by_that_year("total-assets", total_assets),
    "car": by_that_year("car", car),
    "supply-newlywed": supply_newlywed,
    "supply-generations": supply_generations,
    "existing-tenancy": existing_tenancy,
    "other-subsidy": other_subsidy,
    "arrears": arrears,
    "documents": documents,
    "consent": consent,
    "financial-consent": financial_consent,
    "scholar": scholar,
    "scholar-papers": scholar_papers,
    "points-age": points_age,
    "points-dependants": points_dependants,
    "points-residence": points_residence,
    "points-children": points_children,
    "points-vulnerable": points_vulnerable,
    "dwelling-place": dwelling_place,
    "dwelling-kind": dwelling_kind,
    "dwelling-area": dwelling_area,
    "whole-unit": whole_unit,
    "for-sale": for_sale,
    "building-violation": building_violation,
    "relative-owner": relative_owner,
    "deposit-limit": deposit_limit,
    "rent-share": rent_share,
    "seizure": seizure,
    "owner-mismatch": owner_mismatch,
    "senior-lien": senior_lien,
    "unregistered": unregistered,
    "already-insured": already_insured,
    "demolition": demolition,
    "landlord-corporate": landlord_corporate,
    "insurable": insurable,
    "debt-ratio": debt_ratio,
    "price": price,
    "support": support,
    "contract-deadline": contract_deadline,
    "lease-term": lease_term,
    "renewal-count": renewal_count,
    "rent-increase": rent_increase,
})  # fmt: skip

PERSON = frozenset({Group.ELIGIBILITY, Group.MEANS, Group.PAPERS})
HOME = frozenset({Group.DWELLING, Group.TITLE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What every rule of the notice says of one case, in the order of the notice.

    `person` is the outcome that weighs most among eligibility, means and papers; `home` among the
    requirements of the dwelling and 권리분석. Points bar nobody, and the contract comes later.
    """

    facts: Facts
    findings: tuple[Finding, ...]
    person: Outcome
    home: Outcome
    points: Points

    def finding(self, rule: str) -> Finding | None:
        """Return the finding of one rule, or None where the notice has no such rule."""
        return next((one for one in self.findings if one.rule == rule), None)


def judge(case: Case, notice: Notice, reviewed_on: date) -> Judgement:
    """Run every rule that the notice names; `reviewed_on` is the day of the review."""
    facts = facts_of(case, notice, reviewed_on)
    # The three rules which rest on the same analysis of the dwelling share it.
    shared = ratio_findings(facts, notice)
    findings = tuple(
        shared[rule] if rule in shared else RULES[rule](facts, notice) for rule in notice.rules
    )
    return Judgement(
        facts=facts,
        findings=findings,
        person=_weightiest(findings, PERSON),
        home=_weightiest(findings, HOME),
        points=total(findings),
    )


def _weightiest(findings: Iterable[Finding], groups: frozenset[Group]) -> Outcome:
    return worst(one.outcome for one in findings if TITLES[one.rule][0] in groups)
