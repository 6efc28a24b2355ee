"""What an officer sees and does in the live judgement."""

from dataclasses import replace
from uuid import UUID

from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ipju.domain.finding import Outcome, Target
from ipju.ui.case_session import CaseSession
from ipju.ui.screens.judgement.panel import JudgementPanel
from ipju.ui.widgets.surface import Label
from tests.ui.small_office import sample_case, session_of, stored
from tests.ui.typing import type_korean

DEPOSIT = ("dwelling", "lease", "deposit")


def texts(panel: JudgementPanel, rule: str) -> list[str]:
    model = panel.list.rows_model
    at = model.row_of(rule)
    return [
        str(model.data(model.index(at, column)))
        for column in range(model.columnCount(QModelIndex()))
    ]


def groups(panel: JudgementPanel) -> list[str]:
    return [row["cells"][0]["t"] for row in panel.list.rows_model.rows() if row.get("group")]


def test_groups_stand_in_the_order_of_the_notice(panel: JudgementPanel) -> None:
    assert groups(panel) == [
        "자격",
        "소득·자산",
        "서류",
        "가점",
        "주택 요건",
        "권리분석",
        "지원·계약",
    ]


def test_a_failed_income_shows_value_limit_margin_and_clause(panel: JudgementPanel) -> None:
    assert texts(panel, "income") == ["부적합", "월평균소득", "7,742,056원", "12만원 초과"]
    row = panel.list.rows_model.row_at(panel.list.rows_model.row_of("income"))
    assert row["cells"][2]["sub"] == "한도 7,622,056원"
    assert row["cells"][3]["sub"] == "2장 일반공급 ①"
    assert row["tint"] == "fail"


def test_a_reader_hears_the_whole_finding(panel: JudgementPanel) -> None:
    model = panel.list.rows_model
    said = model.data(model.index(model.row_of("income"), 0), Qt.ItemDataRole.AccessibleTextRole)
    assert str(said).startswith(
        "부적합, 월평균소득, 7,742,056원, 한도 7,622,056원, 12만원 초과, 2장 일반공급 ①"
    )


def test_the_head_counts_by_mark(panel: JudgementPanel) -> None:
    counts = panel.counts
    assert (counts[Outcome.FAIL], counts[Outcome.REVIEW], counts[Outcome.MISSING]) == (2, 4, 2)
    assert panel.head.counts.accessibleName().startswith("부적합 2건, 판단 필요 4건, 미확인 2건")


def test_a_lowered_item_of_points_says_so(panel: JudgementPanel) -> None:
    assert texts(panel, "points-residence") == ["낮춤", "③ 서울 거주", "신청 3 · 확인 2", "2점"]
    assert texts(panel, "points-age")[0] == "인정"
    assert panel.foot.accessibleName().startswith("가점 합계 9점, 최대 15점, 신청 10점")


def test_the_panel_follows_what_is_being_typed(panel: JudgementPanel, session: CaseSession) -> None:
    session.preview(DEPOSIT, 491_000_000)
    assert texts(panel, "deposit-limit") == [
        "부적합",
        "보증금 한도",
        "491,000,000원",
        "100만원 초과",
    ]
    assert stored(session).dwelling == sample_case().dwelling


def test_only_what_changed_is_tinted(panel: JudgementPanel, session: CaseSession) -> None:
    model = panel.list.rows_model
    model.flash_ms = 400
    session.preview(DEPOSIT, 129_000_000)
    assert model.is_flashing(model.row_of("deposit-limit"))
    assert not model.is_flashing(model.row_of("income"))


def test_recomputing_moves_neither_focus_nor_scroll(qtbot: QtBot, session: CaseSession) -> None:
    window, field = QWidget(), QLineEdit()
    panel = JudgementPanel(session)
    layout = QVBoxLayout(window)
    layout.addWidget(field)
    layout.addWidget(panel)
    qtbot.addWidget(window)
    window.resize(460, 500)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    field.setFocus()
    panel.list.verticalScrollBar().setValue(120)
    session.preview(DEPOSIT, 600_000_000)
    assert QApplication.focusWidget() is field
    assert panel.list.verticalScrollBar().value() == 120


def test_f8_goes_round_what_needs_a_person(qtbot: QtBot, panel: JudgementPanel) -> None:
    panel.list.setFocus()
    seen = []
    for _ in range(3):
        qtbot.keyClick(panel.list, Qt.Key.Key_F8)
        seen.append(panel.list.current_id())
    assert seen == ["home-ownership", "income", "documents"]
    qtbot.keyClick(panel.list, Qt.Key.Key_F8, Qt.KeyboardModifier.ShiftModifier)
    assert panel.list.current_id() == "income"


def test_enter_goes_to_the_deciding_field(qtbot: QtBot, panel: JudgementPanel) -> None:
    panel.list.select_id("deposit-limit")
    with qtbot.waitSignal(panel.target_requested) as asked:
        qtbot.keyClick(panel.list, Qt.Key.Key_Return)
    assert asked.args == [Target(section="dwelling", field="lease.deposit")]


def test_a_click_goes_to_the_deciding_field(qtbot: QtBot, panel: JudgementPanel) -> None:
    model = panel.list.rows_model
    place = panel.list.visualRect(model.index(model.row_of("minor"), 1)).center()
    with qtbot.waitSignal(panel.target_requested) as asked:
        qtbot.mouseClick(panel.list.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(place))
    assert asked.args is not None
    assert asked.args[0].field == "birth"


def test_why_opens_what_was_read_in_place(qtbot: QtBot, panel: JudgementPanel) -> None:
    panel.list.select_id("income")
    qtbot.keyClick(panel.list, Qt.Key.Key_Question)
    detail = panel.detail("income")
    assert detail is not None
    said = " ".join(label.text() for label in detail.findChildren(Label))
    assert "4,522,056원 · 국민건강보험공단 조회 금액" in said
    assert "소득 한도 표" in said
    assert "2장 일반공급 ①" in said
    qtbot.keyClick(panel.list, Qt.Key.Key_Question)
    assert panel.detail("income") is None


def test_a_question_is_signed_with_keys_alone(
    qtbot: QtBot, panel: JudgementPanel, session: CaseSession
) -> None:
    assert panel.open_count == 1
    assert panel.open_first_question()
    radio = QApplication.focusWidget()
    assert radio is not None
    qtbot.keyClick(radio, Qt.Key.Key_Space)
    detail = panel.detail("price")
    assert detail is not None
    question = detail.first_open()
    assert question is not None
    question.reason.input.setFocus()
    type_korean(question.reason.input, "공고에 먼저 적힌 기준")
    qtbot.keyClick(question.reason.input, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    answer = stored(session).answers[-1]
    assert (answer.question, answer.officer, answer.reason) == (
        "price/B25",
        "박담당",
        "공고에 먼저 적힌 기준",
    )
    assert texts(panel, "senior-lien")[0] == "적합"
    assert panel.open_count == 0


def test_without_a_reason_nothing_is_signed(
    qtbot: QtBot, panel: JudgementPanel, session: CaseSession
) -> None:
    panel.open_first_question()
    radio = QApplication.focusWidget()
    assert radio is not None
    qtbot.keyClick(radio, Qt.Key.Key_Space)
    qtbot.keyClick(radio, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    detail = panel.detail("price")
    assert detail is not None
    question = detail.first_open()
    assert question is not None
    assert question.reason.error() == "사유를 적어야 서명할 수 있습니다."
    assert stored(session).answers == ()


def test_an_answer_stays_readable_and_may_be_given_again(
    qtbot: QtBot, panel: JudgementPanel, session: CaseSession
) -> None:
    price = panel.finding("price")
    assert price is not None
    question = price.questions[0]
    session.answer(question, question.choices[0].id, "먼저 적힌 기준")
    detail = panel.detail("price")
    assert detail is not None
    collapsed = detail.question((question.id, None))
    assert collapsed is not None
    assert not collapsed.is_open()
    shown = " ".join(one.text() for one in collapsed.findChildren(Label))
    assert "박담당 · 2024-02-27 14:32" in shown
    collapsed.reopened.emit()
    assert detail.first_open() is collapsed
    collapsed.choose(question.choices[2].id)
    collapsed.reason.input.setFocus()
    type_korean(collapsed.reason.input, " 다시 봄")
    qtbot.keyClick(collapsed.reason.input, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert len(stored(session).answers) == 2
    assert texts(panel, "senior-lien")[0] == "부적합"


def test_an_answer_stored_before_is_shown_when_the_case_opens(qtbot: QtBot) -> None:
    before = session_of(sample_case())
    price = before.judgement.finding("price")
    assert price is not None
    before.answer(price.questions[0], price.questions[0].choices[0].id, "먼저 적힌 기준")
    again = JudgementPanel(session_of(before.case))
    qtbot.addWidget(again)
    detail = again.detail("price")
    assert detail is not None
    assert detail.first_open() is None
    assert detail.question(("price/B25", None)) is not None


def test_typing_elsewhere_keeps_a_half_written_reason(
    panel: JudgementPanel, session: CaseSession
) -> None:
    panel.open_first_question()
    detail = panel.detail("price")
    assert detail is not None
    question = detail.first_open()
    assert question is not None
    type_korean(question.reason.input, "공고에 먼저")
    session.preview(DEPOSIT, 129_500_000)
    now = detail.first_open()
    assert now is not None
    assert now.reason.text() == "공고에 먼저"


def test_after_the_answer_the_keys_return_to_the_field(qtbot: QtBot, session: CaseSession) -> None:
    window, field = QWidget(), QLineEdit()
    panel = JudgementPanel(session)
    layout = QVBoxLayout(window)
    layout.addWidget(field)
    layout.addWidget(panel)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    field.setFocus()
    panel.open_first_question()
    detail = panel.detail("price")
    assert detail is not None
    question = detail.first_open()
    assert question is not None
    question.choose(str(session.case.dwelling.prices[0].id) if session.case.dwelling else "")
    question.reason.input.setFocus()
    type_korean(question.reason.input, "먼저 적힌 기준")
    qtbot.keyClick(question.reason.input, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.focusWidget() is field


def test_before_a_home_is_recorded_its_groups_are_one_quiet_line(qtbot: QtBot) -> None:
    panel = JudgementPanel(session_of(replace(sample_case(), dwelling=None)))
    qtbot.addWidget(panel)
    assert "주택 요건 · 권리분석" in groups(panel)[-1]
    assert panel.list.rows_model.row_of("senior-lien") == -1
    assert "지원금" not in panel.foot.accessibleName()


def test_remarks_to_confirm_stand_below_the_finding(panel: JudgementPanel) -> None:
    detail = panel.detail("points-residence")
    assert detail is not None
    shown = [one.text() for one in detail.findChildren(Label)]
    assert any(one.startswith("확인: 신청 3점이 확인 2점보다 많습니다.") for one in shown)


def test_a_narrow_panel_keeps_verdict_value_and_margin(qtbot: QtBot, session: CaseSession) -> None:
    panel = JudgementPanel(session)
    qtbot.addWidget(panel)
    panel.resize(372, 500)
    panel.show()
    panel.activateWindow()
    qtbot.waitUntil(panel.isActiveWindow)
    row = panel.list.rows_model.row_at(panel.list.rows_model.row_of("income"))
    assert row["cells"][2]["t"] == "7,742,056원"
    assert row["cells"][2]["sub"] == "12만원 초과"
    assert panel.list.isColumnHidden(3)


def test_the_same_question_is_asked_once(panel: JudgementPanel) -> None:
    for rule in ("senior-lien", "debt-ratio"):
        detail = panel.detail(rule)
        assert detail is not None
        assert detail.first_open() is None
    asked = panel.detail("price")
    assert asked is not None
    assert asked.first_open() is not None


def test_undo_opens_the_question_again(panel: JudgementPanel, session: CaseSession) -> None:
    price = panel.finding("price")
    assert price is not None
    question = price.questions[0]
    session.answer(question, question.choices[0].id, "먼저 적힌 기준")
    session.undo()
    assert panel.open_count == 1
    detail = panel.detail("price")
    assert detail is not None
    assert detail.first_open() is not None


def test_rows_belong_to_this_case(panel: JudgementPanel) -> None:
    finding = panel.finding("car")
    assert finding is not None
    assert finding.target is not None
    assert isinstance(finding.target.row, UUID)


def test_ctrl_enter_signs_although_the_case_has_the_same_key(
    qtbot: QtBot, session: CaseSession
) -> None:
    window = QWidget()
    panel = JudgementPanel(session)
    QVBoxLayout(window).addWidget(panel)
    primary: list[bool] = []
    key = QShortcut(QKeySequence("Ctrl+Return"), window)
    key.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    key.activated.connect(lambda: primary.append(True))
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    panel.open_first_question()
    radio = QApplication.focusWidget()
    assert radio is not None
    qtbot.keyClick(radio, Qt.Key.Key_Space)
    detail = panel.detail("price")
    assert detail is not None
    question = detail.first_open()
    assert question is not None
    question.reason.input.setFocus()
    type_korean(question.reason.input, "먼저 적힌 기준")
    qtbot.keyClick(question.reason.input, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert len(stored(session).answers) == 1
    assert primary == []


def test_the_part_of_a_question_with_the_keys_is_always_in_sight(
    qtbot: QtBot, session: CaseSession
) -> None:
    panel = JudgementPanel(session)
    qtbot.addWidget(panel)
    panel.resize(372, 340)
    panel.show()
    panel.activateWindow()
    qtbot.waitUntil(panel.isActiveWindow)
    panel.open_first_question()
    detail = panel.detail("price")
    assert detail is not None
    question = detail.first_open()
    assert question is not None
    question.reason.input.setFocus()
    button = question.sign_button
    foot = button.mapTo(panel.list.viewport(), QPoint(0, button.height())).y()
    assert 0 < foot <= panel.list.viewport().height()
