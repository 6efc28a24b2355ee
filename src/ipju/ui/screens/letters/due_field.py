"""The last day of a request: proposed on a working day, and told of when nobody works on it."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QTimer

from ipju.domain.dates import spoken
from ipju.domain.requests import RequestKind
from ipju.services.office import Office
from ipju.services.request_days import proposed_due
from ipju.services.working_days import day_off, period_ends
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
        day = self.value()
        off = day_off(day) if day is not None else ""
        if day is None or not off:
            self.set_help(self._usual)
            return False
        self.set_help(
            f"쉬는 날({off})입니다. {spoken(period_ends(day))} 소인까지 받습니다(민법 제161조).",
            "rev",
        )
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
