"""Filing an application: what it lacks, the period, who is there already, and taking it back."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

from ipju.domain.case import Case, Channel, IncomeBox, Residence, Stage
from ipju.domain.dates import SEOUL
from ipju.domain.editing import change
from ipju.domain.finding import Outcome
from ipju.domain.notice import Amendment, Notice
from ipju.domain.person import Nationality, Person, Relation
from ipju.domain.trail import TrailQuery
from ipju.services.application_steps import (
    Given,
    Step,
    Timing,
    asked_of,
    gaps,
    period_amendments,
    steps_of,
    timing,
)
from ipju.services.applying import (
    CannotFile,
    NotWholeYet,
    OutsidePeriod,
    applying,
    desk_moment,
    file_application,
    give,
    withdraw_application,
)
from ipju.services.counter import LooksAlike, Typed, open_at_counter
from ipju.services.office import Office
from ipju.services.overlap_queue import overlap_queues
from ipju.services.record import record
from tests.services.desk import acts, stored
from tests.services.test_overlaps import KIM, NOTICE, SELF, applied, outcome, person

ROOMS = "teukhwa-maeip-2023-baekam"
RRN = "9001011234567"
DURING = datetime(2023, 12, 27, 14, 12, 5, tzinfo=SEOUL)


@dataclass(frozen=True)
class At:
    """A desk at one moment."""

    moment: datetime

    def now(self) -> datetime:
        return self.moment.astimezone(UTC)

    def today(self) -> date:
        return self.moment.astimezone(SEOUL).date()


def at(office: Office, moment: datetime) -> Office:
    return replace(office, clock=At(moment))


@pytest.fixture
def desk(office: Office) -> Office:
    """The desk on the second day of the application period."""
    return at(office, DURING)


def written(office: Office, **more: object) -> Case:
    """An application of which everything is written but what is given by word."""
    case = open_at_counter(office, Typed(notice=NOTICE, name="김예시", rrn=RRN)).case
    facts: dict[str, Any] = {
        "income_box": IncomeBox.FULL,
        "phone": "010-0000-1111",
        "postcode": "06336",
        "address": "서울특별시 강남구 개포로 621",
        "residence": Residence(registered_in_seoul=True, moved_to_seoul_on=date(2020, 1, 1)),
        "claimed": replace(
            case.claimed, age=1, dependants=0, residence=2, children=0, vulnerable=0
        ),
    }
    edits = [change(case, (name,), value) for name, value in (facts | more).items()]
    return record(office, case.id, edits).case


def promised(office: Office, **more: object) -> Case:
    case = written(office, **more)
    for one in Given:
        give(office, case.id, one, given=True)
    return case


def notice_at(office: Office) -> Notice:
    return office.notices.get(NOTICE)


def test_the_last_act_makes_it_an_application_and_says_what_was_confirmed(desk: Office) -> None:
    case = promised(desk)
    assert stored(desk, case.id).applied_at is None
    done = file_application(desk, case.id, case.version)
    assert done.case == stored(desk, case.id)
    assert done.case.applied_at == DURING.astimezone(UTC)
    assert done.changes.judgement
    assert done.changes.trail
    assert acts(desk, case.id) == [
        *("open", "record", "give-pledge", "give-consent", "record", "file-application"),
    ]
    row = desk.store.trail(TrailQuery(actions=("file-application",))).rows[0]
    assert row.detail == {
        "version": done.case.version,
        "applied_at": DURING.astimezone(UTC).isoformat(),
        "confirmed": ["pledge", "consent"],
        "timing": "within",
    }
    found = applying(desk, case.id)
    assert (found.filed_by, found.filed_on) == ("박담당", DURING.astimezone(UTC))
    assert found.taken_back_on is None


def test_nothing_is_filed_while_something_is_lacking(desk: Office) -> None:
    case = open_at_counter(desk, Typed(notice=NOTICE, name="김예시", spouse="이보기")).case
    with pytest.raises(NotWholeYet, match="신청자 주민등록번호 항목") as told:
        file_application(desk, case.id, case.version)
    assert [one.label for one in told.value.gaps] == [
        *("신청자 주민등록번호", "신청자 생년월일", "공고일 서울 주민등록", "가구당 월평균소득"),
        *("휴대전화", "우편번호", "주소", "배우자 주민등록번호", "배우자 생년월일"),
        *("청약서약", "개인정보동의", "서울 최종 전입일"),
        *("신청 점수 ① 나이", "신청 점수 ② 부양가족", "신청 점수 ③ 서울 거주"),
        *("신청 점수 ④ 미성년 자녀", "신청 점수 ⑤ 취약계층"),
    ]
    assert stored(desk, case.id).applied_at is None
    assert "file-application" not in acts(desk, case.id)


def test_each_of_the_family_has_a_name_and_a_birth_date(desk: Office) -> None:
    case = promised(desk)
    child = Person(id=uuid4(), name="", relation=Relation.CHILD, birth=date(2015, 1, 1))
    whole = replace(case, people=(*case.people, child))
    (gap,) = gaps(whole, notice_at(desk), frozenset(Given))
    assert (gap.step, gap.path, gap.label) == (
        Step.POINTS,
        ("people", child.id, "name"),
        "자녀 성명",
    )
    named = replace(child, name="김하나", birth=None)
    (gap,) = gaps(replace(case, people=(*case.people, named)), notice_at(desk), frozenset(Given))
    assert gap.label == "김하나 생년월일"


def test_what_is_asked_follows_the_notice(desk: Office) -> None:
    homes, rooms = notice_at(desk), desk.notices.get(ROOMS)
    assert steps_of(homes) == tuple(Step)
    assert steps_of(rooms) == tuple(one for one in Step if one is not Step.POINTS)
    assert asked_of(homes) == tuple(Given)
    assert asked_of(rooms) == ()
    assert homes.application is not None
    plain = replace(homes, application=replace(homes.application, income_boxes=(), pledge=False))
    assert asked_of(plain) == (Given.CONSENT,)
    case = open_at_counter(desk, Typed(notice=ROOMS, name="남궁견본")).case
    labels = [one.label for one in gaps(case, rooms, frozenset())]
    assert labels[0] == "신청 주택"
    assert not {"가구당 월평균소득", "청약서약", "서울 최종 전입일"} & set(labels)
    bare = [one.label for one in gaps(replace(case, people=(), notice=NOTICE), plain, frozenset())]
    assert bare[0] == "신청자"
    assert "가구당 월평균소득" not in bare
    nobody = replace(case.people[0], nationality=None)
    labels = [one.label for one in gaps(replace(case, people=(nobody,)), homes, frozenset())]
    assert "신청자 국적" in labels
    away = replace(case, residence=Residence(registered_in_seoul=False))
    assert "서울 최종 전입일" not in [one.label for one in gaps(away, homes, frozenset())]


def test_a_pledge_is_taken_back_by_a_row_of_its_own(desk: Office) -> None:
    case = written(desk)
    for given in (True, True, False):
        give(desk, case.id, Given.PLEDGE, given=given)
    give(desk, case.id, Given.CONSENT, given=True)
    assert acts(desk, case.id)[2:] == ["give-pledge", "take-back-pledge", "give-consent"]
    assert applying(desk, case.id).given == {Given.CONSENT}
    with pytest.raises(NotWholeYet, match="청약서약"):
        file_application(desk, case.id, case.version)
    other = open_at_counter(desk, Typed(notice=ROOMS, name="남궁견본")).case
    with pytest.raises(CannotFile, match="청약서약 단계가 없습니다"):
        give(desk, other.id, Given.PLEDGE, given=True)


def test_outside_the_period_it_takes_a_reason_and_is_judged_so(office: Office) -> None:
    late = at(office, datetime(2023, 12, 29, 17, 0, 1, tzinfo=SEOUL))
    case = promised(late)
    with pytest.raises(OutsidePeriod, match="접수 마감 뒤입니다") as told:
        file_application(late, case.id, case.version, reason="  ")
    assert told.value.timing is Timing.AFTER
    assert stored(late, case.id).applied_at is None
    file_application(late, case.id, case.version, reason=" 청약 시스템 \n 장애 ")
    assert outcome(late, case.id) is Outcome.FAIL
    row = next(one for one in late.store.acts(case.id, 9) if one[2] == "file-application")
    assert row[3] == "청약 시스템 장애"


@pytest.mark.parametrize(
    ("moment", "reading", "found"),
    [
        (datetime(2023, 12, 26, 9, 59, 59, tzinfo=SEOUL), "inclusive", Timing.BEFORE),
        (datetime(2023, 12, 26, 10, 0, tzinfo=SEOUL), "inclusive", Timing.WITHIN),
        (datetime(2023, 12, 29, 17, 0, tzinfo=SEOUL), "inclusive", Timing.WITHIN),
        (datetime(2023, 12, 29, 17, 0, tzinfo=SEOUL), "exclusive", Timing.AFTER),
        (datetime(2023, 12, 29, 17, 0, 1, tzinfo=SEOUL), "inclusive", Timing.AFTER),
    ],
)
def test_the_ends_of_the_period(
    office: Office, moment: datetime, reading: str, found: Timing
) -> None:
    notice = notice_at(office)
    config = tuple(
        replace(one, chosen=reading) if one.id == "B14" else one for one in notice.config
    )
    assert timing(moment, replace(notice, config=config)) is found
    rolling = office.notices.get(ROOMS)
    assert timing(moment + timedelta(days=900), rolling) is Timing.WITHIN


def test_the_amended_dates_of_the_period_are_told(office: Office) -> None:
    notice = notice_at(office)
    moved = [
        Amendment(field=field, old="가", new="나", announced_on=notice.day, reason="장애")
        for field in ("papers_until", "application_until")
    ]
    amended = replace(notice, calendar=replace(notice.calendar, amendments=tuple(moved)))
    assert period_amendments(amended) == (moved[1],)
    assert period_amendments(notice) == ()


def test_the_day_of_a_practice_desk_is_its_own(office: Office) -> None:
    moment = desk_moment(office.clock)
    assert moment.astimezone(SEOUL).date() == office.clock.today()
    assert moment.tzinfo is UTC


def test_one_that_overlaps_takes_a_reason_once_and_waits_to_be_settled(desk: Office) -> None:
    case = promised(desk)
    applied(desk, "A-01", person(SELF, KIM, RRN))
    assert [one.case.number for one in applying(desk, case.id).beside] == ["A-01"]
    with pytest.raises(LooksAlike, match="겹칩니다"):
        file_application(desk, case.id, case.version)
    assert stored(desk, case.id).applied_at is None
    file_application(desk, case.id, case.version, reason="본인이 다시 신청함")
    assert applying(desk, case.id).knowingly
    (waiting,) = overlap_queues(desk, NOTICE)
    assert waiting.count == 1


def test_one_opened_knowingly_is_not_asked_again(desk: Office) -> None:
    applied(desk, "A-01", person(SELF, KIM, RRN))
    typed = Typed(notice=NOTICE, name="김예시", rrn=RRN)
    case = open_at_counter(desk, typed, "본인이 다시 신청함").case
    assert applying(desk, case.id).knowingly
    with pytest.raises(NotWholeYet):
        file_application(desk, case.id, case.version)


def test_what_was_filed_changes_no_more_and_what_changed_meanwhile_is_read_again(
    desk: Office,
) -> None:
    case = promised(desk)
    record(desk, case.id, [change(case, ("email",), "a@example.com")])
    with pytest.raises(CannotFile, match="그사이 내용이 바뀌었습니다"):
        file_application(desk, case.id, case.version)
    file_application(desk, case.id, stored(desk, case.id).version)
    with pytest.raises(CannotFile, match="이미 접수한"):
        file_application(desk, case.id, stored(desk, case.id).version)
    with pytest.raises(CannotFile, match="이미 접수한"):
        give(desk, case.id, Given.PLEDGE, given=False)


def test_within_the_period_it_is_taken_back_and_made_again(desk: Office) -> None:
    case = promised(desk)
    file_application(desk, case.id, case.version)
    with pytest.raises(CannotFile, match="사유"):
        withdraw_application(desk, case.id, " ")
    done = withdraw_application(desk, case.id, "공급유형을 바꿈").case
    assert (done.applied_at, done.stage) == (None, Stage.CLOSED)
    found = applying(desk, case.id)
    assert found.taken_back_on == DURING.astimezone(UTC)
    assert (found.filed_by, found.filed_on) == ("", None)
    with pytest.raises(CannotFile, match="취소하거나 끝난"):
        file_application(desk, case.id, done.version)
    with pytest.raises(CannotFile, match="아직 접수하지 않은"):
        withdraw_application(desk, case.id, "한 번 더")
    again = open_at_counter(desk, Typed(notice=NOTICE, name="김예시", rrn=RRN)).case
    assert again.number != case.number


def test_after_the_period_or_beyond_its_papers_it_is_not_taken_back_here(desk: Office) -> None:
    case = promised(desk)
    file_application(desk, case.id, case.version)
    late = at(desk, datetime(2024, 1, 2, 9, 0, tzinfo=SEOUL))
    with pytest.raises(CannotFile, match="접수기간 안에서만"):
        withdraw_application(late, case.id, "마음을 바꿈")
    now = stored(desk, case.id)
    record(desk, case.id, [change(now, ("stage",), Stage.EXAMINING)])
    with pytest.raises(CannotFile, match="심사 중 단계"):
        withdraw_application(desk, case.id, "마음을 바꿈")
    assert stored(desk, case.id).applied_at is not None


def test_one_that_came_otherwise_is_filed_with_the_moment_it_was_saved(desk: Office) -> None:
    case = promised(desk, channel=Channel.ONLINE)
    with pytest.raises(CannotFile, match="저장한 일시"):
        file_application(desk, case.id, case.version)
    with pytest.raises(CannotFile, match="지금보다 뒤"):
        file_application(desk, case.id, case.version, DURING + timedelta(hours=1))
    saved = datetime(2023, 12, 26, 11, 0, tzinfo=SEOUL)
    done = file_application(desk, case.id, case.version, saved)
    assert done.case.applied_at == saved.astimezone(UTC)


def test_a_foreigner_is_recorded_as_one(desk: Office) -> None:
    case = promised(desk)
    me = case.people[0].id
    edit = change(case, ("people", me, "nationality"), Nationality.FOREIGN)
    done = record(desk, case.id, [edit]).case
    file_application(desk, case.id, done.version)
    assert stored(desk, case.id).applied_at is not None
