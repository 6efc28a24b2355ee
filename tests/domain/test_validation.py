"""What no register could show is refused at its field, in Korean, before it is saved."""

from __future__ import annotations

from typing import Any

import pytest

from ipju.domain.editing import written
from ipju.domain.validation import contradictions
from tests.rules.cases import case_of

ME: dict[str, Any] = {"id": "me", "name": "김예시", "relation": "self", "birth": "1980-01-01"}


def _found(**fields: Any) -> list[tuple[str, str]]:
    case = case_of(**{"people": [ME], **fields})
    return [(written(case, one.path), one.message) for one in contradictions(case)]


def _kin(relation: str, **fields: Any) -> dict[str, Any]:
    return {"id": "kin", "name": "이보기", "relation": relation, **fields}


def _entry(name: str, **fields: Any) -> dict[str, Any]:
    return {
        "id": name, "section": "b", "rank": "1", "kind": "mortgage", "received_on": "2020-01-02",
        **fields,
    }  # fmt: skip


def _register(*entries: dict[str, Any]) -> dict[str, Any]:
    return {"extracts": [{"id": "x", "kind": "building", "entries": list(entries)}]}


def _owner(name: str, **fields: Any) -> dict[str, Any]:
    return {"id": name, **fields}


def _holding(*owners: dict[str, Any]) -> list[dict[str, Any]]:
    return [{"id": "h", "kind": "land", "owners": list(owners)}]


@pytest.mark.parametrize(
    ("fields", "place", "words"),
    [
        ({"incomes": [{"id": "i", "person": "me", "kind": "daily", "monthly": -1}]},
         "incomes[0].monthly", "0보다 작을 수 없습니다"),
        ({"dwelling": {"area": -1}}, "dwelling.area", "면적은"),
        ({"residence": {"moved_to_seoul_on": "1879-12-31"}},
         "residence.moved_to_seoul_on", "1879년"),
        ({"residence": {"moved_to_seoul_on": "2200-01-01"}},
         "residence.moved_to_seoul_on", "2200년"),
        ({"people": [ME, _kin("self")]}, "people[1].relation", "신청자(본인)는 한 사람"),
        ({"people": [ME, {**_kin("spouse"), "id": "a"}, _kin("spouse")]},
         "people[2].relation", "배우자는 한 사람"),
        ({"people": [{**ME, "rrn": "8013010000000"}]}, "people[0].rrn", "달력에 없는"),
        ({"people": [{**ME, "rrn": "8001021000000"}]}, "people[0].rrn", "다릅니다"),
        ({"people": [{**ME, "rrn": "8001015000000"}]}, "people[0].rrn", "외국인등록번호"),
        ({"people": [ME, _kin("parent", birth="1980-01-01")]}, "people[1].birth", "부모가"),
        ({"people": [ME, _kin("grandchild", birth="1980-01-01")]}, "people[1].birth", "손자녀가"),
        ({"people": [{**ME, "register": "spouse"}]}, "people[0].register", "자기 등본"),
        ({"arrears": [{"id": "a", "person": "nobody"}]}, "arrears[0].person", "명부에 없습니다"),
        ({"marriages": [{"id": "m", "spouse": "me"}]}, "marriages[0].spouse", "자기 자신과"),
        ({"people": [ME, _kin("sibling")], "marriages": [{"id": "m", "spouse": "kin"}]},
         "marriages[0].spouse", "신청자의 형제자매(으)로"),
        ({"marriages": [{"id": "m", "registered_on": "1980-01-01"}]},
         "marriages[0].registered_on", "태어나기 전"),
        ({"marriages": [{"id": "m", "registered_on": "2010-01-02", "ended_on": "2010-01-01"}]},
         "marriages[0].ended_on", "혼인신고일보다 빠릅니다"),
        ({"people": [{**ME, "birth": None, "rrn": "8001010000000"},
                     {**_kin("sibling"), "rrn": "8001010000000"}]},
         "people[1].rrn", "다른 사람과 주민등록번호가 같습니다"),
        ({"incomes": [{"id": "i", "person": "me", "kind": "daily", "monthly": 10**15 + 1}]},
         "incomes[0].monthly", "너무 큽니다"),
        ({"applied_at": "1879-12-31T00:00:00Z"}, "applied_at", "1879년"),
        ({"people": [{**ME, "name": "가" * 101}]}, "people[0].name", "100자까지"),
        ({"address": "가" * 2001}, "address", "2,000자까지"),
        ({"address": "견본로 12\x00"}, "address", "읽을 수 없는 글자"),
        ({"people": [{**ME, "name": "김\u200b예시"}]}, "people[0].name", "보이지 않는 글자"),
        ({"people": [{**ME, "name": "김예시\u3164"}]}, "people[0].name", "보이지 않는 글자"),
        ({"address": "\u202e견본로 12"}, "address", "보이지 않는 글자"),
        ({"people": [ME, {**_kin("sibling"), "id": "me"}]}, "people[0]", "같은 id"),
        ({"holdings": [{"id": "h", "kind": "land", "owners": [_owner("o", person="me")]},
                       {"id": "g", "kind": "land", "owners": [_owner("o", person="me")]}]},
         "holdings[1].owners[0]", "같은 id"),
        ({"incomes": [{"id": "i", "person": "me", "kind": "daily", "duplicate_of": "gone"}]},
         "incomes[0].duplicate_of", "소득 목록에 없습니다"),
        ({"dwelling": _register(_entry("e", parent="gone"))},
         "dwelling.extracts[0].entries[0].parent", "이 등기부에 없습니다"),
        ({"holdings": _holding(_owner("o", person="me", denominator=0))},
         "holdings[0].owners[0].denominator", "1 이상"),
        ({"holdings": _holding(_owner("o", person="me", numerator=3, denominator=2))},
         "holdings[0].owners[0].numerator", "100%를 넘습니다"),
        ({"holdings": _holding(_owner("o", person="me"), _owner("p", denominator=2))},
         "holdings[0].owners", "합이 100%"),
        ({"dwelling": _register(_entry("e", received_on=None))},
         "dwelling.extracts[0].entries[0].received_on", "접수일이 없습니다"),
        ({"dwelling": _register(_entry("e", cancelled_on="2020-01-01"))},
         "dwelling.extracts[0].entries[0].cancelled_on", "접수일보다 빠릅니다"),
    ],
)  # fmt: skip
def test_a_value_that_cannot_be_right_is_named_at_its_field(
    fields: dict[str, Any], place: str, words: str
) -> None:
    found = _found(**fields)

    assert [at for at, _ in found] == [place]
    assert words in found[0][1]


def test_what_is_just_within_the_bounds_is_taken() -> None:
    assert (
        _found(
            people=[{**ME, "name": "가" * 100}],
            address="견본로 12\n\t" + "가" * 1992,
            phone="010\u00a00000",
            incomes=[{"id": "i", "person": "me", "kind": "daily", "monthly": 10**15}],
            papers=[{"id": "i", "kind": "resident-register"}],
            applied_at="1880-01-01T00:00:00Z",
            marriages=[{"id": "m", "registered_on": "1980-01-02", "ended_on": "1980-01-02"}],
        )
        == []
    )


def test_records_that_point_at_each_other_in_a_circle_are_all_named() -> None:
    incomes = [
        {"id": "a", "person": "me", "kind": "daily", "duplicate_of": "b"},
        {"id": "b", "person": "me", "kind": "daily", "duplicate_of": "a"},
        {"id": "c", "person": "me", "kind": "daily", "duplicate_of": "a"},
        {"id": "d", "person": "me", "kind": "daily"},
    ]
    entries = _register(_entry("e", parent="f"), _entry("f", parent="e"), _entry("g", parent="g"))

    found = _found(incomes=incomes, dwelling=entries)

    assert [at for at, _ in found] == [
        "incomes[0].duplicate_of",
        "incomes[1].duplicate_of",
        "dwelling.extracts[0].entries[0].parent",
        "dwelling.extracts[0].entries[1].parent",
        "dwelling.extracts[0].entries[2].parent",
    ]


def test_a_plain_family_is_not_doubted() -> None:
    people = [
        {**ME, "rrn": "8001011000000", "register": "applicant"},
        {"id": "a", "name": "이보기", "relation": "spouse", "rrn": "8503035000000"},
        {"id": "b", "name": "김보기", "relation": "parent", "birth": "1950-01-01"},
        {"id": "c", "name": "김견본", "relation": "child", "birth": "2015-01-01"},
        {"id": "d", "name": "박견본", "relation": "child", "birth": "1979-01-01",
         "adopted_on": "2020-01-01"},
        {"id": "e", "name": "박보기", "relation": "sibling"},
    ]  # fmt: skip
    holdings = _holding(_owner("o", person="me", denominator=2), _owner("p", denominator=2))

    assert (
        _found(
            people=people,
            holdings=holdings,
            marriages=[{"id": "m", "spouse": "a"}],
            papers=[{"id": "p", "kind": "resident-register", "shows": ["name", "relation"]}],
            dwelling=_register(_entry("e", cancelled_on="2020-01-02"), _entry("f", parent="e")),
        )
        == []
    )


def test_ages_are_not_compared_before_an_applicant_is_known() -> None:
    assert _found(people=[_kin("parent", birth="1990-01-01")]) == []
    assert _found(people=[{**ME, "birth": None}, _kin("parent", birth="1990-01-01")]) == []


OWNERS = [
    _owner("a", person="me", numerator=2, denominator=3),
    _owner("b", numerator=1, denominator=2),
]
LEASE = "00000000-0000-0000-0000-000000000001"


@pytest.mark.parametrize(
    ("fields", "place", "words"),
    [
        ({"financial_assets": [{"id": "f", "kind": "demand", "amount": -1}]},
         "financial_assets[0].amount", "0보다 작을 수 없습니다"),
        ({"other_assets": [{"id": "o", "kind": "ship", "amount": 10**16}]},
         "other_assets[0].amount", "너무 큽니다"),
        ({"debts": [{"id": "d", "kind": "private", "amount": -1}]},
         "debts[0].amount", "0보다 작을 수 없습니다"),
        ({"debts": [{"id": "d", "kind": "private", "owners": OWNERS}]},
         "debts[0].owners", "100%를 넘습니다(7/6)"),
        ({"financial_assets": [{"id": "f", "kind": "bonds", "owners": OWNERS}]},
         "financial_assets[0].owners", "100%를 넘습니다"),
        ({"other_assets": [{"id": "o", "kind": "timber",
                            "owners": [_owner("a", person="me", denominator=0)]}]},
         "other_assets[0].owners[0].denominator", "1 이상"),
        ({"other_assets": [{"id": "o", "kind": "timber",
                            "owners": [_owner("a", person="nobody")]}]},
         "other_assets[0].owners[0].person", "세대 명부에 없습니다"),
        ({"consent_refusals": [{"id": "r", "person": "nobody"}]},
         "consent_refusals[0].person", "세대 명부에 없습니다"),
        ({"surveyed_on": "1523-12-20"}, "surveyed_on", "1523년"),
        ({"debts": [{"id": "d", "kind": "lease-deposit", "holding": "elsewhere"}]},
         "debts[0].holding", "부동산 목록에 없습니다"),
        ({"holdings": [{"id": "h", "kind": "land", "settlement_paid": 1,
                        "settlement_received": 1}]},
         "holdings[0].settlement_received", "한쪽만"),
        ({"people": [{**ME, "adopted_on": "1979-12-31"}]}, "people[0].adopted_on", "입양한 날"),
        ({"pregnancies": [{"id": "p", "mother": "me", "weeks": 46}]},
         "pregnancies[0].weeks", "45주"),
        ({"pregnancies": [{"id": "p", "mother": "me", "examined_on": "2024-01-02",
                           "born_on": "2024-01-01"}]},
         "pregnancies[0].born_on", "진단한 날보다"),
        ({"papers": [{"id": "p", "kind": "consent", "issued_on": "2024-01-03",
                      "received_on": "2024-01-02"}]},
         "papers[0].received_on", "발급한 날보다"),
        ({"scholar": {"payers": [{"id": "a", "role": "father"}, {"id": "b", "role": "father"}]}},
         "scholar.payers[1].role", "두 번"),
        ({"renewal": {"lease": LEASE, "number": 0}}, "renewal.number", "1부터"),
        ({"renewal": {"lease": LEASE, "number": 1, "deposit": -1}}, "renewal.deposit", "0보다"),
        ({"renewal": {"lease": LEASE, "number": 1, "starts_on": "2026-03-01",
                      "ends_on": "2026-02-28"}},
         "renewal.ends_on", "시작하는 날보다"),
        ({"renewal": {"lease": LEASE, "number": 1, "starts_on": "2024-02-29",
                      "first_on": "2024-03-01"}},
         "renewal.starts_on", "처음 계약보다"),
    ],
)  # fmt: skip
def test_means_studies_and_renewals_that_can_not_be_are_told_at_their_field(
    fields: dict[str, Any], place: str, words: str
) -> None:
    ((found, message),) = _found(**fields)
    assert found == place
    assert words in message


def test_means_studies_and_renewals_on_their_limits_are_taken() -> None:
    assert not _found(
        surveyed_on="2024-01-20",
        people=[{**ME, "adopted_on": "1980-01-01"}],
        pregnancies=[
            {"id": "p", "mother": "me", "weeks": 45, "examined_on": "2024-01-02",
             "born_on": "2024-01-02"},
            {"id": "q", "mother": "me"},
        ],
        papers=[{"id": "p", "kind": "consent", "issued_on": "2024-01-02",
                 "received_on": "2024-01-02"}],
        holdings=[{"id": "h", "kind": "land", "settlement_paid": 1, "settlement_received": 0}],
        debts=[{"id": "d", "kind": "lease-deposit", "holding": "h"},
               {"id": "e", "kind": "private"}],
        scholar={"payers": [{"id": "a", "role": "father"}, {"id": "b", "role": "mother"}]},
        renewal={"lease": LEASE, "number": 1, "first_on": "2024-03-01", "starts_on": "2024-03-01",
                 "ends_on": "2024-03-01"},
    )  # fmt: skip
