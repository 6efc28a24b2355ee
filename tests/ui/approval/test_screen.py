"""결재: the frozen sheet is what is seen and what is decided; what one did oneself is locked."""

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QShortcut

from ipju.domain.case import Case
from ipju.domain.decision import Matter, Proposal, ProposalState, Verdict
from ipju.domain.editing import change
from ipju.domain.listing import CaseQuery
from ipju.domain.property import Car
from ipju.services.approve import approve, send_back
from ipju.services.decisions import SHOWN
from ipju.services.office import Office
from ipju.services.open_case import reread_case
from ipju.services.propose import propose
from ipju.services.record import record
from ipju.ui.screens.approval.decide import DecideView
from ipju.ui.screens.approval.mine import MineView
from tests.ui.approval.conftest import seat, type_of_sitting
from tests.ui.sitting import Sitting, cells


def _state(office: Office, proposal: Proposal) -> Proposal:
    with office.store.unit() as unit:
        return unit.proposals.get(proposal.id)


def _decide(sitting: Sitting) -> DecideView:
    view = sitting.screen.decide
    assert isinstance(view, DecideView)
    return view


def _mine(sitting: Sitting) -> MineView:
    view = sitting.screen.mine
    assert isinstance(view, MineView)
    return view


def test_what_waits_stands_in_order_and_the_first_sheet_is_open(
    sit: type_of_sitting, proposed: list[Proposal]
) -> None:
    here = sit("최결재")
    view = _decide(here)
    assert [one.proposal.id for one in view.list.lines()] == [one.id for one in proposed]
    opened = view.sheet.opened()
    assert opened is not None
    assert opened.proposal.id == proposed[0].id
    assert "부적격" in view.sheet.verdict.text()
    assert opened.fingerprint in view.sheet.frozen.text()
    assert view.sheet.proposer.text() == "올린 사람 박담당"
    assert "기준을 넘음" in view.sheet.reasons.text()
    assert view.sheet.changes.isHidden()
    assert all(row[2].endswith("처음") for row in cells(view.list))
    here.press("Down")
    again = view.sheet.opened()
    assert again is not None
    assert again.proposal.id == proposed[1].id


def test_ctrl_enter_approves_the_sheet_in_view_and_goes_on_to_the_next(
    sit: type_of_sitting, proposed: list[Proposal], office: Office
) -> None:
    here = sit("최결재")
    counted: list[int] = []
    here.screen.counted.connect(counted.append)
    here.press("Ctrl+Return")
    assert _state(office, proposed[0]).state is ProposalState.APPROVED
    view = _decide(here)
    current = view.list.current()
    assert current is not None
    assert current.proposal.id == proposed[1].id
    assert "승인했습니다" in view.banner.text()
    assert counted[-1] == 2
    assert here.told[-1].decisions


def test_sending_back_and_refusing_need_a_reason_of_their_own(
    sit: type_of_sitting, proposed: list[Proposal], office: Office
) -> None:
    here = sit("최결재")
    view = _decide(here)
    for keys, state in (
        ("Ctrl+R", ProposalState.SENT_BACK),
        ("Ctrl+Shift+R", ProposalState.REFUSED),
    ):
        current = view.list.current()
        assert current is not None
        here.press(keys)
        assert view.acts.reason.hasFocus()
        assert "사유를 적어야" in view.acts.words.text()
        assert _state(office, current.proposal).state is ProposalState.WAITING
        here.type("소득 자료를 다시 볼 것")
        here.press(keys)
        ended = _state(office, current.proposal)
        assert ended.state is state
        assert ended.decision_reason == "소득 자료를 다시 볼 것"
        assert view.acts.reason.text() == ""
        # Nobody has to look for the keys before the next one.
        assert view.list.hasFocus()
    # Esc lets go of a reason and brings the keys back to the list.
    view.acts.ask_reason()
    here.type("abc")
    here.press("Esc")
    assert view.list.hasFocus()
    assert view.acts.reason.text() == ""


def test_space_chooses_and_the_chosen_are_approved_together(
    sit: type_of_sitting, proposed: list[Proposal], office: Office
) -> None:
    here = sit("최결재")
    view = _decide(here)
    here.press("Space")
    here.press("Down")
    here.press("Space")
    assert view.chosen_words.text() == "2건 고름"
    assert view.acts.many.button.text() == "고른 2건 승인"
    here.press("Ctrl+Shift+Return")
    states = [_state(office, one).state for one in proposed]
    assert states == [ProposalState.APPROVED, ProposalState.APPROVED, ProposalState.WAITING]
    assert "고른 2건을 모두 승인했습니다." in view.banner.text()
    assert view.result.isHidden()


def test_a_batch_lists_what_failed_and_why(
    sit: type_of_sitting, proposed: list[Proposal], office: Office
) -> None:
    here = sit("최결재")
    view = _decide(here)
    here.press("Space")
    here.press("Down")
    here.press("Space")
    # Meanwhile somebody changes a fact of the second one.
    case = reread_case(office, proposed[1].case_id)
    record(office, case.id, [change(case, ("phone",), "010-0000-7777")])
    here.press("Ctrl+Shift+Return")
    assert view.result.isVisible()
    assert "1건을 승인했고 1건은 하지 못했습니다" in view.result.words.text()
    ((who, why),) = cells(view.result.table)
    assert case.number in who
    assert "바뀌" in why
    assert [one.proposal.id for one in view.list.lines()] == [proposed[2].id]


def test_what_one_proposed_or_edited_oneself_is_locked_and_says_so(
    sit: type_of_sitting, proposed: list[Proposal], office: Office
) -> None:
    supervisor = seat(office, "최결재")
    case = reread_case(office, proposed[0].case_id)
    record(supervisor, case.id, [change(case, ("phone",), "010-0000-7777")])
    edited = propose(office, case.id, Matter.PERSON, Verdict.INELIGIBLE, "다시 올림").proposal
    own = propose(supervisor, case.id, Matter.HOME, Verdict.HOLD, "주택을 기다림").proposal
    here = sit("최결재")
    view = _decide(here)
    words = {row.get("id"): row for row in view.list.rows_model.rows()}
    assert words[edited.id.hex]["cells"][2].get("sub") == "내가 고침 · 불가"
    assert words[own.id.hex]["cells"][2].get("sub") == "내가 올림 · 불가"
    for one in (edited, own):
        view.list.select_id(one.id.hex)
        here.settle()
        assert not view.acts.one.button.isEnabled()
        assert "결재할 수 없습니다" in view.acts.words.text()
        here.press("Space")
        assert view.list.chosen() == ()
        here.press("Ctrl+Return")
        assert _state(office, one).state is ProposalState.WAITING


def test_what_somebody_else_decided_meanwhile_is_told_by_name(
    sit: type_of_sitting, proposed: list[Proposal], office: Office
) -> None:
    here = sit("최결재")
    view = _decide(here)
    line = view.list.current()
    assert line is not None
    approve(seat(office, "최결재"), line.proposal.id, line.proposal.digest)
    here.press("Ctrl+Return")
    assert view.banner.text().startswith(f"{line.name}: 결재를 기다리는 건이 아닙니다")
    following = view.list.current()
    assert following is not None
    assert _state(office, following.proposal).state is ProposalState.WAITING


def test_a_key_held_down_decides_once(
    sit: type_of_sitting, proposed: list[Proposal], office: Office
) -> None:
    here = sit("최결재")
    view = _decide(here)
    held = [one for act in (view.acts.one, view.acts.many) for one in act.findChildren(QShortcut)]
    assert held
    assert not any(one.autoRepeat() for one in held)


def _mended(office: Office, proposal: Proposal) -> tuple[Case, Proposal]:
    """최결재 sends a proposal back, 박담당 changes a car and proposes anew."""
    send_back(seat(office, "최결재"), proposal.id, "차량가액을 다시 볼 것")
    case = reread_case(office, proposal.case_id)
    assert case.applicant is not None
    car = Car(id=case.id, owner=case.applicant.id, value=99_000_000) if not case.cars else None
    edit = (
        change(case, ("cars", case.cars[0].id, "value"), 99_000_000)
        if car is None
        else change(case, ("cars", car.id), car)
    )
    record(office, case.id, [edit])
    again = propose(office, case.id, Matter.PERSON, Verdict.INELIGIBLE, "차량가액을 고침")
    return case, again.proposal


def test_what_changed_since_the_last_proposal_is_marked_old_beside_new(
    sit: type_of_sitting, proposed: list[Proposal], office: Office
) -> None:
    _case, again = _mended(office, proposed[0])
    here = sit("최결재")
    view = _decide(here)
    view.list.select_id(again.id.hex)
    here.settle()
    line = view.list.current()
    assert line is not None
    assert line.changed
    sheet = view.sheet
    assert sheet.changes.isVisible()
    assert "최결재 되돌림)에서" in sheet.changed.text()
    assert sheet.sent_back.text() == "되돌림 사유: 차량가액을 다시 볼 것"
    rows = {row.get("id"): row for row in sheet.table.rows_model.rows()}
    car = rows["car"]
    assert car.get("tint") == "rev"
    assert car["cells"][2].get("old")
    assert "99,000,000" in car["cells"][2].get("t", "")
    assert car["cells"][4].get("chip") == "바뀜"
    assert "바뀜" in sheet.table.rows_model.said(sheet.table.rows_model.row_of("car"))
    facts = cells(sheet.facts)
    assert any("99,000,000" in row[2] for row in facts)
    assert not any("cars" in row[0] for row in facts)
    everything = len(rows)
    sheet.only.setChecked(True)
    left = [row for row in sheet.table.rows_model.rows() if not row.get("group")]
    assert len(left) == line.changed < everything
    assert all(row.get("tint") == "rev" for row in left)


def test_the_letter_is_looked_at_as_it_will_go_out(
    sit: type_of_sitting, proposed: list[Proposal]
) -> None:
    here = sit("최결재")
    view = _decide(here)
    here.press("Ctrl+T")
    data = view.sheet.letter.data()
    document = pypdfium2.PdfDocument(data)
    text = "\n".join(page.get_textpage().get_text_bounded() for page in document)
    document.close()
    opened = view.sheet.opened()
    assert opened is not None
    assert opened.case.number in text
    assert "결재 전 초안" in text
    here.press("Ctrl+T")
    assert view.sheet.pages.currentIndex() == 0
    # The next sheet begins as a sheet, without the letter of the one before.
    here.press("Ctrl+T")
    view.list.setFocus(Qt.FocusReason.OtherFocusReason)
    here.press("Down")
    assert view.sheet.pages.currentIndex() == 0
    assert view.sheet.letter.data() == b""


def test_nothing_to_decide_says_how_something_comes(sit: type_of_sitting, office: Office) -> None:
    view = _decide(sit("최결재"))
    assert view.empty.isVisible()
    assert not view.split.isVisible()


def test_a_caseworker_sees_what_came_back_and_opens_the_case(
    sit: type_of_sitting, proposed: list[Proposal], office: Office
) -> None:
    supervisor = seat(office, "최결재")
    send_back(supervisor, proposed[0].id, "소득을 다시 볼 것")
    approve(supervisor, proposed[1].id, proposed[1].digest)
    here = sit("박담당")
    view = _mine(here)
    rows = cells(view.table)
    assert [row[0] for row in rows] == ["되돌아온 것 1", "되돌림", "승인된 것 1", "승인"]
    assert rows[1][3] == "소득을 다시 볼 것 / 올린 사유: 기준을 넘음"
    wanted: list[object] = []
    here.screen.case_wanted.connect(lambda case_id, _query: wanted.append(case_id))
    here.press("Return")
    assert wanted == [proposed[0].case_id]
    # He sees no act of deciding here.
    here.press("Ctrl+Return")
    assert _state(office, proposed[2]).state is ProposalState.WAITING


def test_a_caseworker_who_proposed_nothing_is_told_where_to(
    sit: type_of_sitting, office: Office
) -> None:
    view = _mine(sit("이담당"))
    assert view.empty.isVisible()
    assert view.table.isHidden()
    view.take_keys()
    assert view.window().focusWidget() is view.empty  # not the rail behind it


@pytest.mark.parametrize("width", [884, 1204])
def test_nothing_is_wider_than_its_window(
    sit: type_of_sitting, proposed: list[Proposal], width: int
) -> None:
    here = sit("최결재")
    here.window.resize(width, 498)
    here.settle()
    assert here.window.width() == width
    narrow = width < 1000
    assert _decide(here).sheet.table.isColumnHidden(5) is narrow


def test_what_waits_is_turned_by_the_page_and_all_of_it_is_counted(
    sit: type_of_sitting, office: Office
) -> None:
    lines = office.store.page(CaseQuery(limit=100)).lines
    made = [
        propose(office, line.id, matter, Verdict.HOLD, "더 살펴볼 것").proposal
        for line in lines
        for matter in (Matter.PERSON, Matter.HOME)
    ]
    assert len(made) > SHOWN
    here = sit("최결재")
    counted: list[int] = []
    here.screen.counted.connect(counted.append)
    view = _decide(here)
    assert view.count.text() == f"{len(made)}건"
    assert view.turning.words.text() == f"1–{SHOWN} / {len(made)}건"
    assert [one.proposal.id for one in view.list.lines()] == [one.id for one in made[:SHOWN]]

    here.press("Space")
    view.list.select_id(made[SHOWN - 1].id.hex)
    here.press("PgDown")
    assert [one.proposal.id for one in view.list.lines()] == [one.id for one in made[SHOWN:]]
    opened = view.sheet.opened()
    assert opened is not None
    assert opened.proposal.id == made[SHOWN].id
    # What is out of sight is not approved along with what is chosen here.
    assert view.chosen_words.text() == ""

    here.press("PgUp")
    current = view.list.current()
    assert current is not None
    assert current.proposal.id == made[SHOWN - 1].id
    here.press("Ctrl+Return")
    assert view.count.text() == f"{len(made) - 1}건"
    assert counted[-1] == len(made) - 1
    assert view.list.lines()[-1].proposal.id == made[SHOWN].id
