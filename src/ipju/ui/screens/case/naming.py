"""Places and values of a case in the words of the screen, for messages about one field."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from ipju.domain.case import Case
from ipju.domain.editing import type_of_step, value_at
from ipju.domain.money import won
from ipju.ui.screens.case import catalogue
from ipju.ui.screens.case.fields import FORMS, PARTS, Ask
from ipju.ui.screens.case.inputs import write_moment
from ipju.ui.screens.case.rows import RowKind
from ipju.ui.widgets.reading import write_area

Path = tuple[type_of_step, ...]

_NOUNS = {
    kind.field: kind.noun
    for kind in (getattr(catalogue, name) for name in catalogue.__all__)
    if isinstance(kind, RowKind)
}
_PARTS_OF_CASE = {
    "dwelling": "주택",
    "residence": "서울 거주",
    "claimed": "신청한 가점",
    "scholar": "장학생",
    "renewal": "재계약",
}


def ask_at(case: Case, path: Path) -> Ask | None:
    """Return the ask of the form for the field at `path`, None for a row or a whole part."""
    name = path[-1]
    if isinstance(name, UUID):
        return None
    holder = value_at(case, path[:-1]) if len(path) > 1 else case
    kinds = [type(holder), *(owner for (owner, _), part in PARTS.items() if part is type(holder))]
    for kind in kinds:
        for group in FORMS.get(kind, ()):
            for ask in group.asks:
                if ask.name == name:
                    return ask
    return None


def place_words(case: Case, path: Path) -> str:
    """Return where a field stands: `세대원 이보기 · 생년월일`, `주택 · 보증금`."""
    words: list[str] = []
    for at, step in enumerate(path[:-1]):
        if isinstance(step, UUID):
            row = value_at(case, path[: at + 1])
            person = case.person(getattr(row, "person", None))
            named = getattr(row, "name", "") or (person.name if person else "")
            words.append(f"{_NOUNS.get(str(path[at - 1]), '')} {named}".strip())
        elif step in _PARTS_OF_CASE:
            words.append(_PARTS_OF_CASE[step])
    ask = ask_at(case, path)
    last = path[-1]
    if ask is not None:
        words.append(ask.label)
    elif isinstance(last, UUID):
        words.append(_NOUNS.get(str(path[-2]), "기록"))
    elif last in _PARTS_OF_CASE:
        words.append(_PARTS_OF_CASE[last])
    return " · ".join(one for one in words if one)


def value_words(case: Case, path: Path, value: object) -> str:
    """Return a value as the form shows it; `비어 있음` for nothing."""
    ask = ask_at(case, path)
    label = getattr(value, "label", None)
    if value is None or value in ("", ()):
        return "비어 있음"
    if isinstance(label, str):
        return label
    if isinstance(value, bool):
        return "예" if value else "아니오"
    if isinstance(value, datetime):
        return write_moment(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int):
        unit = ask.unit if ask else "won"
        return (
            write_area(value) if unit == "area" else str(value) if unit == "count" else won(value)
        )
    if isinstance(value, UUID):
        person = case.person(value)
        return person.name if person else "다른 기록"
    if isinstance(value, tuple):
        return f"{len(value)}건"
    if isinstance(value, str):
        return value
    return getattr(value, "name", "") or "적은 내용 있음"
