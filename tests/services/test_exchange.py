"""A case as JSON and back, and everything that is wrong with a file named at its place."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings

from ipju.domain.case import Case
from ipju.services.exchange import BadInput, case_schema, dump_case, dump_case_json, parse_case
from tests.services.conftest import SAMPLES, sample
from tests.storage.strategies import cases

BARE: dict[str, Any] = {
    "id": "kim",
    "notice": "jangi-ansim-2023-3",
    "people": [{"id": "me", "name": "김예시", "relation": "self"}],
    "incomes": [{"id": "pay", "person": "me", "kind": "regular", "source": "nhis"}],
}


def changed(change: Callable[[dict[str, Any]], object]) -> dict[str, Any]:
    raw: dict[str, Any] = json.loads(json.dumps(BARE))
    change(raw)
    return raw


@pytest.mark.parametrize("name", sorted(one.stem for one in SAMPLES.glob("*.json")))
def test_a_sample_comes_back_from_its_own_json(name: str) -> None:
    case = sample(name)
    assert parse_case(dump_case(case)) == case
    assert parse_case(json.loads(dump_case_json(case))) == case
    assert dump_case_json(case) == dump_case_json(parse_case(dump_case(case)))


@given(drawn=cases())
@settings(max_examples=40)
def test_what_is_dumped_holds_every_field(drawn: Case) -> None:
    again = json.loads(dump_case_json(drawn))
    assert again == json.loads(json.dumps(dump_case(drawn)))
    assert set(again) == set(case_schema()["properties"])


def test_short_names_tie_rows_together_and_mean_the_same_each_time() -> None:
    case = parse_case(BARE)
    assert case.incomes[0].person == case.people[0].id
    assert parse_case(BARE) == case
    other = parse_case(BARE | {"id": "lee"})
    assert other.people[0].id != case.people[0].id


@pytest.mark.parametrize(
    ("change", "place", "words"),
    [
        (lambda raw: raw.update(nmae="x"), "nmae", "모르는 항목"),
        (lambda raw: raw["people"][0].update(birht="x"), "people[0].birht", "모르는 항목"),
        (lambda raw: raw.pop("notice"), "notice", "빠졌습니다"),
        (lambda raw: raw["people"][0].update(birth="2023-02-29"), "people[0].birth", "날짜"),
        (lambda raw: raw["incomes"][0].update(monthly="많이"), "incomes[0].monthly", ""),
        (lambda raw: raw["incomes"][0].update(monthly=1.5), "incomes[0].monthly", ""),
        (lambda raw: raw["people"][0].update(relation="friend"), "people[0].relation", ""),
        (lambda raw: raw.update(people={"a": 1}), "people", ""),
        (lambda raw: raw.update(supply=None), "supply", ""),
    ],
)
def test_what_is_wrong_is_told_in_korean_at_its_place(
    change: Callable[[dict[str, Any]], object], place: str, words: str
) -> None:
    with pytest.raises(BadInput) as told:
        parse_case(changed(change))
    found = {one.place: one.message for one in told.value.problems}
    assert place in found
    assert words in found[place]
    assert any("가" <= letter <= "힣" for letter in found[place])


def test_every_problem_is_told_at_once() -> None:
    def break_three(raw: dict[str, Any]) -> None:
        raw["unknown"] = 1
        raw["people"][0]["birth"] = "2023-13-01"
        raw["incomes"][0]["monthly"] = "x"

    with pytest.raises(BadInput) as told:
        parse_case(changed(break_three))
    assert len(told.value.problems) == 3
    assert str(told.value).count("\n") == 2


MEANS: dict[str, Any] = {
    **BARE,
    "surveyed_on": "2024-01-20",
    "holdings": [{"id": "home", "kind": "land"}],
    "financial_assets": [
        {"id": "bank", "kind": "demand", "owners": [{"id": "o", "person": "me"}]},
    ],
    "debts": [{"id": "deposit", "kind": "lease-deposit", "holding": "home", "amount": 1}],
    "consent_refusals": [{"id": "no", "person": "me", "refused_on": "2024-01-05"}],
    "scholar": {"level": "graduate", "payers": [{"id": "f", "role": "self", "person": "me"}]},
    "renewal": {"lease": "lease-of-201", "number": 1, "deposit": 21_000_000},
}


def test_short_names_tie_means_studies_and_renewals_together() -> None:
    case = parse_case(MEANS)
    me = case.people[0].id
    assert case.debts[0].holding == case.holdings[0].id
    assert case.financial_assets[0].owners[0].person == me
    assert case.consent_refusals[0].person == me
    assert case.scholar is not None
    assert case.scholar.payers[0].person == me
    assert case.renewal is not None
    assert case.renewal == parse_case(MEANS).renewal
    assert parse_case(dump_case(case)) == case


@pytest.mark.parametrize(
    ("part", "wrong", "place", "words"),
    [
        ("debts", [{"id": "d", "kind": "bet"}], "debts[0].kind", "overdraft"),
        ("debts", [{"id": "d", "kind": "private", "amount": "1억"}], "debts[0].amount", "정수"),
        ("scholar", {"student": "dropout"}, "scholar.student", "on-leave"),
        ("scholar", {"payers": [{"id": "p"}]}, "scholar.payers[0].role", "빠졌습니다"),
        ("renewal", {"lease": "x", "number": True}, "renewal.number", "정수"),
        ("surveyed_on", 20240120, "surveyed_on", "날짜가 아닙니다"),
        ("other_assets", [{"id": "o", "kind": "ship", "colour": "red"}],
         "other_assets[0].colour", "모르는 항목"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_means_studies_and_renewals_is_told_at_its_place(
    part: str, wrong: object, place: str, words: str
) -> None:
    with pytest.raises(BadInput) as found:
        parse_case({**MEANS, part: wrong})
    told = {one.place: one.message for one in found.value.problems}
    assert words in told[place]
