"""Every word a screen shows for a stored value is Korean, and every field list is frozen."""

from __future__ import annotations

import importlib
import pkgutil
import re
from dataclasses import is_dataclass
from enum import EnumMeta
from types import ModuleType

import pytest

import ipju.domain
from ipju.domain.labelled import Labelled

MODULES = [
    importlib.import_module(f"ipju.domain.{one.name}")
    for one in pkgutil.iter_modules(ipju.domain.__path__)
]


def _own(module: ModuleType) -> list[type]:
    return [
        one
        for one in vars(module).values()
        if isinstance(one, type) and one.__module__ == module.__name__
    ]


@pytest.mark.parametrize("module", MODULES, ids=lambda one: one.__name__)
def test_stored_values_are_plain_and_their_words_korean(module: ModuleType) -> None:
    for kind in _own(module):
        if isinstance(kind, EnumMeta) and issubclass(kind, Labelled) and kind is not Labelled:
            for member in kind:
                assert re.fullmatch(r"[a-z0-9-]+", member.value)
                assert re.search("[가-힣㎡%]", member.label), member


@pytest.mark.parametrize("module", MODULES, ids=lambda one: one.__name__)
def test_facts_cannot_be_changed_in_place(module: ModuleType) -> None:
    for kind in _own(module):
        if is_dataclass(kind):
            assert kind.__dataclass_params__.frozen, kind
