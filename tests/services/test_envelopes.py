"""An envelope finds its case; each paper is received by one act, and its defects show at once."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from ipju import bootstrap
from ipju.domain.case import Case, Stage, Supply
from ipju.domain.decision import Verdict
from ipju.domain.editing import change
from ipju.domain.finding import Outcome
from ipju.domain.notice import Notice
from ipju.domain.paper import Paper
from ipju.domain.person import Relation
from ipju.rules.documents import Line
from ipju.rules.judge import Judgement
from ipju.services.envelope_papers import (
    Envelope,
    came,
    came_in,
    counted,
    dated,
    day_of,
    in_time,
    is_signed_form,
    lines_of,
    look_over,
    mistaken,
    not_asked,
    receive,
    seen_on,
    sign_over,
    signers,
    to_ask,
    turned,
    unchecked,
)
from ipju.services.envelopes import (
    NoSuchEnvelope,
    beware,
    envelope_day,
    finish_envelope,
    open_envelope,
)
from ipju.services.examine import examine
from ipju.services.letters import build
from ipju.services.letters.sheet import Sheet
from ipju.services.office import Office
from ipju.services.open_case import add_case
from ipju.services.record import record
from tests.services.conftest import sample
from tests.services.deciding import approved, chairs
from tests.services.desk import acts, stored
from tests.services.rooms import youth

POSTMARK = date(2024, 1, 4)
ISSUED = date(2023, 12, 27)
TODAY = date(2024, 1, 8)
ENVELOPE = Envelope(came_on=POSTMARK, registered="1000000000000")


@pytest.fixture
def notice() -> Notice:
    return bootstrap.notices().get("jangi-ansim-2023-3")


def empty() -> Case:
    """홍길동's application before its envelope came."""
    return replace(sample("hong-gildong"), papers=())


def judged(case: Case, notice: Notice) -> Judgement:
    return examine(case, notice, TODAY)


def line(case: Case, notice: Notice, kind: str) -> Line:
    found = lines_of(judged(case, notice), notice)
    return next(one for one in found if one.requirement.terms.id == kind)


def put(case: Case, paper: Paper) -> Case:
    others = tuple(one for one in case.papers if one.id != paper.id)
    return replace(case, papers=(*others, paper))


def received(
    case: Case, notice: Notice, kind: str, day: date | None = ISSUED
) -> tuple[Case, Paper]:
    """Receive one paper as the desk does: the key, then its date."""
    facts, need = judged(case, notice).facts, line(case, notice, kind).requirement
    paper = dated(receive(facts, notice, need, ENVELOPE), facts, notice, day)
    return put(case, paper), paper


def all_received(case: Case, notice: Notice) -> Case:
    for one in lines_of(judged(case, notice), notice):
        case, _paper = received(case, notice, one.requirement.terms.id)
    return case


@pytest.mark.parametrize("text", ["2023-3-02718", " 2023-3-02718\n", "02718", "2718"])
def test_the_number_or_the_qr_of_a_form_opens_the_case(
    office: Office, granted: Case, text: str
) -> None:
    assert open_envelope(office, text).id == granted.id
    assert acts(office, granted.id)[-1] == "view"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "접수번호를 적거나"),
        ("9999", "9999: 이 접수번호의 신청이 없습니다"),
        ("2023-3-99999", "신청이 없습니다"),
        ("x" * 500, "x…: 이".upper()),
    ],
)
def test_a_number_nobody_has_opens_nothing(
    office: Office, granted: Case, text: str, words: str
) -> None:
    before = acts(office, granted.id)
    with pytest.raises(NoSuchEnvelope) as refused:
        open_envelope(office, text)
    assert words in str(refused.value)
    assert acts(office, granted.id) == before


def test_last_digits_that_two_notices_share_are_asked_for_whole(
    office: Office, granted: Case
) -> None:
    prefix = office.notices.get("teukhwa-maeip-2023-baekam").number_prefix
    add_case(office, youth(f"{prefix}-02718", "표가상"))
    with pytest.raises(NoSuchEnvelope, match=rf"2023-3-02718, {prefix}-02718"):
        open_envelope(office, "2718")
    assert open_envelope(office, "2023-3-02718").id == granted.id


def test_a_whole_envelope_received_in_order_lacks_nothing(notice: Notice) -> None:
    case = all_received(empty(), notice)
    lines = lines_of(judged(case, notice), notice)
    assert len(lines) >= 4
    assert {one.outcome for one in lines} == {Outcome.PASS}
    assert came_in(lines) == len(lines)
    assert all(one.postmarked_on == POSTMARK and one.registered_mail for one in case.papers)
    assert all(one.note == "등기번호 1000000000000" for one in case.papers)
    consent = judged(case, notice).finding("consent")
    assert consent is not None
    assert consent.outcome is Outcome.PASS
    assert to_ask(case, notice, judged(case, notice), TODAY) == ()


def test_nothing_came_so_everything_would_be_asked_for(notice: Notice) -> None:
    case = empty()
    lines = lines_of(judged(case, notice), notice)
    asked = to_ask(case, notice, judged(case, notice), TODAY)
    assert [one.paper for one in asked] == [one.requirement.name for one in lines]
    assert came_in(lines) == 0


def test_a_paper_issued_before_the_notice_is_asked_for_anew(notice: Notice) -> None:
    case, _paper = received(all_received(empty(), notice), notice, "resident-abstract")
    old = next(one for one in case.papers if one.kind == "resident-abstract")
    case = replace(
        case, papers=tuple(one for one in case.papers if one.kind != "resident-abstract")
    )
    facts = judged(case, notice).facts
    case = put(case, dated(old, facts, notice, notice.papers.issued_from - timedelta(days=1)))
    assert line(case, notice, "resident-abstract").outcome is Outcome.FAIL
    (asked,) = to_ask(case, notice, judged(case, notice), TODAY)
    assert asked.paper == line(case, notice, "resident-abstract").requirement.name
    assert "새로 발급" in asked.bring
    boundary = put(case, dated(old, facts, notice, notice.papers.issued_from))
    assert line(boundary, notice, "resident-abstract").outcome is Outcome.PASS


def test_who_is_fourteen_on_the_day_of_signing_signs_himself(notice: Notice) -> None:
    case = empty()
    child = next(one for one in case.people if one.relation is Relation.CHILD)
    case = replace(
        case,
        people=tuple(
            replace(one, birth=date(2009, 12, 27)) if one.id == child.id else one
            for one in case.people
        ),
    )
    facts = judged(case, notice).facts
    need = line(case, notice, "consent").requirement
    form = receive(facts, notice, need, ENVELOPE)
    for day, guardian in ((date(2023, 12, 26), True), (date(2023, 12, 27), False)):
        signed = dated(form, facts, notice, day)
        mark = next(one for one in signed.signatures if one.person == child.id)
        assert (mark.by_guardian, mark.signed_on) == (guardian, day)
        assert day_of(signed, notice) == day
        finding = judged(put(case, signed), notice).finding("consent")
        assert finding is not None
        assert finding.outcome is Outcome.PASS


def test_a_missing_signature_is_asked_for_and_comes_back_by_the_same_key(notice: Notice) -> None:
    case = all_received(empty(), notice)
    form = next(one for one in case.papers if one.kind == "consent")
    facts = judged(case, notice).facts
    spouse = signers(facts)[1]
    unsigned = sign_over(form, facts, notice, spouse)
    assert [one.signed for one in unsigned.signatures] == [True, False, True, True]
    (asked,) = to_ask(put(case, unsigned), notice, judged(put(case, unsigned), notice), TODAY)
    assert asked.paper == "동의서"
    again = sign_over(unsigned, facts, notice, spouse)
    assert again == form


def test_a_form_of_another_kind_fails_and_can_be_taken_back(notice: Notice) -> None:
    case = sample("kim-yesi")
    diagnosis = next(
        one
        for one in lines_of(judged(case, notice), notice)
        if one.requirement.terms.id == notice.papers.pregnancy
    )
    assert diagnosis.paper is not None
    wrong = mistaken(diagnosis.paper, " 임신확인서 ")
    found = line(put(case, wrong), notice, notice.papers.pregnancy)
    assert found.outcome is Outcome.FAIL
    assert "임신확인서" in found.defects[0].text
    assert mistaken(wrong, "").wrong_kind == ""


def test_a_diagnosis_without_weeks_is_not_taken_until_they_are_read_off(notice: Notice) -> None:
    case = replace(sample("kim-yesi"), papers=())
    kind = notice.papers.pregnancy
    case, paper = received(case, notice, kind)
    assert line(case, notice, kind).outcome is Outcome.MISSING
    told = counted(paper, 12, 1)
    assert (told.weeks, told.foetuses) == (12, 1)
    assert line(put(case, told), notice, kind).outcome is Outcome.PASS
    silent = counted(paper, None, None)
    found = line(put(case, silent), notice, kind)
    assert found.outcome is Outcome.FAIL
    assert "임신주수" in found.defects[0].text


def test_each_thing_that_a_paper_must_show_can_be_turned(notice: Notice) -> None:
    case, paper = received(empty(), notice, "resident-register")
    terms = line(case, notice, "resident-register").requirement.terms
    seen = seen_on(paper, terms)
    assert [one.ok for one in seen] == [True] * 6
    assert "주민등록번호 뒷자리" in [one.word for one in seen]
    for one in seen:
        lacking = turned(paper, one.id)
        assert [again.id for again in seen_on(lacking, terms) if not again.ok] == [one.id]
        found = line(put(case, lacking), notice, "resident-register")
        assert found.outcome is Outcome.FAIL
        back = turned(lacking, one.id)
        assert {again.ok for again in seen_on(back, terms)} == {True}
        assert line(put(case, back), notice, "resident-register").outcome is Outcome.PASS


def test_a_copy_of_what_must_be_an_original_is_asked_for_anew(notice: Notice) -> None:
    case, paper = received(replace(sample("kim-yesi"), papers=()), notice, notice.papers.pregnancy)
    copy = turned(counted(paper, 12, 1), "original")
    found = line(put(case, copy), notice, notice.papers.pregnancy)
    assert found.outcome is Outcome.FAIL
    assert "사본" in found.defects[0].text


def test_what_nobody_looked_at_lacks_the_record(notice: Notice) -> None:
    case = empty()
    need = line(case, notice, "resident-register").requirement
    alone = replace(receive(judged(case, notice).facts, notice, need, ENVELOPE),
                    postmarked_on=None, rrn_shown=None, shows=(), original=None)  # fmt: skip
    assert unchecked(alone, notice)
    assert [one.ok for one in seen_on(alone, need.terms)] == [None] * 6
    facts = judged(case, notice).facts
    looked = look_over(alone, facts, notice, need.terms, ENVELOPE)
    assert looked.id == alone.id
    assert not unchecked(looked, notice)
    assert {one.ok for one in seen_on(looked, need.terms)} == {True}


def test_ordinary_mail_is_a_defect_and_the_number_is_kept_once(notice: Notice) -> None:
    case, paper = received(empty(), notice, "family-certificate")
    ordinary = came(paper, notice, Envelope(came_on=POSTMARK, ordinary=True))
    assert (ordinary.registered_mail, ordinary.note) == (False, "")
    found = line(put(case, ordinary), notice, "family-certificate")
    assert found.outcome is Outcome.FAIL
    assert "등기우편이 아님" in found.defects[0].text
    noted = replace(paper, note="찢어짐; 등기번호 1000000000000")
    other = came(noted, notice, Envelope(came_on=POSTMARK, registered="2000000000000"))
    assert other.note == "찢어짐; 등기번호 2000000000000"


def test_the_postmark_is_held_against_the_filing_period(notice: Notice) -> None:
    first, last = notice.calendar.papers_from, notice.calendar.papers_until
    assert first is not None
    assert last is not None
    one = timedelta(days=1)
    told = [in_time(notice, day) for day in (first - one, first, last, last + one)]
    assert told == ["early", "in-time", "in-time", "late"]


def test_papers_that_are_handed_in_bear_the_day_of_filing() -> None:
    rooms = bootstrap.notices().get("teukhwa-maeip-2023-baekam")
    case = youth("2023-T-00001", "표가상")
    judgement = examine(case, rooms, date(2024, 2, 20))
    need = lines_of(judgement, rooms)[0].requirement
    day = date(2024, 1, 10)
    paper = receive(judgement.facts, rooms, need, Envelope(came_on=day))
    assert (paper.received_on, paper.postmarked_on, paper.registered_mail) == (day, None, None)
    assert in_time(rooms, day) in ("early", "in-time", "late", "")


def test_both_columns_of_a_financial_consent_are_signed() -> None:
    rooms = bootstrap.notices().get("teukhwa-maeip-2023-baekam")
    assert rooms.financial_consent is not None
    kind = rooms.financial_consent.paper
    case = replace(youth("2023-T-00001", "표가상"), papers=())
    judgement = examine(case, rooms, date(2024, 2, 20))
    need = next(o for o in lines_of(judgement, rooms) if o.requirement.terms.id == kind).requirement
    form = receive(judgement.facts, rooms, need, Envelope(came_on=date(2024, 1, 10)))
    assert is_signed_form(rooms, kind)
    assert {(one.signed, one.unnotified, one.agreed) for one in form.signatures} == {
        (True, True, None)
    }


def test_what_this_application_need_not_bring_is_named(notice: Notice) -> None:
    spared = [one.id for one in not_asked(judged(empty(), notice), notice)]
    assert "marriage-certificate" in spared
    assert not set(spared) & {"resident-register", "veteran-certificate"}
    newly = replace(empty(), supply=Supply.NEWLYWED)
    assert "marriage-certificate" not in [
        one.id for one in not_asked(judged(newly, notice), notice)
    ]


def test_what_the_desk_would_ask_is_what_the_letter_says(notice: Notice) -> None:
    case = replace(sample("kim-yesi"), papers=())
    judgement = judged(case, notice)
    sheet = Sheet(case=case, notice=notice, notice_digest="", judgement=judgement, on=TODAY,
                  officer="박담당")  # fmt: skip
    letter = build("supplement", sheet)
    asked = to_ask(case, notice, judgement, TODAY)
    assert len(asked) >= 5
    assert [(one.item, one.remedy) for one in letter.defects] == [
        (one.paper, one.bring) for one in asked
    ]


def test_somebody_without_a_name_is_asked_for_nothing(notice: Notice) -> None:
    case = replace(empty(), people=())
    assert to_ask(case, notice, judged(case, notice), TODAY) == ()


def test_a_received_paper_is_stored_and_judged(office: Office, notice: Notice) -> None:
    case = add_case(office, empty()).case
    facts = judged(case, notice).facts
    need = line(case, notice, "family-certificate").requirement
    paper = dated(receive(facts, notice, need, ENVELOPE), facts, notice, ISSUED)
    record(office, case.id, [change(case, ("papers", paper.id), paper)])
    assert stored(office, case.id).papers == (paper,)


def test_finished_envelopes_are_counted_from_the_ledger(office: Office, granted: Case) -> None:
    assert envelope_day(office).everybody == 0
    lee = replace(office, actor=bootstrap.seat(office.store, "이담당"))
    finish_envelope(office, granted.id, ENVELOPE, papers=7, asked=0)
    changes = finish_envelope(office, granted.id, Envelope(ordinary=True), papers=0, asked=2)
    finish_envelope(lee, granted.id, ENVELOPE, papers=1, asked=1)
    assert changes.case_id == granted.id
    day = envelope_day(office)
    assert (day.everybody, day.mine, day.hour) == (3, 2, 2)
    assert (day.last, day.asked) == (granted.number, 2)
    rows = [one for one in office.store.acts(granted.id, 10) if one[2] == "envelope"]
    assert len(rows) == 3


def test_yesterdays_envelopes_are_not_of_this_day(office: Office, granted: Case) -> None:
    finish_envelope(office, granted.id, ENVELOPE, papers=7, asked=0)

    class Tomorrow:
        def now(self) -> object:
            return office.clock.now() + timedelta(days=1)

        def today(self) -> date:
            return office.clock.today()

    later = replace(office, clock=Tomorrow())
    assert envelope_day(later).everybody == 0


def test_an_envelope_of_a_case_that_is_gone_is_not_finished(office: Office, granted: Case) -> None:
    from uuid import uuid4

    with pytest.raises(KeyError):
        finish_envelope(office, uuid4(), ENVELOPE, papers=1, asked=0)
    assert envelope_day(office).everybody == 0


def test_what_is_to_be_known_before_papers_are_received_is_said(office: Office) -> None:
    desk = chairs(office)
    case = add_case(desk.park, replace(sample("kim-yesi"), papers=())).case
    assert beware(desk.jung, case.id) == ""
    approved(desk, case, Verdict.INELIGIBLE)
    assert "부적격 결정이 서 있습니다" in beware(desk.jung, case.id)
    closed = add_case(desk.park, replace(sample("hong-gildong"), stage=Stage.CLOSED)).case
    assert beware(desk.jung, closed.id).startswith("닫힌 사례입니다.")
