"""What the forms of a case ask for: what its notice needs, by its terms and rules, never its id.

A field, a table or a section stands here only when some notice can do without it. What is
recorded is shown all the same, and so is what a finding points to: nothing recorded is hidden.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from ipju.domain.case import Case, ClaimedPoints, OtherApplication, Residence, Supply
from ipju.domain.means import Debt, DebtKind, FinancialAsset, OtherAsset
from ipju.domain.notice import Notice
from ipju.domain.paper import Paper
from ipju.domain.person import Person
from ipju.domain.property import Holding, HoldingKind, RightKind
from ipju.domain.scholar import Scholar, StationeryTrade
from ipju.ui.screens.case.asks import Ask

Need = Callable[[Notice, Any], bool]
"""Whether a notice needs something of the row it would be asked in."""

Options = list[tuple[object, str]]


def _rules(*names: str) -> Need:
    return lambda notice, _row: any(one in notice.rules for one in names)


def _terms(name: str) -> Need:
    return lambda notice, _row: bool(getattr(notice, name))


def _boxes(notice: Notice, _row: Any) -> bool:
    return notice.application is not None and bool(notice.application.income_boxes)


def _posted(notice: Notice, _row: Any) -> bool:
    return notice.papers.registered_mail_only


def _handed_in(notice: Notice, _row: Any) -> bool:
    return not notice.papers.registered_mail_only


def _originals(notice: Notice, _row: Any) -> bool:
    return any(one.original for one in notice.papers.papers)


def _right_worth(notice: Notice, row: Any) -> bool:
    return "total-assets" in notice.rules and row.kind is HoldingKind.PRESALE


def _paid_right(notice: Notice, row: Any) -> bool:
    return _right_worth(notice, row) and row.right is not RightKind.OCCUPANCY


def _assessed_right(notice: Notice, row: Any) -> bool:
    return _right_worth(notice, row) and row.right is not RightKind.PRESALE


def _deposit_of_a_holding(_notice: Notice, row: Any) -> bool:
    return row.kind is DebtKind.LEASE_DEPOSIT


def _to_be_proven(_notice: Notice, row: Any) -> bool:
    return row.kind in (DebtKind.LEASE_DEPOSIT, DebtKind.COURT_CONFIRMED, DebtKind.PRIVATE)


def _of_pregnancy(notice: Notice, row: Any) -> bool:
    return str(row.kind) == notice.papers.pregnancy


def _in_trade(_notice: Notice, row: Any) -> bool:
    return row.trade not in (None, StationeryTrade.NONE)


_TOTAL: Final = _rules("total-assets")

_KINDS: Final[dict[type, Need]] = {
    Residence: _rules("residence", "points-residence"),
    ClaimedPoints: _terms("points"),
}

_FIELDS: Final[dict[tuple[type, str], Need]] = {
    (Case, "income_box"): _boxes,
    (Case, "building"): _terms("buildings"),
    (Case, "surveyed_on"): _TOTAL,
    (Case, "finance_queried_on"): _rules("financial-consent", "total-assets"),
    (Case, "marriages_checked"): _rules("marital-state"),
    (Case, "applications_checked"): _rules("one-application"),
    (Case, "tenancies_checked"): _rules("existing-tenancy"),
    (Case, "subsidies_checked"): _rules("other-subsidy"),
    (Case, "arrears_checked"): _rules("arrears"),
    (Person, "together_since"): _rules("supply-generations"),
    (Person, "parentage"): _rules("supply-newlywed", "points-children"),
    (Person, "minor_ground"): _rules("minor"),
    (Person, "income_checked"): _rules("income"),
    (Person, "home_checked"): _rules("home-ownership"),
    (Person, "estate_checked"): _rules("real-estate", "total-assets"),
    (Person, "car_checked"): _rules("car", "total-assets"),
    (Person, "tenancy_checked"): _rules("existing-tenancy"),
    (Person, "finance_checked"): _TOTAL,
    (Person, "assets_checked"): _TOTAL,
    (Holding, "right"): _right_worth,
    (Holding, "paid_so_far"): _paid_right,
    (Holding, "assessed"): _assessed_right,
    (Holding, "settlement_paid"): _assessed_right,
    (Holding, "settlement_received"): _assessed_right,
    (Debt, "holding"): _deposit_of_a_holding,
    (Debt, "proven"): _to_be_proven,
    (Paper, "postmarked_on"): _posted,
    (Paper, "registered_mail"): _posted,
    (Paper, "received_on"): _handed_in,
    (Paper, "original"): _originals,
    (Paper, "weeks"): _of_pregnancy,
    (Paper, "foetuses"): _of_pregnancy,
    (Paper, "attached"): _terms("points"),
    (Scholar, "trade_since"): _in_trade,
}

_ROWS: Final[dict[str, Need]] = {
    "vulnerable": _terms("points"),
    "other_applications": _rules("one-application"),
    "tenancies": _rules("existing-tenancy"),
    "subsidies": _rules("other-subsidy"),
    "arrears": _rules("arrears"),
    "marriages": _rules("marital-state", "supply-newlywed"),
    "incomes": _rules("income"),
    "holdings": _rules("home-ownership", "real-estate", "total-assets"),
    "cars": _rules("car", "total-assets"),
    "financial_assets": _TOTAL,
    "other_assets": _TOTAL,
    "debts": _TOTAL,
    "consent_refusals": _rules("financial-consent"),
}


def asked(notice: Notice, kind: type, ask: Ask, row: Any) -> bool:
    """Tell whether the notice needs this field of `row`, a row of `kind`."""
    whole = _KINDS.get(kind)
    if whole is not None and not whole(notice, row):
        return False
    need = None if ask.part else _FIELDS.get((kind, ask.name))
    return need is None or need(notice, row)


def form_needed(notice: Notice, case: Case, kind: type, part: str) -> bool:
    """Tell whether a part of the case (서울 거주, 신청한 가점) is asked for, or was recorded."""
    need = _KINDS.get(kind)
    return need is None or need(notice, case) or getattr(case, part) != kind()


def rows_needed(notice: Notice, case: Case, field: str) -> bool:
    """Tell whether a table of rows is asked for, or holds rows all the same."""
    need = _ROWS.get(field)
    return need is None or need(notice, case) or bool(getattr(case, field))


def section_needed(notice: Notice, case: Case, section: str) -> bool:
    """Tell whether a section of the case has something to ask or to show."""
    if section == "dwelling":
        return notice.dwelling is not None or case.dwelling is not None
    if section == "scholar":
        judged = "scholar" in notice.rules or "scholar-papers" in notice.rules
        return (judged and case.supply is Supply.SCHOLAR) or case.scholar is not None
    if section == "renewal":
        return case.renewal is not None
    return True


def supplies(notice: Notice) -> tuple[Supply, ...]:
    """Return the supply types (공급유형) one may apply for; all where the notice names none."""
    named = [one.supply for one in notice.income.by_supply] if notice.income else []
    named += [one.supply for one in notice.quota.tracks] if notice.quota else []
    if notice.scholar is not None:
        named.append(Supply.SCHOLAR)
    return tuple(dict.fromkeys(named)) or tuple(Supply)


def buildings(notice: Notice) -> Options:
    """Return the buildings one may apply for (신청 주택)."""
    return [(one.id, one.name) for one in notice.buildings]


def papers(notice: Notice) -> Options:
    """Return the papers of the notice; two of one name say at which step each is asked for."""
    names = [one.name for one in notice.papers.papers]
    return [
        (one.id, f"{one.name} ({one.stage.label})" if names.count(one.name) > 1 else one.name)
        for one in notice.papers.papers
    ]


def _words(members: Any) -> Options:
    return [(one, one.label) for one in members]


def choices(notice: Notice, kind: type, name: str) -> Options | None:
    """Return what may be chosen where the notice says it; None where the field's type does."""
    if name == "supply" and kind in (Case, OtherApplication):
        return _words(supplies(notice))
    if (kind, name) == (Case, "building"):
        return buildings(notice)
    if (kind, name) == (Paper, "kind"):
        return papers(notice)
    if (kind, name) == (Holding, "land_exclusion") and notice.real_estate is not None:
        return _words(notice.real_estate.exclusions)
    if notice.total_assets is not None:
        if (kind, name) == (FinancialAsset, "kind"):
            return _words(one.kind for one in notice.total_assets.financial)
        if (kind, name) == (OtherAsset, "kind"):
            return _words(one.kind for one in notice.total_assets.other)
    return None
