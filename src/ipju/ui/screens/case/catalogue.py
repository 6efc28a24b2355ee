"""The kinds of rows of a case: titles, columns, what a new row begins with."""

from __future__ import annotations

from ipju.ui.screens.case.catalogue_assets import (
    CONSENT_REFUSALS,
    DEBTS,
    FINANCIAL_ASSETS,
    OTHER_ASSETS,
    PAYERS,
)
from ipju.ui.screens.case.catalogue_home import (
    ENTRIES,
    EXTRACTS,
    LANDLORDS,
    PRICES,
    TENANTS,
)
from ipju.ui.screens.case.catalogue_means import (
    ARREARS,
    CARS,
    HOLDINGS,
    INCOMES,
    PAPERS,
    SUBSIDIES,
    TENANCIES,
)
from ipju.ui.screens.case.catalogue_people import (
    MARRIAGES,
    OTHER_APPLICATIONS,
    PEOPLE,
    PREGNANCIES,
    VULNERABLE,
)

__all__ = [
    "ARREARS",
    "CARS",
    "CONSENT_REFUSALS",
    "DEBTS",
    "ENTRIES",
    "EXTRACTS",
    "FINANCIAL_ASSETS",
    "HOLDINGS",
    "INCOMES",
    "LANDLORDS",
    "MARRIAGES",
    "OTHER_APPLICATIONS",
    "OTHER_ASSETS",
    "PAPERS",
    "PAYERS",
    "PEOPLE",
    "PREGNANCIES",
    "PRICES",
    "SUBSIDIES",
    "TENANCIES",
    "TENANTS",
    "VULNERABLE",
]
