"""복구 열쇠 on the screen: warned, made, printed, and typed back before it is put away."""

from pathlib import Path

import pytest

from ipju import bootstrap
from ipju.domain.keys import RecoveryKey
from ipju.services.office import Office
from ipju.storage.problems import WrongRecovery
from ipju.ui.screens.admin.recovery import ABOUT, STEP, RecoveryPage, RenewDialog
from tests.ui.admin.conftest import type_of_sitting
from tests.ui.sitting import Sitting


def _renew(sitting: Sitting) -> RecoveryPage:
    page: RecoveryPage = sitting.page("recovery")
    page.renew()
    sitting.dialog(RenewDialog).accept()
    sitting.settle()
    return page


def _right_words(page: RecoveryPage) -> list[str]:
    key = page.step.key()
    assert key is not None
    return [key.words[number - 1] for number in page.step.numbers()]


def test_nothing_is_renewed_before_it_is_said_what_it_means(
    sit: type_of_sitting, keyed: Office
) -> None:
    sitting = sit(keyed)
    page = sitting.page("recovery")
    sitting.press("Ctrl+Return")
    dialog = sitting.dialog(RenewDialog)
    assert dialog.office_name.text() == "주택공급부"
    dialog.office_name.input.clear()
    dialog.accept()
    assert dialog.office_name.error() == "용지에 적을 사무실 이름을 적으십시오."
    dialog.reject()
    assert page.stack.currentIndex() == ABOUT
    assert page.step.key() is None


def test_the_new_key_is_shown_as_its_sheet_and_confirmed_by_typing(
    sit: type_of_sitting, keyed: Office
) -> None:
    sitting = sit(keyed)
    page = _renew(sitting)
    assert page.stack.currentIndex() == STEP
    assert page.step.preview.document.pageCount() == 1
    assert page.step.preview.data().startswith(b"%PDF")
    sitting.press("Ctrl+Return")
    assert page.step.is_asking()
    for field in page.step.words:
        sitting.fill(field, "엉뚱")
    sitting.press("Return")
    assert [field.error() for field in page.step.words] == ["용지의 낱말과 다릅니다."] * 3
    assert page.stack.currentIndex() == STEP
    page.back_button.click()
    assert not page.step.is_asking()
    page.forward()
    for field, word in zip(page.step.words, _right_words(page), strict=True):
        field.control().selectAll()
        sitting.fill(field, word)
    sitting.press("Return")
    sitting.settle()
    assert page.stack.currentIndex() == ABOUT
    assert page.step.key() is None, "the key is not kept once it is on paper"
    assert page.step.preview.data() == b""
    page.done_banner.acted.emit()
    assert sitting.screen.sections.current() == "backups"


def test_the_new_key_opens_the_office_and_the_old_one_no_longer(
    sit: type_of_sitting, keyed: Office, founded: tuple[Path, RecoveryKey], tmp_path: Path
) -> None:
    sitting, old = sit(keyed), founded[1]
    page = _renew(sitting)
    new = page.step.key()
    assert new is not None
    page.forward()
    for field, word in zip(page.step.words, _right_words(page), strict=True):
        field.input.setText(word)
    page.forward()
    sitting.settle()
    assert page.stack.currentIndex() == ABOUT
    keyed.store.close()
    folder = tmp_path / "office"
    with pytest.raises(WrongRecovery):
        bootstrap.recover_office(folder, " ".join(old.words), "kang", "파란 지붕 아래 4월")
    recovered = bootstrap.recover_office(folder, new.code, "kang", "파란 지붕 아래 4월")
    recovered.store.close()


@pytest.mark.parametrize("leaves", [True, False], ids=["gives up", "just goes"])
def test_a_key_nobody_has_read_back_does_not_take_the_place_of_the_one_on_paper(
    sit: type_of_sitting,
    keyed: Office,
    founded: tuple[Path, RecoveryKey],
    tmp_path: Path,
    leaves: bool,
) -> None:
    page = _renew(sit(keyed))
    new = page.step.key()
    assert new is not None
    if leaves:
        page.leave_button.click()
        assert page.stack.currentIndex() == ABOUT
        assert page.step.key() is None
    keyed.store.close()
    folder = tmp_path / "office"
    with pytest.raises(WrongRecovery):
        bootstrap.recover_office(folder, new.code, "kang", "파란 지붕 아래 4월")
    recovered = bootstrap.recover_office(folder, founded[1].code, "kang", "파란 지붕 아래 4월")
    recovered.store.close()


def test_the_sheet_is_saved_whole(sit: type_of_sitting, keyed: Office, tmp_path: Path) -> None:
    sitting = sit(keyed)
    page = _renew(sitting)
    wanted = tmp_path / "용지.pdf"
    page.step.preview.ask_path = lambda _suggested: str(wanted)
    page.step.preview.save_button.click()
    sitting.settle()
    assert wanted.read_bytes() == page.step.preview.data()
    assert "저장했습니다" in page.step.preview.banner.text()
    page.step.preview.ask_path = lambda _suggested: str(tmp_path / "office" / "keys.json" / "a.pdf")
    page.step.preview.save_button.click()
    sitting.settle()
    assert "저장하지 못했습니다" in page.step.preview.banner.text()


def test_a_practice_office_has_no_recovery_key(sit: type_of_sitting, practice: Office) -> None:
    page = sit(practice).page("recovery")
    assert not page.about.first.isVisible()
    page.renew()
    assert page.stack.currentIndex() == ABOUT
