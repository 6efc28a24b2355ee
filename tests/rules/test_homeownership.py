"""Owning a home: who, when, and the ten grounds on which it does not count."""

from __future__ import annotations

import pytest

from ipju.rules.homeownership import home_ownership
from tests.rules.judged import names, scenarios_of, wrong_in
from tests.rules.scenarios import Scenario


@pytest.mark.parametrize("scenario", scenarios_of("home-ownership"), ids=names)
def test_scenario(scenario: Scenario) -> None:
    assert wrong_in(home_ownership, scenario) == []
