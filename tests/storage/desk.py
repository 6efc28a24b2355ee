"""Small invented cases, and the two things every test does with them."""

from datetime import date
from uuid import UUID, uuid4

from ipju.domain.case import Case
from ipju.domain.person import Person, Relation
from ipju.storage.store import Store

KEY = bytes(range(32))


def person(
    name: str,
    relation: Relation = Relation.SELF,
    birth: date | None = None,
    rrn: str | None = None,
) -> Person:
    """Return somebody of a case."""
    return Person(id=uuid4(), name=name, relation=relation, birth=birth, rrn=rrn)


def case(number: str, name: str = "김예시", birth: date | None = None) -> Case:
    """Return a case with its applicant."""
    people = (person(name, birth=birth),)
    return Case(id=uuid4(), notice="jangi-ansim-2023-3", number=number, people=people)


def added(store: Store, one: Case) -> Case:
    with store.unit() as unit:
        return unit.cases.add(one)


def read(store: Store, case_id: UUID) -> Case:
    with store.unit() as unit:
        return unit.cases.get(case_id)
