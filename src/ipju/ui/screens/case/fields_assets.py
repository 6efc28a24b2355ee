"""Inputs for financial assets, other assets and debts: what total assets (총자산) are made of."""

from __future__ import annotations

from ipju.domain.means import Debt, FinancialAsset, OtherAsset
from ipju.ui.screens.case.asks import Ask, Group

ASSETS: dict[type, tuple[Group, ...]] = {
    FinancialAsset: (
        Group(
            "",
            (
                Ask("kind", "종류", 4),
                Ask("institution", "금융기관", 4),
                Ask("amount", "금액", 4),
                Ask("valued_on", "평가한 날", 4, help="조사기준일과 견줌"),
                Ask("owners", "소유자와 지분", 12),
            ),
        ),
    ),
    OtherAsset: (
        Group(
            "",
            (
                Ask("kind", "종류", 4),
                Ask("name", "이름·소재지", 4),
                Ask("amount", "가액·보증금", 4),
                Ask("owners", "소유자와 지분", 12),
            ),
        ),
    ),
    Debt: (
        Group(
            "",
            (
                Ask("kind", "종류", 4),
                Ask("creditor", "빌려준 곳·임차인", 4),
                Ask("amount", "금액", 4),
                Ask("valued_on", "평가한 날", 4, help="조사기준일과 견줌"),
                Ask("holding", "보증금을 받은 부동산", 4, rows="holdings"),
                Ask("proven", "계약서·법원 확인", 4),
                Ask("owners", "빚진 사람과 몫", 12, help="빚진 사람"),
            ),
        ),
    ),
}
