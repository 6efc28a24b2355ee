"""Every fact of a case can be typed somewhere: no field of the domain is left out of the forms."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any, get_args, get_type_hints

from ipju.domain.case import Answer, Case
from ipju.domain.paper import Signature
from ipju.domain.share import OwnerShare
from ipju.ui.screens.case.fields import ASKED_ELSEWHERE, FORMS, PARTS

EDITORS = {OwnerShare, Signature}
"""Rows within a row, with an editor that shows every field of theirs (`lists`)."""


def _inner(hint: Any) -> Iterator[type]:
    if is_dataclass(hint) and isinstance(hint, type):
        yield hint
    for part in get_args(hint):
        yield from _inner(part)


def _reachable(kind: type, seen: set[type]) -> set[type]:
    if kind not in seen:
        seen.add(kind)
        for hint in get_type_hints(kind).values():
            for inner in _inner(hint):
                _reachable(inner, seen)
    return seen


def _asked(kind: type) -> set[str]:
    own = {ask.name for group in FORMS.get(kind, ()) for ask in group.asks if not ask.part}
    for (owner, part), inner in PARTS.items():
        if inner is kind:
            asks = [ask for group in FORMS[owner] for ask in group.asks]
            own |= {ask.name for ask in asks if ask.part == part}
    return own


def test_every_field_of_every_fact_is_asked_for() -> None:
    facts = _reachable(Case, set()) - EDITORS - {Answer}
    missing = [
        f"{kind.__name__}.{one.name}"
        for kind in facts
        for one in fields(kind)
        if one.name != "id"
        and one.name not in _asked(kind)
        and (kind, one.name) not in ASKED_ELSEWHERE
    ]
    assert not missing


def test_no_form_asks_for_what_no_case_holds() -> None:
    for kind, groups in FORMS.items():
        for ask in (ask for group in groups for ask in group.asks):
            owner = PARTS[kind, ask.part] if ask.part else kind
            assert ask.name in {one.name for one in fields(owner)}, (kind, ask)
            assert ask.label


def test_what_is_said_to_be_asked_elsewhere_exists() -> None:
    for kind, name in ASKED_ELSEWHERE:
        assert name in {one.name for one in fields(kind)}
