"""The one style sheet. Colours come from the token table; fonts stay out of it,

because a `font` rule anywhere in a style sheet silently beats every `setFont`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from ipju.ui.theme.tokens import COLOURS

_SHEET = """
QToolTip { background: @toast; color: @ontoast; border: 0; padding: 4px 6px; }
QMainWindow, QDialog { background: @surface; }
QWidget[surface="window"] { background: @window; }
QWidget[surface="surface"] { background: @surface; }
QWidget[surface="panel"] { background: @panel; }
QWidget[surface="sunken"] { background: @sunken; }
QWidget[surface="rev"] { background: @revbg; }
QWidget[surface="fail"] { background: @failbg; }
QWidget[surface="pas"] { background: @pasbg; }
QFrame[boxed="true"] { border: 1px solid @line; border-radius: 4px; }
QFrame[boxed="true"]:focus { border-color: @accent; }
QWidget[rule="true"] { background: @line; border: 0; }

QLabel { background: transparent; }
QLabel[tone="ink"] { color: @ink; }
QLabel[tone="ink2"] { color: @ink2; }
QLabel[tone="ink3"] { color: @ink3; }
QLabel[tone="pas"] { color: @pas; }
QLabel[tone="fail"] { color: @fail; }
QLabel[tone="rev"] { color: @rev; }
QLabel[tone="accent"] { color: @accent; }

QLineEdit, QComboBox, QPlainTextEdit, QTextEdit { placeholder-text-color: @ink3; }
QLineEdit, QComboBox, QDateEdit, QSpinBox {
  background: @surface; color: @ink; border: 1px solid @line2; border-radius: 4px;
  min-height: 28px; padding: 0 9px;
  selection-background-color: @accent; selection-color: @onaccent;
}
QLineEdit:focus, QComboBox:focus, QDateEdit:focus, QSpinBox:focus {
  border: 2px solid @accent; min-height: 26px; padding: 0 8px;
}
QLineEdit[bad="true"], QComboBox[bad="true"] {
  border: 2px solid @fail; min-height: 26px; padding: 0 8px;
}
QLineEdit[readOnly="true"], QLineEdit:disabled, QComboBox:disabled {
  background: @sunken; color: @ink2; border-color: @line;
}
QLineEdit[readOnly="true"]:focus { border-color: @accent; }
QLineEdit[bare="true"] { border: 0; background: transparent; padding: 0; min-height: 26px; }
QPlainTextEdit, QTextEdit {
  background: @surface; color: @ink; border: 1px solid @line2; border-radius: 4px;
  padding: 3px 6px; selection-background-color: @accent; selection-color: @onaccent;
}
QPlainTextEdit:focus, QTextEdit:focus { border: 2px solid @accent; padding: 2px 5px; }
QPlainTextEdit[bad="true"] { border: 2px solid @fail; padding: 2px 5px; }
QPlainTextEdit[readOnly="true"], QTextEdit[readOnly="true"] {
  background: @sunken; border-color: @line;
}
QComboBox { padding-right: 26px; }
QComboBox:focus { padding-right: 25px; }
QComboBox::drop-down { border: 0; width: 26px; }
QComboBox::down-arrow { image: url(@{down}); width: 16px; height: 16px; }
QComboBox::down-arrow:disabled { image: url(@{down_off}); }
QComboBox QAbstractItemView {
  background: @surface; color: @ink; border: 1px solid @line2; outline: 0; padding: 2px;
  selection-background-color: @accentbg; selection-color: @ink;
}
QComboBox QAbstractItemView::item { min-height: 26px; padding: 0 7px; }

QPushButton {
  background: @surface; color: @ink; border: 1px solid @line2; border-radius: 4px;
  min-height: 28px; padding: 0 12px;
}
QPushButton:hover { background: @hover; }
QPushButton:pressed { background: @accentbg; }
QPushButton:focus { border: 2px solid @accent; min-height: 26px; padding: 0 11px; }
QPushButton:disabled { background: @sunken; color: @ink3; border-color: @line; }
QPushButton[kind="primary"] { background: @accent; color: @onaccent; border-color: @accent; }
QPushButton[kind="primary"]:hover { background: @accenthover; border-color: @accenthover; }
QPushButton[kind="primary"]:disabled { background: @sunken; color: @ink3; border-color: @line; }
QPushButton[kind="quiet"] {
  background: transparent; color: @accent; border-color: transparent; padding: 0 6px;
}
QPushButton[kind="quiet"]:hover { background: @hover; }
QPushButton[kind="quiet"]:focus { border-color: @accent; padding: 0 5px; }
QPushButton[kind="quiet"]:disabled { color: @ink3; }
QPushButton[kind="icon"] {
  background: transparent; border-color: transparent; padding: 0;
  min-width: 26px; min-height: 26px;
}
QPushButton[kind="icon"]:hover { background: @hover; }
QPushButton[kind="icon"]:focus {
  border: 2px solid @accent; min-width: 24px; min-height: 24px; padding: 0;
}
QPushButton::menu-indicator { image: url(@{down}); subcontrol-position: right center; right: 6px; }

QRadioButton, QCheckBox { background: transparent; color: @ink; spacing: 7px; min-height: 18px; }
QRadioButton::indicator, QCheckBox::indicator { width: 16px; height: 16px; }
QRadioButton::indicator { image: url(@{radio}); }
QRadioButton::indicator:hover { image: url(@{radio_hover}); }
QRadioButton::indicator:checked { image: url(@{radio_on}); }
QRadioButton::indicator:disabled { image: url(@{radio_off}); }
QCheckBox::indicator { image: url(@{box}); }
QCheckBox::indicator:checked { image: url(@{box_on}); }
QCheckBox::indicator:disabled { image: url(@{box_off}); }
QRadioButton:disabled, QCheckBox:disabled { color: @ink3; }
QRadioButton:focus, QCheckBox:focus { border: 2px solid @accent; border-radius: 4px; }
QRadioButton, QCheckBox { border: 2px solid transparent; }

QTableView {
  background: @surface; color: @ink; border: 1px solid @line; border-radius: 4px; outline: 0;
  selection-background-color: @accentbg; selection-color: @ink; gridline-color: transparent;
}
QTableView[flat="true"] { border: 0; border-radius: 0; background: transparent; }
QTableView[surface="panel"] { background: @panel; }
QHeaderView { background: @sunken; border: 0; }
QHeaderView::section {
  background: @sunken; color: @ink2; border: 0; border-bottom: 1px solid @line;
  padding: 0 8px; min-height: 27px;
}
QHeaderView::section:first { padding-left: 12px; }
QHeaderView::down-arrow { image: url(@{down}); width: 12px; height: 12px; }
QHeaderView::up-arrow { image: url(@{up}); width: 12px; height: 12px; }
QTableCornerButton::section { background: @sunken; border: 0; }
QListView, QTreeView {
  background: @surface; border: 1px solid @line; border-radius: 4px; outline: 0;
  selection-background-color: @accentbg; selection-color: @ink;
}
QListView:focus, QTreeView:focus { border: 2px solid @accent; }

QScrollArea { background: transparent; border: 0; }
QScrollArea > QWidget > QWidget { background: transparent; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
QScrollBar::handle { background: @keyline; border-radius: 3px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 28px; }
QScrollBar::handle:horizontal { min-width: 28px; }
QScrollBar::handle:hover { background: @line2; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QSplitter::handle { background: @line; }
QSplitter::handle:horizontal { width: 1px; }
QSplitter::handle:vertical { height: 1px; }
QSplitter::handle:hover { background: @accent; }

QProgressBar { background: @line; border: 0; border-radius: 2px; max-height: 4px; min-height: 4px; }
QProgressBar::chunk { background: @accent; border-radius: 2px; }

QMenu { background: @surface; color: @ink; border: 1px solid @line2; padding: 4px; }
QMenu::item { padding: 5px 28px 5px 12px; border-radius: 3px; }
QMenu::item:selected { background: @accentbg; }
QMenu::item:disabled { color: @ink3; }
QMenu::separator { height: 1px; background: @line; margin: 4px 8px; }
QMenuBar { background: @window; color: @ink; }
QMenuBar::item { padding: 5px 9px; background: transparent; }
QMenuBar::item:selected { background: @hover; }
QStatusBar { background: @window; color: @ink2; }
QTabWidget::pane { border: 0; border-top: 1px solid @line; }
QTabBar::tab {
  background: transparent; color: @ink2; padding: 6px 12px; border-bottom: 2px solid transparent;
}
QTabBar::tab:selected { color: @accent; border-bottom-color: @accent; }
QTabBar::tab:focus { color: @ink; }
"""


def style_sheet(c: Callable[[str], str], files: Mapping[str, str]) -> str:
    """The style sheet with every `@role` and `@{file}` filled in.

    A drawing that could not be written leaves its rule without an image; Fusion then
    draws its own indicator.
    """
    text = _SHEET
    for name, path in files.items():
        text = text.replace(f"@{{{name}}}", f'"{path}"')
    # Longest first, so that @accentbg is not read as @accent followed by "bg".
    for role in sorted(COLOURS, key=len, reverse=True):
        text = text.replace(f"@{role}", c(role))
    return "\n".join(line for line in text.splitlines() if "@{" not in line)
