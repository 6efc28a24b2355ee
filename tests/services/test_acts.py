"""Signing an answer, revealing an RRN, printing: each leaves its row in the ledger first."""

from dataclasses import replace
from pathlib import Path

import pytest

from ipju.domain.case import Case
from ipju.domain.finding import Question
from ipju.services.answer import NoReason, answer
from ipju.services.examine import examine
from ipju.services.frozen import DECISION_FORMS
from ipju.services.history import history
from ipju.services.letters import FORMS, CannotPrint
from ipju.services.office import Office
from ipju.services.open_case import view_case
from ipju.services.print_form import (
    NeedsApproval,
    note_printed,
    preview_blank,
    preview_form,
    save_form,
)
from ipju.services.reveal import reveal_rrn
from tests.services.conftest import sample
from tests.services.desk import acts, stored, text_of

NOBODYS = "9902290000000"
"""Thirteen digits whose date no calendar knows."""


def asked(office: Office, case: Case) -> Question:
    """Return the first question that is open in a case."""
    judgement = examine(case, office.notices.get(case.notice), office.clock.today())
    return next(question for finding in judgement.findings for question in finding.questions)


def test_a_signed_answer_settles_its_question(office: Office, refused: Case) -> None:
    question = asked(office, refused)
    choice = question.choices[0].id
    done = answer(office, refused.id, question, choice, "  등본으로 확인함  ").case
    kept = done.answers[-1]
    assert (kept.question, kept.choice, kept.reason, kept.officer) == (
        question.id,
        choice,
        "등본으로 확인함",
        "박담당",
    )
    assert stored(office, refused.id) == done
    judgement = examine(done, office.notices.get(done.notice), office.clock.today())
    open_now = {
        (one.id, one.subject) for finding in judgement.findings for one in finding.questions
    }
    assert (question.id, question.subject) not in open_now
    assert acts(office, refused.id)[-1] == "record"


@pytest.mark.parametrize("reason", ["", "   ", "\n"])
def test_no_answer_is_signed_without_a_reason(office: Office, refused: Case, reason: str) -> None:
    question = asked(office, refused)
    with pytest.raises(NoReason, match="사유"):
        answer(office, refused.id, question, question.choices[0].id, reason)
    assert stored(office, refused.id) == refused


def test_only_offered_answers_are_taken(office: Office, refused: Case) -> None:
    with pytest.raises(ValueError, match="답이 아닙니다"):
        answer(office, refused.id, asked(office, refused), "something-else", "사유")
    assert stored(office, refused.id) == refused


def with_rrn(office: Office) -> Case:
    case = sample("kim-yesi")
    people = (replace(case.people[0], rrn=NOBODYS, birth=None), *case.people[1:])
    with office.store.unit() as unit:
        return unit.cases.add(replace(case, people=people))


def test_a_number_is_shown_after_the_act_was_written_down(office: Office) -> None:
    case = with_rrn(office)
    assert reveal_rrn(office, case.id, case.people[0].id, "서류 대조") == NOBODYS
    (act,) = history(office, case.id)
    assert (act.actor, act.what, act.why) == ("박담당", "주민등록번호를 봄", "서류 대조")
    ledger = office.store.connection.exec_driver_sql("SELECT * FROM ledger").all()
    assert NOBODYS not in str(ledger)


def test_no_number_is_shown_when_the_ledger_cannot_be_written(office: Office) -> None:
    case = with_rrn(office)
    office.store.connection.exec_driver_sql("PRAGMA query_only = ON")
    shown = []
    with pytest.raises(Exception, match="저장하지 못했습니다"):
        shown.append(reveal_rrn(office, case.id, case.people[0].id, "서류 대조"))
    assert shown == []
    office.store.connection.exec_driver_sql("PRAGMA query_only = OFF")
    assert acts(office, case.id) == []


def test_a_number_is_not_shown_without_a_reason_or_where_there_is_none(office: Office) -> None:
    case = with_rrn(office)
    with pytest.raises(NoReason):
        reveal_rrn(office, case.id, case.people[0].id, " ")
    with pytest.raises(KeyError):
        reveal_rrn(office, case.id, case.people[1].id, "서류 대조")
    assert acts(office, case.id) == []


@pytest.mark.parametrize("form", ["consent", "receipt"])
def test_every_form_is_saved_whole_and_written_down(
    office: Office, refused: Case, granted: Case, form: str, tmp_path: Path
) -> None:
    path = tmp_path / "서식" / f"{form}.pdf"
    printed = 0
    for case in (refused, granted):
        try:
            save_form(office, case, form, path)
        except CannotPrint:
            assert acts(office, case.id) == ["import"]
            continue
        printed += 1
        assert path.read_bytes() == preview_form(office, case, form)
        assert path.read_bytes()[:5] == b"%PDF-"
        assert acts(office, case.id) == ["import", f"print-{form}"]
        assert history(office, case.id)[0].what == f"{FORMS[form]} 출력"
    assert printed
    assert [one.name for one in path.parent.iterdir()] == [path.name]


@pytest.mark.parametrize("form", DECISION_FORMS)
def test_a_decision_is_a_draft_until_it_was_approved(
    office: Office, refused: Case, granted: Case, form: str, tmp_path: Path
) -> None:
    case = granted if form in ("eligible", "title") else refused
    with pytest.raises(NeedsApproval, match="결재를 받은 뒤"):
        save_form(office, case, form, tmp_path / "letter.pdf")
    with pytest.raises(NeedsApproval):
        note_printed(office, case, form, "인쇄")
    assert list(tmp_path.glob("*.pdf")) == []
    assert acts(office, case.id) == ["import"]
    assert "결재 전 초안" in text_of(preview_form(office, case, form))


def test_what_the_findings_do_not_bear_is_not_printed(
    office: Office, refused: Case, granted: Case
) -> None:
    with pytest.raises(CannotPrint):
        preview_form(office, refused, "eligible")
    with pytest.raises(CannotPrint):
        preview_form(office, granted, "ineligible")
    with pytest.raises(CannotPrint, match="주택"):
        preview_form(office, replace(granted, dwelling=None), "title")
    with pytest.raises(CannotPrint):
        preview_form(office, granted, "no-such-form")


def test_a_letter_names_what_it_rests_on(office: Office, refused: Case) -> None:
    first = preview_form(office, refused, "ineligible")
    assert preview_form(office, refused, "ineligible") == first
    other = replace(refused, phone="010-0000-7777")
    assert preview_form(office, other, "ineligible") != first


def test_the_blank_consent_form_needs_no_case(office: Office) -> None:
    assert preview_blank(office, office.notices.ids()[0], "consent")[:5] == b"%PDF-"


def test_history_tells_acts_newest_first_in_words(office: Office, refused: Case) -> None:
    question = asked(office, refused)
    answer(office, refused.id, question, question.choices[0].id, "확인")
    view_case(office, refused.id)
    told = [(one.what, one.why) for one in history(office, refused.id)]
    assert told == [("사례를 봄", ""), ("고침", "판단"), ("사례를 들여옴", "")]
    assert len(history(office, refused.id, limit=2)) == 2
