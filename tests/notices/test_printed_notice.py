"""The file says what the announcement of 2023-12-15 prints, number by number."""

from __future__ import annotations

from datetime import date, datetime

from ipju.domain.case import Supply, Vulnerable
from ipju.domain.dwelling import DwellingKind, PriceBasis
from ipju.domain.income import IncomeSource
from ipju.domain.notice import Notice
from ipju.domain.tenancy import PublicRental
from ipju.rules.names import RULE_IDS


def test_it_applies_every_rule_in_the_order_of_the_screen(notice: Notice) -> None:
    elsewhere = {
        "age",
        "marital-state",
        "total-assets",
        "financial-consent",
        "scholar",
        "scholar-papers",
        "lease-term",
        "renewal-count",
        "rent-increase",
    }
    assert notice.rules == tuple(one for one in RULE_IDS if one not in elsewhere)
    assert len(notice.rules) == 42


def test_dates(notice: Notice) -> None:
    calendar = notice.calendar
    assert notice.day == date(2023, 12, 15)
    assert calendar.application_from == datetime.fromisoformat("2023-12-26T10:00")
    assert calendar.application_until == datetime.fromisoformat("2023-12-29T17:00")
    assert (calendar.papers_from, calendar.papers_until) == (date(2023, 12, 26), date(2024, 1, 5))
    assert calendar.explanation_from == date(2024, 2, 26)
    assert calendar.explanation_until == date(2024, 3, 6)
    assert calendar.announced_on == date(2024, 3, 15)
    assert calendar.contract_until == date(2025, 3, 14)
    assert calendar.title_request_until == date(2025, 2, 28)
    assert notice.papers.issued_from == date(2023, 12, 15)


def test_homes(notice: Notice) -> None:
    assert notice.quota is not None
    assert notice.quota.homes == 2000
    assert {one.supply: one.homes for one in notice.quota.tracks} == {
        Supply.GENERAL: 1800,
        Supply.NEWLYWED: 100,
        Supply.GENERATIONS: 100,
    }


def test_income_limits(notice: Notice) -> None:
    assert notice.income is not None
    tables = {one.id: one for one in notice.income.tables}
    assert tables["general"].amounts == (
        4024661, 5505914, 6718198, 7622056, 8040492, 8701639, 9362786, 10023933,
    )  # fmt: skip
    assert tables["special"].amounts == (
        4695438, 6506989, 8061838, 9146467, 9648590, 10441967, 11235343, 12028720,
    )  # fmt: skip
    assert tables["half"].amounts == (
        1676942, 2502688, 3359099, 3811028, 4020246, 4350820, 4681393, 5011967,
    )  # fmt: skip
    assert [tables[key].percent_beyond for key in ("general", "special", "half")] == [100, 120, 50]
    assert {one.per_person_beyond for one in notice.income.tables} == {661147}
    assert {one.supply: one.table for one in notice.income.by_supply} == {
        Supply.GENERAL: "general",
        Supply.NEWLYWED: "special",
        Supply.GENERATIONS: "special",
    }
    assert notice.income.source_order == (
        IncomeSource.NHIS,
        IncomeSource.COMWEL,
        IncomeSource.NPS,
        IncomeSource.KEAD,
        IncomeSource.NTS,
    )
    assert notice.income.regular_after_months == 3
    assert notice.income.construction_regular_after_months == 12


def test_the_120_percent_table_is_the_printed_one_from_three_persons_on(notice: Notice) -> None:
    """A cross-check of both columns: ×1.2 rounded half up gives what is printed (decision A2)."""
    assert notice.income is not None
    general, special, half = notice.income.tables
    for full, more, less in zip(general.amounts, special.amounts, half.amounts, strict=True):
        if full >= general.amounts[2]:
            assert more == (full * 120 + 50) // 100
            assert less == (full * 50 + 50) // 100


def test_property_limits(notice: Notice) -> None:
    assert notice.real_estate is not None
    assert notice.car is not None
    assert notice.real_estate.limit == 215_500_000
    assert notice.car.limit == 36_830_000
    assert (notice.car.injury_grade_from, notice.car.injury_grade_until) == (1, 7)


def test_owning_a_home(notice: Notice) -> None:
    assert notice.home is not None
    home = notice.home
    assert (home.cure_months, home.old_house_years) == (3, 20)
    assert (home.rural_area, home.small_area) == (8500, 2000)
    assert home.project_before == date(2018, 12, 11)
    assert home.old_project_bars_later_buyers
    assert not home.unlicensed_needs_proof


def test_special_supply(notice: Notice) -> None:
    assert notice.newlywed is not None
    assert notice.generations is not None
    assert notice.newlywed.years == 7
    assert (notice.generations.age, notice.generations.years) == (65, 3)


def test_points(notice: Notice) -> None:
    points = notice.points
    assert points is not None
    assert [(one.at_least, one.points) for one in points.age] == [(50, 3), (40, 2), (30, 1)]
    assert [(one.at_least, one.points) for one in points.dependants] == [(3, 3), (2, 2), (1, 1)]
    assert [(one.at_least, one.points) for one in points.residence] == [(5, 3), (3, 2), (1, 1)]
    assert [(one.at_least, one.points) for one in points.children] == [(3, 3), (2, 2)]
    assert (points.residence_from_age, points.child_age_below) == (19, 19)
    assert (points.sibling_age_below, points.sibling_age_from) == (19, 60)
    assert {one.ground: one.points for one in points.vulnerable} == {
        ground: 2 if ground in (Vulnerable.NEAR_POOR, Vulnerable.LOW_INCOME) else 3
        for ground in Vulnerable
    }
    assert {one.ground for one in points.vulnerable if one.members} == {
        Vulnerable.BASIC_LIVELIHOOD,
        Vulnerable.NEAR_POOR,
    }


def test_every_ground_but_low_income_has_its_papers(notice: Notice) -> None:
    assert notice.points is not None
    papers = {one.ground: one.papers for one in notice.points.vulnerable}
    assert papers.pop(Vulnerable.LOW_INCOME) == ()
    assert all(papers.values())
    assert papers[Vulnerable.CARE_LEAVER] == (
        ("care-leaver-recommendation", "care-facility-report"),
    )
    assert papers[Vulnerable.NEAR_POOR] == (
        ("near-poor-copay",),
        ("near-poor-priority",),
        ("self-support-worker", "benefit-notice"),
        ("disability-allowance", "benefit-notice"),
    )


def test_papers(notice: Notice) -> None:
    papers = {one.id: one for one in notice.papers.papers}
    assert len(papers) == 23
    assert notice.papers.registered_mail_only
    assert notice.papers.guardian_below_age == 14
    assert {one.id for one in notice.papers.papers if one.rrn_shown} == {
        "family-certificate",
        "resident-register",
        "spouse-register",
        "marriage-certificate",
    }
    pregnancy = papers["pregnancy-diagnosis"]
    assert pregnancy.original
    assert pregnancy.refused == ("임신확인서", "진료내역확인서")
    assert [one.name for one in pregnancy.shows] == ["임신주수", "태아 수"]
    assert [one.id for one in papers["near-poor-priority"].shows] == ["coverage-start"]
    assert papers["comfort-woman-notice"].issuer == "여성가족부"


def test_public_rentals_that_bar(notice: Notice) -> None:
    assert notice.tenancy is not None
    assert set(notice.tenancy.listed) == set(PublicRental) - {PublicRental.OTHER}


def test_the_home(notice: Notice) -> None:
    home = notice.dwelling
    assert home is not None
    assert set(DwellingKind) - set(home.kinds) == {DwellingKind.ROOMING, DwellingKind.OTHER}
    assert (home.area_single, home.area_family, home.family_from) == (6000, 8500, 2)
    assert (home.deposit_limit, home.conversion_rate) == (490_000_000, 400)
    assert set(home.violation_common_allowed) == {
        DwellingKind.MULTIPLEX,
        DwellingKind.ROW,
        DwellingKind.APARTMENT,
        DwellingKind.OFFICETEL,
    }


def test_title_and_prices(notice: Notice) -> None:
    title = notice.title_review
    assert title is not None
    assert (title.senior_percent, title.debt_percent, title.trade_within_years) == (60, 90, 1)
    assert [(one.basis, one.percent) for one in title.prices] == [
        (PriceBasis.KB, 100),
        (PriceBasis.PUBLISHED, 180),
        (PriceBasis.PUBLISHED, 180),
        (PriceBasis.STANDARD, 130),
        (PriceBasis.TRADE, 100),
        (PriceBasis.SALE, 100),
        (PriceBasis.APPRAISAL, 100),
    ]
    assert title.prices[1].kinds == (DwellingKind.DETACHED, DwellingKind.MULTI_HOUSEHOLD)
    assert DwellingKind.ROW in title.prices[2].kinds
    assert title.prices[3].kinds == (DwellingKind.OFFICETEL,)
    assert all(DwellingKind.SHOP not in one.kinds for one in title.prices)


def test_support_and_contract(notice: Notice) -> None:
    assert notice.support is not None
    assert notice.contract is not None
    assert [(one.up_to, one.percent, one.maximum) for one in notice.support.bands] == [
        (150_000_000, 50, 45_000_000),
        (None, 30, 60_000_000),
    ]
    contract = notice.contract
    assert (contract.term_years, contract.contracts, contract.total_years) == (2, 5, 10)


def test_how_to_object_as_the_laws_have_it(notice: Notice) -> None:
    terms = notice.objection
    assert str(terms.clause) == "「행정절차법」 제26조"
    assert [(str(one.clause), one.days, one.latest) for one in terms.remedies] == [
        ("「행정심판법」 제27조", 90, "180일"),
        ("「행정소송법」 제20조", 90, "1년"),
    ]
    assert "등기우편" in terms.how
    assert "소인" in terms.in_time


def test_retention(notice: Notice) -> None:
    kept = notice.retention
    assert (kept.not_selected_months, kept.selected_months, kept.contracted_months) == (6, 60, None)
    assert (kept.third_party_not_selected_months, kept.destroy_within_days) == (6, 5)
    assert "제48조의6" in kept.legal_basis
    assert "제48조의7" in kept.legal_basis


def test_open_points_say_both_readings_who_chose_and_why(notice: Notice) -> None:
    assert {one.id: one.chosen for one in notice.config} == {
        "A1": "extrapolate",
        "A11": "not-yet",
        "A15": "inclusive",
        "A28": "borrow",
        "A38": "month-end",
        "B1": "rank-first",
        "B2": "heads",
        "B4": "none",
        "B10": "lower",
        "B14": "inclusive",
        "B15": "signing",
        "B18": "ceiling",
        "B19": "won",
        "B20": "base",
        "B23": "included",
        "B25": "listed",
        "B33": "contract",
        "B34": "notified",
    }
    for one in notice.config:
        assert one.chosen == one.options[0]
        assert one.reading != one.other_reading
        assert one.decided_by
        assert one.reason


def test_where_letters_come_from(notice: Notice) -> None:
    assert notice.office.mail_address.startswith(
        "서울특별시 강남구 개포로 621 서울주택도시공사 1층"
    )
    assert notice.office.mail_address.endswith("장기안심신규담당자 앞")
    assert (notice.office.postcode, notice.office.phone) == ("06336", "1600-3456")
