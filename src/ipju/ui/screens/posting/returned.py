"""What the post brought back (반송): by the number on the envelope, never by the chosen row."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtWidgets import QWidget

from ipju.domain.post import ReturnWhy
from ipju.services.office import Office
from ipju.ui.dialogs.service import ServiceDialog
from ipju.ui.jobs import Jobs
from ipju.ui.screens.rooms.dialogs import day_in, text_in
from ipju.ui.widgets.choice_fields import ComboField
from ipju.ui.widgets.typed_fields import DateField, TextField


@dataclass(frozen=True, slots=True)
class Returned:
    """What is told of an envelope that came back; `which` as it was typed."""

    which: str
    day: date
    why: ReturnWhy
    remark: str


class ReturnedForm(ServiceDialog):
    """반송 적기: which envelope, why, when. What is done with it is the subclass's."""

    def __init__(
        self, office: Office, jobs: Jobs, title: str, words: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(title, words, "반송 적기", jobs, parent=parent)
        self._office = office
        self.which = TextField("등기번호나 접수번호", required=True)
        self.why = ComboField("반송 사유", [(one, one.label) for one in ReturnWhy], empty=None)
        self.why.set_value(ReturnWhy.ABSENT)
        self.returned_on = DateField("돌아온 날", required=True)
        self.returned_on.set_value(office.clock.today())
        self.remark = TextField("설명", help_text="사유가 ‘그 밖’이면 적습니다.")
        for part in (self.which, self.why, self.returned_on, self.remark):
            self.fields.addWidget(part)

    def told(self) -> Returned | None:
        """Return what was typed, or None with the reason at the field that is not whole."""
        which = text_in(self.which, "등기번호나 접수번호를 적으십시오.")
        day = day_in(self.returned_on, "돌아온 날을 적으십시오.") if which else None
        why = self.why.value()
        if which is None or day is None or not isinstance(why, ReturnWhy):
            return None
        return Returned(which, day, why, self.remark.text().strip())
