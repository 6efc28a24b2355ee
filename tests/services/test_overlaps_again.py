"""What a new application does to those before it, and a settlement that is taken back."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from ipju.domain.case import Case, Stage
from ipju.domain.finding import Outcome
from ipju.services.counter import Typed, open_at_counter
from ipju.services.import_applications import import_checked
from ipju.services.office import Office
from ipju.services.overlap_rest import confirm_alone
from ipju.services.overlaps import CannotSettle, keep_apart, overlaps, settle, unsettle
from tests.services.applications_file import FIRST, HEADS, NOTICE, SECOND, checked, ledger, written
from tests.services.desk import acts, stored
from tests.services.test_overlaps import (
    KIM,
    LEE,
    MOTHER,
    SELF,
    SPOUSE,
    applied,
    outcome,
    person,
)

LATER = ("A-3", "2023-12-29 10:00", "신혼부부", *FIRST[3:])


def case_of(office: Office, number: str) -> Case:
    with office.store.unit() as unit:
        found = unit.cases.id_of(number)
    assert found is not None
    return stored(office, found)


def test_a_second_application_takes_back_that_the_first_was_looked_through(
    office: Office, tmp_path: Path
) -> None:
    import_checked(office, checked(office, written(tmp_path / "a.xlsx", HEADS, FIRST, SECOND)))
    assert confirm_alone(office, NOTICE).alone == 2
    first, other = case_of(office, "A-1"), case_of(office, "A-2")
    assert outcome(office, first.id) is Outcome.PASS
    imported = import_checked(office, checked(office, written(tmp_path / "b.xlsx", HEADS, LATER)))
    assert (imported.cases, imported.again) == (1, 1)
    assert imported.changes.decisions
    assert outcome(office, first.id) is Outcome.MISSING
    assert stored(office, other.id) == other
    (row,) = [one for one in office.store.acts(first.id, 1) if one[2] == "record"]
    assert row[3] == "겹치는 새 신청: A-3"
    assert confirm_alone(office, NOTICE).alone == 0
    settle(office, first.id, [case_of(office, "A-3").id], "먼저 낸 것")
    assert outcome(office, first.id) is Outcome.PASS


def test_nobody_is_looked_at_again_for_whom_nothing_new_came(
    office: Office, tmp_path: Path
) -> None:
    first = applied(office, "A-01", person(SELF, LEE))
    second = applied(office, "A-02", person(SELF, LEE))
    keep_apart(office, [first.id, second.id], "이름이 같은 다른 사람")
    imported = import_checked(office, checked(office, written(tmp_path / "a.xlsx", HEADS, FIRST)))
    assert imported.again == 0
    assert stored(office, first.id).applications_checked
    assert case_of(office, "A-1").applications_checked is None


def test_what_was_settled_is_taken_back_whole(office: Office) -> None:
    first = applied(office, "A-01", person(SELF, KIM))
    second = applied(office, "A-02", person(SELF, KIM))
    settle(office, second.id, [first.id], "나중 것")
    done = unsettle(office, [first.id, second.id], " 잘못 눌렀음 ")
    assert (done.cases, done.changes.judgement) == (2, True)
    (found,) = overlaps(office, NOTICE)
    assert found.settlement is None
    for one in (first, second):
        case = stored(office, one.id)
        assert (case.applications_checked, case.other_applications) == (None, ())
        assert outcome(office, one.id) is Outcome.MISSING
        assert acts(office, one.id)[-1] == "record"
    assert ledger(office)[-1][0] == "unsettle-overlap"
    with pytest.raises(CannotSettle, match="아직 정하지 않은"):
        unsettle(office, [first.id, second.id], "또")
    with pytest.raises(CannotSettle, match="사유"):
        unsettle(office, [first.id, second.id], " ")


def test_of_three_that_hang_together_two_are_settled_and_then_the_third(office: Office) -> None:
    """A couple applied apart, and somebody else is married to one of the wife's name and birth."""
    husband = applied(office, "A-01", person(SELF, KIM), person(SPOUSE, LEE))
    wife = applied(office, "A-02", person(SELF, LEE))
    other = applied(office, "A-03", person(SELF, MOTHER), person(SPOUSE, LEE))
    with pytest.raises(CannotSettle, match="A-03"):
        settle(office, husband.id, [wife.id, other.id], "부부")
    settle(office, husband.id, [wife.id], "부부")
    (found,) = overlaps(office, NOTICE)
    assert found.settlement is None
    keep_apart(office, [husband.id, wife.id, other.id][1:], "이름이 같은 다른 사람")
    keep_apart(office, [husband.id, other.id], "이름이 같은 다른 사람")
    (found,) = overlaps(office, NOTICE)
    assert found.settlement is not None
    assert [one.against for one in found.cases] == ["", "A-01", ""]
    assert outcome(office, wife.id) is Outcome.FAIL


def test_a_case_that_was_closed_meanwhile_is_not_settled(office: Office) -> None:
    first = applied(office, "A-01", person(SELF, KIM))
    second = applied(office, "A-02", person(SELF, KIM))
    with office.store.unit() as unit:
        unit.cases.save(replace(second, stage=Stage.CLOSED))
    with pytest.raises(CannotSettle, match="A-02: 그사이 닫힌"):
        settle(office, first.id, [second.id], "먼저 낸 것")
    assert stored(office, first.id) == first


def test_a_second_application_at_the_counter_takes_it_back_too(office: Office) -> None:
    first = applied(office, "A-01", person(SELF, KIM, "9001011234567"))
    confirm_alone(office, NOTICE)
    typed = Typed(notice=NOTICE, name=KIM[0], rrn="9001011234567")
    open_at_counter(office, typed, "공급유형을 바꾸어 다시 신청함")
    assert stored(office, first.id).applications_checked is None
    assert outcome(office, first.id) is Outcome.MISSING
    assert confirm_alone(office, NOTICE).alone == 0
