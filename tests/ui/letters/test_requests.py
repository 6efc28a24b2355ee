"""보완 and 소명 by keys: made, printed, posted, answered, judged, lapsed."""

from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt

from ipju.domain.case import Case
from ipju.domain.listing import CaseQuery
from ipju.domain.requests import RequestEnd, RequestKind, RequestState
from ipju.services.decisions import waiting
from ipju.services.examine import examine_all
from ipju.services.office import Office
from ipju.services.practice import fill
from ipju.services.request_lists import draw_up_all
from ipju.services.requests import draw_up, send, take_answer
from ipju.ui.dialogs.service import ReasonDialog
from ipju.ui.screens.letters.dialogs import (
    AnswerDialog,
    DrawAllDialog,
    DrawOneDialog,
    JudgeDialog,
    LapseDialog,
    SendDialog,
)
from ipju.ui.screens.letters.paper import PaperDialog
from ipju.ui.screens.letters.requests import RequestsPage
from ipju.ui.screens.letters.words import TABS
from ipju.ui.widgets.choice_fields import ComboField
from tests.services.desk import acts, text_of
from tests.services.rooms import on
from tests.ui.letters.conftest import TODAY, seat, type_of_sitting
from tests.ui.sitting import Sitting, cells

SUPPLEMENT, EXPLANATION = RequestKind.SUPPLEMENT, RequestKind.EXPLANATION
NUMBER = "1123456789012"
DUE = date(2024, 3, 12)


def _page(sitting: Sitting, key: str = "supplements") -> RequestsPage:
    page = sitting.page(key)
    assert isinstance(page, RequestsPage)
    return page


def _go(sitting: Sitting, page: RequestsPage, state: RequestState) -> None:
    """Go to the list of a state as by its digit."""
    page.tabs.setFocus(Qt.FocusReason.TabFocusReason)
    sitting.press(str([one for one, _word in TABS].index(state) + 1))
    assert page.state() is state


def _pick(sitting: Sitting, field: ComboField, value: object) -> None:
    """Choose in a list as somebody who came there by Tab and went down."""
    field.control().setFocus(Qt.FocusReason.TabFocusReason)
    for _step in range(10):
        if field.value() == value:
            return
        sitting.press("Down")
    raise AssertionError(value)


def _sent(office: Office, case: Case, kind: RequestKind = SUPPLEMENT) -> None:
    request = draw_up(office, case.id, kind, DUE if kind is SUPPLEMENT else None).request
    send(office, request.id, TODAY, NUMBER)


def test_one_request_goes_from_making_to_its_judgement_by_keys(
    sit: type_of_sitting, office: Office, case: Case
) -> None:
    sitting = sit(office)
    page = _page(sitting)
    assert page.empty.isVisible()
    sitting.press("Ctrl+O")
    made = sitting.dialog(DrawOneDialog)
    assert made.due.value() == DUE
    sitting.press("Return")
    assert made.who.error() == "접수번호나 이름을 적으십시오."
    sitting.fill(made.who, "박없음")
    sitting.press("Return")
    assert "찾는 사람이 없습니다" in made.problem.text()
    made.who.set_value("")
    sitting.fill(made.who, case.number)
    sitting.press("Return")
    assert "보완요청서를 만들었습니다(1건)" in page.banner.text()
    assert cells(page.table) == [
        [
            "D-14 / 2024-03-12",
            "김예시 / 2023-3-04127",
            "배우자 주민등록표등본 (이보기) / 3장 공통제출서류 해당자",
            "보내기 전",
        ]
    ]
    assert "받지 못했습니다." in page.detail.item_words()

    sitting.press("Ctrl+Return")
    posted = sitting.dialog(SendDialog)
    sitting.fill(posted.number, "12345")
    sitting.press("Return")
    assert "13자리" in posted.problem.text()
    sitting.fill(posted.number, NUMBER[5:])
    sitting.press("Return")
    assert page.empty.isVisible()
    assert sitting.window.focusWidget() is page.tabs  # not the rail, nor a list that is gone

    _go(sitting, page, RequestState.SENT)
    assert cells(page.table)[0][3] == "2024-02-27 부침 / 1234556789012"
    sitting.press("Ctrl+Return")
    answered = sitting.dialog(AnswerDialog)
    sitting.press("Return")
    assert answered.day.error() == "봉투의 소인 날짜를 적으십시오."
    sitting.fill(answered.day, "240227")
    sitting.press("Return")

    _go(sitting, page, RequestState.ANSWERED)
    assert cells(page.table)[0][3] == "답 받음 / 소인 2024-02-27"
    sitting.press("Ctrl+Return")
    judged = sitting.dialog(JudgeDialog)
    sitting.press("Return")
    assert judged.end.error() == "판단을 고르십시오."
    _pick(sitting, judged.end, RequestEnd.ACCEPTED)
    sitting.press("Return")
    assert "인정했지만 제출서류 항목은 아직 부적합입니다" in page.banner.text()
    _go(sitting, page, RequestState.CLOSED)
    assert cells(page.table)[0][3] == "인정"
    assert acts(office, case.id)[-4:] == [
        "draw-up-request",
        "send-request",
        "answer-request",
        "close-request",
    ]


def test_requests_are_made_for_a_filter_and_what_failed_is_listed(
    sit: type_of_sitting, office: Office, case: Case
) -> None:
    fill(office, case.notice, 40)
    examine_all(office)
    draw_up(office, case.id, EXPLANATION)
    sitting = sit(office)
    page = _page(sitting, "explanations")
    sitting.press("Ctrl+Shift+O")
    sitting.dialog(DrawAllDialog)
    sitting.press("Return")
    sitting.wait_for(lambda: not page.batch.progress.is_running())
    sitting.settle()
    made = len(cells(page.table))
    assert made > 1
    assert page.batch.progress.summary() == f"소명요청서 {made - 1}건을 만들었습니다."
    assert page.batch.failed.isVisible()
    assert cells(page.batch.failed.table) == [
        ["김예시 2023-3-04127", "소명요청을 이미 한 번 했습니다. 다시 하려면 한 사람으로 만드세요."]
    ]
    page.batch.failed.table.setFocus(Qt.FocusReason.OtherFocusReason)
    page.batch.failed.table.show_keys()
    sitting.press("Return")
    assert sitting.wanted == [case.id]


def test_the_letters_of_the_chosen_are_one_file(
    sit: type_of_sitting, office: Office, case: Case, tmp_path: Path
) -> None:
    draw_up(office, case.id, EXPLANATION)
    sitting = sit(office)
    page = _page(sitting, "explanations")
    page.table.setFocus(Qt.FocusReason.OtherFocusReason)
    sitting.press("Ctrl+A")
    sitting.press("Ctrl+P")
    paper = sitting.dialog(PaperDialog)
    wanted = tmp_path / "소명요청서.pdf"
    paper.sheet.ask_path = lambda _suggested: str(wanted)
    paper.sheet.save()
    sitting.settle()
    assert "2023년 제3차 보증금지원형 장기안심주택 소명 요청" in text_of(wanted.read_bytes())
    assert acts(office, case.id)[-1] == "print-request"
    sitting.press("Escape")
    assert not sitting.has_dialog(PaperDialog)


def test_what_lapsed_goes_up_for_approval(sit: type_of_sitting, office: Office, case: Case) -> None:
    _sent(office, case)
    later = on(office, date(2024, 3, 20))
    sitting = sit(later)
    page = _page(sitting)
    _go(sitting, page, RequestState.SENT)
    assert cells(page.table)[0][0] == "8일 지남 / 2024-03-12"
    assert page.table.rows_model.rows()[0]["tint"] == "rev"
    sitting.press("Ctrl+D")
    asked = sitting.dialog(LapseDialog)
    # Registered mail of the last days may still be on its way.
    assert asked.through.value() == date(2024, 3, 15)
    assert asked.through.line_below() == "기한이 이 날이거나 더 이르고 답이 없는 요청 1건"
    sitting.fill(asked.through, "240320")
    sitting.press("Return")
    assert asked.through.error() == "오늘보다 앞선 날까지만 정리할 수 있습니다."
    asked.through.input.selectAll()
    sitting.type("240319")
    sitting.press("Return")
    assert page.batch.progress.summary() == "1건을 정리하고 1건을 부적격으로 올렸습니다."
    assert page.state() is RequestState.LAPSED
    assert cells(page.table)[0][3] == "답 없이 지남 / 기한까지 보완하지 않음"
    (proposal,) = waiting(seat(later, "최결재")).lines
    assert proposal.proposal.reasons == "기한까지 보완하지 않음"
    sitting.press("Ctrl+Return")
    assert "이미 결재를 기다리고 있습니다" in page.banner.text()

    # It came after all, late and with a good reason: that is for the officer to judge.
    assert page.detail.answer_button.isVisible()
    page.detail.answer_button.click()
    answered = sitting.dialog(AnswerDialog)
    sitting.fill(answered.day, "240315")
    sitting.press("Return")
    assert "늦은 까닭을 적으세요" in answered.problem.text()
    sitting.fill(answered.excuse, "입원 확인서를 냄")
    sitting.press("Return")
    assert waiting(seat(later, "최결재")).lines == ()
    _go(sitting, page, RequestState.ANSWERED)
    assert cells(page.table)[0][3] == "답 받음 / 소인이 기한보다 3일 늦음"
    assert "사유: 늦은 까닭: 입원 확인서를 냄" in page.detail.facts.text()
    assert not page.detail.answer_button.isVisible()


def test_a_late_answer_says_so_and_asks_for_the_reason(
    sit: type_of_sitting, office: Office, case: Case
) -> None:
    _sent(office, case, EXPLANATION)
    later = on(office, date(2024, 3, 20))
    with office.store.unit() as unit:
        (request,) = unit.requests.of_case(case.id)
    take_answer(later, request.id, date(2024, 3, 8))
    sitting = sit(later)
    page = _page(sitting, "explanations")
    _go(sitting, page, RequestState.ANSWERED)
    assert cells(page.table)[0][3] == "답 받음 / 소인이 기한보다 2일 늦음"
    sitting.press("Ctrl+Return")
    judged = sitting.dialog(JudgeDialog)
    _pick(sitting, judged.end, RequestEnd.ACCEPTED)
    sitting.press("Return")
    assert "정당한 사유" in judged.problem.text()
    sitting.fill(judged.reason, "입원 확인서를 냄")
    sitting.press("Return")
    _go(sitting, page, RequestState.CLOSED)
    assert cells(page.table)[0][3] == "인정 / 입원 확인서를 냄"


def test_a_request_is_taken_back_with_a_reason(
    sit: type_of_sitting, office: Office, case: Case
) -> None:
    draw_up(office, case.id, SUPPLEMENT, DUE)
    sitting = sit(office)
    page = _page(sitting)
    page.detail.take_back_button.click()
    reason = sitting.dialog(ReasonDialog)
    sitting.fill(reason.reason, "전화로 받기로 함")
    sitting.press("Return")
    assert page.empty.isVisible()
    _go(sitting, page, RequestState.TAKEN_BACK)
    assert cells(page.table)[0][3] == "거둠 / 전화로 받기로 함"
    assert not page.print_act.isVisible()


def test_who_takes_papers_in_may_ask_but_not_judge(
    sit: type_of_sitting, office: Office, case: Case
) -> None:
    _sent(office, case)
    sitting = sit(seat(office, "정접수"))
    page = _page(sitting)
    _go(sitting, page, RequestState.SENT)
    assert page.lapse_act.blocked_reason() == "담당이 정리합니다"
    sitting.press("Ctrl+Return")
    sitting.fill(sitting.dialog(AnswerDialog).day, "240227")
    sitting.press("Return")
    _go(sitting, page, RequestState.ANSWERED)
    assert page.next_act.blocked_reason() == "담당이 판단합니다"
    sitting.press("Ctrl+Return")
    assert not sitting.has_dialog(JudgeDialog)
    page.table.setFocus(Qt.FocusReason.OtherFocusReason)
    sitting.press("Return")
    assert sitting.wanted == [case.id]


def test_a_request_is_found_by_part_of_its_number(
    sit: type_of_sitting, office: Office, case: Case
) -> None:
    fill(office, case.notice, 20)
    draw_up_all(office, CaseQuery(notice=case.notice), EXPLANATION)
    sitting = sit(office)
    page = _page(sitting, "explanations")
    assert len(cells(page.table)) > 1
    sitting.press("Ctrl+F")
    sitting.type("4127")
    sitting.press("Return")
    sitting.settle()
    assert [row[1] for row in cells(page.table)] == ["김예시 / 2023-3-04127"]
    assert page.table.hasFocus()
    sitting.press("Ctrl+F")
    sitting.type("99999")
    sitting.press("Return")
    assert page.empty.isVisible()
    sitting.press("Ctrl+F")
    sitting.press("Escape")
    assert len(cells(page.table)) > 1
