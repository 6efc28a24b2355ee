"""순위·추첨 by keys: looked at, frozen, drawn, proved, annulled, drawn again; and tried out."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QApplication

from ipju import bootstrap
from ipju.domain.case import Supply
from ipju.domain.decision import Verdict
from ipju.rules.draw_proof import read_proof, verify
from ipju.services.destroy import destroy
from ipju.services.office import Office
from ipju.services.ranking import draw, freeze_roster, rosters
from ipju.ui.dialogs.service import ReasonDialog
from ipju.ui.screens.ranking.dialogs import DrawDialog, FreezeDialog, ProofDialog
from ipju.ui.screens.ranking.page import RankingPage
from ipju.ui.screens.ranking.simulation import WhatIfDialog
from ipju.ui.widgets.surface import Label
from tests.services.deciding import edited, seated
from tests.services.desk import text_of
from tests.services.drawing import GENERAL, JANGI, SEED, filed, short_of_homes
from tests.services.test_approve import sql
from tests.services.told_results import tell
from tests.ui.ranking.conftest import type_of_sitting
from tests.ui.sitting import Sitting, cells

CUT = "여기까지 3호 · 아래는 선정되지 않습니다"


def page_of(sitting: Sitting) -> RankingPage:
    page = sitting.screen.pages.currentWidget()
    assert isinstance(page, RankingPage)
    return page


def note_of(page: RankingPage) -> str:
    """The grey words beside the title."""
    return page.head.findChildren(Label)[1].text()


def results(page: RankingPage) -> list[str]:
    """What each line says last: the result, or the words of a line between them."""
    return [row[-1] for row in cells(page.table)]


def because(sitting: Sitting, reason: str) -> None:
    dialog = sitting.dialog(ReasonDialog)
    sitting.fill(dialog.reason, reason)
    sitting.press("Return")
    assert not sitting.has_dialog(ReasonDialog), dialog.problem.text()


def freeze_because(sitting: Sitting, reason: str) -> None:
    dialog = sitting.dialog(FreezeDialog)
    sitting.fill(dialog.reason, reason)
    sitting.press("Return")
    assert not sitting.has_dialog(FreezeDialog)


def draw_by_keys(sitting: Sitting, seed: str) -> None:
    sitting.press("Ctrl+O")
    dialog = sitting.dialog(DrawDialog)
    sitting.fill(dialog.seed, seed)
    sitting.fill(dialog.place, "2층 강당")
    sitting.fill(dialog.witnesses, "김참관")
    dialog.published.segments.setFocus()
    sitting.press("1")
    sitting.press("Return")
    assert not sitting.has_dialog(DrawDialog), dialog.problem.text()


def test_a_supervisor_freezes_draws_proves_annuls_and_draws_again_by_keys(
    sit: type_of_sitting, choi: Office
) -> None:
    sitting = sit(choi)
    page = page_of(sitting)
    assert not page.table.isVisible()
    sitting.press("Ctrl+Return")
    assert results(page) == [
        "선정",
        "여기부터 동점 3명 · 2명을 추첨으로 정합니다",
        *["추첨 대상"] * 3,
        CUT,
        "미선정",
    ]
    assert [row[0] for row in cells(page.table) if len(row) > 1] == ["1", "2", "2", "2", "5"]
    sitting.press("Return")
    assert len(sitting.wanted) == 1
    sitting.press("Ctrl+O")
    freeze_because(sitting, "심사를 마침")
    (line,) = rosters(choi, JANGI)
    assert page.detail.digest.text().split() == [
        line.roster.digest[at : at + 4] for at in range(0, 64, 4)
    ]
    page.detail.copy_button.click()
    assert QApplication.clipboard().text() == line.roster.digest
    draw_by_keys(sitting, SEED)
    assert results(page) == ["선정", "추첨 선정", "추첨 선정", CUT, "낙첨", "미선정"]
    assert not page.detail.draw_act.isVisible()
    assert not page.detail.again_button.isVisible()
    page.detail.proof_button.click()
    sitting.settle()
    data = sitting.dialog(ProofDialog).view.data()
    assert all(one.sound for one in verify(read_proof(text_of(data))))
    sitting.press("Escape")
    page.detail.annul_button.click()
    because(sitting, "공이 하나 떨어짐")
    draw_by_keys(sitting, "9 8 7 6 5 4 3 2 1")
    events = [row[1] for row in cells(page.detail.history)]
    assert events == [
        "추첨 · 최결재 / 09-08-07-06-05-04-03-02-01",
        "추첨 무효 · 최결재 / 공이 하나 떨어짐",
        "추첨 · 최결재 / 03-11-17-22-25-31-38-40-44",
        f"명부 굳힘 · 최결재 / 5명 · {line.roster.digest[:8]}…",
    ]
    assert sitting.problems == []


def test_the_proof_of_an_annulled_draw_is_shown_out_of_the_history(
    sit: type_of_sitting, choi: Office
) -> None:
    sitting = sit(choi)
    page = page_of(sitting)
    page.detail.freeze_act.triggered.emit()
    freeze_because(sitting, "심사를 마침")
    draw_by_keys(sitting, SEED)
    page.detail.annul_button.click()
    because(sitting, "공이 하나 떨어짐")
    page.detail.history.setFocus()
    page.detail.history.select_id(page.detail.history.rows_model.id_at(0))
    sitting.press("Return")
    assert "무효인 추첨입니다" in text_of(sitting.dialog(ProofDialog).view.data())


def test_the_dialog_of_the_draw_says_what_is_missing(sit: type_of_sitting, choi: Office) -> None:
    freeze_roster(choi, JANGI, GENERAL, "심사를 마침")
    sitting = sit(choi)
    sitting.press("Ctrl+O")
    dialog = sitting.dialog(DrawDialog)
    sitting.fill(dialog.seed, "1 2 3")
    sitting.press("Return")
    assert dialog.seed.error() == "공 번호는 9개입니다(지금 3개)."
    assert sitting.focused() is dialog.seed.control()
    for field in (dialog.place, dialog.witnesses, dialog.published):
        assert field.is_bad()
    sitting.press("Ctrl+A")
    sitting.fill(dialog.seed, "44, 3 11 17 22 25 31 38 40")
    assert dialog.seed.line_below() == "이대로 넣습니다: 44-03-11-17-22-25-31-38-40"
    sitting.press("Ctrl+A")
    sitting.fill(dialog.seed, "44, 3 11")
    assert "공 번호 9개" in dialog.seed.line_below()
    assert rosters(choi, JANGI)[0].draws == ()


def test_a_caseworker_looks_and_is_told_who_acts(
    sit: type_of_sitting, office: Office, choi: Office
) -> None:
    sitting = sit(office)
    page = page_of(sitting)
    assert page.detail.freeze_act.blocked_reason() == "결재 담당자가 합니다"
    frozen = freeze_roster(choi, JANGI, GENERAL, "심사를 마침")
    sitting.screen.note(frozen.changes)
    sitting.settle()
    assert page.detail.draw_act.blocked_reason() == "결재 담당자가 합니다"
    assert not page.detail.again_button.isEnabled()
    drawn = draw(choi, frozen.roster.id, SEED, "2층 강당", "김참관")
    sitting.screen.note(drawn.changes)
    sitting.settle()
    assert not page.detail.annul_button.isEnabled()
    assert "낙첨" in results(page)


def test_who_lost_the_approval_is_marked_with_what_the_roster_says(
    sit: type_of_sitting, office: Office, choi: Office
) -> None:
    made = freeze_roster(choi, JANGI, GENERAL, "심사를 마침")
    with office.store.unit() as unit:
        case = unit.cases.get(made.roster.entries[0].case_id)
    edited(office, case)
    page = page_of(sit(choi))
    assert note_of(page).endswith("결재가 바뀐 신청 1건(선정 1건)")
    assert results(page)[0] == "결재 바뀜"
    tip = page.table.rows_model.rows()[0]["cells"][-1]["tip"]
    assert "명부에서는 선정이며, 다른 사람이 올라오지 않습니다" in tip


def test_a_destroyed_case_keeps_its_line_and_is_not_opened(
    sit: type_of_sitting, office: Office, choi: Office
) -> None:
    made = freeze_roster(choi, JANGI, GENERAL, "심사를 마침")
    with office.store.unit() as unit:
        case = unit.cases.get(made.roster.entries[0].case_id)
    edited(office, case)
    tell(office, case.id, Verdict.INELIGIBLE, date(2024, 2, 29))
    privacy = seated(office, "한보호")
    later = bootstrap.SystemClock(date(2024, 8, 30))
    destroy(replace(privacy, clock=later), [case.id], "보유 기간이 끝남")
    sitting = sit(choi)
    page = page_of(sitting)
    assert results(page)[0] == "파기됨"
    assert cells(page.table)[0] == ["1", "2023-3-00001", "–", "–", "–", "–", "파기됨"]
    assert note_of(page).endswith("파기 1건")
    sitting.press("Return")
    assert sitting.wanted == []
    assert "보유 기간이 끝나 파기한 신청입니다" in page.banner.text()


def test_the_roster_is_saved_with_a_reason(
    sit: type_of_sitting, choi: Office, tmp_path: Path
) -> None:
    freeze_roster(choi, JANGI, GENERAL, "심사를 마침")
    sitting = sit(choi)
    page = page_of(sitting)
    page.ask_path = lambda _parent: tmp_path / "명부.txt"
    page.detail.save_button.click()
    because(sitting, "참관인 확인")
    assert len((tmp_path / "명부.txt").read_text(encoding="utf-8").splitlines()) == 5


def test_a_simulation_is_marked_and_changes_nothing(sit: type_of_sitting, office: Office) -> None:
    sitting = sit(office)
    sitting.press("Ctrl+M")
    dialog = sitting.dialog(WhatIfDialog)
    dialog.homes[GENERAL].set_value(4)
    dialog.act_button.click()
    sitting.settle()
    assert dialog.mark.text() == "모의 · 저장하지 않음"
    assert cells(dialog.table)[0] == ["일반공급", "3 → 4", "5", "1 → 4", "3 → 0", "3명", "–"]
    sitting.press("Escape")
    assert rosters(office, JANGI) == ()


def test_a_supply_type_without_approvals_says_so(sit: type_of_sitting, choi: Office) -> None:
    sitting = sit(choi)
    page = page_of(sitting)
    page.supplies.setCurrentIndex(page.supplies.findData(Supply.NEWLYWED.value))
    page.supplies.activated.emit(page.supplies.currentIndex())
    sitting.settle()
    page.look()
    sitting.settle()
    assert not page.table.isVisible()
    page.detail.freeze_act.triggered.emit()
    freeze_because(sitting, "심사를 마침")
    assert "적격으로 승인된 신청이 없어" in page.banner.text()


def test_without_equals_at_the_line_it_says_that_no_draw_is_needed(
    sit: type_of_sitting, choi: Office
) -> None:
    plenty = short_of_homes(choi, 4)
    freeze_roster(plenty, JANGI, GENERAL, "심사를 마침")
    page = page_of(sit(plenty))
    assert "추첨 없이 정해졌습니다" in page.detail.draw_words.text()
    assert results(page) == [*["선정"] * 4, CUT.replace("3호", "4호"), "미선정"]


def test_the_quota_that_the_budget_bears_stands_instead_of_the_printed_one(
    sit: type_of_sitting, choi: Office
) -> None:
    sitting = sit(choi)
    sitting.press("Ctrl+O")
    dialog = sitting.dialog(FreezeDialog)
    assert dialog.quota.value() == 3
    dialog.quota.set_value(None)
    sitting.press("Return")
    assert dialog.quota.error() == "호수를 적으십시오."
    dialog.quota.set_value(4)
    freeze_because(sitting, "예산이 늘어 4호")
    assert results(page_of(sitting)) == [*["선정"] * 4, CUT.replace("3호", "4호"), "미선정"]


def test_freezing_says_how_many_nobody_has_decided_upon(
    sit: type_of_sitting, office: Office, choi: Office
) -> None:
    filed(office, "2023-3-00006")
    filed(office, "2023-3-00007")
    sitting = sit(choi)
    sitting.press("Ctrl+O")
    freeze_because(sitting, "심사를 마침")
    assert page_of(sitting).banner.text() == (
        "5명의 명부를 굳혔습니다. 결정 전인 2건은 들지 않았습니다. 지문을 공개한 뒤 추첨하십시오."
    )


def test_a_draw_taken_away_past_the_program_is_not_shown_as_none(
    sit: type_of_sitting, choi: Office
) -> None:
    made = freeze_roster(choi, JANGI, GENERAL, "심사를 마침")
    key = draw(choi, made.roster.id, SEED, "2층 강당", "김참관").draw.id.hex
    sql(choi, "DELETE FROM draw WHERE id = ?", key)
    page = page_of(sit(choi))
    assert "장부에 있는 명부나 추첨이 없음" in page.banner.text()
    assert "개인정보 담당자에게 알리고" in page.banner.text()
    assert not page.detail.isVisible()
    assert not page.table.isVisible()
    words = [one.text() for one in page.empty.findChildren(Label)]
    assert "명부와 추첨을 보일 수 없습니다." in words
    assert page.empty.first is not None
    assert not page.empty.first.isVisible()
    page.take_keys()
    assert page.window().focusWidget() is page.empty  # not the rail behind it
