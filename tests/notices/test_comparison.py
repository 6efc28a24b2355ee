"""Two notices differ in words a caseworker reads; no value of a notice is overlooked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date, datetime, timedelta
from enum import Enum
from typing import Any, get_args, get_type_hints

import pytest

from ipju.domain.case import Vulnerable
from ipju.domain.notice import Amendment, Notice
from ipju.notices.comparison import compare
from ipju.notices.labels import LABELS
from ipju.notices.readings import READINGS
from ipju.notices.sheet import blocks
from ipju.rules.names import RULE_IDS


def texts(before: Notice, after: Notice) -> list[str]:
    return [one.text for one in compare(before, after)]


def with_amount(notice: Notice, table: int, size: int, amount: int) -> Notice:
    assert notice.income is not None
    tables = list(notice.income.tables)
    amounts = list(tables[table].amounts)
    amounts[size - 1] = amount
    tables[table] = replace(tables[table], amounts=tuple(amounts))
    return replace(notice, income=replace(notice.income, tables=tuple(tables)))


def test_a_notice_does_not_differ_from_itself(notice: Notice, rooms_notice: Notice) -> None:
    assert compare(notice, notice) == ()
    assert compare(rooms_notice, rooms_notice) == ()


def test_two_programmes_differ_in_whole_sections(notice: Notice, rooms_notice: Notice) -> None:
    found = texts(notice, rooms_notice)
    assert "가점 기준 삭제" in found
    assert "총자산 기준 추가" in found
    assert "공급주택 기준 추가" in found
    assert "세대구성원 배우자의 부모 삭제: 본인 세대, 배우자 별도 세대" in found
    assert "소득 한도(100%) 6인 삭제: 8,701,639원" in found
    assert not re.search("None|True|False", " ".join(found))


def test_a_room_that_costs_more_and_a_room_that_goes(rooms_notice: Notice) -> None:
    first, second = rooms_notice.buildings
    dearer = replace(first.rooms[0], rent=250_000)
    changed = replace(
        rooms_notice,
        buildings=(replace(first, rooms=(dearer, *first.rooms[1:])), second),
    )
    assert texts(rooms_notice, changed) == [
        "장안파크빌1 201호: 26.59㎡ · 보증금 21,000,000원 · 월 임대료 248,580원 → "
        "26.59㎡ · 보증금 21,000,000원 · 월 임대료 250,000원"
    ]
    fewer = replace(rooms_notice, buildings=(first, replace(second, rooms=second.rooms[1:])))
    (gone,) = texts(rooms_notice, fewer)
    assert gone.startswith("영라이프 201호 삭제: 29.84㎡")
    (building,) = texts(rooms_notice, replace(rooms_notice, buildings=(first,)))
    assert building.startswith("공급주택 삭제: 영라이프 (")


def test_what_the_notice_does_not_print_comes_as_an_addition(rooms_notice: Notice) -> None:
    calendar = replace(rooms_notice.calendar, announced_on=date(2024, 3, 15))
    assert texts(rooms_notice, replace(rooms_notice, calendar=calendar)) == [
        "입주대상자 발표 추가: 2024-03-15 (금)"
    ]


def test_a_limit(notice: Notice) -> None:
    assert texts(notice, with_amount(notice, 0, 4, 7_800_000)) == [
        "소득 한도(100%) 4인: 7,622,056원 → 7,800,000원"
    ]


def test_a_date_with_its_weekday(notice: Notice) -> None:
    later = replace(notice, calendar=replace(notice.calendar, papers_until=date(2024, 1, 8)))
    assert texts(notice, later) == ["서류 제출 마감: 2024-01-05 (금) → 2024-01-08 (월)"]


def test_points(notice: Notice) -> None:
    assert notice.points is not None
    grounds = tuple(
        replace(one, points=3) if one.ground is Vulnerable.NEAR_POOR else one
        for one in notice.points.vulnerable
    )
    changed = replace(notice, points=replace(notice.points, vulnerable=grounds))
    assert texts(notice, changed) == ["⑤ 사회취약계층 차상위계층 배점: 2점 → 3점"]


def test_a_paper_that_comes_and_one_that_goes(notice: Notice) -> None:
    papers = tuple(one for one in notice.papers.papers if one.id != "marriage-certificate")
    fewer = replace(notice, papers=replace(notice.papers, papers=papers))
    text = (
        "혼인관계증명서 (제출 대상: 신혼부부 특별공급 · 누구의 서류: 신청자 · "
        "발급처: 행정복지센터, 정부24 · 주민등록번호 뒷자리 표기: 필요)"
    )
    assert texts(notice, fewer) == [f"제출서류 삭제: {text}"]
    assert texts(fewer, notice) == [f"제출서류 추가: {text}"]


def test_a_further_row_of_an_income_table(notice: Notice) -> None:
    assert notice.income is not None
    first, *others = notice.income.tables
    longer = replace(first, amounts=(*first.amounts, 10_685_080))
    changed = replace(notice, income=replace(notice.income, tables=(longer, *others)))
    assert texts(notice, changed) == ["소득 한도(100%) 9인 추가: 10,685,080원"]


def test_another_reading_of_an_open_point(notice: Notice) -> None:
    config = tuple(
        replace(one, chosen="excluded", decided_by="박견본", reason="과 회의")
        if one.id == "B23"
        else one
        for one in notice.config
    )
    found = texts(notice, replace(notice, config=config))
    assert found[0] == (
        "공고 해석(부채비율과 이번 보증금 B23) 정한 해석: 부채비율에 이번 임대차의 보증금을 넣는다."
        " → 부채비율에 이번 임대차의 보증금을 넣지 않는다."
    )
    assert "공고 해석(부채비율과 이번 보증금 B23) 정한 사람: 입주심사 기본값 → 박견본" in found


def test_a_section_that_goes(notice: Notice) -> None:
    found = texts(notice, replace(notice, car=None))
    assert found[0] == "자동차 기준 삭제"
    assert "자동차 한도 삭제: 36,830,000원" in found
    assert texts(replace(notice, car=None), notice)[0] == "자동차 기준 추가"


def test_a_postponement(notice: Notice) -> None:
    amendment = Amendment(
        field="papers_until",
        old="2024-01-05",
        new="2024-01-08",
        announced_on=date(2024, 1, 2),
        reason="우편 지연",
    )
    changed = replace(notice, calendar=replace(notice.calendar, amendments=(amendment,)))
    assert texts(notice, changed) == [
        "일정 변경 추가: 서류 제출 마감 2024-01-05 → 2024-01-08 (2024-01-02 (화) 공지, 우편 지연)"
    ]


def test_a_rule_that_goes_is_no_change_of_order(notice: Notice) -> None:
    fewer = replace(notice, rules=notice.rules[1:])
    assert texts(notice, fewer) == ["심사 항목 삭제: 국적"]
    turned = replace(notice, rules=(notice.rules[1], notice.rules[0], *notice.rules[2:]))
    assert texts(notice, turned) == ["심사 항목 순서 바뀜"]


def types(declared: Any) -> Iterator[type]:
    """Yield every dataclass that can stand in a notice."""
    if is_dataclass(declared) and isinstance(declared, type):
        yield declared
        for hint in get_type_hints(declared).values():
            yield from types(hint)
    for inner in get_args(declared):
        yield from types(inner)


def test_every_field_has_a_korean_name() -> None:
    for declared in set(types(Notice)):
        names = {one.name for one in fields(declared)}
        assert names == set(LABELS[declared]), declared
        for label in LABELS[declared].values():
            assert re.search("[가-힣]", label.name)


@pytest.mark.parametrize("which", ["notice", "rooms_notice"])
def test_no_two_values_share_a_name_in_their_section(
    which: str, request: pytest.FixtureRequest
) -> None:
    for block in blocks(request.getfixturevalue(which)):
        shown = [one.name for one in block.entries if not one.hidden and one.name]
        several = {name for name in shown if shown.count(name) > 1}
        assert all(name.endswith(("심사 항목", "표기사항")) for name in several)


def variants(value: Any) -> Iterator[Any]:
    """Yield `value` with each of its leaves changed, one at a time."""
    if is_dataclass(value) and not isinstance(value, type):
        for one in fields(value):
            for inner in variants(getattr(value, one.name)):
                yield replace(value, **{one.name: inner})
    elif isinstance(value, tuple):
        for index, one in enumerate(value):
            for inner in variants(one):
                yield (*value[:index], inner, *value[index + 1 :])
        yield value[1:]
    elif isinstance(value, Enum):
        yield next(one for one in type(value) if one is not value)
    elif isinstance(value, bool):
        yield not value
    elif isinstance(value, int):
        yield value + 1
    elif isinstance(value, datetime | date):
        yield value + timedelta(days=1)
    elif isinstance(value, str):
        yield value + "※"


def english() -> set[str]:
    """Every word of the file format: keys, choices, rule ids, readings."""
    found = set(RULE_IDS)
    for declared in set(types(Notice)):
        found |= {one.name for one in fields(declared)}
        for hint in get_type_hints(declared).values():
            for choice in (hint, *get_args(hint)):
                if isinstance(choice, type) and issubclass(choice, Enum):
                    found |= {one.value for one in choice}
    for known in READINGS.values():
        found |= set(known.options)
    return found


@pytest.fixture(scope="module")
def postponed(notice: Notice) -> Notice:
    amendment = Amendment(
        field="papers_until",
        old="2024-01-03",
        new="2024-01-05",
        announced_on=date(2024, 1, 2),
        reason="우편 지연",
    )
    return replace(notice, calendar=replace(notice.calendar, amendments=(amendment,)))


def ids(notice: Notice) -> set[str]:
    """Every name by which the parts of a notice refer to each other."""
    found = {one.id for one in notice.papers.papers} | {one.id for one in notice.buildings}
    if notice.scholar is not None:
        found |= {one.id for one in notice.scholar.criteria}
        found |= {one.id for one in notice.scholar.interview_criteria}
        found |= {one.id for one in notice.scholar.needs}
    return found


@pytest.mark.parametrize(("which", "at_least"), [("postponed", 700), ("rooms_notice", 800)])
def test_every_leaf_that_changes_is_told_in_korean(
    which: str, at_least: int, request: pytest.FixtureRequest
) -> None:
    whole: Notice = request.getfixturevalue(which)
    forbidden = english() | ids(whole)
    count = 0
    for changed in variants(whole):
        if changed == whole:
            continue
        count += 1
        found = compare(whole, changed)
        assert found, "a change that nobody is told"
        for one in found:
            assert one.section
            assert re.search("[가-힣]", one.name)
            words = set(re.findall(r"[a-z][a-z0-9_-]+", one.text))
            assert not words & forbidden, one.text
            if one.before is not None and one.after is not None:
                assert one.before != one.after or one.text.endswith("바뀜"), one.text
    assert count > at_least


def test_none_and_a_number_differ(notice: Notice) -> None:
    kept = replace(notice.retention, contracted_months=120)
    assert texts(notice, replace(notice, retention=kept)) == ["보유 기간(계약자): 영구 → 10년"]


def test_another_time_to_object(notice: Notice) -> None:
    first, *others = notice.objection.remedies
    terms = replace(notice.objection, remedies=(replace(first, days=60), *others))
    found = texts(notice, replace(notice, objection=terms))
    assert found == ["불복 행정심판 안 날부터: 90일 → 60일"]
