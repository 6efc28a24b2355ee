"""One step on a page of its own: a title, what it is about, and its inputs."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QScrollArea, QVBoxLayout, QWidget

from ipju.services.application_steps import Step
from ipju.ui.case_session import CaseSession, Path
from ipju.ui.screens.counter.step_form import StepForm, StepInput, is_bare
from ipju.ui.theme.tokens import TITLE
from ipju.ui.widgets.surface import Label

_MARGIN = 20


class StepPage(QScrollArea):
    """A step; `stops` are its inputs in reading order, what Enter walks through."""

    def __init__(self, session: CaseSession, step: Step, title: str, note: str) -> None:
        super().__init__()
        self.session, self.step = session, step
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(title)
        self._inside = QWidget()
        self._inside.setProperty("surface", "surface")
        self.column = QVBoxLayout(self._inside)
        self.column.setContentsMargins(_MARGIN, 16, _MARGIN, 16)
        self.column.setSpacing(12)
        self.column.addWidget(Label(title, px=TITLE, bold=True))
        self.note = Label(note, tone="ink2", wrap=True)
        self.column.addWidget(self.note)
        self.setWidget(self._inside)
        self.forms: list[StepForm] = []
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._keep_in_view)

    def head(self, text: str) -> None:
        """Add the heading of a part."""
        self.column.addSpacing(2)
        self.column.addWidget(Label(text, px=15, bold=True))

    def form(self) -> StepForm:
        """Add a grid of inputs."""
        made = StepForm(self.session)
        self.forms.append(made)
        self.column.addWidget(made)
        return made

    def done(self) -> None:
        """Push everything to the top and show the case."""
        self.column.addStretch(1)
        for one in self.forms:
            one.refresh()

    def inputs(self) -> tuple[StepInput, ...]:
        """Return every input in reading order."""
        return tuple(one for form in self.forms for one in form.fields())

    def stops(self) -> tuple[QWidget, ...]:
        """Return what takes the keys here and can be changed, in reading order."""
        found = [one.control() for one in self.inputs()]
        return tuple(one for one in found if one.isVisibleTo(self) and one.isEnabled())

    def field_at(self, path: Path) -> StepInput | None:
        """Return the input for a fact, if this step asks for it."""
        found = (form.field_at(path) for form in self.forms)
        return next((one for one in found if one is not None), None)

    def focus_first(self) -> None:
        """Put the keys into the first input that is still empty, else into the first."""
        stops = self.stops()
        bare = [one.control() for one in self.inputs() if one.control() in stops and is_bare(one)]
        for one in (*bare, *stops):
            one.setFocus(Qt.FocusReason.TabFocusReason)
            return

    def leave(self) -> None:
        """Say that the step was gone through and the next one is wanted."""

    def _keep_in_view(self, _old: QWidget | None, new: QWidget | None) -> None:
        if new is not None and self._inside.isAncestorOf(new):
            self.ensureWidgetVisible(new, 24, 48)
