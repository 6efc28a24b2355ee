"""The head of an envelope: its number, whose it is, and what is asked once per envelope."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ipju.domain.case import Case
from ipju.domain.notice import Notice
from ipju.services.envelope_papers import Envelope, in_time, posted
from ipju.ui.widgets.field import TypedField
from ipju.ui.widgets.marks import MarkWord
from ipju.ui.widgets.surface import Label
from ipju.ui.widgets.typed_fields import DateField, TextField

_DIGITS = 13
_ORDINARY = ("0", "일반", "일반우편")
_SHORT_DAY = 6
_COMPACT = 680
_WIDTHS = (176, 142, 172)
_NARROW = (122, 130, 124)
_STANDS = {
    "in-time": ("pas", "기한 안"),
    "early": ("rev", "기간 전"),
    "late": ("fail", "기한 지남"),
}


class EnvelopeHead(QWidget):
    """`number_given(text)`; `envelope_changed(Envelope)`; `ready` when the papers are next."""

    number_given = Signal(str)
    envelope_changed = Signal(object)
    ready = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._last: date | None = None
        self._notice: Notice | None = None
        self._supplements = False
        self._mark = self._word = ""
        self.number = TextField("접수번호 또는 QR", max_length=80)
        self.came_on = DateField("소인")
        self.registered = TextField("등기번호", check=_not_registered, max_length=40)
        self.registered.input.setPlaceholderText("13자리 · 일반우편은 0")
        self.who = Label("", role="strong", elide=True)
        self.about = Label("", tone="ink2", elide=True)
        self.stands = MarkWord("mis", "")
        self.stands.hide()
        for field, width in zip(self._fields(), _WIDTHS, strict=True):
            narrow_field(field, width)
        whose = QVBoxLayout()
        whose.setSpacing(2)
        whose.addStretch(1)
        whose.addWidget(self.who)
        whose.addWidget(self.about)
        whose.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.number)
        row.addLayout(whose, 1)
        row.addWidget(self.came_on)
        row.addWidget(self.stands)
        row.addWidget(self.registered)
        self.number.input.returnPressed.connect(self._on_number)
        self.came_on.edited.connect(self._on_day_typed)
        self.came_on.committed.connect(lambda _day: self._tell())
        self.came_on.input.returnPressed.connect(self._on_day_entered)
        self.registered.edited.connect(self._on_registered_typed)
        self.registered.committed.connect(lambda _text: self._tell())
        self.registered.input.returnPressed.connect(self._on_registered_entered)
        self.clear()

    def clear(self) -> None:
        """Wait for the next envelope."""
        self._notice = None
        self.number.set_value(None)
        self.number.input.clear()
        self.number.input.setModified(False)
        for field in (self.came_on, self.registered):
            field.input.setModified(False)
            field.set_value(None)
            field.setVisible(False)
        self._mark = self._word = ""
        self._show_stands()
        self.who.setText("")
        self.about.setText("")

    def show_case(self, case: Case, notice: Notice) -> None:
        """Show whose envelope it is, and ask for what is asked once."""
        self._notice = notice
        applicant = case.applicant
        self.number.input.setText(case.number)
        self.number.input.setModified(False)
        self.number.set_value(case.number)
        self.who.setText(applicant.name if applicant else "이름 없음")
        people = f"등본의 사람 {len(case.people)}명"
        self.about.setText(" · ".join((case.supply.label, people, notice.short_title)))
        self._supplements = bool(case.papers)
        self.came_on.set_label("소인" if posted(notice) else "제출일")
        self.came_on.input.setPlaceholderText(
            f"Enter: {self._last.isoformat()}" if self._last else "숫자 여섯 자리"
        )
        self.came_on.setVisible(True)
        self.registered.setVisible(posted(notice))
        self.came_on.setFocus(Qt.FocusReason.OtherFocusReason)

    def envelope(self) -> Envelope:
        """Return what was said of the envelope."""
        text = self.registered.value() or ""
        ordinary = text in _ORDINARY
        number = "" if ordinary else _digits(text)
        return Envelope(came_on=self.came_on.value(), registered=number, ordinary=ordinary)

    def ask_number(self) -> None:
        """Put the keys into the number."""
        self.number.input.setFocus(Qt.FocusReason.OtherFocusReason)
        self.number.input.selectAll()

    def refuse_number(self, words: str) -> None:
        """Say why the number opens nothing; it stays to be mended."""
        self.number.set_error(words)
        self.ask_number()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = event.size().width() < _COMPACT
        for field, width in zip(self._fields(), _NARROW if narrow else _WIDTHS, strict=True):
            field.setFixedWidth(width)
        self._show_stands()

    def _fields(self) -> tuple[TypedField, ...]:
        return self.number, self.came_on, self.registered

    def _on_number(self) -> None:
        self.number.set_error(None)
        self.number_given.emit(self.number.input.text())

    def _on_day_typed(self, _day: object) -> None:
        text = self.came_on.input.text()
        if len(text) == _SHORT_DAY and text.isdecimal():
            self._after_day()

    def _on_day_entered(self) -> None:
        if self.came_on.is_bad():
            return
        if self.came_on.value() is None and self._last is not None:
            self.came_on.input.setModified(False)
            self.came_on.input.setText("")
            self.came_on.set_value(self._last)
            self._tell()
        self._after_day()

    def _after_day(self) -> None:
        if self.registered.isHidden():
            self._done()
        else:
            self.registered.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_registered_typed(self, _text: object) -> None:
        if len(_digits(self.registered.input.text())) == _DIGITS:
            self._done()

    def _on_registered_entered(self) -> None:
        if not self.registered.is_bad():
            self._done()

    def _done(self) -> None:
        self.ready.emit()

    def _tell(self) -> None:
        day = self.came_on.value()
        self._last = day or self._last
        stands = in_time(self._notice, day) if self._notice is not None and day else ""
        mark, word = _STANDS.get(stands, ("", ""))
        if stands == "late" and self._supplements:
            mark, word = "rev", "기한 뒤 보완"
        self._mark, self._word = mark, word
        self._show_stands()
        self.envelope_changed.emit(self.envelope())

    def _show_stands(self) -> None:
        """Say how the postmark stands: beside it, or below where there is no room."""
        beside = bool(self._mark) and self.width() >= _COMPACT
        self.stands.setVisible(beside)
        if self._mark:
            self.stands.set_mark(self._mark, self._word)
        self.came_on.set_help("" if beside else self._word, self._mark or "ink2")


def narrow_field(field: TypedField, width: int) -> None:
    """Give a field, which takes all the room it gets, a width of its own beside other parts."""
    field.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Minimum)
    field.setFixedWidth(width)


def _digits(text: str) -> str:
    return "".join(one for one in text if one.isascii() and one.isdecimal())


def _not_registered(text: str) -> str | None:
    if text in _ORDINARY:
        return None
    rest = text.replace("-", "").replace(" ", "")
    if rest.isascii() and rest.isdecimal() and len(rest) == _DIGITS:
        return None
    return f"등기번호는 숫자 {_DIGITS}자리입니다. 일반우편이면 0을 적으십시오."
