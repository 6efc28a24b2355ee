"""A day of trust: proposed, sent back, mended, approved, issued, and the month signed, by keys."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtWidgets import QApplication, QDialog

from ipju import bootstrap
from ipju.domain.case import Case
from ipju.domain.decision import IssuedLetter, Proposal, ProposalState, Verdict
from ipju.services.office import Office
from ipju.services.open_case import add_case
from ipju.ui.app import Desk
from ipju.ui.screens.approval.screen import ApprovalScreen
from tests.journeys.conftest import Person, type_of_sitting
from tests.ui.small_office import sample_case

REASON = "월 소득을 정정 자료와 대조할 것"


class Moving:
    """A clock that a test moves on; every look at it takes a second."""

    def __init__(self) -> None:
        self.moment = datetime(2024, 2, 27, 5, 0, tzinfo=UTC)

    def now(self) -> datetime:
        self.moment += timedelta(seconds=1)
        return self.moment


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Moving:
    """The practice day is in February 2024: the ledger of it shall be, too."""
    moving = Moving()
    monkeypatch.setattr(bootstrap.SystemClock, "now", lambda _self: moving.now())
    return moving


def _office(desk: Desk) -> Office:
    office = desk.office()
    assert office is not None
    return office


def _proposals(person: Person) -> tuple[Proposal, ...]:
    person.settle()
    office = _office(person.desk)
    with office.store.unit() as unit:
        return unit.proposals.of(_stored(person).id)


def _stored(person: Person) -> Case:
    person.settle()
    return next(iter(_office(person.desk).store.read_all()))


def _letters(person: Person) -> tuple[IssuedLetter, ...]:
    person.settle()
    office = _office(person.desk)
    with office.store.unit() as unit:
        return unit.letters.of(_stored(person).id)


def _open_first(person: Person) -> None:
    person.press("Alt+3")
    person.settle()
    person.press("Return")
    person.wait_for(lambda: person.window.session() is not None)
    person.settle()


def _retype_income(person: Person, text: str) -> None:
    person.press("Ctrl+3")
    person.tab_to("월 소득")
    person.press("Ctrl+A")
    person.type("월 소득", text)
    person.press("Return")
    person.settle()


def _propose(person: Person, reasons: str) -> Proposal:
    """Down to 부적격 안내 in 통지, its reasons, Ctrl+U."""
    person.press("Ctrl+7")
    person.settle()
    forms = person.screen.letters.forms
    for keys in ("Up", "Down"):
        for _ in range(forms.rows_model.rowCount()):
            if forms.current_id() != "ineligible":
                person.press(keys)
    assert forms.current_id() == "ineligible"
    person.settle()
    person.type("올리는 사유, 꼭 적음", reasons)
    person.press("Ctrl+U")
    return _proposals(person)[0]


def _at_approval(person: Person) -> ApprovalScreen:
    """From 오늘: the queue at its top is what waits; Enter goes there."""
    assert person.window.pages.currentWidget() is person.window.today
    person.press("Return")
    person.settle()
    page = person.window.pages.currentWidget()
    assert isinstance(page, ApprovalScreen)
    return page


def _save_pdf(person: Person, path: Path) -> str:
    person.tab_to("PDF로 저장")
    person.name_file(path)
    person.press("Space")
    person.wait_for(path.exists)
    person.settle()
    person.face()
    document = pypdfium2.PdfDocument(path)
    try:
        return "\n".join(page.get_textpage().get_text_bounded() for page in document)
    finally:
        document.close()


def _sign_month(person: Person) -> None:
    """개인정보, 월별 점검: the oldest month that has ended, Ctrl+Enter, and once more in words."""
    person.press("Ctrl+3")
    person.settle()
    person.press("Ctrl+Return")
    person.wait_for(lambda: isinstance(QApplication.activeModalWidget(), QDialog))
    dialog = QApplication.activeModalWidget()
    assert dialog is not None
    person.wait_for(dialog.isActiveWindow)
    person.press("Return")
    person.settle()


def test_a_decision_is_sent_back_mended_approved_and_issued_and_the_month_signed(
    sit_down: type_of_sitting, tmp_path: Path, clock: Moving
) -> None:
    store = bootstrap.open_practice(tmp_path / "office")
    add_case(bootstrap.office(store, bootstrap.seat(store, "박담당"), practice=True), sample_case())
    store.close()
    person = sit_down(tmp_path / "office")

    # 박담당 proposes what the findings lead to, and cannot decide upon it.
    _open_first(person)
    first = _propose(person, "월평균소득이 기준을 넘음")
    assert first.verdict is Verdict.INELIGIBLE
    person.press("Alt+4")
    person.settle()
    person.press("Ctrl+Return")
    assert _proposals(person)[0].state is ProposalState.WAITING

    # 최결재 finds it in 오늘, looks at the frozen sheet and sends it back with a reason.
    person.sit_as("최결재")
    place = _at_approval(person)
    assert person.window.rail.badge("approval") == 1
    assert "월평균소득이 기준을 넘음" in place.decide.sheet.reasons.text()
    person.press("Ctrl+R")
    assert person.here() == "되돌림 사유"
    person.type("되돌림 사유", REASON)
    person.press("Ctrl+R")
    assert _proposals(person)[0].state is ProposalState.SENT_BACK

    # 박담당 finds it in 오늘 with the reason, mends a fact and proposes anew.
    person.sit_as("박담당")
    assert person.window.today.decisions()[0].count == 1
    person.press("Return")
    person.wait_for(lambda: person.window.session() is not None)
    person.settle()
    person.press("Ctrl+7")
    person.settle()
    assert REASON in person.screen.letters.block.words.text()
    _retype_income(person, "490만")
    second = _propose(person, "정정 자료대로 고침")
    assert second.id != first.id

    # 최결재 sees what changed, old beside new, and approves exactly that.
    person.sit_as("최결재")
    place = _at_approval(person)
    sheet = place.decide.sheet
    assert REASON in sheet.sent_back.text()
    rows = {row.get("id"): row for row in sheet.table.rows_model.rows()}
    income = rows["income"]["cells"]
    assert (income[2].get("old"), income[4].get("chip")) == ("7,742,056원", "바뀜")
    assert any("4,900,000" in row["cells"][2]["t"] for row in sheet.facts.rows_model.rows())
    person.press("Ctrl+Return")
    assert _proposals(person)[0].state is ProposalState.APPROVED

    # 박담당 issues the letter and saves it.
    person.sit_as("박담당")
    person.press("Return")
    person.wait_for(lambda: person.window.session() is not None)
    person.settle()
    person.press("Ctrl+7")
    person.settle()
    assert person.window.rail.badge("approval") == 1
    person.press("Ctrl+I")
    person.wait_for(lambda: _letters(person))
    person.wait_for(lambda: person.window.rail.badge("approval") == 0)
    text = _save_pdf(person, tmp_path / "letter.pdf")
    (letter,) = _letters(person)
    assert letter.prints == 1
    assert (tmp_path / "letter.pdf").read_bytes() == letter.pdf
    for words in ("김예시", letter.number, "박담당", "02-000-0000", "최결재"):
        assert words in text
    assert "결재 전 초안" not in text

    # A fact changed afterwards takes the effect away, for everybody to see.
    _retype_income(person, "480만")
    person.wait_for(lambda: "효력을 잃었습니다" in person.screen.banner.text())
    assert _proposals(person)[0].state is ProposalState.VOID
    person.press("Ctrl+7")
    person.settle()
    assert "그 뒤 사실이 바뀜" in [
        row["cells"][0].get("sub") for row in person.screen.letters.forms.rows_model.rows()
    ]

    # 한보호 signs the month once it has ended.
    clock.moment = datetime(2024, 3, 4, 1, 0, tzinfo=UTC)
    person.sit_as("한보호")
    _sign_month(person)
    office = _office(person.desk)
    with office.store.unit() as unit:
        (signed,) = unit.months.all()
    assert signed.month == date(2024, 2, 1)
    assert signed.signed_by == office.actor.id
    assert office.store.check_trail([signed.anchor]).sound


def test_two_windows_on_one_case_lose_nothing_of_what_either_types(
    sit_down: type_of_sitting, tmp_path: Path
) -> None:
    store = bootstrap.open_practice(tmp_path / "office")
    add_case(bootstrap.office(store, bootstrap.seat(store, "박담당"), practice=True), sample_case())
    store.close()
    here, there = sit_down(tmp_path / "office"), sit_down(tmp_path / "office")
    for one in (here, there):
        one.face()
        _open_first(one)

    # Both type into one field: who leaves it first is saved, the other sees both versions.
    _retype_income(there, "390만")
    here.face()
    _retype_income(here, "402만")
    words = here.screen.clash.text()
    assert "저장된 값 3,900,000원" in words
    assert "내가 적은 값 4,020,000원" in words
    assert _stored(there).incomes[0].monthly == 3_900_000
    assert here.case.incomes[0].monthly == 4_020_000
    here.press("F7")
    here.settle()
    assert not here.screen.clash.isVisible()
    assert _stored(there).incomes[0].monthly == 4_020_000

    # There, another field lands beside it, and what was saved here shows.
    there.face()
    there.press("Ctrl+3")
    there.tab_to("사업장")
    there.press("Ctrl+A")
    there.type("사업장", "sample")
    there.press("Return")
    there.settle()
    assert there.case.incomes[0].monthly == 4_020_000
    assert (_stored(here).incomes[0].monthly, _stored(here).incomes[0].workplace) == (
        4_020_000,
        "sample",
    )
