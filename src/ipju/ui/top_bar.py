"""The bar over every place: search, which notice, 연습, the day, who is at the desk."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QMenu, QWidget

from ipju.services.office import Office
from ipju.ui.theme.tokens import TOP_BAR
from ipju.ui.widgets.buttons import Button
from ipju.ui.widgets.chips import Chip
from ipju.ui.widgets.combo import Combo
from ipju.ui.widgets.reading import write_date
from ipju.ui.widgets.search_box import SearchBox
from ipju.ui.widgets.surface import Label, Pane

_LOOKS = (("system", "시스템 설정 따라"), ("light", "밝은 화면"), ("dark", "어두운 화면"))
_SEARCH = 360
_PICKER = 210
_ARROW = 24


class TopBar(Pane):
    """`notice_chosen(id or None)`, `look_chosen(name)`, `seat_chosen(account id)` (연습),

    and what else 내 자리 offers as a signal of its own.
    """

    notice_chosen = Signal(object)
    look_chosen = Signal(str)
    seat_chosen = Signal(object)
    password_wanted = Signal()
    lock_wanted = Signal()
    sign_out_wanted = Signal()
    stop_wanted = Signal()
    keys_wanted = Signal()
    quit_wanted = Signal()
    other_office_wanted = Signal()

    def __init__(self, look: str, parent: QWidget | None = None) -> None:
        super().__init__("window", parent=parent)
        self.setFixedHeight(TOP_BAR)
        self.search = SearchBox()
        self.search.setMinimumWidth(230)
        self.search.setMaximumWidth(_SEARCH)
        self._notices: list[tuple[str, str]] = []
        self._picker = Combo()
        self._picker.setAccessibleName("공고 고르기")
        self._picker.setMinimumContentsLength(8)
        self._picker.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self._picker.setFixedWidth(_PICKER)
        self._picker.setToolTip("공고 고르기 (Ctrl+G)")
        self._picker.addItem("모든 공고")
        self._picker.activated.connect(self._on_picked)
        self._practice = Chip("연습", "practice")
        self._practice.hide()
        self._day = Label("", tone="ink2")
        self._work = Label("", tone="ink2")
        self._work.hide()
        self._stop = Button("멈추기", "quiet")
        self._stop.clicked.connect(self.stop_wanted)
        self._stop.hide()
        self._officer = Button("", icon_name="person", name="내 자리")
        self._officer.set_kind("icon")
        self._officer.setMenu(self._menu(look))
        self._officer.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 12, 0)
        row.setSpacing(12)
        row.addWidget(self.search, 3)
        row.addWidget(self._picker)
        row.addStretch(1)
        row.addWidget(self._work)
        row.addWidget(self._stop)
        row.addWidget(self._practice)
        row.addWidget(self._day)
        row.addWidget(self._officer)
        self.set_ready(False)

    def enter(self, office: Office, notices: Sequence[tuple[str, str]]) -> None:
        """Show this office: its notices, its day, who sits here."""
        self._notices = list(notices)
        self._picker.clear()
        self._picker.addItem("모든 공고")
        self._picker.addItems([title for _id, title in notices])
        widest = max(self._picker.fontMetrics().horizontalAdvance(one) for one in self._words())
        self._picker.view().setMinimumWidth(widest + 2 * _ARROW)  # the list shows whole titles
        self._practice.setVisible(office.practice)
        self._practice.setToolTip("지어낸 사람들로 채운 사무실입니다.")
        self._day.setText(write_date(office.clock.today()))
        self._officer.setText(f"{office.actor.name} {office.actor.role}")
        self._officer.setFixedWidth(self._officer.sizeHint().width() + _ARROW)
        for action in self._real_only:
            action.setVisible(not office.practice)
        self._seats.menuAction().setVisible(office.practice)
        self.set_ready(True)

    def pick_notice(self) -> None:
        """Open the list of notices for the keys."""
        if self._picker.isEnabled() and self._picker.isVisible():
            self._picker.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self._picker.showPopup()

    def set_ready(self, ready: bool) -> None:
        """Search and notice work only while an office is open."""
        self.search.setEnabled(ready)
        self._picker.setEnabled(ready)

    def set_cases(self, sees: bool) -> None:
        """Offer search and notice to whoever sees cases, and to nobody else."""
        for part in (self.search, self._picker):
            part.setVisible(sees)
            part.setEnabled(sees)

    def say_work(self, words: str) -> None:
        """Say what runs by itself, with 멈추기 beside; an empty text when nothing does."""
        self._work.setText(words)
        for part in (self._work, self._stop):
            part.setVisible(bool(words))

    def work(self) -> str:
        """What is said to run by itself."""
        return self._work.text()

    def set_seats(self, seats: Sequence[tuple[UUID, str]], here: UUID) -> None:
        """Offer the seats of a practice office: account id and what the seat is called."""
        self._seats.clear()
        group = QActionGroup(self._seats)
        for account, word in seats:
            action = QAction(word, self._seats)
            action.setCheckable(True)
            action.setChecked(account == here)
            action.triggered.connect(lambda _on, one=account: self.seat_chosen.emit(one))
            group.addAction(action)
            self._seats.addAction(action)

    def seat_actions(self) -> tuple[QAction, ...]:
        """The seats of a practice office, as the menu offers them."""
        return tuple(self._seats.actions())

    def seats_offered(self) -> bool:
        """Whether the menu offers to change seats at all."""
        return self._seats.menuAction().isVisible()

    def set_blank(self, blank: bool) -> None:
        """Show nothing of an office while nobody sits in it."""
        for part in (self.search, self._picker, self._day, self._officer):
            part.setVisible(not blank)
        if blank:
            self._practice.hide()

    def _words(self) -> list[str]:
        return [self._picker.itemText(at) for at in range(self._picker.count())]

    def _on_picked(self, at: int) -> None:
        self.notice_chosen.emit(self._notices[at - 1][0] if at > 0 else None)

    def _menu(self, look: str) -> QMenu:
        menu = QMenu(self)
        group = QActionGroup(menu)
        for name, word in _LOOKS:
            action = QAction(word, menu)
            action.setCheckable(True)
            action.setChecked(name == look)
            action.triggered.connect(lambda _on, one=name: self.look_chosen.emit(one))
            group.addAction(action)
            menu.addAction(action)
        menu.addSeparator()
        self._seats = menu.addMenu("자리 바꾸기")
        self._seats.setAccessibleName("자리 바꾸기")
        change = menu.addAction("비밀번호 바꾸기")
        change.triggered.connect(self.password_wanted)
        lock = menu.addAction("잠그기\tCtrl+L")
        lock.triggered.connect(self.lock_wanted)
        out = menu.addAction("나가기")
        out.triggered.connect(self.sign_out_wanted)
        self._real_only = (change, out)
        menu.addSeparator()
        keys = menu.addAction("단축키\tF1")
        keys.triggered.connect(self.keys_wanted)
        other = menu.addAction("다른 사무실 열기")
        other.triggered.connect(self.other_office_wanted)
        leave = menu.addAction("끝내기\tCtrl+Q")
        leave.triggered.connect(self.quit_wanted)
        return menu
