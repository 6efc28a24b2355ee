"""A letter goes out of an approved sheet, complete as the law wants it, and never changes."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest

from ipju import bootstrap
from ipju.domain.case import Case
from ipju.domain.decision import Matter, Proposal, Verdict
from ipju.domain.editing import change
from ipju.domain.printed import Decision, SupplementRequest, TitleAnalysis
from ipju.services.approve import ChangedSince, approve, refuse, send_back
from ipju.services.authority import NotAllowed
from ipju.services.decisions import decisions
from ipju.services.frozen import DecisionLetter, NotWhole, read
from ipju.services.history import history
from ipju.services.issue_letter import (
    AlreadyIssued,
    NoLetter,
    NotApproved,
    NotComplete,
    Superseded,
    draft,
    issue,
    letter_preview,
    missing_in,
    print_letter,
    save_letter,
)
from ipju.services.office import Office
from ipju.services.propose import withdraw
from ipju.services.record import record
from ipju.storage.store import Store
from tests.services.deciding import Chairs, approved, chairs, edited, proposed
from tests.services.desk import acts, text_of

EVERY = [
    (Matter.PERSON, Verdict.ELIGIBLE, "granted", "eligible", "적격"),
    (Matter.PERSON, Verdict.INELIGIBLE, "refused", "ineligible", "120,000원 넘습니다"),
    (Matter.PERSON, Verdict.SUPPLEMENT, "refused", "supplement", "받지 못했습니다"),
    (Matter.HOME, Verdict.ELIGIBLE, "granted", "title", "계약 가능"),
]


@pytest.fixture
def desk(office: Office) -> Chairs:
    return chairs(office)


@pytest.mark.parametrize(("matter", "verdict", "name", "form", "words"), EVERY)
def test_an_approved_sheet_becomes_a_letter_with_all_that_the_law_wants(
    desk: Chairs, refused: Case, granted: Case,
    matter: Matter, verdict: Verdict, name: str, form: str, words: str,
) -> None:  # fmt: skip
    case = {"refused": refused, "granted": granted}[name]
    done = approved(desk, case, verdict, matter)
    issued = issue(desk.park, done.id)
    letter = issued.letter
    assert issued.changes.letters
    assert (letter.form, letter.number, letter.prints, letter.whole) == (
        form, "맞춤형주택공급부 (연습)-1", 0, True,
    )  # fmt: skip
    assert letter.issued_on == desk.park.clock.today()
    assert letter.digest == sha256(letter.pdf).hexdigest()
    text = text_of(letter.pdf)
    for wanted in (
        words, letter.number, "2024. 2. 27.", "박담당", "최결재", "맞춤형주택공급부 (연습)",
        "02-000-0000", done.digest[:4].upper(), "근거", "발행 1회",
    ):  # fmt: skip
        assert wanted in text, wanted
    assert "초안" not in text
    if form != "supplement":
        for wanted in ("「행정절차법」 제26조", "「행정심판법」 제27조", "「행정소송법」 제20조"):
            assert wanted in text
        assert text.count("90일 이내") == 2
    assert ("2024. 3. 6." in text) is (form == "ineligible")
    assert ("2024. 3. 12." in text) is (form == "supplement")
    assert decisions(desk.park, case.id).letters == (letter,)
    assert acts(desk.park, case.id)[-1] == "issue-letter"


@pytest.mark.parametrize(
    ("place", "value", "words"),
    [
        (("dwelling", "area"), 20_000, "전용면적: 전용면적 200.00㎡"),
        (("dwelling", "lease", "deposit"), 600_000_000, "보증금 한도"),
        (("dwelling", "unregistered"), True, "미등기 건물"),
    ],
)
def test_a_home_that_is_refused_is_told_why_and_by_which_clause(
    desk: Chairs, granted: Case, place: tuple[str, ...], value: object, words: str
) -> None:
    case = record(desk.park, granted.id, [change(granted, place, value)]).case
    done = approved(desk, case, Verdict.INELIGIBLE, Matter.HOME)
    text = text_of(issue(desk.park, done.id).letter.pdf).replace("\r\n", " ")
    assert "계약 불가" in text
    after = text[text.index("– " + words.partition(":")[0]) :]
    assert "(근거: 공고 " in after[:200], after[:200]
    assert "「행정심판법」 제27조" in text


def test_numbers_count_on_in_their_year(desk: Chairs, granted: Case, refused: Case) -> None:
    numbers = [
        issue(desk.park, approved(desk, case, verdict, matter).id).letter.number
        for case, verdict, matter in (
            (granted, Verdict.ELIGIBLE, Matter.PERSON),
            (granted, Verdict.ELIGIBLE, Matter.HOME),
            (refused, Verdict.INELIGIBLE, Matter.PERSON),
        )
    ]
    assert [one.rpartition("-")[2] for one in numbers] == ["1", "2", "3"]


def test_a_letter_is_issued_once_and_printed_the_same_each_time(
    desk: Chairs, granted: Case, tmp_path: Path
) -> None:
    done = approved(desk, granted)
    letter = issue(desk.park, done.id).letter
    with pytest.raises(AlreadyIssued, match=r"시행 맞춤형.*다시 인쇄"):
        issue(desk.park, done.id)
    assert print_letter(desk.park, letter.id) == letter.pdf
    saved = save_letter(desk.jung, letter.id, tmp_path / "통지" / "letter.pdf")
    assert saved.read_bytes() == letter.pdf
    # What changes afterwards changes nothing of it.
    edited(desk.park, granted)
    assert print_letter(desk.jung, letter.id, "다시 인쇄") == letter.pdf
    assert letter_preview(desk.park, done.id) == letter.pdf
    (kept,) = decisions(desk.park, granted.id).letters
    assert (kept.prints, kept.pdf) == (3, letter.pdf)
    assert acts(desk.park, granted.id).count("print-letter") == 3


def test_only_an_approved_sheet_is_printed_from(desk: Chairs, granted: Case) -> None:
    def ended(by: Callable[[Proposal], object]) -> Proposal:
        found = proposed(desk.park, granted)
        by(found)
        return found

    waits = ended(lambda _one: None)
    with pytest.raises(NotApproved, match="결재 대기"):
        issue(desk.park, waits.id)
    withdraw(desk.park, waits.id, "")
    others = [
        ended(lambda one: send_back(desk.choi, one.id, "다시")),
        ended(lambda one: refuse(desk.choi, one.id, "안 됨")),
        waits,
    ]
    for one, state in zip(others, ("되돌림", "반려", "거둠"), strict=True):
        with pytest.raises(NotApproved, match=state):
            issue(desk.park, one.id)
    done = approved(desk, granted)
    edited(desk.park, granted)
    with pytest.raises(NotApproved, match="효력 잃음"):
        issue(desk.park, done.id)
    assert decisions(desk.park, granted.id).letters == ()


def test_hold_sends_nothing(desk: Chairs, granted: Case) -> None:
    done = approved(desk, granted, Verdict.HOLD)
    with pytest.raises(NoLetter):
        issue(desk.park, done.id)
    with pytest.raises(NoLetter):
        letter_preview(desk.park, done.id)


def test_the_later_decision_is_the_one_that_is_sent(desk: Chairs, refused: Case) -> None:
    first = approved(desk, refused, Verdict.SUPPLEMENT)
    second = approved(desk, refused, Verdict.INELIGIBLE)
    with pytest.raises(Superseded):
        issue(desk.park, first.id)
    assert issue(desk.park, second.id).letter.form == "ineligible"


@pytest.mark.parametrize("field", ["department", "phone"])
def test_nothing_goes_out_without_the_officers_office_and_phone(
    desk: Chairs, granted: Case, field: str
) -> None:
    done = approved(desk, granted)
    with desk.park.store.unit() as unit:
        account = unit.accounts.get(desk.park.actor.id)
        changed = {"department": account.department, "phone": account.phone, field: " "}
        unit.accounts.save(
            replace(account, department=changed["department"], phone=changed["phone"])
        )
    with pytest.raises(NotComplete, match="담당자의") as caught:
        issue(desk.park, done.id)
    wanted = {"department": {"시행 번호", "담당자의 소속(관리 화면의 계정)"}}
    assert set(caught.value.missing) == wanted.get(field, {"담당자의 전화(관리 화면의 계정)"})
    assert decisions(desk.park, granted.id).letters == ()


def complete(office: Office, proposal: Proposal) -> DecisionLetter:
    with office.store.unit() as unit:
        letter = read(unit.sheets.get(proposal.sheet)).letter
    assert letter is not None
    return replace(
        letter, number="심사부-1", officer="박담당", officer_department="심사부",
        officer_phone="02-000-0000", supervisor="최결재", approved_on=date(2024, 2, 27),
    )  # fmt: skip


def test_each_thing_the_law_wants_is_asked_for(desk: Chairs, refused: Case, granted: Case) -> None:
    bad = complete(desk.park, proposed(desk.park, refused, Verdict.INELIGIBLE))
    good = complete(desk.park, proposed(desk.park, granted))
    home = complete(desk.park, proposed(desk.park, granted, Verdict.ELIGIBLE, Matter.HOME))
    withdraw(desk.park, decisions(desk.park, refused.id).proposals[0].id, "")
    more = complete(desk.park, proposed(desk.park, refused, Verdict.SUPPLEMENT))
    assert isinstance(bad, Decision)
    assert isinstance(good, Decision)
    assert isinstance(home, TitleAnalysis)
    assert isinstance(more, SupplementRequest)
    for whole in (bad, good, home, more):
        assert list(missing_in(whole)) == []
        for field in ("number", "officer", "officer_department", "officer_phone", "supervisor"):
            assert len(list(missing_in(replace(whole, **{field: ""})))) == 1, field
        assert list(missing_in(replace(whole, approved_on=None))) == ["결재한 사람과 날짜"]
        nobody = replace(whole.recipient, address="")
        assert list(missing_in(replace(whole, recipient=nobody))) == ["받는 사람의 주소(신청)"]
    no_clause = tuple(replace(one, clause="") for one in bad.rows)
    no_reason = tuple(replace(one, reason="", value="", outcome="") for one in bad.rows)
    assert list(missing_in(replace(bad, rows=no_clause))) == ["사유의 근거 조항"]
    assert list(missing_in(replace(bad, rows=no_reason))) == ["결정의 사유"]
    assert list(missing_in(replace(bad, rows=()))) == ["결정의 사유"]
    for one in (bad, good, home):
        assert list(missing_in(replace(one, remedies=()))) == ["이의를 제기하는 방법과 기한"]
    assert list(missing_in(replace(home, grounds=(), notes=()))) == ["결정의 사유"]
    assert list(missing_in(replace(more, how=""))) == ["보완하는 방법"]
    unclear = tuple(replace(one, remedy="") for one in more.defects)
    assert list(missing_in(replace(more, defects=unclear))) == ["보완할 것의 사유와 근거"]


def test_a_period_that_is_over_is_not_offered(desk: Chairs, refused: Case) -> None:
    done = approved(desk, refused, Verdict.INELIGIBLE)
    later = replace(desk.park, clock=bootstrap.SystemClock(date(2024, 3, 7)))
    with pytest.raises(NotComplete, match=r"소명 기간\(2024. 3. 6.\(수\)\)이 지났으니"):
        issue(later, done.id)
    # Proposed anew, the letter offers what the law always gives.
    waits = proposed(later, refused, Verdict.INELIGIBLE)
    choi = replace(desk.choi, clock=later.clock)
    text = text_of(issue(later, approve(choi, waits.id, waits.digest).proposal.id).letter.pdf)
    assert "소명할 수 있습니다" not in text
    assert "「행정심판법」 제27조" in text


def test_a_draft_says_what_it_is_and_carries_no_number(desk: Chairs, granted: Case) -> None:
    waits = proposed(desk.park, granted)
    for pdf in (letter_preview(desk.choi, waits.id), draft(desk.jung, granted, "eligible")):
        text = text_of(pdf)
        assert "결재 전 초안" in text
        assert "(연습)-" not in text
    assert "최결재" not in text_of(letter_preview(desk.choi, waits.id))


def test_an_approved_letter_says_until_it_is_issued_that_it_was_not_sent(
    desk: Chairs, granted: Case
) -> None:
    done = approved(desk, granted)
    text = text_of(letter_preview(desk.choi, done.id))
    assert "승인됨 · 발급 전" in text
    assert "결재 전 초안" not in text
    issue(desk.park, done.id)
    assert "발급 전" not in text_of(letter_preview(desk.choi, done.id))


def test_the_history_of_the_case_says_which_decision_it_was(desk: Chairs, granted: Case) -> None:
    letter = issue(desk.park, approved(desk, granted).id).letter
    told = {one.what: one.why for one in history(desk.park, granted.id)}
    assert told["결정을 올림"] == told["승인"] == "자격 적격"
    assert told["통지문을 냄"] == f"자격 적격, 시행 {letter.number}"


def test_who_may_not(desk: Chairs, granted: Case) -> None:
    done = approved(desk, granted)
    with pytest.raises(NotAllowed):
        issue(desk.jung, done.id)


def raw(office: Office, statement: str) -> None:
    assert isinstance(office.store, Store)
    run = office.store.connection.exec_driver_sql
    for (name,) in run("SELECT name FROM sqlite_master WHERE type = 'trigger'").all():
        run(f"DROP TRIGGER {name}")
    run(statement)


def test_a_letter_whose_bytes_were_changed_is_not_printed(desk: Chairs, granted: Case) -> None:
    letter = issue(desk.park, approved(desk, granted).id).letter
    raw(desk.park, "UPDATE letter SET pdf = x'255044462D'")
    with pytest.raises(NotWhole, match="통지문"):
        print_letter(desk.park, letter.id)
    assert not decisions(desk.park, granted.id).letters[0].whole
    assert "print-letter" not in acts(desk.park, granted.id)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE proposal SET verdict = 'ineligible'",
        "UPDATE proposal SET decided_by = proposed_by",
        "DELETE FROM ledger WHERE action = 'approve'",
    ],
)
def test_an_altered_approval_issues_nothing(desk: Chairs, granted: Case, statement: str) -> None:
    done = approved(desk, granted)
    raw(desk.park, statement)
    with pytest.raises(NotWhole):
        issue(desk.park, done.id)


def test_an_approval_brought_back_after_a_change_issues_nothing(
    desk: Chairs, granted: Case
) -> None:
    done = approved(desk, granted)
    raw(desk.park, "UPDATE cases SET address = '다른 곳'")
    with pytest.raises(ChangedSince):
        issue(desk.park, done.id)
    assert not decisions(desk.park, granted.id).proposals[0].whole
