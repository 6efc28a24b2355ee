"""What is typed is kept: saved on leaving, through failures, clashes and undo."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest

from ipju.domain.finding import Outcome
from ipju.services.record import record
from tests.ui.case.conftest import Open


@contextmanager
def _broken(desk: Open, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """While this lasts, the disk takes nothing."""

    def fail() -> None:
        raise OSError(5, "Input/output error")

    with monkeypatch.context() as patch:
        patch.setattr(desk.office.store, "unit", fail)
        yield


def _income(desk: Open, text: str) -> None:
    desk.go("income", "monthly")
    desk.retype(text)
    desk.press("Return")
    desk.settle()


def test_leaving_the_field_saves_it(desk: Open) -> None:
    desk.go("income", "monthly")
    desk.retype("402만")
    desk.press("Tab")
    assert desk.stored().incomes[0].monthly == 4_020_000
    assert "저장됨" in desk.screen.saved.text()


def test_typing_is_judged_at_once_on_the_gui_thread_and_not_saved(
    desk: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = desk.stored()
    jobs: list[object] = []
    monkeypatch.setattr(desk.jobs, "run", lambda *given, **_: jobs.append(given))
    judged: list[int] = []
    desk.session.judged.connect(lambda _: judged.append(threading.get_ident()))
    assert desk.screen.panel.finding("income").outcome is Outcome.FAIL
    desk.go("income", "monthly")
    desk.retype("402만")
    assert desk.screen.panel.finding("income").outcome is Outcome.PASS
    assert set(judged) == {threading.main_thread().ident}
    assert not jobs
    assert desk.session.case == before
    desk.press("Esc")
    assert desk.screen.panel.finding("income").outcome is Outcome.FAIL
    assert not jobs


def test_a_failed_save_is_told_in_korean_and_can_be_done_again(
    desk: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    with _broken(desk, monkeypatch):
        _income(desk, "402만")
        banner = desk.screen.banner
        assert banner.isVisible()
        assert banner.text().startswith("저장하지 못했습니다.")
        assert "error" not in banner.text()
        assert desk.session.has_unsaved
        # A second edit waits behind the first.
        desk.go("income", "workplace")
        desk.retype("sample")
        desk.press("Return")
        desk.settle()
    banner.acted.emit()
    desk.settle()
    assert not banner.isVisible()
    assert desk.stored().incomes[0].monthly == 4_020_000
    assert desk.stored().incomes[0].workplace == "sample"


def test_undo_of_what_was_never_saved_leaves_nothing_behind(
    desk: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = desk.stored()
    with _broken(desk, monkeypatch):
        _income(desk, "402만")
        desk.press("Ctrl+Z")
        desk.settle()
    assert not desk.session.has_unsaved
    assert not desk.screen.banner.isVisible()
    assert desk.session.case == before
    desk.press("Ctrl+Y")
    assert desk.stored().incomes[0].monthly == 4_020_000


def test_what_others_changed_does_not_overwrite_what_is_being_typed(desk: Open) -> None:
    case = desk.stored()
    widget = desk.go("income", "monthly")
    desk.retype("402")
    row = ("incomes", case.incomes[0].id)
    from ipju.domain.editing import change

    record(desk.office, case.id, [change(case, (*row, "workplace"), "other")])
    desk.session.commit(("phone",), "010-0000-1111", "전화 고침")
    desk.settle()
    assert desk.session.case.incomes[0].workplace == "other"
    assert widget.text() == "402"
    desk.type("만")
    desk.press("Return")
    assert desk.stored().incomes[0].monthly == 4_020_000
    assert desk.stored().incomes[0].workplace == "other"
    assert desk.stored().phone == "010-0000-1111"


def test_many_edits_at_once_are_saved_in_their_order(desk: Open) -> None:
    row = ("incomes", desk.session.case.incomes[0].id, "monthly")
    for amount in range(1_000_000, 1_020_000, 1_000):
        desk.session.commit(row, amount, "월 소득 고침")
    for _ in range(5):
        desk.session.undo()
    assert desk.stored().incomes[0].monthly == 1_014_000
    assert replace(desk.stored(), version=0) == replace(desk.session.case, version=0)


def test_a_person_goes_with_all_that_points_to_them_and_comes_back_whole(desk: Open) -> None:
    before = desk.stored()
    spouse = before.people[1].id
    desk.screen.show_section("household")
    people = desk.screen.pages["household"].blocks["people"]
    people.show_row(spouse)
    people.table.setFocus()
    desk.press("Del")
    desk.settle()
    after = desk.stored()
    assert spouse not in [one.id for one in after.people]
    assert not [one for one in after.incomes if one.person == spouse]
    assert desk.screen.toast.isVisible()
    assert "소득 1건" in desk.screen.toast.text()
    assert "임신 1건" in desk.screen.toast.text()
    desk.press("Ctrl+Z")
    assert replace(desk.stored(), version=0) == replace(before, version=0)
