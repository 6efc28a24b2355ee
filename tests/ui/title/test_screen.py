"""What an officer sees and settles on the screen of 권리분석."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ipju.domain.case import Case
from ipju.domain.dwelling import Dwelling, DwellingKind
from ipju.domain.finding import Target
from ipju.ui.case_session import CaseSession
from ipju.ui.screens.title.screen import TitleScreen
from ipju.ui.widgets.table import Table
from tests.ui.small_office import sample_case, session_of, stored
from tests.ui.typing import type_korean


def rows_of(table: Table) -> list[list[str]]:
    model = table.rows_model
    return [[cell.get("t", "") for cell in row["cells"]] for row in model.rows()]


def shown(qtbot: QtBot, case: Case) -> TitleScreen:
    made = TitleScreen(session_of(case))
    qtbot.addWidget(made)
    made.resize(1204, 758)
    made.show()
    return made


def with_home(**changes: object) -> Case:
    case = sample_case()
    assert case.dwelling is not None
    return replace(case, dwelling=replace(case.dwelling, **changes))


def pick(qtbot: QtBot, screen: TitleScreen, place: int) -> None:
    table = screen.choice.table
    table.setFocus()
    table.selectRow(place)
    qtbot.keyClick(table, Qt.Key.Key_Space)


def test_the_bar_shows_claims_marks_and_headroom_in_won(screen: TitleScreen) -> None:
    said = screen.bar.accessibleName()
    assert said == (
        "가격 412,000,000원, 을구 1 근저당권 180,000,000원, 을구 2 근저당권 60,000,000원, "
        "이 계약 보증금 130,000,000원, 60% 선 247,200,000원 여유 7,200,000원, "
        "90% 선 370,800,000원 여유 800,000원"
    )


def test_every_basis_is_compared_with_both_verdicts(screen: TitleScreen) -> None:
    rows = rows_of(screen.choice.table)
    assert [row[1:3] for row in rows] == [
        ["KB시세", "412,000,000원"],
        ["공시가격 × 180%", "415,800,000원"],
        ["거래가액", "398,000,000원"],
    ]
    assert [row[4:6] for row in rows] == [
        ["여유 7,200,000원", "여유 800,000원"],
        ["여유 9,480,000원", "여유 4,220,000원"],
        ["초과 1,200,000원", "초과 11,800,000원"],
    ]


def test_nothing_is_chosen_while_the_bases_disagree(screen: TitleScreen) -> None:
    assert screen.result.text() == "판단 필요"
    assert screen.sentence.text() == "가격 기준에 따라 결과가 달라집니다. 기준과 사유를 정하세요."
    assert not any(row["cells"][0]["radio"] for row in screen.choice.table.rows_model.rows())


def test_a_basis_is_chosen_and_signed_with_keys(
    qtbot: QtBot, screen: TitleScreen, session: CaseSession
) -> None:
    pick(qtbot, screen, 0)
    reason = QApplication.focusWidget()
    assert reason is screen.choice.reason
    type_korean(screen.choice.reason, "공고에 먼저 적힌 기준")
    qtbot.keyClick(screen.choice.reason, Qt.Key.Key_Return)
    home = stored(session).dwelling
    assert home is not None
    assert home.chosen_price == home.prices[0].id
    assert home.price_reason == "공고에 먼저 적힌 기준"
    senior = session.judgement.finding("senior-lien")
    assert senior is not None
    assert senior.outcome.label == "적합"
    assert screen.result.text() == "미확인"
    session.undo()
    assert screen.result.text() == "판단 필요"
    assert screen.choice.reason.text() == ""


def test_a_basis_without_a_reason_is_refused(
    qtbot: QtBot, screen: TitleScreen, session: CaseSession
) -> None:
    pick(qtbot, screen, 2)
    qtbot.keyClick(screen.choice.reason, Qt.Key.Key_Return)
    assert screen.choice.message() == "사유를 적어야 서명할 수 있습니다."
    home = stored(session).dwelling
    assert home is not None
    assert home.chosen_price is None


def test_a_reason_without_a_basis_is_refused(qtbot: QtBot, screen: TitleScreen) -> None:
    screen.choice.reason.setFocus()
    type_korean(screen.choice.reason, "먼저 적힌 기준")
    qtbot.mouseClick(screen.choice.sign_button, Qt.MouseButton.LeftButton)
    assert screen.choice.message() == "기준을 하나 고르십시오."


def test_picking_draws_that_price_before_it_is_signed(qtbot: QtBot, screen: TitleScreen) -> None:
    pick(qtbot, screen, 2)
    assert screen.bar.data().price == 398_000_000
    assert "초과 1,200,000원" in screen.bar.accessibleName()


def test_a_later_choice_wins_over_an_earlier_answer(
    qtbot: QtBot, screen: TitleScreen, session: CaseSession
) -> None:
    price = session.judgement.finding("price")
    assert price is not None
    question = price.questions[0]
    session.answer(question, question.choices[2].id, "실거래")
    assert screen.result.text() == "부적합"
    pick(qtbot, screen, 0)
    screen.choice.reason.selectAll()
    type_korean(screen.choice.reason, "친족 간 거래로 확인")
    qtbot.keyClick(screen.choice.reason, Qt.Key.Key_Return)
    senior = session.judgement.finding("senior-lien")
    assert senior is not None
    assert senior.outcome.label == "적합"


def test_claims_stand_in_order_with_their_sums(screen: TitleScreen) -> None:
    assert rows_of(screen.claims) == [
        ["을구 1 근저당권", "2021-04-12", "가상은행", "180,000,000원"],
        ["을구 2 근저당권", "2022-10-05", "표본금고", "60,000,000원"],
        ["선순위 설정최고액", "", "", "240,000,000원"],
        ["이 계약 보증금", "", "", "130,000,000원"],
        ["부채 전체", "", "", "370,000,000원"],
    ]


def test_the_nine_grounds_stand_in_their_order(screen: TitleScreen) -> None:
    names = [row[1] for row in rows_of(screen.side.list) if len(row) == 3][:9]
    assert [name[0] for name in names] == list("123456789")
    words = [row[0] for row in rows_of(screen.side.list) if len(row) == 3][:9]
    assert words == [
        "없음",
        "같음",
        "판단 필요",
        "아님",
        "미확인",
        "아님",
        "아님",
        "판단 필요",
        "가능",
    ]


def test_support_and_own_share_stand_at_the_foot(screen: TitleScreen) -> None:
    assert screen.support.accessibleName() == (
        "지원금 45,000,000원, 보증금의 50%는 65,000,000원, 최대 4,500만원, 본인 부담 85,000,000원"
    )


def test_what_would_have_to_change_names_the_repayment(screen: TitleScreen) -> None:
    titles = [one.title for one in screen.changes.changes()]
    assert "선순위 1,200,000원 상환" in titles
    assert len(titles) == len(set(titles))


def test_typing_a_deposit_moves_the_bar(screen: TitleScreen, session: CaseSession) -> None:
    session.preview(("dwelling", "lease", "deposit"), 140_000_000)
    assert "90% 선 370,800,000원 초과 9,200,000원" in screen.bar.accessibleName()


def test_escape_closes(qtbot: QtBot, screen: TitleScreen) -> None:
    screen.choice.table.setFocus()
    with qtbot.waitSignal(screen.closed):
        qtbot.keyClick(screen.choice.table, Qt.Key.Key_Escape)


def test_the_back_button_closes(qtbot: QtBot, screen: TitleScreen) -> None:
    with qtbot.waitSignal(screen.closed):
        qtbot.mouseClick(screen.header.back_act.button, Qt.MouseButton.LeftButton)


def test_without_a_home_it_says_how_to_begin(qtbot: QtBot) -> None:
    screen = shown(qtbot, replace(sample_case(), dwelling=None))
    assert screen.empty.isVisible()
    assert not screen.bar.isVisible()
    assert screen.empty.first is not None
    with qtbot.waitSignal(screen.target_requested) as asked:
        qtbot.mouseClick(screen.empty.first.button, Qt.MouseButton.LeftButton)
    assert asked.args == [Target(section="dwelling")]


def test_without_a_price_it_asks_for_one(qtbot: QtBot) -> None:
    screen = shown(qtbot, with_home(prices=()))
    assert screen.no_price.isVisible()
    assert not screen.choice.isVisible()
    with qtbot.waitSignal(screen.target_requested) as asked:
        assert screen.no_price.first is not None
        qtbot.mouseClick(screen.no_price.first.button, Qt.MouseButton.LeftButton)
    assert asked.args == [Target(section="dwelling", field="prices")]


def test_without_a_register_the_sums_are_lower_bounds(qtbot: QtBot) -> None:
    screen = shown(qtbot, with_home(extracts=()))
    assert screen.unread.isVisible()
    assert rows_of(screen.claims)[0] == ["선순위 설정최고액", "", "적어도", "0원"]


def test_an_empty_home_shows_no_figures(qtbot: QtBot) -> None:
    screen = shown(qtbot, replace(sample_case(), dwelling=Dwelling()))
    assert not screen.bar.isVisible()
    assert "본인 부담 미확인" in screen.support.accessibleName()


def test_a_price_that_may_not_be_used_says_why(qtbot: QtBot) -> None:
    case = sample_case()
    assert case.dwelling is not None
    old = replace(case.dwelling.prices[2], as_of=case.dwelling.prices[2].as_of.replace(year=2021))
    screen = shown(qtbot, with_home(prices=(*case.dwelling.prices[:2], old)))
    last = rows_of(screen.choice.table)[-1]
    assert last[3] == "쓰지 않음"
    assert "1년이 넘은 거래" in last[4]
    pick(qtbot, screen, 2)
    assert screen.choice.chosen == ""


def test_a_question_of_a_finding_is_answered_here(qtbot: QtBot) -> None:
    screen = shown(qtbot, with_home(kind=DwellingKind.SHOP))
    screen.activateWindow()
    question = screen.side.keeper().open_question("price")
    assert question is not None
    question.focus_first()
    question.choose("refuse")
    question.reason.input.setFocus()
    type_korean(question.reason.input, "기준이 될 가격이 없음")
    qtbot.keyClick(question.reason.input, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert screen.result.text() == "부적합"
