"""Recording facts: all edits or none, judged at once, written to the ledger, taken back."""

import json
import re
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import uuid4

import pytest

from ipju.bootstrap import seat
from ipju.domain.case import Answer, Case
from ipju.domain.decision import Matter, ProposalState, Verdict
from ipju.domain.editing import Edit, EditClash, change
from ipju.domain.finding import Outcome
from ipju.domain.person import Relation
from ipju.notices.library import Library
from ipju.services.authority import NotAllowed
from ipju.services.counter import Typed, open_at_counter
from ipju.services.office import Office
from ipju.services.open_case import add_case, view_case
from ipju.services.propose import propose
from ipju.services.record import Contradictory, NotSigned, record, undo
from tests.services.conftest import sample
from tests.services.desk import acts, stored

ROOT = Path(__file__).parents[2]
NOTICE = "jangi-ansim-2023-3"
NUMBER = "9002280000000"
"""Nobody's: the serial part is all zeros."""


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
    first = open_at_counter(office, Typed(notice=NOTICE, name=" 이보기 ", rrn="9002280000000")).case
    second = open_at_counter(office, Typed(notice=NOTICE, name="박견본")).case
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


@pytest.fixture
def baseless(office: Office, tmp_path: Path) -> Office:
    """The same office with a notice that cites no clause by which RRNs may be held."""
    text = (ROOT / "resources" / "notices" / NOTICE / "notice.toml").read_text(encoding="utf-8")
    (tmp_path / "notices" / NOTICE).mkdir(parents=True)
    without = re.sub(r"^legal_basis = .*$", 'legal_basis = ""', text, flags=re.MULTILINE)
    assert without != text
    (tmp_path / "notices" / NOTICE / "notice.toml").write_text(without, encoding="utf-8")
    return replace(office, notices=Library(tmp_path / "notices"))


def test_no_number_is_held_without_a_clause_that_allows_it(
    baseless: Office, office: Office
) -> None:
    with pytest.raises(Contradictory, match="법령 근거가 없어"):
        open_at_counter(baseless, Typed(notice=NOTICE, name="이보기", rrn=NUMBER))
    case = sample("kim-yesi")
    held = replace(case, people=(replace(case.people[0], rrn=NUMBER, birth=None), *case.people[1:]))
    with pytest.raises(Contradictory, match="생년월일만"):
        add_case(baseless, held)
    assert list(office.store.read_all()) == []
    new = open_at_counter(baseless, Typed(notice=NOTICE, name="이보기")).case
    (me,) = new.people
    with pytest.raises(Contradictory) as told:
        record(baseless, new.id, [change(new, ("people", me.id, "rrn"), NUMBER)])
    assert [one.path for one in told.value.found] == [("people", me.id, "rrn")]
    added = replace(me, id=uuid4(), relation=Relation.SIBLING, rrn=NUMBER)
    with pytest.raises(Contradictory):
        record(baseless, new.id, [Edit(path=("people", added.id), before=None, after=added)])
    assert stored(office, new.id) == new
    # Where the clause is cited the same number is held.
    kept = record(office, new.id, [change(new, ("people", me.id, "rrn"), NUMBER)]).case
    assert kept.people[0].rrn == NUMBER
    # What was held already does not stand in the way of other work, and may go.
    more = record(baseless, new.id, [change(kept, ("phone",), "010-0000-1234")]).case
    record(baseless, new.id, [change(more, ("people", me.id, "rrn"), None)])
    assert stored(office, new.id).people[0].rrn is None


def signed(case: Case, officer: str) -> Answer:
    return Answer(
        id=uuid4(),
        question="household/A11",
        choice="yes",
        reason="등본으로 확인함",
        officer=officer,
        answered_at=datetime(2024, 2, 27, tzinfo=UTC),
    )


def answered(office: Office, case: Case) -> tuple[Case, Answer]:
    """Return the case with an answer that 박담당 signed."""
    row = signed(case, office.actor.name)
    edit = Edit(path=("answers", row.id), before=None, after=row)
    return record(office, case.id, [edit]).case, row


def test_an_answer_is_signed_with_ones_own_name_only(office: Office, refused: Case) -> None:
    case, own = answered(office, refused)
    colleague = replace(office, actor=seat(office.store, "이담당"))
    foreign = signed(case, "박담당")
    for edit in (
        Edit(path=("answers", foreign.id), before=None, after=foreign),
        Edit(path=("answers", own.id), before=own, after=replace(own, choice="no")),
        change(case, ("answers", own.id, "choice"), "no"),
        change(case, ("answers", own.id, "reason"), "다른 까닭"),
        change(case, ("answers",), (replace(own, choice="no"),)),
    ):
        with pytest.raises(NotSigned, match="자기 이름으로만"):
            record(colleague, case.id, [edit])
    with pytest.raises(NotSigned):
        record(office, case.id, [change(case, ("answers", own.id, "officer"), "이담당")])
    assert stored(office, case.id) == case
    assert acts(office, case.id) == ["import", "record"]
    # Under one's own name the same question is answered anew, and other facts stay free.
    mine = replace(own, choice="no", officer="이담당")
    done = record(colleague, case.id, [Edit(path=("answers", own.id), before=own, after=mine)])
    assert done.case.answers == (mine,)
    assert record(office, case.id, [change(done.case, ("phone",), "010-0000-4321")]).case.answers


def test_the_counter_answers_no_question(office: Office, refused: Case) -> None:
    case, own = answered(office, refused)
    counter = replace(office, actor=seat(office.store, "정접수"))
    row = signed(case, "정접수")
    for edit in (
        Edit(path=("answers", row.id), before=None, after=row),
        Edit(path=("answers", own.id), before=own, after=None),
        change(case, ("answers", own.id, "choice"), "no"),
    ):
        with pytest.raises(NotAllowed, match="담당, 결재 역할만"):
            record(counter, case.id, [edit])
        with pytest.raises(NotAllowed):
            undo(counter, case.id, [edit])
    other = replace(sample("hong-gildong"), answers=(row,))
    with pytest.raises(NotAllowed):
        add_case(counter, other)
    assert stored(office, case.id) == case
    rows = office.store.connection.exec_driver_sql(
        "SELECT actor, detail FROM ledger WHERE action = 'refused'"
    ).all()
    assert rows == [(counter.actor.key, '{"act": "answer"}')] * 7
    assert record(counter, case.id, [change(case, ("phone",), "010-0000-5555")]).case.answers == (
        own,
    )


@pytest.mark.parametrize("name", ["박담당", "정접수"])
def test_a_change_of_facts_takes_the_effect_from_what_was_proposed(
    office: Office, refused: Case, name: str
) -> None:
    proposal = propose(office, refused.id, Matter.PERSON, Verdict.INELIGIBLE, "소득 초과").proposal
    desk = replace(office, actor=seat(office.store, name))
    # The same value again is no change.
    record(desk, refused.id, [change(refused, ("phone",), refused.phone)])
    with office.store.unit() as unit:
        assert unit.proposals.get(proposal.id).state is ProposalState.WAITING
    done = record(desk, refused.id, [change(refused, ("phone",), "010-0000-6666")])
    assert done.changes.decisions
    with office.store.unit() as unit:
        voided = unit.proposals.get(proposal.id)
    assert voided.state is ProposalState.VOID
    assert voided.whole
    assert acts(office, refused.id)[-2:] == ["void", "record"]
    who, why, detail = office.store.connection.exec_driver_sql(
        "SELECT actor, why, detail FROM ledger WHERE action = 'void'"
    ).one()
    assert (who, why) == (desk.actor.key, "사실이 바뀜")
    assert json.loads(detail) == {"proposal": proposal.id.hex, "was": "waiting"}
