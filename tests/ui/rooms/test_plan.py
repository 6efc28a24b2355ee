"""The plan of the buildings: what one sees, and a lease from the offer to moving out by keys."""

from datetime import date, timedelta

from PySide6.QtWidgets import QApplication, QPushButton

from ipju.domain.letting import FallenWhy, LeaseState, RoomLease
from ipju.services.letting import lease_of, offer
from ipju.services.office import Office
from ipju.ui.screens.rooms.dialogs import (
    DayDialog,
    FallDialog,
    LeaveDialog,
    MoveInDialog,
    OfferDialog,
    SignDialog,
)
from ipju.ui.screens.rooms.plan import PlanPage
from ipju.ui.screens.rooms.renewal_dialogs import RentDialog, StartRenewalDialog
from tests.services.rooms import on
from tests.ui.rooms.conftest import DAY, eligible, seat, type_of_sitting
from tests.ui.sitting import Sitting, cells


def _plan(sitting: Sitting, room: str = "") -> PlanPage:
    """Return the page; with `room`, that room chosen as by its click."""
    page = sitting.screen.pages.currentWidget()
    assert isinstance(page, PlanPage)
    if room:
        page.plans[room.partition("/")[0]].choose(room, keys=True)
        sitting.settle()
    return page


def _words(page: PlanPage, room: str) -> str:
    building = room.partition("/")[0]
    return next(one.said() for one in page.plans[building].tiles() if one.id == room)


def _acts(page: PlanPage) -> list[str]:
    return [one.text() for one in page.detail.acts()]


def _press(sitting: Sitting, word: str) -> None:
    button = next(one for one in _plan(sitting).detail.acts() if one.text() == word)
    button.setFocus()
    sitting.press("Space")


def _lease(office: Office, case: object) -> RoomLease:
    found = lease_of(office, case.id)
    assert found is not None
    return found


def test_all_rooms_of_both_buildings_stand_on_the_plan_with_rent_and_area(
    sit: type_of_sitting, office: Office
) -> None:
    page = _plan(sit(office))
    assert list(page.plans) == ["jangan", "younglife"]
    assert [len(one.tiles()) for one in page.plans.values()] == [12, 15]
    assert _words(page, "jangan/201") == "201호, 공실, 월 248,580원, 26.59㎡"
    assert _words(page, "younglife/302") == "302호, 공실, 월 499,000원, 35.51㎡"
    # The top floor is drawn first.
    assert page.plans["younglife"].tiles()[0].room == "501"


def test_arrow_keys_go_from_room_to_room_and_from_one_building_into_the_other(
    sit: type_of_sitting, office: Office
) -> None:
    sitting = sit(office)
    page = _plan(sitting, "jangan/501")
    assert page.current() == "jangan/501"
    for key, room in (
        ("Right", "jangan/502"),
        ("Down", "jangan/402"),
        ("Down", "jangan/302"),
        ("Down", "jangan/202"),
        ("Down", "younglife/502"),
        ("Left", "younglife/501"),
        ("Up", "jangan/201"),
    ):
        sitting.press(key)
        assert page.current() == room
        assert page.detail.title.text().endswith(f"{room[-3:]}호")


def test_a_room_is_offered_signed_moved_into_and_left_by_keys(
    sit: type_of_sitting, office: Office
) -> None:
    case = eligible(office, "2023-T-00001", "김예시")
    sitting = sit(office)
    page = _plan(sitting, "jangan/203")
    sitting.press("Return")  # from the room to what may be done with it
    sitting.press("Space")
    dialog = sitting.dialog(OfferDialog)
    assert dialog.who.text() == "김예시 (2023-T-00001)"
    sitting.press("Return")
    assert _words(page, "jangan/203") == "203호, 제안 중, 김예시, 답 D-7"
    assert _lease(office, case).answer_by == DAY + timedelta(days=7)
    assert sitting.told[-1].rooms

    _press(sitting, "계약")
    signing = sitting.dialog(SignDialog)
    assert signing.ends_on.value() == date(2026, 3, 3)
    sitting.fill(signing.starts_on, "2024-03-04")
    sitting.press("Return")
    lease = _lease(office, case)
    assert (lease.state, lease.rents[0].deposit, lease.rents[0].rent) == (
        LeaseState.CONTRACTED,
        21_000_000,
        340_641,
    )
    _press(sitting, "입주")
    assert sitting.dialog(MoveInDialog).proof.isHidden()
    sitting.press("Return")
    assert _words(page, "jangan/203") == "203호, 거주, 김예시, 26-03-03 끝"

    _press(sitting, "퇴거 예정")
    leaving = sitting.dialog(LeaveDialog)
    sitting.press("Return")
    assert leaving.reason.error() == "사유를 적으십시오."
    sitting.fill(leaving.day, "2024-06-30")
    sitting.fill(leaving.reason, "졸업")
    sitting.press("Return")
    assert _words(page, "jangan/203") == "203호, 퇴거 예정, 김예시, 퇴거 D-118"
    _press(sitting, "퇴거")
    out = sitting.dialog(LeaveDialog)
    sitting.fill(out.reason, "졸업")
    sitting.press("Return")
    assert _words(page, "jangan/203").startswith("203호, 공실")
    assert cells(page.detail.history) == [
        ["김예시 / 2024-03-04 – 24-03-04", "퇴거 2024-03-04 (월) / 졸업"]
    ]


def test_an_offer_that_is_declined_frees_the_room_and_stays_on_record(
    sit: type_of_sitting, office: Office
) -> None:
    case = eligible(office, "2023-T-00001", "김예시")
    offer(office, case.id, "jangan", "501", DAY + timedelta(days=3))
    sitting = sit(office)
    page = _plan(sitting, "jangan/501")
    assert page.detail.tenant.text() == "김예시"
    _press(sitting, "무산")
    dialog = sitting.dialog(FallDialog)
    dialog.why.set_value(FallenWhy.DECLINED)
    sitting.fill(dialog.reason, "통학이 멀다고 함")
    sitting.press("Return")
    assert _words(page, "jangan/501").startswith("501호, 공실")
    assert cells(page.detail.history)[0][1] == "무산: 거절 2024-03-04 (월) / 통학이 멀다고 함"


def test_a_room_that_another_officer_took_meanwhile_is_told_and_what_was_chosen_stays(
    sit: type_of_sitting, office: Office
) -> None:
    first = eligible(office, "2023-T-00001", "김예시")
    other = eligible(office, "2023-T-00002", "박예시")
    sitting = sit(office)
    page = _plan(sitting, "jangan/501")
    _press(sitting, "방 제안")
    dialog = sitting.dialog(OfferDialog)
    dialog.who.set_value(first.id)
    offer(seat(office, "이담당"), other.id, "jangan", "501", DAY + timedelta(days=3))
    sitting.press("Return")
    assert sitting.has_dialog(OfferDialog)
    assert dialog.problem.text().startswith("501호는 이미 다른 신청자에게 제안했거나")
    assert dialog.who.value() == first.id
    assert lease_of(office, first.id) is None
    sitting.press("Escape")
    assert page.current() == "jangan/501"


def test_nobody_without_an_approved_decision_is_offered_a_room(
    sit: type_of_sitting, office: Office
) -> None:
    sitting = sit(office)
    _press(sitting, "방 제안")
    dialog = sitting.dialog(OfferDialog)
    assert not dialog.act_button.isEnabled()
    sitting.press("Escape")


def _occupied(office: Office, number: str = "2023-T-00001", name: str = "김예시") -> RoomLease:
    """Return a lease of jangan 501 from 2024-03-04 on, moved in the same day."""
    from ipju.services.letting import move_in, sign_lease

    case = eligible(office, number, name)
    lease = offer(office, case.id, "jangan", "501", DAY).lease
    sign_lease(office, lease.id, DAY, DAY, date(2026, 3, 3))
    return move_in(office, lease.id, DAY).lease


def test_a_rise_is_judged_as_it_is_typed_and_beyond_the_limit_cannot_be_written(
    sit: type_of_sitting, office: Office
) -> None:
    lease = _occupied(office)
    later = on(office, date(2025, 6, 1))
    sitting = sit(later)
    _plan(sitting, "jangan/501")
    _press(sitting, "임대조건 변경")
    dialog = sitting.dialog(RentDialog)
    dialog.money.raised.set_value(True)
    sitting.fill(dialog.money.rent, "261010")
    sitting.press("Tab")
    assert not dialog.act_button.isEnabled()
    assert dialog.money.verdict.text().startswith("부적합")
    dialog.money.rent.input.selectAll()
    sitting.fill(dialog.money.rent, "261009")
    sitting.press("Tab")
    assert dialog.money.verdict.text().startswith("적합")
    sitting.fill(dialog.reason, "공사 임대차 인상")
    sitting.press("Return")
    stands = _lease_by_id(later, lease)
    assert [one.rent for one in stands.rents] == [248_580, 261_009]
    assert stands.raised_on == date(2025, 6, 1)


def test_a_rise_without_a_rise_of_the_operators_lease_needs_the_officers_word(
    sit: type_of_sitting, office: Office
) -> None:
    lease = _occupied(office)
    later = on(office, date(2025, 6, 1))
    sitting = sit(later)
    _plan(sitting, "jangan/501")
    _press(sitting, "임대조건 변경")
    dialog = sitting.dialog(RentDialog)
    dialog.money.raised.set_value(False)
    sitting.fill(dialog.money.rent, "250000")
    sitting.press("Tab")
    assert dialog.decided.isVisible()
    sitting.fill(dialog.reason, "관리비 조정")
    sitting.press("Return")
    assert dialog.decided.error() == "어떻게 판단했는지 적으십시오."
    sitting.fill(dialog.decided, "운영규정에 따름")
    sitting.press("Return")
    assert _lease_by_id(later, lease).rents[-1].reason == "관리비 조정 (판단: 운영규정에 따름)"


def _lease_by_id(office: Office, lease: RoomLease) -> RoomLease:
    with office.store.unit() as unit:
        return unit.leases.get(lease.id)


def test_a_renewal_opens_its_case_and_is_signed_only_once_it_is_approved(
    sit: type_of_sitting, office: Office
) -> None:
    lease = _occupied(office)
    later = on(office, date(2026, 1, 15))
    sitting = sit(later)
    page = _plan(sitting, "jangan/501")
    _press(sitting, "재계약 심사")
    starting = sitting.dialog(StartRenewalDialog)
    assert (starting.starts_on.value(), starting.ends_on.value()) == (
        date(2026, 3, 4),
        date(2028, 3, 3),
    )
    sitting.press("Return")
    (opened,) = sitting.wanted
    with later.store.unit() as unit:
        assert unit.cases.get(opened).number == "2023-T-00001-R1"
    assert _acts(page)[0] == "재계약"
    _press(sitting, "재계약")
    dialog = sitting.dialog(DayDialog)
    sitting.press("Return")
    assert "승인" in dialog.problem.text()
    sitting.press("Escape")
    assert _lease_by_id(later, lease).renewals == 0


def test_whoever_takes_applications_in_sees_the_plan_and_changes_nothing(
    sit: type_of_sitting, office: Office
) -> None:
    page = _plan(sit(seat(office, "정접수")), "jangan/501")
    assert _acts(page) == []
    assert page.detail.why_not.text() == "방을 제안하고 계약하는 일은 담당이 합니다."


def test_a_lease_altered_past_the_program_is_shown_and_cannot_be_used(
    sit: type_of_sitting, office: Office
) -> None:
    _occupied(office)
    office.store.connection.exec_driver_sql(
        "UPDATE room_lease SET free_of_charge = 1 WHERE room = '501'"
    )
    page = _plan(sit(office), "jangan/501")
    assert _acts(page) == []
    assert page.detail.why_not.text().startswith("프로그램을 거치지 않고 고친 흔적")


def test_the_tenants_case_is_a_key_away(sit: type_of_sitting, office: Office) -> None:
    case = eligible(office, "2023-T-00001", "김예시")
    offer(office, case.id, "jangan", "501", DAY)
    sitting = sit(office)
    page = _plan(sitting, "jangan/501")
    page.detail.open_button.setFocus()
    sitting.press("Space")
    assert sitting.wanted == [case.id]
    focused = QApplication.focusWidget()
    assert isinstance(focused, QPushButton)
