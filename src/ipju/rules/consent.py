"""Signatures on the consent form (개인정보 동의서): of every member, for every item."""

from __future__ import annotations

from uuid import UUID

from ipju.domain.dates import spoken
from ipju.domain.finding import Choice, Finding, Outcome, Question, Reading, Target, Threshold
from ipju.domain.notice import Notice
from ipju.domain.paper import Signature
from ipju.domain.person import Person, Register, Relation
from ipju.rules.answers import ruling
from ipju.rules.facts import Facts
from ipju.rules.names import TITLES
from ipju.rules.outcome import agree, not_applicable, worst
from ipju.rules.periods import notice_day
from ipju.rules.scholar import awaits_selection
from ipju.rules.signatures import Signed, hand

_CHOICES = (
    Choice(id="not-needed", text="세대구성원이 아니므로 서명이 필요 없다(적합)"),
    Choice(id="needed", text="배우자 세대원이므로 서명을 받아야 한다(부적합)"),
)


def consent(facts: Facts, notice: Notice) -> Finding:
    """Judge the signatures: every member, under 14 the guardian, every item agreed (3장)."""
    return agree(_consent, facts, notice)


def _consent(facts: Facts, notice: Notice) -> Finding:
    if awaits_selection(facts, notice):
        sentence = "동의서는 장학생으로 선정된 뒤에 냅니다."
        return not_applicable("consent", notice.papers.consent_clause, sentence)
    forms = [one for one in facts.case.papers if one.kind == notice.papers.consent]
    if not forms or not facts.household.members:
        return _without_form(facts, notice, bool(forms))
    signatures = {sign.person: sign for form in forms for sign in form.signatures}
    found = [_member(facts, notice, o, signatures.get(o.id)) for o in facts.household.members]
    found += [
        _bystander(facts, one, signatures.get(one.id))
        for one in facts.case.people
        if notice.household.spouse and _beside_spouse(facts, one)
    ]
    outcome = worst(one.outcome for one in found)
    failed = outcome is Outcome.FAIL
    bad = [one for one in found if one.outcome is outcome and outcome is not Outcome.PASS]
    age = notice.papers.guardian_below_age
    return Finding(
        rule="consent",
        title=TITLES["consent"][1],
        outcome=outcome,
        sentence=_sentence(found, bad),
        clause=notice.papers.consent_clause,
        value=f"{len(found)}명 중 {sum(o.outcome is Outcome.PASS for o in found)}명 적합",
        limit="전원 서명·전 항목 동의",
        target=_target(forms[0].id, bad[0]) if bad else None,
        readings=tuple(
            Reading(label=one.person.name, value=one.says, target=_target(forms[0].id, one))
            for one in found
        ),
        thresholds=(
            Threshold(key="papers.guardian_below_age", text=f"만 {age}세"),
            notice_day(notice),
        ),
        missing=()
        if failed
        else tuple(
            Reading(
                label=f"{one.person.name} {one.says}",
                value="미확인",
                target=_target(forms[0].id, one),
            )
            for one in found
            if one.outcome is Outcome.MISSING
        ),
        questions=() if failed else tuple(o.question for o in found if o.question is not None),
        notes=_sibling_notes(facts, signatures),
        boundary=any(one.boundary for one in found),
    )


def _target(form: UUID, one: Signed) -> Target:
    """Return where to look: the person's birth date or the signatures on the form."""
    if one.field == "birth":
        return Target(section="people", field=one.field, row=one.person.id)
    return Target(section="papers", field=one.field, row=form)


def _without_form(facts: Facts, notice: Notice, received: bool) -> Finding:
    """Return the finding when no form has come in: missing while the filing period runs."""
    until = notice.calendar.papers_until
    over = until is not None and facts.reviewed_on > until and not received
    sentence = "동의서를 아직 받지 못했습니다."
    if over and until is not None:
        sentence = f"동의서가 {spoken(until)} 소인까지 들어오지 않았습니다."
    if received:
        sentence = "신청자가 기록되지 않아 동의서를 판정할 수 없습니다."
    target = Target(section="people" if received else "papers")
    missing = Reading(label="신청자" if received else "동의서", value="미기록", target=target)
    return Finding(
        rule="consent",
        title=TITLES["consent"][1],
        outcome=Outcome.FAIL if over else Outcome.MISSING,
        sentence=sentence,
        clause=notice.papers.consent_clause,
        limit="전원 서명·전 항목 동의",
        target=target,
        thresholds=()
        if until is None
        else (Threshold(key="calendar.papers_until", text=spoken(until)),),
        missing=() if over else (missing,),
        notes=("동의서를 내도록 보완을 요청할 수 있습니다.",) if over else (),
    )


def _member(facts: Facts, notice: Notice, person: Person, sign: Signature | None) -> Signed:
    """Judge the signature of one member."""
    if sign is None or sign.signed is None:
        return Signed(person, Outcome.MISSING, "서명")
    if not sign.signed:
        return Signed(person, Outcome.FAIL, "서명하지 않음")
    if sign.agreed is False:
        return Signed(person, Outcome.FAIL, "동의하지 않은 항목이 있음")
    whose = hand(facts, notice, person, sign, notice.papers.guardian_below_age)
    if whose.outcome is not Outcome.PASS:
        return whose
    if sign.agreed is None:
        return Signed(person, Outcome.MISSING, "필수 항목 동의 여부")
    return whose._replace(says=f"{whose.says}, 전 항목 동의")


def _beside_spouse(facts: Facts, one: Person) -> bool:
    """Tell whether somebody else stands on the separated spouse's register.

    Somebody excluded from the household with proof need not be asked about.
    """
    if one.register is not Register.SPOUSE or one.relation is Relation.SPOUSE:
        return False
    if facts.household.has(one.id):
        return False
    return one.exclusion is None or not one.exclusion.proven


def _bystander(facts: Facts, person: Person, sign: Signature | None) -> Signed:
    """Judge a non-member on the separated spouse's register: an officer decides (B16)."""
    if sign is not None and sign.signed and sign.agreed:
        return Signed(person, Outcome.PASS, "구성원은 아니지만 서명함")
    question = Question(
        id="consent/B16",
        subject=person.id,
        text=f"{person.name}({person.relation.label}): 배우자 등본에 함께 있지만 세대구성원이 "
        "아닙니다. 동의서 서명이 필요한지 정하세요.",
        quote="등본상 분리 배우자: 배우자 세대원 모두 기재·서명",
        choices=_CHOICES,
    )
    answer = ruling(facts, question)
    if answer is None:
        says = "배우자 등본의 다른 사람, 서명 필요 여부 판단 필요"
        return Signed(person, Outcome.REVIEW, says, question=question)
    outcome = Outcome.PASS if answer.choice == "not-needed" else Outcome.FAIL
    return Signed(person, outcome, answer.text)


def _sibling_notes(facts: Facts, signatures: dict[UUID, Signature]) -> tuple[str, ...]:
    """Note siblings who have not signed while points for dependants are claimed (B16)."""
    if not facts.case.claimed.dependants:
        return ()
    return tuple(
        f"{one.name}(형제자매): 세대구성원이 아니어서 서명 없이도 적합합니다. 부양가족 가점을 "
        "신청했으므로 서명을 받을지 확인하세요."
        for one in facts.case.people
        if one.relation is Relation.SIBLING
        and one.register is Register.APPLICANT
        and not ((sign := signatures.get(one.id)) and sign.signed)
    )


def _sentence(found: list[Signed], bad: list[Signed]) -> str:
    if not bad:
        return f"세대구성원 {len(found)}명이 모두 서명하고 전 항목에 동의했습니다."
    rest = f" 그 밖에 {len(bad) - 1}명이 더 있습니다." if len(bad) > 1 else ""
    first = bad[0]
    unknown = " 미확인" if first.outcome is Outcome.MISSING else ""
    return f"{first.person.name}: {first.says}{unknown}.{rest}"
