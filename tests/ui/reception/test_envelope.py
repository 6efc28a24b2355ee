"""Envelopes by keys: opened by number or QR, received by one key a paper, finished by Enter."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from ipju.domain.account import Role
from ipju.domain.case import Case, Stage
from ipju.domain.editing import change
from ipju.domain.requests import RequestKind
from ipju.services.office import Office
from ipju.services.open_case import add_case
from ipju.services.record import record
from ipju.ui.screens.reception.envelope import EnvelopePage
from ipju.ui.screens.reception.envelope_dialogs import TickDialog, WrongKindDialog
from tests.services.conftest import sample
from tests.services.desk import acts, stored
from tests.services.rooms import youth
from tests.ui.sitting import Sitting, cells


def keys(counter: Sitting, text: str) -> None:
    """Press one key after the other, each where the keys are by then."""
    for one in text:
        counter.press({" ": "Space", "\n": "Return", "/": "/"}.get(one, one))


def opened(counter: Sitting, case: Case, postmark: str = "240104") -> None:
    keys(counter, case.number[-5:] + "\n" + postmark + "\n")


def lines(page: EnvelopePage) -> list[list[str]]:
    assert page.work is not None
    return cells(page.table)[: len(page.work.slots())]


def at(page: EnvelopePage, kind: str) -> None:
    """Go to the line of a paper."""
    assert page.work is not None
    slot = next(o for o in page.work.slots() if o.line.requirement.terms.id == kind)
    page.table.select_id(slot.key)
    page.table.setFocus(Qt.FocusReason.OtherFocusReason)


def line(page: EnvelopePage, kind: str) -> list[str]:
    assert page.work is not None
    slot = next(o for o in page.work.slots() if o.line.requirement.terms.id == kind)
    return cells(page.table)[slot.number - 1]


def test_an_envelope_begins_with_its_number_and_what_is_asked_once(
    counter: Sitting, page: EnvelopePage, kim: Case
) -> None:
    assert page.empty.isVisible()
    assert page.head.number.input.hasFocus()
    keys(counter, "04127\n")
    assert page.head.who.text() == "김예시"
    assert page.head.number.text() == kim.number
    assert page.head.came_on.input.hasFocus()
    keys(counter, "240104")
    assert page.head.registered.input.hasFocus()
    assert page.head.stands.accessibleName() == "기한 안"
    keys(counter, "1000000000001")
    assert page.table.hasFocus()
    assert [row[5] for row in lines(page)] == ["받지 않음 / 보완 대상"] * 6
    keys(counter, " ")
    counter.settle()
    (form,) = stored(counter.office, kim.id).papers
    assert (form.postmarked_on, form.registered_mail) == (date(2024, 1, 4), True)
    assert form.note == "등기번호 1000000000001"


def test_a_number_nobody_has_is_said_and_stays_to_be_mended(
    counter: Sitting, page: EnvelopePage, kim: Case
) -> None:
    keys(counter, "99999\n")
    assert "신청이 없습니다" in page.head.number.error()
    assert page.head.number.input.hasFocus()
    assert page.work is None


def test_the_envelope_of_a_closed_case_says_so_until_the_next_is_opened(
    counter: Sitting, page: EnvelopePage, kim: Case, hong: Case
) -> None:
    with counter.office.store.unit() as unit:
        unit.cases.save(replace(kim, stage=Stage.CLOSED))
    opened(counter, kim)
    assert page.banner.isVisible()
    assert page.banner.text().startswith("닫힌 사례입니다.")
    page.open(hong.number)
    counter.settle()
    assert not page.banner.isVisible()


def test_what_is_wrong_with_a_paper_shows_with_its_key(
    counter: Sitting, page: EnvelopePage, kim: Case
) -> None:
    opened(counter, kim)
    at(page, "family-certificate")
    keys(counter, "231130")
    assert line(page, "family-certificate")[3] == "2023-11-30 / 공고일 전"
    assert line(page, "family-certificate")[5] == "보완 / 공고일 전"
    assert page.table.current_id().startswith("resident-register")
    asked = [row[1] for row in cells(page.asked.table)]
    assert "가족관계증명서(상세)" in asked
    keys(counter, "231215")
    assert line(page, "resident-register")[3] == "2023-12-15 / 공고일에 발급"
    assert line(page, "resident-register")[5] == "받음"
    assert "주민등록표등본(상세)" not in [row[1] for row in cells(page.asked.table)]


def test_a_missing_signature_is_one_key_and_its_number(
    counter: Sitting, page: EnvelopePage, kim: Case
) -> None:
    opened(counter, kim)
    keys(counter, " s")
    dialog = counter.dialog(TickDialog)
    rows = cells(dialog.table)
    assert [row[2] for row in rows] == ["서명함", "서명함", "보호자가 서명함"]
    keys(counter, "2")
    assert cells(dialog.table)[1][2] == "서명 없음"
    keys(counter, "\n")
    assert line(page, "consent")[4] == "서명 2 / 3 / 없음: 이보기"
    assert line(page, "consent")[5].startswith("서명 보완")
    form = next(one for one in stored(counter.office, kim.id).papers if one.kind == "consent")
    assert [one.signed for one in form.signatures] == [True, False, True]


def test_something_not_shown_and_a_paper_of_another_kind(
    counter: Sitting, page: EnvelopePage, kim: Case
) -> None:
    opened(counter, kim)
    at(page, "resident-register")
    keys(counter, "231220")
    at(page, "resident-register")
    keys(counter, "n1")
    keys(counter, "\n")
    assert "없음: 주민등록번호 뒷자리" in line(page, "resident-register")[4]
    kind = page.work.session.notice.papers.pregnancy
    at(page, kind)
    keys(counter, "k")
    dialog = counter.dialog(WrongKindDialog)
    assert dialog.came() == "임신확인서"
    keys(counter, "\n")
    assert line(page, kind)[4] == "봉투에는 임신확인서 / 임신진단서만 인정"
    assert line(page, kind)[5] == "보완 / 임신진단서만 인정"


def test_a_diagnosis_asks_for_its_weeks_after_its_date(
    counter: Sitting, page: EnvelopePage, kim: Case
) -> None:
    opened(counter, kim)
    kind = page.work.session.notice.papers.pregnancy
    at(page, kind)
    keys(counter, "231220")
    assert page.table.is_asking()
    keys(counter, "99\n")
    assert "임신주수와 태아 수" in page.hint.text()
    assert page.table.is_asking()
    page.table.editor.selectAll()
    keys(counter, "12/1\n")
    assert line(page, kind)[4].startswith("임신 12주 · 태아 1명")
    assert line(page, kind)[5] == "받음"


def test_a_date_that_is_none_stays_and_escape_leaves_it(
    counter: Sitting, page: EnvelopePage, kim: Case
) -> None:
    opened(counter, kim)
    at(page, "family-certificate")
    keys(counter, "231345")
    assert page.table.is_asking()
    assert page.table.editor.text() == "231345"
    assert page.hint.text() != ""
    page.finish()
    assert page.work is not None
    counter.press("Esc")
    assert not page.table.is_asking()
    assert page.hint.text() == ""
    assert line(page, "family-certificate")[5].startswith("받지 않음")
    assert stored(counter.office, kim.id).papers == ()


def test_what_is_said_of_a_date_goes_with_its_field(
    counter: Sitting, page: EnvelopePage, kim: Case
) -> None:
    opened(counter, kim)
    keys(counter, "231345")
    assert "날짜" in page.hint.text()
    counter.press("Ctrl+B")
    assert "보완요청 " in page.banner.text()
    assert not page.table.is_asking()
    assert page.hint.text() == ""
    keys(counter, "231345")
    assert "날짜" in page.hint.text()
    counter.press("Backspace")
    assert page.table.is_asking()
    assert page.hint.text() == ""


def test_an_envelope_in_which_nothing_came_is_not_done_by_enter(
    counter: Sitting, page: EnvelopePage, kim: Case, hong: Case
) -> None:
    # The postmark, no number of registered mail, and once more.
    opened(counter, kim)
    keys(counter, "\n")
    assert page.work is not None
    assert page.hint.text().startswith("받은 서류가 없습니다.")
    assert page.foot.empty_act.isVisible()
    assert "envelope" not in acts(counter.office, kim.id)
    # A paper that came and was taken out again leaves it as it was.
    keys(counter, "  \n")
    assert page.work is not None
    counter.press("Ctrl+Return")
    assert page.work is None
    assert acts(counter.office, kim.id)[-1] == "envelope"
    # With a paper the question is gone.
    keys(counter, hong.number[-5:] + "\n\n\n")
    assert not page.foot.empty_act.isVisible()
    keys(counter, "\n")
    assert page.foot.empty_act.isVisible()
    keys(counter, " ")
    assert not page.foot.empty_act.isVisible()
    assert page.hint.text() == ""
    keys(counter, "\n")
    assert page.work is None
    assert acts(counter.office, hong.id)[-1] == "envelope"


def test_an_empty_envelope_for_which_a_request_was_drawn_up_is_done_by_enter(
    counter: Sitting, page: EnvelopePage, kim: Case
) -> None:
    opened(counter, kim)
    counter.press("Ctrl+B")
    keys(counter, "\n")
    assert page.work is None


def test_escape_takes_back_and_space_takes_a_paper_out_again(
    counter: Sitting, page: EnvelopePage, kim: Case
) -> None:
    opened(counter, kim)
    keys(counter, " ")
    assert len(stored(counter.office, kim.id).papers) == 1
    keys(counter, " ")
    assert stored(counter.office, kim.id).papers == ()
    counter.press("Esc")
    assert len(stored(counter.office, kim.id).papers) == 1
    counter.press("Esc")
    assert stored(counter.office, kim.id).papers == ()
    counter.press("Esc")
    assert page.hint.text() == "되돌릴 것이 없습니다."


def test_the_letters_work_with_the_korean_keyboard_on(
    counter: Sitting, page: EnvelopePage, kim: Case
) -> None:
    opened(counter, kim)
    keys(counter, " ")
    pressed = QKeyEvent(
        QEvent.Type.KeyPress, Qt.Key.Key_unknown, Qt.KeyboardModifier.NoModifier, "ㄴ"
    )
    QApplication.sendEvent(page.table, pressed)
    counter.dialog(TickDialog).accept()


def test_a_paper_this_application_need_not_bring_is_not_received(
    counter: Sitting, page: EnvelopePage, kim: Case
) -> None:
    opened(counter, kim)
    page.table.select_id("spared/marriage-certificate")
    keys(counter, " ")
    assert "필요 없는 서류" in page.hint.text()
    assert stored(counter.office, kim.id).papers == ()


def test_a_postmark_mended_later_is_that_of_every_paper_in_the_envelope(
    counter: Sitting, page: EnvelopePage, kim: Case
) -> None:
    opened(counter, kim)
    keys(counter, "231228231228")
    field = page.head.came_on
    field.input.setFocus(Qt.FocusReason.OtherFocusReason)
    field.input.selectAll()
    keys(counter, "240108")
    counter.settle()
    papers = stored(counter.office, kim.id).papers
    assert [one.postmarked_on for one in papers] == [date(2024, 1, 8)] * 2
    assert page.head.stands.accessibleName() == "기한 지남"


def test_the_postmark_before_comes_by_enter_and_ordinary_mail_by_a_nought(
    counter: Sitting, page: EnvelopePage, kim: Case, hong: Case
) -> None:
    opened(counter, kim)
    counter.press("Ctrl+Return")
    keys(counter, hong.number[-5:] + "\n\n")
    assert page.head.came_on.value() == date(2024, 1, 4)
    keys(counter, "0\n ")
    (form,) = stored(counter.office, hong.id).papers
    assert (form.postmarked_on, form.registered_mail) == (date(2024, 1, 4), False)
    assert "등기우편이 아님" in line(page, "consent")[5]


def test_a_number_of_registered_mail_that_is_none_is_not_passed_over(
    counter: Sitting, page: EnvelopePage, kim: Case
) -> None:
    keys(counter, kim.number[-5:] + "\n240104" + "12345\n")
    assert "13자리" in page.head.registered.error()
    assert page.head.registered.input.hasFocus()


def test_a_later_paper_is_received_beside_the_one_that_was_wrong(
    counter: Sitting, page: EnvelopePage, kim: Case
) -> None:
    opened(counter, kim)
    at(page, "family-certificate")
    keys(counter, "231130")
    keys(counter, "\n")
    opened(counter, kim, "240118")
    assert page.head.stands.accessibleName() == "기한 뒤 보완"
    at(page, "family-certificate")
    keys(counter, " ")
    keys(counter, "240110")
    assert line(page, "family-certificate")[5] == "받음"
    papers = stored(counter.office, kim.id).papers
    assert [one.postmarked_on for one in papers] == [date(2024, 1, 4), date(2024, 1, 18)]


def test_what_came_in_order_is_not_received_twice(
    counter: Sitting, page: EnvelopePage, hong: Case
) -> None:
    full = sample("hong-gildong")
    edits = [change(hong, ("papers", one.id), one) for one in full.papers]
    record(counter.office, hong.id, edits)
    opened(counter, hong)
    before = stored(counter.office, hong.id).papers
    at(page, "family-certificate")
    keys(counter, " ")
    assert "앞서 받아 이상이 없는" in page.hint.text()
    assert stored(counter.office, hong.id).papers == before


def test_somebody_elses_edit_of_the_same_paper_is_shown_and_said(
    counter: Sitting, page: EnvelopePage, kim: Case
) -> None:
    opened(counter, kim)
    keys(counter, " ")
    (form,) = stored(counter.office, kim.id).papers
    theirs = replace(form, note="다른 자리에서 적음")
    record(
        counter.office,
        kim.id,
        [change(stored(counter.office, kim.id), ("papers", form.id), theirs)],
    )
    at(page, "consent")
    keys(counter, "231228")
    assert "먼저 고쳤습니다" in page.hint.text()
    assert stored(counter.office, kim.id).papers == (theirs,)
    assert page.work.case.papers == (theirs,)
    keys(counter, "231228")
    assert not page.work.session.has_unsaved


def test_the_request_of_what_is_lacking_is_drawn_up_from_the_envelope(
    counter: Sitting, page: EnvelopePage, kim: Case
) -> None:
    opened(counter, kim)
    assert page.asked.due_on.value() == date(2024, 1, 22)
    keys(counter, "231228")
    counter.press("Ctrl+B")
    with counter.office.store.unit() as unit:
        (made,) = unit.requests.of_case(kim.id)
    assert made.kind is RequestKind.SUPPLEMENT
    assert made.due_on == date(2024, 1, 22)
    assert page.banner.text() == (
        f"{kim.number}: 보완요청 {len(made.items)}건을 만들었습니다. 통지에서 인쇄해 부칩니다."
    )
    counter.press("Ctrl+B")
    assert "보완요청" in page.banner.text()
    assert page.banner.property("surface") == "fail"


def test_the_whole_case_opens_from_its_envelope(
    counter: Sitting, page: EnvelopePage, kim: Case
) -> None:
    wanted: list[object] = []
    counter.screen.case_wanted.connect(lambda case_id, _query: wanted.append(case_id))
    opened(counter, kim)
    page.case_button.click()
    assert wanted == [kim.id]


def test_papers_that_are_handed_in_ask_for_no_registered_mail(
    counter: Sitting, page: EnvelopePage, post: Office
) -> None:
    case = add_case(post, replace(youth("2023-T-00001", "표가상"), papers=())).case
    keys(counter, "2023-T-00001\n")
    assert page.head.registered.isHidden()
    assert page.head.came_on.label() == "제출일"
    keys(counter, "240105")
    assert page.table.hasFocus()
    keys(counter, " ")
    (paper,) = stored(post, case.id).papers
    assert (paper.received_on, paper.registered_mail) == (date(2024, 1, 5), None)


def test_arrows_leave_a_cell_and_take_what_can_be_read(
    counter: Sitting, page: EnvelopePage, kim: Case
) -> None:
    opened(counter, kim)
    work = page.work
    assert work is not None
    numbers = {one.key: one.number for one in work.slots()}
    at(page, "resident-register")
    keys(counter, "2312")
    counter.press("Down")
    assert page.table.is_asking()
    assert page.table.editor.text() == "2312"
    counter.press("Esc")
    page.table.ask_day()
    counter.press("Up")
    assert not page.table.is_asking()
    assert numbers[page.table.current_id()] == 2
    kind = work.session.notice.papers.pregnancy
    at(page, kind)
    keys(counter, "231220")
    keys(counter, "12")
    counter.press("Up")
    assert line(page, kind)[4].startswith("임신 12주")
    assert numbers[page.table.current_id()] == 5
    at(page, kind)
    keys(counter, "w")
    keys(counter, "13/2\n")
    assert line(page, kind)[4].startswith("임신 13주 · 태아 2명")
    at(page, kind)
    keys(counter, "w\n")
    assert page.work is work


def test_keys_that_have_nothing_to_do_say_so(
    counter: Sitting, page: EnvelopePage, kim: Case
) -> None:
    opened(counter, kim)
    work = page.work
    assert work is not None
    for kind, key, words in (
        ("family-certificate", "s", "서명을 살피는 서류는 동의서"),
        ("consent", "s", "먼저 받음(Space)"),
        ("family-certificate", "n", "먼저 받음(Space)"),
        ("family-certificate", "w", "임신진단서에만"),
        (work.session.notice.papers.pregnancy, "w", "먼저 받음(Space)"),
    ):
        page.hint.setText("")
        at(page, kind)
        keys(counter, key)
        assert words in page.hint.text(), (kind, key)
    at(page, "consent")
    keys(counter, " n")
    assert "따로 살필 표시가 없습니다" in page.hint.text()
    keys(counter, "v")
    assert page.scan_tray.table.hasFocus()


def test_a_due_day_on_which_nobody_works_is_told_and_kept(
    counter: Sitting, page: EnvelopePage, kim: Case
) -> None:
    opened(counter, kim)
    counter.fill(page.asked.due_on, "240120")
    counter.press("Tab")
    assert page.hint.text() == (
        "보완 기한: 쉬는 날(토요일)입니다. 2024-01-22 (월) 소인까지 받습니다(민법 제161조)."
    )
    assert page.asked.due_on.value() == date(2024, 1, 20)


def test_without_a_due_day_no_request_is_drawn_up(
    counter: Sitting, page: EnvelopePage, kim: Case
) -> None:
    opened(counter, kim)
    page.asked.due_on.set_value(None)
    counter.press("Ctrl+B")
    assert "보완 기한을 적으십시오" in page.hint.text()
    assert page.asked.due_on.control().hasFocus()
    with counter.office.store.unit() as unit:
        assert unit.requests.of_case(kim.id) == ()


def test_what_the_store_refused_holds_the_envelope_back(
    counter: Sitting, page: EnvelopePage, kim: Case
) -> None:
    opened(counter, kim)
    office, me = counter.office, counter.office.actor.id
    with office.store.unit() as unit:
        unit.accounts.revoke(me, Role.INTAKE, me, office.clock.now(), "시험")
    keys(counter, " ")
    assert "저장하지 못했습니다" in page.hint.text()
    keys(counter, "\n")
    assert page.work is not None
    assert "저장하지 못한 것이 있습니다" in page.banner.text()
    with office.store.unit() as unit:
        unit.accounts.grant(me, Role.INTAKE, me, office.clock.now(), "시험")
    page.finish()
    counter.settle()
    assert len(stored(office, kim.id).papers) == 1
    page.finish()
    counter.settle()
    assert page.work is None


def test_a_double_click_does_what_space_does(
    counter: Sitting, page: EnvelopePage, kim: Case
) -> None:
    opened(counter, kim)
    index = page.table.rows_model.index(1, 2)
    page.table.select_id(page.table.rows_model.id_at(1))
    page.table.doubleClicked.emit(index)
    counter.settle()
    assert [one.kind for one in stored(counter.office, kim.id).papers] == ["family-certificate"]
