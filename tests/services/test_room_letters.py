"""Letters about a room say what the notice and the lease say, from the store alone."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from ipju.domain.case import Case
from ipju.domain.editing import change
from ipju.domain.intake import YearFigures
from ipju.domain.letting import FallenWhy, RoomLease
from ipju.services.history import history
from ipju.services.intake import list_waiting, put_in_order
from ipju.services.letters import FORMS, CannotPrint, blanks_of, forms_of
from ipju.services.letting import fall, move_in, offer, sign_lease
from ipju.services.office import Office
from ipju.services.open_case import add_case
from ipju.services.print_form import preview_blank, preview_form, save_form
from ipju.services.record import record
from ipju.services.renewals import put_figures, start_renewal
from tests.services.deciding import Chairs, approved, chairs, edited
from tests.services.desk import acts, text_of
from tests.services.rolling import selected
from tests.services.rooms import ENDS, JANGAN, ROOMS, STARTS, YOUNGLIFE, desk_on, youth

OFFERED, ANSWER_BY, SIGNED = date(2024, 2, 20), date(2024, 2, 27), date(2024, 2, 26)
SOON = date(2025, 12, 15)
AGAIN, UNTIL = date(2026, 3, 1), date(2028, 2, 29)
JA = "jangi-ansim-2023-3"
FIGURES = YearFigures(
    notice=ROOMS,
    year=2026,
    incomes=(4_100_000, 5_600_000, 6_800_000, 7_700_000, 8_200_000),
    step=670_000,
    total_assets=365_000_000,
    car=37_000_000,
    source="통계청 2026년",
)


def page(office: Office, case: Case, form: str) -> str:
    """The text of a form, every stretch of white space a single space."""
    return re.sub(r"\s+", " ", text_of(preview_form(office, case, form)))


@pytest.fixture
def desk(office: Office) -> Chairs:
    return desk_on(chairs(office), OFFERED)


@pytest.fixture
def fit(desk: Chairs) -> Case:
    """김예시 qualifies: approved, without a room yet."""
    case = add_case(desk.park, youth("2023-T-0001")).case
    approved(desk, case)
    return case


def offered(desk: Chairs, case: Case) -> RoomLease:
    return offer(desk.park, case.id, JANGAN, "201", ANSWER_BY).lease


def lived(desk: Chairs, case: Case) -> RoomLease:
    """The lease of a household that has moved in."""
    given = offered(desk, case)
    signing = desk_on(desk, SIGNED)
    lease = sign_lease(signing.park, given.id, SIGNED, STARTS, ENDS).lease
    return move_in(desk_on(desk, STARTS).park, lease.id, STARTS).lease


def test_an_offer_is_told_with_its_room_rent_and_last_day(desk: Chairs, fit: Case) -> None:
    offered(desk, fit)
    text = page(desk.park, fit, "contract")
    for words in (
        "장안파크빌1 201호", "서울특별시 동대문구 한천로46길 70-10", "26.59㎡", "21,000,000원",
        "248,580원", "2년", "2024. 2. 25.(일)부터 가능", "2024. 2. 27.(화)까지",
        "주택을 소유하지 않아야", "사전교육", "카카오톡채널 '백암재단'", "Ⅱ장 공급주택",
    ):  # fmt: skip
        assert words in text, words
    assert "입주 전까지 임신" not in text
    assert "장학생" not in text


def test_a_signed_lease_is_told_with_its_own_days_and_no_last_day_to_answer(
    desk: Chairs, fit: Case
) -> None:
    given = offered(desk, fit)
    signing = desk_on(desk, SIGNED)
    sign_lease(signing.park, given.id, SIGNED, STARTS, ENDS)
    text = page(signing.park, fit, "contract")
    assert "2024. 3. 1.(금) ~ 2026. 2. 28.(토)" in text
    assert "계약 여부를" not in text


def test_a_scholar_pays_nothing_and_reads_the_duties(desk: Chairs) -> None:
    asked = replace(selected("2023-T-0002"), finance_queried_on=date(2024, 2, 19))
    case = add_case(desk.park, asked).case
    approved(desk, case)
    offered(desk, case)
    text = page(desk.park, case, "contract")
    for words in (
        "무상 지원(공과금은 본인 부담)",
        "1년(해마다 갱신)",
        "연 40시간 봉사활동",
        "3.5점",
    ):
        assert words in text, words
    assert "21,000,000원" not in text


def test_without_a_room_there_is_no_guide_and_a_fallen_offer_is_none(
    desk: Chairs, fit: Case
) -> None:
    for form, words in (("contract", "제안하거나 계약한 호실"), ("renewal", "살고 있는 호실")):
        with pytest.raises(CannotPrint, match=words):
            preview_form(desk.park, fit, form)
    fall(desk.park, offered(desk, fit).id, FallenWhy.DECLINED, "다른 곳으로 감")
    with pytest.raises(CannotPrint, match="제안하거나 계약한 호실"):
        preview_form(desk.park, fit, "contract")


def test_a_number_is_told_with_its_year_and_expires(desk: Chairs, fit: Case) -> None:
    with pytest.raises(CannotPrint, match="예비입주자 명단에 없어"):
        preview_form(desk.park, fit, "waiting")
    put_in_order(desk.park, ROOMS, JANGAN, [fit.id], "운영규정에 따름")
    list_waiting(desk.park, ROOMS, JANGAN, [fit.id], OFFERED, "공실 예상 수만큼")
    text = page(desk.park, fit, "waiting")
    for words in (
        "예비입주자 1번", "장안파크빌1", "2024. 2. 20.(화)", "2025. 2. 20.(목)까지", "1년",
        "미계약, 계약취소, 계약 후 미입주, 입주자 퇴거", "Ⅳ장 예비입주자",
    ):  # fmt: skip
        assert words in text, words
    late = desk_on(desk, date(2025, 2, 21))
    with pytest.raises(CannotPrint, match="만료"):
        preview_form(late.park, fit, "waiting")


def test_who_lives_there_is_told_what_will_be_examined_again(desk: Chairs, fit: Case) -> None:
    lived(desk, fit)
    soon = desk_on(desk, SOON)
    text = page(soon.park, fit, "renewal")
    for words in (
        "장안파크빌1 201호", "2026. 2. 28.(토)에 끝나", "21,000,000원", "248,580원",
        "4회 가운데 1번째", "10년", "월평균소득(100%) 이하", "그해의 기준금액 이하",
        "5%를 넘지 않고", "1년 안에는", "새로 세대구성원이 된 사람", "정해지면 알려",
    ):  # fmt: skip
        assert words in text, words
    assert "혼인" not in text
    put_figures(soon.park, replace(FIGURES, year=2025))
    assert "2025년" not in page(soon.park, fit, "renewal").replace("2025. ", "")
    put_figures(soon.park, FIGURES)
    told = page(soon.park, fit, "renewal")
    for words in ("1인 4,100,000원", "5인 8,200,000원", "6인부터 1인마다 670,000원",
                  "365,000,000원",
                  "37,000,000원", "2026년의 기준금액"):  # fmt: skip
        assert words in told, words


def test_the_case_of_a_renewal_adds_what_is_planned(desk: Chairs, fit: Case) -> None:
    lease = lived(desk, fit)
    soon = desk_on(desk, date(2026, 1, 15))
    put_figures(soon.park, FIGURES)
    case = start_renewal(
        soon.park, lease.id, date(2026, 1, 15), AGAIN, UNTIL, 22_050_000, 261_009, True
    ).case
    text = page(soon.park, case, "renewal")
    for words in (
        "2026. 3. 1.(일) ~ 2028. 2. 29.(화)",
        "22,050,000원",
        "261,009원",
        "365,000,000원",
    ):
        assert words in text, words
    with pytest.raises(CannotPrint, match="새로 동의할 세대구성원이 없습니다"):
        preview_form(soon.park, case, "financial-consent")
    assert forms_of(soon.park.notices.get(ROOMS), case) == (
        "consent", "financial-consent", "supplement", "eligible", "ineligible", "renewal",
    )  # fmt: skip


def test_a_printed_letter_is_written_down(desk: Chairs, fit: Case, tmp_path: Path) -> None:
    offered(desk, fit)
    path = save_form(desk.park, fit, "contract", tmp_path / "계약.pdf")
    assert path.read_bytes() == preview_form(desk.park, fit, "contract")
    assert acts(desk.park, fit.id)[-1] == "print-contract"
    assert history(desk.park, fit.id)[0].what == f"{FORMS['contract']} 출력"


def test_each_notice_has_its_own_forms(desk: Chairs) -> None:
    notices = desk.park.notices
    rooms, homes = notices.get(ROOMS), notices.get(JA)
    assert set(forms_of(rooms)) - set(forms_of(homes)) == {
        "financial-consent", "waiting", "contract", "renewal",
    }  # fmt: skip
    assert set(forms_of(homes)) - set(forms_of(rooms)) == {"title"}
    assert (blanks_of(rooms), blanks_of(homes)) == (("consent", "financial-consent"), ("consent",))
    texts = {
        (notice.id, form): text_of(preview_blank(desk.park, notice.id, form))
        for notice in (rooms, homes)
        for form in blanks_of(notice)
    }
    assert "백암복지재단" in texts[rooms.id, "consent"]
    assert "백암" not in texts[homes.id, "consent"]
    assert "금융기관장·신용정보집중기관장 귀하" in texts[rooms.id, "financial-consent"]
    with pytest.raises(CannotPrint, match="받지 않습니다"):
        preview_blank(desk.park, homes.id, "financial-consent")
    with pytest.raises(CannotPrint, match="빈 서식이 없습니다"):
        preview_blank(desk.park, rooms.id, "receipt")


def test_no_room_and_no_number_is_promised_once_the_facts_changed(desk: Chairs, fit: Case) -> None:
    put_in_order(desk.park, ROOMS, JANGAN, [fit.id], "운영규정에 따름")
    list_waiting(desk.park, ROOMS, JANGAN, [fit.id], OFFERED, "공실 예상 수만큼")
    other = add_case(desk.park, youth("2023-T-0003", "홍길동", building=YOUNGLIFE)).case
    approved(desk, other)
    offer(desk.park, other.id, YOUNGLIFE, "201", ANSWER_BY)
    for case, form, place in ((fit, "waiting", "장안파크빌1"), (other, "contract", "영라이프")):
        assert place in page(desk.park, case, form)
        changed = edited(desk.park, case)
        with pytest.raises(CannotPrint, match="승인된 자격 적격 결정이 없습니다"):
            preview_form(desk.park, changed, form)


def test_the_letters_of_a_renewal_speak_of_the_renewal(desk: Chairs, fit: Case) -> None:
    lease = lived(desk, fit)
    soon = desk_on(desk, date(2026, 1, 15))
    case = start_renewal(
        soon.park, lease.id, date(2026, 1, 15), AGAIN, UNTIL, 21_000_000, 248_580, None
    ).case
    with pytest.raises(CannotPrint, match="보완할 서류가 없어"):
        preview_form(soon.park, case, "supplement")
    form = next(one for one in case.papers if one.kind == "financial-consent")
    place = ("papers", form.id, "signatures", form.signatures[0].id, "unnotified")
    half = record(soon.park, case.id, [change(case, place, False)]).case
    text = page(soon.park, half, "supplement")
    assert "재계약을 위하여 내신 서류" in text
    assert "두 칸에 모두 서명한 동의서" in text
    assert "신청하며" not in text
    assert "공고일" not in text
