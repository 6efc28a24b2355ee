"""A refusal under a notice without a period of 소명 goes out with the day the officer gives."""

from dataclasses import replace
from datetime import date, timedelta

import pypdfium2
from PySide6.QtWidgets import QApplication

from ipju import bootstrap
from ipju.services.approve import approve
from ipju.ui.screens.case.explain_until import ExplainUntilDialog
from tests.services.rooms import youth
from tests.ui.case.conftest import Open, type_of_opening


def _dialogs() -> list[ExplainUntilDialog]:
    found = QApplication.topLevelWidgets()
    return [one for one in found if isinstance(one, ExplainUntilDialog) and one.isVisible()]


def _refused(open_case: type_of_opening) -> Open:
    """Somebody a day too old, whose refusal 박담당 proposed and 최결재 approved."""
    fit = youth("2023-T-00009", email="yesi@example.com")
    me = replace(fit.people[0], birth=date(1983, 12, 15))
    desk = open_case(replace(fit, people=(me,)))
    desk.screen.show_section("letters")
    desk.settle()
    letters = desk.screen.letters
    letters.forms.select_id("ineligible")
    desk.settle()
    letters.block.reasons.setFocus()
    desk.type("나이가 맞지 않음")
    desk.press("Ctrl+U")
    desk.settle()
    with desk.office.store.unit() as unit:
        (raised,) = unit.proposals.of(desk.session.case.id)
    chief = replace(desk.office, actor=bootstrap.seat(desk.office.store, "최결재"))
    approve(chief, raised.id, raised.digest)
    desk.screen.show_section("history")
    desk.screen.show_section("letters")
    desk.settle()
    return desk


def test_the_last_day_of_explaining_is_asked_for_and_printed(open_case: type_of_opening) -> None:
    desk = _refused(open_case)
    desk.press("Ctrl+I")
    desk.settle()
    (dialog,) = _dialogs()
    # No day is proposed, and one that is over is not taken.
    assert dialog.until.value() is None
    dialog.accept()
    assert dialog.until.error() == "오늘보다 뒤의 날을 적으십시오."
    dialog.until.set_value(desk.office.clock.today())
    dialog.accept()
    assert dialog.until.error() == "오늘보다 뒤의 날을 적으십시오."
    last = desk.office.clock.today() + timedelta(days=14)
    dialog.until.set_value(last)
    dialog.accept()
    desk.settle()
    with desk.office.store.unit() as unit:
        (letter,) = unit.letters.of(desk.session.case.id)
    with pypdfium2.PdfDocument(letter.pdf) as document:
        text = "".join(page.get_textpage().get_text_range() for page in document)
    assert f"{last.year}. {last.month}. {last.day}." in text
    assert letter.number in desk.screen.letters.letter_words.text()


def test_who_thinks_better_of_it_has_issued_nothing(open_case: type_of_opening) -> None:
    desk = _refused(open_case)
    desk.press("Ctrl+I")
    desk.settle()
    (dialog,) = _dialogs()
    dialog.reject()
    desk.settle()
    with desk.office.store.unit() as unit:
        assert unit.letters.of(desk.session.case.id) == ()
    assert desk.screen.letters.block.issue.button.isEnabled()
