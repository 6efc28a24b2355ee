"""What staff type finds the case: half a syllable, 초성, a number, a birthday, a phone's end."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from ipju.domain.case import Case, Stage, Supply
from ipju.domain.finding import Outcome
from ipju.domain.listing import CaseQuery, SortBy, Summary
from ipju.storage.hangul import initials, jamo, typed_initials
from ipju.storage.store import Store
from tests.storage.desk import added, case, person, read

PEOPLE = (
    ("2023-3-00001", "홍길동", date(1990, 1, 1), "010-0000-1234", "서울특별시 강남구 예시로 1"),
    ("2023-3-00002", "김예시", date(1985, 12, 31), "010-0000-5678", "서울특별시 관악구 보기로 2"),
    ("2023-3-00003", "남궁예시하늘", date(2000, 2, 29), "010-0001-1234", "서울특별시 중구 견본로"),
    ("2023-3-00004", "강보기", None, "", ""),
    ("2024-1-00001", "곽견본", date(1970, 7, 7), "02-000-0000", "인천광역시 예시구"),
)


@pytest.fixture
def filled(store: Store) -> Store:
    for number, name, birth, phone, address in PEOPLE:
        added(store, replace(case(number, name, birth), phone=phone, address=address))
    return store


def names(store: Store, text: str) -> list[str]:
    found = [one.name for one in store.search(text)]
    listed = {one.name for one in store.page(CaseQuery(text=text)).lines}
    assert set(found) == listed or not text.strip()
    return found


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("홍길동", {"홍길동"}),
        ("홍", {"홍길동"}),
        ("호", {"홍길동"}),
        ("홍길ㄷ", {"홍길동"}),
        ("ㄱ", {"김예시", "강보기", "곽견본"}),
        ("ㅎㄱㄷ", {"홍길동"}),
        ("ㅎㄱ", {"홍길동"}),
        ("ㄱㅂㄱ", {"강보기"}),
        ("강", {"강보기", "홍길동"}),
        ("강남", {"홍길동"}),
        ("고", {"곽견본"}),
        ("과", {"곽견본", "김예시"}),
        ("예시하", {"남궁예시하늘"}),
        ("예시", {"홍길동", "김예시", "남궁예시하늘", "곽견본"}),
        ("남궁 예시", {"남궁예시하늘"}),
        ("2023-3-00002", {"김예시"}),
        ("3-00002", {"김예시"}),
        ("2024", {"곽견본"}),
        ("1234", {"홍길동", "남궁예시하늘"}),
        ("010-0000-1234", {"홍길동"}),
        ("01000001234", {"홍길동"}),
        ("19900101", {"홍길동"}),
        ("900101", {"홍길동"}),
        ("1990-01-01", {"홍길동"}),
        ("1990.01.01", {"홍길동"}),
        ("관악구 보기로", {"김예시"}),
        ("없는이름", set()),
        ("", set()),
        ("   ", set()),
        ('"', set()),
        ('예시" OR "', set()),
        ("'; DROP TABLE cases; --", set()),
        ("%", set()),
        ("NOT", set()),
        ("\0\0\0", set()),
    ],
)
def test_what_is_typed_finds_the_case(filled: Store, typed: str, expected: set[str]) -> None:
    assert set(names(filled, typed)) == expected


def test_a_keyboard_that_joins_two_initials_still_finds(store: Store) -> None:
    added(store, case("2023-3-00001", "강서예"))
    assert names(store, "ㄳ") == ["강서예"]


def test_names_that_begin_so_come_first(filled: Store) -> None:
    assert names(filled, "강")[0] == "강보기"
    assert names(filled, "남궁")[0] == "남궁예시하늘"


def test_a_whole_rrn_finds_its_case_and_part_of_it_does_not(store: Store) -> None:
    someone = person("이보기", rrn="9902290000000")
    added(store, replace(case("2023-3-00001"), people=(person("김예시"), someone)))
    assert [one.number for one in store.search("990229-0000000")] == ["2023-3-00001"]
    assert [one.number for one in store.search("9902290000000")] == ["2023-3-00001"]
    assert store.search("9902290000001") == ()
    assert store.search("990229-000") == ()


def test_search_follows_every_change(filled: Store) -> None:
    kept = filled.search("홍길동")[0]
    with filled.unit() as unit:
        one = unit.cases.get(kept.id)
        people = (replace(one.people[0], name="박견본"),)
        unit.cases.save(replace(one, people=people, phone="010-0009-0009"))
    assert names(filled, "홍길동") == []
    assert names(filled, "박견") == ["박견본"]
    assert names(filled, "ㅂㄱㅂ") == ["박견본"]
    assert names(filled, "0009") == ["박견본"]
    assert names(filled, "01000001234") == []


def test_a_search_gives_no_more_than_asked_for(filled: Store) -> None:
    assert len(filled.search("예시", limit=2)) == 2


def judged(store: Store, number: str, outcome: Outcome, points: int | None, headline: str) -> Case:
    with store.unit() as unit:
        identity = unit.cases.id_of(number)
        assert identity is not None
        one = unit.cases.get(identity)
        summary = Summary(
            outcome=outcome, failed=1, review=2, missing=3, points=points, headline=headline
        )
        unit.judgements.put(one.id, one.version, summary, b"[]")
    return one


def test_a_line_shows_the_latest_judgement(filled: Store) -> None:
    one = judged(filled, "2023-3-00001", Outcome.FAIL, 7, "소득 120,000원 초과")
    line = filled.page(CaseQuery(outcome=Outcome.FAIL)).lines[0]
    assert (line.id, line.name, line.birth) == (one.id, "홍길동", date(1990, 1, 1))
    assert line.summary == Summary(
        outcome=Outcome.FAIL,
        failed=1,
        review=2,
        missing=3,
        points=7,
        headline="소득 120,000원 초과",
    )
    assert line.updated_at.tzinfo is UTC
    with filled.unit() as unit:
        unit.cases.save(replace(one, phone="010-0000-0001"))
    assert filled.page(CaseQuery(outcome=Outcome.FAIL)).lines[0].summary == line.summary


@pytest.mark.parametrize("sort", list(SortBy))
def test_every_column_sorts_both_ways(filled: Store, sort: SortBy) -> None:
    for place, (number, *_rest) in enumerate(PEOPLE):
        judged(filled, number, list(Outcome)[place], place * 3 % 5, "")
    up = filled.page(CaseQuery(sort=sort)).lines
    down = filled.page(CaseQuery(sort=sort, descending=True)).lines
    assert up == down[::-1]
    keys: dict[SortBy, list[Any]] = {
        SortBy.NUMBER: [one.number for one in up],
        SortBy.NAME: [one.name for one in up],
        SortBy.BIRTH: [one.birth.isoformat() if one.birth else "" for one in up],
        SortBy.SUPPLY: [one.supply.value for one in up],
        SortBy.POINTS: [one.summary.points or 0 for one in up],
        SortBy.UPDATED: [one.updated_at.isoformat() for one in up],
    }
    if sort is SortBy.OUTCOME:
        assert [one.summary.outcome for one in up] == [
            Outcome.FAIL,
            Outcome.REVIEW,
            Outcome.MISSING,
            Outcome.PASS,
            Outcome.NA,
        ]
    else:
        assert keys[sort] == sorted(keys[sort])


def test_filters_narrow_together_and_pages_follow_each_other(store: Store) -> None:
    for index in range(25):
        one = case(f"2023-3-{index:05d}")
        added(
            store,
            replace(
                one,
                supply=Supply.NEWLYWED if index % 2 else Supply.GENERAL,
                stage=Stage.PAPERS if index % 3 else Stage.EXAMINING,
                officer="박담당" if index % 5 else "이담당",
            ),
        )
    query = CaseQuery(
        notice="jangi-ansim-2023-3",
        supply=Supply.NEWLYWED,
        stage=Stage.PAPERS,
        outcome=Outcome.MISSING,
        officer="박담당",
        limit=3,
    )
    wanted = [f"2023-3-{one:05d}" for one in range(25) if one % 2 and one % 3 and one % 5]
    pages = [store.page(replace(query, offset=at)) for at in range(0, len(wanted) + 3, 3)]
    assert [line.number for page in pages for line in page.lines] == wanted
    assert {page.total for page in pages} == {len(wanted)}
    assert store.page(replace(query, notice="another")).total == 0
    assert store.counts("jangi-ansim-2023-3")["stage:papers"] == 16
    assert store.counts("another") == {"total": 0}


def test_recent_cases_are_those_somebody_viewed_newest_first(filled: Store) -> None:
    found = [filled.search(one)[0].id for one in ("홍길동", "김예시", "홍길동")]
    for minute, identity in enumerate(found):
        with filled.unit() as unit:
            at = datetime(2024, 2, 27, 1, minute, tzinfo=UTC)
            unit.ledger.append(at=at, actor="박담당", action="view", case_id=identity)
            unit.ledger.append(at=at, actor="이담당", action="view", case_id=found[1])
    seen = filled.recent("박담당")
    assert [(line.name, at.minute) for line, at in seen] == [("홍길동", 2), ("김예시", 1)]
    assert filled.recent("최담당") == ()


def test_many_cases_at_once_are_found_like_those_added_one_by_one(store: Store) -> None:
    assert (
        store.add_many(case(f"2023-3-{at:05d}", f"{'가나다'[at % 3]}예시") for at in range(7)) == 7
    )
    assert store.page(CaseQuery(text="나예")).total == 2
    assert store.page(CaseQuery(text="ㄷㅇ")).total == 2
    assert read(store, store.search("2023-3-00004")[0].id).version == 1


def test_syllables_come_apart_into_jamo() -> None:
    assert jamo("강남 Ab") == "ㄱㅏㅇㄴㅏㅁab"
    assert jamo("값") == "ㄱㅏㅂㅅ"
    assert jamo("과").startswith(jamo("고"))
    assert initials("남궁예시") == "ㄴㄱㅇㅅ"
    assert typed_initials("ㅎㄱㄷ") == "ㅎㄱㄷ"
    assert typed_initials("홍ㄱ") is None
    assert typed_initials("") is None
