"""The last day of a request: proposed on a working day, and told of when nobody works on it."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QTimer

from ipju.domain.requests import RequestKind
from ipju.services.office import Office
from ipju.services.request_days import off_words, proposed_due
from ipju.ui.widgets.typed_fields import DateField


class DueField(DateField):
    """The field of the last day; where the notice prints one it may stay empty."""

    def __init__(self, office: Office, kind: RequestKind, label: str = "기한") -> None:
        printed = kind is RequestKind.EXPLANATION
        self._usual = (
            "비우면 공고의 소명 기간 마지막 날입니다." if printed else "이 날 소인까지 받습니다."
        )
        super().__init__(label, required=not printed, help_text=self._usual)
        if not printed:
            self.set_value(proposed_due(office.clock.today()))
        self._seen: date | None = None
        self.committed.connect(lambda _day: self._on_day())

    def tell(self) -> bool:
        """Say it of a day on which nobody works; True when nobody had time to read it before.

        Only the person moves the day: the law lets the period run on by itself.
        """
        day, words = self.value(), off_words(self.value())
        self.set_help(words or self._usual, "rev" if words else "ink2")
        if not words:
            return False
        before, self._seen = self._seen, day
        return before != day

    def _on_day(self) -> None:
        """Say it as soon as the day is typed; Enter, which goes on at once, says it once more."""
        seen = self._seen
        self.tell()
        self._seen = seen
        QTimer.singleShot(0, self, self._on_seen)

    def _on_seen(self) -> None:
        self._seen = self.value()
