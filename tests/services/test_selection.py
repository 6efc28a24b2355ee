"""Everybody is told how the ranking ended: upon the roster and draw that stand."""

import re
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest

from ipju.domain.dates import add_months
from ipju.domain.draw import RosterEntry
from ipju.domain.editing import change
from ipju.domain.outgoing import OutgoingQuery, PostState
from ipju.domain.retention import Holding, term_of
from ipju.domain.trail import TrailQuery
from ipju.rules.ranking import Placed, Selection
from ipju.services.decisions import decisions
from ipju.services.issue_letter import AlreadyIssued, issue
from ipju.services.letters import FORMS, CannotPrint
from ipju.services.letters.selection import RankedSheet, selection
from ipju.services.mail_lists import write_mail_list
from ipju.services.office import Office
from ipju.services.publish_problems import NothingToWrite
from ipju.services.publishing import LOST, issue_many, outgoing, overview, write_letters
from ipju.services.ranking import annul, draw, freeze_roster, rosters
from ipju.services.record import record
from ipju.services.result_list import result_list
from ipju.services.selection import (
    ApprovedSince,
    NotRanked,
    OtherResult,
    SelectionDue,
    issue_selection,
    issue_selections,
    selection_due,
)
from tests.services.deciding import approved, chairs, edited, seated
from tests.services.desk import text_of
from tests.services.drawing import GENERAL, JANGI, SEED, filed, five, hong, short_of_homes

OTHER_SEED = "1 2 3 4 5 6 7 8 9"


def due(office: Office) -> SelectionDue:
    return selection_due(office, JANGI, result_list(office, JANGI))


@pytest.fixture
def ranked(office: Office) -> Office:
    """최결재 before five approved applications for three homes, drawn: two of three were lucky."""
    five(seated(office, "박담당"))
    made = seated(short_of_homes(office, 3), "최결재")
    roster = freeze_roster(made, JANGI, GENERAL, "심사를 마침").roster
    draw(made, roster.id, SEED, "2층 강당", "김참관")
    return made


def letters(office: Office) -> dict[str, str]:
    """Return the text of every letter about the ranking by case number, the newest of each."""
    found = {}
    with office.store.unit() as unit:
        for one in reversed(unit.outgoing.selections(JANGI)):
            line = unit.outgoing.letter(one.letter)
            found[line.case_number] = text_of(unit.letters.get(one.letter).pdf)
    return found


def squeezed(text: str) -> str:
    return "".join(text.split())


def test_the_selected_and_the_others_are_told_with_what_it_rests_on(ranked: Office) -> None:
    waiting = due(ranked)
    assert (len(waiting.to_issue), waiting.selected, waiting.issued) == (5, 3, 0)
    told: list[tuple[int, int]] = []
    ended = issue_selections(
        ranked, waiting, waiting.to_issue, progress=lambda at, of: told.append((at, of))
    )
    assert (ended.issued, ended.failed, told[-1]) == (5, (), (5, 5))
    assert due(ranked).to_issue == ()
    assert due(ranked).issued == 5

    found = {number: squeezed(text) for number, text in letters(ranked).items()}
    chosen = {one.number for one in result_list(ranked, JANGI).lines}
    (roster,) = rosters(ranked, JANGI)
    for number, text in found.items():
        assert roster.roster.digest in text
        assert "공개추첨(2층강당)" in text
        assert "박담당" in text
        assert "최결재" in text
        assert ("입주대상자로선정되었음을" in text) is (number in chosen)
    first = found["2023-3-00001"]
    assert "적격5명가운데1번째(모집호수3호)" in first
    assert "2025.2.28.(금)까지권리분석심사표를" in first
    assert "2025.3.14.(금)까지신청자이름으로계약해야" in first
    assert "5년동안보유한뒤" in first
    assert "주소나연락처가바뀌면맞춤형주택공급부(1600-3456)로미리" in first
    last = found["2023-3-00005"]
    assert "선정되지않았음을" in last
    assert "나이가많은분을먼저선정하였습니다." in last
    assert "순위가같은3명가운데2명을" in last
    assert "행정심판" in last
    assert "예비입주자가없어" in last
    assert "6개월동안보유한뒤" in last
    (unlucky,) = set(found) - chosen - {"2023-3-00005"}
    assert "공개추첨을하였으나" in found[unlucky]
    # Nobody reads about whom others are.
    assert all(found[unlucky].count(number) == 0 for number in found if number != unlucky)

    row = ranked.store.trail(TrailQuery(actions=("issue-letter",))).rows[0]
    assert row.detail["roster"] == roster.roster.id.hex
    assert row.detail["digest"] == roster.roster.digest


def test_the_letters_stand_beside_those_of_the_decisions(ranked: Office) -> None:
    """The 적격 안내 of an approval still goes out after its 선정 통지, and both are posted."""
    waiting = due(ranked)
    issue_selections(ranked, waiting, waiting.to_issue)
    todo = overview(ranked, JANGI)
    assert len(todo.to_issue) == 5
    ended = issue_many(ranked, todo.to_issue)
    assert (ended.issued, ended.failed) == (5, ())
    lines = outgoing(ranked, OutgoingQuery(notice=JANGI, state=PostState.TO_SEND, limit=0))
    assert len(lines) == 10
    assert {FORMS[one.form] for one in lines} == {"적격 안내", "선정 통지", "미선정 통지"}
    assert len({one.number for one in lines}) == 10
    with pytest.raises(AlreadyIssued):
        issue(ranked, todo.to_issue[0])


def test_nobody_is_told_before_the_result_is_settled(office: Office) -> None:
    five(seated(office, "박담당"))
    choi = seated(short_of_homes(office, 3), "최결재")
    assert due(choi).to_issue == ()
    roster = freeze_roster(choi, JANGI, GENERAL, "심사를 마침").roster
    assert due(choi).to_issue == ()
    with pytest.raises(NotRanked):
        issue_selection(choi, due(choi), "2023-3-00001")
    draw(choi, roster.id, SEED, "2층 강당", "김참관")
    made = issue_selection(choi, due(choi), " 2023-3-00001 ")
    assert made.letter.form == "selected"
    with pytest.raises(AlreadyIssued, match=re.escape(made.letter.number)):
        issue_selection(choi, due(choi), "2023-3-00001")
    filed(seated(office, "박담당"), "2023-3-00099")
    for stranger in ("2023-3-00099", "2023-3-77777"):
        with pytest.raises(NotRanked, match="접수번호를 확인"):
            issue_selection(choi, due(choi), stranger)


def test_an_annulled_draw_tells_nobody_and_a_new_one_tells_everybody_anew(ranked: Office) -> None:
    waiting = due(ranked)
    part = waiting.to_issue[:2]
    assert issue_selections(ranked, waiting, part).issued == 2
    (line,) = rosters(ranked, JANGI)
    assert line.standing is not None
    annul(ranked, line.standing.draw.id, "씨앗을 잘못 읽음")

    ended = issue_selections(ranked, waiting, waiting.to_issue[2:])
    assert ended.issued == 0
    assert {why for _number, why in ended.failed} == {str(OtherResult())}
    with ranked.store.unit() as unit:
        case_id = unit.proposals.get(part[0]).case_id
    first = decisions(ranked, case_id)
    assert first.lost == {one.id for one in first.letters}

    draw(ranked, line.roster.id, OTHER_SEED, "2층 강당", "김참관")
    again = due(ranked)
    assert (len(again.to_issue), again.issued) == (5, 0)
    assert issue_selections(ranked, again, again.to_issue).issued == 5
    told = decisions(ranked, case_id)
    assert len(told.letters) == 2
    assert told.lost == first.lost


def test_a_lost_approval_keeps_the_letter_back_and_says_why(ranked: Office) -> None:
    waiting = due(ranked)
    park = seated(ranked, "박담당")
    with ranked.store.unit() as unit:
        case = unit.cases.get(unit.proposals.get(waiting.to_issue[1]).case_id)
    case = edited(park, case)
    assert set(due(ranked).to_issue) == set(waiting.to_issue) - {waiting.to_issue[1]}
    ended = issue_selections(ranked, waiting, waiting.to_issue)
    assert ended.issued == 4
    ((number, why),) = ended.failed
    assert number == case.number
    assert "승인된 심사표가 있어야" in why
    assert due(ranked).to_issue == ()


def test_an_address_put_right_after_the_draw_gets_the_letter_to_the_new_one(
    ranked: Office,
) -> None:
    """Approved anew with the same line of the roster: told as drawn, at the address he has now."""
    desk = chairs(seated(ranked, "박담당"))
    with ranked.store.unit() as unit:
        identity = unit.cases.id_of("2023-3-00001")
        assert identity is not None
        case = unit.cases.get(identity)
    moved = "대전광역시 유성구 예시로 77, 101호"
    case = record(desk.park, case.id, [change(case, ("address",), moved)]).case
    assert len(due(ranked).to_issue) == 4
    approved(desk, case)
    waiting = due(ranked)
    assert len(waiting.to_issue) == 5
    made = issue_selection(ranked, waiting, case.number)
    assert made.letter.form == "selected"
    assert squeezed(moved) in squeezed(text_of(made.letter.pdf))
    assert due(ranked).issued == 1

    # One that came back is posted to a newer address; the letter itself stays as it was issued.
    latest = "대전광역시 서구 예시로 5"
    case = record(desk.park, case.id, [change(case, ("address",), latest)]).case
    with ranked.store.unit() as unit:
        assert unit.outgoing.letter(made.letter.id).address == latest
        assert unit.outgoing.lost([made.letter.id]) == frozenset()
    approved(desk, case)
    assert due(ranked).issued == 1
    with pytest.raises(AlreadyIssued):
        issue_selection(ranked, due(ranked), case.number)


def test_who_was_approved_anew_with_another_line_is_not_told_by_the_roster(
    ranked: Office,
) -> None:
    waiting = due(ranked)
    desk = chairs(seated(ranked, "박담당"))
    with ranked.store.unit() as unit:
        identity = unit.cases.id_of("2023-3-00001")
        assert identity is not None
        case = unit.cases.get(identity)
    younger = change(case, ("people", case.people[0].id, "birth"), date(1976, 1, 2))
    case = record(desk.park, case.id, [younger]).case
    anew = approved(desk, case)
    ended = issue_selections(ranked, waiting, [anew.id])
    assert ended.failed == ((case.number, str(ApprovedSince())),)
    with pytest.raises(ApprovedSince):
        issue_selection(ranked, waiting, case.number)
    assert len(due(ranked).to_issue) == 4


def test_letters_of_another_result_are_left_out_of_what_goes_to_the_post(
    ranked: Office, tmp_path: Path
) -> None:
    waiting = due(ranked)
    issue_selections(ranked, waiting, waiting.to_issue)
    lines = outgoing(ranked, OutgoingQuery(notice=JANGI, state=PostState.TO_SEND, limit=0))
    letters = [one.letter for one in lines]
    (line,) = rosters(ranked, JANGI)
    assert line.standing is not None
    annul(ranked, line.standing.draw.id, "씨앗을 잘못 읽음")
    assert overview(ranked, JANGI).letters[PostState.TO_SEND] == 0
    written = write_letters(ranked, letters, tmp_path / "files", "우편 발송")
    assert (written.files, written.letters) == ((), 0)
    assert {why for _number, why in written.failed} == {LOST}
    with pytest.raises(NothingToWrite):
        write_mail_list(ranked, letters, tmp_path / "list.xlsx", "우편 발송")


def test_how_long_data_are_kept_follows_the_newest_result_that_stands(ranked: Office) -> None:
    """선정 5년, 미선정 6개월, from the day it was told; what was annulled tells nothing."""
    waiting = due(ranked)
    issue_selections(ranked, waiting, waiting.to_issue)
    chosen = {one.number for one in result_list(ranked, JANGI).lines}
    retention = ranked.store.retention
    terms = ranked.notices.get(JANGI).retention
    today = ranked.clock.today()
    with ranked.store.unit() as unit:
        cases = [unit.cases.get(one.case_id) for one in unit.outgoing.selections(JANGI)]
    for case in cases:
        term = term_of(retention.standing(case.id), terms)
        told = case.number in chosen
        assert term.holding is (Holding.SELECTED if told else Holding.NOT_SELECTED)
        assert term.ends_on == add_months(today, 60 if told else 6)
    others = {one.number for one in cases} - chosen
    over = [one.number for one in retention.candidates(today, date(2000, 1, 1), None)]
    assert set(over) == others
    (line,) = rosters(ranked, JANGI)
    assert line.standing is not None
    annul(ranked, line.standing.draw.id, "씨앗을 잘못 읽음")
    holdings = {term_of(retention.standing(one.id), terms).holding for one in cases}
    assert holdings == {Holding.OPEN}


def entry(points: int, dependants: int, year: int, rank: int | None = None) -> RosterEntry:
    return RosterEntry(
        case_id=UUID(int=1),
        number="2023-3-00001",
        rank=rank,
        points=points,
        dependants=dependants,
        birth=date(year, 5, 5),
    )


@pytest.mark.parametrize(
    ("own", "last", "said"),
    [
        (entry(5, 1, 1980), entry(7, 2, 1980), "마지막 선정자의 가점이 7점으로"),
        (entry(7, 1, 1980), entry(7, 2, 1985), "(마지막 선정자 2명, 귀하 1명)"),
        (entry(7, 2, 1985), entry(7, 2, 1980), "나이가 많은 분을 먼저"),
        (entry(7, 2, 1980), entry(7, 2, 1980), "공개 추첨을 하였으나"),
        (entry(9, 4, 1970, rank=2), entry(3, 1, 1990, rank=1), "1순위 신청자로 모집호수가 찼"),
        (entry(5, 1, 1980, rank=1), entry(7, 1, 1980, rank=1), "귀하의 가점(5점)보다"),
        (entry(9, 4, 1970), None, "모집호수가 없었습니다"),
    ],
)
def test_what_others_came_before_by_is_said(
    office: Office, own: RosterEntry, last: RosterEntry | None, said: str
) -> None:
    letter = selection(
        RankedSheet(
            case=hong("2023-3-00001"),
            notice=office.notices.get(JANGI),
            on=date(2024, 3, 15),
            own=Placed(entry=own, place=9, tied=False, selection=Selection.NOT_SELECTED),
            quota=8,
            count=20,
            last=last,
            frozen_on=date(2024, 3, 11),
            digest="ab" * 32,
            lot=None,
        )
    )
    assert said in letter.reason
    assert letter.reason_clause.startswith(("1장", "2장"))
    assert letter.steps == ()


def test_a_place_that_waits_for_the_draw_is_told_to_nobody(office: Office) -> None:
    place = Placed(entry=entry(7, 2, 1980), place=8, tied=True, selection=Selection.DRAW)
    with pytest.raises(CannotPrint, match="추첨할 차례"):
        selection(
            RankedSheet(
                case=hong("2023-3-00001"),
                notice=office.notices.get(JANGI),
                on=date(2024, 3, 15),
                own=place,
                quota=8,
                count=20,
                last=None,
                frozen_on=date(2024, 3, 11),
                digest="ab" * 32,
                lot=None,
            )
        )
