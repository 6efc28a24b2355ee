"""Two windows on one case: what was typed is held against what its officer saw, and kept."""

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit

from ipju.domain.editing import change
from ipju.domain.income import Correction
from ipju.services.record import record
from ipju.ui.widgets.typed_fields import FractionField
from tests.ui.case.conftest import Open


def _elsewhere(desk: Open, path: tuple[Any, ...], value: object) -> None:
    """Somebody else saves a value into the store behind this window."""
    case = desk.stored()
    record(desk.office, case.id, [change(case, path, value)])


def _hear_of_it(desk: Open) -> None:
    """This window learns of the newer version: its own save comes back with it."""
    desk.session.commit(("phone",), "010-0000-1111", "전화 고침")
    desk.settle()


def _typed_over(desk: Open, *, learns: bool = True) -> tuple[Any, ...]:
    """Type 402만 while somebody else saves 390만, and leave the field."""
    row = ("incomes", desk.session.case.incomes[0].id, "monthly")
    desk.go("income", "monthly")
    desk.retype("402만")
    _elsewhere(desk, row, 3_900_000)
    if learns:
        _hear_of_it(desk)
    desk.press("Return")
    desk.settle()
    return row


@pytest.mark.parametrize("learns", [True, False])
def test_a_value_changed_elsewhere_while_typing_is_a_clash_that_keeps_both(
    desk: Open, *, learns: bool
) -> None:
    _typed_over(desk, learns=learns)
    bar = desk.screen.clash
    assert bar.isVisible()
    assert "내가 적은 값 4,020,000원" in bar.text()
    assert "저장된 값 3,900,000원" in bar.text()
    assert desk.stored().incomes[0].monthly == 3_900_000
    assert desk.session.case.incomes[0].monthly == 4_020_000
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    assert field.text() == "4,020,000원"


def test_f7_takes_mine_and_undo_brings_theirs_back(desk: Open) -> None:
    _typed_over(desk)
    desk.press("F7")
    assert desk.stored().incomes[0].monthly == 4_020_000
    assert not desk.screen.clash.isVisible()
    desk.press("Ctrl+Z")
    assert desk.stored().incomes[0].monthly == 3_900_000
    assert desk.stored().phone == "010-0000-1111"


def test_f9_takes_theirs_and_undo_brings_mine_back(desk: Open) -> None:
    _typed_over(desk)
    # A second edit waits behind the clash and is not lost by the choice.
    desk.go("income", "workplace")
    desk.retype("sample")
    desk.press("Return")
    desk.settle()
    desk.press("F9")
    desk.settle()
    assert desk.session.case.incomes[0].monthly == 3_900_000
    assert desk.stored().incomes[0].workplace == "sample"
    assert not desk.screen.clash.isVisible()
    while desk.session.undo_label != "적은 값 대신 저장된 값":
        desk.session.undo()
    desk.session.undo()
    assert desk.stored().incomes[0].monthly == 4_020_000


def test_taking_the_edit_back_shows_what_is_stored(desk: Open) -> None:
    _typed_over(desk, learns=False)
    desk.press("Ctrl+Z")
    desk.settle()
    assert not desk.screen.clash.isVisible()
    assert desk.session.case.incomes[0].monthly == 3_900_000
    assert desk.stored().incomes[0].monthly == 3_900_000


def test_a_value_typed_back_as_it_was_is_no_edit(desk: Open) -> None:
    row = ("incomes", desk.session.case.incomes[0].id, "monthly")
    before = desk.session.case.incomes[0].monthly
    desk.go("income", "monthly")
    desk.retype("402만")
    _elsewhere(desk, row, 3_900_000)
    _hear_of_it(desk)
    desk.retype(str(before))
    desk.press("Return")
    assert desk.stored().incomes[0].monthly == 3_900_000
    assert desk.session.case.incomes[0].monthly == 3_900_000
    assert not desk.screen.clash.isVisible()


def test_what_is_typed_again_after_a_save_is_held_against_that_save(desk: Open) -> None:
    desk.go("income", "monthly")
    for text, amount in (("402만", 4_020_000), ("390만", 3_900_000)):
        desk.retype(text)
        desk.press("Return")
        assert desk.stored().incomes[0].monthly == amount
    desk.retype("1")
    desk.press("Esc")
    desk.retype("405만")
    desk.press("Return")
    assert desk.stored().incomes[0].monthly == 4_050_000
    assert not desk.screen.clash.isVisible()


def _remove_income(desk: Open) -> tuple[Any, ...]:
    row = ("incomes", desk.session.case.incomes[0].id)
    for one in reversed(range(len(desk.session.case.incomes))):
        _elsewhere(desk, ("incomes", desk.session.case.incomes[one].id), None)
    return row


def test_a_record_removed_elsewhere_comes_back_with_what_was_typed_into_it(desk: Open) -> None:
    desk.go("income", "monthly")
    desk.retype("402만")
    _remove_income(desk)
    desk.press("Return")
    desk.settle()
    assert "내가 적은 값 4,020,000원" in desk.screen.clash.text()
    assert desk.stored().incomes == ()
    desk.press("F7")
    assert desk.stored().incomes[0].monthly == 4_020_000
    assert not desk.screen.clash.isVisible()


def test_a_record_removed_elsewhere_while_one_types_tells_what_was_typed(desk: Open) -> None:
    desk.go("income", "monthly")
    desk.retype("402만")
    _remove_income(desk)
    _hear_of_it(desk)
    assert desk.session.case.incomes == ()
    assert desk.screen.banner.isVisible()
    assert "402만" in desk.screen.banner.text()
    assert desk.stored().incomes == ()


def test_what_is_typed_goes_to_the_row_it_was_typed_into(desk: Open) -> None:
    first, second = desk.session.case.incomes[:2]
    desk.go("income", "monthly")
    desk.retype("402만")
    desk.screen.pages["income"].blocks["incomes"].show_row(second.id)
    desk.settle()
    found = {one.id: one.monthly for one in desk.stored().incomes}
    assert found[first.id] == 4_020_000
    assert found[second.id] == second.monthly


def _mend(desk: Open, other: Correction) -> None:
    """Type into the correction of an income while somebody else writes into it too."""
    row = ("incomes", desk.session.case.incomes[0].id, "correction")
    desk.session.commit(row, Correction(record=True), "정정 고침")
    desk.settle()
    desk.go("income", "monthly", "correction")
    desk.retype("402만")
    _elsewhere(desk, row, other)
    _hear_of_it(desk)
    desk.press("Return")


def test_a_part_of_a_record_takes_what_two_wrote_into_different_fields(desk: Open) -> None:
    _mend(desk, Correction(record=False))
    assert desk.stored().incomes[0].correction == Correction(record=False, monthly=4_020_000)
    assert not desk.screen.clash.isVisible()


def test_a_part_of_a_record_clashes_where_two_wrote_into_one_field(desk: Open) -> None:
    _mend(desk, Correction(record=True, monthly=3_900_000))
    assert desk.stored().incomes[0].correction == Correction(record=True, monthly=3_900_000)
    assert desk.screen.clash.isVisible()
    desk.press("F7")
    assert desk.stored().incomes[0].correction == Correction(record=True, monthly=4_020_000)


def test_an_owner_typed_while_somebody_else_changes_the_owners_is_a_clash(desk: Open) -> None:
    at = next(at for at, one in enumerate(desk.session.case.holdings) if one.owners)
    holding = desk.session.case.holdings[at]
    owners = holding.owners
    others = (replace(owners[0], numerator=1, denominator=9), *owners[1:])
    desk.screen.show_section("assets")
    block = desk.screen.pages["assets"].blocks["holdings"]
    block.show_row(holding.id)
    share = block.form.list_input("owners").findChildren(FractionField)[0]
    share.setFocus()
    desk.retype("1/7")
    _elsewhere(desk, ("holdings", holding.id, "owners"), others)
    _hear_of_it(desk)
    assert share.text() == "1/7"
    desk.press("Return")
    assert desk.stored().holdings[at].owners == others
    assert desk.screen.clash.isVisible()
    desk.press("F7")
    mine = desk.stored().holdings[at].owners[0]
    assert (mine.numerator, mine.denominator) == (1, 7)
