"""The file says what the announcement of 백암복지재단 (2023-12-15) prints, number by number."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from ipju.domain.case import Supply
from ipju.domain.dates import age_on
from ipju.domain.means import DebtKind, FinancialKind, OtherAssetKind
from ipju.domain.notice import Building, Condition, Notice, PaperStage, Subject
from ipju.domain.person import Register, Relation
from ipju.domain.property import LandExclusion
from ipju.domain.scholar import Level, Student

# Ⅱ. 공급주택, as printed: room, ㎡, deposit, rent a month.
JANGAN = """
201 26.59 21,000,000 248,580
202 33.89 21,000,000 340,641
203 33.78 21,000,000 340,641
204 26.56 21,000,000 248,580
301 26.59 21,000,000 248,580
302 33.89 21,000,000 340,641
303 33.89 21,000,000 340,641
304 26.56 21,000,000 248,580
401 37.86 21,000,000 340,641
402 37.82 21,000,000 340,641
501 27.43 21,000,000 248,580
502 28.87 21,000,000 248,580
"""
YOUNGLIFE = """
201 29.84 18,630,000 360,000
203 35.00 21,420,000 414,000
204 29.24 18,180,000 351,000
301 29.84 22,140,000 428,000
302 35.51 25,830,000 499,000
303 35.00 25,470,000 492,000
304 29.24 21,870,000 423,000
401 29.84 21,510,000 416,000
402 35.51 24,930,000 482,000
403 35.00 24,570,000 475,000
404 29.24 21,240,000 411,000
501 29.84 20,970,000 405,000
502 35.51 24,390,000 472,000
503 35.00 24,120,000 466,000
504 29.24 20,790,000 402,000
"""


def printed_rooms(text: str) -> list[tuple[str, int, int, int]]:
    """Read the table as a person types it: room, hundredths of a ㎡, won, won."""
    rows = []
    for line in text.strip().splitlines():
        room, area, deposit, rent = line.replace(",", "").split()
        rows.append((room, int(area.replace(".", "")), int(deposit), int(rent)))
    return rows


def rooms_of(building: Building) -> list[tuple[str, int, int, int]]:
    return [(one.room, one.area, one.deposit, one.rent) for one in building.rooms]


@pytest.fixture
def notice(rooms_notice: Notice) -> Notice:
    return rooms_notice


def test_the_rules_of_the_programme(notice: Notice) -> None:
    assert set(notice.rules) == {
        "nationality",
        "age",
        "marital-state",
        "household",
        "home-ownership",
        "income",
        "total-assets",
        "car",
        "existing-tenancy",
        "scholar",
        "scholar-papers",
        "documents",
        "consent",
        "financial-consent",
    }
    for absent in ("points", "quota", "newlywed", "generations", "dwelling", "title_review"):
        assert getattr(notice, absent) is None
    assert notice.applicant.residence_clause is None
    assert notice.applicant.application_clause is None


def test_rolling_intake_has_no_closing_day_and_no_announcement(notice: Notice) -> None:
    calendar = notice.calendar
    assert notice.day == date(2023, 12, 15)
    assert calendar.application_from == datetime.fromisoformat("2023-12-15T00:00")
    assert calendar.rolling
    assert calendar.papers_from is calendar.papers_until is calendar.announced_on is None
    assert calendar.explanation_until is None
    assert notice.papers.issued_from == date(2023, 12, 15)


def test_who_may_apply(notice: Notice) -> None:
    age = notice.age
    assert age is not None
    assert (age.born_from, age.born_until) == (date(1983, 12, 16), date(2004, 12, 15))
    assert (age.age_from, age.age_until) == (19, 39)
    assert age_on(age.born_until, notice.day) == age.age_from
    assert age_on(age.born_from, notice.day) == age.age_until
    assert notice.marital is not None
    assert str(notice.marital.clause) == "Ⅲ장 2. 자격요건 ②"


def test_the_household_is_who_stands_on_the_register_of_the_applicant(notice: Notice) -> None:
    terms = notice.household
    assert not terms.spouse
    assert {one.relation for one in terms.members} == {
        Relation.PARENT,
        Relation.GRANDPARENT,
        Relation.CHILD,
        Relation.GRANDCHILD,
        Relation.CHILD_SPOUSE,
        Relation.GRANDCHILD_SPOUSE,
    }
    assert {one.registers for one in terms.members} == {(Register.APPLICANT,)}
    assert terms.missing_report_months == 1


def test_income_limits_with_the_column_the_scan_lost(notice: Notice) -> None:
    terms = notice.income
    assert terms is not None
    (table,) = terms.tables
    assert table.amounts == (4024661, 5505914, 6718198, 7622056, 8040492)
    assert (table.per_person_beyond, table.percent_beyond) == (661147, 100)
    assert table.beyond_printed
    assert {one.supply for one in terms.by_supply} == {Supply.GENERAL, Supply.SCHOLAR}
    assert terms.source_order == ()
    assert terms.regular_after_months == 3
    assert terms.construction_regular_after_months == 12


def test_assets(notice: Notice) -> None:
    terms, car, land = notice.total_assets, notice.car, notice.real_estate
    assert terms is not None
    assert car is not None
    assert land is not None
    assert terms.limit == 361_000_000
    assert car.limit == 36_830_000
    assert (car.injury_grade_from, car.injury_grade_until) == (1, 7)
    assert land.limit is None
    assert set(land.exclusions) == set(LandExclusion)
    assert land.buildings == (LandExclusion.CLAN,)
    assert {one.kind for one in terms.financial} == set(FinancialKind)
    assert {one.kind for one in terms.other} == set(OtherAssetKind)
    measures = {one.kind: one.measure for one in terms.financial}
    assert measures[FinancialKind.DEMAND] == "최근 3개월 이내의 평균 잔액"
    assert measures[FinancialKind.PENSION_SAVINGS] == "잔액 또는 총납입액"
    assert set(DebtKind) - set(terms.debts) == {
        DebtKind.OVERDRAFT,
        DebtKind.CARD_ARREARS,
        DebtKind.PRIVATE,
    }


def test_owning_a_home(notice: Notice) -> None:
    home = notice.home
    assert home is not None
    assert (home.cure_months, home.old_house_years) == (3, 20)
    assert (home.rural_area, home.small_area) == (8500, 2000)
    assert home.project_before == date(2018, 12, 11)
    assert home.unlicensed_needs_proof
    assert home.later_buyers_open
    assert home.until_lease_ends
    assert not home.old_project_bars_later_buyers


def test_no_bar_on_public_tenants_is_printed(notice: Notice) -> None:
    assert notice.tenancy is not None
    assert notice.tenancy.cancellation_clause is None
    assert notice.tenancy.listed == ()


def test_papers_of_both_steps(notice: Notice) -> None:
    papers = notice.papers
    steps = {stage: [one.id for one in papers.papers if one.stage is stage] for stage in PaperStage}
    assert steps[PaperStage.ELIGIBILITY] == [
        "consent",
        "financial-consent",
        "resident-register",
        "family-certificate",
        "foreigner-certificate",
        "pregnancy-diagnosis",
    ]
    assert len(steps[PaperStage.SCHOLAR]) == 17
    assert not papers.registered_mail_only
    assert papers.address == notice.office.mail_address == "baekamfd@naver.com"
    assert papers.subject_line.format(building="장안파크빌1", name="김백암") == (
        "2024년 백암복지재단 장안파크빌1-김백암"
    )
    assert papers.guardian_below_age == 14
    listed = {one.id: one for one in papers.papers}
    assert listed["foreigner-certificate"].needed is Condition.FOREIGN_RELATIVE
    assert [one.name for one in listed["resident-register"].shows] == [
        "세대구성 사유 및 일자",
        "세대주와의 관계",
        "전입일/변동일",
    ]
    assert {one.id for one in papers.papers if one.rrn_shown} == {
        "resident-register",
        "family-certificate",
        "scholar-register",
    }
    insurance = listed["insurance-payment"]
    assert insurance.months == ("2023-09", "2023-10", "2023-11")
    assert insurance.subject is Subject.PAYERS
    assert insurance.unpaid == "insurance-eligibility"
    typed = {one.id for one in papers.papers if one.format == "한글파일"}
    assert typed == {
        "scholar-application",
        "self-introduction",
        "life-plan",
        "giving-pledge",
        "verification-pledge",
    }


def test_consent_to_look_at_accounts(notice: Notice) -> None:
    terms = notice.financial_consent
    assert terms is not None
    assert (terms.valid_months, terms.refusals, terms.guardian_below_age) == (6, 2, 14)
    assert terms.paper == "financial-consent"


def test_the_calendar_of_scholars(notice: Notice) -> None:
    terms = notice.scholar
    assert terms is not None
    assert terms.applied_from == date(2023, 12, 18)
    assert terms.applied_until == datetime.fromisoformat("2024-01-02T23:59")
    assert (terms.review_from, terms.review_until) == (date(2024, 1, 3), date(2024, 1, 26))
    assert (terms.interview_from, terms.interview_until) == (date(2024, 1, 29), date(2024, 2, 8))
    assert terms.announced_on == date(2024, 2, 14)
    assert terms.enrolled_until == date(2024, 12, 31)
    assert set(terms.students) == {Student.FRESHMAN, Student.ENROLLED, Student.RETURNING}
    assert len(terms.criteria) == 3
    assert [str(one.clause)[-1] for one in terms.criteria] == ["①", "②", "③"]
    assert terms.reviewers == 2
    assert len(terms.duties) == 5
    assert "연 40시간 봉사활동" in terms.duties
    assert any("3.5점" in one for one in terms.duties)


@pytest.mark.parametrize(
    ("student", "level", "asked"),
    [
        (Student.FRESHMAN, Level.UNDERGRADUATE, {"admission"}),
        (Student.FRESHMAN, Level.GRADUATE, {"admission", "university-transcript"}),
        (Student.ENROLLED, Level.UNDERGRADUATE, {"enrolment", "university-transcript"}),
        (Student.ENROLLED, Level.GRADUATE, {"enrolment", "graduate-transcript"}),
        (Student.RETURNING, Level.UNDERGRADUATE, {"leave-certificate", "university-transcript"}),
        (Student.RETURNING, Level.GRADUATE, {"leave-certificate", "graduate-transcript"}),
    ],
)
def test_school_papers_by_student_and_level(
    notice: Notice, student: Student, level: Level, asked: set[str]
) -> None:
    assert notice.scholar is not None
    every = {
        "scholar-application",
        "self-introduction",
        "life-plan",
        "giving-pledge",
        "verification-pledge",
        "scholar-register",
        "bracket-notice",
    }
    wanted = {
        need.any_of[0][0]
        for need in notice.scholar.needs
        if student in (need.students or Student)
        and level in (need.levels or Level)
        and not need.trades
    }
    assert wanted == every | asked


def test_papers_that_do_instead_and_papers_of_a_trade(notice: Notice) -> None:
    assert notice.scholar is not None
    needs = {one.id: one for one in notice.scholar.needs}
    assert needs["returning"].any_of == (("leave-certificate",), ("tuition-receipt",))
    assert not needs["returning"].fallback_only
    assert needs["bracket"].any_of == (("bracket-notice",), ("insurance-payment",))
    assert needs["bracket"].fallback_only
    assert needs["trade-association"].any_of == (("parent-employment",),)
    assert needs["trade-retail"].any_of == (("business-registration",),)
    assert notice.scholar.trade_years == 3


def test_every_room_of_both_buildings(notice: Notice) -> None:
    jangan, younglife = notice.buildings
    assert (jangan.name, jangan.address) == (
        "장안파크빌1",
        "서울특별시 동대문구 한천로46길 70-10",
    )
    assert (younglife.name, younglife.address) == (
        "영라이프",
        "서울특별시 영등포구 영신로44길 10",
    )
    assert rooms_of(jangan) == printed_rooms(JANGAN)
    assert rooms_of(younglife) == printed_rooms(YOUNGLIFE)
    assert (len(jangan.rooms), len(younglife.rooms)) == (12, 15)


def test_waiting_list_lease_and_renewal(notice: Notice) -> None:
    assert notice.waiting is not None
    assert notice.letting is not None
    assert (notice.waiting.valid_years, notice.waiting.ratio_percent) == (1, None)
    terms = notice.letting
    assert terms.moves_in_from == date(2024, 2, 25)
    assert (terms.term_years, terms.renewals, terms.total_years) == (2, 4, 10)
    assert (terms.scholar_term_years, terms.scholar_free) == (1, True)
    assert (terms.rise_percent, terms.rise_wait_years) == (5, 1)
    assert {"home-ownership", "income", "total-assets", "car"} <= set(terms.renewal_rules)
    assert not {"age", "marital-state"} & set(terms.renewal_rules)
    assert any("4년 범위" in one for one in terms.guidance)
    assert any("대출" in one for one in terms.guidance)


def test_how_to_object_without_remedies_the_notice_does_not_print(notice: Notice) -> None:
    assert str(notice.objection.clause) == "Ⅸ장 소명"
    assert notice.objection.remedies == ()
    assert "정당한 사유 없이" in notice.objection.consequence


def test_retention(notice: Notice) -> None:
    kept = notice.retention
    assert (kept.not_selected_months, kept.selected_months, kept.contracted_months) == (6, 60, None)
    assert (kept.third_party_not_selected_months, kept.destroy_within_days) == (6, 5)
    assert notice.may_hold_numbers


def test_open_points_are_read_by_their_first_option(notice: Notice) -> None:
    assert {one.id for one in notice.config} == {
        "A1", "A11", "A15", "A28", "A38", "B15", "B34", "C2", "C5", "C12", "C14", "C15",
    }  # fmt: skip
    for one in notice.config:
        assert one.chosen == one.options[0]
        assert one.reading != one.other_reading
        assert one.decided_by
        assert one.reason


def test_where_one_asks(notice: Notice) -> None:
    assert notice.office.contact == "카카오톡채널 '백암재단' (평일 오전 10시~오후 5시)"
    assert notice.office.phone == notice.office.postcode == ""
