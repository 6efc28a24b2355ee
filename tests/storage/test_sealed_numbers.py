"""A registration number is bound to its person: moved, copied or altered by hand it is refused."""

from dataclasses import replace

import pytest

from ipju.domain.case import Case
from ipju.domain.person import Relation
from ipju.storage.problems import Tampered
from ipju.storage.store import Store
from tests.storage.desk import added, case, person, read

NUMBERS = ("9902290000000", "9902280000000")
"""Nobody's: the serial parts are all zeros."""


@pytest.fixture
def two(store: Store) -> Case:
    people = (
        person("김예시", rrn=NUMBERS[0]),
        person("이보기", Relation.SPOUSE, rrn=NUMBERS[1]),
    )
    return added(store, replace(case("2023-3-00001"), people=people))


@pytest.mark.parametrize(
    "altered",
    [
        "(SELECT rrn FROM people WHERE name = '이보기')",
        "CAST(substr(rrn, 1, length(rrn) - 1) || x'00' AS BLOB)",
        "CAST(x'02' || substr(rrn, 2) AS BLOB)",
        "x''",
        "x'01'",
    ],
)
def test_a_number_that_was_not_sealed_for_this_person_is_not_read(
    store: Store, two: Case, altered: str
) -> None:
    assert [one.rrn for one in read(store, two.id).people] == list(NUMBERS)
    store.connection.exec_driver_sql(f"UPDATE people SET rrn = {altered} WHERE name = '김예시'")
    with pytest.raises(Tampered, match="주민등록번호: 프로그램을 거치지 않고"):
        read(store, two.id)
    with pytest.raises(Tampered):
        list(store.read_all())
