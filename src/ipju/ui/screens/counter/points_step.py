"""Step 7: the facts of the points, what they come to, and what is claimed."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut

from ipju.domain.case import Case, VulnerableClaim
from ipju.domain.editing import Edit, change
from ipju.domain.person import Nationality, Person, Pregnancy, Register, Registration, Relation
from ipju.rules.claimable import Claimable, claimable
from ipju.services.application_steps import ITEM_WORDS, Step, items_of
from ipju.ui.case_session import CaseSession, Path
from ipju.ui.screens.counter.facts_steps import of_residence
from ipju.ui.screens.counter.step_form import StepForm, is_locked
from ipju.ui.screens.counter.step_page import StepPage
from ipju.ui.widgets.buttons import Button
from ipju.ui.widgets.chips import KeyCap
from ipju.ui.widgets.choice_fields import ComboField
from ipju.ui.widgets.field import LabelledField
from ipju.ui.widgets.surface import Label, line_of
from ipju.ui.widgets.typed_fields import DateField, IntField, TextField

_COUPLE = (Relation.SELF, Relation.SPOUSE)


def of_pregnancy(case: Case) -> Path | None:
    """Where the pregnancy stands that was told, if one was."""
    return ("pregnancies", case.pregnancies[0].id) if case.pregnancies else None


def of_ground(case: Case) -> Path | None:
    """Where the claimed ground of item ⑤ stands, if one is claimed."""
    return ("vulnerable", case.vulnerable[0].id) if case.vulnerable else None


def _make_pregnancy(case: Case, name: str, value: object) -> Edit:
    couple = [one for one in case.people if one.relation in _COUPLE]
    told: dict[str, Any] = {"mother": couple[-1].id, name: value}
    row = Pregnancy(id=uuid4(), **told)
    return change(case, ("pregnancies", row.id), row)


def _make_ground(case: Case, name: str, value: object) -> Edit:
    told: dict[str, Any] = {"person": case.people[0].id, name: value}
    row = VulnerableClaim(id=uuid4(), **told)
    return change(case, ("vulnerable", row.id), row)


def _relations() -> list[tuple[object, str]]:
    return [(one, one.label) for one in Relation if one not in _COUPLE]


class PointsStep(StepPage):
    """The facts first, then each item: what they come to, and what is claimed of it."""

    def __init__(self, session: CaseSession, newest_year: int) -> None:
        super().__init__(
            session,
            Step.POINTS,
            "가점사항",
            "적은 사실로 점수를 계산합니다. 신청 점수를 비워 두면 다음 단계로 갈 때 계산한 점수로 "
            "적습니다. 접수한 뒤에는 더할 수 없습니다.",
        )
        self._newest = newest_year
        self._family: dict[UUID, StepForm] = {}
        form = self.form()
        if "residence" in items_of(session.notice):
            moved = DateField("서울 최종 전입일", required=True)
            form.ask(moved, of_residence, "moved_to_seoul_on")
            form.ask(DateField("말소 후 재등록일"), of_residence, "re_registered_on")
        foetuses = IntField("태아 수", unit="명", minimum=1, maximum=9)
        form.ask(foetuses, of_pregnancy, "foetuses", 2, making=_make_pregnancy, unmakes=True)
        self._mother = ComboField("임신한 사람", [])
        form.ask(self._mother, of_pregnancy, "mother", making=_make_pregnancy)
        terms = session.notice.points
        self._claimant = ComboField("취약계층 해당자", [])
        if "vulnerable" in items_of(session.notice) and terms is not None:
            grounds: list[tuple[object, str]] = [
                (one.ground, one.ground.label) for one in terms.vulnerable
            ]
            field = ComboField("사회취약계층", grounds, empty="해당 없음")
            form.ask(field, of_ground, "ground", 4, making=_make_ground, unmakes=True, new_row=True)
            form.ask(self._claimant, of_ground, "person")
        self.add_button = Button("가족 더하기", "quiet", icon_name="plus")
        self.add_button.clicked.connect(self.add_family)
        self.column.addLayout(
            line_of(
                Label("같이 세는 가족 (신청자·배우자 말고)", px=15, bold=True),
                self.add_button,
                KeyCap("Ins"),
                None,
            )
        )
        self._family_at = self.column.count()
        more = QShortcut(QKeySequence("Ins"), self)
        more.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        more.activated.connect(self.add_family)
        self.head("신청 점수")
        self.claims = self.form()
        self._claimed: dict[str, ComboField] = {}
        for found in self._items():
            points = [(one, f"{one}점") for one in range(found.maximum, -1, -1)]
            field = ComboField(ITEM_WORDS[found.field], points, required=True)
            self._claimed[found.field] = field
            self.claims.ask(field, _of_claimed, found.field, 4)
        self.agree = Button("계산한 점수로 모두 고치기", "quiet")
        self.agree.clicked.connect(lambda: self._claim(self._differing()))
        self.column.addLayout(line_of(self.agree, None))
        self.done()
        session.case_changed.connect(self._show)
        session.judged.connect(self._show)
        self._show()

    def add_family(self) -> None:
        """Add somebody to the family; the keys go to the name."""
        case = self.session.case
        if is_locked(case):
            return
        person = Person(
            id=uuid4(),
            name="",
            relation=Relation.CHILD,
            register=Register.APPLICANT,
            nationality=Nationality.KOREAN,
            registration=Registration.RESIDENT,
        )
        self.session.add_row(("people",), person, "가족 더하기")
        form = self._family.get(person.id)
        if form is not None:
            form.fields()[0].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def leave(self) -> None:
        """Claim what the facts come to wherever nothing was claimed yet."""
        claimed = self.session.case.claimed
        self._claim([one for one in self._items() if getattr(claimed, one.field) is None])

    def _items(self) -> tuple[Claimable, ...]:
        session = self.session
        return claimable(session.case, session.notice, session.office.clock.today())

    def _differing(self) -> list[Claimable]:
        claimed = self.session.case.claimed
        return [one for one in self._items() if one.points != getattr(claimed, one.field)]

    def _claim(self, items: list[Claimable]) -> None:
        case = self.session.case
        edits = tuple(
            change(case, ("claimed", one.field), one.points)
            for one in items
            if one.points is not None
        )
        if edits and not is_locked(case):
            self.session.commit_all(edits, "신청 점수를 계산한 대로 적음")

    def _show(self, *_: object) -> None:
        case = self.session.case
        people: list[tuple[object, str]] = [
            (one.id, f"{one.name} ({one.relation.label})") for one in case.people
        ]
        self._mother.set_items(people)
        self._claimant.set_items(people)
        self._mother.setVisible(bool(case.pregnancies))
        self._claimant.setVisible(bool(case.vulnerable))
        self.forms[0].relay()
        self._show_family(case)
        for form in self.forms:
            form.refresh()
        locked = is_locked(case)
        self.add_button.setEnabled(not locked)
        differs = False
        for one in self._items():
            claimed = getattr(case.claimed, one.field)
            words, tone = _told(one, claimed)
            differs = differs or (tone == "rev" and one.points is not None)
            self._claimed[one.field].set_help(words, tone)
        self.agree.setVisible(differs and not locked)

    def _show_family(self, case: Case) -> None:
        family = [one for one in case.people if one.relation not in _COUPLE]
        known = [one.id for one in family]
        for gone in [one for one in self._family if one not in known]:
            form = self._family.pop(gone)
            self.forms.remove(form)
            self.column.removeWidget(form)
            form.hide()
            form.deleteLater()
        for at, one in enumerate(family):
            if one.id not in self._family:
                self._family[one.id] = form = self._row(one.id)
                self.forms.insert(1 + at, form)
                self.column.insertWidget(self._family_at + at, form)
                form.refresh()

    def _row(self, person: UUID) -> StepForm:
        def where(case: Case) -> Path | None:
            return ("people", person) if case.person(person) is not None else None

        form = StepForm(self.session)
        form.ask(TextField("성명", required=True, max_length=60), where, "name", empty="")
        form.ask(ComboField("신청자와의 관계", _relations(), required=True), where, "relation")
        born = DateField("생년월일", newest_year=self._newest, required=True)
        form.ask(born, where, "birth", 2)
        registers = [(one, one.label) for one in Register]
        form.ask(ComboField("등재된 등본", registers), where, "register", 2)
        away = Button("빼기", "quiet", name="이 가족을 뺌")
        away.clicked.connect(lambda: self.session.remove_row(("people",), person, "가족을 뺌"))
        level = LabelledField("", away)  # on the line of the inputs, not of their labels
        away.setAccessibleName("이 가족을 뺌")
        form.add(level, 2)
        return form


def _of_claimed(_case: Case) -> Path | None:
    return ("claimed",)


def _told(item: Claimable, claimed: int | None) -> tuple[str, str]:
    """Return what stands under an item: what the facts come to, loud where another is claimed."""
    if item.points is None:
        lacking = ", ".join(one.label for one in item.missing) or "적은 사실"
        return f"{lacking}: 적으면 계산됩니다.", "ink2"
    words = f"계산 {item.points}점 · {item.words}"
    if claimed is not None and claimed != item.points:
        return words, "rev"
    return words, "ink2"
