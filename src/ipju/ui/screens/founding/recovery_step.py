"""Step 3: the recovery key (복구 열쇠) on paper, and three words typed back from it."""

from __future__ import annotations

import secrets
import unicodedata
from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from ipju.domain.keys import RecoveryKey
from ipju.ui.widgets.grid import FieldGrid
from ipju.ui.widgets.pdf_view import PdfView
from ipju.ui.widgets.surface import Label
from ipju.ui.widgets.typed_fields import TextField

ASKED = 3
_AROUND = " .0123456789"


def three_of(count: int) -> tuple[int, ...]:
    """Return three different numbers from 1 to `count`, unforeseeable, in order."""
    return tuple(sorted(secrets.SystemRandom().sample(range(1, count + 1), ASKED)))


class RecoveryStep(QWidget):
    """First the sheet to print or to save, then the words asked by number, the sheet put away.

    `then` says what the right words lead to. `entered` on Enter in a word. `save_wanted(path,
    data)` as of the preview.
    """

    entered = Signal()
    save_wanted = Signal(str, bytes)

    def __init__(
        self,
        choose: Callable[[int], Sequence[int]] = three_of,
        parent: QWidget | None = None,
        *,
        then: str = "맞게 적어야 사무실이 만들어집니다.",
    ) -> None:
        super().__init__(parent)
        self._choose = choose
        self._key: RecoveryKey | None = None
        self._numbers: tuple[int, ...] = ()
        self.preview = PdfView()
        self.preview.setMinimumHeight(300)
        self.preview.save_wanted.connect(self.save_wanted)
        paper = QWidget()
        column = QVBoxLayout(paper)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(
            Label(
                "이 용지 한 장이면 이 사무실의 자료를 모두 열 수 있고, 비밀번호를 잊거나 컴퓨터를 "
                "잃었을 때 여는 길은 이것뿐입니다. 인쇄해 금고에 두세요. "
                "PDF로 저장했다면 인쇄한 뒤 지우세요.",
                tone="ink2",
                wrap=True,
            )
        )
        column.addWidget(self.preview, 1)
        asking = QWidget()
        self.words = tuple(TextField("", required=True, max_length=20) for _ in range(ASKED))
        grid = FieldGrid()
        for field in self.words:
            grid.add(field, 4)
            field.input.returnPressed.connect(self.entered)
        below = QVBoxLayout(asking)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(10)
        below.addWidget(
            Label(
                f"인쇄한 용지를 보고 아래 번호의 낱말을 적으세요. {then}",
                tone="ink2",
                wrap=True,
            )
        )
        below.addWidget(grid)
        below.addStretch(1)
        self.stack = QStackedWidget()
        self.stack.addWidget(paper)
        self.stack.addWidget(asking)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.stack)

    def is_asking(self) -> bool:
        """Whether the sheet is put away and its words are asked."""
        return self.stack.currentIndex() == 1

    def key(self) -> RecoveryKey | None:
        """The key on the sheet, once there is one."""
        return self._key

    def numbers(self) -> tuple[int, ...]:
        """The numbers of the words that are asked."""
        return self._numbers

    def show_sheet(self, key: RecoveryKey, sheet: bytes, name: str) -> None:
        """Show the sheet of a key."""
        if key != self._key:
            self._key = key
            self._numbers = tuple(self._choose(len(key.words)))
            for field, number in zip(self.words, self._numbers, strict=True):
                field.set_label(f"{number}번째 낱말", required=True)
                field.input.clear()
        self.preview.show_pdf(sheet, name)
        self.stack.setCurrentIndex(0)

    def look_again(self) -> None:
        """Show the sheet instead of the words."""
        self.stack.setCurrentIndex(0)

    def ask(self) -> None:
        """Put the sheet away and ask for the words."""
        self.stack.setCurrentIndex(1)
        self.words[0].setFocus()

    def check(self) -> bool:
        """Tell whether the words are those of the sheet; a wrong one is marked, not given away."""
        key = self._key
        if key is None:
            return False
        wrong = []
        for field, number in zip(self.words, self._numbers, strict=True):
            # On the sheet each word has its number before it; whoever types it means the word.
            typed = unicodedata.normalize("NFC", field.text()).strip(_AROUND)
            right = typed == key.words[number - 1]
            said = "용지의 낱말과 다릅니다." if typed else "낱말을 적으세요."
            field.set_error(None if right else said)
            if not right:
                wrong.append(field)
        if wrong:
            wrong[0].setFocus()
        return not wrong

    def clear(self) -> None:
        """Forget the key and what was typed."""
        self._key, self._numbers = None, ()
        self.preview.clear()
        for field in self.words:
            field.input.clear()
        self.stack.setCurrentIndex(0)
