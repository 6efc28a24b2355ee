"""The counter: who is there already shows before a second case is made, and what that leaves."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from ipju.domain.case import Case, Stage, Supply
from ipju.domain.person import Relation
from ipju.services.counter import (
    AlikeBy,
    CannotApply,
    LooksAlike,
    Typed,
    likely,
    open_at_counter,
)
from ipju.services.office import Office
from ipju.services.overlap_links import OverlapKind
from ipju.services.overlap_queue import overlap_queues
from ipju.services.overlaps import keep_apart, overlaps, settle
from tests.services.desk import acts, stored
from tests.services.test_overlaps import KIM, LEE, NOTICE, SELF, SPOUSE, applied, person

KIM_RRN, LEE_RRN = "9001012234567", "9102022234567"
ROOMS = "teukhwa-maeip-2023-baekam"


def kim(**more: object) -> Typed:
    return replace(Typed(notice=NOTICE, name="김예시"), **more)


def ways(office: Office, typed: Typed) -> list[tuple[str, OverlapKind, AlikeBy]]:
    return [(one.case.number, one.kind, one.by) for one in likely(office, typed)]


def keep(office: Office, case: Case) -> None:
    """Save a case as it stands after later edits."""
    with office.store.unit() as unit:
        unit.cases.save(case)


def test_one_number_shows_the_person_under_any_name_and_the_look_is_written_down(
    office: Office,
) -> None:
    applied(office, "A-01", person(SELF, ("김옛이름", KIM[1]), KIM_RRN))
    applied(office, "A-02", person(SELF, LEE, LEE_RRN))
    found = ways(office, kim(rrn=KIM_RRN))
    assert found == [("A-01", OverlapKind.PERSON, AlikeBy.NUMBER)]
    run = office.store.connection.exec_driver_sql
    (last,) = run("SELECT action, detail FROM ledger ORDER BY seq DESC LIMIT 1")
    assert last[0] == "search-rrn"
    assert KIM_RRN not in str(last[1])
    assert KIM_RRN not in repr(kim(rrn=KIM_RRN))


def test_special_and_general_at_once_a_couple_and_one_spouse_are_told_apart(
    office: Office,
) -> None:
    applied(office, "A-01", person(SELF, KIM), supply=Supply.NEWLYWED)
    applied(office, "A-02", person(SELF, LEE, LEE_RRN))
    applied(office, "A-03", person(SELF, ("박표본", date(1988, 8, 8))), person(SPOUSE, LEE))
    found = ways(office, kim(rrn=KIM_RRN, spouse="이보기", spouse_rrn=LEE_RRN))
    assert found == [
        ("A-02", OverlapKind.COUPLE, AlikeBy.NUMBER),
        ("A-01", OverlapKind.SUPPLIES, AlikeBy.BIRTH),
        ("A-03", OverlapKind.SPOUSE, AlikeBy.BIRTH),
    ]


def test_one_phone_shows_and_an_ending_alone_does_not(office: Office) -> None:
    applied(office, "A-01", person(SELF, LEE), phone="010-1234-5678")
    applied(office, "A-02", person(SELF, LEE), phone="010-9999-5678")
    applied(office, "A-03", person(SELF, KIM), phone="01012345678")
    assert ways(office, kim(phone="010 1234 5678")) == [
        ("A-03", OverlapKind.PERSON, AlikeBy.PHONE),
        ("A-01", OverlapKind.PHONE, AlikeBy.PHONE),
    ]


def test_one_name_shows_until_birth_or_number_tell_them_apart(office: Office) -> None:
    applied(office, "A-01", person(SELF, KIM))
    assert ways(office, kim()) == [("A-01", OverlapKind.PERSON, AlikeBy.NAME)]
    assert ways(office, kim(rrn="9103032234567")) == []
    assert ways(office, kim(name="김예")) == []
    assert ways(office, replace(kim(), notice=ROOMS)) == []


def test_a_second_case_needs_a_reason_and_both_wait_to_be_settled(office: Office) -> None:
    first = applied(office, "A-01", person(SELF, KIM))
    with pytest.raises(LooksAlike, match="사유를") as refused:
        open_at_counter(office, kim(), "  ")
    assert [one.case.number for one in refused.value.found] == ["A-01"]
    assert office.store.counts()["total"] == 1
    second = open_at_counter(office, kim(), "  본인이 다시 \n 신청함 ").case
    for case in (first.id, second.id):
        row = office.store.acts(case, 1)[0]
        assert (row[2], row[3]) == ("open-second", "본인이 다시 신청함")
    (group,) = overlaps(office, NOTICE)
    assert {one.case_id for one in group.cases} == {first.id, second.id}
    assert (group.kinds, group.certain, group.settlement) == ((OverlapKind.PERSON,), False, None)
    (queue,) = overlap_queues(office)
    assert (queue.notice, queue.count, queue.name) == (NOTICE, 1, "김예시")
    assert overlap_queues(office, ROOMS) == ()
    keep_apart(office, [first.id, second.id], "이름만 같은 다른 사람")
    assert overlap_queues(office) == ()
    assert overlaps(office, NOTICE)[0].settlement is not None


def test_a_name_that_turns_out_to_be_somebody_else_s_overlaps_no_more(office: Office) -> None:
    applied(office, "A-01", person(SELF, KIM))
    second = open_at_counter(office, kim(), "동명이인이라 함").case
    assert len(overlaps(office, NOTICE)) == 1
    known = replace(second.people[0], birth=date(1971, 7, 7))
    keep(office, replace(second, people=(known,)))
    assert overlaps(office, NOTICE) == ()
    assert overlap_queues(office) == ()


def test_one_phone_waits_until_it_is_settled_or_closed(office: Office) -> None:
    first = applied(office, "A-01", person(SELF, LEE), phone="010-1234-5678")
    second = open_at_counter(office, kim(phone="010-1234-5678"), "한 집 전화").case
    (group,) = overlaps(office, NOTICE)
    assert group.kinds == (OverlapKind.PHONE,)
    keep(office, replace(stored(office, second.id), stage=Stage.CLOSED))
    assert overlaps(office, NOTICE) == ()
    assert [one.binds for one in likely(office, kim(phone="010-1234-5678"))] == [True, False]
    assert acts(office, first.id)[-1] == "open-second"


def test_a_case_that_was_destroyed_overlaps_with_nothing(office: Office) -> None:
    first = applied(office, "A-01", person(SELF, LEE), phone="010-1234-5678")
    open_at_counter(office, kim(phone="010-1234-5678"), "한 집 전화")
    assert len(overlaps(office, NOTICE)) == 1
    with office.store.unit() as unit:
        unit.cases.delete(first.id)
    assert overlaps(office, NOTICE) == ()
    assert overlap_queues(office) == ()


def test_one_number_is_certain_and_one_of_the_two_can_be_let_stand(office: Office) -> None:
    first = open_at_counter(office, kim(rrn=KIM_RRN)).case
    second = open_at_counter(office, kim(rrn=KIM_RRN, supply=Supply.NEWLYWED), "마음을 바꿈").case
    (group,) = overlaps(office, NOTICE)
    assert (group.kinds, group.certain) == ((OverlapKind.SUPPLIES,), True)
    settle(office, second.id, [first.id], "나중 것")
    assert overlap_queues(office) == ()


def test_whoever_is_alone_is_opened_at_once_with_the_spouse(office: Office) -> None:
    done = open_at_counter(office, kim(rrn=KIM_RRN, spouse=" 이보기 ", spouse_rrn=LEE_RRN))
    assert [(one.relation, one.name, one.birth) for one in done.case.people] == [
        (Relation.SELF, *KIM),
        (Relation.SPOUSE, *LEE),
    ]
    assert acts(office, done.case.id) == ["open"]
    assert overlap_queues(office) == ()


def test_a_notice_that_forbids_no_second_asks_for_no_reason(office: Office) -> None:
    building = office.notices.get(ROOMS).buildings[0].id
    typed = Typed(
        notice=ROOMS, name="김예시", rrn=KIM_RRN, supply=Supply.SCHOLAR, building=building
    )
    with pytest.raises(CannotApply):
        open_at_counter(office, replace(typed, building="none"))
    open_at_counter(office, typed)
    assert [one.binds for one in likely(office, typed)] == [False]
    open_at_counter(office, typed)
    assert overlaps(office, ROOMS) == ()
