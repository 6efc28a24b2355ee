"""Dialogs whose act is a service call: they stay, with the reason, when the call is refused."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ipju.ui.dialogs.base import ActDialog
from ipju.ui.jobs import Jobs
from ipju.ui.rooms import explain
from ipju.ui.widgets.surface import Label
from ipju.ui.widgets.typed_fields import TextField

_UNDER_FIELDS = 3


class ServiceDialog(ActDialog):
    """`settled(result)` after the call came back. A subclass gives the call by `call`."""

    settled = Signal(object)

    def __init__(
        self,
        title: str,
        body: str,
        act: str,
        jobs: Jobs,
        *,
        width: int = 560,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(title, body, act, width=width, parent=parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._title, self._jobs, self._waiting = title, jobs, False
        self.problem = Label("", tone="fail", wrap=True)
        self.problem.hide()
        column = self.layout()
        if isinstance(column, QVBoxLayout):
            column.insertWidget(_UNDER_FIELDS, self.problem)

    def call(self) -> Callable[[], object] | None:
        """Return what the database thread is to do, or None when a field says what is wrong."""
        raise TypeError(f"{type(self).__name__} has no act")

    def accept(self) -> None:
        """Make the call; the dialog closes when it has come back."""
        call = None if self._waiting else self.call()
        if call is None:
            return
        self._waiting = True
        self.problem.hide()
        self.set_blocked("하는 중")
        self._jobs.run(call, self._on_done, self._on_refused, label=self._title, owner=self)

    def refuse(self, words: str) -> None:
        """Say why the act was not done; what was typed is kept."""
        self.problem.setText(words)
        self.problem.setMinimumHeight(self.problem.heightForWidth(self.minimumWidth() - 40))
        self.problem.show()

    def _on_done(self, result: object) -> None:
        super().accept()
        self.settled.emit(result)

    def _on_refused(self, error: Exception) -> None:
        self._waiting = False
        self.set_blocked(None)
        self.refuse(explain(error))


class ReasonDialog(ServiceDialog):
    """An act that is written down with its reason: `make(reason)` is the call.

    `needed` is what an empty reason says; None asks for no reason at all.
    """

    def __init__(
        self,
        title: str,
        body: str,
        act: str,
        jobs: Jobs,
        make: Callable[[str], object],
        *,
        needed: str | None = "사유를 적으십시오.",
        label: str = "사유",
        placeholder: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(title, body, act, jobs, parent=parent)
        self._make, self._needed = make, needed
        self.reason = TextField(
            label, required=True, placeholder=placeholder, help_text="장부에 남습니다."
        )
        if needed is not None:
            self.fields.addWidget(self.reason)
        else:
            self.reason.setParent(self)
            self.reason.hide()

    def call(self) -> Callable[[], object] | None:
        make, reason = self._make, self.reason.text().strip()
        if self._needed is not None and not reason:
            self.reason.set_error(self._needed)
            self.reason.setFocus()
            return None
        return lambda: make(reason)
