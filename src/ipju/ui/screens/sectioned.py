"""A place with sections: their list at the left, the page of the chosen one beside it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from ipju.services.office import Changes, Office
from ipju.ui.jobs import Jobs
from ipju.ui.rooms import explain
from ipju.ui.widgets.feedback import Banner
from ipju.ui.widgets.section_list import SectionItem, SectionList
from ipju.ui.widgets.surface import Pane, Rule


class Page(QWidget):
    """One section. It asks the office when it is shown, and again when an act touched it.

    `changed(Changes)` after an act of its own. `banner` stands for what could not be read.
    """

    changed = Signal(object)

    def __init__(self, jobs: Jobs, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.jobs = jobs
        self.name = name
        self.office: Office | None = None
        self.banner = Banner("fail", "", "닫기", wrap=True)
        self.banner.acted.connect(self.banner.hide)
        self.banner.hide()
        self._stale = True

    def enter(self, office: Office) -> None:
        """Begin to work in this office; read when the page is shown."""
        self.office = office
        self._stale = True

    def concerned(self, changes: Changes) -> bool:
        """Tell whether what is shown may have changed."""
        raise TypeError(f"{type(self).__name__} does not say what concerns it")

    def refresh(self) -> None:
        """Ask the office again."""
        raise TypeError(f"{type(self).__name__} has nothing to read")

    def take_keys(self) -> None:
        """Put the focus where work begins."""
        raise TypeError(f"{type(self).__name__} has no place to begin")

    def note(self, changes: Changes) -> None:
        """Read again when an act changed what is shown; later when the page is hidden."""
        if self.concerned(changes):
            self._stale = True
            self.refresh_if_seen()

    def refresh_if_seen(self) -> None:
        """Read again now if somebody looks, else at the next look."""
        if self._stale and self.isVisible() and self.office is not None:
            self._stale = False
            self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh_if_seen()

    def refuse(self, error: Exception) -> None:
        """Say what could not be done, on the page."""
        self.say("fail", explain(error))

    def say(self, tone: str, words: str) -> None:
        """Say how an act ended; it stays until it is closed."""
        self.banner.say(tone, words, "닫기")
        self.banner.show()


class SectionedScreen(Pane):
    """The sections of a place. `changed(Changes)` after an act of any of them."""

    changed = Signal(object)

    def __init__(
        self,
        name: str,
        jobs: Jobs,
        sections: Mapping[str, tuple[str, Callable[[Jobs], Page]]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("surface", parent=parent)
        self.setAccessibleName(name)
        self._jobs, self._sections = jobs, sections
        self._office: Office | None = None
        self._built: dict[str, Page] = {}
        self.sections = SectionList(
            [SectionItem(key, word) for key, (word, _build) in sections.items()]
        )
        self.sections.chosen.connect(self.go)
        self.pages = QStackedWidget()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.sections)
        row.addWidget(Rule(vertical=True))
        row.addWidget(self.pages, 1)

    def enter(self, office: Office) -> None:
        """Begin to work in this office, in the first section."""
        self._office = office
        for page in self._built.values():
            self.pages.removeWidget(page)
            page.deleteLater()
        self._built = {}
        self.go(next(iter(self._sections)), keys=False)

    def go(self, key: str, *, keys: bool = True) -> Page | None:
        """Show a section, built at its first visit; None before an office was entered."""
        if self._office is None:
            return None
        if key not in self._built:
            page = self._sections[key][1](self._jobs)
            page.changed.connect(self.changed)
            self._built[key] = page
            self.prepare(key, page)
            page.enter(self._office)
            self.pages.addWidget(page)
        self.sections.set_current(key)
        self.pages.setCurrentWidget(self._built[key])
        if keys and not self.sections.hasFocus():
            self._built[key].take_keys()
        return self._built[key]

    def prepare(self, key: str, page: Page) -> None:
        """Connect what a new page asks of the others; a screen with such pages says how."""

    def note(self, changes: Changes) -> None:
        """Tell the pages what an act changed."""
        for page in self._built.values():
            page.note(changes)

    def take_keys(self) -> None:
        """Put the focus into the section shown."""
        page = self._built.get(self.sections.current())
        if page is not None:
            page.take_keys()
        else:
            self.sections.setFocus(Qt.FocusReason.OtherFocusReason)
