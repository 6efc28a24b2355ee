"""Who belongs to the household (무주택세대구성원): one person at a time, never typed in."""

from __future__ import annotations

from dataclasses import dataclass

from ipju.domain.case import Case
from ipju.domain.dates import spoken
from ipju.domain.finding import Choice, Question, Reading, Target
from ipju.domain.notice import Notice
from ipju.domain.person import (
    ExclusionGround,
    Nationality,
    Person,
    Register,
    Registration,
    Relation,
)
from ipju.domain.replacing import replace
from ipju.rules.facts import Facts, Membership, Standing
from ipju.rules.periods import day_name, period_end
from ipju.rules.unborn import born_later, unborn

SPOUSE_QUESTION = "household/A12"

_EITHER = (Register.APPLICANT, Register.SPOUSE)
_BY_REGISTER_ONLY = (Relation.CHILD_SPOUSE, Relation.GRANDCHILD_SPOUSE)
_STEP = (Relation.STEP_PARENT, Relation.SPOUSE_STEP_PARENT)
_FOREIGN = (Registration.FOREIGNER, Registration.DOMESTIC_REPORT)
_UNVERIFIABLE = (
    Registration.OVERSEAS,
    Registration.NONE,
    Registration.CANCELLED,
    Registration.UNKNOWN_ABODE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Claimed:
    """What a claimed exclusion comes to: NOT_MEMBER = left out, MEMBER = stays, MISSING."""

    standing: Standing
    reason: str
    note: str = ""
    missing: tuple[Reading, ...] = ()


def memberships(case: Case, notice: Notice) -> tuple[Membership, ...]:
    """Judge every recorded person, in the order recorded.

    The membership of a mother also carries what is open about her unborn child, and that of a
    child born after the notice date its own question (A7).
    """
    found = [membership(one, case, notice) for one in case.people]
    if not case.pregnancies and not any(born_later(one, notice) for one in case.people):
        return tuple(found)
    for child in unborn(case, notice):
        holder = child.mother or child.subject
        for index, one in enumerate(found):
            if one.person.id == holder and (child.missing or child.question):
                found[index] = replace(
                    one,
                    missing=one.missing + child.missing,
                    question=one.question or child.question,
                )
    return tuple(found)


def membership(person: Person, case: Case, notice: Notice) -> Membership:
    """Judge one person by ①–④ of the notice, its foreigners' table and its exclusions."""
    relation = person.relation
    if relation is Relation.SELF:
        return _as(person, notice, Standing.MEMBER, "신청자 본인입니다.")
    if relation is Relation.SPOUSE:
        if not notice.household.spouse:
            reason = "이 공고의 세대구성원에 배우자는 들지 않습니다."
            note = ""
            if case.renewal is not None:
                note = (
                    f"{person.name}: 재계약 때 배우자를 구성원으로 세는지는 공고에 없어 세지 "
                    "않았습니다. 확인하세요."
                )
            return _as(person, notice, Standing.NOT_MEMBER, reason, note=note)
        return _spouse(person, case, notice)
    places = places_of(relation, notice)
    if relation in _STEP:
        note = ""
        if person.register in _EITHER:
            note = f"{person.name}: 계부모는 직계존속이 아닙니다. 입양 관계가 없는지 확인하세요."
        reason = "계부모는 직계존속이 아니어서 구성원이 아닙니다."
        return _as(person, notice, Standing.NOT_MEMBER, reason, note=note)
    if places is None:
        reason = f"{relation.label} 관계는 같은 등본에 있어도 구성원이 아닙니다."
        return _as(person, notice, Standing.NOT_MEMBER, reason)
    if born_later(person, notice):
        day = day_name(notice)
        reason = f"{day} 뒤에 태어났습니다. {day}에는 태아로만 셀 수 있습니다."
        return _as(person, notice, Standing.NOT_MEMBER, reason)
    plain = _relative(person, places, notice)
    claimed = _exclusion(person, notice)
    if claimed is None or plain.standing is Standing.NOT_MEMBER:
        return plain
    return _excluded(plain, claimed, notice)


def places_of(relation: Relation, notice: Notice) -> tuple[Register, ...] | None:
    """Return on whose registers such a relative is a member, or None for one who never is."""
    found = notice.household.members
    return next((one.registers for one in found if one.relation is relation), None)


def unnamed_spouse(facts: Facts, notice: Notice) -> Person | None:
    """Return the spouse a tenant has by renewal, whom the notice does not name as a member (C4)."""
    if facts.case.renewal is None or notice.household.spouse:
        return None
    return next((one for one in facts.case.people if one.relation is Relation.SPOUSE), None)


def is_foreign(person: Person) -> bool:
    """Tell whether the person is recorded, or registered in Korea, as a foreigner."""
    if person.nationality is None:
        return person.registration in _FOREIGN
    return person.nationality is Nationality.FOREIGN


def cannot_be_verified(spouse: Person) -> bool:
    """Tell whether the spouse's eligibility cannot be verified (배우자의 자격검증 불가)."""
    return spouse.registration in _UNVERIFIABLE


def on_report_day(person: Person, notice: Notice) -> bool:
    """Tell whether the report of a missing person is exactly as old as the notice asks (A11)."""
    claim = person.exclusion
    if claim is None or claim.ground is not ExclusionGround.RUNAWAY_REPORTED:
        return False
    months = notice.household.missing_report_months
    return (
        claim.reported_on is not None
        and period_end(notice, claim.reported_on, months) == notice.day
    )


def open_reading(person: Person, field: str, label: str) -> Reading:
    """Return the missing fact `field` of a person, to be asked for."""
    return Reading(
        label=f"{person.name} {label}",
        value="미확인",
        target=Target(section="people", row=person.id, field=field),
    )


def _as(
    person: Person,
    notice: Notice,
    standing: Standing,
    reason: str,
    *,
    note: str = "",
    missing: tuple[Reading, ...] = (),
    question: Question | None = None,
) -> Membership:
    terms = notice.household
    return Membership(
        person=person,
        standing=standing,
        reason=reason,
        clause=terms.spouse_clause if person.relation is Relation.SPOUSE else terms.clause,
        missing=missing,
        question=question,
        note=note,
    )


def _relative(person: Person, places: tuple[Register, ...], notice: Notice) -> Membership:
    if is_foreign(person):
        return _foreign_relative(person, places, notice)
    if person.register is None:
        return _as(
            person, notice, Standing.MISSING, "누구의 등본에 있는지 적으면 판정됩니다.",
            missing=(open_reading(person, "register", "등재된 등본"),),
        )  # fmt: skip
    if person.register in places:
        reason = f"{person.register.label} 등본에 있는 {person.relation.label} 관계의 구성원입니다."
        return _as(person, notice, Standing.MEMBER, reason)
    wanted = "신청자나 배우자" if Register.SPOUSE in places else "신청자"
    return _as(person, notice, Standing.NOT_MEMBER, f"{wanted}의 등본에 있지 않습니다.")


def _foreign_relative(person: Person, places: tuple[Register, ...], notice: Notice) -> Membership:
    by_address = person.relation not in _BY_REGISTER_ONLY
    there = person.register in places or (by_address and person.stays_with in places)
    place_known = person.register is not None and (not by_address or person.stays_with is not None)
    if person.in_family_register is False:
        reason = "가족관계등록부에 없는 외국인이어서 구성원이 아닙니다."
        return _as(person, notice, Standing.NOT_MEMBER, reason)
    if person.registration is not None and person.registration not in _FOREIGN:
        reason = "외국인등록이나 국내거소신고를 하지 않아 구성원이 아닙니다."
        return _as(person, notice, Standing.NOT_MEMBER, reason)
    if not there and place_known:
        whose = "신청자나 분리된 배우자" if Register.SPOUSE in places else "신청자"
        reason = f"등본과 체류지가 {whose}의 주소와 달라 구성원이 아닙니다."
        return _as(person, notice, Standing.NOT_MEMBER, reason)
    missing = _foreign_facts(person)
    if not there:
        field = "register" if person.register is None else "stays_with"
        missing = (*missing, open_reading(person, field, "등본 기재·체류지"))
    if missing:
        reason = "외국인 가족의 등록 사실을 적으면 판정됩니다."
        return _as(person, notice, Standing.MISSING, reason, missing=missing)
    reason = "가족관계등록부에 있고 국내에 등록한, 같은 주소의 외국인 가족입니다."
    return _as(person, notice, Standing.MEMBER, reason)


def _foreign_facts(person: Person) -> tuple[Reading, ...]:
    missing = []
    if person.in_family_register is None:
        missing.append(open_reading(person, "in_family_register", "가족관계등록부 등재"))
    if person.registration is None:
        missing.append(open_reading(person, "registration", "외국인등록·국내거소신고"))
    return tuple(missing)


def _spouse(person: Person, case: Case, notice: Notice) -> Membership:
    claimed = _exclusion(person, notice)
    if cannot_be_verified(person):
        return _unverifiable(person, claimed, case, notice)
    plain = _as(
        person, notice, Standing.MEMBER, "신청자의 배우자입니다. 주소가 달라도 구성원입니다."
    )
    if is_foreign(person):
        if person.in_family_register is False:
            return _as(
                person, notice, Standing.NOT_MEMBER,
                "가족관계등록부에 없는 외국인 배우자는 구성원에 들지 않습니다.",
                note=f"{person.name}: 혼인이 가족관계등록부에 없는지 확인하세요.",
            )  # fmt: skip
        missing = _foreign_facts(person)
        if missing:
            reason = "외국인 배우자의 등록 사실을 적으면 판정됩니다."
            plain = _as(person, notice, Standing.MISSING, reason, missing=missing)
    return plain if claimed is None else _excluded(plain, claimed, notice)


def _excluded(plain: Membership, claimed: _Claimed, notice: Notice) -> Membership:
    """Lay a claimed exclusion over the standing a person would have without it."""
    clause = notice.household.exclusion_clause
    if claimed.standing is Standing.MEMBER:
        if plain.standing is Standing.MISSING:
            return replace(plain, note=claimed.note)
        return replace(plain, reason=claimed.reason, clause=clause, note=claimed.note)
    missing = plain.missing if claimed.standing is Standing.MISSING else ()
    return replace(
        plain,
        standing=claimed.standing,
        reason=claimed.reason,
        clause=clause,
        note=claimed.note,
        missing=missing + claimed.missing,
    )


def _unverifiable(
    person: Person, claimed: _Claimed | None, case: Case, notice: Notice
) -> Membership:
    """A spouse who cannot be verified bars the application; also reported missing: A12."""
    label = person.registration.label if person.registration else ""
    plain = _as(person, notice, Standing.MEMBER, f"자격을 검증할 수 없는 배우자입니다({label}).")
    if claimed is None or claimed.standing is Standing.MEMBER:
        return plain
    if claimed.standing is Standing.MISSING:
        return _excluded(plain, claimed, notice)
    question = Question(
        id=SPOUSE_QUESTION,
        subject=person.id,
        text=f"배우자 {person.name}님은 {label} 상태이면서 구성원에서 빼는 사유도 있습니다. "
        "어느 쪽을 적용합니까?",
        quote="배우자의 자격검증이 불가능한 사람의 경우 신청불가 / 해당세대의 구성원에서 제외",
        choices=(
            Choice(id="exclude", text="구성원에서 제외하고 심사를 계속함"),
            Choice(id="bar", text="자격검증이 불가능하므로 신청할 수 없음(부적합)"),
        ),
    )
    answer = case.answer(SPOUSE_QUESTION, person.id)
    if answer is not None and answer.choice in [one.id for one in question.choices]:
        out = answer.choice == "exclude"
        words = "구성원에서 제외" if out else "자격검증 불가로 신청 불가"
        return replace(
            plain,
            standing=Standing.NOT_MEMBER if out else Standing.MEMBER,
            reason=f"담당자 {answer.officer} 판단: {words} ({answer.reason})",
        )
    reason = "신청 불가와 구성원 제외 가운데 어느 쪽인지 공고에 없습니다."
    return replace(
        plain, standing=Standing.REVIEW, reason=reason, question=question, note=claimed.note
    )


def _exclusion(person: Person, notice: Notice) -> _Claimed | None:
    claim = person.exclusion
    if claim is None:
        return None
    label, note = claim.ground.label, ""
    misprinted = notice.household.declaration_misprinted
    if claim.ground is ExclusionGround.DISAPPEARANCE and misprinted:
        note = f"{person.name}: 공고의 '실종신고 절차'는 실종선고 절차로 읽었습니다."
    if claim.proven is False:
        reason = f"{label}: 입증서류가 없어 구성원으로 남습니다."
        return _Claimed(standing=Standing.MEMBER, reason=reason)
    if claim.ground is ExclusionGround.RUNAWAY_REPORTED:
        if claim.reported_on is None:
            return _Claimed(
                standing=Standing.MISSING, reason=f"{label}: 신고일을 적으면 판정됩니다.",
                missing=(open_reading(person, "exclusion.reported_on", "가출·행방불명 신고일"),),
            )  # fmt: skip
        months = notice.household.missing_report_months
        passed_on = period_end(notice, claim.reported_on, months)
        if passed_on == notice.day:
            note = (
                f"{person.name}: 신고 후 꼭 {months}개월이 되는 날이 {day_name(notice)}입니다. "
                "지났는지 확인하세요."
            )
        counts_today = passed_on == notice.day and notice.reading("A11") == "passed"
        if passed_on >= notice.day and not counts_today:
            reason = (
                f"{label}: {spoken(claim.reported_on)} 신고 후 {months}개월이 지나지 않았습니다."
            )
            return _Claimed(standing=Standing.MEMBER, reason=reason, note=note)
    if claim.proven is None:
        return _Claimed(
            standing=Standing.MISSING, reason=f"{label}: 입증서류를 확인하면 판정됩니다.",
            note=note, missing=(open_reading(person, "exclusion.proven", "제외 입증서류"),),
        )  # fmt: skip
    reason = f"{label} 사유가 입증되어 구성원에서 뺍니다."
    return _Claimed(standing=Standing.NOT_MEMBER, reason=reason, note=note)
