"""Takes dropped files in, one after the other, so that nothing else has to wait for them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from ipju.services.office import Office
from ipju.services.scans import CannotScan, Filed, ReadFile, Where, file_scan, read_scan
from ipju.ui.jobs import Jobs
from ipju.ui.rooms import explain

_TOLD = 3
"""Files that are named with what became of them: refused, there already, of another case."""


class ScanIntake(QObject):
    """`progressed(done, total)`, `filed(Filed)` for each, `ended(tone, sentence, detail)`."""

    progressed = Signal(int, int)
    filed = Signal(object)
    ended = Signal(str, str, str)

    def __init__(self, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._waiting: list[tuple[Path, UUID | None]] = []
        self._done: list[Filed] = []
        self._refused: list[tuple[str, str]] = []
        self._told: list[tuple[str, str]] = []
        self._strange = False
        self._total = 0
        self._running = False
        self._office: Office | None = None

    def take(self, office: Office, paths: Sequence[Path], envelope: UUID | None) -> None:
        """Take files in for the envelope that is open now; more may follow while it runs."""
        self._office = office
        if not self._running:
            self._done, self._refused, self._told, self._total = [], [], [], 0
            self._strange = False
        self._waiting += [(one, envelope) for one in paths]
        self._total += len(paths)
        if not self._running and self._waiting:
            self._running = True
            self._next()

    def is_running(self) -> bool:
        """Whether files are still being taken in."""
        return self._running

    def stop(self) -> None:
        """Leave out what was not begun."""
        self._waiting.clear()

    def _next(self) -> None:
        office = self._office
        done = len(self._done) + len(self._refused)
        self.progressed.emit(done, self._total)
        if office is None or not self._waiting:
            self._running = False
            self.ended.emit(*self._summary(self._total - done))
            return
        path, envelope = self._waiting.pop(0)
        reader = office.scanner
        # A file of many pages takes seconds to look at: nothing that is being saved waits for it.
        self._jobs.aside(
            lambda _task: read_scan(path, reader),
            lambda file: self._file(office, file, envelope),
            lambda error: self._on_refused(path.name, error),
            on_cancelled=lambda: self._on_refused(path.name, CannotScan("멈추었습니다.")),
            label="스캔 읽기",
            owner=self,
        )

    def _file(self, office: Office, file: ReadFile, envelope: UUID | None) -> None:
        self._jobs.run(
            lambda: file_scan(office, file, envelope),
            lambda filed: self._on_filed(filed, envelope),
            lambda error: self._on_refused(file.name, error),
            label="스캔 넣기",
            owner=self,
        )

    def _on_filed(self, filed: Filed, envelope: UUID | None) -> None:
        self._done.append(filed)
        elsewhere = filed.scan.case_id is not None and filed.scan.case_id != envelope
        if filed.where is Where.KNOWN:
            self._told.append((filed.name, filed.why))
        elif envelope is not None and elsewhere:
            self._told.append((filed.name, f"QR대로 {filed.number}에 넣었습니다. 봉투를 보십시오."))
            self._strange = True
        self.filed.emit(filed)
        self._next()

    def _on_refused(self, name: str, error: Exception) -> None:
        self._refused.append((name, explain(error)))
        self._next()

    def _summary(self, left_out: int) -> tuple[str, str, str]:
        """Return the tone, what was done, and why anything was not."""
        counted = {where: sum(one.where is where for one in self._done) for where in Where}
        parts = [
            f"{count}개는 {words}"
            for count, words in (
                (counted[Where.LINE], "제 서류에 붙음"),
                (counted[Where.CASE], "사례에 넣음"),
                (counted[Where.TRAY], "스캔함에서 기다림"),
                (counted[Where.KNOWN], "이미 있어 넣지 않음"),
                (len(self._refused), "넣지 못함"),
                (left_out, "멈추어 넣지 않음"),
            )
            if count
        ]
        total = len(self._done) + len(self._refused) + left_out
        told = [*self._refused, *self._told]
        detail = [f"{name}: {why}" for name, why in told[:_TOLD]]
        if len(told) > _TOLD:
            detail.append(f"그 밖에 {len(told) - _TOLD}개")
        waiting = counted[Where.TRAY] or self._refused or left_out or self._strange
        tone = "fail" if self._refused and not self._done else "rev" if waiting else "pas"
        return tone, f"스캔 {total}개: {', '.join(parts)}", "\n".join(detail)
