"""Monthly income: what a household may earn, which records count, what is still open."""

from __future__ import annotations

import pytest

from ipju.rules.income import income
from tests.rules.judged import names, scenarios_of, wrong_in
from tests.rules.scenarios import Scenario


@pytest.mark.parametrize("scenario", scenarios_of("income"), ids=names)
def test_scenario(scenario: Scenario) -> None:
    assert wrong_in(income, scenario) == []
