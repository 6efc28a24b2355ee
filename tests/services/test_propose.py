"""Proposing freezes what is known: facts, notice, findings and the letter, under one digest."""

import hashlib
import json
import re
from dataclasses import fields, replace

import pytest

from ipju.domain.case import Case
from ipju.domain.decision import Matter, ProposalState, Verdict
from ipju.domain.editing import change
from ipju.domain.finding import Outcome
from ipju.services.authority import NotAllowed
from ipju.services.decisions import decisions, open_sheet, waiting
from ipju.services.fact_words import SECTIONS, UNTOLD, WORDS, facts
from ipju.services.frozen import CannotDecide, NotWhole, Unaccounted, read, written
from ipju.services.issue_letter import letter_preview
from ipju.services.letters import CannotPrint
from ipju.services.office import Office
from ipju.services.practice import fill
from ipju.services.propose import AlreadyWaiting, NoReasons, NotWaiting, NotYours, propose, withdraw
from ipju.services.record import record
from ipju.storage.shape import case_shape
from tests.services.deciding import REASONS, chairs, edited, proposed
from tests.services.desk import acts, stored, text_of

BORNE = {
    (Matter.PERSON, Verdict.ELIGIBLE): ("granted", "eligible"),
    (Matter.PERSON, Verdict.INELIGIBLE): ("refused", "ineligible"),
    (Matter.PERSON, Verdict.SUPPLEMENT): ("refused", "supplement"),
    (Matter.PERSON, Verdict.HOLD): ("refused", ""),
    (Matter.HOME, Verdict.ELIGIBLE): ("granted", "title"),
    (Matter.HOME, Verdict.HOLD): ("granted", ""),
}


@pytest.mark.parametrize(("matter", "verdict"), sorted(BORNE))
def test_what_is_frozen_is_all_a_decision_rests_on(
    office: Office, refused: Case, granted: Case, matter: Matter, verdict: Verdict
) -> None:
    name, form = BORNE[matter, verdict]
    case = {"refused": refused, "granted": granted}[name]
    done = propose(office, case.id, matter, verdict, REASONS)
    assert done.changes.decisions
    assert done.changes.queues
    assert (done.proposal.state, done.proposal.whole) == (ProposalState.WAITING, True)

    seen = open_sheet(chairs(office).choi, done.proposal.id)
    assert seen.case == stored(office, case.id)
    assert len(seen.findings) == len(office.notices.get(case.notice).rules)
    assert any(one.outcome is Outcome.PASS for one in seen.findings)
    assert (seen.proposed_by, seen.edited_by, seen.previous) == ("박담당", "박담당", None)
    assert seen.has_letter is bool(form)
    assert seen.sheet.digest == done.proposal.digest
    assert seen.sheet.digest == hashlib.sha256(seen.sheet.content).hexdigest()
    assert seen.fingerprint.replace(" ", "").lower() == seen.sheet.digest[:8]
    content = read(seen.sheet)
    assert (content.form, content.matter, content.verdict) == (form, matter, verdict)
    assert content.notice_digest == office.notices.digest(case.notice)
    assert acts(office, case.id) == ["import", "propose", "view"]


def test_the_text_of_a_sheet_is_canonical_and_reads_back_the_same(
    office: Office, refused: Case
) -> None:
    sheet = open_sheet(office, proposed(office, refused, Verdict.INELIGIBLE).id).sheet
    values = json.loads(sheet.content)
    again = json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert again.encode() == sheet.content
    assert written(read(sheet)) == sheet.content
    assert "김예시" in sheet.content.decode()


def test_a_sheet_whose_bytes_or_columns_were_changed_is_not_read(
    office: Office, granted: Case
) -> None:
    sheet = open_sheet(office, proposed(office, granted).id).sheet
    other = sheet.content.replace("홍길동".encode(), "김길동".encode())
    assert other != sheet.content
    for changed in (
        replace(sheet, content=other),
        replace(sheet, version=sheet.version + 1),
        replace(sheet, notice_digest="0" * 64),
        replace(sheet, content=b"{}", digest=hashlib.sha256(b"{}").hexdigest()),
    ):
        with pytest.raises(NotWhole):
            read(changed)


@pytest.mark.parametrize(
    ("matter", "verdict", "words"),
    [
        (Matter.PERSON, Verdict.ELIGIBLE, "적합하지 않은 항목"),
        (Matter.HOME, Verdict.ELIGIBLE, "권리분석"),
        (Matter.HOME, Verdict.SUPPLEMENT, "보완 결정이 없습니다"),
    ],
)
def test_what_the_case_does_not_bear_is_not_proposed(
    office: Office, refused: Case, matter: Matter, verdict: Verdict, words: str
) -> None:
    case = record(office, refused.id, [change(refused, ("dwelling",), None)]).case
    words = "주택을 아직" if verdict is Verdict.ELIGIBLE and matter is Matter.HOME else words
    with pytest.raises((CannotPrint, CannotDecide), match=words):
        proposed(office, case, verdict, matter)
    assert decisions(office, case.id).proposals == ()
    assert acts(office, case.id) == ["import", "record"]


def test_a_good_home_is_not_granted_to_who_may_not_have_it(
    office: Office, refused: Case, granted: Case
) -> None:
    """A letter that says 계약 가능 promises support: the applicant's eligibility comes first."""
    home = granted.dwelling
    case = record(office, refused.id, [change(refused, ("dwelling",), home)]).case
    with pytest.raises(CannotPrint, match="자격이 부적합이라 계약 가능을 올릴 수 없습니다"):
        proposed(office, case, Verdict.ELIGIBLE, Matter.HOME)
    assert proposed(office, case, Verdict.HOLD, Matter.HOME).state is ProposalState.WAITING


def test_a_good_home_is_not_refused_nor_a_good_applicant(office: Office, granted: Case) -> None:
    with pytest.raises(CannotPrint, match="계약 가능이므로 부적격"):
        proposed(office, granted, Verdict.INELIGIBLE, Matter.HOME)
    with pytest.raises(CannotPrint, match="부적합 항목이 없어"):
        proposed(office, granted, Verdict.INELIGIBLE)


@pytest.mark.parametrize("reasons", ["", " \n"])
def test_nothing_is_proposed_without_reasons(office: Office, granted: Case, reasons: str) -> None:
    for verdict in (Verdict.ELIGIBLE, Verdict.HOLD):
        with pytest.raises(NoReasons, match="사유"):
            propose(office, granted.id, Matter.PERSON, verdict, reasons)
    assert decisions(office, granted.id).proposals == ()


def test_a_number_in_the_reasons_is_masked(office: Office, granted: Case) -> None:
    done = propose(office, granted.id, Matter.PERSON, Verdict.ELIGIBLE, "990229-1234567 확인")
    assert done.proposal.reasons == "990229-1****** 확인"


def test_one_proposal_of_a_matter_waits_at_a_time(office: Office, granted: Case) -> None:
    first = proposed(office, granted)
    with pytest.raises(AlreadyWaiting, match="자격 결정이 이미"):
        proposed(office, granted, Verdict.HOLD)
    home = proposed(office, granted, Verdict.ELIGIBLE, Matter.HOME)
    assert [one.proposal.id for one in waiting(office).lines] == [first.id, home.id]


def test_only_who_proposed_takes_it_back_and_only_once(office: Office, granted: Case) -> None:
    desk = chairs(office)
    first = proposed(desk.park, granted)
    with pytest.raises(NotYours):
        withdraw(desk.lee, first.id, "내가")
    done = withdraw(desk.park, first.id, "더 볼 것이 있음").proposal
    assert (done.state, done.decision_reason, done.whole) == (
        ProposalState.WITHDRAWN, "더 볼 것이 있음", True,
    )  # fmt: skip
    with pytest.raises(NotWaiting, match="거둠"):
        withdraw(desk.park, first.id, "다시")
    assert proposed(desk.park, granted).state is ProposalState.WAITING
    assert acts(office, granted.id) == ["import", "propose", "withdraw", "propose"]


def test_the_counter_proposes_nothing(office: Office, granted: Case) -> None:
    with pytest.raises(NotAllowed):
        proposed(chairs(office).jung, granted)


def test_a_change_voids_what_waits_and_a_new_proposal_shows_what_changed(
    office: Office, refused: Case
) -> None:
    desk = chairs(office)
    proposed(desk.park, refused, Verdict.INELIGIBLE)
    income = refused.incomes[0]
    monthly = (income.monthly or 0) + 10_000
    case = record(
        desk.lee, refused.id, [change(refused, ("incomes", income.id, "monthly"), monthly)]
    ).case
    found = decisions(desk.park, case.id)
    assert [one.state for one in found.proposals] == [ProposalState.VOID]
    assert found.changed_since

    second = proposed(desk.park, case, Verdict.INELIGIBLE)
    (line,) = waiting(desk.choi).lines
    assert (line.proposal.id, line.case_number, line.name, line.changed, line.blocked) == (
        second.id, case.number, "김예시", 1, "",
    )  # fmt: skip
    seen = open_sheet(desk.choi, second.id)
    assert seen.edited_by == "이담당"
    assert seen.previous is not None
    assert {one.rule for one in seen.differences} == {"income"}
    value = next(one for one in seen.differences if one.field == "value")
    assert (value.title, value.before, value.after) == ("월평균소득", "7,742,056원", "7,752,056원")
    ((place, before, after),) = seen.other_changes
    assert place.startswith("소득 · ")
    assert place.endswith(" · 월 금액")
    assert (before, after) == (f"{income.monthly:,}", f"{monthly:,}")
    assert not decisions(desk.park, case.id).changed_since


def test_facts_nobody_answers_for_are_not_proposed(office: Office, granted: Case) -> None:
    case = edited(office, granted)
    with office.store.unit() as unit:
        unit.cases.save(replace(case, phone="010-0000-9999"))
    with pytest.raises(Unaccounted, match="장부와 맞지 않아"):
        proposed(office, case)


def test_practice_cases_made_by_the_hundred_can_be_proposed(office: Office) -> None:
    fill(office, office.notices.ids()[0], 40)
    cases = list(office.store.read_all())
    done = [propose(office, one.id, Matter.PERSON, Verdict.HOLD, REASONS) for one in cases[:5]]
    seen = open_sheet(office, done[0].proposal.id)
    assert (seen.edited_by, seen.edited_at) == ("", None)


def test_the_letter_frozen_is_the_one_of_that_moment(office: Office, refused: Case) -> None:
    first = proposed(office, refused, Verdict.INELIGIBLE)
    shown = letter_preview(office, first.id)
    assert "120,000원 넘습니다" in text_of(shown)
    assert "결재 전 초안" in text_of(shown)
    edited(office, refused)
    assert letter_preview(office, first.id) == shown


def test_every_fact_has_a_word_and_a_sheet_shows_no_whole_number(
    office: Office, refused: Case, granted: Case
) -> None:
    names = {one.name for table in case_shape().walk() for one in fields(table.row)}
    parts = {part.kind for table in case_shape().walk() for part in table.parts}
    names |= {one.name for part in parts for one in fields(part)}
    assert names - set(WORDS) - set(SECTIONS) - UNTOLD == set()
    for case in (refused, granted):
        people = tuple(replace(one, rrn="9902290000000") for one in case.people)
        told = list(facts(replace(case, people=people), office.notices.get(case.notice)))
        assert len(told) > 100
        text = " ".join(f"{place} {value}" for _key, place, value in told)
        assert "990229-0******" in text
        assert "9902290000000" not in text
        assert not re.search("[a-z]{3,}", text), text
