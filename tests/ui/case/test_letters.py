"""통지: a decision is proposed, its state told in words, the letter issued and printed again."""

import hashlib
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from ipju import bootstrap
from ipju.domain.case import Stage
from ipju.domain.decision import IssuedLetter, Proposal, ProposalState
from ipju.services.approve import approve, refuse, send_back
from ipju.services.office import Office
from ipju.ui.screens.case.header import STEPS
from ipju.ui.screens.case.letters import LettersPage
from ipju.ui.screens.case.letters_words import as_verdict, subject
from tests.ui.case.conftest import Open, type_of_opening


@pytest.fixture
def letters(desk: Open) -> LettersPage:
    """통지 of the sample, whose income is too high."""
    desk.press("Ctrl+7")
    desk.settle()
    return desk.screen.letters


def _seat(desk: Open, name: str) -> Office:
    return replace(desk.office, actor=bootstrap.seat(desk.office.store, name))


def _proposals(desk: Open) -> tuple[Proposal, ...]:
    desk.settle()
    with desk.office.store.unit() as unit:
        return unit.proposals.of(desk.session.case.id)


def _issued(desk: Open) -> tuple[IssuedLetter, ...]:
    desk.settle()
    with desk.office.store.unit() as unit:
        return unit.letters.of(desk.session.case.id)


def _text(data: bytes) -> str:
    document = pypdfium2.PdfDocument(data)
    try:
        return "\n".join(page.get_textpage().get_text_bounded() for page in document)
    finally:
        document.close()


def _propose(
    desk: Open, letters: LettersPage, reasons: str = "월평균소득이 기준을 넘음"
) -> Proposal:
    letters.forms.select_id("ineligible")
    desk.settle()
    letters.block.reasons.setFocus()
    desk.type(reasons)
    desk.press("Ctrl+U")
    return _proposals(desk)[0]


def _read_again(desk: Open, letters: LettersPage) -> None:
    """Come back to the section, as somebody does who waits for the decision."""
    desk.screen.show_section("history")
    desk.screen.show_section("letters")
    desk.settle()


def _approved(desk: Open, letters: LettersPage) -> Proposal:
    raised = _propose(desk, letters)
    approve(_seat(desk, "최결재"), raised.id, raised.digest)
    _read_again(desk, letters)
    return raised


def test_the_list_begins_with_what_the_findings_lead_to(desk: Open, letters: LettersPage) -> None:
    assert letters.forms.current_id() == "ineligible"
    assert "부적합" in letters.block.bears.text()
    text = _text(letters.pdf.data())
    assert "결재 전 초안" in text
    assert "김예시" in text
    assert letters.save_button.isHidden()
    assert letters.print_button.isHidden()


def test_a_decision_the_case_does_not_bear_says_why_and_cannot_be_proposed(
    desk: Open, letters: LettersPage
) -> None:
    letters.forms.select_id("eligible")
    desk.settle()
    assert "월평균소득" in letters.pdf.banner.text()
    assert letters.block.propose.blocked_reason() == "이 사례가 받치지 않는 결정입니다"
    desk.press("Ctrl+U")
    assert _proposals(desk) == ()


def test_a_proposal_needs_reasons_and_then_waits_in_words(desk: Open, letters: LettersPage) -> None:
    desk.press("Ctrl+U")
    assert letters.block.reasons.error() == "사유를 적어야 올릴 수 있습니다."
    assert isinstance(QApplication.focusWidget(), QLineEdit)
    raised = _propose(desk, letters)
    assert raised.reasons == "월평균소득이 기준을 넘음"
    assert letters.block.words.text().startswith("결재 대기: 박담당이 ")
    assert "자격 부적격으로 올림" in letters.block.words.text()
    assert letters.block.reasons.isHidden()
    assert letters.block.issue.isHidden()
    assert letters.forms.hasFocus()
    assert not desk.screen.header.steps[STEPS.index(Stage.APPROVAL)].isHidden()
    assert desk.screen.header.steps[STEPS.index(Stage.APPROVAL)].text() == "결재 대기"


def test_a_reason_typed_for_one_decision_is_not_proposed_with_another(
    desk: Open, letters: LettersPage
) -> None:
    letters.block.reasons.setFocus()
    desk.type("월평균소득이 기준을 넘음")
    letters.forms.select_id("hold")
    desk.settle()
    assert letters.block.reasons.input.text() == ""
    letters.forms.select_id("ineligible")
    desk.settle()
    assert letters.block.reasons.input.text() == "월평균소득이 기준을 넘음"


def test_what_one_proposed_can_be_taken_back(desk: Open, letters: LettersPage) -> None:
    _propose(desk, letters)
    letters.block.take_back.setFocus()
    desk.press("Space")
    assert _proposals(desk)[0].state is ProposalState.WITHDRAWN
    assert letters.block.propose.isVisible()
    assert letters.block.take_back.isHidden()


def test_what_was_sent_back_or_refused_says_who_and_why(desk: Open, letters: LettersPage) -> None:
    supervisor = _seat(desk, "최결재")
    for act, word in ((send_back, "되돌림"), (refuse, "반려")):
        raised = _propose(desk, letters)
        act(supervisor, raised.id, "소득 자료를 다시 볼 것")
        _read_again(desk, letters)
        words = letters.block.words.text()
        assert words.startswith(f"{word}: 박담당이 ")
        assert "최결재가 " in words
        assert words.endswith("사유: 소득 자료를 다시 볼 것")
        assert letters.block.propose.isVisible()


def test_an_approved_letter_is_issued_saved_and_printed_as_the_same_bytes(
    desk: Open, letters: LettersPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _approved(desk, letters)
    assert letters.block.words.text().startswith("승인: ")
    desk.press("Ctrl+I")
    (letter,) = _issued(desk)
    desk.settle()
    assert letters.forms.current_id() == f"letter/{letter.id.hex}"
    assert letters.pdf.data() == letter.pdf
    assert letter.number in letters.letter_words.text()
    text = _text(letters.pdf.data())
    assert "결재 전 초안" not in text
    for words in (letter.number, "박담당", "02-000-0000", "최결재"):
        assert words in text
    # Saved: the ledger's bytes, and counted.
    path = tmp_path / "letter.pdf"
    letters.pdf.ask_path = lambda _suggested: str(path)
    desk.press("Space")
    desk.bot.waitUntil(path.exists, timeout=20_000)
    desk.settle()
    assert hashlib.sha256(path.read_bytes()).hexdigest() == letter.digest
    assert "출력 1번" in letters.letter_words.text()
    # Printed: counted once more, and really drawn.
    out = tmp_path / "printed.pdf"

    def to_file() -> QPrinter:
        printer = QPrinter()
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(out))
        return printer

    letters.pdf.ask_printer = to_file
    letters.print_button.click()
    desk.settle()
    desk.settle()
    assert out.stat().st_size > 10_000
    assert _issued(desk)[0].prints == 2
    assert "출력 2번" in letters.letter_words.text()
    # Where the decision stands, the letter that went out is told of.
    letters.forms.select_id("ineligible")
    desk.settle()
    assert letters.block.words.text().endswith(f"통지를 발급했습니다: 시행 {letter.number}")
    current = letters.forms.rows_model.row_of("ineligible")
    assert letters.forms.rows_model.cell_at(current, 0).get("sub") == "발급함"


def test_a_form_still_being_made_does_not_take_the_place_of_the_letter_chosen_since(
    desk: Open, letters: LettersPage
) -> None:
    _approved(desk, letters)
    desk.press("Ctrl+I")
    (letter,) = _issued(desk)
    desk.settle()
    letters.forms.select_id("consent-blank")
    letters.forms.select_id(f"letter/{letter.id.hex}")
    desk.settle()
    assert letters.pdf.data() == letter.pdf
    assert letters.print_button.isEnabled()


def test_a_fact_changed_after_approval_takes_its_effect_away_for_all_to_see(
    desk: Open, letters: LettersPage
) -> None:
    _approved(desk, letters)
    assert letters.pdf.banner.isVisible()  # of the act: 올렸습니다
    desk.session.commit(("phone",), "010-0000-2222", "전화 고침")
    desk.settle()
    assert not letters.pdf.banner.isVisible()
    assert "효력을 잃었습니다" in desk.screen.banner.text()
    assert letters.block.words.text().startswith("효력 잃음: ")
    assert letters.block.issue.isHidden()
    assert letters.block.propose.isVisible()
    desk.press("Ctrl+I")
    assert _issued(desk) == ()


def test_a_letter_says_when_facts_changed_after_it_went_out(
    desk: Open, letters: LettersPage
) -> None:
    _approved(desk, letters)
    desk.press("Ctrl+I")
    (letter,) = _issued(desk)
    desk.settle()
    assert letters.changed_since.isHidden()
    desk.session.commit(("phone",), "010-0000-2222", "전화 고침")
    desk.settle()
    assert letters.changed_since.isVisible()
    assert letters.pdf.data() == letter.pdf


def test_forms_that_tell_no_decision_are_printed_as_before(
    desk: Open, letters: LettersPage, tmp_path: Path
) -> None:
    for form in ("receipt", "consent-blank"):
        letters.forms.select_id(form)
        desk.settle()
        assert letters.block.isHidden()
        path = tmp_path / f"{form}.pdf"
        letters.pdf.ask_path = lambda _suggested, path=path: str(path)
        letters.save_button.setFocus()
        QTest.keySequence(letters.save_button, "Space")
        desk.bot.waitUntil(path.exists, timeout=20_000)
        desk.settle()
        assert path.read_bytes() == letters.pdf.data()


@pytest.mark.parametrize(
    ("name", "words"),
    [("박담당", "박담당이"), ("최결재", "최결재가"), ("", "가"), ("Kim", "Kim가")],
)
def test_a_name_takes_its_particle(name: str, words: str) -> None:
    assert subject(name) == words


def test_a_verdict_takes_its_particle() -> None:
    assert [as_verdict(one) for one in ("적격", "보류", "자율")] == ["적격으로", "보류로", "자율로"]


def test_whoever_takes_applications_in_sees_drafts_and_proposes_nothing(
    open_case: type_of_opening, desk: Open, letters: LettersPage
) -> None:
    _propose(desk, letters)
    intake = open_case.again(_seat(desk, "정접수"), desk.stored())
    intake.press("Ctrl+7")
    intake.settle()
    page = intake.screen.letters
    assert page.block.words.text().startswith("결재 대기: ")
    assert "결재 전 초안" in _text(page.pdf.data())
    for part in (page.block.propose, page.block.reasons, page.block.take_back, page.block.issue):
        assert part.isHidden()
    page.forms.select_id("receipt")
    intake.settle()
    assert page.save_button.isVisible()
    rows = desk.office.store.connection.exec_driver_sql(
        "SELECT count(*) FROM ledger WHERE action = 'refused'"
    ).scalar_one()
    assert rows == 0
