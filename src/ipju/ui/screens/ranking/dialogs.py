"""추첨 and its proof: the seed of a public draw, and the page that proves it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from ipju.domain.draw_text import BadSeed, read_seed
from ipju.services.draw_proof import proof
from ipju.services.files import write_whole
from ipju.services.office import Office
from ipju.services.ranking import draw
from ipju.ui.dialogs.service import ServiceDialog
from ipju.ui.jobs import Jobs
from ipju.ui.rooms import explain
from ipju.ui.screens.ranking.words import digest_lines
from ipju.ui.widgets.choice_fields import CheckField
from ipju.ui.widgets.pdf_view import PdfView
from ipju.ui.widgets.surface import Label
from ipju.ui.widgets.typed_fields import IntField, TextField

_WIDTH, _HEIGHT = 820, 720
_SEED_HELP = "뽑은 차례대로 공 번호 9개(1–45), 또는 8–40자의 글"
_GROUPS = 8
"""Groups of the digest on a line: the dialog stays within a small window."""


class FreezeDialog(ServiceDialog):
    """The quota, which the notice prints as an estimate, and why now: `settled((quota, why))`."""

    def __init__(
        self, jobs: Jobs, supply: str, printed: int, parent: QWidget | None = None
    ) -> None:
        super().__init__(
            f"{supply} 명부를 굳힙니다",
            "적격으로 승인된 신청을 공고의 순서대로 굳힙니다. 굳힌 명부는 바뀌지 않으며, 지문을 "
            "공개한 뒤 추첨합니다.",
            "명부 굳히기",
            jobs,
            parent=parent,
        )
        self.quota = IntField(
            "모집호수",
            unit="호",
            required=True,
            help_text=f"공고의 호수 {printed:,}호. 예산에 따라 달라졌으면 고쳐 적습니다.",
        )
        self.quota.set_value(printed)
        self.reason = TextField(
            "사유",
            required=True,
            placeholder="예: 자격 심사와 소명 판단을 모두 마침",
            help_text="장부에 남습니다.",
        )
        self.fields.addWidget(self.quota)
        self.fields.addWidget(self.reason)

    def call(self) -> Callable[[], object] | None:
        quota, reason = self.quota.value(), self.reason.text().strip()
        if quota is None:
            self.quota.set_error(self.quota.error() or "호수를 적으십시오.")
            self.quota.setFocus()
            return None
        if not reason:
            self.reason.set_error("사유를 적으십시오.")
            self.reason.setFocus()
            return None
        return lambda: (quota, reason)


class DrawDialog(ServiceDialog):
    """The seed as it was drawn in public, where, before whom; the digest was published first."""

    def __init__(
        self,
        office: Office,
        jobs: Jobs,
        roster: UUID,
        digest: str,
        supply: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            f"{supply} 추첨의 씨앗을 넣습니다",
            "공개한 자리에서 뽑은 그대로 적습니다. 넣은 뒤에는 고칠 수 없고, 다시 하려면 사유를 "
            "적어 무효로 해야 합니다.",
            "추첨하기",
            jobs,
            width=600,
            parent=parent,
        )
        self._office, self._roster = office, roster
        self.seed = TextField(
            "씨앗",
            required=True,
            placeholder="3 11 17 22 25 31 38 40 44",
            help_text=_SEED_HELP,
        )
        self.seed.edited.connect(lambda _value: self._echo())
        self.place = TextField("추첨한 곳", required=True, placeholder="예: 2층 강당")
        self.witnesses = TextField(
            "자리에 있던 사람",
            required=True,
            placeholder="예: 참관인 김예시, 감사실 이예시",
            help_text="증명서에 적힙니다.",
        )
        self.published = CheckField(
            "공개 지문을 추첨 전에 공개했음", words=("예", "아니오", "확인 안 함"), required=True
        )
        shown = Label(digest_lines(digest, _GROUPS), bold=True)
        shown.setFixedHeight(shown.fontMetrics().lineSpacing() * 2 + 4)
        shown.setAccessibleName("공개 지문")
        same = Label("공개한 지문이 아래와 같은지 견주십시오.", tone="ink2")
        around = QHBoxLayout()
        around.setSpacing(12)
        around.addWidget(self.place, 2, Qt.AlignmentFlag.AlignTop)
        around.addWidget(self.witnesses, 3, Qt.AlignmentFlag.AlignTop)
        self.fields.addWidget(self.seed)
        self.fields.addLayout(around)
        for part in (self.published, same, shown):
            self.fields.addWidget(part)

    def _echo(self) -> None:
        """Say how the seed will be written: once it is in, a slip costs an annulled draw."""
        try:
            words = f"이대로 넣습니다: {read_seed(self.seed.text())}"
        except BadSeed:
            words = _SEED_HELP
        self.seed.set_help(words)

    def call(self) -> Callable[[], object] | None:
        place, witnesses = self.place.text().strip(), self.witnesses.text().strip()
        try:
            seed = read_seed(self.seed.text())
        except BadSeed as error:
            seed = ""
            self.seed.set_error(str(error))
        if not place:
            self.place.set_error("추첨한 곳을 적으십시오.")
        if not witnesses:
            self.witnesses.set_error("자리에 있던 사람을 적으십시오.")
        if self.published.value() is not True:
            self.published.set_error("공개 지문을 먼저 공개한 뒤에 추첨합니다.")
        bad = [
            field
            for field, right in (
                (self.seed, seed),
                (self.place, place),
                (self.witnesses, witnesses),
                (self.published, self.published.value()),
            )
            if not right
        ]
        if bad:
            bad[0].setFocus()
            return None
        office, roster = self._office, self._roster
        return lambda: draw(office, roster, seed, place, witnesses)


class ProofDialog(QDialog):
    """The proof of a draw, exactly as printed; it can be printed and saved."""

    def __init__(
        self,
        office: Office,
        jobs: Jobs,
        roster: UUID,
        draw_id: UUID,
        supply: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("추첨 증명서")
        self._jobs = jobs
        self.view = PdfView()
        self.view.clear("증명서를 만드는 중")
        self.view.save_wanted.connect(self._save)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.addWidget(self.view)
        self.resize(_WIDTH, _HEIGHT)
        jobs.run(
            lambda: proof(office, roster, draw_id),
            lambda data: self.view.show_pdf(data, f"추첨 증명서 {supply}"),
            lambda error: self.view.say("fail", explain(error)),
            label="추첨 증명서",
            owner=self,
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return  # a page that is looked at is not closed by the key that opened it
        super().keyPressEvent(event)

    def _save(self, path: str, data: bytes) -> None:
        self._jobs.run(
            lambda: write_whole(Path(path), data),
            lambda saved: self.view.say("pas", f"{saved}에 저장했습니다."),
            lambda error: self.view.say("fail", explain(error)),
            label="추첨 증명서 저장",
            owner=self,
        )
