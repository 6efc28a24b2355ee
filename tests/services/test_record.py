"""Recording facts: all edits or none, judged at once, written to the ledger, taken back."""

from dataclasses import replace
from datetime import date

import pytest

from ipju.domain.case import Case
from ipju.domain.editing import Edit, EditClash, change
from ipju.domain.finding import Outcome
from ipju.services.office import Office
from ipju.services.open_case import add_case, start_case, view_case
from ipju.services.record import Contradictory, record, undo
from tests.services.conftest import sample
from tests.services.desk import acts, stored


def test_an_edit_is_stored_judged_and_written_down(office: Office, refused: Case) -> None:
    income = next(one for one in refused.incomes if one.monthly)
    before = office.store.search(refused.number)[0]
    assert before.summary.outcome is Outcome.FAIL
    lower = [change(refused, ("incomes", one.id, "monthly"), 1_000_000) for one in refused.incomes]
    done = record(office, refused.id, lower, why="소명 자료")
    assert stored(office, refused.id) == done.case
    assert done.case.version == refused.version + 1
    assert {one.monthly for one in done.case.incomes} == {1_000_000}
    after = office.store.search(refused.number)[0]
    assert after.summary.failed == before.summary.failed - 1
    assert acts(office, refused.id)[-1] == "record"
    detail = office.store.acts(refused.id, 1)[0]
    assert detail[3] == "소명 자료"
    assert income.id in [one.id for one in done.case.incomes]


def test_the_ledger_names_fields_and_no_values(office: Office, refused: Case) -> None:
    person = refused.people[0]
    record(office, refused.id, [change(refused, ("people", person.id, "name"), "최가상")])
    rows = office.store.connection.exec_driver_sql("SELECT * FROM ledger").all()
    text = "\n".join(str(one) for row in rows for one in row)
    assert "people" in text
    assert str(person.id) in text
    for name in ("최가상", person.name):
        assert name not in text


def test_undo_brings_the_case_back_as_it_was(office: Office, refused: Case) -> None:
    person = refused.people[-1]
    edits = [
        change(refused, ("phone",), "010-0000-9999"),
        Edit(path=("people", person.id), before=person, after=None, position=3),
    ]
    gone = record(office, refused.id, edits).case
    assert person not in gone.people
    back = undo(office, refused.id, edits).case
    assert replace(back, version=refused.version) == refused
    assert back.version == refused.version + 2
    assert stored(office, refused.id) == back


def test_something_impossible_is_refused_and_nothing_of_it_saved(
    office: Office, refused: Case
) -> None:
    edits = [
        change(refused, ("phone",), "010-0000-9999"),
        change(refused, ("incomes", refused.incomes[0].id, "monthly"), -1),
    ]
    with pytest.raises(Contradictory) as told:
        record(office, refused.id, edits)
    assert told.value.found
    assert "\n" not in told.value.found[0].message
    assert stored(office, refused.id) == refused
    assert acts(office, refused.id) == ["import"]


def test_two_people_may_edit_different_fields_of_one_case(office: Office, refused: Case) -> None:
    mine = change(refused, ("phone",), "010-0000-9999")
    theirs = change(refused, ("postcode",), "09999")
    record(office, refused.id, [theirs])
    both = record(office, refused.id, [mine]).case
    assert (both.phone, both.postcode) == ("010-0000-9999", "09999")


def test_the_same_field_changed_by_two_people_shows_both_values(
    office: Office, refused: Case
) -> None:
    record(office, refused.id, [change(refused, ("phone",), "010-0000-1111")])
    with pytest.raises(EditClash) as clash:
        record(office, refused.id, [change(refused, ("phone",), "010-0000-2222")])
    assert clash.value.stored == "010-0000-1111"
    assert clash.value.edit.after == "010-0000-2222"
    assert stored(office, refused.id).phone == "010-0000-1111"


def test_an_edit_that_changes_nothing_makes_no_version(office: Office, refused: Case) -> None:
    done = record(office, refused.id, [change(refused, ("phone",), refused.phone)])
    assert done.case == refused
    assert acts(office, refused.id) == ["import"]


def test_a_new_case_gets_the_next_number_and_its_birth_date_from_the_rrn(office: Office) -> None:
    first = start_case(office, "jangi-ansim-2023-3", " 이보기 ", rrn="9002280000000").case
    second = start_case(office, "jangi-ansim-2023-3", "박견본").case
    assert [first.number, second.number] == ["2023-3-00001", "2023-3-00002"]
    assert first.applicant is not None
    assert first.applicant.name == "이보기"
    assert first.applicant.birth == date(1890, 2, 28)
    assert first.officer == "박담당"
    assert first.practice
    assert acts(office, first.id) == ["open"]
    (line,) = office.store.search("이보기")
    assert line.summary.outcome is not Outcome.PASS
    assert line.summary.missing


def test_a_number_that_is_taken_is_refused(office: Office, refused: Case) -> None:
    with pytest.raises(Exception, match="이미 있습니다"):
        add_case(office, sample("kim-yesi"))
    assert list(office.store.read_all()) == [refused]


def test_an_unknown_notice_is_refused_before_anything_is_stored(office: Office) -> None:
    with pytest.raises(KeyError):
        add_case(office, replace(sample("kim-yesi"), notice="no-such-notice"))
    assert list(office.store.read_all()) == []


def test_every_view_is_written_down(office: Office, refused: Case) -> None:
    assert view_case(office, refused.id) == refused
    view_case(office, refused.id)
    assert acts(office, refused.id) == ["import", "view", "view"]
    (shown,) = office.store.recent(office.actor.key)
    assert shown[0].id == refused.id
