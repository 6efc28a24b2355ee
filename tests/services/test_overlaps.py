"""Overlapping applications: found, laid side by side, and settled by a person."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID, uuid4

import pytest

from ipju import bootstrap
from ipju.domain.case import Case, Stage, Supply
from ipju.domain.finding import Outcome
from ipju.domain.overlap import SharedPerson
from ipju.domain.person import Nationality, Person, Register, Registration, Relation
from ipju.services.authority import NotAllowed
from ipju.services.examine import examine
from ipju.services.notice_of import notice_of
from ipju.services.office import Office
from ipju.services.open_case import add_case
from ipju.services.overlap_links import OverlapKind, links_of
from ipju.services.overlap_rest import confirm_alone
from ipju.services.overlaps import (
    GROUPS_SHOWN,
    CannotSettle,
    keep_apart,
    overlap_list,
    overlaps,
    settle,
    unsettle,
)
from tests.services.desk import acts, stored

NOTICE = "jangi-ansim-2023-3"
SELF, SPOUSE, CHILD, PARENT = Relation.SELF, Relation.SPOUSE, Relation.CHILD, Relation.PARENT
KIM = ("김예시", date(1990, 1, 1))
LEE = ("이보기", date(1991, 2, 2))
CHILD_OF_BOTH = ("김견본", date(2020, 3, 3))
MOTHER = ("박표본", date(1960, 4, 4))


def person(relation: Relation, who: tuple[str, date], rrn: str | None = None) -> Person:
    return Person(
        id=uuid4(),
        name=who[0],
        relation=relation,
        birth=who[1],
        rrn=rrn,
        register=Register.APPLICANT,
        nationality=Nationality.KOREAN,
        registration=Registration.RESIDENT,
        in_family_register=True,
    )


def applied(office: Office, number: str, *people: Person, **fields: object) -> Case:
    case = Case(
        id=uuid4(),
        notice=NOTICE,
        number=number,
        practice=True,
        applied_at=datetime(2023, 12, 27, 5, int(number[-2:]), tzinfo=UTC),
        people=people,
    )
    return add_case(office, replace(case, **fields)).case


def outcome(office: Office, case_id: UUID) -> Outcome:
    case = stored(office, case_id)
    judged = examine(case, notice_of(office.notices, case), office.clock.today())
    return next(one.outcome for one in judged.findings if one.rule == "one-application")


def test_one_person_in_two_applications_is_found_and_one_of_them_stands(office: Office) -> None:
    first = applied(office, "A-01", person(SELF, KIM))
    second = applied(office, "A-02", person(SELF, KIM), supply=Supply.NEWLYWED)
    applied(office, "A-03", person(SELF, LEE))
    (found,) = overlaps(office, NOTICE)
    assert [one.number for one in found.cases] == ["A-01", "A-02"]
    assert found.kinds == (OverlapKind.SUPPLIES,)
    assert not found.certain
    assert found.settlement is None
    settled = settle(office, second.id, [first.id], "  나중에 낸 것을 인정 ")
    assert settled.cases == 2
    assert settled.changes.judgement
    assert outcome(office, first.id) is Outcome.FAIL
    assert outcome(office, second.id) is Outcome.PASS
    (after,) = overlaps(office, NOTICE)
    assert after.settlement is not None
    assert after.settlement.stands == second.id
    assert after.settlement.by == office.actor.name
    assert after.settlement.reason == "나중에 낸 것을 인정"
    assert [one.against for one in after.cases] == ["A-02", ""]
    assert acts(office, first.id)[-1] == "record"
    with office.store.unit() as unit:
        assert unit.ledger.last_editor(first.id, 2) == office.actor.key


def test_somebody_may_settle_it_the_other_way_round(office: Office) -> None:
    first = applied(office, "A-01", person(SELF, KIM))
    second = applied(office, "A-02", person(SELF, KIM))
    settle(office, second.id, [first.id], "나중 것")
    settle(office, first.id, [second.id], "먼저 낸 것으로 고침")
    assert outcome(office, first.id) is Outcome.PASS
    assert outcome(office, second.id) is Outcome.FAIL
    assert stored(office, first.id).other_applications == ()


def test_what_a_colleague_settled_at_another_desk_is_not_settled_over_it(office: Office) -> None:
    first = applied(office, "A-01", person(SELF, KIM))
    second = applied(office, "A-02", person(SELF, KIM))
    settle(office, second.id, [first.id], "나중 것")
    beside = replace(office, actor=bootstrap.seat(office.store, "이담당"))
    with pytest.raises(CannotSettle, match="다른 담당이 이미 달리 정했습니다"):
        settle(beside, first.id, [second.id], "먼저 낸 것")
    with pytest.raises(CannotSettle, match="다른 담당이 이미 달리 정했습니다"):
        keep_apart(beside, [first.id, second.id], "두 집")
    assert outcome(office, second.id) is Outcome.PASS
    assert stored(office, second.id).other_applications == ()
    unsettle(beside, [first.id, second.id], "함께 다시 봄")
    settle(beside, first.id, [second.id], "먼저 낸 것")
    assert outcome(office, first.id) is Outcome.PASS


def test_a_couple_that_applied_apart_is_one_household(office: Office) -> None:
    husband = applied(office, "A-01", person(SELF, KIM), person(SPOUSE, LEE))
    wife = applied(office, "A-02", person(SELF, LEE))
    (found,) = overlaps(office, NOTICE)
    assert found.kinds == (OverlapKind.COUPLE,)
    settle(office, husband.id, [wife.id], "부부 합의")
    assert outcome(office, wife.id) is Outcome.FAIL
    (row,) = stored(office, wife.id).other_applications
    assert (row.relation, row.number, row.name) == (SPOUSE, "A-01", "김예시")


def test_a_child_of_both_and_a_mother_in_two_applications_are_shown(office: Office) -> None:
    applied(office, "A-01", person(SELF, KIM), person(CHILD, CHILD_OF_BOTH))
    applied(office, "A-02", person(SELF, LEE), person(CHILD, CHILD_OF_BOTH))
    applied(office, "A-03", person(SELF, MOTHER), person(CHILD, KIM))
    (found,) = overlaps(office, NOTICE)
    assert [one.number for one in found.cases] == ["A-01", "A-02", "A-03"]
    assert found.kinds == (OverlapKind.MEMBER, OverlapKind.FAMILY)
    assert found.cases[2].people == ("자녀 김예시",)


def test_whom_the_facts_show_apart_nobody_refuses(office: Office) -> None:
    """Only somebody written down as one household can be refused for it."""
    first = applied(office, "A-01", person(SELF, KIM), person(CHILD, CHILD_OF_BOTH))
    second = applied(office, "A-02", person(SELF, LEE), person(CHILD, CHILD_OF_BOTH))
    with pytest.raises(CannotSettle, match="A-02: 적힌 세대로는"):
        settle(office, first.id, [second.id], "한 가족")
    assert stored(office, second.id) == second
    keep_apart(office, [first.id, second.id], "이혼하고 따로 사는 세대")
    (found,) = overlaps(office, NOTICE)
    assert found.settlement is not None
    assert found.settlement.stands is None
    assert outcome(office, first.id) is outcome(office, second.id) is Outcome.PASS


def test_a_new_application_opens_what_was_settled(office: Office) -> None:
    first = applied(office, "A-01", person(SELF, KIM))
    second = applied(office, "A-02", person(SELF, KIM))
    settle(office, first.id, [second.id], "먼저 낸 것")
    applied(office, "A-03", person(SELF, KIM))
    (found,) = overlaps(office, NOTICE)
    assert found.settlement is None
    assert len(found.cases) == 3


def test_brothers_and_people_of_one_name_with_other_numbers_do_not_overlap(
    office: Office,
) -> None:
    brother = ("김보기", date(1992, 1, 1))
    applied(office, "A-01", person(SELF, KIM), person(Relation.SIBLING, brother))
    applied(office, "A-02", person(SELF, brother), person(Relation.SIBLING, KIM))
    applied(office, "A-03", person(SELF, LEE, "9102022234567"))
    applied(office, "A-04", person(SELF, LEE, "9102022234568"))
    assert overlaps(office, NOTICE) == ()


def test_one_number_under_two_names_is_one_person_for_certain(office: Office) -> None:
    first = applied(office, "A-01", person(SELF, LEE, "9102022234567"))
    second = applied(office, "A-02", person(SELF, ("이본보기", LEE[1]), "9102022234567"))
    (found,) = overlaps(office, NOTICE)
    assert found.certain
    settle(office, first.id, [second.id], "개명")
    assert stored(office, second.id).other_applications[0].relation is SELF


def test_a_closed_case_and_another_notice_overlap_with_nothing(office: Office) -> None:
    applied(office, "A-01", person(SELF, KIM))
    applied(office, "A-02", person(SELF, KIM), stage=Stage.CLOSED)
    applied(office, "A-03", person(SELF, KIM), notice="teukhwa-maeip-2023-baekam")
    assert overlaps(office, NOTICE) == ()
    assert overlaps(office, "teukhwa-maeip-2023-baekam") == ()


def test_what_cannot_be_settled_says_why(office: Office) -> None:
    first = applied(office, "A-01", person(SELF, KIM))
    second = applied(office, "A-02", person(SELF, KIM))
    other = applied(office, "A-03", person(SELF, KIM), notice="teukhwa-maeip-2023-baekam")
    with pytest.raises(CannotSettle, match="사유"):
        settle(office, first.id, [second.id], "  ")
    with pytest.raises(CannotSettle, match="따로 골라야"):
        settle(office, first.id, [first.id], "하나")
    with pytest.raises(CannotSettle, match="다른 공고"):
        settle(office, first.id, [other.id], "둘")
    with pytest.raises(CannotSettle, match="둘 이상"):
        keep_apart(office, [first.id], "하나")
    with pytest.raises(CannotSettle, match="규정이 없습니다"):
        keep_apart(office, [other.id, uuid_of(office, other)], "하나")
    assert stored(office, first.id).version == 1


def uuid_of(office: Office, other: Case) -> UUID:
    """Return a second application under the notice of `other`."""
    return applied(office, "A-09", person(SELF, LEE), notice=other.notice).id


def test_only_who_judges_settles(office: Office) -> None:
    first = applied(office, "A-01", person(SELF, KIM))
    second = applied(office, "A-02", person(SELF, KIM))
    clerk = next(one.name for one in office.store.staff() if one.roles == {"intake"})
    desk = replace(office, actor=bootstrap.seat(office.store, clerk))
    assert len(overlaps(desk, NOTICE)) == 1
    with pytest.raises(NotAllowed):
        settle(desk, first.id, [second.id], "먼저 낸 것")


def test_the_others_are_written_down_as_looked_through(office: Office) -> None:
    first = applied(office, "A-01", person(SELF, KIM))
    applied(office, "A-02", person(SELF, KIM))
    alone = applied(office, "A-03", person(SELF, LEE))
    known = applied(office, "A-04", person(SELF, MOTHER), applications_checked=False)
    closed = applied(office, "A-05", person(SELF, CHILD_OF_BOTH), stage=Stage.CLOSED)
    assert outcome(office, alone.id) is Outcome.MISSING
    seen: list[tuple[int, int]] = []
    done = confirm_alone(office, NOTICE, progress=lambda *told: seen.append(told))
    assert (done.alone, done.waiting, done.stopped) == (1, 2, False)
    assert seen == [(5, 5)]
    assert outcome(office, alone.id) is Outcome.PASS
    assert stored(office, first.id).version == 1
    assert stored(office, known.id) == known
    assert stored(office, closed.id) == closed
    assert acts(office, alone.id)[-1] == "record"
    with office.store.unit() as unit:
        assert unit.ledger.last_editor(alone.id, 2) == office.actor.key
    assert confirm_alone(office, NOTICE).alone == 0
    assert confirm_alone(office, "teukhwa-maeip-2023-baekam").alone == 0


def test_writing_the_others_down_can_be_stopped_and_goes_on_later(office: Office) -> None:
    for at in range(250):
        who = (f"김예시{at}", KIM[1])
        applied(office, f"{at:03d}-{at % 60:02d}", person(SELF, who))
    stopped = confirm_alone(office, NOTICE, cancelled=lambda: True)
    assert (stopped.alone, stopped.stopped) == (200, True)
    assert confirm_alone(office, NOTICE).alone == 50


def test_the_plainest_link_counts() -> None:
    one, other = uuid4(), uuid4()

    def shared(case: UUID, relation: Relation, who: tuple[str, date], mark: str) -> SharedPerson:
        return SharedPerson(
            case_id=case, person=uuid4(), relation=relation, name=who[0], birth=who[1], mark=mark
        )

    (link,) = links_of([
        shared(one, CHILD, CHILD_OF_BOTH, "c"),
        shared(other, CHILD, CHILD_OF_BOTH, "c"),
        shared(one, SELF, KIM, ""),
        shared(other, SPOUSE, KIM, "k"),
        shared(one, SPOUSE, LEE, "l"),
        shared(other, SPOUSE, LEE, "l"),
    ])  # fmt: skip
    assert (link.kind, link.certain) == (OverlapKind.COUPLE, False)


def test_groups_are_read_by_the_page_and_counted_in_all(office: Office) -> None:
    """Those to be settled come first; the page with one case is found wherever it lies."""
    made = [
        Case(
            id=uuid4(),
            notice=NOTICE,
            number=f"B-{at:03d}-{turn}",
            practice=True,
            people=(person(SELF, (f"김예시{at}", date(1990, 1, 1))),),
        )
        for at in range(GROUPS_SHOWN + 2)
        for turn in (1, 2)
    ]
    with office.store.unit() as unit:
        unit.cases.add_all(made)
    first, second, *_, last = made

    page = overlap_list(office, NOTICE)
    assert (page.total, page.waiting, page.offset) == (GROUPS_SHOWN + 2, GROUPS_SHOWN + 2, 0)
    assert [one.cases[0].number for one in page.groups] == [
        f"B-{at:03d}-1" for at in range(GROUPS_SHOWN)
    ]
    rest = overlap_list(office, NOTICE, GROUPS_SHOWN)
    assert page.groups + rest.groups == overlaps(office, NOTICE)
    assert overlap_list(office, NOTICE, about=last.id) == rest

    settle(office, first.id, [second.id], "먼저 낸 것을 인정")
    after = overlap_list(office, NOTICE, about=first.id)
    assert (after.total, after.waiting, after.offset) == (
        GROUPS_SHOWN + 2, GROUPS_SHOWN + 1, GROUPS_SHOWN,
    )  # fmt: skip
    assert after.groups[-1].settlement is not None
    assert after.groups[-1].settlement.stands == first.id
    assert overlap_list(office, "teukhwa-maeip-2023-baekam").total == 0
