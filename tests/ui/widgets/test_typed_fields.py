"""Typing into fields with real keys: nothing jumps, nothing is lost, every error has a way out."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ipju.ui.widgets.choice_fields import CheckField, ComboField
from ipju.ui.widgets.field import LabelledField
from ipju.ui.widgets.reading import MONEY_ERROR
from ipju.ui.widgets.rrn_field import RrnField
from ipju.ui.widgets.typed_fields import DateField, FractionField, IntField, MoneyField, TextField
from tests.ui.typing import preedit, type_korean


class Heard:
    """What a field said, in order."""

    def __init__(self, field: LabelledField) -> None:
        self.edited: list[object] = []
        self.committed: list[object] = []
        field.edited.connect(self.edited.append)
        field.committed.connect(self.committed.append)


@pytest.fixture
def form(qtbot: QtBot) -> QWidget:
    page = QWidget()
    QVBoxLayout(page)
    qtbot.addWidget(page)
    page.resize(400, 300)
    return page


def placed(form: QWidget, field: LabelledField) -> Heard:
    layout = form.layout()
    assert layout is not None
    layout.addWidget(field)
    other = TextField("다음 칸")
    layout.addWidget(other)
    form.show()
    form.activateWindow()
    QApplication.processEvents()
    field.control().setFocus()
    assert field.control().hasFocus()
    return Heard(field)


def test_money_typed_short_is_echoed_while_typing_and_written_out_on_leaving(
    qtbot: QtBot, form: QWidget
) -> None:
    money = MoneyField("월소득")
    heard = placed(form, money)
    type_korean(money.input, "")
    qtbot.keyClicks(money.input, "402")
    type_korean(money.input, "만")
    assert money.text() == "402만"
    assert money.input._echo == "= 4,020,000원"
    assert heard.edited == [4, 40, 402, 4_020_000]
    assert heard.committed == []
    qtbot.keyClick(money.input, Qt.Key.Key_Tab)
    assert money.text() == "4,020,000원"
    assert heard.committed == [4_020_000]
    assert money.value() == 4_020_000


def test_a_wrong_amount_stays_as_typed_with_its_reason(qtbot: QtBot, form: QWidget) -> None:
    money = MoneyField("월소득")
    heard = placed(form, money)
    qtbot.keyClicks(money.input, "402")
    type_korean(money.input, "만만")
    qtbot.keyClick(money.input, Qt.Key.Key_Tab)
    assert money.text() == "402만만"
    assert money.is_bad()
    assert money.line_below() == MONEY_ERROR
    assert money.value() is None
    assert heard.committed == []
    money.input.setFocus()
    money.input.end(False)
    qtbot.keyClick(money.input, Qt.Key.Key_Backspace)
    assert not money.is_bad()
    assert money.value() == 4_020_000


def test_setting_a_value_never_emits_and_never_moves_the_cursor_of_someone_typing(
    qtbot: QtBot, form: QWidget
) -> None:
    money = MoneyField("월소득")
    heard = placed(form, money)
    money.set_value(100)
    assert heard.edited == heard.committed == []
    money.input.setText("")
    qtbot.keyClicks(money.input, "12345")
    money.input.setCursorPosition(2)
    money.set_value(999)
    assert money.text() == "12345"
    assert money.input.cursorPosition() == 2


def test_escape_brings_the_last_committed_value_back(qtbot: QtBot, form: QWidget) -> None:
    day = DateField("전입일")
    heard = placed(form, day)
    day.set_value(date(2023, 12, 15))
    day.input.selectAll()
    qtbot.keyClicks(day.input, "231030")
    assert day.value() == date(2023, 10, 30)
    qtbot.keyClick(day.input, Qt.Key.Key_Escape)
    assert day.text() == "2023-12-15 (금)"
    assert heard.edited == [date(2023, 10, 30), date(2023, 12, 15)]
    assert heard.committed == []


def test_a_date_that_does_not_exist_says_how_to_type_one(qtbot: QtBot, form: QWidget) -> None:
    day = DateField("전입일")
    placed(form, day)
    qtbot.keyClicks(day.input, "2310230")
    assert not day.is_bad()
    qtbot.keyClick(day.input, Qt.Key.Key_Return)
    assert day.text() == "2310230"
    assert day.line_below() == "날짜가 아닙니다. 231030처럼 여섯 자리로 적습니다."
    assert day.control().accessibleDescription() == day.line_below()


def test_an_unfinished_syllable_triggers_nothing(qtbot: QtBot, form: QWidget) -> None:
    name = TextField("성명")
    heard = placed(form, name)
    preedit(name.input, "홍")
    assert heard.edited == []
    assert name.input.is_composing()
    preedit(name.input, "")
    type_korean(name.input, "홍길동")
    assert heard.edited == ["홍", "홍길", "홍길동"]
    qtbot.keyClick(name.input, Qt.Key.Key_Tab)
    assert heard.committed == ["홍길동"]


def test_leaving_a_field_unchanged_commits_nothing(qtbot: QtBot, form: QWidget) -> None:
    count = IntField("가구원수", unit="명", minimum=1, maximum=20)
    heard = placed(form, count)
    count.set_value(4)
    qtbot.keyClick(count.input, Qt.Key.Key_Tab)
    count.input.setFocus()
    count.input.selectAll()
    qtbot.keyClicks(count.input, "4")
    qtbot.keyClick(count.input, Qt.Key.Key_Tab)
    assert heard.committed == []
    count.input.setFocus()
    count.input.selectAll()
    qtbot.keyClicks(count.input, "21")
    qtbot.keyClick(count.input, Qt.Key.Key_Tab)
    assert count.line_below() == "20명보다 클 수 없습니다."


def test_a_share_over_one_is_refused(qtbot: QtBot, form: QWidget) -> None:
    share = FractionField("지분")
    placed(form, share)
    qtbot.keyClicks(share.input, "5/4")
    qtbot.keyClick(share.input, Qt.Key.Key_Tab)
    assert share.line_below() == "지분은 1을 넘을 수 없습니다. 1/4처럼 적습니다."


def test_a_registration_number_is_masked_when_left_and_never_shown_unasked(
    qtbot: QtBot, form: QWidget
) -> None:
    rrn = RrnField(check=lambda digits: "없는 날짜입니다." if digits[2:4] == "13" else None)
    heard = placed(form, rrn)
    qtbot.keyClicks(rrn.input, "900101-1")
    qtbot.keyClick(rrn.input, Qt.Key.Key_Tab)
    assert rrn.line_below() == "숫자 13자리를 적습니다. 지금 7자리입니다."
    rrn.input.setFocus()
    rrn.input.end(False)
    qtbot.keyClicks(rrn.input, "000000")
    qtbot.keyClick(rrn.input, Qt.Key.Key_Tab)
    assert rrn.text() == "900101-1******"
    assert heard.committed == ["9001011000000"]
    asked: list[bool] = []
    rrn.reveal_requested.connect(lambda: asked.append(True))
    qtbot.mouseClick(rrn._eye, Qt.MouseButton.LeftButton)
    assert asked == [True]
    assert rrn.text() == "900101-1******"
    rrn.reveal("9001011000000", 20)
    assert rrn.text() == "900101-1000000"
    assert rrn.line_below() == "20초 뒤 다시 가림"
    rrn.hide_again()
    assert rrn.text() == "900101-1******"


def test_typing_over_a_stored_number_starts_a_new_one_and_escape_restores_it(
    qtbot: QtBot, form: QWidget
) -> None:
    rrn = RrnField()
    heard = placed(form, rrn)
    rrn.set_masked("900101-1******")
    assert rrn.value() is None
    rrn.input.end(False)
    qtbot.keyClicks(rrn.input, "85")
    assert rrn.text() == "85"
    qtbot.keyClick(rrn.input, Qt.Key.Key_Escape)
    assert rrn.text() == "900101-1******"
    assert heard.committed == []


def test_missing_is_never_no(qtbot: QtBot, form: QWidget) -> None:
    check = CheckField("임신 중")
    heard = placed(form, check)
    assert check.value() is None
    qtbot.keyClick(check.segments, Qt.Key.Key_Left)
    assert check.value() is False
    qtbot.keyClick(check.segments, Qt.Key.Key_1)
    assert check.value() is True
    assert heard.committed == [False, True]
    check.set_value(None)
    assert check.value() is None
    assert heard.committed == [False, True]


def test_a_choice_gives_its_value_not_its_word(qtbot: QtBot, form: QWidget) -> None:
    combo = ComboField("관계", [("spouse", "배우자"), ("child", "자녀")], empty="적지 않음")
    heard = placed(form, combo)
    combo.set_value("child")
    assert combo.text() == "자녀"
    assert heard.edited == []
    qtbot.keyClick(combo.combo, Qt.Key.Key_Up)
    assert combo.value() == "spouse"
    assert heard.committed == ["spouse"]
