"""The window itself: places, an edit on its way while it closes, keys, pictures."""

from pathlib import Path

from PySide6.QtWidgets import QApplication

from ipju import bootstrap
from ipju.domain.listing import CaseQuery
from ipju.ui.places import PLACES
from ipju.ui.portrait import take
from ipju.ui.screens.keys import GROUPS, KeysDialog
from ipju.ui.widgets.feedback import EmptyState
from tests.ui.desk.conftest import Hands, type_of_sitting


def test_places_that_lead_nowhere_are_not_offered(hands: Hands) -> None:
    places = ["today", "reception", "cases", "intake", "approval", "letters", "rooms", "season"]
    assert hands.window.rail.keys() == places
    hands.press("Alt+3")
    hands.press("Return")
    assert hands.window.session() is not None
    assert hands.window.rail.keys() == [*places[:-2], "home", "rooms", "season"]
    hands.press("Alt+5")
    assert hands.window.rail.current() == "home"
    hands.wait_for(lambda: QApplication.focusWidget() is not None)
    hands.press("Esc")
    assert hands.window.rail.current() == "cases"


def test_what_was_typed_last_is_in_the_store_after_closing(
    hands: Hands, sit_down: type_of_sitting, tmp_path: Path
) -> None:
    hands.press("Alt+3")
    hands.press("Return")
    session = hands.window.session()
    assert session is not None
    person = session.case.people[0]
    session.commit(("people", person.id, "name"), "홍견본", "성명")
    hands.window.close()
    hands.wait_for(lambda: not hands.window.isVisible())
    again = sit_down(tmp_path / "practice")
    again.press("Alt+3")
    assert again.window.cases.lines()[0].name == "홍견본"


def test_an_edit_shows_in_the_list_when_one_goes_back(hands: Hands) -> None:
    hands.press("Alt+3")
    hands.press("Return")
    session = hands.window.session()
    assert session is not None
    session.commit(("people", session.case.people[0].id, "name"), "김견본", "성명")
    hands.settle()
    hands.press("Alt+3")
    assert hands.window.cases.lines()[0].name == "김견본"


def test_f1_shows_the_keys_and_esc_puts_them_away(hands: Hands) -> None:
    hands.press("F1")
    dialog = hands.window.findChild(KeysDialog)
    assert dialog is not None
    assert dialog.isVisible()
    hands.press("Esc")
    hands.wait_for(lambda: hands.window.findChild(KeysDialog) is None)


def test_f1_tells_of_every_place_and_scrolls_where_the_window_is_small(hands: Hands) -> None:
    hands.window.resize(960, 540)
    hands.settle()
    hands.press("F1")
    dialog = hands.window.findChild(KeysDialog)
    assert dialog is not None
    assert dialog.height() < 540
    assert dialog.width() <= 960
    assert dialog.page.sizeHint().width() <= dialog.area.viewport().width()
    told = " ".join((*(title for title, _keys in GROUPS), *(w for _t, k in GROUPS for _k, w in k)))
    for place in PLACES:
        assert place.item.word in told, place.item.word
    bar = dialog.area.verticalScrollBar()
    assert bar.maximum() > 0
    for _step in range(20):
        hands.press("PgDown")
    assert bar.value() == bar.maximum()
    hands.press("Home")
    assert bar.value() == 0
    hands.press("Down")
    assert bar.value() > 0
    hands.press("F1")
    hands.wait_for(lambda: hands.window.findChild(KeysDialog) is None)


def test_every_place_has_a_key(hands: Hands) -> None:
    assert all(one.item.keys for one in PLACES)
    assert len({one.item.keys for one in PLACES}) == len(PLACES)
    hands.press("Alt+-")
    assert hands.window.rail.current() == "season"


def test_a_case_gone_meanwhile_is_said_and_the_desk_goes_on(hands: Hands) -> None:
    office = hands.desk.office()
    assert office is not None
    hands.press("Alt+3")
    line = hands.window.cases.lines()[0]

    def remove() -> None:
        with office.store.unit() as unit:
            unit.cases.delete(line.id)

    hands.desk.jobs.run(remove)
    hands.press("Return")
    assert hands.window.session() is None
    assert hands.window.banner.isVisible()
    assert "사례를 열지 못했습니다." in hands.window.banner.text()


def test_pictures_of_the_desk_are_drawn_without_a_screen(tmp_path: Path) -> None:
    from ipju.services.practice import fill

    folder = tmp_path / "office"
    store = bootstrap.open_practice(folder)
    fill(
        bootstrap.office(store, bootstrap.seat(store, "박담당"), practice=True),
        "jangi-ansim-2023-3",
        3,
    )
    store.close()
    pictures = take(bootstrap, folder, tmp_path)
    assert [one.name for one in pictures] == [
        "desk-cases.png",
        "desk-case.png",
        "desk-title.png",
        "desk-intake.png",
        "desk-rooms.png",
        "desk-today.png",
    ]
    assert all(one.stat().st_size > 20_000 for one in pictures)
    store = bootstrap.open_practice(folder)
    assert store.page(CaseQuery()).total > 100
    store.close()


def test_the_keys_of_an_empty_list_stay_in_its_place_from_the_first_visit_on(hands: Hands) -> None:
    empty: list[tuple[str, str]] = []
    for place, section in (
        ("Alt+4", ""),
        ("Alt+0", "Ctrl+4"),
        ("Alt+2", ""),
        ("Alt+6", "Ctrl+2"),
        ("Alt+6", "Ctrl+3"),
    ):
        hands.press(place)
        if section:
            hands.press(section)
        focused = hands.window.focusWidget()
        page = hands.window.pages.currentWidget()
        assert focused is not None, place
        assert page.isAncestorOf(focused), (place, section, focused.accessibleName())
        if isinstance(focused, EmptyState):
            empty.append((place, focused.accessibleName()))
    assert ("Alt+4", "올린 결정이 없습니다.") in empty
