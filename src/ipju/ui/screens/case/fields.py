"""Which facts a form asks for: their Korean labels and widths, in the order of the papers.

The kind of input follows from the type of the field in the domain; a label table is all that is
written here. A test walks every field of the domain and fails when a form leaves one out.
"""

from __future__ import annotations

from ipju.domain.case import Case
from ipju.domain.dwelling import Dwelling
from ipju.domain.income import Correction, Income
from ipju.domain.person import Exclusion, Person
from ipju.domain.property import ExemptionClaim, Holding
from ipju.domain.register import Extract
from ipju.domain.renewal import Renewal
from ipju.domain.scholar import Scholar
from ipju.ui.screens.case.asks import Ask, Group
from ipju.ui.screens.case.fields_assets import ASSETS
from ipju.ui.screens.case.fields_home import HOME
from ipju.ui.screens.case.fields_means import MEANS
from ipju.ui.screens.case.fields_people import PEOPLE
from ipju.ui.screens.case.fields_track import TRACK

__all__ = ["ASKED_ELSEWHERE", "FORMS", "PARTS", "Ask", "Group"]

FORMS: dict[type, tuple[Group, ...]] = {**PEOPLE, **MEANS, **ASSETS, **TRACK, **HOME}

ASKED_ELSEWHERE = {
    (Case, name)
    for name in (
        "id", "notice", "practice", "version", "residence", "claimed", "people", "marriages",
        "pregnancies", "incomes", "holdings", "cars", "vulnerable", "tenancies", "subsidies",
        "arrears", "other_applications", "papers", "dwelling", "answers", "financial_assets",
        "other_assets", "debts", "consent_refusals", "scholar", "renewal",
    )
} | {
    (Dwelling, name)
    for name in (
        "ledger", "lease", "landlords", "prices", "tenants", "extracts", "chosen_price",
        "price_reason",
    )
} | {
    (Person, "exclusion"),
    (Income, "correction"),
    (Holding, "exemption"),
    (Extract, "entries"),
    (Scholar, "payers"),
    (Renewal, "lease"),
}  # fmt: skip
"""Fields with a form, a table or a screen of their own (권리분석 picks price and reason); which
lease a renewal examines is set where it begins."""

PARTS: dict[tuple[type, str], type] = {
    (Person, "exclusion"): Exclusion,
    (Income, "correction"): Correction,
    (Holding, "exemption"): ExemptionClaim,
}
