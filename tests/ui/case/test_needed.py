"""Each notice shows its own questions: nothing it doesn't read, nothing recorded left out."""

from dataclasses import fields, replace
from datetime import date

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from ipju import bootstrap
from ipju.domain.case import Case, Channel, Supply
from ipju.domain.finding import Target
from ipju.domain.means import DebtKind
from ipju.domain.paper import Signature
from ipju.domain.property import HoldingKind, RightKind
from ipju.domain.scholar import ScholarResult
from ipju.rules.judge import Judgement
from ipju.ui.screens.case.needed import section_needed, supplies
from ipju.ui.screens.case.places import WORDS
from ipju.ui.screens.case.signatures import CONSENT, FINANCIAL
from ipju.ui.theme import font
from tests.ui.case.conftest import Open, type_of_opening
from tests.ui.second_case import NOTICE, renewal_facts, student_case
from tests.ui.small_office import sample_case

OF_TOTAL_ASSETS = {"financial_assets", "other_assets", "debts"}


def _blocks(desk: Open) -> set[str]:
    return {name for page in desk.screen.pages.values() for name in getattr(page, "blocks", {})}


def _shown(desk: Open, section: str, block: str) -> set[str]:
    """The fields of the row shown in a table that one can see."""
    form = desk.screen.pages[section].blocks[block].form
    return {name for (_part, name), field in form._inputs.items() if not field.isHidden()}


def test_a_notice_for_homes_asks_neither_for_accounts_nor_for_students(desk: Open) -> None:
    assert list(desk.screen.sections()) == [
        "application", "household", "income", "assets", "papers", "dwelling", "letters", "history",
    ]  # fmt: skip
    assert not _blocks(desk) & (OF_TOTAL_ASSETS | {"consent_refusals", "payers"})
    assert _blocks(desk) >= {"vulnerable", "other_applications", "subsidies", "arrears"}
    assert not _shown(desk, "household", "people") & {"finance_checked", "assets_checked"}
    case = desk.screen.pages["application"].forms[""]
    assert case.input("building").isHidden()
    assert not case.input("income_box").isHidden()


def test_a_notice_for_rooms_asks_neither_for_points_nor_for_a_home(
    open_case: type_of_opening,
) -> None:
    desk = open_case(student_case())
    assert list(desk.screen.sections()) == [
        "application", "household", "income", "assets", "scholar", "papers", "letters", "history",
    ]  # fmt: skip
    assert _blocks(desk) >= OF_TOTAL_ASSETS | {"consent_refusals", "payers", "tenancies"}
    assert not _blocks(desk) & {"vulnerable", "other_applications", "subsidies", "arrears"}
    application = desk.screen.pages["application"]
    assert set(application.forms) == {""}
    assert application.forms[""].input("income_box").isHidden()
    assert application.forms[""].input("building").text() == "장안파크빌1"
    assert not {"minor_ground", "together_since"} & _shown(desk, "household", "people")
    assert {"finance_checked", "assets_checked"} <= _shown(desk, "household", "people")
    papers = _shown(desk, "papers", "papers")
    assert "received_on" in papers
    assert not papers & {"postmarked_on", "registered_mail", "weeks", "attached"}


def test_what_is_recorded_is_seen_though_the_notice_does_not_ask(
    open_case: type_of_opening,
) -> None:
    case = student_case()
    person = replace(case.people[0], together_since=date(2020, 1, 1))
    desk = open_case(replace(case, people=(person,)))
    assert "together_since" in _shown(desk, "household", "people")
    desk.screen.focus_target(Target(section="people", row=person.id, field="minor_ground"))
    assert "minor_ground" in _shown(desk, "household", "people")


def test_a_section_comes_with_the_supply_type_and_goes_again(open_case: type_of_opening) -> None:
    case = replace(student_case(), supply=Supply.GENERAL, scholar=None)
    desk = open_case(case)
    assert "scholar" not in desk.screen.sections()
    desk.session.commit(("supply",), Supply.SCHOLAR, "공급유형 고침")
    desk.press("Ctrl+5")
    assert desk.screen.list.current() == "scholar"
    desk.press("Return")  # 장학생 정보 적기
    assert [one.role.label for one in desk.session.case.scholar.payers] == ["부", "모", "본인"]
    desk.session.undo()
    desk.session.undo()
    assert "scholar" not in desk.screen.sections()
    assert desk.screen.list.current() == "application"
    desk.settle()


def test_the_fields_of_a_row_follow_its_kind(open_case: type_of_opening) -> None:
    desk = open_case(student_case())
    right = desk.session.case.holdings[0]
    assert {"right", "paid_so_far"} <= _shown(desk, "assets", "holdings")
    assert "assessed" not in _shown(desk, "assets", "holdings")
    desk.session.commit(("holdings", right.id, "right"), RightKind.OCCUPANCY, "권리 고침")
    assert {"assessed", "settlement_paid"} <= _shown(desk, "assets", "holdings")
    desk.session.commit(("holdings", right.id, "kind"), HoldingKind.LAND, "종류 고침")
    assert "assessed" not in _shown(desk, "assets", "holdings")
    debt = desk.session.case.debts[0]
    assert "holding" not in _shown(desk, "assets", "debts")
    desk.session.commit(("debts", debt.id, "kind"), DebtKind.LEASE_DEPOSIT, "종류 고침")
    assert {"holding", "proven"} <= _shown(desk, "assets", "debts")
    combo = desk.screen.pages["assets"].blocks["debts"].form.input("holding").combo
    assert any("견본로 12" in combo.itemText(at) for at in range(combo.count()))
    desk.settle()


def test_choices_are_those_of_the_notice_and_what_was_recorded(
    open_case: type_of_opening,
) -> None:
    desk = open_case(student_case())
    form = desk.screen.pages["application"].forms[""]
    combo = form.input("supply").combo
    assert [combo.itemText(at) for at in range(combo.count())] == ["일반공급", "장학생"]
    desk.session.commit(("supply",), Supply.NEWLYWED, "공급유형 고침")
    assert form.input("supply").text() == "특별공급(신혼부부)"
    assert desk.session.case.channel is Channel.EMAIL
    desk.settle()


def test_both_consent_forms_show_every_field_of_a_signature(open_case: type_of_opening) -> None:
    columns = {name for name, _label in (*CONSENT, *FINANCIAL)}
    assert columns == {one.name for one in fields(Signature)} - {"id", "person"}
    desk = open_case(student_case())
    block = desk.screen.pages["papers"].blocks["papers"]
    desk.go("papers", "received_on")
    editor = block.form.list_input("signatures")
    signed, unnotified, *_ = editor.stops()
    unnotified.setFocus()
    QTest.keyClicks(unnotified, "1")
    saved = desk.stored().papers[0].signatures[0]
    assert (saved.signed, saved.unnotified) == (True, True)
    signed.setFocus()
    QTest.keyClicks(signed, "2")
    assert desk.stored().papers[0].signatures[0].signed is False


def _selected(case: Case) -> Case:
    scholar = replace(case.scholar, result=ScholarResult.SELECTED, result_on=date(2024, 2, 14))
    return replace(case, scholar=scholar)


def _bare(case: Case) -> Case:
    nobody = replace(
        case.people[0], birth=None, register=None, householder=None, income_checked=None,
        home_checked=None, estate_checked=None, car_checked=None, finance_checked=None,
        assets_checked=None, tenancy_checked=None,
    )  # fmt: skip
    return Case(
        id=case.id, notice=case.notice, number=case.number, supply=case.supply, people=(nobody,)
    )


def _gaps(case: Case) -> Case:
    """The case with the figures and days of its rows not yet known."""
    return replace(
        case,
        surveyed_on=None,
        finance_queried_on=None,
        marriages_checked=None,
        financial_assets=tuple(
            replace(one, amount=None, valued_on=None) for one in case.financial_assets
        ),
        other_assets=tuple(replace(one, amount=None) for one in case.other_assets),
        debts=tuple(replace(one, amount=None) for one in case.debts),
        holdings=tuple(replace(one, right=None, paid_so_far=None) for one in case.holdings),
        papers=tuple(
            replace(one, received_on=None, signatures=()) for one in case.papers
        ),
        scholar=replace(
            case.scholar, student=None, level=None, until=None, separate=None,
            bracket_issuable=None, trade=None,
            payers=tuple(replace(one, pays=None) for one in case.scholar.payers),
        ),
    )  # fmt: skip


def _renewed(case: Case) -> Case:
    return replace(case, renewal=renewal_facts())


def _targets(judgement: Judgement) -> set[Target]:
    found: set[Target] = set()
    for finding in judgement.findings:
        found |= {finding.target} if finding.target else set()
        found |= {one.target for one in finding.missing if one.target}
        found |= {one.target for one in finding.readings if one.target}
    return found


@pytest.mark.parametrize("shape", [lambda case: case, _selected, _bare, _gaps, _renewed])
def test_every_finding_of_the_second_programme_leads_to_a_field(
    open_case: type_of_opening, shape
) -> None:
    desk = open_case(shape(student_case()))
    targets = _targets(desk.session.judgement)
    assert targets
    lost = []
    for target in targets:
        desk.screen.setFocus()
        reached = desk.screen.focus_target(target)
        focused = QApplication.focusWidget()
        if not reached or focused is None or not focused.isVisible() or focused is desk.screen:
            lost.append(target)
    assert not lost


def test_tab_passes_every_field_of_a_form_with_lists_in_reading_order(
    open_case: type_of_opening,
) -> None:
    desk = open_case(student_case())
    first = desk.go("papers", "kind")
    form = desk.screen.pages["papers"].blocks["papers"].form
    wanted = [
        one for group in form._groups for one in group.stops()
        if one.isVisible() and one.isEnabled()
    ]  # fmt: skip
    assert len(wanted) > 8
    passed = [QApplication.focusWidget()]
    for _ in wanted[1:]:
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        passed.append(QApplication.focusWidget())
    assert passed == wanted
    assert first.isVisible()


def test_a_renewal_shows_its_own_section(open_case: type_of_opening) -> None:
    desk = open_case(_renewed(student_case()))
    assert "renewal" in desk.screen.sections()
    form = desk.screen.pages["renewal"].forms["renewal"]
    assert form.input("figures_year").text() == "2026년"
    assert "2번째 재계약" in desk.screen.header.supply.text()
    year = form.input("figures_year")
    year.input.setFocus()
    desk.retype("26")
    desk.press("Return")
    assert "네 자리" in year.error()
    desk.retype("2027")
    desk.press("Return")
    assert desk.stored().renewal.figures_year == 2027


def test_what_a_notice_needs_is_read_from_its_terms_alone() -> None:
    rooms = bootstrap.notices().get(NOTICE)
    case = replace(student_case(), scholar=None)
    assert supplies(rooms) == (Supply.GENERAL, Supply.SCHOLAR)
    without = replace(
        rooms, id="invented", scholar=None, income=None,
        rules=tuple(one for one in rooms.rules if not one.startswith("scholar")),
    )  # fmt: skip
    assert supplies(without) == tuple(Supply)
    assert not section_needed(without, case, "scholar")
    assert section_needed(rooms, case, "scholar")
    homes = bootstrap.notices().get(sample_case().notice)
    assert [one for one in WORDS if not section_needed(homes, sample_case(), one)] == [
        "scholar", "renewal",
    ]  # fmt: skip


def test_papers_of_two_steps_stand_under_their_step(open_case: type_of_opening) -> None:
    desk = open_case(student_case())
    assert not {"장학생 지원", "자격검증"} & set(_checklist(desk))
    desk = open_case(
        replace(_selected(student_case()), id=renewal_facts().lease, number="2023-T-00009")
    )
    rows = _checklist(desk)
    heads = [rows.index("장학생 지원"), rows.index("자격검증")]
    first, second = sorted(heads)
    assert first == 0
    assert rows.index("금융정보 등 제공 동의서") > rows.index("자격검증")
    assert second > 1
    desk.press("Ctrl+6")
    table = desk.screen.pages["papers"].first
    table.select_id(str(len(rows) - 3))  # the last paper: two rows are heads
    before = len(desk.session.case.papers)
    desk.press("Space")
    assert len(desk.stored().papers) == before + 1
    assert rows[-1] == next(
        one.name
        for one in desk.session.notice.papers.papers
        if one.id == desk.session.case.papers[-1].kind
    )


def test_the_result_of_a_scholar_is_told_here_and_decided_elsewhere(
    open_case: type_of_opening,
) -> None:
    desk = open_case(_selected(student_case()))
    field = desk.go("scholar", "result")
    assert field.text() == "선정"
    assert desk.screen.pages["scholar"].remove.isHidden()
    field.input.setFocus()
    desk.type("x")
    desk.press("Return")
    assert field.text() == "선정"
    assert desk.stored().scholar == desk.session.case.scholar == _selected(student_case()).scholar


def _checklist(desk: Open) -> list[str]:
    model = desk.screen.pages["papers"].first.rows_model
    return [
        model.cell_at(at, 0 if model.row_at(at).get("group") else 1)["t"]
        for at in range(model.rowCount())
    ]


class _Watch(QObject):
    """Writes down every widget that is shown as a window of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.windows: list[QWidget] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        shown = event.type() is QEvent.Type.Show
        if shown and isinstance(watched, QWidget) and watched.isWindow():
            self.windows.append(watched)
        return False


@pytest.mark.parametrize("case", [sample_case, student_case])
def test_no_part_of_a_case_is_a_window_before_it_has_its_place(
    open_case: type_of_opening, qapp: QApplication, case
) -> None:
    watch = _Watch()
    qapp.installEventFilter(watch)
    desk = open_case(case())
    for key in desk.screen.sections():
        desk.screen.show_section(key)
    desk.settle()
    qapp.removeEventFilter(watch)
    assert watch.windows == [desk.screen]


def _forms(desk: Open) -> list[str]:
    model = desk.screen.letters.forms.rows_model
    return [model.cell_at(at, 0)["t"] for at in range(model.rowCount())]


def test_the_forms_offered_are_those_of_the_notice(open_case: type_of_opening) -> None:
    homes = _forms(open_case())
    assert "권리분석 결과" in homes
    assert "동의서 빈 서식" in homes
    assert not {"금융정보 등 제공 동의서", "계약 안내"} & set(homes)
    desk = open_case(student_case())
    rooms = _forms(desk)
    assert {"금융정보 등 제공 동의서", "예비입주자 통지", "계약 안내"} <= set(rooms)
    assert not [one for one in rooms if "권리분석" in one]
    letters = desk.screen.letters
    desk.press("Ctrl+7")
    letters.forms.select_id("financial-consent")
    desk.bot.waitUntil(letters.save_button.isEnabled, timeout=20_000)
    assert letters.pdf.document.pageCount() >= 2
    filled = letters.pdf.data()
    letters.forms.select_id("financial-consent-blank")
    desk.bot.waitUntil(
        lambda: letters.save_button.isEnabled() and letters.pdf.data() != filled, timeout=20_000
    )
    letters.forms.select_id("waiting")
    desk.settle()
    assert "예비입주자" in letters.pdf.banner.text()


@pytest.mark.parametrize("size", [(884, 480), (1204, 758)])
def test_moments_phones_and_whom_an_income_belongs_to_stand_whole(
    open_case: type_of_opening, size: tuple[int, int]
) -> None:
    desk = open_case(student_case(), size=size)
    metrics, frame = QFontMetrics(font()), 24
    form = desk.screen.pages["application"].forms[""]
    for name, text in (("applied_at", "2023-12-26 10:00"), ("phone", "010-0000-0015")):
        field = form.input(name)
        assert field.width() >= metrics.horizontalAdvance(text) + frame, name
    desk.press("Ctrl+3")
    who = desk.screen.pages["income"].blocks["incomes"].form.input("person")
    wanted = "남궁견본 (본인)" if size[0] < 1000 else "남궁견본별빛 (본인)"
    assert who.width() >= metrics.horizontalAdvance(wanted) + frame
