"""The insider of T5 is worth something: with the guards away he gets through at once."""

import pytest

from ipju.services import approve
from ipju.storage import decisions
from tests.torture.t05 import run

RUNS = 12


def test_without_guards_he_approves_himself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(approve, "own_work", lambda *_given: "")
    monkeypatch.setattr(decisions, "refuse_decision", lambda *_given: None)
    assert any("he approved his own work" in one for one in run(RUNS).bad)


def test_without_seals_he_writes_himself_an_approval(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(decisions, "is_borne_out", lambda *_given: True)
    monkeypatch.setattr(decisions.Secrets, "fits", lambda *_given: True)
    assert any("shows as approved" in one for one in run(RUNS, seed=11).bad)
