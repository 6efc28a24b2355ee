"""An edit is laid onto what is stored now, can be taken back, and says when somebody was first."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipju.domain.case import Case, OtherApplication
from ipju.domain.editing import Edit, EditClash, apply, change, value_at, written
from ipju.domain.person import Person
from ipju.services.exchange import identity
from tests.rules.cases import case_of


def _case() -> Case:
    return case_of(
        phone="010-0000-0000",
        people=[
            {"id": "me", "name": "김예시", "relation": "self"},
            {"id": "wife", "name": "이보기", "relation": "spouse"},
            {"id": "child", "name": "박견본", "relation": "child"},
        ],
    )


def test_a_field_of_a_row_is_changed_and_taken_back() -> None:
    case = _case()
    edit = change(case, ("people", case.people[1].id, "name"), "이견본")

    changed = apply(case, [edit])

    assert changed.people[1].name == "이견본"
    assert apply(changed, [edit.inverse()]) == case


def test_a_nested_field_is_changed_and_the_rest_stays() -> None:
    case = _case()
    changed = apply(case, [change(case, ("residence", "registered_in_seoul"), True)])

    assert changed.residence.registered_in_seoul is True
    assert replace(changed, residence=case.residence) == case


def test_a_value_below_a_part_that_is_not_there_is_none() -> None:
    case = _case()

    assert value_at(case, ("dwelling", "lease", "deposit")) is None
    assert value_at(case, ("people", identity("nobody"))) is None


@given(index=st.integers(0, 2))
def test_a_removed_row_comes_back_to_its_place(index: int) -> None:
    case = _case()
    remove = change(case, ("people", case.people[index].id), None)

    without = apply(case, [remove])

    assert len(without.people) == 2
    assert apply(without, [remove.inverse()]) == case


def test_a_new_row_is_put_last() -> None:
    case = _case()
    row = OtherApplication(id=identity("other"))
    changed = apply(case, [change(case, ("other_applications", row.id), row)])

    assert changed.other_applications == (row,)
    placeless = Edit(path=("other_applications", row.id), before=None, after=row)
    assert apply(case, [placeless]).other_applications == (row,)


def test_the_same_field_changed_by_somebody_else_is_a_clash_that_keeps_both() -> None:
    case = _case()
    edit = change(case, ("phone",), "010-1111-1111")
    meanwhile = replace(case, phone="010-2222-2222")

    with pytest.raises(EditClash, match="다른 곳에서") as caught:
        apply(meanwhile, [edit])

    assert caught.value.stored == "010-2222-2222"
    assert caught.value.edit is edit


@pytest.mark.parametrize("name", ["birth", "name"])
def test_an_edit_within_a_record_somebody_else_removed_is_a_clash(name: str) -> None:
    case = _case()
    edit = change(case, ("people", case.people[1].id, name), None)
    filled = replace(edit, after="1984-07-02")
    without = replace(case, people=(case.people[0], case.people[2]))

    for one in (edit, filled):
        with pytest.raises(EditClash):
            apply(without, [one])
    with pytest.raises(EditClash):
        apply(case, [Edit(path=("dwelling", "lease", "deposit"), before=None, after=1)])


def test_another_field_changed_by_somebody_else_is_kept() -> None:
    case = _case()
    edit = change(case, ("phone",), "010-1111-1111")
    meanwhile = replace(case, email="")
    done = apply(meanwhile, [edit, edit])

    assert done.phone == "010-1111-1111"


def test_a_path_is_written_as_the_exchange_file_shows_it() -> None:
    case = _case()
    wife: Person = case.people[1]
    paths: list[tuple[tuple[Any, ...], str]] = [
        (("people", wife.id, "birth"), "people[1].birth"),
        (("residence", "moved_to_seoul_on"), "residence.moved_to_seoul_on"),
        (("people", identity("nobody"), "name"), "people[?].name"),
    ]
    assert [written(case, path) for path, _ in paths] == [text for _, text in paths]
