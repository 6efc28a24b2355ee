"""Parts stand evenly apart, and what counts is told whole when room is short."""

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ipju.ui.dialogs.base import ActDialog
from ipju.ui.widgets.combo import Combo
from ipju.ui.widgets.surface import SectionHead, fill
from ipju.ui.widgets.typed_fields import DateField, TextField

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

BODIES = (
    "고른 호실을 제안합니다. 거절하거나 답이 없으면 다음 순번을 부릅니다.",
    "파일에는 성명·주민등록번호·연락처·주소가 그대로 들어갑니다. 동의서를 모두 낸 세대의 "
    "세대구성원만 들어가고, 신청마다 제3자 제공 기록이 남습니다.",
)


@pytest.mark.parametrize("body", BODIES)
def test_the_fields_of_a_dialog_stand_evenly_apart(qtbot: QtBot, body: str) -> None:
    dialog = ActDialog("조회 파일을 만듭니다", body, "만들기")
    qtbot.addWidget(dialog)
    fields = [TextField("성명"), DateField("기한"), TextField("사유")]
    for one in fields:
        dialog.fields.addWidget(one)
    dialog.show()
    QApplication.processEvents()
    tops = [one.mapTo(dialog, QPoint(0, 0)).y() for one in fields]
    assert tops[1] - tops[0] == tops[2] - tops[1]
    assert tops[1] - tops[0] == fields[0].sizeHint().height() + dialog.fields.spacing()


def test_a_list_to_choose_from_gives_way_to_what_is_counted(qtbot: QtBot) -> None:
    row = QWidget()
    qtbot.addWidget(row)
    head = SectionHead("발송·반송", "보낼 것 120 · 보냄 1,988 · 반송 37", px=19, whole=True)
    choice = Combo()
    choice.addItem("2023년 제3차 보증금지원형 장기안심주택")
    fill(QHBoxLayout(row), head, None, choice)
    row.resize(head.sizeHint().width() + 150, 40)
    row.show()
    QApplication.processEvents()
    assert head.width() >= head.sizeHint().width()
    assert choice.shown_text().endswith("…")
