"""The steps before the points: supply type, eligibility, the people and what they give by word."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from PySide6.QtCore import Signal

from ipju.domain.case import Case
from ipju.domain.editing import Edit, change
from ipju.domain.person import Nationality, Person, Register, Relation
from ipju.services.application_steps import Given, Step, asked_of, spouse_of
from ipju.ui.case_session import CaseSession, Path
from ipju.ui.screens.case.needed import buildings, supplies
from ipju.ui.screens.counter.step_form import (
    StepForm,
    StepInput,
    is_locked,
    of_case,
    refuse_rrn,
    type_of_holder,
    type_of_making,
)
from ipju.ui.screens.counter.step_page import StepPage
from ipju.ui.widgets.choice_fields import CheckField, ComboField
from ipju.ui.widgets.rrn_field import RrnField
from ipju.ui.widgets.typed_fields import DateField, TextField

GIVEN_WORDS = {
    Given.PLEDGE: "공고문을 읽었고 사실대로 적었음을 신청자에게 확인합니다.",
    Given.CONSENT: "동의 내용을 알리고 답을 받습니다. 서명한 동의서는 서류로 따로 받습니다.",
}


def of_applicant(case: Case) -> Path | None:
    """Where the applicant stands."""
    return None if case.applicant is None else ("people", case.applicant.id)


def of_spouse(case: Case) -> Path | None:
    """Where the applicant's spouse stands, if there is one."""
    found = spouse_of(case)
    return None if found is None else ("people", found.id)


def of_residence(_case: Case) -> Path | None:
    """Where the residence in Seoul stands."""
    return ("residence",)


def _make_applicant(case: Case, name: str, value: object) -> Edit:
    return _making(case, Relation.SELF, name, value)


def _make_spouse(case: Case, name: str, value: object) -> Edit:
    return _making(case, Relation.SPOUSE, name, value)


def _making(case: Case, relation: Relation, name: str, value: object) -> Edit:
    told: dict[str, Any] = {"name": "", name: value}
    person = Person(id=uuid4(), relation=relation, **told)
    return change(case, ("people", person.id), person)


class SupplyStep(StepPage):
    """Step 4: general or special supply, and the building where the notice has any."""

    def __init__(self, session: CaseSession) -> None:
        super().__init__(
            session,
            Step.SUPPLY,
            "공급유형",
            "신청하는 공급유형을 고릅니다. 접수한 뒤에는 바꿀 수 없습니다.",
        )
        notice = session.notice
        form = self.form()
        offered = [(one, one.label) for one in supplies(notice)]
        form.ask(ComboField("공급유형", offered, required=True), of_case, "supply", 4)
        if notice.buildings:
            field = ComboField("신청 주택", buildings(notice), required=True)
            form.ask(field, of_case, "building", 6, empty="")
        self.done()


class WhoStep(StepPage):
    """Step 5: who applies, and the income box where the notice has any."""

    def __init__(self, session: CaseSession, newest_year: int) -> None:
        super().__init__(session, Step.WHO, "신청자격", "신분증과 대조하며 적습니다.")
        notice = session.notice
        form = self.form()
        _ask_person(form, of_applicant, _make_applicant, newest_year)
        nations = [(one, one.label) for one in Nationality]
        form.ask(
            ComboField("국적", nations, required=True),
            of_applicant,
            "nationality",
            making=_make_applicant,
        )
        if "residence" in notice.rules:
            field = CheckField("공고일에 서울에 주민등록", required=True)
            form.ask(field, of_residence, "registered_in_seoul", 4, new_row=True)
        terms = notice.application
        if terms is not None and terms.income_boxes:
            boxes = [(one, one.label) for one in terms.income_boxes]
            field_of_box = ComboField("가구당 월평균소득", boxes, required=True)
            form.ask(field_of_box, of_case, "income_box", 4)
        self.done()


class PeopleStep(StepPage):
    """Step 6: where the applicant is reached, the spouse, pledge and consent.

    `given(Given, bool)` when one of the last was answered.
    """

    given = Signal(object, bool)

    def __init__(self, session: CaseSession, newest_year: int) -> None:
        super().__init__(
            session,
            Step.PEOPLE,
            "인적사항",
            "통지와 등기가 가는 주소입니다. 도로명주소로 적습니다.",
        )
        form = self.form()
        phone = TextField("휴대전화", placeholder="010-0000-0000", max_length=20, required=True)
        form.ask(phone, of_case, "phone", empty="", fillable=True)
        email = TextField("전자우편", max_length=100)
        form.ask(email, of_case, "email", 4, empty="", fillable=True)
        postcode = TextField("우편번호", placeholder="00000", max_length=7, required=True)
        form.ask(postcode, of_case, "postcode", 2, empty="", fillable=True, new_row=True)
        address = TextField("주소(도로명)", required=True)
        form.ask(address, of_case, "address", 6, empty="", fillable=True)
        self.head("배우자 (없으면 비워 둡니다)")
        form = self.form()
        _ask_person(form, of_spouse, _make_spouse, newest_year, required=False)
        registers = [(one, one.label) for one in Register]
        form.ask(
            ComboField("등재된 등본", registers),
            of_spouse,
            "register",
            making=_make_spouse,
            fillable=True,
        )
        self.answers: dict[Given, CheckField] = {}
        wanted = asked_of(session.notice)
        if wanted:
            self.head("서약과 동의")
            form = self.form()
            for one in wanted:
                field = CheckField(
                    one.label,
                    words=("받음", "받지 않음", "아직"),
                    help_text=GIVEN_WORDS[one],
                    required=True,
                )
                field.committed.connect(
                    lambda value, what=one: self.given.emit(what, value is True)
                )
                self.answers[one] = field
                form.also(field, 6)
        self.done()

    def field_at(self, path: Path) -> StepInput | None:
        """Return the input for a fact, or for what is given by word."""
        said = (field for one, field in self.answers.items() if path == (one.value,))
        return next(said, None) or super().field_at(path)

    def show_given(self, given: frozenset[Given]) -> None:
        """Show what was given; once it is filed nothing of it changes."""
        for one, field in self.answers.items():
            if one in given:
                field.set_value(True)
            elif field.value() is True:
                field.set_value(None)
            field.set_read_only(is_locked(self.session.case))


def _ask_person(
    form: StepForm,
    where: type_of_holder,
    making: type_of_making,
    newest_year: int,
    *,
    required: bool = True,
) -> None:
    """Ask who somebody is: the name, the number where one may be held, and the birth date."""
    name = TextField("성명", required=required, max_length=60)
    form.ask(name, where, "name", making=making, empty="")
    number = RrnField("주민등록번호", check=refuse_rrn, required=required)
    form.ask(number, where, "rrn", making=making)
    birth = DateField("생년월일", newest_year=newest_year, required=required)
    form.ask(birth, where, "birth", making=making)
