"""Who may apply (신청자격): nationality, age, residence in Seoul, one application a household."""

from __future__ import annotations

from ipju.domain.case import OtherApplication
from ipju.domain.dates import age_on, seoul_time, spoken
from ipju.domain.finding import Choice, Finding, Outcome, Question, Reading, Target, Threshold
from ipju.domain.notice import Notice, printed
from ipju.domain.person import MinorGround, Nationality, Person, Relation
from ipju.domain.replacing import replace
from ipju.rules.facts import Facts
from ipju.rules.outcome import agree
from ipju.rules.people import (
    birthday_on_notice_day,
    blank,
    born_reading,
    no_applicant,
    of_person,
    old_enough,
    unread,
)
from ipju.rules.periods import notice_day
from ipju.rules.recorded import lacking, names_of, settle

_ONE_HOME = (Relation.SELF, Relation.SPOUSE)


def nationality(facts: Facts, notice: Notice) -> Finding:
    """Judge whether the applicant is a Korean national (외국인 신청 불가)."""
    sheet = blank("nationality", notice.applicant.nationality_clause)
    applicant = facts.case.applicant
    if applicant is None:
        return lacking(sheet, no_applicant())
    target = of_person(applicant, "nationality")
    if applicant.nationality is None:
        return lacking(sheet, Reading(label="신청자 국적", value="미확인", target=target))
    korean = applicant.nationality is Nationality.KOREAN
    value = applicant.nationality.label
    return replace(
        sheet,
        outcome=Outcome.PASS if korean else Outcome.FAIL,
        sentence="신청자는 대한민국 국민입니다."
        if korean
        else "신청자가 외국 국적입니다. 외국인은 신청할 수 없습니다.",
        value=value,
        limit=Nationality.KOREAN.label,
        target=target,
        readings=(Reading(label="신청자 국적", value=value, target=target),),
    )


def minor(facts: Facts, notice: Notice) -> Finding:
    """Judge whether the applicant is of age (만 19세), or a minor on one of the three grounds."""
    sheet = blank("minor", printed(notice.applicant.minor_clause))
    applicant = facts.case.applicant
    if applicant is None:
        return lacking(sheet, no_applicant())
    if applicant.birth is None:
        target = of_person(applicant, "birth")
        return lacking(sheet, Reading(label="신청자 생년월일", value="미확인", target=target))
    age, years = printed(notice.applicant.minor_age), age_on(applicant.birth, notice.day)
    sheet = replace(
        sheet,
        value=f"만 {years}세",
        limit=f"만 {age}세 이상",
        target=of_person(applicant, "birth"),
        readings=(born_reading(applicant, applicant.birth, notice),),
        thresholds=(
            Threshold(key="applicant.minor_age", text=f"만 {age}세"),
            notice_day(notice),
        ),
        boundary=birthday_on_notice_day(applicant.birth, age, notice),
    )
    if old_enough(applicant.birth, age, notice):
        return replace(sheet, outcome=Outcome.PASS, sentence=f"공고일에 만 {years}세로 성년입니다.")
    return _underage(facts, applicant, sheet, notice)


def _underage(facts: Facts, applicant: Person, sheet: Finding, notice: Notice) -> Finding:
    ground = applicant.minor_ground
    shown = [
        Reading(
            label="세대주",
            value={None: "미확인", True: "예", False: "아니요"}[applicant.householder],
            target=of_person(applicant, "householder"),
        ),
        Reading(
            label="미성년자 신청 사유",
            value=ground.label if ground else "미확인",
            target=of_person(applicant, "minor_ground"),
        ),
    ]
    sheet = replace(sheet, readings=(*sheet.readings, *shown))
    refused = applicant.householder is False or ground is MinorGround.NONE
    unknown = tuple(one for one in shown if one.value == "미확인")
    if not refused and not unknown:
        words = ground.label if ground else ""
        notes: tuple[str, ...] = ()
        if ground is MinorGround.SUPPORTS_SIBLINGS:
            notes = ("직계존속의 사망·실종·행방불명을 보여 주는 서류를 확인하세요.",)
        return replace(
            sheet,
            outcome=Outcome.PASS,
            sentence=f"미성년자이나 {words}여서 신청할 수 있습니다.",
            notes=notes,
        )
    if _married(facts, notice):
        return _married_minor(facts, applicant, sheet)
    if refused:
        reason = (
            "세대주가 아닙니다" if applicant.householder is False else "인정되는 사유가 없습니다"
        )
        return replace(
            sheet,
            outcome=Outcome.FAIL,
            sentence=f"공고일에 미성년자({sheet.value})이고 {reason}.",
            target=shown[0 if applicant.householder is False else 1].target,
        )
    return replace(
        sheet,
        sentence=f"미성년자({sheet.value})입니다. {names_of(unknown)} 항목을 적어야 판정됩니다.",
        missing=unknown,
        target=unknown[0].target,
    )


def _married(facts: Facts, notice: Notice) -> bool:
    """Tell whether the applicant has been married by the notice date (A14)."""
    return any(
        one.registered_on is not None and one.registered_on <= notice.day
        for one in facts.case.marriages
    )


def _married_minor(facts: Facts, applicant: Person, sheet: Finding) -> Finding:
    question = Question(
        id="minor/A14",
        subject=applicant.id,
        text="혼인한 미성년자입니다. 「민법」 제826조의2에 따라 성년으로 봅니까?",
        quote="「민법」상 미성년자는 … 세대주인 경우에만 신청이 가능합니다",
        choices=(
            Choice(id="adult", text="성년으로 보아 신청할 수 있음(적합)"),
            Choice(id="minor", text="미성년자로 보아 신청할 수 없음(부적합)"),
        ),
    )
    outcomes = {"adult": Outcome.PASS, "minor": Outcome.FAIL}
    return settle(
        replace(sheet, sentence=f"공고일에 {sheet.value}입니다."), facts, question, outcomes
    )


def residence(facts: Facts, notice: Notice) -> Finding:
    """Judge whether the applicant is registered in Seoul on the notice date (서울 거주)."""
    sheet = blank("residence", printed(notice.applicant.residence_clause))
    lived = facts.case.residence
    target = Target(section="residence", field="registered_in_seoul")
    sheet = replace(
        sheet, target=target, limit="공고일에 서울 주민등록", thresholds=(notice_day(notice),)
    )
    shown = [
        Reading(label=label, value=spoken(day), target=Target(section="residence", field=field))
        for label, field, day in (
            ("서울 전입일", "moved_to_seoul_on", lived.moved_to_seoul_on),
            ("말소 뒤 재등록일", "re_registered_on", lived.re_registered_on),
        )
        if day is not None
    ]
    dates = [one for one in (lived.moved_to_seoul_on, lived.re_registered_on) if one is not None]
    sheet = replace(sheet, boundary=notice.day in dates)
    later = [one for one in dates if one > notice.day]
    if lived.registered_in_seoul is False or later:
        why = f"{spoken(max(later))}부터 서울에" if later else "서울에"
        return replace(
            sheet,
            outcome=Outcome.FAIL,
            value="서울 아님",
            sentence=f"공고일에 신청자의 주민등록이 서울에 없습니다({why} 등록)."
            if later
            else "공고일에 신청자의 주민등록이 서울에 없습니다.",
            readings=(Reading(label="서울 주민등록", value="아니요", target=target), *shown),
        )
    if lived.registered_in_seoul is None:
        asked = Reading(label="공고일의 서울 주민등록", value="미확인", target=target)
        return replace(lacking(sheet, asked), readings=tuple(shown))
    return replace(
        sheet,
        outcome=Outcome.PASS,
        value="서울",
        sentence="공고일에 신청자의 주민등록이 서울에 있습니다.",
        readings=(Reading(label="서울 주민등록", value="예", target=target), *shown),
    )


def one_application(facts: Facts, notice: Notice) -> Finding:
    """Judge whether applicant and household filed only one application (중복신청 불가).

    An application cancelled within the filing period does not count.
    """
    return _filed(agree(_one_application, facts, notice), facts, notice)


def _filed(finding: Finding, facts: Facts, notice: Notice) -> Finding:
    """Add when the application was saved: outside the filing period it is none (3장 접수기간).

    The closing minute itself counts as decision B14 is set. A moment not recorded is missing
    unless the application already fails.
    """
    when, saved = notice.calendar, facts.case.applied_at
    closing = printed(when.application_until)
    target = Target(section="applied_at")
    limits = (
        Threshold(key="calendar.application_from", text=f"접수 시작 {when.application_from}"),
        Threshold(key="calendar.application_until", text=f"접수 마감 {closing}"),
    )
    known = {one.key for one in finding.thresholds}
    extra = tuple(one for one in limits if one.key not in known)
    finding = replace(finding, thresholds=finding.thresholds + extra)
    if saved is None:
        gap = Reading(label="신청 저장 일시", value="미확인", target=target)
        if finding.outcome is not Outcome.PASS:
            return finding
        return replace(lacking(finding, gap), notes=finding.notes)
    local = seoul_time(saved)
    late = local > closing or (local == closing and notice.reading("B14") == "exclusive")
    reading = Reading(label="신청 저장 일시", value=f"{local:%Y-%m-%d %H:%M:%S}", target=target)
    finding = replace(
        finding,
        readings=(*finding.readings, reading),
        boundary=finding.boundary or local in (when.application_from, closing),
    )
    if local >= when.application_from and not late:
        return finding
    side = "마감 뒤" if late else "시작 전"
    return replace(
        finding,
        outcome=Outcome.FAIL,
        value=f"{local:%Y-%m-%d %H:%M}",
        limit=f"{when.application_from:%m-%d %H:%M} – {closing:%m-%d %H:%M}",
        sentence=f"접수기간 {side}인 {local:%Y-%m-%d %H:%M:%S}에 저장된 신청입니다. "
        "접수기간 안에 저장한 신청만 유효합니다.",
        target=target,
    )


def _one_application(facts: Facts, notice: Notice) -> Finding:
    case, last = facts.case, printed(notice.calendar.application_until).date()
    sheet = blank("one-application", printed(notice.applicant.application_clause))
    sheet = replace(sheet, target=Target(section="other_applications"), limit="세대당 1건")
    if case.other_applications:
        until = Threshold(key="calendar.application_until", text=f"접수 마감 {spoken(last)}")
        sheet = replace(sheet, thresholds=(until,))
    counted: list[OtherApplication] = []
    unknown: list[Reading] = []
    shown: list[Reading] = []
    notes: list[str] = []
    for one in case.other_applications:
        target = Target(section="other_applications", row=one.id, field="relation")
        label = f"다른 신청 {one.number or one.name or '(번호 없음)'}"
        in_time = one.withdrawn_on is not None and one.withdrawn_on <= last
        if in_time:
            said = "접수 기간 안에 취소됨"
        elif one.relation is None:
            said = "신청자와의 관계를 모름"
            unknown.append(Reading(label=f"{label} 관계", value="미확인", target=target))
        elif _same_household(facts, one, one.relation):
            said = f"{one.relation.label}: 같은 세대의 신청"
            counted.append(one)
        else:
            said = f"{one.relation.label}: 다른 세대의 신청"
            notes.append(
                f"{label}: {one.relation.label} 관계는 같은 등본에 있어도 다른 세대로 보았습니다. "
                "확인하세요."
            )
        shown.append(Reading(label=label, value=said, target=target))
    sheet = replace(
        sheet,
        readings=tuple(shown),
        boundary=any(one.withdrawn_on == last for one in case.other_applications),
    )
    if counted:
        return replace(
            sheet,
            outcome=Outcome.FAIL,
            value=f"{1 + len(counted)}건",
            sentence=f"한 세대에서 {1 + len(counted)}건을 신청했습니다. "
            "세대당 1건만 신청할 수 있습니다.",
            notes=("중복된 신청 가운데 어느 것을 무효로 할지는 담당자가 정합니다.", *notes),
            target=Target(section="other_applications", row=counted[0].id),
        )
    if case.applications_checked is not True:
        unknown.append(unread("applications_checked", "중복 신청 조회"))
    if unknown:
        return replace(lacking(sheet, *unknown), notes=tuple(notes))
    return replace(
        sheet,
        outcome=Outcome.PASS,
        value="1건",
        sentence="같은 세대에서 신청한 다른 신청이 없습니다.",
        notes=tuple(notes),
    )


def _same_household(facts: Facts, other: OtherApplication, relation: Relation) -> bool:
    """Tell whether the other application is the applicant's or that of a household member."""
    if relation in _ONE_HOME:
        return True
    alike = [one for one in facts.case.people if one.relation is relation]
    named = [one for one in alike if one.name == other.name]
    return any(facts.household.has(one.id) for one in (named or alike))
