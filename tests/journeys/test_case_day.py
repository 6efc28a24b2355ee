"""A day with a case, from the empty start to the printed letter and back, with keys alone."""

from datetime import date
from pathlib import Path

import pypdfium2
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit

from ipju import bootstrap
from ipju.domain.finding import Outcome
from ipju.domain.person import Register, Relation
from ipju.domain.register import Section
from ipju.services.open_case import add_case
from ipju.ui.screens.open_case import OpenCaseDialog
from tests.journeys.conftest import Person, type_of_sitting
from tests.ui.small_office import sample_case


def _open_office(person: Person) -> None:
    """The empty practice office: Tab to it, Enter."""
    person.tab_to("빈 연습 사무실 열기")
    person.press("Return")
    person.wait_for(lambda: person.window.pages.currentWidget() is person.window.today)
    person.settle()


def _new_case(person: Person, name: str) -> None:
    person.press("Ctrl+N")
    person.wait_for(lambda: isinstance(QApplication.activeModalWidget(), OpenCaseDialog))
    person.type("성명, 꼭 적음", name)
    person.press("Return")
    person.wait_for(lambda: person.window.session() is not None)
    person.settle()
    person.wait_for(lambda: QApplication.activeWindow() is person.window)
    person.press("Esc")  # from the steps of the application to the case


def _text_of(data: bytes) -> str:
    document = pypdfium2.PdfDocument(data)
    try:
        return "\n".join(page.get_textpage().get_text_bounded() for page in document)
    finally:
        document.close()


def _to_form(person: Person, form: str) -> None:
    """Go to 통지, and down to one row of its list."""
    person.press("Ctrl+7")
    forms = person.screen.letters.forms
    person.settle()
    for _ in range(forms.rows_model.rowCount()):
        if forms.current_id() == form:
            break
        person.press("Down")
    assert forms.current_id() == form
    person.settle()


def _draft(person: Person, form: str) -> str:
    """The text of the draft of a decision, as it is shown: it cannot be saved."""
    _to_form(person, form)
    letters = person.screen.letters
    assert not letters.save_button.isVisible()
    return _text_of(letters.pdf.data())


def _save_form(person: Person, form: str, path: Path) -> str:
    """Save the PDF of a form through the real file dialog."""
    _to_form(person, form)
    letters = person.screen.letters
    person.wait_for(lambda: letters.save_button.isEnabled())
    said: list[str] = []

    def name_the_file() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QFileDialog)
        box = dialog.findChild(QLineEdit, "fileNameEdit")
        assert box is not None
        said.append(box.text())
        box.selectAll()
        QTest.keyClicks(box, str(path))
        QTest.keyClick(box, Qt.Key.Key_Return)

    person.tab_to("PDF로 저장")
    QTimer.singleShot(300, name_the_file)
    person.press("Space")
    person.wait_for(path.exists)
    person.settle()
    assert said
    return _text_of(path.read_bytes())


def _record_household(person: Person) -> None:
    person.press("Ctrl+2")
    assert person.here() == "세대"
    person.type("생년월일", "820314")
    person.pick("등재", "본인 세대")
    person.type("전입일", "190304")
    person.say_yes("세대주")
    person.pick("국적", "대한민국")
    person.pick("등록 상태", "주민등록")
    person.say_yes("가족관계등록부 등재", "소득", "주택", "부동산", "자동차", "공공임대")
    for name, birth, relation, register in (
        ("이보기", "840702", "배우자", "배우자 별도 세대"),
        ("김가상", "170520", "자녀", "본인 세대"),
    ):
        person.press("Ctrl+2")
        person.press("Ins")
        assert person.here() == "성명"
        person.type("성명", name)
        person.type("생년월일", birth)
        person.pick("관계", relation)
        person.pick("등재", register)
        person.pick("국적", "대한민국")
        person.pick("등록 상태", "주민등록")
        person.say_yes("가족관계등록부 등재", "소득", "주택", "부동산", "자동차", "공공임대")


def _record_home(person: Person) -> None:
    person.press("Ctrl+6")
    person.press("Return")  # 주택 적기
    person.type("소재지", "서울특별시 예시구 견본로 34")
    person.say_yes("서울")
    person.pick("건축물대장상 종류", "다세대주택")
    person.type("전용면적", "52.3")
    person.type("보증금", "1.3억")
    person.tab_to("가격 추가")
    person.press("Space")
    person.type("가격 (배율 전)", "4.12억")
    person.type("기준일", "240218")
    person.tab_to("등기부 추가")
    person.press("Space")
    person.tab_to("등기 추가")
    person.press("Space")
    person.type("순위번호", "2")
    person.type("권리자", "예시은행")
    person.type("금액", "1.8억")
    person.press("Return")
    person.settle()


def test_a_case_is_opened_recorded_judged_and_printed_and_all_of_it_is_kept(
    sit_down: type_of_sitting, tmp_path: Path
) -> None:
    person = sit_down(tmp_path / "office")
    _open_office(person)
    _new_case(person, "김예시")
    assert [one.name for one in person.case.people] == ["김예시"]
    judged = person.session.judgement
    assert judged.finding("minor").outcome is Outcome.MISSING

    _record_household(person)
    person.settle()
    people = {one.name: one for one in person.case.people}
    assert people["이보기"].relation is Relation.SPOUSE
    assert people["이보기"].register is Register.SPOUSE
    assert people["이보기"].birth == date(1984, 7, 2)
    assert person.session.judgement.finding("minor").outcome is Outcome.PASS
    assert person.session.judgement.facts.household.size == 3

    # Income: the judgement follows each key, before the field is left.
    person.press("Ctrl+3")
    person.tab_to("소득 추가")
    person.press("Space")
    person.type("월 소득", "402만")
    assert person.session.case.incomes[0].monthly is None
    assert person.screen.panel.finding("income").amount == 4_020_000
    person.type("사업장", "예시상사")
    person.press("Return")
    assert person.session.case.incomes[0].monthly == 4_020_000
    person.settle()

    # Undo and redo from within the field.
    person.press("Ctrl+Z")
    assert person.session.case.incomes[0].workplace == ""
    person.press("Ctrl+Z")
    assert person.session.case.incomes[0].monthly is None
    person.press("Ctrl+Y")
    person.press("Ctrl+Y")
    person.settle()
    assert person.session.case.incomes[0].monthly == 4_020_000
    assert person.session.case.incomes[0].workplace == "예시상사"

    # A car.
    person.press("Ctrl+4")
    person.tab_to("자동차 추가")
    person.press("Space")
    person.type("차량", "견본 승용차")
    person.pick("차종", "승용")
    person.pick("용도", "비영업용")
    person.pick("보유 형태", "소유")
    person.type("차량가액", "5000만")
    assert person.screen.panel.finding("car").outcome is Outcome.FAIL
    person.press("Return")

    # A paper came: Space on the checklist, then its date.
    person.press("Ctrl+5")
    person.settle()
    assert person.here() == "제출서류"
    person.press("Space")
    assert len(person.case.papers) == 1
    person.press("Return")
    person.type("발급일", "231228")
    person.press("Return")
    assert person.case.papers[0].issued_on == date(2023, 12, 28)

    _record_home(person)
    home = person.case.dwelling
    assert home is not None
    assert home.lease.deposit == 130_000_000
    assert home.prices[0].amount == 412_000_000
    assert home.extracts[0].entries[0].section is Section.B
    assert home.extracts[0].entries[0].amount == 180_000_000

    text = _draft(person, "ineligible")
    assert "결재 전 초안" in text
    assert "김예시" in text
    assert "자동차" in text
    assert "50,000,000원" in text
    assert "2장" in text
    assert "김예시" in _save_form(person, "receipt", tmp_path / "receipt.pdf")

    kept = person.case
    person.window.close()
    person.wait_for(lambda: not person.window.isVisible())
    again = sit_down(tmp_path / "office")
    again.press("Alt+3")
    again.settle()
    again.press("Return")
    again.wait_for(lambda: again.window.session() is not None)
    again.settle()
    assert again.case == kept


def test_the_sample_is_mended_answered_and_its_price_basis_signed(
    sit_down: type_of_sitting, tmp_path: Path
) -> None:
    store = bootstrap.open_practice(tmp_path / "office")
    add_case(bootstrap.office(store, bootstrap.seat(store, "박담당"), practice=True), sample_case())
    store.close()
    person = sit_down(tmp_path / "office")
    person.press("Alt+3")
    person.settle()
    person.press("Return")
    person.wait_for(lambda: person.window.session() is not None)
    person.settle()

    # Income above the limit, corrected below it.
    assert person.screen.panel.finding("income").outcome is Outcome.FAIL
    person.press("Ctrl+3")
    field = person.tab_to("월 소득")
    person.press("Ctrl+A")
    person.type("월 소득", "402만")
    assert person.screen.panel.finding("income").outcome is Outcome.PASS
    person.press("Return")
    person.settle()
    assert field is person.focused()

    # A question answered in place: choice, reason, Ctrl+Enter; the keys come back.
    waiting = person.screen.panel.open_count
    person.press("Ctrl+Return")
    person.press("Space")
    person.tab_to("사유")
    person.type("사유", "등기부와 대장을 함께 봄")
    person.press("Ctrl+Return")
    person.settle()
    assert person.screen.panel.open_count == waiting - 1
    assert person.case.answers[-1].reason == "등기부와 대장을 함께 봄"
    assert person.case.answers[-1].officer == "박담당"
    assert field is person.focused()

    # 권리분석: pick a price basis and sign the reason.
    person.press("Alt+5")
    person.settle()
    person.tab_to("가격 기준")
    person.press("Space")
    assert person.here() == "기준을 고른 사유"
    person.type("기준을 고른 사유", "시세 자료를 확인함")
    person.press("Return")
    person.settle()
    home = person.case.dwelling
    assert home is not None
    assert home.chosen_price in {one.id for one in home.prices}
    assert "시세 자료를 확인함" in home.price_reason
    person.press("Esc")
    assert person.window.rail.current() == "cases"
