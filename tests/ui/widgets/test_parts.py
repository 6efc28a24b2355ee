"""Search, rail, sections, questions and what the program says of itself."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ipju.ui.dialogs.base import ActDialog
from ipju.ui.theme import apply_theme, current_theme
from ipju.ui.widgets.buttons import Act
from ipju.ui.widgets.feedback import ProgressPanel, Toast
from ipju.ui.widgets.price_bar import PriceBar
from ipju.ui.widgets.rail import Rail
from ipju.ui.widgets.search_box import SearchBox
from ipju.ui.widgets.section_list import SectionItem, SectionList
from ipju.ui.widgets.typed_fields import TextField
from tests.ui.typing import preedit, type_korean
from tests.ui.widgets.gallery import (
    PLACES,
    bar_data,
    dialog_page,
    fields_page,
    lists_page,
    question,
    title_page,
)


def shown(qtbot: QtBot, *parts: QWidget) -> QWidget:
    page = QWidget()
    column = QVBoxLayout(page)
    for part in parts:
        column.addWidget(part)
    qtbot.addWidget(page)
    page.resize(900, 640)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    return page


def test_search_waits_for_the_syllable_and_tells_each_text_once(qtbot: QtBot) -> None:
    box = SearchBox()
    page = shown(qtbot, box)
    assert page.isVisible()
    told: list[str] = []
    box.text_settled.connect(told.append)
    preedit(box, "ㅎ")
    qtbot.wait(40)
    assert told == []
    type_korean(box, "홍길")
    qtbot.waitUntil(lambda: told == ["홍길"])
    qtbot.keyClick(box, Qt.Key.Key_Escape)
    assert told == ["홍길", ""]


def test_ctrl_k_brings_the_keys_to_the_search_from_anywhere(qtbot: QtBot) -> None:
    box, other = SearchBox(), TextField("성명")
    page = shown(qtbot, box, other)
    other.input.setFocus()
    qtbot.keyClick(page, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert box.hasFocus()


def test_alt_numbers_and_arrows_choose_a_place(qtbot: QtBot) -> None:
    rail = Rail(PLACES)
    page = shown(qtbot, rail)
    chosen: list[str] = []
    rail.chosen.connect(chosen.append)
    qtbot.keyClick(page, Qt.Key.Key_3, Qt.KeyboardModifier.AltModifier)
    assert chosen == ["examine"]
    rail.setFocus()
    qtbot.keyClick(rail, Qt.Key.Key_Down)
    assert chosen == ["examine", "select"]
    qtbot.mouseClick(rail, Qt.MouseButton.LeftButton, pos=rail.item_rect(0).center())
    assert rail.current() == "today"


def test_a_role_without_a_place_keeps_the_numbers_of_the_others(qtbot: QtBot) -> None:
    rail = Rail([place for place in PLACES if place.key != "intake"])
    page = shown(qtbot, rail)
    qtbot.keyClick(page, Qt.Key.Key_3, Qt.KeyboardModifier.AltModifier)
    assert rail.current() == "examine"


def test_sections_keep_the_current_one_when_marks_change(qtbot: QtBot) -> None:
    strip = SectionList([SectionItem("a", "신청", "pas"), SectionItem("b", "세대", "mis", 1)])
    page = shown(qtbot, strip)
    qtbot.keyClick(page, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    strip.set_items([SectionItem("a", "신청", "fail", 1), SectionItem("b", "세대", "pas")])
    assert strip.current() == "b"


def test_an_answer_needs_a_choice_and_a_reason(qtbot: QtBot) -> None:
    asked = question()
    page = shown(qtbot, asked)
    assert page.isVisible()
    answers: list[tuple[object, str]] = []
    asked.answered.connect(lambda value, reason: answers.append((value, reason)))
    control = Qt.KeyboardModifier.ControlModifier
    asked.reason.input.setFocus()
    type_korean(asked.reason.input, "등기")
    qtbot.keyClick(asked.reason.input, Qt.Key.Key_Return, control)
    assert answers == []
    assert asked._missing.text() == "답을 하나 고르십시오."
    asked.focus_first()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    assert asked.choice() is True
    asked.reason.input.clear()
    qtbot.keyClick(asked, Qt.Key.Key_Return, control)
    assert asked.reason.error() == "사유를 적어야 서명할 수 있습니다."
    asked.reason.input.setFocus()
    type_korean(asked.reason.input, "협의분할")
    qtbot.keyClick(asked.reason.input, Qt.Key.Key_Return, control)
    assert answers == [(True, "협의분할")]
    tall = asked.sizeHint().height()
    asked.set_answered("상속이다", "박담당", "14:32")
    assert not asked.is_open()
    assert asked.sizeHint().height() < tall / 2


def test_a_closed_act_says_why_and_its_key_does_nothing(qtbot: QtBot) -> None:
    act = Act("결재 올리기", "primary", key="Ctrl+Enter")
    page = shown(qtbot, act)
    done: list[bool] = []
    act.triggered.connect(lambda: done.append(True))
    act.set_blocked("판단 1건이 남음")
    qtbot.keyClick(page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert done == []
    assert act.blocked_reason() == "판단 1건이 남음"
    act.set_blocked(None)
    qtbot.keyClick(page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert done == [True]


def test_enter_is_the_act_and_escape_leaves_a_dialog(qtbot: QtBot) -> None:
    dialog = ActDialog("봅니다", "장부에 남습니다.", "장부에 남기고 보기")
    reason = TextField("까닭")
    dialog.fields.addWidget(reason)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(reason.input.hasFocus)
    dialog.set_blocked("까닭을 적으십시오.")
    qtbot.keyClick(reason.input, Qt.Key.Key_Return)
    assert dialog.isVisible()
    dialog.set_blocked(None)
    with qtbot.waitSignal(dialog.accepted):
        qtbot.keyClick(reason.input, Qt.Key.Key_Return)
    dialog.show()
    with qtbot.waitSignal(dialog.rejected):
        qtbot.keyClick(reason.input, Qt.Key.Key_Escape)


def test_progress_ends_with_what_was_not_done_and_why(qtbot: QtBot) -> None:
    panel = ProgressPanel()
    page = shown(qtbot, panel)
    assert page.isVisible()
    stops: list[bool] = []
    panel.stop_requested.connect(lambda: stops.append(True))
    panel.start("부적격 안내 만드는 중", 612)
    panel.set_progress(231, 612)
    assert panel._count.text() == "231 / 612"
    qtbot.mouseClick(panel._act, Qt.MouseButton.LeftButton)
    assert stops == [True]
    panel.finish("rev", "608건 만듦, 4건 못 만듦", "주소 없음 4", "4건 보기")
    assert panel.isVisible()
    assert panel.summary() == "608건 만듦, 4건 못 만듦"
    with qtbot.waitSignal(panel.act_pressed):
        qtbot.mouseClick(panel._act, Qt.MouseButton.LeftButton)


def test_a_toast_offers_to_undo(qtbot: QtBot) -> None:
    page = shown(qtbot)
    toast = Toast(page)
    toast.show_message("김예시를 세대에서 지웠습니다.")
    with qtbot.waitSignal(toast.undo):
        qtbot.mouseClick(toast._act, Qt.MouseButton.LeftButton)
    assert toast.isHidden()


def test_headroom_is_said_in_won_on_both_sides_of_the_limit(qtbot: QtBot) -> None:
    bar = PriceBar(bar_data())
    qtbot.addWidget(bar)
    assert "여유 7,200,000원" in bar.accessibleName()
    assert "여유 800,000원" in bar.accessibleName()
    bar.set_data(bar_data(398_000_000))
    assert "초과 1,200,000원" in bar.accessibleName()
    assert "초과 11,800,000원" in bar.accessibleName()


def test_every_part_draws_itself_in_both_themes(qtbot: QtBot, qapp: QApplication) -> None:
    for theme in ("dark", "light"):
        apply_theme(qapp, theme)
        assert current_theme().name == theme
        for make in (fields_page, lists_page, title_page, dialog_page):
            page = make()
            qtbot.addWidget(page)
            page.resize(1180, 760)
            picture = page.grab().toImage()
            used = {
                picture.pixelColor(x, y).name()
                for x in range(0, picture.width(), 3)
                for y in range(0, picture.height(), 3)
            }
            wanted = {current_theme().colour(role).name() for role in ("surface", "accent")}
            assert wanted <= used
