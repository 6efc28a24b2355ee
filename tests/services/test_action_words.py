"""Whatever stands in the ledger is shown in Korean: acts, and what somebody tried in vain."""

import ast
import importlib
import pkgutil
import re
from pathlib import Path

from ipju import services
from ipju.services.action_words import ACTIONS, SERVICES, act_words, service_words

SOURCES = sorted(Path(services.__file__).parents[1].rglob("*.py"))
KOREAN = re.compile(r"[가-힣]")


def declared() -> set[str]:
    """The names of all services that say who may call them."""
    return {
        name
        for found in pkgutil.walk_packages(services.__path__, "ipju.services.")
        for name, one in vars(importlib.import_module(found.name)).items()
        if callable(one) and hasattr(one, "allowed") and not name.startswith("_")
    }


def written() -> set[str]:
    """Every action that stands as a plain word in a call that writes a row."""
    found = set[str]()
    for path in SOURCES:
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(call, ast.Call):
                continue
            name = getattr(call.func, "id", getattr(call.func, "attr", ""))
            values = [one.value for one in call.keywords if one.arg == "action"]
            if name in ("note", "_note"):
                values += call.args[2:3]
            found |= {
                one.value
                for one in values
                if isinstance(one, ast.Constant) and isinstance(one.value, str) and one.value
            }
    return found - {"store_true", "append"}


def test_every_action_of_the_ledger_has_its_korean_words() -> None:
    actions = written()
    assert {"view", "record", "destroy", "sign-month", "propose"} <= actions
    assert sorted(actions - ACTIONS.keys()) == []
    assert all(KOREAN.search(one) for one in ACTIONS.values())


def test_every_service_that_can_be_refused_has_its_korean_words() -> None:
    assert sorted(declared() - SERVICES.keys()) == []
    assert all(KOREAN.search(one) for one in SERVICES.values())


def test_what_a_newer_program_wrote_still_shows() -> None:
    assert act_words("brand-new") == "brand-new"
    assert service_words("brand_new") == "맡지 않은 일"
    assert service_words(None) == "맡지 않은 일"
