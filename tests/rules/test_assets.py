"""Real estate together and the dearest car: shares, exclusions, and what is still open."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from ipju.domain.finding import Finding, Outcome
from ipju.rules.assets import car, real_estate
from tests.rules.judged import ME, SPOUSE, facts_for, judge, the_notice

ESTATE_LIMIT = 215_500_000
CAR_LIMIT = 36_830_000


def estate(*holdings: dict[str, Any]) -> Finding:
    return judge(real_estate, people=[ME, SPOUSE], holdings=list(holdings))


def cars(*rows: dict[str, Any]) -> Finding:
    return judge(car, people=[ME, SPOUSE], cars=list(rows))


def test_a_notice_without_asset_tests() -> None:
    facts = facts_for(people=[ME])
    notice = replace(the_notice(), real_estate=None, car=None)

    assert real_estate(facts, notice).outcome is Outcome.NA
    assert car(facts, notice).outcome is Outcome.NA


def test_what_does_not_count_stays_visible() -> None:
    finding = estate(
        {
            "id": "a", "kind": "land", "address": "예시군 1", "land_exclusion": "clan",
            "land_exclusion_proven": True, "owners": [{"id": "o", "person": "me"}],
        },
        {
            "id": "b", "kind": "land", "address": "예시군 2", "land_area": 50,
            "land_unit_price": 3,
            "owners": [{"id": "p", "person": "me", "numerator": 1, "denominator": 2}],
        },
    )  # fmt: skip

    assert [one.value for one in finding.readings] == [
        "제외 토지(종중 소유)",
        "0원 (끝수 있음) · 소유면적 × 개별공시지가 × 세대구성원 지분 1/2",
    ]


def test_a_car_left_out_stays_visible() -> None:
    owners = [{"id": "o", "person": "me"}]
    finding = cars(
        {"id": "a", "name": "예시트럭", "kind": "truck", "owners": owners},
        {"id": "b", "name": "예시택시", "kind": "passenger", "use": "business", "owners": owners},
        {
            "id": "c", "name": "예시차", "kind": "passenger", "use": "private",
            "exemption": "disabled", "exemption_proven": True, "owners": owners,
        },
    )  # fmt: skip

    assert [one.value for one in finding.readings] == [
        "화물자동차 제외",
        "영업용 제외",
        "장애인사용 자동차 제외",
    ]


owner: st.SearchStrategy[dict[str, Any]] = st.builds(
    dict,
    person=st.sampled_from(["me", "sp", None]),
    numerator=st.just(1),
    denominator=st.integers(2, 7),
)
holdings: st.SearchStrategy[list[dict[str, Any]]] = st.lists(
    st.builds(
        dict,
        kind=st.sampled_from(["land", "home", "building", "officetel"]),
        owners=st.lists(owner, max_size=2),
        land_area=st.one_of(st.none(), st.integers(0, 200_000)),
        land_unit_price=st.one_of(st.none(), st.integers(0, 300_000)),
        published_price=st.one_of(st.none(), st.integers(0, 300_000_000)),
        standard_value=st.one_of(st.none(), st.integers(0, 300_000_000)),
        land_exclusion=st.sampled_from([None, "clan"]),
        land_exclusion_proven=st.sampled_from([None, True, False]),
        registered_on=st.sampled_from([None, "2020-01-01", "2024-01-02"]),
        disposed_registered_on=st.sampled_from([None, "2023-12-01", "2024-01-01"]),
    ),
    max_size=3,
)
vehicles: st.SearchStrategy[list[dict[str, Any]]] = st.lists(
    st.builds(
        dict,
        kind=st.sampled_from([None, "passenger", "truck"]),
        use=st.sampled_from([None, "private", "business"]),
        value=st.one_of(st.none(), st.integers(0, 60_000_000)),
        owners=st.lists(owner, max_size=2),
        low_emission=st.sampled_from([None, True, False]),
        subsidy=st.one_of(st.none(), st.integers(0, 9_000_000)),
        subsidy_to_owner=st.sampled_from([None, True, False]),
        exemption=st.sampled_from([None, "disabled", "veteran"]),
        exemption_proven=st.sampled_from([None, True, False]),
        injury_grade=st.sampled_from([None, 3, 8]),
    ),
    max_size=3,
)


def rows(drawn: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Give the drawn rows and their owners ids."""
    return [
        row
        | {
            "id": f"r{index}",
            "owners": [share | {"id": f"o{index}-{n}"} for n, share in enumerate(row["owners"])],
        }
        for index, row in enumerate(drawn)
    ]


@given(holdings)
def test_adding_land_never_turns_fail_into_pass(drawn: list[dict[str, Any]]) -> None:
    before = estate(*rows(drawn))
    land = {
        "id": "new", "kind": "land", "land_area": 100, "land_unit_price": 1_000,
        "owners": [{"id": "n", "person": "me"}],
    }  # fmt: skip

    after = estate(*rows(drawn), land)

    assert not (before.outcome is Outcome.FAIL and after.outcome is not Outcome.FAIL)
    assert (after.amount or 0) >= (before.amount or 0) or after.outcome is not before.outcome


@given(vehicles, st.integers(0, 90_000_000))
def test_adding_a_car_never_lowers_the_value(drawn: list[dict[str, Any]], value: int) -> None:
    before = cars(*rows(drawn))
    new = {
        "id": "new", "kind": "passenger", "use": "private", "value": value,
        "owners": [{"id": "n", "person": "sp"}],
    }  # fmt: skip

    after = cars(*rows(drawn), new)

    assert not (before.outcome is Outcome.FAIL and after.outcome is not Outcome.FAIL)
    if before.outcome is after.outcome:
        assert (after.amount or 0) >= (before.amount or 0)


@given(holdings, vehicles, st.randoms(use_true_random=False))
def test_the_order_of_members_and_rows_never_matters(
    drawn: list[dict[str, Any]], driven: list[dict[str, Any]], random: Any
) -> None:
    land, vehicle = rows(drawn), rows(driven)
    before = (estate(*land), cars(*vehicle))
    random.shuffle(land)
    random.shuffle(vehicle)
    people = [SPOUSE, ME]

    after = (
        judge(real_estate, people=people, holdings=land),
        judge(car, people=people, cars=vehicle),
    )

    assert [(o.outcome, o.amount) for o in after] == [(o.outcome, o.amount) for o in before]


@given(holdings, vehicles, st.data())
def test_a_missing_value_never_passes_what_it_could_fail(
    drawn: list[dict[str, Any]], driven: list[dict[str, Any]], data: st.DataObject
) -> None:
    for rule, found, fields in (
        (estate, drawn, ("published_price", "land_unit_price", "land_exclusion_proven")),
        (cars, driven, ("value", "kind", "use", "exemption_proven", "subsidy_to_owner")),
    ):
        if not found:
            continue
        index = data.draw(st.integers(0, len(found) - 1))
        field = data.draw(st.sampled_from(fields))
        known, hidden = rows(found), rows(found)
        hidden[index][field] = None
        # 시가표준액 stands in for a price that is not published: no value is missing then.
        if field == "published_price" and hidden[index]["standard_value"] is not None:
            continue
        # A building's row without an area has no land in it; its land is a row of its own.
        row = hidden[index]
        if field == "land_unit_price" and row["kind"] != "land" and row["land_area"] is None:
            continue

        unknown = rule(*hidden)

        if unknown.outcome is Outcome.PASS:
            assert rule(*known).outcome is Outcome.PASS
