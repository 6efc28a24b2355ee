"""Decisions in the words of the screen: marks of verdicts, states, facts that changed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from functools import cache
from typing import Any, get_args, get_type_hints
from uuid import UUID

from ipju.domain.case import Answer, Case
from ipju.domain.dates import seoul_time
from ipju.domain.decision import ProposalState, Verdict
from ipju.domain.editing import type_of_step, value_at
from ipju.domain.labelled import Labelled
from ipju.rules.names import TITLES
from ipju.ui.screens.case.naming import place_words, value_words

VERDICT_MARKS = {
    Verdict.ELIGIBLE: "pas",
    Verdict.INELIGIBLE: "fail",
    Verdict.SUPPLEMENT: "rev",
    Verdict.HOLD: "mis",
}
STATE_MARKS = {
    ProposalState.WAITING: "mis",
    ProposalState.APPROVED: "pas",
    ProposalState.SENT_BACK: "rev",
    ProposalState.REFUSED: "fail",
    ProposalState.WITHDRAWN: "na",
    ProposalState.VOID: "rev",
}
EMPTY = "비어 있음"

_STEP = re.compile(r"([a-z_]+)|\[([^\]]+)\]")


def moment_words(moment: datetime) -> str:
    """Return a UTC moment as people here write it: `2024-03-08 16:20`."""
    return f"{seoul_time(moment):%Y-%m-%d %H:%M}"


def fact_words(case: Case, place: str, before: str, after: str) -> tuple[str, str, str]:
    """Return where a fact of a frozen case stands and its two values, as the form shows them.

    `place` is the path of a fact (`incomes[…].monthly`), the values are as they were serialised.
    """
    path = _path(place)
    if path[0] == "answers" and len(path) == 3:
        return _answer_words(case, path, before, after)
    words = place_words(case, path) or "다른 사실"
    hint = _hint(path)
    return words, _worded(case, path, hint, before), _worded(case, path, hint, after)


def _path(place: str) -> tuple[type_of_step, ...]:
    """Return the path of a written place; a row without an id keeps its number as a name."""
    return tuple(_step(name or row) for name, row in _STEP.findall(place))


def _step(text: str) -> type_of_step:
    try:
        return UUID(text)
    except ValueError:
        return text


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _kinds(hint: Any) -> Iterator[type]:
    """Yield the plain types in a hint: of `tuple[Income, ...]` Income, of `int | None` int."""
    if isinstance(hint, type) and not get_args(hint):
        if hint is not type(None):
            yield hint
        return
    for part in get_args(hint):
        yield from _kinds(part)


def _hint(path: tuple[type_of_step, ...]) -> type:
    """Return the type of the fact at a path, `str` where nobody can tell."""
    kind: type = Case
    for step in path:
        if isinstance(step, UUID) or step.isdecimal():
            continue
        found = next(_kinds(_hints(kind).get(step, str)), str)
        kind = found
    return kind


def _worded(case: Case, path: tuple[type_of_step, ...], kind: type, raw: str) -> str:
    if raw == "":
        return EMPTY
    return value_words(case, path, _read(kind, raw))


def _read(kind: type, raw: str) -> object:
    """Return a serialised value as the domain has it; the text itself where it isn't readable."""
    try:
        if kind is bool:
            return raw == "True"
        if kind is int:
            return int(raw)
        if kind is datetime:
            return datetime.fromisoformat(raw)
        if kind is date:
            return date.fromisoformat(raw)
        if kind is UUID:
            return UUID(raw)
        if issubclass(kind, Labelled):
            return kind.of(raw)
    except (ValueError, KeyError):
        return raw
    return raw


def _answer_words(
    case: Case, path: tuple[type_of_step, ...], before: str, after: str
) -> tuple[str, str, str]:
    """A signed answer is told by its rule; its ids are nobody's words."""
    answer = value_at(case, path[:2])
    rule = answer.question.partition("/")[0] if isinstance(answer, Answer) else ""
    where = TITLES.get(rule, ("", "판단"))[1]
    names = {"officer": "서명한 사람", "reason": "사유", "answered_at": "서명한 때"}
    name = names.get(str(path[2]))
    if name is None:
        return f"판단 · {where}", EMPTY if not before else "답함", "답함" if after else EMPTY
    kind = _hint(path)
    old, new = (_worded(case, path, kind, one) for one in (before, after))
    return f"판단 · {where} · {name}", old, new
