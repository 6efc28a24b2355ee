"""Dialogs that Qt makes itself speak Korean, too."""

from pathlib import Path

from PySide6.QtWidgets import QApplication, QComboBox, QFileDialog, QLabel, QToolButton, QTreeView
from pytestqt.qtbot import QtBot

from ipju.ui.app import prepare


def test_the_dialog_that_asks_for_a_file_has_no_english(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    prepare(qapp, "light")
    (tmp_path / "봉투").mkdir()
    dialog = QFileDialog(None, "PDF로 저장", str(tmp_path), "문서 (*.pdf)")
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    qtbot.addWidget(dialog)
    said = [one.text() for one in dialog.findChildren(QLabel)]
    said += [one.toolTip() for one in dialog.findChildren(QToolButton)]
    assert len([one for one in said if one]) >= 6
    tree = dialog.findChild(QTreeView)
    assert tree is not None
    model = tree.model()
    qtbot.waitUntil(lambda: model.rowCount(tree.rootIndex()) == 1, timeout=20_000)
    said.append(str(model.index(0, 2, tree.rootIndex()).data()))
    assert said[-1] == "폴더"
    assert dialog.findChild(QComboBox) is not None
    for words in said:
        plain = "".join(one for one in words.replace("&", "") if one.isalpha())
        assert not plain.isascii() or not plain, words
